//! The FHIR importer, on both databases.

mod again;
mod broken;
mod data;
mod order;
mod references;
mod understood;
pub(crate) mod world;
