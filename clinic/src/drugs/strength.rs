use rust_decimal::Decimal;
use std::{cmp::Ordering, fmt, sync::Arc};

/// How much of an ingredient a product holds, exactly: `500 MG`, or in so much of the product: `50 MG/ML`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The amount.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
    /// In how much of the product, as in `5 MG/5ML`.
    pub per: Option<(Decimal, Unit)>,
}

/// A unit as RxNorm writes it, such as `MG`, `ML`, `UNT` or `ACTUAT`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(Arc<str>);

impl Unit {
    /// Reads a unit: letters and `%`, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=12).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'%' || byte == b'\'');
        fits.then(|| Self(text.to_ascii_uppercase().into()))
    }

    /// RxNorm's own writing.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The unit as people write it. Units of activity are spelt out: a `U` is read as a zero (ISMP's list of error-prone
    /// abbreviations).
    pub fn shown(&self) -> &str {
        match self.code() {
            "MG" => "mg",
            "MCG" => "mcg",
            "G" => "g",
            "ML" => "mL",
            "L" => "L",
            "UNT" | "UNIT" | "UNITS" => "units",
            "MEQ" => "mEq",
            "MMOL" => "mmol",
            "HR" => "hour",
            "DAY" => "day",
            "ACTUAT" => "actuation",
            "MCI" => "mCi",
            "SQCM" => "cm²",
            other => other,
        }
    }

    /// The factor to milligrams, for units of mass.
    fn milligrams(&self) -> Option<Decimal> {
        match self.code() {
            "G" => Some(Decimal::ONE_THOUSAND),
            "MG" => Some(Decimal::ONE),
            "MCG" => Some(Decimal::new(1, 3)),
            _ => None,
        }
    }
}

impl Strength {
    /// Reads RxNorm's writing of a strength. Nothing is guessed: what does not fit wholly is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (amount, per) = match text.trim().split_once('/') {
            Some((amount, per)) => (amount, Some(per)),
            None => (text.trim(), None),
        };
        let (value, unit) = split(amount)?;
        let per = match per.map(str::trim) {
            None => None,
            Some(per) => {
                let (number, unit) = split(per)?;
                Some((number.unwrap_or(Decimal::ONE), unit))
            }
        };
        let is_positive = |number: &Decimal| number.is_sign_positive() && !number.is_zero();
        let strength = Self { value: value?, unit, per };
        let fits = is_positive(&strength.value) && strength.per.iter().all(|(number, _)| is_positive(number));
        fits.then_some(strength)
    }

    /// RxNorm's writing of it.
    pub fn code(&self) -> String {
        let amount = format!("{} {}", self.value.normalize(), self.unit.code());
        match &self.per {
            None => amount,
            Some((number, unit)) if *number == Decimal::ONE => format!("{amount}/{}", unit.code()),
            Some((number, unit)) => format!("{amount}/{}{}", number.normalize(), unit.code()),
        }
    }
}

/// A number that may be missing, and a unit.
fn split(text: &str) -> Option<(Option<Decimal>, Unit)> {
    let text = text.trim();
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = match number {
        "" => None,
        number => Some(Decimal::from_str_exact(number).ok()?),
    };
    Some((number, Unit::parse(unit.trim())?))
}

/// A number as it is written in a prescription: a leading zero always, a trailing zero never, from a thousand on with a
/// comma between the thousands (ISMP's list of error-prone abbreviations).
pub fn written_number(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::with_capacity(text.len() + 4);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        Some(fraction) => format!("{grouped}.{fraction}"),
        None => grouped,
    }
}

impl fmt::Display for Strength {
    /// As people write it: `0.5 mg`, `5 mg`, `100 units/mL`, `5 mg/5 mL`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.unit.code() == "%" { "" } else { " " };
        write!(f, "{}{space}{}", written_number(self.value), self.unit.shown())?;
        match &self.per {
            None => Ok(()),
            Some((number, unit)) if *number == Decimal::ONE => write!(f, "/{}", unit.shown()),
            Some((number, unit)) => write!(f, "/{} {}", written_number(*number), unit.shown()),
        }
    }
}

impl PartialOrd for Strength {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Strength {
    /// By amount within one unit; milligrams and grams compare as what they are.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |strength: &Self| {
            let factor = strength.unit.milligrams();
            let value = strength.value.checked_mul(factor.unwrap_or(Decimal::ONE)).unwrap_or(Decimal::MAX);
            let (number, per) =
                strength.per.clone().map_or((Decimal::ONE, None), |(number, unit)| (number, Some(unit)));
            let kind = if factor.is_some() { None } else { Some(strength.unit.clone()) };
            (per, kind, value.checked_div(number).unwrap_or(value))
        };
        key(self).cmp(&key(other)).then_with(|| self.code().cmp(&other.code()))
    }
}

#[cfg(test)]
mod tests {
    use super::Strength;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        Strength::parse(text).unwrap_or_else(|| panic!("{text} is no strength")).to_string()
    }

    #[test]
    fn strengths_are_shown_the_way_people_write_them() {
        for (text, expected) in [
            ("500 MG", "500 mg"),
            ("0.50 MG", "0.5 mg"),
            ("5.0 MG", "5 mg"),
            ("50 MG/ML", "50 mg/mL"),
            ("0.1 MG/HR", "0.1 mg/hour"),
            ("100 UNT/ML", "100 units/mL"),
            ("5 MG/5ML", "5 mg/5 mL"),
            ("5000 UNT", "5,000 units"),
            ("0.09 MG/ACTUAT", "0.09 mg/actuation"),
            ("20 MEQ", "20 mEq"),
            ("2.5 %", "2.5%"),
            ("0.01 MG/MG", "0.01 mg/mg"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn what_is_no_strength_is_not_made_one() {
        for text in ["", "MG", "5", "5 MG/", "0 MG", "5,000 UNT", "5 MG/0ML", "five MG", "5 MG 3", "1.2.3 MG"] {
            assert_eq!(Strength::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn strengths_sort_by_amount() {
        let mut sorted: Vec<Strength> =
            ["10 MG", "2.5 MG", "1 G", "100 MG", "50 MG/ML", "5 MG"].map(|text| Strength::parse(text).unwrap()).into();
        sorted.sort();
        let shown: Vec<String> = sorted.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["2.5 mg", "5 mg", "10 mg", "100 mg", "1 g", "50 mg/mL"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(digits in 1i64..10_000_000, scale in 0u32..6, per in proptest::option::of(1i64..500)) {
            let value = rust_decimal::Decimal::new(digits, scale);
            let text = match per {
                Some(per) => format!("{value} MG/{per}ML"),
                None => format!("{value} MG"),
            };
            let strength = Strength::parse(&text).unwrap();
            prop_assert_eq!(strength.value, value);
            let again = Strength::parse(&strength.code());
            prop_assert_eq!(again.as_ref(), Some(&strength));
            let shown = strength.to_string();
            prop_assert!(!shown.starts_with('.'), "{}", shown);
            let number = shown.split(' ').next().unwrap();
            prop_assert!(!(number.contains('.') && number.ends_with('0')), "{}", shown);
            prop_assert_eq!(rust_decimal::Decimal::from_str_exact(&number.replace(',', "")).unwrap(), value);
        }
    }
}
