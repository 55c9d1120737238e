use super::*;

/// A step that is right, to be changed.
fn right() -> Typed {
    typed(&[("dose", "1"), ("unit", "tablet"), ("route", "oral"), ("timing", "times_per_day"), ("count", "2")])
}

fn changed(changes: &[(&str, &str)]) -> Typed {
    let mut typed = right();
    for (part, text) in changes {
        typed.steps[0].set(Part::read(part).unwrap_or_else(|| panic!("{part}")), *text);
    }
    typed
}

#[test]
fn what_is_right_becomes_directions() {
    let directions = right().judge().unwrap();
    assert_eq!(directions.line(), "1 tablet by mouth, 2 times a day");
    assert!(directions.faults().is_empty());
}

#[test]
fn all_faults_are_named_at_once() {
    let typed = typed(&[
        ("dose", ".5"),
        ("unit", "teaspoon"),
        ("route", ""),
        ("timing", "times_per_day"),
        ("count", "13.5"),
        ("duration", "0"),
        ("duration_unit", "days"),
        ("reason", "pain TIW"),
        ("max_per_day", "1,5"),
    ]);
    let found = faults(&typed);
    let mut names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "step0_as_needed",
            "step0_count",
            "step0_dose",
            "step0_duration",
            "step0_max_per_day",
            "step0_reason",
            "step0_route",
            "step0_unit",
        ]
    );
}

/// The parts that are changed, the part with the fault, and the fault.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, Kind);

#[test]
fn each_fault_is_at_its_field() {
    let long = "long ".repeat(20);
    let cases: &[Case<'_>] = &[
        (&[("dose", "")], "dose", Kind::Missing),
        (&[("dose", "5.0")], "dose", Kind::Write { amount: d("5") }),
        (&[("dose", "0.3")], "dose", Kind::NotAQuarter),
        (&[("dose", "40")], "dose", Kind::TooLarge { most: d("20") }),
        (&[("dose_high", "1")], "dose_high", Kind::NotRising),
        (&[("unit", "")], "unit", Kind::Missing),
        (&[("unit", "spoon")], "unit", Kind::UnknownChoice),
        (&[("route", "eye")], "route", Kind::WrongRoute),
        (&[("site", "left_eye")], "site", Kind::WrongSite),
        (&[("unit", "drop"), ("route", "eye")], "site", Kind::Missing),
        (&[("timing", "")], "timing", Kind::Missing),
        (&[("count", "13")], "count", Kind::TooLarge { most: d("12") }),
        (&[("count", "0")], "count", Kind::TooSmall { least: d("1") }),
        (&[("count", "1.5")], "count", Kind::NotWhole),
        (&[("timing", "every_hours"), ("count", "73")], "count", Kind::TooLarge { most: d("72") }),
        (&[("timing", "every_hours"), ("count", "6"), ("count_high", "4")], "count_high", Kind::NotRising),
        (&[("timing", "every_days"), ("count", "1")], "count", Kind::TooSmall { least: d("2") }),
        (&[("count_high", "6")], "count_high", Kind::DoesNotBelong),
        (&[("on_mon", "true")], "on_mon", Kind::DoesNotBelong),
        (&[("at_noon", "true")], "at_noon", Kind::DoesNotBelong),
        (&[("dose_at_noon", "2")], "dose_at_noon", Kind::DoesNotBelong),
        (&[("timing", "weekdays"), ("count", "")], "on_mon", Kind::Missing),
        (&[("timing", "at_times"), ("count", "")], "at_morning", Kind::Missing),
        (&[("timing", "monthly")], "count", Kind::DoesNotBelong),
        (&[("food", "with_wine")], "food", Kind::UnknownChoice),
        (&[("duration", "400"), ("duration_unit", "days")], "duration", Kind::TooLarge { most: d("365") }),
        (&[("duration", "10")], "duration_unit", Kind::Missing),
        (&[("reason", "pain")], "as_needed", Kind::OnlyWithAsNeeded),
        (&[("as_needed", "true"), ("reason", &long)], "reason", Kind::TooLong { most: 60 }),
        (&[("max_per_day", "0.5")], "max_per_day", Kind::LessThanADose),
        (&[("max_per_day", "1.5")], "max_per_day", Kind::LessThanADay),
        (&[("max_per_day", "0.3")], "max_per_day", Kind::NotAQuarter),
        (&[("short", "1 tab PO BID")], "short", Kind::Contradicts),
        (&[("short", "thrice")], "short", Kind::NotUnderstood { word: "thrice".to_owned() }),
    ];
    for (changes, name, kind) in cases {
        let mut typed = changed(changes);
        if matches!(kind, Kind::Contradicts) {
            typed.steps[0].set(Part::Count, "3");
        }
        let found = faults(&typed);
        assert!(found.contains(&(format!("step0_{name}"), kind.clone())), "{changes:?}: {found:?}");
    }
}

