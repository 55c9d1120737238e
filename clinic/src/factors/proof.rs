use super::{
    Code, Held, Pending, apps, held,
    keeper::{lock, record},
    mail_codes, recovery,
};
use crate::{
    Error, Portal,
    accounts::{
        Entry, FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, FRESH_MINUTES, FactorKind, Password, Refused, Session, Token, admit,
        begin_session, by_email, forget, of_address, of_factors, of_password, uncount,
    },
    audit::{Action, Actor, Event, Outcome, Subject},
    db::{Source as _, Tx},
    ids::AccountId,
};
use chrono::{DateTime, Duration, Utc};
use std::net::IpAddr;

/// What someone gives to show who they are.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A code.
    Code(Code),
    /// The password.
    Password(Password),
}

/// What is asked for when someone has to confirm who they are: the strongest they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// An app, a passkey or a recovery code.
    Strong,
    /// A code by mail.
    Mail,
    /// The password.
    Password,
}

/// What is asked for of someone who has that.
pub fn asked_of(held: Held) -> Confirmation {
    if held.is_strong() || held.recovery_codes > 0 {
        Confirmation::Strong
    } else if held.mail_codes {
        Confirmation::Mail
    } else {
        Confirmation::Password
    }
}

/// Completes a sign-in with a code: a new session begins, and the pending one is over. Each try is counted before the code is
/// looked at, against the account and against the network address.
pub async fn complete(
    portal: &Portal,
    pending: &Pending,
    code: &Code,
    address: IpAddr,
    user_agent: Option<String>,
) -> Result<Result<Token, Refused>, Error> {
    let now = portal.clock.now();
    let account = of_factors(&portal.keys, pending.account());
    let address = of_address(&portal.keys, address);
    if let Err(refused) = admit(&portal.db, now, &[(&account, FREE_FOR_ACCOUNT), (&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }
    let mut tx = portal.db.begin().await?;
    let held = lock(&mut tx, pending.account()).await?;
    let allowed = |kind| kind != FactorKind::Mail || held.mail_codes;
    let given = take(&mut tx, portal, pending.account(), code, allowed, now).await?;
    let done = match given {
        Some(kind) => begin(&mut tx, portal, pending, kind, held, user_agent, now).await?,
        None => None,
    };
    let Some(token) = done else {
        refuse(&mut tx, portal, pending.actor()).await?;
        tx.commit().await?;
        return Ok(Err(Refused::NotRight));
    };
    forget(&mut tx, &account).await?;
    uncount(&mut tx, &address).await?;
    if given == Some(FactorKind::Recovery) {
        let used = Event::new(pending.actor(), Action::Execute, Subject::Factor).noting("recovery code");
        record(&mut tx, portal, used, pending.account(), now).await?;
    }
    tx.commit().await?;
    Ok(Ok(token))
}

/// Confirms who someone is, as an action of consequence asks for. Whoever has an app or a passkey confirms with it or with a
/// recovery code: neither a password nor a mail is enough.
pub async fn confirm(
    portal: &Portal,
    session: &Session,
    proof: Proof,
    address: IpAddr,
) -> Result<Result<(), Refused>, Error> {
    let now = portal.clock.now();
    let subject = match &proof {
        Proof::Code(_) => of_factors(&portal.keys, session.account()),
        Proof::Password(_) => of_password(&portal.keys, session.email()),
    };
    let address = of_address(&portal.keys, address);
    if let Err(refused) = admit(&portal.db, now, &[(&subject, FREE_FOR_ACCOUNT), (&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }
    let asked = asked_of(held(&mut portal.db.read().await?, session.account()).await?);
    // The password is looked at before the transaction begins: its hash takes long.
    let fits = match &proof {
        Proof::Password(password) if asked == Confirmation::Password => {
            let known = by_email(&mut portal.db.read().await?, session.email()).await?;
            let known = known.filter(|known| known.id == session.account());
            password.clone().fits(known.map(|known| known.password_hash)).await?
        }
        _ => false,
    };
    let mut tx = portal.db.begin().await?;
    let right = match &proof {
        Proof::Password(_) => fits.then_some(None),
        Proof::Code(code) => {
            let allowed = |kind: FactorKind| match asked {
                Confirmation::Strong => kind.is_strong(),
                Confirmation::Mail => kind == FactorKind::Mail,
                Confirmation::Password => false,
            };
            take(&mut tx, portal, session.account(), code, allowed, now).await?.map(Some)
        }
    };
    let Some(kind) = right else {
        refuse(&mut tx, portal, session.actor()).await?;
        tx.commit().await?;
        return Ok(Err(Refused::NotRight));
    };
    forget(&mut tx, &subject).await?;
    uncount(&mut tx, &address).await?;
    mark(&mut tx, portal, session, kind, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Begins the session that a pending sign-in has waited for. Nothing, where it is over already.
pub(super) async fn begin(
    tx: &mut Tx,
    portal: &Portal,
    pending: &Pending,
    kind: FactorKind,
    held: Held,
    user_agent: Option<String>,
    now: DateTime<Utc>,
) -> Result<Option<Token>, Error> {
    let ended = tx
        .query("DELETE FROM sign_ins WHERE token_hash = $1 AND ends_at > $2")
        .bind(pending.token_hash())
        .bind(now)
        .run()
        .await?;
    if ended == 0 {
        return Ok(None);
    }
    let entry = Entry { factor: Some(kind), user_agent };
    let token = begin_session(tx, pending.account(), portal.policies.sessions(), &entry, now).await?;
    if !kind.is_strong() && held.is_strong() {
        // Signed in with less than they have: what asks for a fresh proof asks for the stronger one at once.
        tx.query("UPDATE sessions SET confirmed_at = $1 WHERE token_hash = $2")
            .bind(now - Duration::minutes(FRESH_MINUTES))
            .bind(token.hash())
            .run()
            .await?;
    }
    let event = Event::new(pending.actor(), Action::Execute, Subject::Session).noting(name(kind));
    portal.auditor.record(tx, event).await?;
    Ok(Some(token))
}

/// Marks a session as just confirmed, and by what if that is stronger than what was given before.
pub(super) async fn mark(
    tx: &mut Tx,
    portal: &Portal,
    session: &Session,
    kind: Option<FactorKind>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    tx.query("UPDATE sessions SET confirmed_at = $1, factor = $2 WHERE token_hash = $3")
        .bind(now)
        .bind(kind.max(session.factor()))
        .bind(session.token_hash())
        .run()
        .await?;
    let event = Event::new(session.actor(), Action::Execute, Subject::Session)
        .noting(format!("confirmed: {}", kind.map_or("password", name)));
    portal.auditor.record(tx, event).await?;
    if kind == Some(FactorKind::Recovery) {
        let used = Event::new(session.actor(), Action::Execute, Subject::Factor).noting("recovery code");
        record(tx, portal, used, session.account(), now).await?;
    }
    Ok(())
}

/// Notes a proof that was not right.
pub(super) async fn refuse(tx: &mut Tx, portal: &Portal, who: Actor) -> Result<(), Error> {
    let event = Event::new(who, Action::Execute, Subject::Session).ended(Outcome::Refused).noting("second factor");
    portal.auditor.record(tx, event).await
}

/// Takes a code where its kind is allowed, and tells which kind it was.
async fn take(
    tx: &mut Tx,
    portal: &Portal,
    account: AccountId,
    code: &Code,
    allowed: impl Fn(FactorKind) -> bool + Send,
    now: DateTime<Utc>,
) -> Result<Option<FactorKind>, Error> {
    let kind = match code {
        Code::App(_) => FactorKind::Totp,
        Code::Mail(_) => FactorKind::Mail,
        Code::Recovery(_) => FactorKind::Recovery,
    };
    if !allowed(kind) {
        return Ok(None);
    }
    let taken = match code {
        Code::App(digits) => apps::take(tx, &portal.keys, account, digits, now).await?,
        Code::Mail(digits) => mail_codes::take(tx, &portal.keys, account, digits, now).await?,
        Code::Recovery(digits) => recovery::take(tx, account, digits, now).await?,
    };
    Ok(taken.then_some(kind))
}

fn name(kind: FactorKind) -> &'static str {
    match kind {
        FactorKind::Mail => "code by mail",
        FactorKind::Recovery => "recovery code",
        FactorKind::Totp => "app",
        FactorKind::Passkey => "passkey",
    }
}
