//! Amounts as they are written and read: a leading zero always, a trailing zero never, a point and no comma.
//!
//! “.5” read as 5 and “5.0” read as 50 are tenfold overdoses: The Joint Commission, Official “Do Not Use” List (lack of leading
//! zero, trailing zero); ISMP, List of Error-Prone Abbreviations, Symbols, and Dose Designations.

use super::Kind;
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// The most digits before the point; more is a slip.
const MOST_WHOLE: usize = 6;
/// The most digits after the point.
const MOST_DECIMALS: usize = 3;

/// An amount as it is written: `0.5`, `5`, `12.25`.
pub fn amount(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Reads an amount as a person types it. What could be misread is refused with what to write instead.
pub fn read_amount(text: &str) -> Result<Decimal, Kind> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Kind::Missing);
    }
    if let Some((_, value)) = FRACTIONS.iter().find(|(fraction, _)| *fraction == text) {
        return Err(Kind::Write { amount: Decimal::new(*value, 2).normalize() });
    }
    if text.contains(',') {
        return Err(Kind::Comma);
    }
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let after = decimals.unwrap_or_default();
    if !digits(whole) || !digits(after) || (whole.is_empty() && after.is_empty()) {
        return Err(Kind::NotANumber);
    }
    if whole.trim_start_matches('0').len() > MOST_WHOLE {
        return Err(Kind::TooLarge { most: Decimal::from(999_999) });
    }
    if after.trim_end_matches('0').len() > MOST_DECIMALS {
        return Err(Kind::TooManyDecimals { most: 3 });
    }
    let plain =
        format!("{}.{}", if whole.is_empty() { "0" } else { whole }, if after.is_empty() { "0" } else { after });
    let value = Decimal::from_str(&plain).map_err(|_| Kind::NotANumber)?.normalize();
    if amount(value) == text { Ok(value) } else { Err(Kind::Write { amount: value }) }
}

/// Fractions people type, in hundredths. A slash is taken for a 1 (ISMP).
const FRACTIONS: [(&str, i64); 6] = [("½", 50), ("¼", 25), ("¾", 75), ("1/2", 50), ("1/4", 25), ("3/4", 75)];
