//! Where a report in a record comes from.

use super::model::{Noted, State};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{LabMessageId, ReportId},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// A message that brought a report or changed it.
#[derive(Clone, sqlx::FromRow)]
pub struct Origin {
    /// The message.
    pub message: LabMessageId,
    /// The laboratory that sent it.
    pub laboratory: String,
    /// The sender's name of it (MSH-10).
    pub control_id: Option<String>,
    /// The laboratory's number of the order.
    pub number: String,
    /// When it was written, as it says.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What has become of it.
    pub state: State,
    /// Which state a decision is made from.
    pub revision: i64,
    /// Whether it is in this record now.
    pub is_here: bool,
    /// What should be looked at, though it was taken.
    #[sqlx(json)]
    pub faults: Vec<Noted>,
}

/// The messages of a report, the newest first; none for one that came otherwise.
///
/// # Errors
/// `NotFound` for whoever does not read the record for the clinic.
pub async fn origins(q: &mut impl Source, chart: &Chart, report: ReportId) -> Result<Vec<Origin>, Error> {
    if !chart.is_of_clinic() {
        return Err(Error::NotFound);
    }
    let patient = chart.read_one(Subject::Labs, report.0)?;
    Ok(q.query(
        "SELECT m.id AS message, l.name AS laboratory, m.control_id, x.number, m.sent_at, m.received_at, m.state, m.revision,
                COALESCE(m.patient_id = $2, FALSE) AND m.state = 'filed' AS is_here, m.faults
         FROM lab_message_reports x JOIN lab_messages m ON m.id = x.message_id JOIN laboratories l ON l.id = m.laboratory_id
         WHERE x.report_id = $1 AND x.patient_id = $2 ORDER BY m.received_at DESC, m.id DESC LIMIT 100",
    )
    .bind(report)
    .bind(patient)
    .all()
    .await?)
}
