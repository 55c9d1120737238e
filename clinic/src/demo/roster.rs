//! Who the patients are; those with long stories first.

use chrono::{Duration, NaiveDate};

use super::calendar::{born, years_between};
use super::codes::labs::Sex;
use super::house::{COAST_PLAN, Firm, HARBOR, KELLEHER, LINDQVIST, MEDICARE, MESA, OKAFOR, PEAKS_MUTUAL, RAMAN, REYES, Site, Staff, TANAKA};

/// A patient as the front desk knows them.
pub(crate) struct Person {
    pub(crate) key: &'static str,
    pub(crate) record_number: &'static str,
    pub(crate) given: &'static [&'static str],
    pub(crate) family: &'static str,
    /// The name in its own script, family name first, where that is not Latin.
    pub(crate) native: &'static str,
    pub(crate) sex: Sex,
    pub(crate) age: Age,
    pub(crate) site: &'static Site,
    pub(crate) doctor: &'static Staff,
    pub(crate) line: &'static str,
    pub(crate) city: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) email: &'static str,
    pub(crate) language: (&'static str, &'static str),
    /// Name, code and word of the relation, telephone.
    pub(crate) contact: Option<(&'static str, &'static str, &'static str, &'static str)>,
    pub(crate) payer: &'static Firm,
    /// Days since they joined the clinic.
    pub(crate) since: i64,
    /// Days since they died.
    pub(crate) died: Option<i64>,
}

/// How old someone is when the demo is made.
#[derive(Clone, Copy)]
pub(crate) enum Age {
    /// In years, with the month and day of the birthday.
    Years(i32, u32, u32),
    /// In days.
    Days(i64),
}

impl Person {
    /// Given and family names as people say them.
    pub(crate) fn display(&self) -> String {
        format!("{} {}", self.given.join(" "), self.family)
    }

    /// The birth date that gives the person their age today.
    pub(crate) fn birth_date(&self, today: NaiveDate) -> NaiveDate {
        match self.age {
            Age::Years(years, month, day) => born(today, years, month, day),
            Age::Days(days) => today - Duration::days(days),
        }
    }

    /// Whether the person is under 18.
    pub(crate) fn minor(&self, today: NaiveDate) -> bool {
        years_between(self.birth_date(today), today) < 18
    }
}

pub(crate) const ENGLISH: (&str, &str) = ("en", "English");
pub(crate) const SPANISH: (&str, &str) = ("es", "Spanish");

pub(crate) static ROSA: Person = Person {
    key: "rosa-delgado", record_number: "VF-10021", given: &["Rosa"], family: "Delgado Fuentes", native: "",
    sex: Sex::Female, age: Age::Years(58, 3, 14), site: &MESA, doctor: &REYES,
    line: "77 Juniper Lane", city: "Boulder", postal_code: "80304", phone: "+1 303-555-0121", email: "rosa@example.org",
    language: SPANISH, contact: Some(("Elena Ríos Delgado", "DAU", "natural daughter", "+1 303-555-0181")),
    payer: &PEAKS_MUTUAL, since: 3_300, died: None,
};

pub(crate) static WALTER: Person = Person {
    key: "walter-nguyen", record_number: "VF-10034", given: &["Walter"], family: "Nguyen", native: "",
    sex: Sex::Male, age: Age::Years(78, 9, 2), site: &HARBOR, doctor: &OKAFOR,
    line: "12 Lantern Court", city: "Portland", postal_code: "04101", phone: "+1 207-555-0121", email: "walter@example.org",
    language: ENGLISH, contact: Some(("Linh Nguyen", "DAU", "natural daughter", "+1 207-555-0181")),
    payer: &MEDICARE, since: 3_600, died: None,
};

pub(crate) static MAYA: Person = Person {
    key: "maya-thompson", record_number: "VF-10057", given: &["Maya", "Renee"], family: "Thompson", native: "",
    sex: Sex::Female, age: Age::Years(34, 6, 21), site: &HARBOR, doctor: &OKAFOR,
    line: "305 Spruce Street", city: "South Portland", postal_code: "04106", phone: "+1 207-555-0122", email: "maya@example.org",
    language: ENGLISH, contact: Some(("Jordan Thompson", "HUSB", "husband", "+1 207-555-0182")),
    payer: &COAST_PLAN, since: 2_700, died: None,
};

