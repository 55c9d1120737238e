//! People who help: what they see, what they never see, and how it begins and ends.

use super::demo::{House, Persona, houses};
use super::support::count;
use chrono::Duration;
use clinic::{db::Source as _, demo, fhir, ids::PatientId};

/// A form that invites someone, with changes.
fn form(changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("name", "Kim Tran"),
        ("relationship", "friend"),
        ("way", "mail"),
        ("email", "kim%40example.org"),
        ("labs", "true"),
        ("until", "2027-01-31"),
        ("language", "es"),
    ];
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect::<Vec<_>>().join("&")
}

fn patient(key: &str) -> PatientId {
    PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(key))))
}

async fn post(house: &House, persona: Persona, path: &str, body: &str) -> super::support::Answer {
    house.ask_with("POST", path, body, house.cookie(persona)).await
}

/// The id of the newest helper of Walter's.
async fn newest(house: &House) -> String {
    house
        .id_of("SELECT id FROM helpers WHERE patient_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1")
        .await
        .to_string()
}

/// The id of the right of Walter's daughter.
async fn daughters(house: &House) -> String {
    let sql = "SELECT id FROM helpers WHERE patient_id = $1 AND relationship = 'child'";
    house.id_of(sql).await.to_string()
}

#[tokio::test]
async fn every_page_of_a_helper_says_whose_record_it_is() {
    for house in houses("helpers_banner").await {
        let base = format!("/helping/{}", house.walter);
        for path in [base.clone(), format!("{base}/labs"), format!("{base}/labs/tests")] {
            let page = house.see(Persona::Helper, &path).await;
            assert_eq!(page.status, 200, "{path}");
            for words in
                ["You are helping Walter Nguyen", "You see: lab results.", "Until Feb 16, 2027.", "· Walter Nguyen ·"]
            {
                assert!(page.body.contains(words), "{words} on {path}");
            }
            for closed in ["prescriptions", "appointments", "record", "profile", "access", "invitation"] {
                assert!(!page.body.contains(&format!("{base}/{closed}")), "{closed} on {path}");
            }
            assert!(!page.body.contains("href=\"/labs\""), "no way leads to another record unmarked");
        }
        let list = house.see(Persona::Helper, "/helping").await.body;
        assert!(list.contains("Walter Nguyen") && !list.contains("Leo"));
        let own = house.see(Persona::Patient, "/labs").await.body;
        assert!(!own.contains("You are helping"));
    }
}

#[tokio::test]
async fn the_home_of_a_helper_shows_only_what_is_open() {
    for house in houses("helpers_home").await {
        let page = house.see(Persona::Helper, &format!("/helping/{}", house.walter)).await.body;
        let main = page.split_once("<main").unwrap().1;
        assert!(main.contains("id=\"results\""));
        for closed in ["id=\"visit\"", "id=\"drugs\"", "id=\"todo\"", "arfarin"] {
            assert!(!main.contains(closed), "{closed}");
        }
    }
}

