//! Directions of a prescription in words: the sentence for the patient, and the form a prescriber makes them with.

mod fields;
mod sentence;
mod words;

pub use fields::{DirectionsFields, errors};
pub use sentence::sentence;
pub use words::fault;

#[cfg(test)]
mod fields_test;
#[cfg(test)]
mod sentence_test;
