use crate::ids::PatientId;

/// What can go wrong in the store. The text is for the log; people are shown words chosen by the page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not this person's to see.
    #[error("not found")]
    NotFound,
    /// The person may not do this.
    #[error("not permitted")]
    NotPermitted,
    /// The record is outside the person's care team: a reason is asked for first.
    #[error("a reason is needed to open this record")]
    NeedsReason(PatientId),
    /// Something given does not fit; the text names it and holds no personal data.
    #[error("{0}")]
    Invalid(String),
    /// The database refused or failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A file could not be read or written.
    #[error("{what}: {source}")]
    File {
        /// What was being done, with the path.
        what: String,
        /// What the system answered.
        source: std::io::Error,
    },
    /// Something that cannot happen unless data or program are broken.
    #[error("{0}")]
    Broken(String),
}

impl Error {
    /// Wraps a system error with what was being done.
    pub fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::File { what: what.into(), source }
    }
}
