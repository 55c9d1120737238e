//! Critical results: whoever must know is called by mail until someone says that they have it in hand.

use super::{Finding, arriving::step, seeing::held_revision};
use crate::{
    Error,
    accounts::{Clinician, Prescriber},
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, AlertId, LabMessageId, PatientId, PractitionerId, ReportId},
    mail,
    patients::Chart,
};
use chrono::{DateTime, Duration, Utc};
use sqlx::types::Json;

/// Minutes between two rounds of mails.
pub const CALL_MINUTES: i64 = 30;
/// Rounds of mails at most: a day and a night.
pub const MOST_CALLS: i64 = 48;

/// A critical result that was raised.
#[derive(Clone, sqlx::FromRow)]
pub struct Alert {
    /// Which one.
    pub id: AlertId,
    /// What is critical.
    #[sqlx(json)]
    pub findings: Vec<Finding>,
    /// Since when.
    pub raised_at: DateTime<Utc>,
    /// How often mails were sent.
    pub calls: i64,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// By whom.
    pub answerer: Option<String>,
    /// In what words.
    pub answer: Option<String>,
}

/// How many critical results nobody has answered, and since when the oldest waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Those that are filed.
    pub filed: Option<Lot>,
    /// Messages with something critical of which nobody has said yet whose they are.
    pub unmatched: Option<Lot>,
}

/// How many wait, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// How many; at most a hundred are counted.
    pub count: i64,
    /// Since when the oldest waits.
    pub since: DateTime<Utc>,
}

/// Whether a critical result waits for an answer; nothing of whose it is.
pub async fn alarm(q: &mut impl Source, _by: &Clinician) -> Result<Option<Alarm>, Error> {
    let mut lot = async |sql: &'static str| -> Result<Option<Lot>, Error> {
        let (count, since): (i64, Option<DateTime<Utc>>) = q.query(sql).one().await?;
        Ok(since.map(|since| Lot { count, since }))
    };
    let filed =
        lot("SELECT count(*), min(w.raised_at) FROM (SELECT raised_at FROM critical_alerts WHERE answered_at IS NULL
         ORDER BY raised_at, id LIMIT 100) AS w")
        .await?;
    let unmatched = lot(
        "SELECT count(*), min(w.received_at) FROM (SELECT received_at FROM lab_messages WHERE state = 'waiting' AND is_urgent = TRUE
         ORDER BY received_at, id LIMIT 100) AS w",
    )
    .await?;
    Ok((filed.is_some() || unmatched.is_some()).then_some(Alarm { filed, unmatched }))
}

/// The alerts of a report, the newest first.
pub(super) async fn of_report(q: &mut impl Source, report: ReportId) -> Result<Vec<Alert>, Error> {
    Ok(q.query(
        "SELECT l.id, l.findings, l.raised_at, l.calls, l.answered_at, a.name AS answerer, l.answer
         FROM critical_alerts l LEFT JOIN accounts a ON a.id = l.answered_by
         WHERE l.report_id = $1 ORDER BY l.raised_at DESC, l.id DESC LIMIT 20",
    )
    .bind(report)
    .all()
    .await?)
}

/// Raises a report, unless the same was raised before and has been critical ever since, and calls whoever is responsible.
pub(super) async fn raise(
    tx: &mut Tx,
    report: ReportId,
    patient: PatientId,
    was_critical: bool,
    findings: Vec<Finding>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = of_report(tx, report).await?;
    if let Some(last) = before.first() {
        if last.findings == findings && (was_critical || last.answered_at.is_none()) {
            return Ok(());
        }
        if last.answered_at.is_none() {
            // Where the calls have ended, they go on for what nobody was called for.
            tx.query(
                "UPDATE critical_alerts SET findings = $2, next_call_at = COALESCE(next_call_at, $3) WHERE id = $1",
            )
            .bind(last.id)
            .bind(Json(findings))
            .bind(now)
            .run()
            .await?;
            return Ok(());
        }
    }
    let id = AlertId::new();
    tx.query(
        "INSERT INTO critical_alerts (id, report_id, patient_id, findings, raised_at, calls) VALUES ($1, $2, $3, $4, $5, 0)",
    )
    .bind(id)
    .bind(report)
    .bind(patient)
    .bind(Json(findings))
    .bind(now)
    .run()
    .await?;
    step(tx, report, "raised", None, None, None, now).await?;
    call(tx, id, report, 0, now).await.map(drop)
}

/// Calls again where nobody has answered for [`CALL_MINUTES`], or has said whose a message with something critical is. Some at a time; tells whether
/// there was any.
pub async fn call_again(db: &Db, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = db.begin().await?;
    let due: Vec<(AlertId, ReportId, i64)> = tx
        .query(
            "SELECT id, report_id, calls FROM critical_alerts
             WHERE answered_at IS NULL AND next_call_at <= $1 ORDER BY next_call_at, id LIMIT 20",
        )
        .bind(now)
        .all()
        .await?;
    for (id, report, calls) in &due {
        call(&mut tx, *id, *report, *calls, now).await?;
    }
    tx.commit().await?;
    // In a transaction of its own: whoever files a message holds it before the alerts.
    let mut tx = db.begin().await?;
    let unmatched: Vec<(LabMessageId, i64)> = tx
        .query(
            "SELECT id, calls FROM lab_messages
             WHERE state = 'waiting' AND is_urgent = TRUE AND calls < $2 AND (next_call_at IS NULL OR next_call_at <= $1)
             ORDER BY received_at, id LIMIT 20",
        )
        .bind(now)
        .bind(MOST_CALLS)
        .all()
        .await?;
    for (id, calls) in &unmatched {
        call_unmatched(&mut tx, *id, *calls, now).await?;
    }
    tx.commit().await?;
    Ok(!due.is_empty() || !unmatched.is_empty())
}

