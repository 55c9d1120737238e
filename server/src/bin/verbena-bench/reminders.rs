//! What a day's reminders cost in a clinic with very many visits: to put them into the outbox, and to write them.

use super::{Outcome, Place, resident};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    appointments::{Reminders, queue_reminders},
    db::{Db, Source as _},
    ids::{LocationId, PatientId, PractitionerId, VisitTypeId},
    mail::{claim, letter, settle},
};
use std::time::Instant;

/// Visits of the day.
const VISITS: i64 = 100_000;
/// Reminders that are written.
const WRITTEN: usize = 5_000;

/// Measures and says it. The visits are a day from now, so that the reminder of the day before is due for each.
pub(crate) async fn measure(
    place: &Place,
    visit: VisitTypeId,
    location: LocationId,
    clinician: PractitionerId,
    patients: &[PatientId],
) -> Outcome<()> {
    let portal = &place.app.house.portal;
    let (now, kind) = (portal.clock.now(), portal.db.kind());
    fill(place, visit, location, clinician, patients, now).await?;
    portal.db.refresh_statistics().await?;
    let before = resident();
    let reminders = Reminders { offsets: vec![24 * 60], quiet: (0, 0), zone: portal.settings.zone };
    let began = Instant::now();
    while queue_reminders(&portal.db, &reminders, now).await? {}
    let spent = began.elapsed().as_secs_f64();
    let mut q = portal.db.read().await?;
    let (queued,): (i64,) = q.query("SELECT count(*) FROM outbox WHERE kind = 'appointment_reminder'").one().await?;
    drop(q);
    if queued != VISITS {
        return Err(format!("{queued} reminders were queued for {VISITS} visits").into());
    }
    let grown = resident().saturating_sub(before) / 1024;
    println!(
        "reminders of {VISITS} visits on {kind}: queued at {:.0} a second, in {spent:.1} s, {grown} MB more memory",
        queued as f64 / spent
    );

    let due = now + Duration::hours(12);
    let way = portal.post.way(&portal.db, &portal.keys).await?;
    let began = Instant::now();
    for _ in 0..WRITTEN {
        let job = claim(&portal.db, way.lease(), due).await?.ok_or("no reminder is due")?;
        let letter = letter(&portal.db, &portal.keys, &job, due).await?.ok_or("a reminder is not wanted")?;
        let fate = app::send_mail(portal, &way, &letter).await;
        let outcome = job.outcome(fate, due);
        settle(&portal.db, &job, outcome, Some(&letter.to), due).await?;
    }
    let spent = began.elapsed().as_secs_f64();
    println!(
        "reminders on {kind}: taken, written with their calendar file and settled at {:.0} a second, one after the other",
        WRITTEN as f64 / spent
    );
    Ok(())
}

/// Visits between one and twelve hours after this time tomorrow, of patients whose records have an address.
async fn fill(
    place: &Place,
    visit: VisitTypeId,
    location: LocationId,
    clinician: PractitionerId,
    patients: &[PatientId],
    now: DateTime<Utc>,
) -> Outcome<()> {
    let portal = &place.app.house.portal;
    let mut tx = portal.db.begin().await?;
    for (number, patient) in patients.iter().enumerate() {
        tx.query("UPDATE patients SET email = $2 WHERE id = $1")
            .bind(*patient)
            .bind(format!("p{number}@example.org"))
            .run()
            .await?;
    }
    let numbers = match &portal.db {
        Db::Sqlite { .. } => {
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $7)
             INSERT INTO appointments (id, patient_id, status, start_at, end_at, taken_until, location_id, practitioner_id,
                visit_type_id, medium, made_here)
             SELECT randomblob(16), $1, 'booked', $2, $3, $3, $4, $5, $6, 'in_person', TRUE FROM numbers"
        }
        Db::Postgres(_) => {
            "INSERT INTO appointments (id, patient_id, status, start_at, end_at, taken_until, location_id, practitioner_id,
                visit_type_id, medium, made_here)
             SELECT gen_random_uuid(), $1, 'booked', $2, $3, $3, $4, $5, $6, 'in_person', TRUE FROM generate_series(1, $7)"
        }
    };
    let count = i64::try_from(patients.len())?;
    let (each, rest) = (VISITS / count, VISITS % count);
    for (number, patient) in (0_i64..).zip(patients) {
        let start = now + Duration::hours(25) + Duration::minutes(number % 600);
        tx.query(numbers)
            .bind(*patient)
            .bind(start)
            .bind(start + Duration::minutes(20))
            .bind(location)
            .bind(clinician)
            .bind(visit)
            .bind(each + i64::from(number < rest))
            .run()
            .await?;
    }
    tx.commit().await?;
    Ok(())
}
