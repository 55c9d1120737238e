use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Timelike, Utc};
use serde_json::Value;

use super::{bundle, helpers, patient_id, people, practitioner_id};

/// Every RxNorm code that the demo uses: clinical drugs that are prescribed, and ingredients of allergies.
const RXCUIS: [&str; 60] = [
    "860975", "1373463", "897122", "865098", "314076", "314077", "197884", "979492", "979480", "308136", "310798",
    "313988", "313096", "866427", "866436", "200031", "197604", "855332", "243670", "309362", "617310", "617311",
    "259255", "859747", "312961", "198039", "966222", "310325", "2123111", "895996", "896209", "312615", "308460",
    "308182", "1648755", "312938", "349332", "313161", "856535", "198051", "310273", "197319", "197541", "198440",
    "997223", "904419", "391937", "314072", "106258", "1014676", "1014678", "1652673", "1870230", "205923", "7984",
    "10831", "29046", "5640", "1191", "2176",
];

/// What a body can have: LOINC code, lowest, highest.
const PLAUSIBLE: [(&str, f64, f64); 64] = [
    ("2345-7", 45.0, 420.0),
    ("3094-0", 3.0, 120.0),
    ("2160-0", 0.2, 12.0),
    ("98979-8", 3.0, 140.0),
    ("2951-2", 120.0, 152.0),
    ("2823-3", 2.8, 6.6),
    ("2075-0", 85.0, 118.0),
    ("2028-9", 12.0, 34.0),
    ("17861-6", 7.0, 11.5),
    ("2885-2", 5.0, 9.0),
    ("1751-7", 2.5, 5.6),
    ("10834-0", 1.3, 4.2),
    ("1975-2", 0.1, 2.0),
    ("6768-6", 30.0, 320.0),
    ("1920-8", 5.0, 90.0),
    ("1742-6", 4.0, 110.0),
    ("2093-3", 90.0, 330.0),
    ("2571-8", 35.0, 420.0),
    ("2085-9", 25.0, 100.0),
    ("13457-7", 25.0, 250.0),
    ("43396-1", 40.0, 290.0),
    ("6690-2", 2.5, 18.0),
    ("789-8", 2.7, 6.2),
    ("718-7", 7.5, 18.5),
    ("4544-3", 22.0, 56.0),
    ("787-2", 65.0, 105.0),
    ("785-6", 18.0, 36.0),
    ("786-4", 30.0, 37.0),
    ("788-0", 11.0, 20.0),
    ("777-3", 120.0, 460.0),
    ("4548-4", 4.4, 12.0),
    ("9318-7", 1.0, 1_200.0),
    ("3016-3", 0.1, 15.0),
    ("3024-7", 0.6, 2.0),
    ("6301-6", 0.9, 5.0),
    ("2276-4", 2.0, 900.0),
    ("2498-4", 10.0, 180.0),
    ("2500-7", 200.0, 500.0),
    ("2502-3", 2.0, 60.0),
    ("2132-9", 180.0, 900.0),
    ("1989-3", 8.0, 70.0),
    ("2731-8", 12.0, 700.0),
    ("2777-1", 2.0, 8.0),
    ("3084-1", 2.5, 11.0),
    ("30934-4", 3.0, 3_000.0),
    ("2857-1", 0.2, 4.5),
    ("1988-5", 0.0, 80.0),
    ("1558-6", 65.0, 110.0),
    ("1507-3", 90.0, 190.0),
    ("1518-0", 70.0, 160.0),
    ("5671-3", 0.0, 3.4),
    ("5811-5", 1.002, 1.03),
    ("5803-2", 5.0, 8.0),
    ("8480-6", 70.0, 185.0),
    ("8462-4", 40.0, 110.0),
    ("29463-7", 2.5, 130.0),
    ("8302-2", 45.0, 200.0),
    ("39156-5", 12.0, 45.0),
    ("8867-4", 45.0, 165.0),
    ("9279-1", 10.0, 60.0),
    ("8310-5", 35.5, 39.5),
    ("59408-5", 86.0, 100.0),
    ("9843-4", 32.0, 51.0),
    ("44261-6", 0.0, 27.0),
];

#[test]
fn the_same_day_gives_the_same_bytes() {
    assert_eq!(bundle(today()), todays());
}

#[test]
fn on_any_day_references_resolve_times_are_past_and_nobody_is_in_two_places() {
    for day in days() {
        let bundles = bundle(day);
        references_resolve(&bundles);
        only_appointments_lie_ahead(day, &bundles);
        appointments_fit(day, &bundles);
    }
}