#[test]
fn all_seven_days_are_once_a_day() {
    let mut typed = changed(&[("timing", "weekdays"), ("count", "")]);
    for day in Weekday::ALL {
        typed.steps[0].set(Part::Day(day), "true");
    }
    assert_eq!(faults(&typed), [("step0_on_mon".to_owned(), Kind::EveryDay)]);
}

#[test]
fn times_of_day_have_one_form_for_one_meaning() {
    let at = |fields: &[(&str, &str)]| {
        let mut all = vec![("unit", "unit"), ("route", "subcutaneous"), ("timing", "at_times")];
        all.extend_from_slice(fields);
        typed(&all)
    };
    let line = |fields: &[(&str, &str)]| at(fields).judge().map(|directions| directions.line());
    let differing = "10 units in the morning and 6 units in the evening, under the skin";
    assert_eq!(line(&[("dose_at_morning", "10"), ("dose_at_evening", "6")]).unwrap(), differing);
    assert_eq!(line(&[("dose", "10"), ("at_morning", "true"), ("dose_at_evening", "6")]).unwrap(), differing);
    assert_eq!(line(&[("dose", "6"), ("dose_at_morning", "10"), ("at_evening", "true")]).unwrap(), differing);
    let same = at(&[("dose_at_morning", "10"), ("dose_at_evening", "10")]).judge().unwrap();
    assert_eq!(same, at(&[("dose", "10"), ("at_morning", "true"), ("at_evening", "true")]).judge().unwrap());
    let filled = Typed::from(&at(&[("dose_at_morning", "10"), ("dose_at_evening", "6")]).judge().unwrap());
    assert_eq!(filled.judge().unwrap().line(), differing);
    assert_eq!(same.line(), "10 units under the skin, in the morning and in the evening");
    // An amount that no time takes is not lost silently.
    let lost = at(&[("dose", "4"), ("dose_at_morning", "10"), ("dose_at_evening", "6")]);
    assert_eq!(faults(&lost), [("step0_dose".to_owned(), Kind::DoesNotBelong)]);
    assert_eq!(faults(&at(&[("at_noon", "true")])), [("step0_dose".to_owned(), Kind::Missing)]);
    let range = at(&[("dose", "4"), ("dose_high", "6"), ("at_noon", "true"), ("dose_at_bedtime", "8")]);
    assert_eq!(faults(&range), [("step0_dose_at_bedtime".to_owned(), Kind::DoesNotBelong)]);
}

#[test]
fn steps_follow_one_another() {
    let mut typed = changed(&[("duration", "5"), ("duration_unit", "days")]);
    typed.steps.push(StepTyped::default().with(Part::DurationUnit, "days"));
    assert_eq!(typed.judge().unwrap().steps.len(), 1, "a blank step is passed over");
    typed.steps.push(right().steps[0].clone());
    assert_eq!(typed.judge().unwrap().steps.len(), 2);
    typed.steps[0].set(Part::Duration, "");
    assert_eq!(faults(&typed), [("step0_duration".to_owned(), Kind::NeedsEnd)]);
    typed.steps = vec![changed(&[("duration", "5"), ("duration_unit", "days")]).steps[0].clone(); 5];
    assert_eq!(faults(&typed), [("step4_dose".to_owned(), Kind::TooManySteps { most: 4 })]);
    let again = Typed::read(typed.fields().iter().map(|(name, text)| (name.as_str(), text.as_str())));
    assert_eq!(again, typed);
    assert!(faults(&Typed::default()).contains(&("step0_dose".to_owned(), Kind::Missing)));
}

#[test]
fn words_beside_the_parts_are_judged_too() {
    let mut typed = right();
    typed.free_text = " Shake well. ".to_owned();
    assert_eq!(typed.judge().unwrap().free_text.as_deref(), Some("Shake well."));
    typed.free_text = "Take 10U more".to_owned();
    let found = faults(&typed);
    assert!(matches!(found.as_slice(), [(name, Kind::Risky(_))] if name == "free_text"), "{found:?}");
    typed.free_text = "x".repeat(301);
    assert_eq!(faults(&typed), [("free_text".to_owned(), Kind::TooLong { most: 300 })]);
}

