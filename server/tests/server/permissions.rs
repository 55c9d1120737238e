//! Who gets what: each page and action, asked for by each persona. Walter's record is what is asked for.

use super::demo::{House, Persona, houses};
use std::fmt::Write as _;

/// A pattern of a path with the ids of Walter's things in it.
pub(super) async fn address(house: &House, pattern: &str) -> String {
    let mut path = pattern.replace("{patient}", &house.walter.to_string()).replace("{token}", "token");
    if path.contains("{change}") {
        path = path.replace("{change}", &house.waiting_change().await.to_string());
    }
    if path.contains("{contact}") {
        path = path.replace("{contact}", &house.contact().await.to_string());
    }
    path = path.replace("{field}", "sex");
    if path.contains("{code}") {
        let category = if path.contains("vitals") { "vital-signs" } else { "laboratory" };
        path = path.replace("{code}", &house.test_of(category).await);
    }
    if path.contains("{helper}") {
        // What is done to one helper is not to hinder the next persona: each is asked about another.
        let basis = if path.starts_with("/patients/") { "guardian" } else { "invited" };
        path = path.replace("{helper}", &house.invited_helper(basis).await.to_string());
    }
    if path.ends_with("{account}/pharmacy") {
        let sql = "SELECT id FROM accounts WHERE email_key = 'ines@example.org' AND $1 = $1";
        path = path.replace("{account}", &house.id_of(sql).await.to_string());
    }
    if path.contains("{account}") {
        path = path.replace("{account}", &house.someone().await.to_string());
    }
    if path.contains("{proposal}") {
        path = path.replace("{proposal}", &house.proposal().await.to_string());
    }
    // One that nobody issued.
    path = path.replace("{invitation}", "00000000-0000-7000-8000-000000000000").replace("{kind}", "location");
    if path.contains("{place}") {
        let sql = "SELECT id FROM locations WHERE $1 = $1 ORDER BY id LIMIT 1";
        path = path.replace("{place}", &house.id_of(sql).await.to_string());
    }
    path = path.replace("{day}", "2026-11-18");
    if path.contains("{position}") {
        house.attach_to_reports().await;
        path = path.replace("{position}", "1");
    }
    if path.starts_with("/calendar/visits/") || path.starts_with("/calendar/requests/") {
        let sql = "SELECT id FROM appointments WHERE patient_id = $1 ORDER BY id LIMIT 1";
        path = path.replace("{visit}", &house.id_of(sql).await.to_string());
    }
    if path.starts_with("/calendar/affected/") {
        path = path.replace("{closure}", &house.holiday().await.to_string());
    }
    if path.starts_with("/calendar/waiting/") {
        // One for each persona: who takes it out is not to hinder the next.
        path = path.replace("{entry}", &house.place_in_the_list().await.to_string());
    }
    if path.starts_with("/laboratories/") {
        let (laboratory, message) = house.laboratory().await;
        path = path.replace("{laboratory}", &laboratory.to_string()).replace("{message}", &message.to_string());
        path = path.replace("{key}", "01930000-0000-7000-8000-000000000000");
    }
    if path.starts_with("/matches/") {
        path = path.replace("{message}", &house.unmatched().await.to_string());
    }
    if path.contains("{closure}") {
        path = path.replace("{closure}", &house.closure().await.to_string());
    }
    for (part, sql) in [
        ("{visit}", "SELECT id FROM visit_types WHERE $1 = $1 ORDER BY id LIMIT 1"),
        ("{hours}", "SELECT id FROM weekly_hours WHERE $1 = $1 ORDER BY id LIMIT 1"),
        ("{room}", "SELECT id FROM rooms WHERE $1 = $1 ORDER BY id LIMIT 1"),
    ] {
        if path.contains(part) {
            path = path.replace(part, &house.id_of(sql).await.to_string());
        }
    }
    if path.contains("{draft}") {
        path = path.replace("{draft}", &house.draft().await.to_string());
    }
    // Nobody's: factors, sessions and favourites are found by their owner only.
    for part in ["{factor}", "{session}", "{favourite}", "{feed}", "{limit}"] {
        path = path.replace(part, "01930000-0000-7000-8000-000000000000");
    }
    // One for each persona: what one does with it is not to hinder the next.
    if pattern.contains("/prescriptions/{id}/") && !pattern.starts_with("/pharmacy/") {
        path = path.replace("{id}", &house.signed_prescription("paper").await.to_string());
    }
    if path.starts_with("/pharmacy/prescriptions/") {
        // One for each persona: what one does with it is not to hinder the next.
        path = path.replace("{id}", &house.prescription("harbor-pharmacy", "queue").await.to_string());
        path = path.replace("{request}", "01930000-0000-7000-8000-000000000000");
    }
    if path.contains("{hold}") {
        path = path.replace("{hold}", &house.hold_of_walter().await.to_string());
    }
    if path.contains("{entry}") || path.contains("{offer}") {
        let (entry, offer) = house.offer_to_walter().await;
        path = path.replace("{entry}", &entry.to_string()).replace("{offer}", &offer.to_string());
    }
    if path.contains("{question}") {
        path = path.replace("{question}", &house.question().await.to_string());
    }
    if pattern.contains("/labs/reports/{id}/") {
        path = path.replace("{id}", &house.report_to_review().await.to_string());
    }
    if path.contains("{comment}") {
        path = path.replace("{comment}", &house.commented().await.to_string());
    }
    if path.contains("{asked}") {
        path = path.replace("{asked}", &house.asked().await.to_string());
    }
    if path.contains("{task}") {
        path = path.replace("{task}", &house.task().await.to_string());
    }
    if pattern.contains("/appointments/{id}/") {
        path = path.replace("{id}", &house.booked(house.walter, "booked", None).await.to_string());
    }
    if path.contains("{id}") {
        let sql = if path.contains("/reports/") || path.contains("/releases/") {
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

/// What comes back: the status, or where it leads, with the pattern's own words for the ids in it.
async fn outcome(house: &House, method: &str, pattern: &str, path: &str, persona: Persona) -> String {
    // An action may end the session it is asked with: each gets one of its own.
    let fresh =
        if method == "POST" && persona != Persona::Anon { Some(house.another_session(persona).await) } else { None };
    let cookie = fresh.as_deref().or(house.cookie(persona));
    let answer = house.ask_with(method, path, "", cookie).await;
    match answer.header("location") {
        "" => answer.status.as_u16().to_string(),
        to => {
            let ids = pattern.split('/').zip(path.split('/')).filter(|(name, id)| name.starts_with('{') && name != id);
            let to = ids.fold(to.to_owned(), |to, (name, id)| to.replace(id, name));
            let to = to.replace(&house.walter.to_string(), "{patient}");
            // What an action has made has an id of its own each time.
            let parts: Vec<&str> =
                to.split('/').map(|part| if part.parse::<uuid::Uuid>().is_ok() { "{new}" } else { part }).collect();
            format!(">{}", parts.join("/"))
        }
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
        // Signing out others and everywhere ends the sessions that the other requests need: that comes last.
        let ends_sessions = ["/account/devices/others/sign-out", "/sign-out/everywhere"];
        routes.sort_by_key(|route| (ends_sessions.contains(&route.path), route.path, route.method));
        for route in routes {
            let mut line = format!("{:<54}", format!("{} {}", route.method, route.path));
            for persona in Persona::ALL {
                // Anew for each: what one of them takes away is there again for the next.
                let path = address(&house, route.path).await;
                let _ = write!(line, " {:<22}", outcome(&house, route.method, route.path, &path, persona).await);
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
            assert_eq!(house.see(Persona::Patient, &path).await.status, 200, "{path}");
            let other = house.see(Persona::OtherPatient, &path).await;
            assert_eq!(other.status, 404, "{path}");
            assert!(!other.body.contains("Walter"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_reason_opens_a_record_outside_the_team_and_the_patient_sees_it() {
    for house in houses("reason").await {
        let chart = format!("/patients/{}", house.walter);
        let cookie = house.cookie(Persona::OtherPrescriber);
        let closed = house.ask_with("GET", &format!("{chart}/labs"), "", cookie).await;
        assert_eq!(closed.header("location"), format!("{chart}/access"));
        let refused = house.ask_with("POST", &format!("{chart}/access"), "purpose=other&reason=", cookie).await;
        assert_eq!(refused.status, 422);
        let given = house
            .ask_with("POST", &format!("{chart}/access"), "purpose=other&reason=Second+opinion+asked+for", cookie)
            .await;
        assert_eq!(given.status, 303);
        assert_eq!(house.see(Persona::OtherPrescriber, &format!("{chart}/labs")).await.status, 200);
        let log = house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Second opinion asked for"), "the patient sees the reason");
        // A shift later it is closed again.
        house.clock.advance(chrono::Duration::hours(13));
        let cookie = house.cookie_of(Persona::OtherPrescriber).await;
        let closed = house.ask_with("GET", &format!("{chart}/labs"), "", Some(&cookie)).await;
        assert_eq!(closed.status, 303);
    }
}

#[tokio::test]
async fn the_overview_names_what_is_out_of_range_before_what_is_newer() {
    for house in houses("overview").await {
        let page = house.see(Persona::Prescriber, &format!("/patients/{}", house.walter)).await;
        assert_eq!(page.status, 200);
        let results = page.body.split_once("results-heading").unwrap().1;
        let results = results.split_once("visits-heading").unwrap().0;
        let at = |words: &str| results.find(words).unwrap_or_else(|| panic!("{words} is not shown"));
        assert!(at("INR") < at("Creatinine"), "{results}");
        assert!(results.contains("4.3"), "{results}");
    }
}
