use super::*;
use proptest::prelude::*;

#[test]
fn amounts_are_read_in_one_form_only() {
    for (text, wanted) in [
        ("5", Ok(d("5"))),
        (" 0.5 ", Ok(d("0.5"))),
        ("12.25", Ok(d("12.25"))),
        ("0", Ok(d("0"))),
        ("100000", Ok(d("100000"))),
        (".5", Err(Kind::Write { amount: d("0.5") })),
        ("5.0", Err(Kind::Write { amount: d("5") })),
        ("5.", Err(Kind::Write { amount: d("5") })),
        ("05", Err(Kind::Write { amount: d("5") })),
        ("0.50", Err(Kind::Write { amount: d("0.5") })),
        ("½", Err(Kind::Write { amount: d("0.5") })),
        ("1/2", Err(Kind::Write { amount: d("0.5") })),
        ("0,5", Err(Kind::Comma)),
        ("1,000", Err(Kind::Comma)),
        ("", Err(Kind::Missing)),
        (".", Err(Kind::NotANumber)),
        ("-1", Err(Kind::NotANumber)),
        ("+1", Err(Kind::NotANumber)),
        ("1e3", Err(Kind::NotANumber)),
        ("1 2", Err(Kind::NotANumber)),
        ("two", Err(Kind::NotANumber)),
        ("٣", Err(Kind::NotANumber)),
        ("1.2.3", Err(Kind::NotANumber)),
        ("0.1234", Err(Kind::TooManyDecimals { most: 3 })),
        ("1000000", Err(Kind::TooLarge { most: d("999999") })),
        ("99999999999999999999999999999999999999", Err(Kind::TooLarge { most: d("999999") })),
    ] {
        assert_eq!(read_amount(text), wanted, "{text:?}");
    }
}

#[test]
fn each_unit_takes_the_amounts_that_can_be_taken() {
    use DoseUnit as U;
    for (unit, amount, fine) in [
        (U::Tablet, "0.25", true),
        (U::Tablet, "1.5", true),
        (U::Tablet, "0.3", false),
        (U::Tablet, "20", true),
        (U::Tablet, "21", false),
        (U::Tablet, "0", false),
        (U::Capsule, "1", true),
        (U::Capsule, "0.5", false),
        (U::Milliliter, "2.5", true),
        (U::Milliliter, "2.55", false),
        (U::Milliliter, "0.25", true),
        (U::Milliliter, "0.255", false),
        (U::Puff, "1.5", false),
        (U::Unit, "4.5", true),
        (U::Unit, "4.25", false),
        (U::Unit, "50000", true),
        (U::Milligram, "12.5", true),
        (U::Milligram, "10001", false),
        (U::Application, "2", false),
        (U::Patch, "0.5", false),
    ] {
        assert_eq!(unit.wrong(d(amount), unit.most()).is_none(), fine, "{amount} {}", unit.name());
    }
}

#[test]
fn what_has_led_to_errors_is_found_in_words() {
    for (text, wanted) in [
        ("Inject 10U at night", Some(Meant::Units)),
        ("Inject 10 U", Some(Meant::Units)),
        ("10 u", Some(Meant::Units)),
        ("1000 IU", Some(Meant::Units)),
        ("1 q.d.", Some(Meant::Daily)),
        ("take QD", Some(Meant::Daily)),
        ("QOD", Some(Meant::EveryOtherDay)),
        ("q.o.d", Some(Meant::EveryOtherDay)),
        ("give MS", Some(Meant::DrugName)),
        ("MgSO4 soak", Some(Meant::DrugName)),
        ("TIW", Some(Meant::Weekdays)),
        ("take 5cc", Some(Meant::Milliliters)),
        ("1 teaspoon", Some(Meant::Milliliters)),
        ("50 µg", Some(Meant::Micrograms)),
        ("50μg", Some(Meant::Micrograms)),
        ("PUT OD", None),
        ("put in OD twice", Some(Meant::Eye)),
        ("drops AU", Some(Meant::Ear)),
        ("at HS", Some(Meant::Bedtime)),
        ("take .5 mg", Some(Meant::Number(d("0.5")))),
        ("take 5.0mg", Some(Meant::Number(d("5")))),
        ("Take 2.5 mg at 9.", None),
        ("Version 1.2", None),
        ("Ask Ms. Smith", None),
        ("Take as needed. DO NOT TAKE MORE", None),
        ("siete u ocho gotas", None),
        ("Shake well before use.", None),
        ("", None),
    ] {
        assert_eq!(risky(text).map(|found| found.meant), wanted, "{text:?}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_again(whole in 0_i64..1_000_000, thousandths in 0_i64..1000) {
        let value = Decimal::new(whole * 1000 + thousandths, 3).normalize();
        prop_assert_eq!(read_amount(&amount(value)), Ok(value));
        prop_assert!(!amount(value).starts_with('.'));
        prop_assert!(!amount(value).contains('.') || !amount(value).ends_with('0'));
    }

    #[test]
    fn nothing_typed_breaks_the_reader(text in "\\PC{0,40}", other in "\\PC{0,40}") {
        let _ = read_amount(&text);
        let _ = risky(&text);
        let _ = typed(&[("short", &text), ("reason", &other), ("as_needed", "true"), ("dose", &other)]).judge();
    }
}
