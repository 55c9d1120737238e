//! Profiles: what patients enter themselves, what they ask the clinic to change, and how the clinic answers.

mod model;

#[cfg(feature = "store")]
mod asking;
#[cfg(feature = "store")]
mod contacts;
#[cfg(feature = "store")]
mod deciding;
#[cfg(feature = "store")]
mod editor;
#[cfg(feature = "store")]
mod identity;
#[cfg(feature = "store")]
mod notices;
#[cfg(feature = "store")]
mod own;
#[cfg(feature = "store")]
mod pharmacies;
#[cfg(feature = "store")]
mod queue;

#[cfg(feature = "store")]
pub(crate) use identity::restore_words;
pub use model::{
    Address, Fault, Field, LONGEST_ANSWER, LONGEST_LINE, LONGEST_NAME, LONGEST_PHONE, LONGEST_POSTAL_CODE,
    LONGEST_REASON, LONGEST_REGION, LONGEST_RELATIONSHIP, MOST_CONTACTS, NewContact, Phone, SPOKEN, Wanted, line,
    passage, sex_named, sex_of, spoken,
};
#[cfg(feature = "store")]
pub use {
    asking::{Asked, Change, State, Withdrawn, ask, change, changes, withdraw},
    contacts::{OWN_CONTACTS, Saved, add_contact, change_contact, contacts, remove_contact},
    deciding::{Decided, Decision, decide, present},
    editor::Editor,
    notices::{Choices, choices, set_choices},
    own::{set_address, set_languages, set_phone, set_preferred_name, set_worker_name, worker_name},
    pharmacies::{Pharmacy, mark_pharmacies, name_demo_pharmacy, pharmacies, pharmacy, set_pharmacy},
    queue::{Waiting, waiting},
};
