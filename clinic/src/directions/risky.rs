//! Abbreviations and numbers that have led to errors, refused wherever a person writes words.
//!
//! The Joint Commission, Official “Do Not Use” List: U, IU, QD, QOD, trailing zero, missing leading zero, MS, MSO4, MgSO4. ISMP, List
//! of Error-Prone Abbreviations, Symbols, and Dose Designations: the others. QHS is on ISMP's list too; the short form takes it
//! because it is written out at once and its misreading, every hour, is not what QHS is typed for.

use super::{Kind, read_amount};
use rust_decimal::Decimal;

/// Something in a text that has led to errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risky {
    /// As it stands in the text.
    pub found: String,
    /// What is to be written instead.
    pub meant: Meant,
}

/// What is to be written instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// "units".
    Units,
    /// "once a day", or the right eye where that was meant.
    Daily,
    /// "every other day".
    EveryOtherDay,
    /// The drug's name in full: morphine or magnesium sulfate.
    DrugName,
    /// How many times a week, on which days.
    Weekdays,
    /// "at bedtime".
    Bedtime,
    /// "mL", also in place of spoons.
    Milliliters,
    /// "mcg".
    Micrograms,
    /// "under the skin".
    Subcutaneous,
    /// "right eye", "left eye" or "each eye".
    Eye,
    /// "right ear", "left ear" or "each ear".
    Ear,
    /// "stop" or "discharge".
    Stop,
    /// The directions themselves.
    Directions,
    /// The number, so written.
    Number(Decimal),
}

/// The first thing in a text that has led to errors.
pub fn risky(text: &str) -> Option<Risky> {
    // Where everything is in capitals, they say nothing.
    let capitals_tell = text.chars().any(char::is_lowercase);
    let mut after_number = false;
    for word in text.split_whitespace() {
        let word = word.trim_matches(['(', ')', ',', ';', ':', '"', '“', '”', '!', '?']);
        if let Some(meant) = meant(word, after_number, capitals_tell) {
            return Some(Risky { found: word.to_owned(), meant });
        }
        after_number = word.ends_with(|c: char| c.is_ascii_digit());
    }
    None
}

fn meant(word: &str, after_number: bool, capitals_tell: bool) -> Option<Meant> {
    let (number, letters) = split(word);
    if number.contains('.')
        && let Err(Kind::Write { amount }) = read_amount(number.strip_suffix('.').unwrap_or(number))
    {
        return Some(Meant::Number(amount));
    }
    let letters: String = letters.chars().filter(|c| *c != '.').collect();
    let small = letters.to_lowercase();
    let counted = after_number || !number.is_empty();
    let upper = capitals_tell && letters.chars().all(char::is_uppercase);
    Some(match small.as_str() {
        "u" if counted || letters == "U" => Meant::Units,
        "iu" => Meant::Units,
        "qd" | "q1d" => Meant::Daily,
        "qod" => Meant::EveryOtherDay,
        "ms" if letters == "MS" => Meant::DrugName,
        "mso4" | "mgso4" => Meant::DrugName,
        "tiw" | "biw" => Meant::Weekdays,
        "hs" | "qn" => Meant::Bedtime,
        "bt" if upper => Meant::Bedtime,
        "cc" | "tsp" | "tbsp" | "teaspoon" | "teaspoons" | "tablespoon" | "tablespoons" => Meant::Milliliters,
        "µg" | "μg" => Meant::Micrograms,
        "sq" | "subq" => Meant::Subcutaneous,
        "sc" if upper => Meant::Subcutaneous,
        "od" | "os" | "ou" if upper => Meant::Eye,
        "ad" | "as" | "au" if upper => Meant::Ear,
        "d/c" => Meant::Stop,
        "ud" if upper => Meant::Directions,
        _ => return None,
    })
}

/// Parts the digits at the beginning from the rest.
fn split(word: &str) -> (&str, &str) {
    word.split_at(word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len()))
}