/// A round of mails to all prescribers about a message of which nobody has said yet whose it is.
async fn call_unmatched(tx: &mut Tx, id: LabMessageId, calls: i64, now: DateTime<Utc>) -> Result<(), Error> {
    let is_mine = tx
        .query("UPDATE lab_messages SET calls = $2 + 1, next_call_at = $3 WHERE id = $1 AND calls = $2 AND state = 'waiting'")
        .bind(id)
        .bind(calls)
        .bind(now + Duration::minutes(CALL_MINUTES))
        .run()
        .await?;
    if is_mine == 0 {
        return Ok(());
    }
    for (account,) in all_prescribers(tx).await? {
        let call = crate::ids::new();
        tx.query(
            "INSERT INTO lab_message_calls (id, message_id, round, account_id, called_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(call)
        .bind(id)
        .bind(calls)
        .bind(account)
        .bind(now)
        .run()
        .await?;
        mail::enqueue(tx, mail::Kind::CriticalResult, call, "", now).await?;
    }
    Ok(())
}

/// A round of mails, after `calls` others: the first to whoever is responsible, later ones to all. Of two processes that call at
/// once the slower finds it done.
async fn call(tx: &mut Tx, id: AlertId, report: ReportId, calls: i64, now: DateTime<Utc>) -> Result<(), Error> {
    let next = (calls + 1 < MOST_CALLS).then(|| now + Duration::minutes(CALL_MINUTES));
    let is_mine = tx
        .query("UPDATE critical_alerts SET calls = $2 + 1, next_call_at = $3 WHERE id = $1 AND calls = $2 AND answered_at IS NULL")
        .bind(id)
        .bind(calls)
        .bind(next)
        .run()
        .await?;
    if is_mine == 0 {
        return Ok(());
    }
    let people = if calls == 0 { first_called(tx, report).await? } else { all_prescribers(tx).await? };
    for (account,) in people {
        let call = crate::ids::new();
        tx.query("INSERT INTO critical_calls (id, alert_id, round, account_id, called_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(call)
            .bind(id)
            .bind(calls)
            .bind(account)
            .bind(now)
            .run()
            .await?;
        mail::enqueue(tx, mail::Kind::CriticalResult, call, "", now).await?;
    }
    Ok(())
}

async fn first_called(tx: &mut Tx, report: ReportId) -> Result<Vec<(AccountId,)>, Error> {
    let responsible: Option<(Option<PractitionerId>,)> =
        tx.query("SELECT practitioner_id FROM report_reviews WHERE report_id = $1").bind(report).maybe().await?;
    let Some((Some(practitioner),)) = responsible else { return all_prescribers(tx).await };
    let account: Vec<(AccountId,)> = tx
        .query(
            "SELECT a.id FROM accounts a JOIN account_roles r ON r.account_id = a.id AND r.role = 'prescriber'
             WHERE a.practitioner_id = $1 AND a.disabled_at IS NULL",
        )
        .bind(practitioner)
        .all()
        .await?;
    if account.is_empty() { all_prescribers(tx).await } else { Ok(account) }
}

async fn all_prescribers(tx: &mut Tx) -> Result<Vec<(AccountId,)>, Error> {
    Ok(tx
        .query(
            "SELECT a.id FROM account_roles r JOIN accounts a ON a.id = r.account_id
             WHERE r.role = 'prescriber' AND a.disabled_at IS NULL ORDER BY a.id",
        )
        .all()
        .await?)
}

/// Why an answer was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotHeld {
    /// The report has become another one since it was shown.
    Changed,
    /// Somebody has answered it.
    Answered,
    /// It has no words.
    Empty,
    /// It is longer than [`super::LONGEST_TEXT`].
    Long,
}

/// Takes a critical result in hand at the revision that was shown, in words. The mails end.
///
/// # Errors
/// `NotFound` when the record has no such report with an alert.
#[expect(clippy::too_many_arguments, reason = "who, what and which state are each their own")]
pub async fn take_in_hand(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    report: ReportId,
    revision: i64,
    words: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), NotHeld>, Error> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(Err(NotHeld::Empty));
    }
    if words.chars().count() > super::LONGEST_TEXT {
        return Ok(Err(NotHeld::Long));
    }
    let patient = super::seeing::reviewable(chart, report)?;
    let mut tx = db.begin().await?;
    let current = held_revision(&mut tx, patient, report).await?;
    let answered = if current == revision {
        tx.query(
            "UPDATE critical_alerts SET answered_at = $3, answered_by = $4, answer = $5, next_call_at = NULL
             WHERE report_id = $1 AND patient_id = $2 AND answered_at IS NULL",
        )
        .bind(report)
        .bind(patient)
        .bind(now)
        .bind(by.account())
        .bind(words.to_owned())
        .run()
        .await?
    } else {
        0
    };
    if answered == 0 {
        let known: Option<(bool,)> = tx
            .query(
                "SELECT answered_at IS NULL FROM critical_alerts WHERE report_id = $1 AND patient_id = $2
                 ORDER BY raised_at DESC, id DESC LIMIT 1",
            )
            .bind(report)
            .bind(patient)
            .maybe()
            .await?;
        return match known {
            Some((true,)) => Ok(Err(NotHeld::Changed)),
            Some((false,)) => Ok(Err(NotHeld::Answered)),
            None => Err(Error::NotFound),
        };
    }
    let name = Some(by.actor().name);
    step(&mut tx, report, "answered", Some(by.account()), name, Some(words.to_owned()), now).await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(patient).on(report.0);
    auditor.record(&mut tx, chart.changed(event, "critical result in hand")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
