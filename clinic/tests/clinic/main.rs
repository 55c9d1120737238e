//! Tests of the store on both databases, in one program: linking is what takes long.

#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails at once"
)]

mod accounts;
mod appointments;
mod audit;
mod dispensing;
mod drugs;
mod factors;
mod ground;
mod helpers;
mod hl7;
mod house;
mod import;
mod joining;
mod laboratories;
mod labs;
mod patients;
mod prescriptions;
mod profile;
mod record;

mod audit_search;
mod booking;
mod people;
mod places;
mod policies;
mod prescribing;
mod registration;
mod reviews;
mod schedules;
mod signing;
