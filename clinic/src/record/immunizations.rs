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

/// A vaccine that was given, or was not.
#[derive(Clone, sqlx::FromRow)]
pub struct Immunization {
    /// Its id.
    pub id: Uuid,
    /// FHIR `Immunization.status`: `completed` or `not-done`.
    pub status: String,
    /// Why it was not given.
    pub status_reason: Option<String>,
    /// The vaccine, as it came.
    pub display: String,
    /// When, where that is only known in words.
    pub occurrence_text: Option<String>,
    /// The manufacturer's lot.
    pub lot_number: Option<String>,
    /// How much, with its unit.
    pub dose: Option<String>,
    /// Where on the body.
    pub site: Option<String>,
    /// Who gave it.
    pub performer: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    /// The zone of the place where it was given.
    pub zone: Option<String>,
    /// The place where it was given.
    pub place: Option<String>,
    occurrence_at: Option<DateTime<Utc>>,
    occurrence_precision: Option<Precision>,
}

impl Immunization {
    /// When it was given.
    pub fn occurrence(&self) -> Option<Moment> {
        Moment::of(self.occurrence_at, self.occurrence_precision)
    }
}

/// Immunizations whose vaccine holds the words searched for, the newest first.
pub async fn immunizations(
    q: &mut impl Source,
    chart: &Chart,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Page<Immunization>, Error> {
    let rows = q
        .query(
            "SELECT i.id, i.status, i.status_reason, i.display, i.occurrence_text, i.lot_number, i.dose, i.site, i.performer,
                    i.note, i.sort_at, i.occurrence_at, i.occurrence_precision, l.zone, l.name AS place
             FROM immunizations i
             LEFT JOIN encounters e ON e.id = i.encounter_id
             LEFT JOIN locations l ON l.id = e.location_id
             WHERE i.patient_id = $1 AND (i.sort_at, i.id) < ($2, $3) AND i.search LIKE $4 AND i.status <> 'entered-in-error'
             ORDER BY i.sort_at DESC, i.id DESC LIMIT $5",
        )
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(before.at)
        .bind(before.id)
        .bind(containing(search))
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Immunization| (row.sort_at, row.id)))
}
