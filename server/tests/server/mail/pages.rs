use super::post_office::{PostOffice, clinics_by, invite, send, standing};
use crate::support::{Clinic, clinics, clinics_with, count};
use axum::http::Method;
use chrono::Duration;
use clinic::{
    accounts::Role,
    db::Source as _,
    ids::AccountId,
    mail::{Kind, Purpose, enqueue, hold_back_restored, sign},
};

async fn get(clinic: &Clinic, path: &str, cookie: &str) -> crate::support::Answer {
    clinic.get(path, &[("cookie", cookie)]).await
}

#[tokio::test]
async fn administrators_set_the_mail_server_and_it_holds_at_once() {
    for clinic in clinics("mail_settings").await {
        let clinic = clinic.with_people().await;
        let office = PostOffice::open_with(r#"{"auth":true}"#);
        let admin = clinic.sign_in(Role::Admin).await;
        let invited = invite(&clinic, "ok@example.com").await;
        assert!(get(&clinic, "/system", &admin).await.body.contains("Mail is not set up"));
        assert!(get(&clinic, "/system/mail", &admin).await.body.contains("Mail is not set up"));
        assert_eq!(get(&clinic, "/system/mail/settings", &admin).await.status, 200);

        let bad = "from=nobody&host=mail+server&port=0&security=none&user=x&timeout=1&authority=nonsense";
        let refused = clinic.post("/system/mail/settings", &admin, bad).await;
        assert_eq!(refused.status, 422);
        for part in [
            "such as portal@example.org",
            "letters, digits, dots",
            "from 1 to 65535",
            "belongs to the user name",
            "from 5 to 120",
            "cannot be read",
        ] {
            assert!(refused.body.contains(part), "{part}");
        }
        assert!(refused.body.contains("value=\"mail server\""), "what was typed is kept");
        let refused = clinic
            .post(
                "/system/mail/settings",
                &admin,
                "from=a%40example.org&host=mail.example.org&port=25&security=none&timeout=30",
            )
            .await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("could be read on the way"));

        let good = format!(
            "from=portal%40example.org&host=127.0.0.1&port={}&security=none&user=verbena&password=right&timeout=5",
            office.port
        );
        let saved = clinic.post("/system/mail/settings", &admin, &good).await;
        assert_eq!((saved.status.as_u16(), saved.header("location")), (303, "/system/mail"));
        let page = get(&clinic, "/system/mail", &admin).await.body;
        assert!(page.contains("127.0.0.1") && page.contains("portal@example.org"), "{page}");
        for path in ["/system/mail", "/system/mail/settings"] {
            assert!(!get(&clinic, path, &admin).await.body.contains("\"right\""), "{path}");
        }
        assert_eq!(send(&clinic).await, 1);
        assert_eq!(standing(&clinic, invited).await.state, "sent");
        assert_eq!(office.taken()[0].text("user"), "verbena");
        // Not typed again, the password stays; nor does it lie in the database as it is.
        let again = good.replace("&password=right", "&password=");
        assert_eq!(clinic.post("/system/mail/settings", &admin, &again).await.status, 303);
        invite(&clinic, "ok-2@example.com").await;
        assert_eq!(send(&clinic).await, 1);
        let sql = "SELECT count(*) FROM settings WHERE value LIKE '%right%'";
        assert_eq!(count(&clinic.portal.db, sql).await, 0);

        let tested = clinic.post("/system/mail/test", &admin, "to=ok-3%40example.com").await;
        assert_eq!(tested.status, 200);
        assert!(tested.body.contains("The mail server took the message"), "{}", tested.body);
        let tested = clinic.post("/system/mail/test", &admin, "to=gone%40example.com").await;
        assert!(tested.body.contains("550") && tested.body.contains("The message was not sent"), "{}", tested.body);
        assert_eq!(clinic.post("/system/mail/test", &admin, "to=nobody").await.status, 422);
        assert!(office.recipients().contains(&"ok-3@example.com".to_owned()));
        assert!(clinic.verify().await.findings.is_empty());
    }
}

#[tokio::test]
async fn changes_ask_for_a_fresh_proof_and_are_for_administrators() {
    for clinic in clinics("mail_fresh").await {
        let clinic = clinic.with_people().await;
        let invited = invite(&clinic, "ok@example.com").await;
        let actions =
            ["/system/mail/settings", "/system/mail/test", "/system/mail/log/{id}/retry", "/system/mail/log/{id}/stop"];
        let admin = clinic.sign_in(Role::Admin).await;
        clinic.clock.advance(Duration::minutes(11));
        for action in actions {
            let action = action.replace("{id}", &invited.to_string());
            let answer = clinic.post(&action, &admin, "").await;
            assert_eq!(answer.header("location"), "/account/confirmation", "{action}");
            for role in [Role::Patient, Role::Prescriber, Role::Staff, Role::Pharmacist] {
                let cookie = clinic.sign_in(role).await;
                assert_eq!(clinic.post(&action, &cookie, "").await.status, 404, "{action} {role:?}");
            }
            assert_eq!(clinic.post(&action, "", "").await.header("location"), "/sign-in", "{action}");
        }
    }
}

