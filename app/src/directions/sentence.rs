//! The sentence for the patient. Its order is the same in both languages: verb, amount, place, time, meals, how long, what for.

use super::words;
use crate::ui::text::{Lang, key};
use clinic::directions::{
    AsNeeded, Directions, Dose, DoseUnit, Duration, DurationUnit, Reason, Route, Site, Step, TimeOfDay, Timing, amount,
};
use rust_decimal::Decimal;

/// The directions as sentences a patient can follow, with digits and without abbreviations. The prescriber's own words stand last, as they are.
pub fn sentence(directions: &Directions, lang: Lang) -> String {
    let mut sentences = Vec::new();
    for (number, step) in directions.steps.iter().enumerate() {
        let main = main(step, lang);
        sentences.push(match number {
            0 => main,
            _ => lang.with("directions-then", &[("step", small_first(&main).into())]),
        });
        if matches!(&step.timing, Timing::Weekdays(days) if days.len() == 1) || step.timing == Timing::Monthly {
            sentences.push(match step.route {
                Some(Route::Oral) => lang.t("directions-not-daily-take"),
                _ => lang.t("directions-not-daily-use"),
            });
        }
        if let Some(max) = step.max_per_day {
            let amount = counted(max, None, step.dose.unit, lang);
            sentences.push(lang.with("directions-most", &[("amount", amount.into())]));
        }
    }
    sentences.extend(directions.free_text.clone());
    sentences.join(" ")
}

fn main(step: &Step, lang: Lang) -> String {
    let unit = step.dose.unit;
    let place = place(step.route, step.site, unit, lang);
    let amount = (unit != DoseUnit::Application).then(|| dose(&step.dose, lang));
    let weekly = matches!(&step.timing, Timing::Weekdays(days) if days.len() == 1);
    let rest = [
        step.food.map(|food| words::food(food, lang)),
        step.duration.map(|duration| self::duration(duration, lang)),
        step.as_needed.as_ref().map(|needed| self::needed(needed, lang)),
    ];
    let mut timing = timing(step, lang);
    // The day of the week stands between commas.
    if weekly && rest.iter().any(Option::is_some) {
        timing.push(',');
    }
    let parts = [Some(verb(step.route, unit, lang)), amount, place, Some(timing)];
    let words: Vec<_> = parts.into_iter().chain(rest).flatten().collect();
    format!("{}.", words.join(" "))
}

/// What one does with it.
fn verb(route: Option<Route>, unit: DoseUnit, lang: Lang) -> String {
    let Some(route) = route else { return lang.t("directions-verb-use") };
    let applied = unit == DoseUnit::Application;
    match route {
        Route::Oral => lang.t("directions-verb-take"),
        _ if applied => lang.t("directions-verb-spread"),
        _ if unit == DoseUnit::Spray => lang.t("directions-verb-spray"),
        Route::Sublingual | Route::Buccal => lang.t("directions-verb-place"),
        Route::Mouth if unit == DoseUnit::Milliliter => lang.t("directions-verb-rinse"),
        Route::Mouth => lang.t("directions-verb-dissolve"),
        Route::Inhaled if unit == DoseUnit::Capsule => lang.t("directions-verb-contents"),
        Route::Inhaled if unit == DoseUnit::Puff => lang.t("directions-verb-puff"),
        Route::Inhaled | Route::Nebulized => lang.t("directions-verb-inhale"),
        Route::Nose | Route::Eye | Route::Ear => lang.t("directions-verb-put"),
        Route::Skin if unit == DoseUnit::Patch => lang.t("directions-verb-put"),
        Route::Skin => lang.t("directions-verb-apply"),
        Route::Subcutaneous | Route::Intramuscular if unit == DoseUnit::Injection => lang.t("directions-verb-give"),
        Route::Subcutaneous | Route::Intramuscular => lang.t("directions-verb-inject"),
        Route::Rectal if unit == DoseUnit::Milliliter => lang.t("directions-verb-put"),
        Route::Rectal | Route::Vaginal => lang.t("directions-verb-insert"),
    }
}

/// Where it goes; nothing where the verb has said it.
fn place(route: Option<Route>, site: Option<Site>, unit: DoseUnit, lang: Lang) -> Option<String> {
    let on = matches!(unit, DoseUnit::Patch | DoseUnit::Spray);
    if let Some(site) = site {
        return Some(match site {
            Site::AffectedArea if on => lang.t("directions-place-on-affected-area"),
            Site::Scalp if on => lang.t("directions-place-on-scalp"),
            Site::Face if on => lang.t("directions-place-on-face"),
            _ => words::site(site, lang),
        });
    }
    let applied = unit == DoseUnit::Application;
    Some(match route? {
        Route::Mouth if unit == DoseUnit::Milliliter => return None,
        Route::Inhaled if unit == DoseUnit::Capsule => lang.t("directions-place-inhaler"),
        Route::Inhaled => lang.t("directions-place-oral"),
        Route::Skin if on => lang.t("directions-place-on-skin"),
        Route::Rectal if applied => lang.t("directions-place-in-rectum"),
        Route::Vaginal if applied => lang.t("directions-place-in-vagina"),
        route => words::route(route, lang),
    })
}

