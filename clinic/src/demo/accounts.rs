//! Who can sign in to the demo clinic.

use crate::helpers::{Ground, Relationship, Section};

/// One sign-in of the demo clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoAccount {
    /// Where the person's mail would go, and what they sign in with.
    pub email: &'static str,
    /// The name as people say it.
    pub name: &'static str,
    /// Any of `patient`, `prescriber`, `staff`, `pharmacist`, `admin`; nothing for someone who only helps a patient.
    pub roles: &'static [&'static str],
    /// The key of the patient record that is theirs, for [`super::patient_id`].
    pub patient: Option<&'static str>,
    /// The key of their practitioner record, for [`super::practitioner_id`].
    pub practitioner: Option<&'static str>,
    /// The language of their pages: `en` or `es`.
    pub language: &'static str,
    /// What a visitor will see when signed in as this person, in one sentence.
    pub about: &'static str,
}

/// The sign-ins of the demo clinic, patients first.
pub fn people() -> &'static [DemoAccount] {
    &PEOPLE
}

const fn patient(
    email: &'static str,
    name: &'static str,
    key: &'static str,
    language: &'static str,
    about: &'static str,
) -> DemoAccount {
    DemoAccount { email, name, roles: &["patient"], patient: Some(key), practitioner: None, language, about }
}

const fn worker(
    email: &'static str,
    name: &'static str,
    roles: &'static [&'static str],
    key: &'static str,
    language: &'static str,
    about: &'static str,
) -> DemoAccount {
    DemoAccount { email, name, roles, patient: None, practitioner: Some(key), language, about }
}

/// The addresses of the demo's pharmacists, each with the key of the pharmacy where they work, for [`super::pharmacy_id`].
pub fn pharmacists() -> &'static [(&'static str, &'static str)] {
    &[("ines@example.org", "harbor-pharmacy")]
}

/// A right to help of the demo clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoHelper {
    /// The address of who helps.
    pub email: &'static str,
    /// The key of the patient who is helped, for [`super::patient_id`].
    pub patient: &'static str,
    /// What the helper is to the patient.
    pub relationship: Relationship,
    /// What the right rests on.
    pub ground: Ground,
    /// What may be read.
    pub sections: &'static [Section],
    /// After how many days it ends.
    pub days: Option<i64>,
}

/// Who helps whom in the demo clinic.
pub fn helpers() -> &'static [DemoHelper] {
    &HELPERS
}

static HELPERS: [DemoHelper; 2] = [
    DemoHelper {
        email: "maya@example.org",
        patient: "leo-thompson",
        relationship: Relationship::Parent,
        ground: Ground::Guardian,
        sections: &Section::ALL,
        days: None,
    },
    DemoHelper {
        email: "linh@example.org",
        patient: "walter-nguyen",
        relationship: Relationship::Child,
        ground: Ground::Invited,
        sections: &[Section::Labs],
        days: Some(90),
    },
];

static PEOPLE: [DemoAccount; 13] = [
    patient(
        "rosa@example.org",
        "Rosa Delgado Fuentes",
        "rosa-delgado",
        "es",
        "58, in Spanish: diabetes, blood pressure and kidneys over nine years, with new results.",
    ),
    patient(
        "walter@example.org",
        "Walter Nguyen",
        "walter-nguyen",
        "en",
        "78, on a phone: atrial fibrillation, warfarin and an INR that is too high this week.",
    ),
    patient(
        "maya@example.org",
        "Maya Thompson",
        "maya-thompson",
        "en",
        "34, thyroid and migraine; mother of Leo, seven, whose record she reads too.",
    ),
    patient("aisha@example.org", "Aisha Rahman", "aisha-rahman", "en", "31, in the last weeks of her first pregnancy."),
    patient(
        "kenji@example.org",
        "Kenji Watanabe",
        "kenji-watanabe",
        "en",
        "38, joined today: a record with nothing in it yet.",
    ),
    DemoAccount {
        email: "linh@example.org",
        name: "Linh Nguyen",
        roles: &[],
        patient: None,
        practitioner: None,
        language: "en",
        about: "Walter's daughter: helps him, and sees his lab results only.",
    },
    worker(
        "okafor@example.org",
        "Dr. Amara Okafor",
        &["prescriber"],
        "amara-okafor",
        "en",
        "Family physician at Harbor Street.",
    ),
    worker(
        "reyes@example.org",
        "Dr. Daniel Reyes",
        &["prescriber"],
        "daniel-reyes",
        "en",
        "Internist at Mesa Avenue, speaks Spanish.",
    ),
    worker(
        "dana@example.org",
        "Dana Whitfield",
        &["staff"],
        "dana-whitfield",
        "en",
        "Front desk at Harbor Street (Eastern Time).",
    ),
    worker(
        "tomas@example.org",
        "Tomás Aguilar",
        &["staff"],
        "tomas-aguilar",
        "es",
        "Front desk at Mesa Avenue (Mountain Time).",
    ),
    worker(
        "ines@example.org",
        "Ines Moreau",
        &["pharmacist"],
        "ines-moreau",
        "en",
        "Pharmacist at Harbor Street Pharmacy.",
    ),
    worker(
        "noor@example.org",
        "Noor Haddad",
        &["admin", "staff"],
        "noor-haddad",
        "en",
        "Practice administrator of both places.",
    ),
    worker(
        "tanaka@example.org",
        "Dr. Yuki Tanaka",
        &["prescriber"],
        "yuki-tanaka",
        "en",
        "Nephrologist; Harold Bergstrom's chart of some 400 visits.",
    ),
];
