use rust_decimal::Decimal;

/// A part of a pharmacy's prescriptions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pile {
    /// Nobody has looked at them yet.
    #[default]
    New,
    /// They are looked at, prepared, or ready for pick-up.
    InWork,
    /// A part of one supply was handed out.
    Part,
    /// A supply was handed out, and more may be.
    Refills,
    /// Nothing more is to be done.
    Done,
}

impl Pile {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::New, Self::InWork, Self::Part, Self::Refills, Self::Done];

    /// The name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InWork => "work",
            Self::Part => "part",
            Self::Refills => "refills",
            Self::Done => "done",
        }
    }

    /// Reads a name; anything else is what is new.
    pub fn parse(name: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|pile| Some(pile.name()) == name).unwrap_or_default()
    }
}

/// Why a quantity that was typed cannot be taken. Where two people could read it differently, it is not guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityFault {
    /// Nothing was typed.
    Missing,
    /// A comma: decimal sign for some, thousands for others.
    Comma,
    /// No digit before the point: `.5` is taken for 5 where the point is overlooked.
    NothingBeforePoint,
    /// A zero at the end of the decimals: `5.0` is taken for 50 where the point is overlooked.
    TrailingZero,
    /// It is none, or more than anyone hands out.
    Nothing,
    /// It is no number, or a longer one than is ever needed.
    NotANumber,
}

/// Digits before the point.
const MOST_DIGITS: usize = 6;
/// Digits after it.
const MOST_DECIMALS: usize = 3;

/// Reads a quantity exactly as it was typed. Decimals without a zero before the point and with zeros at the end are refused: the
/// Joint Commission's “Do Not Use” list names both as causes of tenfold errors.
pub fn parse_quantity(text: &str) -> Result<Decimal, QuantityFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(QuantityFault::Missing);
    }
    if text.contains(',') {
        return Err(QuantityFault::Comma);
    }
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let digits = |part: &str| part.bytes().all(|letter| letter.is_ascii_digit());
    let too_long = whole.len() > MOST_DIGITS || decimals.is_some_and(|decimals| decimals.len() > MOST_DECIMALS);
    if too_long || !digits(whole) || !decimals.is_none_or(digits) || decimals == Some("") {
        return Err(QuantityFault::NotANumber);
    }
    if whole.is_empty() {
        return Err(QuantityFault::NothingBeforePoint);
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(QuantityFault::NotANumber);
    }
    if decimals.is_some_and(|decimals| decimals.ends_with('0')) {
        return Err(QuantityFault::TrailingZero);
    }
    match Decimal::from_str_exact(text) {
        Ok(quantity) if quantity > Decimal::ZERO => Ok(quantity),
        Ok(_) => Err(QuantityFault::Nothing),
        Err(_) => Err(QuantityFault::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quantity_is_read_exactly_or_not_at_all() {
        for (text, expected) in [("15", 150), (" 7.5 ", 75), ("0.5", 5), ("999999", 9_999_990)] {
            assert_eq!(parse_quantity(text), Ok(Decimal::new(expected, 1)), "{text}");
        }
        for (text, fault) in [
            ("", QuantityFault::Missing),
            ("  ", QuantityFault::Missing),
            ("1,5", QuantityFault::Comma),
            ("1,000", QuantityFault::Comma),
            (".5", QuantityFault::NothingBeforePoint),
            ("15.0", QuantityFault::TrailingZero),
            ("1.50", QuantityFault::TrailingZero),
            ("0", QuantityFault::Nothing),
            ("-1", QuantityFault::NotANumber),
            ("+1", QuantityFault::NotANumber),
            ("1e3", QuantityFault::NotANumber),
            ("015", QuantityFault::NotANumber),
            ("1.", QuantityFault::NotANumber),
            (".", QuantityFault::NotANumber),
            ("1.2.3", QuantityFault::NotANumber),
            ("½", QuantityFault::NotANumber),
            ("١٥", QuantityFault::NotANumber),
            ("15 tablets", QuantityFault::NotANumber),
            ("1000000", QuantityFault::NotANumber),
            ("1.2345", QuantityFault::NotANumber),
        ] {
            assert_eq!(parse_quantity(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn piles_survive_their_names() {
        for pile in Pile::ALL {
            assert_eq!(Pile::parse(Some(pile.name())), pile);
        }
        assert_eq!(Pile::parse(None), Pile::New);
    }

    proptest! {
        #[test]
        fn what_is_taken_reads_back_the_same(text in "[0-9.,+-]{0,9}") {
            if let Ok(quantity) = parse_quantity(&text) {
                prop_assert_eq!(quantity.to_string(), text);
            }
        }
    }
}
