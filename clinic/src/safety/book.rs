//! The whole data set, read once.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

use super::{
    condition::Asks,
    rule::{Kind, Reach, Rule, Side},
    text::{Paragraph, fold, list, paragraphs},
};

/// The day of the data set.
pub const EDITION: &str = "2026-11-22";

const INGREDIENTS: &str = include_str!("data/ingredients.txt");
const CLASSES: [(&str, &str); 3] = [
    ("classes.txt", include_str!("data/classes.txt")),
    ("metabolism.txt", include_str!("data/metabolism.txt")),
    ("allergy-classes.txt", include_str!("data/allergy-classes.txt")),
];
const RULES: [(Kind, &str, &str); 13] = [
    (Kind::Interaction, "high-priority.txt", include_str!("data/high-priority.txt")),
    (Kind::Interaction, "bleeding.txt", include_str!("data/bleeding.txt")),
    (Kind::Interaction, "heart.txt", include_str!("data/heart.txt")),
    (Kind::Interaction, "mind.txt", include_str!("data/mind.txt")),
    (Kind::Interaction, "levels.txt", include_str!("data/levels.txt")),
    (Kind::Interaction, "other.txt", include_str!("data/other.txt")),
    (Kind::Duplicate, "duplicates.txt", include_str!("data/duplicates.txt")),
    (Kind::Allergy, "allergies.txt", include_str!("data/allergies.txt")),
    (Kind::Person, "ages.txt", include_str!("data/ages.txt")),
    (Kind::Person, "pregnancy.txt", include_str!("data/pregnancy.txt")),
    (Kind::Person, "directions.txt", include_str!("data/directions.txt")),
    (Kind::Kidney, "kidney.txt", include_str!("data/kidney.txt")),
    (Kind::Dose, "doses.txt", include_str!("data/doses.txt")),
];
const WORDS: &str = include_str!("data/allergy-words.txt");

/// Everything the checks know.
#[derive(Default)]
pub(super) struct Book {
    /// Ingredients with their classes.
    ingredients: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// Classes with their members.
    classes: HashMap<&'static str, BTreeSet<&'static str>>,
    /// All rules, in the order of the files.
    pub rules: Vec<Rule>,
    /// Rules by the ingredients and classes of either side.
    by_term: HashMap<&'static str, Vec<usize>>,
    /// What words of an allergy mean: ingredients and classes; nothing for what is known to be no medicine.
    pub words: HashMap<String, Vec<&'static str>>,
    /// What codes of an allergy mean: system and code.
    pub codes: HashMap<(&'static str, &'static str), &'static str>,
    /// Texts that say there are no allergies.
    pub none: BTreeSet<String>,
    /// Words of an allergy that mean nothing by themselves.
    pub filler: BTreeSet<String>,
    /// The longest phrase of `words`.
    pub longest: usize,
}

/// The data set. Its faults are found by a test; a paragraph with a fault still counts as far as it could be read.
pub(super) static BOOK: LazyLock<Book> = LazyLock::new(|| Book::read(&mut Vec::new()));

impl Book {
    /// Reads the files. What is wrong in them goes to `faults`.
    pub(super) fn read(faults: &mut Vec<String>) -> Self {
        let mut book = Self::default();
        for name in INGREDIENTS.lines().filter(|line| !line.starts_with('#')).flat_map(list) {
            if book.ingredients.insert(name, BTreeSet::new()).is_some() {
                faults.push(format!("ingredients.txt: {name} stands twice"));
            }
        }
        for (file, text) in CLASSES {
            for paragraph in paragraphs(file, text, faults) {
                book.class(paragraph, faults);
            }
        }
        for (kind, file, text) in RULES {
            for paragraph in paragraphs(file, text, faults) {
                let rule = Rule::read(kind, paragraph, faults);
                book.add(rule, faults);
            }
        }
        for paragraph in paragraphs("allergy-words.txt", WORDS, faults) {
            book.word(paragraph, faults);
        }
        let names = book.ingredients.keys().copied().collect::<Vec<_>>();
        for name in names {
            book.words.entry(fold(name)).or_default().push(name);
        }
        book.longest = book.words.keys().map(|words| words.split(' ').count()).max().unwrap_or(1);
        book
    }

    /// An ingredient by its name in lower case, and its classes.
    pub(super) fn ingredient(&self, name: &str) -> Option<(&'static str, &BTreeSet<&'static str>)> {
        self.ingredients.get_key_value(name).map(|(name, classes)| (*name, classes))
    }

    /// All ingredients with their classes.
    #[cfg(test)]
    pub(super) fn ingredients(&self) -> impl Iterator<Item = (&'static str, &BTreeSet<&'static str>)> {
        self.ingredients.iter().map(|(name, classes)| (*name, classes))
    }

