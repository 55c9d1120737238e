use super::{
    Ground, Relationship, Section, Sections,
    ages::adult_from_years,
    by::By,
    changes::{check_rights, terms},
};
use crate::{
    Error,
    accounts::{Language, code_hash, is_email, new_code},
    audit::{Action, Auditor},
    db::{Db, Source as _, Tx},
    ids::{HelperId, InvitationId, PatientId},
    mail::{Kind, enqueue},
    policies::{Policy, value_of},
};
use chrono::{DateTime, Duration, Utc};

/// The most characters a helper's name may have.
pub const LONGEST_NAME: usize = 100;
/// The most people who may help one patient at a time, open invitations included.
pub const MOST_HELPERS: i64 = 10;
/// The most invitations for one patient within a day, so that nobody's mailbox is filled from here.
pub const MOST_INVITATIONS: i64 = 10;

/// Someone to be invited to help.
#[derive(Clone)]
pub struct Invite {
    /// Their name.
    pub name: String,
    /// What they are to the patient.
    pub relationship: Relationship,
    /// What they may read.
    pub sections: Sections,
    /// When it ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where the invitation is mailed to; `None` prints a letter.
    pub email: Option<String>,
    /// The language of the invitation.
    pub language: Language,
}

/// An invitation that was just issued.
#[derive(Clone)]
pub struct Issued {
    /// Whom it is for.
    pub helper: HelperId,
    /// Their name.
    pub name: String,
    /// The code for a letter on paper: shown once, only its hash is kept. `None` when it was mailed.
    pub code: Option<String>,
    /// The language of the invitation.
    pub language: Language,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
}

/// Why nobody was invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// So many help or are invited already that one has to be ended first.
    TooMany,
    /// So many invitations went out within a day that one has to wait.
    TooManyToday,
    /// A letter's code is checked against the patient's full birth date, and the record has none.
    NoBirthDate,
}

/// Invites someone to help: the patient whom they trust, the clinic who has legal responsibility.
///
/// # Errors
/// `Invalid` when a limit is broken that the form states; `NotFound` when there is no such patient.
pub async fn invite(
    db: &Db,
    auditor: &Auditor,
    by: By<'_>,
    new: &Invite,
    now: DateTime<Utc>,
) -> Result<Result<Issued, Refusal>, Error> {
    let patient = by.patient()?;
    check(by, new)?;
    check_rights(new.sections, new.ends_at, now)?;
    let mut tx = db.begin().await?;
    let can_be_checked = lock(&mut tx, patient).await?;
    if new.email.is_none() && !can_be_checked {
        return Ok(Err(Refusal::NoBirthDate));
    }
    let (helping,): (i64,) = tx
        .query(
            "SELECT count(*) FROM helpers WHERE patient_id = $1 AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $2)",
        )
        .bind(patient)
        .bind(now)
        .one()
        .await?;
    if helping >= MOST_HELPERS {
        return Ok(Err(Refusal::TooMany));
    }
    if are_many_today(&mut tx, patient, now).await? {
        return Ok(Err(Refusal::TooManyToday));
    }
    let helper = HelperId::new();
    let adult_from_years = adult_from_years(&mut tx).await?;
    let name = new.name.trim().to_owned();
    tx.query(
        "INSERT INTO helpers (id, patient_id, name, relationship, basis, labs, prescriptions, appointments, record, created_at,
                              created_by, ends_at, adult_from_years)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(helper)
    .bind(patient)
    .bind(name.clone())
    .bind(new.relationship)
    .bind(by.ground())
    .bind(new.sections.has(Section::Labs))
    .bind(new.sections.has(Section::Prescriptions))
    .bind(new.sections.has(Section::Appointments))
    .bind(new.sections.has(Section::Record))
    .bind(now)
    .bind(by.account())
    .bind(new.ends_at)
    .bind(adult_from_years)
    .run()
    .await?;
    let email = new.email.as_deref().map(str::trim);
    let issued = issue(&mut tx, by, helper, &name, email, new.language, now).await?;
    if by.ground() == Ground::Guardian {
        // The patient is told at once, whether or not the invitation is accepted.
        enqueue(&mut tx, Kind::HelperAdded, helper.0, "entered", now).await?;
    }
    let event = by.event(patient, Action::Create, helper, terms(new.sections, new.ends_at));
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(issued))
}

