//! The messages that came, for whoever looks after the portal.

use super::model::{Noted, State, What};
use crate::{
    Error,
    accounts::Admin,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{LabMessageId, LaboratoryId, PatientId, ReportId},
    paging::{Before, Page},
};
use chrono::{DateTime, Utc};

/// A message in the list.
#[derive(Clone, sqlx::FromRow)]
pub struct Listed {
    /// The message.
    pub id: LabMessageId,
    /// The laboratory it is from, where that is known.
    pub laboratory: Option<String>,
    /// Who sent it, as it says: `APPLICATION|FACILITY`.
    pub sender: String,
    /// The sender's name of it (MSH-10).
    pub control_id: Option<String>,
    /// `mllp`, `http` or `file`.
    pub way: String,
    /// When it was written, as it says.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it came first.
    pub received_at: DateTime<Utc>,
    /// What has become of it.
    pub state: State,
    /// How often it came.
    pub times: i64,
    /// What was wrong, or should be looked at.
    #[sqlx(json)]
    pub faults: Vec<Noted>,
}

/// Which messages are listed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of one laboratory.
    pub laboratory: Option<LaboratoryId>,
    /// Those of which this has become.
    pub state: Option<State>,
    /// With this control id.
    pub control_id: Option<String>,
}

/// Messages on a page.
const MESSAGES: i64 = 50;

macro_rules! listed {
    ($from:literal) => {
        concat!(
            "SELECT m.id, l.name AS laboratory, m.sender, m.control_id, m.way, m.sent_at, m.received_at, m.state, m.times, m.faults
             FROM lab_messages m LEFT JOIN laboratories l ON l.id = m.laboratory_id WHERE ",
            $from,
            " AND m.received_at <= $1 AND (m.received_at < $1 OR m.id < $2) ORDER BY m.received_at DESC, m.id DESC LIMIT $3"
        )
    };
}

/// Messages, the newest first. They are listed without what they say of people.
pub async fn messages(
    q: &mut impl Source,
    _by: &Admin,
    wanted: &Wanted,
    before: Before,
) -> Result<Page<Listed>, Error> {
    let control_id = wanted.control_id.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let rows: Vec<Listed> = match (control_id, wanted.laboratory, wanted.state) {
        (Some(control_id), laboratory, state) => {
            let sql = listed!("m.control_id = $4 AND (m.laboratory_id = $5 OR $6) AND (m.state = $7 OR $8)");
            begin(q.query(sql), before)
                .bind(control_id.to_owned())
                .bind(laboratory)
                .bind(laboratory.is_none())
                .bind(state.map(State::name))
                .bind(state.is_none())
                .all()
                .await?
        }
        (None, Some(laboratory), None) => {
            begin(q.query(listed!("m.laboratory_id = $4")), before).bind(laboratory).all().await?
        }
        (None, Some(laboratory), Some(state)) => {
            begin(q.query(listed!("m.laboratory_id = $4 AND m.state = $5")), before)
                .bind(laboratory)
                .bind(state)
                .all()
                .await?
        }
        (None, None, Some(state)) => begin(q.query(listed!("m.state = $4")), before).bind(state).all().await?,
        (None, None, None) => begin(q.query(listed!("m.received_at IS NOT NULL")), before).all().await?,
    };
    Ok(Page::cut(rows, MESSAGES, before, |row: &Listed| (row.received_at, row.id.0)))
}

fn begin(q: crate::db::Query<'_>, before: Before) -> crate::db::Query<'_> {
    q.bind(before.at).bind(before.id).bind(MESSAGES + 1)
}

/// A step on a message's way.
#[derive(Clone, sqlx::FromRow)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub what: What,
    /// Who decided it; nobody where the portal did.
    pub person: Option<String>,
    /// In what words.
    pub note: Option<String>,
}

/// A report that a message filed.
#[derive(Clone, sqlx::FromRow)]
pub struct Filed {
    /// The report.
    pub report: ReportId,
    /// Its number at the laboratory.
    pub number: String,
    /// FHIR `DiagnosticReport.status`.
    pub status: String,
}

/// A message with its way.
pub struct Detail {
    /// The message.
    pub message: Listed,
    /// The laboratory it is from, where that is known.
    pub laboratory_id: Option<LaboratoryId>,
    /// Whose record its results are in.
    pub patient: Option<PatientId>,
    /// Its way, the first step first.
    pub steps: Vec<Step>,
    /// The reports it has filed.
    pub reports: Vec<Filed>,
    /// The message as it came.
    pub body: Vec<u8>,
}

/// One message as it came, with its way. Whoever looks at it is noted, in the access log of the patient too where it was filed.
///
/// # Errors
/// `NotFound` when there is no such message.
pub async fn message(q: &mut impl Source, by: &Admin, id: LabMessageId, log: &AccessLog) -> Result<Detail, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        #[sqlx(flatten)]
        message: Listed,
        laboratory_id: Option<LaboratoryId>,
        patient_id: Option<PatientId>,
        body: Vec<u8>,
    }
    let row: Row = q
        .query(
            "SELECT m.id, l.name AS laboratory, m.sender, m.control_id, m.way, m.sent_at, m.received_at, m.state, m.times, m.faults,
                    m.laboratory_id, m.patient_id, m.body
             FROM lab_messages m LEFT JOIN laboratories l ON l.id = m.laboratory_id WHERE m.id = $1",
        )
        .bind(id)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let event = Event::new(by.actor(), Action::Read, Subject::Laboratory).on(id.0);
    log.note(match row.patient_id {
        Some(patient) => event.of(patient),
        None => event,
    });
    let steps = q
        .query(
            "SELECT s.at, s.what, a.name AS person, s.note FROM lab_message_steps s LEFT JOIN accounts a ON a.id = s.account_id
             WHERE s.message_id = $1 ORDER BY s.at, s.id",
        )
        .bind(id)
        .all()
        .await?;
    let reports = q
        .query(
            "SELECT x.report_id AS report, x.number, r.status FROM lab_message_reports x
             JOIN diagnostic_reports r ON r.id = x.report_id WHERE x.message_id = $1 ORDER BY x.number, x.report_id",
        )
        .bind(id)
        .all()
        .await?;
    Ok(Detail {
        message: row.message,
        laboratory_id: row.laboratory_id,
        patient: row.patient_id,
        steps,
        reports,
        body: row.body,
    })
}
