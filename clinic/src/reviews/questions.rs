//! Questions about a report, each with one answer. Whoever wants to know more asks again.

use super::{
    announcing::{announce_held, readers},
    family::root,
    responsible::responsible,
    seeing::reviewable,
};
use crate::{
    Error,
    accounts::{Clinician, Prescriber},
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{AccountId, PatientId, PractitionerId, ReportId, ReportQuestionId},
    mail,
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// The most characters of a question.
const LONGEST_QUESTION: usize = 1_000;
/// The most questions of one record that wait for an answer.
pub const MOST_OPEN_QUESTIONS: i64 = 3;

/// A question, with its answer where there is one.
#[derive(Clone, sqlx::FromRow)]
pub struct Question {
    /// Which one.
    pub id: ReportQuestionId,
    /// What was asked.
    pub words: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Who asked, as they are called.
    pub asker: String,
    /// `patient` or `helper`.
    pub asker_role: String,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// By whom.
    pub answerer: Option<String>,
}

/// The questions about a report, in order; at most a hundred. A patient has none of a report that is held anew,
/// and no answer that was given after a result that is held.
///
/// # Errors
/// `NotFound` when the reader may not see lab results.
pub async fn questions(q: &mut impl Source, chart: &Chart, report: ReportId) -> Result<Vec<Question>, Error> {
    let patient = chart.read_one(Subject::Labs, report.0)?;
    let root = root(q, report).await?;
    Ok(q.query(
        "SELECT c.id, c.words, c.asked_at, c.asker, c.asker_role,
                CASE WHEN EXISTS (SELECT 1 FROM diagnostic_report_results x JOIN held_results h ON h.id = x.observation_id
                                  WHERE x.report_id = c.report_id AND h.shown_at > $3 AND h.issued_at <= c.answered_at)
                     THEN NULL ELSE c.answer END AS answer, c.answered_at, c.answerer FROM report_questions c
         WHERE c.report_id = $1 AND c.patient_id = $2
           AND NOT EXISTS (SELECT 1 FROM held_results h WHERE h.id = c.report_id AND h.shown_at > $3)
         ORDER BY c.asked_at, c.id LIMIT 100",
    )
    .bind(root)
    .bind(patient)
    .bind(chart.horizon())
    .all()
    .await?)
}

/// A question as it was typed. A form that is sent twice asks once: it carries the id.
#[derive(Clone)]
pub struct Draft {
    /// The id that it gets.
    pub id: ReportQuestionId,
    /// What is asked.
    pub words: String,
}

/// Why a question was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// It has no words.
    Empty,
    /// It has more than a thousand characters.
    Long,
    /// [`MOST_OPEN_QUESTIONS`] wait for an answer.
    TooMany,
}