    /// Rules that name a term on either side.
    pub(super) fn naming(&self, term: &str) -> &[usize] {
        self.by_term.get(term).map_or(&[], Vec::as_slice)
    }

    /// Whether an ingredient is an ingredient or in a class.
    pub(super) fn is(&self, ingredient: &str, term: &str) -> bool {
        ingredient == term || self.ingredients.get(ingredient).is_some_and(|classes| classes.contains(term))
    }

    /// Whether a term is an ingredient or a class that has members.
    pub(super) fn knows(&self, term: &str) -> bool {
        self.ingredients.contains_key(term) || self.classes.contains_key(term)
    }

    fn class(&mut self, mut from: Paragraph, faults: &mut Vec<String>) {
        let name = from.must("class", faults);
        if self.knows(name) || !name.starts_with('@') {
            from.fault(&format!("{name} stands twice or does not begin with @"), faults);
        }
        let mut members = BTreeSet::new();
        for member in list(from.must("members", faults)) {
            match (self.classes.get(member), self.ingredients.get_key_value(member)) {
                (Some(inner), _) => members.extend(inner),
                (None, Some((ingredient, _))) => {
                    members.insert(*ingredient);
                }
                (None, None) => from.fault(&format!("{member} is unknown"), faults),
            }
        }
        for member in &members {
            self.ingredients.entry(member).or_default().insert(name);
        }
        self.classes.insert(name, members);
        from.must("source", faults);
        from.finish(faults);
    }

    /// Adds a rule. What it names and nobody knows goes to `faults`.
    pub(super) fn add(&mut self, mut rule: Rule, faults: &mut Vec<String>) {
        rule.when.gather(self);
        if let Some(with) = &mut rule.with {
            with.gather(self);
        }
        let sides = || [Some(&rule.when), rule.with.as_ref()].into_iter().flatten();
        let named = sides().flat_map(|side: &Side| side.terms.iter().chain(&side.except)).chain(
            rule.conditions().flat_map(|condition| match &condition.asks {
                Asks::Taking(terms) | Asks::Ingredient(terms) => terms.as_slice(),
                Asks::Starting(term) => std::slice::from_ref(term),
                _ => &[],
            }),
        );
        for term in named {
            if *term != "*" && !self.knows(term) {
                faults.push(format!("rule {}: {term} is unknown", rule.id));
            }
        }
        if self.rules.iter().any(|other| other.id == rule.id) {
            faults.push(format!("rule {} stands twice", rule.id));
        }
        for term in sides().flat_map(|side| &side.terms).collect::<BTreeSet<_>>() {
            self.by_term.entry(term).or_default().push(self.rules.len());
        }
        self.rules.push(rule);
    }

    fn word(&mut self, mut from: Paragraph, faults: &mut Vec<String>) {
        let words = from.one("words").unwrap_or("");
        if let Some(none) = from.one("none") {
            self.none.extend(list(none).map(fold));
        }
        if let Some(filler) = from.one("filler") {
            self.filler.extend(list(filler).map(fold));
        }
        let means = from.one("means").map_or_else(Vec::new, |means| list(means).collect::<Vec<_>>());
        for term in means.iter().filter(|term| !self.knows(term)) {
            from.fault(&format!("{term} is unknown"), faults);
        }
        for word in list(words) {
            if self.words.insert(fold(word), means.clone()).is_some() {
                from.fault(&format!("{word} stands twice"), faults);
            }
        }
        for code in from.many("code") {
            match (code.split_once(' '), means.first()) {
                (Some(key), Some(term)) => {
                    self.codes.insert(key, term);
                }
                _ => from.fault("a code needs a system, a code and a meaning", faults),
            }
        }
        from.finish(faults);
    }
}

impl Side {
    /// Works out the members.
    fn gather(&mut self, book: &Book) {
        for term in &self.terms {
            match (*term, book.classes.get(term)) {
                ("*", _) => self.members.extend(book.ingredients.keys()),
                (_, Some(members)) => self.members.extend(members),
                (ingredient, None) => {
                    self.members.insert(ingredient);
                }
            }
        }
        self.members.retain(|name| !self.except.iter().any(|term| book.is(name, term)));
    }

    /// Whether the side has an ingredient that is taken in a certain way.
    pub(super) fn has(&self, ingredient: &str, systemic: bool) -> bool {
        let reached = match self.reach {
            Reach::Any => true,
            Reach::Systemic => systemic,
            Reach::Local => !systemic,
        };
        reached && self.members.contains(ingredient)
    }
}
