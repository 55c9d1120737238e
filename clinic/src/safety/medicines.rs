//! Medicines together, the same one twice, and medicines for this person.

use std::collections::BTreeSet;

use super::{
    Card, Indicator, amount,
    rule::{Kind, Rule},
    scene::{Med, Scene, Spot, summary},
};

/// Two medicines that should not meet.
pub(super) fn interactions(scene: &Scene<'_>, cards: &mut Vec<Card>) {
    for (at, draft) in scene.meds.iter().enumerate().filter(|(_, med)| med.draft) {
        for rule in rules(scene, draft, Kind::Interaction) {
            // A pair of drafts is looked at once, from its first one.
            for (_, other) in scene.meds.iter().enumerate().filter(|(with, med)| *with > at || !med.draft) {
                cards.extend(pair(scene, rule, draft, other));
            }
        }
    }
}

fn pair(scene: &Scene<'_>, rule: &Rule, one: &Med<'_>, two: &Med<'_>) -> Option<Card> {
    let with = rule.with.as_ref()?;
    let mut found = Vec::new();
    for (first, second) in [(one, two), (two, one)] {
        for (a, wide_a) in first.contents.iter().filter(|(name, wide)| rule.when.has(name, **wide)) {
            for (b, _) in second.contents.iter().filter(|(name, wide)| with.has(name, **wide)) {
                let spot = Spot { first, second: Some(second), ingredient: a };
                if let Some(level) = scene.judge(rule, spot).filter(|_| a != b) {
                    found.push((level, wide_a, first.label(a), second.label(b), first, second, *a));
                }
            }
        }
    }
    // The most urgent way to see it; of equal ones always the same, whatever the order of the medicines.
    let (level, _, a, b, first, second, ingredient) = found.into_iter().min_by(|one, two| {
        let key = |way: &(Indicator, &bool, String, String, &Med<'_>, &Med<'_>, &str)| {
            (std::cmp::Reverse(way.0), way.2.clone(), way.3.clone(), way.4.medicine.key.clone())
        };
        key(one).cmp(&key(two))
    })?;
    let spot = Spot { first, second: Some(second), ingredient };
    let text = summary(&[a, b], " with ", rule.effect);
    let mut facts = Vec::from([first.history(), second.history()]);
    facts.sort();
    Some(scene.card(rule, level, text, &facts, spot, &[first, second]))
}

/// Rules about one medicine and this person, and about the daily amount of an ingredient.
pub(super) fn person(scene: &Scene<'_>, cards: &mut Vec<Card>) {
    let mut told = BTreeSet::new();
    for draft in scene.drafts() {
        for kind in [Kind::Person, Kind::Kidney] {
            for rule in rules(scene, draft, kind) {
                cards.extend(single(scene, rule, draft));
            }
        }
        for rule in rules(scene, draft, Kind::Dose) {
            let over = draft.contents.iter().filter(|(name, wide)| rule.when.has(name, **wide));
            for (ingredient, _) in over {
                if told.insert((rule.id, *ingredient)) {
                    cards.extend(dose(scene, rule, draft, ingredient));
                }
            }
        }
    }
}

fn single(scene: &Scene<'_>, rule: &Rule, draft: &Med<'_>) -> Option<Card> {
    let ways = draft.contents.iter().filter(|(name, wide)| rule.when.has(name, **wide));
    let ways = ways.filter_map(|(ingredient, _)| {
        let spot = Spot { first: draft, second: None, ingredient };
        scene.judge(rule, spot).map(|level| (std::cmp::Reverse(level), *ingredient))
    });
    let (level, ingredient) = ways.min()?;
    let spot = Spot { first: draft, second: None, ingredient };
    let facts = if rule.kind == Kind::Kidney { scene.kidney_words() } else { String::new() };
    let text = summary(&[draft.label(ingredient)], "", rule.effect);
    Some(scene.card(rule, level.0, text, &[facts], spot, &[draft]))
}

