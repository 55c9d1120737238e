//! Who is told of a visit, and when: by the outbox, on both databases.

use super::{
    calendar::{Calendar, at},
    changes::cancel,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::America::New_York;
use clinic::{
    Error,
    appointments::{AtDesk, Reminders, Wish, queue_reminders, tend_waiting_list, wait},
    audit::AccessLog,
    db::Source as _,
    helpers::{Ground, Section},
    ids::AppointmentId,
    mail::{Job, Kind, Outcome, State, claim, of_appointment, settle},
    testing::databases,
};
use std::collections::BTreeSet;

/// The addresses of the accounts that mails about a visit are queued for.
async fn told(clinic: &Calendar, id: AppointmentId) -> BTreeSet<String> {
    let mut q = clinic.db().read().await.unwrap();
    let rows: Vec<(String,)> =
        q.query("SELECT occasion FROM outbox WHERE subject_id = $1").bind(id).all().await.unwrap();
    let accounts: Vec<(uuid::Uuid, String)> = q.query("SELECT id, name FROM accounts").all().await.unwrap();
    let name = |occasion: &str| {
        let tag = occasion.rsplit_once('@').unwrap().1.to_owned();
        accounts.iter().find(|(id, _)| id.to_string() == tag).map_or(tag.clone(), |(_, name)| name.clone())
    };
    rows.iter().map(|(occasion,)| name(occasion)).collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Queues the reminders of a plan in the clinic's zone.
async fn queue(clinic: &Calendar, offsets: &[i64], quiet: (u32, u32)) {
    let reminders = Reminders { offsets: offsets.to_vec(), quiet, zone: New_York };
    while queue_reminders(clinic.db(), &reminders, clinic.now()).await.unwrap() {}
}

async fn due(clinic: &Calendar, kind: Kind) -> Vec<DateTime<Utc>> {
    let mut q = clinic.db().read().await.unwrap();
    let sql = "SELECT due_at FROM outbox WHERE kind = $1 ORDER BY due_at";
    let rows: Vec<(DateTime<Utc>,)> = q.query(sql).bind(kind).all().await.unwrap();
    rows.into_iter().map(|(due,)| due).collect()
}

#[tokio::test]
async fn who_helps_is_told_only_as_long_as_they_may_know() {
    for test in databases("told_helpers").await {
        let clinic = Calendar::open(&test.db).await;
        // Of age on the 10th of November.
        let mia = clinic.office.patient("Mia", "Mia").await;
        clinic.born(mia, "2008-11-10").await;
        clinic.helper("Gil", mia, Ground::Guardian, &[Section::Appointments, Section::Labs]).await;
        clinic.helper("Ivo", mia, Ground::Invited, &[Section::Appointments]).await;
        clinic.helper("Hana", mia, Ground::Invited, &[Section::Labs]).await;
        let book = async |start: &str| clinic.at_desk(mia, clinic.at(start), &AtDesk::default()).await.unwrap();
        let before = book("2026-11-06T14:00:00Z").await;
        assert_eq!(told(&clinic, before).await, names(&["Gil", "Ivo"]), "limited by age is not ended");
        queue(&clinic, &[1440], (21, 8)).await;
        // The evening before in New York, where the birthday in UTC has begun.
        clinic.office.clock.advance(at("2026-11-10T03:00:00Z") - clinic.now());
        let evening = book("2026-11-12T14:00:00Z").await;
        assert_eq!(told(&clinic, evening).await, names(&["Gil", "Ivo"]));
        clinic.office.clock.advance(Duration::hours(3));
        let grown = book("2026-11-12T15:00:00Z").await;
        assert_eq!(told(&clinic, grown).await, names(&["Ivo"]));
        clinic.sql("UPDATE helpers SET revoked_at = created_at WHERE name = 'Ivo'").await;
        let alone = book("2026-11-13T15:00:00Z").await;
        assert_eq!(told(&clinic, alone).await, names(&[]));
        clinic.sql("UPDATE helpers SET revoked_at = NULL, ends_at = accepted_at WHERE name = 'Ivo'").await;
        let over = book("2026-11-13T16:00:00Z").await;
        assert_eq!(told(&clinic, over).await, names(&[]));
    }
}

#[tokio::test]
async fn a_reminder_before_long_quiet_hours_is_queued_in_time() {
    for test in databases("told_long_quiet").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        clinic.sql("UPDATE weekly_hours SET from_minute = 495").await;
        // Thursday, a quarter past eight: two hours before is quiet, and so is every hour after six on the evening before.
        clinic.book(&ana, clinic.at("2026-11-05T13:15:00Z")).await.unwrap();
        while clinic.now() < at("2026-11-05T00:00:00Z") {
            queue(&clinic, &[120], (18, 8)).await;
            clinic.office.clock.advance(Duration::hours(1));
        }
        assert_eq!(due(&clinic, Kind::AppointmentReminder).await, [at("2026-11-04T22:45:00Z")]);
    }
}

#[tokio::test]
async fn a_reminder_that_could_not_be_sent_waits_for_the_morning() {
    for test in databases("told_retry").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        clinic.book(&ana, clinic.at("2026-11-06T14:00:00Z")).await.unwrap();
        clinic.sql("DELETE FROM outbox").await;
        queue(&clinic, &[2160], (21, 8)).await;
        clinic.office.clock.advance(Duration::hours(48));
        queue(&clinic, &[2160], (21, 8)).await;
        // Thirty-six hours before is the evening of Wednesday, nine o'clock: it comes in the morning.
        assert_eq!(due(&clinic, Kind::AppointmentReminder).await, [at("2026-11-05T13:00:00Z")]);
        clinic.office.clock.advance(at("2026-11-05T13:00:00Z") - clinic.now());
        let put_off = async |until: &str| {
            let job: Job = claim(clinic.db(), Duration::minutes(2), clinic.now()).await.unwrap().unwrap();
            let later = Outcome::Later { answer: "busy".to_owned(), at: at(until) };
            assert!(settle(clinic.db(), &job, later, None, clinic.now()).await.unwrap());
            due(&clinic, Kind::AppointmentReminder).await
        };
        assert_eq!(put_off("2026-11-05T15:00:00Z").await, [at("2026-11-05T15:00:00Z")], "by day it is as it is");
        clinic.office.clock.advance(Duration::hours(2));
        assert_eq!(put_off("2026-11-06T03:00:00Z").await, [at("2026-11-06T13:00:00Z")], "the morning leaves an hour");
        // Where the morning leaves no time, the night has to do.
        clinic.sql("UPDATE appointments SET start_at = '2026-11-06T13:15:00Z'").await;
        clinic.office.clock.advance(Duration::hours(22));
        assert_eq!(put_off("2026-11-06T12:00:00Z").await, [at("2026-11-06T12:00:00Z")]);
    }
}

