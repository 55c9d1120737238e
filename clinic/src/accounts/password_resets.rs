use super::{
    Password, Person, Refused, Session, WeakPassword,
    email::email_key,
    email_changes::{end_sessions, owner},
    sign_in::{FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, admit, blind, forget, of_address, of_password, uncount},
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Outcome, Subject},
    clock::Clock,
    db::{Db, Source, Tx},
    ids::{AccountId, ResetId},
    keys::Keys,
    mail,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use std::net::IpAddr;

/// Minutes in which a new password can be chosen.
const VALID_MINUTES: i64 = 60;
/// Mails for a new password that are sent to one account in an hour.
const AN_HOUR: i64 = 5;

/// Sends a link for a new password to the account with that address, if there is one. Nothing tells whether there is: what is
/// done takes the same steps and the same commit.
///
/// An address that was never confirmed may have been typed wrong and belong to somebody else. Its account gets a link only where
/// the birth date can be asked as well, or where the clinic has given the account its role.
pub async fn ask_for_reset(db: &Db, auditor: &Auditor, email: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let known: Option<(AccountId,)> = tx
        .query(
            "SELECT a.id FROM accounts a
             WHERE a.email_key = $1 AND a.disabled_at IS NULL
               AND (SELECT count(*) FROM password_resets r WHERE r.account_id = a.id AND r.created_at > $2) < $3
               AND (a.email_verified_at IS NOT NULL
                    OR EXISTS (SELECT 1 FROM patients p WHERE p.id = a.patient_id AND p.birth_date_precision = 'day')
                    OR EXISTS (SELECT 1 FROM account_roles o WHERE o.account_id = a.id AND o.role <> 'patient'))",
        )
        .bind(email_key(email))
        .bind(now - Duration::hours(1))
        .bind(AN_HOUR)
        .maybe()
        .await?;
    let event = Event::new(Actor::visitor(), Action::Create, Subject::Account).noting("a new password was asked for");
    let event = match known {
        Some((account,)) => {
            let reset = begin(&mut tx, account, now).await?;
            mail::enqueue(&mut tx, mail::Kind::PasswordReset, reset.0, "", now).await?;
            event.on(account.0)
        }
        None => {
            end_earlier(&mut tx, AccountId::new(), now).await?;
            event.ended(Outcome::Refused)
        }
    };
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// A reset of a password that waits for the new one.
#[derive(Clone, sqlx::FromRow)]
pub struct WaitingReset {
    /// The person's name.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Whether the birth date must be given too.
    pub asks_birth_date: bool,
    account_id: AccountId,
    birth_date: Option<NaiveDate>,
}

/// A reset that waits; `None` when it has expired, was used, or a newer one took its place.
pub async fn waiting_reset(
    q: &mut impl Source,
    id: ResetId,
    now: DateTime<Utc>,
) -> Result<Option<WaitingReset>, Error> {
    Ok(q.query(
        "SELECT a.name, a.email, a.id AS account_id, p.birth_date,
                a.email_verified_at IS NULL AND COALESCE(p.birth_date_precision = 'day', FALSE) AS asks_birth_date
         FROM password_resets r
         JOIN accounts a ON a.id = r.account_id
         LEFT JOIN patients p ON p.id = a.patient_id
         WHERE r.id = $1 AND r.used_at IS NULL AND r.expires_at > $2 AND a.disabled_at IS NULL",
    )
    .bind(id)
    .bind(now)
    .maybe()
    .await?)
}

/// What someone gives to have a new password.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// The password as typed.
    pub text: Password,
    /// The birth date, where it is asked for.
    pub born: Option<NaiveDate>,
    /// The clinic's name, which is no password.
    pub clinic: String,
    /// The network address it comes from.
    pub address: IpAddr,
}

/// Why a new password was not set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSet {
    /// The link has expired, was used, or a newer one took its place.
    Over,
    /// The birth date, or the present password, is not right.
    NotRight,
    /// Too many failures: wait so many seconds.
    Wait {
        /// Seconds to wait.
        seconds: i64,
    },
    /// The new password is not taken.
    Weak(WeakPassword),
}

impl From<Refused> for NotSet {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotRight => Self::NotRight,
            Refused::Wait { seconds } => Self::Wait { seconds },
        }
    }
}

