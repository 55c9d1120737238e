use super::{
    Admin, Language, Password, Role, Roles, Session,
    email::{email_key, is_email, is_name},
};
use crate::{
    Error,
    audit::{AccessLog, Action, Actor, Auditor, Event, Subject},
    db::{Alone, Db, Source, Tx},
    ids::{AccountId, PatientId, PractitionerId},
    paging::ByName,
    people,
};
use chrono::{DateTime, Utc};

/// An account as it is stored.
#[derive(Clone, sqlx::FromRow)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    pub(crate) password_hash: String,
    pub(super) disabled_at: Option<DateTime<Utc>>,
}

/// A line of the list of accounts.
#[derive(Clone, sqlx::FromRow)]
pub struct AccountRow {
    /// Its id.
    pub id: AccountId,
    /// The address to sign in with.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// Role names, with spaces between.
    pub roles: Option<String>,
    /// When it was disabled.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When the person last signed in.
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The address to sign in with.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The first password.
    pub password: Password,
    /// What the person is to the clinic; nothing for someone who only helps a patient.
    pub roles: Vec<Role>,
    /// The language of the portal, if chosen.
    pub language: Option<Language>,
    /// The record that is theirs.
    pub patient: Option<PatientId>,
    /// The clinician they are.
    pub practitioner: Option<PractitionerId>,
}

/// Makes an account.
///
/// # Errors
/// `Invalid` when the e-mail address is malformed or taken, the record or the practitioner has an account, a role is missing, or a
/// patient has no record.
pub async fn add(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    new: NewAccount,
    now: DateTime<Utc>,
) -> Result<AccountId, Error> {
    check(&new)?;
    let hash = new.password.clone().hash().await?;
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, &new, hash, now).await?;
    auditor.record(&mut tx, Event::new(by.clone(), Action::Create, Subject::Account).on(id.0)).await?;
    give_roles(&mut tx, auditor, &by, id, new.roles.iter().copied().collect()).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) fn check(new: &NewAccount) -> Result<(), Error> {
    let invalid = |text: &str| Err(Error::Invalid(text.to_owned()));
    if !is_email(&new.email) {
        return invalid("that is not an e-mail address: it needs a name, an @ and a host such as example.org");
    }
    if !is_name(&new.name) {
        return invalid("a name needs 1 to 200 characters, in one line");
    }
    if new.roles.contains(&Role::Patient) != new.patient.is_some() {
        return invalid("the role patient and a patient record belong together: give both or neither");
    }
    Ok(())
}

/// Makes the account; [`give_roles`] gives it its roles.
pub(super) async fn insert(
    tx: &mut Tx,
    new: &NewAccount,
    hash: String,
    now: DateTime<Utc>,
) -> Result<AccountId, Error> {
    let made: Option<(AccountId,)> = tx
        .query(
            "INSERT INTO accounts (id, email, email_key, name, password_hash, language, patient_id, practitioner_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(AccountId::new())
        .bind(new.email.trim().to_owned())
        .bind(email_key(&new.email))
        .bind(new.name.trim().to_owned())
        .bind(hash)
        .bind(new.language)
        .bind(new.patient)
        .bind(new.practitioner)
        .bind(now)
        .maybe()
        .await?;
    let Some((id,)) = made else {
        return Err(Error::Invalid(
            "that e-mail address, patient record or practitioner has an account already".to_owned(),
        ));
    };
    Ok(id)
}

/// Gives an account the roles it lacks; each has its row in the audit trail.
pub(super) async fn give_roles(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Actor,
    account: AccountId,
    roles: Roles,
) -> Result<(), Error> {
    for role in roles.iter() {
        let given = tx
            .query("INSERT INTO account_roles (account_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(account)
            .bind(role)
            .run()
            .await?;
        if given > 0 {
            let event = Event::new(by.clone(), Action::Create, Subject::Role).on(account.0).noting(role.name());
            auditor.record(tx, event).await?;
        }
    }
    Ok(())
}

/// Disables an account and ends its sessions. Tells whether there was one.
///
/// # Errors
/// `Invalid` when it is the last administrator's.
pub async fn disable(db: &Db, auditor: &Auditor, by: Actor, email: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = db.begin_alone(Alone::People).await?;
    let found: Option<(AccountId,)> = tx
        .query("SELECT id FROM accounts WHERE email_key = $1 AND disabled_at IS NULL")
        .bind(email_key(email))
        .maybe()
        .await?;
    let Some((id,)) = found else { return Ok(false) };
    if people::close(&mut tx, auditor, by, id, now).await?.is_err() {
        let why = "that is the last administrator: make another one first (verbena user add --role admin)";
        return Err(Error::Invalid(why.to_owned()));
    }
    tx.commit().await?;
    Ok(true)
}

/// Accounts by e-mail address, `limit` at most, beginning after `after`.
pub async fn list(q: &mut impl Source, after: &str, limit: i64) -> Result<Vec<AccountRow>, Error> {
    Ok(q.query(
        "SELECT a.id, a.email, a.name, a.disabled_at, a.last_seen_at,
                (SELECT string_agg(r.role, ' ') FROM account_roles r WHERE r.account_id = a.id) AS roles
         FROM accounts a WHERE a.email_key > $1 ORDER BY a.email_key LIMIT $2",
    )
    .bind(email_key(after))
    .bind(limit)
    .all()
    .await?)
}

/// The people who can sign in, by e-mail address, beginning after the account with the id `after`.
pub async fn people(
    q: &mut impl Source,
    by: &Admin,
    after: Option<AccountId>,
    limit: i64,
    log: &AccessLog,
) -> Result<ByName<AccountRow>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Account));
    let place: Option<(String,)> = match after {
        Some(after) => q.query("SELECT email_key FROM accounts WHERE id = $1").bind(after).maybe().await?,
        None => None,
    };
    let first = place.is_none();
    let (email,) = place.unwrap_or_default();
    let rows = list(q, &email, limit + 1).await?;
    Ok(ByName::cut(rows, limit, first, |row| row.id.0))
}

/// Keeps the language a person chose.
pub async fn set_language(db: &Db, auditor: &Auditor, session: &Session, language: Language) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    tx.query("UPDATE accounts SET language = $1 WHERE id = $2").bind(language).bind(session.account()).run().await?;
    let event =
        Event::new(session.actor(), Action::Update, Subject::Account).on(session.account().0).noting("language");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

pub(crate) async fn by_email(q: &mut impl Source, email: &str) -> Result<Option<Account>, Error> {
    Ok(q.query("SELECT id, name, password_hash, disabled_at FROM accounts WHERE email_key = $1")
        .bind(email_key(email))
        .maybe()
        .await?)
}

pub(crate) async fn roles(q: &mut impl Source, account: AccountId) -> Result<Roles, Error> {
    let rows: Vec<(Role,)> =
        q.query("SELECT role FROM account_roles WHERE account_id = $1 ORDER BY role").bind(account).all().await?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}
