//! The first administrator, registered patients, and whoever has a link or a code.

use super::{ANOTHER, form};
use crate::support::{PASSWORD, clinics, count, patient};
use chrono::Duration;
use clinic::{
    accounts::{Role, begin_setup, invite, new_code},
    audit::Actor,
    mail::{Purpose, sign},
};
use http::StatusCode;

#[tokio::test]
async fn the_first_administrator_comes_by_the_code_the_server_printed() {
    for clinic in clinics("first_admin").await {
        let code = begin_setup(&clinic.portal.db, &clinic.portal.auditor, clinic.clock.now()).await.unwrap().unwrap();
        assert_eq!(clinic.get("/setup", &[]).await.status, StatusCode::OK);
        let fields = |code: &str, name: &str, password: &str| {
            form(&[("code", code), ("name", name), ("email", "ada@example.org"), ("password", password)])
        };
        for (wrong, says) in [
            (fields("", "Ada Example", PASSWORD), "Enter the code"),
            (fields("AAAA-AAAA-AAAA", "Ada Example", PASSWORD), "That is not the code"),
            (fields(&code, "Ada\r\nBcc: x@example.org", PASSWORD), "Enter a name"),
            (fields(&code, "Ada Example", "passwordpassword"), "is easy to guess"),
        ] {
            let answer = clinic.post("/setup", "", &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(says), "{says}");
            assert!(!answer.body.contains("passwordpassword"), "no password is shown again");
        }
        let answer = clinic.post("/setup", "", &fields(&code, "Ada Example", PASSWORD)).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
        let cookie = answer.cookie().unwrap();
        assert_eq!(clinic.page("/", &cookie).await.header("location"), "/system");
        assert_eq!(clinic.page("/system", &cookie).await.header("location"), "/account/factors");
        assert_eq!(clinic.get("/setup", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(clinic.post("/setup", "", &fields(&code, "Eve", PASSWORD)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_patient_joins_by_the_link_of_a_mail() {
    for clinic in clinics("join_by_link").await {
        let clinic = clinic.with_people().await;
        let id = clinic.mailed_invitation("two").await;
        let link = clinic.link(Purpose::Invitation, id.0).await;
        for _ in 0..3 {
            let page = clinic.get(&link, &[]).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(
                page.body.contains("new@example.org") && !page.body.contains("Beispiel"),
                "no name before the birth date"
            );
        }
        assert_eq!(
            count(&clinic.portal.db, "SELECT count(*) FROM invitations WHERE used_at IS NULL").await,
            1,
            "GET does nothing"
        );
        let go = async |born: &str, password: &str| {
            clinic
                .post(&link, "", &form(&[("born", born), ("password", password), ("email", "thief@example.org")]))
                .await
        };
        assert_eq!(go("", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = go("1980-05-18", PASSWORD).await;
        assert!(wrong.body.contains("not the birth date") && wrong.body.contains("1980-05-18"));
        assert!(go("1980-05-17", "short").await.body.contains("at least 12 characters"));
        let joined = go("1980-05-17", PASSWORD).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
        assert!(clinic.page("/home", &joined.cookie().unwrap()).await.body.contains("Beispiel"));
        assert!(clinic.try_sign_in("thief@example.org", PASSWORD).await.cookie().is_none());
        assert!(clinic.try_sign_in("new@example.org", PASSWORD).await.cookie().is_some());
        // Once more: it is used.
        let again = go("1980-05-17", PASSWORD).await;
        assert_eq!((again.status, again.cookie()), (StatusCode::GONE, None));
        assert_eq!(clinic.get(&link, &[]).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn someone_signed_in_sees_which_account_gets_the_invitation() {
    for clinic in clinics("join_known").await {
        let clinic = clinic.with_people().await;
        let id = clinic.mailed_invitation("two").await;
        let link = clinic.link(Purpose::Invitation, id.0).await;
        let staff = clinic.sign_in(Role::Staff).await;
        let page = clinic.page(&link, &staff).await;
        assert!(page.body.contains("You are signed in as Test staff (staff@example.org)"));
        let joined = clinic.post(&link, &staff, &form(&[("born", "1980-05-17")])).await;
        assert_eq!((joined.status, joined.cookie()), (StatusCode::SEE_OTHER, None));
        assert_eq!(clinic.page("/home", &staff).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_link_is_good_for_what_it_was_made_for() {
    for clinic in clinics("links").await {
        let clinic = clinic.with_people().await;
        let id = clinic.mailed_invitation("two").await;
        let cookie = clinic.sign_in(Role::Staff).await;
        clinic.post("/account/email", &cookie, &form(&[("email", "new2@example.org")])).await;
        clinic.post("/password/forgotten", "", &form(&[("email", "staff@example.org")])).await;
        let change = clinic.newest("SELECT id FROM email_changes").await;
        let reset = clinic.newest("SELECT id FROM password_resets").await;
        let pages = [
            (Purpose::Invitation, id.0),
            (Purpose::EmailVerification, change),
            (Purpose::EmailUndo, change),
            (Purpose::PasswordReset, reset),
        ];
        for (purpose, subject) in pages {
            let link = clinic.link(purpose, subject).await;
            assert_eq!(clinic.get(&link, &[]).await.status, StatusCode::OK, "{purpose:?}");
            let token = link.strip_prefix(purpose.path()).unwrap();
            // Every other page refuses it, and this page every change of it.
            for (other, _) in pages.into_iter().filter(|(other, _)| *other != purpose) {
                let path = format!("{}{token}", other.path());
                assert_eq!(clinic.get(&path, &[]).await.status, StatusCode::NOT_FOUND, "{purpose:?} at {path}");
                let posted = clinic.post(&path, &cookie, &form(&[("born", "1980-05-17"), ("password", ANOTHER)])).await;
                assert_eq!(posted.status, StatusCode::NOT_FOUND);
            }
            let (head, tail) = token.split_at(token.len() - 6);
            let forged = format!("{}{head}{}", purpose.path(), tail.chars().rev().collect::<String>());
            for path in [forged, format!("{}x.y.z", purpose.path()), format!("{}{}", purpose.path(), "a".repeat(2000))]
            {
                assert_eq!(clinic.get(&path, &[]).await.status, StatusCode::NOT_FOUND);
            }
        }
        clinic.clock.advance(Duration::hours(1));
        for (purpose, subject) in pages {
            let now = clinic.clock.now();
            let portal = &clinic.portal;
            let token = sign(&portal.db, &portal.keys, purpose, subject, now, now).await.unwrap();
            let expired = clinic.get(&format!("{}{token}", purpose.path()), &[]).await;
            assert_eq!(expired.status, StatusCode::GONE, "{purpose:?}");
        }
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM accounts").await, 5);
    }
}

#[tokio::test]
async fn a_code_form_says_the_same_of_every_wrong_code() {
    for clinic in clinics("same_words").await {
        let clinic = clinic.with_people().await;
        let portal = &clinic.portal;
        let issue = async || {
            invite(&portal.db, &portal.auditor, Actor::operator(), patient("two"), clinic.clock.now())
                .await
                .unwrap()
                .code
        };
        let expired = issue().await;
        clinic.clock.advance(Duration::days(31));
        let replaced = issue().await;
        let open = issue().await;
        let ask = async |code: &str, born: &str| {
            let fields = [("code", code), ("born", born), ("email", "x@example.org"), ("password", PASSWORD)];
            let answer = clinic.post("/invitation", "", &form(&fields)).await;
            (answer.status, answer.body.replace(code, "CODE").replace(born, "BORN"))
        };
        let unknown = ask(&new_code(), "1980-05-17").await;
        assert_eq!(unknown.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.1.contains("do not belong together"));
        assert_eq!(ask(&expired, "1980-05-17").await, unknown);
        assert_eq!(ask(&replaced, "1980-05-17").await, unknown);
        assert_eq!(ask(&open, "1980-05-18").await, unknown);
        // The pages of other letters do not open it either.
        for path in ["/invitation/staff", "/invitation/helper"] {
            let fields = [("code", open.as_str()), ("email", "x@example.org"), ("password", PASSWORD)];
            assert_eq!(clinic.post(path, "", &form(&fields)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // Only who has the whole key is told that an address is taken.
        let taken = |code: &str| {
            form(&[("code", code), ("born", "1980-05-17"), ("email", "staff@example.org"), ("password", PASSWORD)])
        };
        assert!(
            !clinic
                .post("/invitation", "", &taken(&new_code()))
                .await
                .body
                .contains("cannot be used for a new account")
        );
        assert!(clinic.post("/invitation", "", &taken(&open)).await.body.contains("cannot be used for a new account"));
        assert_eq!(ask(&open, "1980-05-17").await.0, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_desk_registers_a_patient_invites_them_and_takes_it_back() {
    for clinic in clinics("desk").await {
        let clinic = clinic.with_people().await;
        let staff = clinic.sign_in(Role::Staff).await;
        let person = [("given", "Ada"), ("family", "Example"), ("born", "1980-05-17"), ("sex", "female")];
        let send = async |more: &[(&str, &str)]| {
            let fields: Vec<_> = person.into_iter().chain(more.iter().copied()).collect();
            clinic.post("/patients/new", &staff, &form(&fields)).await
        };
        let missing = clinic.post("/patients/new", &staff, "given=Leo").await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("Enter the last name") && missing.body.contains("value=\"Leo\""));
        let similar = send(&[]).await;
        assert_eq!(similar.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(similar.body.contains(&format!("/patients/{}", patient("one"))) && !similar.body.contains("Beispiel"));
        assert!(
            send(&[("anyway", "Bo Wu 1980-05-17")]).await.body.contains("may have a record already"),
            "asked for somebody else"
        );
        assert!(
            send(&[("record_number", "MR-one"), ("anyway", "Ada Example 1980-05-17")])
                .await
                .body
                .contains("Another record has this number")
        );
        let done = send(&[("anyway", "Ada Example 1980-05-17")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let page = done.header("location").to_owned();
        assert!(clinic.page(&page, &staff).await.body.contains("P-000001"));
        let other = clinic.sign_in(Role::Prescriber).await;
        assert!(
            clinic.page(&page, &other).await.header("location").ends_with("/access"),
            "open to who registered only"
        );

        let mail = format!("{page}/mail");
        assert_eq!(
            clinic.post(&mail, &staff, &form(&[("email", "a@b")])).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(clinic.post(&mail, &staff, &form(&[("email", "ada2@example.org")])).await.header("location"), page);
        assert!(clinic.page(&page, &staff).await.body.contains("ada2@example.org"));
        let id = clinic.newest("SELECT id FROM invitations").await.to_string();
        let revocation = format!("{page}/revocation");
        assert_eq!(clinic.post(&revocation, &staff, "id=nonsense").await.status, StatusCode::NOT_FOUND);
        assert_eq!(clinic.post(&revocation, &staff, &form(&[("id", &id)])).await.header("location"), page);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM invitations WHERE revoked_at IS NOT NULL").await, 1);
        let letter = clinic.post(&page, &staff, "").await;
        assert!(letter.body.contains(&format!("{}/invitation", clinic.portal.settings.origin)));
    }
}
