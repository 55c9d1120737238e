//! Numbers and units as people read them: exact, with a leading zero, never with a comma for the decimal point.

use super::text::{Lang, key, lang};
use leptos::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use std::str::FromStr;

/// A number that is ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What is shown.
    pub text: String,
    /// The exact value, where what is shown was rounded.
    pub exact: Option<String>,
}

/// A number with its unit, such as a lab value; a rounded one tells the exact value in its title.
#[component]
pub fn Amount(
    /// The decimal as it was sent, with or without a comparator such as `<`.
    #[prop(into)]
    value: String,
    /// The UCUM unit, empty where there is none.
    #[prop(into, optional)]
    unit: String,
) -> impl IntoView {
    let Number { text, exact } = measured(&value);
    let unit_text = self::unit(&unit);
    let title = exact.map(|exact| {
        let exact = join(&exact, &unit_text);
        lang().with("number-exact", &[("value", exact.into())])
    });
    let number = match unit_text.as_str() {
        "" => text,
        unit => format!("{text}{}", space_before(unit)),
    };
    let unit = (!unit_text.is_empty()).then(|| view! { <span class="unit">{unit_text}</span> });
    view! { <span class="amount" title=title>{number}{unit}</span> }
}

/// A limit of a lab's range: its digits, and whether it lies outside of the range itself, as in `<200`.
pub type Limit<'l> = Option<(&'l str, bool)>;

impl Lang {
    /// A lab's range in words: "70 to 99 mg/dL", "40 mg/dL or more", "less than 200 mg/dL"; nothing without a limit.
    pub fn range(self, low: Limit<'_>, high: Limit<'_>, unit: &str) -> Option<String> {
        let number = |value: &str| measured(value).text;
        let low_words = |(low, open): (&str, bool)| {
            let words = if open { key("number-more-than") } else { key("number-at-least") };
            self.with(words, &[("low", quantity(low, unit).into())])
        };
        let high_words = |(high, open): (&str, bool)| {
            let words = if open { key("number-less-than") } else { key("number-at-most") };
            self.with(words, &[("high", quantity(high, unit).into())])
        };
        match (low, high) {
            (Some((low, false)), Some((high, false))) => {
                Some(self.with("number-range", &[("low", number(low).into()), ("high", quantity(high, unit).into())]))
            }
            (Some(low), Some(high)) => Some(format!("{}, {}", low_words(low), high_words(high))),
            (Some(low), None) => Some(low_words(low)),
            (None, Some(high)) => Some(high_words(high)),
            (None, None) => None,
        }
    }
}

/// A measured value with its unit in one line of text, such as "5.70 mmol/L".
pub fn quantity(value: &str, unit: &str) -> String {
    join(&measured(value).text, &self::unit(unit))
}

/// A dose with its unit: exact, a leading zero always, a trailing zero never, such as "0.5 mg" and "5 mg".
pub fn dose(value: &str, unit: &str) -> String {
    let (sign, number) = comparator(value);
    let number =
        Decimal::from_str_exact(number).map_or_else(|_| number.to_owned(), |decimal| decimal.normalize().to_string());
    join(&format!("{sign}{number}"), &self::unit(unit))
}

/// A measured value keeps the digits it was sent with; one with more than four decimals is rounded half to even, to two
/// decimals or, below 0.1, to three significant digits.
pub fn measured(value: &str) -> Number {
    let (sign, number) = comparator(value);
    let Some(decimal) = parse(number) else {
        return Number { text: value.trim().to_owned(), exact: None };
    };
    if decimal.scale() <= 4 {
        return Number { text: format!("{sign}{decimal}"), exact: None };
    }
    let rounded = if decimal.is_zero() {
        Decimal::new(0, 2)
    } else {
        decimal
            .round_sf_with_strategy(3, RoundingStrategy::MidpointNearestEven)
            .filter(|rounded| rounded.abs() < Decimal::new(1, 1))
            .unwrap_or_else(|| decimal.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven))
    };
    let exact = if number.contains(['e', 'E']) || !number.starts_with(|c: char| c.is_ascii_digit()) {
        decimal.to_string()
    } else {
        number.to_owned()
    };
    Number { text: format!("{sign}{rounded}"), exact: (rounded != decimal).then(|| format!("{sign}{exact}")) }
}

/// A UCUM unit as people write it: `mm[Hg]` becomes "mmHg", `10*3/uL` "×10³/µL", `{score}` nothing.
pub fn unit(ucum: &str) -> String {
    let ucum = ucum.trim();
    if let Some((_, people)) = WHOLE.iter().find(|(unit, _)| *unit == ucum) {
        return (*people).to_owned();
    }
    let mut text = String::with_capacity(ucum.len() + 4);
    let mut rest = ucum;
    while let Some(c) = rest.chars().next() {
        let (piece, after) = match c {
            '{' => enclosed(rest, '}'),
            '[' => enclosed(rest, ']'),
            '/' | '.' | '(' | ')' => rest.split_at(c.len_utf8()),
            _ => rest.split_at(rest.find(['{', '[', '/', '.', '(', ')']).unwrap_or(rest.len())),
        };
        match c {
            '{' => annotation(&mut text, piece),
            '[' => text.push_str(&bracketed(piece)),
            '/' => text.push('/'),
            // A point between digits belongs to the number, elsewhere it multiplies; hours in `(24.h)` take a space.
            '.' if text.ends_with(|c: char| c.is_ascii_digit()) => text.push('\u{a0}'),
            '.' => text.push('·'),
            '(' | ')' => {}
            _ => text.push_str(&atom(piece)),
        }
        rest = after;
    }
    text
}

