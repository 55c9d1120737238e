//! What is searched for, word by word.

use crate::drugs::words::{Word, join, words};
use rust_decimal::Decimal;

/// The most characters of a query that are looked at.
pub const LONGEST_QUERY: usize = 100;
/// The most words of a query that are looked at.
const MOST_TERMS: usize = 8;

/// A word that nothing is called, and the words that were taken instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What was typed.
    pub typed: String,
    /// What there is that differs by one letter.
    pub taken: Vec<String>,
}

/// One word of a query, or its several ways to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The texts; one is enough.
    pub(super) texts: Vec<String>,
    /// Whether only whole words count, and not their beginnings.
    pub(super) is_whole: bool,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Letters,
    Number,
}

impl Term {
    fn letters(text: String) -> Self {
        let mut texts = vec![text];
        if let Some(first) = texts.first() {
            texts.extend(meant(first).map(str::to_owned));
        }
        Self { texts, is_whole: false, kind: Kind::Letters }
    }

    fn number(text: String) -> Self {
        Self { texts: vec![text], is_whole: false, kind: Kind::Number }
    }

    /// Any of these words.
    pub(super) fn whole(texts: Vec<String>) -> Self {
        Self { texts, is_whole: true, kind: Kind::Letters }
    }

    /// Whether it is a number, which is never guessed.
    pub(super) fn is_number(&self) -> bool {
        self.kind == Kind::Number
    }

    /// The word, if it is long enough to be guessed: short words are like too many others.
    pub(super) fn guessable(&self) -> Option<&str> {
        const LEAST: usize = 4;
        let typed = self.texts.first().filter(|_| !self.is_number())?;
        (typed.len() >= LEAST).then_some(typed.as_str())
    }
}

/// What a short form stands for in RxNorm's names.
fn meant(short: &str) -> Option<&'static str> {
    Some(match short {
        "er" | "xr" | "xl" | "sr" => "extended",
        "dr" => "delayed",
        "odt" => "disintegrating",
        "hcl" => "hydrochloride",
        "unit" | "units" | "iu" => "unt",
        "hour" | "hours" => "hr",
        "actuation" | "actuations" => "actuat",
        _ => return None,
    })
}

/// The words of a query, each once.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let text: String = text.chars().take(LONGEST_QUERY).collect();
    let mut terms: Vec<Term> = Vec::new();
    let mut words = words(&text).into_iter().peekable();
    while let Some(word) = words.next() {
        let term = match word {
            Word::Letters(text) => Term::letters(text),
            Word::Number(number) => {
                let unit = match words.peek() {
                    Some(Word::Letters(unit)) => milligrams(unit),
                    _ => None,
                };
                match unit.and_then(|factor| converted(&number, factor)) {
                    // RxNorm gives every mass in milligrams; 75 mcg must not find 75 mg.
                    Some(number) => {
                        words.next();
                        push(&mut terms, Term::letters("mg".to_owned()));
                        Term::number(number)
                    }
                    None => Term::number(number),
                }
            }
        };
        push(&mut terms, term);
    }
    terms.truncate(MOST_TERMS);
    terms
}

fn push(terms: &mut Vec<Term>, term: Term) {
    if !terms.contains(&term) {
        terms.push(term);
    }
}

fn milligrams(unit: &str) -> Option<Decimal> {
    match unit {
        "mcg" | "ug" => Some(Decimal::new(1, 3)),
        "g" | "gm" | "gram" | "grams" => Some(Decimal::ONE_THOUSAND),
        _ => None,
    }
}

fn converted(number: &str, factor: Decimal) -> Option<String> {
    Some(Decimal::from_str_exact(number).ok()?.checked_mul(factor)?.normalize().to_string())
}

/// The words of a query that could be a whole name: each run of neighbours, up to a length.
pub(super) fn runs(terms: &[Term], longest: usize) -> Vec<String> {
    let mut runs = Vec::new();
    for start in 0..terms.len() {
        for end in start + 1..=terms.len().min(start + longest) {
            let Some(run) = terms.get(start..end) else { continue };
            if let [term] = run {
                runs.extend(term.texts.iter().cloned());
            } else {
                let words: Vec<Word> =
                    run.iter().filter_map(|term| term.texts.first()).map(|text| Word::Letters(text.clone())).collect();
                runs.push(join(&words));
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{runs, terms};

    fn texts(query: &str) -> Vec<String> {
        terms(query).into_iter().map(|term| term.texts.join("|")).collect()
    }

    #[test]
    fn masses_are_looked_for_in_milligrams() {
        assert_eq!(texts("levothyroxine 75 mcg"), ["levothyroxine", "mg", "0.075"]);
        assert_eq!(texts("metformin 1g"), ["metformin", "mg", "1000"]);
        assert_eq!(texts("metformin 500mg er"), ["metformin", "500", "mg", "er|extended"]);
        assert_eq!(texts("insulin 100 units/mL"), ["insulin", "100", "units|unt", "ml"]);
    }

    #[test]
    fn a_query_is_bounded() {
        assert_eq!(terms(&"a b c d e f g h i j k l ".repeat(50)).len(), 8);
        assert_eq!(texts("tab tab tab"), ["tab"]);
        assert_eq!(runs(&terms("a b c"), 2), ["a", "a b", "b", "b c", "c"]);
        assert!(terms(" . / ").is_empty());
    }
}