fn dose(dose: &Dose, lang: Lang) -> String {
    counted(dose.low, dose.high, dose.unit, lang)
}

/// An amount or a range with its unit; parts of a tablet also in words.
fn counted(low: Decimal, high: Option<Decimal>, unit: DoseUnit, lang: Lang) -> String {
    let number = match high {
        Some(high) => {
            lang.with("directions-range", &[("low", digits(low, lang).into()), ("high", digits(high, lang).into())])
        }
        None => digits(low, lang),
    };
    let form = if high.unwrap_or(low) <= Decimal::ONE { "one" } else { "other" };
    let amount = match words::counted(unit) {
        Some(key) => lang.with(key, &[("amount", number.into()), ("form", form.into())]),
        None => lang.with("directions-unit-measure", &[("amount", number.into()), ("unit", unit.name().into())]),
    };
    match (unit, high) {
        (DoseUnit::Tablet, None) => match part_of_tablet(low, lang) {
            Some(words) => lang.with("directions-in-words", &[("amount", amount.into()), ("words", words.into())]),
            None => amount,
        },
        _ => amount,
    }
}

fn part_of_tablet(value: Decimal, lang: Lang) -> Option<String> {
    let (whole, part) = (value.trunc(), value.fract());
    if part == Decimal::new(5, 1) && whole >= Decimal::ONE {
        let count = i64::try_from(whole).ok()?;
        return Some(lang.with("directions-tablets-and-half", &[("count", count.into())]));
    }
    match (whole.is_zero(), amount(part).as_str()) {
        (true, "0.25") => Some(lang.t("directions-tablet-quarter")),
        (true, "0.5") => Some(lang.t("directions-tablet-half")),
        (true, "0.75") => Some(lang.t("directions-tablet-three-quarters")),
        _ => None,
    }
}

/// A number in digits. English groups thousands with a comma from 1,000 on (ISMP); Spanish with a space from five digits on, since
/// a comma begins the decimals for many of its readers.
fn digits(value: Decimal, lang: Lang) -> String {
    let plain = amount(value);
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let grouped = match lang {
        Lang::En => whole.len() > 3,
        Lang::Es => whole.len() > 4,
    };
    if !grouped {
        return plain;
    }
    let (thousands, hundreds) = whole.split_at(whole.len().saturating_sub(3));
    format!("{thousands}{}{hundreds}{rest}", lang.t("directions-digits-mark"))
}

fn timing(step: &Step, lang: Lang) -> String {
    let count = |count: u8| i64::from(count).into();
    match &step.timing {
        Timing::TimesPerDay(times) if step.as_needed.is_some() => {
            lang.with("directions-times-up-to", &[("count", count(*times))])
        }
        Timing::TimesPerDay(times) => lang.with("directions-times", &[("count", count(*times))]),
        Timing::EveryHours { low, high: None } => lang.with("directions-every-hours", &[("count", count(*low))]),
        Timing::EveryHours { low, high: Some(high) } => {
            lang.with("directions-every-hours-range", &[("low", count(*low)), ("high", count(*high))])
        }
        Timing::EveryDays(days) => lang.with("directions-every-days", &[("count", count(*days))]),
        Timing::Weekdays(days) => {
            let names: Vec<_> = days.iter().map(|day| words::day(*day, lang)).collect();
            match names.as_slice() {
                [day] => lang.with("directions-weekly", &[("day", day.as_str().into())]),
                _ => lang.with("directions-weekdays", &[("days", list(&names, lang).into())]),
            }
        }
        Timing::AtTimes(times) => {
            let differ = times.iter().any(|at| at.dose.is_some());
            let one = |(number, at): (usize, &clinic::directions::At)| {
                let time: TimeOfDay = at.time;
                let time = words::time(time, lang);
                // The first amount has been said before the place.
                if number == 0 || !differ {
                    return time;
                }
                let amount = counted(at.dose.unwrap_or(step.dose.low), None, step.dose.unit, lang);
                format!("{amount} {time}")
            };
            let parts: Vec<_> = times.iter().enumerate().map(one).collect();
            list(&parts, lang)
        }
        Timing::Monthly => lang.t("directions-monthly"),
        Timing::Once => lang.t("directions-once"),
    }
}

fn duration(duration: Duration, lang: Lang) -> String {
    let key = match duration.unit {
        DurationUnit::Days => key("directions-for-days"),
        DurationUnit::Weeks => key("directions-for-weeks"),
        DurationUnit::Months => key("directions-for-months"),
    };
    lang.with(key, &[("count", i64::from(duration.value).into())])
}

fn needed(needed: &AsNeeded, lang: Lang) -> String {
    match &needed.reason {
        None => lang.t("directions-needed"),
        Some(Reason::Other(words)) => lang.with("directions-needed-other", &[("reason", words.as_str().into())]),
        Some(known) => lang.with("directions-needed-for", &[("reason", words::reason(known, lang).into())]),
    }
}

/// "a, b and c".
fn list(parts: &[String], lang: Lang) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            lang.with("directions-and", &[("first", first.join(", ").into()), ("last", last.as_str().into())])
        }
    }
}

fn small_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
