//! Choosing a time: it is held for a few minutes, and then booked.

use super::{Booker, Rules, Status, Wish};
use crate::{
    Error,
    db::{Db, Source, Tx},
    ids::{AccountId, AppointmentId, HoldId, LocationId, PatientId, PractitionerId, RoomId, VisitTypeId},
    schedules::{Free, Mode, VisitType, Wanted, free_times, hold_room, hold_schedule, visit_type, zone_of},
};
use chrono::{DateTime, Duration, NaiveDate, Utc};

/// For how long a time is held for whoever chose it.
pub const HOLD: Duration = Duration::minutes(5);
/// How many days on the next free times are looked for when one is taken.
const NEXT_DAYS: usize = 14;
/// How many of them are told.
const NEXT: usize = 6;

/// A time as a form names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What for.
    pub visit_type: VisitTypeId,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub location: LocationId,
    /// When it begins.
    pub start_at: DateTime<Utc>,
}

/// Why a visit was not booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotBooked {
    /// Somebody else was faster, or nobody is there then: the next free times.
    Taken(Vec<Free>),
    /// The clinic does not offer such visits this way.
    NotOffered,
    /// The time was held too long, and nobody knows any more which it was.
    HoldOver,
    /// It is too late to change the visit here; the clinic can.
    TooLate,
    /// The visit is over, called off or begun.
    Ended,
    /// Somebody changed it meanwhile.
    Changed,
    /// The patient has another visit at that time.
    Busy(AppointmentId),
    /// The patient has as many visits to come as can be booked here.
    TooMany,
}

/// A time that is held.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Hold {
    /// Its id.
    pub id: HoldId,
    /// What for.
    pub visit_type_id: VisitTypeId,
    /// With whom.
    pub practitioner_id: PractitionerId,
    /// Their name.
    pub practitioner: String,
    /// Where.
    pub location_id: LocationId,
    /// The name of the place.
    pub location: String,
    /// Its zone.
    pub zone: Option<String>,
    /// The room.
    pub room_id: Option<RoomId>,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: DateTime<Utc>,
    /// Until when the calendar is taken.
    pub taken_until: DateTime<Utc>,
    /// The visit that is moved there.
    pub moves_id: Option<AppointmentId>,
    /// The revision of that visit when the time was held.
    pub moves_revision: Option<i64>,
    /// What the visit is for, as whoever holds the time has typed it already.
    pub reason: Option<String>,
    held_by: Option<AccountId>,
    /// Until when it is held.
    pub expires_at: DateTime<Utc>,
}

