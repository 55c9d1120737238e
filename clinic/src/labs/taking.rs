//! All results to take along: row by row for a spreadsheet, or as the resources that came. What is held is in neither.

use super::{
    Observation,
    rows::{is_open, observation_columns, place_of},
};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Results that are read at once.
const RESULTS: i64 = 500;
/// Resources that are read at once: a report may hold a document of some megabytes.
const RESOURCES: i64 = 50;

/// A result with the report it is part of.
#[derive(Clone, sqlx::FromRow)]
pub struct Taken {
    /// The result.
    #[sqlx(flatten)]
    pub result: Observation,
    /// The system of its code.
    pub code_system: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// The name of its report.
    pub report: Option<String>,
}

/// A resource as it came.
#[derive(Clone, sqlx::FromRow)]
pub struct Kept {
    id: Uuid,
    sort_at: DateTime<Utc>,
    /// What identifies it: its `fullUrl` where it had one.
    pub identity: String,
    /// Its JSON.
    pub body: String,
}

/// Notes that all results are taken along, in the form that `form` names.
///
/// # Errors
/// `NotFound` when lab results are not open to the reader; the refusal is noted.
pub fn take_along(chart: &Chart, form: &'static str) -> Result<(), Error> {
    chart.take(Subject::Labs, form)
}

/// A part of all laboratory results that the reader sees, newest first. Whoever calls it has noted it by [`take_along`].
///
/// # Errors
/// `NotFound` when lab results are not open to the reader.
pub async fn results_to_take(q: &mut impl Source, chart: &Chart, before: Before) -> Result<Page<Taken>, Error> {
    if !chart.may(Subject::Labs) {
        return Err(Error::NotFound);
    }
    let rows: Vec<Taken> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            ", o.code_system, o.code,
               (SELECT r.display FROM diagnostic_report_results x JOIN diagnostic_reports r ON r.id = x.report_id
                WHERE x.observation_id = o.id AND r.category = 'laboratory' AND r.status <> 'entered-in-error' AND",
            is_open!("r", "$4"),
            "   ORDER BY r.id LIMIT 1) AS report
             FROM observations o",
            place_of!("o"),
            "WHERE o.patient_id = $1 AND o.category = 'laboratory'
               AND o.sort_at <= $2 AND (o.sort_at < $2 OR o.id < $3) AND",
            is_open!("o", "$4"),
            "ORDER BY o.sort_at DESC, o.id DESC LIMIT $5",
        ))
        .bind(chart.patient())
        .bind(before.at)
        .bind(before.id)
        .bind(chart.horizon())
        .bind(RESULTS + 1)
        .all()
        .await?;
    let mut page = Page::cut(rows, RESULTS, before, |row: &Taken| (row.result.sort_at, row.result.id.0));
    page.rows.iter_mut().for_each(|row| row.result = row.result.clone().shown_to(chart));
    Ok(page)
}

/// Whether the result `o` may be given away as it came: not what is withheld or was recorded by mistake, since its body says more than
/// its page.
macro_rules! is_told {
    () => {
        " (o.status <> 'entered-in-error' AND COALESCE(o.absent_reason, '') NOT IN ('masked', 'not-permitted')
           AND (o.status <> 'cancelled' OR (o.value IS NULL AND o.components IS NULL))) "
    };
}

/// A part of the patient's laboratory reports as they came, newest first. One that was recorded by mistake is left out, one that
/// contains a result which may not be shown, and one with a result that is held.
///
/// # Errors
/// `NotFound` when lab results are not open to the reader.
pub async fn reports_to_take(q: &mut impl Source, chart: &Chart, before: Before) -> Result<Page<Kept>, Error> {
    resources(
        q,
        chart,
        before,
        concat!(
            "SELECT c.id, r.sort_at, c.identity, c.body FROM diagnostic_reports r JOIN resources c ON c.id = r.id
             WHERE r.patient_id = $1 AND r.category = 'laboratory' AND r.status <> 'entered-in-error'
               AND r.sort_at <= $2 AND (r.sort_at < $2 OR r.id < $3) AND",
            is_open!("r", "$4"),
            "  AND NOT EXISTS (
                   SELECT 1 FROM diagnostic_report_results x JOIN observations o ON o.id = x.observation_id
                   WHERE x.report_id = r.id AND NOT ((EXISTS (SELECT 1 FROM resources y WHERE y.id = o.id) OR",
            is_told!(),
            ") AND",
            is_open!("o", "$4"),
            "        ))
             ORDER BY r.sort_at DESC, r.id DESC LIMIT $5"
        ),
    )
    .await
}

/// A part of the patient's laboratory results as they came, newest first. What may not be shown is left out.
///
/// # Errors
/// `NotFound` when lab results are not open to the reader.
pub async fn observations_to_take(q: &mut impl Source, chart: &Chart, before: Before) -> Result<Page<Kept>, Error> {
    resources(
        q,
        chart,
        before,
        concat!(
            "SELECT c.id, o.sort_at, c.identity, c.body FROM observations o JOIN resources c ON c.id = o.id
             WHERE o.patient_id = $1 AND o.category = 'laboratory'
               AND o.sort_at <= $2 AND (o.sort_at < $2 OR o.id < $3) AND",
            is_told!(),
            "AND",
            is_open!("o", "$4"),
            "ORDER BY o.sort_at DESC, o.id DESC LIMIT $5"
        ),
    )
    .await
}

async fn resources(q: &mut impl Source, chart: &Chart, before: Before, sql: &'static str) -> Result<Page<Kept>, Error> {
    if !chart.may(Subject::Labs) {
        return Err(Error::NotFound);
    }
    let rows: Vec<Kept> = q
        .query(sql)
        .bind(chart.patient())
        .bind(before.at)
        .bind(before.id)
        .bind(chart.horizon())
        .bind(RESOURCES + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, RESOURCES, before, |row: &Kept| (row.sort_at, row.id)))
}
