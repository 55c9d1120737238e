/// The longest address that mail knows (RFC 5321 with erratum 1690).
pub const LONGEST_EMAIL: usize = 254;
/// Characters a person's name may have.
pub const LONGEST_NAME: usize = 200;

/// Whether a text is an e-mail address that mail can be sent to: a name, an @ and a host, of signs that mean nothing in the head
/// of a mail. Spaces around it do not matter.
pub fn is_email(text: &str) -> bool {
    let email = text.trim();
    let fits = |letter: char| {
        !letter.is_whitespace()
            && !letter.is_control()
            && !matches!(letter, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\')
    };
    email.len() <= LONGEST_EMAIL
        && email.chars().all(fits)
        && email.split_once('@').is_some_and(|(name, host)| {
            (1..=64).contains(&name.len()) && host.contains('.') && host.split('.').all(is_label)
        })
}

/// Whether a text is a person's name: something, not too long, in one line.
pub fn is_name(text: &str) -> bool {
    let name = text.trim();
    !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(char::is_control)
}

/// Addresses that differ only in case or in spaces around them are one.
pub(crate) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A part of a host's name, between its dots; other scripts than ours have letters too.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_one_person_only() {
        for right in ["a@b.co", " rosa.delgado+portal@mail.example.org ", "josé@correo.example", "o'brien@example.org"]
        {
            assert!(is_email(right), "{right}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        let longer = format!("a@{}.org", "b.".repeat(130));
        for wrong in [
            "",
            "a",
            "a@b",
            "@example.org",
            "a@b@example.org",
            "a@example..org",
            "a@-example.org",
            "a b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "a@example.org, b@example.org",
            "A <a@example.org>",
            "\"a\"@example.org",
            "a@[192.0.2.1]",
            long.as_str(),
            longer.as_str(),
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }

    #[test]
    fn names_are_one_line() {
        assert!(is_name("María José O'Brien-Müller"));
        assert!(is_name(&"a".repeat(LONGEST_NAME)));
        for wrong in ["", "  ", "Rosa\r\nBcc: evil@example.org", &"a".repeat(LONGEST_NAME + 1)] {
            assert!(!is_name(wrong), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_ends_a_line_is_an_address(before in ".{0,20}", after in ".{0,20}", sign in "[\r\n\u{0}\u{85}\u{2028}]") {
            let text = format!("a{before}{sign}{after}@example.org");
            prop_assert!(!is_email(&text));
        }
    }
}
