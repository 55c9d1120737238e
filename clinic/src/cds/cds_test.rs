use super::*;
use crate::drugs::starter_index;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

fn order(id: &str, name: &str) -> Value {
    json!({ "resource": { "resourceType": "MedicationRequest", "id": id, "status": "draft",
                          "medicationCodeableConcept": { "text": name } } })
}

/// A request to sign these, by someone who takes those and is allergic to that.
fn request(drafts: &[&str], taken: &[&str], allergies: &[&str]) -> Value {
    let orders = |names: &[&str], prefix: &str| -> Vec<Value> {
        names.iter().enumerate().map(|(number, name)| order(&format!("{prefix}{number}"), name)).collect()
    };
    let mut taken: Vec<Value> = orders(taken, "t");
    for one in &mut taken {
        one["resource"]["status"] = "active".into();
    }
    let allergies: Vec<Value> = allergies
        .iter()
        .map(|name| {
            json!({ "resource": { "resourceType": "AllergyIntolerance", "code": { "text": name }, "category": ["medication"],
                    "clinicalStatus": { "coding": [{ "code": "active" }] } } })
        })
        .collect();
    json!({
        "hook": "order-sign",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": { "userId": "Practitioner/example", "patientId": "1288992",
                     "draftOrders": { "resourceType": "Bundle", "entry": orders(drafts, "d") } },
        "prefetch": {
            "patient": { "resourceType": "Patient", "gender": "male", "birthDate": "1948-09-02" },
            "medications": { "resourceType": "Bundle", "entry": taken },
            "allergies": { "resourceType": "Bundle", "entry": allergies },
            "conditions": null,
            "observations": { "resourceType": "Bundle" },
        },
    })
}

fn cards(request: &Value) -> Vec<Value> {
    let answer = order_sign(request, &starter_index(), day()).unwrap();
    answer["cards"].as_array().unwrap().clone()
}

#[test]
fn the_service_names_what_it_needs() {
    let services = services();
    assert_eq!(services["services"][0]["hook"], "order-sign");
    assert_eq!(services["services"][0]["id"], SERVICE);
    assert_eq!(services["services"][0]["prefetch"].as_object().unwrap().len(), PREFETCH.len());
}

#[test]
fn the_cards_are_those_of_the_portal() {
    let found = cards(&request(&["ibuprofen 400 MG Oral Tablet"], &["warfarin sodium 5 MG Oral Tablet"], &[]));
    let about =
        found.iter().find(|card| card["summary"].as_str().unwrap().to_lowercase().contains("warfarin")).unwrap();
    assert!(["warning", "critical"].contains(&about["indicator"].as_str().unwrap()));
    assert!(!about["source"]["label"].as_str().unwrap().is_empty());
    assert!(about["summary"].as_str().unwrap().chars().count() < 140);
    assert_eq!(about["overrideReasons"][0]["system"], OverrideReason::SYSTEM);
    let found = cards(&request(&["amoxicillin 500 MG Oral Capsule"], &[], &["Penicillin"]));
    assert!(found.iter().any(|card| card["indicator"] == "critical"), "{found:?}");
}

#[test]
fn nothing_is_silent() {
    let found = cards(&request(&["Zorblaxin 3 MG"], &["Quuxolol"], &[]));
    for name in ["Zorblaxin", "Quuxolol"] {
        assert!(found.iter().any(|card| card["summary"].as_str().unwrap().contains(name)), "{name}");
    }
    let mut nameless = request(&[], &[], &[]);
    nameless["context"]["draftOrders"]["entry"] = json!([{ "resource": { "resourceType": "MedicationRequest" } }]);
    assert!(!cards(&nameless).is_empty(), "an order without a drug is not checked");
    assert_eq!(cards(&request(&[], &[], &[])), Vec::<Value>::new());
}

#[test]
fn a_request_that_is_none_is_refused_in_words() {
    let index = starter_index();
    let whole = request(&["ibuprofen"], &[], &[]);
    let without = |pointer: &str, key: &str| {
        let mut cut = whole.clone();
        cut.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
        order_sign(&cut, &index, day()).unwrap_err()
    };
    for (pointer, key) in
        [("", "hook"), ("", "hookInstance"), ("", "context"), ("/context", "draftOrders"), ("/context", "patientId")]
    {
        assert!(matches!(without(pointer, key), Refused::Malformed(_)), "{pointer}/{key}");
    }
    for (key, _) in PREFETCH {
        assert_eq!(without("/prefetch", key), Refused::Lacks(key));
    }
    let mut other = whole.clone();
    other["hook"] = "patient-view".into();
    assert_eq!(order_sign(&other, &index, day()), Err(Refused::OtherHook));
    assert!(order_sign(&json!([1, 2]), &index, day()).is_err());
}

#[test]
fn directions_in_mass_are_added_up() {
    let mut much = request(&["acetaminophen 500 MG Oral Tablet"], &[], &[]);
    much["context"]["draftOrders"]["entry"][0]["resource"]["dosageInstruction"] = json!([{
        "timing": { "repeat": { "frequency": 1, "period": 4, "periodUnit": "h" } },
        "doseAndRate": [{ "doseQuantity": { "value": 1000, "code": "mg" } }],
    }]);
    let found = cards(&much);
    assert!(found.iter().any(|card| card["detail"].as_str().unwrap().contains('4')), "6 g a day: {found:?}");
}
