//! The short form prescribers know by heart, as an aid for typing: `1-2 tab PO Q4-6H PRN pain x 5 days max 8`.
//!
//! It only fills the parts; nobody ever reads it again. What is dangerous in it is refused (see `risky`).

use super::{Kind, Part, StepTyped, TimeOfDay, TimingKind, Weekday, risky};

/// The step with the parts filled that its short form names, and what is wrong with the short form.
pub(super) fn filled(typed: &StepTyped) -> (StepTyped, Vec<(Part, Kind)>) {
    let line = typed.get(Part::Short).trim();
    let mut step = typed.clone();
    if line.is_empty() {
        return (step, Vec::new());
    }
    if let Some(found) = risky(line) {
        return (step, vec![(Part::Short, Kind::Risky(found))]);
    }
    let read = match parts(line) {
        Ok(read) => read,
        Err(word) => return (step, vec![(Part::Short, Kind::NotUnderstood { word })]),
    };
    for (part, text) in read {
        let stands = step.get(part).trim();
        if !stands.is_empty() && !stands.eq_ignore_ascii_case(&text) {
            return (step, vec![(Part::Short, Kind::Contradicts)]);
        }
        step.set(part, text);
    }
    (step, Vec::new())
}

type Filled = Vec<(Part, String)>;

fn parts(line: &str) -> Result<Filled, String> {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let mut read = Filled::new();
    let mut rest = words.as_slice();
    while let [word, after @ ..] = rest {
        rest = match word.as_str() {
            "take" | "use" | "apply" | "inject" | "inhale" => after,
            "prn" => reason(after, &mut read),
            "max" => match after {
                [most, after @ ..] => {
                    read.push((Part::MaxPerDay, most.clone()));
                    after
                }
                [] => return Err(word.clone()),
            },
            "x" | "for" => duration(after, &mut read).ok_or_else(|| word.clone())?,
            "to" => return Err(word.clone()),
            _ => {
                one(word, &mut read).ok_or_else(|| word.clone())?;
                after
            }
        };
    }
    Ok(read)
}

/// A word that stands for itself.
fn one(word: &str, read: &mut Filled) -> Option<()> {
    let mut put = |part: Part, text: &str| read.push((part, text.to_owned()));
    let kind = |kind: TimingKind| kind.name();
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        let (low, high) = range(word);
        put(Part::Dose, low);
        if let Some(high) = high {
            put(Part::DoseHigh, high);
        }
        return Some(());
    }
    if let Some(times) = [("daily", "1"), ("bid", "2"), ("tid", "3"), ("qid", "4")].iter().find(|(w, _)| *w == word) {
        put(Part::Timing, kind(TimingKind::TimesPerDay));
        put(Part::Count, times.1);
        return Some(());
    }
    let time = match word {
        "qam" => Some(TimeOfDay::Morning),
        "qpm" => Some(TimeOfDay::Evening),
        "qhs" | "bedtime" => Some(TimeOfDay::Bedtime),
        _ => None,
    };
    if let Some(time) = time {
        put(Part::Timing, kind(TimingKind::AtTimes));
        put(Part::At(time), "true");
        return Some(());
    }
    if let Some(day) = Weekday::ALL.into_iter().find(|day| *word == *day.name() || word == day.words().to_lowercase()) {
        put(Part::Timing, kind(TimingKind::Weekdays));
        put(Part::Day(day), "true");
        return Some(());
    }
    if let Some(every) = word.strip_prefix('q') {
        let (numbers, hours) = match every.strip_suffix('h') {
            Some(numbers) => (numbers, true),
            None => (every.strip_suffix('d')?, false),
        };
        let (low, high) = range(numbers);
        if !digits(low) || high.is_some_and(|high| !digits(high) || !hours) {
            return None;
        }
        put(Part::Timing, kind(if hours { TimingKind::EveryHours } else { TimingKind::EveryDays }));
        put(Part::Count, low);
        if let Some(high) = high {
            put(Part::CountHigh, high);
        }
        return Some(());
    }
    let (part, name) =
        WORDS.iter().find(|(words, _, _)| words.contains(&word)).map(|(_, part, name)| (*part, *name))?;
    put(part, name);
    Some(())
}

/// Words for units, routes, meals and the other timings.
const WORDS: &[(&[&str], Part, &str)] = &[
    (&["tab", "tabs", "tablet", "tablets"], Part::Unit, "tablet"),
    (&["cap", "caps", "capsule", "capsules"], Part::Unit, "capsule"),
    (&["ml"], Part::Unit, "mL"),
    (&["puff", "puffs"], Part::Unit, "puff"),
    (&["drop", "drops"], Part::Unit, "drop"),
    (&["spray", "sprays"], Part::Unit, "spray"),
    (&["patch", "patches"], Part::Unit, "patch"),
    (&["supp", "suppository", "suppositories"], Part::Unit, "suppository"),
    (&["unit", "units"], Part::Unit, "unit"),
    (&["mg"], Part::Unit, "mg"),
    (&["mcg"], Part::Unit, "mcg"),
    (&["g"], Part::Unit, "g"),
    (&["meq"], Part::Unit, "mEq"),
    (&["po"], Part::Route, "oral"),
    (&["sl"], Part::Route, "sublingual"),
    (&["inh"], Part::Route, "inhaled"),
    (&["neb"], Part::Route, "nebulized"),
    (&["subcut"], Part::Route, "subcutaneous"),
    (&["im"], Part::Route, "intramuscular"),
    (&["pr"], Part::Route, "rectal"),
    (&["ac"], Part::Food, "before_meals"),
    (&["pc"], Part::Food, "after_meals"),
    (&["weekly"], Part::Timing, "weekdays"),
    (&["monthly"], Part::Timing, "monthly"),
    (&["once"], Part::Timing, "once"),
];

/// What follows PRN up to the next part is the reason.
fn reason<'a>(after: &'a [String], read: &mut Filled) -> &'a [String] {
    let end = after.iter().position(|word| matches!(word.as_str(), "x" | "max" | "for")).unwrap_or(after.len());
    // "PRN for pain" says the same as "PRN pain".
    if end == 0
        && let [word, rest @ ..] = after
        && word == "for"
        && !rest.first().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    {
        return reason(rest, read);
    }
    read.push((Part::AsNeeded, "true".to_owned()));
    let (words, rest) = after.split_at_checked(end).unwrap_or((after, &[]));
    if !words.is_empty() {
        read.push((Part::Reason, words.join(" ")));
    }
    rest
}

/// "5 days", "5d", "2 weeks".
fn duration<'a>(after: &'a [String], read: &mut Filled) -> Option<&'a [String]> {
    let (first, rest) = after.split_first()?;
    let letters = first.find(|c: char| !c.is_ascii_digit()).unwrap_or(first.len());
    let (number, unit) = first.split_at_checked(letters)?;
    let (unit, rest) =
        if unit.is_empty() { rest.split_first().map(|(unit, rest)| (unit.as_str(), rest))? } else { (unit, rest) };
    let unit = match unit {
        "d" | "day" | "days" => "days",
        "wk" | "week" | "weeks" => "weeks",
        "mo" | "month" | "months" => "months",
        _ => return None,
    };
    if number.is_empty() {
        return None;
    }
    read.push((Part::Duration, number.to_owned()));
    read.push((Part::DurationUnit, unit.to_owned()));
    Some(rest)
}

fn range(word: &str) -> (&str, Option<&str>) {
    word.split_once('-').map_or((word, None), |(low, high)| (low, Some(high)))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
