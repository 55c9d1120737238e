//! The mails about one visit, for those who keep the calendar.

use super::{Kind, State};
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{AppointmentId, PatientId},
};
use chrono::{DateTime, Utc};

/// What became of one mail about a visit.
#[derive(Clone, Debug)]
pub struct AboutVisit {
    /// What it is about; nothing when only a newer program knows.
    pub kind: Option<Kind>,
    /// For a reminder, how long before the visit, in minutes.
    pub offset_minutes: Option<i64>,
    /// Of which version of the visit it tells.
    pub sequence: i64,
    /// How it stands with it.
    pub state: State,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next, where it waits.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was sent, given up or stopped.
    pub ended_at: Option<DateTime<Utc>>,
    /// The masked address; missing before the first try.
    pub recipient: Option<String>,
    /// What the mail server answered last, or what went wrong.
    pub answer: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    occasion: String,
    state: State,
    tries: i64,
    due_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    recipient: Option<String>,
    answer: Option<String>,
}

/// The mails about a visit, in the order they were put into the outbox.
///
/// # Errors
/// `NotFound` when there is no such visit.
pub async fn of_appointment(
    q: &mut impl Source,
    by: &Clinician,
    id: AppointmentId,
    log: &AccessLog,
) -> Result<Vec<AboutVisit>, Error> {
    let known: Option<(PatientId,)> =
        q.query("SELECT patient_id FROM appointments WHERE id = $1").bind(id).maybe().await?;
    let (patient,) = known.ok_or(Error::NotFound)?;
    let event = Event::new(by.actor(), Action::Read, Subject::Appointments).of(patient).on(id.0);
    log.note(event.noting("mails about it"));
    let rows: Vec<Row> = q
        .query(
            "SELECT kind, occasion, state, tries, due_at, ended_at, recipient, answer FROM outbox
             WHERE subject_id = $1 ORDER BY created_at, due_at, id",
        )
        .bind(id.0)
        .all()
        .await?;
    Ok(rows.into_iter().map(Row::about).collect())
}

impl Row {
    fn about(self) -> AboutVisit {
        let version = self.occasion.rsplit_once('@').map_or("", |(version, _)| version);
        let (sequence, offset) = version.split_once('/').unwrap_or((version, ""));
        AboutVisit {
            kind: Kind::parse(&self.kind),
            offset_minutes: offset.parse().ok(),
            sequence: sequence.parse().unwrap_or_default(),
            state: self.state,
            tries: self.tries,
            due_at: (self.state == State::Waiting).then_some(self.due_at),
            ended_at: self.ended_at,
            recipient: self.recipient,
            answer: self.answer,
        }
    }
}
