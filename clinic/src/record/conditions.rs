use super::Which;
use crate::{
    Error,
    audit::Subject,
    db::Source,
    fold::containing,
    moment::{Moment, Precision},
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A diagnosis, a problem or another finding about a patient's health and life.
#[derive(Clone, sqlx::FromRow)]
pub struct Condition {
    /// Its id.
    pub id: Uuid,
    /// What it is, as it came.
    pub display: String,
    /// FHIR `Condition.clinicalStatus`.
    pub clinical_status: String,
    /// FHIR `Condition.verificationStatus`.
    pub verification_status: Option<String>,
    /// How bad it is, in words.
    pub severity: Option<String>,
    /// Whether it goes on.
    pub active: bool,
    /// Remarks.
    pub note: Option<String>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    /// The zone of the place where it was found.
    pub zone: Option<String>,
    onset_at: Option<DateTime<Utc>>,
    onset_precision: Option<Precision>,
    abatement_at: Option<DateTime<Utc>>,
    abatement_precision: Option<Precision>,
    recorded_at: Option<DateTime<Utc>>,
    recorded_precision: Option<Precision>,
}

impl Condition {
    /// When it began.
    pub fn onset(&self) -> Option<Moment> {
        Moment::of(self.onset_at, self.onset_precision)
    }

    /// When it ended.
    pub fn abatement(&self) -> Option<Moment> {
        Moment::of(self.abatement_at, self.abatement_precision)
    }

    /// When it was written down.
    pub fn recorded(&self) -> Option<Moment> {
        Moment::of(self.recorded_at, self.recorded_precision)
    }
}

/// Conditions whose name holds the words searched for, the newest first. What was refuted or entered in error is none.
pub async fn conditions(
    q: &mut impl Source,
    chart: &Chart,
    which: Which,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Page<Condition>, Error> {
    let rows = q
        .query(
            "SELECT c.id, c.display, c.clinical_status, c.verification_status, c.severity, c.active, c.note, c.sort_at,
                    c.onset_at, c.onset_precision, c.abatement_at, c.abatement_precision,
                    c.recorded_at, c.recorded_precision, l.zone
             FROM conditions c
             LEFT JOIN encounters e ON e.id = c.encounter_id
             LEFT JOIN locations l ON l.id = e.location_id
             WHERE c.patient_id = $1 AND c.active = $2 AND (c.sort_at, c.id) < ($3, $4) AND c.search LIKE $5
               AND COALESCE(c.verification_status, '') NOT IN ('refuted', 'entered-in-error')
             ORDER BY c.sort_at DESC, c.id DESC LIMIT $6",
        )
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(which == Which::Active)
        .bind(before.at)
        .bind(before.id)
        .bind(containing(search))
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Condition| (row.sort_at, row.id)))
}
