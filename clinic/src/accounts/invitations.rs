use super::{
    Entry, Language, NewAccount, Password, Refused, Role, SessionPolicy, Token, sessions,
    sign_in::{FREE_FOR_ADDRESS, admit, of_address, uncount},
    store,
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Outcome, Subject},
    clock::Clock,
    db::{Db, Source},
    ids::{AccountId, InvitationId, PatientId},
    keys::Keys,
    patients::Chart,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};
use std::net::IpAddr;

/// Days an invitation can be used.
const VALID_DAYS: i64 = 30;
/// Letters of a code: no 0/O, 1/I/L, and none that make words by accident. 12 of 30 letters are 59 bits.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTUVWXY";

/// A fresh invitation. The code is shown once: the database keeps only its hash.
#[derive(Clone)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The code, as three groups of four letters.
    pub code: String,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// An invitation as staff see it later, without its code.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invited {
    /// When it was issued.
    pub created_at: DateTime<Utc>,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
    /// When a newer one took its place.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Issues an invitation for a patient; earlier ones that were not used end.
///
/// # Errors
/// `NotFound` when there is no such patient, `Invalid` when they have an account or no birth date to check.
pub async fn invite(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<Invitation, Error> {
    let mut tx = db.begin().await?;
    let found: Option<(Option<NaiveDate>, Option<AccountId>)> = tx
        .query(
            "SELECT CASE WHEN p.birth_date_precision = 'day' THEN p.birth_date END, a.id
             FROM patients p LEFT JOIN accounts a ON a.patient_id = p.id WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?;
    let (born, account) = found.ok_or(Error::NotFound)?;
    if account.is_some() {
        return Err(Error::Invalid("this patient has an account already".to_owned()));
    }
    if born.is_none() {
        return Err(Error::Invalid(
            "the record has no full birth date, which the invitation is checked against".to_owned(),
        ));
    }
    tx.query("UPDATE invitations SET revoked_at = $1 WHERE patient_id = $2 AND used_at IS NULL AND revoked_at IS NULL")
        .bind(now)
        .bind(patient)
        .run()
        .await?;
    let code = new_code();
    let invitation = Invitation { id: InvitationId::new(), code, expires_at: now + Duration::days(VALID_DAYS) };
    tx.query(
        "INSERT INTO invitations (id, kind, patient_id, code_hash, created_at, created_by, expires_at)
         VALUES ($1, 'patient', $2, $3, $4, $5, $6)",
    )
    .bind(invitation.id)
    .bind(patient)
    .bind(code_hash(&invitation.code))
    .bind(now)
    .bind(by.account)
    .bind(invitation.expires_at)
    .run()
    .await?;
    let event = Event::new(by, Action::Create, Subject::Invitation).of(patient).on(invitation.id.0);
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(invitation)
}

/// Whether a patient can come to the portal, and what was sent to them.
#[derive(Clone)]
pub struct Invitations {
    /// The patient's name, for the letter.
    pub name: String,
    /// The patient's language (BCP 47), for the letter.
    pub language: Option<String>,
    /// Since when they have an account.
    pub account_since: Option<DateTime<Utc>>,
    /// Whether the full birth date is known, which an invitation is checked against.
    pub can_be_checked: bool,
    /// The newest invitations, newest first.
    pub issued: Vec<Invited>,
}

#[derive(sqlx::FromRow)]
struct InviteeRow {
    name: String,
    language: Option<String>,
    account_since: Option<DateTime<Utc>>,
    can_be_checked: bool,
}

/// The state of a patient's invitations.
pub async fn invitations_of(q: &mut impl Source, chart: &Chart) -> Result<Invitations, Error> {
    let patient = chart.read(Subject::Invitation)?;
    let invitee: InviteeRow = q
        .query(
            "SELECT p.name, p.language, a.created_at AS account_since,
                    COALESCE(p.birth_date_precision = 'day', FALSE) AS can_be_checked
             FROM patients p LEFT JOIN accounts a ON a.patient_id = p.id WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let issued = q
        .query(
            "SELECT created_at, expires_at, used_at, revoked_at FROM invitations WHERE patient_id = $1
             ORDER BY created_at DESC LIMIT 10",
        )
        .bind(patient)
        .all()
        .await?;
    Ok(Invitations {
        name: invitee.name,
        language: invitee.language,
        account_since: invitee.account_since,
        can_be_checked: invitee.can_be_checked,
        issued,
    })
}

/// What someone gives to accept an invitation.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The code as typed.
    pub code: String,
    /// The birth date as given.
    pub born: NaiveDate,
    /// The address to sign in with.
    pub email: String,
    /// The password they chose.
    pub password: Password,
    /// The language they read the page in.
    pub language: Option<Language>,
    /// The network address it comes from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

/// Makes the patient's account and signs them in. Refused: code and birth date do not belong together, or the code is used or
/// too old; which of these is not said. Failures at one network address slow it down as for signing in.
///
/// # Errors
/// `Invalid` when the e-mail address is malformed or taken.
pub async fn accept(
    db: &Db,
    clock: &Clock,
    keys: &Keys,
    auditor: &Auditor,
    policy: SessionPolicy,
    given: Acceptance,
) -> Result<Result<Token, Refused>, Error> {
    let now = clock.now();
    let address = of_address(keys, given.address);
    if let Err(refused) = admit(db, now, &[(&address, FREE_FOR_ADDRESS)]).await? {
        return Ok(Err(refused));
    }
    let hash = given.password.clone().hash().await?;
    let mut tx = db.begin().await?;
    let found: Option<(InvitationId, PatientId, String)> = tx
        .query(
            "UPDATE invitations SET used_at = $1
             WHERE code_hash = $2 AND kind = 'patient' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $1
               AND patient_id IN (SELECT id FROM patients WHERE birth_date = $3 AND birth_date_precision = 'day')
             RETURNING id, patient_id, (SELECT name FROM patients WHERE id = patient_id)",
        )
        .bind(now)
        .bind(code_hash(&given.code))
        .bind(given.born)
        .maybe()
        .await?;
    let Some((invitation, patient, name)) = found else {
        let event = Event::new(Actor::visitor(), Action::Execute, Subject::Invitation).ended(Outcome::Refused);
        auditor.record(&mut tx, event).await?;
        tx.commit().await?;
        return Ok(Err(Refused::NotRight));
    };
    let new = NewAccount {
        email: given.email,
        name,
        password: given.password,
        roles: vec![Role::Patient],
        language: given.language,
        patient: Some(patient),
        practitioner: None,
    };
    store::check(&new)?;
    let account = store::insert(&mut tx, &new, hash, now).await?;
    let actor = Actor::person(account, &new.name, Role::Patient);
    let event = Event::new(actor, Action::Execute, Subject::Invitation).of(patient).on(invitation.0);
    auditor.record(&mut tx, event).await?;
    uncount(&mut tx, &address).await?;
    let entry = Entry { factor: None, user_agent: given.user_agent };
    let token = sessions::begin(&mut tx, account, policy, &entry, now).await?;
    tx.commit().await?;
    Ok(Ok(token))
}

/// A new code, as three groups of four letters.
pub(crate) fn new_code() -> String {
    let mut code = String::new();
    for position in 0..12 {
        if position % 4 == 0 && position > 0 {
            code.push('-');
        }
        let letter = LETTERS.get(rand::random_range(0..LETTERS.len())).copied().unwrap_or(b'2');
        code.push(char::from(letter));
    }
    code
}

/// What the database knows a code by. Case, spaces and dashes do not matter when it is typed.
pub(crate) fn code_hash(code: &str) -> Vec<u8> {
    let letters: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    Sha256::digest(letters).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_any_way() {
        let code = new_code();
        assert_eq!(code.len(), 14);
        assert_eq!(code_hash(&code), code_hash(&format!(" {} ", code.to_lowercase().replace('-', " "))));
    }
}
