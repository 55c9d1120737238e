use super::{ChangeKind, DenialReason, RequestKind, RequestState};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{PrescriptionId, RequestId},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// What one side asked about a prescription, and what the other answered.
#[derive(Clone, sqlx::FromRow)]
pub struct Request {
    /// Which one.
    pub id: RequestId,
    /// What is asked.
    pub kind: RequestKind,
    /// Of a change which kind, of a cancellation why.
    pub detail: Option<String>,
    /// What was written beside it.
    pub text: Option<String>,
    /// Who asked.
    pub asker: String,
    /// In which role.
    pub asker_role: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Where it stands.
    pub state: RequestState,
    /// Why it was denied.
    pub answer: Option<DenialReason>,
    /// What was written beside the answer.
    pub answer_text: Option<String>,
    /// When it was answered, taken back or put away.
    pub answered_at: Option<DateTime<Utc>>,
    /// The prescription that was made of it.
    pub result_id: Option<PrescriptionId>,
}

/// The columns of a [`Request`], of the table `prescription_requests r`.
macro_rules! request_columns {
    () => {
        "r.id, r.kind, r.detail, r.text, r.asker, r.asker_role, r.asked_at, r.state, r.answer, r.answer_text, \
         r.answered_at, r.result_id"
    };
}
pub(crate) use request_columns;

impl Request {
    /// Which change is asked for; `None` for a renewal and a cancellation.
    pub fn change(&self) -> Option<ChangeKind> {
        ChangeKind::parse(self.detail.as_deref()?).filter(|_| self.kind == RequestKind::Change)
    }
}

/// All requests about a prescription, the newest first.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions.
pub async fn requests_of(q: &mut impl Source, chart: &Chart, id: PrescriptionId) -> Result<Vec<Request>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    Ok(q.query(concat!(
        "SELECT ",
        request_columns!(),
        " FROM prescription_requests r JOIN prescriptions p ON p.id = r.prescription_id
         WHERE r.prescription_id = $1 AND p.patient_id = $2 ORDER BY r.asked_at DESC, r.id DESC LIMIT 100",
    ))
    .bind(id)
    .bind(patient)
    .all()
    .await?)
}
