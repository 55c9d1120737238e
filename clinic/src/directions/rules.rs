//! What must be true of directions, wherever they come from.

use super::{
    Directions, Dose, Duration, Fault, Field, Kind, LONGEST_FREE_TEXT, LONGEST_REASON, MOST_STEPS, Part, Reason, Route,
    Site, Step, TimeOfDay, Timing, Weekday, daily, risky,
};
use rust_decimal::Decimal;

type Faults = Vec<(Part, Kind)>;

impl Directions {
    /// All that is wrong with directions; nothing for those that [`super::Typed::judge`] has made.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut at = |step: usize, found: Faults| {
            faults.extend(found.into_iter().map(|(part, kind)| Fault { field: Field::Step(step, part), kind }));
        };
        if self.steps.is_empty() {
            at(0, vec![(Part::Dose, Kind::Missing)]);
        }
        for (number, step) in self.steps.iter().enumerate() {
            at(number, step.faults());
            if number >= MOST_STEPS {
                at(number, vec![(Part::Dose, Kind::TooManySteps { most: MOST_STEPS })]);
            }
            if number + 1 < self.steps.len() && !step.ends() {
                at(number, vec![(Part::Duration, Kind::NeedsEnd)]);
            }
        }
        if let Some(text) = &self.free_text {
            faults.extend(free_text(text).map(|kind| Fault { field: Field::FreeText, kind }));
        }
        faults
    }
}

impl Step {
    /// Whether it comes to an end by itself.
    pub(super) fn ends(&self) -> bool {
        self.duration.is_some() || self.timing == Timing::Once
    }

    fn faults(&self) -> Faults {
        let mut faults = dose(&self.dose);
        faults.extend(timing(&self.timing, &self.dose));
        faults.extend(place(&self.dose, self.route, self.site));
        faults.extend(self.duration.and_then(duration));
        faults.extend(self.as_needed.as_ref().and_then(|needed| needed.reason.as_ref()).and_then(reason));
        faults.extend(self.max_per_day.and_then(|max| max_per_day(max, self)));
        faults
    }
}

/// The amounts of one dose.
pub(super) fn dose(dose: &Dose) -> Faults {
    let wrong = |value| dose.unit.wrong(value, dose.unit.most());
    let low = wrong(dose.low).map(|kind| (Part::Dose, kind));
    let high = dose.high.and_then(|high| {
        wrong(high).or_else(|| (high <= dose.low).then_some(Kind::NotRising)).map(|kind| (Part::DoseHigh, kind))
    });
    low.into_iter().chain(high).collect()
}

/// How often, and the amounts at times of the day.
pub(super) fn timing(timing: &Timing, dose: &Dose) -> Faults {
    match timing {
        Timing::TimesPerDay(times) => within(*times, 1, 12, Part::Count).into_iter().collect(),
        Timing::EveryDays(days) => within(*days, 2, 90, Part::Count).into_iter().collect(),
        Timing::EveryHours { low, high } => {
            let high = high.and_then(|high| {
                let rising = (high <= *low).then_some((Part::CountHigh, Kind::NotRising));
                within(high, 1, 72, Part::CountHigh).or(rising)
            });
            within(*low, 1, 72, Part::Count).into_iter().chain(high).collect()
        }
        Timing::Weekdays(days) => weekdays(days).map(|kind| (Part::Day(Weekday::Mon), kind)).into_iter().collect(),
        Timing::AtTimes(times) => at_times(times, dose),
        Timing::Monthly | Timing::Once => Faults::new(),
    }
}

fn within(value: u8, least: u8, most: u8, part: Part) -> Option<(Part, Kind)> {
    if value < least {
        Some((part, Kind::TooSmall { least: least.into() }))
    } else {
        (value > most).then(|| (part, Kind::TooLarge { most: most.into() }))
    }
}

