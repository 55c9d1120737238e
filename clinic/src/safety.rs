//! Safety checks of drafts: medicines together, allergies, duplicates, age, pregnancy, kidneys, daily maximum.
//!
//! Pure: no database, no clock, nothing remote. The rules are readable text in `safety/data`, each with its source; how to
//! read them and add one stands in `safety/README.md`. Nothing is silent: what was not recognised gets a card of its own.

mod allergies;
mod amount;
mod book;
mod card;
mod condition;
mod kidney;
mod medicines;
mod model;
mod rule;
mod scene;
mod text;
mod unchecked;

#[cfg(test)]
mod tests;

pub use book::EDITION;
pub use card::{Card, Indicator, OverrideReason, RuleId, Source};
pub use kidney::{CreatinineUnit, Kidney, KidneyResult, ckd_epi_2021, cockcroft_gault};
pub use model::{
    Allergy, AllergyCategory, Criticality, DailyAmount, Lab, LabTest, Medicine, Origin, Pregnancy, Rhythm, Route,
    Subject,
};

use scene::Scene;

/// Checks drafts against one another, against the medicines a person takes, and against the person. Every card is about at
/// least one draft, or about what kept a draft from being checked fully. The most urgent first; the order of what is given
/// does not matter.
pub fn check(subject: &Subject, drafts: &[Medicine], present: &[Medicine]) -> Vec<Card> {
    let scene = Scene::new(&book::BOOK, subject, drafts, present);
    let mut cards = Vec::new();
    allergies::allergies(&scene, &mut cards);
    medicines::interactions(&scene, &mut cards);
    medicines::duplicates(&scene, &mut cards);
    medicines::person(&scene, &mut cards);
    unchecked::unchecked(&scene, &mut cards);
    cards.sort_by(|one, two| two.indicator.cmp(&one.indicator).then_with(|| one.cmp(two)));
    cards.dedup();
    cards
}

/// Whether the rules know an ingredient (RxNorm name; case does not matter).
pub fn knows(ingredient: &str) -> bool {
    book::BOOK.ingredient(&scene::known_name(ingredient)).is_some()
}
