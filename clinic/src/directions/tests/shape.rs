use super::*;
use proptest::{option, prelude::*, sample::select};
use serde_json::{from_str, json, to_string, to_value};

#[test]
fn the_json_is_stable() {
    let mut directions = short("1-2 tab PO Q4-6H PRN pain x 5 days max 8");
    directions.free_text = Some("Drink plenty of water.".to_owned());
    directions.steps[0].food = Some(Food::WithFood);
    let shape = json!({
        "steps": [{
            "dose": { "low": "1", "high": "2", "unit": "tablet" },
            "route": "oral",
            "timing": { "every_hours": { "low": 4, "high": 6 } },
            "food": "with_food",
            "duration": { "value": 5, "unit": "days" },
            "as_needed": { "reason": "pain" },
            "max_per_day": "8",
        }],
        "free_text": "Drink plenty of water.",
    });
    assert_eq!(to_value(&directions).unwrap(), shape);
    assert_eq!(serde_json::from_value::<Directions>(shape).unwrap(), directions);
    for (timing, text) in [
        (Timing::TimesPerDay(2), r#"{"times_per_day":2}"#),
        (Timing::EveryHours { low: 8, high: None }, r#"{"every_hours":{"low":8}}"#),
        (Timing::EveryDays(2), r#"{"every_days":2}"#),
        (Timing::Weekdays(vec![Weekday::Mon]), r#"{"weekdays":["mon"]}"#),
        (
            Timing::AtTimes(vec![
                At { time: TimeOfDay::Morning, dose: None },
                At { time: TimeOfDay::Evening, dose: Some(d("6")) },
            ]),
            r#"{"at_times":[{"time":"morning"},{"time":"evening","dose":"6"}]}"#,
        ),
        (Timing::Monthly, r#""monthly""#),
        (Timing::Once, r#""once""#),
    ] {
        assert_eq!(to_string(&timing).unwrap(), text);
        assert_eq!(from_str::<Timing>(text).unwrap(), timing);
    }
}

#[test]
fn names_in_forms_and_json_are_the_same() {
    for unit in DoseUnit::ALL {
        assert_eq!(to_value(unit).unwrap(), unit.name());
        assert_eq!(DoseUnit::read(unit.name()), Some(unit));
        assert!(!unit.routes().is_empty());
    }
    for unit in QuantityUnit::ALL {
        assert_eq!(to_value(unit).unwrap(), unit.name());
        assert_eq!(QuantityUnit::read(unit.name()), Some(unit));
    }
    assert!(Route::ALL.into_iter().all(|route| to_value(route).unwrap() == route.name()));
    assert!(Site::ALL.into_iter().all(|site| to_value(site).unwrap() == site.name()));
    assert!(Food::ALL.into_iter().all(|food| to_value(food).unwrap() == food.name()));
    assert!(DurationUnit::ALL.into_iter().all(|unit| to_value(unit).unwrap() == unit.name()));
    assert!(Weekday::ALL.into_iter().all(|day| to_value(day).unwrap() == day.name()));
    assert!(TimeOfDay::ALL.into_iter().all(|time| to_value(time).unwrap() == time.name()));
}

#[test]
fn what_is_not_of_the_shape_is_refused() {
    for text in [
        r#"{"steps":[],"extra":1}"#,
        r#"{"steps":[{"dose":{"low":1,"unit":"tablet"},"timing":"once"}]}"#,
        r#"{"steps":[{"dose":{"low":"1.0","unit":"tablet"},"timing":"once"}]}"#,
        r#"{"steps":[{"dose":{"low":".5","unit":"tablet"},"timing":"once"}]}"#,
        r#"{"steps":[{"dose":{"low":"1","unit":"teaspoon"},"timing":"once"}]}"#,
        r#"{"steps":[{"dose":{"low":"1","unit":"tablet","size":1},"timing":"once"}]}"#,
        r#"{"steps":[{"dose":{"low":"1","unit":"tablet"},"timing":{"every_hours":{"low":4,"mid":5}}}]}"#,
        r#"{"steps":[{"dose":{"low":"1","unit":"tablet"},"timing":"once","as_needed":{"why":"pain"}}]}"#,
        r#"{"steps":[{"dose":{"low":"1","unit":"tablet"},"timing":"daily"}]}"#,
    ] {
        assert!(from_str::<Directions>(text).is_err(), "{text}");
    }
    assert!(from_str::<Typed>(r#"{"steps":[{"dose":"x","colour":"red"}]}"#).is_err());
    let draft = typed(&[("dose", " .5 "), ("on_mon", "true"), ("dose_at_noon", "?"), ("unit", "")]);
    let text = to_string(&draft).unwrap();
    assert_eq!(text, r#"{"steps":[{"dose":" .5 ","on_mon":"true","dose_at_noon":"?"}]}"#);
    assert_eq!(from_str::<Typed>(&text).unwrap(), draft);
}

fn steps() -> impl Strategy<Value = Step> {
    let amount = (1_i64..80).prop_map(|quarters| Decimal::new(quarters * 25, 2).normalize());
    let timing = prop_oneof![
        (1_u8..=12).prop_map(Timing::TimesPerDay),
        (1_u8..=36, option::of(37_u8..=72)).prop_map(|(low, high)| Timing::EveryHours { low, high }),
        (2_u8..=90).prop_map(Timing::EveryDays),
        proptest::sample::subsequence(Weekday::ALL.to_vec(), 1..=6).prop_map(Timing::Weekdays),
        proptest::sample::subsequence(TimeOfDay::ALL.to_vec(), 1..=4)
            .prop_map(|times| Timing::AtTimes(times.into_iter().map(|time| At { time, dose: None }).collect())),
        Just(Timing::Monthly),
        Just(Timing::Once),
    ];
    let reason = prop_oneof![select(Reason::KNOWN.to_vec()), "[a-z]{3,20}x".prop_map(Reason::Other)];
    (
        (amount, option::of(1_i64..20), timing, select(DoseUnit::ALL.to_vec())),
        option::of(select(Food::ALL.to_vec())),
        option::of((1_u16..=12, select(DurationUnit::ALL.to_vec()))),
        option::of(option::of(reason)),
        option::of(1_i64..400),
    )
        .prop_map(|((low, more, timing, unit), food, duration, as_needed, max)| Step {
            dose: Dose { low, high: more.map(|more| low + Decimal::from(more)), unit },
            route: unit.routes().first().copied(),
            site: unit.routes().first().and_then(|route| route.sites().first().copied()),
            timing,
            food,
            duration: duration.map(|(value, unit)| Duration { value, unit }),
            as_needed: as_needed.map(|reason| AsNeeded { reason }),
            max_per_day: max.map(Decimal::from),
        })
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_again(
        steps in proptest::collection::vec(steps(), 1..=4),
        free_text in option::of("\\PC{1,60}"),
    ) {
        let directions = Directions { steps, free_text };
        if directions.faults().is_empty() && directions.free_text.as_deref().is_none_or(|text| text.trim() == text) {
            prop_assert_eq!(Typed::from(&directions).judge(), Ok(directions.clone()));
        }
        let text = to_string(&directions).unwrap();
        prop_assert_eq!(&from_str::<Directions>(&text).unwrap(), &directions);
        // Nothing that can be reckoned with ever breaks.
        let quantity = Quantity { value: d("30"), unit: QuantityUnit::Tablet };
        let known = needed(&directions);
        let _ = (daily(&directions), compare(&quantity, &known, Some(d("5"))), directions.line(), to_fhir(&directions));
        if let (Some(days), Needed::Exactly(..)) = (days_supply(&directions, &quantity, Some(d("5"))), known) {
            let whole: u32 = directions
                .steps
                .iter()
                .map(|step| step.duration.map_or(1, |duration| duration.days()))
                .sum();
            prop_assert!(days <= whole);
        }
    }
}

#[test]
fn fhir_has_the_same_content() {
    let directions = short("1-2 tab PO Q4-6H PRN pain x 5 days max 8");
    assert_eq!(
        to_fhir(&directions),
        [json!({
            "sequence": 1,
            "text": "1 to 2 tablets by mouth, every 4 to 6 hours, for 5 days, as needed for pain, max 8 tablets in 24 hours",
            "timing": { "repeat": {
                "frequency": 1, "period": 4, "periodMax": 6, "periodUnit": "h",
                "boundsDuration": { "value": 5, "unit": "days", "system": "http://unitsofmeasure.org", "code": "d" },
            } },
            "asNeededCodeableConcept": { "text": "pain" },
            "route": {
                "text": "by mouth",
                "coding": [{ "system": "http://snomed.info/sct", "code": "26643006", "display": "Oral route" }],
            },
            "doseAndRate": [{ "doseRange": {
                "low": { "value": 1, "unit": "tablet", "system": "http://unitsofmeasure.org", "code": "{tablet}" },
                "high": { "value": 2, "unit": "tablets", "system": "http://unitsofmeasure.org", "code": "{tablet}" },
            } }],
            "maxDosePerPeriod": {
                "numerator": { "value": 8, "unit": "tablets", "system": "http://unitsofmeasure.org", "code": "{tablet}" },
                "denominator": { "value": 24, "unit": "h", "system": "http://unitsofmeasure.org", "code": "h" },
            },
        })]
    );
    let differing = typed(&[
        ("unit", "unit"),
        ("route", "subcutaneous"),
        ("timing", "at_times"),
        ("dose_at_morning", "10.5"),
        ("dose_at_evening", "6"),
    ]);
    let dosages = to_fhir(&differing.judge().unwrap());
    assert_eq!(dosages.len(), 2);
    assert!(dosages.iter().all(|dosage| dosage["sequence"] == 1));
    assert_eq!(dosages[0]["doseAndRate"][0]["doseQuantity"]["value"].to_string(), "10.5");
    assert_eq!(dosages[1]["timing"]["repeat"]["when"], json!(["EVE"]));
    let weekly = to_fhir(&short("4 tabs PO weekly mon"));
    let repeat = json!({ "frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"] });
    assert_eq!(weekly[0]["timing"]["repeat"], repeat);
}