#[tokio::test]
async fn a_patient_ends_help_with_one_press_and_sees_every_access() {
    for house in houses("helpers_end").await {
        let labs = format!("/helping/{}/labs", house.walter);
        assert_eq!(house.see(Persona::Helper, &labs).await.status, 200);
        assert_eq!(house.see(Persona::Helper, &format!("/helping/{}/prescriptions", house.walter)).await.status, 404);
        let log = house.see(Persona::Patient, "/access").await.body;
        for words in ["Linh Nguyen", "Helper", "Lab results", "Tried to open: Prescriptions"] {
            assert!(log.contains(words), "{words}");
        }
        let list = house.see(Persona::Patient, "/helpers").await.body;
        assert!(list.contains("Linh Nguyen") && list.contains("Last looked: Nov 18, 2026"), "{list}");

        // The step-up of consequence is not asked for: ending must never be hard.
        house.clock.advance(Duration::minutes(11));
        let ending = format!("/helpers/{}/ending", daughters(&house).await);
        let other = post(&house, Persona::OtherPatient, &ending, "").await;
        assert_eq!(other.status, 404);
        assert_eq!(house.see(Persona::Helper, &labs).await.status, 200);
        let ended = post(&house, Persona::Patient, &ending, "").await;
        assert_eq!((ended.status.as_u16(), ended.header("location")), (303, "/helpers"));
        assert_eq!(house.see(Persona::Helper, &labs).await.status, 404, "at the next request");
        assert_eq!(house.see(Persona::Helper, &format!("/helping/{}", house.walter)).await.status, 404);
        assert_eq!(post(&house, Persona::Patient, &ending, "").await.status, 404, "it is ended once");
        let told = "SELECT count(*) FROM outbox WHERE kind = 'helper_ended' AND state = 'waiting'";
        assert_eq!(count(&house.portal.db, told).await, 1);

        let first = house.see(Persona::Helper, "/").await;
        assert_eq!(first.header("location"), "/helping");
        let nobody = house.see(Persona::Helper, "/helping").await;
        assert_eq!(nobody.status, 200);
        assert!(nobody.body.contains("nobody whom you help") && !nobody.body.contains("Walter"));
        let log = house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Tried to open: Overview"), "a try after the end shows");
    }
}

#[tokio::test]
async fn help_ends_with_its_last_day() {
    for house in houses("helpers_last_day").await {
        let labs = format!("/helping/{}/labs", house.walter);
        house.clock.advance(Duration::days(90) - Duration::seconds(1));
        let cookie = house.cookie_of(Persona::Helper).await;
        assert_eq!(house.ask_with("GET", &labs, "", Some(&cookie)).await.status, 200);
        house.clock.advance(Duration::seconds(1));
        assert_eq!(house.ask_with("GET", &labs, "", Some(&cookie)).await.status, 404, "in the middle of a session");
        assert_eq!(house.ask_with("GET", "/helping", "", Some(&cookie)).await.status, 200);
    }
}

#[tokio::test]
async fn a_patient_invites_by_mail() {
    for house in houses("helpers_mail").await {
        let sent = post(&house, Persona::Patient, "/helpers", &form(&[])).await;
        assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/helpers"), "{}", sent.body);
        let waiting = "SELECT count(*) FROM outbox o JOIN invitations i ON i.id = o.subject_id
                       WHERE o.kind = 'invitation' AND i.kind = 'helper' AND i.email = 'kim@example.org' AND i.code_hash IS NULL";
        assert_eq!(count(&house.portal.db, waiting).await, 1);
        let list = house.see(Persona::Patient, "/helpers").await.body;
        for words in
            ["Kim Tran", "kim@example.org", "Can be accepted until Dec 18, 2026", "Until Jan 31, 2027", "lab results"]
        {
            assert!(list.contains(words), "{words}");
        }
        // Nobody else's list has it, and nothing of it is in another's reach.
        let helper = newest(&house).await;
        assert!(!house.see(Persona::OtherPatient, "/helpers").await.body.contains("Kim Tran"));
        for path in ["", "/ending", "/invitation"] {
            let path = format!("/helpers/{helper}{path}");
            assert_eq!(post(&house, Persona::OtherPatient, &path, "labs=true").await.status, 404, "{path}");
        }
        assert_eq!(house.see(Persona::OtherPatient, &format!("/helpers/{helper}")).await.status, 404);

        let again = post(&house, Persona::Patient, &format!("/helpers/{helper}/invitation"), "").await;
        assert_eq!(again.status, 303);
        let open = "SELECT count(*) FROM invitations WHERE email = 'kim@example.org' AND revoked_at IS NULL";
        assert_eq!(count(&house.portal.db, open).await, 1, "the earlier one has ended");
        let withdrawn = post(&house, Persona::Patient, &format!("/helpers/{helper}/ending"), "").await;
        assert_eq!(withdrawn.status, 303);
        assert_eq!(count(&house.portal.db, open).await, 0);
        let told = "SELECT count(*) FROM outbox WHERE kind = 'helper_ended'";
        assert_eq!(count(&house.portal.db, told).await, 0, "who never accepted is not told of an end");
        let again = post(&house, Persona::Patient, &format!("/helpers/{helper}/invitation"), "").await;
        assert_eq!(again.status, 404);
    }
}

