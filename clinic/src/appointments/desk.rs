//! What the clinic does in its calendar.

use super::{
    Beside, Booker, Choice, Happening, New, NotBooked, Rules, Status, Step,
    booking::reason_of,
    happened,
    held::{hold, insert_as},
    moving::{Shift, shift},
    notify::{Told, notify},
    times::next,
    waited::waited,
};
use crate::{
    Error,
    accounts::Clinician,
    audit::{Action, Auditor},
    db::{Db, Source, Tx},
    ids::{AppointmentId, LocationId, PatientId, PractitionerId, RoomId, SeriesId, VisitTypeId, WaitlistId},
    schedules::{Exact, Free, VisitType, exactly, hold_schedule, visit_type, zone_of},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// How the clinic books.
#[derive(Clone, Debug, Default)]
pub struct AtDesk {
    /// The id that the visit, or the first of a series, gets: a form that is sent twice books once.
    pub id: Option<AppointmentId>,
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
    if let Some(id) = how.id
        && is_there(tx, id, by).await?
    {
        return Ok(Ok(id));
    }
    if !leave_list(tx, auditor, by, &visit, choice, how, None, rules, now).await? {
        return Ok(Err(NotBooked::Changed));
    }
    let (free, overbooked) = match place(tx, by, &visit, choice, how, None, series.is_some(), rules, now).await? {
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
        hold: None,
    };
    let id = insert_as(tx, by, how.id.unwrap_or_default(), new, now).await?;
    if how.walk_in {
        happened(tx, id, Happening::Arrived, by.line(), Beside::default(), now).await?;
    }
    let what = if overbooked { "booked beside another visit" } else { "booked" };
    auditor.record(tx, by.event(Action::Create, id, what)).await?;
    Ok(Ok(id))
}

/// Whether the patient has this visit already: its form was sent before.
async fn is_there(tx: &mut Tx, id: AppointmentId, by: &Booker) -> Result<bool, Error> {
    let found: Option<(PatientId,)> =
        tx.query("SELECT patient_id FROM appointments WHERE id = $1").bind(id).maybe().await?;
    match found {
        Some((patient,)) if patient == by.patient() => Ok(true),
        Some(_) => Err(Error::NotFound),
        None => Ok(false),
    }
}

/// Where a visit goes: to a free time, or beside what is there. Tells whether it is beside something. Of a series nobody reads which
/// other times are free.
#[expect(clippy::too_many_arguments, reason = "who, what and when are each their own")]
async fn place(
    tx: &mut Tx,
    by: &Booker,
    visit: &VisitType,
    choice: Choice,
    how: &AtDesk,
    moves: Option<AppointmentId>,
    is_of_series: bool,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<(Free, bool), NotBooked>, Error> {
    let there = exactly(tx, exact(by, visit, choice, how, moves, rules), now).await?;
    if there.is_free || how.overbook || how.walk_in {
        return Ok(Ok((there.visit, !there.is_free)));
    }
    let others = if is_of_series { Vec::new() } else { next(tx, by, visit, choice, moves, rules, now).await? };
    Ok(Err(NotBooked::Taken(others)))
}

/// Ends the place in the waiting list that is booked from, with what it was offered: a time that was offered to this patient is free for
/// them. Tells whether it still counted. The room is held before the place in the list, as everywhere.
#[expect(clippy::too_many_arguments, reason = "who, what and when are each their own")]
async fn leave_list(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    visit: &VisitType,
    choice: Choice,
    how: &AtDesk,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let Some(entry) = how.waited else { return Ok(true) };
    exactly(tx, exact(by, visit, choice, how, moves, rules), now).await?;
    waited(tx, auditor, by, entry, now).await
}

fn exact<'v>(
    by: &Booker,
    visit: &'v VisitType,
    choice: Choice,
    how: &AtDesk,
    moves: Option<AppointmentId>,
    rules: &Rules,
) -> Exact<'v> {
    Exact {
        visit,
        practitioner: choice.practitioner,
        location: choice.location,
        room: how.room,
        start_at: choice.start_at,
        moves,
        patient: by.patient(),
        zone: rules.zone,
    }
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
    if !leave_list(&mut tx, auditor, &by, &visit, to, how, Some(id), rules, now).await? {
        return Ok(Err(NotBooked::Changed));
    }
    let (free, overbooked) = match place(&mut tx, &by, &visit, to, how, Some(id), false, rules, now).await? {
        Ok(found) => found,
        Err(refused) => return Ok(Err(refused)),
    };
    let there = Shift { kind: Some(&visit), overbooked, seen: Some(revision), ..Shift::to(&free) };
    if let Err(refused) = shift(&mut tx, auditor, &by, id, &there, rules, now).await? {
        return Ok(Err(refused));
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Books a visit that was asked for, at the time that was asked for; with `anyway` also where nobody has hours any more or something
/// else is there, which is refused as taken. `revision` is the one that was shown.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
#[expect(clippy::too_many_arguments, reason = "who, which, and as what it was shown are each their own")]
pub async fn grant(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    id: AppointmentId,
    revision: i64,
    anyway: bool,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<(), NotBooked>, Error> {
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    if !anyway && !is_open(&mut tx, id, &by, rules, now).await? {
        return Ok(Err(NotBooked::Taken(Vec::new())));
    }
    let held = hold(&mut tx, id, patient).await?;
    if !matches!(held.status, Status::Proposed | Status::Pending) || held.start_at <= now {
        return Ok(Err(NotBooked::Ended));
    }
    if held.revision != revision + 1 {
        return Ok(Err(NotBooked::Changed));
    }
    tx.query("UPDATE appointments SET status = 'booked' WHERE id = $1").bind(id).run().await?;
    happened(&mut tx, id, Happening::Booked, by.line(), Beside::default(), now).await?;
    notify(&mut tx, id, Told::Booked, now).await?;
    auditor.record(&mut tx, by.event(Action::Update, id, "agreed to")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether someone still has hours where a visit was asked for; what came from another program keeps to none.
async fn is_open(
    tx: &mut Tx,
    id: AppointmentId,
    by: &Booker,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    type Place = (Option<VisitTypeId>, Option<PractitionerId>, Option<LocationId>, Option<RoomId>, DateTime<Utc>);
    let place: Option<Place> = tx
        .query(
            "SELECT visit_type_id, practitioner_id, location_id, room_id, start_at FROM appointments
             WHERE id = $1 AND patient_id = $2",
        )
        .bind(id)
        .bind(by.patient())
        .maybe()
        .await?;
    let place = place.ok_or(Error::NotFound)?;
    let (Some(kind), Some(practitioner), Some(location), room, start_at) = place else { return Ok(true) };
    hold_schedule(tx, practitioner).await?;
    let visit = visit_type(tx, kind).await?;
    let (moves, patient, zone) = (Some(id), by.patient(), rules.zone);
    let exact = Exact { visit: &visit, practitioner, location, room, start_at, moves, patient, zone };
    match exactly(tx, exact, now).await {
        Ok(there) => Ok(there.is_free),
        // The room is out of use.
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes a step on the day of the visit: none but taking one back is taken before that day, on the clock of the place.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
#[expect(clippy::too_many_arguments, reason = "who, which and when are each their own")]
pub async fn step(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    id: AppointmentId,
    step: Step,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<Status, NotBooked>, Error> {
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    let held = hold(&mut tx, id, patient).await?;
    let zone = zone_at(&mut tx, held.location_id, rules).await?;
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let is_early = match step {
        // Nobody has missed what has not begun.
        Step::MissedIt => held.start_at > now,
        Step::Arrive | Step::CheckIn | Step::Fulfil => day(held.start_at) > day(now),
        Step::Reopen => false,
    };
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

/// The zone of a place, or the clinic's.
async fn zone_at(tx: &mut Tx, place: Option<LocationId>, rules: &Rules) -> Result<Tz, Error> {
    let zone: Option<(Option<String>,)> =
        tx.query("SELECT zone FROM locations WHERE id = $1").bind(place).maybe().await?;
    Ok(zone_of(zone.and_then(|(zone,)| zone).as_deref(), rules.zone))
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
