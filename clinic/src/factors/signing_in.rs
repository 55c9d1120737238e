use super::{Held, held};
use crate::{
    Error,
    accounts::{Role, Roles, Token, roles},
    audit::Actor,
    db::{Db, Source, Tx},
    ids::AccountId,
};
use chrono::{DateTime, Duration, Utc};

/// Minutes in which the second factor has to follow the password.
const WAITS_MINUTES: i64 = 10;

/// A sign-in whose password was right and whose second factor is still missing. It opens nothing.
#[derive(Clone)]
pub struct Pending {
    account: AccountId,
    name: String,
    email: String,
    roles: Roles,
    held: Held,
    token_hash: Vec<u8>,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pending({})", self.account)
    }
}

impl Pending {
    /// The address that was signed in with.
    pub fn email(&self) -> &str {
        &self.email
    }

    /// What the account has to prove itself with.
    pub fn held(&self) -> Held {
        self.held
    }

    pub(super) fn account(&self) -> AccountId {
        self.account
    }

    pub(super) fn token_hash(&self) -> Vec<u8> {
        self.token_hash.clone()
    }

    pub(super) fn actor(&self) -> Actor {
        Actor::person(self.account, &self.name, self.roles.iter().next().unwrap_or(Role::Patient))
    }
}

/// Lets a sign-in wait for its second factor.
pub(crate) async fn begin_pending(tx: &mut Tx, account: AccountId, now: DateTime<Utc>) -> Result<Token, Error> {
    let token = Token::new();
    tx.query("DELETE FROM sign_ins WHERE ends_at < $1").bind(now).run().await?;
    tx.query("INSERT INTO sign_ins (token_hash, account_id, created_at, ends_at) VALUES ($1, $2, $3, $4)")
        .bind(token.hash())
        .bind(account)
        .bind(now)
        .bind(now + Duration::minutes(WAITS_MINUTES))
        .run()
        .await?;
    Ok(token)
}

#[derive(sqlx::FromRow)]
struct PendingRow {
    account_id: AccountId,
    name: String,
    email: String,
}

/// The sign-in that `token` stands for: none, when it is unknown, too old, done, or the account is disabled.
pub async fn pending(q: &mut impl Source, token: &Token, now: DateTime<Utc>) -> Result<Option<Pending>, Error> {
    let token_hash = token.hash();
    let row: Option<PendingRow> = q
        .query(
            "SELECT s.account_id, a.name, a.email FROM sign_ins s JOIN accounts a ON a.id = s.account_id
             WHERE s.token_hash = $1 AND s.ends_at > $2 AND a.disabled_at IS NULL",
        )
        .bind(token_hash.clone())
        .bind(now)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let roles = roles(q, row.account_id).await?;
    let held = held(q, row.account_id).await?;
    Ok(Some(Pending { account: row.account_id, name: row.name, email: row.email, roles, held, token_hash }))
}

/// Gives up a sign-in.
pub async fn end_pending(db: &Db, token: &Token) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.query("DELETE FROM sign_ins WHERE token_hash = $1").bind(token.hash()).run().await?;
    tx.commit().await?;
    Ok(())
}
