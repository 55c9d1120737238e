mod amounts;
mod judging;
mod reckoning;
mod shape;

use super::*;
use rust_decimal::Decimal;

/// A decimal as written.
fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// One step of a form from `part=text` pairs.
fn typed(fields: &[(&str, &str)]) -> Typed {
    let named: Vec<_> = fields.iter().map(|(part, text)| (format!("step0_{part}"), *text)).collect();
    Typed::read(named.iter().map(|(name, text)| (name.as_str(), *text)))
}

/// One step from its short form.
fn short(line: &str) -> Directions {
    typed(&[("short", line)]).judge().unwrap_or_else(|faults| panic!("{line}: {faults:?}"))
}

/// The faults of what was typed, by the field's name.
fn faults(typed: &Typed) -> Vec<(String, Kind)> {
    typed.judge().unwrap_err().into_iter().map(|fault| (fault.field.name(), fault.kind)).collect()
}