#[tokio::test]
async fn a_letter_holds_the_code_and_not_the_birth_date() {
    for house in houses("helpers_letter").await {
        let letter = post(&house, Persona::Patient, "/helpers", &form(&[("way", "letter"), ("email", "")])).await;
        assert_eq!(letter.status, 200, "{}", letter.body);
        let body = letter.body.split_once("class=\"letter\"").unwrap().1;
        let code = body.split_once("letter-code\">").unwrap().1.split_once('<').unwrap().0;
        assert_eq!(code.len(), 14, "{code}");
        assert!(body.contains("Kim Tran") && body.contains("Walter Nguyen"));
        // In the language that was chosen, with the address that was set.
        assert!(body.contains("fecha de nacimiento"));
        assert!(body.contains(&format!("{}/invitation", house.portal.settings.origin)));
        let (born,): (chrono::NaiveDate,) = {
            let mut q = house.portal.db.read().await.unwrap();
            q.query("SELECT birth_date FROM patients WHERE id = $1").bind(house.walter).one().await.unwrap()
        };
        assert!(!body.contains(&born.to_string()) && !body.contains(&born.format("%Y").to_string()), "{body}");
        let list = house.see(Persona::Patient, "/helpers").await.body;
        assert!(!list.contains(code), "the code is shown once");
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM outbox").await, 0);
    }
}

#[tokio::test]
async fn a_refused_form_says_what_to_do_and_keeps_what_was_typed() {
    for house in houses("helpers_form").await {
        let long = "x".repeat(101);
        let mail = format!("{}%40example.org", "m".repeat(250));
        let cases: [(&[(&str, &str)], &str); 12] = [
            (&[("name", "  ")], "Enter the name"),
            (&[("name", &long)], "Shorten the name to 100"),
            (&[("name", "Kim%0d%0aBcc: x")], "Enter the name"),
            (&[("relationship", "guardian")], "Choose what this person is"),
            (&[("way", "pigeon")], "Choose how the invitation"),
            (&[("email", "kim")], "Enter their e-mail address"),
            (&[("email", &mail)], "Enter their e-mail address"),
            (&[("labs", "")], "Choose at least one thing"),
            (&[("until", "2026-11-17")], "Choose today or a later day"),
            (&[("until", "2031-11-19")], "Choose a day not later than Nov 18, 2031"),
            (&[("until", "soon")], "Enter a day such as"),
            (&[("language", "de")], "Choose a language"),
        ];
        for (changes, message) in cases {
            let refused = post(&house, Persona::Patient, "/helpers", &form(changes)).await;
            assert_eq!(refused.status, 422, "{message}");
            assert!(refused.body.contains(message), "{message}");
            if changes[0].0 != "name" {
                assert!(refused.body.contains("value=\"Kim Tran\""), "{message}");
            }
        }
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM helpers WHERE name LIKE 'Kim%'").await, 0);
        for day in ["2026-11-18", "2031-11-18", ""] {
            let good = post(&house, Persona::Patient, "/helpers", &form(&[("until", day)])).await;
            assert_eq!(good.status, 303, "{day}");
        }
    }
}

#[tokio::test]
async fn so_many_may_help_and_so_many_may_be_invited() {
    for house in houses("helpers_limits").await {
        // Linh helps already: nine more fit.
        for _ in 0..9 {
            assert_eq!(post(&house, Persona::Patient, "/helpers", &form(&[])).await.status, 303);
        }
        let refused = post(&house, Persona::Patient, "/helpers", &form(&[])).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("End one of them first"));
        let helper = newest(&house).await;
        assert_eq!(post(&house, Persona::Patient, &format!("/helpers/{helper}/invitation"), "").await.status, 303);
        let refused = post(&house, Persona::Patient, &format!("/helpers/{helper}/invitation"), "").await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Try again tomorrow"));
    }
}

