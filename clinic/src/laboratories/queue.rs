//! Messages that wait for a person to say whose they are.

use super::{
    accept::received,
    matching::{Candidate, Why, candidates},
    model::State,
    numbers, setup,
};
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    hl7::{Person, Rules},
    ids::{LabMessageId, LaboratoryId, PatientId},
    patients::Sex,
};
use chrono::{DateTime, NaiveDate, Utc};

/// A message that waits.
#[derive(Clone, sqlx::FromRow)]
pub struct Waiting {
    /// The message.
    pub id: LabMessageId,
    /// The laboratory it is from.
    pub laboratory: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The name as it was sent.
    pub name: Option<String>,
    /// The birth date as it was sent, if the day is known.
    pub born: Option<NaiveDate>,
    /// The sex as it was sent.
    pub sex: Option<Sex>,
    /// Whether it has a result that cannot wait.
    pub is_urgent: bool,
    reason: Option<String>,
}

impl Waiting {
    /// Why it waits.
    pub fn why(&self) -> Option<Why> {
        self.reason.as_deref().and_then(Why::parse)
    }
}

/// Messages that are listed at once.
pub const LISTED: i64 = 100;

/// The messages that wait, the urgent first, then the one that has waited longest; at most [`LISTED`].
pub async fn waiting(q: &mut impl Source, by: &Clinician, log: &AccessLog) -> Result<Vec<Waiting>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Laboratory).noting("waiting"));
    Ok(q.query(
        "SELECT m.id, l.name AS laboratory, m.received_at, m.name, m.born, m.sex, m.is_urgent, m.reason
         FROM lab_messages m JOIN laboratories l ON l.id = m.laboratory_id
         WHERE m.state = 'waiting' ORDER BY m.is_urgent DESC, m.received_at, m.id LIMIT $1",
    )
    .bind(LISTED)
    .all()
    .await?)
}

/// How many messages wait, and whether one of them is urgent.
pub async fn waiting_count(q: &mut impl Source, _by: &Clinician) -> Result<(i64, bool), Error> {
    Ok(q.query(
        "SELECT count(*), COALESCE(sum(CASE WHEN is_urgent THEN 1 ELSE 0 END), 0) > 0 FROM lab_messages WHERE state = 'waiting'",
    )
    .one()
    .await?)
}

/// A message beside whom it may be about.
pub struct Match {
    /// The message.
    pub message: Waiting,
    /// What has become of it.
    pub state: State,
    /// Which state a decision is made from.
    pub revision: i64,
    /// The person as it was sent.
    pub person: Person,
    /// The numbers as they were sent, each with whose it is.
    pub numbers: Vec<String>,
    /// What was ordered, without any result.
    pub ordered: Vec<String>,
    /// When the specimen was taken.
    pub taken: Option<crate::moment::Moment>,
    /// Who ordered it.
    pub orderer: Option<String>,
    /// Everyone here who is like the person.
    pub candidates: Vec<Candidate>,
    /// Whose record it was filed in, where it was.
    pub patient: Option<PatientId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    message: Waiting,
    state: State,
    revision: i64,
    laboratory_id: LaboratoryId,
    patient_id: Option<PatientId>,
    body: Vec<u8>,
}

/// One message of the queue with everyone it may be about. Who is shown is noted.
///
/// # Errors
/// `NotFound` when there is no such message, or it was never good enough to be filed.
pub async fn match_of(q: &mut impl Source, by: &Clinician, id: LabMessageId, log: &AccessLog) -> Result<Match, Error> {
    let row: Row = q
        .query(
            "SELECT m.id, l.name AS laboratory, m.received_at, m.name, m.born, m.sex, m.is_urgent, m.reason, m.state, m.revision,
                    m.laboratory_id, m.patient_id, m.body
             FROM lab_messages m JOIN laboratories l ON l.id = m.laboratory_id WHERE m.id = $1 AND m.state <> 'refused'",
        )
        .bind(id)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let laboratory = setup::one(q, row.laboratory_id).await?;
    let rules = Rules { trials: true, ..laboratory.rules() };
    let report = received(&row.body, rules).await?.report.map_err(|_| Error::NotFound)?;
    log.note(Event::new(by.actor(), Action::Read, Subject::Laboratory).on(id.0));
    let sent = Person::of(&report);
    let numbers = sent.numbers.iter().map(|number| match (number.authority.as_str(), number.kind.as_deref()) {
        ("", None) => number.value.clone(),
        ("", Some(kind)) => format!("{} ({kind})", number.value),
        (authority, _) => format!("{} ({authority})", number.value),
    });
    let numbers = numbers.collect();
    let person = numbers::named(sent.clone(), &laboratory);
    let candidates = if row.state == State::Waiting { candidates(q, &laboratory, &person).await? } else { Vec::new() };
    for candidate in &candidates {
        log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch).of(candidate.patient));
    }
    let ordered = report.orders.iter().filter_map(|order| order.test.words().map(str::to_owned)).collect();
    let taken = report.orders.iter().find_map(|order| order.collected);
    let orderer = report.orders.iter().flat_map(|order| &order.ordering).map(super::convert::named).next();
    Ok(Match {
        taken: taken.map(|when| report.moment(&when, laboratory.zone())),
        message: row.message,
        state: row.state,
        revision: row.revision,
        person: sent,
        numbers,
        ordered,
        orderer,
        candidates,
        patient: row.patient_id,
    })
}
