//! What patients tell before a visit: who pays, which medicines they take, what is different, what the clinic asks.

use super::{
    Appointment, Booker, LONGEST_REASON, Status, appointment,
    question_model::{LONGEST_ANSWER, Question},
    questions::{answered, questions},
};
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{AccountId, AppointmentId, PatientId, QuestionId},
    patients::{Basis, Chart},
};
use chrono::{DateTime, Duration, Utc};

/// How long before a visit one can check in.
pub const CHECK_IN_OPENS: Duration = Duration::days(7);
/// The most characters of an insurer's name and of a number of an insurance.
pub const LONGEST_INSURANCE: usize = 100;

/// What someone says of what the clinic has on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Judgement {
    /// It is right.
    Right,
    /// Something is different.
    Changed,
}

impl Judgement {
    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Changed => "changed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Right, Self::Changed].into_iter().find(|judgement| judgement.name() == name)
    }
}

/// The parts of a check-in that are asked of whoever answers. Each sees only what the record shows them.
#[expect(clippy::struct_excessive_bools, reason = "each part is asked or not, whatever the others")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Telephone and address.
    pub contact: bool,
    /// Who pays.
    pub insurance: bool,
    /// The medicines.
    pub medications: bool,
    /// The allergies.
    pub allergies: bool,
    /// What the visit is for, and what the clinic asks.
    pub reason: bool,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Telephone and address.
    pub contact: Option<Judgement>,
    /// Who pays.
    pub insurer: Option<String>,
    /// The number of the insured.
    pub member_number: Option<String>,
    /// The number of the group.
    pub group_number: Option<String>,
    /// Nobody pays but the patient.
    pub uninsured: bool,
    /// The medicines.
    pub medications: Option<Judgement>,
    /// What is different about them.
    pub medications_text: Option<String>,
    /// The allergies.
    pub allergies: Option<Judgement>,
    /// What is different about them.
    pub allergies_text: Option<String>,
    /// What the visit is for.
    pub reason: Option<String>,
    /// What the clinic asks, each with what was typed.
    pub questions: Vec<(QuestionId, String)>,
}

/// What is missing or cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Whether telephone and address are right.
    Contact,
    /// Who pays, or that nobody does.
    Insurer,
    /// The number of the insured.
    MemberNumber,
    /// Whether the medicines are right.
    Medications,
    /// What is different about them.
    MedicationsText,
    /// Whether the allergies are right.
    Allergies,
    /// What is different about them.
    AllergiesText,
    /// An answer that is needed.
    Question(QuestionId),
    /// An answer that is none.
    Unreadable(QuestionId),
}

/// A check-in as whoever answers sees it.
#[derive(Clone)]
pub struct CheckIn {
    /// The visit.
    pub appointment: Appointment,
    /// What is asked of the reader.
    pub parts: Parts,
    /// What the clinic asks.
    pub questions: Vec<Question>,
    /// What was answered, as far as the reader sees it.
    pub answers: Answers,
    /// When it was begun.
    pub begun_at: Option<DateTime<Utc>>,
    /// When everything was answered.
    pub done_at: Option<DateTime<Utc>>,
    /// Whether it can be answered now.
    pub is_open: bool,
}

impl CheckIn {
    /// What is missing.
    pub fn lacks(&self) -> Vec<Lack> {
        lacks(&self.answers, self.parts, &self.questions)
    }
}

/// Whether one can check in for a visit now: from seven days before it until it begins.
pub fn can_check_in(visit: &Appointment, now: DateTime<Utc>) -> bool {
    matches!(visit.status, Status::Booked | Status::Pending)
        && visit.start_at > now
        && visit.start_at - CHECK_IN_OPENS <= now
}

#[derive(Clone, sqlx::FromRow)]
struct Row {
    contact: Option<Judgement>,
    insurer: Option<String>,
    member_number: Option<String>,
    group_number: Option<String>,
    uninsured: bool,
    medications: Option<Judgement>,
    medications_text: Option<String>,
    allergies: Option<Judgement>,
    allergies_text: Option<String>,
    reason: Option<String>,
    begun_at: DateTime<Utc>,
    saved_by: Option<AccountId>,
    done_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "SELECT contact, insurer, member_number, group_number, uninsured, medications, medications_text, allergies,
        allergies_text, reason, begun_at, saved_by, done_at FROM check_ins WHERE appointment_id = $1";

impl Row {
    fn answers(self, questions: Vec<(QuestionId, String)>) -> Answers {
        Answers {
            contact: self.contact,
            insurer: self.insurer,
            member_number: self.member_number,
            group_number: self.group_number,
            uninsured: self.uninsured,
            medications: self.medications,
            medications_text: self.medications_text,
            allergies: self.allergies,
            allergies_text: self.allergies_text,
            reason: self.reason,
            questions,
        }
    }

