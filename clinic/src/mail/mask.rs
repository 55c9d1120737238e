/// The longest answer of a mail server that is kept, in characters.
const LONGEST_ANSWER: usize = 300;

/// An address as staff may see it: the first letter and the host, `w•••@example.org`.
pub fn masked(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((name, host)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}•••@{host}")
        }
        None => "•••".to_owned(),
    }
}

/// What a mail server said, in one line, cut short, with every address in it masked.
pub fn masked_answer(answer: &str) -> String {
    let is_edge = |letter: char| !(letter.is_alphanumeric() || "@._%+-=~#&'*/!?^`{|}$".contains(letter));
    let words = answer.split_whitespace().map(|word| {
        if !word.contains('@') {
            return word.to_owned();
        }
        let parts = word.split_inclusive(is_edge).map(|part| {
            let (part, edge) = match part.chars().next_back().filter(|last| is_edge(*last)) {
                Some(edge) => (part.strip_suffix(edge).unwrap_or(part), edge.to_string()),
                None => (part, String::new()),
            };
            if part.contains('@') { masked(part) + &edge } else { part.to_owned() + &edge }
        });
        parts.collect::<String>()
    });
    let line = words.collect::<Vec<_>>().join(" ");
    line.chars().filter(|letter| !letter.is_control()).take(LONGEST_ANSWER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_masked_wherever_they_stand() {
        assert_eq!(masked("walter@example.org"), "w•••@example.org");
        assert_eq!(masked("walter"), "•••");
        assert_eq!(
            masked_answer("550 5.1.1 <walter.n@example.org>:\r\n no such user (walter.n@example.org,rosa@example.com)"),
            "550 5.1.1 <w•••@example.org>: no such user (w•••@example.org,r•••@example.com)"
        );
        assert_eq!(masked_answer(&"é".repeat(1000)).chars().count(), LONGEST_ANSWER);
    }

    proptest! {
        #[test]
        fn no_address_comes_through(name in "[a-z][a-z0-9.+_-]{1,20}[a-z0-9]", before in "[ <(:,;\"]{0,3}", after in "[ >):,;\"]{0,3}") {
            let answer = format!("550{before}{name}@example.org{after}refused");
            let masked = masked_answer(&answer);
            let whole = format!("{name}@example.org");
            prop_assert!(!masked.contains(&whole), "{}", masked);
        }
    }
}
