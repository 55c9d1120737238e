//! A time that was freed is offered to those who wait, one after the other.

use super::{
    Booker, New, NotBooked, Rules, Status,
    booking::{busy, shift},
    held::{Held, insert},
    notify::{Told, notify, notify_offer},
    reminders::out_of_quiet,
    waiting::Candidate,
};
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Db, Source, Tx},
    ids::{AppointmentId, LocationId, OfferId, PatientId, PractitionerId, RoomId, VisitTypeId, WaitlistId},
    schedules::{Free, Medium, Span, VisitType, Wanted, free_times, hold_schedule, visit_type, zone_of},
};
use chrono::{DateTime, Duration, Utc};

/// An offer leaves at least so much time before the visit.
const LEAST: Duration = Duration::minutes(30);
/// Of those who wait, so many are looked at for one time.
const MOST: i64 = 500;
/// Offers that are tended in one go.
const AT_ONCE: i64 = 50;
/// When a time that nobody holds any more is forgotten: until then it can still be booked if it is free.
const FORGOTTEN: Duration = Duration::hours(2);

/// A time that was freed.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Freed {
    practitioner_id: PractitionerId,
    location_id: LocationId,
    room_id: Option<RoomId>,
    start_at: DateTime<Utc>,
    free_until: DateTime<Utc>,
}

/// An offer as whoever got it sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// To whom.
    pub patient_id: PatientId,
    /// What kind of visit, in English.
    pub visit_en: String,
    /// The same in Spanish.
    pub visit_es: String,
    /// The kind of visit.
    pub visit_type_id: VisitTypeId,
    /// With whom.
    pub practitioner_id: PractitionerId,
    /// Their name.
    pub practitioner: String,
    /// Where.
    pub location: String,
    /// The zone of the place.
    pub zone: Option<String>,
    /// How patient and clinician would meet.
    pub medium: Medium,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: DateTime<Utc>,
    /// The visit that it would take the place of.
    pub moves: Option<AppointmentId>,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
    /// Whether it stands: not answered, not taken back.
    pub is_open: bool,
    /// The visit it has become.
    pub appointment_id: Option<AppointmentId>,
}

