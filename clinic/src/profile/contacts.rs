use super::{Editor, MOST_CONTACTS, NewContact, identity::Identity};
use crate::{
    Error,
    audit::{Action, Auditor, Subject},
    db::{Db, Source},
    patients::{Chart, Contact},
};

/// Contacts entered in the portal have this position or a later one; an import writes and removes only those before it.
pub const OWN_CONTACTS: i64 = 1000;

/// What came of entering a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is there.
    Done,
    /// There are as many as one may enter.
    Full,
}

/// The people to call in an emergency: first those entered in the portal, then those of the record.
pub async fn contacts(q: &mut impl Source, chart: &Chart) -> Result<Vec<Contact>, Error> {
    Ok(q.query(
        "SELECT position, relationship, name, phone, email FROM patient_contacts WHERE patient_id = $1
         ORDER BY CASE WHEN position < $2 THEN 1 ELSE 0 END, position LIMIT 13",
    )
    .bind(chart.read(Subject::Profile)?)
    .bind(OWN_CONTACTS)
    .all()
    .await?)
}

/// Enters another contact.
pub async fn add_contact(db: &Db, auditor: &Auditor, by: &Editor, contact: NewContact) -> Result<Saved, Error> {
    let mut tx = db.begin().await?;
    // Two forms sent at once must not enter one too many.
    Identity::lock(&mut tx, by.patient()).await?;
    let taken: Vec<(i64,)> = tx
        .query("SELECT position FROM patient_contacts WHERE patient_id = $1 AND position >= $2 ORDER BY position DESC")
        .bind(by.patient())
        .bind(OWN_CONTACTS)
        .all()
        .await?;
    if taken.len() >= MOST_CONTACTS {
        return Ok(Saved::Full);
    }
    let position = taken.first().map_or(OWN_CONTACTS, |(last,)| last + 1);
    tx.query(
        "INSERT INTO patient_contacts (patient_id, position, relationship, name, phone) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(by.patient())
    .bind(position)
    .bind(contact.relationship)
    .bind(contact.name)
    .bind(contact.phone.text().to_owned())
    .run()
    .await?;
    auditor.record(&mut tx, by.event(Action::Update, "emergency contact added")).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

/// Changes a contact that was entered in the portal.
///
/// # Errors
/// `NotFound` when there is none at that position, or it came with the record.
pub async fn change_contact(
    db: &Db,
    auditor: &Auditor,
    by: &Editor,
    position: i64,
    contact: NewContact,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed = tx
        .query(
            "UPDATE patient_contacts SET relationship = $1, name = $2, phone = $3
             WHERE patient_id = $4 AND position = $5 AND position >= $6",
        )
        .bind(contact.relationship)
        .bind(contact.name)
        .bind(contact.phone.text().to_owned())
        .bind(by.patient())
        .bind(position)
        .bind(OWN_CONTACTS)
        .run()
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, by.event(Action::Update, "emergency contact changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a contact that was entered in the portal.
///
/// # Errors
/// As for [`change_contact`].
pub async fn remove_contact(db: &Db, auditor: &Auditor, by: &Editor, position: i64) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let removed = tx
        .query("DELETE FROM patient_contacts WHERE patient_id = $1 AND position = $2 AND position >= $3")
        .bind(by.patient())
        .bind(position)
        .bind(OWN_CONTACTS)
        .run()
        .await?;
    if removed == 0 {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, by.event(Action::Update, "emergency contact removed")).await?;
    tx.commit().await?;
    Ok(())
}
