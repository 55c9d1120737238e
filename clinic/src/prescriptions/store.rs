use super::{Dosage, Status, Which};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    fold::containing,
    ids::{MedicationRequestId, PatientId},
    moment::{Moment, Precision},
    paging::{Before, Page},
    patients::Chart,
    prescribing::{Course, State, Way},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::Value;
use sqlx::types::Json;

/// A prescription in a list.
#[derive(Clone, sqlx::FromRow)]
pub struct Prescription {
    /// Its id.
    pub id: MedicationRequestId,
    /// Where it stands.
    pub status: Status,
    /// Whether the patient is to take it now: active or on hold.
    pub in_use: bool,
    /// Drug, strength and form, as they came.
    pub display: String,
    /// When it was written.
    pub authored_at: Option<DateTime<Utc>>,
    /// How exactly that is known.
    pub authored_precision: Option<Precision>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    /// Who wrote it.
    pub requester: Option<String>,
    /// What for.
    pub reason: Option<String>,
    /// How to take it, in words.
    pub directions: Option<String>,
    /// How much is handed out at once, a decimal.
    pub quantity: Option<String>,
    /// The unit of the quantity.
    pub quantity_unit: Option<String>,
    /// How often it may be handed out again.
    pub refills: Option<i64>,
    /// For how many days that lasts, a decimal.
    pub supply_days: Option<String>,
    valid_until: Option<DateTime<Utc>>,
    /// The zone of the place where it was written.
    pub zone: Option<String>,
    dosage: Option<Json<Value>>,
    course_state: Option<State>,
    course_way: Option<Way>,
    course_until: Option<NaiveDate>,
    is_ready: bool,
    is_cancelling: bool,
    pharmacy: Option<String>,
}

impl Prescription {
    /// What the directions in one line leave out, for each step of the dosage.
    pub fn dosage(&self) -> Vec<Dosage> {
        let steps = self.dosage.as_ref().and_then(|json| json.0.as_array());
        steps.into_iter().flatten().map(dosage).filter(|dosage| *dosage != Dosage::default()).collect()
    }

    /// Until when it may be used, that day or moment included.
    pub fn valid_until(&self) -> Option<Moment> {
        self.valid_until.map(day_or_moment)
    }

    /// Where it is on its way on a day, where it was written here.
    pub fn course(&self, today: NaiveDate) -> Option<Course> {
        let (state, way, until) = (self.course_state?, self.course_way?, self.course_until?);
        Some(Course {
            state: if !state.is_over() && today > until { State::Expired } else { state },
            way,
            is_ready: self.is_ready,
            is_cancelling: self.is_cancelling,
            pharmacy: self.pharmacy.clone(),
        })
    }

    /// When it was written, as exactly as that is known.
    pub fn authored(&self) -> Option<Moment> {
        Moment::of(self.authored_at, self.authored_precision)
    }
}

/// Everything there is to know about one prescription.
#[derive(Clone, sqlx::FromRow)]
pub struct Detail {
    /// What the list shows.
    #[sqlx(flatten)]
    pub prescription: Prescription,
    /// The folded name, by which the same drug is found again.
    pub search: String,
    /// The drug's code.
    pub code: Option<String>,
    /// What was meant by it (FHIR `intent`).
    pub intent: String,
    valid_from: Option<DateTime<Utc>>,
    /// Remarks.
    pub note: Option<String>,
    /// The kind of visit it was written at.
    pub visit: Option<String>,
    /// Where.
    pub place: Option<String>,
}

impl Detail {
    /// From when it may be used.
    pub fn valid_from(&self) -> Option<Moment> {
        self.valid_from.map(day_or_moment)
    }
}

/// The columns of a [`Prescription`], and the tables they come from.
macro_rules! select {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT m.id, m.status, m.in_use, m.display, m.authored_at, m.authored_precision, m.sort_at,
                    COALESCE(p.name, m.requester) AS requester, m.reason, m.directions, m.quantity, m.quantity_unit,
                    m.refills, m.supply_days, m.valid_until, m.dosage, l.zone, x.state AS course_state, x.way AS course_way,
                    x.expires_on AS course_until, x.ready_at IS NOT NULL AS is_ready, o.name AS pharmacy,
                    EXISTS (SELECT 1 FROM prescription_requests r WHERE r.prescription_id = x.id
                            AND r.kind = 'cancellation' AND r.state = 'pending') AS is_cancelling",
            $more,
            " FROM medication_requests m
              LEFT JOIN practitioners p ON p.id = m.requester_id
              LEFT JOIN encounters e ON e.id = m.encounter_id
              LEFT JOIN locations l ON l.id = e.location_id
              LEFT JOIN prescriptions x ON x.id = m.id
              LEFT JOIN organizations o ON o.id = x.pharmacy_id ",
            $rest
        )
    };
}

