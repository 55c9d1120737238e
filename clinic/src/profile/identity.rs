//! Who a record says someone is, and the words they are found by.

use super::{Field, Wanted, sex_named};
use crate::{
    Error,
    db::{Source, Tx},
    fold::fold,
    ids::PatientId,
    moment::Precision,
    patients::{Sex, words},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What stands in the record now.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Identity {
    pub name: String,
    pub family: Option<String>,
    pub given: Option<String>,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    pub preferred_name: Option<String>,
    pub birth_date: Option<NaiveDate>,
    pub birth_date_precision: Option<Precision>,
    pub sex: Sex,
    pub record_number: Option<String>,
}

impl Identity {
    /// What stands in the record.
    pub async fn read(q: &mut impl Source, patient: PatientId) -> Result<Self, Error> {
        q.query(
            "SELECT name, family, given, prefix, suffix, preferred_name, birth_date, birth_date_precision, sex, record_number
             FROM patients WHERE id = $1",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)
    }

    /// What stands in the record, which nobody else changes before this transaction ends.
    pub async fn lock(tx: &mut Tx, patient: PatientId) -> Result<Self, Error> {
        // An update that changes nothing takes the row's lock on both databases.
        tx.query(
            "UPDATE patients SET active = active WHERE id = $1
             RETURNING name, family, given, prefix, suffix, preferred_name, birth_date, birth_date_precision, sex,
                       record_number",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)
    }

    /// The present value of what can be asked to change, as [`super::Change::old_value`] keeps it.
    pub fn value(&self, field: Field) -> Option<String> {
        match field {
            Field::Name => Some(self.name.clone()),
            Field::BirthDate => self.birth_date.map(|date| match self.birth_date_precision {
                Some(Precision::Year) => date.format("%Y").to_string(),
                Some(Precision::Month) => date.format("%Y-%m").to_string(),
                _ => date.to_string(),
            }),
            Field::Sex => Some(sex_named(self.sex).to_owned()),
        }
    }

    /// Whether the record says already what is wanted.
    pub fn is(&self, wanted: &Wanted) -> bool {
        match wanted {
            Wanted::Name { given, family } => self.given == *given && self.family.as_ref() == Some(family),
            other => self.value(other.field()) == Some(other.stored()),
        }
    }

    /// The same with what is wanted instead.
    pub fn with(&self, wanted: &Wanted) -> Self {
        let mut new = self.clone();
        match wanted {
            Wanted::Name { given, family } => {
                new.given.clone_from(given);
                new.family = Some(family.clone());
                let parts = [&new.prefix, &new.given, &new.family, &new.suffix];
                new.name = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
            }
            Wanted::BirthDate(date) => {
                new.birth_date = Some(*date);
                new.birth_date_precision = Some(Precision::Day);
            }
            Wanted::Sex(sex) => new.sex = *sex,
        }
        new
    }

    /// The key of the name in lists: last name first, folded, as the import writes it.
    pub fn name_key(&self) -> String {
        let parts: Vec<&str> = [&self.family, &self.given].into_iter().flatten().map(String::as_str).collect();
        if parts.is_empty() { fold(&self.name) } else { fold(&parts.join(" ")) }
    }

    /// The words that the record is found by because of what stands here; it may have others, such as an earlier name.
    fn words(&self) -> BTreeSet<String> {
        let texts = [Some(&self.name), self.family.as_ref(), self.given.as_ref(), self.preferred_name.as_ref()];
        let mut words: BTreeSet<String> = texts
            .into_iter()
            .chain([self.record_number.as_ref()])
            .flatten()
            .flat_map(|text| fold(text).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        words.extend(self.record_number.as_ref().map(|number| fold(number).replace(' ', "")));
        words.extend(self.birth_date.map(|date| date.format("%Y%m%d").to_string()));
        words.remove("");
        words
    }
}

/// Lets a record be found by what it says now and no longer by what it said before.
pub(super) async fn renew_words(tx: &mut Tx, patient: PatientId, old: &Identity, new: &Identity) -> Result<(), Error> {
    let rows: Vec<(String,)> =
        tx.query("SELECT token FROM patient_tokens WHERE patient_id = $1").bind(patient).all().await?;
    let before: BTreeSet<String> = rows.into_iter().map(|(token,)| token).collect();
    let (gone, come) = (old.words(), new.words());
    let tokens: BTreeSet<String> = before.iter().filter(|token| !gone.contains(*token)).cloned().chain(come).collect();
    if tokens == before {
        return Ok(());
    }
    tx.query("DELETE FROM patient_tokens WHERE patient_id = $1").bind(patient).run().await?;
    let words = words(&tokens);
    for token in tokens {
        tx.query("INSERT INTO patient_tokens (token, patient_id, words) VALUES ($1, $2, $3)")
            .bind(token)
            .bind(patient)
            .bind(words.clone())
            .run()
            .await?;
    }
    Ok(())
}

/// After an import has written a patient's search words anew: adds the name they are called by, which only the portal knows.
pub(crate) async fn restore_words(tx: &mut Tx, patient: PatientId) -> Result<(), Error> {
    let now = Identity::read(tx, patient).await?;
    if now.preferred_name.is_none() {
        return Ok(());
    }
    renew_words(tx, patient, &now, &now).await
}
