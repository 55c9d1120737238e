//! What a rule may ask about the person and the other medicines.

use rust_decimal::Decimal;

use super::{LabTest, amount, text::fold};

/// One question, with the answer it must have.
#[derive(Debug)]
pub(super) struct Condition {
    /// Whether it must not hold.
    pub not: bool,
    /// The question.
    pub asks: Asks,
}

/// A question. What is not known does not hold.
#[derive(Debug)]
pub(super) enum Asks {
    /// Age in completed years.
    Age(Is, i64),
    /// The birth date is not known.
    AgeUnknown,
    /// Her sex is female.
    Female,
    /// She is pregnant.
    Pregnant,
    /// She is pregnant for so many weeks, or nobody knows for how many.
    PregnantWeeks(Is, i64),
    /// Not known to be male, 12 to 50 years old, and nobody has said whether she is pregnant.
    MayBePregnant,
    /// She breastfeeds.
    Breastfeeding,
    /// eGFR in mL/min/1.73 m².
    Egfr(Is, i64),
    /// Creatinine clearance in mL/min; eGFR stands in for it.
    Clearance(Is, i64),
    /// There is no result that tells how the kidneys work.
    KidneyUnknown,
    /// The newest such result is older than twelve months.
    KidneyOld,
    /// Another medicine that reaches the whole body is taken.
    Taking(Vec<&'static str>),
    /// A condition is on record; folded words.
    Has(Vec<String>),
    /// The daily amount of the rule's first ingredient in milligrams, from all medicines.
    Daily(Is, Decimal),
    /// The first medicine is taken every day.
    TakenDaily,
    /// How often the first medicine is taken is not known.
    RhythmUnknown,
    /// The first medicine's ingredient is one of these.
    Ingredient(Vec<&'static str>),
    /// The ingredient is in a draft and in nothing the person takes.
    Starting(&'static str),
    /// A result of at most so many days ago is below a limit.
    LabBelow(LabTest, Decimal, i64),
    /// Potassium, magnesium and calcium of the last 365 days are normal.
    ElectrolytesNormal,
    /// Creatinine of the last 365 days is normal.
    KidneysNormal,
}

/// How a number is compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Is {
    /// Less than.
    Below,
    /// Not more than.
    AtMost,
    /// More than.
    Above,
    /// Not less than.
    AtLeast,
}

impl Is {
    /// Compares.
    pub(super) fn holds<N: PartialOrd>(self, value: N, limit: N) -> bool {
        match self {
            Self::Below => value < limit,
            Self::AtMost => value <= limit,
            Self::Above => value > limit,
            Self::AtLeast => value >= limit,
        }
    }
}

/// Reads conditions joined by " and ".
pub(super) fn parse_all(text: &'static str) -> Result<Vec<Condition>, String> {
    text.split(" and ").map(|part| parse(part.trim())).collect()
}

fn parse(text: &'static str) -> Result<Condition, String> {
    let (not, words) = text.strip_prefix("not ").map_or((false, text), |rest| (true, rest));
    Ok(Condition { not, asks: asks(words).ok_or_else(|| format!("unknown condition \"{text}\""))? })
}

fn asks(words: &'static str) -> Option<Asks> {
    Some(match words {
        "age unknown" => Asks::AgeUnknown,
        "female" => Asks::Female,
        "pregnant" => Asks::Pregnant,
        "may be pregnant" => Asks::MayBePregnant,
        "breastfeeding" => Asks::Breastfeeding,
        "kidney unknown" => Asks::KidneyUnknown,
        "kidney old" => Asks::KidneyOld,
        "taken daily" => Asks::TakenDaily,
        "rhythm unknown" => Asks::RhythmUnknown,
        "electrolytes normal" => Asks::ElectrolytesNormal,
        "kidneys normal" => Asks::KidneysNormal,
        _ => return with_value(words),
    })
}

fn with_value(words: &'static str) -> Option<Asks> {
    let (what, rest) = words.split_once(' ')?;
    Some(match what {
        "age" => number(rest).map(|(is, value)| Asks::Age(is, value))?,
        "pregnant" => number(rest.strip_suffix(" weeks")?).map(|(is, value)| Asks::PregnantWeeks(is, value))?,
        "egfr" => number(rest).map(|(is, value)| Asks::Egfr(is, value))?,
        "clearance" => number(rest).map(|(is, value)| Asks::Clearance(is, value))?,
        "taking" => Asks::Taking(rest.split(" or ").map(str::trim).collect()),
        "ingredient" => Asks::Ingredient(rest.split(" or ").map(str::trim).collect()),
        "condition" => Asks::Has(rest.split(" or ").map(fold).collect()),
        "starting" => Asks::Starting(rest),
        "daily" => {
            let (is, rest) = comparison(rest)?;
            let (value, unit) = rest.split_once(' ')?;
            Asks::Daily(is, amount::milligrams(value.parse().ok()?, unit)?)
        }
        "digoxin" => {
            let (limit, days) = rest.strip_prefix("level < ")?.strip_suffix(" days")?.split_once(" ng/mL within ")?;
            Asks::LabBelow(LabTest::Digoxin, limit.parse().ok()?, days.parse().ok()?)
        }
        _ => return None,
    })
}

fn comparison(text: &str) -> Option<(Is, &str)> {
    let (sign, rest) = text.split_once(' ')?;
    let is = match sign {
        "<" => Is::Below,
        "<=" => Is::AtMost,
        ">" => Is::Above,
        ">=" => Is::AtLeast,
        _ => return None,
    };
    Some((is, rest))
}

fn number(text: &str) -> Option<(Is, i64)> {
    let (is, value) = comparison(text)?;
    Some((is, value.parse().ok()?))
}
