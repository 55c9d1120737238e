use super::{Purpose, readers::Holder};
use crate::{
    Error,
    db::{Db, Source},
    keys::Keys,
};
use chrono::{DateTime, Duration, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Days after which a new key signs. Older ones still check.
const KEY_DAYS: i64 = 30;
/// The longest a token can be: anything longer is not looked at.
const LONGEST: usize = 600;

/// Why a link does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLink {
    /// It was right once, and its time is over.
    Expired,
    /// It was never a link of this portal for this purpose, or is not whole.
    Wrong,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    /// What the link is for.
    aud: String,
    /// What it is about.
    sub: Uuid,
    /// Until when it works, in seconds since 1970.
    exp: i64,
    /// To whom it was mailed, where it is good for nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Key {
    id: String,
    sealed_secret: Vec<u8>,
    created_at: DateTime<Utc>,
}

/// A signed token (JWT, HS256) for a link: whoever holds it was sent the mail. What may be used once only is kept by what it is about.
pub async fn sign(
    db: &Db,
    keys: &Keys,
    purpose: Purpose,
    subject: Uuid,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let claims = Claims { aud: purpose.name().to_owned(), sub: subject, exp: expires_at.timestamp(), to: None };
    signed(db, keys, &claims, now).await
}

/// A token like that of [`sign`] for a link that works for one recipient only, as long as they may see what it is about.
pub async fn sign_to(
    db: &Db,
    keys: &Keys,
    purpose: Purpose,
    subject: Uuid,
    holder: &Holder,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let (aud, to) = (purpose.name().to_owned(), Some(holder.written()));
    signed(db, keys, &Claims { aud, sub: subject, exp: expires_at.timestamp(), to }, now).await
}

async fn signed(db: &Db, keys: &Keys, claims: &Claims, now: DateTime<Utc>) -> Result<String, Error> {
    let key = current_key(db, keys, now).await?;
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(key.id.clone());
    let secret = keys.open_sealed(&sealed_as(&key.id), &key.sealed_secret)?;
    encode(&header, claims, &EncodingKey::from_secret(&secret))
        .map_err(|error| Error::Broken(format!("a link could not be signed: {error}")))
}

/// What a token is about, when it is one of ours, for this purpose and still valid.
pub async fn verify(
    q: &mut impl Source,
    keys: &Keys,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Result<Uuid, BadLink>, Error> {
    Ok(checked(q, keys, purpose, token, now).await?.map(|claims| claims.sub))
}

/// What a token that [`sign_to`] made is about, and to whom it was mailed.
pub(crate) async fn verify_to(
    q: &mut impl Source,
    keys: &Keys,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Result<(Uuid, Holder), BadLink>, Error> {
    let claims = match checked(q, keys, purpose, token, now).await? {
        Ok(claims) => claims,
        Err(bad) => return Ok(Err(bad)),
    };
    let holder = claims.to.as_deref().and_then(Holder::read);
    Ok(holder.map(|holder| (claims.sub, holder)).ok_or(BadLink::Wrong))
}

async fn checked(
    q: &mut impl Source,
    keys: &Keys,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Result<Claims, BadLink>, Error> {
    if token.len() > LONGEST {
        return Ok(Err(BadLink::Wrong));
    }
    let kid = decode_header(token).ok().and_then(|header| header.kid);
    let Some(kid) = kid.filter(|kid| kid.bytes().all(|byte| byte.is_ascii_alphanumeric())) else {
        return Ok(Err(BadLink::Wrong));
    };
    let key: Option<Key> =
        q.query("SELECT id, sealed_secret, created_at FROM link_keys WHERE id = $1").bind(kid).maybe().await?;
    let Some(key) = key else { return Ok(Err(BadLink::Wrong)) };
    let secret = keys.open_sealed(&sealed_as(&key.id), &key.sealed_secret)?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[purpose.name()]);
    // The time is the portal's own, which tests can set.
    validation.validate_exp = false;
    let Ok(token) = decode::<Claims>(token, &DecodingKey::from_secret(&secret), &validation) else {
        return Ok(Err(BadLink::Wrong));
    };
    Ok(if token.claims.exp > now.timestamp() { Ok(token.claims) } else { Err(BadLink::Expired) })
}

async fn current_key(db: &Db, keys: &Keys, now: DateTime<Utc>) -> Result<Key, Error> {
    let newest = "SELECT id, sealed_secret, created_at FROM link_keys ORDER BY created_at DESC, id DESC LIMIT 1";
    let fits = |key: &Key| now - key.created_at < Duration::days(KEY_DAYS);
    if let Some(key) = db.read().await?.query(newest).maybe::<Key>().await?.filter(fits) {
        return Ok(key);
    }
    let id = crate::ids::new().simple().to_string();
    let sealed = keys.seal(&sealed_as(&id), &crate::keys::random())?;
    let mut tx = db.begin().await?;
    tx.query("INSERT INTO link_keys (id, sealed_secret, created_at) VALUES ($1, $2, $3)")
        .bind(id.clone())
        .bind(sealed.clone())
        .bind(now)
        .run()
        .await?;
    tx.commit().await?;
    Ok(Key { id, sealed_secret: sealed, created_at: now })
}

fn sealed_as(id: &str) -> String {
    format!("link/{id}")
}