#[tokio::test]
async fn what_someone_sees_is_changed_at_once() {
    for house in houses("helpers_change").await {
        let helper = daughters(&house).await;
        let page = house.see(Persona::Patient, &format!("/helpers/{helper}")).await;
        assert!(page.body.contains("value=\"2027-02-16\""), "the last day stands in the form");
        let refused = post(&house, Persona::Patient, &format!("/helpers/{helper}"), "until=2027-01-01").await;
        assert_eq!(refused.status, 422);
        let changed = post(&house, Persona::Patient, &format!("/helpers/{helper}"), "prescriptions=true&until=").await;
        assert_eq!(changed.status, 303);
        let base = format!("/helping/{}", house.walter);
        assert_eq!(house.see(Persona::Helper, &format!("{base}/labs")).await.status, 404);
        let page = house.see(Persona::Helper, &format!("{base}/prescriptions")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("You see: prescriptions.") && !page.body.contains("Until "));
    }
}

#[tokio::test]
async fn giving_rights_asks_who_it_is() {
    for house in houses("helpers_fresh").await {
        let helper = daughters(&house).await;
        house.clock.advance(Duration::minutes(11));
        for path in ["/helpers/new".to_owned(), format!("/helpers/{helper}")] {
            assert_eq!(house.see(Persona::Patient, &path).await.header("location"), "/account/confirmation", "{path}");
        }
        for path in ["/helpers".to_owned(), format!("/helpers/{helper}")] {
            let answer = post(&house, Persona::Patient, &path, &form(&[])).await;
            assert_eq!(answer.header("location"), "/account/confirmation", "{path}");
        }
        let guardian = post(&house, Persona::Staff, &format!("/patients/{}/helpers", house.walter), &form(&[])).await;
        assert_eq!(guardian.header("location"), "/account/confirmation");
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM helpers WHERE name = 'Kim Tran'").await, 0);
    }
}

