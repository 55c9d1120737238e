//! The documents of a report, such as the laboratory's own PDF: a later one takes the place of the one before, which is kept.

use super::convert::{Attached, Report};
use crate::{
    Error,
    db::{Source as _, Tx},
};
use chrono::{DateTime, Utc};

/// A document that is in force.
#[derive(sqlx::FromRow)]
struct Here {
    position: i64,
    written_at: Option<DateTime<Utc>>,
    is_same: bool,
}

/// What the documents of a report have in common while they are kept.
struct Keeping<'k> {
    report: &'k Report,
    /// When the message was written that brings them.
    written: DateTime<Utc>,
    now: DateTime<Utc>,
}

/// Keeps what a message written at `written` says of a report's documents; tells whether anything is otherwise now.
pub(super) async fn keep(
    tx: &mut Tx,
    report: &Report,
    written: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let keeping = Keeping { report, written, now };
    let mut is_otherwise = false;
    for document in &report.documents {
        is_otherwise |= if document.is_withdrawn {
            keeping.withdraw(tx, document).await?
        } else {
            keeping.bring(tx, document).await?
        };
    }
    Ok(is_otherwise)
}

impl Keeping<'_> {
    /// The documents in force under the same name.
    async fn here(&self, tx: &mut Tx, document: &Attached) -> Result<Vec<Here>, Error> {
        Ok(tx
            .query(
                "SELECT position, written_at, content = $3 AS is_same FROM report_documents
                 WHERE report_id = $1 AND key = $2 AND replaced_at IS NULL ORDER BY position",
            )
            .bind(self.report.id)
            .bind(document.key.clone())
            .bind(document.content.clone())
            .all()
            .await?)
    }

    /// The laboratory takes a document back: the one it sends with that, else all under its name.
    async fn withdraw(&self, tx: &mut Tx, document: &Attached) -> Result<bool, Error> {
        let here = self.here(tx, document).await?;
        let is_named = here.iter().any(|one| one.is_same);
        let mut is_otherwise = false;
        for one in here.iter().filter(|one| one.is_same || !is_named) {
            if one.written_at.is_some_and(|known| known > self.written) {
                continue;
            }
            // It counts as of now on, so that an older message that comes late does not bring it again.
            tx.query(
                "UPDATE report_documents SET replaced_at = $3, written_at = $4 WHERE report_id = $1 AND position = $2",
            )
            .bind(self.report.id)
            .bind(one.position)
            .bind(self.now)
            .bind(self.written)
            .run()
            .await?;
            is_otherwise = true;
        }
        if here.is_empty() {
            // It may be on its way yet.
            self.insert(tx, document, Vec::new(), Some(self.now)).await?;
        }
        Ok(is_otherwise)
    }

    /// A document comes: the same again, one that takes another's place, or one more.
    async fn bring(&self, tx: &mut Tx, document: &Attached) -> Result<bool, Error> {
        let here = self.here(tx, document).await?;
        if let Some(same) = here.iter().find(|one| one.is_same) {
            if same.written_at.is_none_or(|known| known < self.written) {
                tx.query("UPDATE report_documents SET written_at = $3 WHERE report_id = $1 AND position = $2")
                    .bind(self.report.id)
                    .bind(same.position)
                    .bind(self.written)
                    .run()
                    .await?;
            }
            return Ok(false);
        }
        let is_only =
            |document: &Attached| self.report.documents.iter().filter(|one| one.key == document.key).count() == 1;
        let replaces = match here.as_slice() {
            // Which of several it replaces cannot be told: it stands beside them.
            [one] if is_only(document) => Some(one),
            _ => None,
        };
        let is_past = match replaces {
            Some(one) => one.written_at.is_some_and(|known| known > self.written),
            None => self.was_withdrawn(tx, document).await?,
        };
        if let Some(one) = replaces.filter(|_| !is_past) {
            tx.query("UPDATE report_documents SET replaced_at = $3 WHERE report_id = $1 AND position = $2")
                .bind(self.report.id)
                .bind(one.position)
                .bind(self.now)
                .run()
                .await?;
        }
        self.insert(tx, document, document.content.clone(), is_past.then_some(self.now)).await?;
        Ok(!is_past)
    }

    /// Whether a document of this name was taken back or replaced after this one was written, and none is in force.
    async fn was_withdrawn(&self, tx: &mut Tx, document: &Attached) -> Result<bool, Error> {
        let (found,): (bool,) = tx
            .query(
                "SELECT EXISTS (SELECT 1 FROM report_documents
                                WHERE report_id = $1 AND key = $2 AND replaced_at IS NOT NULL AND written_at >= $3)
                    AND NOT EXISTS (SELECT 1 FROM report_documents WHERE report_id = $1 AND key = $2 AND replaced_at IS NULL)",
            )
            .bind(self.report.id)
            .bind(document.key.clone())
            .bind(self.written)
            .one()
            .await?;
        Ok(found)
    }

    /// Puts a document behind the others; without content it only says that one was taken back.
    async fn insert(
        &self,
        tx: &mut Tx,
        document: &Attached,
        content: Vec<u8>,
        replaced_at: Option<DateTime<Utc>>,
    ) -> Result<(), Error> {
        tx.query(
            "INSERT INTO report_documents (report_id, position, key, title, content_type, content, written_at, replaced_at)
             SELECT $1, COALESCE(max(position) + 1, 0), $2, $3, $4, $5, $6, $7 FROM report_documents WHERE report_id = $1",
        )
        .bind(self.report.id)
        .bind(document.key.clone())
        .bind(document.title.clone())
        .bind(document.content_type)
        .bind(content)
        .bind(self.written)
        .bind(replaced_at)
        .run()
        .await?;
        Ok(())
    }
}
