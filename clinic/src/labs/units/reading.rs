//! Units as UCUM writes them, as far as laboratories use them: a number, a power of ten, and what is measured.

use super::amounts::Amount;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A unit: `factor · 10^tens` of its atoms, each with its exponent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    factor: Decimal,
    tens: i32,
    atoms: BTreeMap<String, i32>,
}

/// Prefixes with their powers of ten (UCUM, table 1).
const PREFIXES: [(&str, i32); 11] = [
    ("T", 12),
    ("G", 9),
    ("M", 6),
    ("k", 3),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("u", -6),
    ("n", -9),
    ("p", -12),
    ("f", -15),
];

/// What takes a prefix, what it is, and at which power of ten: a liter is a thousandth of a cubic meter.
const METRIC: [(&str, &str, i32, i32); 12] = [
    ("g", "g", 1, 0),
    ("L", "m", 3, -3),
    ("l", "m", 3, -3),
    ("m", "m", 1, 0),
    ("mol", "mol", 1, 0),
    ("eq", "eq", 1, 0),
    ("osm", "osm", 1, 0),
    ("U", "U", 1, 0),
    ("[IU]", "[IU]", 1, 0),
    ("[iU]", "[IU]", 1, 0),
    ("IU", "[IU]", 1, 0),
    ("m[Hg]", "m[Hg]", 1, 0),
];

/// Customary units with their exact sizes (UCUM, from the definition of the yard and the pound of 1959).
const CUSTOMARY: [(&str, i64, u32, &str, i32); 4] = [
    ("[lb_av]", 45_359_237, 5, "g", 0),
    ("[oz_av]", 28_349_523_125, 9, "g", 0),
    ("[in_i]", 254, 2, "m", -2),
    ("[ft_i]", 3048, 2, "m", -2),
];

/// Annotations that only say that things are counted. Others say of what, and are a unit of their own: copies are no international units.
const COUNTED: [&str; 5] = ["{cells}", "{cell}", "{#}", "{count}", "{creat}"];

const CELSIUS: &str = "Cel";
const FAHRENHEIT: &str = "[degF]";

