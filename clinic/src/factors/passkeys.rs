use super::{
    FactorName, Keeper, Pending,
    challenges::{self, Asked, Challenge},
    change::{Added, NotChanged, added},
    credentials::{by_credential, credential_id, names, of_account, used},
    keeper::lock,
    proof::{begin, mark, refuse},
    relying_party::relying_party,
};
use crate::{
    Error, Portal,
    accounts::{
        Entry, FREE_FOR_ADDRESS, FactorKind, Refused, Role, Session, Token, admit, begin_session, of_address, roles,
        uncount,
    },
    audit::{Action, Actor, Event, Subject},
    db::{Source, Tx},
    ids::{AccountId, FactorId},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::net::IpAddr;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential,
};

/// Passkeys an account may have.
pub const MOST_PASSKEYS: i64 = 10;

/// Asks the browser for a new passkey.
///
/// # Errors
/// `NotFound` where passkeys cannot be used; `NotChanged::TooMany` when the account has ten.
pub async fn start_passkey(
    portal: &Portal,
    by: &Keeper,
    now: DateTime<Utc>,
) -> Result<Result<Challenge, NotChanged>, Error> {
    let relying = relying_party(portal)?;
    let mut tx = portal.db.begin().await?;
    if lock(&mut tx, by.account()).await?.passkeys >= MOST_PASSKEYS {
        return Ok(Err(NotChanged::TooMany));
    }
    let known: Vec<(Vec<u8>,)> =
        tx.query("SELECT credential_id FROM passkeys WHERE account_id = $1").bind(by.account()).all().await?;
    let known = known.into_iter().map(|(id,)| id).collect();
    let (options, state) = relying
        .start_passkey_registration(by.account().0, by.email(), by.name(), Some(known))
        .map_err(|error| Error::Broken(format!("a passkey cannot be asked for: {error}")))?;
    let mut options = json(&options)?;
    // The passkey alone has to be enough to sign in: the device itself remembers whose it is.
    let wishes = options.pointer_mut("/publicKey/authenticatorSelection").and_then(|wishes| wishes.as_object_mut());
    if let Some(wishes) = wishes {
        wishes.insert("residentKey".to_owned(), "required".into());
        wishes.insert("requireResidentKey".to_owned(), true.into());
    }
    let id = challenges::keep(&mut tx, &portal.keys, Asked::Register, Some(by.account()), &state, now).await?;
    tx.commit().await?;
    Ok(Ok(Challenge { id, options: options.to_string() }))
}

