/// A code as someone typed it. Its length says what it is, so that one field takes all of them.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    /// Six digits of an app (RFC 6238).
    App(String),
    /// Eight digits from a mail.
    Mail(String),
    /// Sixteen digits from the printed sheet.
    Recovery(String),
}

impl Code {
    /// Characters that may be typed at most, with spaces and dashes between.
    pub const LONGEST: usize = 40;

    /// Reads a code; spaces and dashes in it do not matter.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.chars().count() > Self::LONGEST {
            return None;
        }
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match digits.len() {
            6 => Some(Self::App(digits)),
            8 => Some(Self::Mail(digits)),
            16 => Some(Self::Recovery(digits)),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code")
    }
}

/// What someone calls one of their factors: 1 to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorName(String);

impl FactorName {
    /// Characters a name may have.
    pub const LONGEST: usize = 60;

    /// Reads a name; spaces around it do not matter.
    pub fn parse(typed: &str) -> Option<Self> {
        let name = typed.trim();
        let fits = !name.is_empty() && name.chars().count() <= Self::LONGEST && !name.contains(char::is_control);
        fits.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_known_by_its_length() {
        assert_eq!(Code::parse("123 456"), Some(Code::App("123456".to_owned())));
        assert_eq!(Code::parse(" 1234-5678 "), Some(Code::Mail("12345678".to_owned())));
        assert_eq!(Code::parse("1234 5678 9012 3456"), Some(Code::Recovery("1234567890123456".to_owned())));
        for wrong in ["", "12345", "12345a", "1234567", "+12345", "１２３４５６", "0".repeat(64).as_str()] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{:?}", Code::parse("123456")), "Some(Code)");
    }

    #[test]
    fn a_name_has_something_in_it_and_an_end() {
        assert_eq!(FactorName::parse("  My phone ").unwrap().text(), "My phone");
        assert!(FactorName::parse("é".repeat(60).as_str()).is_some());
        for wrong in ["", "   ", "a\nb", "x".repeat(61).as_str()] {
            assert_eq!(FactorName::parse(wrong), None);
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_it(typed in ".{0,80}") {
            if let Some(Code::App(digits) | Code::Mail(digits) | Code::Recovery(digits)) = Code::parse(&typed) {
                prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
            }
            let _ = FactorName::parse(&typed);
        }
    }
}
