use super::{
    Beside, Booker, Choice, Happening, New, NotBooked, Rules, Status, freed, happened,
    held::{Held, hold, insert},
    notify::{Told, notify},
    times::{find, held_of, next},
};
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Db, Source as _, Tx},
    ids::{AppointmentId, HoldId, PatientId},
    schedules::{Free, Mode, VisitType, hold_schedule, visit_type},
};
use chrono::{DateTime, Duration, Utc};

/// The most characters of what a visit is for.
pub const LONGEST_REASON: usize = 500;
/// The most visits to come that a patient can have booked here without the clinic.
const MOST_TO_COME: i64 = 12;

/// Books the time that is held, or moves the visit there for which it is held. Where the clinic has yet to agree, the visit is
/// asked for. A hold that is over still books, if its time is still free.
///
/// # Errors
/// `Invalid` when the reason is too long.
pub async fn book(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: HoldId,
    reason: &str,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let reason = reason_of(reason)?;
    let mut tx = db.begin().await?;
    let Some(held) = held_of(&mut tx, by.patient(), id).await? else { return Ok(Err(NotBooked::HoldOver)) };
    hold_schedule(&mut tx, held.practitioner_id).await?;
    let gone = tx
        .query("DELETE FROM appointment_holds WHERE id = $1 AND patient_id = $2")
        .bind(id)
        .bind(by.patient())
        .run()
        .await?;
    if gone == 0 {
        return Ok(Err(NotBooked::HoldOver));
    }
    let visit = visit_type(&mut tx, held.visit_type_id).await?;
    let choice = Choice {
        visit_type: held.visit_type_id,
        practitioner: held.practitioner_id,
        location: held.location_id,
        start_at: held.start_at,
    };
    // Also within the five minutes: hours may have ended and absences begun.
    let Some(free) = find(&mut tx, by, &visit, choice, held.moves_id, rules, now).await? else {
        return Ok(Err(NotBooked::Taken(next(&mut tx, by, &visit, choice, held.moves_id, rules, now).await?)));
    };
    let booked = match held.moves_id {
        Some(moves) => shift(&mut tx, auditor, by, moves, &free, false, rules, now).await?,
        None => add(&mut tx, auditor, by, &visit, &free, reason, now).await?,
    };
    if booked.is_ok() {
        tx.commit().await?;
    }
    Ok(booked)
}

async fn add(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    visit: &VisitType,
    free: &Free,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let status = match visit.mode {
        Mode::Direct => Status::Booked,
        Mode::Request if by.is_bound() => Status::Proposed,
        Mode::ViewOnly if by.is_bound() => return Ok(Err(NotBooked::NotOffered)),
        Mode::Request | Mode::ViewOnly => Status::Booked,
    };
    if let Some(other) = busy(tx, by.patient(), free.start_at, free.end_at, None).await? {
        return Ok(Err(NotBooked::Busy(other)));
    }
    if by.is_bound() {
        let (coming,): (i64,) = tx
            .query(
                "SELECT count(*) FROM appointments
                 WHERE patient_id = $1 AND start_at > $2 AND status IN ('proposed', 'pending', 'booked') AND made_here",
            )
            .bind(by.patient())
            .bind(now)
            .one()
            .await?;
        if coming >= MOST_TO_COME {
            return Ok(Err(NotBooked::TooMany));
        }
    }
    let new = New {
        status,
        visit_type: visit.id,
        medium: visit.medium,
        practitioner: free.practitioner,
        location: free.location,
        room: free.room,
        start_at: free.start_at,
        end_at: free.end_at,
        taken_until: free.taken_until,
        reason,
        staff_note: None,
        overbooked: false,
        walk_in: false,
        series: None,
    };
    let id = insert(tx, by, new, now).await?;
    let (told, what) = match status {
        Status::Proposed => (Told::Asked, "asked for"),
        _ => (Told::Booked, "booked"),
    };
    notify(tx, id, told, now).await?;
    auditor.record(tx, by.event(Action::Create, id, what)).await?;
    Ok(Ok(id))
}

