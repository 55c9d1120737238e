//! Reminders: when each is due, and how they come into the outbox, each once.
//!
//! Once a minute those are queued that are due within the next hours; how far that has come is kept beside them. Whatever is booked or
//! moved into hours that were queued already gets its reminders in its own transaction.

mod choosing;
mod plan;

use super::notify::recipients;
use crate::{
    Error,
    db::{Db, Source, Tx},
    ids::{AccountId, AppointmentId, LocationId, PatientId},
    mail,
    schedules::zone_of,
};
pub use choosing::{ReminderChoice, choose_reminders, reminder_choices};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use chrono_tz::Tz;
pub use plan::Reminders;
use std::collections::BTreeSet;

/// So long before they are due reminders are queued: quiet hours, which last less than a day, may bring one forward by as much.
const AHEAD: Duration = Duration::hours(26);
/// About so many visits of each offset are looked at in one transaction.
const AT_ONCE: i64 = 200;
/// How far reminders are queued (a setting; RFC 3339).
const QUEUED_UNTIL: &str = "reminders.queued_until";
/// The reminders that were queued so far (a setting; JSON).
const PLAN: &str = "reminders.plan";

/// A visit that people are to be reminded of.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Due {
    id: AppointmentId,
    patient_id: PatientId,
    booked_by: Option<AccountId>,
    sequence: i64,
    start_at: DateTime<Utc>,
    zone: Option<String>,
}

/// A span of time, its beginning not included, whose reminders are queued.
#[derive(Clone, Copy, Debug)]
struct Window {
    after: DateTime<Utc>,
    until: DateTime<Utc>,
    /// Whether what was missed is made up for.
    late_too: bool,
}

