//! Completing a sign-in with a code.

use super::{PATIENT, between, cookie};
use crate::support::{PASSWORD, clinics, clinics_with};
use chrono::Duration;
use clinic::accounts::Role;
use http::StatusCode;

#[tokio::test]
async fn the_right_password_waits_for_the_code_and_a_new_session_begins_with_it() {
    for clinic in clinics("factor_sign_in").await {
        let clinic = clinic.with_people().await;
        let first = clinic.sign_in(Role::Patient).await;
        let (app, sheet) = clinic.set_up_app(&first).await;
        assert_eq!(between(&sheet, "class=\"codes\">", "</ol>").matches("<li>").count(), 10);

        let pending = clinic.pend(PATIENT).await;
        assert!(!clinic.is_signed_in(&pending).await);
        let token = pending.split_once('=').unwrap().1;
        assert!(!clinic.is_signed_in(&format!("verbena={token}")).await, "it is no session");
        let page = clinic.see("/sign-in/factor", &pending).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("autocomplete=\"one-time-code\""));
        assert!(!page.body.contains("demo-code"));
        for wrong in ["", "12345", "abcdef", "000 000"] {
            let answer = clinic.give(&pending, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert_eq!(answer.cookie(), None);
        }

        let way = format!("{pending}; way=/labs; verbena={token}");
        let done = clinic.give(&way, &app.code(clinic.clock.now())).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/labs"));
        let session = done.cookie().unwrap();
        assert!(!session.contains(token), "the session has a token of its own");
        assert!(clinic.is_signed_in(&session).await);
        assert!(!clinic.is_signed_in(&format!("verbena={token}")).await, "what was there before is worth nothing");
        assert_eq!(cookie(&done, "verbena-signing-in"), None);
        assert_eq!(clinic.see("/sign-in/factor", &pending).await.header("location"), "/sign-in");
        assert_eq!(clinic.give(&pending, "123456").await.header("location"), "/sign-in");

        // Given up, it is over.
        let pending = clinic.pend(PATIENT).await;
        let ended = clinic.post("/sign-in/factor/end", &pending, "").await;
        assert_eq!(ended.header("location"), "/sign-in");
        assert_eq!(clinic.see("/sign-in/factor", &pending).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_cookie_of_a_sign_in_under_way_is_bound_like_that_of_a_session() {
    for clinic in clinics_with("factor_cookie", &[("public_url", "https://portal.example.org")]).await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        clinic.set_up_app(&session).await;
        let answer = clinic.try_sign_in(PATIENT, PASSWORD).await;
        let set: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
        let set = set.into_iter().find(|cookie| cookie.starts_with("__Host-verbena-signing-in=")).unwrap();
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=600"] {
            assert!(set.contains(attribute), "{attribute}");
        }
    }
}

#[tokio::test]
async fn guessing_codes_is_slowed_and_late_codes_come_to_nothing() {
    for clinic in clinics("factor_guess").await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        let (app, _) = clinic.set_up_app(&session).await;
        let pending = clinic.pend(PATIENT).await;
        let wrong = if app.code(clinic.clock.now()) == "000000" { "111111" } else { "000000" };
        for _ in 0..5 {
            assert_eq!(clinic.give(&pending, wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let other = clinic.pend(PATIENT).await;
        let slowed = clinic.give(&other, &app.code(clinic.clock.now())).await;
        assert_eq!((slowed.status, slowed.cookie()), (StatusCode::UNPROCESSABLE_ENTITY, None));
        assert!(slowed.body.contains("Too many tries"), "{}", slowed.body);
        clinic.clock.advance(Duration::minutes(10));
        let late = clinic.give(&other, &app.code(clinic.clock.now())).await;
        assert_eq!((late.header("location"), late.cookie()), ("/sign-in", None));
    }
}

#[tokio::test]
async fn a_printed_code_and_a_mailed_code_work_once() {
    for clinic in clinics("factor_codes").await {
        let clinic = clinic.with_people().await;
        let session = clinic.sign_in(Role::Patient).await;
        let (_, sheet) = clinic.set_up_app(&session).await;
        let codes = between(&sheet, "class=\"codes\">", "</ol>");
        let printed = between(codes, "<li>", "</li>").to_owned();
        let pending = clinic.pend(PATIENT).await;
        assert_eq!(clinic.post("/sign-in/factor/mail", &pending, "").await.status, StatusCode::NOT_FOUND, "not chosen");
        let strong = clinic.give(&pending, &printed).await.cookie().unwrap();
        let pending = clinic.pend(PATIENT).await;
        assert_eq!(clinic.give(&pending, &printed).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Codes by mail are switched on once one has arrived.
        assert_eq!(clinic.see("/account/factors/mail", &strong).await.status, StatusCode::OK);
        for wrong in ["", "1234567", "123456", "12345678"] {
            let answer = clinic.post("/account/factors/mail", &strong, &format!("code={wrong}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        assert_eq!(
            clinic.post("/account/factors/mail/code", &strong, "").await.header("location"),
            "/account/factors/mail"
        );
        let used = clinic.mailed().await;
        let on = clinic.post("/account/factors/mail", &strong, &format!("code={used}")).await;
        assert_eq!(on.header("location"), "/account/factors");
        assert!(
            on.headers
                .get_all("set-cookie")
                .iter()
                .any(|set| set.to_str().unwrap().starts_with("notice=mail-codes-on"))
        );

        assert_eq!(clinic.give(&pending, &used).await.status, StatusCode::UNPROCESSABLE_ENTITY, "used");
        assert_eq!(clinic.post("/sign-in/factor/mail", &pending, "").await.header("location"), "/sign-in/factor");
        let mailed = clinic.mailed().await;
        let weak = clinic.give(&pending, &mailed).await.cookie().unwrap();
        assert!(clinic.is_signed_in(&weak).await);
        let pending = clinic.pend(PATIENT).await;
        assert_eq!(clinic.give(&pending, &mailed).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // What was given by mail changes nothing: there is something stronger.
        for path in ["/account/factors/mail/end", "/account/factors/apps", "/account/factors/recovery"] {
            assert_eq!(clinic.post(path, &weak, "").await.header("location"), "/account/confirmation", "{path}");
        }
        let off = clinic.post("/account/factors/mail/end", &strong, "").await;
        assert_eq!(off.header("location"), "/account/factors");
        assert!(!clinic.is_signed_in(&weak).await, "other sessions end");
    }
}
