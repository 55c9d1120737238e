use super::{Entry, Password, Role, SessionPolicy, Token, email::email_key, sessions, store};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Outcome, Subject},
    clock::Clock,
    db::{Db, Source as _, Tx},
    factors,
    ids::AccountId,
    keys::{Keys, keyed_digest},
};
use chrono::{DateTime, Duration, Utc};
use hmac::Mac as _;
use std::net::IpAddr;

/// What someone gives to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// The e-mail address as typed.
    pub email: String,
    /// The password as typed.
    pub password: Password,
    /// The network address it comes from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

/// What the right password has led to.
#[derive(Clone, Debug)]
pub enum SignedIn {
    /// The account has no second factor: its session has begun.
    Open(Token),
    /// A second factor is missing. The token stands for this sign-in and opens nothing; see [`factors::pending`].
    Pending(Token),
}

impl SignedIn {
    /// The session, where it has begun.
    pub fn opened(self) -> Option<Token> {
        match self {
            Self::Open(token) => Some(token),
            Self::Pending(_) => None,
        }
    }
}

/// Why nobody was signed in. Neither says whether the account exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// E-mail address and password do not belong together.
    NotRight,
    /// Too many failures: the next try is possible after this many seconds.
    Wait {
        /// Seconds to wait.
        seconds: i64,
    },
}

/// Failures without a delay, for an account and for a network address (behind which many people may sit).
pub(crate) const FREE_FOR_ACCOUNT: i64 = 4;
pub(crate) const FREE_FOR_ADDRESS: i64 = 20;
/// The longest delay.
const LONGEST_MINUTES: i64 = 15;
/// Failures are forgotten after this.
const FORGET_HOURS: i64 = 24;

