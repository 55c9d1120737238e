//! The formulary in memory: products in the order of a good answer, and for each word where it occurs.
//!
//! The work of a search is bounded: for each word a set of bits over all products, so that ten letters cost no more than
//! reading ten lists.

mod bits;
mod build;
mod query;
mod vocabulary;

use super::{
    Ingredient, Product, Route, Rxcui, Schedule, Strength, TermType,
    tables::{Meant, NameKind},
};
use bits::Bits;
use query::Term;
pub use query::{Guess, LONGEST_QUERY};
use std::{collections::HashMap, sync::Arc};
use vocabulary::Vocabulary;

/// All drugs, ready to be searched. Made once, read by many.
#[derive(Default)]
pub struct Index {
    rows: Vec<Row>,
    by_rxcui: HashMap<Rxcui, u32>,
    /// The distinct ingredients.
    ingredients: Vec<Meant>,
    /// The distinct sets of ingredients, each with the products that hold just these.
    groups: Vec<Vec<u32>>,
    /// For each ingredient the groups it belongs to.
    groups_of: Vec<Vec<u32>>,
    forms: Vec<Box<str>>,
    strengths: Vec<Strength>,
    /// Words of ingredients and of brands that stand for all products of their ingredients, leading to groups.
    names: Vocabulary,
    /// Words of brands, leading to products.
    brands: Vocabulary,
    /// All other words, leading to products.
    words: Vocabulary,
    /// The products of each brand, by the words of its whole name.
    by_brand: HashMap<Box<str>, Vec<u32>>,
    /// What whole names mean, by their words.
    pub(super) meanings: HashMap<Box<str>, Meaning>,
    /// The names of one word, for guessing.
    pub(super) single: Vocabulary,
    /// What codes mean that are no products.
    codes: HashMap<Rxcui, Box<[u32]>>,
    /// Words of dose forms and units, which name no drug.
    pub(super) idle: std::collections::HashSet<Box<str>>,
    /// The longest name, in words.
    pub(super) longest: usize,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index({} products)", self.rows.len())
    }
}

/// What a whole name means.
pub(super) struct Meaning {
    pub(super) kind: NameKind,
    ingredients: Box<[u32]>,
}

/// A product, small.
struct Row {
    rxcui: Rxcui,
    tty: TermType,
    route: Option<Route>,
    schedule: Option<Schedule>,
    common: bool,
    form: u32,
    name: Box<str>,
    brand: Option<Box<str>>,
    /// Ingredients, each with its strength.
    parts: Box<[(u32, Option<u32>)]>,
}

/// A product that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The product.
    pub product: Product,
    /// Whether it is one of those most often prescribed.
    pub common: bool,
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best of the products, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// Words that nothing is called, and what was taken instead: to be said.
    pub guesses: Vec<Guess>,
}

