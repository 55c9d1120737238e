use super::{
    codes::{code_hash, new_code},
    email::is_email,
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, InvitationId, PatientId},
    mail,
    patients::Chart,
    policies::{Policy, value_of},
};
use chrono::{DateTime, Duration, NaiveDate, Utc};

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
#[derive(Clone, sqlx::FromRow)]
pub struct Invited {
    /// Its id.
    pub id: InvitationId,
    /// Where it was mailed to; nowhere where it is a letter.
    pub email: Option<String>,
    /// What has come of the mail: `waiting`, `sent`, `failed`, `cancelled` or `unwanted`.
    pub mail_state: Option<String>,
    /// When it was issued.
    pub created_at: DateTime<Utc>,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was taken back, or a newer one took its place.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Invited {
    /// Whether it can still be used.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && self.revoked_at.is_none() && self.expires_at > now
    }
}

/// Issues an invitation on paper for a patient; earlier ones that were not used end.
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
    let code = new_code();
    let (id, expires_at) = issue(&mut tx, &by, patient, Some(&code), None, now).await?;
    let event = Event::new(by, Action::Create, Subject::Invitation).of(patient).on(id.0).noting("letter");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Invitation { id, code, expires_at })
}

/// Mails an invitation to a patient; earlier ones that were not used end. The link in it asks for the birth date.
///
/// # Errors
/// `NotFound` when there is no such patient, `Invalid` when they have an account or no birth date to check, or the address is
/// malformed.
pub async fn invite_by_mail(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    patient: PatientId,
    email: &str,
    now: DateTime<Utc>,
) -> Result<InvitationId, Error> {
    if !is_email(email) {
        return Err(Error::Invalid("that is not an e-mail address".to_owned()));
    }
    let mut tx = db.begin().await?;
    let (id, _) = issue(&mut tx, &by, patient, None, Some(email.trim()), now).await?;
    mail::enqueue(&mut tx, mail::Kind::Invitation, id.0, "", now).await?;
    let event = Event::new(by, Action::Create, Subject::Invitation).of(patient).on(id.0).noting("mail");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a patient's invitation back: it can no longer be used. Tells whether it was open.
pub async fn revoke_invitation(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    patient: PatientId,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut tx = db.begin().await?;
    let revoked = tx
        .query(
            "UPDATE invitations SET revoked_at = $1
             WHERE id = $2 AND patient_id = $3 AND used_at IS NULL AND revoked_at IS NULL",
        )
        .bind(now)
        .bind(id)
        .bind(patient)
        .run()
        .await?;
    if revoked == 0 {
        return Ok(false);
    }
    let event = Event::new(by, Action::Delete, Subject::Invitation).of(patient).on(id.0);
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(true)
}

async fn issue(
    tx: &mut Tx,
    by: &Actor,
    patient: PatientId,
    code: Option<&str>,
    email: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(InvitationId, DateTime<Utc>), Error> {
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
    let days = value_of(tx, Policy::InvitationDays).await?;
    let (id, expires_at) = (InvitationId::new(), now + Duration::days(days));
    tx.query(
        "INSERT INTO invitations (id, kind, patient_id, email, code_hash, created_at, created_by, expires_at)
         VALUES ($1, 'patient', $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(patient)
    .bind(email.map(str::to_owned))
    .bind(code.map(code_hash))
    .bind(now)
    .bind(by.account)
    .bind(expires_at)
    .run()
    .await?;
    Ok((id, expires_at))
}

/// Whether a patient can come to the portal, and what was sent to them.
#[derive(Clone)]
pub struct Invitations {
    /// The patient's name, for the letter.
    pub name: String,
    /// The patient's language (BCP 47), for the letter.
    pub language: Option<String>,
    /// The e-mail address in the record.
    pub email: Option<String>,
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
    email: Option<String>,
    account_since: Option<DateTime<Utc>>,
    can_be_checked: bool,
}

/// The state of a patient's invitations.
pub async fn invitations_of(q: &mut impl Source, chart: &Chart) -> Result<Invitations, Error> {
    let patient = chart.read(Subject::Invitation)?;
    let invitee: InviteeRow = q
        .query(
            "SELECT p.name, p.language, p.email, a.created_at AS account_since,
                    COALESCE(p.birth_date_precision = 'day', FALSE) AS can_be_checked
             FROM patients p LEFT JOIN accounts a ON a.patient_id = p.id WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let issued = q
        .query(
            "SELECT i.id, i.email, o.state AS mail_state, i.created_at, i.expires_at, i.used_at, i.revoked_at
             FROM invitations i
             LEFT JOIN outbox o ON o.subject_id = i.id AND o.kind = 'invitation' AND o.occasion = ''
             WHERE i.patient_id = $1 ORDER BY i.created_at DESC LIMIT 10",
        )
        .bind(patient)
        .all()
        .await?;
    Ok(Invitations {
        name: invitee.name,
        language: invitee.language,
        email: invitee.email,
        account_since: invitee.account_since,
        can_be_checked: invitee.can_be_checked,
        issued,
    })
}
