//! Values of one test in another unit: exact, by UCUM, and between mass and amount of substance only for what `amounts` lists.

mod amounts;
mod reading;

use amounts::Amount;
use reading::Unit;
use rust_decimal::{Decimal, RoundingStrategy};

/// A value in another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The number, as exact as it can be; to compare, not to be read.
    pub exact: String,
    /// The number with as many digits as the value had.
    pub text: String,
}

/// The fewest significant digits of a value that was multiplied: one alone would round a tenth away.
const FEWEST_DIGITS: u32 = 2;

/// A value of the test `code_key` in the unit `to`; nothing where one unit does not follow from the other. A percentage never becomes
/// a fraction, and an arbitrary unit only itself.
pub fn convert(code_key: &str, value: &str, from: &str, to: &str) -> Option<Converted> {
    let number = decimal(value)?;
    let (from, to) = (Unit::read(from)?, Unit::read(to)?);
    if let Some(number) = from.temperature(&to, number) {
        return Some(rounded(number?, &decimal(value)?));
    }
    let (factor, tens) = match from.over(&to) {
        Some(found) => found,
        None => {
            let amount = Amount::of(code_key)?;
            from.by_amount(amount).over(&to.by_amount(amount))?
        }
    };
    if factor == Decimal::ONE {
        let shifted = shift(number, tens)?;
        // A count of 105600 says nothing of thousandths.
        let text = if number.scale() == 0 && tens < 0 { shifted.normalize() } else { shifted };
        return Some(Converted { exact: shifted.to_string(), text: text.to_string() });
    }
    Some(rounded(shift(number.checked_mul(factor)?, tens)?, &number))
}

/// Whether a value of the test in one unit can be told in the other.
pub fn convertible(code_key: &str, from: &str, to: &str) -> bool {
    convert(code_key, "1", from, to).is_some()
}

fn rounded(exact: Decimal, value: &Decimal) -> Converted {
    let digits = significant(value).max(FEWEST_DIGITS);
    let mut text = exact.round_sf_with_strategy(digits, RoundingStrategy::MidpointNearestEven).unwrap_or(exact);
    let whole = significant(&text.trunc().abs());
    if text.abs() >= Decimal::ONE {
        text.rescale(digits.saturating_sub(whole));
    }
    Converted { exact: exact.to_string(), text: text.to_string() }
}

/// How many digits of a number say something: all from the first that is not zero.
fn significant(number: &Decimal) -> u32 {
    let digits = number.mantissa().unsigned_abs().to_string();
    u32::try_from(digits.len()).unwrap_or(u32::MAX)
}

/// Moves the decimal point; the digits stay.
fn shift(number: Decimal, tens: i32) -> Option<Decimal> {
    let mut moved = number;
    if tens >= 0 {
        for _ in 0..tens {
            match moved.scale() {
                0 => moved = moved.checked_mul(Decimal::TEN)?,
                scale => moved.set_scale(scale - 1).ok()?,
            }
        }
        return Some(moved);
    }
    moved.set_scale(moved.scale().checked_add(tens.unsigned_abs())?).ok()?;
    Some(moved)
}

fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

#[cfg(test)]
#[path = "units/units_test.rs"]
mod tests;
