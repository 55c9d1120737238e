//! Directions of a prescription (FHIR `Dosage`): how much, how, when and for how long, in parts that can be reckoned with.
//!
//! What a person typed is a [`Typed`], kept whatever its state; [`Typed::judge`] makes [`Directions`] of it or names every fault.
//! The words for patients are made in the app; [`Directions::line`] is the short line for pharmacists.
//!
//! Limits on amounts catch slips of the fingers. They are no clinical limits: those are the safety checks'.

mod again;
mod amount;
mod daily;
mod exact;
mod fault;
mod judge;
mod line;
mod model;
mod presets;
mod quantity;
mod reason;
mod risky;
mod route;
mod rules;
mod short;
mod timing;
mod typed;
mod unit;

#[cfg(feature = "store")]
mod earlier;
#[cfg(feature = "store")]
mod fhir;

pub use amount::{amount, read_amount};
pub use daily::{Daily, DailyMass, MassUnit, Strength, daily, daily_mass};
#[cfg(feature = "store")]
pub use earlier::from_fhir;
pub use fault::{Fault, Field, Kind};
#[cfg(feature = "store")]
pub use fhir::to_fhir;
pub use model::{Directions, Dose, Duration, DurationUnit, Food, LONGEST_FREE_TEXT, LONGEST_REASON, MOST_STEPS, Step};
pub use presets::{presets, units_of_form};
pub use quantity::{Comparison, Needed, Quantity, QuantityUnit, Why, compare, days_supply, needed};
pub use reason::{AsNeeded, Reason};
pub use risky::{Meant, Risky, risky};
pub use route::{Route, Site};
pub use timing::{At, TimeOfDay, Timing, Weekday};
pub use typed::{Part, StepTyped, TimingKind, Typed};
pub use unit::DoseUnit;

#[cfg(test)]
mod tests;
