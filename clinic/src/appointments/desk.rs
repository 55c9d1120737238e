//! What the clinic does in its calendar.

use super::{
    Beside, Booker, Choice, Happening, New, NotBooked, Rules, Status, Step,
    booking::{reason_of, shift},
    happened,
    held::{hold, insert},
    notify::{Told, notify},
    times::{find, next},
    waited::waited,
};
use crate::{
    Error,
    accounts::Clinician,
    audit::{Action, Auditor},
    db::{Db, Source, Tx},
    ids::{AppointmentId, PatientId, RoomId, SeriesId, WaitlistId},
    schedules::{Free, Room, VisitType, hold_schedule, rooms, visit_type, zone_of},
};
use chrono::{DateTime, Duration, Utc};

/// How the clinic books.
#[derive(Clone, Debug, Default)]
pub struct AtDesk {
    /// What the visit is for; the patient sees it.
    pub reason: String,
    /// For those who work here only.
    pub staff_note: String,
    /// Another room than the hours name.
    pub room: Option<RoomId>,
    /// Also where something else is already, or nobody has hours.
    pub overbook: bool,
    /// The patient is here.
    pub walk_in: bool,
    /// The place in the waiting list that this visit ends.
    pub waited: Option<WaitlistId>,
}

/// Books a visit for a patient, without holding it first.
///
/// # Errors
/// `NotFound` when patient, visit type, place or room do not exist; `Invalid` when a text is too long.
#[expect(clippy::too_many_arguments, reason = "who, for whom, what and when are each their own")]
pub async fn book_at_desk(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    choice: Choice,
    how: &AtDesk,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let mut tx = db.begin().await?;
    let booked = put(&mut tx, auditor, &Booker::at_desk(by, patient), choice, how, None, rules, now).await?;
    if let Ok(id) = booked {
        let told = if how.walk_in { None } else { Some(Told::Booked) };
        if let Some(told) = told {
            notify(&mut tx, id, told, now).await?;
        }
        tx.commit().await?;
    }
    Ok(booked)
}

/// Puts one visit into the calendar, within a transaction; the patient is not told yet.
#[expect(clippy::too_many_arguments, reason = "who, for whom, what and when are each their own")]
pub(super) async fn put(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    choice: Choice,
    how: &AtDesk,
    series: Option<SeriesId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let (reason, staff_note) = (reason_of(&how.reason)?, reason_of(&how.staff_note)?);
    let known: Option<(PatientId,)> =
        tx.query("SELECT id FROM patients WHERE id = $1").bind(by.patient()).maybe().await?;
    known.ok_or(Error::NotFound)?;
    let visit = visit_type(tx, choice.visit_type).await?;
    hold_schedule(tx, choice.practitioner).await?;
    if let Some(entry) = how.waited
        && !waited(tx, auditor, by, entry, now).await?
    {
        return Ok(Err(NotBooked::Changed));
    }
    let (free, overbooked) = match place(tx, by, &visit, choice, how, None, rules, now).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let new = New {
        status: if how.walk_in { Status::Arrived } else { Status::Booked },
        visit_type: visit.id,
        medium: visit.medium,
        practitioner: free.practitioner,
        location: free.location,
        room: free.room,
        start_at: free.start_at,
        end_at: free.end_at,
        taken_until: free.taken_until,
        reason,
        staff_note,
        overbooked,
        walk_in: how.walk_in,
        series,
    };
    let id = insert(tx, by, new, now).await?;
    if how.walk_in {
        happened(tx, id, Happening::Arrived, by.line(), Beside::default(), now).await?;
    }
    let what = if overbooked { "booked beside another visit" } else { "booked" };
    auditor.record(tx, by.event(Action::Create, id, what)).await?;
    Ok(Ok(id))
}

