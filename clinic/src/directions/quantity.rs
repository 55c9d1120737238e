//! How much of a medicine directions need, and whether the quantity prescribed is as much.

use super::{Directions, DoseUnit, DurationUnit, Step, Timing};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive as _};
use serde::{Deserialize, Serialize};

/// What directions need from beginning to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// So much, no less and no more.
    Exactly(Decimal, DoseUnit),
    /// At most so much: it is taken as needed, or there is a choice.
    AtMost(Decimal, DoseUnit),
    /// It cannot be told.
    Unknown(Why),
}

/// Why it cannot be told how much is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A step has no end.
    NoEnd,
    /// Drops and applications are not handed out by their number.
    NotCounted,
    /// Steps have different units.
    MixedUnits,
    /// The numbers are beyond reckoning.
    TooLarge,
}

/// What a pharmacy hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// How many.
    #[serde(with = "super::exact")]
    pub value: Decimal,
    /// Of what.
    pub unit: QuantityUnit,
}

/// What a quantity is counted in: pieces and measures, or packs that hold several doses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityUnit {
    /// Tablets.
    Tablet,
    /// Capsules.
    Capsule,
    /// Milliliters.
    #[serde(rename = "mL")]
    Milliliter,
    /// Grams.
    #[serde(rename = "g")]
    Gram,
    /// Patches.
    Patch,
    /// Suppositories.
    Suppository,
    /// Lozenges.
    Lozenge,
    /// Packets.
    Packet,
    /// Pens or syringes of one dose.
    Injection,
    /// Inhalers.
    Inhaler,
    /// Bottles.
    Bottle,
    /// Tubes.
    Tube,
    /// Pens of several doses.
    Pen,
    /// Vials.
    Vial,
}

impl QuantityUnit {
    /// All of them, the most common first.
    pub const ALL: [Self; 14] = [
        Self::Tablet,
        Self::Capsule,
        Self::Milliliter,
        Self::Gram,
        Self::Inhaler,
        Self::Patch,
        Self::Pen,
        Self::Vial,
        Self::Injection,
        Self::Suppository,
        Self::Packet,
        Self::Lozenge,
        Self::Bottle,
        Self::Tube,
    ];

    /// The name in forms and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Capsule => "capsule",
            Self::Milliliter => "mL",
            Self::Gram => "g",
            Self::Patch => "patch",
            Self::Suppository => "suppository",
            Self::Lozenge => "lozenge",
            Self::Packet => "packet",
            Self::Injection => "injection",
            Self::Inhaler => "inhaler",
            Self::Bottle => "bottle",
            Self::Tube => "tube",
            Self::Pen => "pen",
            Self::Vial => "vial",
        }
    }

    /// The unit of that name.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// The dose unit that is the same thing, where there is one.
    pub const fn dose_unit(self) -> Option<DoseUnit> {
        match self {
            Self::Tablet => Some(DoseUnit::Tablet),
            Self::Capsule => Some(DoseUnit::Capsule),
            Self::Milliliter => Some(DoseUnit::Milliliter),
            Self::Gram => Some(DoseUnit::Gram),
            Self::Patch => Some(DoseUnit::Patch),
            Self::Suppository => Some(DoseUnit::Suppository),
            Self::Lozenge => Some(DoseUnit::Lozenge),
            Self::Packet => Some(DoseUnit::Packet),
            Self::Injection => Some(DoseUnit::Injection),
            Self::Inhaler | Self::Bottle | Self::Tube | Self::Pen | Self::Vial => None,
        }
    }

    /// Whether the unit is a pack that can hold doses in that unit, or a piece or measure that has a strength in it.
    fn can_hold(self, dose: DoseUnit) -> bool {
        let measured = dose.is_mass() || matches!(dose, DoseUnit::Unit | DoseUnit::Milliequivalent);
        match self {
            Self::Inhaler => matches!(dose, DoseUnit::Puff) || measured,
            Self::Bottle => {
                measured
                    || matches!(
                        dose,
                        DoseUnit::Milliliter | DoseUnit::Drop | DoseUnit::Spray | DoseUnit::Tablet | DoseUnit::Capsule
                    )
            }
            Self::Tube => matches!(dose, DoseUnit::Application) || measured,
            Self::Pen | Self::Vial => measured || matches!(dose, DoseUnit::Milliliter | DoseUnit::Injection),
            Self::Milliliter => measured || matches!(dose, DoseUnit::Drop | DoseUnit::Spray),
            Self::Gram => matches!(dose, DoseUnit::Application) || measured,
            _ => measured,
        }
    }
}

