//! The directions that are written most, to be chosen with one press.

use super::{AsNeeded, At, Directions, Dose, DoseUnit, Food, Reason, Route, Site, Step, TimeOfDay, Timing, Weekday};
use rust_decimal::Decimal;

/// The most written directions for doses in that unit, the most common first; empty where none are common.
pub fn presets(unit: DoseUnit) -> Vec<Directions> {
    match unit {
        DoseUnit::Tablet | DoseUnit::Capsule => {
            let one = |timing| step(unit, 1, Route::Oral, timing);
            let mut all = vec![
                one(Timing::TimesPerDay(1)),
                one(Timing::TimesPerDay(2)),
                one(Timing::TimesPerDay(3)),
                one(at(TimeOfDay::Bedtime)),
                one(at(TimeOfDay::Morning)),
                Step { food: Some(Food::WithMeals), ..one(Timing::TimesPerDay(2)) },
                Step { food: Some(Food::BeforeBreakfast), ..one(Timing::TimesPerDay(1)) },
            ];
            if unit == DoseUnit::Tablet {
                all.push(Step {
                    as_needed: Some(needed(Reason::Pain)),
                    ..one(Timing::EveryHours { low: 6, high: None })
                });
                all.push(one(Timing::Weekdays(vec![Weekday::Mon])));
            }
            all
        }
        DoseUnit::Milliliter => vec![
            step(unit, 5, Route::Oral, Timing::TimesPerDay(1)),
            step(unit, 5, Route::Oral, Timing::TimesPerDay(2)),
            step(unit, 5, Route::Oral, Timing::TimesPerDay(3)),
            Step {
                as_needed: Some(needed(Reason::Wheezing)),
                ..step(unit, 3, Route::Nebulized, Timing::EveryHours { low: 4, high: Some(6) })
            },
        ],
        DoseUnit::Puff => vec![
            Step {
                as_needed: Some(needed(Reason::Wheezing)),
                ..step(unit, 2, Route::Inhaled, Timing::EveryHours { low: 4, high: Some(6) })
            },
            step(unit, 2, Route::Inhaled, Timing::TimesPerDay(2)),
            step(unit, 1, Route::Inhaled, Timing::TimesPerDay(1)),
        ],
        DoseUnit::Drop => vec![
            at_site(step(unit, 1, Route::Eye, at(TimeOfDay::Bedtime)), Site::EachEye),
            at_site(step(unit, 1, Route::Eye, Timing::TimesPerDay(2)), Site::EachEye),
            at_site(step(unit, 4, Route::Ear, Timing::TimesPerDay(2)), Site::RightEar),
        ],
        DoseUnit::Spray => vec![
            at_site(step(unit, 1, Route::Nose, Timing::TimesPerDay(1)), Site::EachNostril),
            at_site(step(unit, 2, Route::Nose, Timing::TimesPerDay(1)), Site::EachNostril),
        ],
        DoseUnit::Application => vec![
            at_site(step(unit, 1, Route::Skin, Timing::TimesPerDay(1)), Site::AffectedArea),
            at_site(step(unit, 1, Route::Skin, Timing::TimesPerDay(2)), Site::AffectedArea),
        ],
        DoseUnit::Patch => vec![step(unit, 1, Route::Skin, Timing::TimesPerDay(1))],
        DoseUnit::Unit => vec![step(unit, 10, Route::Subcutaneous, at(TimeOfDay::Bedtime))],
        DoseUnit::Injection => vec![step(unit, 1, Route::Subcutaneous, Timing::Weekdays(vec![Weekday::Mon]))],
        DoseUnit::Packet => vec![step(unit, 1, Route::Oral, Timing::TimesPerDay(1))],
        DoseUnit::Suppository
        | DoseUnit::Lozenge
        | DoseUnit::Milligram
        | DoseUnit::Microgram
        | DoseUnit::Gram
        | DoseUnit::Milliequivalent => Vec::new(),
    }
    .into_iter()
    .map(Directions::of)
    .collect()
}

