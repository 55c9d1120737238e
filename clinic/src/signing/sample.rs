//! Prescriptions to test with.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once and say why")]

use super::content::{
    Directions, Licence, Signable, SignedClinic, SignedDrug, SignedPatient, SignedPharmacy, SignedPrescriber,
    SignedQuantity, fits,
};
use crate::patients::Sex;
use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use uuid::Uuid;

/// An ordinary prescription with everything a pharmacy needs, and directions in both languages.
///
/// # Panics
/// Never.
pub fn prescription() -> Signable {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar");
    Signable {
        id: Uuid::from_u128(0x019c_8f2e_4b7a_7c31_9d52_6e0f_8a4b_3c21),
        issuer: "https://portal.harborstreet.example".to_owned(),
        issued_at: DateTime::from_timestamp(1_772_463_845, 0).expect("a moment"),
        expires_on: day(2027, 3, 1),
        patient: SignedPatient {
            name: "Walter Nguyen".to_owned(),
            born: day(1948, 9, 2),
            sex: Sex::Male,
            address: "118 Harbor Street, Apt 4B, Portland, ME 04101".to_owned(),
            phone: Some("207-555-0142".to_owned()),
        },
        drug: SignedDrug {
            // RxNorm: warfarin sodium 5 MG Oral Tablet.
            rxcui: Some("855332".to_owned()),
            text: "warfarin sodium 5 mg oral tablet".to_owned(),
        },
        directions: Directions {
            english: "Take 1 tablet by mouth once a day in the evening.".to_owned(),
            spanish: Some("Tome 1 tableta por la boca una vez al día por la noche.".to_owned()),
        },
        quantity: SignedQuantity { value: Decimal::from(30), unit: "tablet".to_owned() },
        refills: 3,
        substitution_allowed: true,
        note: None,
        indication: Some("Atrial fibrillation".to_owned()),
        prescriber: SignedPrescriber {
            name: "Dr. Amara Okafor".to_owned(),
            npi: Some("1234567893".to_owned()),
            licence: Licence { number: "MD-12345".to_owned(), issuer: "Maine".to_owned() },
        },
        clinic: SignedClinic {
            name: "Harbor Street Clinic".to_owned(),
            address: "12 Harbor Street, Portland, ME 04101".to_owned(),
            phone: Some("207-555-0100".to_owned()),
        },
        pharmacy: Some(SignedPharmacy { name: "Lakeside Pharmacy".to_owned(), place: "Portland".to_owned() }),
        replaces: None,
        overridden: Vec::new(),
    }
}

/// A prescription all of whose texts are as long as [`fits`] allows, each cut out of `text`, which is repeated as needed and begins
/// elsewhere for each.
pub fn longest(text: &str) -> Signable {
    let mut letters = text.chars().cycle();
    let mut cut = |length: usize| -> String { letters.by_ref().take(length).collect() };
    let mut signable = prescription();
    signable.issuer = format!("https://{}", cut(fits::ISSUER - "https://".len()));
    signable.patient.name = cut(fits::PATIENT_NAME);
    signable.patient.address = cut(fits::PATIENT_ADDRESS);
    signable.patient.phone = Some(format!("+{}", "1840 5926 7315 48".get(..fits::PHONE - 1).unwrap_or_default()));
    signable.patient.sex = Sex::Unknown;
    signable.drug.rxcui = Some("1049621".to_owned());
    signable.drug.text = cut(fits::DRUG);
    signable.directions = Directions { english: cut(fits::DIRECTIONS), spanish: Some(cut(fits::DIRECTIONS)) };
    signable.quantity = SignedQuantity { value: Decimal::new(12_345, 1), unit: cut(fits::UNIT) };
    signable.refills = 99;
    signable.substitution_allowed = false;
    signable.note = Some(cut(fits::NOTE));
    signable.indication = Some(cut(fits::INDICATION));
    signable.prescriber.name = cut(fits::PRESCRIBER_NAME);
    signable.prescriber.licence = Licence { number: cut(fits::LICENCE_NUMBER), issuer: cut(fits::LICENCE_ISSUER) };
    signable.clinic = SignedClinic {
        name: cut(fits::CLINIC_NAME),
        address: cut(fits::CLINIC_ADDRESS),
        phone: Some(format!("+{}", "9043 1867 2058 31".get(..fits::PHONE - 1).unwrap_or_default())),
    };
    signable.pharmacy = Some(SignedPharmacy { name: cut(fits::PHARMACY_NAME), place: cut(fits::PHARMACY_PLACE) });
    signable.replaces = Some(Uuid::from_u128(0x019b_73d1_e5a4_7f08_b6c9_4a1d_0e72_95f3));
    signable.overridden = vec![cut(fits::OVERRIDDEN)];
    signable
}
