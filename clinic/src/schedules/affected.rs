use super::{Closure, Span, closures::closure, free::closed, free_times::zone_of};
use crate::{
    Error,
    accounts::{Clinician, Planner},
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{AppointmentId, ClosureId, PatientId},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

/// A visit that lies in a closure and has yet to be moved or called off.
#[derive(Clone)]
pub struct Affected {
    /// Its id.
    pub id: AppointmentId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// The zone of the place.
    pub zone: Tz,
    /// The clinician's name.
    pub practitioner: Option<String>,
    /// The visit type in English, or what the record says.
    pub visit_type_en: Option<String>,
    /// The visit type in Spanish, or what the record says.
    pub visit_type_es: Option<String>,
}

/// How long a visit counts that came without an end.
const UNKNOWN: Duration = Duration::minutes(30);

#[derive(sqlx::FromRow)]
struct Row {
    id: AppointmentId,
    patient_id: PatientId,
    patient: String,
    start_at: DateTime<Utc>,
    end_at: Option<DateTime<Utc>>,
    zone: Option<String>,
    practitioner: Option<String>,
    visit_type_en: Option<String>,
    visit_type_es: Option<String>,
}

/// Visits that begin between `$1` and `$2`, of one clinician (`$3`) or all, at one place (`$4`) or all. Clinician by clinician, since
/// their calendars have an index each; what is nobody's stands in it, too.
const BOOKED: &str = "WITH found AS (
       SELECT a.id FROM practitioners who CROSS JOIN appointments a
       WHERE a.practitioner_id = who.id AND ($3 IS NULL OR who.id = $3) AND a.start_at > $1 AND a.start_at < $2
         AND a.status IN ('proposed', 'pending', 'booked')
       UNION ALL
       SELECT a.id FROM appointments a
       WHERE a.practitioner_id IS NULL AND $3 IS NULL AND a.start_at > $1 AND a.start_at < $2
         AND a.status IN ('proposed', 'pending', 'booked'))
     SELECT a.id, a.patient_id, p.name AS patient, a.start_at, a.end_at, l.zone, COALESCE(d.name, a.practitioner) AS practitioner,
            COALESCE(v.name_en, a.visit_type) AS visit_type_en, COALESCE(v.name_es, a.visit_type) AS visit_type_es
     FROM found CROSS JOIN appointments a CROSS JOIN patients p
     LEFT JOIN practitioners d ON d.id = a.practitioner_id
     LEFT JOIN locations l ON l.id = a.location_id
     LEFT JOIN visit_types v ON v.id = a.visit_type_id
     WHERE a.id = found.id AND p.id = a.patient_id AND ($4 IS NULL OR a.location_id = $4)
     ORDER BY a.start_at, a.id";

/// The visits that lie in a closure and are not over: asked for, being agreed on, or booked; the earliest first. `zone` is that of places
/// that have none of their own.
///
/// # Errors
/// `NotFound` when there is no such closure.
pub async fn affected(
    q: &mut impl Source,
    by: &Clinician,
    id: ClosureId,
    zone: Tz,
    log: &AccessLog,
) -> Result<Vec<Affected>, Error> {
    let closure = closure(q, id).await?.closure;
    log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch).noting("visits in a closure"));
    visits(q, &closure, zone).await
}

/// How many visits [`affected`] names, for those who plan and see no patients.
///
/// # Errors
/// `NotFound` when there is no such closure.
pub async fn count_affected(q: &mut impl Source, _by: &Planner, id: ClosureId, zone: Tz) -> Result<usize, Error> {
    let closure = closure(q, id).await?.closure;
    Ok(visits(q, &closure, zone).await?.len())
}

async fn visits(q: &mut impl Source, closure: &Closure, zone: Tz) -> Result<Vec<Affected>, Error> {
    let around = closed(closure, Tz::UTC);
    // No clock is further from UTC than 14 hours, and no visit is longer than the rest of a day.
    let (from, until) = (around.start - Duration::hours(39), around.end + Duration::hours(15));
    let rows: Vec<Row> =
        q.query(BOOKED).bind(from).bind(until).bind(closure.practitioner).bind(closure.location).all().await?;
    let lies_in = |row: &Row| {
        let visit = Span { start: row.start_at, end: row.end_at.unwrap_or(row.start_at + UNKNOWN) };
        closed(closure, zone_of(row.zone.as_deref(), zone)).meets(visit)
    };
    Ok(rows
        .into_iter()
        .filter(lies_in)
        .map(|row| Affected {
            id: row.id,
            patient_id: row.patient_id,
            patient: row.patient,
            start_at: row.start_at,
            zone: zone_of(row.zone.as_deref(), zone),
            practitioner: row.practitioner,
            visit_type_en: row.visit_type_en,
            visit_type_es: row.visit_type_es,
        })
        .collect())
}
