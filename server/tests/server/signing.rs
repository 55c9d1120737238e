//! Checking signed prescriptions, through the real router.

use super::support::{Clinic, clinics, clinics_with};
use axum::http::Method;
use chrono::Duration;
use clinic::{
    accounts::Role,
    db::Source as _,
    signing::{Jws, Signable, sample, signer},
};

pub(super) async fn signed(clinic: &Clinic, content: &Signable) -> Jws {
    let portal = &clinic.portal;
    let mut tx = portal.db.begin().await.unwrap();
    let key = signer(&mut tx, &portal.auditor, &portal.keys, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    content.encode(&key).unwrap()
}

async fn check(clinic: &Clinic, code: &str) -> super::support::Answer {
    clinic.post("/verify", "", &format!("code={}", code.replace('/', "%2F").replace('#', "%23"))).await
}

/// The checks that the trail tells of: what was checked, by whom, how it ended, and the note.
async fn noted(clinic: &Clinic) -> Vec<(Option<uuid::Uuid>, String, String, Option<String>)> {
    let mut q = clinic.portal.db.read().await.unwrap();
    q.query(
        "SELECT subject_id, role, outcome, detail FROM audit_events
         WHERE subject = 'prescriptions' AND action = 'execute' ORDER BY id",
    )
    .all()
    .await
    .unwrap()
}

#[tokio::test]
async fn anyone_can_check_a_code_and_is_told_what_the_signature_proves() {
    for clinic in clinics("verify").await {
        let content = sample::prescription();
        let jws = signed(&clinic, &content).await;
        let form = clinic.get("/verify", &[]).await;
        assert_eq!(form.status, 200);
        assert!(form.header("permissions-policy").starts_with("camera=(self)"));
        assert!(clinic.get("/sign-in", &[]).await.header("permissions-policy").starts_with("camera=()"));
        for code in [jws.numeric(), jws.as_str().to_owned(), format!("https://x.example/verify#{}", jws.numeric())] {
            let answer = check(&clinic, &code).await;
            assert_eq!(answer.status, 200);
            let page = answer.body;
            for words in [
                "Authentic and unaltered",
                "never tells whether the prescription was dispensed",
                "The portal cannot say whether it was dispensed",
                "Walter Nguyen",
                "warfarin sodium 5 mg oral tablet",
                "Take 1 tablet by mouth once a day in the evening.",
                "Tome 1 tableta",
                "30\u{a0}tablet",
            ] {
                assert!(page.contains(words), "{words}: {page}");
            }
            assert!(!page.contains("<script"), "what it says is for nobody but its reader");
        }
        let noted = noted(&clinic).await;
        assert_eq!(noted.len(), 3);
        let visitor = (Some(content.id), "visitor".to_owned(), "allowed".to_owned(), Some("code checked".to_owned()));
        assert!(noted.iter().all(|row| *row == visitor), "{noted:?}");
    }
}

#[tokio::test]
async fn what_is_not_authentic_is_refused_with_a_reason_and_shows_nothing() {
    for clinic in clinics("verify_bad").await {
        let jws = signed(&clinic, &sample::prescription()).await;
        let (head, signature) = jws.as_str().rsplit_once('.').unwrap();
        let changed = format!("{}A{}.{signature}", &head[..300], &head[301..]);
        assert_ne!(changed, jws.as_str());
        let other = include_str!("../../../clinic/src/signing/golden/code.txt").trim();
        for (code, words) in [
            (changed.as_str(), "changed after it was signed"),
            (other, "with a key that is not ours"),
            ("shc:/1/2/5676", "one of several codes"),
            ("hello", "not the code of a prescription"),
            ("", "Paste the code of a prescription"),
        ] {
            let answer = check(&clinic, code).await;
            assert_eq!(answer.status, 422, "{words}");
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
            assert!(!answer.body.contains("Walter"), "{words}");
            assert!(answer.body.contains(code), "what was typed is kept");
            assert!(answer.header("permissions-policy").starts_with("camera=(self)"));
        }
        let noted = noted(&clinic).await;
        assert_eq!(noted.len(), 4);
        assert!(noted.iter().all(|(id, _, outcome, _)| id.is_none() && outcome == "failed"));
    }
}

#[tokio::test]
async fn a_code_whose_last_day_is_over_is_authentic_and_not_valid() {
    for clinic in clinics("verify_over").await {
        let jws = signed(&clinic, &sample::prescription()).await;
        assert!(!check(&clinic, jws.as_str()).await.body.contains("It is no longer valid"));
        clinic.clock.advance(Duration::days(365));
        let page = check(&clinic, jws.as_str()).await.body;
        assert!(page.contains("Authentic and unaltered") && page.contains("It is no longer valid"), "{page}");
    }
}

#[tokio::test]
async fn checking_is_slowed_for_each_address() {
    for clinic in clinics_with("verify_rate", &[("sign_ins_per_minute", "2")]).await {
        assert_eq!(check(&clinic, "a").await.status, 422);
        assert_eq!(check(&clinic, "a").await.status, 422);
        assert_eq!(check(&clinic, "a").await.status, 429);
    }
}

#[tokio::test]
async fn the_public_keys_are_there_for_everyone() {
    for clinic in clinics("jwks").await {
        let path = "/.well-known/jwks.json";
        assert_eq!(clinic.get(path, &[]).await.body, r#"{"keys":[]}"#);
        signed(&clinic, &sample::prescription()).await;
        let file = clinic.get(path, &[("origin", "https://pharmacy.example")]).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/json"));
        assert_eq!(file.header("access-control-allow-origin"), "*");
        assert_eq!(file.header("cache-control"), "public, max-age=3600");
        let keys: serde_json::Value = serde_json::from_str(&file.body).unwrap();
        let key = &keys["keys"][0];
        assert_eq!(
            (key["kty"].as_str(), key["alg"].as_str(), key["use"].as_str()),
            (Some("EC"), Some("ES256"), Some("sig"))
        );
        assert!(key.get("d").is_none(), "no secret");
        let again = clinic.get(path, &[("if-none-match", file.header("etag"))]).await;
        assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
    }
}

#[tokio::test]
async fn an_administrator_makes_a_new_key_and_old_codes_stay_valid() {
    for clinic in clinics("rotate").await {
        let clinic = clinic.with_people().await;
        let jws = signed(&clinic, &sample::prescription()).await;
        let (admin, staff) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Staff).await);
        assert_eq!(clinic.get("/system/keys", &[("cookie", &staff)]).await.status, 404);
        assert_eq!(clinic.post("/system/keys", &staff, "").await.status, 404);
        let made = clinic.post("/system/keys", &admin, "").await;
        assert_eq!(made.header("location"), "/system/keys");
        let page = clinic.get("/system/keys", &[("cookie", &admin)]).await.body;
        assert!(page.contains("Signs no more since") && page.contains("Signs<"), "{page}");
        assert_eq!(check(&clinic, jws.as_str()).await.status, 200);
        assert_eq!(check(&clinic, signed(&clinic, &sample::prescription()).await.as_str()).await.status, 200);
        // An action of consequence: after a while it asks who is there.
        clinic.clock.advance(Duration::minutes(20));
        let asked = clinic.post("/system/keys", &admin, "").await;
        assert_eq!(asked.header("location"), "/account/confirmation");
    }
}

