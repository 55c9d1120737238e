use super::{
    Entry, Language, NewAccount, Password, Person, Refused, SessionPolicy, Token, WeakPassword,
    email::{email_key, is_email},
    email_changes::ask_to_confirm,
    fulfilling::{enrich, fulfil, is_guardian},
    landing::{Found, Invitee, Standing, by_code, by_link},
    sessions,
    sign_in::{FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, admit, blind, of_address, uncount},
    store,
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Outcome, Subject},
    clock::Clock,
    db::{Db, Source, Tx},
    ids::{AccountId, InvitationId, PatientId},
    keys::Keys,
};
use chrono::{DateTime, NaiveDate, Utc};
use std::net::IpAddr;

/// Wrong second halves after which an invitation ends: a birth date must not be found by trying.
const TRIES: i64 = 10;

/// What someone holds of an invitation.
#[derive(Clone, Debug)]
pub enum Held {
    /// The link of the mail, which was checked.
    Link(InvitationId),
    /// The code of the letter, as typed.
    Code(String),
}

/// Who accepts an invitation.
#[derive(Clone, Debug)]
pub enum Joiner {
    /// Someone new, who gets an account.
    New {
        /// The password as typed.
        password: Password,
        /// The language they read the page in.
        language: Option<Language>,
    },
    /// Someone who is signed in: their account gets what the invitation gives.
    Known(Person),
}

/// What someone gives to accept an invitation.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The first half of the key.
    pub held: Held,
    /// The birth date as given.
    pub born: Option<NaiveDate>,
    /// The address as typed; by a link it is the one that was mailed to.
    pub email: String,
    /// Who they are.
    pub joiner: Joiner,
    /// The clinic's name, which is no password.
    pub clinic: String,
    /// The network address it comes from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

/// An accepted invitation.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The new session of someone who was not signed in.
    pub token: Option<Token>,
    /// What they came as.
    pub invitee: Invitee,
}

/// Why an invitation was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotJoined {
    /// The halves of the key do not belong together, or it is used, ended or too old: which of these is not said.
    NotRight,
    /// Too many failures: wait so many seconds.
    Wait {
        /// Seconds to wait.
        seconds: i64,
    },
    /// That is no e-mail address.
    Email,
    /// The address cannot be had by a new account. Only who has the whole key is told.
    EmailTaken,
    /// The account that is signed in, or the record, has what the invitation would give already.
    HasOne,
    /// It is for somebody else: who is signed in issued it themselves, or is the guardian of the patient whom it is for.
    NotTheirs,
    /// The password is not taken.
    Weak(WeakPassword),
}

/// Makes the account of someone who was invited and signs them in, or gives the account that is signed in what the invitation
/// gives. Failures for one invitation and at one network address slow it down as for signing in.
pub async fn accept(
    db: &Db,
    clock: &Clock,
    keys: &Keys,
    auditor: &Auditor,
    policy: SessionPolicy,
    given: Acceptance,
) -> Result<Result<Joined, NotJoined>, Error> {
    let now = clock.now();
    let address = of_address(keys, given.address);
    let subject = match &given.held {
        Held::Link(id) => blind(keys, "invitation", &id.to_string()),
        Held::Code(code) => blind(keys, "code", &format!("{:02x?}", super::code_hash(code))),
    };
    if let Err(refused) = admit(db, now, &[(&subject, FREE_FOR_ACCOUNT), (&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused.into()));
    }
    let mut q = db.read().await?;
    let (found, is_link) = match &given.held {
        Held::Link(id) => (by_link(&mut q, *id, now).await?, true),
        Held::Code(code) => (by_code(&mut q, code, now).await?, false),
    };
    drop(q);
    let found = found.filter(|found| found.standing(now) == Standing::Open);
    let email = match &found {
        Some(found) if is_link => found.email.clone().unwrap_or_default(),
        _ => given.email.trim().to_owned(),
    };
    let fits = found.as_ref().is_some_and(|found| found.fits(is_link, given.born, &given.email));
    // What is hashed takes as long for a wrong key as for the right one.
    let hash = match &given.joiner {
        Joiner::Known(_) => None,
        Joiner::New { password, .. } => {
            let name = found.as_ref().filter(|_| fits).map(|found| found.name.as_str()).unwrap_or_default();
            match password.clone().check(&email, &[name, &given.clinic]) {
                Ok(password) => Some(password.hash().await?),
                Err(weak) if fits => return give_back(db, &[&subject, &address], NotJoined::Weak(weak)).await,
                Err(_) => Some(Password::typed("").hash().await?),
            }
        }
    };
    let Some(found) = found.clone().filter(|_| fits) else {
        refuse(db, auditor, &subject, found.as_ref(), &given.joiner, now).await?;
        return Ok(Err(NotJoined::NotRight));
    };
    if hash.is_some() && !is_email(&email) {
        return give_back(db, &[&subject, &address], NotJoined::Email).await;
    }
    if let Joiner::Known(person) = &given.joiner
        && found.is_from(person.account())
    {
        return give_back(db, &[&subject, &address], NotJoined::NotTheirs).await;
    }
    let mut tx = db.begin().await?;
    let used = tx
        .query(
            "UPDATE invitations SET used_at = $1
             WHERE id = $2 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $1",
        )
        .bind(now)
        .bind(found.id)
        .run()
        .await?;
    if used == 0 {
        return Ok(Err(NotJoined::NotRight));
    }
    if let Some(patient) = found.patient_id
        && has_account(&mut tx, patient).await?
    {
        return Ok(Err(NotJoined::HasOne));
    }
    let (account, actor) = match (&given.joiner, hash) {
        (Joiner::Known(person), _) => {
            if !enrich(&mut tx, person.account(), &found).await? {
                return Ok(Err(NotJoined::HasOne));
            }
            if found.kind == Invitee::Patient && is_guardian(&mut tx, person.account(), found.patient_id, now).await? {
                return Ok(Err(NotJoined::NotTheirs));
            }
            (person.account(), known_as(person, found.kind))
        }
        (Joiner::New { language, .. }, hash) => {
            if is_taken(&mut tx, &email).await? {
                return Ok(Err(NotJoined::EmailTaken));
            }
            let new = NewAccount {
                email,
                name: found.name.clone(),
                password: Password::typed(""),
                roles: found.roles().iter().collect(),
                language: *language,
                patient: found.patient_id,
                practitioner: found.practitioner_id,
            };
            let account = match store::insert(&mut tx, &new, hash.unwrap_or_default(), now).await {
                Ok(account) => account,
                // Somebody else signs in with that record or as that practitioner.
                Err(Error::Invalid(_)) => return Ok(Err(NotJoined::HasOne)),
                Err(error) => return Err(error),
            };
            if is_link {
                // Whoever has the link reads the mail of that address.
                tx.query("UPDATE accounts SET email_verified_at = $1 WHERE id = $2")
                    .bind(now)
                    .bind(account)
                    .run()
                    .await?;
            } else {
                ask_to_confirm(&mut tx, account, &new.email, now).await?;
            }
            let role = found.roles().iter().next();
            let actor = match role {
                Some(role) => Actor::person(account, &new.name, role),
                None => Actor::helper(account, &new.name),
            };
            (account, actor)
        }
    };
    if !fulfil(&mut tx, &found, account, now).await? {
        return Ok(Err(NotJoined::NotRight));
    }
    store::give_roles(&mut tx, auditor, &actor, account, found.roles()).await?;
    let mut event = Event::new(actor, Action::Execute, Subject::Invitation).on(found.id.0);
    if let Some(patient) = found.about {
        event = event.of(patient);
    }
    auditor.record(&mut tx, event).await?;
    uncount(&mut tx, &address).await?;
    let token = match given.joiner {
        Joiner::Known(_) => None,
        Joiner::New { .. } => {
            let entry = Entry { factor: None, user_agent: given.user_agent };
            Some(sessions::begin(&mut tx, account, policy, &entry, now).await?)
        }
    };
    tx.commit().await?;
    Ok(Ok(Joined { token, invitee: found.kind }))
}

