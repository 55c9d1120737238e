//! What people decide about messages.

use super::{
    accept::received,
    filing::{self, Message},
    matching::Why,
    model::{State, What},
    numbers,
    process::{file_or_wait, into, step},
    setup::{self, Laboratory},
};
use crate::{
    Error, Portal,
    accounts::{Admin, Clinician},
    audit::{Action, Event, Subject},
    db::{Alone, Source, Tx},
    hl7::{LabReport, Person},
    ids::{LabMessageId, LaboratoryId, PatientId},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// Characters that a reason may have.
pub const LONGEST_NOTE: usize = 500;

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDecided {
    /// Somebody else has decided since the page was shown.
    Changed,
    /// There is no such patient.
    NoPatient,
    /// A reason is missing, or too long.
    Note,
    /// The message cannot be read any more by the rules of its laboratory.
    Unreadable,
}

/// A message that a decision is about, held until the transaction ends.
#[derive(sqlx::FromRow)]
struct Held {
    laboratory_id: Option<LaboratoryId>,
    state: State,
    reason: Option<String>,
    patient_id: Option<PatientId>,
    received_at: DateTime<Utc>,
    body: Vec<u8>,
    revision: i64,
}

async fn hold(tx: &mut Tx, id: LabMessageId) -> Result<Held, Error> {
    tx.query(
        "UPDATE lab_messages SET revision = revision WHERE id = $1
         RETURNING laboratory_id, state, reason, patient_id, received_at, body, revision",
    )
    .bind(id)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

impl Held {
    fn was_removed(&self) -> bool {
        self.why() == Some(Why::Removed)
    }

    fn why(&self) -> Option<Why> {
        self.reason.as_deref().and_then(Why::parse)
    }

    async fn read(&self, q: &mut impl Source) -> Result<Option<(Laboratory, LabReport)>, Error> {
        let Some(id) = self.laboratory_id else { return Ok(None) };
        let laboratory = setup::one(q, id).await?;
        // It was taken once: whatever is set now, it is read as then.
        let rules = crate::hl7::Rules { trials: true, ..laboratory.rules() };
        let report = received(&self.body, rules).await?.report.ok();
        Ok(report.map(|report| (laboratory, report)))
    }
}

/// Says that the results of a waiting message are this patient's. `remembers` keeps the laboratory's numbers of the patient, so that the next ones are
/// filed without asking; other messages that wait for the same are looked at again. `revision` is that of the page.
pub async fn decide(
    portal: &Portal,
    by: &Clinician,
    id: LabMessageId,
    revision: i64,
    patient: PatientId,
    remembers: bool,
) -> Result<Result<(), NotDecided>, Error> {
    let now = portal.clock.now();
    let mut tx = portal.db.begin().await?;
    let held = hold(&mut tx, id).await?;
    if held.state != State::Waiting || held.revision != revision {
        return Ok(Err(NotDecided::Changed));
    }
    let known: Option<(PatientId,)> = tx.query("SELECT id FROM patients WHERE id = $1").bind(patient).maybe().await?;
    if known.is_none() {
        return Ok(Err(NotDecided::NoPatient));
    }
    let Some((laboratory, report)) = held.read(&mut tx).await? else { return Ok(Err(NotDecided::Unreadable)) };
    if remembers {
        let person = numbers::named(Person::of(&report), &laboratory);
        numbers::remember(&mut tx, &laboratory, &person.numbers, patient, Some(by.account()), now).await?;
    }
    step(&mut tx, id, What::Matched, Some(by.account()), None, now).await?;
    let message = Message {
        id,
        laboratory: &laboratory,
        report: &report,
        received_at: held.received_at,
        is_anew: held.was_removed(),
    };
    let mut tx = into(portal, tx, &message, patient, by.actor(), Some(by.account()), now).await?;
    let alike: Vec<(LabMessageId,)> = tx
        .query(
            "SELECT o.id FROM lab_messages m CROSS JOIN lab_messages o
             WHERE m.id = $1 AND o.state = 'waiting' AND o.laboratory_id = m.laboratory_id AND o.name = m.name LIMIT 200",
        )
        .bind(id)
        .all()
        .await?;
    tx.commit().await?;
    for (other,) in alike {
        look_again(portal, other).await?;
    }
    Ok(Ok(()))
}

/// Looks once more whose a waiting message is.
async fn look_again(portal: &Portal, id: LabMessageId) -> Result<(), Error> {
    let now = portal.clock.now();
    let mut tx = portal.db.begin().await?;
    let held = hold(&mut tx, id).await?;
    if held.state != State::Waiting {
        return Ok(());
    }
    let Some((laboratory, report)) = held.read(&mut tx).await? else { return Ok(()) };
    let before = Some(held.why().unwrap_or(Why::Doubtful));
    let message = Message {
        id,
        laboratory: &laboratory,
        report: &report,
        received_at: held.received_at,
        is_anew: held.was_removed(),
    };
    file_or_wait(portal, tx, &message, before, now).await?.commit().await?;
    Ok(())
}

/// Says that a waiting message is of nobody here, and why.
pub async fn decline(
    portal: &Portal,
    by: &Clinician,
    id: LabMessageId,
    revision: i64,
    note: &str,
) -> Result<Result<(), NotDecided>, Error> {
    let note = note.trim();
    if note.is_empty() || note.chars().count() > LONGEST_NOTE {
        return Ok(Err(NotDecided::Note));
    }
    turn(portal, by, id, revision, (State::Waiting, State::Declined), What::Declined, Some(note.to_owned())).await
}

/// Lets a message that was of nobody wait again.
pub async fn reopen(
    portal: &Portal,
    by: &Clinician,
    id: LabMessageId,
    revision: i64,
) -> Result<Result<(), NotDecided>, Error> {
    turn(portal, by, id, revision, (State::Declined, State::Waiting), What::Waiting, None).await
}

async fn turn(
    portal: &Portal,
    by: &Clinician,
    id: LabMessageId,
    revision: i64,
    (from, to): (State, State),
    what: What,
    note: Option<String>,
) -> Result<Result<(), NotDecided>, Error> {
    let now = portal.clock.now();
    let mut tx = portal.db.begin().await?;
    let held = hold(&mut tx, id).await?;
    if held.state != from || held.revision != revision {
        return Ok(Err(NotDecided::Changed));
    }
    tx.query(
        "UPDATE lab_messages SET state = $2, calls = 0, next_call_at = NULL, revision = revision + 1 WHERE id = $1",
    )
    .bind(id)
    .bind(to)
    .run()
    .await?;
    step(&mut tx, id, what, Some(by.account()), note, now).await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Laboratory).on(id.0).noting(to.name());
    portal.auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes the results of a message out of the record that they were filed into, because they are not this patient's. Everything stays as recorded by
/// mistake; the laboratory's numbers are forgotten for this patient, and the message waits again. So do the others that brought the same reports: a
/// report is not two people's.
///
/// # Errors
/// `NotFound` when the message is not filed in this record, or it is one's own.
pub async fn remove(
    portal: &Portal,
    by: &Clinician,
    chart: &Chart,
    id: LabMessageId,
    revision: i64,
    note: &str,
) -> Result<Result<(), NotDecided>, Error> {
    let note = note.trim();
    if note.is_empty() || note.chars().count() > LONGEST_NOTE {
        return Ok(Err(NotDecided::Note));
    }
    let now = portal.clock.now();
    let mut tx = portal.db.begin().await?;
    let held = hold(&mut tx, id).await?;
    if held.patient_id != Some(chart.patient()) || !chart.is_of_clinic() || chart.awaits_release() {
        return Err(Error::NotFound);
    }
    if held.state != State::Filed || held.revision != revision {
        return Ok(Err(NotDecided::Changed));
    }
    if let Some((laboratory, report)) = held.read(&mut tx).await? {
        let person = numbers::named(Person::of(&report), &laboratory);
        numbers::forget(&mut tx, &laboratory, &person.numbers, chart.patient()).await?;
    }
    let who = (by.account(), by.actor().name);
    tx.hold(Alone::Import, chart.patient().0).await?;
    let messages = filing::together(&mut tx, id, chart.patient()).await?;
    let mut tx = filing::take_out(tx, &messages, chart.patient(), who, note, now, portal.settings.zone).await?;
    for message in messages {
        tx.query(
            "UPDATE lab_messages SET state = 'waiting', reason = $2, patient_id = NULL, calls = 0, next_call_at = NULL,
               revision = revision + 1 WHERE id = $1",
        )
        .bind(message)
        .bind(Why::Removed.name())
        .run()
        .await?;
        step(&mut tx, message, What::Removed, Some(by.account()), Some(note.to_owned()), now).await?;
        let event = Event::new(by.actor(), Action::Delete, Subject::Labs).of(chart.patient()).on(message.0);
        portal.auditor.record(&mut tx, chart.changed(event, "filed by mistake")).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Looks at a message once more: one that was refused as if it came now, one that waits for whose it is.
///
/// # Errors
/// `NotFound` when there is no such message.
pub async fn replay(portal: &Portal, by: &Admin, id: LabMessageId) -> Result<State, Error> {
    let now = portal.clock.now();
    let mut tx = portal.db.begin().await?;
    let held = hold(&mut tx, id).await?;
    step(&mut tx, id, What::Replayed, Some(by.account()), None, now).await?;
    let event = Event::new(by.actor(), Action::Execute, Subject::Laboratory).on(id.0).noting("replay");
    portal.auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    match held.state {
        State::Refused => {
            let way = super::Way::File(held.laboratory_id);
            Ok(super::accept(portal, way, &held.body).await?.state)
        }
        State::Waiting => {
            look_again(portal, id).await?;
            state_of(portal, id).await
        }
        State::Filed | State::Declined => Ok(held.state),
    }
}

async fn state_of(portal: &Portal, id: LabMessageId) -> Result<State, Error> {
    let mut read = portal.db.read().await?;
    let (state,): (State,) = read.query("SELECT state FROM lab_messages WHERE id = $1").bind(id).one().await?;
    Ok(state)
}
