use super::{Part, Risky};
use rust_decimal::Decimal;

/// What is wrong with one field of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub field: Field,
    /// What, with what to write instead where that is known.
    pub kind: Kind,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// A part of the step with that number, counted from 0 as typed.
    Step(usize, Part),
    /// The words beside the parts.
    FreeText,
}

impl Field {
    /// The field's name in the form: `step0_dose`, `free_text`.
    pub fn name(self) -> String {
        match self {
            Self::Step(step, part) => format!("step{step}_{}", part.name()),
            Self::FreeText => "free_text".to_owned(),
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing stands there, and something must.
    Missing,
    /// It is no number.
    NotANumber,
    /// A comma stands in a number: for one reader it groups thousands, for another it begins the decimals.
    Comma,
    /// The number must be written so: with a leading zero, without trailing ones, without a fraction.
    Write {
        /// What to write.
        amount: Decimal,
    },
    /// It is less than can be meant.
    TooSmall {
        /// The least.
        least: Decimal,
    },
    /// It is more than can be meant.
    TooLarge {
        /// The most.
        most: Decimal,
    },
    /// Only whole ones can be taken.
    NotWhole,
    /// Only quarters can be broken off.
    NotAQuarter,
    /// Only halves can be measured.
    NotAHalf,
    /// It is more exact than can be measured.
    TooManyDecimals {
        /// The most decimals.
        most: u32,
    },
    /// The first of two numbers must be the smaller one.
    NotRising,
    /// What was sent is none of the choices.
    UnknownChoice,
    /// It was filled in, but does not belong to what was chosen.
    DoesNotBelong,
    /// The dose cannot be given by that route.
    WrongRoute,
    /// That place is not one of the route.
    WrongSite,
    /// A reason was given, but not that it is taken only when needed.
    OnlyWithAsNeeded,
    /// Nothing can follow a step without an end.
    NeedsEnd,
    /// All seven days are ticked: that is once a day.
    EveryDay,
    /// The same thing stands twice.
    Twice,
    /// The most in a day is less than one dose.
    LessThanADose,
    /// The most in a day is less than what is to be taken regularly.
    LessThanADay,
    /// It is too long.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// An abbreviation that has led to errors.
    Risky(Risky),
    /// A word of the short form that is not known.
    NotUnderstood {
        /// The word.
        word: String,
    },
    /// The short form says something else than the field.
    Contradicts,
    /// There are more steps than can be read.
    TooManySteps {
        /// The most.
        most: usize,
    },
}
