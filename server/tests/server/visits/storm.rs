//! Mails about a thousand visits, by workers that are cut off again and again: each arrives, once, and none that is not wanted.

use super::ground::{Calendar, at, holder, reminders};
use crate::{
    mail::post_office::{PostOffice, clinics_by},
    support::Clinic,
};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    appointments::{CancelReason, Reminders, Rules, cancel, queue_reminders},
    db::Source as _,
    ids::{AppointmentId, MailId, PatientId},
};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const VISITS: i64 = 1000;

/// A day and six hours before, at any hour.
fn plan() -> Reminders {
    Reminders { offsets: vec![1440, 360], quiet: (0, 0), ..reminders() }
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: MailId,
    kind: String,
    subject_id: Uuid,
    occasion: String,
    state: String,
    start_at: DateTime<Utc>,
    status: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_mail_arrives_once_however_often_workers_are_cut_off() {
    for (clinic, office) in clinics_by("visit_storm", "{}", &[]).await {
        let calendar = Calendar::open(&clinic).await;
        let visits = seed(&clinic, &calendar).await;
        let mut random = StdRng::seed_from_u64(7);
        let mut called_off: BTreeMap<AppointmentId, DateTime<Utc>> = BTreeMap::new();
        let end = visits.iter().map(|(_, start)| *start).max().unwrap();
        for step in 0.. {
            if clinic.clock.now() >= end {
                break;
            }
            // Some are called off on the way.
            for _ in 0..6 {
                let (id, start) = visits[random.random_range(0..visits.len())];
                if start > clinic.clock.now() && !called_off.contains_key(&id) {
                    call_off(&clinic, id).await;
                    called_off.insert(id, clinic.clock.now());
                }
            }
            // Now and then there is peace: what is cut off too often is given up, and what is due for too long is over.
            if step % 3 == 2 {
                while queue_reminders(&clinic.portal.db, &plan(), clinic.clock.now()).await.unwrap() {}
                verbena::send_due_mail(&clinic.portal).await.unwrap();
            } else {
                cut_off(&clinic, &mut random).await;
            }
            // So long that what was cut off is due again.
            clinic.clock.advance(Duration::minutes(90));
        }
        // Whoever is left finishes in peace.
        for _ in 0..20 {
            while queue_reminders(&clinic.portal.db, &plan(), clinic.clock.now()).await.unwrap() {}
            verbena::send_due_mail(&clinic.portal).await.unwrap();
            clinic.clock.advance(Duration::minutes(10));
        }
        check(&clinic, &office, &visits, &called_off).await;
    }
}

/// Visits around the clock for three days from tomorrow on, each of another patient with an address in the record.
async fn seed(clinic: &Clinic, calendar: &Calendar) -> Vec<(AppointmentId, DateTime<Utc>)> {
    let first = at("2026-03-04T00:00:00-05:00");
    let mut tx = clinic.portal.db.begin().await.unwrap();
    let mut visits = Vec::new();
    for number in 0..VISITS {
        let patient = PatientId::new();
        tx.query(
            "INSERT INTO patients (id, name, name_key, sex, deceased, active, email)
             VALUES ($1, 'A', 'a', 'unknown', FALSE, TRUE, $2)",
        )
        .bind(patient)
        .bind(format!("ok-{number}@example.com"))
        .run()
        .await
        .unwrap();
        let start = first + Duration::minutes(number * 4);
        let id = calendar.put(&mut tx, patient, start, clinic.clock.now()).await;
        visits.push((id, start));
    }
    tx.commit().await.unwrap();
    visits
}

/// Three workers and two that queue, each cut off at a random moment, a few times over.
async fn cut_off(clinic: &Clinic, random: &mut StdRng) {
    for _ in 0..4 {
        let mut tasks = Vec::new();
        for _ in 0..3 {
            let portal = clinic.portal.clone();
            tasks.push(tokio::spawn(async move { verbena::send_due_mail(&portal).await.map(|_| ()) }));
        }
        for _ in 0..2 {
            let (db, now) = (clinic.portal.db.clone(), clinic.clock.now());
            tasks.push(tokio::spawn(async move { queue_reminders(&db, &plan(), now).await.map(|_| ()) }));
        }
        for task in tasks {
            tokio::time::sleep(std::time::Duration::from_millis(random.random_range(0..25))).await;
            task.abort();
            match task.await {
                Ok(done) => done.unwrap(),
                Err(cut) => assert!(cut.is_cancelled()),
            }
        }
    }
}

async fn call_off(clinic: &Clinic, id: AppointmentId) {
    let (portal, by) = (&clinic.portal, holder(clinic, id).await);
    let rules = Rules { zone: reminders().zone, change_until: Duration::zero(), offer_lasts: Duration::hours(2) };
    let reason = CancelReason::CannotCome;
    cancel(&portal.db, &portal.auditor, &by, id, reason, "", &rules, clinic.clock.now()).await.unwrap().unwrap();
}

async fn check(
    clinic: &Clinic,
    office: &PostOffice,
    visits: &[(AppointmentId, DateTime<Utc>)],
    called_off: &BTreeMap<AppointmentId, DateTime<Utc>>,
) {
    let mut q = clinic.portal.db.read().await.unwrap();
    let rows: Vec<Row> = q
        .query(
            "SELECT m.id, m.kind, m.subject_id, m.occasion, m.state, a.start_at, a.status
             FROM outbox m JOIN appointments a ON a.id = m.subject_id",
        )
        .all()
        .await
        .unwrap();
    drop(q);
    // When each mail was written, by its Message-ID; one that was taken twice has the same.
    let mut taken: BTreeMap<MailId, Vec<DateTime<Utc>>> = BTreeMap::new();
    for mail in office.taken() {
        let id = mail.header("Message-ID").trim_matches(['<', '>']).split('@').next().unwrap().parse().unwrap();
        let date = DateTime::parse_from_rfc2822(mail.header("Date")).unwrap().with_timezone(&Utc);
        taken.entry(id).or_default().push(date);
    }
    let known: BTreeSet<MailId> = rows.iter().map(|row| row.id).collect();
    assert!(taken.keys().all(|id| known.contains(id)));
    let mut arrived: BTreeMap<(Uuid, String, String), usize> = BTreeMap::new();
    for row in &rows {
        assert_ne!(row.state, "waiting", "{row:?}");
        assert_ne!(row.state, "failed", "{row:?}");
        let dates = taken.get(&row.id);
        assert!(row.state != "sent" || dates.is_some(), "lost: {row:?}");
        for date in dates.into_iter().flatten() {
            assert!(*date < row.start_at, "after its visit: {row:?}");
            let off = called_off.get(&AppointmentId(row.subject_id));
            assert!(row.kind == "appointment_cancelled" || off.is_none_or(|off| date <= off), "called off: {row:?}");
        }
        if dates.is_some() {
            *arrived.entry((row.subject_id, row.kind.clone(), row.occasion.clone())).or_default() += 1;
        }
        let is_off = called_off.contains_key(&AppointmentId(row.subject_id));
        assert_eq!(row.status == "cancelled", is_off);
    }
    assert!(arrived.values().all(|count| *count == 1), "two mails about one thing");
    for (id, start) in visits {
        let has = |kind: &str, occasion: &str| arrived.contains_key(&(id.0, kind.to_owned(), occasion.to_owned()));
        if let Some(off) = called_off.get(id) {
            // One that is called off just before it begins may be over before anybody could be told in this storm.
            assert!(has("appointment_cancelled", "1@record") || *start - *off < Duration::hours(6), "{id}");
        } else {
            assert!(
                has("appointment_reminder", "0/1440@record") && has("appointment_reminder", "0/360@record"),
                "{id}"
            );
        }
    }
    assert!(called_off.len() > 100);
}
