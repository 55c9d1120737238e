//! The numbers by which a laboratory knows patients.

use super::setup::Laboratory;
use crate::{
    Error,
    db::{Source, Tx},
    hl7::{Number, Person},
    ids::{AccountId, LaboratoryId, PatientId},
};
use chrono::{DateTime, Utc};

/// Whose a number is that names nobody: the laboratory's own. It never leaves this program.
fn own(laboratory: LaboratoryId) -> String {
    format!("laboratory {laboratory}")
}

/// The person of a message, with the laboratory's own numbers named as such: within its messages they are one series.
pub(super) fn named(mut person: Person, laboratory: &Laboratory) -> Person {
    for number in &mut person.numbers {
        number.value = number.value.trim().to_owned();
        if number.authority.trim().is_empty() {
            number.authority = own(laboratory.id);
        }
    }
    person.numbers.retain(|number| !number.value.is_empty());
    person
}

/// The patients to whom one of these numbers was given before.
pub(super) async fn holders(
    q: &mut impl Source,
    laboratory: &Laboratory,
    numbers: &[Number],
) -> Result<Vec<PatientId>, Error> {
    let mut found = Vec::new();
    for number in numbers.iter().take(MOST_NUMBERS) {
        let rows: Vec<(PatientId,)> = q
            .query(
                "SELECT DISTINCT patient_id FROM lab_identities WHERE laboratory_id = $1 AND authority = $2 AND number = $3 LIMIT 20",
            )
            .bind(laboratory.id)
            .bind(stored(&number.authority, laboratory))
            .bind(number.value.clone())
            .all()
            .await?;
        found.extend(rows.into_iter().map(|(patient,)| patient));
        // The laboratory sends back the clinic's own record numbers under a name that was agreed on.
        if laboratory.record_authority.as_deref() == Some(number.authority.as_str()) {
            let rows: Vec<(PatientId,)> = q
                .query(
                    "SELECT p.id FROM (SELECT DISTINCT t.patient_id FROM patient_tokens t WHERE t.token = $1 LIMIT 20) hits
                     CROSS JOIN patients p WHERE p.id = hits.patient_id AND p.record_number = $2",
                )
                .bind(crate::fold::fold(&number.value).replace(' ', ""))
                .bind(number.value.clone())
                .all()
                .await?;
            found.extend(rows.into_iter().map(|(patient,)| patient));
        }
    }
    Ok(found)
}

/// Numbers of one message that are looked at.
const MOST_NUMBERS: usize = 20;

/// The numbers by which the laboratory knows a patient, and the clinic's own where it sends them.
pub(super) async fn of_patient(
    q: &mut impl Source,
    laboratory: &Laboratory,
    patient: PatientId,
    record_number: Option<String>,
) -> Result<Vec<Number>, Error> {
    let rows: Vec<(String, String, String)> = q
        .query(
            "SELECT authority, kind, number FROM lab_identities WHERE patient_id = $1 AND laboratory_id = $2
             ORDER BY authority, kind, number LIMIT 100",
        )
        .bind(patient)
        .bind(laboratory.id)
        .all()
        .await?;
    let remembered = rows.into_iter().map(|(authority, kind, value)| Number {
        authority: if authority.is_empty() { own(laboratory.id) } else { authority },
        kind: Some(kind).filter(|kind| !kind.is_empty()),
        value,
    });
    let record = laboratory.record_authority.clone().zip(record_number);
    let record = record.map(|(authority, value)| Number { authority, kind: None, value });
    Ok(remembered.chain(record).collect())
}

/// Remembers that these numbers are this patient's. What was decided later counts; what a person decided, only another person changes.
pub(super) async fn remember(
    tx: &mut Tx,
    laboratory: &Laboratory,
    numbers: &[Number],
    patient: PatientId,
    by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for number in numbers.iter().take(MOST_NUMBERS) {
        if laboratory.record_authority.as_deref() == Some(number.authority.as_str()) {
            continue;
        }
        tx.query(
            "INSERT INTO lab_identities (laboratory_id, authority, kind, number, patient_id, decided_at, decided_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (laboratory_id, authority, kind, number) DO UPDATE
             SET patient_id = excluded.patient_id, decided_at = excluded.decided_at, decided_by = excluded.decided_by
             WHERE lab_identities.patient_id <> excluded.patient_id
               AND (excluded.decided_by IS NOT NULL OR lab_identities.decided_by IS NULL)",
        )
        .bind(laboratory.id)
        .bind(stored(&number.authority, laboratory))
        .bind(number.kind.clone().unwrap_or_default())
        .bind(number.value.clone())
        .bind(patient)
        .bind(now)
        .bind(by)
        .run()
        .await?;
    }
    Ok(())
}

/// Forgets that these numbers are this patient's.
pub(super) async fn forget(
    tx: &mut Tx,
    laboratory: &Laboratory,
    numbers: &[Number],
    patient: PatientId,
) -> Result<(), Error> {
    for number in numbers.iter().take(MOST_NUMBERS) {
        tx.query(
            "DELETE FROM lab_identities WHERE laboratory_id = $1 AND authority = $2 AND number = $3 AND patient_id = $4",
        )
        .bind(laboratory.id)
        .bind(stored(&number.authority, laboratory))
        .bind(number.value.clone())
        .bind(patient)
        .run()
        .await?;
    }
    Ok(())
}

fn stored(authority: &str, laboratory: &Laboratory) -> String {
    if authority == own(laboratory.id) { String::new() } else { authority.to_owned() }
}