/// Puts the reminders into the outbox that are due in the next hours; what is there already stays as it is. Tells whether there is
/// more to do.
pub async fn queue_reminders(db: &Db, reminders: &Reminders, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = db.begin().await?;
    tx.query("INSERT INTO settings (name, value, changed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(QUEUED_UNTIL)
        .bind(written(now))
        .bind(now)
        .run()
        .await?;
    let Some(after) = hold(&mut tx).await? else { return Ok(false) };
    let horizon = now + AHEAD;
    if after >= horizon {
        return Ok(false);
    }
    let until = cut(&mut tx, reminders, after, horizon, now).await?;
    let mut found: BTreeSet<AppointmentId> = BTreeSet::new();
    let window = Window { after, until, late_too: true };
    for offset in reminders.sorted() {
        let offset = Duration::minutes(offset);
        let visits: Vec<Due> = tx
            .query(
                "SELECT a.id, a.patient_id, a.booked_by, a.sequence, a.start_at, l.zone
                 FROM appointments a LEFT JOIN locations l ON l.id = a.location_id
                 WHERE a.made_here AND a.status = 'booked' AND a.start_at > $1 AND a.start_at <= $2
                 ORDER BY a.start_at, a.id",
            )
            .bind((after + offset).max(now))
            .bind(until + offset)
            .all()
            .await?;
        for visit in visits {
            if found.insert(visit.id) {
                remind(&mut tx, &visit, reminders, window, now).await?;
            }
        }
    }
    keep(&mut tx, QUEUED_UNTIL, written(until), now).await?;
    keep(&mut tx, PLAN, reminders.written()?, now).await?;
    tx.commit().await?;
    Ok(until < horizon)
}

/// Queues the reminders of a visit that has just been booked or moved, as far as those of other visits are queued already.
pub(super) async fn catch_up(tx: &mut Tx, id: AppointmentId, now: DateTime<Utc>) -> Result<(), Error> {
    // Held until the end of the transaction, so that nobody queues further without seeing this visit.
    let Some(until) = hold(tx).await? else { return Ok(()) };
    let Some(reminders) = planned(tx).await? else { return Ok(()) };
    let visit: Option<Due> = tx
        .query(
            "SELECT a.id, a.patient_id, a.booked_by, a.sequence, a.start_at, l.zone
             FROM appointments a LEFT JOIN locations l ON l.id = a.location_id
             WHERE a.id = $1 AND a.made_here AND a.status = 'booked' AND a.start_at > $2",
        )
        .bind(id)
        .bind(now)
        .maybe()
        .await?;
    let Some(visit) = visit else { return Ok(()) };
    remind(tx, &visit, &reminders, Window { after: now, until, late_too: false }, now).await
}

/// Whether a reminder is still wanted at the moment it is to be sent: its offset is chosen, and no later one is due as well.
pub(crate) async fn is_wanted(
    q: &mut impl Source,
    patient: PatientId,
    start_at: DateTime<Utc>,
    zone: Option<&str>,
    offset: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let Some(reminders) = planned(q).await? else { return Ok(true) };
    let wanted = chosen(q, patient, &reminders).await?;
    let zone = zone_of(zone, reminders.zone);
    let later = |other: &i64| *other < offset && reminders.placed(start_at, *other, zone) <= now;
    Ok(wanted.contains(&offset) && !wanted.iter().any(later))
}

/// The earliest moment from `at` on at which people may be sent something that can wait: the end of the quiet hours of the place, if
/// that leaves time before a visit at `start_at`.
pub(crate) async fn out_of_quiet(
    q: &mut impl Source,
    location: Option<LocationId>,
    start_at: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<DateTime<Utc>, Error> {
    let Some(reminders) = planned(q).await? else { return Ok(at) };
    let zone: Option<(Option<String>,)> =
        q.query("SELECT zone FROM locations WHERE id = $1").bind(location).maybe().await?;
    Ok(reminders.late(start_at, zone_of(zone.and_then(|(zone,)| zone).as_deref(), reminders.zone), at))
}

/// When the reminder of a visit is tried again that was to be tried at `at`.
pub(crate) async fn retried(q: &mut impl Source, id: AppointmentId, at: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
    let visit: Option<(Option<LocationId>, DateTime<Utc>)> =
        q.query("SELECT location_id, start_at FROM appointments WHERE id = $1").bind(id).maybe().await?;
    match visit {
        Some((location, start_at)) => out_of_quiet(q, location, start_at, at).await,
        None => Ok(at),
    }
}

/// The zone of the clinic, as whoever queues reminders has noted it; UTC before anyone has.
pub(crate) async fn clinic_zone(q: &mut impl Source) -> Result<Tz, Error> {
    Ok(planned(q).await?.map_or(Tz::UTC, |reminders| reminders.zone))
}

/// The offsets that a patient wants, in minutes, the longest first.
pub(crate) async fn chosen(q: &mut impl Source, patient: PatientId, reminders: &Reminders) -> Result<Vec<i64>, Error> {
    let choices: Vec<(i64, bool)> = q
        .query("SELECT offset_minutes, wanted FROM reminder_choices WHERE patient_id = $1")
        .bind(patient)
        .all()
        .await?;
    let is_off = |offset: &i64| choices.iter().any(|(known, wanted)| known == offset && !wanted);
    Ok(reminders.sorted().filter(|offset| !is_off(offset)).collect())
}

async fn remind(
    tx: &mut Tx,
    visit: &Due,
    reminders: &Reminders,
    window: Window,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let wanted = chosen(tx, visit.patient_id, reminders).await?;
    let zone = zone_of(visit.zone.as_deref(), reminders.zone);
    let due = reminders.due(visit.start_at, zone, &wanted, window, now);
    if due.is_empty() {
        return Ok(());
    }
    for recipient in recipients(tx, visit.patient_id, visit.booked_by, now).await? {
        for (offset, due) in &due {
            let occasion = format!("{}/{offset}{}", visit.sequence, recipient.tag());
            mail::enqueue_for(tx, mail::Kind::AppointmentReminder, visit.id.0, &occasion, *due, now).await?;
        }
    }
    Ok(())
}

/// Until when reminders are queued now: until the horizon, or less far where there are many.
async fn cut(
    tx: &mut Tx,
    reminders: &Reminders,
    after: DateTime<Utc>,
    horizon: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Error> {
    let mut until = horizon;
    for offset in reminders.sorted() {
        let offset = Duration::minutes(offset);
        let last: Option<(DateTime<Utc>,)> = tx
            .query(
                "SELECT start_at FROM appointments WHERE made_here AND status = 'booked' AND start_at > $1 AND start_at <= $2
                 ORDER BY start_at, id LIMIT 1 OFFSET $3",
            )
            .bind((after + offset).max(now))
            .bind(until + offset)
            .bind(AT_ONCE - 1)
            .maybe()
            .await?;
        if let Some((start,)) = last {
            until = until.min(start - offset);
        }
    }
    Ok(until)
}

/// Until when reminders are queued; nobody else reads it before the transaction ends.
async fn hold(tx: &mut Tx) -> Result<Option<DateTime<Utc>>, Error> {
    let held: Option<(Option<String>,)> = tx
        .query("UPDATE settings SET changed_at = changed_at WHERE name = $1 RETURNING value")
        .bind(QUEUED_UNTIL)
        .maybe()
        .await?;
    let Some(text) = held.and_then(|(value,)| value) else { return Ok(None) };
    let read = DateTime::parse_from_rfc3339(&text)
        .map_err(|_| Error::Broken("how far reminders are queued cannot be read".to_owned()))?;
    Ok(Some(read.with_timezone(&Utc)))
}

async fn planned(q: &mut impl Source) -> Result<Option<Reminders>, Error> {
    let found: Option<(Option<String>,)> =
        q.query("SELECT value FROM settings WHERE name = $1").bind(PLAN).maybe().await?;
    found.and_then(|(value,)| value).map(|text| Reminders::read(&text)).transpose()
}

async fn keep(tx: &mut Tx, name: &'static str, value: String, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query(
        "INSERT INTO settings (name, value, changed_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
    )
    .bind(name)
    .bind(value)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}
