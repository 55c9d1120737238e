//! The documents of a report, such as the laboratory's own PDF: read by way of the report only.

use super::report::open_report;
use crate::{Error, audit::Subject, db::Source, ids::ReportId, patients::Chart};

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
}

/// The content of a document.
#[derive(sqlx::FromRow)]
pub struct AttachedFile {
    /// Its media type, as it was sent.
    pub content_type: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// The documents of a report that the reader sees.
pub(super) async fn documents(q: &mut impl Source, id: ReportId) -> Result<Vec<Attached>, Error> {
    Ok(q.query(
        "SELECT position, title, content_type, CAST(length(content) AS BIGINT) AS bytes FROM report_documents
         WHERE report_id = $1 ORDER BY position",
    )
    .bind(id)
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
    q.query("SELECT content_type, content FROM report_documents WHERE report_id = $1 AND position = $2")
        .bind(id)
        .bind(position)
        .maybe()
        .await?
        .ok_or(Error::NotFound)
}
