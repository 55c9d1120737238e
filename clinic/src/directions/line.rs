//! The short line for pharmacists, in English: everything the parts say, in words and in a fixed order.

use super::{Directions, DoseUnit, Duration, DurationUnit, Food, Step, TimeOfDay, Timing, amount};
use rust_decimal::Decimal;

impl Directions {
    /// All of it in a line: `1 to 2 tablets by mouth, every 4 to 6 hours, as needed for pain, max 8 tablets in 24 hours`.
    pub fn line(&self) -> String {
        let steps = self.steps.iter().map(Step::line).collect::<Vec<_>>().join("; then ");
        match &self.free_text {
            Some(text) => format!("{steps}. {text}"),
            None => steps,
        }
    }
}

impl Step {
    fn line(&self) -> String {
        let unit = self.dose.unit;
        let dose = match self.dose.high {
            Some(high) => format!("{} to {}", amount(self.dose.low), counted(high, unit)),
            None => counted(self.dose.low, unit),
        };
        let place = match (self.route, self.site) {
            (Some(route), Some(site)) if route.needs_site() => format!(" into {}", site.words()),
            (Some(_), Some(site)) => format!(" on {}", site.words()),
            (Some(route), None) => format!(" {}", route.words()),
            (None, _) => String::new(),
        };
        let timing = timing(&self.timing, self);
        // Where amounts differ, each stands with its time.
        let (first, second) = if self.amounts_differ() {
            (timing, place.trim_start().to_owned())
        } else {
            (format!("{dose}{place}"), timing)
        };
        let parts = [
            Some(first),
            Some(second).filter(|words| !words.is_empty()),
            self.food.map(|food| food_words(food).to_owned()),
            self.duration.map(duration),
            self.as_needed.as_ref().map(|needed| match &needed.reason {
                Some(reason) => format!("as needed for {}", reason.words()),
                None => "as needed".to_owned(),
            }),
            self.max_per_day.map(|max| format!("max {} in 24 hours", counted(max, unit))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Step {
    fn amounts_differ(&self) -> bool {
        matches!(&self.timing, Timing::AtTimes(times) if times.iter().any(|at| at.dose.is_some()))
    }
}

fn counted(value: Decimal, unit: DoseUnit) -> String {
    format!("{} {}", amount(value), unit.words(value))
}

fn timing(timing: &Timing, step: &Step) -> String {
    match timing {
        Timing::TimesPerDay(1) => "once a day".to_owned(),
        Timing::TimesPerDay(times) if step.as_needed.is_some() => format!("up to {times} times a day"),
        Timing::TimesPerDay(times) => format!("{times} times a day"),
        Timing::EveryHours { low: 1, high: None } => "every hour".to_owned(),
        Timing::EveryHours { low, high: None } => format!("every {low} hours"),
        Timing::EveryHours { low, high: Some(high) } => format!("every {low} to {high} hours"),
        Timing::EveryDays(2) => "every other day".to_owned(),
        Timing::EveryDays(days) => format!("every {days} days"),
        Timing::Weekdays(days) => {
            let names = days.iter().map(|day| day.words()).collect::<Vec<_>>().join(", ");
            if days.len() == 1 { format!("ONCE A WEEK on {names}") } else { format!("only on {names}") }
        }
        Timing::AtTimes(times) => {
            let differ = step.amounts_differ();
            let one = |at: &super::At| match at.dose {
                _ if !differ => time_words(at.time).to_owned(),
                own => format!("{} {}", counted(own.unwrap_or(step.dose.low), step.dose.unit), time_words(at.time)),
            };
            times.iter().map(one).collect::<Vec<_>>().join(" and ")
        }
        Timing::Monthly => "ONCE A MONTH".to_owned(),
        Timing::Once => "one time only".to_owned(),
    }
}

const fn time_words(time: TimeOfDay) -> &'static str {
    match time {
        TimeOfDay::Morning => "in the morning",
        TimeOfDay::Noon => "at noon",
        TimeOfDay::Evening => "in the evening",
        TimeOfDay::Bedtime => "at bedtime",
    }
}

pub(super) const fn food_words(food: Food) -> &'static str {
    match food {
        Food::WithFood => "with food",
        Food::WithMeals => "with meals",
        Food::EmptyStomach => "on an empty stomach",
        Food::BeforeMeals => "before meals",
        Food::AfterMeals => "after meals",
        Food::BeforeBreakfast => "before breakfast",
        Food::WithBreakfast => "with breakfast",
        Food::WithDinner => "with dinner",
    }
}

fn duration(duration: Duration) -> String {
    let unit = match (duration.unit, duration.value == 1) {
        (DurationUnit::Days, true) => "day",
        (DurationUnit::Days, false) => "days",
        (DurationUnit::Weeks, true) => "week",
        (DurationUnit::Weeks, false) => "weeks",
        (DurationUnit::Months, true) => "month",
        (DurationUnit::Months, false) => "months",
    };
    format!("for {} {unit}", duration.value)
}
