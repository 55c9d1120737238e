use crate::accounts::Role;
use chrono::NaiveDate;

/// The roles an administrator gives and takes: patients come from their records, prescribers by two people.
pub const GIVEN: [Role; 3] = [Role::Staff, Role::Pharmacist, Role::Admin];
/// The most characters of a licence's number.
pub const LONGEST_LICENCE: usize = 40;
/// What the digits 80840, which stand before every National Provider Identifier, add to Luhn's sum.
const PREFIX: u32 = 24;
/// The most characters of the name of who issued a licence.
pub const LONGEST_ISSUER: usize = 100;

/// A licence to prescribe, as it stands on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Its number.
    pub number: String,
    /// The state or other authority that issued it.
    pub issuer: String,
    /// The last day on which it is valid.
    pub until: NaiveDate,
    /// The National Provider Identifier, where there is one.
    pub npi: Option<String>,
}

/// What is wrong with a licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceProblem {
    /// The number is missing, too long, or not one line.
    Number,
    /// Who issued it is missing, too long, or not one line.
    Issuer,
    /// It is no longer valid.
    Expired,
    /// The National Provider Identifier is mistyped.
    Npi,
}

impl Licence {
    /// The same licence without spaces around its parts; no identifier where none was typed.
    #[must_use]
    pub fn tidy(self) -> Self {
        Self {
            number: self.number.trim().to_owned(),
            issuer: self.issuer.trim().to_owned(),
            until: self.until,
            npi: self.npi.map(|npi| npi.split_whitespace().collect::<String>()).filter(|npi| !npi.is_empty()),
        }
    }

    /// What is wrong with it on that day; nothing where all is well.
    pub fn problems(&self, today: NaiveDate) -> Vec<LicenceProblem> {
        let is_line = |text: &str, longest: usize| {
            !text.trim().is_empty() && text.chars().count() <= longest && !text.contains(char::is_control)
        };
        [
            (!is_line(&self.number, LONGEST_LICENCE)).then_some(LicenceProblem::Number),
            (!is_line(&self.issuer, LONGEST_ISSUER)).then_some(LicenceProblem::Issuer),
            (self.until < today).then_some(LicenceProblem::Expired),
            self.npi.as_deref().is_some_and(|npi| !is_npi(npi)).then_some(LicenceProblem::Npi),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether a text is a National Provider Identifier: ten digits, the first a 1 or 2, the last a check digit by Luhn's rule over
/// the number with 80840 before it (CMS, "Requirements for National Provider Identifier (NPI) and NPI Check Digit").
pub fn is_npi(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 10 && matches!(digits.first(), Some(1 | 2))) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    (PREFIX + sum).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn licence() -> Licence {
        Licence {
            number: "MD-12345".to_owned(),
            issuer: "New York".to_owned(),
            until: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            npi: Some("1234567893".to_owned()),
        }
    }

    #[test]
    fn the_check_digit_of_an_identifier() {
        // 1234567893 is the example of the rule's own text.
        assert!(is_npi("1234567893"));
        for wrong in ["1234567890", "123456789", "12345678931", "3234567893", "123456789x", "", "१२३४५६७८९३"]
        {
            assert!(!is_npi(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_licence_is_good_until_the_end_of_its_last_day() {
        assert_eq!(licence().problems(licence().until), []);
        assert_eq!(licence().problems(licence().until.succ_opt().unwrap()), [LicenceProblem::Expired]);
    }

    #[test]
    fn every_part_of_a_licence_is_looked_at() {
        let wrong = Licence {
            number: " ".to_owned(),
            issuer: "a".repeat(LONGEST_ISSUER + 1),
            until: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
            npi: Some("1".to_owned()),
        };
        let all = [LicenceProblem::Number, LicenceProblem::Issuer, LicenceProblem::Expired, LicenceProblem::Npi];
        assert_eq!(wrong.problems(licence().until), all);
        let spaced = Licence { npi: Some(" 1234 567 893 ".to_owned()), ..licence() }.tidy();
        assert_eq!(spaced, licence());
        assert_eq!(Licence { npi: Some("  ".to_owned()), ..licence() }.tidy().npi, None);
    }

    proptest! {
        #[test]
        fn one_wrong_digit_always_shows(at in 1..10_usize, by in 1..10_u32) {
            let mut digits: Vec<u32> = "1234567893".chars().map(|digit| digit.to_digit(10).unwrap()).collect();
            digits[at] = (digits[at] + by) % 10;
            let text: String = digits.iter().map(u32::to_string).collect();
            prop_assert!(!is_npi(&text));
        }
    }
}
