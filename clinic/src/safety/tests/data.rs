use std::collections::BTreeSet;

use crate::safety::{
    book::{BOOK, Book},
    condition::Asks,
    rule::Kind,
};

#[test]
fn the_data_has_no_faults() {
    let mut faults = Vec::new();
    let book = Book::read(&mut faults);
    assert_eq!(faults, Vec::<String>::new());
    assert!(book.ingredients().count() >= 1000, "{} ingredients", book.ingredients().count());
    for kind in [Kind::Interaction, Kind::Duplicate, Kind::Allergy, Kind::Person, Kind::Kidney, Kind::Dose] {
        println!("{kind:?}: {}", book.rules.iter().filter(|rule| rule.kind == kind).count());
    }
    assert!(book.rules.len() >= 150, "{} rules", book.rules.len());
}

#[test]
fn names_are_lower_case_and_every_sentence_is_one() {
    for (name, _) in BOOK.ingredients() {
        assert_eq!(crate::safety::scene::known_name(name), name);
    }
    for rule in &BOOK.rules {
        assert!(
            rule.id.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-'),
            "{}",
            rule.id
        );
        for sentence in [rule.because, rule.advice] {
            assert!(sentence.ends_with('.'), "{}: {sentence}", rule.id);
        }
        let section = rule.source.label.contains("boxed warning") || rule.source.label.contains("contraindications");
        assert!(
            section || rule.source.label.chars().any(|sign| sign.is_ascii_digit()),
            "{}: name a section or a year",
            rule.id
        );
    }
}

#[test]
fn no_further_medicine_silences_a_rule() {
    for rule in &BOOK.rules {
        let silent = rule.unless.iter().flatten().filter(|condition| !condition.not);
        let needed = rule.needs.iter().filter(|condition| condition.not);
        for condition in silent.chain(needed) {
            assert!(!matches!(condition.asks, Asks::Taking(_)), "{}", rule.id);
        }
    }
}

#[test]
fn faults_are_found() {
    use crate::safety::{rule::Rule, text::paragraphs};
    let wrong = [
        ("rule: a\nwhen: warfarin\n", "with is missing"),
        ("rule: a\nwhen: warfarin\nwith: aspirin\nseverity: fatal\n", "severity \"fatal\" is unknown"),
        ("rule: a\nwhen: warfarin\nwith: aspirin\ncolour: red\n", "colour is unknown"),
        ("rule: a\nwhen: warfarin\nwith: aspirin\n", "source is missing"),
        ("rule: a\nwhen: warfarin\nwith: aspirin\nif: hungry\n", "unknown condition \"hungry\""),
        (
            "rule: a\nwhen: warfarin\nwith: aspirin\nseverity: info\nseverity: info\n",
            "severity is unknown here or stands twice",
        ),
        ("rule: a\nwhen: warfarin\nwith: aspirin\nraise: critical\n", "has no condition"),
        ("rule\n", "neither a key"),
    ];
    for (text, fault) in wrong {
        let mut faults = Vec::new();
        for paragraph in paragraphs("test.txt", text, &mut faults) {
            Rule::read(Kind::Interaction, paragraph, &mut faults);
        }
        assert!(faults.iter().any(|found| found.contains(fault)), "{fault}: {faults:?}");
    }
}

#[test]
fn names_nobody_knows_are_faults() {
    use crate::safety::{rule::Rule, text::paragraphs};
    let text = "rule: a\nwhen: warfrin\nwith: @nsaids; -ibuprofn\nseverity: info\nraise: critical if taking @ppis\neffect: a\nbecause: A.\ndo: B.\nsource: C\n";
    let mut faults = Vec::new();
    let mut book = Book::read(&mut faults);
    for paragraph in paragraphs("test.txt", text, &mut faults) {
        let rule = Rule::read(Kind::Interaction, paragraph, &mut faults);
        book.add(rule, &mut faults);
    }
    for name in ["warfrin", "@nsaids", "ibuprofn", "@ppis"] {
        assert!(faults.contains(&format!("rule a: {name} is unknown")), "{faults:?}");
    }
    assert_eq!(faults.len(), 4);
}

#[test]
fn every_class_is_used() {
    let named: BTreeSet<&str> = BOOK.ingredients().flat_map(|(_, classes)| classes.iter().copied()).collect();
    let unused: Vec<&&str> = named
        .iter()
        .filter(|class| {
            let asked =
                |asks: &Asks| matches!(asks, Asks::Taking(terms) | Asks::Ingredient(terms) if terms.contains(class));
            BOOK.naming(class).is_empty()
                && !BOOK.rules.iter().any(|rule| rule.conditions().any(|condition| asked(&condition.asks)))
                && !BOOK.rules.iter().any(|rule| rule.when.except.contains(class))
                && !BOOK.words.values().any(|means| means.contains(class))
        })
        .collect();
    assert_eq!(unused, [&"@local-when-inhaled"]);
}