/// Issues a new invitation in place of one that was not accepted; the earlier one stops working.
///
/// # Errors
/// `NotFound` when nobody of that id waits to help this patient, or it is not for this person to invite them.
pub async fn renew(
    db: &Db,
    auditor: &Auditor,
    by: By<'_>,
    helper: HelperId,
    now: DateTime<Utc>,
) -> Result<Result<Issued, Refusal>, Error> {
    let patient = by.patient()?;
    let mut tx = db.begin().await?;
    lock(&mut tx, patient).await?;
    // An update, so that nobody accepts or ends it meanwhile.
    let found: Option<(String,)> = tx
        .query(
            "UPDATE helpers SET name = name
             WHERE id = $1 AND patient_id = $2 AND basis = $3 AND accepted_at IS NULL AND revoked_at IS NULL
               AND (ends_at IS NULL OR ends_at > $4)
             RETURNING name",
        )
        .bind(helper)
        .bind(patient)
        .bind(by.ground())
        .bind(now)
        .maybe()
        .await?;
    let (name,) = found.ok_or(Error::NotFound)?;
    if are_many_today(&mut tx, patient, now).await? {
        return Ok(Err(Refusal::TooManyToday));
    }
    let before: Option<(Option<String>, Option<Language>)> = tx
        .query("SELECT email, language FROM invitations WHERE helper_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1")
        .bind(helper)
        .maybe()
        .await?;
    let (email, language) = before.ok_or(Error::NotFound)?;
    revoke_invitations(&mut tx, helper, now).await?;
    let issued = issue(&mut tx, by, helper, &name, email.as_deref(), language.unwrap_or(Language::En), now).await?;
    auditor.record(&mut tx, by.event(patient, Action::Update, helper, "new invitation".to_owned())).await?;
    tx.commit().await?;
    Ok(Ok(issued))
}

fn check(by: By<'_>, new: &Invite) -> Result<(), Error> {
    let invalid = |text: &str| Err(Error::Invalid(text.to_owned()));
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return invalid("a helper's name needs 1 to 100 characters");
    }
    if new.email.as_ref().is_some_and(|email| !is_email(email)) {
        return invalid("that is not an e-mail address");
    }
    let offered: &[Relationship] = match by.ground() {
        Ground::Invited => &Relationship::INVITED,
        Ground::Guardian => &Relationship::RESPONSIBLE,
    };
    if !offered.contains(&new.relationship) {
        return invalid("that relationship is not for this person to enter");
    }
    Ok(())
}

/// Keeps others from inviting for this patient until the transaction ends, so that requests at once do not pass a limit
/// together; tells whether a letter's code can be checked against the full birth date.
async fn lock(tx: &mut Tx, patient: PatientId) -> Result<bool, Error> {
    // An update that changes nothing takes the row's lock on both databases.
    let found: Option<(bool,)> = tx
        .query(
            "UPDATE patients SET active = active WHERE id = $1
             RETURNING COALESCE(birth_date_precision = 'day', FALSE)",
        )
        .bind(patient)
        .maybe()
        .await?;
    let (can_be_checked,) = found.ok_or(Error::NotFound)?;
    Ok(can_be_checked)
}

async fn are_many_today(tx: &mut Tx, patient: PatientId, now: DateTime<Utc>) -> Result<bool, Error> {
    let (issued,): (i64,) = tx
        .query(
            "SELECT count(*) FROM helpers h JOIN invitations i ON i.helper_id = h.id
             WHERE h.patient_id = $1 AND i.created_at > $2",
        )
        .bind(patient)
        .bind(now - Duration::days(1))
        .one()
        .await?;
    Ok(issued >= MOST_INVITATIONS)
}

pub(super) async fn revoke_invitations(tx: &mut Tx, helper: HelperId, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query("UPDATE invitations SET revoked_at = $1 WHERE helper_id = $2 AND used_at IS NULL AND revoked_at IS NULL")
        .bind(now)
        .bind(helper)
        .run()
        .await?;
    Ok(())
}

/// Adds an invitation: with a code for a letter, or into the outbox.
async fn issue(
    tx: &mut Tx,
    by: By<'_>,
    helper: HelperId,
    name: &str,
    email: Option<&str>,
    language: Language,
    now: DateTime<Utc>,
) -> Result<Issued, Error> {
    let id = InvitationId::new();
    let code = email.is_none().then(new_code);
    let expires_at = now + Duration::days(value_of(tx, Policy::InvitationDays).await?);
    tx.query(
        "INSERT INTO invitations (id, kind, helper_id, name, email, language, code_hash, created_at, created_by, expires_at)
         VALUES ($1, 'helper', $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(helper)
    .bind(name.to_owned())
    .bind(email.map(str::to_owned))
    .bind(language)
    .bind(code.as_deref().map(code_hash))
    .bind(now)
    .bind(by.account())
    .bind(expires_at)
    .run()
    .await?;
    if email.is_some() {
        enqueue(tx, Kind::Invitation, id.0, "", now).await?;
    }
    Ok(Issued { helper, name: name.to_owned(), code, language, expires_at })
}
