//! Drafts against recorded allergies.

use std::collections::BTreeSet;

use super::{
    Allergy, AllergyCategory, Card, Criticality, Indicator, OverrideReason, RuleId, Source,
    book::{Book, EDITION},
    rule::{Kind, Rule},
    scene::{Med, Scene, Spot, cut, keys, known_name, summary},
    text::fold,
};

/// The rule for the very ingredient that is on record.
const SAME: &str = "allergy-same";

/// Compares every draft, whatever its route, with every allergy.
pub(super) fn allergies(scene: &Scene<'_>, cards: &mut Vec<Card>) {
    for allergy in &scene.subject.allergies {
        let recorded = Recorded::read(scene.book, allergy);
        cards.extend(scene.drafts().filter_map(|draft| hit(scene, allergy, &recorded.terms, draft)));
        if !recorded.complete {
            cards.extend(not_checked(scene, allergy));
        }
    }
}

/// What an allergy is to.
struct Recorded {
    /// Ingredients and classes.
    terms: BTreeSet<&'static str>,
    /// Whether all of it was understood, or is known to be no medicine.
    complete: bool,
}

impl Recorded {
    fn read(book: &Book, allergy: &Allergy) -> Self {
        let named = allergy.ingredients.iter().filter_map(|name| book.ingredient(&known_name(name)));
        let coded = allergy.codes.iter().filter_map(|(system, code)| book.codes.get(&(system.as_str(), code.as_str())));
        let mut terms: BTreeSet<&'static str> = named.map(|(name, _)| name).chain(coded.copied()).collect();
        let text = fold(&allergy.text);
        let elsewhere = matches!(allergy.category, Some(AllergyCategory::Food | AllergyCategory::Environment));
        if book.none.contains(&text) || elsewhere {
            terms.extend(Part::read(book, &text).terms);
            return Self { terms, complete: true };
        }
        let coded = !terms.is_empty();
        // Whatever stands between commas is told apart, so that one known name does not hide an unknown one.
        let parts = allergy.text.split([',', ';', '/', '&', '+', '(', ')', '|', '\n']);
        let parts: Vec<Part> = parts.map(|part| Part::read(book, &fold(part))).collect();
        // In a list of medicines a food is as good as unknown.
        let food_counts = allergy.category.is_none();
        let clear = |part: &Part| !part.terms.is_empty() || part.strange == 0 && (food_counts || !part.food);
        let found = |part: &Part| !part.terms.is_empty() || food_counts && part.food;
        let read = parts.iter().all(clear) && parts.iter().any(found);
        let nothing = text.is_empty() && allergy.codes.is_empty();
        terms.extend(parts.into_iter().flat_map(|part| part.terms));
        Self { terms, complete: read || coded || nothing }
    }
}

/// What the words of one thing mean.
struct Part {
    /// Ingredients and classes.
    terms: BTreeSet<&'static str>,
    /// Whether something is named that is known to be no medicine.
    food: bool,
    /// How many words nobody here knows.
    strange: usize,
}

impl Part {
    fn read(book: &Book, text: &str) -> Self {
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let mut part = Self { terms: BTreeSet::new(), food: false, strange: 0 };
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let longest = (1..=book.longest).rev().find_map(|count| {
                let phrase = words.get(at..at + count)?.join(" ");
                book.words.get(&phrase).map(|means| (count, means))
            });
            match longest {
                Some((_, means)) => {
                    part.food |= means.is_empty();
                    part.terms.extend(means);
                }
                None if book.filler.contains(*word) => {}
                None => part.strange += 1,
            }
            at += longest.map_or(1, |(count, _)| count);
        }
        part
    }
}

/// The most urgent thing one allergy says about one draft.
fn hit(scene: &Scene<'_>, allergy: &Allergy, terms: &BTreeSet<&'static str>, draft: &Med<'_>) -> Option<Card> {
    let rules = || scene.book.rules.iter().filter(|rule| rule.kind == Kind::Allergy);
    let mut found: Vec<(std::cmp::Reverse<Indicator>, bool, &str, &Rule)> = Vec::new();
    for (ingredient, wide) in &draft.contents {
        let same = terms.iter().any(|term| scene.book.is(ingredient, term));
        for rule in rules().filter(|rule| if same { rule.id == SAME } else { rule.id != SAME }) {
            let spot = Spot { first: draft, second: None, ingredient };
            if (same || rule.when.has(ingredient, *wide) && crosses(scene.book, rule, terms))
                && let Some(level) = scene.judge(rule, spot)
            {
                found.push((std::cmp::Reverse(level), !same, ingredient, rule));
            }
        }
    }
    let (level, _, ingredient, rule) =
        found.into_iter().min_by_key(|(level, cross, name, rule)| (*level, *cross, *name, rule.id))?;
    let mut facts = vec![format!("Recorded: allergy to {}.", cut(allergy.text.trim(), 80))];
    facts.extend(allergy.reaction.as_deref().map(|reaction| format!("Reaction: {}.", cut(reaction.trim(), 80))));
    if allergy.criticality == Some(Criticality::High) {
        facts.push("The record calls it dangerous to life.".to_owned());
    }
    let names = [draft.label(ingredient), format!("allergy to {}", allergy.text.trim())];
    let spot = Spot { first: draft, second: None, ingredient: scene.book.ingredient(ingredient)?.0 };
    Some(scene.card(rule, level.0, summary(&names, " and ", rule.effect), &facts, spot, &[draft]))
}

/// Whether what is on record is what a rule goes out from.
fn crosses(book: &Book, rule: &Rule, terms: &BTreeSet<&'static str>) -> bool {
    rule.with.as_ref().is_some_and(|with| {
        terms.iter().any(|term| {
            with.terms.iter().any(|from| book.is(term, from) || book.is(from, term))
                && !with.except.iter().any(|from| book.is(term, from))
        })
    })
}

fn not_checked(scene: &Scene<'_>, allergy: &Allergy) -> Option<Card> {
    let drafts: Vec<&Med<'_>> = scene.drafts().collect();
    let name = match allergy.text.trim() {
        "" => "with a code that is not known here",
        text => text,
    };
    (!drafts.is_empty()).then(|| Card {
        indicator: Indicator::Info,
        rule: RuleId("allergy-not-checked".to_owned()),
        summary: summary(&[format!("Allergy to {name}")], "", "not recognised, so not checked"),
        detail: format!(
            "The portal does not know which medicines an allergy to {} rules out. Compare it with the prescription yourself.",
            cut(name, 200)
        ),
        source: Source { label: format!("Verbena safety data, {EDITION}"), url: None },
        override_reasons: &[OverrideReason::CheckedElsewhere, OverrideReason::InformationWrong],
        about: keys(&drafts),
    })
}
