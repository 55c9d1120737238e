use super::post_office::{PostOffice, clinics_by, invite, send, standing, waiting};
use crate::support::{Clinic, clinics_with};
use chrono::Duration;
use clinic::{
    db::Source as _,
    mail::{Kind, MOST_TRIES, Way, claim, enqueue, letter},
};
use std::collections::BTreeSet;

const AUTHORITY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/smtp/authority.pem");

#[tokio::test]
async fn a_mail_arrives_with_a_link_to_the_public_address() {
    for (clinic, office) in clinics_by("mail_arrives", "{}", &[("public_url", "https://portal.example.org")]).await {
        let invited = invite(&clinic, "ok@example.com").await;
        assert_eq!(send(&clinic).await, 1);
        let mail = standing(&clinic, invited).await;
        assert_eq!((mail.state.as_str(), mail.tries), ("sent", 1));
        assert_eq!(mail.recipient.as_deref(), Some("o•••@example.com"));
        assert!(mail.answer().starts_with("250"), "{mail:?}");
        let taken = office.taken();
        assert_eq!(taken.len(), 1);
        let whole = taken[0].text("mail").replace("=\r\n", "");
        assert!(whole.contains("https://portal.example.org/invitation/ey"), "{whole}");
        assert!(!whole.contains("127.0.0.1") && !whole.contains("Ada Example"), "{whole}");
        assert!(taken[0].header("Message-ID").ends_with("@portal.example.org>"));
        assert_eq!(taken[0].header("To"), "ok@example.com");
        // The date is the portal's.
        assert_eq!(taken[0].header("Date"), "Mon, 02 Mar 2026 15:04:05 +0000");
        assert_eq!(send(&clinic).await, 0);
    }
}

#[tokio::test]
async fn each_refusal_has_its_own_end_and_stops_no_other_mail() {
    for (clinic, office) in clinics_by("each_refusal", "{}", &[]).await {
        let mut invited = Vec::new();
        for email in ["gone", "busy", "refused", "drop", "hang", "ok"] {
            invited.push(invite(&clinic, &format!("{email}@example.com")).await);
        }
        let malformed = invite(&clinic, "no address").await;
        assert_eq!(send(&clinic).await, 7);
        let mut found = Vec::new();
        for id in invited {
            found.push(standing(&clinic, id).await);
        }
        let states: Vec<&str> = found.iter().map(|mail| mail.state.as_str()).collect();
        assert_eq!(states, ["failed", "waiting", "failed", "waiting", "waiting", "sent"], "{found:?}");
        assert!(found[0].answer().contains("550") && found[0].answer().contains("g•••@example.com"), "{found:?}");
        assert!(!found[0].answer().contains("gone@"), "{found:?}");
        assert!(found[1].answer().contains("451"), "{found:?}");
        assert!(found[2].answer().contains("554"), "{found:?}");
        assert!(found[4].answer().contains("within 5 seconds"), "{found:?}");
        assert!(found[1].due_at > clinic.clock.now() + Duration::seconds(45));
        assert!(found[1].due_at < clinic.clock.now() + Duration::seconds(75));
        let malformed = standing(&clinic, malformed).await;
        assert_eq!((malformed.state.as_str(), malformed.answer()), ("failed", "the address is malformed"));
        assert_eq!(office.recipients().iter().filter(|to| *to == "ok@example.com").count(), 1);
    }
}

#[tokio::test]
async fn what_was_put_off_is_sent_later_and_shown_once() {
    for (clinic, office) in clinics_by("put_off", "{}", &[]).await {
        let dropped = invite(&clinic, "drop@example.com").await;
        let once = invite(&clinic, "once@example.com").await;
        assert_eq!(send(&clinic).await, 2);
        assert_eq!(waiting(&clinic).await, 2);
        assert_eq!(send(&clinic).await, 0, "not before it is due");
        clinic.clock.advance(Duration::minutes(2));
        assert_eq!(send(&clinic).await, 2);
        assert_eq!(standing(&clinic, dropped).await.state, "sent");
        assert_eq!(standing(&clinic, once).await.state, "sent");
        let taken = office.taken();
        let ids: Vec<&str> = taken
            .iter()
            .filter(|mail| mail.text("to") == "drop@example.com")
            .map(|mail| mail.header("Message-ID"))
            .collect();
        assert_eq!(ids.len(), 2, "the server took it and broke off before it said so");
        assert_eq!(ids[0], ids[1], "a mail program shows it once");
        assert!(!ids[0].is_empty());
    }
}

