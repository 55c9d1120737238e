//! That there is something new for a patient: a row in the transaction of its cause, told by mail once it is shown.

use super::MOST_CALLS;
use crate::{
    Error,
    db::{Db, Source, Tx},
    helpers::{Section, who_help_with},
    ids::{AccountId, PatientId, ReportId},
    mail,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

/// Notes that a report has something new for its patient; they are told when it is shown, once for each day at most,
/// and once more for what of it is shown later than the rest.
pub async fn announce(tx: &mut Tx, report: ReportId, patient: PatientId, now: DateTime<Utc>) -> Result<(), Error> {
    note(tx, report, patient, false, now).await
}

/// As [`announce`], also on a day on which they were told before: what they read then no longer counts.
pub(super) async fn announce_again(
    tx: &mut Tx,
    report: ReportId,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    note(tx, report, patient, true, now).await
}

async fn note(
    tx: &mut Tx,
    report: ReportId,
    patient: PatientId,
    also_today: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    tx.query(
        "INSERT INTO report_announcements (id, report_id, patient_id, made_at, also_today) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (report_id) WHERE told_at IS NULL AND result_id IS NULL
         DO UPDATE SET also_today = (report_announcements.also_today OR excluded.also_today)",
    )
    .bind(crate::ids::new())
    .bind(report)
    .bind(patient)
    .bind(now)
    .bind(also_today)
    .run()
    .await?;
    Ok(())
}

/// Notes that results of these reports wait by themselves while `report` is shown; each is told of when it is shown. Gives whether
/// there are any.
pub(super) async fn announce_held(
    tx: &mut Tx,
    report: ReportId,
    among: &[ReportId],
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut waits = false;
    for one in among {
        let held: Vec<(Uuid,)> = tx
            .query(
                "SELECT k.id FROM diagnostic_report_results x JOIN held_results k ON k.id = x.observation_id
                 WHERE x.report_id = $1 AND k.shown_at > $2
                   AND NOT EXISTS (SELECT 1 FROM held_results h WHERE h.id IN (x.report_id, $3) AND h.shown_at > $2)",
            )
            .bind(*one)
            .bind(now)
            .bind(report)
            .all()
            .await?;
        for (result,) in held {
            waits = true;
            tx.query(
                "INSERT INTO report_announcements (id, report_id, result_id, patient_id, made_at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT DO NOTHING",
            )
            .bind(crate::ids::new())
            .bind(report)
            .bind(result)
            .bind(patient)
            .bind(now)
            .run()
            .await?;
        }
    }
    Ok(waits)
}

/// Whether what the announcement `$of` is about is shown at `$now`.
macro_rules! is_shown {
    ($of:literal, $now:literal) => {
        concat!(
            " NOT EXISTS (SELECT 1 FROM held_results k WHERE k.id IN (",
            $of,
            ".report_id, ",
            $of,
            ".result_id) AND k.shown_at > ",
            $now,
            ") "
        )
    };
}
pub(crate) use is_shown;

/// Queues the mails about what is shown by now, counting days in `zone`. Some at a time; tells whether there was any.
pub async fn tell(db: &Db, zone: Tz, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = db.begin().await?;
    let due: Vec<(Uuid, ReportId, PatientId)> = tx
        .query(concat!(
            "SELECT a.id, a.report_id, a.patient_id FROM report_announcements a WHERE a.told_at IS NULL AND",
            is_shown!("a", "$1"),
            "ORDER BY a.made_at, a.id LIMIT 50",
        ))
        .bind(now)
        .all()
        .await?;
    let today = now.with_timezone(&zone).date_naive();
    for (id, report, patient) in &due {
        tell_one(&mut tx, *id, *report, *patient, zone, today, now).await?;
    }
    tx.commit().await?;
    Ok(!due.is_empty())
}

async fn tell_one(
    tx: &mut Tx,
    id: Uuid,
    report: ReportId,
    patient: PatientId,
    zone: Tz,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let is_mine = tx
        .query("UPDATE report_announcements SET told_at = $2, told_on = $3 WHERE id = $1 AND told_at IS NULL")
        .bind(id)
        .bind(now)
        .bind(today)
        .run()
        .await?;
    let (others,): (i64,) = tx
        .query(
            "SELECT count(*) FROM report_announcements o JOIN report_announcements a ON a.id = $3
             WHERE o.report_id = $1 AND o.told_on = $2 AND o.id <> $3 AND a.also_today = FALSE
               AND (o.result_id IS NULL) = (a.result_id IS NULL)",
        )
        .bind(report)
        .bind(today)
        .bind(id)
        .one()
        .await?;
    if is_mine == 0 || others > 0 {
        return Ok(());
    }
    for account in readers(tx, patient, zone, now).await? {
        mail::enqueue(tx, mail::Kind::ResultShown, id, &format!("@{account}"), now).await?;
    }
    Ok(())
}

/// Lets a database that was just restored tell and call nobody by itself: whether it was done after the backup was taken nobody can
/// know. What is critical stays so on the pages of clinicians; what is held is told of when it is shown.
pub(crate) async fn hold_back(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query("UPDATE critical_alerts SET next_call_at = NULL WHERE answered_at IS NULL").run().await?;
    tx.query("UPDATE lab_messages SET calls = $1 WHERE state = 'waiting' AND is_urgent = TRUE")
        .bind(MOST_CALLS)
        .run()
        .await?;
    tx.query(concat!(
        "UPDATE report_announcements SET told_at = $1, told_on = $2 WHERE told_at IS NULL AND",
        is_shown!("report_announcements", "$1"),
    ))
    .bind(now)
    .bind(now.date_naive())
    .run()
    .await?;
    Ok(())
}

/// The accounts that may know of a patient's results: the patient's own, and those of helpers who see results.
pub(crate) async fn readers(
    q: &mut impl Source,
    patient: PatientId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<AccountId>, Error> {
    let own: Option<(AccountId,)> =
        q.query("SELECT id FROM accounts WHERE patient_id = $1 AND disabled_at IS NULL").bind(patient).maybe().await?;
    let mut accounts: Vec<AccountId> = own.into_iter().map(|(id,)| id).collect();
    for helper in who_help_with(q, patient, Section::Labs, zone, now).await? {
        if !accounts.contains(&helper) {
            accounts.push(helper);
        }
    }
    Ok(accounts)
}
