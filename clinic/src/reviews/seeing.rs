//! “Seen” is a press, never inferred from opening: it releases what waits for the doctor, and can carry a comment to the patient.

use super::{Comment, Rank, arriving::step, comments::say, family::family};
use crate::{
    Error,
    accounts::{Clinician, Prescriber},
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    ids::{PatientId, PractitionerId, ReportId},
    labs::release_in,
    patients::{self, Chart},
};
use chrono::{DateTime, Utc};

/// Whose report it is, for someone of the clinic.
///
/// # Errors
/// `NotFound` for the patient and helpers.
pub(super) fn reviewable(chart: &Chart, report: ReportId) -> Result<PatientId, Error> {
    if chart.awaits_release() {
        return Err(Error::NotFound);
    }
    chart.read_one(Subject::Labs, report.0)
}

/// Why a report was not ticked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSeen {
    /// It has changed since it was shown.
    Changed,
    /// Somebody has seen it.
    Seen,
    /// It is critical, and nobody has it in hand yet.
    Raised,
    /// The comment is too long.
    Long,
}

/// Ticks a report off at the revision that was shown: what is held of it is shown to the patient, with a comment where there is
/// one.
///
/// # Errors
/// `NotFound` when the record has no such report to review.
#[expect(clippy::too_many_arguments, reason = "who, what and which state are each their own")]
pub async fn see(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    report: ReportId,
    revision: i64,
    comment: &Comment,
    now: DateTime<Utc>,
) -> Result<Result<(), NotSeen>, Error> {
    if comment.is_too_long() {
        return Ok(Err(NotSeen::Long));
    }
    let patient = reviewable(chart, report)?;
    let mut tx = db.begin().await?;
    if let Err(why) = tick(&mut tx, by, patient, report, revision, now).await? {
        return Ok(Err(why));
    }
    if !comment.is_empty() {
        say(&mut tx, by, patient, report, comment, now).await?;
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(patient).on(report.0);
    auditor.record(&mut tx, chart.changed(event, "report seen")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// A report that was ticked in a list, at the revision that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Which one.
    pub report: ReportId,
    /// Which state of it.
    pub revision: i64,
}

/// What became of those that were ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Many {
    /// So many are seen now.
    pub seen: usize,
    /// So many are not: changed or seen since, not all in range, or of a patient whose record is closed to the reader, or whom they are or help.
    pub left: usize,
}

/// Ticks off several reports that are wholly in range, each at the revision that was shown.
pub async fn see_many(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    clinician: &Clinician,
    picked: &[Picked],
    now: DateTime<Utc>,
) -> Result<Many, Error> {
    let mut many = Many::default();
    let mut tx = db.begin().await?;
    let close = patients::close(&mut tx, clinician, now).await?;
    for one in picked {
        let found: Option<(PatientId, Option<PractitionerId>, Rank)> = tx
            .query("SELECT patient_id, practitioner_id, rank FROM report_reviews WHERE report_id = $1")
            .bind(one.report)
            .maybe()
            .await?;
        let Some((patient, whose, Rank::Normal)) = found else {
            many.left += 1;
            continue;
        };
        let is_mine = whose.is_some() && whose == clinician.practitioner();
        let may = is_mine || patients::is_open(&mut tx, clinician, patient, now).await?;
        if !may || close.contains(&patient) || tick(&mut tx, by, patient, one.report, one.revision, now).await?.is_err()
        {
            many.left += 1;
            continue;
        }
        let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(patient).on(one.report.0);
        auditor.record(&mut tx, event.noting("report seen in a list")).await?;
        many.seen += 1;
    }
    tx.commit().await?;
    Ok(many)
}

/// The revision of a report, which nobody changes until the transaction ends: it is held before anything that hangs on it is read.
pub(super) async fn held_revision(tx: &mut Tx, patient: PatientId, report: ReportId) -> Result<i64, Error> {
    let held: Option<(i64,)> = tx
        .query(
            "UPDATE report_reviews SET revision = revision WHERE report_id = $1 AND patient_id = $2 RETURNING revision",
        )
        .bind(report)
        .bind(patient)
        .maybe()
        .await?;
    held.map(|(revision,)| revision).ok_or(Error::NotFound)
}

/// Ticks one off and releases it. Whoever comes second finds it done.
async fn tick(
    tx: &mut Tx,
    by: &Prescriber,
    patient: PatientId,
    report: ReportId,
    revision: i64,
    now: DateTime<Utc>,
) -> Result<Result<(), NotSeen>, Error> {
    let current = held_revision(tx, patient, report).await?;
    let (seen, raised): (bool, bool) = tx
        .query(
            "SELECT v.seen_at IS NOT NULL,
                    EXISTS (SELECT 1 FROM critical_alerts l WHERE l.report_id = v.report_id AND l.answered_at IS NULL)
             FROM report_reviews v WHERE v.report_id = $1",
        )
        .bind(report)
        .one()
        .await?;
    if current != revision {
        return Ok(Err(NotSeen::Changed));
    }
    if seen {
        return Ok(Err(NotSeen::Seen));
    }
    if raised {
        return Ok(Err(NotSeen::Raised));
    }
    tx.query("UPDATE report_reviews SET seen_at = $2, seen_by = $3 WHERE report_id = $1")
        .bind(report)
        .bind(now)
        .bind(by.account())
        .run()
        .await?;
    for id in family(tx, report, patient).await? {
        release_in(tx, by, patient, id.0, now).await?;
    }
    step(tx, report, "seen", Some(by.account()), Some(by.actor().name), None, now).await?;
    Ok(Ok(()))
}
