use super::{Address, Editor, Phone, identity};
use crate::{
    Error,
    accounts::{Language, Person},
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    ids::AccountId,
};

/// Keeps a patient's telephone number, or that there is none.
pub async fn set_phone(db: &Db, auditor: &Auditor, by: &Editor, phone: Option<Phone>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed = tx
        .query("UPDATE patients SET phone = $1 WHERE id = $2")
        .bind(phone.map(|phone| phone.text().to_owned()))
        .bind(by.patient())
        .run()
        .await?;
    finish(tx, auditor, by, changed, "phone").await
}

/// Keeps where a patient lives, or that it is not known.
pub async fn set_address(db: &Db, auditor: &Auditor, by: &Editor, address: Address) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed = tx
        .query(
            "UPDATE patients SET address_lines = $1, city = $2, state = $3, postal_code = $4, country = $5 WHERE id = $6",
        )
        .bind(address.lines)
        .bind(address.city)
        .bind(address.state)
        .bind(address.postal_code)
        .bind(address.country)
        .bind(by.patient())
        .run()
        .await?;
    finish(tx, auditor, by, changed, "address").await
}

/// Keeps the name a patient wants to be called by; they are found by it too.
pub async fn set_preferred_name(db: &Db, auditor: &Auditor, by: &Editor, name: Option<String>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let old = identity::Identity::lock(&mut tx, by.patient()).await?;
    let changed = tx
        .query("UPDATE patients SET preferred_name = $1 WHERE id = $2")
        .bind(name.clone())
        .bind(by.patient())
        .run()
        .await?;
    let new = identity::Identity { preferred_name: name, ..old.clone() };
    identity::renew_words(&mut tx, by.patient(), &old, &new).await?;
    finish(tx, auditor, by, changed, "preferred name").await
}

/// Keeps the language a patient is spoken to in (BCP 47) and, for one's own profile, the language of the portal.
pub async fn set_languages(
    db: &Db,
    auditor: &Auditor,
    by: &Editor,
    spoken: Option<String>,
    portal: Option<Language>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed =
        tx.query("UPDATE patients SET language = $1 WHERE id = $2").bind(spoken).bind(by.patient()).run().await?;
    if let Some(language) = portal.filter(|_| by.is_own()) {
        tx.query("UPDATE accounts SET language = $1 WHERE id = $2").bind(language).bind(by.account()).run().await?;
    }
    finish(tx, auditor, by, changed, "language").await
}

async fn finish(mut tx: Tx, auditor: &Auditor, by: &Editor, changed: u64, what: &str) -> Result<(), Error> {
    if changed == 0 {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, by.event(Action::Update, what)).await?;
    tx.commit().await?;
    Ok(())
}

/// The name that someone without a record of their own wants to be called by.
pub async fn worker_name(q: &mut impl crate::db::Source, by: &Person) -> Result<Option<String>, Error> {
    let found: Option<(Option<String>,)> =
        q.query("SELECT preferred_name FROM accounts WHERE id = $1").bind(by.account()).maybe().await?;
    let (name,) = found.ok_or(Error::NotFound)?;
    Ok(name)
}

/// Keeps the name that someone without a record of their own wants to be called by.
///
/// # Errors
/// `NotFound` for an account with a record, whose profile holds the name.
pub async fn set_worker_name(db: &Db, auditor: &Auditor, by: &Person, name: Option<String>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let found: Option<(AccountId,)> = tx
        .query("UPDATE accounts SET preferred_name = $1 WHERE id = $2 AND patient_id IS NULL RETURNING id")
        .bind(name)
        .bind(by.account())
        .maybe()
        .await?;
    let (id,) = found.ok_or(Error::NotFound)?;
    let event = Event::new(by.actor(), Action::Update, Subject::Account).on(id.0).noting("preferred name");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
