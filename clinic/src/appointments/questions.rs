//! What the clinic asks before a visit. A question that may have been answered is never changed, only taken out.

use super::question_model::{Question, QuestionKind, QuestionProblem};
use crate::{
    Error,
    accounts::Planner,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{QuestionId, VisitTypeId},
    schedules::visit_type,
};

/// Questions that are asked at one time.
const MOST: i64 = 40;

#[derive(sqlx::FromRow)]
struct Row {
    id: QuestionId,
    visit_type_id: Option<VisitTypeId>,
    kind: QuestionKind,
    text_en: String,
    text_es: String,
    choices_en: Option<String>,
    choices_es: Option<String>,
    required: bool,
}

impl From<Row> for Question {
    fn from(row: Row) -> Self {
        let lines = |text: Option<String>| -> Vec<String> {
            text.unwrap_or_default().lines().map(str::to_owned).filter(|line| !line.is_empty()).collect()
        };
        Self {
            id: row.id,
            visit_type: row.visit_type_id,
            kind: row.kind,
            text_en: row.text_en,
            text_es: row.text_es,
            choices_en: lines(row.choices_en),
            choices_es: lines(row.choices_es),
            required: row.required,
        }
    }
}

/// The columns of a [`Row`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, visit_type_id, kind, text_en, text_es, choices_en, choices_es, required FROM check_in_questions ",
            $rest
        )
    };
}

/// What is asked before visits of a type, in its order: what is asked before all visits, and what before these.
pub async fn questions(q: &mut impl Source, visit_type: Option<VisitTypeId>) -> Result<Vec<Question>, Error> {
    let rows: Vec<Row> = q
        .query(select!("WHERE active AND (visit_type_id IS NULL OR visit_type_id = $1) ORDER BY position, id LIMIT $2"))
        .bind(visit_type)
        .bind(MOST)
        .all()
        .await?;
    Ok(rows.into_iter().map(Question::from).collect())
}

/// All that is asked, in its order, for those who plan.
pub async fn all_questions(q: &mut impl Source, _by: &Planner) -> Result<Vec<Question>, Error> {
    let rows: Vec<Row> = q.query(select!("WHERE active ORDER BY position, id LIMIT $1")).bind(MOST).all().await?;
    Ok(rows.into_iter().map(Question::from).collect())
}

/// The questions that were answered before a visit, also those that are no longer asked.
pub(super) async fn answered(q: &mut impl Source, id: crate::ids::AppointmentId) -> Result<Vec<Question>, Error> {
    let rows: Vec<Row> = q
        .query(select!(
            "WHERE id IN (SELECT question_id FROM check_in_answers WHERE appointment_id = $1) ORDER BY position, id"
        ))
        .bind(id)
        .all()
        .await?;
    Ok(rows.into_iter().map(Question::from).collect())
}

/// Adds a question at the end, under the id it has. The inner error says what is wrong with it.
///
/// # Errors
/// `NotFound` when it names a visit type that there is not.
pub async fn add_question(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    question: &Question,
) -> Result<Result<(), Vec<QuestionProblem>>, Error> {
    let mut problems = question.problems();
    let mut tx = db.begin().await?;
    if let Some(visit) = question.visit_type {
        visit_type(&mut tx, visit).await?;
    }
    let (held, last): (i64, i64) = tx
        .query("SELECT count(*), CAST(COALESCE(max(position), 0) AS BIGINT) FROM check_in_questions WHERE active")
        .one()
        .await?;
    if held >= MOST {
        problems.push(QuestionProblem::TooMany);
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let lines = |choices: &[String]| Some(choices.join("\n")).filter(|text| !text.is_empty());
    tx.query(
        "INSERT INTO check_in_questions (id, visit_type_id, position, kind, text_en, text_es, choices_en, choices_es, required, active)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, TRUE)",
    )
    .bind(question.id)
    .bind(question.visit_type)
    .bind(last + 1)
    .bind(question.kind)
    .bind(question.text_en.clone())
    .bind(question.text_es.clone())
    .bind(lines(&question.choices_en))
    .bind(lines(&question.choices_es))
    .bind(question.required)
    .run()
    .await?;
    note(&mut tx, auditor, by, Action::Create, question.id).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a question out: it is not asked any longer, its answers stay.
///
/// # Errors
/// `NotFound` when it is not asked.
pub async fn retire_question(db: &Db, auditor: &Auditor, by: &Planner, id: QuestionId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let gone = tx.query("UPDATE check_in_questions SET active = FALSE WHERE id = $1 AND active").bind(id).run().await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    note(&mut tx, auditor, by, Action::Delete, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Asks a question before the one it follows.
///
/// # Errors
/// `NotFound` when it is not asked.
pub async fn move_question_up(db: &Db, auditor: &Auditor, by: &Planner, id: QuestionId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    // Whoever moves another one meanwhile waits here.
    tx.query("UPDATE check_in_questions SET position = position WHERE active").run().await?;
    let all: Vec<(QuestionId,)> =
        tx.query("SELECT id FROM check_in_questions WHERE active ORDER BY position, id").all().await?;
    let mut order: Vec<QuestionId> = all.into_iter().map(|(id,)| id).collect();
    let at = order.iter().position(|known| *known == id).ok_or(Error::NotFound)?;
    if at > 0 {
        order.swap(at - 1, at);
        for (position, id) in (1_i64..).zip(&order) {
            tx.query("UPDATE check_in_questions SET position = $2 WHERE id = $1")
                .bind(*id)
                .bind(position)
                .run()
                .await?;
        }
        note(&mut tx, auditor, by, Action::Update, id).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn note(
    tx: &mut crate::db::Tx,
    auditor: &Auditor,
    by: &Planner,
    action: Action,
    id: QuestionId,
) -> Result<(), Error> {
    let event = Event::new(by.actor(), action, Subject::Schedule).on(id.0);
    auditor.record(tx, event.noting("question before visits".to_owned())).await
}
