use crate::{
    Error,
    db::Source,
    ids::{AccountId, PatientId, PractitionerId},
};

/// The record with that number, which an account is to belong to.
///
/// # Errors
/// `Invalid` when there is none, or more than one.
pub async fn patient_by_number(q: &mut impl Source, record_number: &str) -> Result<PatientId, Error> {
    let found: Vec<(PatientId,)> = q
        .query("SELECT id FROM patients WHERE record_number = $1 LIMIT 2")
        .bind(record_number.trim().to_owned())
        .all()
        .await?;
    match found.as_slice() {
        [(patient,)] => Ok(*patient),
        [] => Err(Error::Invalid("no patient has that record number".to_owned())),
        _ => Err(Error::Invalid("more than one patient has that record number".to_owned())),
    }
}

/// The clinician with that NPI or that name in full, whom an account is to belong to.
///
/// # Errors
/// `Invalid` when there is none, or more than one.
pub async fn practitioner_by_name(q: &mut impl Source, npi_or_name: &str) -> Result<PractitionerId, Error> {
    let found: Vec<(PractitionerId,)> = q
        .query("SELECT id FROM practitioners WHERE npi = $1 OR lower(name) = lower($1) LIMIT 2")
        .bind(npi_or_name.trim().to_owned())
        .all()
        .await?;
    match found.as_slice() {
        [(practitioner,)] => Ok(*practitioner),
        [] => Err(Error::Invalid("no practitioner has that NPI or that name".to_owned())),
        _ => Err(Error::Invalid("more than one practitioner has that name; give the NPI".to_owned())),
    }
}

/// Whether someone can sign in with that address.
pub async fn is_known(q: &mut impl Source, email: &str) -> Result<bool, Error> {
    let (accounts,): (i64,) = q
        .query("SELECT count(*) FROM accounts WHERE email_key = $1 AND disabled_at IS NULL")
        .bind(super::email::email_key(email))
        .one()
        .await?;
    Ok(accounts > 0)
}

/// Who signs in with that address, whether or not they still may.
pub async fn account_by_email(q: &mut impl Source, email: &str) -> Result<Option<AccountId>, Error> {
    let found: Option<(AccountId,)> =
        q.query("SELECT id FROM accounts WHERE email_key = $1").bind(email.trim().to_lowercase()).maybe().await?;
    Ok(found.map(|(account,)| account))
}

/// What an installation holds so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Holdings {
    /// Whether there are patients.
    pub patients: bool,
    /// Whether there are accounts.
    pub accounts: bool,
    /// Whether the audit trail has begun.
    pub audit: bool,
}

/// Finds out what an installation holds so far.
pub async fn holdings(q: &mut impl Source) -> Result<Holdings, Error> {
    Ok(q.query(
        "SELECT EXISTS (SELECT 1 FROM patients) AS patients, EXISTS (SELECT 1 FROM accounts) AS accounts,
                EXISTS (SELECT 1 FROM audit_events) AS audit",
    )
    .one()
    .await?)
}