#[tokio::test]
async fn the_log_tells_of_mails_that_came_back_with_a_backup() {
    for (clinic, office) in clinics_by("mail_restored", "{}", &[]).await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let invited = invite(&clinic, "ok@example.com").await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        let (prescription, now) = (uuid::Uuid::max(), clinic.clock.now());
        enqueue(&mut tx, Kind::PharmacyLink, prescription, "", now).await.unwrap();
        tx.commit().await.unwrap();
        let held = hold_back_restored(&clinic.portal.db, &clinic.portal.auditor, clinic.clock.now()).await.unwrap();
        assert_eq!((held.mails, held.prescriptions, send(&clinic).await), (2, 1, 0));
        let (en, es) = ("It waited in a backup", "Esperaba en una copia de seguridad");
        let log = get(&clinic, "/system/mail/log?show=cancelled", &admin).await.body;
        assert_eq!((log.matches(en).count(), log.matches("sends a fresh link").count()), (2, 1));
        assert_eq!(log.matches("/retry\"").count(), 1, "a prescription is sent anew where it stands: {log}");
        let spanish = [("cookie", admin.as_str()), ("accept-language", "es")];
        assert!(clinic.get("/system/mail/log", &spanish).await.body.contains(es));
        let mut q = clinic.portal.db.read().await.unwrap();
        let (id,): (uuid::Uuid,) =
            q.query("SELECT id FROM outbox WHERE subject_id = $1").bind(invited).one().await.unwrap();
        drop(q);
        let act = async |what: &str| clinic.post(&format!("/system/mail/log/{id}/{what}"), &admin, "").await.status;
        assert_eq!(act("retry").await, 303);
        assert_eq!(act("stop").await, 303);
        let log = get(&clinic, "/system/mail/log", &admin).await.body;
        assert_eq!(log.matches(en).count(), 1, "an administrator stopped the other");
        assert_eq!(act("retry").await, 303);
        assert_eq!((send(&clinic).await, standing(&clinic, invited).await.state.as_str()), (1, "sent"));
        assert_eq!(office.recipients(), ["ok@example.com"]);
        assert!(clinic.verify().await.findings.is_empty());
    }
}

#[tokio::test]
async fn the_log_shows_what_became_of_mails_and_lets_them_be_tried_again() {
    for (clinic, office) in clinics_by("mail_log", "{}", &[]).await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let mut invited = Vec::new();
        for email in ["gone", "busy", "ok"] {
            invited.push(invite(&clinic, &format!("{email}@example.com")).await);
        }
        send(&clinic).await;
        let log = get(&clinic, "/system/mail/log", &admin).await.body;
        for part in
            ["g•••@example.com", "b•••@example.com", "o•••@example.com", "no such mailbox", "Failed", "Waiting", "Sent"]
        {
            assert!(log.contains(part), "{part}");
        }
        assert!(!log.contains("gone@"), "addresses are masked");
        let failed = get(&clinic, "/system/mail/log?show=failed", &admin).await.body;
        assert!(failed.contains("g•••@example.com") && !failed.contains("o•••@example.com"));
        let id = async |subject| {
            let mut q = clinic.portal.db.read().await.unwrap();
            let (id,): (uuid::Uuid,) =
                q.query("SELECT id FROM outbox WHERE subject_id = $1").bind(subject).one().await.unwrap();
            id
        };
        let (gone, busy, ok) = (id(invited[0]).await, id(invited[1]).await, id(invited[2]).await);
        let act = async |id: uuid::Uuid, what: &str| {
            clinic.post(&format!("/system/mail/log/{id}/{what}"), &admin, "").await.status.as_u16()
        };
        assert_eq!(act(ok, "retry").await, 404, "what was sent is not sent again");
        assert_eq!(act(ok, "stop").await, 404);
        assert_eq!(act(gone, "stop").await, 404, "it does not wait");
        assert_eq!(act(busy, "stop").await, 303);
        assert_eq!(standing(&clinic, invited[1]).await.state, "cancelled");
        clinic.clock.advance(Duration::minutes(5));
        assert_eq!(send(&clinic).await, 0, "a stopped mail is not sent");
        assert_eq!(act(gone, "retry").await, 303);
        assert_eq!(act(busy, "retry").await, 303);
        let again = standing(&clinic, invited[0]).await;
        assert_eq!((again.state.as_str(), again.tries), ("waiting", 0));
        assert_eq!(send(&clinic).await, 2);
        assert_eq!(act(uuid::Uuid::nil(), "retry").await, 404);
        assert_eq!(office.recipients(), ["ok@example.com"]);
        assert_eq!(
            count(
                &clinic.portal.db,
                "SELECT count(*) FROM audit_events WHERE subject = 'mail' AND action IN ('execute', 'delete')"
            )
            .await,
            3
        );
    }
}

