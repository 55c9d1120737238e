use super::{dose, measured, quantity, unit};
use crate::ui::text::Lang::{En, Es};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::str::FromStr;

#[test]
fn lab_values_keep_the_digits_of_the_lab() {
    for (sent, shown) in [
        ("5.70", "5.70"),
        ("140", "140"),
        (".5", "0.5"),
        ("-.25", "-0.25"),
        ("0.0500", "0.0500"),
        ("<0.5", "<0.5"),
        (">= 90", "≥90"),
        ("1.2e3", "1200"),
        ("positive", "positive"),
    ] {
        assert_eq!(measured(sent).text, shown);
        assert_eq!(measured(sent).exact, None);
    }
}

#[test]
fn long_decimals_are_rounded_and_keep_the_exact_value() {
    for (sent, shown) in [
        ("79.34499999", "79.34"),
        ("79.34500", "79.34"),
        ("79.35500", "79.36"),
        ("0.0123456", "0.0123"),
        ("0.0999996", "0.10"),
        ("128.90012345678901234", "128.90"),
    ] {
        let number = measured(sent);
        assert_eq!(number.text, shown);
        assert_eq!(number.exact.as_deref(), Some(sent));
    }
    assert_eq!(measured("<0.00001234").text, "<0.0000123");
    assert_eq!(measured("<0.0000123").exact, None);
    assert_eq!(measured("-.123456").exact.as_deref(), Some("-0.123456"));
}

#[test]
fn doses_have_no_trailing_zero_and_lose_nothing() {
    assert_eq!(dose("0.50", "mg"), "0.5\u{a0}mg");
    assert_eq!(dose(".5", "mg"), "0.5\u{a0}mg");
    assert_eq!(dose("5.0", "mg"), "5\u{a0}mg");
    assert_eq!(dose("1000", "mg"), "1000\u{a0}mg");
    assert_eq!(dose("0.0312500", "ug"), "0.03125\u{a0}mcg");
    assert_eq!(dose("0", "mL"), "0\u{a0}mL");
}

#[test]
fn units_as_people_write_them() {
    for (ucum, people) in [
        ("mm[Hg]", "mmHg"),
        ("10*3/uL", "×10³/µL"),
        ("10*9/L", "×10⁹/L"),
        ("/min", "/min"),
        ("{beats}/min", "beats/min"),
        ("[degF]", "°F"),
        ("Cel", "°C"),
        ("{score}", ""),
        ("1", ""),
        ("kg/m2", "kg/m²"),
        ("mL/min/{1.73_m2}", "mL/min/1.73\u{a0}m²"),
        ("mL/min/1.73 m2", "mL/min/1.73\u{a0}m²"),
        ("u[IU]/mL", "µIU/mL"),
        ("m[IU]/L", "mIU/L"),
        ("[lb_av]", "lb"),
        ("meq/L", "mEq/L"),
        ("ug/dL", "mcg/dL"),
        ("umol/L", "µmol/L"),
        ("mg/g{creat}", "mg/g\u{a0}creat"),
        ("g/(24.h)", "g/24\u{a0}h"),
        ("mg/dL", "mg/dL"),
        ("U/L", "U/L"),
        ("%", "%"),
        ("/[HPF]", "per high-power field"),
        ("mm/h", "mm/h"),
        ("fL", "fL"),
        ("cm[H2O]", "cmH₂O"),
        ("K/uL", "K/µL"),
    ] {
        assert_eq!(unit(ucum), people, "{ucum}");
    }
}

#[test]
fn quantities_and_ranges_in_words() {
    assert_eq!(quantity("5.70", "mmol/L"), "5.70\u{a0}mmol/L");
    assert_eq!(quantity("6.1", "%"), "6.1%");
    assert_eq!(quantity("7", "{score}"), "7");
    assert_eq!(En.range(Some(("70", false)), Some(("99", false)), "mg/dL").as_deref(), Some("70 to 99\u{a0}mg/dL"));
    assert_eq!(Es.range(Some(("40", false)), None, "mg/dL").as_deref(), Some("40\u{a0}mg/dL o más"));
    assert_eq!(En.range(None, Some(("5.6", false)), "%").as_deref(), Some("5.6% or less"));
    assert_eq!(En.range(None, Some(("200", true)), "mg/dL").as_deref(), Some("less than 200\u{a0}mg/dL"));
    assert_eq!(Es.range(Some(("60", true)), None, "").as_deref(), Some("más de 60"));
    assert_eq!(En.range(Some(("1", true)), Some(("2", false)), "").as_deref(), Some("more than 1, 2 or less"));
    assert_eq!(En.range(None, None, "%"), None);
}

proptest! {
    #[test]
    fn a_dose_is_the_same_number(units in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..9) {
        let sent = Decimal::new(units, scale);
        let shown = dose(&sent.to_string(), "");
        prop_assert_eq!(Decimal::from_str(&shown).unwrap(), sent);
        prop_assert!(!shown.contains('.') || !shown.ends_with('0'));
        prop_assert!(!shown.starts_with('.') && !shown.starts_with("-."));
    }

    #[test]
    fn a_measured_value_is_exact_or_says_what_is(units in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..9) {
        let sent = Decimal::new(units, scale);
        let number = measured(&sent.to_string());
        let exact = number.exact.unwrap_or(number.text);
        prop_assert_eq!(Decimal::from_str(&exact).unwrap(), sent);
    }

    #[test]
    fn any_text_is_survived(value in ".*", ucum in ".*") {
        let _ = quantity(&value, &ucum);
        let _ = dose(&value, &ucum);
    }
}
