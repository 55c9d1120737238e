use super::{amounts::Amount, convert, convertible};
use rust_decimal::Decimal;

fn text(code: &str, value: &str, from: &str, to: &str) -> Option<String> {
    convert(code, value, from, to).map(|converted| converted.text)
}

#[test]
fn powers_of_ten_move_the_point_and_keep_the_digits() {
    for (value, from, to, wanted) in [
        ("4.10", "mmol/L", "umol/L", "4100"),
        ("12.5", "g/dL", "g/L", "125"),
        ("125", "g/L", "g/dL", "12.5"),
        ("105600", "{cells}/uL", "10*3/uL", "105.6"),
        ("210", "10*3/uL", "10*9/L", "210"),
        ("8.2", "10^9/L", "10*3/mm3", "8.2"),
        ("1.90", "m[IU]/L", "uIU/mL", "1.90"),
        ("30", "mg/g{creat}", "ug/mg", "30"),
        ("91", "fL", "um3", "91"),
        ("0.5", "mg/L", "mcg/mL", "0.5"),
        ("70", "mg/dL", "mg/100.mL", "missing"),
    ] {
        let wanted = Some(wanted).filter(|wanted| *wanted != "missing").map(str::to_owned);
        assert_eq!(text("x", value, from, to), wanted, "{value} {from} in {to}");
    }
}

#[test]
fn mass_and_amount_only_where_a_mole_is_known() {
    assert_eq!(text("2345-7", "99", "mg/dL", "mmol/L").as_deref(), Some("5.5"));
    assert_eq!(text("2345-7", "5.55", "mmol/L", "mg/dL").as_deref(), Some("100"));
    assert_eq!(text("2160-0", "1.00", "mg/dL", "umol/L").as_deref(), Some("88.4"));
    assert_eq!(text("2093-3", "200", "mg/dL", "mmol/L").as_deref(), Some("5.17"));
    assert_eq!(text("17861-6", "9.4", "mg/dL", "mmol/L").as_deref(), Some("2.3"));
    assert_eq!(text("3094-0", "14", "mg/dL", "mmol/L").as_deref(), Some("5.0"));
    assert_eq!(text("2823-3", "4.1", "meq/L", "mmol/L").as_deref(), Some("4.1"));
    assert_eq!(text("2000-8", "4.1", "meq/L", "mmol/L"), None, "two charges");
    assert_eq!(text("2571-8", "150", "mg/dL", "mmol/L"), None);
    assert_eq!(text("9318-7", "30", "mg/g", "mg/mmol"), None);
    assert_eq!(Amount::of("2345-7"), Some(Amount::GramsPerMole(Decimal::new(18_015_600, 5))));
}

#[test]
fn what_does_not_follow_is_not_converted() {
    for (from, to) in [
        ("%", "{fraction}"),
        ("%", "1"),
        ("%", "g/g"),
        ("{copies}/mL", "[IU]/mL"),
        ("U/L", "[IU]/L"),
        ("giga.l-1", "10*9/L"),
        ("mg/dL", ""),
        ("mg/dL", "mg/d"),
        ("odd unit", "mg/dL"),
        ("K/uL", "10*3/uL"),
        ("mg/(24.h)", "mg/d"),
    ] {
        assert!(!convertible("4548-4", from, to), "{from} in {to}");
        assert!(!convertible("4548-4", to, from), "{to} in {from}");
    }
}

#[test]
fn weights_lengths_and_temperatures() {
    assert_eq!(text("29463-7", "150.0", "[lb_av]", "kg").as_deref(), Some("68.04"));
    assert_eq!(text("8302-2", "70", "[in_i]", "cm").as_deref(), Some("180"));
    assert_eq!(text("8310-5", "98.6", "[degF]", "Cel").as_deref(), Some("37.0"));
    assert_eq!(text("8310-5", "37.0", "Cel", "[degF]").as_deref(), Some("98.6"));
}

#[test]
fn no_value_breaks_it() {
    for value in ["", "x", "1e-28", "79228162514264337593543950335", "-3", "0", "0.000", "1.2e3"] {
        for (from, to) in [("mg/dL", "mmol/L"), ("fg/L", "Tg/L"), ("10*-20/L", "10*20/L"), ("g/L", "mg/L")] {
            let _ = convert("2345-7", value, from, to);
        }
    }
    assert_eq!(text("2345-7", "0", "mg/dL", "mmol/L").as_deref(), Some("0"));
    assert_eq!(text("x", "1.2e3", "mg/L", "g/L").as_deref(), Some("1.2"));
}
