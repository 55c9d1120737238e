use super::{
    Code, Held, Keeper, Pending,
    change::{NotChanged, end_other_sessions},
    keeper::{event, lock, record},
};
use crate::{
    Error, Portal,
    accounts::Session,
    audit::{Action, Actor, Event, Subject},
    db::{Source, Tx},
    ids::AccountId,
    keys::Keys,
    mail::{self, Kind, sign_in_code},
};
use chrono::{DateTime, Duration, Utc};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

/// Minutes a code is good for.
const GOOD_MINUTES: i64 = 10;
/// Times a code may be tried.
const TRIES: i64 = 5;
/// Codes sent to an account in an hour.
const AN_HOUR: i64 = 5;

/// What came of asking for a code by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is on its way.
    Yes,
    /// Five were sent within the last hour.
    TooMany,
    /// The account does not take codes by mail, or has something stronger that is asked for.
    NotOffered,
}

/// Sends a code to someone who signs in.
pub async fn send_code_to_sign_in(portal: &Portal, pending: &Pending, now: DateTime<Utc>) -> Result<Sent, Error> {
    send(portal, pending.account(), pending.actor(), |held| held.mail_codes, now).await
}

/// Sends a code to someone who is asked to confirm and has nothing stronger.
pub async fn send_code_to_confirm(portal: &Portal, session: &Session, now: DateTime<Utc>) -> Result<Sent, Error> {
    send(portal, session.account(), session.actor(), |held| held.mail_codes && !held.is_strong(), now).await
}

/// Sends a code to someone who wants to take codes by mail: it proves that mail reaches them.
pub async fn send_code_to_switch_on(portal: &Portal, by: &Keeper, now: DateTime<Utc>) -> Result<Sent, Error> {
    send(portal, by.account(), by.actor(), |held| !held.mail_codes, now).await
}

/// Lets codes by mail serve as a second factor, once one has arrived.
pub async fn switch_mail_codes_on(
    portal: &Portal,
    by: &Keeper,
    code: &Code,
    now: DateTime<Utc>,
) -> Result<Result<(), NotChanged>, Error> {
    let mut tx = portal.db.begin().await?;
    let Code::Mail(digits) = code else { return Ok(Err(NotChanged::WrongCode)) };
    let held = lock(&mut tx, by.account()).await?;
    let right = take(&mut tx, &portal.keys, by.account(), digits, now).await?;
    if right && !held.mail_codes {
        set(&mut tx, by.account(), true).await?;
        record(&mut tx, portal, event(by.actor(), Action::Create, "codes by mail"), by.account(), now).await?;
    }
    tx.commit().await?;
    Ok(if right { Ok(()) } else { Err(NotChanged::WrongCode) })
}

/// Takes no codes by mail any longer. Other sessions end.
pub async fn switch_mail_codes_off(portal: &Portal, by: &Keeper, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = portal.db.begin().await?;
    if lock(&mut tx, by.account()).await?.mail_codes {
        set(&mut tx, by.account(), false).await?;
        end_other_sessions(&mut tx, by).await?;
        record(&mut tx, portal, event(by.actor(), Action::Delete, "codes by mail"), by.account(), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether a code was sent to someone who signs in, and can still be typed.
pub async fn is_code_out(q: &mut impl Source, pending: &Pending, now: DateTime<Utc>) -> Result<bool, Error> {
    Ok(newest(q, pending.account()).await?.is_some_and(|newest| newest.is_good(now)))
}

/// Takes the newest code, once. Every try counts, whatever comes of it.
pub(super) async fn take(
    tx: &mut Tx,
    keys: &Keys,
    account: AccountId,
    digits: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let Some(newest) = newest(tx, account).await? else { return Ok(false) };
    let tried = tx
        .query(
            "UPDATE mail_codes SET tries = tries + 1 WHERE id = $1 AND used_at IS NULL AND ends_at > $2 AND tries < $3",
        )
        .bind(newest.id)
        .bind(now)
        .bind(TRIES)
        .run()
        .await?;
    let right = bool::from(sign_in_code(keys, newest.id).as_bytes().ct_eq(digits.as_bytes()));
    if tried == 0 || !right {
        return Ok(false);
    }
    let taken = tx
        .query("UPDATE mail_codes SET used_at = $1 WHERE id = $2 AND used_at IS NULL")
        .bind(now)
        .bind(newest.id)
        .run()
        .await?;
    Ok(taken > 0)
}

#[derive(sqlx::FromRow)]
struct Newest {
    id: Uuid,
    ends_at: DateTime<Utc>,
    tries: i64,
    used_at: Option<DateTime<Utc>>,
}

impl Newest {
    fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && self.ends_at > now && self.tries < TRIES
    }
}

async fn newest(q: &mut impl Source, account: AccountId) -> Result<Option<Newest>, Error> {
    Ok(q.query(
        "SELECT id, ends_at, tries, used_at FROM mail_codes WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(account)
    .maybe()
    .await?)
}

async fn send(
    portal: &Portal,
    account: AccountId,
    by: Actor,
    offered: impl FnOnce(Held) -> bool + Send,
    now: DateTime<Utc>,
) -> Result<Sent, Error> {
    let mut tx = portal.db.begin().await?;
    if !offered(lock(&mut tx, account).await?) {
        return Ok(Sent::NotOffered);
    }
    let (sent,): (i64,) = tx
        .query("SELECT count(*) FROM mail_codes WHERE account_id = $1 AND created_at > $2")
        .bind(account)
        .bind(now - Duration::hours(1))
        .one()
        .await?;
    if sent >= AN_HOUR {
        return Ok(Sent::TooMany);
    }
    // Codes that nobody can use any more have no further purpose; those of the last hour are counted.
    tx.query("DELETE FROM mail_codes WHERE account_id = $1 AND created_at < $2")
        .bind(account)
        .bind(now - Duration::days(1))
        .run()
        .await?;
    let id = crate::ids::new();
    tx.query("INSERT INTO mail_codes (id, account_id, created_at, ends_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(account)
        .bind(now)
        .bind(now + Duration::minutes(GOOD_MINUTES))
        .run()
        .await?;
    mail::enqueue(&mut tx, Kind::SignInCode, id, "", now).await?;
    portal.auditor.record(&mut tx, Event::new(by, Action::Execute, Subject::Mail).on(id).noting("code")).await?;
    tx.commit().await?;
    Ok(Sent::Yes)
}

async fn set(tx: &mut Tx, account: AccountId, wanted: bool) -> Result<(), Error> {
    tx.query("UPDATE accounts SET mail_codes = $1 WHERE id = $2").bind(wanted).bind(account).run().await?;
    Ok(())
}