/// Takes the passkey that the browser has made.
pub async fn finish_passkey(
    portal: &Portal,
    by: &Keeper,
    challenge: Uuid,
    answer: &str,
    name: &FactorName,
    now: DateTime<Utc>,
) -> Result<Result<Added, NotChanged>, Error> {
    let relying = relying_party(portal)?;
    let mut tx = portal.db.begin().await?;
    let before = lock(&mut tx, by.account()).await?;
    let state: Option<PasskeyRegistration> =
        challenges::take(&mut tx, &portal.keys, Asked::Register, Some(by.account()), challenge, now).await?;
    let answer: Option<RegisterPublicKeyCredential> = serde_json::from_str(answer).ok();
    let passkey = match (&state, &answer) {
        (Some(state), Some(answer)) => relying.finish_passkey_registration(answer, state).ok(),
        _ => None,
    };
    let Some(passkey) = passkey else {
        tx.commit().await?;
        return Ok(Err(NotChanged::WrongAnswer));
    };
    if before.passkeys >= MOST_PASSKEYS {
        return Ok(Err(NotChanged::TooMany));
    }
    let id = FactorId::new();
    let stored: Option<(FactorId,)> = tx
        .query(
            "INSERT INTO passkeys (id, account_id, name, credential_id, credential, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(id)
        .bind(by.account())
        .bind(name.text().to_owned())
        .bind(credential_id(&passkey))
        .bind(json(&passkey)?.to_string())
        .bind(now)
        .maybe()
        .await?;
    if stored.is_none() {
        return Ok(Err(NotChanged::Known));
    }
    let added = added(&mut tx, portal, by, FactorKind::Passkey, before, id, now).await?;
    tx.commit().await?;
    Ok(Ok(added))
}

/// Asks the browser for any passkey of this portal, to sign in with it alone.
///
/// # Errors
/// `NotFound` where passkeys cannot be used.
pub async fn ask_passkey_to_sign_in(portal: &Portal, now: DateTime<Utc>) -> Result<Challenge, Error> {
    let (options, state) = relying_party(portal)?
        .start_discoverable_authentication()
        .map_err(|error| Error::Broken(format!("a passkey cannot be asked for: {error}")))?;
    ask(portal, Asked::SignIn, None, &options, &state, now).await
}

/// Signs in with a passkey alone: it proves both that the device is at hand and that its owner has unlocked it.
pub async fn sign_in_with_passkey(
    portal: &Portal,
    challenge: Uuid,
    answer: &str,
    address: IpAddr,
    user_agent: Option<String>,
) -> Result<Result<Token, Refused>, Error> {
    let now = portal.clock.now();
    let relying = relying_party(portal)?;
    let address = of_address(&portal.keys, address);
    if let Err(refused) = admit(&portal.db, now, &[(&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }
    let mut tx = portal.db.begin().await?;
    let state: Option<DiscoverableAuthentication> =
        challenges::take(&mut tx, &portal.keys, Asked::SignIn, None, challenge, now).await?;
    let answer: Option<PublicKeyCredential> = serde_json::from_str(answer).ok();
    let known = match &answer {
        Some(answer) => by_credential(&mut tx, answer).await?,
        None => None,
    };
    let proven = match (state, &answer, &known) {
        (Some(state), Some(answer), Some(known)) => relying
            .finish_discoverable_authentication_v2(answer, state, &known.passkey)
            .ok()
            .filter(|result| result.user_verified() && names(answer, known.account)),
        _ => None,
    };
    let proven = match (proven, known) {
        (Some(result), Some(known)) => {
            let who = (known.account, known.name.clone());
            lock(&mut tx, known.account).await?;
            used(&mut tx, known, &result, now).await?.then_some(who)
        }
        _ => None,
    };
    let Some((account, name)) = proven else {
        refuse(&mut tx, portal, Actor::visitor()).await?;
        tx.commit().await?;
        return Ok(Err(Refused::NotRight));
    };
    uncount(&mut tx, &address).await?;
    let entry = Entry { factor: Some(FactorKind::Passkey), user_agent };
    let token = begin_session(&mut tx, account, portal.policies.sessions(), &entry, now).await?;
    let roles = roles(&mut tx, account).await?;
    let actor = Actor::person(account, &name, roles.iter().next().unwrap_or(Role::Patient));
    portal.auditor.record(&mut tx, Event::new(actor, Action::Execute, Subject::Session).noting("passkey")).await?;
    tx.commit().await?;
    Ok(Ok(token))
}

/// Asks for a passkey of someone whose password was right.
///
/// # Errors
/// `NotFound` where passkeys cannot be used, or they have none.
pub async fn ask_second_passkey(portal: &Portal, pending: &Pending, now: DateTime<Utc>) -> Result<Challenge, Error> {
    ask_for_one(portal, pending.account(), Asked::SecondFactor, now).await
}

/// Completes a sign-in with a passkey.
pub async fn complete_with_passkey(
    portal: &Portal,
    pending: &Pending,
    challenge: Uuid,
    answer: &str,
    address: IpAddr,
    user_agent: Option<String>,
) -> Result<Result<Token, Refused>, Error> {
    let now = portal.clock.now();
    let address = of_address(&portal.keys, address);
    if let Err(refused) = admit(&portal.db, now, &[(&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }
    let mut tx = portal.db.begin().await?;
    let held = lock(&mut tx, pending.account()).await?;
    let right = check(&mut tx, portal, pending.account(), Asked::SecondFactor, challenge, answer, now).await?;
    let token =
        if right { begin(&mut tx, portal, pending, FactorKind::Passkey, held, user_agent, now).await? } else { None };
    match &token {
        Some(_) => uncount(&mut tx, &address).await?,
        None => refuse(&mut tx, portal, pending.actor()).await?,
    }
    tx.commit().await?;
    Ok(token.ok_or(Refused::NotRight))
}

/// Asks someone who is signed in for a passkey of theirs.
///
/// # Errors
/// `NotFound` where passkeys cannot be used, or they have none.
pub async fn ask_passkey_to_confirm(
    portal: &Portal,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Challenge, Error> {
    ask_for_one(portal, session.account(), Asked::Confirm, now).await
}

/// Confirms with a passkey who someone is.
pub async fn confirm_with_passkey(
    portal: &Portal,
    session: &Session,
    challenge: Uuid,
    answer: &str,
    address: IpAddr,
) -> Result<Result<(), Refused>, Error> {
    let now = portal.clock.now();
    let address = of_address(&portal.keys, address);
    if let Err(refused) = admit(&portal.db, now, &[(&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }
    let mut tx = portal.db.begin().await?;
    let right = check(&mut tx, portal, session.account(), Asked::Confirm, challenge, answer, now).await?;
    if right {
        uncount(&mut tx, &address).await?;
        mark(&mut tx, portal, session, Some(FactorKind::Passkey), now).await?;
    } else {
        refuse(&mut tx, portal, session.actor()).await?;
    }
    tx.commit().await?;
    Ok(if right { Ok(()) } else { Err(Refused::NotRight) })
}

async fn ask_for_one(
    portal: &Portal,
    account: AccountId,
    asked: Asked,
    now: DateTime<Utc>,
) -> Result<Challenge, Error> {
    let relying = relying_party(portal)?;
    let passkeys: Vec<Passkey> =
        of_account(&mut portal.db.read().await?, account).await?.into_iter().map(|known| known.passkey).collect();
    if passkeys.is_empty() {
        return Err(Error::NotFound);
    }
    let (options, state) = relying
        .start_passkey_authentication(&passkeys)
        .map_err(|error| Error::Broken(format!("a passkey cannot be asked for: {error}")))?;
    ask(portal, asked, Some(account), &options, &state, now).await
}

async fn ask(
    portal: &Portal,
    asked: Asked,
    account: Option<AccountId>,
    options: &(impl Serialize + Sync),
    state: &(impl Serialize + Sync),
    now: DateTime<Utc>,
) -> Result<Challenge, Error> {
    let mut tx = portal.db.begin().await?;
    let id = challenges::keep(&mut tx, &portal.keys, asked, account, state, now).await?;
    tx.commit().await?;
    Ok(Challenge { id, options: json(options)?.to_string() })
}

/// Whether the answer was signed by one of the account's passkeys, whose owner has unlocked it.
async fn check(
    tx: &mut Tx,
    portal: &Portal,
    account: AccountId,
    asked: Asked,
    challenge: Uuid,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let relying = relying_party(portal)?;
    let state: Option<PasskeyAuthentication> =
        challenges::take(tx, &portal.keys, asked, Some(account), challenge, now).await?;
    let answer: Option<PublicKeyCredential> = serde_json::from_str(answer).ok();
    let (Some(state), Some(answer)) = (state, answer) else { return Ok(false) };
    let Ok(result) = relying.finish_passkey_authentication(&answer, &state) else { return Ok(false) };
    // The passkey may have been removed since it was asked for.
    let known = of_account(tx, account).await?.into_iter().find(|known| known.passkey.cred_id() == result.cred_id());
    match known {
        Some(known) if result.user_verified() => used(tx, known, &result, now).await,
        _ => Ok(false),
    }
}

pub(super) fn json(value: &impl Serialize) -> Result<serde_json::Value, Error> {
    serde_json::to_value(value).map_err(|error| Error::Broken(format!("a passkey: {error}")))
}
