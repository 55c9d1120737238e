use super::es256::{Jwk, PublicKey, Signer};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    keys::Keys,
};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// What the authentication of a public key is for.
const MAC: &str = "signing-key";

/// A key as the portal publishes it.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its public half.
    pub key: PublicKey,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When another took its place; until then it signs.
    pub retired_at: Option<DateTime<Utc>>,
}

/// The published keys as a file (RFC 7517).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwks {
    /// The JSON.
    pub body: String,
    /// Changes whenever the JSON does.
    pub tag: String,
}

#[derive(sqlx::FromRow)]
struct InUse {
    kid: String,
    sealed_secret: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Row {
    kid: String,
    public_jwk: String,
    mac: Vec<u8>,
    created_at: DateTime<Utc>,
    retired_at: Option<DateTime<Utc>>,
}

/// The key that signs; the first one is made when there is none. Until the transaction ends, no other takes its place: what it
/// signs is signed while it is in use.
///
/// # Errors
/// `Broken` when its secret does not open with the installation's keys.
pub async fn signer(tx: &mut Tx, auditor: &Auditor, keys: &Keys, now: DateTime<Utc>) -> Result<Signer, Error> {
    if let Some(signer) = in_use(tx, keys).await? {
        return Ok(signer);
    }
    if let Some(kid) = make(tx, keys, now).await? {
        let event = Event::new(Actor::operator(), Action::Create, Subject::SigningKey).noting(kid);
        auditor.record(tx, event).await?;
    }
    // Of two that begin at once the second finds the first one's key.
    in_use(tx, keys).await?.ok_or_else(|| Error::Broken("there is no key to sign with".to_owned()))
}

/// Makes the first key where there is none yet; a server does so when it starts.
pub async fn ensure_key(db: &Db, auditor: &Auditor, keys: &Keys, now: DateTime<Utc>) -> Result<(), Error> {
    let (is_there,): (bool,) =
        db.read().await?.query("SELECT EXISTS (SELECT 1 FROM signing_keys WHERE retired_at IS NULL)").one().await?;
    if !is_there {
        let mut tx = db.begin().await?;
        signer(&mut tx, auditor, keys, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Puts a new key in the place of the one that signs, and tells its name. The old one's secret is forgotten; what it has signed
/// stays valid.
pub async fn rotate(db: &Db, auditor: &Auditor, keys: &Keys, by: Actor, now: DateTime<Utc>) -> Result<String, Error> {
    let mut tx = db.begin().await?;
    tx.query("UPDATE signing_keys SET retired_at = $1, sealed_secret = NULL WHERE retired_at IS NULL")
        .bind(now)
        .run()
        .await?;
    let kid = make(&mut tx, keys, now)
        .await?
        .ok_or_else(|| Error::Invalid("another key was made just now: look at it first".to_owned()))?;
    let event = Event::new(by, Action::Update, Subject::SigningKey).noting(kid.clone());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(kid)
}

/// All keys that the portal signs or has signed with, the newest first. One that was not made by this installation is left out,
/// and the log says so.
pub async fn published(q: &mut impl Source, keys: &Keys) -> Result<Vec<Published>, Error> {
    let rows: Vec<Row> = q
        .query(
            "SELECT kid, public_jwk, mac, created_at, retired_at FROM signing_keys
             ORDER BY created_at DESC, kid",
        )
        .all()
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.believed(keys)).collect())
}

/// The keys alone, to check codes with.
pub fn public_keys(published: &[Published]) -> Vec<PublicKey> {
    published.iter().map(|published| published.key.clone()).collect()
}

/// The keys as a file.
///
/// # Errors
/// `Broken` when they cannot be written as JSON.
pub fn jwks(published: &[Published]) -> Result<Jwks, Error> {
    #[derive(serde::Serialize)]
    struct Set {
        keys: Vec<Jwk>,
    }
    let set = Set { keys: published.iter().filter_map(|published| published.key.jwk()).collect() };
    let body = serde_json::to_string(&set).map_err(|error| Error::Broken(format!("keys as JSON: {error}")))?;
    let tag = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(Jwks { body, tag })
}

impl Row {
    fn believed(self, keys: &Keys) -> Option<Published> {
        let is_ours = bool::from(keys.derive(MAC, self.public_jwk.as_bytes()).ct_eq(&self.mac));
        let jwk: Option<Jwk> = serde_json::from_str(&self.public_jwk).ok().filter(|_| is_ours);
        let key = jwk.as_ref().and_then(PublicKey::of).filter(|key| key.kid() == self.kid);
        if key.is_none() {
            tracing::error!(kid = self.kid, "a key in the database was not made by this installation, and is ignored");
        }
        Some(Published { key: key?, created_at: self.created_at, retired_at: self.retired_at })
    }
}

/// Takes hold of the row, so that no other transaction retires it meanwhile.
async fn in_use(tx: &mut Tx, keys: &Keys) -> Result<Option<Signer>, Error> {
    let row: Option<InUse> = tx
        .query(
            "UPDATE signing_keys SET created_at = created_at WHERE retired_at IS NULL
             RETURNING kid, sealed_secret",
        )
        .maybe()
        .await?;
    let Some(InUse { kid, sealed_secret }) = row else { return Ok(None) };
    let secret = keys.open_sealed(&purpose(&kid), &sealed_secret)?;
    let signer = Signer::of(&secret).filter(|signer| signer.kid() == kid);
    signer.map(Some).ok_or_else(|| Error::Broken("a secret key does not belong to its public one".to_owned()))
}

/// Makes a key, unless there is one in use by now.
async fn make(tx: &mut Tx, keys: &Keys, now: DateTime<Utc>) -> Result<Option<String>, Error> {
    let (signer, secret) = Signer::generate();
    let broken = || Error::Broken("a new key could not be written".to_owned());
    let jwk = signer.public().jwk().ok_or_else(broken)?;
    let jwk = serde_json::to_string(&jwk).map_err(|_| broken())?;
    let kid = signer.kid().to_owned();
    let made = tx
        .query(
            "INSERT INTO signing_keys (kid, public_jwk, mac, sealed_secret, created_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(kid.clone())
        .bind(jwk.clone())
        .bind(keys.derive(MAC, jwk.as_bytes()).to_vec())
        .bind(keys.seal(&purpose(&kid), &secret)?)
        .bind(now)
        .run()
        .await?;
    Ok((made > 0).then_some(kid))
}

fn purpose(kid: &str) -> String {
    format!("signing/{kid}")
}