/// Where a visit goes: to a free time, or beside what is there. Tells whether it is beside something.
#[expect(clippy::too_many_arguments, reason = "who, what and when are each their own")]
async fn place(
    tx: &mut Tx,
    by: &Booker,
    visit: &VisitType,
    choice: Choice,
    how: &AtDesk,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<(Free, bool), NotBooked>, Error> {
    if let Some(room) = how.room {
        let is_there = |known: &Room| known.id == room && known.location_id == choice.location;
        rooms(tx).await?.iter().find(|room| is_there(room)).ok_or(Error::NotFound)?;
    }
    let found = find(tx, by, visit, choice, moves, rules, now).await?;
    if let Some(free) = found {
        let room = how.room.or(free.room);
        return Ok(Ok((Free { room, ..free }, false)));
    }
    if !how.overbook && !how.walk_in {
        return Ok(Err(NotBooked::Taken(next(tx, by, visit, choice, moves, rules, now).await?)));
    }
    let names: Option<(String, String, Option<String>)> = tx
        .query("SELECT p.name, l.name, l.zone FROM practitioners p JOIN locations l ON l.id = $2 WHERE p.id = $1")
        .bind(choice.practitioner)
        .bind(choice.location)
        .maybe()
        .await?;
    let (practitioner_name, location_name, zone) = names.ok_or(Error::NotFound)?;
    let end_at = choice.start_at + Duration::minutes(visit.minutes);
    let free = Free {
        start_at: choice.start_at,
        end_at,
        taken_until: end_at + Duration::minutes(visit.buffer_minutes),
        practitioner: choice.practitioner,
        practitioner_name,
        location: choice.location,
        location_name,
        room: how.room,
        zone: zone_of(zone.as_deref(), rules.zone),
    };
    Ok(Ok((free, true)))
}

/// Moves a visit to another time, place or clinician; a visit that was asked for is booked there. `revision` is the one that was
/// shown.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
#[expect(clippy::too_many_arguments, reason = "who, what and where to are each their own")]
pub async fn move_at_desk(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    id: AppointmentId,
    revision: i64,
    to: Choice,
    how: &AtDesk,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<(), NotBooked>, Error> {
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    let visit = visit_type(&mut tx, to.visit_type).await?;
    hold_schedule(&mut tx, to.practitioner).await?;
    if is_changed(&mut tx, id, revision).await? {
        return Ok(Err(NotBooked::Changed));
    }
    if let Some(entry) = how.waited
        && !waited(&mut tx, auditor, &by, entry, now).await?
    {
        return Ok(Err(NotBooked::Changed));
    }
    let (free, overbooked) = match place(&mut tx, &by, &visit, to, how, Some(id), rules, now).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let moved = shift(&mut tx, auditor, &by, id, &free, overbooked, rules, now).await?;
    if let Err(refused) = moved {
        return Ok(Err(refused));
    }
    tx.query("UPDATE appointments SET visit_type_id = $2, medium = $3 WHERE id = $1")
        .bind(id)
        .bind(visit.id)
        .bind(visit.medium)
        .run()
        .await?;
    tx.commit().await?;
    Ok(Ok(()))
}

async fn is_changed(tx: &mut Tx, id: AppointmentId, revision: i64) -> Result<bool, Error> {
    let now: Option<(i64,)> = tx.query("SELECT revision FROM appointments WHERE id = $1").bind(id).maybe().await?;
    Ok(now.is_none_or(|(now,)| now != revision))
}

/// Books a visit that was asked for, at the time that was asked for.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
pub async fn grant(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    id: AppointmentId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotBooked>, Error> {
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    let held = hold(&mut tx, id, patient).await?;
    if !matches!(held.status, Status::Proposed | Status::Pending) || held.start_at <= now {
        return Ok(Err(NotBooked::Ended));
    }
    tx.query("UPDATE appointments SET status = 'booked' WHERE id = $1").bind(id).run().await?;
    happened(&mut tx, id, Happening::Booked, by.line(), Beside::default(), now).await?;
    notify(&mut tx, id, Told::Booked, now).await?;
    auditor.record(&mut tx, by.event(Action::Update, id, "agreed to")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a step on the day of the visit.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
pub async fn step(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    id: AppointmentId,
    step: Step,
    now: DateTime<Utc>,
) -> Result<Result<Status, NotBooked>, Error> {
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    let held = hold(&mut tx, id, patient).await?;
    // Nobody has missed what has not begun.
    let is_early = step == Step::MissedIt && held.start_at > now;
    let Some(next) = held.status.after(step).filter(|_| !is_early) else { return Ok(Err(NotBooked::Ended)) };
    tx.query("UPDATE appointments SET status = $2 WHERE id = $1").bind(id).bind(next).run().await?;
    let kind = match step {
        Step::Arrive => Happening::Arrived,
        Step::CheckIn => Happening::CheckedIn,
        Step::Fulfil => Happening::Fulfilled,
        Step::MissedIt => Happening::NoShow,
        Step::Reopen => Happening::Reopened,
    };
    happened(&mut tx, id, kind, by.line(), Beside::default(), now).await?;
    auditor.record(&mut tx, by.event(Action::Update, id, step.name())).await?;
    tx.commit().await?;
    Ok(Ok(next))
}

/// Writes the note for those who work here; an empty one takes it away.
///
/// # Errors
/// `NotFound` when the patient has no such visit; `Invalid` when it is too long.
pub async fn note_at_desk(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    id: AppointmentId,
    note: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let note = reason_of(note)?;
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    hold(&mut tx, id, patient).await?;
    tx.query("UPDATE appointments SET staff_note = $2 WHERE id = $1").bind(id).bind(note).run().await?;
    happened(&mut tx, id, Happening::Noted, by.line(), Beside::default(), now).await?;
    auditor.record(&mut tx, by.event(Action::Update, id, "note of the clinic")).await?;
    tx.commit().await?;
    Ok(())
}
