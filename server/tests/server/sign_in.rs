//! Signing in and out over HTTP, and how long that lasts.

use crate::support::{PASSWORD, clinics, clinics_with};
use chrono::Duration;
use clinic::accounts::Role;
use http::StatusCode;

#[tokio::test]
async fn the_right_password_opens_the_portal() {
    for clinic in clinics("the_right_password_opens").await {
        let clinic = clinic.with_people().await;
        for role in Role::ALL {
            let cookie = clinic.sign_in(role).await;
            assert!(clinic.is_signed_in(&cookie).await, "{role:?}");
        }
        assert!(!clinic.is_signed_in("").await);
        assert!(!clinic.is_signed_in("verbena=nonsense").await);
    }
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    for clinic in clinics("the_cookie_is_kept").await {
        let clinic = clinic.with_people().await;
        let answer = clinic.try_sign_in("patient@example.org", PASSWORD).await;
        let cookie = answer.set_cookie().unwrap();
        assert!(cookie.starts_with("verbena="));
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=43200"] {
            assert!(cookie.contains(attribute), "{attribute}");
        }
    }
    for clinic in clinics_with("the_cookie_is_bound", &[("public_url", "https://portal.example.org")]).await {
        let clinic = clinic.with_people().await;
        let answer = clinic.try_sign_in("patient@example.org", PASSWORD).await;
        let cookie = answer.set_cookie().unwrap();
        assert!(cookie.starts_with("__Host-verbena="));
        assert!(cookie.contains("; Secure"));
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_person_look_the_same() {
    for clinic in clinics("wrong_and_unknown_look_the_same").await {
        let clinic = clinic.with_people().await;
        let wrong = clinic.try_sign_in("patient@example.org", "not the right password").await;
        let unknown = clinic.try_sign_in("nobody_@example.org", "not the right password").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(unknown.status, wrong.status);
        assert_eq!(wrong.cookie(), None);
        assert_eq!(wrong.body.replace("patient@", "nobody_@"), unknown.body);
    }
}

#[tokio::test]
async fn failures_are_slowed_more_and_more() {
    for clinic in clinics("failures_are_slowed").await {
        let clinic = clinic.with_people().await;
        let attempt = async |password: &str| clinic.try_sign_in("patient@example.org", password).await;
        for _ in 0..5 {
            assert_eq!(attempt("not the right password").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // The fifth failure costs 2 seconds, the next one 4: meanwhile the right password does not help.
        assert_eq!(attempt(PASSWORD).await.cookie(), None);
        clinic.clock.advance(Duration::seconds(3));
        assert_eq!(attempt("not the right password").await.cookie(), None);
        clinic.clock.advance(Duration::seconds(3));
        assert_eq!(attempt(PASSWORD).await.cookie(), None);
        clinic.clock.advance(Duration::seconds(2));
        assert!(attempt(PASSWORD).await.cookie().is_some());
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    for clinic in clinics("a_session_ends_unused").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        for _ in 0..3 {
            clinic.clock.advance(Duration::minutes(29));
            assert!(clinic.is_signed_in(&cookie).await, "each visit begins the time anew");
        }
        clinic.clock.advance(Duration::minutes(31));
        assert!(!clinic.is_signed_in(&cookie).await);
    }
}

#[tokio::test]
async fn a_session_ends_after_its_longest_time() {
    for clinic in clinics("a_session_ends_after_its_longest_time").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        for _ in 0..35 {
            clinic.clock.advance(Duration::minutes(20));
            assert!(clinic.is_signed_in(&cookie).await);
        }
        clinic.clock.advance(Duration::minutes(21));
        assert!(!clinic.is_signed_in(&cookie).await, "twelve hours are over");
    }
}

#[tokio::test]
async fn signing_out_here_leaves_other_devices_alone() {
    for clinic in clinics("signing_out_here").await {
        let clinic = clinic.with_people().await;
        let (here, there) = (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await);
        assert_eq!(clinic.post("/sign-out", &here, "").await.status, StatusCode::SEE_OTHER);
        assert!(!clinic.is_signed_in(&here).await);
        assert!(clinic.is_signed_in(&there).await);
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_all() {
    for clinic in clinics("signing_out_everywhere").await {
        let clinic = clinic.with_people().await;
        let (here, there) = (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await);
        let other = clinic.sign_in(Role::Admin).await;
        assert_eq!(clinic.post("/sign-out/everywhere", &here, "").await.status, StatusCode::SEE_OTHER);
        assert!(!clinic.is_signed_in(&here).await);
        assert!(!clinic.is_signed_in(&there).await);
        assert!(clinic.is_signed_in(&other).await);
    }
}
