use super::{
    Booker, Choice, New, NotBooked, Rules, Status,
    held::insert,
    moving::{Shift, shift},
    notify::{Told, notify},
    times::{find, held_of, keep_reason, next},
};
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Db, Source, Tx},
    ids::{AppointmentId, HoldId, PatientId},
    schedules::{Free, Mode, VisitType, hold_room, hold_schedule, visit_type},
};
use chrono::{DateTime, Duration, Utc};

/// The most characters of what a visit is for.
pub const LONGEST_REASON: usize = 500;
/// The most visits to come that a patient can have booked here without the clinic.
const MOST_TO_COME: i64 = 12;

/// Books the time that is held, or moves the visit there for which it is held. Where the clinic has yet to agree, the visit is
/// asked for. A hold that is over still books, if its time is still free. What was typed stays with the hold where nothing is booked.
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
    let booked = book_held(db, auditor, by, id, reason.clone(), rules, now).await?;
    if let (Err(_), Some(reason)) = (&booked, reason) {
        keep_reason(db, by, id, reason).await?;
    }
    Ok(booked)
}

async fn book_held(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: HoldId,
    reason: Option<String>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let mut tx = db.begin().await?;
    let Some(held) = held_of(&mut tx, by.patient(), id).await? else { return Ok(Err(NotBooked::HoldOver)) };
    hold_schedule(&mut tx, held.practitioner_id).await?;
    // The room before the hold, as whoever chooses another time takes them.
    if let Some(room) = held.room_id {
        hold_room(&mut tx, room).await?;
    }
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
        Some(moves) => {
            let there = Shift { seen: held.moves_revision, hold: Some(id), ..Shift::to(&free) };
            shift(&mut tx, auditor, by, moves, &there, rules, now).await?
        }
        None => add(&mut tx, auditor, by, &visit, &free, id, reason, now).await?,
    };
    if booked.is_ok() {
        tx.commit().await?;
    }
    Ok(booked)
}

/// The visit that was last booked or moved from a hold: who presses twice, or goes back, finds it.
pub async fn booked_from(q: &mut impl Source, by: &Booker, id: HoldId) -> Result<Option<AppointmentId>, Error> {
    let found: Option<(AppointmentId,)> = q
        .query(
            "SELECT id FROM appointments WHERE patient_id = $1 AND hold_id = $2 AND status <> 'entered-in-error' LIMIT 1",
        )
        .bind(by.patient())
        .bind(id)
        .maybe()
        .await?;
    Ok(found.map(|(id,)| id))
}

#[expect(clippy::too_many_arguments, reason = "who, what, where and from which hold are each their own")]
async fn add(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    visit: &VisitType,
    free: &Free,
    hold: HoldId,
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
        hold: Some(hold),
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
