use super::{Held, held};
use crate::{
    Error,
    accounts::{Role, Roles, Session},
    audit::{Action, Actor, Event, Subject},
    db::{Source, Tx},
    ids::AccountId,
    mail::{self, Kind},
};
use chrono::{DateTime, Utc};

/// Proof that someone may change their second factors: they have just shown who they are, with an app, a passkey or a recovery code
/// where they have one. A password or a mail alone must not be enough to replace what is stronger.
#[derive(Clone, Debug)]
pub struct Keeper {
    account: AccountId,
    actor: Actor,
    name: String,
    email: String,
    roles: Roles,
    token_hash: Vec<u8>,
    held: Held,
}

impl Keeper {
    /// The proof, or nothing where the person has to confirm first.
    pub async fn of(q: &mut impl Source, session: &Session, now: DateTime<Utc>) -> Result<Option<Self>, Error> {
        if !session.is_fresh(now) {
            return Ok(None);
        }
        let held = held(q, session.account()).await?;
        Ok((session.is_strong() || !held.is_strong()).then(|| Self {
            account: session.account(),
            actor: session.actor(),
            name: session.name().to_owned(),
            email: session.email().to_owned(),
            roles: session.roles(),
            token_hash: session.token_hash(),
            held,
        }))
    }

    /// What they had when the proof was made.
    pub fn held(&self) -> Held {
        self.held
    }

    pub(super) fn account(&self) -> AccountId {
        self.account
    }

    pub(super) fn actor(&self) -> Actor {
        self.actor.clone()
    }

    /// The person's name, which an authenticator shows.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The address they sign in with, by which an authenticator tells accounts apart.
    pub(super) fn email(&self) -> &str {
        &self.email
    }

    pub(super) fn token_hash(&self) -> Vec<u8> {
        self.token_hash.clone()
    }

    /// Whether one of their roles is closed without an app or a passkey.
    pub(super) fn needs_factor(&self) -> bool {
        self.roles.iter().any(Role::needs_factor)
    }
}

/// Lets nobody else change the account's factors until the transaction ends, and gives what it has now.
pub(super) async fn lock(tx: &mut Tx, account: AccountId) -> Result<Held, Error> {
    tx.query("UPDATE accounts SET mail_codes = mail_codes WHERE id = $1").bind(account).run().await?;
    held(tx, account).await
}

/// Notes a change of someone's factors in the trail, and tells them by mail.
pub(super) async fn record(
    tx: &mut Tx,
    portal: &crate::Portal,
    event: Event,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    portal.auditor.record(tx, event).await?;
    mail::enqueue(tx, Kind::FactorChanged, account.0, &crate::ids::new().to_string(), now).await?;
    Ok(())
}

/// A change of one's own factors, as the trail names it.
pub(super) fn event(actor: Actor, action: Action, what: &str) -> Event {
    Event::new(actor, action, Subject::Factor).noting(what)
}
