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

/// Something that was done for the patient.
#[derive(Clone, sqlx::FromRow)]
pub struct Procedure {
    /// Its id.
    pub id: Uuid,
    /// FHIR `Procedure.status`.
    pub status: String,
    /// What was done, as it came.
    pub display: String,
    /// Who did it.
    pub performer: Option<String>,
    /// What for.
    pub reason: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    /// The zone of the place where it was done.
    pub zone: Option<String>,
    /// The place where it was done.
    pub place: Option<String>,
    performed_at: Option<DateTime<Utc>>,
    performed_precision: Option<Precision>,
}

impl Procedure {
    /// When it was done, or begun.
    pub fn performed(&self) -> Option<Moment> {
        Moment::of(self.performed_at, self.performed_precision)
    }
}

/// Procedures whose name holds the words searched for, the newest first.
pub async fn procedures(
    q: &mut impl Source,
    chart: &Chart,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Page<Procedure>, Error> {
    let rows = q
        .query(
            "SELECT p.id, p.status, p.display, p.performer, p.reason, p.outcome, p.note, p.sort_at, p.performed_at,
                    p.performed_precision, l.zone, l.name AS place
             FROM procedures p
             LEFT JOIN encounters e ON e.id = p.encounter_id
             LEFT JOIN locations l ON l.id = e.location_id
             WHERE p.patient_id = $1 AND (p.sort_at, p.id) < ($2, $3) AND p.search LIKE $4 AND p.status <> 'entered-in-error'
             ORDER BY p.sort_at DESC, p.id DESC LIMIT $5",
        )
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(before.at)
        .bind(before.id)
        .bind(containing(search))
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Procedure| (row.sort_at, row.id)))
}
