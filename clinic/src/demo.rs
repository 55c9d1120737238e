//! The demo clinic: thirty invented people with years of coherent records, as FHIR R4.
//!
//! Everything is computed from one date, so the same `today` gives the same bytes. Nothing here is a real person;
//! telephone numbers are from the range kept free for fiction and e-mail addresses end in `example.org`.

mod accounts;
mod bundle;
mod calendar;
mod chart;
mod codes;
mod diary;
mod hours;
mod house;
mod house_records;
mod ids;
mod laboratory;
mod rng;
mod roster;
mod roster_more;
mod stories;
#[cfg(test)]
mod tests;

use std::iter;

use chrono::NaiveDate;
use serde_json::Value;

pub use accounts::{DemoAccount, DemoHelper, helpers, people, pharmacists};
use chart::Chart;
use diary::Diary;
pub use hours::{DemoClosure, DemoHours, DemoRoom, DemoVisit, closures, first_day, hours, place_id, rooms, visits};
pub use laboratory::{
    NAME as LABORATORY, QUESTION as LABORATORY_QUESTION, SENDER as LABORATORY_SENDER, messages as laboratory_messages,
};

/// The whole clinic as transaction Bundles: first the clinic itself, then one for each patient.
///
/// `today` is a date in UTC; apart from coming appointments nothing is later than its first moment.
pub fn bundle(today: NaiveDate) -> Vec<Value> {
    bundles(today).collect()
}

/// The same Bundles, each made when it is asked for, so that only one is in memory at a time.
pub fn bundles(today: NaiveDate) -> impl Iterator<Item = Value> {
    let mut diary = Diary::default();
    let charts = stories::all().into_iter().map(move |(person, story)| {
        let mut chart = Chart::new(person, today, std::mem::take(&mut diary));
        story(&mut chart);
        let (bundle, filled) = chart.into_bundle();
        diary = filled;
        bundle
    });
    iter::once(house_records::bundle(today)).chain(charts)
}

/// The FHIR id of a demo patient, from its key, for example `rosa-delgado`.
pub fn patient_id(key: &str) -> String {
    ids::id("patient", key)
}

/// The FHIR id of a demo practitioner, from its key, for example `amara-okafor`.
pub fn practitioner_id(key: &str) -> String {
    ids::id("practitioner", key)
}

/// The FHIR id of one of the demo's pharmacies, from its key, for example `harbor-pharmacy`.
pub fn pharmacy_id(key: &str) -> String {
    ids::id("organization", key)
}

/// The FHIR ids of the demo's pharmacies.
pub fn pharmacy_ids() -> Vec<String> {
    house::PHARMACIES.iter().map(|pharmacy| ids::id("organization", pharmacy.key)).collect()
}

/// The licences of those who prescribe in the demo clinic: each with the key of its practitioner, its number and the state that gave it.
pub fn licences() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    house::STAFF.into_iter().filter(|staff| !staff.licence.is_empty()).filter_map(|staff| {
        let state = match staff.licence.split('-').next()? {
            "ME" => "Maine",
            "CO" => "Colorado",
            _ => return None,
        };
        Some((staff.key, staff.licence, state))
    })
}

/// The FHIR ids of the demo's patients who can sign in, each with that of the pharmacy they go to.
pub fn nominated_pharmacies() -> Vec<(String, String)> {
    let going = [
        ("walter-nguyen", house::HARBOR_PHARMACY.key),
        ("rosa-delgado", house::MESA_PHARMACY.key),
        ("maya-thompson", house::HARBOR_PHARMACY.key),
        ("aisha-rahman", "bay-pharmacy"),
    ];
    going.into_iter().map(|(patient, pharmacy)| (patient_id(patient), ids::id("organization", pharmacy))).collect()
}