/// Gives a visit another time, place or clinician, whose calendar is held.
#[expect(clippy::too_many_arguments, reason = "who, what and where to are each their own")]
pub(super) async fn shift(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    id: AppointmentId,
    to: &Free,
    overbooked: bool,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let held = hold(tx, id, by.patient()).await?;
    if let Err(refused) = changeable(&held, by, rules, now) {
        return Ok(Err(refused));
    }
    if let Some(other) = busy(tx, by.patient(), to.start_at, to.end_at, Some(id)).await? {
        return Ok(Err(NotBooked::Busy(other)));
    }
    let is_elsewhere = held.start_at != to.start_at
        || held.practitioner_id != Some(to.practitioner)
        || held.location_id != Some(to.location);
    // A patient's wish for a time that the clinic must agree to stays a wish.
    let status = if by.is_bound() { held.status } else { Status::Booked };
    tx.query(
        "UPDATE appointments SET status = $2, start_at = $3, end_at = $4, taken_until = $5, practitioner_id = $6, practitioner = NULL,
            location_id = $7, room_id = $8, overbooked = $9, sequence = sequence + 1, confirmed_at = NULL, made_here = TRUE
         WHERE id = $1",
    )
    .bind(id)
    .bind(status)
    .bind(to.start_at)
    .bind(to.end_at)
    .bind(to.taken_until)
    .bind(to.practitioner)
    .bind(to.location)
    .bind(to.room)
    .bind(overbooked)
    .run()
    .await?;
    let beside = Beside { before: Some((held.start_at, held.practitioner_id)), ..Beside::default() };
    let was_asked = held.status == Status::Proposed && status == Status::Booked;
    let kind = if is_elsewhere { Happening::Moved } else { Happening::Booked };
    happened(tx, id, kind, by.line(), beside, now).await?;
    let told = match (status, was_asked) {
        (Status::Proposed, _) => Told::Asked,
        (_, true) => Told::Booked,
        _ => Told::Moved,
    };
    notify(tx, id, told, now).await?;
    if is_elsewhere {
        freed(tx, &held, rules, now).await?;
    }
    auditor.record(tx, by.event(Action::Update, id, "moved")).await?;
    Ok(Ok(id))
}

/// Whether whoever wants to change a visit still can.
pub(super) fn changeable(held: &Held, by: &Booker, rules: &Rules, now: DateTime<Utc>) -> Result<(), NotBooked> {
    if !held.status.can_change() || (by.is_bound() && held.start_at <= now) {
        return Err(NotBooked::Ended);
    }
    // What was only asked for can be taken back at any time.
    let is_late = held.status != Status::Proposed && held.start_at < now + rules.change_until;
    if by.is_bound() && (is_late || !held.made_here) { Err(NotBooked::TooLate) } else { Ok(()) }
}

/// Another visit of the patient at that time.
pub(super) async fn busy(
    tx: &mut Tx,
    patient: PatientId,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    but: Option<AppointmentId>,
) -> Result<Option<AppointmentId>, Error> {
    let found: Option<(AppointmentId,)> = tx
        .query(
            "SELECT id FROM appointments
             WHERE patient_id = $1 AND start_at > $2 AND start_at < $3 AND COALESCE(end_at, start_at) > $4
               AND status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in') AND ($5 IS NULL OR id <> $5)
             ORDER BY start_at LIMIT 1",
        )
        .bind(patient)
        .bind(start - Duration::days(1))
        .bind(end)
        .bind(start)
        .bind(but)
        .maybe()
        .await?;
    Ok(found.map(|(id,)| id))
}

/// What a visit is for, tidied.
///
/// # Errors
/// `Invalid` when it is too long.
pub(super) fn reason_of(text: &str) -> Result<Option<String>, Error> {
    let text = text.trim();
    if text.chars().count() > LONGEST_REASON {
        return Err(Error::Invalid(format!("the text is longer than {LONGEST_REASON} characters")));
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}
