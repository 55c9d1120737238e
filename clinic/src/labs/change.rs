use rust_decimal::Decimal;

/// How a result differs from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Higher.
    Up,
    /// Lower.
    Down,
    /// The same.
    Same,
    /// Another answer, where there is no higher and lower.
    Different,
}

/// Compares two numbers of one unit, each with its comparator; nothing where `<5` could be more or less than `3`.
pub fn change(now: (Option<&str>, &str), before: (Option<&str>, &str)) -> Option<Change> {
    let (new, old) = (decimal(now.1)?, decimal(before.1)?);
    match (now.0, before.0) {
        (None, None) => Some(match new.cmp(&old) {
            std::cmp::Ordering::Greater => Change::Up,
            std::cmp::Ordering::Less => Change::Down,
            std::cmp::Ordering::Equal => Change::Same,
        }),
        (new_sign, old_sign) if new_sign == old_sign && new == old => Some(Change::Same),
        (Some("<"), None) if new <= old => Some(Change::Down),
        (Some(">"), None) if new >= old => Some(Change::Up),
        (None, Some("<")) if new >= old => Some(Change::Up),
        (None, Some(">")) if new <= old => Some(Change::Down),
        _ => None,
    }
}

/// A number as it was sent, exactly.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}

#[cfg(test)]
mod tests {
    use super::{Change, change};

    #[test]
    fn numbers_are_compared_exactly() {
        assert_eq!(change((None, "5.70"), (None, "5.7")), Some(Change::Same));
        assert_eq!(change((None, "0.3"), (None, "0.29999999999999999")), Some(Change::Up));
        assert_eq!(change((None, "1.2e2"), (None, "121")), Some(Change::Down));
        assert_eq!(change((None, "positive"), (None, "1")), None);
    }

    #[test]
    fn comparators_say_only_what_they_say() {
        assert_eq!(change((Some("<"), "5"), (Some("<"), "5")), Some(Change::Same));
        assert_eq!(change((Some("<"), "5"), (None, "5")), Some(Change::Down));
        assert_eq!(change((Some("<"), "5"), (None, "3")), None);
        assert_eq!(change((None, "70"), (Some(">"), "90")), Some(Change::Down));
        assert_eq!(change((None, "95"), (Some(">"), "90")), None);
    }
}
