//! How much of a medicine directions allow in a day.

use super::{Directions, DoseUnit, Step, Timing};
use rust_decimal::Decimal;

/// How much is taken on a day on which it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Daily {
    /// The least of any step; nothing where a step is only taken as needed.
    pub low: Decimal,
    /// The most of any step in 24 hours.
    pub high: Decimal,
    /// What is counted or measured.
    pub unit: DoseUnit,
}

/// A unit of mass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MassUnit {
    /// Milligrams.
    Milligrams,
    /// Micrograms.
    Micrograms,
    /// Grams.
    Grams,
}

/// How much active substance one dose unit holds, such as 500 mg for each tablet or 50 mg for each mL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The mass.
    pub value: Decimal,
    /// The unit of the mass.
    pub unit: MassUnit,
    /// The dose unit that holds it.
    pub per: DoseUnit,
}

/// How much active substance is taken in a day, in milligrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyMass {
    /// The least, in mg.
    pub low_mg: Decimal,
    /// The most, in mg.
    pub high_mg: Decimal,
}

/// How much directions allow on a day of treatment: for steps one after the other, of the one with the most. What is taken as needed
/// counts with its daily maximum or, without one, as often as it may be taken. What is taken weekly counts with its day.
///
/// `None` where steps have different units, or there are none.
pub fn daily(directions: &Directions) -> Option<Daily> {
    let unit = directions.steps.first()?.dose.unit;
    let mut all: Option<Daily> = None;
    for step in &directions.steps {
        if step.dose.unit != unit {
            return None;
        }
        let (low, high) = of_step(step)?;
        all = Some(match all {
            None => Daily { low, high, unit },
            Some(known) => Daily { low: known.low.min(low), high: known.high.max(high), unit },
        });
    }
    all
}

/// The same as mass of the active substance; `None` where the dose is neither a mass nor in the unit the strength is told for.
pub fn daily_mass(daily: &Daily, strength: Option<&Strength>) -> Option<DailyMass> {
    let own = match daily.unit {
        DoseUnit::Milligram => Some(MassUnit::Milligrams),
        DoseUnit::Microgram => Some(MassUnit::Micrograms),
        // A gram of cream is not a gram of its substance.
        _ => None,
    };
    let (each, unit) = match (own, strength) {
        (Some(unit), _) => (Decimal::ONE, unit),
        (None, Some(strength)) if strength.per == daily.unit => (strength.value, strength.unit),
        _ => return None,
    };
    let mg = |amount: Decimal| {
        let mass = amount.checked_mul(each)?;
        match unit {
            MassUnit::Milligrams => Some(mass),
            MassUnit::Micrograms => mass.checked_div(Decimal::ONE_THOUSAND),
            MassUnit::Grams => mass.checked_mul(Decimal::ONE_THOUSAND),
        }
        .map(|mass| mass.normalize())
    };
    Some(DailyMass { low_mg: mg(daily.low)?, high_mg: mg(daily.high)? })
}

fn of_step(step: &Step) -> Option<(Decimal, Decimal)> {
    let places = Decimal::from(step.site.map_or(1, super::Site::places));
    let (low, high) = match &step.timing {
        Timing::TimesPerDay(times) => times_each(step, *times, *times),
        Timing::EveryHours { low, high } => {
            // The fewer hours between, the more doses; of a rest of hours the dose at its beginning counts.
            let doses = |hours: u8| 24_u8.div_ceil(hours.max(1));
            times_each(step, doses(high.unwrap_or(*low)), doses(*low))
        }
        Timing::AtTimes(times) => {
            let sum = |base: Decimal| {
                times.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(at.dose.unwrap_or(base)))
            };
            Some((sum(step.dose.low)?, sum(step.dose.most())?))
        }
        Timing::EveryDays(_) | Timing::Weekdays(_) | Timing::Monthly | Timing::Once => times_each(step, 1, 1),
    }?;
    let (low, high) = (low.checked_mul(places)?, high.checked_mul(places)?);
    let high = step.max_per_day.map_or(high, |max| max.min(high));
    let low = if step.as_needed.is_some() { Decimal::ZERO } else { low.min(high) };
    Some((low.normalize(), high.normalize()))
}

fn times_each(step: &Step, least: u8, most: u8) -> Option<(Decimal, Decimal)> {
    Some((step.dose.low.checked_mul(least.into())?, step.dose.most().checked_mul(most.into())?))
}
