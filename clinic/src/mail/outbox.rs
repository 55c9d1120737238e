use super::Kind;
use crate::{Error, db::Source as _, db::Tx, ids::MailId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Puts a mail into the outbox, as part of what causes it. The same (subject, kind, occasion) is there once, however often it
/// is asked for. Tells whether it is new.
pub async fn enqueue(
    tx: &mut Tx,
    kind: Kind,
    subject: Uuid,
    occasion: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    enqueue_for(tx, kind, subject, occasion, now, now).await
}

/// Puts a mail into the outbox that is to be sent at `due` and not before.
pub async fn enqueue_for(
    tx: &mut Tx,
    kind: Kind,
    subject: Uuid,
    occasion: &str,
    due: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let added = tx
        .query(
            "INSERT INTO outbox (id, kind, subject_id, occasion, state, due_at, created_at)
             VALUES ($1, $2, $3, $4, 'waiting', $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(MailId::new())
        .bind(kind)
        .bind(subject)
        .bind(occasion.to_owned())
        .bind(due)
        .bind(now)
        .run()
        .await?;
    Ok(added > 0)
}