/// Asks the clinic about a report, as its patient or as someone who helps.
///
/// # Errors
/// `NotFound` when the reader does not see such a report.
pub async fn ask(
    db: &Db,
    auditor: &Auditor,
    chart: &Chart,
    report: ReportId,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<Result<(), NotAsked>, Error> {
    let words = draft.words.trim();
    if words.is_empty() {
        return Ok(Err(NotAsked::Empty));
    }
    if words.chars().count() > LONGEST_QUESTION {
        return Ok(Err(NotAsked::Long));
    }
    let actor = chart.actor();
    let (false, Some(account)) = (chart.is_of_clinic(), actor.account) else { return Err(Error::NotFound) };
    let patient = chart.read_one(Subject::Labs, report.0)?;
    let mut tx = db.begin().await?;
    let root = root(&mut tx, report).await?;
    // One question of a record after the other, so that two at once are counted.
    tx.query("UPDATE patients SET id = id WHERE id = $1").bind(patient).run().await?;
    let shown: Option<(ReportId,)> = tx
        .query(
            "SELECT r.id FROM diagnostic_reports r WHERE r.id = $1 AND r.patient_id = $2 AND r.category = 'laboratory'
               AND NOT EXISTS (SELECT 1 FROM held_results h WHERE h.id = r.id AND h.shown_at > $3)",
        )
        .bind(root)
        .bind(patient)
        .bind(now)
        .maybe()
        .await?;
    if shown.is_none() {
        return Err(Error::NotFound);
    }
    let (known, open): (bool, i64) = tx
        .query(
            "SELECT EXISTS (SELECT 1 FROM report_questions WHERE id = $2),
                    (SELECT count(*) FROM report_questions WHERE patient_id = $1 AND answered_at IS NULL)",
        )
        .bind(patient)
        .bind(draft.id)
        .one()
        .await?;
    if known {
        return Ok(Ok(()));
    }
    if open >= MOST_OPEN_QUESTIONS {
        return Ok(Err(NotAsked::TooMany));
    }
    let reviewer: Option<(Option<PractitionerId>,)> =
        tx.query("SELECT practitioner_id FROM report_reviews WHERE report_id = $1").bind(root).maybe().await?;
    let whose = match reviewer {
        Some((whose,)) => whose,
        None => responsible(&mut tx, patient, root, &[], now).await?,
    };
    tx.query(
        "INSERT INTO report_questions (id, report_id, patient_id, practitioner_id, words, asked_at, asked_by, asker, asker_role)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(draft.id)
    .bind(root)
    .bind(patient)
    .bind(whose)
    .bind(words.to_owned())
    .bind(now)
    .bind(account)
    .bind(actor.name.clone())
    .bind(actor.role.to_owned())
    .run()
    .await?;
    let event = Event::new(actor, Action::Create, Subject::Labs).of(patient).on(root.0).noting("question");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// A question that waits for an answer.
#[derive(Clone, sqlx::FromRow)]
pub struct Asked {
    /// Which one.
    pub id: ReportQuestionId,
    /// About which report.
    pub report_id: ReportId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The report's name.
    pub display: String,
    /// What was asked.
    pub words: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Who asked.
    pub asker: String,
    /// `patient` or `helper`.
    pub asker_role: String,
}

/// The questions that wait for a prescriber, and for nobody in particular, the oldest first; at most 200.
pub async fn asked_of(
    q: &mut impl Source,
    _by: &Prescriber,
    clinician: &Clinician,
    log: &AccessLog,
) -> Result<Vec<Asked>, Error> {
    log.note(Event::new(clinician.actor(), Action::Read, Subject::Labs).noting("questions"));
    Ok(q.query(
        "SELECT c.id, c.report_id, c.patient_id, t.name AS patient, r.display, c.words, c.asked_at, c.asker, c.asker_role
         FROM report_questions c CROSS JOIN patients t CROSS JOIN diagnostic_reports r
         WHERE c.answered_at IS NULL AND (c.practitioner_id = $1 OR c.practitioner_id IS NULL)
           AND t.id = c.patient_id AND r.id = c.report_id ORDER BY c.asked_at, c.id LIMIT 200",
    )
    .bind(clinician.practitioner())
    .all()
    .await?)
}

/// One question in a record, for whoever answers it, with the report it is about.
///
/// # Errors
/// `NotFound` when the record has no such question.
pub async fn question(q: &mut impl Source, chart: &Chart, id: ReportQuestionId) -> Result<(ReportId, Question), Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        report_id: ReportId,
        #[sqlx(flatten)]
        question: Question,
    }
    let patient = reviewable(chart, ReportId(id.0))?;
    let found: Option<Row> = q
        .query(
            "SELECT c.report_id, c.id, c.words, c.asked_at, c.asker, c.asker_role, c.answer, c.answered_at, c.answerer
             FROM report_questions c WHERE c.id = $1 AND c.patient_id = $2",
        )
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    Ok((found.report_id, found.question))
}

/// Why an answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnswered {
    /// Somebody has answered it.
    Answered,
    /// It has no words, or more than [`super::LONGEST_TEXT`] characters.
    Words,
}

/// Answers a question; whoever asked is told by mail that there is an answer.
///
/// # Errors
/// `NotFound` when the record has no such question.
pub async fn answer(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    id: ReportQuestionId,
    words: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), NotAnswered>, Error> {
    let patient = reviewable(chart, ReportId(id.0))?;
    let words = words.trim();
    let mut tx = db.begin().await?;
    let known: Option<(AccountId, ReportId)> = tx
        .query("SELECT asked_by, report_id FROM report_questions WHERE id = $1 AND patient_id = $2")
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let (asker, report) = known.ok_or(Error::NotFound)?;
    if words.is_empty() || words.chars().count() > super::LONGEST_TEXT {
        return Ok(Err(NotAnswered::Words));
    }
    let answered = tx
        .query(
            "UPDATE report_questions SET answer = $2, answered_at = $3, answered_by = $4, answerer = $5
             WHERE id = $1 AND answered_at IS NULL",
        )
        .bind(id)
        .bind(words.to_owned())
        .bind(now)
        .bind(by.account())
        .bind(by.actor().name)
        .run()
        .await?;
    if answered == 0 {
        return Ok(Err(NotAnswered::Answered));
    }
    // An answer waits with what waits of the report, and is told with it.
    if !announce_held(&mut tx, report, &[report], patient, now).await? {
        mail::enqueue(&mut tx, mail::Kind::QuestionAnswered, id.0, &format!("@{asker}"), now).await?;
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(patient).on(report.0);
    auditor.record(&mut tx, chart.changed(event, "question answered")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether an account may still know of a patient's results.
pub(crate) async fn still_reads(
    q: &mut impl Source,
    patient: PatientId,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let zone = crate::appointments::clinic_zone(q).await?;
    Ok(readers(q, patient, zone, now).await?.contains(&account))
}
