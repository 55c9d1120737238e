use super::keeper::record;
use crate::{
    Error, Portal,
    accounts::email_key,
    audit::{Action, Actor, Event, Subject},
    db::Source as _,
    ids::AccountId,
};
use chrono::{DateTime, Utc};

/// What an account has to prove itself with, and what is under way.
const TABLES: [&str; 6] = [
    "DELETE FROM totp_factors WHERE account_id = $1",
    "DELETE FROM passkeys WHERE account_id = $1",
    "DELETE FROM passkey_challenges WHERE account_id = $1",
    "DELETE FROM recovery_codes WHERE account_id = $1",
    "DELETE FROM sign_ins WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
];

/// Removes all second factors of an account, for someone who has lost them, and signs them out everywhere. Tells whether there is
/// such an account.
pub async fn reset(portal: &Portal, by: Actor, email: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = portal.db.begin().await?;
    let found: Option<(AccountId,)> = tx
        .query("UPDATE accounts SET mail_codes = FALSE WHERE email_key = $1 RETURNING id")
        .bind(email_key(email))
        .maybe()
        .await?;
    let Some((account,)) = found else { return Ok(false) };
    for table in TABLES {
        tx.query(table).bind(account).run().await?;
    }
    let event = Event::new(by, Action::Delete, Subject::Factor).on(account.0).noting("all");
    record(&mut tx, portal, event, account, now).await?;
    tx.commit().await?;
    Ok(true)
}
