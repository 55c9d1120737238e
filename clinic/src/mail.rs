//! Mail: what is to be sent, the links in it, and how it is sent.
//!
//! A mail is put into the outbox in the transaction of its cause ([`enqueue`]); it holds ids only. Later a worker claims it, looks
//! up who gets it and whether it is still wanted, and sends it.

mod model;

#[cfg(feature = "store")]
mod about;
#[cfg(feature = "store")]
mod claim;
#[cfg(feature = "store")]
mod code;
#[cfg(feature = "store")]
mod compose;
#[cfg(feature = "store")]
mod file;
#[cfg(feature = "store")]
mod letters;
#[cfg(feature = "store")]
mod links;
#[cfg(feature = "store")]
mod log;
#[cfg(feature = "store")]
mod mask;
#[cfg(feature = "store")]
mod notices;
#[cfg(feature = "store")]
mod outbox;
#[cfg(feature = "store")]
mod parts;
#[cfg(feature = "store")]
mod post;
#[cfg(feature = "store")]
mod readers;
#[cfg(feature = "store")]
mod restored;
#[cfg(feature = "store")]
mod results;
#[cfg(feature = "store")]
mod server;
#[cfg(feature = "store")]
mod setting;
#[cfg(feature = "store")]
mod smtp;
#[cfg(feature = "store")]
mod visits;

pub use model::{Choice, Kind, Purpose, State};
#[cfg(feature = "store")]
pub use {
    about::{AboutVisit, of_appointment},
    claim::{Fate, Job, MOST_TRIES, Outcome, claim, settle},
    code::sign_in_code,
    compose::{Calendar, Outgoing, Rendered, Sender, compose, host},
    file::{MailFile, file, files},
    letters::{Content, Invited, Letter, UNDO, letter},
    links::{BadLink, sign, sign_to, verify},
    log::{Entry, Standing, cancel, entries, retry, standing},
    mask::{masked, masked_answer},
    notices::{end_notices, reminders_wanted, want_reminders},
    outbox::{enqueue, enqueue_for},
    parts::Parts,
    post::{Post, Setup, Way},
    readers::Holder,
    restored::{HeldBack, hold_back_restored},
    server::{Flaw, LONGEST, LONGEST_AUTHORITY, MailServer, Secret, Security, TIMEOUT_SECONDS},
    setting::{load as load_server, save as save_server},
    smtp::Smtp,
    visits::{Offered, Place, Visit},
};
#[cfg(feature = "store")]
pub(crate) use {links::verify_to, readers::still_holds};
