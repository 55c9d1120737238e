//! Step-up, strong factors for those who need one, devices, passkeys.

use super::{DOCTOR, between};
use crate::{
    demo::{Persona, houses},
    installation::{Installation, said},
    support::{PASSWORD, clinics, clinics_with},
};
use chrono::Duration;
use clinic::accounts::Role;
use http::{Method, StatusCode};

#[tokio::test]
async fn a_fresh_proof_is_asked_for_and_the_password_is_none_beside_an_app() {
    for clinic in clinics("factor_step_up").await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        clinic.clock.advance(Duration::minutes(10));
        let asked = clinic.post("/account/factors/apps", &session, "").await;
        assert_eq!(asked.header("location"), "/account/confirmation");
        let page = clinic.see("/account/confirmation", &session).await;
        assert!(page.body.contains("current-password"));
        let password = format!("password={}", PASSWORD.replace(' ', "+"));
        for wrong in ["", "password=nonsense", "code=123456"] {
            let answer = clinic.post("/account/confirmation", &session, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let way = format!("{session}; way=/account/factors");
        let confirmed = clinic.post("/account/confirmation", &way, &password).await;
        assert_eq!(confirmed.header("location"), "/account/factors");
        for outside in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let way = format!("{session}; way={outside}");
            assert_eq!(
                clinic.post("/account/confirmation", &way, &password).await.header("location"),
                "/",
                "{outside}"
            );
        }
        let (app, _) = clinic.set_up_app(&session).await;

        clinic.clock.advance(Duration::minutes(10));
        let page = clinic.see("/account/confirmation", &session).await;
        assert!(page.body.contains("one-time-code") && !page.body.contains("current-password"));
        assert!(!page.body.contains("demo-code"), "only the demo tells its own codes");
        let refused = clinic.post("/account/confirmation", &session, &password).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let begun = clinic.post("/account/factors/apps", &session, "").await;
        assert_eq!(begun.header("location"), "/account/confirmation", "a password opens nothing where there is an app");
        let code = format!("code={}", app.code(clinic.clock.now()));
        assert_eq!(clinic.post("/account/confirmation", &session, &code).await.status, StatusCode::SEE_OTHER);
        assert_eq!(
            clinic.post("/account/confirmation", &session, &code).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let begun = clinic.post("/account/factors/apps", &session, "").await;
        assert!(begun.header("location").starts_with("/account/factors/apps/"));
    }
}

#[tokio::test]
async fn a_prescriber_works_with_a_strong_factor_only_and_keeps_the_last_one() {
    for clinic in clinics("factor_prescriber").await {
        let clinic = clinic.with_people().await;
        let weak = clinic.weak_cookie_for(DOCTOR).await;
        let turned = clinic.see("/patients", &weak).await;
        assert_eq!(turned.header("location"), "/account/factors");
        let page = clinic.see("/account/factors", &weak).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Set up a second step first"));
        assert!(!page.body.contains("Codes by mail"), "a mail would not be enough");
        clinic.set_up_app(&weak).await;
        assert_eq!(clinic.see("/patients", &weak).await.status, StatusCode::OK, "the session counts as strong now");

        let list = clinic.see("/account/factors", &weak).await.body;
        let one = format!("/account/factors/{}", between(&list, "href=\"/account/factors/0", "\"").trim());
        let one = one.replace("/account/factors/", "/account/factors/0");
        assert_eq!(clinic.see(&one, &weak).await.status, StatusCode::OK);
        let refused = clinic.post(&format!("{one}/removal"), &weak, "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("The last one cannot be removed"));
        for wrong in ["name=", "name=%20", &format!("name={}", "x".repeat(61))] {
            let answer = clinic.post(&format!("{one}/name"), &weak, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let renamed = clinic.post(&format!("{one}/name"), &weak, "name=Work+phone").await;
        assert_eq!(renamed.header("location"), "/account/factors");
        assert!(clinic.see("/account/factors", &weak).await.body.contains("Work phone"));

        // Somebody else does not find it, and signed out nobody comes here.
        let other = clinic.sign_in(Role::Staff).await;
        for path in ["name", "removal"] {
            let answer = clinic.post(&format!("{one}/{path}"), &other, "name=Mine").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert_eq!(clinic.post(&format!("{one}/{path}"), "", "").await.header("location"), "/sign-in");
        }
        assert_eq!(clinic.see(&one, &other).await.status, StatusCode::NOT_FOUND);

        // With a second one, the first can go.
        clinic.set_up_app(&weak).await;
        let removed = clinic.post(&format!("{one}/removal"), &weak, "").await;
        assert_eq!(removed.header("location"), "/account/factors");
    }
}

#[tokio::test]
async fn a_weak_session_of_a_prescriber_is_turned_away_from_every_page_of_theirs() {
    for house in houses("factor_weak").await {
        let weak = house.weak_cookie_for("okafor@example.org").await;
        let strong = house.cookie(Persona::Prescriber).unwrap();
        let mut turned_away = 0;
        for route in app::routes().into_iter().filter(|route| route.method == "GET") {
            let path = crate::permissions::address(&house, route.path).await;
            // What concerns the own account and what is open to everyone is not of the role.
            let own = [
                "/account",
                "/sign-in",
                "/invitation",
                "/password",
                "/email",
                "/notices",
                "/setup",
                "/helping",
                "/verify",
                "/.well-known",
                "/pharmacy/link",
            ];
            if route.path == "/" || own.iter().any(|own| route.path.starts_with(own)) {
                continue;
            }
            let with = house.ask_with("GET", &path, "", Some(strong)).await;
            let without = house.ask_with("GET", &path, "", Some(&weak)).await;
            if with.status == StatusCode::OK {
                assert_eq!(without.header("location"), "/account/factors", "{path}");
                turned_away += 1;
            } else {
                assert_ne!(without.status, StatusCode::OK, "{path}");
            }
        }
        assert!(turned_away > 15, "{turned_away} pages");
    }
}

#[tokio::test]
async fn a_device_that_is_signed_out_is_out_at_once() {
    for clinic in clinics("factor_devices").await {
        let clinic = clinic.with_people().await;
        let (here, there, elsewhere) =
            (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await);
        let other = clinic.sign_in(Role::Patient).await;
        let page = clinic.see("/account/devices", &here).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body.matches("This device").count(), 1);
        let actions: Vec<&str> = page
            .body
            .split("action=\"")
            .skip(1)
            .map(|rest| rest.split_once('"').unwrap().0)
            .filter(|action| action.starts_with("/account/devices/") && !action.contains("others"))
            .collect();
        assert_eq!(actions.len(), 2);
        assert_eq!(clinic.post(actions[0], &other, "").await.status, StatusCode::NOT_FOUND, "not theirs");
        assert_eq!(clinic.post(actions[0], "", "").await.header("location"), "/sign-in");
        assert_eq!(clinic.post(actions[0], &here, "").await.header("location"), "/account/devices");
        let left = [clinic.is_signed_in(&there).await, clinic.is_signed_in(&elsewhere).await];
        assert_eq!(left.iter().filter(|signed_in| **signed_in).count(), 1);
        assert_eq!(clinic.post("/account/devices/nonsense/sign-out", &here, "").await.status, StatusCode::NOT_FOUND);
        assert_eq!(clinic.post("/account/devices/others/sign-out", &here, "").await.status, StatusCode::SEE_OTHER);
        assert!(!clinic.is_signed_in(&there).await && !clinic.is_signed_in(&elsewhere).await);
        assert!(clinic.is_signed_in(&here).await && clinic.is_signed_in(&other).await);
    }
}

#[tokio::test]
async fn passkeys_belong_to_the_public_address_and_are_not_offered_without_one() {
    for clinic in clinics_with("passkey_host", &[("public_url", "https://portal.example.org")]).await {
        let clinic = clinic.with_people().await;
        let page = clinic.get("/sign-in", &[]).await;
        assert!(page.body.contains("data-passkey=\"get\""));
        let policy = page.header("content-security-policy").to_owned();
        let nonce = between(&policy, "script-src 'nonce-", "'").to_owned();
        assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "the page's script is let in");
        assert!(!policy.contains("unsafe"));
        // Whatever the request names as its host.
        let headers = [("sec-fetch-site", "same-origin")];
        let asked = clinic.ask(Method::POST, "/sign-in/passkey/challenge", &headers, "").await;
        assert_eq!((asked.status, asked.header("content-type")), (StatusCode::OK, "application/json"));
        assert!(asked.body.contains(r#""rpId":"portal.example.org""#), "{}", asked.body);
        assert!(asked.body.contains(r#""userVerification":"required""#));
        let id = between(&asked.body, r#""id":""#, "\"").to_owned();
        for form in
            ["".to_owned(), format!("challenge={id}&credential=nonsense"), format!("challenge={id}&credential=%7B%7D")]
        {
            let answer = clinic.post("/sign-in/passkey", "", &form).await;
            assert_eq!((answer.status, answer.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
        }
        let session = clinic
            .sign_in(Role::Patient)
            .await
            .replace("verbena=", "__Host-verbena=")
            .replace("__Host-__Host-", "__Host-");
        let made = clinic.post("/account/factors/passkeys/challenge", &session, "").await;
        assert!(made.body.contains(r#""residentKey":"required""#), "{}", made.body);
        let refused = clinic.post("/account/factors/passkeys", &session, "challenge=&credential=&name=Phone").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("value=\"Phone\""), "what was typed stays");
        let none = clinic.post("/account/confirmation/passkey/challenge", &session, "").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "they have no passkey");
    }
    for clinic in clinics("passkey_without_name").await {
        let clinic = clinic.with_people().await;
        let page = clinic.get("/sign-in", &[]).await;
        assert!(!page.body.contains("passkey") && !page.body.contains("<script"));
        let headers = [("sec-fetch-site", "same-origin")];
        let asked = clinic.ask(Method::POST, "/sign-in/passkey/challenge", &headers, "").await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND);
        let session = clinic.sign_in(Role::Patient).await;
        assert_eq!(clinic.see("/account/factors/passkeys", &session).await.status, StatusCode::NOT_FOUND);
        assert!(clinic.see("/account/factors", &session).await.body.contains("Passkeys cannot be used here"));
    }
}

#[test]
fn the_operator_resets_the_factors_of_someone_who_lost_them() {
    let here = Installation::new();
    here.done(&["migrate"]);
    assert!(here.add_user("ada@example.org", "admin", crate::installation::PASSWORD).status.success());
    assert!(here.done(&["user", "reset-factors", "ada@example.org"]).contains("no second factor now"));
    let unknown = here.run(&["user", "reset-factors", "nobody@example.org"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("is no account"));
}
