//! Keys with which laboratories send by HTTP.

use crate::{
    Error,
    accounts::Admin,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{AccountId, LaboratoryId},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A key, as its administrator sees it: the key itself is shown once and kept nowhere.
#[derive(Clone, sqlx::FromRow)]
pub struct Key {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was used last, to the hour.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A key that was just made.
pub struct NewKey {
    /// Its id.
    pub id: Uuid,
    /// What the laboratory sends as its bearer token.
    pub text: String,
}

/// What every key begins with, so that one can be told from other secrets.
const PREFIX: &str = "vlab_";

/// The keys of a laboratory, the newest first.
pub async fn keys(q: &mut impl Source, _by: &Admin, laboratory: LaboratoryId) -> Result<Vec<Key>, Error> {
    Ok(q.query(
        "SELECT id, created_at, last_used_at, ended_at FROM laboratory_keys WHERE laboratory_id = $1
         ORDER BY created_at DESC, id DESC LIMIT 100",
    )
    .bind(laboratory)
    .all()
    .await?)
}

/// Makes a key. `account` is the administrator's, nobody's at the command line.
///
/// # Errors
/// `NotFound` when there is no such laboratory.
pub async fn new_key(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    account: Option<AccountId>,
    laboratory: LaboratoryId,
    now: DateTime<Utc>,
) -> Result<NewKey, Error> {
    let secret: [u8; 32] = crate::keys::random();
    let (id, text) = (crate::ids::new(), format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret)));
    let mut tx = db.begin().await?;
    super::setup::one(&mut tx, laboratory).await?;
    tx.query(
        "INSERT INTO laboratory_keys (id, laboratory_id, digest, created_at, created_by) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(laboratory)
    .bind(digest(&text))
    .bind(now)
    .bind(account)
    .run()
    .await?;
    let event = Event::new(by, Action::Create, Subject::Laboratory).on(laboratory.0).noting("key");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(NewKey { id, text })
}

/// Ends a key at once. One that is ended stays ended.
///
/// # Errors
/// `NotFound` when the laboratory has no such key.
pub async fn end_key(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    laboratory: LaboratoryId,
    key: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let ended = tx
        .query("UPDATE laboratory_keys SET ended_at = COALESCE(ended_at, $3) WHERE id = $1 AND laboratory_id = $2")
        .bind(key)
        .bind(laboratory)
        .bind(now)
        .run()
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::Laboratory).on(laboratory.0).noting("key");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose key this is; nothing for one that is not known or ended.
pub async fn key_owner(db: &Db, key: &str, now: DateTime<Utc>) -> Result<Option<LaboratoryId>, Error> {
    if !key.starts_with(PREFIX) || key.len() > 100 {
        return Ok(None);
    }
    let found: Option<(Uuid, LaboratoryId, Option<DateTime<Utc>>)> = db
        .read()
        .await?
        .query("SELECT id, laboratory_id, last_used_at FROM laboratory_keys WHERE digest = $1 AND ended_at IS NULL")
        .bind(digest(key))
        .maybe()
        .await?;
    let Some((id, laboratory, used)) = found else { return Ok(None) };
    // To the hour: a write for each message would be one too many.
    if used.is_none_or(|used| now - used > Duration::hours(1)) {
        let mut tx = db.begin().await?;
        tx.query("UPDATE laboratory_keys SET last_used_at = $2 WHERE id = $1").bind(id).bind(now).run().await?;
        tx.commit().await?;
    }
    Ok(Some(laboratory))
}

fn digest(key: &str) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}
