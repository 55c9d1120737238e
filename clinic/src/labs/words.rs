//! Common tests in everyday words, in English and Spanish, and which tests a word means.

use std::{collections::HashMap, sync::LazyLock};

/// A test or a panel in everyday words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Its name in English.
    pub english: &'static str,
    /// Its name in Spanish.
    pub spanish: &'static str,
    /// What it measures, in a sentence.
    pub measures: &'static str,
    /// The same in Spanish.
    pub measures_spanish: &'static str,
}

const TABLE: &str = include_str!("words.txt");

static BY_CODE: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for entry in entries() {
        for code in entry.codes.split_ascii_whitespace() {
            words.insert(code, entry.words);
        }
    }
    words
});

impl Words {
    /// Those of a test or a panel, by its LOINC code.
    pub fn of(code: &str) -> Option<Self> {
        BY_CODE.get(code).copied()
    }
}

/// A line of the table.
struct Entry {
    codes: &'static str,
    words: Words,
    /// What else people call it.
    #[cfg_attr(not(feature = "store"), expect(dead_code, reason = "only the server searches"))]
    sought: &'static str,
}

fn entries() -> impl Iterator<Item = Entry> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('|').map(str::trim);
        Some(Entry {
            codes: parts.next().filter(|codes| !codes.is_empty())?,
            words: Words {
                english: parts.next()?,
                spanish: parts.next()?,
                measures: parts.next()?,
                measures_spanish: parts.next()?,
            },
            sought: parts.next()?,
        })
    })
}

#[cfg(feature = "store")]
mod search {
    use super::{LazyLock, entries};
    use crate::fold::fold;

    /// The codes of each line, with all of its words, folded.
    static FOLDED: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
        entries()
            .map(|entry| {
                let words = [entry.words.english, entry.words.spanish, entry.sought].map(fold).join(" ");
                (entry.codes, format!(" {words} "))
            })
            .collect()
    });

    /// The codes of the tests that everyday words mean, each with a blank before and after it; empty for none. Every word must begin one
    /// of the test's, so that case, accents and the order do not matter.
    pub(in crate::labs) fn meant(search: &str) -> String {
        let sought = fold(search);
        let words: Vec<String> =
            sought.split(' ').filter(|word| word.len() > 1).map(|word| format!(" {word}")).collect();
        if words.is_empty() {
            return String::new();
        }
        let mut codes = String::new();
        for (of, _) in FOLDED.iter().filter(|(_, known)| words.iter().all(|word| known.contains(word.as_str()))) {
            codes.push(' ');
            codes.push_str(of);
        }
        if !codes.is_empty() {
            codes.push(' ');
        }
        codes
    }
}
#[cfg(feature = "store")]
pub(super) use search::meant;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_is_whole_and_every_code_stands_once() {
        let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        assert_eq!(entries().count(), lines);
        let mut codes = BTreeSet::new();
        for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(parts.len(), 6, "{line}");
            assert!(parts.iter().all(|part| !part.is_empty()), "{line}");
            assert!(parts[3].ends_with('.') && parts[4].ends_with('.'), "{line}");
            for code in parts[0].split(' ') {
                assert!(codes.insert(code), "{code} stands twice");
                assert!(crate::labs::release::is_loinc(code), "{code} has a wrong check digit");
            }
        }
        assert!(codes.len() > 150, "{}", codes.len());
    }

    #[cfg(feature = "store")]
    #[test]
    fn words_of_both_languages_find_the_tests_they_mean() {
        let finds = |search: &str, code: &str| meant(search).contains(&format!(" {code} "));
        for (search, code) in [
            ("sugar", "2345-7"),
            ("sugar", "4548-4"),
            ("AZUCAR", "2339-0"),
            ("azúcar", "4548-4"),
            ("cholesterol", "2093-3"),
            ("cholesterol", "18262-6"),
            ("colesterol malo", "13457-7"),
            ("good cholesterol", "2085-9"),
            ("blood sugar", "1558-6"),
            ("riñ", "2160-0"),
            ("thyroid", "3016-3"),
            ("hba1c", "4548-4"),
        ] {
            assert!(finds(search, code), "{search} misses {code}");
        }
        assert!(!finds("sugar", "718-7") && !finds("good cholesterol", "13457-7"));
        for nothing in ["", "a", "%", "zebra", "ugar"] {
            assert_eq!(meant(nothing), "", "{nothing}");
        }
    }
}
