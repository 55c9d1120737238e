//! What pharmacies do with prescriptions: the queue, handing out, refusing, asking and answering.

#[cfg(feature = "store")]
mod code;
#[cfg(feature = "store")]
mod counter;

#[cfg(feature = "store")]
pub use {
    code::{is_pickup_code, pickup_code},
    counter::{Counter, counter},
};
