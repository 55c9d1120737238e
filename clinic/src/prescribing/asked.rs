use super::{Request, RequestKind, RequestState, State, request::request_columns};
use crate::{
    Error,
    accounts::Prescriber,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{PatientId, PrescriptionId, RequestId},
    patients::Chart,
};
use chrono::{DateTime, Duration, Utc};

/// Days for which answered requests stand in the inbox.
const DAYS_EARLIER: i64 = 90;

/// A renewal or a change with the prescription it is about, for whoever answers it.
#[derive(Clone, sqlx::FromRow)]
pub struct AskedFor {
    /// What is asked and what was answered.
    #[sqlx(flatten)]
    pub request: Request,
    /// Who answered.
    pub answerer: Option<String>,
    /// The prescription it is about.
    pub prescription_id: PrescriptionId,
    /// The drug in words.
    pub drug: String,
    /// How it is taken.
    pub directions: Option<String>,
    /// How much is handed out at once.
    pub quantity: Option<String>,
    /// The quantity's unit.
    pub quantity_unit: Option<String>,
    /// How many times more.
    pub refills: Option<i64>,
    /// When some was last handed out.
    pub dispensed_at: Option<DateTime<Utc>>,
    /// Where the prescription stands.
    pub prescription_state: State,
    /// The pharmacy it went to.
    pub pharmacy: Option<String>,
}

/// A renewal or a change of the record that is open.
///
/// # Errors
/// `NotFound` when the record has none with this id.
pub async fn asked_for(q: &mut impl Source, chart: &Chart, id: RequestId) -> Result<AskedFor, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    q.query(concat!(
        "SELECT ",
        request_columns!(),
        ", a.name AS answerer, r.prescription_id, p.drug, m.directions, p.quantity, p.quantity_unit, p.refills,
                p.dispensed_at, p.state AS prescription_state, o.name AS pharmacy
         FROM prescription_requests r JOIN prescriptions p ON p.id = r.prescription_id
         LEFT JOIN medication_requests m ON m.id = p.id
         LEFT JOIN accounts a ON a.id = r.answered_by LEFT JOIN organizations o ON o.id = p.pharmacy_id
         WHERE r.id = $1 AND p.patient_id = $2 AND r.kind <> 'cancellation'",
    ))
    .bind(id)
    .bind(patient)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

/// A request that is over, in the inbox.
#[derive(Clone, sqlx::FromRow)]
pub struct Earlier {
    /// Which one.
    pub id: RequestId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The drug in words.
    pub drug: String,
    /// A renewal or a change.
    pub kind: RequestKind,
    /// How it ended.
    pub state: RequestState,
    /// When.
    pub answered_at: DateTime<Utc>,
}

/// Requests of the last 90 days about a prescriber's own prescriptions that are over, the latest first.
pub async fn earlier_requests(
    q: &mut impl Source,
    by: &Prescriber,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Vec<Earlier>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Prescriptions));
    Ok(q.query(
        "SELECT r.id, p.patient_id, t.name AS patient, p.drug, r.kind, r.state, r.answered_at
         FROM prescriptions p CROSS JOIN prescription_requests r CROSS JOIN patients t
         WHERE p.prescriber_id = $1 AND p.state <> 'draft' AND r.prescription_id = p.id AND t.id = p.patient_id AND r.kind <> 'cancellation' AND r.state <> 'pending' AND r.answered_at > $2
         ORDER BY r.answered_at DESC, r.id DESC LIMIT 100",
    )
    .bind(by.account())
    .bind(now - Duration::days(DAYS_EARLIER))
    .all()
    .await?)
}