/// Holds a time for the patient; what they held before is let go. What was typed for a visit of the same type is kept.
///
/// # Errors
/// `NotFound` when there is no such visit type, or no such visit to move.
pub async fn hold_time(
    db: &Db,
    by: &Booker,
    choice: Choice,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<HoldId, NotBooked>, Error> {
    let mut tx = db.begin().await?;
    let visit = visit_type(&mut tx, choice.visit_type).await?;
    if by.is_bound() && moves.is_none() && (visit.mode == Mode::ViewOnly || !visit.active) {
        return Ok(Err(NotBooked::NotOffered));
    }
    let moves_revision = match moves {
        Some(moves) => {
            let known: Option<(i64, Status)> = tx
                .query("SELECT revision, status FROM appointments WHERE id = $1 AND patient_id = $2")
                .bind(moves)
                .bind(by.patient())
                .maybe()
                .await?;
            let (revision, status) = known.ok_or(Error::NotFound)?;
            if by.is_bound() && visit.mode == Mode::ViewOnly && status != Status::Proposed {
                return Ok(Err(NotBooked::NotOffered));
            }
            Some(revision)
        }
        None => None,
    };
    hold_schedule(&mut tx, choice.practitioner).await?;
    let Some(free) = find(&mut tx, by, &visit, choice, moves, rules, now).await? else {
        return Ok(Err(NotBooked::Taken(next(&mut tx, by, &visit, choice, moves, rules, now).await?)));
    };
    let id = HoldId::new();
    tx.query(
        "INSERT INTO appointment_holds (id, patient_id, visit_type_id, practitioner_id, location_id, room_id, start_at, end_at,
            taken_until, moves_id, expires_at, moves_revision, held_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (patient_id) DO UPDATE SET id = $1, visit_type_id = $3, practitioner_id = $4, location_id = $5, room_id = $6,
            start_at = $7, end_at = $8, taken_until = $9, moves_id = $10, expires_at = $11, moves_revision = $12, held_by = $13,
            reason = CASE WHEN appointment_holds.visit_type_id = $3 AND appointment_holds.held_by = $13
                           AND appointment_holds.moves_id IS NULL AND $10 IS NULL THEN appointment_holds.reason END",
    )
    .bind(id)
    .bind(by.patient())
    .bind(visit.id)
    .bind(free.practitioner)
    .bind(free.location)
    .bind(free.room)
    .bind(free.start_at)
    .bind(free.end_at)
    .bind(free.taken_until)
    .bind(moves)
    .bind(now + HOLD)
    .bind(moves_revision)
    .bind(by.account())
    .run()
    .await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// The time that is held for the patient.
///
/// # Errors
/// `NotFound` when there is none with this id, or it is another patient's.
pub async fn held_time(q: &mut impl Source, by: &Booker, id: HoldId) -> Result<Hold, Error> {
    let held = held_of(q, by.patient(), id).await?.ok_or(Error::NotFound)?;
    // What somebody else has typed for the patient is theirs until it is booked.
    let is_own = held.held_by.is_some() && held.held_by == by.account();
    Ok(Hold { reason: held.reason.filter(|_| is_own), ..held })
}

/// Keeps what was typed with the time that is held, for the next time that is chosen instead.
pub(super) async fn keep_reason(db: &Db, by: &Booker, id: HoldId, reason: String) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.query("UPDATE appointment_holds SET reason = $4 WHERE id = $1 AND patient_id = $2 AND held_by = $3")
        .bind(id)
        .bind(by.patient())
        .bind(by.account())
        .bind(reason)
        .run()
        .await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn held_of(q: &mut impl Source, patient: PatientId, id: HoldId) -> Result<Option<Hold>, Error> {
    Ok(q.query(
        "SELECT h.id, h.visit_type_id, h.practitioner_id, p.name AS practitioner, h.location_id, l.name AS location, l.zone,
                h.room_id, h.start_at, h.end_at, h.taken_until, h.moves_id, h.moves_revision, h.reason, h.held_by, h.expires_at
         FROM appointment_holds h JOIN practitioners p ON p.id = h.practitioner_id JOIN locations l ON l.id = h.location_id
         WHERE h.id = $1 AND h.patient_id = $2",
    )
    .bind(id)
    .bind(patient)
    .maybe()
    .await?)
}

/// Lets a held time go.
pub async fn let_go(db: &Db, by: &Booker, id: HoldId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.query("DELETE FROM appointment_holds WHERE id = $1 AND patient_id = $2")
        .bind(id)
        .bind(by.patient())
        .run()
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The chosen time, if it is free for the patient now; the calendar must be held.
pub(super) async fn find(
    tx: &mut Tx,
    by: &Booker,
    visit: &VisitType,
    choice: Choice,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Option<Free>, Error> {
    let zone: Option<(Option<String>,)> =
        tx.query("SELECT zone FROM locations WHERE id = $1").bind(choice.location).maybe().await?;
    let zone = zone_of(zone.and_then(|(zone,)| zone).as_deref(), rules.zone);
    let day = choice.start_at.with_timezone(&zone).date_naive();
    let wanted = Wanted {
        practitioner: Some(choice.practitioner),
        location: Some(choice.location),
        ..wanted(by, visit, day, 1, moves, rules, now)
    };
    let is_it = |free: &Free| free.start_at == choice.start_at;
    let Some(free) = free_times(tx, &wanted, now).await?.into_iter().find(is_it) else { return Ok(None) };
    let Some(room) = free.room else { return Ok(Some(free)) };
    hold_room(tx, room).await?;
    Ok(free_times(tx, &wanted, now).await?.into_iter().find(is_it))
}

/// The next times that are free instead of one that is not: with the same clinician first, then with anyone.
pub(super) async fn next(
    q: &mut impl Source,
    by: &Booker,
    visit: &VisitType,
    choice: Choice,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Vec<Free>, Error> {
    let day = choice.start_at.with_timezone(&rules.zone).date_naive();
    let anyone = wanted(by, visit, day, NEXT_DAYS, moves, rules, now);
    let same = Wanted { practitioner: Some(choice.practitioner), ..anyone };
    for wanted in [same, anyone] {
        let mut free = free_times(q, &wanted, now).await?;
        if !free.is_empty() {
            // Those that are nearest to the one that was wanted.
            free.sort_by_key(|free| (free.start_at - choice.start_at).abs());
            free.truncate(NEXT);
            free.sort_by_key(|free| free.start_at);
            return Ok(free);
        }
    }
    Ok(Vec::new())
}

/// What whoever books may choose from, from a day on.
pub(super) fn wanted<'v>(
    by: &Booker,
    visit: &'v VisitType,
    day: NaiveDate,
    days: usize,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Wanted<'v> {
    let all = if by.is_bound() {
        Wanted::by_patient(visit, day, days, now, rules.zone)
    } else {
        Wanted::by_clinic(visit, day, days, now, rules.zone)
    };
    Wanted { moves, patient: Some(by.patient()), ..all }
}

/// The times that whoever books can choose from, with `practitioner` or anyone, at `location` or anywhere.
///
/// # Errors
/// `NotFound` when there is no such visit type.
#[expect(clippy::too_many_arguments, reason = "what is looked for, each its own")]
pub async fn choices(
    q: &mut impl Source,
    by: &Booker,
    visit: &VisitType,
    practitioner: Option<PractitionerId>,
    location: Option<LocationId>,
    first_day: NaiveDate,
    days: usize,
    moves: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Vec<Free>, Error> {
    let wanted = Wanted { practitioner, location, ..wanted(by, visit, first_day, days, moves, rules, now) };
    free_times(q, &wanted, now).await
}

/// Free times of a visit type within the wish of someone who waits, so that nobody waits for what is free.
///
/// # Errors
/// `NotFound` when there is no such visit type.
pub async fn free_already(
    q: &mut impl Source,
    by: &Booker,
    wish: &Wish,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Vec<Free>, Error> {
    let visit = visit_type(q, wish.visit_type).await?;
    let days = usize::try_from((wish.last_day - wish.first_day).num_days() + 1).unwrap_or(1);
    let wanted = Wanted {
        practitioner: wish.practitioner,
        location: wish.location,
        ..wanted(by, &visit, wish.first_day, days, wish.appointment, rules, now)
    };
    let free = free_times(q, &wanted, now).await?;
    Ok(free.into_iter().filter(|free| wish.fits(free.start_at, free.end_at, free.zone)).take(6).collect())
}
