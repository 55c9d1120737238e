use super::Device;
use crate::{
    Error,
    accounts::{FactorKind, Session, SessionPolicy},
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::SessionId,
};
use chrono::{DateTime, Utc};

/// Devices that are listed, those used last.
const MOST_LISTED: i64 = 100;

/// A device on which someone is signed in.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// The session.
    pub id: SessionId,
    /// The device, as its browser describes itself.
    pub device: Device,
    /// The second factor given there.
    pub factor: Option<FactorKind>,
    /// When they signed in there.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to within a minute.
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: SessionId,
    user_agent: Option<String>,
    factor: Option<FactorKind>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
}

/// The devices on which the person is signed in; this one first, then those used last.
pub async fn signed_in_devices(
    q: &mut impl Source,
    session: &Session,
    policy: SessionPolicy,
    now: DateTime<Utc>,
) -> Result<Vec<OpenSession>, Error> {
    let rows: Vec<SessionRow> = q
        .query(
            "SELECT id, user_agent, factor, created_at, last_seen_at FROM sessions
             WHERE account_id = $1 AND ends_at > $2 AND last_seen_at > $3 AND id IS NOT NULL
             ORDER BY last_seen_at DESC LIMIT $4",
        )
        .bind(session.account())
        .bind(now)
        .bind(now - policy.idle)
        .bind(MOST_LISTED)
        .all()
        .await?;
    let mut devices: Vec<OpenSession> = rows
        .into_iter()
        .map(|row| OpenSession {
            id: row.id,
            device: Device::of(row.user_agent.as_deref()),
            factor: row.factor,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            is_this: row.id == session.id(),
        })
        .collect();
    devices.sort_by_key(|device| !device.is_this);
    Ok(devices)
}

/// Signs out one of one's own devices.
///
/// # Errors
/// `NotFound` when there is no such session, or it is someone else's.
pub async fn sign_out_device(db: &Db, auditor: &Auditor, session: &Session, id: SessionId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let ended = tx
        .query("DELETE FROM sessions WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(session.account())
        .run()
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(session.actor(), Action::Delete, Subject::Session).on(id.0).noting("one device");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Signs out all of one's devices but this one, and ends sign-ins that are under way.
pub async fn sign_out_others(db: &Db, auditor: &Auditor, session: &Session) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.query("DELETE FROM sign_ins WHERE account_id = $1").bind(session.account()).run().await?;
    tx.query("DELETE FROM sessions WHERE account_id = $1 AND token_hash <> $2")
        .bind(session.account())
        .bind(session.token_hash())
        .run()
        .await?;
    let event = Event::new(session.actor(), Action::Delete, Subject::Session).noting("other devices");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
