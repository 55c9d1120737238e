use super::{Known, Which};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    fold::fold,
    moment::{Moment, Precision},
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Something a patient does not tolerate, or the statement that there is nothing.
#[derive(Clone, sqlx::FromRow)]
pub struct Allergy {
    /// Its id.
    pub id: Uuid,
    /// What it is, as it came.
    pub display: String,
    /// FHIR `AllergyIntolerance.clinicalStatus`.
    pub clinical_status: String,
    /// FHIR `AllergyIntolerance.verificationStatus`.
    pub verification_status: Option<String>,
    /// `allergy` or `intolerance`.
    pub r#type: Option<String>,
    /// `food`, `medication`, `environment` or `biologic`.
    pub category: Option<String>,
    /// `low`, `high` or `unable-to-assess`.
    pub criticality: Option<String>,
    /// What happened, in words.
    pub reaction: Option<String>,
    /// `mild`, `moderate` or `severe`.
    pub reaction_severity: Option<String>,
    /// Whether it still holds.
    pub active: bool,
    /// Remarks.
    pub note: Option<String>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    code: Option<String>,
    onset_at: Option<DateTime<Utc>>,
    onset_precision: Option<Precision>,
    recorded_at: Option<DateTime<Utc>>,
    recorded_precision: Option<Precision>,
}

impl Allergy {
    /// When it began.
    pub fn onset(&self) -> Option<Moment> {
        Moment::of(self.onset_at, self.onset_precision)
    }

    /// When it was written down.
    pub fn recorded(&self) -> Option<Moment> {
        Moment::of(self.recorded_at, self.recorded_precision)
    }

    /// Whether it states that the patient has no allergies, of all kinds or of one.
    pub fn is_none_known(&self) -> bool {
        is_none_known(self.code.as_deref(), &self.display)
    }
}

/// Allergies, the newest first. What was refuted or entered in error is none.
pub async fn allergies(
    q: &mut impl Source,
    chart: &Chart,
    which: Which,
    before: Before,
    limit: i64,
) -> Result<Page<Allergy>, Error> {
    let rows = q
        .query(
            "SELECT id, display, clinical_status, verification_status, type, category, criticality, reaction,
                    reaction_severity, active, note, sort_at, code, onset_at, onset_precision, recorded_at,
                    recorded_precision
             FROM allergies
             WHERE patient_id = $1 AND active = $2 AND (sort_at, id) < ($3, $4)
               AND COALESCE(verification_status, '') NOT IN ('refuted', 'entered-in-error')
             ORDER BY sort_at DESC, id DESC LIMIT $5",
        )
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(which == Which::Active)
        .bind(before.at)
        .bind(before.id)
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Allergy| (row.sort_at, row.id)))
}

/// What a first page of active allergies says about the patient.
pub fn known_allergies(active: &[Allergy]) -> Known {
    if active.is_empty() {
        Known::NotRecorded
    } else if active.iter().all(Allergy::is_none_known) {
        Known::NoneKnown
    } else {
        Known::Some
    }
}

/// The statements that nothing is known to harm the patient: SNOMED CT's “No known allergy” and its kinds, or the words.
pub(crate) fn is_none_known(code: Option<&str>, display: &str) -> bool {
    /// No known allergy; no known food, drug, environmental allergy.
    const CODES: [&str; 4] = ["716186003", "429625007", "409137002", "428607008"];
    code.is_some_and(|code| CODES.contains(&code)) || {
        let words = fold(display);
        words == "nka" || words == "nkda" || (words.starts_with("no known ") && words.contains("allerg"))
    }
}

#[cfg(test)]
mod tests {
    use super::is_none_known;

    #[test]
    fn the_absence_of_allergies_is_told_from_an_allergy() {
        assert!(is_none_known(Some("716186003"), "whatever it is called"));
        assert!(is_none_known(None, "No Known Drug Allergies"));
        assert!(is_none_known(None, "NKDA"));
        assert!(!is_none_known(Some("91930004"), "Allergy to eggs"));
        assert!(!is_none_known(None, "No known reaction yet to peanut"));
    }
}
