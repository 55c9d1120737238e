//! Mails about visits go to those who may know of them, and their links work for nobody else.

use super::{
    ground::{Calendar, address, at, by_link, offer, queue, sent, state, token_of},
    mails::{MEMORY, call_off_by, shift, subjects, take},
};
use crate::support::{Clinic, clinics_with, count, patient};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    accounts::{NewAccount, Password, Role, add},
    appointments::{Booker, Recipient},
    audit::Actor,
    db::Source as _,
    helpers::{Entered, Ground, Relationship, Section, enter},
    ids::{AccountId, AppointmentId, PatientId},
    mail::{Kind, Purpose, enqueue},
};

const KIM: &str = "kim@example.org";

/// A new account, which is the patient's own or helps patient two with these sections.
async fn account(clinic: &Clinic, email: &str, own: Option<PatientId>) -> AccountId {
    let (portal, now) = (&clinic.portal, clinic.clock.now());
    let new = NewAccount {
        email: email.to_owned(),
        name: "Kim".to_owned(),
        password: Password::chosen("a long and honest password", email).unwrap(),
        roles: own.map(|_| Role::Patient).into_iter().collect(),
        language: None,
        patient: own,
        practitioner: None,
    };
    add(&portal.db, &portal.auditor, Actor::operator(), new, now).await.unwrap();
    let mut q = portal.db.read().await.unwrap();
    let (id,): (AccountId,) =
        q.query("SELECT id FROM accounts WHERE email_key = $1").bind(email.to_owned()).one().await.unwrap();
    id
}

async fn helper(clinic: &Clinic, email: &str, ground: Ground, section: Section) -> AccountId {
    let (portal, now) = (&clinic.portal, clinic.clock.now());
    let id = account(clinic, email, None).await;
    let right = Entered {
        patient: patient("two"),
        email: email.to_owned(),
        relationship: Relationship::Parent,
        ground,
        sections: [section].into_iter().collect(),
        ends_at: None,
    };
    enter(&portal.db, &portal.auditor, Actor::operator(), right, now).await.unwrap();
    id
}

async fn sql(clinic: &Clinic, sql: &'static str) {
    let mut tx = clinic.portal.db.begin().await.unwrap();
    assert!(tx.query(sql).run().await.unwrap() > 0, "{sql}");
    tx.commit().await.unwrap();
}

/// A visit of patient two that Kim books by the link of another one's mail.
async fn booked_by(clinic: &Clinic, calendar: &Calendar, kim: AccountId, start: &str) -> AppointmentId {
    let mut tx = clinic.portal.db.begin().await.unwrap();
    let other = calendar.put(&mut tx, patient("two"), at("2026-04-20T15:00:00-04:00"), clinic.clock.now()).await;
    tx.commit().await.unwrap();
    let by = by_kim(clinic, other, kim).await;
    let id = take(clinic, calendar, &by, None, start).await;
    call_off_by(clinic, &by, other).await;
    sql(clinic, "DELETE FROM outbox WHERE kind = 'appointment_cancelled'").await;
    id
}

/// Kim, by the link of a mail about a visit.
async fn by_kim(clinic: &Clinic, id: AppointmentId, kim: AccountId) -> Booker {
    let until = clinic.clock.now() + Duration::days(60);
    by_link(clinic, &token_of(clinic, Purpose::Appointment, id.0, Recipient::Account(kim), KIM, until).await).await
}

async fn link(clinic: &Clinic, id: AppointmentId, kim: AccountId, until: DateTime<Utc>) -> String {
    format!("/visit/{}", token_of(clinic, Purpose::Appointment, id.0, Recipient::Account(kim), KIM, until).await)
}

