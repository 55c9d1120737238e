use super::{Ground, Relationship, Section, Sections, ages::adult_from_years};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source as _},
    ids::{AccountId, HelperId, PatientId},
};
use chrono::{DateTime, Utc};

/// A right to help that begins without an invitation, such as those of the demo clinic.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Whose record it opens.
    pub patient: PatientId,
    /// The address of the account that helps.
    pub email: String,
    /// What the helper is to the patient.
    pub relationship: Relationship,
    /// What the right rests on.
    pub ground: Ground,
    /// What may be read.
    pub sections: Sections,
    /// When it ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Lets an account help a patient at once. Where it does already, nothing changes.
///
/// # Errors
/// `Invalid` when nobody signs in with that address.
pub async fn enter(db: &Db, auditor: &Auditor, by: Actor, new: Entered, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let found: Option<(AccountId, String)> = tx
        .query("SELECT id, name FROM accounts WHERE email_key = $1")
        .bind(new.email.trim().to_lowercase())
        .maybe()
        .await?;
    let Some((account, name)) = found else {
        return Err(Error::Invalid("nobody signs in with that address".to_owned()));
    };
    let known: Option<(HelperId,)> = tx
        .query("SELECT id FROM helpers WHERE account_id = $1 AND patient_id = $2 AND revoked_at IS NULL LIMIT 1")
        .bind(account)
        .bind(new.patient)
        .maybe()
        .await?;
    if known.is_some() {
        return Ok(());
    }
    let id = HelperId::new();
    let adult_from_years = adult_from_years(&mut tx).await?;
    tx.query(
        "INSERT INTO helpers (id, patient_id, account_id, name, relationship, basis, labs, prescriptions, appointments, record,
                              created_at, accepted_at, ends_at, adult_from_years)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)",
    )
    .bind(id)
    .bind(new.patient)
    .bind(account)
    .bind(name)
    .bind(new.relationship)
    .bind(new.ground)
    .bind(new.sections.has(Section::Labs))
    .bind(new.sections.has(Section::Prescriptions))
    .bind(new.sections.has(Section::Appointments))
    .bind(new.sections.has(Section::Record))
    .bind(now)
    .bind(new.ends_at)
    .bind(adult_from_years)
    .run()
    .await?;
    auditor.record(&mut tx, Event::new(by, Action::Create, Subject::Helper).of(new.patient).on(id.0)).await?;
    tx.commit().await?;
    Ok(())
}
