//! The audit trail: who did what to whose record, when and why; written before the answer goes out, sealed so that a
//! change or a deletion shows.

#[cfg(feature = "store")]
mod export;
mod model;
#[cfg(feature = "store")]
mod period;
#[cfg(feature = "store")]
mod reasons;
#[cfg(feature = "store")]
mod seal;
#[cfg(feature = "store")]
mod search;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod trail;
#[cfg(feature = "store")]
mod verify;

pub use model::{Action, Outcome, Subject};
#[cfg(feature = "store")]
pub use {
    export::{Export, Form, MOST_EXPORTED, export},
    model::{Actor, Event},
    period::{day_begins, day_ends},
    reasons::{GivenReason, given_reasons},
    search::{Entries, Entry, LOOKED_THROUGH, Sought, note_attempt, note_search, search},
    store::{AccessRow, TrailState, accesses_of, trail_state},
    trail::{AccessLog, Auditor, Check, Tally},
    verify::{Finding, Verdict, check_head, verify},
};
