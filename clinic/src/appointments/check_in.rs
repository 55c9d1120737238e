//! What patients tell before a visit: who pays, which medicines they take, what is different, what the clinic asks.

mod answers;

use super::{
    Appointment, Booker, Status, appointment,
    question_model::Question,
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
pub use answers::{Answers, Judgement, LONGEST_INSURANCE, Lack, Parts};
use answers::{lacks, take, tidied};
use chrono::{DateTime, Duration, Utc};

/// How long before a visit one can check in.
pub const CHECK_IN_OPENS: Duration = Duration::days(7);
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
    /// Who wrote who pays.
    insurance_by: Option<AccountId>,
    begun_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "SELECT contact, insurer, member_number, group_number, uninsured, medications, medications_text, allergies,
        allergies_text, reason, insurance_by, begun_at, done_at FROM check_ins WHERE appointment_id = $1";

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
        self.insurer.is_some() || self.member_number.is_some() || self.group_number.is_some() || self.uninsured
    }
}

/// What is asked of a reader. No helper reads address or insurance: they can say who pays, but see only what they wrote.
fn parts(chart: &Chart, row: Option<&Row>) -> Parts {
    let helps = matches!(chart.basis(), Basis::Helper(_));
    let is_others = row.is_some_and(|row| row.has_insurance() && row.insurance_by != chart.actor().account);
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

async fn typed(q: &mut impl Source, id: AppointmentId) -> Result<Vec<(QuestionId, String)>, Error> {
    Ok(q.query("SELECT question_id, value FROM check_in_answers WHERE appointment_id = $1").bind(id).all().await?)
}

/// Keeps what was answered, whatever is still missing; tells what is, of the parts that whoever answers is asked. Inner `None` when
/// one cannot check in now.
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
    let wrote_insurance = row.insurance_by;
    let before = row.answers(before);
    let mut kept = before.clone();
    take(&mut kept, answers, parts);
    kept.questions.retain(|(id, _)| asked.iter().any(|question| question.id == *id));
    let insurance_by = if kept.insurance() == before.insurance() { wrote_insurance } else { by.account() };
    let shown = if parts.reason { asked.as_slice() } else { &[] };
    let own = lacks(&kept, parts, shown);
    // Whoever presses last may be asked less than the visit needs.
    let done_at = lacks(&kept, Parts::ALL, &asked).is_empty().then_some(now);
    tx.query(
        "UPDATE check_ins SET contact = $2, insurer = $3, member_number = $4, group_number = $5, uninsured = $6, medications = $7,
            medications_text = $8, allergies = $9, allergies_text = $10, reason = $11, saved_by = $12, done_at = $13,
            insurance_by = $14
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
    .bind(insurance_by)
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
    Ok(Some(own))
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