/// What someone is offered.
///
/// # Errors
/// `NotFound` when there is no such offer to this patient.
pub async fn offer(q: &mut impl Source, by: &Booker, id: OfferId) -> Result<Offer, Error> {
    q.query(
        "SELECT o.id, w.patient_id, t.name_en AS visit_en, t.name_es AS visit_es, w.visit_type_id, o.practitioner_id,
                p.name AS practitioner, l.name AS location, l.zone, o.start_at, o.end_at, w.appointment_id AS moves, o.expires_at,
                o.state = 'open' AS is_open, o.appointment_id,
                COALESCE(m.medium, t.medium) AS medium
         FROM waitlist_offers o
         JOIN waitlist_entries w ON w.id = o.entry_id
         JOIN visit_types t ON t.id = w.visit_type_id
         JOIN practitioners p ON p.id = o.practitioner_id
         JOIN locations l ON l.id = o.location_id
         LEFT JOIN appointments m ON m.id = w.appointment_id
         WHERE o.id = $1 AND w.patient_id = $2",
    )
    .bind(id)
    .bind(by.patient())
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

/// Offers what a visit no longer takes to whoever has waited longest for such a time.
pub(super) async fn freed(tx: &mut Tx, held: &Held, rules: &Rules, now: DateTime<Utc>) -> Result<(), Error> {
    let (Some(practitioner_id), Some(location_id)) = (held.practitioner_id, held.location_id) else { return Ok(()) };
    let Some(free_until) = held.taken_until.or(held.end_at) else { return Ok(()) };
    let freed = Freed { practitioner_id, location_id, room_id: held.room_id, start_at: held.start_at, free_until };
    offer_next(tx, &freed, Some(held.id), rules, now).await
}

/// Offers a freed time to the next who waits for it and was not offered it yet; `but` is the visit that is leaving it.
async fn offer_next(
    tx: &mut Tx,
    freed: &Freed,
    but: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if freed.start_at < now + LEAST {
        return Ok(());
    }
    let zone: Option<(Option<String>,)> =
        tx.query("SELECT zone FROM locations WHERE id = $1").bind(freed.location_id).maybe().await?;
    let zone = zone_of(zone.and_then(|(zone,)| zone).as_deref(), rules.zone);
    let waiting: Vec<Candidate> = tx
        .query(
            "SELECT w.id, w.patient_id, w.created_by, w.visit_type_id, w.practitioner_id, w.location_id, w.appointment_id,
                    w.first_day, w.last_day, w.weekdays, w.from_minute, w.until_minute
             FROM waitlist_entries w LEFT JOIN appointments a ON a.id = w.appointment_id
             WHERE w.ended_at IS NULL AND (w.practitioner_id IS NULL OR w.practitioner_id = $1)
               AND (w.location_id IS NULL OR w.location_id = $2)
               AND (w.appointment_id IS NULL OR (a.status IN ('proposed', 'pending', 'booked') AND a.start_at > $3))
               AND NOT EXISTS (SELECT 1 FROM waitlist_offers o WHERE o.entry_id = w.id
                               AND (o.state = 'open' OR (o.practitioner_id = $1 AND o.start_at = $3)))
             ORDER BY w.created_at, w.id LIMIT $4",
        )
        .bind(freed.practitioner_id)
        .bind(freed.location_id)
        .bind(freed.start_at)
        .bind(MOST)
        .all()
        .await?;
    let mut known: Vec<VisitType> = Vec::new();
    for candidate in waiting.iter().filter(|candidate| but.is_none() || candidate.appointment_id != but) {
        let visit = match known.iter().find(|visit| visit.id == candidate.visit_type_id) {
            Some(visit) => visit.clone(),
            None => {
                let visit = visit_type(tx, candidate.visit_type_id).await?;
                known.push(visit.clone());
                visit
            }
        };
        let end_at = freed.start_at + Duration::minutes(visit.minutes);
        let taken_until = end_at + Duration::minutes(visit.buffer_minutes);
        let fits = candidate.wish().fits(freed.start_at, end_at, zone);
        if !fits || !visit.active || taken_until > freed.free_until.max(end_at) || end_at > freed.free_until {
            continue;
        }
        // Someone who is elsewhere then could not come.
        if busy(tx, candidate.patient_id, freed.start_at, end_at, candidate.appointment_id).await?.is_some() {
            continue;
        }
        return write(tx, freed, candidate, end_at, taken_until, rules, now).await;
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    freed: &Freed,
    to: &Candidate,
    end_at: DateTime<Utc>,
    taken_until: DateTime<Utc>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let id = OfferId::new();
    // At night nobody reads it: it stands from the morning on.
    let from = out_of_quiet(tx, Some(freed.location_id), freed.start_at, now).await?;
    tx.query(
        "INSERT INTO waitlist_offers (id, entry_id, practitioner_id, location_id, room_id, start_at, end_at, taken_until, free_until,
            created_at, expires_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')",
    )
    .bind(id)
    .bind(to.id)
    .bind(freed.practitioner_id)
    .bind(freed.location_id)
    .bind(freed.room_id)
    .bind(freed.start_at)
    .bind(end_at)
    .bind(taken_until)
    .bind(freed.free_until)
    .bind(now)
    .bind((from + rules.offer_lasts).min(freed.start_at - LEAST / 2))
    .run()
    .await?;
    notify_offer(tx, id, to.patient_id, to.created_by, from, now).await
}

#[derive(sqlx::FromRow)]
struct Standing {
    entry_id: WaitlistId,
    visit_type_id: VisitTypeId,
    moves: Option<AppointmentId>,
    #[sqlx(flatten)]
    freed: Freed,
    end_at: DateTime<Utc>,
    taken_until: DateTime<Utc>,
}

/// Takes an offer: the visit is booked, or moved there. An offer counts once, and only while it stands.
///
/// # Errors
/// `NotFound` when there is no such offer to this patient.
pub async fn accept(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: OfferId,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let before = offer(&mut db.read().await?, by, id).await?;
    let mut tx = db.begin().await?;
    let standing: Option<Standing> = tx
        .query(
            "SELECT o.entry_id, w.visit_type_id, w.appointment_id AS moves, o.practitioner_id, o.location_id, o.room_id, o.start_at,
                    o.free_until, o.end_at, o.taken_until
             FROM waitlist_offers o JOIN waitlist_entries w ON w.id = o.entry_id WHERE o.id = $1 AND w.ended_at IS NULL",
        )
        .bind(id)
        .maybe()
        .await?;
    let Some(standing) = standing else { return Ok(Err(NotBooked::Ended)) };
    hold_schedule(&mut tx, standing.freed.practitioner_id).await?;
    let taken = tx
        .query(
            "UPDATE waitlist_offers SET state = 'accepted', answered_at = $2 WHERE id = $1 AND state = 'open' AND expires_at > $2",
        )
        .bind(id)
        .bind(now)
        .run()
        .await?;
    if taken == 0 {
        return Ok(Err(NotBooked::Ended));
    }
    let to = Free {
        start_at: standing.freed.start_at,
        end_at: standing.end_at,
        taken_until: standing.taken_until,
        practitioner: standing.freed.practitioner_id,
        practitioner_name: before.practitioner.clone(),
        location: standing.freed.location_id,
        location_name: before.location.clone(),
        room: standing.freed.room_id,
        zone: zone_of(before.zone.as_deref(), rules.zone),
    };
    // The clinic has offered it: its own limits for changes do not hold.
    let unbound = Rules { change_until: Duration::zero(), ..*rules };
    let booked = match standing.moves {
        Some(moves) => shift(&mut tx, auditor, by, moves, &to, false, &unbound, now).await?,
        None => {
            if let Some(other) = busy(&mut tx, by.patient(), to.start_at, to.end_at, None).await? {
                return Ok(Err(NotBooked::Busy(other)));
            }
            let visit = visit_type(&mut tx, standing.visit_type_id).await?;
            let id = insert(&mut tx, by, new(&visit, &to), now).await?;
            notify(&mut tx, id, Told::Booked, now).await?;
            auditor.record(&mut tx, by.event(Action::Create, id, "booked from the waiting list")).await?;
            Ok(id)
        }
    };
    let Ok(appointment) = booked else { return Ok(booked) };
    tx.query("UPDATE waitlist_offers SET appointment_id = $2 WHERE id = $1").bind(id).bind(appointment).run().await?;
    tx.query("UPDATE waitlist_entries SET ended_at = $2, ending = 'booked' WHERE id = $1")
        .bind(standing.entry_id)
        .bind(now)
        .run()
        .await?;
    let agreed = tx
        .query("UPDATE appointments SET status = 'booked' WHERE id = $1 AND status = 'proposed'")
        .bind(appointment)
        .run()
        .await?;
    if agreed > 0 {
        notify(&mut tx, appointment, Told::Booked, now).await?;
    }
    tx.commit().await?;
    Ok(Ok(appointment))
}

fn new(visit: &VisitType, to: &Free) -> New {
    New {
        status: Status::Booked,
        visit_type: visit.id,
        medium: visit.medium,
        practitioner: to.practitioner,
        location: to.location,
        room: to.room,
        start_at: to.start_at,
        end_at: to.end_at,
        taken_until: to.taken_until,
        reason: None,
        staff_note: None,
        overbooked: false,
        walk_in: false,
        series: None,
    }
}

/// Lets an offer go; the next who waits gets it. Whoever declines goes on waiting.
///
/// # Errors
/// `NotFound` when there is no such offer to this patient.
pub async fn decline(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: OfferId,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<(), NotBooked>, Error> {
    let whose = offer(&mut db.read().await?, by, id).await?.practitioner_id;
    let mut tx = db.begin().await?;
    hold_schedule(&mut tx, whose).await?;
    let Some(freed) = end(&mut tx, id, "declined", now).await? else { return Ok(Err(NotBooked::Ended)) };
    auditor.record(&mut tx, by.event(Action::Update, AppointmentId(id.0), "offer declined")).await?;
    offer_if_free(&mut tx, &freed, rules, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Ends an offer that stands; the calendar is held.
async fn end(tx: &mut Tx, id: OfferId, state: &'static str, now: DateTime<Utc>) -> Result<Option<Freed>, Error> {
    Ok(tx
        .query(
            "UPDATE waitlist_offers SET state = $2, answered_at = $3 WHERE id = $1 AND state = 'open'
             RETURNING practitioner_id, location_id, room_id, start_at, free_until",
        )
        .bind(id)
        .bind(state.to_owned())
        .bind(now)
        .maybe()
        .await?)
}

/// A time whose offer is over may have been booked by someone else since.
async fn offer_if_free(tx: &mut Tx, freed: &Freed, rules: &Rules, now: DateTime<Utc>) -> Result<(), Error> {
    let span = Span { start: freed.start_at, end: freed.free_until };
    if crate::schedules::is_free(tx, span, freed.practitioner_id, freed.room_id, now).await? {
        offer_next(tx, freed, None, rules, now).await?;
    }
    Ok(())
}

/// What time does to the list and to times that are held: offers that nobody answered go to the next, and those whose last day is over wait no longer. Tells
/// whether there may be more to do.
pub async fn tend_waiting_list(db: &Db, rules: &Rules, now: DateTime<Utc>) -> Result<bool, Error> {
    let over: Vec<(OfferId, PractitionerId)> = db
        .read()
        .await?
        .query(
            "SELECT id, practitioner_id FROM waitlist_offers WHERE state = 'open' AND expires_at <= $1
             ORDER BY expires_at, id LIMIT $2",
        )
        .bind(now)
        .bind(AT_ONCE)
        .all()
        .await?;
    for (id, practitioner) in &over {
        let mut tx = db.begin().await?;
        hold_schedule(&mut tx, *practitioner).await?;
        // Another process may have been faster.
        if let Some(freed) = end(&mut tx, *id, "expired", now).await? {
            offer_if_free(&mut tx, &freed, rules, now).await?;
        }
        tx.commit().await?;
    }
    let mut tx = db.begin().await?;
    tx.query("DELETE FROM appointment_holds WHERE expires_at < $1").bind(now - FORGOTTEN).run().await?;
    tx.query(
        "UPDATE waitlist_entries SET ended_at = $1, ending = 'over' WHERE ended_at IS NULL AND (last_day < $2
           OR appointment_id IN (SELECT a.id FROM appointments a
                                 WHERE a.id = waitlist_entries.appointment_id AND a.status NOT IN ('proposed', 'pending', 'booked')))",
    )
    .bind(now)
    .bind(now.with_timezone(&rules.zone).date_naive())
    .run()
    .await?;
    tx.commit().await?;
    Ok(i64::try_from(over.len()).unwrap_or(AT_ONCE) == AT_ONCE)
}

/// Free times of a visit type within the wish of someone who waits, so that nobody waits for what is free.
///
/// # Errors
/// `NotFound` when there is no such visit type.
pub async fn free_already(
    q: &mut impl Source,
    by: &Booker,
    wish: &super::Wish,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Vec<Free>, Error> {
    let visit = visit_type(q, wish.visit_type).await?;
    let days = usize::try_from((wish.last_day - wish.first_day).num_days() + 1).unwrap_or(1);
    let wanted = Wanted {
        practitioner: wish.practitioner,
        location: wish.location,
        ..super::times::wanted(by, &visit, wish.first_day, days, wish.appointment, rules, now)
    };
    let free = free_times(q, &wanted, now).await?;
    Ok(free.into_iter().filter(|free| wish.fits(free.start_at, free.end_at, free.zone)).take(6).collect())
}
