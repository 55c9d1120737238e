use super::super::{Doubt, Likeness, Number, Person};
use super::*;
use crate::patients::Sex;
use proptest::prelude::*;

fn person(family: &str, given: &str) -> Person {
    Person {
        family: family.to_owned(),
        given: given.to_owned(),
        born: "1980-02-29".parse().ok(),
        sex: Some(Sex::Female),
        ..Person::default()
    }
}

fn numbered(authority: &str, kind: &str, value: &str) -> Person {
    let kind = (!kind.is_empty()).then(|| kind.to_owned());
    let number = Number { authority: authority.to_owned(), kind, value: value.to_owned() };
    Person { numbers: vec![number], ..person("Rivera", "Ana") }
}

#[test]
fn the_person_of_a_report() {
    let report = report(&[
        "PID|1||7^^^Bay&1.2.3&ISO^MR~8||Ruiz^Ana^^^^^M~Rivera&de^Ana^María^Jr^^^L||19800229|F",
        OBR,
        "OBX|1|NM|T||5||||||F",
    ]);
    let person = Person::of(&report);
    assert_eq!((person.family.as_str(), person.given.as_str(), person.suffix.as_str()), ("Rivera", "Ana María", "Jr"));
    assert_eq!(person.born, "1980-02-29".parse().ok());
    assert!(person.sex == Some(Sex::Female));
    let numbers: Vec<_> =
        person.numbers.iter().map(|one| (one.authority.as_str(), one.kind.as_deref(), one.value.as_str())).collect();
    assert_eq!(numbers, [("1.2.3", Some("MR"), "7"), ("", None, "8")]);
}

#[test]
fn case_accents_and_blanks_make_no_difference() {
    for (one, other) in [
        (person("O'Brien", "José"), person("OBRIEN", "jose")),
        (person("De la Cruz", "Mary Ann"), person("DELACRUZ", "Maryann")),
        (person("Müller-Łuk", "Zoë"), person("Muller Luk", "Zoe")),
    ] {
        assert_eq!(one.compare(&other), Likeness::SameNameBirthSex);
    }
}

#[test]
fn everything_else_is_a_doubt() {
    let one = person("Rivera", "Ana María");
    let doubt = |other: Person| match one.compare(&other) {
        Likeness::Doubtful(doubts) => doubts,
        other => panic!("{other:?}"),
    };
    assert_eq!(doubt(person("Rivera", "Ana")), [Doubt::PartOfGivenName]);
    assert_eq!(doubt(person("Rivera", "Ana M.")), [Doubt::PartOfGivenName]);
    assert_eq!(doubt(person("Rivera", "A")), [Doubt::PartOfGivenName]);
    assert_eq!(doubt(person("Rivera Ruiz", "Ana María")), [Doubt::PartOfFamilyName]);
    assert_eq!(doubt(person("Rivero", "Ana María")), [Doubt::PartOfFamilyName]);
    assert_eq!(doubt(person("Ana María", "Rivera")), [Doubt::NamesSwapped]);
    let same = || person("Rivera", "Ana María");
    assert_eq!(doubt(Person { suffix: "Jr".to_owned(), ..same() }), [Doubt::OtherSuffix]);
    assert_eq!(doubt(Person { born: "1980-02-28".parse().ok(), ..same() }), [Doubt::OtherBirthDate]);
    assert_eq!(doubt(Person { born: None, ..same() }), [Doubt::NoBirthDate]);
    assert_eq!(doubt(Person { sex: Some(Sex::Male), ..same() }), [Doubt::OtherSex]);
    assert_eq!(doubt(Person { sex: Some(Sex::Unknown), ..same() }), [Doubt::NoSex]);
    assert_eq!(doubt(Person { sex: None, ..same() }), [Doubt::NoSex]);
}

#[test]
fn others_are_others() {
    let one = person("Rivera", "Ana");
    for other in [
        person("Rivera", "Beatriz"),
        person("Hernandez", "Ana"),
        Person { born: "1990-01-01".parse().ok(), ..person("Rivera Ruiz", "Ana") },
        Person { born: "1990-01-01".parse().ok(), sex: Some(Sex::Male), ..person("Rivera", "Ana") },
        person("", ""),
        Person::default(),
    ] {
        assert_eq!(one.compare(&other), Likeness::Other);
    }
    assert_eq!(Person::default().compare(&Person::default()), Likeness::Other);
    // Particles are no names.
    assert_eq!(person("de Paz", "Ana").compare(&person("de Sol", "Ana")), Likeness::Other);
}

#[test]
fn a_number_counts_with_its_authority_and_nothing_against_it() {
    let one = numbered("Bay Lab", "MR", "7");
    assert_eq!(one.compare(&numbered("Bay Lab", "MR", "7")), Likeness::SameNumber);
    assert_eq!(one.compare(&numbered("Bay Lab", "", "7")), Likeness::SameNumber);
    let little = Person { born: None, sex: None, family: String::new(), given: String::new(), ..one.clone() };
    assert_eq!(one.compare(&little), Likeness::SameNumber);
    // The same number of a visit, another laboratory, or nobody.
    assert_eq!(one.compare(&numbered("Bay Lab", "VN", "7")), Likeness::SameNameBirthSex);
    assert_eq!(one.compare(&numbered("Other Lab", "MR", "7")), Likeness::SameNameBirthSex);
    assert_eq!(one.compare(&numbered("", "MR", "7")), Likeness::Doubtful(vec![Doubt::NumberWithoutAuthority]));
    assert_eq!(one.compare(&numbered("Bay Lab", "MR", "8")), Likeness::Doubtful(vec![Doubt::OtherNumber]));
    // A number that was typed wrongly may be another person's.
    let other = Person { born: "1990-01-01".parse().ok(), ..numbered("Bay Lab", "MR", "7") };
    assert_eq!(one.compare(&other), Likeness::Doubtful(vec![Doubt::OtherBirthDate]));
    let other = Person { family: "Hernandez".to_owned(), ..numbered("Bay Lab", "MR", "7") };
    assert_eq!(one.compare(&other), Likeness::Doubtful(vec![Doubt::OtherName]));
}

proptest! {
    #[test]
    fn both_ways_are_the_same(
        family in "[A-Ca-cé '-]{0,6}", given in "[A-Ca-c ]{0,6}", other_family in "[A-Ca-cé '-]{0,6}", other_given in "[A-Ca-c ]{0,6}",
        numbers in prop::collection::vec(("[AB]?", "[XY]?", "[12]"), 0..3), other_numbers in prop::collection::vec(("[AB]?", "[XY]?", "[12]"), 0..3),
    ) {
        let list = |numbers: Vec<(String, String, String)>| {
            numbers.into_iter().flat_map(|(authority, kind, value)| numbered(&authority, &kind, &value).numbers).collect()
        };
        let one = Person { numbers: list(numbers), ..person(&family, &given) };
        let other = Person { numbers: list(other_numbers), ..person(&other_family, &other_given) };
        prop_assert_eq!(one.compare(&other), other.compare(&one));
    }
}