#[test]
fn nothing_happens_before_birth_or_after_death() {
    for bundle in todays().iter().skip(1) {
        let patient = &bundle["entry"][0]["resource"];
        let birth: NaiveDate = string(patient, "/birthDate").parse().unwrap();
        let death = patient["deceasedDateTime"].as_str().map(moment);
        for entry in bundle["entry"].as_array().unwrap() {
            let resource = &entry["resource"];
            for name in [
                "effectiveDateTime",
                "authoredOn",
                "performedDateTime",
                "occurrenceDateTime",
                "recordedDate",
                "onsetDateTime",
            ] {
                if let Some(text) = resource[name].as_str() {
                    let date: NaiveDate = text.get(..10).unwrap().parse().unwrap();
                    assert!(
                        date >= birth - Duration::days(3),
                        "{name} {text} before {birth} of {}",
                        string(patient, "/name/0/text")
                    );
                    if let (Some(death), true) = (death, text.len() > 10) {
                        assert!(moment(text) <= death, "{name} {text} after death");
                    }
                }
            }
        }
    }
}

#[test]
fn everyone_has_a_name_and_a_birth_date_from_infancy_to_ninety() {
    let day = today();
    let patients: Vec<&Value> = entries(todays())
        .map(|entry| &entry["resource"])
        .filter(|resource| resource["resourceType"] == "Patient")
        .collect();
    assert!(patients.len() >= 30);
    let mut ages = Vec::new();
    let mut numbers = BTreeSet::new();
    for patient in &patients {
        assert!(!string(patient, "/name/0/family").is_empty() && !string(patient, "/name/0/given/0").is_empty());
        let birth: NaiveDate = string(patient, "/birthDate").parse().unwrap();
        ages.push(day.years_since(birth).unwrap());
        assert!(numbers.insert(string(patient, "/identifier/0/value")));
    }
    assert!(ages.contains(&0) && ages.contains(&90));
}

#[test]
fn values_are_what_a_body_can_have_and_digits_are_what_a_laboratory_writes() {
    let plausible: BTreeMap<&str, (f64, f64)> =
        PLAUSIBLE.into_iter().map(|(code, low, high)| (code, (low, high))).collect();
    let bundles = todays();
    for entry in entries(bundles) {
        let resource = &entry["resource"];
        if resource["resourceType"] != "Observation" {
            continue;
        }
        let parts = resource["component"].as_array().cloned().unwrap_or_else(|| vec![resource.clone()]);
        for part in parts {
            let Some(number) = part.pointer("/valueQuantity/value") else { continue };
            let code = string(&part, "/code/coding/0/code");
            let written = number.to_string();
            assert!(written.split('.').nth(1).is_none_or(|decimals| decimals.len() <= 3), "{code} {written}");
            let value = number.as_f64().unwrap();
            if let Some((low, high)) = plausible.get(code.as_str()) {
                assert!(
                    (*low..=*high).contains(&value),
                    "{code} {written} of {}",
                    string(resource, "/subject/display")
                );
            } else {
                assert_eq!(code, "19926-5", "no limits for {code}");
            }
        }
    }
}

#[test]
fn drugs_are_known_and_none_is_controlled() {
    let bundles = todays();
    let mut used = BTreeSet::new();
    for entry in entries(bundles) {
        codings(&entry["resource"], "http://www.nlm.nih.gov/research/umls/rxnorm", &mut used);
    }
    for code in used {
        assert!(RXCUIS.contains(&code.as_str()), "{code} is not in the list");
    }
}

#[test]
fn the_largest_chart_is_large_and_the_newest_is_empty() {
    let bundles = todays();
    let count = |key: &str, kind: &str| {
        let id = patient_id(key);
        let chart = bundles
            .iter()
            .find(|bundle| bundle.pointer("/entry/0/resource/id").and_then(Value::as_str) == Some(&id))
            .unwrap();
        chart["entry"].as_array().unwrap().iter().filter(|entry| entry["resource"]["resourceType"] == kind).count()
    };
    assert!(count("harold-bergstrom", "Encounter") >= 400);
    assert!(count("harold-bergstrom", "Observation") >= 3_000);
    assert_eq!(count("kenji-watanabe", "Observation") + count("kenji-watanabe", "Encounter"), 0);
    for (key, kind) in [
        ("rosa-delgado", "CarePlan"),
        ("rosa-delgado", "Goal"),
        ("rosa-delgado", "DocumentReference"),
        ("walter-nguyen", "Appointment"),
    ] {
        assert!(count(key, kind) > 0, "{key} has no {kind}");
    }
}