#[tokio::test]
async fn a_process_that_ends_between_sending_and_noting_it_loses_nothing() {
    for (clinic, office) in clinics_by("crash", "{}", &[]).await {
        let invited = invite(&clinic, "ok@example.com").await;
        let portal = &clinic.portal;
        let way = portal.post.way(&portal.db, &portal.keys).await.unwrap();
        let job = claim(&portal.db, way.lease(), clinic.clock.now()).await.unwrap().unwrap();
        let mail = letter(&portal.db, &portal.keys, &job, clinic.clock.now()).await.unwrap().unwrap();
        app::send_mail(portal, &way, &mail).await;
        // Here it was killed. Nobody else takes the mail while it may still be alive.
        assert_eq!(send(&clinic).await, 0);
        clinic.clock.advance(way.lease());
        assert_eq!(send(&clinic).await, 1);
        let mail = standing(&clinic, invited).await;
        assert_eq!((mail.state.as_str(), mail.tries), ("sent", 2));
        let ids: BTreeSet<String> = office.taken().iter().map(|mail| mail.header("Message-ID").to_owned()).collect();
        assert_eq!((office.taken().len(), ids.len()), (2, 1));
    }
}

#[tokio::test]
async fn several_workers_send_each_mail_once() {
    for (clinic, office) in clinics_by("several_workers", "{}", &[]).await {
        for number in 0..24 {
            invite(&clinic, &format!("ok-{number}@example.com")).await;
        }
        let (one, two, three) = tokio::join!(send(&clinic), send(&clinic), send(&clinic));
        assert_eq!(one + two + three, 24);
        let recipients = office.recipients();
        assert_eq!(recipients.len(), 24);
        assert_eq!(recipients.into_iter().collect::<BTreeSet<_>>().len(), 24);
    }
}

#[tokio::test]
async fn a_cause_that_is_undone_sends_nothing() {
    for (clinic, office) in clinics_by("undone", "{}", &[]).await {
        let mut tx = clinic.portal.db.begin().await.unwrap();
        let subject = clinic::ids::InvitationId::new().0;
        enqueue(&mut tx, Kind::Invitation, subject, "", clinic.clock.now()).await.unwrap();
        assert!(!enqueue(&mut tx, Kind::Invitation, subject, "", clinic.clock.now()).await.unwrap(), "once only");
        tx.rollback().await.unwrap();
        assert_eq!(send(&clinic).await, 0);
        assert_eq!(office.taken().len(), 0);
    }
}