impl Unit {
    /// Reads a unit; nothing where it is empty or not understood.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace(['µ', 'μ'], "u");
        if text.is_empty() {
            return None;
        }
        let mut unit = Self { factor: Decimal::ONE, tens: 0, atoms: BTreeMap::new() };
        let mut rest = text.as_str();
        let mut sign = 1;
        if let Some(after) = rest.strip_prefix('/') {
            (rest, sign) = (after, -1);
        }
        loop {
            let (part, after) = split(rest)?;
            unit.take(part, sign)?;
            let mut letters = after.chars();
            match letters.next() {
                None => break,
                Some('.') => sign = 1,
                Some('/') => sign = -1,
                Some(_) => return None,
            }
            rest = letters.as_str();
        }
        unit.atoms.retain(|_, power| *power != 0);
        Some(unit)
    }

    /// By what a value in this unit is multiplied to be one in the other: a factor and a power of ten.
    pub(super) fn over(&self, other: &Self) -> Option<(Decimal, i32)> {
        if self.atoms != other.atoms {
            return None;
        }
        Some((self.factor.checked_div(other.factor)?, self.tens.checked_sub(other.tens)?))
    }

    /// A temperature in the other's degrees; nothing where these are no temperatures or the same.
    pub(super) fn temperature(&self, other: &Self, value: Decimal) -> Option<Option<Decimal>> {
        let is = |unit: &Self, name: &str| unit.atoms.len() == 1 && unit.atoms.get(name) == Some(&1) && unit.tens == 0;
        let (five, nine, offset) = (Decimal::from(5), Decimal::from(9), Decimal::from(32));
        if is(self, FAHRENHEIT) && is(other, CELSIUS) {
            return Some(value.checked_sub(offset).and_then(|value| value.checked_mul(five)?.checked_div(nine)));
        }
        if is(self, CELSIUS) && is(other, FAHRENHEIT) {
            return Some(value.checked_mul(nine).and_then(|value| value.checked_div(five)?.checked_add(offset)));
        }
        None
    }

    /// The same with masses, or charges of one each, said as amounts of substance.
    pub(super) fn by_amount(&self, amount: Amount) -> Self {
        let mut unit = self.clone();
        let (name, per_mole) = match amount {
            Amount::GramsPerMole(grams) => ("g", grams),
            Amount::OneCharge => ("eq", Decimal::ONE),
        };
        // Only what is measured, not what it is measured in: milligrams in a gram stay what they are.
        if unit.atoms.get(name) == Some(&1)
            && let Some(factor) = unit.factor.checked_div(per_mole)
        {
            unit.atoms.remove(name);
            *unit.atoms.entry("mol".to_owned()).or_default() += 1;
            unit.factor = factor;
        }
        unit
    }

    fn take(&mut self, part: &str, sign: i32) -> Option<()> {
        if let Some(power) = part.strip_prefix("10*").or_else(|| part.strip_prefix("10^")) {
            self.tens = self.tens.checked_add(sign.checked_mul(small(power)?)?)?;
            return Some(());
        }
        let (name, note) = part.find('{').map_or((part, ""), |at| part.split_at(at));
        if !note.is_empty() && !COUNTED.contains(&note) {
            *self.atoms.entry(note.to_owned()).or_default() += sign;
        }
        if name.is_empty() || name == "1" {
            return Some(());
        }
        let digits = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        let (name, power) = if digits.is_empty() || name.ends_with(']') {
            (name, 1)
        } else {
            let power = name.get(digits.len()..)?;
            (digits, if power.is_empty() { 1 } else { small(power)? })
        };
        let times = sign.checked_mul(power)?;
        let (factor, tens, atom, of) = atom(name)?;
        let of = times.checked_mul(of)?;
        for _ in 0..times.unsigned_abs() {
            self.factor = if times > 0 { self.factor.checked_mul(factor)? } else { self.factor.checked_div(factor)? };
        }
        self.tens = self.tens.checked_add(times.checked_mul(tens)?)?;
        *self.atoms.entry(atom).or_default() += of;
        Some(())
    }
}

/// An exponent, which is small.
fn small(text: &str) -> Option<i32> {
    text.parse().ok().filter(|power| (-20..=20).contains(power))
}

/// A part up to the next stroke or point that is outside of brackets, and the rest.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u32;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.checked_sub(1)?,
            '.' | '/' if depth == 0 => return (at > 0).then(|| text.split_at(at)),
            '(' | ')' | ' ' if depth == 0 => return None,
            _ => {}
        }
    }
    (depth == 0 && !text.is_empty()).then_some((text, ""))
}

/// What a name means: a factor, a power of ten, an atom and how often it is in it. A name that is not known is an atom of its own.
fn atom(name: &str) -> Option<(Decimal, i32, String, i32)> {
    let name = name.strip_prefix("mc").filter(|rest| *rest == "g").map_or(name.to_owned(), |rest| format!("u{rest}"));
    if name == FAHRENHEIT || name == CELSIUS {
        return Some((Decimal::ONE, 0, name, 1));
    }
    if let Some((_, size, scale, of, tens)) = CUSTOMARY.iter().find(|(known, ..)| *known == name) {
        return Some((Decimal::new(*size, *scale), *tens, (*of).to_owned(), 1));
    }
    for (known, of, times, tens) in METRIC {
        if name == known {
            return Some((Decimal::ONE, tens, of.to_owned(), times));
        }
        let prefix = name.strip_suffix(known).and_then(|prefix| PREFIXES.iter().find(|(sign, _)| *sign == prefix));
        if let Some((_, power)) = prefix {
            return Some((Decimal::ONE, tens + power, of.to_owned(), times));
        }
    }
    // What is not a word is not a unit.
    name.chars().all(|c| c.is_alphabetic() || matches!(c, '%' | '[' | ']' | '_' | '\'')).then_some((
        Decimal::ONE,
        0,
        name,
        1,
    ))
}