#[tokio::test]
async fn who_helps_with_appointments_gets_the_mails() {
    for clinic in clinics_with("visit_helper_mails", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let kim = helper(&clinic, KIM, Ground::Invited, Section::Appointments).await;
        helper(&clinic, "lea@example.org", Ground::Invited, Section::Labs).await;
        let id = booked_by(&clinic, &calendar, kim, "2026-03-20T15:00:00-04:00").await;
        let mut found = sent(&clinic).await;
        let by = by_kim(&clinic, id, kim).await;
        take(&clinic, &calendar, &by, Some(id), "2026-03-23T09:30:00-04:00").await;
        found.extend(sent(&clinic).await);
        call_off_by(&clinic, &by, id).await;
        found.extend(sent(&clinic).await);
        let found_subjects: Vec<&str> = found.iter().map(|mail| mail.header("subject").unwrap()).collect();
        assert_eq!(
            found_subjects,
            [
                "Your appointment on Friday, March 20",
                "Changed: your appointment is on Monday, March 23",
                "Cancelled: your appointment on Monday, March 23"
            ]
        );
        for mail in &found {
            assert_eq!(mail.header("to"), Some(KIM));
            assert!(mail.text.contains("https://portal.example.org/helping"), "{}", mail.text);
        }
    }
}

