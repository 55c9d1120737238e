//! The audit trail: who did what to whose record, when and why; written before the answer goes out, sealed so that a
//! change or a deletion shows.

mod model;
#[cfg(feature = "store")]
mod seal;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod trail;
#[cfg(feature = "store")]
mod verify;

pub use model::{Action, Outcome, Subject};
#[cfg(feature = "store")]
pub use {
    model::{Actor, Event},
    store::{AccessRow, TrailState, accesses_of, trail_state},
    trail::{AccessLog, Auditor, Check, Tally},
    verify::{Finding, Verdict, check_head, verify},
};
