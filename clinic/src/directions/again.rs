//! From directions back to the form: for presets, favourites and renewals, which a prescriber looks at and changes.

use super::{Directions, DoseUnit, Part, Step, StepTyped, Timing, TimingKind, Typed, amount};

impl From<&Directions> for Typed {
    /// The form filled so that judging it gives the same directions.
    fn from(directions: &Directions) -> Self {
        Self {
            steps: directions.steps.iter().map(StepTyped::from).collect(),
            free_text: directions.free_text.clone().unwrap_or_default(),
        }
    }
}

impl From<&Step> for StepTyped {
    fn from(step: &Step) -> Self {
        let mut typed = Self::default();
        let mut put = |part: Part, text: &str| typed.set(part, text);
        let differ = matches!(&step.timing, Timing::AtTimes(times) if times.iter().any(|at| at.dose.is_some()));
        // An application has no amount to show; amounts that differ stand at their times.
        if step.dose.unit != DoseUnit::Application && !differ {
            put(Part::Dose, &amount(step.dose.low));
        }
        if let Some(high) = step.dose.high {
            put(Part::DoseHigh, &amount(high));
        }
        put(Part::Unit, step.dose.unit.name());
        put(Part::Route, step.route.map_or("", super::Route::name));
        put(Part::Site, step.site.map_or("", super::Site::name));
        put(Part::Food, step.food.map_or("", super::Food::name));
        let kind = match &step.timing {
            Timing::TimesPerDay(times) => {
                put(Part::Count, &times.to_string());
                TimingKind::TimesPerDay
            }
            Timing::EveryHours { low, high } => {
                put(Part::Count, &low.to_string());
                put(Part::CountHigh, &high.map(|high| high.to_string()).unwrap_or_default());
                TimingKind::EveryHours
            }
            Timing::EveryDays(days) => {
                put(Part::Count, &days.to_string());
                TimingKind::EveryDays
            }
            Timing::Weekdays(days) => {
                for day in days {
                    put(Part::Day(*day), "true");
                }
                TimingKind::Weekdays
            }
            Timing::AtTimes(times) => {
                for at in times {
                    put(Part::At(at.time), "true");
                    if differ {
                        put(Part::DoseAt(at.time), &amount(at.dose.unwrap_or(step.dose.low)));
                    }
                }
                TimingKind::AtTimes
            }
            Timing::Monthly => TimingKind::Monthly,
            Timing::Once => TimingKind::Once,
        };
        put(Part::Timing, kind.name());
        if let Some(duration) = &step.duration {
            put(Part::Duration, &duration.value.to_string());
            put(Part::DurationUnit, duration.unit.name());
        }
        if let Some(needed) = &step.as_needed {
            put(Part::AsNeeded, "true");
            put(Part::Reason, needed.reason.as_ref().map_or("", super::Reason::words));
        }
        put(Part::MaxPerDay, &step.max_per_day.map(amount).unwrap_or_default());
        typed
    }
}
