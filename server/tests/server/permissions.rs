//! Who gets what: each page and action, asked for by each persona. Walter's record is what is asked for.

use super::demo::{House, Persona, houses};
use axum::http::header;
use std::fmt::Write as _;

/// A pattern of a path with the ids of Walter's things in it.
pub(super) async fn address(house: &House, pattern: &str) -> String {
    let mut path = pattern.replace("{patient}", &house.walter.to_string());
    if path.contains("{code}") {
        let category = if path.contains("vitals") { "vital-signs" } else { "laboratory" };
        path = path.replace("{code}", &house.test_of(category).await);
    }
    if path.contains("{id}") {
        let sql = if path.contains("/reports/") {
            "SELECT id FROM diagnostic_reports WHERE patient_id = $1 AND category = 'laboratory' ORDER BY id LIMIT 1"
        } else if path.contains("/prescriptions/") {
            "SELECT id FROM medication_requests WHERE patient_id = $1 ORDER BY id LIMIT 1"
        } else if path.contains("/appointments/") {
            "SELECT id FROM appointments WHERE patient_id = $1 ORDER BY id LIMIT 1"
        } else {
            "SELECT id FROM documents WHERE patient_id = $1 AND content IS NOT NULL ORDER BY id LIMIT 1"
        };
        path = path.replace("{id}", &house.id_of(sql).await.to_string());
    }
    path
}

/// What comes back: the status, or where it leads.
async fn outcome(house: &House, method: &str, path: &str, persona: Persona) -> String {
    // An action may end the session it is asked with: each gets one of its own.
    let fresh = if method == "POST" && persona != Persona::Anon { Some(house.sign_in(persona).await) } else { None };
    let cookie = fresh.as_deref().or(house.cookie(persona));
    let response = house.send(method, path, "", cookie).await;
    match response.headers().get(header::LOCATION) {
        Some(to) => {
            let to = to.to_str().unwrap();
            format!(">{}", to.replace(&house.walter.to_string(), "{patient}"))
        }
        None => response.status().as_u16().to_string(),
    }
}

#[tokio::test]
async fn every_page_and_action_answers_each_persona_as_agreed() {
    let agreed = include_str!("permissions.txt");
    for house in houses("permissions").await {
        let mut found = format!("{:<54}", "");
        for persona in Persona::ALL {
            let _ = write!(found, " {:<22}", format!("{persona:?}"));
        }
        found = found.trim_end().to_owned() + "\n";
        let mut routes = app::routes();
        // Signing out everywhere ends the sessions of all others: it comes last.
        routes.sort_by_key(|route| (route.path == "/sign-out/everywhere", route.path, route.method));
        for route in routes {
            let path = address(&house, route.path).await;
            let mut line = format!("{:<54}", format!("{} {}", route.method, route.path));
            for persona in Persona::ALL {
                let _ = write!(line, " {:<22}", outcome(&house, route.method, &path, persona).await);
            }
            found.push_str(line.trim_end());
            found.push('\n');
        }
        let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/permissions.txt");
        std::fs::write(file, &found).unwrap();
        for (now, then) in found.lines().zip(agreed.lines()) {
            assert_eq!(now, then, "if the change is meant, agree to it: {file} holds what was found");
        }
        assert_eq!(found.lines().count(), agreed.lines().count(), "{file} holds what was found");
    }
}

#[tokio::test]
async fn things_of_another_patient_are_not_found_under_ones_own_record() {
    for house in houses("not_yours").await {
        for pattern in ["/labs/reports/{id}", "/prescriptions/{id}", "/appointments/{id}", "/record/documents/{id}"] {
            let path = address(&house, pattern).await;
            assert_eq!(house.get(Persona::Patient, &path).await.0, 200, "{path}");
            let (status, body) = house.get(Persona::OtherPatient, &path).await;
            assert_eq!(status, 404, "{path}");
            assert!(!body.contains("Walter"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_reason_opens_a_record_outside_the_team_and_the_patient_sees_it() {
    for house in houses("reason").await {
        let chart = format!("/patients/{}", house.walter);
        let cookie = house.cookie(Persona::OtherPrescriber);
        let closed = house.send("GET", &format!("{chart}/labs"), "", cookie).await;
        assert_eq!(closed.headers()[header::LOCATION], format!("{chart}/access").as_str());
        let refused = house.send("POST", &format!("{chart}/access"), "purpose=other&reason=", cookie).await;
        assert_eq!(refused.status(), 422);
        let given = house
            .send("POST", &format!("{chart}/access"), "purpose=other&reason=Second+opinion+asked+for", cookie)
            .await;
        assert_eq!(given.status(), 303);
        assert_eq!(house.get(Persona::OtherPrescriber, &format!("{chart}/labs")).await.0, 200);
        let (_, log) = house.get(Persona::Patient, "/access").await;
        assert!(log.contains("Second opinion asked for"), "the patient sees the reason");
        // A shift later it is closed again.
        house.clock.advance(chrono::Duration::hours(13));
        let cookie = house.sign_in(Persona::OtherPrescriber).await;
        let closed = house.send("GET", &format!("{chart}/labs"), "", Some(&cookie)).await;
        assert_eq!(closed.status(), 303);
    }
}
