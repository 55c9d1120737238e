//! Rows on their way into the database, and the kinds of resource they are made from.

mod house;
mod record;

pub(super) use house::*;
pub(super) use record::*;

use crate::db::{Row, Table};
use serde_json::value::RawValue;

/// JSON kept as it was written.
pub(super) type Stored = sqlx::types::Json<Box<RawValue>>;

/// A row of some table.
pub(super) trait Fill: Send + Sync {
    /// The table it belongs to.
    fn table(&self) -> &'static Table;
    /// Gives its values, in the order of the table's columns.
    fn fill(self: Box<Self>, row: Row<'_>) -> Row<'_>;
}

/// The place of a table in the order of writing: those that others refer to come first.
pub(super) fn place(table: &Table) -> usize {
    house::ORDER.iter().chain(record::ORDER).take_while(|name| **name != table.name).count()
}

// What is referred to must be defined before what refers to it.
macro_rules! table {
    ($($name:ident in $table:literal $(unless $kept:literal)? { $($column:ident: $type:ty),+ $(,)? })+) => {
        pub(super) const ORDER: &[&str] = &[$($table),+];
    $(
        pub(in crate::fhir) struct $name { $(pub(in crate::fhir) $column: $type),+ }

        impl super::Fill for $name {
            fn table(&self) -> &'static crate::db::Table {
                static TABLE: crate::db::Table = crate::db::Table {
                    name: $table,
                    columns: &[$(super::column(stringify!($column))),+],
                    keeps: super::kept!($($kept)?),
                };
                &TABLE
            }

            fn fill(self: Box<Self>, row: crate::db::Row<'_>) -> crate::db::Row<'_> {
                let Self { $($column),+ } = *self;
                row$(.bind($column))+
            }
        }
    )+};
}
use table;

/// Which column is true of rows that stay as they are.
macro_rules! kept {
    () => {
        None
    };
    ($column:literal) => {
        Some($column)
    };
}
use kept;

/// The column's name without the mark that lets Rust use a keyword.
const fn column(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', rest @ ..] => match str::from_utf8(rest) {
            Ok(name) => name,
            Err(_) => name,
        },
        _ => name,
    }
}

/// The kinds of resource that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    AllergyIntolerance,
    Appointment,
    CarePlan,
    CareTeam,
    Condition,
    Coverage,
    DiagnosticReport,
    DocumentReference,
    Encounter,
    Goal,
    Immunization,
    Location,
    Medication,
    MedicationRequest,
    Observation,
    Organization,
    Patient,
    Practitioner,
    PractitionerRole,
    Procedure,
    Other,
}

impl Kind {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "AllergyIntolerance" => Self::AllergyIntolerance,
            "Appointment" => Self::Appointment,
            "CarePlan" => Self::CarePlan,
            "CareTeam" => Self::CareTeam,
            "Condition" => Self::Condition,
            "Coverage" => Self::Coverage,
            "DiagnosticReport" => Self::DiagnosticReport,
            "DocumentReference" => Self::DocumentReference,
            "Encounter" => Self::Encounter,
            "Goal" => Self::Goal,
            "Immunization" => Self::Immunization,
            "Location" => Self::Location,
            "Medication" => Self::Medication,
            "MedicationRequest" => Self::MedicationRequest,
            "Observation" => Self::Observation,
            "Organization" => Self::Organization,
            "Patient" => Self::Patient,
            "Practitioner" => Self::Practitioner,
            "PractitionerRole" => Self::PractitionerRole,
            "Procedure" => Self::Procedure,
            _ => Self::Other,
        }
    }

    /// Whether resources of this kind are named where they are referred to, so that their names must be at hand.
    pub(super) fn is_named(self) -> bool {
        matches!(
            self,
            Self::Condition
                | Self::Location
                | Self::Medication
                | Self::Organization
                | Self::Practitioner
                | Self::PractitionerRole
        )
    }
}