impl From<Refused> for NotJoined {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotRight => Self::NotRight,
            Refused::Wait { seconds } => Self::Wait { seconds },
        }
    }
}

/// Someone who is signed in, as the audit trail names them: who comes to help does so as a helper, whatever else they are here.
fn known_as(person: &Person, kind: Invitee) -> Actor {
    let actor = person.actor();
    if kind == Invitee::Helper { Actor::helper(person.account(), &actor.name) } else { actor }
}

/// The key was right: the try is no failure, whatever else is to be put right.
async fn give_back(db: &Db, subjects: &[&[u8]], why: NotJoined) -> Result<Result<Joined, NotJoined>, Error> {
    let mut tx = db.begin().await?;
    for subject in subjects {
        uncount(&mut tx, subject).await?;
    }
    tx.commit().await?;
    Ok(Err(why))
}

/// Writes down a wrong key. An invitation whose second half was tried too often ends.
async fn refuse(
    db: &Db,
    auditor: &Auditor,
    subject: &[u8],
    found: Option<&Found>,
    joiner: &Joiner,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let actor = match joiner {
        Joiner::Known(person) => found.map_or_else(|| person.actor(), |found| known_as(person, found.kind)),
        Joiner::New { .. } => Actor::visitor(),
    };
    let mut event = Event::new(actor, Action::Execute, Subject::Invitation).ended(Outcome::Refused);
    let mut tx = db.begin().await?;
    let (failures,): (i64,) = tx
        .query("SELECT COALESCE(max(failures), 0) FROM sign_in_failures WHERE subject = $1")
        .bind(subject.to_vec())
        .one()
        .await?;
    if let Some(found) = found {
        event = event.on(found.id.0);
        if failures >= TRIES {
            tx.query("UPDATE invitations SET revoked_at = $1 WHERE id = $2 AND used_at IS NULL AND revoked_at IS NULL")
                .bind(now)
                .bind(found.id)
                .run()
                .await?;
            event = event.noting("tried too often: the invitation has ended");
        }
    }
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

async fn is_taken(tx: &mut Tx, email: &str) -> Result<bool, Error> {
    let taken: Option<(AccountId,)> =
        tx.query("SELECT id FROM accounts WHERE email_key = $1").bind(email_key(email)).maybe().await?;
    Ok(taken.is_some())
}

async fn has_account(tx: &mut Tx, patient: PatientId) -> Result<bool, Error> {
    let account: Option<(AccountId,)> =
        tx.query("SELECT id FROM accounts WHERE patient_id = $1").bind(patient).maybe().await?;
    Ok(account.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_its_delay() {
        assert_eq!(NotJoined::from(Refused::Wait { seconds: 4 }), NotJoined::Wait { seconds: 4 });
        assert_eq!(NotJoined::from(Refused::NotRight), NotJoined::NotRight);
    }
}
