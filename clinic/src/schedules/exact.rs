//! Whether one exact time is free: whoever keeps the calendar is not bound to the steps in which times are offered.

use super::{
    VisitType,
    calendar::free_until,
    free::Span,
    free_times::{Free, open_around, zone_of},
};
use crate::{
    Error,
    db::{Source, Tx},
    ids::{AppointmentId, LocationId, PatientId, PractitionerId, RoomId},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

/// An exact time, with whom and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact<'v> {
    /// What for.
    pub visit: &'v VisitType,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub location: LocationId,
    /// In which room; that of the hours where missing.
    pub room: Option<RoomId>,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// A visit that is to be moved: its present time is free for itself.
    pub moves: Option<AppointmentId>,
    /// Whom it is for: what they hold themselves is free for them.
    pub patient: PatientId,
    /// The zone of places that have none of their own.
    pub zone: Tz,
}

/// What there is at an exact time.
#[derive(Clone, Debug)]
pub(crate) struct There {
    /// The visit as it would be.
    pub visit: Free,
    /// Whether somebody has hours then and nothing else is there.
    pub is_free: bool,
}

/// What there is at an exact time. The calendar must be held; the room is held here.
///
/// # Errors
/// `NotFound` when clinician or place do not exist, or the room is none of the place that is in use.
pub(crate) async fn exactly(tx: &mut Tx, of: Exact<'_>, now: DateTime<Utc>) -> Result<There, Error> {
    let names: Option<(String, String, Option<String>)> = tx
        .query("SELECT p.name, l.name, l.zone FROM practitioners p JOIN locations l ON l.id = $2 WHERE p.id = $1")
        .bind(of.practitioner)
        .bind(of.location)
        .maybe()
        .await?;
    let (practitioner_name, location_name, zone) = names.ok_or(Error::NotFound)?;
    let end_at = of.start_at + Duration::minutes(of.visit.minutes);
    let taken_until = end_at + Duration::minutes(of.visit.buffer_minutes);
    let takes = Span { start: of.start_at, end: taken_until };
    let open = open_around(tx, of.practitioner, of.location, of.start_at, of.zone).await?;
    let open = open.filter(|(hours, span)| hours.are_for(of.visit.id) && end_at <= span.end).map(|(hours, _)| hours);
    let room = of.room.or(open.as_ref().and_then(|hours| hours.room));
    if let Some(room) = room {
        hold_room_of(tx, room, of.location).await?;
    }
    let until = free_until(tx, takes, of.practitioner, None, of.moves, Some(of.patient), now).await?;
    let is_taken = until != Some(takes.end)
        || match room {
            Some(room) => is_room_taken(tx, room, takes, &of, now).await?,
            None => false,
        };
    let visit = Free {
        start_at: of.start_at,
        end_at,
        taken_until,
        practitioner: of.practitioner,
        practitioner_name,
        location: of.location,
        location_name,
        room,
        zone: zone_of(zone.as_deref(), of.zone),
    };
    Ok(There { visit, is_free: open.is_some() && !is_taken })
}

/// Holds a room that is in use until the transaction ends: someone with another calendar may be about to take it.
async fn hold_room_of(tx: &mut Tx, room: RoomId, location: LocationId) -> Result<(), Error> {
    let held = tx
        .query("UPDATE rooms SET active = active WHERE id = $1 AND location_id = $2 AND active")
        .bind(room)
        .bind(location)
        .run()
        .await?;
    if held == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Whether anybody's visit, hold or offer is in the room.
async fn is_room_taken(
    q: &mut impl Source,
    room: RoomId,
    span: Span,
    of: &Exact<'_>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let found: Option<(RoomId,)> = q
        .query(
            "SELECT a.room_id FROM appointments a
             WHERE a.room_id = $1 AND a.start_at > $2 AND a.start_at < $4
               AND COALESCE(a.taken_until, a.end_at, a.start_at) > $3 AND ($5 IS NULL OR a.id <> $5)
               AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
             UNION ALL
             SELECT h.room_id FROM appointment_holds h
             WHERE h.room_id = $1 AND h.expires_at > $7 AND h.start_at < $4 AND h.taken_until > $3 AND h.patient_id <> $6
             UNION ALL
             SELECT o.room_id FROM waitlist_offers o
             WHERE o.room_id = $1 AND o.state = 'open' AND o.expires_at > $7 AND o.start_at < $4 AND o.taken_until > $3
             LIMIT 1",
        )
        .bind(room)
        .bind(span.start - Duration::hours(24))
        .bind(span.start)
        .bind(span.end)
        .bind(of.moves)
        .bind(of.patient)
        .bind(now)
        .maybe()
        .await?;
    Ok(found.is_some())
}
