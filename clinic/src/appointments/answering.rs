//! An offer is taken, or let go. Locks are taken in one order: the calendar, the room, the place in the list, then offer and visit.

use super::{
    Booker, New, NotBooked, Offer, Rules, Status,
    booking::busy,
    held::insert,
    moving::{Said, Shift, shift},
    notify::{Told, notify},
    offer,
    offers::{end, offer_next, suits},
};
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Db, Source as _, Tx},
    ids::{AppointmentId, OfferId, VisitTypeId},
    schedules::{
        Free, Hours, Mode, Span, VisitType, free_until, hold_room, hold_schedule, open_around, visit_type, zone_of,
    },
};
use chrono::{DateTime, Utc};

/// The place in the list that an offer was made to, ended by taking it.
#[derive(sqlx::FromRow)]
struct Entry {
    visit_type_id: VisitTypeId,
    moves: Option<AppointmentId>,
    by_clinic: bool,
}

/// Takes an offer: the visit is booked, or moved there; where the clinic has to agree to such visits, it is asked for. An offer counts
/// once, and only while it stands and its time is free and within hours for such visits.
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
    let offer = offer(&mut db.read().await?, by, id).await?;
    let mut tx = db.begin().await?;
    let taken = take(&mut tx, auditor, by, &offer, rules, now).await?;
    if taken.is_ok() {
        tx.commit().await?;
        return Ok(taken);
    }
    drop(tx);
    if matches!(taken, Err(NotBooked::Taken(_))) {
        // Whatever is left of it may suit somebody else.
        let mut tx = db.begin().await?;
        hold_schedule(&mut tx, offer.practitioner_id).await?;
        if let Some(freed) = end(&mut tx, id, "withdrawn", now).await? {
            offer_next(&mut tx, &freed, None, rules, now).await?;
        }
        tx.commit().await?;
    }
    Ok(taken)
}

async fn take(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    offer: &Offer,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let who = offer.practitioner_id;
    hold_schedule(tx, who).await?;
    let open = open_around(tx, who, offer.location_id, offer.start_at, rules.zone).await?;
    if let Some(room) = open.as_ref().and_then(|(hours, _)| hours.room) {
        hold_room(tx, room).await?;
    }
    let entry: Option<Entry> = tx
        .query(
            "UPDATE waitlist_entries SET ended_at = $2, ending = 'booked'
             WHERE id = (SELECT o.entry_id FROM waitlist_offers o WHERE o.id = $1) AND ended_at IS NULL
             RETURNING visit_type_id, appointment_id AS moves, by_clinic",
        )
        .bind(offer.id)
        .bind(now)
        .maybe()
        .await?;
    let Some(entry) = entry else { return Ok(Err(NotBooked::Ended)) };
    let taken: Option<(DateTime<Utc>,)> = tx
        .query(
            "UPDATE waitlist_offers SET state = 'accepted', answered_at = $2
             WHERE id = $1 AND state = 'open' AND expires_at > $2 RETURNING taken_until",
        )
        .bind(offer.id)
        .bind(now)
        .maybe()
        .await?;
    let Some((taken_until,)) = taken else { return Ok(Err(NotBooked::Ended)) };
    let visit = visit_of(tx, &entry).await?;
    let Some(hours) = hours_of(tx, by, offer, &entry, &visit, open, taken_until, now).await? else {
        return Ok(Err(NotBooked::Taken(Vec::new())));
    };
    let to = Free {
        start_at: offer.start_at,
        end_at: offer.end_at,
        taken_until,
        practitioner: who,
        practitioner_name: offer.practitioner.clone(),
        location: offer.location_id,
        location_name: offer.location.clone(),
        room: hours.room,
        zone: zone_of(offer.zone.as_deref(), rules.zone),
    };
    let booked = match entry.moves {
        Some(moves) => {
            let said = if entry.by_clinic { Said::Agreed } else { Said::Offered };
            shift(tx, auditor, by, moves, &Shift { said, ..Shift::to(&to) }, rules, now).await?
        }
        None => add(tx, auditor, by, &entry, &visit, &to, now).await?,
    };
    if let Ok(appointment) = booked {
        tx.query("UPDATE waitlist_offers SET appointment_id = $2 WHERE id = $1")
            .bind(offer.id)
            .bind(appointment)
            .run()
            .await?;
    }
    Ok(booked)
}

/// What kind of visit it is about: that of the visit that is moved, which may have become another since.
async fn visit_of(tx: &mut Tx, entry: &Entry) -> Result<VisitType, Error> {
    let moved: Option<(Option<VisitTypeId>,)> =
        tx.query("SELECT visit_type_id FROM appointments WHERE id = $1").bind(entry.moves).maybe().await?;
    let own = moved.and_then(|(kind,)| kind);
    visit_type(tx, own.unwrap_or(entry.visit_type_id)).await
}

/// The hours that the visit would be in; `None` where nobody is there for such visits, or something else is by now.
#[expect(clippy::too_many_arguments, reason = "who, what and where are each their own")]
async fn hours_of(
    tx: &mut Tx,
    by: &Booker,
    offer: &Offer,
    entry: &Entry,
    visit: &VisitType,
    open: Option<(Hours, Span)>,
    taken_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Hours>, Error> {
    let is_for = |(hours, open): &(Hours, Span)| suits(visit, entry.by_clinic, offer.end_at, hours, *open);
    let Some((hours, _)) = open.filter(is_for) else { return Ok(None) };
    let span = Span { start: offer.start_at, end: taken_until };
    let (who, patient) = (offer.practitioner_id, Some(by.patient()));
    let free = free_until(tx, span, who, hours.room, entry.moves, patient, now).await?;
    Ok((free == Some(taken_until)).then_some(hours))
}

async fn add(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    entry: &Entry,
    visit: &VisitType,
    to: &Free,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    if let Some(other) = busy(tx, by.patient(), to.start_at, to.end_at, None).await? {
        return Ok(Err(NotBooked::Busy(other)));
    }
    let (status, told) = if by.is_bound() && !entry.by_clinic && visit.mode == Mode::Request {
        (Status::Proposed, Told::Asked)
    } else {
        (Status::Booked, Told::Booked)
    };
    let new = New {
        status,
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
        hold: None,
    };
    let id = insert(tx, by, new, now).await?;
    notify(tx, id, told, now).await?;
    let what =
        if status == Status::Proposed { "asked for from the waiting list" } else { "booked from the waiting list" };
    auditor.record(tx, by.event(Action::Create, id, what)).await?;
    Ok(Ok(id))
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
    offer_next(&mut tx, &freed, None, rules, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