/// How a quantity compares with what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is as much as is needed, or no more than may be.
    Match,
    /// It is less than is needed.
    Less {
        /// What is needed, in the unit of the dose.
        needed: Decimal,
        /// What there is, in the same unit.
        given: Decimal,
    },
    /// It is more than is needed.
    More {
        /// What is needed, in the unit of the dose.
        needed: Decimal,
        /// What there is, in the same unit.
        given: Decimal,
    },
    /// The quantity is counted in something the dose cannot be: tablets for a dose in mL.
    OtherUnit,
    /// It cannot be told: what is needed is unknown, or what a pack holds.
    CannotTell,
}

/// How much the directions need; whole pieces, since a pharmacy hands out no halves.
pub fn needed(directions: &Directions) -> Needed {
    let Some(unit) = directions.steps.first().map(|step| step.dose.unit) else { return Needed::Unknown(Why::NoEnd) };
    if directions.steps.iter().any(|step| step.dose.unit != unit) {
        return Needed::Unknown(Why::MixedUnits);
    }
    if matches!(unit, DoseUnit::Drop | DoseUnit::Application) {
        return Needed::Unknown(Why::NotCounted);
    }
    let mut sum = Some(Decimal::ZERO);
    let mut exact = true;
    for step in &directions.steps {
        let days = match (&step.duration, &step.timing) {
            (Some(duration), _) => duration.days(),
            (None, Timing::Once) => 1,
            (None, _) => return Needed::Unknown(Why::NoEnd),
        };
        sum = sum.zip(of_step(step, days)).and_then(|(sum, more)| sum.checked_add(more));
        exact &= is_exact(step, days);
    }
    let Some(sum) = sum else { return Needed::Unknown(Why::TooLarge) };
    let sum = if unit.is_piece() { sum.ceil() } else { sum }.normalize();
    if exact { Needed::Exactly(sum, unit) } else { Needed::AtMost(sum, unit) }
}

/// Compares a quantity with what is needed. `each` is how many dose units one unit of the quantity holds: puffs of an inhaler, mg of
/// a tablet; it is left out where both are the same thing.
pub fn compare(quantity: &Quantity, needed: &Needed, each: Option<Decimal>) -> Comparison {
    let (most, unit, exact) = match *needed {
        Needed::Exactly(amount, unit) => (amount, unit, true),
        Needed::AtMost(amount, unit) => (amount, unit, false),
        Needed::Unknown(_) => return Comparison::CannotTell,
    };
    let given = match in_doses(quantity, unit, each) {
        Ok(given) => given,
        Err(why) => return why,
    };
    if given > most {
        Comparison::More { needed: most, given }
    } else if given < most && exact {
        Comparison::Less { needed: most, given }
    } else {
        Comparison::Match
    }
}

