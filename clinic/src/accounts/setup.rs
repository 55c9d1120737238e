use super::{
    Entry, Language, NewAccount, Password, Refused, Role, SessionPolicy, Token,
    codes::{code_hash, new_code},
    email::{is_email, is_name},
    email_changes::ask_to_confirm,
    joining::NotJoined,
    sessions,
    sign_in::{FREE_FOR_ADDRESS, admit, of_address, uncount},
    store,
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Outcome, Subject},
    clock::Clock,
    db::{Db, Source},
    ids::InvitationId,
    keys::Keys,
};
use chrono::{DateTime, Duration, Utc};
use std::net::IpAddr;

/// Days the code for the first administrator can be used.
const VALID_DAYS: i64 = 7;

/// What someone gives to become the first administrator.
#[derive(Clone, Debug)]
pub struct FirstAdmin {
    /// The code that the server printed, as typed.
    pub code: String,
    /// Their name.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The password as typed.
    pub password: Password,
    /// The language they read the page in.
    pub language: Option<Language>,
    /// The clinic's name, which is no password.
    pub clinic: String,
    /// The network address it comes from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

/// Whether nobody can sign in yet.
pub async fn is_unclaimed(q: &mut impl Source) -> Result<bool, Error> {
    let (is_claimed,): (bool,) = q.query("SELECT EXISTS (SELECT 1 FROM accounts)").one().await?;
    Ok(!is_claimed)
}

/// A code with which the first administrator is made; codes made before it end. `None` once there is an account.
pub async fn begin_setup(db: &Db, auditor: &Auditor, now: DateTime<Utc>) -> Result<Option<String>, Error> {
    let mut tx = db.begin().await?;
    if !is_unclaimed(&mut tx).await? {
        return Ok(None);
    }
    tx.query("UPDATE invitations SET revoked_at = $1 WHERE kind = 'setup' AND used_at IS NULL AND revoked_at IS NULL")
        .bind(now)
        .run()
        .await?;
    let (id, code) = (InvitationId::new(), new_code());
    tx.query(
        "INSERT INTO invitations (id, kind, roles, code_hash, created_at, expires_at)
         VALUES ($1, 'setup', $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(Role::Admin.name().to_owned())
    .bind(code_hash(&code))
    .bind(now)
    .bind(now + Duration::days(VALID_DAYS))
    .run()
    .await?;
    let event = Event::new(Actor::operator(), Action::Create, Subject::Invitation).on(id.0).noting("setup");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Some(code))
}

/// Makes the first administrator and signs them in.
///
/// # Errors
/// `NotFound` once there is an account.
pub async fn set_up(
    db: &Db,
    clock: &Clock,
    keys: &Keys,
    auditor: &Auditor,
    policy: SessionPolicy,
    given: FirstAdmin,
) -> Result<Result<Token, NotJoined>, Error> {
    let now = clock.now();
    if !is_unclaimed(&mut db.read().await?).await? {
        return Err(Error::NotFound);
    }
    let address = of_address(keys, given.address);
    if let Err(refused) = admit(db, now, &[(&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused.into()));
    }
    if !is_email(&given.email) || !is_name(&given.name) {
        return Ok(Err(NotJoined::Email));
    }
    let password = match given.password.check(&given.email, &[&given.name, &given.clinic]) {
        Ok(password) => password,
        Err(weak) => return Ok(Err(NotJoined::Weak(weak))),
    };
    let hash = password.clone().hash().await?;
    let mut tx = db.begin().await?;
    // Two people with one code: the first one's use of it makes the other wait, and then find it used.
    let used: Option<(InvitationId,)> = tx
        .query(
            "UPDATE invitations SET used_at = $1
             WHERE code_hash = $2 AND kind = 'setup' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $1
             RETURNING id",
        )
        .bind(now)
        .bind(code_hash(&given.code))
        .maybe()
        .await?;
    let used = match used {
        Some(used) if is_unclaimed(&mut tx).await? => Some(used),
        _ => None,
    };
    let Some((invitation,)) = used else {
        tx.rollback().await?;
        let event = Event::new(Actor::visitor(), Action::Execute, Subject::Invitation).ended(Outcome::Refused);
        auditor.commit(vec![event], None).await?;
        return Ok(Err(Refused::NotRight.into()));
    };
    let new = NewAccount {
        email: given.email,
        name: given.name,
        password,
        roles: vec![Role::Admin],
        language: given.language,
        patient: None,
        practitioner: None,
    };
    let account = store::insert(&mut tx, &new, hash, now).await?;
    ask_to_confirm(&mut tx, account, &new.email, now).await?;
    let actor = Actor::person(account, &new.name, Role::Admin);
    let event = Event::new(actor.clone(), Action::Execute, Subject::Invitation).on(invitation.0).noting("setup");
    auditor.record(&mut tx, event).await?;
    store::give_roles(&mut tx, auditor, &actor, account, new.roles.iter().copied().collect()).await?;
    uncount(&mut tx, &address).await?;
    let entry = Entry { factor: None, user_agent: given.user_agent };
    let token = sessions::begin(&mut tx, account, policy, &entry, now).await?;
    tx.commit().await?;
    Ok(Ok(token))
}
