//! The few parts of pages that are alive in the browser. Every page works without them.

mod chart_tooltip;
mod drug_search;
mod patient_search;
#[cfg(feature = "hydrate")]
mod typing;

pub use chart_tooltip::ChartTooltip;
pub use drug_search::DrugSearch;
pub use patient_search::PatientSearch;
