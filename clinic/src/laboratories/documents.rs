//! The documents of a report, such as the laboratory's own PDF: a later one takes the place of the one before, which is kept.

use super::convert::{Attached, Report};
use crate::{
    Error,
    db::{Source as _, Tx},
};
use chrono::{DateTime, Utc};

/// A document under the same name that is here.
#[derive(sqlx::FromRow)]
struct Here {
    position: i64,
    written_at: Option<DateTime<Utc>>,
    is_same: bool,
}

/// Keeps what a message written at `written` says of a report's documents; tells whether anything is otherwise now.
pub(super) async fn keep(
    tx: &mut Tx,
    report: &Report,
    written: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut is_otherwise = false;
    for document in &report.documents {
        is_otherwise |= keep_one(tx, report, document, written, now).await?;
    }
    Ok(is_otherwise)
}

async fn keep_one(
    tx: &mut Tx,
    report: &Report,
    document: &Attached,
    written: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let here: Option<Here> = tx
        .query(
            "SELECT position, written_at, content = $3 AS is_same FROM report_documents
             WHERE report_id = $1 AND key = $2 AND replaced_at IS NULL",
        )
        .bind(report.id)
        .bind(document.key.clone())
        .bind(document.content.clone())
        .maybe()
        .await?;
    if let Some(here) = here {
        if here.written_at.is_some_and(|known| known > written) {
            return Ok(false);
        }
        if here.is_same && !document.is_withdrawn {
            tx.query("UPDATE report_documents SET written_at = $3 WHERE report_id = $1 AND position = $2")
                .bind(report.id)
                .bind(here.position)
                .bind(written)
                .run()
                .await?;
            return Ok(false);
        }
        tx.query("UPDATE report_documents SET replaced_at = $3 WHERE report_id = $1 AND position = $2")
            .bind(report.id)
            .bind(here.position)
            .bind(now)
            .run()
            .await?;
        if document.is_withdrawn {
            return Ok(true);
        }
    } else if document.is_withdrawn || was_replaced(tx, report, document, written).await? {
        return Ok(false);
    }
    tx.query(
        "INSERT INTO report_documents (report_id, position, key, title, content_type, content, written_at)
         SELECT $1, COALESCE(max(position) + 1, 0), $2, $3, $4, $5, $6 FROM report_documents WHERE report_id = $1",
    )
    .bind(report.id)
    .bind(document.key.clone())
    .bind(document.title.clone())
    .bind(document.content_type)
    .bind(document.content.clone())
    .bind(written)
    .run()
    .await?;
    Ok(true)
}

/// Whether the same document was taken back: an older message that comes late does not bring it again.
async fn was_replaced(
    tx: &mut Tx,
    report: &Report,
    document: &Attached,
    written: DateTime<Utc>,
) -> Result<bool, Error> {
    let (found,): (bool,) = tx
        .query(
            "SELECT EXISTS (SELECT 1 FROM report_documents
                            WHERE report_id = $1 AND key = $2 AND written_at >= $3)",
        )
        .bind(report.id)
        .bind(document.key.clone())
        .bind(written)
        .one()
        .await?;
    Ok(found)
}
