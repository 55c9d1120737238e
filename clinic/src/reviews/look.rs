//! One report before a clinician: how it stands, what belongs to it, what happened.

use super::{Alert, Finding, Rank, Why, alerts::of_report, family::family, family::root, seeing::reviewable};
use crate::{
    Error,
    accounts::{Clinician, Prescriber},
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{PatientId, ReportId},
    patients::{self, Chart},
};
use chrono::{DateTime, Utc};

/// How it stands with a report of a laboratory.
#[derive(Clone)]
pub struct Look {
    /// The report from which the others follow: the one that is reviewed.
    pub report: ReportId,
    /// Its name as it was sent.
    pub display: String,
    /// How soon it is to be looked at.
    pub rank: Rank,
    /// Why it waits, or waited.
    pub why: Why,
    /// What is out of range.
    pub findings: Vec<Finding>,
    /// When it came.
    pub arrived_at: DateTime<Utc>,
    /// Which state of it this is.
    pub revision: i64,
    /// When this state was seen.
    pub seen_at: Option<DateTime<Utc>>,
    /// Who saw it.
    pub seen_by: Option<String>,
    /// Who is responsible; nobody in particular where it is missing.
    pub practitioner: Option<String>,
    /// Until when the patient does not see it.
    pub held_until: Option<DateTime<Utc>>,
    /// Until when they do not see a result of it that came later.
    pub part_until: Option<DateTime<Utc>>,
    /// The report and all that follow from it.
    pub family: Vec<ReportId>,
    /// What was raised, the newest first.
    pub alerts: Vec<Alert>,
    /// What happened to it, in order.
    pub steps: Vec<Step>,
}

impl Look {
    /// What still waits for someone who has it in hand.
    pub fn raised(&self) -> Option<&Alert> {
        self.alerts.first().filter(|alert| alert.answered_at.is_none())
    }
}

/// A line of a report's story.
#[derive(Clone, sqlx::FromRow)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// `new`, `final`, `corrected`, `seen`, `raised` or `answered`.
    pub what: String,
    /// Who did it, where it was a person.
    pub name: Option<String>,
    /// In what words.
    pub note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    display: String,
    rank: Rank,
    why: Why,
    #[sqlx(json)]
    findings: Vec<Finding>,
    arrived_at: DateTime<Utc>,
    revision: i64,
    seen_at: Option<DateTime<Utc>>,
    seen_by: Option<String>,
    practitioner: Option<String>,
    held_until: Option<DateTime<Utc>>,
    part_until: Option<DateTime<Utc>>,
}

/// How it stands with a report, or with the one it follows from; nothing for one that no laboratory sent.
///
/// # Errors
/// `NotFound` when the reader is not of the clinic.
pub async fn look(q: &mut impl Source, chart: &Chart, id: ReportId) -> Result<Option<Look>, Error> {
    let patient = reviewable(chart, id)?;
    let report = root(q, id).await?;
    let row: Option<Row> = q
        .query(
            "SELECT r.display, v.rank, v.why, v.findings, v.arrived_at, v.revision, v.seen_at, a.name AS seen_by, p.name AS practitioner,
                    (SELECT k.shown_at FROM held_results k WHERE k.id = v.report_id AND k.shown_at > $3) AS held_until,
                    (SELECT max(k.shown_at) FROM diagnostic_report_results x JOIN held_results k ON k.id = x.observation_id
                     WHERE x.report_id = v.report_id AND k.shown_at > $3) AS part_until
             FROM report_reviews v JOIN diagnostic_reports r ON r.id = v.report_id
             LEFT JOIN accounts a ON a.id = v.seen_by LEFT JOIN practitioners p ON p.id = v.practitioner_id
             WHERE v.report_id = $1 AND v.patient_id = $2",
        )
        .bind(report)
        .bind(patient)
        .bind(chart.opened_at())
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let steps = q
        .query("SELECT at, what, name, note FROM report_review_steps WHERE report_id = $1 ORDER BY at, id LIMIT 200")
        .bind(report)
        .all()
        .await?;
    Ok(Some(Look {
        report,
        display: row.display,
        rank: row.rank,
        why: row.why,
        findings: row.findings,
        arrived_at: row.arrived_at,
        revision: row.revision,
        seen_at: row.seen_at,
        seen_by: row.seen_by,
        practitioner: row.practitioner,
        held_until: row.held_until,
        part_until: row.part_until,
        family: family(q, report, patient).await?,
        alerts: of_report(q, report).await?,
        steps,
    }))
}

/// The report that a prescriber looks at after this one: the first of their own, else of nobody in particular.
pub async fn next(
    q: &mut impl Source,
    _by: &Prescriber,
    clinician: &Clinician,
    id: ReportId,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Option<(PatientId, ReportId)>, Error> {
    log.note(Event::new(clinician.actor(), Action::Read, Subject::Labs).noting("next report to review"));
    let close = patients::close(q, clinician, now).await?;
    let first = |rows: Vec<(PatientId, ReportId)>| rows.into_iter().find(|(patient, _)| !close.contains(patient));
    let mine = q
        .query(
            "SELECT patient_id, report_id FROM report_reviews
             WHERE seen_at IS NULL AND practitioner_id = $1 AND report_id <> $2
             ORDER BY rank, arrived_at, report_id LIMIT 30",
        )
        .bind(clinician.practitioner())
        .bind(id)
        .all()
        .await?;
    if let Some(mine) = first(mine) {
        return Ok(Some(mine));
    }
    let nobodys = q
        .query(
            "SELECT patient_id, report_id FROM report_reviews
             WHERE seen_at IS NULL AND practitioner_id IS NULL AND report_id <> $1
             ORDER BY rank, arrived_at, report_id LIMIT 30",
        )
        .bind(id)
        .all()
        .await?;
    Ok(first(nobodys))
}
