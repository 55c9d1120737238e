//! Visits that a closure meets.

use super::{
    Visit,
    calendar::{MOST, note_calendar, select},
};
use crate::{
    Error,
    accounts::{Clinician, Planner},
    audit::AccessLog,
    db::Source,
    ids::ClosureId,
    schedules::{Span, closed, closure, zone_of},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

/// How long a visit counts that came without an end.
const UNKNOWN: Duration = Duration::minutes(30);

/// The visits that lie in a closure and are still to be moved or called off, the soonest first. `zone` is that of places that have none of
/// their own.
///
/// # Errors
/// `NotFound` when there is no such closure.
pub async fn affected(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    id: ClosureId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<Visit>, Error> {
    note_calendar(by, log);
    met(q, id, zone, now).await
}

/// How many visits [`affected`] names, for those who plan and see no patients.
///
/// # Errors
/// `NotFound` when there is no such closure.
pub async fn count_affected(
    q: &mut impl Source,
    _by: &Planner,
    id: ClosureId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    Ok(met(q, id, zone, now).await?.len())
}

/// Clinician by clinician, since their calendars have an index each; what is nobody's stands in it, too.
async fn met(q: &mut impl Source, id: ClosureId, zone: Tz, now: DateTime<Utc>) -> Result<Vec<Visit>, Error> {
    let closure = closure(q, id).await?.closure;
    let around = closed(&closure, Tz::UTC);
    // No clock is further from UTC than 14 hours, and no visit is longer than the rest of a day.
    let (from, until) = (around.start - Duration::hours(39), around.end + Duration::hours(15));
    let visits: Vec<Visit> = q
        .query(select!(
            "WHERE a.id IN (
               SELECT b.id FROM practitioners who CROSS JOIN appointments b
               WHERE b.practitioner_id = who.id AND ($3 IS NULL OR who.id = $3) AND b.start_at > $1 AND b.start_at < $2
               UNION ALL
               SELECT b.id FROM appointments b
               WHERE b.practitioner_id IS NULL AND $3 IS NULL AND b.start_at > $1 AND b.start_at < $2)
             AND a.status IN ('proposed', 'pending', 'booked') AND ($4 IS NULL OR a.location_id = $4)
             ORDER BY a.start_at, a.id LIMIT $5"
        ))
        .bind(from.max(now))
        .bind(until)
        .bind(closure.practitioner)
        .bind(closure.location)
        .bind(MOST)
        .all()
        .await?;
    let lies_in = |visit: &Visit| {
        let span = Span { start: visit.start_at, end: visit.end_at.unwrap_or(visit.start_at + UNKNOWN) };
        closed(&closure, zone_of(visit.zone.as_deref(), zone)).meets(span)
    };
    Ok(visits.into_iter().filter(lies_in).collect())
}