/// Signs a person in with e-mail address and password.
///
/// Each try is counted before the password is looked at, so that many at once gain nothing; success clears the count of the
/// account. An unknown account takes as long and is answered the same as a wrong password. Where the account has a second
/// factor no session begins yet.
pub async fn sign_in(
    db: &Db,
    clock: &Clock,
    keys: &Keys,
    auditor: &Auditor,
    policy: SessionPolicy,
    attempt: SignIn,
) -> Result<Result<SignedIn, Refused>, Error> {
    let account = of_password(keys, &attempt.email);
    let address = of_address(keys, attempt.address);
    if let Err(refused) = admit(db, clock.now(), &[(&account, FREE_FOR_ACCOUNT), (&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }

    let known =
        store::by_email(&mut db.read().await?, &attempt.email).await?.filter(|known| known.disabled_at.is_none());
    let fits = attempt.password.fits(known.as_ref().map(|known| known.password_hash.clone())).await?;

    let mut tx = db.begin().await?;
    let known = match known.filter(|_| fits) {
        Some(known) if is_unchanged(&mut tx, &known).await? => Some(known),
        _ => None,
    };
    let Some(known) = known else {
        let event = Event::new(Actor::visitor(), Action::Execute, Subject::Session).ended(Outcome::Refused);
        auditor.record(&mut tx, event).await?;
        tx.commit().await?;
        return Ok(Err(Refused::NotRight));
    };
    forget(&mut tx, &account).await?;
    uncount(&mut tx, &address).await?;
    let roles = store::roles(&mut tx, known.id).await?;
    let actor = Actor::person(known.id, &known.name, roles.iter().next().unwrap_or(Role::Patient));
    let event = Event::new(actor, Action::Execute, Subject::Session);
    let signed_in = if factors::held(&mut tx, known.id).await?.any() {
        let token = factors::begin_pending(&mut tx, known.id, clock.now()).await?;
        auditor.record(&mut tx, event.noting("password")).await?;
        SignedIn::Pending(token)
    } else {
        let entry = Entry { factor: None, user_agent: attempt.user_agent };
        let token = sessions::begin(&mut tx, known.id, policy, &entry, clock.now()).await?;
        auditor.record(&mut tx, event).await?;
        SignedIn::Open(token)
    };
    tx.commit().await?;
    Ok(Ok(signed_in))
}

/// Whether the password that was looked at still is the account's, which nobody else changes until the transaction ends: hashing
/// takes long enough for it to be replaced, and all sessions ended, meanwhile.
async fn is_unchanged(tx: &mut Tx, known: &store::Account) -> Result<bool, Error> {
    let rows = tx
        .query("UPDATE accounts SET name = name WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL")
        .bind(known.id)
        .bind(known.password_hash.clone())
        .run()
        .await?;
    Ok(rows > 0)
}

/// Counts a try against each subject, unless one of them has to wait.
pub(crate) async fn admit(
    db: &Db,
    now: DateTime<Utc>,
    subjects: &[(&[u8], i64)],
) -> Result<Result<(), Refused>, Error> {
    let mut tx = db.begin().await?;
    tx.query("DELETE FROM sign_in_failures WHERE failed_at < $1")
        .bind(now - Duration::hours(FORGET_HOURS))
        .run()
        .await?;
    let mut wait = None;
    for (subject, free) in subjects {
        wait = wait.max(count(&mut tx, subject, *free, now).await?);
    }
    if let Some(seconds) = wait {
        tx.rollback().await?;
        return Ok(Err(Refused::Wait { seconds }));
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// A network address as the table of failures knows it.
pub(crate) fn of_address(keys: &Keys, address: IpAddr) -> Vec<u8> {
    blind(keys, "address", &network(address))
}

/// An account's second factors as the table of failures knows them.
pub(crate) fn of_factors(keys: &Keys, account: AccountId) -> Vec<u8> {
    blind(keys, "factor", &account.to_string())
}

/// The password of an account as the table of failures knows it.
pub(crate) fn of_password(keys: &Keys, email: &str) -> Vec<u8> {
    blind(keys, "account", &email_key(email))
}

/// Forgets all failures of a subject, after it has succeeded.
pub(crate) async fn forget(tx: &mut Tx, subject: &[u8]) -> Result<(), Error> {
    tx.query("DELETE FROM sign_in_failures WHERE subject = $1").bind(subject.to_vec()).run().await?;
    Ok(())
}

/// Counts a try as failed until it turns out otherwise, and sets the delay that follows: 2, 4, 8 … seconds after the free ones.
/// Tells how many seconds are to wait, if this try came too early. Counting comes first: it locks the row, so that of
/// many tries at once each sees what those before it did.
async fn count(tx: &mut Tx, subject: &[u8], free: i64, now: DateTime<Utc>) -> Result<Option<i64>, Error> {
    let (failures, blocked_until): (i64, DateTime<Utc>) = tx
        .query(
            "INSERT INTO sign_in_failures (subject, failures, failed_at, blocked_until) VALUES ($1, 1, $2, $2)
             ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failures.failures + 1, failed_at = $2
             RETURNING failures, blocked_until",
        )
        .bind(subject.to_vec())
        .bind(now)
        .one()
        .await?;
    if blocked_until > now {
        return Ok(Some((blocked_until - now).num_seconds() + 1));
    }
    let delay = delay(failures - free);
    if delay > Duration::zero() {
        tx.query("UPDATE sign_in_failures SET blocked_until = $1 WHERE subject = $2")
            .bind(now + delay)
            .bind(subject.to_vec())
            .run()
            .await?;
    }
    Ok(None)
}

/// Takes back the count of a try that succeeded, leaving the failures of others at the same address.
pub(crate) async fn uncount(tx: &mut Tx, subject: &[u8]) -> Result<(), Error> {
    tx.query("UPDATE sign_in_failures SET failures = failures - 1, blocked_until = failed_at WHERE subject = $1 AND failures > 0")
        .bind(subject.to_vec())
        .run()
        .await?;
    Ok(())
}

/// The delay after `over` failures beyond the free ones.
fn delay(over: i64) -> Duration {
    if over <= 0 {
        return Duration::zero();
    }
    let seconds = u32::try_from(over).ok().and_then(|over| 2_i64.checked_pow(over)).unwrap_or(i64::MAX);
    Duration::seconds(seconds.min(LONGEST_MINUTES * 60))
}

/// One IPv4 address, or the /64 network that one household or attacker usually holds in IPv6.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        },
    }
}

/// A keyed digest: the table of failures holds no addresses.
pub(super) fn blind(keys: &Keys, kind: &str, text: &str) -> Vec<u8> {
    let mut mac = keyed_digest(&keys.blind);
    mac.update(kind.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_stop_growing() {
        let seconds: Vec<_> =
            [0, 1, 2, 3, 9, 10, 64, i64::MAX].into_iter().map(|over| delay(over).num_seconds()).collect();
        assert_eq!(seconds, [0, 2, 4, 8, 512, 900, 900, 900]);
    }

    #[test]
    fn an_ipv6_household_counts_as_one() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6".parse().unwrap()), network("2001:db8:1:2::1".parse().unwrap()));
        assert_eq!(network("::ffff:192.0.2.7".parse().unwrap()), "192.0.2.7");
    }
}
