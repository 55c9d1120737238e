//! What a patient has booked around a time, for the desk.

use super::{Visit, calendar::select};
use crate::{Error, accounts::Clinician, db::Source, ids::PatientId, schedules::Span};
use chrono::{DateTime, Duration, Utc};

/// Visits that are nearer than this to one another are told of.
pub const NEAR: Duration = Duration::minutes(30);
/// How long a visit counts that came without an end.
const UNKNOWN: Duration = Duration::minutes(30);

/// The visits of a patient, still to come or under way, that are within half an hour of a visit that would last so many `minutes` from one of
/// `starts` on. Whoever books has the patient's name on the page already, which is noted there.
pub async fn around(
    q: &mut impl Source,
    _by: &Clinician,
    patient: PatientId,
    starts: &[DateTime<Utc>],
    minutes: i64,
) -> Result<Vec<Visit>, Error> {
    let (Some(first), Some(last)) = (starts.iter().min(), starts.iter().max()) else { return Ok(Vec::new()) };
    let length = Duration::minutes(minutes);
    let visits: Vec<Visit> = q
        .query(select!(
            "WHERE a.patient_id = $1 AND a.start_at > $2 AND a.start_at < $3
             AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in') ORDER BY a.start_at, a.id LIMIT 500"
        ))
        .bind(patient)
        .bind(*first - Duration::days(1))
        .bind(*last + length + NEAR)
        .all()
        .await?;
    let is_near = |visit: &Visit| {
        let span = Span { start: visit.start_at, end: visit.end_at.unwrap_or(visit.start_at + UNKNOWN) };
        starts.iter().any(|start| Span { start: *start - NEAR, end: *start + length + NEAR }.meets(span))
    };
    Ok(visits.into_iter().filter(is_near).collect())
}
