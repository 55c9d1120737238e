use super::Chart;
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{AppointmentId, MedicationRequestId},
    moment::Precision,
};
use chrono::{DateTime, Utc};

/// What a clinician wants to see first of a record.
#[derive(Clone)]
pub struct Overview {
    /// The newest result of each laboratory test, newest first.
    pub results: Vec<NewestResult>,
    /// Prescriptions in use, newest first.
    pub prescriptions: Vec<InUse>,
    /// The next visits, soonest first.
    pub visits: Vec<ComingVisit>,
    /// Active conditions, newest first.
    pub conditions: Vec<ActiveCondition>,
}

/// The newest result of a laboratory test.
#[derive(Clone, sqlx::FromRow)]
pub struct NewestResult {
    /// The key of the test, for the address of its history.
    pub code_key: String,
    /// The test's name.
    pub display: String,
    /// FHIR `Observation.status`.
    pub status: String,
    /// The value with the sender's digits.
    pub value: Option<String>,
    /// `<`, `<=`, `>=` or `>`.
    pub comparator: Option<String>,
    /// The unit in UCUM, or as the sender wrote it.
    pub unit: Option<String>,
    /// The flag the sender gave.
    pub interpretation: Option<String>,
    /// When it was taken, or issued where that is not known.
    pub at: DateTime<Utc>,
    /// How exactly that is known.
    pub precision: Option<Precision>,
}

/// A prescription in use.
#[derive(Clone, sqlx::FromRow)]
pub struct InUse {
    /// Its id.
    pub id: MedicationRequestId,
    /// The drug.
    pub display: String,
    /// How to take it.
    pub directions: Option<String>,
    /// FHIR `MedicationRequest.status`.
    pub status: String,
    /// Who prescribed it.
    pub requester: Option<String>,
}

/// A visit to come.
#[derive(Clone, sqlx::FromRow)]
pub struct ComingVisit {
    /// Its id.
    pub id: AppointmentId,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// What kind of visit it is.
    pub visit_type: Option<String>,
    /// With whom.
    pub practitioner: Option<String>,
    /// Where.
    pub location: Option<String>,
    /// The zone of that place.
    pub zone: Option<String>,
}

/// A condition the patient has now.
#[derive(Clone, sqlx::FromRow)]
pub struct ActiveCondition {
    /// Its name.
    pub display: String,
    /// How severe it is.
    pub severity: Option<String>,
    /// Since when.
    pub onset_at: Option<DateTime<Utc>>,
    /// How exactly that is known.
    pub onset_precision: Option<Precision>,
}

/// The newest of each part of a record.
pub async fn overview(q: &mut impl Source, chart: &Chart, now: DateTime<Utc>) -> Result<Overview, Error> {
    let patient = chart.read(Subject::Overview);
    let results = q
        .query(
            "SELECT s.code_key, s.display, o.status, o.value, o.comparator, COALESCE(o.unit_code, o.unit) AS unit, o.interpretation, o.sort_at AS at,
                    CASE WHEN o.effective_at IS NULL THEN 'time' ELSE o.effective_precision END AS precision
             FROM observation_series s JOIN observations o ON o.id = s.latest_id
             WHERE s.patient_id = $1 AND s.category = 'laboratory'
             ORDER BY s.latest_at DESC, s.code_key DESC LIMIT 6",
        )
        .bind(patient)
        .all()
        .await?;
    let prescriptions = q
        .query(
            "SELECT id, display, directions, status, requester FROM medication_requests
             WHERE patient_id = $1 AND in_use = TRUE ORDER BY sort_at DESC, id DESC LIMIT 8",
        )
        .bind(patient)
        .all()
        .await?;
    let visits = q
        .query(
            "SELECT a.id, a.start_at, a.visit_type, COALESCE(a.practitioner, p.name) AS practitioner, l.name AS location,
                    l.zone
             FROM appointments a
             LEFT JOIN locations l ON l.id = a.location_id
             LEFT JOIN practitioners p ON p.id = a.practitioner_id
             WHERE a.patient_id = $1 AND a.start_at >= $2 AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in')
             ORDER BY a.start_at, a.id LIMIT 3",
        )
        .bind(patient)
        .bind(now)
        .all()
        .await?;
    let conditions = q
        .query(
            "SELECT display, severity, onset_at, onset_precision FROM conditions
             WHERE patient_id = $1 AND active = TRUE
               AND (verification_status IS NULL OR verification_status NOT IN ('refuted', 'entered-in-error'))
             ORDER BY sort_at DESC, id DESC LIMIT 8",
        )
        .bind(patient)
        .all()
        .await?;
    Ok(Overview { results, prescriptions, visits, conditions })
}
