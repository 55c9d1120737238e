//! What is to be done for a patient (FHIR Task): calling them, or anything else that follows from a report.

use super::{LONGEST_TEXT, TaskKind};
use crate::{
    Error,
    accounts::{Clinician, Prescriber},
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{PatientId, ReportId, TaskId},
    paging::{Before, Page},
    patients::{self, Chart},
};
use chrono::{DateTime, NaiveDate, Utc};

/// Tasks on a page.
const TASKS: i64 = 50;

/// Something to be done.
#[derive(Clone, sqlx::FromRow)]
pub struct Task {
    /// Which one.
    pub id: TaskId,
    /// For whom.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The patient's telephone.
    pub phone: Option<String>,
    /// The report it follows from.
    pub report_id: Option<ReportId>,
    /// Which kind.
    pub kind: TaskKind,
    /// What is to be done.
    pub words: String,
    /// By which day.
    pub due_on: NaiveDate,
    /// When it was asked for.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub maker: String,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// Who did it.
    pub doer: Option<String>,
    /// How it went.
    pub outcome: Option<String>,
}

macro_rules! tasks {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.patient_id, t.name AS patient, t.phone, k.report_id, k.kind, k.words, k.due_on, k.made_at, k.maker,
                    k.done_at, k.doer, k.outcome
             FROM tasks k CROSS JOIN patients t WHERE t.id = k.patient_id AND ",
            $rest
        )
    };
}

/// Asks for something to be done, by a day.
///
/// # Errors
/// `NotFound` when the record has no such report; `Invalid` without words, or with too many.
#[expect(clippy::too_many_arguments, reason = "who, what and until when are each their own")]
pub async fn add_task(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    report: ReportId,
    kind: TaskKind,
    words: &str,
    due_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<TaskId, Error> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > LONGEST_TEXT {
        return Err(Error::Invalid("a task has some words, and not too many".to_owned()));
    }
    let patient = super::seeing::reviewable(chart, report)?;
    let mut tx = db.begin().await?;
    let known: Option<(ReportId,)> = tx
        .query("SELECT id FROM diagnostic_reports WHERE id = $1 AND patient_id = $2")
        .bind(report)
        .bind(patient)
        .maybe()
        .await?;
    if known.is_none() {
        return Err(Error::NotFound);
    }
    let id = TaskId::new();
    tx.query(
        "INSERT INTO tasks (id, patient_id, report_id, kind, words, due_on, made_at, made_by, maker)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(patient)
    .bind(report)
    .bind(kind)
    .bind(words.to_owned())
    .bind(due_on)
    .bind(now)
    .bind(by.account())
    .bind(by.actor().name)
    .run()
    .await?;
    let event = Event::new(by.actor(), Action::Create, Subject::Labs).of(patient).on(id.0);
    auditor.record(&mut tx, chart.changed(event, format!("task: {}", kind.name()))).await?;
    tx.commit().await?;
    Ok(id)
}

/// What is to be done, by the day it is due; at most 200.
pub async fn open_tasks(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Vec<Task>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Labs).noting("tasks"));
    let close = patients::close(q, by, now).await?;
    let mut tasks: Vec<Task> = q.query(tasks!("k.done_at IS NULL ORDER BY k.due_on, k.id LIMIT 200")).all().await?;
    tasks.retain(|task| !close.contains(&task.patient_id));
    Ok(tasks)
}

/// What was done, the last first.
pub async fn done_tasks(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    before: Before,
    now: DateTime<Utc>,
) -> Result<Page<Task>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Labs).noting("tasks"));
    let rows = q
        .query(tasks!(
            "k.done_at IS NOT NULL AND k.done_at <= $1 AND (k.done_at < $1 OR k.id < $2) ORDER BY k.done_at DESC, k.id DESC LIMIT $3"
        ))
        .bind(before.at)
        .bind(before.id)
        .bind(TASKS + 1)
        .all()
        .await?;
    let close = patients::close(q, by, now).await?;
    let mut page = Page::cut(rows, TASKS, before, |task: &Task| (task.done_at.unwrap_or(task.made_at), task.id.0));
    page.rows.retain(|task| !close.contains(&task.patient_id));
    Ok(page)
}

/// The tasks of a patient: of one report, or those that are open; at most 100.
///
/// # Errors
/// `NotFound` for the patient and helpers.
pub async fn tasks_of(q: &mut impl Source, chart: &Chart, report: Option<ReportId>) -> Result<Vec<Task>, Error> {
    if chart.awaits_release() {
        return Err(Error::NotFound);
    }
    let patient = chart.read(Subject::Labs)?;
    Ok(match report {
        Some(report) => {
            q.query(tasks!("k.report_id = $2 AND k.patient_id = $1 ORDER BY k.due_on, k.id LIMIT 100"))
                .bind(patient)
                .bind(report)
                .all()
                .await?
        }
        None => {
            q.query(tasks!("k.patient_id = $1 AND k.done_at IS NULL ORDER BY k.due_on, k.id LIMIT 100"))
                .bind(patient)
                .all()
                .await?
        }
    })
}

/// One task. The patient sees that it was looked at.
///
/// # Errors
/// `NotFound` when there is none, or it is about the reader's own results or those of someone whom they help.
pub async fn task(
    q: &mut impl Source,
    by: &Clinician,
    id: TaskId,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Task, Error> {
    let found: Option<Task> = q.query(tasks!("k.id = $1")).bind(id).maybe().await?;
    let found = found.ok_or(Error::NotFound)?;
    if patients::close(q, by, now).await?.contains(&found.patient_id) {
        return Err(Error::NotFound);
    }
    log.note(Event::new(by.actor(), Action::Read, Subject::Labs).of(found.patient_id).on(id.0).noting("task"));
    Ok(found)
}

/// What became of a press on “done”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done;

/// Why a task was not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// Somebody has ended it.
    Over,
    /// It is not said how it went, or in too many words.
    Words,
}

/// Ends a task, saying how it went.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn do_task(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    id: TaskId,
    outcome: &str,
    now: DateTime<Utc>,
) -> Result<Result<Done, NotDone>, Error> {
    let outcome = outcome.trim();
    let mut tx = db.begin().await?;
    let known: Option<(PatientId,)> = tx.query("SELECT patient_id FROM tasks WHERE id = $1").bind(id).maybe().await?;
    let (patient,) = known.ok_or(Error::NotFound)?;
    if patients::close(&mut tx, by, now).await?.contains(&patient) {
        return Err(Error::NotFound);
    }
    if outcome.is_empty() || outcome.chars().count() > LONGEST_TEXT {
        return Ok(Err(NotDone::Words));
    }
    let done = tx
        .query("UPDATE tasks SET done_at = $2, done_by = $3, doer = $4, outcome = $5 WHERE id = $1 AND done_at IS NULL")
        .bind(id)
        .bind(now)
        .bind(by.account())
        .bind(by.actor().name)
        .bind(outcome.to_owned())
        .run()
        .await?;
    if done == 0 {
        return Ok(Err(NotDone::Over));
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(patient).on(id.0).noting("task done");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(Done))
}
