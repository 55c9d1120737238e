use rust_decimal::Decimal;

use super::{anyone, daily, day, draft, says};
use crate::{
    patients::Sex,
    safety::{
        CreatinineUnit, Indicator, Kidney, KidneyResult, Medicine, Subject, check, ckd_epi_2021, cockcroft_gault,
        kidney::Filtration,
    },
};
use Indicator::{Critical, Info, Warning};

#[test]
fn ckd_epi_2021_gives_the_published_values() {
    // National Kidney Foundation, eGFR calculator: man of 55 with 1.2 mg/dL.
    assert_eq!(whole(ckd_epi_2021(1.2, 55, false)), "71");
    // The equation of the article worked out by hand, above and below both knots.
    for (creatinine, age, female, expected) in [
        (1.0, 50, false, "92"),
        (1.0, 50, true, "69"),
        (0.6, 30, true, "124"),
        (0.8, 30, false, "122"),
        (2.0, 70, false, "35"),
        (2.0, 70, true, "26"),
        (0.9, 40, false, "111"),
        (0.7, 40, true, "112"),
        (4.5, 62, true, "10"),
    ] {
        assert_eq!(whole(ckd_epi_2021(creatinine, age, female)), expected, "{creatinine} {age} {female}");
    }
    assert_eq!(whole(cockcroft_gault(1.0, 40, 72.0, false)), "100");
    assert_eq!(whole(cockcroft_gault(1.0, 40, 72.0, true)), "85");
}

fn whole(rate: f64) -> String {
    format!("{:.0}", rate.round())
}

fn creatinine(value: &str, unit: CreatinineUnit) -> Kidney {
    Kidney { kind: KidneyResult::Creatinine(value.parse().unwrap(), unit), on: day("2026-10-01") }
}

fn egfr(value: &str) -> Subject {
    Subject {
        kidney: Some(Kidney { kind: KidneyResult::Egfr(value.parse().unwrap()), on: day("2026-10-01") }),
        ..anyone()
    }
}

#[test]
fn a_result_is_read_in_both_units_and_with_weight() {
    let man = |kidney| Subject { kidney: Some(kidney), weight_kg: Some(Decimal::from(72)), ..anyone() };
    let one = Filtration::of(&man(creatinine("1.0", CreatinineUnit::MgPerDl))).unwrap();
    let same = Filtration::of(&man(creatinine("88.4", CreatinineUnit::UmolPerL))).unwrap();
    assert_eq!((one.egfr, one.clearance), (same.egfr, same.clearance));
    assert_eq!(one.clearance, Some(100));
    let without =
        Filtration::of(&Subject { weight_kg: None, ..man(creatinine("1.0", CreatinineUnit::MgPerDl)) }).unwrap();
    assert_eq!(without.clearance, None);
}

#[test]
fn what_cannot_be_computed_is_not_guessed() {
    let child = Subject { kidney: Some(creatinine("0.5", CreatinineUnit::MgPerDl)), ..super::aged(9) };
    assert!(Filtration::of(&child).is_none());
    let ageless = Subject { kidney: Some(creatinine("0.5", CreatinineUnit::MgPerDl)), born: None, ..anyone() };
    assert!(Filtration::of(&ageless).is_none());
    let nothing = Subject { kidney: Some(creatinine("0", CreatinineUnit::MgPerDl)), ..anyone() };
    assert!(Filtration::of(&nothing).is_none());
    assert_eq!(says(&check(&child, &[draft("metformin")], &[]), "kidney-unknown"), Some(Info));
    // Where the sex is not known the lower rate counts.
    let rate = |sex| {
        Filtration::of(&Subject { kidney: Some(creatinine("1.4", CreatinineUnit::MgPerDl)), sex, ..anyone() })
            .unwrap()
            .egfr
    };
    assert_eq!(rate(None), rate(Some(Sex::Female)));
    assert_eq!(rate(Some(Sex::Other)), rate(Some(Sex::Female)));
    assert!(rate(Some(Sex::Male)) > rate(None));
}

#[test]
fn limits_count_for_whole_numbers() {
    for (value, rule, expected) in [
        ("29", "kidney-metformin-30", Some(Critical)),
        ("29.4", "kidney-metformin-30", Some(Critical)),
        ("29.6", "kidney-metformin-30", None),
        ("30", "kidney-metformin-30", None),
        ("30", "kidney-metformin-45", Some(Warning)),
        ("44", "kidney-metformin-45", Some(Warning)),
        ("45", "kidney-metformin-45", None),
        ("90", "kidney-unknown", None),
    ] {
        assert_eq!(says(&check(&egfr(value), &[draft("metformin")], &[]), rule), expected, "{value} {rule}");
    }
}

#[test]
fn each_kidney_rule_speaks() {
    let gabapentin: fn() -> Medicine = || daily(draft("gabapentin"), "1800", "mg");
    for (value, medicine, rule, expected) in [
        ("20", draft("nitrofurantoin"), "kidney-nitrofurantoin", Warning),
        ("45", draft("nitrofurantoin"), "kidney-nitrofurantoin-label", Info),
        ("20", draft("naproxen"), "kidney-nsaid-30", Warning),
        ("20", draft("dabigatran etexilate"), "kidney-dabigatran", Warning),
        ("10", draft("dabigatran etexilate"), "kidney-dabigatran", Critical),
        ("40", draft("rivaroxaban"), "kidney-rivaroxaban", Warning),
        ("110", draft("edoxaban"), "kidney-edoxaban-high", Critical),
        ("45", gabapentin(), "kidney-gabapentin", Warning),
        ("45", daily(draft("gabapentin"), "900", "mg"), "kidney-gabapentin", Info),
        ("45", draft("methotrexate"), "kidney-methotrexate", Warning),
        ("25", draft("methotrexate"), "kidney-methotrexate", Critical),
        ("45", draft("lithium"), "kidney-lithium", Warning),
        ("25", draft("spironolactone"), "kidney-potassium-sparing", Warning),
        ("45", draft("allopurinol"), "kidney-allopurinol", Info),
        ("25", draft("tramadol"), "kidney-tramadol", Warning),
        ("25", draft("fondaparinux"), "kidney-fondaparinux", Critical),
    ] {
        let cards = check(&egfr(value), &[medicine], &[]);
        assert_eq!(says(&cards, rule), Some(expected), "{value} {rule}");
        let card = cards.iter().find(|card| card.rule.0 == rule).unwrap();
        assert!(card.detail.contains(&format!("eGFR {value} mL/min/1.73 m² on 2026-10-01")), "{}", card.detail);
    }
}

#[test]
fn an_old_result_and_none_are_told() {
    let old = Subject { today: day("2027-10-02"), ..egfr("40") };
    let cards = check(&old, &[draft("metformin")], &[]);
    assert_eq!(says(&cards, "kidney-old"), Some(Info));
    assert!(
        cards.iter().any(|card| card.rule.0 == "kidney-metformin-45" && card.detail.contains("older than 12 months"))
    );
    let cards = check(&Subject { kidney: None, ..anyone() }, &[draft("metformin"), draft("cetirizine")], &[]);
    assert_eq!(says(&cards, "kidney-unknown"), Some(Info));
    assert_eq!(cards.len(), 1);
}
