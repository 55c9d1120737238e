//! The FHIR importer, on both databases.

#![allow(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails at once"
)]

mod again;
mod broken;
mod data;
mod order;
mod references;
mod understood;
mod world;
