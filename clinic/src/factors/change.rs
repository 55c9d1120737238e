use super::{
    FactorName, FactorSort, Held, Keeper,
    keeper::{event, lock, record},
    recovery,
};
use crate::{
    Error, Portal,
    accounts::FactorKind,
    audit::{Action, Event},
    db::{Source as _, Tx},
    ids::FactorId,
};
use chrono::{DateTime, Utc};

/// Why a change of factors was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// The code is not the one that is asked for now.
    WrongCode,
    /// There are as many as there may be.
    TooMany,
    /// The browser's answer does not fit what it was asked, or it was asked too long ago.
    WrongAnswer,
    /// This passkey is known already.
    Known,
    /// Nobody prescribes, dispenses or administers without an app or a passkey: the last one can only be replaced.
    LastOne,
    /// There is nothing to do it for.
    Needless,
}

/// What adding a factor has led to.
#[derive(Clone)]
pub struct Added {
    /// New recovery codes, where there were none: shown once.
    pub recovery_codes: Option<Vec<String>>,
}

/// Gives an app or a passkey another name.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn rename(
    portal: &Portal,
    by: &Keeper,
    id: FactorId,
    name: &FactorName,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = portal.db.begin().await?;
    let apps = tx
        .query("UPDATE totp_factors SET name = $1 WHERE id = $2 AND account_id = $3 AND confirmed_at IS NOT NULL")
        .bind(name.text().to_owned())
        .bind(id)
        .bind(by.account())
        .run()
        .await?;
    let passkeys = tx
        .query("UPDATE passkeys SET name = $1 WHERE id = $2 AND account_id = $3")
        .bind(name.text().to_owned())
        .bind(id)
        .bind(by.account())
        .run()
        .await?;
    if apps + passkeys == 0 {
        return Err(Error::NotFound);
    }
    record(&mut tx, portal, event(by.actor(), Action::Update, "name").on(id.0), by.account(), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes an app or a passkey. All other sessions end; with the last one go the recovery codes, which stand in for it.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn remove(
    portal: &Portal,
    by: &Keeper,
    id: FactorId,
    now: DateTime<Utc>,
) -> Result<Result<FactorSort, NotChanged>, Error> {
    let mut tx = portal.db.begin().await?;
    let before = lock(&mut tx, by.account()).await?;
    let apps = tx
        .query("DELETE FROM totp_factors WHERE id = $1 AND account_id = $2 AND confirmed_at IS NOT NULL")
        .bind(id)
        .bind(by.account())
        .run()
        .await?;
    let passkeys =
        tx.query("DELETE FROM passkeys WHERE id = $1 AND account_id = $2").bind(id).bind(by.account()).run().await?;
    if apps + passkeys == 0 {
        return Err(Error::NotFound);
    }
    let is_last = before.apps + before.passkeys <= 1;
    if is_last && by.needs_factor() {
        return Ok(Err(NotChanged::LastOne));
    }
    // An app alone cannot begin a sign-in: without a password a passkey has to stay.
    let is_last_way = is_last || (passkeys > 0 && before.passkeys <= 1);
    if is_last_way && is_without_password(&mut tx, by).await? {
        return Ok(Err(NotChanged::LastOne));
    }
    if is_last {
        recovery::drop_all(&mut tx, by.account()).await?;
        // What is gone proves nothing any longer, whatever role is given to this session's owner later.
        tx.query("UPDATE sessions SET factor = NULL WHERE token_hash = $1").bind(by.token_hash()).run().await?;
    }
    end_other_sessions(&mut tx, by).await?;
    let sort = if apps > 0 { FactorSort::App } else { FactorSort::Passkey };
    let what = if apps > 0 { "app" } else { "passkey" };
    record(&mut tx, portal, event(by.actor(), Action::Delete, what).on(id.0), by.account(), now).await?;
    tx.commit().await?;
    Ok(Ok(sort))
}

/// What follows a new factor: the session it was set up in counts as strong from now on, and there are recovery codes.
pub(super) async fn added(
    tx: &mut Tx,
    portal: &Portal,
    by: &Keeper,
    kind: FactorKind,
    before: Held,
    id: FactorId,
    now: DateTime<Utc>,
) -> Result<Added, Error> {
    // A passkey stays the strongest factor of a session in which an app is set up.
    tx.query(
        "UPDATE sessions SET confirmed_at = $1, factor = CASE WHEN factor = 'passkey' THEN factor ELSE $2 END
         WHERE token_hash = $3",
    )
    .bind(now)
    .bind(kind)
    .bind(by.token_hash())
    .run()
    .await?;
    if !before.is_strong() {
        // Until now a password was enough: whoever else signed in with it is signed out.
        end_other_sessions(tx, by).await?;
    }
    let recovery_codes = match before.recovery_codes {
        0 => Some(recovery::write(tx, by.account(), now).await?),
        _ => None,
    };
    let what = if kind == FactorKind::Passkey { "passkey" } else { "app" };
    let event: Event = event(by.actor(), Action::Create, what).on(id.0);
    record(tx, portal, event, by.account(), now).await?;
    Ok(Added { recovery_codes })
}

/// Ends the account's other sessions, and sign-ins that are under way.
pub(super) async fn end_other_sessions(tx: &mut Tx, by: &Keeper) -> Result<(), Error> {
    tx.query("DELETE FROM sign_ins WHERE account_id = $1").bind(by.account()).run().await?;
    tx.query("DELETE FROM sessions WHERE account_id = $1 AND token_hash <> $2")
        .bind(by.account())
        .bind(by.token_hash())
        .run()
        .await?;
    Ok(())
}

/// Whether the account has no password: without a passkey nobody could sign in to it.
async fn is_without_password(tx: &mut Tx, by: &Keeper) -> Result<bool, Error> {
    let found: Option<(String,)> =
        tx.query("SELECT password_hash FROM accounts WHERE id = $1").bind(by.account()).maybe().await?;
    Ok(found.is_some_and(|(hash,)| hash.is_empty()))
}