fn weekdays(days: &[Weekday]) -> Option<Kind> {
    if days.is_empty() {
        Some(Kind::Missing)
    } else if days.len() >= Weekday::ALL.len() {
        Some(Kind::EveryDay)
    } else {
        days.windows(2).any(|pair| matches!(pair, [a, b] if a >= b)).then_some(Kind::Twice)
    }
}

fn at_times(times: &[super::At], dose: &Dose) -> Faults {
    let mut faults = Faults::new();
    if times.is_empty() {
        faults.push((Part::At(TimeOfDay::Morning), Kind::Missing));
    }
    for pair in times.windows(2) {
        if let [a, b] = pair
            && a.time >= b.time
        {
            faults.push((Part::At(b.time), Kind::Twice));
        }
    }
    for (number, at) in times.iter().enumerate() {
        let Some(own) = at.dose else { continue };
        let part = Part::DoseAt(at.time);
        // One meaning, one form: the first time has the dose of the step, and a range has no exceptions.
        let needless = number == 0 || own == dose.low || dose.high.is_some();
        let wrong = dose.unit.wrong(own, dose.unit.most()).or(needless.then_some(Kind::DoesNotBelong));
        faults.extend(wrong.map(|kind| (part, kind)));
    }
    faults
}

/// Whether the dose can be given by the route, and the place belongs to it.
pub(super) fn place(dose: &Dose, route: Option<Route>, site: Option<Site>) -> Faults {
    let Some(route) = route else {
        return vec![(Part::Route, Kind::Missing)];
    };
    let mut faults = Faults::new();
    if !dose.unit.routes().contains(&route) {
        faults.push((Part::Route, Kind::WrongRoute));
    }
    match site {
        Some(site) if !route.sites().contains(&site) => faults.push((Part::Site, Kind::WrongSite)),
        None if route.needs_site() => faults.push((Part::Site, Kind::Missing)),
        _ => {}
    }
    faults
}

/// How long a step goes on.
pub(super) fn duration(duration: Duration) -> Option<(Part, Kind)> {
    let most = duration.unit.most();
    if duration.value == 0 {
        Some((Part::Duration, Kind::TooSmall { least: Decimal::ONE }))
    } else {
        (duration.value > most).then(|| (Part::Duration, Kind::TooLarge { most: most.into() }))
    }
}

/// What it is needed for.
pub(super) fn reason(reason: &Reason) -> Option<(Part, Kind)> {
    let words = reason.words();
    if words.trim().is_empty() {
        return Some((Part::Reason, Kind::Missing));
    }
    text(words, LONGEST_REASON).map(|kind| (Part::Reason, kind))
}

/// The words beside the parts.
pub(super) fn free_text(words: &str) -> Option<Kind> {
    if words.trim().is_empty() { Some(Kind::Missing) } else { text(words, LONGEST_FREE_TEXT) }
}

fn text(words: &str, most: usize) -> Option<Kind> {
    if words.chars().count() > most {
        return Some(Kind::TooLong { most });
    }
    if words.contains(|c: char| c.is_control() && c != '\n' && c != '\r') {
        return Some(Kind::UnknownChoice);
    }
    risky(words).map(Kind::Risky)
}

/// The most in a day must allow one dose, at whichever time.
pub(super) fn max_per_day(max: Decimal, step: &Step) -> Option<(Part, Kind)> {
    let unit = step.dose.unit;
    let most = unit.most().saturating_mul(Decimal::from(24));
    let largest = match &step.timing {
        Timing::AtTimes(times) => times.iter().filter_map(|at| at.dose).fold(step.dose.most(), Decimal::max),
        _ => step.dose.most(),
    };
    unit.wrong(max, most)
        .or_else(|| (max < largest).then_some(Kind::LessThanADose))
        .or_else(|| (regular(step)? > max).then_some(Kind::LessThanADay))
        .map(|kind| (Part::MaxPerDay, kind))
}

/// What a day takes if nobody has a choice.
fn regular(step: &Step) -> Option<Decimal> {
    let unlimited = Step { max_per_day: None, ..step.clone() };
    daily(&Directions::of(unlimited)).map(|daily| daily.low)
}
