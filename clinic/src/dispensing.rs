//! What pharmacies do with prescriptions: the queue, handing out, refusing, asking and answering.

#[cfg(feature = "store")]
mod counter;

#[cfg(feature = "store")]
pub use counter::{Counter, counter};
