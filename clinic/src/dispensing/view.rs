use super::{
    Counter,
    details::{allergies, dispenses, known, overridden, requests, timeline},
};
use crate::{
    Error,
    db::Source,
    ids::{DispenseId, PatientId, PrescriptionId},
    keys::Keys,
    moment::Precision,
    patients::Sex,
    prescribing::{Happened, Request, Standing, State, Way},
    record::Known,
    signing::{self, Signable},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use sqlx::types::Json;
use std::str::FromStr as _;

/// Everything a pharmacist needs to know of a prescription.
#[derive(Clone)]
pub struct PrescriptionAtCounter {
    /// Its id.
    pub id: PrescriptionId,
    /// Where it stands.
    pub standing: Standing,
    /// How it came.
    pub way: Way,
    /// Drug, strength and form.
    pub drug: String,
    /// The drug's RxNorm concept.
    pub rxcui: Option<String>,
    /// How to take it, in the prescriber's words.
    pub directions: Option<String>,
    /// The same for the patient, perhaps in another language: a line for each step.
    pub patient_directions: Vec<String>,
    /// The unit of all quantities.
    pub unit: String,
    /// For how many days one supply lasts.
    pub supply_days: Option<i64>,
    /// Whether another product with the same ingredient may be given; `None` where that is not said.
    pub substitution: Option<bool>,
    /// A remark of the prescriber.
    pub note: Option<String>,
    /// What it is for.
    pub indication: Option<String>,
    /// Whose it is.
    pub patient: PatientAtCounter,
    /// Who signed it.
    pub prescriber: PrescriberAtCounter,
    /// Its signature; `None` where it was not archived, which is to be doubted.
    pub signature: Option<Signature>,
    /// Since when it is ready for pick-up.
    pub ready_at: Option<DateTime<Utc>>,
    /// What the pharmacy wrote when it refused it.
    pub rejection_text: Option<String>,
    /// Warnings that the prescriber went on with, the gravest first.
    pub overridden: Vec<Overridden>,
    /// What was handed out so far, the newest first.
    pub dispenses: Vec<Dispensed>,
    /// What was asked and answered, the newest first.
    pub requests: Vec<Request>,
    /// Everything that happened to it, in order.
    pub timeline: Vec<Happened>,
}

/// A patient as a pharmacy sees them.
#[derive(Clone)]
pub struct PatientAtCounter {
    /// Whose record it is.
    pub id: PatientId,
    /// The name in full.
    pub name: String,
    /// The birth date.
    pub birth_date: Option<NaiveDate>,
    /// How exactly that is known.
    pub birth_date_precision: Option<Precision>,
    /// Administrative gender.
    pub sex: Sex,
    /// The telephone.
    pub phone: Option<String>,
    /// Street and town, in one line.
    pub address: Option<String>,
    /// What is known about allergies.
    pub known_allergies: Known,
    /// Active allergies.
    pub allergies: Vec<AllergyAtCounter>,
}

/// Something a patient does not tolerate.
#[derive(Clone, sqlx::FromRow)]
pub struct AllergyAtCounter {
    /// What it is, as it came.
    pub display: String,
    /// What happened, in words.
    pub reaction: Option<String>,
    /// `low`, `high` or `unable-to-assess`.
    pub criticality: Option<String>,
    pub(super) code: Option<String>,
}

/// A prescriber as a pharmacy sees them.
#[derive(Clone)]
pub struct PrescriberAtCounter {
    /// The name.
    pub name: String,
    /// The telephone.
    pub phone: Option<String>,
    /// The National Provider Identifier.
    pub npi: Option<String>,
}

/// Who signed a prescription, and when.
#[derive(Clone, sqlx::FromRow)]
pub struct Signature {
    /// The name of who signed.
    pub name: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Whether the signature holds, and what was signed says the same of drug, quantity and refills as is shown.
    #[sqlx(skip)]
    pub is_authentic: bool,
    jws: String,
}

/// A warning that the prescriber went on with.
#[derive(Clone, sqlx::FromRow)]
pub struct Overridden {
    /// `info`, `warning` or `critical`.
    pub indicator: String,
    /// What it warns of.
    pub summary: String,
    /// Where the rule comes from.
    pub source: String,
    /// Why it was gone on with.
    pub reason: String,
    /// More about that.
    pub note: Option<String>,
}

/// What was handed out at once.
#[derive(Clone, sqlx::FromRow)]
pub struct Dispensed {
    /// Its id.
    pub id: DispenseId,
    /// How much, a decimal.
    pub quantity: String,
    /// The product given.
    pub product: String,
    /// Its lot.
    pub lot: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Who handed it out: a pharmacist, or a pharmacy without an account.
    pub dispenser: String,
    /// The pharmacy's name.
    pub pharmacy: Option<String>,
    /// When.
    pub dispensed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    state: State,
    way: Way,
    rxcui: Option<String>,
    drug: String,
    quantity: String,
    quantity_unit: String,
    refills: i64,
    dispensed: String,
    supply_days: Option<i64>,
    expires_on: NaiveDate,
    cancelling: bool,
    ready_at: Option<DateTime<Utc>>,
    rejection_text: Option<String>,
    directions: Option<String>,
    dosage: Option<Json<Value>>,
    note: Option<String>,
    reason: Option<String>,
    patient_id: PatientId,
    name: String,
    birth_date: Option<NaiveDate>,
    birth_date_precision: Option<Precision>,
    sex: Sex,
    phone: Option<String>,
    address_lines: Option<String>,
    city: Option<String>,
    region: Option<String>,
    postal_code: Option<String>,
    prescriber: String,
    prescriber_phone: Option<String>,
    npi: Option<String>,
}

/// A prescription as the pharmacy sees it that it is meant for; the access is noted.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription.
pub async fn prescription_at_counter(
    q: &mut impl Source,
    keys: &Keys,
    counter: &Counter,
    id: PrescriptionId,
) -> Result<PrescriptionAtCounter, Error> {
    if !counter.admits(id) {
        return Err(Error::NotFound);
    }
    let row: Row = q
        .query(
            "SELECT p.state, p.way, p.rxcui, p.drug, p.quantity, p.quantity_unit, p.refills, p.dispensed,
                    p.supply_days, p.expires_on, p.ready_at, p.rejection_text,
                    EXISTS (SELECT 1 FROM prescription_requests r WHERE r.prescription_id = p.id
                            AND r.kind = 'cancellation' AND r.state = 'pending') AS cancelling,
                    m.directions, m.dosage, m.note, m.reason,
                    p.patient_id, t.name, t.birth_date, t.birth_date_precision, t.sex, t.phone, t.address_lines, t.city,
                    t.state AS region, t.postal_code,
                    COALESCE(w.name, a.name) AS prescriber, w.phone AS prescriber_phone, w.npi
             FROM prescriptions p JOIN patients t ON t.id = p.patient_id JOIN accounts a ON a.id = p.prescriber_id
             LEFT JOIN practitioners w ON w.id = a.practitioner_id
             LEFT JOIN medication_requests m ON m.id = p.id
             WHERE p.id = $1 AND p.pharmacy_id = $2 AND p.state <> 'draft'",
        )
        .bind(id)
        .bind(counter.pharmacy())
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    counter.saw(id, row.patient_id);
    counter.saw_allergies(row.patient_id);
    let allergies = allergies(q, row.patient_id).await?;
    let mut signature: Option<Signature> = q
        .query(
            "SELECT COALESCE(w.name, a.name) AS name, s.signed_at, s.jws
             FROM signed_prescriptions s JOIN accounts a ON a.id = s.signed_by
             LEFT JOIN practitioners w ON w.id = a.practitioner_id WHERE s.prescription_id = $1",
        )
        .bind(id)
        .maybe()
        .await?;
    let overridden = overridden(q, id).await?;
    let dispenses = dispenses(q, id).await?;
    let requests = requests(q, id).await?;
    let timeline = timeline(q, id).await?;
    let standing = standing(&row)?;
    let signed = match &mut signature {
        Some(signature) => {
            let published = signing::public_keys(&signing::published(q, keys).await?);
            let signed = signing::verify(&signature.jws, &published).ok().map(|verified| verified.signable);
            signature.is_authentic = signed.as_ref().is_some_and(|signed| says_the_same(signed, id, &row, &standing));
            signed.filter(|_| signature.is_authentic)
        }
        None => None,
    };
    // What is shown is what was signed, where the signature holds.
    let (row, said) = match signed {
        Some(signed) => with_signed(row, signed),
        None => (row, None),
    };
    Ok(PrescriptionAtCounter {
        id,
        standing,
        way: row.way,
        patient_directions: said.as_ref().and_then(|said| said.spanish.clone()).map_or_else(
            || patient_directions(row.dosage.as_ref(), row.directions.as_deref()),
            |spanish| vec![spanish],
        ),
        substitution: said.map(|said| said.substitution),
        drug: row.drug,
        rxcui: row.rxcui,
        directions: row.directions,
        unit: row.quantity_unit,
        supply_days: row.supply_days,
        note: row.note,
        indication: row.reason,
        patient: PatientAtCounter {
            id: row.patient_id,
            name: row.name,
            birth_date: row.birth_date,
            birth_date_precision: row.birth_date_precision,
            sex: row.sex,
            phone: row.phone,
            address: address(&[row.address_lines, row.city, row.region, row.postal_code]),
            known_allergies: known(&allergies),
            allergies,
        },
        prescriber: PrescriberAtCounter { name: row.prescriber, phone: row.prescriber_phone, npi: row.npi },
        signature,
        ready_at: row.ready_at,
        rejection_text: row.rejection_text,
        overridden,
        dispenses,
        requests,
        timeline,
    })
}

/// What was signed and stands nowhere else.
struct Said {
    spanish: Option<String>,
    substitution: bool,
}

/// Whether the archive says what the tables say, of all that decides how much is handed out of what.
fn says_the_same(signed: &Signable, id: PrescriptionId, row: &Row, standing: &Standing) -> bool {
    signed.id == id.0
        && signed.drug.text == row.drug
        && signed.quantity.value == standing.quantity
        && signed.quantity.unit == row.quantity_unit
        && u32::from(signed.refills) == standing.refills
        && signed.expires_on == standing.expires_on
}

/// The row with everything that was signed in its place.
fn with_signed(row: Row, signed: Signable) -> (Row, Option<Said>) {
    let said = Said { spanish: signed.directions.spanish, substitution: signed.substitution_allowed };
    let row = Row {
        directions: Some(signed.directions.english),
        note: signed.note,
        reason: signed.indication,
        name: signed.patient.name,
        birth_date: Some(signed.patient.born),
        birth_date_precision: Some(Precision::Day),
        prescriber: signed.prescriber.name,
        npi: signed.prescriber.npi,
        prescriber_phone: row.prescriber_phone.or(signed.clinic.phone),
        ..row
    };
    (row, Some(said))
}

/// To whom a prescription went that has left this pharmacy, and when: whoever still has its page open is to know. `None` when it
/// was never here.
pub async fn left_for(
    q: &mut impl Source,
    counter: &Counter,
    id: PrescriptionId,
) -> Result<Option<DateTime<Utc>>, Error> {
    if !counter.admits(id) {
        return Ok(None);
    }
    let left: Option<(DateTime<Utc>,)> = q
        .query(
            "SELECT e.happened_at FROM prescription_events e JOIN prescriptions p ON p.id = e.prescription_id
             WHERE e.prescription_id = $1 AND e.kind = 'redirected' AND COALESCE(p.pharmacy_id <> $2, TRUE)
               AND EXISTS (SELECT 1 FROM prescription_sendings s WHERE s.prescription_id = $1 AND s.pharmacy_id = $2)
             ORDER BY e.happened_at DESC LIMIT 1",
        )
        .bind(id)
        .bind(counter.pharmacy())
        .maybe()
        .await?;
    Ok(left.map(|(at,)| at))
}

fn standing(row: &Row) -> Result<Standing, Error> {
    let broken = || Error::Broken("a signed prescription lacks what signing demands".to_owned());
    let decimal = |text: &str| Decimal::from_str(text).map_err(|_| broken());
    Ok(Standing {
        state: row.state,
        quantity: decimal(&row.quantity)?,
        refills: u32::try_from(row.refills).map_err(|_| broken())?,
        dispensed: decimal(&row.dispensed)?,
        expires_on: row.expires_on,
        cancelling: row.cancelling,
    })
}

/// What is written for the patient beside the directions in one line (FHIR `Dosage.patientInstruction`).
fn patient_directions(dosage: Option<&Json<Value>>, directions: Option<&str>) -> Vec<String> {
    let steps = dosage.and_then(|json| json.0.as_array()).into_iter().flatten();
    let lines = steps.filter_map(|step| step.get("patientInstruction")?.as_str()).map(str::trim);
    lines.filter(|line| !line.is_empty() && Some(*line) != directions).map(str::to_owned).collect()
}

fn address(parts: &[Option<String>; 4]) -> Option<String> {
    let lines: Vec<String> = parts.iter().flatten().map(|part| part.replace('\n', ", ")).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_patients_sentence_is_shown_where_it_says_something_else() {
        let dosage = Json(json!([{ "patientInstruction": "Tome 1 tableta" }, { "patientInstruction": " " }, {}]));
        assert_eq!(patient_directions(Some(&dosage), Some("Take 1 tablet")), ["Tome 1 tableta"]);
        assert!(patient_directions(Some(&dosage), Some("Tome 1 tableta")).is_empty());
        assert!(patient_directions(None, None).is_empty());
    }
}
