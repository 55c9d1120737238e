use super::readable;
use crate::{
    Error,
    audit::Subject,
    db::Source,
    fold::containing,
    ids::DocumentId,
    moment::{Moment, Precision},
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// The longest text that is shown within a page, in bytes; longer ones are to be downloaded.
const SHOWN_BYTES: i64 = 256 * 1024;

/// A note, letter or other document, without its content.
#[derive(Clone, sqlx::FromRow)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// FHIR `DocumentReference.status`.
    pub status: String,
    /// What kind of document it is, as it came.
    pub display: String,
    /// Its own title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What kind of file it is (a MIME type).
    pub content_type: Option<String>,
    /// The length of its content in bytes; none where it came without.
    pub bytes: Option<i64>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    /// The zone of the place where it was written.
    pub zone: Option<String>,
    /// The place where it was written.
    pub place: Option<String>,
    created_at: Option<DateTime<Utc>>,
    created_precision: Option<Precision>,
}

impl Document {
    /// What to call it: its title, else its kind.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.display)
    }

    /// When it was written.
    pub fn created(&self) -> Option<Moment> {
        Moment::of(self.created_at, self.created_precision)
    }
}

/// The content of a document as far as a page can show it.
#[derive(Clone, PartialEq, Eq)]
pub enum Text {
    /// Plain text.
    Plain(String),
    /// The words of a web page, without its looks.
    FromHtml(String),
    /// A file that only another program shows, or a very long text.
    File,
    /// It came without content.
    Missing,
}

/// The columns of a [`Document`], and the tables they come from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.status, d.display, d.title, d.author, d.content_type, CAST(length(d.content) AS BIGINT) AS bytes,
                    d.sort_at, l.zone, l.name AS place, d.created_at, d.created_precision
             FROM documents d
             LEFT JOIN encounters e ON e.id = d.encounter_id
             LEFT JOIN locations l ON l.id = e.location_id ",
            $rest
        )
    };
}

/// Documents whose kind or title holds the words searched for, the newest first.
pub async fn documents(
    q: &mut impl Source,
    chart: &Chart,
    search: &str,
    before: Before,
    limit: i64,
) -> Result<Page<Document>, Error> {
    let rows = q
        .query(select!(
            "WHERE d.patient_id = $1 AND (d.sort_at, d.id) < ($2, $3) AND d.search LIKE $4 AND d.status <> 'entered-in-error'
             ORDER BY d.sort_at DESC, d.id DESC LIMIT $5"
        ))
        .bind(chart.read(Subject::Documents)?)
        .bind(before.at)
        .bind(before.id)
        .bind(containing(search))
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Document| (row.sort_at, row.id.0)))
}

/// One document with its text.
///
/// # Errors
/// `NotFound` when this patient has no such document.
pub async fn document(q: &mut impl Source, chart: &Chart, id: DocumentId) -> Result<(Document, Text), Error> {
    let patient = chart.read_one(Subject::Documents, id.0)?;
    let document: Document = q
        .query(select!("WHERE d.id = $1 AND d.patient_id = $2 AND d.status <> 'entered-in-error'"))
        .bind(id)
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let kind = readable::Kind::of(document.content_type.as_deref());
    let text = match (document.bytes, kind) {
        (None, _) => Text::Missing,
        (Some(bytes), Some(kind)) if bytes <= SHOWN_BYTES => {
            let (content,): (Vec<u8>,) = q
                .query("SELECT content FROM documents WHERE id = $1 AND patient_id = $2")
                .bind(id)
                .bind(patient)
                .one()
                .await?;
            let text = readable::decode(&content, document.content_type.as_deref());
            match kind {
                readable::Kind::Plain => Text::Plain(text),
                readable::Kind::Html => Text::FromHtml(readable::words_of(&text)),
            }
        }
        _ => Text::File,
    };
    Ok((document, text))
}

/// The content of a document, as it came.
#[derive(Clone)]
pub struct File {
    /// What kind of file it is (a MIME type).
    pub content_type: Option<String>,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// The content of a document, to download it.
///
/// # Errors
/// `NotFound` when this patient has no such document, or it came without content.
pub async fn file(q: &mut impl Source, chart: &Chart, id: DocumentId) -> Result<File, Error> {
    let found: Option<(Option<String>, Vec<u8>)> = q
        .query(
            "SELECT content_type, content FROM documents
             WHERE id = $1 AND patient_id = $2 AND content IS NOT NULL AND status <> 'entered-in-error'",
        )
        .bind(id)
        .bind(chart.read_one(Subject::Documents, id.0)?)
        .maybe()
        .await?;
    let (content_type, content) = found.ok_or(Error::NotFound)?;
    Ok(File { content_type, content })
}