#[tokio::test]
async fn an_offer_is_not_made_at_night() {
    for test in databases("told_offer_night").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora] = [clinic.patient("Ana").await, clinic.patient("Ben").await, clinic.patient("Cora").await];
        let id = clinic.book(&ana, clinic.at("2026-11-06T14:00:00Z")).await.unwrap();
        queue(&clinic, &[1440], (21, 8)).await;
        let wish = Wish {
            visit_type: clinic.check_up,
            practitioner: None,
            location: None,
            appointment: None,
            first_day: "2026-11-02".parse().unwrap(),
            last_day: "2026-11-20".parse().unwrap(),
            weekdays: 0b111_1111,
            from_minute: 0,
            until_minute: 1440,
        };
        for by in [&ben, &cora] {
            let auditor = &clinic.office.auditor;
            wait(clinic.db(), auditor, by, &wish, &clinic.rules, clinic.now()).await.unwrap().unwrap();
        }
        // Eleven in the evening of Wednesday.
        clinic.office.clock.advance(at("2026-11-05T04:00:00Z") - clinic.now());
        cancel(&clinic, &ana, id).await.unwrap();
        assert_eq!(due(&clinic, Kind::WaitlistOffer).await, [at("2026-11-05T13:00:00Z")], "told at eight");
        let expires = async || {
            let mut q = clinic.db().read().await.unwrap();
            let rows: Vec<(String, DateTime<Utc>)> =
                q.query("SELECT state, expires_at FROM waitlist_offers ORDER BY id").all().await.unwrap();
            rows
        };
        assert_eq!(
            expires().await,
            [("open".to_owned(), at("2026-11-05T14:30:00Z"))],
            "and an hour and a half to answer"
        );
        clinic.office.clock.advance(Duration::hours(6));
        tend_waiting_list(clinic.db(), &clinic.rules, clinic.now()).await.unwrap();
        assert_eq!(expires().await.len(), 1, "nobody is passed over in their sleep");
        clinic.office.clock.advance(at("2026-11-05T14:30:00Z") - clinic.now());
        tend_waiting_list(clinic.db(), &clinic.rules, clinic.now()).await.unwrap();
        assert_eq!(expires().await[1], ("open".to_owned(), at("2026-11-05T16:00:00Z")), "by day at once");
    }
}