pub(crate) static LEO: Person = Person {
    key: "leo-thompson", record_number: "VF-10058", given: &["Leo", "James"], family: "Thompson", native: "",
    sex: Sex::Male, age: Age::Years(7, 2, 8), site: &HARBOR, doctor: &RAMAN,
    line: "305 Spruce Street", city: "South Portland", postal_code: "04106", phone: "+1 207-555-0122", email: "",
    language: ENGLISH, contact: Some(("Maya Thompson", "MTH", "mother", "+1 207-555-0122")),
    payer: &COAST_PLAN, since: 2_650, died: None,
};

pub(crate) static AISHA: Person = Person {
    key: "aisha-rahman", record_number: "VF-10112", given: &["Aisha"], family: "Rahman", native: "",
    sex: Sex::Female, age: Age::Years(31, 11, 5), site: &HARBOR, doctor: &KELLEHER,
    line: "41 Orchard Hill Road", city: "Westbrook", postal_code: "04092", phone: "+1 207-555-0123", email: "aisha@example.org",
    language: ENGLISH, contact: Some(("Imran Rahman", "HUSB", "husband", "+1 207-555-0183")),
    payer: &COAST_PLAN, since: 900, died: None,
};

pub(crate) static KENJI: Person = Person {
    key: "kenji-watanabe", record_number: "VF-10201", given: &["Kenji"], family: "Watanabe", native: "",
    sex: Sex::Male, age: Age::Years(38, 4, 30), site: &HARBOR, doctor: &LINDQVIST,
    line: "9 Quarry Road", city: "Portland", postal_code: "04103", phone: "+1 207-555-0124", email: "kenji@example.org",
    language: ENGLISH, contact: None, payer: &COAST_PLAN, since: 1, died: None,
};

pub(crate) static GEORGE: Person = Person {
    key: "george-papadakis", record_number: "VF-10044", given: &["George"], family: "Papadakis", native: "",
    sex: Sex::Male, age: Age::Years(71, 1, 19), site: &MESA, doctor: &REYES,
    line: "2240 Canyon Road", city: "Boulder", postal_code: "80302", phone: "+1 303-555-0122", email: "george.papadakis@example.org",
    language: ENGLISH, contact: Some(("Sophia Papadakis", "WIFE", "wife", "+1 303-555-0182")),
    payer: &MEDICARE, since: 3_500, died: None,
};

pub(crate) static HAROLD: Person = Person {
    key: "harold-bergstrom", record_number: "VF-10009", given: &["Harold"], family: "Bergstrom", native: "",
    sex: Sex::Male, age: Age::Years(66, 8, 11), site: &MESA, doctor: &TANAKA,
    line: "508 Aspen Street", city: "Longmont", postal_code: "80501", phone: "+1 303-555-0123", email: "harold.bergstrom@example.org",
    language: ENGLISH, contact: Some(("Karin Bergstrom", "SIS", "sister", "+1 303-555-0183")),
    payer: &MEDICARE, since: 3_000, died: None,
};

pub(crate) static MARGARET: Person = Person {
    key: "margaret-osullivan", record_number: "VF-10003", given: &["Margaret", "Anne"], family: "O'Sullivan", native: "",
    sex: Sex::Female, age: Age::Years(90, 5, 3), site: &HARBOR, doctor: &LINDQVIST,
    line: "60 Seaview Terrace, Apartment 4", city: "Portland", postal_code: "04101", phone: "+1 207-555-0125", email: "",
    language: ENGLISH, contact: Some(("Brendan O'Sullivan", "SON", "natural son", "+1 207-555-0184")),
    payer: &MEDICARE, since: 3_900, died: None,
};

pub(crate) static DOROTHY: Person = Person {
    key: "dorothy-hale", record_number: "VF-10005", given: &["Dorothy"], family: "Hale", native: "",
    sex: Sex::Female, age: Age::Years(84, 12, 9), site: &HARBOR, doctor: &LINDQVIST,
    line: "18 Chapel Street", city: "Portland", postal_code: "04101", phone: "+1 207-555-0126", email: "",
    language: ENGLISH, contact: Some(("Martin Hale", "SON", "natural son", "+1 207-555-0185")),
    payer: &MEDICARE, since: 3_800, died: Some(150),
};
