use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{EncounterId, PatientId},
    moment::{Moment, Precision},
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// A visit, stay or other contact that took place (FHIR `Encounter`).
#[derive(Clone, sqlx::FromRow)]
pub struct Visit {
    /// Its id.
    pub id: EncounterId,
    /// FHIR `Encounter.status`.
    pub status: String,
    /// The kind of contact (HL7 v3 `ActCode`: `AMB`, `IMP`, `EMER` …).
    pub class: Option<String>,
    /// What kind of visit it was, as it came.
    pub r#type: Option<String>,
    /// What for.
    pub reason: Option<String>,
    /// When it ended.
    pub end_at: Option<DateTime<Utc>>,
    /// With whom.
    pub practitioner: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The place's zone.
    pub zone: Option<String>,
    start_at: Option<DateTime<Utc>>,
    start_precision: Option<Precision>,
}

impl Visit {
    /// When it began.
    pub fn start(&self) -> Option<Moment> {
        Moment::of(self.start_at, self.start_precision)
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.status, e.class, e.type, e.reason, e.start_at, e.start_precision, e.end_at,
                    COALESCE(p.name, e.practitioner) AS practitioner, l.name AS place, l.zone
             FROM encounters e
             LEFT JOIN practitioners p ON p.id = e.practitioner_id
             LEFT JOIN locations l ON l.id = e.location_id
             WHERE e.patient_id = $1 AND e.status <> 'entered-in-error'
               AND (COALESCE(lower(e.type), '') LIKE $2 ESCAPE '\\' OR COALESCE(lower(e.reason), '') LIKE $2 ESCAPE '\\'
                    OR COALESCE(lower(p.name), lower(e.practitioner), '') LIKE $2 ESCAPE '\\') ",
            $rest
        )
    };
}

/// Visits whose kind, reason or clinician holds the words searched for, the newest first.
pub async fn visits(
    q: &mut impl Source,
    chart: &Chart,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Page<Visit>, Error> {
    let rows = q
        .query(select!("AND (e.start_at, e.id) < ($3, $4) ORDER BY e.start_at DESC, e.id DESC LIMIT $5"))
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(holding(search))
        .bind(before.at)
        .bind(before.id)
        .bind(limit + 1)
        .all()
        .await?;
    // Rows without a beginning do not compare, so none is here.
    Ok(Page::cut(rows, limit, before, |row: &Visit| (row.start_at.unwrap_or_default(), row.id.0)))
}

/// Visits that came without a date; they stand after the last page of the others.
pub async fn undated_visits(q: &mut impl Source, chart: &Chart, search: &str, limit: i64) -> Result<Vec<Visit>, Error> {
    let patient: PatientId = chart.read(Subject::HealthRecord)?;
    Ok(q.query(select!("AND e.start_at IS NULL ORDER BY e.id LIMIT $3"))
        .bind(patient)
        .bind(holding(search))
        .bind(limit)
        .all()
        .await?)
}

/// A pattern for text that is not folded: what holds these words, in lower case.
fn holding(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.trim().to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::holding;

    #[test]
    fn signs_of_a_pattern_stand_for_themselves() {
        assert_eq!(holding(" 50%_Check\\up "), "%50\\%\\_check\\\\up%");
        assert_eq!(holding(""), "%%");
    }
}