#[tokio::test]
async fn the_page_for_checking_offline_is_whole_in_itself() {
    for clinic in clinics("offline").await {
        signed(&clinic, &sample::prescription()).await;
        let file = clinic.ask(Method::GET, "/verify/offline", &[("cookie", "language=es")], "").await;
        assert_eq!(file.status, 200);
        assert!(file.header("content-disposition").starts_with("attachment; filename="));
        let page = file.body;
        let kid = clinic.get("/.well-known/jwks.json", &[]).await.body;
        let kid = kid.split("\"kid\":\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(page.contains(kid) && page.contains("<html lang=\"es\">"));
        assert!(page.contains("script-src 'sha256-") && page.contains("Comprobar") && page.contains("Check it"));
        for loaded in [" src=", "<link", "import ", "fetch(", "@import", "url("] {
            assert!(!page.contains(loaded), "it loads nothing: {loaded}");
        }
        let marks = ["%SCRIPT", "%STYLE", "%DATA%", "%LANG%", "%TITLE%", "%NO-SCRIPT%"];
        assert!(marks.iter().all(|mark| !page.contains(mark)));
        assert_eq!(page.matches("</script>").count(), 2);
    }
}

#[tokio::test]
async fn a_patient_reads_that_somebody_had_the_code_checked() {
    for house in super::demo::houses("verify_told").await {
        use super::demo::Persona;
        let id = house.signed_prescription("paper").await;
        let mut q = house.portal.db.read().await.unwrap();
        let (jws,): (String,) =
            q.query("SELECT jws FROM signed_prescriptions WHERE prescription_id = $1").bind(id).one().await.unwrap();
        drop(q);
        let checked = check(&house, &jws).await;
        assert_eq!(checked.status, 200);
        // Another patient who happens to be signed in stays unnamed, too.
        let body = format!("code={jws}");
        let other = house.ask_with("POST", "/verify", &body, house.cookie(Persona::OtherPatient)).await;
        assert_eq!(other.status, 200);
        let log = house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Somebody who had the code of a prescription"), "{log}");
        assert!(log.contains("Checked whether the code of the prescription is right"), "{log}");
        let mut q = house.portal.db.read().await.unwrap();
        let told: Vec<(String, String, bool)> = q
            .query(
                "SELECT role, actor, patient_id IS NOT NULL FROM audit_events
                 WHERE action = 'execute' AND detail = 'code checked' ORDER BY role, patient_id",
            )
            .all()
            .await
            .unwrap();
        let visitor = ("visitor".to_owned(), String::new(), true);
        assert_eq!(told.iter().filter(|row| **row == visitor).count(), 2, "{told:?}");
        assert!(told.iter().any(|(role, _, of_patient)| role == "patient" && !of_patient), "{told:?}");
        drop(q);
        let by_doctor = house.ask_with("POST", "/verify", &body, house.cookie(Persona::Prescriber)).await;
        assert_eq!(by_doctor.status, 200);
        assert!(house.see(Persona::Patient, "/access").await.body.contains("Used: "), "who works here is named");
    }
}
