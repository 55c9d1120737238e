use crate::patients::Sex;
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Everything a prescription says that is signed, and nothing that is not.
#[derive(Clone, PartialEq, Eq)]
pub struct Signable {
    /// The prescription's id.
    pub id: Uuid,
    /// What addresses of the portal that signs begin with, such as `https://portal.example.org`.
    pub issuer: String,
    /// When it is signed, in whole seconds.
    pub issued_at: DateTime<Utc>,
    /// The last day on which it may be dispensed, wherever that is.
    pub expires_on: NaiveDate,
    /// Whom it is for.
    pub patient: SignedPatient,
    /// What is prescribed.
    pub drug: SignedDrug,
    /// How it is taken.
    pub directions: Directions,
    /// How much is dispensed each time.
    pub quantity: SignedQuantity,
    /// How often it may be dispensed again.
    pub refills: u8,
    /// Whether the pharmacy may give a generic in its place.
    pub substitution_allowed: bool,
    /// What the pharmacy is told besides.
    pub note: Option<String>,
    /// What it is for.
    pub indication: Option<String>,
    /// Who prescribes.
    pub prescriber: SignedPrescriber,
    /// Where they do so.
    pub clinic: SignedClinic,
    /// The pharmacy it was written for.
    pub pharmacy: Option<SignedPharmacy>,
    /// The prescription whose place it takes.
    pub replaces: Option<Uuid>,
    /// Codes of the warnings that the prescriber has seen and overridden.
    pub overridden: Vec<String>,
}

/// The patient of a signed prescription.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedPatient {
    /// The name in full.
    pub name: String,
    /// The birth date.
    pub born: NaiveDate,
    /// The administrative gender.
    pub sex: Sex,
    /// Where they live, in one line.
    pub address: String,
    /// A telephone number.
    pub phone: Option<String>,
}

/// The drug of a signed prescription.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedDrug {
    /// Its RxNorm concept.
    pub rxcui: Option<String>,
    /// Name, strength and form in words.
    pub text: String,
}

/// How a drug is taken, in whole sentences for the label.
#[derive(Clone, PartialEq, Eq)]
pub struct Directions {
    /// In English.
    pub english: String,
    /// In Spanish, where the patient reads Spanish.
    pub spanish: Option<String>,
}

/// An amount to dispense.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedQuantity {
    /// How much.
    pub value: Decimal,
    /// Of what, such as `tablet` or `mL`.
    pub unit: String,
}

/// Who prescribes.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedPrescriber {
    /// The name in full.
    pub name: String,
    /// The National Provider Identifier.
    pub npi: Option<String>,
    /// The licence to prescribe.
    pub licence: Licence,
}

/// A licence to prescribe.
#[derive(Clone, PartialEq, Eq)]
pub struct Licence {
    /// Its number.
    pub number: String,
    /// Who gave it, such as a state.
    pub issuer: String,
}

/// The clinic where it was prescribed.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedClinic {
    /// Its name.
    pub name: String,
    /// Its address, in one line.
    pub address: String,
    /// Its telephone number.
    pub phone: Option<String>,
}

/// The pharmacy a prescription was written for.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedPharmacy {
    /// Its name.
    pub name: String,
    /// Where it is, in a few words.
    pub place: String,
}

impl std::fmt::Debug for Signable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signable({})", self.id)
    }
}

impl Signable {
    /// Whether its last day is over.
    pub fn is_expired(&self, today: NaiveDate) -> bool {
        self.expires_on < today
    }
}

/// Characters of each text with which a prescription fits into one code even if all of them are used up at once, accents
/// included. A longer text fits where others are shorter: [`Signable::room`] tells how it stands with a particular one.
pub mod fits {
    /// The portal's address.
    pub const ISSUER: usize = 32;
    /// A patient's name.
    pub const PATIENT_NAME: usize = 34;
    /// A patient's address.
    pub const PATIENT_ADDRESS: usize = 44;
    /// A telephone number.
    pub const PHONE: usize = 12;
    /// Name, strength and form of a drug.
    pub const DRUG: usize = 54;
    /// The directions, in each of the languages.
    pub const DIRECTIONS: usize = 90;
    /// The unit of a quantity.
    pub const UNIT: usize = 8;
    /// What the pharmacy is told besides.
    pub const NOTE: usize = 36;
    /// What it is for.
    pub const INDICATION: usize = 20;
    /// A prescriber's name.
    pub const PRESCRIBER_NAME: usize = 26;
    /// The number of a licence.
    pub const LICENCE_NUMBER: usize = 8;
    /// Who gave a licence.
    pub const LICENCE_ISSUER: usize = 8;
    /// The clinic's name.
    pub const CLINIC_NAME: usize = 26;
    /// The clinic's address.
    pub const CLINIC_ADDRESS: usize = 36;
    /// A pharmacy's name.
    pub const PHARMACY_NAME: usize = 18;
    /// Where a pharmacy is.
    pub const PHARMACY_PLACE: usize = 10;
    /// The codes of overridden warnings, all together.
    pub const OVERRIDDEN: usize = 8;
}
