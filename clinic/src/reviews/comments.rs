//! What clinicians say to patients about a report.

use super::{
    Comment,
    announcing::{announce, announce_again, announce_held},
    family::root,
    seeing::reviewable,
};
use crate::{
    Error,
    accounts::Prescriber,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{PatientId, ReportCommentId, ReportId},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// A comment with who made it.
#[derive(Clone, sqlx::FromRow)]
pub struct Said {
    /// Its id.
    pub id: ReportCommentId,
    /// In English.
    pub english: Option<String>,
    /// In Spanish.
    pub spanish: Option<String>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub author: String,
    /// When it was withdrawn: from then on only the clinic reads what it said.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// By whom it was withdrawn.
    pub withdrawer: Option<String>,
}

/// The comments on a report, and on the one it follows from, in order. A patient has none of a report that is held,
/// and none that was made after a result that is.
///
/// # Errors
/// `NotFound` when the reader may not see lab results.
pub async fn comments(q: &mut impl Source, chart: &Chart, report: ReportId) -> Result<Vec<Said>, Error> {
    let patient = chart.read_one(Subject::Labs, report.0)?;
    let root = root(q, report).await?;
    Ok(q.query(
        "SELECT c.id, CASE WHEN c.withdrawn_at IS NULL OR $4 THEN c.english END AS english,
                CASE WHEN c.withdrawn_at IS NULL OR $4 THEN c.spanish END AS spanish, c.made_at, c.author,
                c.withdrawn_at, c.withdrawer
         FROM report_comments c
         WHERE c.report_id = $1 AND c.patient_id = $2
           AND NOT EXISTS (SELECT 1 FROM held_results h WHERE h.id = c.report_id AND h.shown_at > $3)
           AND NOT EXISTS (SELECT 1 FROM diagnostic_report_results x JOIN held_results h ON h.id = x.observation_id
                           WHERE x.report_id = c.report_id AND h.shown_at > $3 AND h.issued_at <= c.made_at)
         ORDER BY c.made_at, c.id LIMIT 100",
    )
    .bind(root)
    .bind(patient)
    .bind(chart.horizon())
    .bind(chart.is_of_clinic() && !chart.awaits_release())
    .all()
    .await?)
}

/// Says something to the patient about a report, whether or not it was seen. They are told by mail that there is something new.
///
/// # Errors
/// `NotFound` when the record has no such report; `Invalid` when nothing is said, or too much.
pub async fn comment(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    report: ReportId,
    comment: &Comment,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if comment.is_empty() || comment.is_too_long() {
        return Err(Error::Invalid("a comment has some words, and not too many".to_owned()));
    }
    let patient = reviewable(chart, report)?;
    let mut tx = db.begin().await?;
    let root = root(&mut tx, report).await?;
    let known: Option<(ReportId,)> = tx
        .query("SELECT id FROM diagnostic_reports WHERE id = $1 AND patient_id = $2 AND category = 'laboratory'")
        .bind(root)
        .bind(patient)
        .maybe()
        .await?;
    if known.is_none() {
        return Err(Error::NotFound);
    }
    say(&mut tx, by, patient, root, comment, now).await?;
    let event = Event::new(by.actor(), Action::Create, Subject::Labs).of(patient).on(report.0);
    auditor.record(&mut tx, chart.changed(event, "comment to the patient")).await?;
    tx.commit().await?;
    Ok(())
}

/// Withdraws a comment that was wrong, whoever made it: the patient reads that it was withdrawn and no longer what it said, and is
/// told by mail that there is something new. Gives whether it stood until now.
///
/// # Errors
/// `NotFound` when the report has no such comment.
pub async fn withdraw(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    report: ReportId,
    comment: ReportCommentId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let patient = reviewable(chart, report)?;
    let mut tx = db.begin().await?;
    let root = root(&mut tx, report).await?;
    let known: Option<(ReportCommentId,)> = tx
        .query("SELECT id FROM report_comments WHERE id = $1 AND report_id = $2 AND patient_id = $3")
        .bind(comment)
        .bind(root)
        .bind(patient)
        .maybe()
        .await?;
    if known.is_none() {
        return Err(Error::NotFound);
    }
    let stood = tx
        .query(
            "UPDATE report_comments SET withdrawn_at = $2, withdrawn_by = $3, withdrawer = $4
             WHERE id = $1 AND withdrawn_at IS NULL",
        )
        .bind(comment)
        .bind(now)
        .bind(by.account())
        .bind(by.actor().name)
        .run()
        .await?;
    if stood == 0 {
        return Ok(false);
    }
    announce_again(&mut tx, root, patient, now).await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(patient).on(report.0);
    auditor.record(&mut tx, chart.changed(event, "comment to the patient withdrawn")).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes a comment, and announces it for when it is shown.
pub(super) async fn say(
    tx: &mut Tx,
    by: &Prescriber,
    patient: PatientId,
    report: ReportId,
    comment: &Comment,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    tx.query(
        "INSERT INTO report_comments (id, report_id, patient_id, english, spanish, made_at, made_by, author)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(crate::ids::new())
    .bind(report)
    .bind(patient)
    .bind(comment.english.clone())
    .bind(comment.spanish.clone())
    .bind(now)
    .bind(by.account())
    .bind(by.actor().name)
    .run()
    .await?;
    // It waits with what waits of the report.
    if announce_held(tx, report, &[report], patient, now).await? {
        return Ok(());
    }
    announce(tx, report, patient, now).await
}
