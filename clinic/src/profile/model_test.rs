use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_telephone_number_may_be_written_in_many_ways() {
    for number in ["207-555-0100", "+1 (207) 555-0100", "555 0100", "207.555.0100 ext. 12", "207/5550100 x12"] {
        assert_eq!(Phone::parse(number).unwrap().unwrap().text(), number);
    }
    assert_eq!(Phone::parse("  "), Ok(None));
    for number in ["555-010", "call me", "207-555-0100; 207-555-0101", "1234567890123456", "٢٠٧٥٥٥٠١٠٠"] {
        assert_eq!(Phone::parse(number), Err(Fault::Malformed), "{number}");
    }
    assert_eq!(Phone::parse(&"1 ".repeat(16)), Err(Fault::Long(30)));
}

#[test]
fn lines_are_tidied_and_limited() {
    assert_eq!(line("  José \t Luis ", 100), Ok(Some("José Luis".to_owned())));
    assert_eq!(line(" \n ", 100), Ok(None));
    assert_eq!(line(&"é".repeat(100), 100).unwrap().unwrap().chars().count(), 100);
    assert_eq!(line(&"é".repeat(101), 100), Err(Fault::Long(100)));
    for unseen in ["Ada\u{202e}Example", "Ada\u{0}", "\u{2066}Ada"] {
        assert_eq!(line(unseen, 100), Err(Fault::Malformed));
    }
    assert_eq!(passage(" one\r\ntwo ", 10), Ok(Some("one\ntwo".to_owned())));
}

#[test]
fn a_birth_date_is_a_day_of_someone_alive() {
    let today = day("2026-11-22");
    let read = |text| Wanted::birth_date(text, today);
    assert!(read("2026-11-22").is_ok());
    assert!(read("1896-01-01").is_ok());
    assert!(matches!(read("2026-11-23"), Err(Fault::Future)));
    assert!(matches!(read("1895-12-31"), Err(Fault::Ancient)));
    assert!(matches!(read(""), Err(Fault::Missing)));
    for text in ["1948", "02/09/1948", "1948-02-30", "soon", "+1948-09-02x"] {
        assert!(matches!(read(text), Err(Fault::Malformed)), "{text}");
    }
}

#[test]
fn a_name_needs_a_last_name_only() {
    assert!(matches!(Wanted::name("", "Suharto"), Ok(Wanted::Name { given: None, .. })));
    assert_eq!(Wanted::name("Ada", " ").err(), Some((None, Some(Fault::Missing))));
    let long = "a".repeat(101);
    assert_eq!(Wanted::name(&long, &long).err(), Some((Some(Fault::Long(100)), Some(Fault::Long(100)))));
}

#[test]
fn languages_are_known_by_their_first_part() {
    assert_eq!(spoken("es-US"), Some("es"));
    assert_eq!(spoken("tl"), Some("fil"));
    assert_eq!(spoken("tlh"), None);
}

proptest! {
    #[test]
    fn what_is_wanted_survives_being_stored(given in "\\PC{0,110}", family in "\\PC{0,110}", days in 0_i64..47_000) {
        if let Ok(wanted) = Wanted::name(&given, &family) {
            prop_assert!(Wanted::read(Field::Name, &wanted.stored()) == Some(wanted));
        }
        let date = Wanted::BirthDate(day("1896-01-01") + chrono::Duration::days(days));
        prop_assert!(Wanted::read(Field::BirthDate, &date.stored()) == Some(date));
    }

    #[test]
    fn no_number_has_too_few_or_too_many_digits(text in "[0-9 +().xX-]{0,40}") {
        if let Ok(Some(phone)) = Phone::parse(&text) {
            let digits = phone.text().chars().filter(char::is_ascii_digit).count();
            prop_assert!((7..=15).contains(&digits) && phone.text().chars().count() <= 30);
        }
    }
}
