//! The clinic's limits, beyond which a result is critical whatever the laboratory says.

use crate::labs::decimal;
use rust_decimal::Decimal;

/// A limit of the clinic.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Limit {
    /// The test's LOINC code.
    pub code: String,
    /// The unit (UCUM) of the limits; a result in another unit is not compared.
    pub unit: String,
    /// Below this it is critical.
    pub low: Option<String>,
    /// Above this it is critical.
    pub high: Option<String>,
}

/// How a value lies to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Beyond it.
    Yes,
    /// Within it.
    No,
    /// It cannot be told: another unit, no number, or `<5` where the limit is 3.
    Unknown,
}

impl Limit {
    /// How a value in `unit` lies to the limit.
    pub fn judge(&self, comparator: Option<&str>, value: Option<&str>, unit: Option<&str>) -> Beyond {
        let (Some(value), Some(unit)) = (value.and_then(decimal), unit) else { return Beyond::Unknown };
        if unit != self.unit {
            return Beyond::Unknown;
        }
        let limit = |text: &Option<String>| text.as_deref().and_then(decimal);
        let sides = [
            limit(&self.low).map(|low| below(comparator, value, low)),
            limit(&self.high).map(|high| above(comparator, value, high)),
        ];
        let mut found = Beyond::No;
        for side in sides.into_iter().flatten() {
            match side {
                Beyond::Yes => return Beyond::Yes,
                Beyond::Unknown => found = Beyond::Unknown,
                Beyond::No => {}
            }
        }
        found
    }
}

/// Whether it is certain that a value lies below a limit, or certain that it does not.
fn below(comparator: Option<&str>, value: Decimal, low: Decimal) -> Beyond {
    match comparator {
        None if value < low => Beyond::Yes,
        Some("<") if value <= low => Beyond::Yes,
        Some("<=") if value < low => Beyond::Yes,
        Some("<" | "<=") => Beyond::Unknown,
        Some(">" | ">=") if value < low => Beyond::Unknown,
        None | Some(">" | ">=") => Beyond::No,
        Some(_) => Beyond::Unknown,
    }
}

fn above(comparator: Option<&str>, value: Decimal, high: Decimal) -> Beyond {
    match comparator {
        None if value > high => Beyond::Yes,
        Some(">") if value >= high => Beyond::Yes,
        Some(">=") if value > high => Beyond::Yes,
        Some(">" | ">=") => Beyond::Unknown,
        Some("<" | "<=") if value > high => Beyond::Unknown,
        None | Some("<" | "<=") => Beyond::No,
        Some(_) => Beyond::Unknown,
    }
}

/// Whether a text is a LOINC code: digits and a check digit that fits (LOINC Users' Guide: modulus 10).
pub fn is_loinc(code: &str) -> bool {
    let Some((number, check)) = code.split_once('-') else { return false };
    let is_digits = |text: &str| !text.is_empty() && text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(number) || check.len() != 1 || !is_digits(check) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, times)| {
            let product = u32::from(digit - b'0') * times;
            product / 10 + product % 10
        })
        .sum();
    check.parse() == Ok((10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn potassium() -> Limit {
        // The numbers are this test's own.
        Limit {
            code: "2823-3".to_owned(),
            unit: "mmol/L".to_owned(),
            low: Some("2.5".to_owned()),
            high: Some("6.0".to_owned()),
        }
    }

    #[test]
    fn a_value_at_the_limit_is_within_it() {
        let judge = |comparator, value| potassium().judge(comparator, Some(value), Some("mmol/L"));
        assert_eq!(judge(None, "6.0"), Beyond::No);
        assert_eq!(judge(None, "6.00000000000000001"), Beyond::Yes);
        assert_eq!(judge(None, "2.49"), Beyond::Yes);
        assert_eq!(judge(None, "4"), Beyond::No);
    }

    #[test]
    fn comparators_say_only_what_they_say() {
        let judge = |comparator, value| potassium().judge(Some(comparator), Some(value), Some("mmol/L"));
        assert_eq!(judge(">", "6"), Beyond::Yes);
        assert_eq!(judge(">=", "6"), Beyond::Unknown);
        assert_eq!(judge(">", "5"), Beyond::Unknown);
        assert_eq!(judge("<", "2.5"), Beyond::Yes);
        assert_eq!(judge("<", "3"), Beyond::Unknown);
        assert_eq!(judge("<", "9"), Beyond::Unknown);
        assert_eq!(judge("~", "4"), Beyond::Unknown);
    }

    #[test]
    fn another_unit_is_not_compared() {
        for unit in [Some("meq/L"), Some("mmol/l"), Some("mg/dL"), None] {
            assert_eq!(potassium().judge(None, Some("9"), unit), Beyond::Unknown, "{unit:?}");
        }
        assert_eq!(potassium().judge(None, Some("hemolyzed"), Some("mmol/L")), Beyond::Unknown);
        assert_eq!(potassium().judge(None, None, Some("mmol/L")), Beyond::Unknown);
    }

    #[test]
    fn codes_have_a_check_digit() {
        assert!(is_loinc("2823-3") && is_loinc("56888-1"));
        for wrong in ["2823-4", "2823", "-3", "2823-", "28a3-3", "2823-33", "+823-3", ""] {
            assert!(!is_loinc(wrong), "{wrong}");
        }
    }
}