#[test]
fn the_short_form_is_an_aid_for_typing() {
    for (line, wanted) in [
        ("1 tab PO daily", "1 tablet by mouth, once a day"),
        ("1 tab PO BID", "1 tablet by mouth, 2 times a day"),
        ("2 caps po tid x 7 days", "2 capsules by mouth, 3 times a day, for 7 days"),
        ("5 mL PO QID x10d", ""),
        ("5 mL PO QID x 10d", "5 mL by mouth, 4 times a day, for 10 days"),
        (
            "1-2 tab PO Q4-6H PRN pain x 5 days max 8",
            "1 to 2 tablets by mouth, every 4 to 6 hours, for 5 days, as needed for pain, max 8 tablets in 24 hours",
        ),
        ("1 tab PO QHS", "1 tablet by mouth, at bedtime"),
        ("1 tab PO QAM PC", "1 tablet by mouth, in the morning, after meals"),
        ("10 units subcut qhs", "10 units under the skin, at bedtime"),
        ("2 puffs INH q4h prn for wheezing", "2 puffs inhaled, every 4 hours, as needed for wheezing"),
        ("1 tab po q2d", "1 tablet by mouth, every other day"),
        ("4 tabs po weekly monday", "4 tablets by mouth, ONCE A WEEK on Monday"),
        ("1 tab po once", "1 tablet by mouth, one time only"),
        ("1 tab sl prn chest pain", ""),
    ] {
        match typed(&[("short", line)]).judge() {
            Ok(directions) => assert_eq!(directions.line(), wanted, "{line}"),
            Err(faults) => assert!(wanted.is_empty(), "{line}: {faults:?}"),
        }
    }
    for (line, meant) in [
        ("1 tab PO QD", Meant::Daily),
        ("1 tab PO q.o.d.", Meant::EveryOtherDay),
        ("10 U subcut daily", Meant::Units),
        ("1000 IU PO daily", Meant::Units),
        ("5 cc PO daily", Meant::Milliliters),
        ("1 tsp PO daily", Meant::Milliliters),
        ("1 tab PO TIW", Meant::Weekdays),
        (".5 tab PO daily", Meant::Number(d("0.5"))),
        ("5.0 mL PO daily", Meant::Number(d("5"))),
    ] {
        let found = faults(&typed(&[("short", line)]));
        let risky = found
            .iter()
            .any(|(name, kind)| name == "step0_short" && matches!(kind, Kind::Risky(risky) if risky.meant == meant));
        assert!(risky, "{line}: {found:?}");
    }
}

#[test]
fn every_preset_and_form_is_right() {
    let all: Vec<_> = DoseUnit::ALL.into_iter().flat_map(presets).collect();
    assert!(all.len() >= 25, "{}", all.len());
    for directions in &all {
        assert!(directions.faults().is_empty(), "{}: {:?}", directions.line(), directions.faults());
        assert_eq!(Typed::from(directions).judge().as_ref(), Ok(directions));
    }
    for (form, unit) in [
        ("Oral Tablet", Some(DoseUnit::Tablet)),
        ("Extended Release Oral Capsule", Some(DoseUnit::Capsule)),
        ("Oral Solution", Some(DoseUnit::Milliliter)),
        ("Powder for Oral Solution", Some(DoseUnit::Packet)),
        ("Ophthalmic Solution", Some(DoseUnit::Drop)),
        ("Ophthalmic Ointment", Some(DoseUnit::Application)),
        ("Metered Dose Inhaler", Some(DoseUnit::Puff)),
        ("Dry Powder Inhaler", Some(DoseUnit::Puff)),
        ("Inhalation Solution", Some(DoseUnit::Milliliter)),
        ("Metered Dose Nasal Spray", Some(DoseUnit::Spray)),
        ("Pen Injector", Some(DoseUnit::Unit)),
        ("Auto-Injector", Some(DoseUnit::Injection)),
        ("Injectable Solution", Some(DoseUnit::Milliliter)),
        ("Topical Cream", Some(DoseUnit::Application)),
        ("Transdermal System", Some(DoseUnit::Patch)),
        ("Rectal Suppository", Some(DoseUnit::Suppository)),
        ("Oral Lozenge", Some(DoseUnit::Lozenge)),
        ("Vaginal Cream", Some(DoseUnit::Application)),
        ("Pack", None),
    ] {
        assert_eq!(units_of_form(form).first().copied(), unit, "{form}");
    }
}
