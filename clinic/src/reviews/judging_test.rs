use super::*;
use proptest::prelude::*;

fn number(value: &str, range: (&str, &str)) -> Measured {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Measured {
        display: "Potassium".to_owned(),
        code: Some("2823-3".to_owned()),
        status: "final".to_owned(),
        value_kind: "quantity".to_owned(),
        value: some(value),
        unit_code: Some("mmol/L".to_owned()),
        range_low: some(range.0),
        range_high: some(range.1),
        ..Measured::default()
    }
}

fn flagged(flag: &str) -> Measured {
    Measured { interpretation: Some(flag.to_owned()), ..number("4.1", ("3.5", "5.1")) }
}

fn limit() -> Limit {
    Limit {
        code: "2823-3".to_owned(),
        unit: "mmol/L".to_owned(),
        low: Some("2.5".to_owned()),
        high: Some("6".to_owned()),
    }
}

#[test]
fn the_laboratorys_flag_decides() {
    for critical in ["HH", "LL", "AA", "<", ">"] {
        assert_eq!(flagged(critical).severity(&[]), Severity::Critical, "{critical}");
    }
    for abnormal in ["H", "L", "A", "HU", "LU"] {
        assert_eq!(flagged(abnormal).severity(&[]), Severity::Abnormal, "{abnormal}");
    }
    assert_eq!(flagged("N").severity(&[]), Severity::Normal);
    for finding in ["POS", "NEG", "DET", "R", "S", "B", "U", "hh"] {
        assert_eq!(flagged(finding).severity(&[]), Severity::Unknown, "{finding}");
    }
    let several = Measured { flags: Some("L A HH".to_owned()), ..flagged("L") };
    assert_eq!(several.severity(&[]), Severity::Critical);
}

#[test]
fn without_a_flag_the_range_that_was_sent_decides() {
    assert_eq!(number("4.1", ("3.5", "5.1")).severity(&[]), Severity::Normal);
    assert_eq!(number("3.5", ("3.5", "5.1")).severity(&[]), Severity::Normal);
    assert_eq!(number("5.10000000000000001", ("3.5", "5.1")).severity(&[]), Severity::Abnormal);
    assert_eq!(number("2", ("", "5.1")).severity(&[]), Severity::Normal);
    let open = Measured { range_high_open: true, ..number("200", ("", "200")) };
    assert_eq!(open.severity(&[]), Severity::Abnormal);
    assert_eq!(number("4.1", ("", "")).severity(&[]), Severity::Unknown, "no range");
    assert_eq!(number("4.1", ("3.5", "five")).severity(&[]), Severity::Unknown);
    let limited = Measured { comparator: Some("<".to_owned()), ..number("4.1", ("3.5", "5.1")) };
    assert_eq!(limited.severity(&[]), Severity::Unknown);
    let words = Measured { value_kind: "text".to_owned(), ..number("no growth", ("", "")) };
    assert_eq!(words.severity(&[]), Severity::Unknown);
    let void = Measured { status: "cancelled".to_owned(), ..flagged("HH") };
    assert_eq!(void.severity(&[]), Severity::Unknown);
}

#[test]
fn the_clinics_limits_hold_whatever_the_laboratory_says() {
    let high = Measured { value: Some("6.1".to_owned()), ..flagged("N") };
    assert_eq!(high.severity(&[limit()]), Severity::Critical);
    assert_eq!(flagged("N").severity(&[limit()]), Severity::Normal);
    let other_unit = Measured { unit_code: Some("meq/L".to_owned()), ..high.clone() };
    assert_eq!(other_unit.severity(&[limit()]), Severity::Unknown, "what cannot be compared is read");
    let in_both = [limit(), Limit { unit: "meq/L".to_owned(), ..limit() }];
    assert_eq!(other_unit.severity(&in_both), Severity::Critical);
    let part = Component {
        code: Some("2823-3".to_owned()),
        value: Some("1".to_owned()),
        unit_code: Some("mmol/L".to_owned()),
        ..Component::default()
    };
    let panel = Measured { code: None, components: Some(vec![part]), ..flagged("N") };
    assert_eq!(panel.severity(&[limit()]), Severity::Critical);
}

#[test]
fn only_what_is_known_to_be_in_range_is_normal() {
    let fine = number("4.1", ("3.5", "5.1"));
    assert_eq!(judge(&[fine.clone(), fine.clone()], &[], false).0, Rank::Normal);
    assert_eq!(judge(std::slice::from_ref(&fine), &[], true).0, Rank::ToRead);
    assert_eq!(judge(&[], &[], false).0, Rank::ToRead);
    let commented = Measured { note: Some("Hemolyzed".to_owned()), ..fine.clone() };
    assert_eq!(judge(&[fine.clone(), commented], &[], false).0, Rank::ToRead);
    let (rank, findings) = judge(&[fine, flagged("H"), flagged("POS"), flagged("LL")], &[], false);
    assert_eq!(rank, Rank::Critical);
    assert_eq!(findings.iter().map(|one| one.critical).collect::<Vec<_>>(), [true, false]);
}

proptest! {
    #[test]
    fn adding_a_result_never_lowers_the_alarm(flags in prop::collection::vec(0_usize..8, 1..6), one in 0_usize..8) {
        let all = ["HH", "L", "POS", "N", "A", "", "<", "S"];
        let mut results: Vec<Measured> = flags.iter().filter_map(|at| all.get(*at)).map(|flag| flagged(flag)).collect();
        let before = judge(&results, &[], false).0;
        results.extend(all.get(one).map(|flag| flagged(flag)));
        prop_assert!(judge(&results, &[], false).0 <= before);
    }
}