#[test]
fn accounts_belong_to_people_in_the_demo() {
    let bundles = todays();
    let ids: BTreeSet<String> = entries(bundles).map(|entry| string(entry, "/resource/id")).collect();
    for account in people() {
        assert!(account.email.ends_with("@example.org"));
        let own = account.patient.map(patient_id).or(account.practitioner.map(practitioner_id));
        let helped = helpers().iter().filter(|helper| helper.email == account.email).map(|helper| helper.patient);
        let known: Vec<String> = own.into_iter().chain(helped.map(patient_id)).collect();
        assert!(!known.is_empty() && known.iter().all(|id| ids.contains(id)), "{} is nobody", account.name);
    }
    for helper in helpers() {
        assert!(people().iter().any(|account| account.email == helper.email), "{} cannot sign in", helper.email);
    }
}

fn references_resolve(bundles: &[Value]) {
    let mut known = BTreeSet::new();
    for entry in entries(bundles) {
        let url = string(entry, "/fullUrl");
        assert_eq!(url, format!("urn:uuid:{}", string(entry, "/resource/id")));
        assert!(known.insert(url.clone()), "{url} twice");
    }
    let mut used = Vec::new();
    for entry in entries(bundles) {
        references(entry, &mut used);
    }
    for reference in used {
        assert!(known.contains(&reference), "{reference} leads nowhere");
    }
}

fn only_appointments_lie_ahead(day: NaiveDate, bundles: &[Value]) {
    let dawn = day.and_time(NaiveTime::MIN).and_utc();
    let times = [
        "effectiveDateTime",
        "issued",
        "authoredOn",
        "performedDateTime",
        "occurrenceDateTime",
        "recordedDate",
        "date",
        "created",
    ];
    for entry in entries(bundles) {
        let resource = &entry["resource"];
        assert!(moment(&string(resource, "/meta/lastUpdated")) <= dawn);
        for name in times {
            if let Some(text) = resource[name].as_str() {
                assert!(moment(text) <= dawn, "{name} {text} of {}", resource["resourceType"]);
            }
        }
        if resource["resourceType"] == "Encounter" {
            assert!(moment(&string(resource, "/period/end")) <= dawn, "{}", string(resource, "/period/end"));
        }
    }
}

fn appointments_fit(day: NaiveDate, bundles: &[Value]) {
    let mut taken: BTreeMap<String, Vec<Busy>> = BTreeMap::new();
    for entry in entries(bundles) {
        let resource = &entry["resource"];
        if resource["resourceType"] != "Appointment" || resource["status"] == "cancelled" {
            continue;
        }
        let (start, end) = (moment(&string(resource, "/start")), moment(&string(resource, "/end")));
        let over = ["fulfilled", "noshow"].contains(&resource["status"].as_str().unwrap());
        assert_eq!(over, start.date_naive() < day, "{start} {}", resource["status"]);
        let place = string(resource, "/participant/2/actor/display");
        let zone = if place.contains("Harbor") { chrono_tz::America::New_York } else { chrono_tz::America::Denver };
        let (from, to) = (start.with_timezone(&zone), end.with_timezone(&zone));
        let open =
            super::calendar::is_open(from.date_naive()) && from.hour() >= 8 && to.hour() * 60 + to.minute() <= 17 * 60;
        assert!(open, "{from} to {to}");
        let busy = taken.entry(string(resource, "/participant/1/actor/display")).or_default();
        for (other, until) in busy.iter() {
            assert!(end <= *other || start >= *until, "{start} overlaps {other} on {day}");
        }
        busy.push((start, end));
    }
}

/// From when until when someone is busy.
type Busy = (DateTime<Utc>, DateTime<Utc>);

/// The demo of [`today`], made once.
fn todays() -> &'static [Value] {
    static MADE: LazyLock<Vec<Value>> = LazyLock::new(|| bundle(today()));
    &MADE
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A Monday before a holiday, the days before a change of the clock, a leap day.
fn days() -> Vec<NaiveDate> {
    [(2026, 11, 23), (2027, 3, 12), (2028, 2, 29)]
        .into_iter()
        .map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap())
        .collect()
}

fn entries(bundles: &[Value]) -> impl Iterator<Item = &Value> {
    bundles.iter().flat_map(|bundle| bundle["entry"].as_array().unwrap())
}

fn string(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer}")).to_owned()
}

fn moment(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|_| panic!("{text} is no time")).to_utc()
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value.as_str()) {
                    ("reference", Some(text)) => found.push(text.to_owned()),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn codings(value: &Value, system: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let code = fields.get("code").and_then(Value::as_str);
            if let (Some(code), true) = (code, fields.get("system").and_then(Value::as_str) == Some(system)) {
                found.insert(code.to_owned());
            }
            fields.values().for_each(|value| codings(value, system, found));
        }
        Value::Array(items) => items.iter().for_each(|item| codings(item, system, found)),
        _ => {}
    }
}
