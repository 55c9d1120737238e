//! From what was typed to directions, or to all that is wrong.

use super::{
    AsNeeded, At, Directions, Dose, DoseUnit, Duration, DurationUnit, Fault, Field, Food, Kind, MOST_STEPS, Part,
    Reason, Route, Site, Step, StepTyped, TimeOfDay, Timing, TimingKind, Typed, Weekday, read_amount, rules, short,
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

impl Typed {
    /// The directions, or every fault of what was typed. Steps left blank after the first are passed over.
    pub fn judge(&self) -> Result<Directions, Vec<Fault>> {
        let mut faults = Vec::new();
        let blank = StepTyped::default();
        let first = self.steps.first().unwrap_or(&blank);
        let later = self.steps.iter().enumerate().skip(1).filter(|(_, step)| !step.is_blank());
        let typed: Vec<(usize, &StepTyped)> = std::iter::once((0, first)).chain(later).collect();
        let mut steps = Vec::new();
        for (place, (number, step)) in typed.iter().enumerate() {
            let mut judge = Judge { found: Vec::new() };
            let made = judge.step(step);
            if place >= MOST_STEPS {
                judge.fault(Part::Dose, Kind::TooManySteps { most: MOST_STEPS });
            }
            let last = place + 1 == typed.len();
            if !last
                && let Some(step) = &made
                && !step.ends()
            {
                judge.fault(Part::Duration, Kind::NeedsEnd);
            }
            let number = *number;
            faults.extend(judge.found.into_iter().map(|(part, kind)| Fault { field: Field::Step(number, part), kind }));
            steps.extend(made);
        }
        let free_text = Some(self.free_text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        if let Some(kind) = free_text.as_deref().and_then(rules::free_text) {
            faults.push(Fault { field: Field::FreeText, kind });
        }
        if faults.is_empty() { Ok(Directions { steps, free_text }) } else { Err(faults) }
    }
}

struct Judge {
    found: Vec<(Part, Kind)>,
}

impl Judge {
    fn fault(&mut self, part: Part, kind: Kind) {
        // One thing to mend at a time for each field.
        if !self.found.iter().any(|(known, _)| *known == part) {
            self.found.push((part, kind));
        }
    }

    fn faults(&mut self, found: impl IntoIterator<Item = (Part, Kind)>) {
        for (part, kind) in found {
            self.fault(part, kind);
        }
    }

    fn step(&mut self, typed: &StepTyped) -> Option<Step> {
        let (typed, found) = short::filled(typed);
        let typed = &typed;
        self.faults(found);
        let unit = self.choice(typed, Part::Unit, true, DoseUnit::read);
        let route = self.choice(typed, Part::Route, true, Route::read);
        let site = self.choice(typed, Part::Site, false, |name| Site::ALL.into_iter().find(|site| site.name() == name));
        let food = self.choice(typed, Part::Food, false, |name| Food::ALL.into_iter().find(|food| food.name() == name));
        let (timing, first) = self.timing(typed);
        let dose = self.dose(typed, unit, first);
        let duration = self.duration(typed);
        let as_needed = self.as_needed(typed);
        let max = self.amount(typed, Part::MaxPerDay, false);
        if let Some(dose) = &dose {
            self.faults(rules::dose(dose));
            if let Some(timing) = &timing {
                self.faults(rules::timing(timing, dose));
            }
            if route.is_some() {
                self.faults(rules::place(dose, route, site));
            }
        }
        let step = Step { dose: dose?, route, site, timing: timing?, food, duration, as_needed, max_per_day: max };
        self.faults(max.and_then(|max| rules::max_per_day(max, &step)));
        Some(step)
    }

    fn choice<T>(
        &mut self,
        typed: &StepTyped,
        part: Part,
        needed: bool,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let name = typed.get(part).trim();
        if name.is_empty() {
            if needed {
                self.fault(part, Kind::Missing);
            }
            return None;
        }
        let found = read(name);
        if found.is_none() {
            self.fault(part, Kind::UnknownChoice);
        }
        found
    }

    fn amount(&mut self, typed: &StepTyped, part: Part, needed: bool) -> Option<Decimal> {
        match read_amount(typed.get(part)) {
            Ok(value) => Some(value),
            Err(Kind::Missing) if !needed => None,
            Err(kind) => {
                self.fault(part, kind);
                None
            }
        }
    }

    /// A whole number; more than `u8` holds is left to the rules as the largest.
    fn whole(&mut self, typed: &StepTyped, part: Part, needed: bool) -> Option<u16> {
        let value = self.amount(typed, part, needed)?;
        if value.fract().is_zero() {
            Some(value.to_u16().unwrap_or(u16::MAX))
        } else {
            self.fault(part, Kind::NotWhole);
            None
        }
    }

    fn count(&mut self, typed: &StepTyped, part: Part, needed: bool) -> Option<u8> {
        self.whole(typed, part, needed).map(|value| u8::try_from(value).unwrap_or(u8::MAX))
    }

    /// The dose; `first` is the amount at the first time of day where amounts were typed for times.
    fn dose(&mut self, typed: &StepTyped, unit: Option<DoseUnit>, first: Option<Decimal>) -> Option<Dose> {
        let low = if is_bare(typed) { Some(Decimal::ONE) } else { self.amount(typed, Part::Dose, first.is_none()) };
        let high = self.amount(typed, Part::DoseHigh, false);
        Some(Dose { low: first.or(low)?, high, unit: unit? })
    }

    /// The timing, and the dose at the first time of day where its own was typed.
    fn timing(&mut self, typed: &StepTyped) -> (Option<Timing>, Option<Decimal>) {
        let kind =
            self.choice(typed, Part::Timing, true, |name| TimingKind::ALL.into_iter().find(|k| k.name() == name));
        let Some(kind) = kind else { return (None, None) };
        self.strays(typed, kind);
        match kind {
            TimingKind::TimesPerDay => (self.count(typed, Part::Count, true).map(Timing::TimesPerDay), None),
            TimingKind::EveryDays => (self.count(typed, Part::Count, true).map(Timing::EveryDays), None),
            TimingKind::EveryHours => {
                let low = self.count(typed, Part::Count, true);
                let high = self.count(typed, Part::CountHigh, false);
                (low.map(|low| Timing::EveryHours { low, high }), None)
            }
            TimingKind::Weekdays => {
                let days: Vec<_> = Weekday::ALL.into_iter().filter(|day| typed.is_ticked(Part::Day(*day))).collect();
                if days.is_empty() {
                    self.fault(Part::Day(Weekday::Mon), Kind::Missing);
                }
                (Some(Timing::Weekdays(days)), None)
            }
            TimingKind::AtTimes => self.at_times(typed),
            TimingKind::Monthly => (Some(Timing::Monthly), None),
            TimingKind::Once => (Some(Timing::Once), None),
        }
    }

    /// What was filled in for another kind of timing is never passed over: it may be what was meant.
    fn strays(&mut self, typed: &StepTyped, kind: TimingKind) {
        let counts = matches!(kind, TimingKind::TimesPerDay | TimingKind::EveryDays | TimingKind::EveryHours);
        let mut stray = |part, belongs: bool| {
            if !belongs && !typed.get(part).trim().is_empty() {
                self.fault(part, Kind::DoesNotBelong);
            }
        };
        stray(Part::Count, counts);
        stray(Part::CountHigh, kind == TimingKind::EveryHours);
        for day in Weekday::ALL {
            stray(Part::Day(day), kind == TimingKind::Weekdays);
        }
        for time in TimeOfDay::ALL {
            stray(Part::At(time), kind == TimingKind::AtTimes);
            stray(Part::DoseAt(time), kind == TimingKind::AtTimes);
        }
    }

    /// A time counts that is ticked or has an amount of its own; without one it has the dose of the step.
    fn at_times(&mut self, typed: &StepTyped) -> (Option<Timing>, Option<Decimal>) {
        let common = common_amount(typed);
        let mut times = Vec::new();
        let mut whole = true;
        for time in TimeOfDay::ALL {
            let part = Part::DoseAt(time);
            if typed.get(part).trim().is_empty() {
                if typed.is_ticked(Part::At(time)) {
                    times.push((time, None));
                }
            } else {
                let own = self.amount(typed, part, true);
                whole &= own.is_some();
                times.push((time, own));
            }
        }
        if times.is_empty() {
            self.fault(Part::At(TimeOfDay::Morning), Kind::Missing);
        }
        let (Some((_, first)), true) = (times.first().copied(), whole) else { return (None, None) };
        // A time without an amount needs the common one.
        if common.is_none() && times.iter().any(|(_, own)| own.is_none()) {
            if typed.get(Part::Dose).trim().is_empty() {
                self.fault(Part::Dose, Kind::Missing);
            }
            return (None, None);
        }
        // An amount that no time has would be lost.
        let used = times.iter().any(|(_, own)| own.is_none() || *own == common);
        if common.is_some() && !used {
            self.fault(Part::Dose, Kind::DoesNotBelong);
        }
        let base = first.or(common);
        let at =
            times.into_iter().map(|(time, own)| At { time, dose: own.or(common).filter(|own| Some(*own) != base) });
        (Some(Timing::AtTimes(at.collect())), base)
    }

    fn duration(&mut self, typed: &StepTyped) -> Option<Duration> {
        let value = self.whole(typed, Part::Duration, false);
        let unit = self.choice(typed, Part::DurationUnit, value.is_some(), |name| {
            DurationUnit::ALL.into_iter().find(|unit| unit.name() == name)
        });
        let duration = Duration { value: value?, unit: unit? };
        self.faults(rules::duration(duration));
        Some(duration)
    }

    fn as_needed(&mut self, typed: &StepTyped) -> Option<AsNeeded> {
        let words = typed.get(Part::Reason).trim();
        let reason = (!words.is_empty()).then(|| Reason::read(words));
        self.faults(reason.as_ref().and_then(rules::reason));
        if typed.is_ticked(Part::AsNeeded) {
            return Some(AsNeeded { reason });
        }
        if reason.is_some() {
            self.fault(Part::AsNeeded, Kind::OnlyWithAsNeeded);
        }
        None
    }
}

/// A cream without an amount is one application.
fn is_bare(typed: &StepTyped) -> bool {
    typed.get(Part::Unit).trim() == DoseUnit::Application.name() && typed.get(Part::Dose).trim().is_empty()
}

fn common_amount(typed: &StepTyped) -> Option<Decimal> {
    if is_bare(typed) { Some(Decimal::ONE) } else { read_amount(typed.get(Part::Dose)).ok() }
}
