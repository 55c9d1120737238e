//! Prescriptions that are written here: drafts, signing, the way to the pharmacy, and what both sides ask of one another.

mod model;
mod renewal;
mod state;

#[cfg(feature = "store")]
mod changes;
#[cfg(feature = "store")]
mod happenings;
#[cfg(feature = "store")]
mod hold;
#[cfg(feature = "store")]
mod sending;
#[cfg(feature = "store")]
mod standing;

pub use model::{
    CancellationReason, ChangeKind, DenialReason, Happening, NoticeKind, RejectionReason, RequestKind, RequestState,
    Way,
};
pub use renewal::{NotRenewable, Renewal};
pub use state::{Cancelling, Refused, Standing, State};
#[cfg(feature = "store")]
pub(crate) use {
    changes::limited,
    happenings::{happened, raise},
    hold::{Held, hold},
    sending::{begin_sending, sending_ended, way_to},
    standing::renewal,
};
#[cfg(feature = "store")]
pub use {
    changes::{Asked, LONGEST_TEXT, NotRedirected, ask_renewal, cancel, redirect, withdraw_renewal},
    happenings::{Happened, timeline},
};
