use super::post_office::{send, standing};
use crate::support::{Clinic, clinics_with, patient};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    accounts::Role,
    db::Source as _,
    ids::{AccountId, MailId},
    mail::{Kind, enqueue, sign_in_code},
};
use uuid::Uuid;

const MEMORY: [(&str, &str); 1] = [("mail", "memory")];

async fn account(clinic: &Clinic, role: Role) -> AccountId {
    let mut q = clinic.portal.db.read().await.unwrap();
    let (id,): (AccountId,) = q
        .query("SELECT id FROM accounts WHERE email_key = $1")
        .bind(format!("{}@example.org", role.name()))
        .one()
        .await
        .unwrap();
    id
}

/// Runs a statement whose `$1` is an id and `$2` an account, `$3` now and `$4` later, then asks for the mail about it.
async fn cause(clinic: &Clinic, kind: Kind, by: AccountId, later: Duration, sql: &'static str) -> Uuid {
    let id = MailId::new().0;
    let now = clinic.clock.now();
    let mut tx = clinic.portal.db.begin().await.unwrap();
    tx.query(sql).bind(id).bind(by).bind(now).bind(now + later).run().await.unwrap();
    enqueue(&mut tx, kind, id, "", now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn change(clinic: &Clinic, sql: &'static str, id: Uuid) {
    let mut tx = clinic.portal.db.begin().await.unwrap();
    tx.query(sql).bind(id).bind(clinic.clock.now()).run().await.unwrap();
    tx.commit().await.unwrap();
}

/// Sends what is due and gives the last mail, when it was about that subject.
async fn sent(clinic: &Clinic, subject: Uuid) -> Option<(String, String)> {
    send(clinic).await;
    let state = standing(clinic, subject).await.state;
    assert!(state == "sent" || state == "unwanted", "{state}");
    if state == "unwanted" {
        return None;
    }
    let mail = clinic.portal.post.kept().pop().unwrap();
    let text = clinic::mail::Parts::of(&String::from_utf8(mail.bytes).unwrap()).text;
    Some((mail.to, text))
}

const RESET: &str = "INSERT INTO password_resets (id, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)";
const CODE: &str = "INSERT INTO mail_codes (id, account_id, created_at, ends_at) VALUES ($1, $2, $3, $4)";
const EMAIL: &str = "INSERT INTO email_changes (id, account_id, old_email, new_email, created_at, expires_at)
                     VALUES ($1, $2, 'old@example.org', 'new@example.org', $3, $4)";

#[tokio::test]
async fn resets_and_codes_are_sent_while_they_work_and_not_after() {
    for clinic in clinics_with("short_lives", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let by = account(&clinic, Role::Patient).await;
        let hour = Duration::hours(1);
        let id = cause(&clinic, Kind::PasswordReset, by, hour, RESET).await;
        let (to, text) = sent(&clinic, id).await.unwrap();
        assert_eq!(to, "patient@example.org");
        assert!(text.contains("http://127.0.0.1:3000/password/reset/ey"), "{text}");
        let id = cause(&clinic, Kind::SignInCode, by, Duration::minutes(10), CODE).await;
        let (_, text) = sent(&clinic, id).await.unwrap();
        assert!(text.contains(&sign_in_code(&clinic.portal.keys, id)), "{text}");

        for (kind, sql, used) in [
            (Kind::PasswordReset, RESET, "UPDATE password_resets SET used_at = $2 WHERE id = $1"),
            (Kind::SignInCode, CODE, "UPDATE mail_codes SET used_at = $2 WHERE id = $1"),
        ] {
            clinic.clock.advance(Duration::seconds(1));
            let id = cause(&clinic, kind, by, hour, sql).await;
            change(&clinic, used, id).await;
            assert_eq!(sent(&clinic, id).await, None, "{kind:?} was used");
            clinic.clock.advance(Duration::seconds(1));
            let (older, newer) = (cause(&clinic, kind, by, hour, sql).await, {
                clinic.clock.advance(Duration::seconds(1));
                cause(&clinic, kind, by, hour, sql).await
            });
            send(&clinic).await;
            assert_eq!(standing(&clinic, older).await.state, "unwanted", "{kind:?}: only the newest works");
            assert_eq!(standing(&clinic, newer).await.state, "sent");
            clinic.clock.advance(Duration::seconds(1));
            let id = cause(&clinic, kind, by, hour, sql).await;
            clinic.clock.advance(hour);
            assert_eq!(sent(&clinic, id).await, None, "{kind:?} has expired");
        }
    }
}

#[tokio::test]
async fn both_addresses_hear_of_a_change() {
    for clinic in clinics_with("email_change", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let by = account(&clinic, Role::Staff).await;
        let day = Duration::days(1);
        let id = cause(&clinic, Kind::EmailVerification, by, day, EMAIL).await;
        let (to, text) = sent(&clinic, id).await.unwrap();
        assert_eq!(to, "new@example.org");
        assert!(text.contains("/email/confirmation/ey") && !text.contains("old@"), "{text}");
        let id = cause(&clinic, Kind::EmailChange, by, day, EMAIL).await;
        change(&clinic, "UPDATE email_changes SET confirmed_at = $2 WHERE id = $1", id).await;
        let (to, text) = sent(&clinic, id).await.unwrap();
        assert_eq!(to, "old@example.org");
        assert!(text.contains("/email/undoing/ey") && !text.contains("new@"), "{text}");
        let id = cause(&clinic, Kind::EmailLeft, by, day, EMAIL).await;
        let (to, text) = sent(&clinic, id).await.unwrap();
        assert_eq!(to, "old@example.org");
        assert!(!text.contains("://") && !text.contains("new@"), "a stranger's, perhaps: {text}");
        for kind in [Kind::EmailVerification, Kind::EmailChange, Kind::EmailLeft] {
            let id = cause(&clinic, kind, by, day, EMAIL).await;
            change(&clinic, "UPDATE email_changes SET cancelled_at = $2 WHERE id = $1", id).await;
            assert_eq!(sent(&clinic, id).await, None);
        }
        let same = cause(&clinic, Kind::EmailChange, by, day, EMAIL).await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE email_changes SET new_email = old_email WHERE id = $1").bind(same).run().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sent(&clinic, same).await, None, "confirming the present address is no change");
    }
}

#[tokio::test]
async fn notices_go_to_whom_they_concern_unless_they_do_without() {
    for clinic in clinics_with("notices", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let (own, staff) = (account(&clinic, Role::Patient).await, account(&clinic, Role::Staff).await);
        let record: Uuid = patient("one").0;
        let helper = async |patient: Uuid, kind: Kind| {
            let id = MailId::new().0;
            let mut tx = clinic.portal.db.begin().await.unwrap();
            tx.query(
                "INSERT INTO helpers (id, patient_id, account_id, name, relationship, basis, labs, prescriptions, appointments, record, created_at)
                 VALUES ($1, $2, $3, 'H', 'friend', 'invited', TRUE, FALSE, FALSE, FALSE, $4)",
            )
            .bind(id)
            .bind(patient)
            .bind(staff)
            .bind(clinic.clock.now())
            .run()
            .await
            .unwrap();
            enqueue(&mut tx, kind, id, "", clinic.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            id
        };
        let id = helper(record, Kind::HelperAdded).await;
        let (to, text) = sent(&clinic, id).await.unwrap();
        assert_eq!(to, "patient@example.org");
        assert!(
            text.contains("/helpers\n") && text.contains("/notices/end/ey") && text.contains("?kind=helpers"),
            "{text}"
        );
        assert!(!text.contains("Test staff") && !text.contains("Example"), "{text}");
        let id = helper(record, Kind::HelperEnded).await;
        assert_eq!(sent(&clinic, id).await.unwrap().0, "staff@example.org");
        assert_eq!(
            sent(&clinic, helper(patient("two").0, Kind::HelperAdded).await).await,
            None,
            "they have no account"
        );

        let opened = async || {
            let id = MailId::new().0;
            let mut tx = clinic.portal.db.begin().await.unwrap();
            let (now, later) = (clinic.clock.now(), clinic.clock.now() + Duration::hours(12));
            tx.query(
                "INSERT INTO chart_accesses (id, account_id, patient_id, purpose, granted_at, ends_at) VALUES ($1, $2, $3, 'other', $4, $5)",
            )
            .bind(id)
            .bind(staff)
            .bind(record)
            .bind(now)
            .bind(later)
            .run()
            .await
            .unwrap();
            enqueue(&mut tx, Kind::RecordOpened, id, "", now).await.unwrap();
            tx.commit().await.unwrap();
            id
        };
        assert!(sent(&clinic, opened().await).await.unwrap().1.contains("?kind=record"));
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO notification_choices (account_id, kind, wanted) VALUES ($1, 'record', FALSE)")
            .bind(own)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sent(&clinic, opened().await).await, None);
        assert!(sent(&clinic, helper(record, Kind::HelperAdded).await).await.is_some(), "of another kind");

        // What concerns safety is always sent, as long as there is somebody.
        let changed = async |kind: Kind| {
            let mut tx = clinic.portal.db.begin().await.unwrap();
            let occasion = MailId::new().to_string();
            let now: DateTime<Utc> = clinic.clock.now();
            enqueue(&mut tx, kind, own.0, &occasion, now).await.unwrap();
            tx.commit().await.unwrap();
            send(&clinic).await;
            let mut q = clinic.portal.db.read().await.unwrap();
            let (state,): (String,) =
                q.query("SELECT state FROM outbox WHERE occasion = $1").bind(occasion).one().await.unwrap();
            state
        };
        for kind in [Kind::PasswordChanged, Kind::FactorChanged] {
            assert_eq!(changed(kind).await, "sent");
        }
        change(&clinic, "UPDATE accounts SET disabled_at = $2 WHERE id = $1", own.0).await;
        for kind in [Kind::PasswordChanged, Kind::FactorChanged, Kind::Test] {
            assert_eq!(changed(kind).await, "unwanted", "the account is disabled");
        }
        assert_eq!(sent(&clinic, helper(record, Kind::HelperAdded).await).await, None);
    }
}
