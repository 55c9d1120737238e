use crate::{
    Error,
    accounts::Session,
    db::Source,
    ids::{AccountId, FactorId},
};
use chrono::{DateTime, Utc};

/// What an account has to prove itself with, beside a password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    /// Apps that show codes.
    pub apps: i64,
    /// Passkeys.
    pub passkeys: i64,
    /// Whether a code by mail may serve.
    pub mail_codes: bool,
    /// Recovery codes that were not used.
    pub recovery_codes: i64,
}

impl Held {
    /// Whether there is any factor: then a password alone opens nothing.
    pub fn any(self) -> bool {
        self.is_strong() || self.mail_codes || self.recovery_codes > 0
    }

    /// Whether there is an app or a passkey. Recovery codes stand in for these and do not outlive them.
    pub fn is_strong(self) -> bool {
        self.apps > 0 || self.passkeys > 0
    }
}

/// What an account has.
pub(crate) async fn held(q: &mut impl Source, account: AccountId) -> Result<Held, Error> {
    Ok(q.query(
        "SELECT (SELECT count(*) FROM totp_factors t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS apps,
                (SELECT count(*) FROM passkeys p WHERE p.account_id = a.id) AS passkeys,
                a.mail_codes,
                (SELECT count(*) FROM recovery_codes r WHERE r.account_id = a.id AND r.used_at IS NULL) AS recovery_codes
         FROM accounts a WHERE a.id = $1",
    )
    .bind(account)
    .maybe()
    .await?
    .unwrap_or_default())
}

/// What the person who is signed in has.
pub async fn held_by(q: &mut impl Source, session: &Session) -> Result<Held, Error> {
    held(q, session.account()).await
}

/// A kind of factor that has a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorSort {
    /// An app that shows codes.
    App,
    /// A passkey.
    Passkey,
}

/// A factor as its owner sees it.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Its id.
    pub id: FactorId,
    /// Whether it is an app or a passkey.
    pub sort: FactorSort,
    /// What its owner calls it.
    pub name: String,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct FactorRow {
    id: FactorId,
    is_app: bool,
    name: String,
    created_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
}

impl From<FactorRow> for Factor {
    fn from(row: FactorRow) -> Self {
        Self {
            id: row.id,
            sort: if row.is_app { FactorSort::App } else { FactorSort::Passkey },
            name: row.name,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
        }
    }
}

/// The apps and passkeys of the person who is signed in, the oldest first.
pub async fn factors_of(q: &mut impl Source, session: &Session) -> Result<Vec<Factor>, Error> {
    let rows: Vec<FactorRow> = q
        .query(
            "SELECT id, TRUE AS is_app, name, created_at, last_used_at FROM totp_factors
             WHERE account_id = $1 AND confirmed_at IS NOT NULL
             UNION ALL SELECT id, FALSE, name, created_at, last_used_at FROM passkeys WHERE account_id = $1
             ORDER BY 4, 1",
        )
        .bind(session.account())
        .all()
        .await?;
    Ok(rows.into_iter().map(Factor::from).collect())
}

/// One app or passkey of the person who is signed in.
///
/// # Errors
/// `NotFound` when it is not theirs.
pub async fn factor(q: &mut impl Source, session: &Session, id: FactorId) -> Result<Factor, Error> {
    let factors = factors_of(q, session).await?;
    factors.into_iter().find(|factor| factor.id == id).ok_or(Error::NotFound)
}
