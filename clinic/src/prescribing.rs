//! Prescriptions that are written here: drafts, signing, the way to the pharmacy, and what both sides ask of one another.

mod content;
mod course;
mod model;
mod renewal;
mod state;

#[cfg(feature = "store")]
mod asked;
#[cfg(feature = "store")]
mod changes;
#[cfg(feature = "store")]
mod drafts;
#[cfg(feature = "store")]
mod earlier;
#[cfg(feature = "store")]
mod facts;
#[cfg(feature = "store")]
mod happenings;
#[cfg(feature = "store")]
mod hold;
#[cfg(feature = "store")]
mod inbox;
#[cfg(feature = "store")]
mod measured;
#[cfg(feature = "store")]
mod medicines;
#[cfg(feature = "store")]
mod request;
#[cfg(feature = "store")]
mod review;
#[cfg(feature = "store")]
mod sending;
#[cfg(feature = "store")]
mod sheet;
#[cfg(feature = "store")]
mod sign;
#[cfg(feature = "store")]
mod signed;
#[cfg(feature = "store")]
mod situation;
#[cfg(feature = "store")]
mod standing;
#[cfg(feature = "store")]
mod story;
#[cfg(feature = "store")]
mod ties;

pub use content::{Content, LONGEST_DRUG, LONGEST_INDICATION, LONGEST_NOTE, Lack, MOST_REFILLS, Order, Reason};
pub use course::{Course, Stage};
pub use model::{
    CancellationReason, ChangeKind, DenialReason, Happening, NoticeKind, RejectionReason, RequestKind, RequestState,
    Way,
};
pub use renewal::{NotRenewable, Renewal};
pub use state::{Cancelling, Refused, Standing, State};
#[cfg(feature = "store")]
pub use {
    asked::{AskedFor, Earlier, asked_for, earlier_requests},
    changes::{Asked, LONGEST_TEXT, NotRedirected, ask_renewal, cancel, redirect, withdraw_renewal},
    drafts::{
        Beginning, Change, Draft, MOST_DRAFTS, Prepared, PrescriberName, Saved, begin, discard, draft, drafts,
        prepared_for, prescribers, save,
    },
    earlier::{JustSigned, as_before, language_of, signed_since},
    happenings::{Happened, timeline},
    inbox::{DAYS_OPEN, Inbox, NotAnswered, Noticed, Waiting, clarify, deny, grant, inbox, notice_seen, tidy_up},
    request::{Request, requests_of},
    review::{Review, Warning, review, reviews},
    sheet::{Sheet, sheets},
    sign::{NotSigned, Say, Signing, sign, signable},
    signed::{Signed, signed_in},
    story::{Handed, Overridden, Story, overridden, rejection_text, story},
    ties::{Replacing, keep_as_own, keep_replaced, repeated},
};
#[cfg(feature = "store")]
pub(crate) use {
    changes::limited,
    happenings::{happened, raise},
    hold::{Held, hold},
    measured::{Measured, kidney_of, labs_of, weight_of},
    medicines::medicines_of_codes,
    request::request_columns,
    sending::{begin_sending, sending_ended, way_to},
    situation::{category, criticality, is_breastfeeding, is_pregnancy},
    standing::renewal,
};