impl Index {
    /// How many products there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The strictest schedule of an ingredient's products, where all of them are controlled.
    pub(super) fn schedule_of(&self, ingredient: &str) -> Option<Schedule> {
        let number = self.ingredients.iter().position(|(name, _)| &**name == ingredient)?;
        let groups = self.groups_of.get(number)?.iter().filter_map(|group| self.groups.get(*group as usize));
        let rows = groups.flatten().filter_map(|row| self.row(*row));
        rows.map(|row| row.schedule).collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// The product with this code.
    pub fn product(&self, rxcui: Rxcui) -> Option<Product> {
        self.row(*self.by_rxcui.get(&rxcui)?).map(|row| self.full(row))
    }

    /// The products that hold these words, in any order: beginnings of ingredients' and brands' names, of forms and salts,
    /// and whole strengths.
    ///
    /// First come those whose ingredient or brand is called just so, then those whose name begins so; among these one
    /// ingredient before several, common before rare, weaker before stronger. Only where nothing is found, words that differ
    /// by one letter are taken, and the answer says so. A strength is never guessed.
    pub fn search(&self, text: &str, limit: usize) -> Found {
        let terms = query::terms(text);
        if terms.is_empty() {
            return Found::default();
        }
        let found = self.all_of(&terms);
        if found.count() > 0 {
            return self.ranked(&found, &terms, limit, Vec::new());
        }
        let (terms, guesses) = self.guessed(terms);
        if guesses.is_empty() {
            return Found::default();
        }
        let found = self.all_of(&terms);
        if found.count() == 0 { Found::default() } else { self.ranked(&found, &terms, limit, guesses) }
    }

    /// The ingredients of a code that is a product or stands for ingredients.
    pub(super) fn of_code(&self, rxcui: Rxcui) -> Option<Vec<Ingredient>> {
        if let Some(row) = self.by_rxcui.get(&rxcui).and_then(|at| self.row(*at)) {
            return Some(self.full(row).ingredients);
        }
        self.codes.get(&rxcui).map(|ids| self.meant(ids))
    }

    /// The ingredients a name means.
    pub(super) fn of_meaning(&self, meaning: &Meaning) -> Vec<Ingredient> {
        self.meant(&meaning.ingredients)
    }

    fn meant(&self, ids: &[u32]) -> Vec<Ingredient> {
        let found = ids.iter().filter_map(|id| self.ingredients.get(usize::try_from(*id).ok()?));
        found.map(|(name, rxcui)| Ingredient { name: name.clone(), rxcui: *rxcui, strength: None }).collect()
    }

    fn row(&self, at: u32) -> Option<&Row> {
        self.rows.get(usize::try_from(at).ok()?)
    }

    fn full(&self, row: &Row) -> Product {
        let at = |id: u32| usize::try_from(id).ok();
        let ingredients = row
            .parts
            .iter()
            .filter_map(|(ingredient, strength)| {
                let (name, rxcui) = self.ingredients.get(at(*ingredient)?)?;
                let strength = strength.and_then(|id| self.strengths.get(at(id)?)).cloned();
                Some(Ingredient { name: Arc::clone(name), rxcui: *rxcui, strength })
            })
            .collect();
        let dose_form = at(row.form).and_then(|id| self.forms.get(id)).map(ToString::to_string).unwrap_or_default();
        Product {
            rxcui: row.rxcui,
            tty: row.tty,
            name: row.name.to_string(),
            brand: row.brand.as_deref().map(str::to_owned),
            ingredients,
            dose_form,
            route: row.route,
            schedule: row.schedule,
        }
    }

    /// The products that fit all words.
    fn all_of(&self, terms: &[Term]) -> Bits {
        let mut all = Bits::full(self.rows.len());
        let last = terms.len().saturating_sub(1);
        for (place, term) in terms.iter().enumerate() {
            let mut fits = Bits::empty(self.rows.len());
            self.mark(term, false, &mut fits);
            // The last number may still be being typed; it is completed only where no product has just that strength.
            if term.is_number() && place == last && !all.meets(&fits) {
                self.mark(term, true, &mut fits);
            }
            all.keep(&fits);
        }
        all
    }

    fn mark(&self, term: &Term, completing: bool, fits: &mut Bits) {
        let whole = (term.is_number() || term.is_whole) && !completing;
        for text in &term.texts {
            self.words.each(text, whole, |product| fits.set(product));
            if !term.is_number() {
                self.mark_names(text, whole, fits);
            }
        }
    }

    fn mark_names(&self, text: &str, whole: bool, fits: &mut Bits) {
        self.brands.each(text, whole, |product| fits.set(product));
        self.names.each(text, whole, |group| self.mark_group(group, fits));
    }

    fn mark_group(&self, group: u32, fits: &mut Bits) {
        let products = usize::try_from(group).ok().and_then(|group| self.groups.get(group));
        products.into_iter().flatten().for_each(|product| fits.set(*product));
    }

    fn ranked(&self, found: &Bits, terms: &[Term], limit: usize, guesses: Vec<Guess>) -> Found {
        let mut called = Bits::empty(self.rows.len());
        for run in query::runs(terms, self.longest) {
            for product in self.by_brand.get(run.as_str()).into_iter().flatten() {
                called.set(*product);
            }
            if let Some(meaning) =
                self.meanings.get(run.as_str()).filter(|meaning| meaning.kind == NameKind::Ingredient)
            {
                for id in &meaning.ingredients {
                    let groups = usize::try_from(*id).ok().and_then(|id| self.groups_of.get(id));
                    groups.into_iter().flatten().for_each(|group| self.mark_group(*group, &mut called));
                }
            }
        }
        let mut begins = Bits::empty(self.rows.len());
        for term in terms.iter().filter(|term| !term.is_number()) {
            term.texts.iter().for_each(|text| self.mark_names(text, term.is_whole, &mut begins));
        }
        let mut hits = Vec::with_capacity(limit.min(64));
        let mut rest = found.clone();
        for tier in [Some(&called), Some(&begins), None] {
            let mut these = rest.clone();
            if let Some(tier) = tier {
                these.keep(tier);
            }
            let wanted = limit.saturating_sub(hits.len());
            hits.extend(these.iter().take(wanted).filter_map(|at| self.row(at)).map(|row| self.hit(row)));
            if hits.len() >= limit {
                break;
            }
            rest.remove(&these);
        }
        Found { hits, total: found.count(), guesses }
    }

    fn hit(&self, row: &Row) -> Hit {
        Hit { product: self.full(row), common: row.common }
    }

    /// Puts words that differ by one letter in the place of words that nothing begins with.
    fn guessed(&self, terms: Vec<Term>) -> (Vec<Term>, Vec<Guess>) {
        /// Words that are guessed at most: looking through all words takes its time.
        const MOST: usize = 3;
        let mut guesses: Vec<Guess> = Vec::new();
        let terms = terms
            .into_iter()
            .map(|term| {
                let known = |text: &String| {
                    [&self.names, &self.brands, &self.words].into_iter().any(|vocabulary| vocabulary.knows(text))
                };
                let Some(typed) = term.guessable().filter(|_| guesses.len() < MOST && !term.texts.iter().any(known))
                else {
                    return term;
                };
                let mut taken: Vec<String> = self.names.near(typed);
                taken.extend(self.brands.near(typed));
                if taken.is_empty() {
                    taken = self.words.near(typed);
                }
                taken.sort();
                taken.dedup();
                if taken.is_empty() {
                    return term;
                }
                guesses.push(Guess { typed: typed.to_owned(), taken: taken.clone() });
                Term::whole(taken)
            })
            .collect();
        (terms, guesses)
    }
}
