//! The words of names and queries, made comparable.

use crate::fold::fold;
use rust_decimal::Decimal;

/// A word or a number. Letters and digits that stand together are two: `500mg` is `500` and `mg`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Word {
    /// Letters, folded.
    Letters(String),
    /// A number in its shortest writing, so that `0.50` is `0.5`.
    Number(String),
}

impl Word {
    /// The text itself.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Letters(text) | Self::Number(text) => text,
        }
    }
}

/// The words of a text, in its order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut letters = String::new();
    let mut number = String::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let follows_digit = signs.peek().is_some_and(char::is_ascii_digit);
        if sign.is_ascii_digit() {
            end_letters(&mut letters, &mut found);
            number.push(sign);
        } else if sign == '.' && follows_digit && letters.is_empty() && !number.contains('.') {
            number.push(sign);
        } else if sign == ',' && follows_digit && is_thousands(&number, &signs) {
            // 5,000 units is 5000.
        } else {
            end_number(&mut number, &mut found);
            // The micro sign, in both its codes, would fold to a plain letter.
            if matches!(sign, 'µ' | 'μ') {
                letters.push_str("mc");
            } else if sign.is_alphabetic() {
                letters.push(sign);
            } else {
                end_letters(&mut letters, &mut found);
            }
        }
    }
    end_number(&mut number, &mut found);
    end_letters(&mut letters, &mut found);
    found
}

/// Whether exactly three digits follow, as after the comma between thousands.
fn is_thousands(number: &str, rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let digits = rest.clone().take_while(char::is_ascii_digit).count();
    !number.is_empty() && !number.contains('.') && digits == 3
}

fn end_number(number: &mut String, found: &mut Vec<Word>) {
    if number.is_empty() {
        return;
    }
    let digits = std::mem::take(number);
    let padded = if digits.starts_with('.') { format!("0{digits}") } else { digits.clone() };
    let text = Decimal::from_str_exact(&padded).map_or(digits, |value| value.normalize().to_string());
    found.push(Word::Number(text));
}

fn end_letters(letters: &mut String, found: &mut Vec<Word>) {
    if letters.is_empty() {
        return;
    }
    // Scripts without letters of their own fold to several words.
    found.extend(fold(letters).split(' ').filter(|word| !word.is_empty()).map(|word| Word::Letters(word.to_owned())));
    letters.clear();
}

/// The words of a text in one line, by which equal names are found.
pub(super) fn key(text: &str) -> String {
    join(&words(text))
}

/// Words in one line.
pub(super) fn join(words: &[Word]) -> String {
    words.iter().map(Word::text).collect::<Vec<_>>().join(" ")
}

/// Whether two words differ by one letter at most: one too many, one missing, another one, or two neighbours swapped.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    match (one, other) {
        ([], [] | [_]) | ([_], []) => true,
        ([_, one_rest @ ..], [_, other_rest @ ..]) => {
            one_rest == other_rest
                || one_rest == other
                || one == other_rest
                || matches!((one, other), ([a, b, one_rest @ ..], [c, d, other_rest @ ..])
                            if a == d && b == c && one_rest == other_rest)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_near, key, words};
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_their_decimals_and_stand_alone() {
        for (text, expected) in [
            ("Amoxicillin 500mg", "amoxicillin 500 mg"),
            (".50 MG", "0.5 mg"),
            ("5,000 UNT/ML", "5000 unt ml"),
            ("0.12/0.015 MG", "0.12 0.015 mg"),
            ("vitamin B12", "vitamin b 12"),
            ("75 µg", "75 mcg"),
            ("Ácido fólico, 1 mg.", "acido folico 1 mg"),
            ("1,25", "1 25"),
            ("co-trimoxazole", "co trimoxazole"),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
    }

    #[test]
    fn one_letter_off_is_near() {
        for other in ["simvistatin", "simvastatn", "simvastaatin", "simvasttain", "simvastatin"] {
            assert!(is_near("simvastatin", other), "{other}");
            assert!(is_near(other, "simvastatin"), "{other}");
        }
        for other in ["simvistatn", "lovastatin", "", "simvasta"] {
            assert!(!is_near("simvastatin", other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart(text in "\\PC{0,40}") {
            for word in words(&text) {
                prop_assert!(!word.text().is_empty());
                prop_assert!(word.text().is_ascii());
            }
        }

        #[test]
        fn one_edit_is_always_found(word in "[a-z]{2,12}", place in 0usize..12, letter in "[a-z]") {
            let place = place % word.len();
            let mut missing = word.clone();
            missing.remove(place);
            let mut more = word.clone();
            more.insert_str(place, &letter);
            let mut another = word.clone();
            another.replace_range(place..=place, &letter);
            for other in [&missing, &more, &another] {
                prop_assert!(is_near(&word, other) && is_near(other, &word));
            }
        }
    }
}