/// The whole days a quantity lasts if as much is taken as may be; `None` where that cannot be told. A quantity that is more than the
/// directions need lasts as long as they do. `each` as for [`compare`].
pub fn days_supply(directions: &Directions, quantity: &Quantity, each: Option<Decimal>) -> Option<u32> {
    let unit = directions.steps.first()?.dose.unit;
    if directions.steps.iter().any(|step| step.dose.unit != unit)
        || matches!(unit, DoseUnit::Drop | DoseUnit::Application)
    {
        return None;
    }
    let mut left = in_doses(quantity, unit, each).ok()?;
    let mut days = 0_u32;
    for step in &directions.steps {
        let whole = match (&step.duration, &step.timing) {
            (Some(duration), _) => Some(duration.days()),
            (None, Timing::Once) => Some(1),
            (None, _) => None,
        };
        if let Some(whole) = whole
            && let Some(rest) = left.checked_sub(of_step(step, whole)?).filter(|rest| *rest >= Decimal::ZERO)
        {
            left = rest;
            days = days.checked_add(whole)?;
            continue;
        }
        return days.checked_add(lasting(step, left)?);
    }
    Some(days)
}

/// The quantity in dose units, or why that cannot be told.
fn in_doses(quantity: &Quantity, unit: DoseUnit, each: Option<Decimal>) -> Result<Decimal, Comparison> {
    if quantity.unit.dose_unit() == Some(unit) {
        return Ok(quantity.value);
    }
    if !quantity.unit.can_hold(unit) {
        return Err(Comparison::OtherUnit);
    }
    let each = each.filter(|each| *each > Decimal::ZERO).ok_or(Comparison::CannotTell)?;
    quantity.value.checked_mul(each).map(|given| given.normalize()).ok_or(Comparison::CannotTell)
}

/// Days a rest lasts: the longest time that needs no more than it. A step longer than ten years is none.
fn lasting(step: &Step, left: Decimal) -> Option<u32> {
    let (mut enough, mut beyond) = (0_u32, 3_653_u32);
    if of_step(step, beyond)? <= left {
        return None;
    }
    while beyond - enough > 1 {
        let middle = enough.midpoint(beyond);
        if of_step(step, middle)? <= left {
            enough = middle;
        } else {
            beyond = middle;
        }
    }
    Some(enough)
}

/// The most a step can use in so many days.
fn of_step(step: &Step, days: u32) -> Option<Decimal> {
    if days == 0 {
        return Some(Decimal::ZERO);
    }
    let days_exact = Decimal::from(days);
    let places = Decimal::from(step.site.map_or(1, super::Site::places));
    let most = step.dose.most();
    let each = |doses: u32| most.checked_mul(Decimal::from(doses));
    let amount = match &step.timing {
        Timing::TimesPerDay(times) => each(days.checked_mul((*times).into())?),
        Timing::EveryHours { low, .. } => {
            let hours = days_exact.checked_mul(Decimal::from(24))?;
            let doses = hours.checked_div(Decimal::from((*low).max(1)))?;
            each(doses.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero).to_u32()?)
        }
        Timing::EveryDays(every) => each(days.div_ceil(u32::from((*every).max(1)))),
        Timing::Weekdays(on) => {
            let on = u32::try_from(on.len()).ok()?;
            each((days / 7).checked_mul(on)?.checked_add(on.min(days % 7))?)
        }
        Timing::AtTimes(times) => {
            let day = times.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(at.dose.unwrap_or(most)))?;
            day.checked_mul(days_exact)
        }
        Timing::Monthly => each(days.div_ceil(30)),
        Timing::Once => each(1),
    }?
    .checked_mul(places)?;
    match step.max_per_day {
        Some(max) => Some(amount.min(max.checked_mul(days_exact)?)),
        None => Some(amount),
    }
}

/// Whether there is one amount only, whatever the person chooses and whenever they begin.
fn is_exact(step: &Step, days: u32) -> bool {
    let one_amount = step.as_needed.is_none() && step.dose.high.is_none();
    // Where the most in a day cuts it short, it is the person who chooses.
    let unlimited = Step { max_per_day: None, ..step.clone() };
    one_amount
        && of_step(step, days) == of_step(&unlimited, days)
        && match &step.timing {
            Timing::EveryHours { high, .. } => high.is_none(),
            Timing::Weekdays(_) => days.is_multiple_of(7),
            Timing::Monthly => step.duration.is_some_and(|duration| duration.unit == DurationUnit::Months),
            _ => true,
        }
}
