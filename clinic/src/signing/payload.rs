//! The payload of the code, as JSON: the claims of a JWT around a credential, with short names so that it fits.

use super::content::{
    Directions, Licence, Signable, SignedClinic, SignedDrug, SignedPatient, SignedPharmacy, SignedPrescriber,
    SignedQuantity,
};
use crate::patients::Sex;
use chrono::{DateTime, Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of credential, with the version of what follows. Whatever changes below gets the next number, and this one is read
/// for as long as there are codes with it.
const KIND: &str = "verbena:rx:1";

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds from midnight to noon.
const NOON: i64 = DAY / 2;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    nbf: i64,
    exp: i64,
    #[serde(with = "uuid::serde::simple")]
    jti: Uuid,
    vc: Credential,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credential {
    #[serde(rename = "type")]
    kind: [String; 1],
    #[serde(rename = "credentialSubject")]
    subject: Subject,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    patient: Patient,
    by: Prescriber,
    at: Place,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<Place>,
    drug: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rxnorm: Option<String>,
    sig: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    es: Option<String>,
    /// The value, a space, the unit.
    qty: String,
    refills: u8,
    /// Dispense as written; only where nothing else may be given in its place.
    #[serde(default, skip_serializing_if = "is_no")]
    daw: bool,
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// The prescription that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "uuid::serde::simple::option")]
    after: Option<Uuid>,
    /// Codes of the warnings that were overridden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    despite: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patient {
    name: String,
    address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    born: NaiveDate,
    sex: Sex,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prescriber {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    npi: Option<String>,
    /// The number, and who gave it.
    licence: [String; 2],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_no(value: &bool) -> bool {
    !value
}

/// The JSON that is signed; nothing where the content is such that it would not be read back as it is.
pub(super) fn write(content: &Signable) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(&claims(content)?).ok()?;
    (read(&json).as_ref() == Some(content)).then_some(json)
}

/// Reads what [`write`] has made.
pub(super) fn read(json: &[u8]) -> Option<Signable> {
    let Claims { iss, nbf, exp, jti, vc } = serde_json::from_slice(json).ok()?;
    let Credential { kind: [kind], subject } = vc;
    if kind != KIND {
        return None;
    }
    let (value, unit) = subject.qty.split_once(' ')?;
    let Patient { name, address, phone, born, sex } = subject.patient;
    let Prescriber { name: prescriber, npi, licence: [number, issuer] } = subject.by;
    let pharmacy = match subject.to {
        Some(Place { name, address: place, phone: None }) => Some(SignedPharmacy { name, place }),
        Some(Place { phone: Some(_), .. }) => return None,
        None => None,
    };
    Some(Signable {
        id: jti,
        issuer: iss,
        issued_at: DateTime::from_timestamp(nbf, 0)?,
        expires_on: last_day(exp)?,
        patient: SignedPatient { name, born, sex, address, phone },
        drug: SignedDrug { rxcui: subject.rxnorm, text: subject.drug },
        directions: Directions { english: subject.sig, spanish: subject.es },
        quantity: SignedQuantity { value: value.parse().ok()?, unit: unit.to_owned() },
        refills: subject.refills,
        substitution_allowed: !subject.daw,
        note: subject.note,
        indication: subject.reason,
        prescriber: SignedPrescriber { name: prescriber, npi, licence: Licence { number, issuer } },
        clinic: SignedClinic { name: subject.at.name, address: subject.at.address, phone: subject.at.phone },
        pharmacy,
        replaces: subject.after,
        overridden: subject.despite,
    })
}

fn claims(content: &Signable) -> Option<Claims> {
    let content = content.clone();
    let SignedPatient { name, born, sex, address, phone } = content.patient;
    let Licence { number, issuer } = content.prescriber.licence;
    let place = |SignedPharmacy { name, place }| Place { name, address: place, phone: None };
    let SignedQuantity { value, unit } = content.quantity;
    Some(Claims {
        iss: content.issuer,
        nbf: content.issued_at.timestamp(),
        exp: end_of(content.expires_on)?,
        jti: content.id,
        vc: Credential {
            kind: [KIND.to_owned()],
            subject: Subject {
                patient: Patient { name, address, phone, born, sex },
                by: Prescriber {
                    name: content.prescriber.name,
                    npi: content.prescriber.npi,
                    licence: [number, issuer],
                },
                at: Place { name: content.clinic.name, address: content.clinic.address, phone: content.clinic.phone },
                to: content.pharmacy.map(place),
                drug: content.drug.text,
                rxnorm: content.drug.rxcui,
                sig: content.directions.english,
                es: content.directions.spanish,
                qty: format!("{} {unit}", value.normalize()),
                refills: content.refills,
                daw: !content.substitution_allowed,
                reason: content.indication,
                note: content.note,
                after: content.replaces,
                despite: content.overridden,
            },
        },
    })
}

/// The moment at which a calendar day is over everywhere: noon UTC of the next one (the last zone is twelve hours behind).
fn end_of(day: NaiveDate) -> Option<i64> {
    Some(day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN).and_utc().timestamp() + NOON)
}

fn last_day(end: i64) -> Option<NaiveDate> {
    let midnight = end.checked_sub(NOON)?;
    if midnight.rem_euclid(DAY) != 0 {
        return None;
    }
    DateTime::from_timestamp(midnight, 0)?.date_naive().checked_sub_days(Days::new(1))
}