/// Units that are not written the way they are composed.
const WHOLE: &[(&str, &str)] = &[
    ("1", ""),
    ("[pH]", ""),
    ("{INR}", ""),
    ("/[HPF]", "per high-power field"),
    ("/[LPF]", "per low-power field"),
    ("{#}/[HPF]", "per high-power field"),
    ("{#}/[LPF]", "per low-power field"),
    ("mL/min/{1.73_m2}", "mL/min/1.73\u{a0}m²"),
    ("mL/min/1.73 m2", "mL/min/1.73\u{a0}m²"),
    ("mL/min/1.73m2", "mL/min/1.73\u{a0}m²"),
    ("mL/min/1.73.m2", "mL/min/1.73\u{a0}m²"),
    ("mL/min/[1.73_m2]", "mL/min/1.73\u{a0}m²"),
    ("a", "years"),
    ("mo", "months"),
    ("wk", "weeks"),
    ("d", "days"),
    ("{tbl}", "tablets"),
    ("{tablet}", "tablets"),
    ("{capsule}", "capsules"),
    ("{puff}", "puffs"),
    ("[drp]", "drops"),
];

/// Basic units and bracketed ones in the letters people use.
const ATOMS: &[(&str, &str)] = &[
    ("Cel", "°C"),
    ("degF", "°F"),
    ("deg", "°"),
    ("Hg", "Hg"),
    ("H2O", "H₂O"),
    ("IU", "IU"),
    ("iU", "IU"),
    ("lb_av", "lb"),
    ("oz_av", "oz"),
    ("in_i", "in"),
    ("in_us", "in"),
    ("ft_i", "ft"),
    ("ug", "mcg"),
    ("meq", "mEq"),
    ("ueq", "µEq"),
    ("mosm", "mOsm"),
    ("a", "year"),
    ("wk", "week"),
    ("mo", "month"),
    ("HPF", "HPF"),
    ("LPF", "LPF"),
];

/// Units that start with `u` for micro; other words with a `u` stay as they are.
const MICRO: &[&str] = &["uL", "umol", "um", "u", "uIU", "uU", "uV", "us", "ukat"];

fn atom(piece: &str) -> String {
    if let Some((_, people)) = ATOMS.iter().find(|(unit, _)| *unit == piece) {
        return (*people).to_owned();
    }
    if let Some(power) = piece.strip_prefix("10*").or_else(|| piece.strip_prefix("10^")) {
        return format!("×10{}", raised(power));
    }
    if MICRO.contains(&piece) {
        return format!("µ{}", piece.trim_start_matches('u'));
    }
    let letters = piece.trim_end_matches(|c: char| c.is_ascii_digit());
    if !letters.is_empty()
        && letters.chars().all(char::is_alphabetic)
        && letters.len() < piece.len()
        && letters.len() <= 3
    {
        return format!("{letters}{}", raised(piece.get(letters.len()..).unwrap_or_default()));
    }
    piece.to_owned()
}

fn bracketed(piece: &str) -> String {
    let inner = piece.trim_matches(['[', ']']);
    ATOMS
        .iter()
        .find(|(unit, _)| *unit == inner)
        .map_or_else(|| inner.replace('_', "\u{a0}"), |(_, people)| (*people).to_owned())
}

/// What an annotation says is kept where it tells what is counted or of what, and left out where it only says "a number".
fn annotation(text: &mut String, piece: &str) {
    const SAYS_NOTHING: &[&str] =
        &["score", "ratio", "#", "nominal", "number", "index", "pH", "titer", "count", "count_estimate"];
    let inner = piece.trim_matches(['{', '}']);
    if SAYS_NOTHING.contains(&inner) {
        return;
    }
    if !text.is_empty() && !text.ends_with('/') {
        text.push('\u{a0}');
    }
    text.push_str(&inner.replace('_', "\u{a0}"));
}

fn enclosed(rest: &str, close: char) -> (&str, &str) {
    rest.split_at(rest.find(close).map_or(rest.len(), |at| at + close.len_utf8()))
}

fn raised(digits: &str) -> String {
    digits
        .chars()
        .map(|digit| match digit {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            '-' => '⁻',
            other => other,
        })
        .collect()
}

fn join(number: &str, unit: &str) -> String {
    if unit.is_empty() {
        return number.to_owned();
    }
    format!("{number}{}{unit}", space_before(unit))
}

/// A percent sign stands at its number, every other unit after a space that does not break.
fn space_before(unit: &str) -> &'static str {
    if matches!(unit, "%" | "°") { "" } else { "\u{a0}" }
}

/// Splits off a comparator and writes it in one character.
fn comparator(value: &str) -> (&'static str, &str) {
    let value = value.trim();
    for (sent, shown) in [("<=", "≤"), (">=", "≥"), ("≤", "≤"), ("≥", "≥"), ("<", "<"), (">", ">")] {
        if let Some(number) = value.strip_prefix(sent) {
            return (shown, number.trim_start());
        }
    }
    ("", value)
}

fn parse(number: &str) -> Option<Decimal> {
    if number.contains(['e', 'E']) { Decimal::from_scientific(number).ok() } else { Decimal::from_str(number).ok() }
}

#[cfg(test)]
#[path = "number_test.rs"]
mod tests;
