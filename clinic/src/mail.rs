//! Mail: what is to be sent, the links in it, and how it is sent.
//!
//! A mail is put into the outbox in the transaction of its cause ([`enqueue`]); it holds ids only. Later a worker claims it, looks
//! up who gets it and whether it is still wanted, and sends it.

mod model;

#[cfg(feature = "store")]
mod code;
#[cfg(feature = "store")]
mod links;
#[cfg(feature = "store")]
mod outbox;

pub use model::{Kind, Purpose};
#[cfg(feature = "store")]
pub use {
    code::sign_in_code,
    links::{BadLink, sign, verify},
    outbox::enqueue,
};
