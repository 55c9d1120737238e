//! A time that was freed is offered to those who wait, one after the other.

use super::{
    Booker, Rules, booking::busy, held::Held, notify::notify_offer, reminders::out_of_quiet, waiting::Candidate,
};
use crate::{
    Error,
    db::{Db, Source, Tx},
    ids::{AppointmentId, LocationId, OfferId, PatientId, PractitionerId, RoomId, VisitTypeId},
    schedules::{Hours, Medium, Mode, Span, VisitType, free_until, hold_schedule, open_around, visit_type, zone_of},
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
pub(super) struct Freed {
    practitioner_id: PractitionerId,
    location_id: LocationId,
    start_at: DateTime<Utc>,
    free_until: DateTime<Utc>,
    /// Whose visit it was: it is not offered to them.
    freed_by: Option<PatientId>,
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
    pub location_id: LocationId,
    /// The name of the place.
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
    /// Whether the clinic has yet to agree when it is taken.
    pub is_asked_for: bool,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
    /// Whether it stands: not answered, not taken back, and the patient still waits.
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
                p.name AS practitioner, o.location_id, l.name AS location, l.zone, o.start_at, o.end_at, w.appointment_id AS moves, o.expires_at,
                (t.mode = 'request' AND NOT w.by_clinic) AS is_asked_for,
                (o.state = 'open' AND w.ended_at IS NULL) AS is_open, o.appointment_id,
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

/// Offers what a patient's visit no longer takes to whoever has waited longest for such a time. No calendar needs to be held: until the
/// transaction ends others see the visit where it was, and whoever accepts looks again.
pub(super) async fn freed(
    tx: &mut Tx,
    held: &Held,
    patient: PatientId,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (Some(practitioner_id), Some(location_id)) = (held.practitioner_id, held.location_id) else { return Ok(()) };
    let Some(free_until) = held.taken_until.or(held.end_at) else { return Ok(()) };
    let freed = Freed { practitioner_id, location_id, start_at: held.start_at, free_until, freed_by: Some(patient) };
    offer_next(tx, &freed, Some(held.id), rules, now).await
}

/// Whether a visit of a type, that ends then, can be offered in those hours, of which a span is open.
pub(super) fn suits(visit: &VisitType, by_clinic: bool, end_at: DateTime<Utc>, hours: &Hours, open: Span) -> bool {
    visit.active && hours.are_for(visit.id) && end_at <= open.end && (by_clinic || visit.mode != Mode::ViewOnly)
}

/// Offers a freed time, as far as it is free and somebody is there, to the next who waits for it and was not offered it yet; `but` is the
/// visit that is leaving it.
pub(super) async fn offer_next(
    tx: &mut Tx,
    freed: &Freed,
    but: Option<AppointmentId>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if freed.start_at < now + LEAST {
        return Ok(());
    }
    let (who, place) = (freed.practitioner_id, freed.location_id);
    let Some((hours, open)) = open_around(tx, who, place, freed.start_at, rules.zone).await? else { return Ok(()) };
    let whole = Span { start: freed.start_at, end: freed.free_until };
    // Where the patient who leaves holds another time for that visit, the hold is worth nothing any more.
    let leaves = freed.freed_by.filter(|_| but.is_some());
    let Some(until) = free_until(tx, whole, who, hours.room, None, leaves, now).await? else { return Ok(()) };
    let zone: Option<(Option<String>,)> =
        tx.query("SELECT zone FROM locations WHERE id = $1").bind(freed.location_id).maybe().await?;
    let zone = zone_of(zone.and_then(|(zone,)| zone).as_deref(), rules.zone);
    let waiting: Vec<Candidate> = tx
        .query(
            "SELECT w.id, w.patient_id, w.created_by, w.by_clinic, COALESCE(a.visit_type_id, w.visit_type_id) AS visit_type_id,
                    w.practitioner_id, w.location_id, w.appointment_id, w.first_day, w.last_day, w.weekdays, w.from_minute,
                    w.until_minute
             FROM waitlist_entries w
             CROSS JOIN patients p
             LEFT JOIN appointments a ON a.id = w.appointment_id
             WHERE p.id = w.patient_id AND w.ended_at IS NULL AND NOT p.deceased AND ($5 IS NULL OR w.patient_id <> $5) AND (w.practitioner_id IS NULL OR w.practitioner_id = $1)
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
        .bind(freed.freed_by)
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
        if !fits || taken_until > until || !suits(&visit, candidate.by_clinic, end_at, &hours, open) {
            continue;
        }
        // Someone who is elsewhere then could not come.
        if busy(tx, candidate.patient_id, freed.start_at, end_at, candidate.appointment_id).await?.is_some() {
            continue;
        }
        return write(tx, freed, hours.room, candidate, end_at, taken_until, rules, now).await;
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "what is offered, where and to whom are each their own")]
async fn write(
    tx: &mut Tx,
    freed: &Freed,
    room: Option<RoomId>,
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
            created_at, expires_at, state, freed_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12)",
    )
    .bind(id)
    .bind(to.id)
    .bind(freed.practitioner_id)
    .bind(freed.location_id)
    .bind(room)
    .bind(freed.start_at)
    .bind(end_at)
    .bind(taken_until)
    .bind(freed.free_until)
    .bind(now)
    .bind((from + rules.offer_lasts).min(freed.start_at - LEAST / 2))
    .bind(freed.freed_by)
    .run()
    .await?;
    notify_offer(tx, id, to.patient_id, to.created_by, from, now).await
}

/// Ends an offer that stands; the calendar is held.
pub(super) async fn end(
    tx: &mut Tx,
    id: OfferId,
    state: &'static str,
    now: DateTime<Utc>,
) -> Result<Option<Freed>, Error> {
    Ok(tx
        .query(
            "UPDATE waitlist_offers SET state = $2, answered_at = $3 WHERE id = $1 AND state = 'open'
             RETURNING practitioner_id, location_id, start_at, free_until, freed_by",
        )
        .bind(id)
        .bind(state.to_owned())
        .bind(now)
        .maybe()
        .await?)
}

/// What time does to the list and to times that are held: those whose last day is over wait no longer, and offers that nobody answered, or
/// whose patient waits no longer, go to the next. Tells whether there may be more to do.
pub async fn tend_waiting_list(db: &Db, rules: &Rules, now: DateTime<Utc>) -> Result<bool, Error> {
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
    tx.query(
        "UPDATE waitlist_offers SET expires_at = $1 WHERE state = 'open' AND expires_at > $1
           AND EXISTS (SELECT 1 FROM waitlist_entries w WHERE w.id = waitlist_offers.entry_id AND w.ended_at IS NOT NULL)",
    )
    .bind(now)
    .run()
    .await?;
    tx.commit().await?;
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
            offer_next(&mut tx, &freed, None, rules, now).await?;
        }
        tx.commit().await?;
    }
    Ok(i64::try_from(over.len()).unwrap_or(AT_ONCE) == AT_ONCE)
}
