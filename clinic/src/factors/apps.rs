use super::{
    FactorName, Keeper,
    change::{Added, NotChanged, added},
    keeper::lock,
};
use crate::{
    Error, Portal,
    accounts::FactorKind,
    db::{Source, Tx},
    ids::{AccountId, FactorId},
    keys::Keys,
};
use chrono::{DateTime, Duration, Utc};
use subtle::ConstantTimeEq as _;
use totp_rs::{Builder, Totp};

/// Apps an account may have.
pub const MOST_APPS: i64 = 5;
/// Bytes of a secret: RFC 4226 (R6) recommends 160 bits.
const SECRET_BYTES: usize = 20;
/// Seconds a code is shown (RFC 6238, section 5.2).
const STEP_SECONDS: i64 = 30;
/// Steps by which the clock of a telephone may differ.
const SKEW: i64 = 1;
/// Minutes in which the first code has to be typed.
const SETUP_MINUTES: i64 = 60;

/// What an app is to be told.
#[derive(Clone)]
pub struct AppSetup {
    /// The address in the picture that a telephone reads.
    pub address: String,
    /// The secret to type by hand (base 32), in groups of four.
    pub key: String,
}

/// Begins to set up an app; the first code makes it count.
///
/// # Errors
/// `NotChanged::TooMany` when the account has five.
pub async fn start_app(
    portal: &Portal,
    by: &Keeper,
    now: DateTime<Utc>,
) -> Result<Result<FactorId, NotChanged>, Error> {
    let mut tx = portal.db.begin().await?;
    if lock(&mut tx, by.account()).await?.apps >= MOST_APPS {
        return Ok(Err(NotChanged::TooMany));
    }
    tx.query("DELETE FROM totp_factors WHERE account_id = $1 AND confirmed_at IS NULL")
        .bind(by.account())
        .run()
        .await?;
    let id = insert(&mut tx, &portal.keys, by.account(), "", None, now).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// What to tell the app that is being set up.
///
/// # Errors
/// `NotFound` when it is not theirs, counts already, or was begun more than an hour ago.
pub async fn app_setup(
    q: &mut impl Source,
    portal: &Portal,
    by: &Keeper,
    id: FactorId,
    now: DateTime<Utc>,
) -> Result<AppSetup, Error> {
    let secret = unconfirmed(q, &portal.keys, by, id, now).await?;
    // A colon would end the issuer's name in the address.
    let issuer = portal.settings.clinic_name.replace(':', " ");
    let totp = Builder::new().with_secret(secret).with_issuer(Some(issuer)).with_account_name(by.email()).build();
    let totp = totp.map_err(|error| Error::Broken(format!("an app's secret: {error}")))?;
    let address = totp.to_url().map_err(|error| Error::Broken(format!("an app's address: {error}")))?;
    let letters: Vec<char> = totp.secret().to_base32().chars().collect();
    let key = letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    Ok(AppSetup { address, key })
}

/// Lets an app count, once it has shown a right code.
///
/// # Errors
/// `NotFound` as for [`app_setup`].
pub async fn confirm_app(
    portal: &Portal,
    by: &Keeper,
    id: FactorId,
    digits: &str,
    name: &FactorName,
    now: DateTime<Utc>,
) -> Result<Result<Added, NotChanged>, Error> {
    let mut tx = portal.db.begin().await?;
    let before = lock(&mut tx, by.account()).await?;
    let secret = unconfirmed(&mut tx, &portal.keys, by, id, now).await?;
    let Some(step) = matching(&totp(secret)?, digits, 0, now) else { return Ok(Err(NotChanged::WrongCode)) };
    tx.query("UPDATE totp_factors SET confirmed_at = $1, last_used_at = $1, last_step = $2, name = $3 WHERE id = $4")
        .bind(now)
        .bind(step)
        .bind(name.text().to_owned())
        .bind(id)
        .run()
        .await?;
    let added = added(&mut tx, portal, by, FactorKind::Totp, before, id, now).await?;
    tx.commit().await?;
    Ok(Ok(added))
}

/// Takes a code of one of the account's apps, once: neither it nor an earlier one is taken again (RFC 6238, section 5.2).
pub(super) async fn take(
    tx: &mut Tx,
    keys: &Keys,
    account: AccountId,
    digits: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    for app in of_account(tx, account).await? {
        let totp = totp(keys.open_sealed(&sealed_as(app.id), &app.sealed_secret)?)?;
        let Some(step) = matching(&totp, digits, app.last_step, now) else { continue };
        let taken = tx
            .query("UPDATE totp_factors SET last_step = $1, last_used_at = $2 WHERE id = $3 AND last_step < $1")
            .bind(step)
            .bind(now)
            .bind(app.id)
            .run()
            .await?;
        if taken > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

#[derive(sqlx::FromRow)]
pub(super) struct App {
    pub id: FactorId,
    pub sealed_secret: Vec<u8>,
    pub last_step: i64,
}

impl App {
    /// Its code of a step.
    pub(super) fn code(&self, keys: &Keys, step: i64) -> Result<String, Error> {
        let totp = totp(keys.open_sealed(&sealed_as(self.id), &self.sealed_secret)?)?;
        Ok(totp.generate(seconds(step)).to_string())
    }
}

/// The apps of an account that count.
pub(super) async fn of_account(q: &mut impl Source, account: AccountId) -> Result<Vec<App>, Error> {
    Ok(q.query(
        "SELECT id, sealed_secret, last_step FROM totp_factors WHERE account_id = $1 AND confirmed_at IS NOT NULL",
    )
    .bind(account)
    .all()
    .await?)
}

/// Writes an app with a new secret.
pub(super) async fn insert(
    tx: &mut Tx,
    keys: &Keys,
    account: AccountId,
    name: &str,
    confirmed_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<FactorId, Error> {
    let id = FactorId::new();
    let secret: [u8; SECRET_BYTES] = rand::random();
    tx.query(
        "INSERT INTO totp_factors (id, account_id, name, sealed_secret, created_at, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(account)
    .bind(name.to_owned())
    .bind(keys.seal(&sealed_as(id), &secret)?)
    .bind(now)
    .bind(confirmed_at)
    .run()
    .await?;
    Ok(id)
}

/// The step that a moment lies in.
pub(super) fn step_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

/// The first step whose code could be taken at `now`, and the last one.
pub(super) fn window(now: DateTime<Utc>) -> (i64, i64) {
    (step_of(now) - SKEW, step_of(now) + SKEW)
}

/// The second at which a step begins.
pub(super) fn begins(step: i64) -> i64 {
    step * STEP_SECONDS
}

async fn unconfirmed(
    q: &mut impl Source,
    keys: &Keys,
    by: &Keeper,
    id: FactorId,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let found: Option<(Vec<u8>,)> = q
        .query(
            "SELECT sealed_secret FROM totp_factors
             WHERE id = $1 AND account_id = $2 AND confirmed_at IS NULL AND created_at > $3",
        )
        .bind(id)
        .bind(by.account())
        .bind(now - Duration::minutes(SETUP_MINUTES))
        .maybe()
        .await?;
    let (sealed,) = found.ok_or(Error::NotFound)?;
    keys.open_sealed(&sealed_as(id), &sealed)
}

/// The step after `last` whose code this is, if one is near enough.
fn matching(totp: &Totp, digits: &str, last: i64, now: DateTime<Utc>) -> Option<i64> {
    let (first, end) = window(now);
    (first.max(last + 1)..=end).find(|step| {
        let code = totp.generate(seconds(*step)).to_string();
        bool::from(code.as_bytes().ct_eq(digits.as_bytes()))
    })
}

fn totp(secret: Vec<u8>) -> Result<Totp, Error> {
    Builder::new().with_secret(secret).build().map_err(|error| Error::Broken(format!("an app's secret: {error}")))
}

fn seconds(step: i64) -> u64 {
    u64::try_from(begins(step)).unwrap_or(0)
}

fn sealed_as(id: FactorId) -> String {
    format!("totp/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    /// The secret of RFC 6238, appendix B, whose codes of eight digits end in these six.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp(b"12345678901234567890".to_vec()).unwrap();
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let at = Utc.timestamp_opt(second, 0).unwrap();
            assert_eq!(matching(&totp, code, 0, at), Some(step_of(at)), "{second}");
        }
    }

    #[test]
    fn one_step_to_either_side_is_near_enough_and_none_comes_back() {
        let totp = totp(b"12345678901234567890".to_vec()).unwrap();
        let at = |second| Utc.timestamp_opt(second, 0).unwrap();
        let step = step_of(at(1_111_111_109));
        for (second, near) in
            [(1_111_111_080 - 30, true), (1_111_111_139, true), (1_111_111_049, false), (1_111_111_140, false)]
        {
            assert_eq!(matching(&totp, "081804", 0, at(second)).is_some(), near, "{second}");
        }
        assert_eq!(matching(&totp, "081804", step, at(1_111_111_109)), None);
        assert_eq!(matching(&totp, "081804", step - 1, at(1_111_111_109)), Some(step));
        assert_eq!(matching(&totp, "81804", 0, at(1_111_111_109)), None);
    }
}
