//! The health record: conditions, allergies, immunizations, procedures, plans, the people who care, visits, documents.

mod model;

#[cfg(feature = "store")]
mod allergies;
#[cfg(feature = "store")]
mod conditions;
#[cfg(feature = "store")]
mod documents;
#[cfg(feature = "store")]
mod immunizations;
#[cfg(feature = "store")]
mod plans;
#[cfg(feature = "store")]
mod procedures;
#[cfg(feature = "store")]
mod readable;
#[cfg(feature = "store")]
mod team;
#[cfg(feature = "store")]
mod visits;

#[cfg(feature = "store")]
pub(crate) use allergies::is_none_known;
pub use model::{Activity, Known, Which};
#[cfg(feature = "store")]
pub use {
    allergies::{Allergy, allergies, known_allergies},
    conditions::{Condition, conditions},
    documents::{Document, File, Text, document, documents, file},
    immunizations::{Immunization, immunizations},
    plans::{Goal, Plan, goals, plans},
    procedures::{Procedure, procedures},
    team::{Member, team},
    visits::{Visit, undated_visits, visits},
};
