use super::passkeys::json;
use crate::{
    Error,
    db::{Source, Tx},
    ids::{AccountId, FactorId},
};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use webauthn_rs::prelude::{AuthenticationResult, Passkey, PublicKeyCredential};

/// A passkey of an account, as it is kept.
pub(super) struct Known {
    pub id: FactorId,
    pub account: AccountId,
    pub name: String,
    pub passkey: Passkey,
}

/// Notes that a passkey was used; its counter shows a copy of it later. Tells whether it is still there.
pub(super) async fn used(
    tx: &mut Tx,
    mut known: Known,
    result: &AuthenticationResult,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    known.passkey.update_credential(result);
    let rows = tx
        .query("UPDATE passkeys SET credential = $1, last_used_at = $2 WHERE id = $3")
        .bind(json(&known.passkey)?.to_string())
        .bind(now)
        .bind(known.id)
        .run()
        .await?;
    Ok(rows > 0)
}

type Row = (FactorId, AccountId, String, String);
pub(super) async fn of_account(q: &mut impl Source, account: AccountId) -> Result<Vec<Known>, Error> {
    let rows: Vec<Row> = q
        .query(
            "SELECT p.id, p.account_id, a.name, p.credential FROM passkeys p JOIN accounts a ON a.id = p.account_id
             WHERE p.account_id = $1",
        )
        .bind(account)
        .all()
        .await?;
    rows.into_iter().map(known).collect()
}

pub(super) async fn by_credential(q: &mut impl Source, answer: &PublicKeyCredential) -> Result<Option<Known>, Error> {
    let row: Option<Row> = q
        .query(
            "SELECT p.id, p.account_id, a.name, p.credential FROM passkeys p JOIN accounts a ON a.id = p.account_id
             WHERE p.credential_id = $1 AND a.disabled_at IS NULL",
        )
        .bind(answer.get_credential_id().to_vec())
        .maybe()
        .await?;
    row.map(known).transpose()
}

fn known((id, account, name, credential): Row) -> Result<Known, Error> {
    Ok(Known { id, account, name, passkey: parse(&credential)? })
}

/// Whether the device says that the passkey is this account's.
pub(super) fn names(answer: &PublicKeyCredential, account: AccountId) -> bool {
    answer.get_user_unique_id() == Some(account.0.as_bytes().as_slice())
}

pub(super) fn credential_id(passkey: &Passkey) -> Vec<u8> {
    passkey.cred_id().as_slice().to_vec()
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Broken(format!("a passkey: {error}")))
}
