use super::*;
use DoseUnit as U;
use QuantityUnit as Q;

#[test]
fn what_is_needed_follows_from_dose_frequency_and_duration() {
    for (line, wanted) in [
        ("1 tab PO BID x 10 days", Needed::Exactly(d("20"), U::Tablet)),
        ("0.5 tab PO daily x 15 days", Needed::Exactly(d("8"), U::Tablet)),
        ("7.5 mL PO BID x 7 days", Needed::Exactly(d("105"), U::Milliliter)),
        ("1 cap PO Q8H x 5 days", Needed::Exactly(d("15"), U::Capsule)),
        ("1 cap PO Q5H x 1 day", Needed::Exactly(d("5"), U::Capsule)),
        ("1-2 tab PO Q4-6H PRN pain x 5 days", Needed::AtMost(d("60"), U::Tablet)),
        ("1-2 tab PO Q4-6H PRN pain x 5 days max 8", Needed::AtMost(d("40"), U::Tablet)),
        ("4 tabs PO weekly mon x 4 weeks", Needed::Exactly(d("16"), U::Tablet)),
        ("4 tabs PO weekly mon x 30 days", Needed::AtMost(d("20"), U::Tablet)),
        ("1 tab PO weekly mon thu x 10 days", Needed::AtMost(d("4"), U::Tablet)),
        ("1 tab PO q2d x 9 days", Needed::Exactly(d("5"), U::Tablet)),
        ("1 tab PO QHS x 1 month", Needed::Exactly(d("30"), U::Tablet)),
        ("1 tab PO monthly x 3 months", Needed::Exactly(d("3"), U::Tablet)),
        ("2 tab PO once", Needed::Exactly(d("2"), U::Tablet)),
        ("1 tab PO daily", Needed::Unknown(Why::NoEnd)),
    ] {
        assert_eq!(needed(&short(line)), wanted, "{line}");
    }
    let patches = typed(&[("short", "1 patch q72h x 30 days"), ("route", "skin")]).judge().unwrap();
    assert_eq!(needed(&patches), Needed::Exactly(d("10"), U::Patch));
    let drops = typed(&[("short", "1 drop BID x 7 days"), ("route", "eye"), ("site", "each_eye")]).judge().unwrap();
    assert_eq!(needed(&drops), Needed::Unknown(Why::NotCounted));
    assert_eq!(daily(&drops).unwrap().high, d("4"));
    let sprays = typed(&[("short", "2 sprays daily x 30 days"), ("route", "nose"), ("site", "each_nostril")]);
    assert_eq!(needed(&sprays.judge().unwrap()), Needed::Exactly(d("120"), U::Spray));
}

#[test]
fn steps_are_added_up() {
    let mut taper = Directions { steps: Vec::new(), free_text: None };
    for (dose, days) in [("4", "5"), ("2", "5"), ("1", "5")] {
        taper.steps.extend(short(&format!("{dose} tab PO daily x {days} days")).steps);
    }
    assert_eq!(needed(&taper), Needed::Exactly(d("35"), U::Tablet));
    assert_eq!(daily(&taper), Some(Daily { low: d("1"), high: d("4"), unit: U::Tablet }));
    let of = |value: &str| Quantity { value: d(value), unit: Q::Tablet };
    assert_eq!(days_supply(&taper, &of("35"), None), Some(15));
    assert_eq!(days_supply(&taper, &of("23"), None), Some(6));
    assert_eq!(days_supply(&taper, &of("99"), None), Some(15));
    taper.steps[1].dose.unit = U::Capsule;
    assert_eq!(needed(&taper), Needed::Unknown(Why::MixedUnits));
    assert_eq!(daily(&taper), None);
}

#[test]
fn a_quantity_is_compared_with_what_is_needed() {
    let twenty = needed(&short("1 tab PO BID x 10 days"));
    let of = |value: &str, unit| Quantity { value: d(value), unit };
    assert_eq!(compare(&of("20", Q::Tablet), &twenty, None), Comparison::Match);
    assert_eq!(compare(&of("30", Q::Tablet), &twenty, None), Comparison::More { needed: d("20"), given: d("30") });
    assert_eq!(compare(&of("14", Q::Tablet), &twenty, None), Comparison::Less { needed: d("20"), given: d("14") });
    assert_eq!(compare(&of("20", Q::Milliliter), &twenty, None), Comparison::OtherUnit);
    let pain = needed(&short("1-2 tab PO Q6H PRN pain x 5 days"));
    assert_eq!(compare(&of("20", Q::Tablet), &pain, None), Comparison::Match);
    assert_eq!(compare(&of("41", Q::Tablet), &pain, None), Comparison::More { needed: d("40"), given: d("41") });
    let puffs = needed(&short("2 puffs INH BID x 30 days"));
    assert_eq!(compare(&of("1", Q::Inhaler), &puffs, None), Comparison::CannotTell);
    assert_eq!(compare(&of("1", Q::Inhaler), &puffs, Some(d("120"))), Comparison::Match);
    let mass = needed(&short("40 mg PO daily x 5 days"));
    assert_eq!(compare(&of("10", Q::Tablet), &mass, Some(d("20"))), Comparison::Match);
    assert_eq!(compare(&of("10", Q::Tablet), &mass, None), Comparison::CannotTell);
    let insulin = needed(&short("10 units subcut QHS x 30 days"));
    assert_eq!(compare(&of("1", Q::Pen), &insulin, Some(d("300"))), Comparison::Match);
    assert_eq!(compare(&of("1", Q::Tablet), &needed(&short("1 tab PO daily")), None), Comparison::CannotTell);
}

