//! Reports that have come from a laboratory: ranked, given to someone, raised where they are critical, and announced to the patient.

use super::{
    Finding, Limit, Measured, Rank, Why,
    alerts::raise,
    announcing::{announce, announce_held},
    family::{family, root},
    judging::judge,
    limits::in_force,
    responsible::responsible,
};
use crate::{
    Error,
    db::{Source as _, Tx},
    ids::{PatientId, PractitionerId, ReportId},
    labs,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::types::Json;
use std::collections::BTreeMap;

/// A report that was filed.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The report.
    pub report: ReportId,
    /// Whose.
    pub patient: PatientId,
    /// The numbers of those who ordered it (OBR-16), as they were sent.
    pub ordered_by: Vec<String>,
    /// Whether it corrects what was final.
    pub is_correction: bool,
    /// Whether it comes for the first time.
    pub is_new: bool,
}

/// Puts reports before those who must look at them, in the transaction that files them: called after reports and results are
/// there. Whatever was seen before comes back unseen.
pub async fn arrived(tx: &mut Tx, filed: &[Filed], now: DateTime<Utc>, _zone: Tz) -> Result<(), Error> {
    let mut roots: BTreeMap<ReportId, Vec<&Filed>> = BTreeMap::new();
    for one in filed {
        roots.entry(root(tx, one.report).await?).or_default().push(one);
    }
    if roots.is_empty() {
        return Ok(());
    }
    let limits = in_force(tx).await?;
    for (report, parts) in roots {
        arrive(tx, report, &parts, &limits, now).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Head {
    patient_id: PatientId,
    parent_id: Option<uuid::Uuid>,
    status: String,
    /// Whether the patient's pages of results show it.
    is_laboratory: bool,
    /// Whether it has more than results, or none.
    must_be_read: bool,
}

async fn arrive(
    tx: &mut Tx,
    report: ReportId,
    parts: &[&Filed],
    limits: &[Limit],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let patient = parts.first().map(|one| one.patient).ok_or(Error::NotFound)?;
    let before: Option<(Rank,)> =
        tx.query("SELECT rank FROM report_reviews WHERE report_id = $1").bind(report).maybe().await?;
    let was_critical = before.is_some_and(|(rank,)| rank == Rank::Critical);
    let mut results = Vec::new();
    let (mut must_be_read, mut status, mut is_shown) = (false, String::new(), false);
    let family = family(tx, report, patient).await?;
    for &id in &family {
        let head: Head = tx
            .query(
                "SELECT r.patient_id, r.parent_id, r.status, r.category = 'laboratory' AS is_laboratory, COALESCE(r.conclusion, '') <> '' OR r.status IN ('entered-in-error', 'cancelled')
                        OR EXISTS (SELECT 1 FROM report_documents d WHERE d.report_id = r.id AND d.replaced_at IS NULL)
                        OR NOT EXISTS (SELECT 1 FROM diagnostic_report_results x WHERE x.report_id = r.id) AS must_be_read
                 FROM diagnostic_reports r WHERE r.id = $1",
            )
            .bind(id)
            .maybe()
            .await?
            .ok_or(Error::NotFound)?;
        if head.patient_id != patient {
            return Err(Error::Broken(format!("report {id} is not that of its patient")));
        }
        must_be_read |= head.must_be_read;
        if id == report {
            status = head.status;
            is_shown = head.is_laboratory;
        }
        if id != report && parts.iter().any(|one| one.report == id && one.is_new) {
            labs::hold_with(tx, report.0, id.0, now).await?;
            if let Some(parent) = head.parent_id {
                labs::hold_with(tx, parent, id.0, now).await?;
            }
        }
        results.extend(measured(tx, id).await?);
    }
    let (rank, findings) = judge(&results, limits, must_be_read);
    let why = if parts.iter().any(|one| one.is_correction) {
        Why::Corrected
    } else if parts.iter().any(|one| one.report == report && one.is_new) || is_preliminary(&status) {
        Why::New
    } else {
        Why::Final
    };
    let numbers: Vec<String> = parts.iter().flat_map(|one| one.ordered_by.iter().cloned()).collect();
    let whose = responsible(tx, patient, report, &numbers, now).await?;
    put(tx, report, patient, whose, rank, why, &findings, now).await?;
    step(tx, report, why.name(), None, None, None, now).await?;
    if rank == Rank::Critical {
        let critical: Vec<Finding> = findings.into_iter().filter(|finding| finding.critical).collect();
        raise(tx, report, patient, was_critical, critical, now).await?;
    }
    if is_shown {
        announce(tx, report, patient, now).await?;
        announce_held(tx, report, &family, patient, now).await?;
    }
    Ok(())
}

/// FHIR's statuses before the first final one.
fn is_preliminary(status: &str) -> bool {
    matches!(status, "registered" | "partial" | "preliminary")
}

async fn measured(tx: &mut Tx, report: ReportId) -> Result<Vec<Measured>, Error> {
    Ok(tx
        .query(
            "SELECT o.display, CASE WHEN o.code_system = 'http://loinc.org' THEN o.code END AS code, o.status, o.value_kind, o.value,
                    o.comparator, o.unit, o.unit_code, o.components, o.range_low, o.range_high, o.range_low_open, o.range_high_open,
                    o.interpretation, o.flags, o.note
             FROM diagnostic_report_results x JOIN observations o ON o.id = x.observation_id
             WHERE x.report_id = $1 ORDER BY x.position",
        )
        .bind(report)
        .all()
        .await?)
}

#[expect(clippy::too_many_arguments, reason = "the columns of the row")]
async fn put(
    tx: &mut Tx,
    report: ReportId,
    patient: PatientId,
    whose: Option<PractitionerId>,
    rank: Rank,
    why: Why,
    findings: &[Finding],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    tx.query(
        "INSERT INTO report_reviews (report_id, patient_id, practitioner_id, rank, why, findings, arrived_at, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
         ON CONFLICT (report_id) DO UPDATE SET practitioner_id = excluded.practitioner_id, rank = excluded.rank, why = excluded.why,
           findings = excluded.findings, arrived_at = excluded.arrived_at, revision = report_reviews.revision + 1,
           seen_at = NULL, seen_by = NULL",
    )
    .bind(report)
    .bind(patient)
    .bind(whose)
    .bind(rank)
    .bind(why)
    .bind(Json(findings.to_vec()))
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Writes a line of the report's story.
pub(super) async fn step(
    tx: &mut Tx,
    report: ReportId,
    what: &'static str,
    by: Option<crate::ids::AccountId>,
    name: Option<String>,
    note: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    tx.query(
        "INSERT INTO report_review_steps (id, report_id, at, what, account_id, name, note) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(crate::ids::new())
    .bind(report)
    .bind(now)
    .bind(what)
    .bind(by)
    .bind(name)
    .bind(note)
    .run()
    .await?;
    Ok(())
}
