//! Who the patients are; those with long stories first.

use chrono::{Duration, NaiveDate};

use super::calendar::{born, years_between};
use super::codes::labs::Sex;
use super::house::{
    COAST_PLAN, Firm, HARBOR, KELLEHER, LINDQVIST, MEDICARE, MESA, OKAFOR, PEAKS_MUTUAL, RAMAN, REYES, Site, Staff,
    TANAKA,
};

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

/// The language of most.
pub(crate) const ENGLISH: (&str, &str) = ("en", "English");
/// The language of some.
pub(crate) const SPANISH: (&str, &str) = ("es", "Spanish");

/// Key and record number, name, sex and age, place and doctor, address, telephone, e-mail, language, contact, payer.
macro_rules! person {
    ($name:ident: $key:literal $number:literal, [$($given:literal),+] $family:literal $(= $native:literal)?,
     $sex:ident $age:ident($($part:literal),+), $site:ident $doctor:ident, $line:literal $city:literal $postal_code:literal,
     $phone:literal $email:literal $language:expr, $contact:expr, $payer:ident since $since:literal $(died $died:literal)?) => {
        pub(crate) static $name: Person = Person {
            key: $key, record_number: $number, given: &[$($given),+], family: $family, native: concat!("", $($native)?),
            sex: Sex::$sex, age: Age::$age($($part),+), site: &$site, doctor: &$doctor,
            line: $line, city: $city, postal_code: $postal_code, phone: $phone, email: $email, language: $language,
            contact: $contact, payer: &$payer, since: $since, died: $crate::demo::roster::first(&[$($died)?]),
        };
    };
}
pub(super) use person;

/// The first of at most one.
pub(crate) const fn first(days: &[i64]) -> Option<i64> {
    match days {
        [day, ..] => Some(*day),
        [] => None,
    }
}

person! { ROSA: "rosa-delgado" "VF-10021", ["Rosa"] "Delgado Fuentes", Female Years(58, 3, 14), MESA REYES,
    "77 Juniper Lane" "Boulder" "80304", "+1 303-555-0121" "rosa@example.org" SPANISH,
    Some(("Elena Ríos Delgado", "DAU", "natural daughter", "+1 303-555-0181")), PEAKS_MUTUAL since 3_300
}

person! { WALTER: "walter-nguyen" "VF-10034", ["Walter"] "Nguyen", Male Years(78, 9, 2), HARBOR OKAFOR,
    "12 Lantern Court" "Portland" "04101", "+1 207-555-0121" "walter@example.org" ENGLISH,
    Some(("Linh Nguyen", "DAU", "natural daughter", "+1 207-555-0181")), MEDICARE since 3_600
}

person! { MAYA: "maya-thompson" "VF-10057", ["Maya", "Renee"] "Thompson", Female Years(34, 6, 21), HARBOR OKAFOR,
    "305 Spruce Street" "South Portland" "04106", "+1 207-555-0122" "maya@example.org" ENGLISH,
    Some(("Jordan Thompson", "HUSB", "husband", "+1 207-555-0182")), COAST_PLAN since 2_700
}

person! { LEO: "leo-thompson" "VF-10058", ["Leo", "James"] "Thompson", Male Years(7, 2, 8), HARBOR RAMAN,
    "305 Spruce Street" "South Portland" "04106", "+1 207-555-0122" "" ENGLISH,
    Some(("Maya Thompson", "MTH", "mother", "+1 207-555-0122")), COAST_PLAN since 2_650
}

person! { AISHA: "aisha-rahman" "VF-10112", ["Aisha"] "Rahman", Female Years(31, 11, 5), HARBOR KELLEHER,
    "41 Orchard Hill Road" "Westbrook" "04092", "+1 207-555-0123" "aisha@example.org" ENGLISH,
    Some(("Imran Rahman", "HUSB", "husband", "+1 207-555-0183")), COAST_PLAN since 900
}

person! { KENJI: "kenji-watanabe" "VF-10201", ["Kenji"] "Watanabe", Male Years(38, 4, 30), HARBOR LINDQVIST,
    "9 Quarry Road" "Portland" "04103", "+1 207-555-0124" "kenji@example.org" ENGLISH,
    None, COAST_PLAN since 1
}

person! { GEORGE: "george-papadakis" "VF-10044", ["George"] "Papadakis", Male Years(71, 1, 19), MESA REYES,
    "2240 Canyon Road" "Boulder" "80302", "+1 303-555-0122" "george.papadakis@example.org" ENGLISH,
    Some(("Sophia Papadakis", "WIFE", "wife", "+1 303-555-0182")), MEDICARE since 3_500
}

person! { HAROLD: "harold-bergstrom" "VF-10009", ["Harold"] "Bergstrom", Male Years(66, 8, 11), MESA TANAKA,
    "508 Aspen Street" "Longmont" "80501", "+1 303-555-0123" "harold.bergstrom@example.org" ENGLISH,
    Some(("Karin Bergstrom", "SIS", "sister", "+1 303-555-0183")), MEDICARE since 3_000
}

person! { MARGARET: "margaret-osullivan" "VF-10003", ["Margaret", "Anne"] "O'Sullivan", Female Years(90, 5, 3), HARBOR LINDQVIST,
    "60 Seaview Terrace, Apartment 4" "Portland" "04101", "+1 207-555-0125" "" ENGLISH,
    Some(("Brendan O'Sullivan", "SON", "natural son", "+1 207-555-0184")), MEDICARE since 3_900
}

person! { DOROTHY: "dorothy-hale" "VF-10005", ["Dorothy"] "Hale", Female Years(84, 12, 9), HARBOR LINDQVIST,
    "18 Chapel Street" "Portland" "04101", "+1 207-555-0126" "" ENGLISH,
    Some(("Martin Hale", "SON", "natural son", "+1 207-555-0185")), MEDICARE since 3_800 died 150
}
