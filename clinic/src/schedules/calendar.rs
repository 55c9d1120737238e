//! What is in the calendars: booked visits, times that someone is about to take, and times that are offered to those who wait.

use super::free::{Span, joined};
use crate::{
    Error,
    db::{Source, Tx},
    ids::{AppointmentId, PatientId, PractitionerId, RoomId},
};
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;

/// Holds a clinician's calendar until the transaction ends: whoever else wants to put something into it waits and then sees it.
pub(crate) async fn hold_schedule(tx: &mut Tx, practitioner: PractitionerId) -> Result<(), Error> {
    tx.query(
        "INSERT INTO schedules (practitioner_id, revision) VALUES ($1, 1)
         ON CONFLICT (practitioner_id) DO UPDATE SET revision = schedules.revision + 1",
    )
    .bind(practitioner)
    .run()
    .await?;
    Ok(())
}

/// Holds a room until the transaction ends: someone with another calendar may be about to take it. The calendar is held before.
pub(crate) async fn hold_room(tx: &mut Tx, room: RoomId) -> Result<(), Error> {
    tx.query("UPDATE rooms SET active = active WHERE id = $1").bind(room).run().await?;
    Ok(())
}

/// What is taken in the calendars of clinicians and in rooms; each list is sorted and joined.
#[derive(Debug, Default)]
pub(super) struct Taken {
    clinicians: HashMap<PractitionerId, Vec<Span>>,
    rooms: HashMap<RoomId, Vec<Span>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    practitioner_id: PractitionerId,
    room_id: Option<RoomId>,
    start_at: DateTime<Utc>,
    end_at: Option<DateTime<Utc>>,
}

/// How long a visit counts that came without an end.
const UNKNOWN: Duration = Duration::minutes(30);
/// No visit takes longer than this with what is kept free after it.
const LONGEST: Duration = Duration::hours(24);

/// Of one clinician (`$3`) or all, and whatever is in rooms in which those are. `$4` is the visit that is being moved, `$5` the
/// patient whose own hold does not count, `$6` the present.
const TAKEN: &str = "WITH who AS (SELECT DISTINCT h.practitioner_id FROM weekly_hours h WHERE $3 IS NULL OR h.practitioner_id = $3),
      rooms_of AS (SELECT DISTINCT h.room_id FROM weekly_hours h
                   WHERE h.room_id IS NOT NULL AND h.practitioner_id = $3)
     SELECT a.practitioner_id, a.room_id, a.start_at, COALESCE(a.taken_until, a.end_at) AS end_at
     FROM who JOIN appointments a ON a.practitioner_id = who.practitioner_id
     WHERE a.start_at > $1 AND a.start_at < $2
       AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled') AND ($4 IS NULL OR a.id <> $4)
     UNION ALL
     SELECT a.practitioner_id, a.room_id, a.start_at, COALESCE(a.taken_until, a.end_at)
     FROM rooms_of JOIN appointments a ON a.room_id = rooms_of.room_id
     WHERE a.start_at > $1 AND a.start_at < $2 AND a.practitioner_id IS NOT NULL
       AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled') AND ($4 IS NULL OR a.id <> $4)
     UNION ALL
     SELECT h.practitioner_id, h.room_id, h.start_at, h.taken_until FROM appointment_holds h
     WHERE h.expires_at > $6 AND h.start_at > $1 AND h.start_at < $2 AND ($5 IS NULL OR h.patient_id <> $5)
     UNION ALL
     SELECT o.practitioner_id, o.room_id, o.start_at, o.taken_until FROM waitlist_offers o
     WHERE o.state = 'open' AND o.expires_at > $6 AND o.start_at > $1 AND o.start_at < $2";

/// What is taken between two moments, of one clinician or of all who have hours.
pub(super) async fn taken(
    q: &mut impl Source,
    span: Span,
    practitioner: Option<PractitionerId>,
    moves: Option<AppointmentId>,
    patient: Option<PatientId>,
    now: DateTime<Utc>,
) -> Result<Taken, Error> {
    let rows: Vec<Row> = q
        .query(TAKEN)
        .bind(span.start - LONGEST)
        .bind(span.end)
        .bind(practitioner)
        .bind(moves)
        .bind(patient)
        .bind(now)
        .all()
        .await?;
    let mut taken = Taken::default();
    for row in rows {
        let span = Span { start: row.start_at, end: row.end_at.unwrap_or(row.start_at + UNKNOWN) };
        taken.clinicians.entry(row.practitioner_id).or_default().push(span);
        if let Some(room) = row.room_id {
            taken.rooms.entry(room).or_default().push(span);
        }
    }
    taken.clinicians.values_mut().chain(taken.rooms.values_mut()).for_each(|spans| {
        *spans = joined(std::mem::take(spans));
    });
    Ok(taken)
}

/// Until when, at most until the end of a span, nothing takes a clinician's time or the room from its beginning on; `None` where
/// something is there at once. Neither the visit `moves` counts, nor what `patient` holds.
pub(crate) async fn free_until(
    q: &mut impl Source,
    span: Span,
    practitioner: PractitionerId,
    room: Option<RoomId>,
    moves: Option<AppointmentId>,
    patient: Option<PatientId>,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let taken = taken(q, span, Some(practitioner), moves, patient, now).await?.of(practitioner, room);
    let next = taken.iter().find(|one| one.meets(span)).map_or(span.end, |one| one.start);
    Ok(Some(next).filter(|next| *next > span.start))
}

impl Taken {
    /// What is taken for a clinician who is in that room.
    pub(super) fn of(&self, practitioner: PractitionerId, room: Option<RoomId>) -> Vec<Span> {
        let of_room = room.and_then(|room| self.rooms.get(&room)).into_iter().flatten();
        let of_clinician = self.clinicians.get(&practitioner).into_iter().flatten();
        joined(of_clinician.chain(of_room).copied().collect())
    }
}
