//! Tests of the server, in one program: linking is what takes long.

#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::duration_suboptimal_units,
    reason = "a test that cannot go on fails at once"
)]

mod backup;
mod booking;
mod calendar;
mod cds;
mod configuration;
mod demo;
mod dispensing;
mod drugs;
mod factors;
mod gate;
mod helpers;
mod installation;
mod joining;
mod laboratories;
mod mail;
mod mllp;
mod permissions;
mod plans;
mod prescribing;
mod profile;
mod program;
mod results;
mod reviews;
mod schedules;
mod sign_in;
mod support;

mod again;
mod audit;
mod people;
mod places;
mod policies;
mod prescriptions;
mod signing;
mod visits;
