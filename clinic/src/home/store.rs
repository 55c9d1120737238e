use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{AppointmentId, MedicationRequestId},
    labs::{self, Entry},
    paging::Page,
    patients::Chart,
};
use chrono::{DateTime, Duration, Utc};

/// A visit that is coming.
#[derive(Clone, sqlx::FromRow)]
pub struct Visit {
    /// The appointment's id.
    pub id: AppointmentId,
    /// FHIR `Appointment.status`.
    pub status: String,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// With whom.
    pub practitioner: Option<String>,
    /// What kind of visit it is.
    pub visit_type: Option<String>,
    /// What to do before it.
    pub instruction: Option<String>,
    /// The place.
    pub location: Option<String>,
    /// The place's telephone.
    pub phone: Option<String>,
    /// The place's IANA zone.
    pub zone: Option<String>,
}

/// A prescription in use.
#[derive(Clone, sqlx::FromRow)]
pub struct Drug {
    /// The prescription's id.
    pub id: MedicationRequestId,
    /// FHIR `MedicationRequest.status`: active or on hold.
    pub status: String,
    /// The drug as it was prescribed.
    pub display: String,
    /// How it is taken.
    pub directions: Option<String>,
    /// How often it may be refilled.
    pub refills: Option<i64>,
    /// Until when the pharmacy may dispense it.
    pub valid_until: Option<DateTime<Utc>>,
}

/// Visits looked at.
const VISITS: i64 = 10;
/// Prescriptions looked at: more than anyone takes.
const DRUGS: i64 = 50;
/// Hours a visit without an end still counts as coming after it has begun.
const VISIT_HOURS: i64 = 1;

/// The visits to come, the soonest first; cancelled ones are left out.
pub async fn visits(q: &mut impl Source, chart: &Chart, now: DateTime<Utc>) -> Result<Vec<Visit>, Error> {
    let rows = q
        .query(
            "SELECT a.id, a.status, a.start_at, a.end_at, a.practitioner, a.visit_type, a.instruction,
                    l.name AS location, l.phone, l.zone
             FROM appointments a LEFT JOIN locations l ON l.id = a.location_id
             WHERE a.patient_id = $1 AND a.start_at > $2
               AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in')
             ORDER BY a.start_at, a.id LIMIT $3",
        )
        .bind(chart.read(Subject::Overview))
        .bind(now - Duration::hours(VISIT_HOURS))
        .bind(VISITS)
        .all()
        .await?;
    Ok(rows)
}

/// The prescriptions in use, newest first.
pub async fn drugs(q: &mut impl Source, chart: &Chart) -> Result<Vec<Drug>, Error> {
    let rows = q
        .query(
            "SELECT id, status, display, directions, refills, valid_until FROM medication_requests
             WHERE patient_id = $1 AND in_use = TRUE ORDER BY sort_at DESC, id DESC LIMIT $2",
        )
        .bind(chart.read(Subject::Overview))
        .bind(DRUGS)
        .all()
        .await?;
    Ok(rows)
}

/// What the laboratory released after `since`.
pub async fn news(q: &mut impl Source, chart: &Chart, since: DateTime<Utc>) -> Result<Page<Entry>, Error> {
    labs::recent(q, chart.read(Subject::Overview), since).await
}
