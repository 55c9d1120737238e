//! The safety checks for other programs.

use crate::support::{Clinic, clinics, clinics_with, count};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const KEY: &str = "a-key-of-more-than-thirty-two-characters";
const SERVICE: &str = "/cds-services/verbena-prescribe";

fn request() -> Value {
    let order = |id: &str, status: &str, name: &str| {
        json!({ "resource": { "resourceType": "MedicationRequest", "id": id, "status": status,
                              "medicationCodeableConcept": { "text": name } } })
    };
    json!({
        "hook": "order-sign",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {
            "userId": "Practitioner/1", "patientId": "1",
            "draftOrders": { "resourceType": "Bundle", "entry": [order("d", "draft", "ibuprofen 400 MG Oral Tablet")] },
        },
        "prefetch": {
            "patient": { "resourceType": "Patient", "gender": "female", "birthDate": "1950-01-31" },
            "medications": { "resourceType": "Bundle", "entry": [order("t", "active", "warfarin sodium 5 MG Oral Tablet")] },
            "allergies": null, "conditions": null, "observations": null,
        },
    })
}

async fn ask(clinic: &Clinic, key: &str, body: &str) -> (StatusCode, Value) {
    let authorization = format!("Bearer {key}");
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/json"),
        // It comes from another site, and without a cookie.
        ("origin", "https://ehr.example.org"),
        ("sec-fetch-site", "cross-site"),
    ];
    let answer = clinic.ask(Method::POST, SERVICE, &headers, body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
}

#[tokio::test]
async fn whoever_knows_the_key_gets_the_cards() {
    for clinic in clinics_with("cds_cards", &[("cds_hooks_key", KEY)]).await {
        let bearer = format!("Bearer {KEY}");
        let listed = clinic.get("/cds-services", &[("authorization", bearer.as_str())]).await;
        assert_eq!(listed.status, StatusCode::OK);
        assert!(listed.body.contains("verbena-prescribe") && listed.body.contains("order-sign"));
        let before = count(&clinic.portal.db, "SELECT count(*) FROM audit_events").await;
        let (status, answer) = ask(&clinic, KEY, &request().to_string()).await;
        assert_eq!(status, StatusCode::OK);
        let cards = answer["cards"].as_array().unwrap();
        assert!(
            cards.iter().any(|card| card["summary"].as_str().unwrap().to_lowercase().contains("warfarin")),
            "{answer}"
        );
        let after = count(&clinic.portal.db, "SELECT count(*) FROM audit_events").await;
        assert_eq!(after, before + 1, "that somebody asked is noted");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM prescriptions").await, 0);
    }
}

#[tokio::test]
async fn all_others_hear_why_not() {
    for clinic in clinics_with("cds_refused", &[("cds_hooks_key", KEY)]).await {
        assert_eq!(ask(&clinic, "another", &request().to_string()).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(clinic.get("/cds-services", &[]).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(&clinic, KEY, "{").await.0, StatusCode::BAD_REQUEST);
        let mut other = request();
        other["hook"] = "patient-view".into();
        assert_eq!(ask(&clinic, KEY, &other.to_string()).await.0, StatusCode::BAD_REQUEST);
        let mut cut = request();
        cut["prefetch"].as_object_mut().unwrap().remove("allergies");
        let (status, answer) = ask(&clinic, KEY, &cut.to_string()).await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED);
        assert!(answer["error"].as_str().unwrap().contains("allergies"));
        let long = format!("\"{}\"", "x".repeat(1 << 20));
        assert_eq!(ask(&clinic, KEY, &long).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    }
    for clinic in clinics("cds_off").await {
        assert_eq!(ask(&clinic, KEY, &request().to_string()).await.0, StatusCode::NOT_FOUND, "no key is set");
    }
}