    fn has_insurance(&self) -> bool {
        self.insurer.is_some() || self.uninsured
    }
}

/// What is asked of a reader. No helper reads address or insurance: they can say who pays, but see only what they wrote.
fn parts(chart: &Chart, row: Option<&Row>) -> Parts {
    let helps = matches!(chart.basis(), Basis::Helper(_));
    let is_others = row.is_some_and(|row| row.has_insurance() && row.saved_by != chart.actor().account);
    Parts {
        contact: !helps,
        insurance: !(helps && is_others),
        medications: chart.may(Subject::Prescriptions),
        allergies: chart.may(Subject::HealthRecord),
        reason: !chart.hides_reasons(),
    }
}

/// The check-in for a visit.
///
/// # Errors
/// `NotFound` when this patient has no such visit.
pub async fn check_in(
    q: &mut impl Source,
    chart: &Chart,
    id: AppointmentId,
    now: DateTime<Utc>,
) -> Result<CheckIn, Error> {
    let visit = appointment(q, chart, id).await?;
    let row: Option<Row> = q.query(COLUMNS).bind(id).maybe().await?;
    let parts = parts(chart, row.as_ref());
    let asked = if parts.reason { questions(q, visit.visit_type_id).await? } else { Vec::new() };
    let typed = if parts.reason { typed(q, id).await? } else { Vec::new() };
    let (begun_at, done_at) = (row.as_ref().map(|row| row.begun_at), row.as_ref().and_then(|row| row.done_at));
    let answers = row.map(|row| row.answers(typed)).unwrap_or_default();
    let answers = seen(answers, parts, visit.reason.clone());
    let is_open = can_check_in(&visit, now);
    Ok(CheckIn { appointment: visit, parts, questions: asked, answers, begun_at, done_at, is_open })
}

/// What was answered, without what the reader is not asked.
fn seen(all: Answers, parts: Parts, booked_for: Option<String>) -> Answers {
    let mut seen = Answers { questions: all.questions.clone(), ..Answers::default() };
    take(&mut seen, all, parts);
    seen.reason = seen.reason.or(booked_for).filter(|_| parts.reason);
    seen
}

/// Takes over the parts that someone is asked.
fn take(into: &mut Answers, from: Answers, parts: Parts) {
    if parts.contact {
        into.contact = from.contact;
    }
    if parts.insurance {
        into.insurer = from.insurer;
        into.member_number = from.member_number;
        into.group_number = from.group_number;
        into.uninsured = from.uninsured;
    }
    if parts.medications {
        into.medications = from.medications;
        into.medications_text = from.medications_text;
    }
    if parts.allergies {
        into.allergies = from.allergies;
        into.allergies_text = from.allergies_text;
    }
    if parts.reason {
        into.reason = from.reason;
        into.questions = from.questions;
    }
}

async fn typed(q: &mut impl Source, id: AppointmentId) -> Result<Vec<(QuestionId, String)>, Error> {
    Ok(q.query("SELECT question_id, value FROM check_in_answers WHERE appointment_id = $1").bind(id).all().await?)
}

/// Keeps what was answered, whatever is still missing; tells what is. Inner `None` when one cannot check in now.
///
/// # Errors
/// `NotFound` when this patient has no such visit; `Invalid` when a text is too long.
pub async fn save_check_in(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    chart: &Chart,
    id: AppointmentId,
    answers: Answers,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Lack>>, Error> {
    let answers = tidied(answers)?;
    let mut tx = db.begin().await?;
    let visit = appointment(&mut tx, chart, id).await?;
    if !can_check_in(&visit, now) {
        return Ok(None);
    }
    tx.query(
        "INSERT INTO check_ins (appointment_id, begun_at, saved_at, saved_by) VALUES ($1, $2, $2, $3)
         ON CONFLICT (appointment_id) DO NOTHING",
    )
    .bind(id)
    .bind(now)
    .bind(by.account())
    .run()
    .await?;
    // Whoever else answers meanwhile waits here.
    tx.query("UPDATE check_ins SET saved_at = $2 WHERE appointment_id = $1").bind(id).bind(now).run().await?;
    let row: Row = tx.query(COLUMNS).bind(id).one().await?;
    let parts = parts(chart, Some(&row));
    let asked = questions(&mut tx, visit.visit_type_id).await?;
    let before = typed(&mut tx, id).await?;
    let mut kept = row.answers(before);
    take(&mut kept, answers, parts);
    kept.questions.retain(|(id, _)| asked.iter().any(|question| question.id == *id));
    let shown = if parts.reason { asked.as_slice() } else { &[] };
    let lacks = lacks(&kept, parts, shown);
    let done_at = lacks.is_empty().then_some(now);
    tx.query(
        "UPDATE check_ins SET contact = $2, insurer = $3, member_number = $4, group_number = $5, uninsured = $6, medications = $7,
            medications_text = $8, allergies = $9, allergies_text = $10, reason = $11, saved_by = $12, done_at = $13
         WHERE appointment_id = $1",
    )
    .bind(id)
    .bind(kept.contact)
    .bind(kept.insurer)
    .bind(kept.member_number)
    .bind(kept.group_number)
    .bind(kept.uninsured)
    .bind(kept.medications)
    .bind(kept.medications_text)
    .bind(kept.allergies)
    .bind(kept.allergies_text)
    .bind(kept.reason)
    .bind(by.account())
    .bind(done_at)
    .run()
    .await?;
    if parts.reason {
        // What is no longer asked keeps its answer.
        for question in &asked {
            tx.query("DELETE FROM check_in_answers WHERE appointment_id = $1 AND question_id = $2")
                .bind(id)
                .bind(question.id)
                .run()
                .await?;
        }
        for (question, value) in kept.questions {
            tx.query("INSERT INTO check_in_answers (appointment_id, question_id, value) VALUES ($1, $2, $3)")
                .bind(id)
                .bind(question)
                .bind(value)
                .run()
                .await?;
        }
    }
    auditor.record(&mut tx, by.event(Action::Update, id, "answered before the visit")).await?;
    tx.commit().await?;
    Ok(Some(lacks))
}

/// The answers without what is empty.
fn tidied(answers: Answers) -> Result<Answers, Error> {
    let text = |text: Option<String>, most: usize| {
        let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        match text {
            Some(text) if text.chars().count() > most => {
                Err(Error::Invalid(format!("a text is longer than {most} characters")))
            }
            text => Ok(text),
        }
    };
    let mut questions = Vec::new();
    for (id, value) in answers.questions {
        questions.extend(text(Some(value), LONGEST_ANSWER)?.map(|value| (id, value)));
    }
    let insurer = text(answers.insurer, LONGEST_INSURANCE)?.filter(|_| !answers.uninsured);
    Ok(Answers {
        contact: answers.contact,
        insurer,
        member_number: text(answers.member_number, LONGEST_INSURANCE)?.filter(|_| !answers.uninsured),
        group_number: text(answers.group_number, LONGEST_INSURANCE)?.filter(|_| !answers.uninsured),
        uninsured: answers.uninsured,
        medications: answers.medications,
        medications_text: text(answers.medications_text, LONGEST_REASON)?,
        allergies: answers.allergies,
        allergies_text: text(answers.allergies_text, LONGEST_REASON)?,
        reason: text(answers.reason, LONGEST_REASON)?,
        questions,
    })
}

/// What is missing of the parts that are asked, in their order.
fn lacks(of: &Answers, parts: Parts, asked: &[Question]) -> Vec<Lack> {
    let changed =
        |judgement: Option<Judgement>, text: &Option<String>| judgement == Some(Judgement::Changed) && text.is_none();
    let own = [
        (parts.contact && of.contact.is_none()).then_some(Lack::Contact),
        (parts.insurance && !of.uninsured && of.insurer.is_none()).then_some(Lack::Insurer),
        (parts.insurance && !of.uninsured && of.insurer.is_some() && of.member_number.is_none())
            .then_some(Lack::MemberNumber),
        (parts.medications && of.medications.is_none()).then_some(Lack::Medications),
        (parts.medications && changed(of.medications, &of.medications_text)).then_some(Lack::MedicationsText),
        (parts.allergies && of.allergies.is_none()).then_some(Lack::Allergies),
        (parts.allergies && changed(of.allergies, &of.allergies_text)).then_some(Lack::AllergiesText),
    ];
    let asked = asked.iter().filter_map(|question| match of.questions.iter().find(|(id, _)| *id == question.id) {
        Some((_, value)) if question.takes(value) => None,
        Some(_) => Some(Lack::Unreadable(question.id)),
        None => question.required.then_some(Lack::Question(question.id)),
    });
    own.into_iter().flatten().chain(asked).collect()
}

/// A check-in as those who work here see it.
#[derive(Clone, Debug)]
pub struct CheckedIn {
    /// Whose.
    pub patient: PatientId,
    /// What was answered.
    pub answers: Answers,
    /// What was asked, also what no longer is.
    pub questions: Vec<Question>,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// When everything was answered that was asked; missing while something is.
    pub done_at: Option<DateTime<Utc>>,
}

/// What was answered before a visit, for those who work here; nothing where nobody has begun.
pub async fn check_in_for_desk(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    id: AppointmentId,
) -> Result<Option<CheckedIn>, Error> {
    let whose: Option<(PatientId,)> =
        q.query("SELECT patient_id FROM appointments WHERE id = $1").bind(id).maybe().await?;
    let (patient,) = whose.ok_or(Error::NotFound)?;
    let event = Event::new(by.actor(), Action::Read, Subject::Appointments).of(patient).on(id.0);
    log.note(event.noting("what was answered before the visit".to_owned()));
    let row: Option<Row> = q.query(COLUMNS).bind(id).maybe().await?;
    let Some(row) = row else { return Ok(None) };
    let (begun_at, done_at) = (row.begun_at, row.done_at);
    let answers = row.answers(typed(q, id).await?);
    Ok(Some(CheckedIn { patient, answers, questions: answered(q, id).await?, begun_at, done_at }))
}
