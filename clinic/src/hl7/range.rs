use rust_decimal::Decimal;

/// A reference range (OBX-7, v2.5.1 §7.4.2.7): as it was sent, and its limits where it is plainly one of numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct ReferenceRange {
    /// As it was sent.
    pub text: String,
    /// The lower limit.
    pub low: Option<Limit>,
    /// The upper limit.
    pub high: Option<Limit>,
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The number with the sender's digits.
    pub digits: String,
    /// Whether the number itself lies within the range: not for `<200`.
    pub included: bool,
}

impl ReferenceRange {
    /// Reads `4.0-5.6`, `4.3 to 6.2`, `<200`, `> 60`, `<=` and `>=`; anything else is kept in words only.
    pub fn read(text: &str) -> Self {
        let (low, high) = limits(text.trim()).unwrap_or_default();
        Self { text: text.to_owned(), low, high }
    }
}

fn limits(text: &str) -> Option<(Option<Limit>, Option<Limit>)> {
    let limit = |digits: &str, included| {
        let digits = digits.trim();
        is_number(digits).then(|| Limit { digits: digits.to_owned(), included })
    };
    for (sign, is_low, included) in [("<=", false, true), (">=", true, true), ("<", false, false), (">", true, false)] {
        if let Some(digits) = text.strip_prefix(sign) {
            let limit = limit(digits, included)?;
            return Some(if is_low { (Some(limit), None) } else { (None, Some(limit)) });
        }
    }
    let (low, high) = text.split_once(" to ").or_else(|| {
        // A dash that is no minus sign.
        let (low, high) = text.split_once('-')?;
        let unsigned = |digits: &str| digits.trim().starts_with(|first: char| first.is_ascii_digit() || first == '.');
        (unsigned(low) && unsigned(high)).then_some((low, high))
    })?;
    let (low, high) = (limit(low, true)?, limit(high, true)?);
    let in_order = low.digits.parse::<Decimal>().ok()? <= high.digits.parse::<Decimal>().ok()?;
    in_order.then_some((Some(low), Some(high)))
}

/// Whether a text is a number of HL7's (type NM, v2.5.1 §2.A.47): digits with at most one sign and one point.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, parts) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = whole.bytes().chain(parts.bytes()).all(|digit| digit.is_ascii_digit());
    all_digits && !(whole.is_empty() && parts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{ReferenceRange, is_number};

    fn limits(text: &str) -> (Option<String>, Option<String>) {
        let range = ReferenceRange::read(text);
        assert_eq!(range.text, text);
        let shown = |limit: Option<super::Limit>, sign: &str| {
            limit.map(|limit| format!("{}{}", if limit.included { "" } else { sign }, limit.digits))
        };
        (shown(range.low, ">"), shown(range.high, "<"))
    }

    #[test]
    fn plain_ranges_have_limits() {
        for (text, low, high) in [
            ("4.0-5.6", Some("4.0"), Some("5.6")),
            ("4.3 to 6.2", Some("4.3"), Some("6.2")),
            ("-2.0 to 2.0", Some("-2.0"), Some("2.0")),
            ("70 - 105", Some("70"), Some("105")),
            ("<200", None, Some("<200")),
            ("> 60", Some(">60"), None),
            (">=40", Some("40"), None),
            ("<= 5.0", None, Some("5.0")),
            (" 1-2 ", Some("1"), Some("2")),
        ] {
            assert_eq!(limits(text), (low.map(str::to_owned), high.map(str::to_owned)), "{text}");
        }
    }

    #[test]
    fn other_ranges_stay_words() {
        for text in [
            "",
            "negative",
            "70_105",
            "5.6-4.0",
            "4,0-5,6",
            "-2-2",
            "2--3",
            "1-2-3",
            "M: 13-18",
            "<",
            "4.0-5.6 mmol/L",
            "1:80",
            "0-1/hpf",
            "<1-2",
            "to 5",
            "1.-.",
            "1-",
            "99999999999999999999999999999999999-1",
            "up to 40",
        ] {
            assert_eq!(limits(text), (None, None), "{text}");
        }
    }

    #[test]
    fn numbers() {
        for text in ["0", "4.10", "-5", "+.5", "5.", "105600"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", ".", "-", "1e5", "1,5", "<5", "5 ", "1.2.3", "--1", "٣", "FOO"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