/// Sets a new password by a link from a mail. All devices are signed out, and a notice goes out.
pub async fn reset_password(
    db: &Db,
    clock: &Clock,
    keys: &Keys,
    auditor: &Auditor,
    id: ResetId,
    given: NewPassword,
) -> Result<Result<(), NotSet>, Error> {
    let now = clock.now();
    let Some(waiting) = waiting_reset(&mut db.read().await?, id, now).await? else { return Ok(Err(NotSet::Over)) };
    let account = waiting.account_id;
    if waiting.asks_birth_date {
        // Counted for the account: a new link gives no new tries.
        let subject = blind(keys, "reset", &account.to_string());
        let address = of_address(keys, given.address);
        if let Err(refused) = admit(db, now, &[(&subject, FREE_FOR_ACCOUNT), (&address, FREE_FOR_ADDRESS)]).await? {
            return Ok(Err(refused.into()));
        }
        if given.born.is_none() || given.born != waiting.birth_date {
            let event = Event::new(Actor::visitor(), Action::Update, Subject::Account)
                .on(account.0)
                .noting("password")
                .ended(Outcome::Refused);
            auditor.commit(vec![event], None).await?;
            return Ok(Err(NotSet::NotRight));
        }
        let mut tx = db.begin().await?;
        uncount(&mut tx, &subject).await?;
        uncount(&mut tx, &address).await?;
        tx.commit().await?;
    }
    let chosen = match given.text.check(&waiting.email, &[&waiting.name, &given.clinic]) {
        Ok(chosen) => chosen,
        Err(weak) => return Ok(Err(NotSet::Weak(weak))),
    };
    let hash = chosen.hash().await?;
    let mut tx = db.begin().await?;
    let used = tx
        .query("UPDATE password_resets SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND expires_at > $1")
        .bind(now)
        .bind(id)
        .run()
        .await?;
    if used == 0 {
        return Ok(Err(NotSet::Over));
    }
    set(&mut tx, account, hash, now).await?;
    end_earlier(&mut tx, account, now).await?;
    end_sessions(&mut tx, account).await?;
    forget(&mut tx, &of_password(keys, &waiting.email)).await?;
    let event = Event::new(owner(&mut tx, account).await?, Action::Update, Subject::Account);
    auditor.record(&mut tx, event.on(account.0).noting("password, by mail")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether a person has a password; whoever signs in with a passkey only has none.
pub async fn has_password(q: &mut impl Source, by: &Person) -> Result<bool, Error> {
    let (hash,): (String,) =
        q.query("SELECT password_hash FROM accounts WHERE id = $1").bind(by.account()).one().await?;
    Ok(!hash.is_empty())
}

/// Changes the own password. All other devices are signed out, and a notice goes out.
pub async fn change_password(
    db: &Db,
    clock: &Clock,
    keys: &Keys,
    auditor: &Auditor,
    session: &Session,
    present: Password,
    given: NewPassword,
) -> Result<Result<(), NotSet>, Error> {
    let now = clock.now();
    let account = session.account();
    let (hash,): (String,) =
        db.read().await?.query("SELECT password_hash FROM accounts WHERE id = $1").bind(account).one().await?;
    let chosen = match given.text.check(session.email(), &[session.name(), &given.clinic]) {
        Ok(chosen) => chosen,
        Err(weak) => return Ok(Err(NotSet::Weak(weak))),
    };
    // Guessing the present password is slowed like signing in, but apart from it: it locks nobody out.
    let subject = blind(keys, "password", &account.to_string());
    if !hash.is_empty() {
        if let Err(refused) = admit(db, now, &[(&subject, FREE_FOR_ACCOUNT)]).await? {
            return Ok(Err(refused.into()));
        }
        if !present.fits(Some(hash.clone())).await? {
            let event = Event::new(session.actor(), Action::Update, Subject::Account)
                .on(account.0)
                .noting("password")
                .ended(Outcome::Refused);
            auditor.commit(vec![event], None).await?;
            return Ok(Err(NotSet::NotRight));
        }
    }
    let new = chosen.hash().await?;
    let mut tx = db.begin().await?;
    // A link by mail may have set another one while these were hashed.
    let same = tx
        .query("UPDATE accounts SET name = name WHERE id = $1 AND password_hash = $2")
        .bind(account)
        .bind(hash)
        .run()
        .await?;
    if same == 0 {
        return Ok(Err(NotSet::Over));
    }
    set(&mut tx, account, new, now).await?;
    tx.query("DELETE FROM sign_ins WHERE account_id = $1").bind(account).run().await?;
    tx.query("DELETE FROM sessions WHERE account_id = $1 AND token_hash <> $2")
        .bind(account)
        .bind(session.token_hash())
        .run()
        .await?;
    tx.query("DELETE FROM sign_in_failures WHERE subject = $1").bind(subject).run().await?;
    end_earlier(&mut tx, account, now).await?;
    let event = Event::new(session.actor(), Action::Update, Subject::Account).on(account.0).noting("password");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Begins a reset; earlier ones end.
pub(super) async fn begin(tx: &mut Tx, account: AccountId, now: DateTime<Utc>) -> Result<ResetId, Error> {
    end_earlier(tx, account, now).await?;
    let id = ResetId::new();
    tx.query("INSERT INTO password_resets (id, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(account)
        .bind(now)
        .bind(now + Duration::minutes(VALID_MINUTES))
        .run()
        .await?;
    Ok(id)
}

/// Only the newest link works.
async fn end_earlier(tx: &mut Tx, account: AccountId, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query(
        "UPDATE password_resets SET expires_at = $1 WHERE account_id = $2 AND used_at IS NULL AND expires_at > $1",
    )
    .bind(now)
    .bind(account)
    .run()
    .await?;
    Ok(())
}

async fn set(tx: &mut Tx, account: AccountId, hash: String, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query("UPDATE accounts SET password_hash = $1 WHERE id = $2").bind(hash).bind(account).run().await?;
    let change = crate::ids::new().to_string();
    mail::enqueue(tx, mail::Kind::PasswordChanged, account.0, &change, now).await?;
    Ok(())
}
