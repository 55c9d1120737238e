//! The password and the address of an account that is there.

use super::{ANOTHER, form};
use crate::support::{PASSWORD, clinics, count};
use chrono::Duration;
use clinic::{accounts::Role, db::Source as _, mail::Purpose};
use http::StatusCode;

#[tokio::test]
async fn a_forgotten_password_tells_nobody_who_has_an_account() {
    for clinic in clinics("forgotten").await {
        let clinic = clinic.with_people().await;
        let ask = async |email: &str| clinic.post("/password/forgotten", "", &form(&[("email", email)])).await;
        let (known, unknown) = (ask("staff@example.org").await, ask("nobody@example.org").await);
        for answer in [&known, &unknown] {
            assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/password/forgotten/sent"));
            assert!(answer.headers.get("set-cookie").is_none());
        }
        assert_eq!(known.body, unknown.body);
        assert_eq!(clinic.get("/password/forgotten/sent", &[]).await.status, StatusCode::OK);
        assert_eq!(ask("no address").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ask("staff@example.org\r\nBcc: x@example.org").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM outbox").await, 1);
        assert_eq!(
            count(&clinic.portal.db, "SELECT count(*) FROM audit_events WHERE detail = 'a new password was asked for'")
                .await,
            2
        );

        // A request that names another host is not answered at all, so no link can follow it.
        let headers = [
            ("host", "evil.example"),
            ("origin", "http://evil.example"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let request = http::Request::post("/password/forgotten");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let answer = clinic.send(request.body("email=staff%40example.org".into()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM outbox").await, 1);
    }
}

#[tokio::test]
async fn a_new_password_signs_out_everywhere_and_signs_nobody_in() {
    for clinic in clinics("reset").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Staff).await;
        clinic.post("/password/forgotten", "", &form(&[("email", "staff@example.org")])).await;
        let id = clinic.newest("SELECT id FROM password_resets").await;
        let link = clinic.link(Purpose::PasswordReset, id).await;
        assert_eq!(clinic.get(&link, &[]).await.status, StatusCode::OK);
        assert!(clinic.is_signed_in(&cookie).await, "GET does nothing");
        let weak = clinic.post(&link, "", &form(&[("password", "staffstaffstaff")])).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        let set = clinic.post(&link, "", &form(&[("password", ANOTHER)])).await;
        assert_eq!((set.header("location"), set.cookie()), ("/sign-in", None));
        assert!(!clinic.is_signed_in(&cookie).await);
        assert_eq!(clinic.post(&link, "", &form(&[("password", PASSWORD)])).await.status, StatusCode::GONE);
        assert!(clinic.try_sign_in("staff@example.org", PASSWORD).await.cookie().is_none());
        assert!(clinic.try_sign_in("staff@example.org", ANOTHER).await.cookie().is_some());
    }
}

#[tokio::test]
async fn address_and_password_ask_who_it_is_once_more() {
    for clinic in clinics("fresh").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Staff).await;
        clinic.clock.advance(Duration::minutes(11));
        for path in ["/account/email", "/account/password"] {
            assert_eq!(clinic.page(path, &cookie).await.header("location"), "/account/confirmation");
            let posted = clinic
                .post(path, &cookie, &form(&[("email", "x@example.org"), ("present", PASSWORD), ("password", ANOTHER)]))
                .await;
            assert_eq!(posted.header("location"), "/account/confirmation");
            assert_eq!(clinic.page(path, "").await.header("location"), "/sign-in");
        }
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM email_changes").await, 0);
    }
}

#[tokio::test]
async fn the_password_is_changed_with_the_present_one() {
    for clinic in clinics("change_password").await {
        let clinic = clinic.with_people().await;
        let (here, there) = (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Staff).await);
        let change = async |present: &str, password: &str| {
            clinic.post("/account/password", &here, &form(&[("present", present), ("password", password)])).await
        };
        assert_eq!(change("", ANOTHER).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(change("not the right one", ANOTHER).await.body.contains("not your present password"));
        assert!(change(PASSWORD, "aaaaaaaaaaaaaa").await.body.contains("one letter repeated"));
        assert_eq!(change(PASSWORD, ANOTHER).await.header("location"), "/account");
        assert!(clinic.is_signed_in(&here).await && !clinic.is_signed_in(&there).await);
    }
}

#[tokio::test]
async fn a_new_address_is_confirmed_by_its_own_account_only() {
    for clinic in clinics("change_email").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Staff).await;
        let ask = async |email: &str| clinic.post("/account/email", &cookie, &form(&[("email", email)])).await;
        assert_eq!(ask("x@").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // A taken address and a free one look the same.
        let (taken, free) = (ask("admin@example.org").await, ask("new@example.org").await);
        assert_eq!(
            (taken.status, taken.body, taken.headers.get("location")),
            (free.status, free.body, free.headers.get("location"))
        );
        let id = clinic.newest("SELECT id FROM email_changes WHERE new_email = 'new@example.org'").await;
        let link = clinic.link(Purpose::EmailVerification, id).await;
        let page = clinic.get(&link, &[]).await;
        let way = format!("way={link}");
        assert!(
            page.headers.get_all("set-cookie").iter().any(|cookie| cookie.to_str().unwrap().starts_with(&way)),
            "back after signing in"
        );
        assert_eq!(clinic.post(&link, "", "").await.header("location"), "/sign-in");
        let other = clinic.sign_in(Role::Patient).await;
        assert!(clinic.page(&link, &other).await.body.contains("belongs to another account"));
        clinic.post(&link, &other, "").await;
        clinic.page(&link, &cookie).await;
        assert!(clinic.try_sign_in("new@example.org", PASSWORD).await.cookie().is_none(), "nothing has happened yet");
        assert_eq!(clinic.post(&link, &cookie, "").await.header("location"), "/account");
        assert!(clinic.try_sign_in("new@example.org", PASSWORD).await.cookie().is_some());
        assert_eq!(clinic.post(&link, &cookie, "").await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn the_old_address_undoes_a_change_and_chooses_a_new_password() {
    for clinic in clinics("undo_email").await {
        let clinic = clinic.with_people().await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE accounts SET email_verified_at = created_at").run().await.unwrap();
        tx.commit().await.unwrap();
        let cookie = clinic.sign_in(Role::Staff).await;
        clinic.post("/account/email", &cookie, &form(&[("email", "thief@example.org")])).await;
        let id = clinic.newest("SELECT id FROM email_changes").await;
        clinic.post(&clinic.link(Purpose::EmailVerification, id).await, &cookie, "").await;
        let link = clinic.link(Purpose::EmailUndo, id).await;
        assert!(clinic.get(&link, &[]).await.body.contains("staff@example.org"));
        assert!(clinic.is_signed_in(&cookie).await, "GET does nothing");
        let undone = clinic.post(&link, "", "").await;
        let reset = undone.header("location").to_owned();
        assert!(reset.starts_with("/password/reset/"));
        assert!(!clinic.is_signed_in(&cookie).await);
        assert!(clinic.try_sign_in("staff@example.org", PASSWORD).await.cookie().is_none());
        assert_eq!(clinic.post(&reset, "", &form(&[("password", ANOTHER)])).await.header("location"), "/sign-in");
        assert!(clinic.try_sign_in("staff@example.org", ANOTHER).await.cookie().is_some());
        assert_eq!(clinic.post(&link, "", "").await.status, StatusCode::GONE);
    }
}
