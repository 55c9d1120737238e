//! The documents of a report, such as the laboratory's own PDF: read by way of the report only.

use super::{report::open_report, rows::shown_beside};
use crate::{Error, audit::Subject, db::Source, ids::ReportId, patients::Chart};
use chrono::{DateTime, Utc};

/// A document of a report, without its content.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Attached {
    /// Its place among the report's documents.
    pub position: i64,
    /// Its title; may be empty.
    pub title: String,
    /// Its media type, as it was sent.
    pub content_type: String,
    /// How long it is.
    pub bytes: i64,
    /// When another one took its place, or the laboratory took it back; only the clinic sees it then.
    pub replaced_at: Option<DateTime<Utc>>,
}

/// The content of a document.
#[derive(sqlx::FromRow)]
pub struct AttachedFile {
    /// Its media type, as it was sent.
    pub content_type: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Whether the reader sees the document `d` of a report of which they see something: the patient sees none while a result of the
/// report is held, or one that came with it or is of the same moment, which may stand in it, and none that another one has replaced.
macro_rules! is_shown {
    ($horizon:literal, $is_of_clinic:literal) => {
        concat!(
            " length(d.content) > 0 AND (d.replaced_at IS NULL OR ",
            $is_of_clinic,
            ") AND NOT EXISTS (SELECT 1 FROM diagnostic_report_results x JOIN held_results h ON h.id = x.observation_id
                               WHERE x.report_id = d.report_id AND h.shown_at > ",
            $horizon,
            ") AND NOT EXISTS (SELECT 1",
            shown_beside!("d.report_id"),
            "AND h.shown_at > ",
            $horizon,
            ") "
        )
    };
}

/// The documents of a report that the reader sees, those in force first.
pub(super) async fn documents(q: &mut impl Source, chart: &Chart, id: ReportId) -> Result<Vec<Attached>, Error> {
    Ok(q.query(concat!(
        "SELECT d.position, d.title, d.content_type, CAST(length(d.content) AS BIGINT) AS bytes, d.replaced_at
         FROM report_documents d WHERE d.report_id = $1 AND",
        is_shown!("$2", "$3"),
        "ORDER BY CASE WHEN d.replaced_at IS NULL THEN 0 ELSE 1 END, d.position",
    ))
    .bind(id)
    .bind(chart.horizon())
    .bind(chart.is_of_clinic() && !chart.awaits_release())
    .all()
    .await?)
}

/// A document of a report.
///
/// # Errors
/// `NotFound` when the report is not shown to the reader, or has no such document.
pub async fn attached(q: &mut impl Source, chart: &Chart, id: ReportId, position: i64) -> Result<AttachedFile, Error> {
    let patient = chart.read_one(Subject::Labs, id.0)?;
    let (report, is_open) = open_report(q, chart, patient, id).await?;
    if !is_open || report.is_withdrawn() {
        return Err(Error::NotFound);
    }
    q.query(concat!(
        "SELECT d.content_type, d.content FROM report_documents d WHERE d.report_id = $1 AND d.position = $2 AND",
        is_shown!("$3", "$4"),
    ))
    .bind(id)
    .bind(position)
    .bind(chart.horizon())
    .bind(chart.is_of_clinic() && !chart.awaits_release())
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}