fn dose(scene: &Scene<'_>, rule: &Rule, draft: &Med<'_>, ingredient: &'static str) -> Option<Card> {
    let spot = Spot { first: draft, second: None, ingredient };
    let level = scene.judge(rule, spot)?;
    let (sum, _) = scene.daily(ingredient);
    let all: Vec<&Med<'_>> = scene.meds.iter().filter(|med| med.contents.get(ingredient) == Some(&true)).collect();
    let from = if all.len() > 1 { format!(" from {} medicines", all.len()) } else { String::new() };
    let facts = format!("Together at most {} of {ingredient} a day{from}.", amount::written(sum));
    let text = summary(&[format!("{ingredient} {} a day", amount::written(sum))], "", rule.effect);
    Some(scene.card(rule, level, text, &[facts], spot, &all))
}

/// The same ingredient, or the same class, twice.
pub(super) fn duplicates(scene: &Scene<'_>, cards: &mut Vec<Card>) {
    for rule in scene.book.rules.iter().filter(|rule| rule.kind == Kind::Duplicate) {
        if rule.when.terms.contains(&"*") {
            let drafted: BTreeSet<&'static str> = scene.drafts().flat_map(|med| med.contents.keys().copied()).collect();
            for ingredient in drafted {
                let wide = scene.meds.iter().filter(|med| med.contents.get(ingredient) == Some(&true)).collect();
                cards.extend(twice(scene, rule, wide, |name, wide| wide && name == ingredient, 1));
            }
        } else {
            let chosen = |name: &str, wide| rule.when.has(name, wide);
            let has = |med: &&Med<'_>| med.contents.iter().any(|(name, wide)| chosen(name, *wide));
            cards.extend(twice(scene, rule, scene.meds.iter().filter(has).collect(), chosen, 2));
        }
    }
}

fn twice(
    scene: &Scene<'_>,
    rule: &Rule,
    meds: Vec<&Med<'_>>,
    chosen: impl Fn(&str, bool) -> bool,
    kinds: usize,
) -> Option<Card> {
    let mut names = Vec::new();
    for med in &meds {
        for (ingredient, _) in med.contents.iter().filter(|(name, wide)| chosen(name, **wide)) {
            names.push((med.label(ingredient), *ingredient, med.medicine.key.as_str()));
        }
    }
    names.sort();
    let ingredients: BTreeSet<&str> = names.iter().map(|(_, ingredient, _)| *ingredient).collect();
    let draft = meds.iter().filter(|med| med.draft).min_by_key(|med| med.medicine.key.as_str())?;
    if meds.len() < 2 || ingredients.len() < kinds {
        return None;
    }
    let (_, ingredient, _) = names.first()?;
    let spot = Spot { first: draft, second: None, ingredient };
    let level = scene.judge(rule, spot)?;
    // The same name twice tells nothing more; two names are enough for a sentence.
    let mut labels: Vec<String> = names.iter().map(|(label, ..)| label.clone()).collect();
    labels.dedup();
    labels.truncate(2);
    let text = summary(&labels, " and ", rule.effect);
    let mut facts: Vec<String> = meds.iter().map(|med| med.history()).collect();
    facts.sort();
    Some(scene.card(rule, level, text, &facts, spot, &meds))
}

/// The rules of a kind that name something in a medicine, each once.
fn rules<'s>(scene: &'s Scene<'_>, med: &Med<'_>, kind: Kind) -> impl Iterator<Item = &'s Rule> {
    let mut numbers: BTreeSet<usize> = BTreeSet::new();
    for ingredient in med.contents.keys() {
        numbers.extend(scene.book.naming(ingredient));
        if let Some((_, classes)) = scene.book.ingredient(ingredient) {
            numbers.extend(classes.iter().flat_map(|class| scene.book.naming(class)));
        }
    }
    let rules = numbers.into_iter().filter_map(|number| scene.book.rules.get(number));
    rules.filter(move |rule| rule.kind == kind)
}
