mod table;

use super::{errors, fault, sentence};
use crate::ui::text::Lang;
use clinic::directions::{
    AsNeeded, At, Directions, Dose, DoseUnit, Fault, Field, Food, Kind, Meant, Part, Reason, Risky, Route, Site, Step,
    TimeOfDay, Timing, Typed, Weekday, presets,
};
use rust_decimal::Decimal;
use table::SENTENCES;

/// Directions as typed: fields of steps separated by `|`, each `part=text`; a part without `=` is the short form.
fn typed(text: &str) -> Typed {
    let mut fields = Vec::new();
    for (number, step) in text.split(" then ").enumerate() {
        for part in step.split('|') {
            match part.split_once('=') {
                Some(("free_text", text)) => fields.push(("free_text".to_owned(), text.to_owned())),
                Some((part, text)) => fields.push((format!("step{number}_{part}"), text.to_owned())),
                None => fields.push((format!("step{number}_short"), part.to_owned())),
            }
        }
    }
    Typed::read(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

#[test]
fn patients_read_whole_sentences() {
    let mut wrong = Vec::new();
    for (text, en, es) in SENTENCES {
        match typed(text).judge() {
            Ok(directions) => {
                for (lang, wanted) in [(Lang::En, en), (Lang::Es, es)] {
                    let said = sentence(&directions, lang);
                    if said != *wanted {
                        wrong.push(format!("{text}\n  wanted {wanted}\n  said   {said}"));
                    }
                }
            }
            Err(faults) => wrong.push(format!("{text}: {faults:?}")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(SENTENCES.len() >= 60, "{}", SENTENCES.len());
}

/// No text was missing, no place in one was left open, and it reads as a sentence.
fn check(directions: &Directions, lang: Lang) {
    let said = sentence(directions, lang);
    let bad = ["directions-", "{", "}", "$", "  ", " .", " ,", "..", ",,"].into_iter().find(|bad| said.contains(bad));
    assert!(bad.is_none(), "{bad:?} in {said}");
    assert!(said.ends_with('.') && said.starts_with(char::is_uppercase), "{said}");
}

#[test]
fn every_combination_reads_as_a_sentence() {
    let timings = [
        Timing::TimesPerDay(1),
        Timing::TimesPerDay(5),
        Timing::EveryHours { low: 1, high: None },
        Timing::EveryHours { low: 4, high: Some(6) },
        Timing::EveryDays(2),
        Timing::EveryDays(3),
        Timing::Weekdays(vec![Weekday::Sat]),
        Timing::Weekdays(vec![Weekday::Tue, Weekday::Sun]),
        Timing::AtTimes(TimeOfDay::ALL.map(|time| At { time, dose: None }).to_vec()),
        Timing::AtTimes(vec![
            At { time: TimeOfDay::Morning, dose: None },
            At { time: TimeOfDay::Bedtime, dose: Some(Decimal::TWO) },
        ]),
        Timing::Monthly,
        Timing::Once,
    ];
    let mut count = 0;
    for unit in DoseUnit::ALL {
        let routes = Route::ALL.into_iter().map(Some).chain([None]);
        for route in routes {
            let sites = route.map(Route::sites).unwrap_or_default().iter().copied().map(Some).chain([None]);
            for site in sites {
                for timing in &timings {
                    for (high, food, as_needed, max) in [
                        (None, None, None, None),
                        (Some(Decimal::TWO), Some(Food::WithFood), Some(AsNeeded::default()), Some(Decimal::TEN)),
                    ] {
                        let dose = Dose { low: Decimal::ONE, high, unit };
                        let timing = timing.clone();
                        let step =
                            Step { dose, route, site, timing, food, duration: None, as_needed, max_per_day: max };
                        for lang in Lang::ALL {
                            check(&Directions { steps: vec![step.clone(), step.clone()], free_text: None }, lang);
                            count += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(count > 10_000, "{count}");
}

#[test]
fn every_part_has_words() {
    let step = |food, reason| Step {
        dose: Dose { low: Decimal::ONE, high: None, unit: DoseUnit::Tablet },
        route: Some(Route::Oral),
        site: None,
        timing: Timing::TimesPerDay(2),
        food,
        duration: None,
        as_needed: reason,
        max_per_day: None,
    };
    for lang in Lang::ALL {
        for food in Food::ALL {
            check(&Directions::of(step(Some(food), None)), lang);
        }
        for reason in Reason::KNOWN {
            check(&Directions::of(step(None, Some(AsNeeded { reason: Some(reason) }))), lang);
        }
        for directions in DoseUnit::ALL.into_iter().flat_map(presets) {
            check(&directions, lang);
        }
    }
    assert_eq!(Site::ALL.len(), 12);
}

#[test]
fn faults_say_what_to_do() {
    let amount = Decimal::new(5, 1);
    let risky = |meant| Kind::Risky(Risky { found: "XY".to_owned(), meant });
    let mut kinds = vec![
        Kind::Missing,
        Kind::NotANumber,
        Kind::Comma,
        Kind::Write { amount },
        Kind::TooSmall { least: amount },
        Kind::TooLarge { most: amount },
        Kind::NotWhole,
        Kind::NotAQuarter,
        Kind::NotAHalf,
        Kind::TooManyDecimals { most: 1 },
        Kind::NotRising,
        Kind::UnknownChoice,
        Kind::DoesNotBelong,
        Kind::WrongRoute,
        Kind::WrongSite,
        Kind::OnlyWithAsNeeded,
        Kind::NeedsEnd,
        Kind::EveryDay,
        Kind::Twice,
        Kind::LessThanADose,
        Kind::LessThanADay,
        Kind::TooLong { most: 60 },
        Kind::NotUnderstood { word: "XY".to_owned() },
        Kind::Contradicts,
        Kind::TooManySteps { most: 4 },
    ];
    kinds.extend(
        [
            Meant::Units,
            Meant::Daily,
            Meant::EveryOtherDay,
            Meant::DrugName,
            Meant::Weekdays,
            Meant::Bedtime,
            Meant::Milliliters,
            Meant::Micrograms,
            Meant::Subcutaneous,
            Meant::Eye,
            Meant::Ear,
            Meant::Stop,
            Meant::Directions,
            Meant::Number(amount),
        ]
        .map(risky),
    );
    for kind in kinds {
        for lang in Lang::ALL {
            let said = fault(&Fault { field: Field::Step(0, Part::Dose), kind: kind.clone() }, lang);
            assert!(said.ends_with('.') && !said.contains(['{', '$']) && !said.contains("directions-"), "{said}");
        }
    }
    let write = |text: &str| fault(&typed(text).judge().unwrap_err()[0], Lang::En);
    assert_eq!(write(".5 tab po bid"), "“.5” has been misread and harmed people. Write 0.5 instead.");
    assert_eq!(
        write("1 tab po qd"),
        "“qd” has been misread and harmed people. Write “once a day”, or “right eye” if that was meant, instead."
    );
    assert_eq!(write("po bid|unit=tablet|dose=5.0"), "Write 5.");
}

#[test]
fn faults_lead_to_a_field_that_takes_the_focus() {
    let faults = typed("1 tab po bid|on_tue=true|on_fri=true|at_noon=true").judge().unwrap_err();
    let names: Vec<_> = errors(&faults, Lang::En).into_iter().map(|error| error.field).collect();
    assert_eq!(names, ["step0_on_mon", "step0_at_morning"]);
}
