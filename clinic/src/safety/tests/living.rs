//! No rule is dead: each speaks for someone.

use rust_decimal::Decimal;

use super::{aged, day, medicine, says};
use crate::{
    patients::Sex,
    safety::{
        DailyAmount, Indicator, Kidney, KidneyResult, Medicine, Origin, Pregnancy, Rhythm, Route, Subject,
        book::BOOK,
        check,
        condition::Asks,
        rule::{Kind, Reach, Rule},
    },
};

fn people() -> Vec<Subject> {
    let mut people: Vec<Subject> = [0, 1, 5, 7, 9, 15, 22, 40, 62, 70, 80].map(aged).into();
    for weeks in [8, 22, 32] {
        people.push(Subject { sex: Some(Sex::Female), pregnancy: Pregnancy::Yes { weeks: Some(weeks) }, ..aged(30) });
    }
    people.push(Subject { sex: Some(Sex::Female), pregnancy: Pregnancy::Unknown, ..aged(30) });
    people.push(Subject { breastfeeding: true, ..aged(30) });
    people.push(Subject { kidney: None, ..aged(40) });
    people.push(Subject { born: None, ..aged(40) });
    for rate in [10, 25, 40, 45, 55, 110] {
        people.push(Subject {
            kidney: Some(Kidney { kind: KidneyResult::Egfr(Decimal::from(rate)), on: day("2026-10-01") }),
            ..aged(40)
        });
    }
    let old = Kidney { kind: KidneyResult::Egfr(Decimal::from(95)), on: day("2024-10-01") };
    people.push(Subject { kidney: Some(old), ..aged(40) });
    people
}

fn route(reach: Reach) -> Route {
    if reach == Reach::Local { Route::Topical } else { Route::Oral }
}

/// A draft, without an amount and just above each amount the rule asks about.
fn each(rule: &Rule, name: &str, rhythm: Option<Rhythm>) -> Vec<Medicine> {
    let draft = Medicine { rhythm, route: Some(route(rule.when.reach)), ..medicine("draft", name, Origin::Draft) };
    let mut all = vec![draft.clone()];
    for condition in rule.conditions() {
        if let Asks::Daily(_, limit) = &condition.asks {
            let amount = DailyAmount { value: limit + Decimal::new(1, 2), unit: "mg".to_owned() };
            all.push(Medicine { daily: vec![(name.to_owned(), amount)], ..draft.clone() });
        }
    }
    all
}

#[test]
fn every_rule_about_a_person_speaks() {
    let people = people();
    for rule in BOOK.rules.iter().filter(|rule| matches!(rule.kind, Kind::Person | Kind::Kidney | Kind::Dose)) {
        let mut names: Vec<_> = rule.when.members.iter().collect();
        names.sort();
        let valproate = [medicine("other", "valproate", Origin::Prescribed)];
        let spoke = |name: &&&str| {
            people.iter().any(|person| {
                let drafts = [None, Some(Rhythm::Daily)].into_iter().flat_map(|rhythm| each(rule, name, rhythm));
                drafts.into_iter().any(|draft| says(&check(person, &[draft], &valproate), rule.id).is_some())
            })
        };
        let silent: Vec<_> = names.iter().filter(|name| !spoke(name)).collect();
        assert!(silent.is_empty(), "{} never speaks of {silent:?}", rule.id);
    }
}

#[test]
fn every_interaction_speaks_of_every_member() {
    let person = aged(40);
    for rule in BOOK.rules.iter().filter(|rule| rule.kind == Kind::Interaction) {
        let with = rule.with.as_ref().unwrap();
        let third = rule.needs.iter().find_map(|condition| match &condition.asks {
            Asks::Taking(terms) => terms.first(),
            _ => None,
        });
        let third = third.map(|term| BOOK.ingredients().find(|(name, _)| BOOK.is(name, term)).unwrap().0);
        // Every member of either side at least once, in one pair or another.
        let (mut ones, mut twos): (Vec<_>, Vec<_>) =
            (rule.when.members.iter().collect(), with.members.iter().collect());
        ones.sort();
        twos.sort();
        for number in 0..=ones.len().max(twos.len()) {
            let first = ones[number % ones.len()];
            let second = twos[(number + number / twos.len()) % twos.len()];
            if first == second {
                continue;
            }
            let draft = Medicine { route: Some(route(rule.when.reach)), ..medicine("draft", first, Origin::Draft) };
            let other = Medicine { route: Some(route(with.reach)), ..medicine("other", second, Origin::Prescribed) };
            let mut present = vec![other];
            present.extend(third.map(|name| medicine("third", name, Origin::Prescribed)));
            let level = says(&check(&person, &[draft], &present), rule.id);
            assert!(level >= Some(Indicator::Info), "{}: {first} and {second}", rule.id);
            if rule.lower.is_empty() {
                assert!(level >= Some(rule.severity), "{}: {first} and {second}", rule.id);
            }
        }
    }
}

#[test]
fn every_class_twice_and_every_cross_reaction_speaks() {
    let person = aged(40);
    for rule in BOOK.rules.iter().filter(|rule| rule.kind == Kind::Duplicate && !rule.when.terms.contains(&"*")) {
        let mut names: Vec<_> = rule.when.members.iter().collect();
        names.sort();
        for (one, two) in names.iter().zip(names.iter().skip(1)) {
            let cards =
                check(&person, &[medicine("draft", one, Origin::Draft)], &[medicine("other", two, Origin::Prescribed)]);
            assert_eq!(says(&cards, rule.id), Some(rule.severity), "{}: {one} and {two}", rule.id);
        }
    }
    for rule in BOOK.rules.iter().filter(|rule| rule.kind == Kind::Allergy) {
        let spoke = rule.when.members.iter().any(|name| {
            rule.with.as_ref().unwrap().members.iter().any(|recorded| {
                let allergies = vec![super::allergy(recorded)];
                let person = Subject { allergies, ..aged(40) };
                says(&check(&person, &[medicine("draft", name, Origin::Draft)], &[]), rule.id) == Some(rule.severity)
            })
        });
        assert!(spoke, "{}", rule.id);
    }
}