#[tokio::test]
async fn the_clinic_enters_a_guardian_and_only_the_clinic_ends_it() {
    for house in houses("helpers_guardian").await {
        let path = format!("/patients/{}/helpers", house.walter);
        let guardian = [("relationship", "guardian"), ("until", "")];
        let refused = post(&house, Persona::Staff, &path, &form(&guardian)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Confirm that you have seen the document"));
        let friend = post(&house, Persona::Staff, &path, &form(&[("seen", "true")])).await;
        assert_eq!(friend.status, 422, "the clinic enters no friends");
        let seen = [guardian[0], guardian[1], ("seen", "true")];
        let entered = post(&house, Persona::Staff, &path, &form(&seen)).await;
        assert_eq!((entered.status.as_u16(), entered.header("location")), (303, path.as_str()), "{}", entered.body);
        let told = "SELECT count(*) FROM outbox WHERE kind = 'helper_added' AND occasion = 'entered'";
        assert_eq!(count(&house.portal.db, told).await, 1, "the patient is told");

        let helper = newest(&house).await;
        let list = house.see(Persona::Patient, "/helpers").await.body;
        assert!(list.contains("Kim Tran") && list.contains("Only the clinic can end this"));
        assert!(!list.contains(&format!("/helpers/{helper}")));
        assert_eq!(house.see(Persona::Patient, &format!("/helpers/{helper}")).await.status, 404);
        for action in ["", "/ending", "/invitation"] {
            let answer = post(&house, Persona::Patient, &format!("/helpers/{helper}{action}"), "labs=true").await;
            assert_eq!(answer.status, 404, "{action}");
        }
        // Nor is what the patient gave for the clinic to send again; but it may end it.
        let daughter = daughters(&house).await;
        assert_eq!(post(&house, Persona::Staff, &format!("{path}/{daughter}/invitation"), "").await.status, 404);
        assert_eq!(post(&house, Persona::Staff, &format!("{path}/{helper}/invitation"), "").await.status, 303);
        for id in [&helper, &daughter] {
            assert_eq!(post(&house, Persona::Staff, &format!("{path}/{id}/ending"), "").await.status, 303);
        }
        assert_eq!(house.see(Persona::Helper, &format!("/helping/{}/labs", house.walter)).await.status, 404);
        // A helper of another patient is not found under this one.
        let leos = format!("/patients/{}/helpers/{helper}/ending", patient("rosa-delgado"));
        assert_ne!(post(&house, Persona::Staff, &leos, "").await.header("location"), path);
        let log = house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Added: Help with the record") && log.contains("Removed: Help with the record"));
    }
}

#[tokio::test]
async fn a_mother_switches_between_her_own_record_and_her_sons() {
    for house in houses("helpers_mother").await {
        let maya = house.cookie_for("maya@example.org").await;
        let leo = format!("/helping/{}", patient("leo-thompson"));
        for path in ["", "/labs", "/prescriptions", "/appointments", "/record", "/record/vitals"] {
            let page = house.ask_with("GET", &format!("{leo}{path}"), "", Some(&maya)).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.body.contains("You are helping Leo"), "{path}");
            assert!(page.body.contains("My own record"), "{path}");
        }
        let own = house.ask_with("GET", "/labs", "", Some(&maya)).await;
        assert_eq!(own.status, 200);
        assert!(!own.body.contains("You are helping") && own.body.contains("href=\"/helping\""));
        for path in ["/profile", "/access", "/access-log", "/invitation", "/helpers", "/helpers/new"] {
            let closed = house.ask_with("GET", &format!("{leo}{path}"), "", Some(&maya)).await;
            assert_eq!(closed.status, 404, "{path}");
        }
        let other = house.ask_with("GET", &format!("/helping/{}/labs", house.walter), "", Some(&maya)).await;
        assert_eq!(other.status, 404);
        assert_eq!(house.ask_with("GET", "/helping/nonsense", "", Some(&maya)).await.status, 404);
    }
}

#[tokio::test]
async fn age_limits_what_a_mother_sees() {
    for house in houses("helpers_age").await {
        let leo = patient("leo-thompson");
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO settings (name, value, changed_at) VALUES ('helpers.limited_from_years', '7', $1)")
            .bind(house.clock.now())
            .run()
            .await
            .unwrap();
        tx.query("UPDATE appointments SET visit_type = 'Counselling', reason = 'Confidential', instruction = 'Come alone' WHERE patient_id = $1")
            .bind(leo)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let maya = house.cookie_for("maya@example.org").await;
        let base = format!("/helping/{leo}");
        for closed in ["/labs", "/prescriptions", "/record", "/record/vitals"] {
            let page = house.ask_with("GET", &format!("{base}{closed}"), "", Some(&maya)).await;
            assert_eq!(page.status, 404, "{closed}");
        }
        let (visit,): (uuid::Uuid,) = {
            let mut q = house.portal.db.read().await.unwrap();
            q.query("SELECT id FROM appointments WHERE patient_id = $1 ORDER BY id LIMIT 1")
                .bind(leo)
                .one()
                .await
                .unwrap()
        };
        for open in [
            String::new(),
            "/appointments".to_owned(),
            "/appointments?show=past".to_owned(),
            format!("/appointments/{visit}"),
        ] {
            let page = house.ask_with("GET", &format!("{base}{open}"), "", Some(&maya)).await;
            assert_eq!(page.status, 200, "{open}");
            assert!(page.body.contains("you see appointments only"), "{open}");
            for secret in ["Counselling", "Confidential", "Come alone"] {
                assert!(!page.body.contains(secret), "{secret} on {open}");
            }
        }
    }
}