#[tokio::test]
async fn a_mail_is_given_up_after_three_days() {
    for (clinic, _office) in clinics_by("given_up", "{}", &[]).await {
        let invited = invite(&clinic, "busy@example.com").await;
        let began = clinic.clock.now();
        for tries in 1..=MOST_TRIES {
            assert_eq!(send(&clinic).await, 1, "try {tries}");
            let mail = standing(&clinic, invited).await;
            assert_eq!(mail.tries, tries);
            assert_eq!(mail.state == "failed", tries == MOST_TRIES, "{mail:?}");
            clinic.clock.advance((mail.due_at - clinic.clock.now()).max(Duration::zero()));
        }
        let took = clinic.clock.now() - began;
        assert!(took > Duration::hours(57) && took < Duration::hours(86), "{took}");
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_waited_for() {
    let port = PostOffice::open().port.to_string();
    let settings = [
        ("smtp_host", "127.0.0.1"),
        ("smtp_security", "none"),
        ("smtp_port", port.as_str()),
        ("mail_from", "portal@example.org"),
    ];
    for clinic in clinics_with("away", &settings).await {
        let invited = invite(&clinic, "ok@example.com").await;
        assert_eq!(send(&clinic).await, 1);
        let mail = standing(&clinic, invited).await;
        assert_eq!(mail.state, "waiting");
        assert!(mail.answer().contains("refused"), "{mail:?}");
    }
}

async fn one(clinic: &Clinic) -> (String, String) {
    let invited = invite(clinic, "ok@example.com").await;
    assert_eq!(send(clinic).await, 1);
    let mail = standing(clinic, invited).await;
    (mail.state, mail.answer.unwrap_or_default())
}

#[tokio::test]
async fn tls_is_used_and_checked() {
    let tls = [("smtp_host", "localhost"), ("smtp_security", "tls")];
    let known = [tls.as_slice(), &[("smtp_ca_file", AUTHORITY)]].concat();
    for (clinic, office) in clinics_by("tls_good", r#"{"tls":"tls"}"#, &known).await {
        assert_eq!(one(&clinic).await.0, "sent");
        assert_eq!(office.taken()[0].0["secure"], true);
    }
    // An authority nobody knows, and a certificate that nobody signed.
    let wrong = [(r#"{"tls":"tls"}"#, tls.to_vec()), (r#"{"tls":"tls","certificate":"bad"}"#, known.clone())];
    for (options, settings) in wrong {
        for (clinic, office) in clinics_by("tls_wrong", options, &settings).await {
            let (state, answer) = one(&clinic).await;
            assert_eq!(state, "waiting");
            assert!(answer.to_lowercase().contains("certificate"), "{answer}");
            assert_eq!(office.taken().len(), 0);
        }
    }
}

#[tokio::test]
async fn starttls_is_used_and_never_done_without() {
    let settings = [("smtp_host", "localhost"), ("smtp_security", "starttls"), ("smtp_ca_file", AUTHORITY)];
    for (clinic, office) in clinics_by("starttls", r#"{"tls":"starttls"}"#, &settings).await {
        assert_eq!(one(&clinic).await.0, "sent");
        assert_eq!(office.taken()[0].0["secure"], true);
    }
    for (clinic, office) in clinics_by("starttls_missing", "{}", &settings).await {
        let (state, answer) = one(&clinic).await;
        assert_eq!(state, "waiting");
        assert!(answer.contains("STARTTLS"), "{answer}");
        assert_eq!(office.taken().len(), 0);
    }
}

#[tokio::test]
async fn a_server_that_asks_who_we_are_is_told() {
    let user = [("smtp_user", "verbena"), ("smtp_password", "right")];
    for (clinic, office) in clinics_by("signed_in", r#"{"auth":true}"#, &user).await {
        assert_eq!(one(&clinic).await.0, "sent");
        assert_eq!(office.taken()[0].text("user"), "verbena");
    }
    let wrong: [&[(&str, &str)]; 2] = [&[], &[("smtp_user", "verbena"), ("smtp_password", "wrong")]];
    for (settings, code) in wrong.into_iter().zip(["530", "535"]) {
        for (clinic, _office) in clinics_by("not_signed_in", r#"{"auth":true}"#, settings).await {
            let (state, answer) = one(&clinic).await;
            assert_eq!(state, "waiting", "it is nothing about the recipient");
            assert!(answer.starts_with(code), "{answer}");
            assert!(!answer.contains("wrong") || answer.contains("not the right"), "{answer}");
        }
    }
}

#[tokio::test]
async fn without_a_mail_server_mails_wait_untried() {
    for clinic in clinics_with("not_set_up", &[]).await {
        let invited = invite(&clinic, "ok@example.com").await;
        let portal = &clinic.portal;
        assert!(matches!(portal.post.way(&portal.db, &portal.keys).await.unwrap(), Way::NotSetUp));
        assert_eq!(send(&clinic).await, 0);
        let mail = standing(&clinic, invited).await;
        assert_eq!((mail.state.as_str(), mail.tries), ("waiting", 0));
    }
}

#[tokio::test]
async fn mails_of_a_newer_program_are_given_up_and_stop_no_others() {
    for (clinic, office) in clinics_by("newer", "{}", &[]).await {
        let invited = invite(&clinic, "ok@example.com").await;
        clinic.clock.advance(Duration::seconds(1));
        let newer = invite(&clinic, "ok-2@example.com").await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE outbox SET kind = 'something_new', due_at = created_at WHERE subject_id = $1")
            .bind(invited)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(send(&clinic).await, 1);
        assert_eq!(standing(&clinic, invited).await.state, "failed");
        assert_eq!(standing(&clinic, newer).await.state, "sent");
        assert_eq!(office.recipients(), ["ok-2@example.com"]);
    }
}
