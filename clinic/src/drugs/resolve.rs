//! What drug a code or a name on a prescription means. Nothing is dropped silently: what is not recognised is said.

use super::{
    Index, Ingredient, Rxcui,
    tables::NameKind,
    words::{Word, join, key, words},
};
use crate::fhir::RXNORM;

/// How it is known what a prescription means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// By its RxNorm code.
    Code,
    /// By its name: an ingredient's, a salt's or a brand's.
    Name,
    /// By a name that differs by one letter from what is written there: this one.
    Guess(String),
}

/// What a prescription means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// These ingredients, at least one.
    Known {
        /// The ingredients, each once; with strengths where the code is that of a product.
        ingredients: Vec<Ingredient>,
        /// How that is known.
        by: By,
        /// Parts of the name that are not recognised: more may be in it than is listed.
        unrecognised: Vec<String>,
    },
    /// Nothing that is known here.
    Unknown,
}

impl Resolved {
    /// The ingredients that are known.
    pub fn ingredients(&self) -> &[Ingredient] {
        match self {
            Self::Known { ingredients, .. } => ingredients,
            Self::Unknown => &[],
        }
    }
}

/// Counter-ions: after another name they say which salt it is, and are not taken for an ingredient of their own.
const COUNTER_IONS: [&str; 6] = ["sodium", "potassium", "calcium", "magnesium", "zinc", "iron"];
/// What may follow a brand without another ingredient being meant.
const RELEASES: [&str; 12] = ["xr", "er", "xl", "sr", "cr", "la", "cd", "hfa", "odt", "dr", "ir", "ec"];

impl Index {
    /// What a code or, where that is not known, a name means. A code counts only when its system is RxNorm.
    pub fn resolve(&self, system: Option<&str>, code: Option<&str>, display: &str) -> Resolved {
        let is_rxnorm = system.is_some_and(|system| system == RXNORM || system == "urn:oid:2.16.840.1.113883.6.88");
        let rxcui = code.filter(|_| is_rxnorm).and_then(|code| code.trim().parse::<Rxcui>().ok());
        if let Some(ingredients) = rxcui.and_then(|rxcui| self.of_code(rxcui)).filter(|found| !found.is_empty()) {
            return Resolved::Known { ingredients, by: By::Code, unrecognised: Vec::new() };
        }
        self.resolve_name(display)
    }

    fn resolve_name(&self, display: &str) -> Resolved {
        let mut ingredients: Vec<Ingredient> = Vec::new();
        let mut unrecognised = Vec::new();
        let mut by = By::Name;
        for part in self.parts(display) {
            let words = words(&part);
            let mut found = self.exact(&words, &mut unrecognised);
            if found.is_empty() {
                if let Some((name, guessed)) = self.guess(&words) {
                    by = By::Guess(name);
                    found = guessed;
                } else if words.iter().any(|word| self.is_telling(word)) {
                    unrecognised.push(part.trim().to_owned());
                }
            }
            for one in found {
                if ingredients.iter().all(|known| known.name != one.name) {
                    ingredients.push(one);
                }
            }
        }
        if ingredients.is_empty() { Resolved::Unknown } else { Resolved::Known { ingredients, by, unrecognised } }
    }

    /// The parts of a name that each stand for an ingredient: `a 5 MG / b 10 MG/ML` has two.
    fn parts(&self, display: &str) -> Vec<String> {
        let mut parts = vec![String::new()];
        let text =
            display.replace(" and ", " / ").replace(" AND ", " / ").replace(" + ", " / ").replace([';', '&'], "/");
        let signs: Vec<char> = text.chars().collect();
        for (place, sign) in signs.iter().enumerate() {
            if *sign == '/' && self.separates(&signs, place) {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(*sign);
            }
        }
        parts
    }

    /// Whether a slash stands between two names, and not in a ratio such as `MG/ML` or `0.12/0.015`.
    fn separates(&self, signs: &[char], place: usize) -> bool {
        let after: String = signs
            .iter()
            .skip(place + 1)
            .skip_while(|sign| **sign == ' ')
            .take_while(|sign| sign.is_alphanumeric())
            .collect();
        let before = signs.iter().take(place).rev().find(|sign| **sign != ' ');
        let names_something = after.chars().next().is_some_and(char::is_alphabetic)
            && words(&after).iter().all(|word| self.is_telling(word));
        names_something && before.is_some_and(|sign| sign.is_alphabetic() || matches!(sign, ')' | ']' | '%'))
    }

    /// Whether a word could name a drug.
    fn is_telling(&self, word: &Word) -> bool {
        matches!(word, Word::Letters(text) if text.len() > 1 && !self.idle.contains(text.as_str()))
    }

    /// The ingredients of all names within the words, the longest names first.
    fn exact(&self, words: &[Word], unrecognised: &mut Vec<String>) -> Vec<Ingredient> {
        let mut names: Vec<(String, Vec<Ingredient>)> = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let lengths = (1..=self.longest.min(words.len() - start)).rev();
            let run = lengths.into_iter().find_map(|length| {
                let run = words.get(start..start + length)?;
                if !run.iter().any(|word| self.is_telling(word)) {
                    return None;
                }
                let name = join(run);
                let meaning = self.meanings.get(name.as_str())?;
                Some((length, name, meaning))
            });
            let Some((length, name, meaning)) = run else {
                start += 1;
                continue;
            };
            start += length;
            if meaning.kind == NameKind::Brand
                && let Some(Word::Letters(next)) = words.get(start)
                && self.continues_brand(next)
            {
                unrecognised.push(format!("{name} {next}"));
            }
            names.push((name, self.of_meaning(meaning)));
        }
        let is_salt = |name: &str| COUNTER_IONS.contains(&name);
        let has_other = names.iter().any(|(name, _)| !is_salt(name));
        names.into_iter().filter(|(name, _)| !has_other || !is_salt(name)).flat_map(|(_, found)| found).collect()
    }

    /// Whether the word after a brand could make it another brand, such as `HCT` or `PM`.
    fn continues_brand(&self, next: &str) -> bool {
        !self.idle.contains(next) && !RELEASES.contains(&next) && next.len() <= 4 && !self.meanings.contains_key(next)
    }

    /// The only name that differs by one letter from a word, if there is just one.
    fn guess(&self, words: &[Word]) -> Option<(String, Vec<Ingredient>)> {
        /// Short words are like too many others.
        const LEAST: usize = 5;
        let mut found: Option<(String, Vec<Ingredient>)> = None;
        for word in words.iter().filter(|word| self.is_telling(word) && word.text().len() >= LEAST) {
            for name in self.single.near_whole(word.text()) {
                let Some(meaning) = self.meanings.get(name) else { continue };
                let ingredients = self.of_meaning(meaning);
                match &found {
                    Some((_, known)) if *known == ingredients => {}
                    Some(_) => return None,
                    None => found = Some((name.to_owned(), ingredients)),
                }
            }
        }
        found
    }

    /// The ingredients that a name means: an ingredient's own, a salt's or a brand's.
    pub fn named(&self, name: &str) -> Option<Vec<Ingredient>> {
        self.meanings.get(key(name).as_str()).map(|meaning| self.of_meaning(meaning))
    }
}