#[tokio::test]
async fn whose_help_has_ended_gets_no_mail_and_their_links_open_nothing() {
    const ENDS: [(&str, &str); 5] = [
        ("UPDATE helpers SET revoked_at = created_at", "UPDATE helpers SET revoked_at = NULL"),
        ("UPDATE helpers SET ends_at = created_at", "UPDATE helpers SET ends_at = NULL"),
        (
            "UPDATE helpers SET appointments = FALSE, labs = TRUE",
            "UPDATE helpers SET appointments = TRUE, labs = FALSE",
        ),
        (
            "UPDATE accounts SET disabled_at = created_at WHERE email = 'kim@example.org'",
            "UPDATE accounts SET disabled_at = NULL WHERE email = 'kim@example.org'",
        ),
        (
            "UPDATE accounts SET email = 'other@example.org' WHERE email = 'kim@example.org'",
            "UPDATE accounts SET email = 'kim@example.org' WHERE email = 'other@example.org'",
        ),
    ];
    for clinic in clinics_with("visit_helper_ended", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let kim = helper(&clinic, KIM, Ground::Invited, Section::Appointments).await;
        let id = booked_by(&clinic, &calendar, kim, "2026-03-20T15:00:00-04:00").await;
        assert_eq!(sent(&clinic).await.len(), 1);
        let base = link(&clinic, id, kim, at("2026-03-20T15:00:00-04:00")).await;
        address(&clinic, patient("two"), "two@example.org").await;
        let offered = offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let until = clinic.clock.now() + Duration::hours(2);
        let offered = token_of(&clinic, Purpose::Offer, offered.0, Recipient::Account(kim), KIM, until).await;
        let offered = format!("/visit/offer/{offered}");
        sent(&clinic).await;
        for (index, (end, again)) in ENDS.into_iter().enumerate() {
            for page in [&base, &offered] {
                assert_eq!(clinic.get(page, &[]).await.status, 200, "{end}");
            }
            sql(&clinic, end).await;
            let before = state(&clinic).await;
            for page in [&base, &offered, &format!("{base}/times")] {
                let answer = clinic.get(page, &[]).await;
                assert_eq!(answer.status, 410, "{end} {page}");
                assert!(!answer.body.contains("March"), "{end}: {}", answer.body);
            }
            for form in ["confirmation", "cancellation", "times"] {
                let answer = clinic.post(&format!("{base}/{form}"), "", "reason=cannot_come").await;
                assert_eq!(answer.status, 410, "{end} {form}");
            }
            for form in ["acceptance", "refusal"] {
                assert_eq!(clinic.post(&format!("{offered}/{form}"), "", "").await.status, 410, "{end} {form}");
            }
            assert_eq!(state(&clinic).await, before, "{end}");
            // What waited to be sent is not wanted any more; whoever only has another address gets it there.
            let mut tx = clinic.portal.db.begin().await.unwrap();
            let occasion = format!("0/{index}@{kim}");
            enqueue(&mut tx, Kind::AppointmentMoved, id.0, &occasion, clinic.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            let got: Vec<_> = sent(&clinic).await.iter().map(|mail| mail.header("to").map(str::to_owned)).collect();
            let expected = if end.contains("other@") { vec![Some("other@example.org".to_owned())] } else { Vec::new() };
            assert_eq!(got, expected, "{end}");
            sql(&clinic, again).await;
        }
    }
}

#[tokio::test]
async fn the_right_of_a_parent_ends_with_the_day_their_child_is_of_age() {
    for clinic in clinics_with("visit_helper_age", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        sql(&clinic, "UPDATE patients SET birth_date = '2008-03-10', birth_date_precision = 'day'").await;
        let kim = helper(&clinic, KIM, Ground::Guardian, Section::Appointments).await;
        let id = booked_by(&clinic, &calendar, kim, "2026-03-20T15:00:00-04:00").await;
        assert_eq!(subjects(&sent(&clinic).await), ["Your appointment on Friday, March 20"]);
        let base = link(&clinic, id, kim, at("2026-03-20T15:00:00-04:00")).await;
        queue(&clinic).await;
        clinic.clock.advance(at("2026-03-09T23:59:00-04:00") - clinic.clock.now());
        assert_eq!(clinic.get(&base, &[]).await.status, 200);
        clinic.clock.advance(Duration::minutes(2));
        assert_eq!(clinic.get(&base, &[]).await.status, 410);
        for _ in 0..22 {
            clinic.clock.advance(Duration::hours(12));
            queue(&clinic).await;
            assert_eq!(sent(&clinic).await.len(), 0, "{}", clinic.clock.now());
        }
    }
}

#[tokio::test]
async fn a_reminder_comes_once_to_who_gets_an_account_before_it() {
    for clinic in clinics_with("visit_reminder_heir", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        // Patient two gets an account while reminders are queued for the record: for one visit the same is queued for the account.
        let [first, second] = ["2026-03-04T15:00:00-05:00", "2026-03-04T16:00:00-05:00"].map(at);
        let first = calendar.book(&clinic, patient("two"), first).await;
        calendar.book(&clinic, patient("two"), second).await;
        sent(&clinic).await;
        clinic.clock.advance(Duration::hours(16));
        queue(&clinic).await;
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM outbox WHERE occasion = '0/1440@record'").await, 2);
        let own = account(&clinic, "own@example.org", Some(patient("two"))).await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        let occasion = format!("0/1440@{own}");
        enqueue(&mut tx, Kind::AppointmentReminder, first.0, &occasion, clinic.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        clinic.clock.advance(at("2026-03-03T16:30:00-05:00") - clinic.clock.now());
        let mails = sent(&clinic).await;
        let to: Vec<Option<&str>> = mails.iter().map(|mail| mail.header("to")).collect();
        assert_eq!(to, [Some("own@example.org"); 2], "one for each visit");
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM outbox WHERE state = 'unwanted'").await, 1);
    }
}

#[tokio::test]
async fn a_move_names_the_time_that_its_reader_knows() {
    for clinic in clinics_with("visit_moved_before", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let id = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        sent(&clinic).await;
        // Moved twice before the first mail about it has left: nobody was told of Monday.
        shift(&clinic, &calendar, id, "2026-03-23T09:30:00-04:00").await;
        shift(&clinic, &calendar, id, "2026-03-25T10:00:00-04:00").await;
        let mails = sent(&clinic).await;
        assert_eq!(subjects(&mails), ["Changed: your appointment is on Wednesday, March 25"]);
        assert!(mails[0].text.contains("Friday, March 20, 2026, 3:00 PM"), "{}", mails[0].text);
        assert!(!mails[0].text.contains("March 23"), "{}", mails[0].text);
        clinic.clock.advance(Duration::minutes(10));
        shift(&clinic, &calendar, id, "2026-03-26T10:00:00-04:00").await;
        let mails = sent(&clinic).await;
        assert!(mails[0].text.contains("Wednesday, March 25") && !mails[0].text.contains("March 20"), "the last told");
        // Whoever was told nothing yet is told of no time before.
        let new = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        shift(&clinic, &calendar, new, "2026-03-23T09:30:00-04:00").await;
        let mails = sent(&clinic).await;
        assert_eq!(subjects(&mails), ["Changed: your appointment is on Monday, March 23"]);
        assert!(!mails[0].text.contains("March 20"), "{}", mails[0].text);
    }
}

#[tokio::test]
async fn an_offer_by_video_sends_nobody_to_a_place() {
    for clinic in clinics_with("visit_offer_video", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        sql(&clinic, "UPDATE visit_types SET medium = 'video'").await;
        address(&clinic, patient("two"), "two@example.org").await;
        offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let mails = sent(&clinic).await;
        assert!(mails[0].text.contains("Por video"), "{}", mails[0].text);
        assert!(!mails[0].text.contains("Main house") && !mails[0].text.contains("Long Street"), "{}", mails[0].text);
        let start = mails[0].text.find("/visit/offer/").unwrap();
        let path = mails[0].text[start..].split_whitespace().next().unwrap();
        let page = clinic.get(path, &[]).await;
        assert!(page.status == 200 && page.body.contains("By video") && !page.body.contains("Main house"));
    }
}

#[tokio::test]
async fn a_link_of_an_earlier_time_leads_to_the_newest_mail() {
    for clinic in clinics_with("visit_old_link", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let id = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        let mails = sent(&clinic).await;
        let start = mails[0].text.find("/visit/").unwrap();
        let path = mails[0].text[start..].split_whitespace().next().unwrap().to_owned();
        shift(&clinic, &calendar, id, "2026-03-25T10:00:00-04:00").await;
        clinic.clock.advance(at("2026-03-21T10:00:00-04:00") - clinic.clock.now());
        let page = clinic.get(&path, &[]).await;
        assert_eq!(page.status, 410);
        assert!(page.body.contains("the newest mail about it has a link that works"), "{}", page.body);
        assert!(!page.body.contains("has begun or is over"));
    }
}

#[tokio::test]
async fn reminders_to_an_address_in_the_record_end_and_begin_again() {
    for clinic in clinics_with("visit_no_reminders", &MEMORY).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        let day = |day: u32| at(&format!("2026-03-{day:02}T10:00:00-05:00"));
        for number in 4..=7 {
            calendar.book(&clinic, patient("two"), day(number)).await;
        }
        for mail in sent(&clinic).await {
            assert!(mail.header("list-unsubscribe").is_none(), "a confirmation is always sent");
        }
        // The reminders of a day and of two hours before, until noon of a day in March.
        let until_noon = async |noon: u32| {
            let mut found = Vec::new();
            while clinic.clock.now() < day(noon) + Duration::hours(2) {
                clinic.clock.advance(Duration::minutes(30));
                queue(&clinic).await;
                found.extend(sent(&clinic).await);
            }
            found
        };
        let mails = until_noon(3).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].header("list-unsubscribe-post"), Some("List-Unsubscribe=One-Click"));
        let end = mails[0].header("list-unsubscribe").unwrap().trim_matches(['<', '>']).to_owned();
        let end = end.strip_prefix("https://portal.example.org").unwrap().to_owned();
        assert!(mails[0].text.contains(&end), "{}", mails[0].text);
        let page = clinic.get(&end, &[]).await;
        assert!(page.status == 200 && page.body.contains("no more reminders at this address"), "{}", page.body);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM reminder_refusals").await, 0, "looking ends nothing");
        for wrong in [end.replace("kind=reminders", "kind=appointments"), end.replace("?kind", "x?kind")] {
            assert_eq!(clinic.post(&wrong, "", "press=end").await.status, 422, "{wrong}");
        }
        // A mail program does it by itself, twice.
        for _ in 0..2 {
            let answer = clinic.ask(http::Method::POST, &end, &[], "List-Unsubscribe=One-Click").await;
            assert!(answer.status == 200 && answer.body.is_empty(), "{}", answer.body);
        }
        assert!(clinic.get(&end, &[]).await.body.contains("Send reminders again"));
        assert_eq!(until_noon(5).await.len(), 0, "neither of the first three visits nor of the next");
        let answer = clinic.post(&end, "", "press=again").await;
        assert!(answer.status == 303 && answer.header("location") == end, "{}", answer.body);
        assert!(clinic.get(&end, &[]).await.body.contains("No more of these mails"));
        assert_eq!(until_noon(6).await.len(), 2, "of the last two visits");
        // Another address is another reader.
        clinic.post(&end, "", "press=end").await;
        address(&clinic, patient("two"), "new@example.org").await;
        assert_eq!(clinic.get(&end, &[]).await.status, 422);
        assert_eq!(until_noon(7).await.len(), 1);
        assert_eq!(clinic.verify().await.findings, []);
    }
}
