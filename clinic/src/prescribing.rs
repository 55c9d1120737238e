//! Prescriptions that are written here: drafts, signing, the way to the pharmacy, and what both sides ask of one another.

mod model;
mod state;

#[cfg(feature = "store")]
mod happenings;
#[cfg(feature = "store")]
mod hold;
#[cfg(feature = "store")]
mod sending;

#[cfg(feature = "store")]
pub use happenings::{Happened, timeline};
pub use model::{
    CancellationReason, ChangeKind, DenialReason, Happening, NoticeKind, RejectionReason, RequestKind, RequestState,
    Way,
};
pub use state::{Cancelling, Refused, Standing, State};
#[cfg(feature = "store")]
pub(crate) use {
    happenings::{happened, raise},
    hold::{Held, hold},
    sending::{begin_sending, sending_ended, way_to},
};