#[tokio::test]
async fn the_clinic_sees_what_became_of_the_mails_about_a_visit() {
    for test in databases("told_about").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at("2026-11-06T14:00:00Z")).await.unwrap();
        let other = clinic.book(&ana, clinic.at("2026-11-12T14:00:00Z")).await.unwrap();
        let log = AccessLog::default();
        let look = async |id| of_appointment(&mut clinic.db().read().await.unwrap(), &clinic.clerk, id, &log).await;
        let mails = look(id).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(
            (mails[0].kind, mails[0].sequence, mails[0].state),
            (Some(Kind::AppointmentBooked), 0, State::Waiting)
        );
        assert_eq!((mails[0].due_at, mails[0].ended_at, mails[0].tries), (Some(clinic.now()), None, 0));
        assert!(log.take().iter().any(|event| format!("{event:?}").contains("Appointments")), "the look is noted");
        let job = claim(clinic.db(), Duration::minutes(2), clinic.now()).await.unwrap().unwrap();
        let sent = Outcome::Sent { answer: "250 taken".to_owned() };
        settle(clinic.db(), &job, sent, Some("ana@example.org"), clinic.now()).await.unwrap();
        cancel(&clinic, &ana, id).await.unwrap();
        queue(&clinic, &[1440], (21, 8)).await;
        clinic.office.clock.advance(Duration::days(9));
        queue(&clinic, &[1440], (21, 8)).await;
        let mails = look(id).await.unwrap();
        let kinds: Vec<Option<Kind>> = mails.iter().map(|mail| mail.kind).collect();
        assert_eq!(kinds, [Some(Kind::AppointmentBooked), Some(Kind::AppointmentCancelled)]);
        assert_eq!((mails[0].state, mails[0].answer.as_deref(), mails[0].tries), (State::Sent, Some("250 taken"), 1));
        assert_ne!(mails[0].recipient.as_deref(), Some("ana@example.org"), "masked");
        assert!(mails[0].recipient.is_some() && mails[0].due_at.is_none() && mails[0].ended_at.is_some());
        assert_eq!((mails[1].sequence, mails[1].state), (1, State::Waiting));
        let others = look(other).await.unwrap();
        assert_eq!(
            others.last().map(|mail| (mail.kind, mail.offset_minutes)),
            Some((Some(Kind::AppointmentReminder), Some(1440)))
        );
        assert!(matches!(look(AppointmentId::new()).await, Err(Error::NotFound)));
    }
}