#[tokio::test]
async fn settings_of_the_server_are_shown_and_not_changed_in_the_browser() {
    for (clinic, _office) in
        clinics_by("mail_fixed", "{}", &[("smtp_user", "verbena"), ("smtp_password", "sesame")]).await
    {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let page = get(&clinic, "/system/mail", &admin).await.body;
        assert!(page.contains("made where the server runs") && page.contains("127.0.0.1"));
        assert!(!page.contains("sesame") && !page.contains("/system/mail/settings"));
        assert_eq!(get(&clinic, "/system/mail/settings", &admin).await.status, 404);
        assert_eq!(clinic.post("/system/mail/settings", &admin, "").await.status, 404);
        assert_eq!(get(&clinic, "/system/mail/files", &admin).await.status, 404);
    }
}

#[tokio::test]
async fn written_mails_can_be_looked_at() {
    for clinic in clinics_with("mail_files", &[("mail", "file")]).await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        assert!(get(&clinic, "/system/mail/files", &admin).await.body.contains("No mail was written yet"));
        invite(&clinic, "somebody@example.com").await;
        assert_eq!(send(&clinic).await, 1);
        let list = get(&clinic, "/system/mail/files", &admin).await.body;
        assert!(list.contains("somebody@example.com") && list.contains("Your invitation to the portal"), "{list}");
        let path = list.split("href=\"/system/mail/files/").nth(1).unwrap().split('"').next().unwrap();
        let mail = get(&clinic, &format!("/system/mail/files/{path}"), &admin).await.body;
        assert!(mail.contains("href=\"http://127.0.0.1:3000/invitation/ey"), "{mail}");
        let html = get(&clinic, &format!("/system/mail/files/{path}/html"), &admin).await;
        assert!(html.body.contains("class=\"button\"") && html.header("content-security-policy").contains("sandbox"));
        let file = clinic.config.data.join(format!("mail/{path}.eml"));
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        for path in ["/system/mail/files/..%2F..%2Fkeys", "/system/mail/files/00000000-0000-0000-0000-000000000000"] {
            assert_eq!(get(&clinic, path, &admin).await.status, 404, "{path}");
        }
        let staff = clinic.sign_in(Role::Staff).await;
        for path in [
            "/system/mail/files".to_owned(),
            format!("/system/mail/files/{path}"),
            format!("/system/mail/files/{path}/html"),
        ] {
            assert_eq!(get(&clinic, &path, &staff).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn a_mail_program_ends_notices_by_one_click_and_nothing_else() {
    for clinic in clinics("one_click").await {
        let clinic = clinic.with_people().await;
        let portal = &clinic.portal;
        let (account,): (AccountId,) = portal
            .db
            .read()
            .await
            .unwrap()
            .query("SELECT id FROM accounts WHERE email_key = 'patient@example.org'")
            .one()
            .await
            .unwrap();
        let later = clinic.clock.now() + Duration::days(400);
        let token = |purpose| sign(&portal.db, &portal.keys, purpose, account.0, later, clinic.clock.now());
        let good = token(Purpose::Unsubscribe).await.unwrap();
        let other = token(Purpose::PasswordReset).await.unwrap();
        let ended = async || count(&portal.db, "SELECT count(*) FROM notification_choices WHERE NOT wanted").await;
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let click = async |path: &str| clinic.ask(Method::POST, path, &form, "List-Unsubscribe=One-Click").await;

        // A scanner that opens the link changes nothing.
        let page = clinic.get(&format!("/notices/end/{good}?kind=record"), &[]).await;
        assert!(page.status == 200 && page.body.contains("No more of these mails"), "{}", page.body);
        assert_eq!(ended().await, 0);
        for path in [
            format!("/notices/end/{other}?kind=record"),
            format!("/notices/end/{good}x?kind=record"),
            format!("/notices/end/{good}"),
            format!("/notices/end/{good}?kind=password"),
        ] {
            assert_eq!(click(&path).await.status, 422, "{path}");
            assert_eq!(clinic.get(&path, &[]).await.status, 422, "{path}");
        }
        assert_eq!(ended().await, 0);
        let answer = click(&format!("/notices/end/{good}?kind=record")).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, ""));
        assert_eq!(ended().await, 1);
        // From the page, and once more: the same.
        for _ in 0..2 {
            let answer = clinic.post(&format!("/notices/end/{good}?kind=helpers"), "", "page=yes").await;
            assert_eq!(answer.status, 303);
            let done = clinic.get(answer.header("location"), &[]).await;
            assert!(done.body.contains("these mails end"), "{}", done.body);
        }
        assert_eq!(ended().await, 2);
        // No other action takes a POST from elsewhere.
        for path in ["/sign-in", "/sign-out", "/language", "/system/mail/test", "/notices/end/", "/notices/end/a/b"] {
            let status = click(path).await.status.as_u16();
            assert!(status == 403 || status == 404, "{path}: {status}");
        }
        assert_eq!(click("/sign-in").await.status, 403);
        clinic.clock.advance(Duration::days(401));
        assert_eq!(click(&format!("/notices/end/{good}?kind=appointments")).await.status, 422);
    }
}