/// The units a dose of that dose form is counted in, the most usual first, for RxNorm's names of dose forms ("Oral Tablet",
/// "Ophthalmic Solution"); empty for forms that tell nothing.
pub fn units_of_form(form: &str) -> &'static [DoseUnit] {
    let form = form.to_lowercase();
    let names = |word: &str| form.contains(word);
    FORMS.iter().find(|(words, _)| words.iter().all(|word| names(word))).map_or(&[], |(_, units)| *units)
}

/// Words of a dose form and what its doses are counted in; the first row counts of which all words are there.
const FORMS: &[(&[&str], &[DoseUnit])] = &[
    (&["inhalation", "solution"], &[DoseUnit::Milliliter]),
    (&["inhalation", "suspension"], &[DoseUnit::Milliliter]),
    (&["inhalation", "capsule"], &[DoseUnit::Capsule]),
    (&["inhal"], &[DoseUnit::Puff]),
    (&["nasal", "spray"], &[DoseUnit::Spray]),
    (&["nasal"], &[DoseUnit::Spray, DoseUnit::Drop]),
    (&["spray"], &[DoseUnit::Spray]),
    (&["ophthalmic", "ointment"], &[DoseUnit::Application]),
    (&["ophthalmic", "gel"], &[DoseUnit::Application]),
    (&["ophthalmic"], &[DoseUnit::Drop]),
    (&["otic"], &[DoseUnit::Drop]),
    (&["lozenge"], &[DoseUnit::Lozenge]),
    (&["suppository"], &[DoseUnit::Suppository]),
    (&["patch"], &[DoseUnit::Patch]),
    (&["transdermal system"], &[DoseUnit::Patch]),
    (&["tablet"], &[DoseUnit::Tablet, DoseUnit::Milligram]),
    (&["capsule"], &[DoseUnit::Capsule, DoseUnit::Milligram]),
    (&["pen injector"], &[DoseUnit::Unit, DoseUnit::Injection, DoseUnit::Milligram]),
    (&["auto-injector"], &[DoseUnit::Injection, DoseUnit::Milliliter, DoseUnit::Milligram]),
    (&["prefilled syringe"], &[DoseUnit::Injection, DoseUnit::Milliliter, DoseUnit::Milligram]),
    (&["cartridge"], &[DoseUnit::Unit, DoseUnit::Milliliter]),
    (&["injec"], &[DoseUnit::Milliliter, DoseUnit::Unit, DoseUnit::Injection]),
    (&["powder", "oral solution"], &[DoseUnit::Packet, DoseUnit::Gram]),
    (&["oral powder"], &[DoseUnit::Packet, DoseUnit::Gram]),
    (&["granules"], &[DoseUnit::Packet]),
    (&["oral solution"], &[DoseUnit::Milliliter]),
    (&["oral suspension"], &[DoseUnit::Milliliter]),
    (&["syrup"], &[DoseUnit::Milliliter]),
    (&["elixir"], &[DoseUnit::Milliliter]),
    (&["oral"], &[DoseUnit::Milliliter]),
    (&["vaginal"], &[DoseUnit::Application, DoseUnit::Gram]),
    (&["enema"], &[DoseUnit::Milliliter]),
    (&["cream"], &[DoseUnit::Application, DoseUnit::Gram]),
    (&["ointment"], &[DoseUnit::Application, DoseUnit::Gram]),
    (&["gel"], &[DoseUnit::Application, DoseUnit::Gram]),
    (&["lotion"], &[DoseUnit::Application]),
    (&["foam"], &[DoseUnit::Application]),
    (&["shampoo"], &[DoseUnit::Application]),
    (&["topical"], &[DoseUnit::Application, DoseUnit::Milliliter]),
];

fn step(unit: DoseUnit, low: i64, route: Route, timing: Timing) -> Step {
    Step {
        dose: Dose { low: Decimal::from(low), high: None, unit },
        route: Some(route),
        site: None,
        timing,
        food: None,
        duration: None,
        as_needed: None,
        max_per_day: None,
    }
}

fn at(time: TimeOfDay) -> Timing {
    Timing::AtTimes(vec![At { time, dose: None }])
}

fn at_site(step: Step, site: Site) -> Step {
    Step { site: Some(site), ..step }
}

fn needed(reason: Reason) -> AsNeeded {
    AsNeeded { reason: Some(reason) }
}