/// Prescriptions whose drug holds the words searched for, the newest first.
pub async fn list(
    q: &mut impl Source,
    chart: &Chart,
    which: Which,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Page<Prescription>, Error> {
    let patient = chart.read(Subject::Prescriptions)?;
    let mut rows = Vec::new();
    if which != Which::Earlier {
        rows.extend(part(q, patient, true, search, before, limit + 1).await?);
    }
    if which != Which::InUse {
        rows.extend(part(q, patient, false, search, before, limit + 1).await?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.sort_at, row.id)));
    Ok(Page::cut(rows, limit, before, |row| (row.sort_at, row.id.0)))
}

/// One of the two parts of the index.
async fn part(
    q: &mut impl Source,
    patient: PatientId,
    in_use: bool,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Vec<Prescription>, Error> {
    Ok(q.query(select!(
        "",
        "WHERE m.patient_id = $1 AND m.in_use = $2 AND (m.sort_at, m.id) < ($3, $4) AND m.search LIKE $5
           AND m.status <> 'entered-in-error'
         ORDER BY m.sort_at DESC, m.id DESC LIMIT $6"
    ))
    .bind(patient)
    .bind(in_use)
    .bind(before.at)
    .bind(before.id)
    .bind(containing(search))
    .bind(limit)
    .all()
    .await?)
}

/// One prescription.
///
/// # Errors
/// `NotFound` when this patient has no such prescription.
pub async fn prescription(q: &mut impl Source, chart: &Chart, id: MedicationRequestId) -> Result<Detail, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    q.query(select!(
        ", m.search, m.code, m.intent, m.valid_from, m.note, e.type AS visit, l.name AS place",
        "WHERE m.id = $1 AND m.patient_id = $2 AND m.status <> 'entered-in-error'"
    ))
    .bind(id)
    .bind(patient)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

/// Other prescriptions of the same drug: by its code or by its name, the newest first.
pub async fn others(q: &mut impl Source, chart: &Chart, of: &Detail, limit: i64) -> Result<Vec<Prescription>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, of.prescription.id.0)?;
    Ok(q.query(select!(
        "",
        "WHERE m.patient_id = $1 AND (m.search = $2 OR m.code = $3) AND m.id <> $4 AND m.status <> 'entered-in-error'
         ORDER BY m.sort_at DESC, m.id DESC LIMIT $5"
    ))
    .bind(patient)
    .bind(of.search.clone())
    .bind(of.code.clone())
    .bind(of.prescription.id)
    .bind(limit)
    .all()
    .await?)
}

/// A period's ends have no precision of their own: midnight in UTC is how a calendar day is kept.
fn day_or_moment(at: DateTime<Utc>) -> Moment {
    let precision = if at.time() == NaiveTime::MIN { Precision::Day } else { Precision::Time };
    Moment { at, precision }
}

fn dosage(step: &Value) -> Dosage {
    let text = |value: &Value| value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    // A concept in words: its text, else what its first code is called.
    let words =
        |concept: &Value| text(&concept["text"]).or_else(|| concept.pointer("/coding/0/display").and_then(text));
    let additional = step["additionalInstruction"].as_array();
    Dosage {
        route: words(&step["route"]),
        patient_instruction: text(&step["patientInstruction"]),
        additional: additional.into_iter().flatten().filter_map(words).collect(),
        as_needed_for: words(&step["asNeededCodeableConcept"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_dosage_tells_what_its_line_leaves_out() {
        let step = json!({
            "text": "1 tablet", "route": { "coding": [{ "display": "Oral" }] },
            "additionalInstruction": [{ "text": "With food" }, {}],
            "patientInstruction": "Tome 1 tableta", "asNeededCodeableConcept": { "text": " " },
        });
        let expected = Dosage {
            route: Some("Oral".to_owned()),
            patient_instruction: Some("Tome 1 tableta".to_owned()),
            additional: vec!["With food".to_owned()],
            as_needed_for: None,
        };
        assert_eq!(dosage(&step), expected);
        assert_eq!(dosage(&json!("nonsense")), Dosage::default());
    }
}
