use std::collections::BTreeSet;

use proptest::{prelude::*, sample::Index};

use super::{aged, allergy, medicine};
use crate::{
    patients::Sex,
    safety::{Card, DailyAmount, Indicator, Medicine, Origin, Pregnancy, Route, Subject, book::BOOK, check, knows},
};

const STRANGE: &str = "zyxoprene";
const ROUTES: [Option<Route>; 6] = [
    Some(Route::Oral),
    None,
    Some(Route::Topical),
    Some(Route::Inhaled),
    Some(Route::Vaginal),
    Some(Route::Intravenous),
];
const ALLERGIES: [&str; 6] = ["penicillin", "sulfa", "NSAIDs", "lisinopril", "zyxoprene", "peanuts"];

/// A medicine in numbers, so that a failure shows no person.
type Drawn = (Vec<Index>, Index, Option<u32>, bool, bool);

fn drawn() -> impl Strategy<Value = Drawn> {
    let names = proptest::collection::vec(any::<Index>(), 1..3);
    (names, any::<Index>(), proptest::option::of(1..5000_u32), prop::bool::weighted(0.05), prop::bool::weighted(0.05))
}

fn made(origin: Origin, number: usize, from: &Drawn) -> Medicine {
    let names: Vec<&str> = BOOK.ingredients().map(|(name, _)| name).collect();
    // Half of them come from those that rules speak of.
    let known: Vec<&str> = names.iter().copied().filter(|name| !BOOK.naming(name).is_empty()).collect();
    let (chosen, route, amount, strange, guessed) = from;
    let mut ingredients: Vec<String> = chosen
        .iter()
        .enumerate()
        .map(|(at, index)| if at == 0 { *index.get(&known) } else { *index.get(&names) }.to_owned())
        .collect();
    if *strange {
        ingredients.push(STRANGE.to_owned());
    }
    let mut medicine = medicine(&format!("{origin:?}:{number}"), &ingredients.join("+"), origin);
    medicine.ingredients = ingredients;
    medicine.route = *route.get(&ROUTES);
    medicine.guessed = *guessed;
    if let (Some(amount), Some(name)) = (amount, medicine.ingredients.first()) {
        medicine.daily.push((name.clone(), DailyAmount { value: (*amount).into(), unit: "mg".to_owned() }));
    }
    medicine
}

fn subject(years: u32, female: bool, allergies: &BTreeSet<usize>) -> Subject {
    Subject {
        sex: Some(if female { Sex::Female } else { Sex::Male }),
        pregnancy: if female { Pregnancy::Unknown } else { Pregnancy::No },
        allergies: allergies.iter().map(|number| allergy(ALLERGIES[*number])).collect(),
        kidney: None,
        ..aged(years)
    }
}

fn all(origin: Origin, from: &[Drawn]) -> Vec<Medicine> {
    from.iter().enumerate().map(|(number, one)| made(origin, number, one)).collect()
}

fn shown(cards: &[Card]) -> Vec<(&str, &str, &str, &[String])> {
    cards
        .iter()
        .map(|card| (card.rule.0.as_str(), card.summary.as_str(), card.detail.as_str(), card.about.as_slice()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn order_case_and_repeats_do_not_matter(
        drafts in proptest::collection::vec(drawn(), 1..4), present in proptest::collection::vec(drawn(), 0..6),
        years in 1..95_u32, female: bool, allergies in proptest::collection::btree_set(0..6_usize, 0..3),
    ) {
        let subject = subject(years, female, &allergies);
        let (mut drafts, mut present) = (all(Origin::Draft, &drafts), all(Origin::Imported, &present));
        let cards = check(&subject, &drafts, &present);
        drafts.reverse();
        present.reverse();
        for medicine in drafts.iter_mut().chain(&mut present) {
            medicine.ingredients.reverse();
            let again: Vec<String> = medicine.ingredients.iter().map(|name| format!(" {} ", name.to_uppercase())).collect();
            medicine.ingredients.extend(again);
        }
        let again = check(&subject, &drafts, &present);
        prop_assert_eq!(shown(&cards), shown(&again));
    }

    #[test]
    fn nothing_unrecognised_is_silent(
        drafts in proptest::collection::vec(drawn(), 1..4), present in proptest::collection::vec(drawn(), 0..6),
    ) {
        let subject = subject(40, false, &BTreeSet::new());
        let (drafts, present) = (all(Origin::Draft, &drafts), all(Origin::Imported, &present));
        let cards = check(&subject, &drafts, &present);
        for medicine in drafts.iter().chain(&present) {
            let told = cards.iter().any(|card| card.rule.0 == "not-checked" && card.about == [medicine.key.clone()]);
            prop_assert_eq!(told, medicine.ingredients.iter().any(|name| !knows(name)));
            let guessed = cards.iter().any(|card| card.rule.0 == "guessed" && card.about == [medicine.key.clone()]);
            prop_assert_eq!(guessed, medicine.guessed);
        }
    }

    #[test]
    fn a_further_medicine_takes_no_card_away(
        drafts in proptest::collection::vec(drawn(), 1..4), present in proptest::collection::vec(drawn(), 0..6), more in drawn(),
        years in 1..95_u32, female: bool,
    ) {
        let subject = subject(years, female, &BTreeSet::new());
        let drafts = all(Origin::Draft, &drafts);
        let mut present = all(Origin::Imported, &present);
        let before = check(&subject, &drafts, &present);
        present.push(made(Origin::Prescribed, 99, &more));
        let after = check(&subject, &drafts, &present);
        for card in &before {
            let kept = after.iter().find(|one| one.rule == card.rule && card.about.iter().all(|key| one.about.contains(key)));
            prop_assert!(kept.is_some(), "{:?}", card);
            // Only what protects the stomach, or goes on, makes one of these less urgent.
            let may_fall = ["warfarin-nsaid", "digoxin-cyclosporine"].contains(&card.rule.0.as_str());
            prop_assert!(may_fall || kept.is_some_and(|kept| kept.indicator >= card.indicator), "{:?}", card);
        }
    }

    #[test]
    fn summaries_are_short_and_cards_are_about_what_was_given(
        drafts in proptest::collection::vec(drawn(), 1..4), present in proptest::collection::vec(drawn(), 0..6),
        years in 1..95_u32, female: bool, name in "[a-zA-Z é]{0,200}",
    ) {
        let mut subject = subject(years, female, &[0, 1, 4].into());
        subject.allergies.push(allergy(&format!("{name} penicillin {name}")));
        let (mut drafts, mut present) = (all(Origin::Draft, &drafts), all(Origin::Imported, &present));
        for medicine in drafts.iter_mut().chain(&mut present) {
            medicine.name = format!("{name}{}", medicine.name);
        }
        for card in check(&subject, &drafts, &present) {
            prop_assert!(card.summary.chars().count() < 140, "{:?}", card);
            prop_assert!(!card.detail.is_empty() && !card.source.label.is_empty() && !card.about.is_empty());
            for key in &card.about {
                prop_assert!(drafts.iter().chain(&present).any(|medicine| medicine.key == *key));
            }
            let of_draft = card.about.iter().any(|key| drafts.iter().any(|draft| draft.key == *key));
            prop_assert!(of_draft || ["not-checked", "guessed"].contains(&card.rule.0.as_str()));
            prop_assert!(of_draft || card.indicator == Indicator::Info);
        }
    }

    #[test]
    fn no_drafts_no_cards(present in proptest::collection::vec(drawn(), 0..6)) {
        let subject = subject(80, true, &[0, 4].into());
        prop_assert!(check(&subject, &[], &all(Origin::Imported, &present)).is_empty());
    }
}
