use crate::{
    Error,
    db::{Source as _, Tx},
    ids::AccountId,
    keys::Keys,
};
use chrono::{DateTime, Duration, Utc};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// Minutes in which a browser has to answer.
const GOOD_MINUTES: i64 = 5;

/// What a browser is asked to sign.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// The id that comes back with the answer.
    pub id: Uuid,
    /// The options for the browser (WebAuthn, JSON).
    pub options: String,
}

/// What a browser was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Register,
    SignIn,
    SecondFactor,
    Confirm,
}

impl Asked {
    fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::SignIn => "sign_in",
            Self::SecondFactor => "second_factor",
            Self::Confirm => "confirm",
        }
    }
}

/// Keeps what the answer is to be checked against.
pub(super) async fn keep(
    tx: &mut Tx,
    keys: &Keys,
    asked: Asked,
    account: Option<AccountId>,
    state: &(impl Serialize + Sync),
    now: DateTime<Utc>,
) -> Result<Uuid, Error> {
    let id = crate::ids::new();
    let state = serde_json::to_vec(state).map_err(|error| Error::Broken(format!("a challenge: {error}")))?;
    let sealed = keys.seal(&sealed_as(id), &state)?;
    tx.query("DELETE FROM passkey_challenges WHERE ends_at < $1").bind(now).run().await?;
    tx.query(
        "INSERT INTO passkey_challenges (id, account_id, purpose, sealed_state, created_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(account)
    .bind(asked.name())
    .bind(sealed)
    .bind(now)
    .bind(now + Duration::minutes(GOOD_MINUTES))
    .run()
    .await?;
    Ok(id)
}

/// Takes what the answer is to be checked against, once: whatever comes of the check, it is not there again.
pub(super) async fn take<T: DeserializeOwned>(
    tx: &mut Tx,
    keys: &Keys,
    asked: Asked,
    account: Option<AccountId>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<T>, Error> {
    let found: Option<(Vec<u8>, Option<AccountId>)> = tx
        .query(
            "DELETE FROM passkey_challenges WHERE id = $1 AND purpose = $2 AND ends_at > $3
             RETURNING sealed_state, account_id",
        )
        .bind(id)
        .bind(asked.name())
        .bind(now)
        .maybe()
        .await?;
    let Some((sealed, _)) = found.filter(|(_, whose)| *whose == account) else { return Ok(None) };
    let state = keys.open_sealed(&sealed_as(id), &sealed)?;
    serde_json::from_slice(&state).map(Some).map_err(|error| Error::Broken(format!("a challenge: {error}")))
}

fn sealed_as(id: Uuid) -> String {
    format!("passkey/{id}")
}