#[test]
fn a_quantity_lasts_so_many_days() {
    for (line, value, unit, each, wanted) in [
        ("1 tab PO daily", "30", Q::Tablet, None, Some(30)),
        ("1 tab PO BID", "30", Q::Tablet, None, Some(15)),
        ("1-2 tab PO Q4-6H PRN pain max 8", "30", Q::Tablet, None, Some(3)),
        ("4 tabs PO weekly mon", "16", Q::Tablet, None, Some(28)),
        ("1 tab PO q2d", "15", Q::Tablet, None, Some(30)),
        ("2 puffs INH BID", "1", Q::Inhaler, Some("120"), Some(30)),
        ("2 puffs INH BID", "1", Q::Inhaler, None, None),
        ("10 units subcut QHS", "5", Q::Pen, Some("300"), Some(150)),
        ("1 tab PO daily", "30", Q::Milliliter, None, None),
        ("2 tab PO daily", "1", Q::Tablet, None, Some(0)),
    ] {
        let quantity = Quantity { value: d(value), unit };
        assert_eq!(days_supply(&short(line), &quantity, each.map(d)), wanted, "{line}");
    }
}

#[test]
fn a_day_has_a_least_and_a_most() {
    for (line, low, high) in [
        ("1 tab PO daily", "1", "1"),
        ("1-2 tab PO TID", "3", "6"),
        ("1-2 tab PO Q4-6H", "4", "12"),
        ("1-2 tab PO Q4-6H PRN pain", "0", "12"),
        ("1-2 tab PO Q4-6H PRN pain max 8", "0", "8"),
        ("1 tab PO q5h", "5", "5"),
        ("1 tab PO q72h", "1", "1"),
        ("4 tabs PO weekly mon", "4", "4"),
        ("2 tabs PO once", "2", "2"),
    ] {
        let day = daily(&short(line)).unwrap();
        assert_eq!((day.low, day.high), (d(low), d(high)), "{line}");
    }
    let differing = typed(&[
        ("unit", "unit"),
        ("route", "subcutaneous"),
        ("timing", "at_times"),
        ("dose_at_morning", "10"),
        ("dose_at_evening", "6"),
    ]);
    assert_eq!(daily(&differing.judge().unwrap()).unwrap().high, d("16"));
}

#[test]
fn a_day_has_a_mass_where_the_strength_is_known() {
    let strength = |value, unit, per| Some(Strength { value: d(value), unit, per });
    let mass = |line: &str, strength: Option<Strength>| {
        daily_mass(&daily(&short(line)).unwrap(), strength.as_ref()).map(|mass| mass.high_mg)
    };
    let mg500 = strength("500", MassUnit::Milligrams, U::Tablet);
    assert_eq!(mass("1-2 tab PO Q4-6H PRN pain max 8", mg500), Some(d("4000")));
    assert_eq!(mass("7.5 mL PO BID", strength("50", MassUnit::Milligrams, U::Milliliter)), Some(d("750")));
    assert_eq!(mass("1 tab PO daily", strength("75", MassUnit::Micrograms, U::Tablet)), Some(d("0.075")));
    assert_eq!(mass("1 tab PO daily", strength("1", MassUnit::Grams, U::Tablet)), Some(d("1000")));
    assert_eq!(mass("1 cap PO daily", mg500), None, "the strength is another unit's");
    assert_eq!(mass("40 mg PO BID", None), Some(d("80")));
    assert_eq!(mass("1 tab PO daily", None), None);
}

#[test]
fn numbers_beyond_reckoning_break_nothing() {
    let mut directions = short("1 tab PO BID x 10 days");
    directions.steps[0].dose.low = Decimal::MAX;
    assert_eq!(needed(&directions), Needed::Unknown(Why::TooLarge));
    assert_eq!(daily(&directions), None);
    assert!(!directions.faults().is_empty());
    directions.steps[0].timing = Timing::EveryHours { low: 0, high: Some(0) };
    let _ = (needed(&directions), daily(&directions), directions.line(), directions.faults());
}
