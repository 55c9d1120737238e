//! Laboratories send results by themselves: each message is kept as it came, matched to a patient, and filed.
//!
//! The way of a message ([`accept`]): who sends it (`sender`), is it good ([`crate::hl7::receive`]), was it here before, whose is it
//! (`matching`), then it becomes FHIR (`convert`) and takes the way of an import (`filing`), all in one transaction; the answer is written when that
//! has ended. What is not clearly one patient's waits ([`waiting`]) until a person decides ([`decide`]).

mod accept;
mod answer;
mod convert;
mod decisions;
mod documents;
mod filing;
mod keys;
mod list;
mod matching;
mod model;
mod numbers;
mod origin;
mod pieces;
mod process;
mod queue;
mod sender;
mod setup;
mod unknown;

pub use accept::accept;
pub use answer::answers;
pub use decisions::{LONGEST_NOTE, NotDecided, decide, decline, remove, reopen, replay};
pub use keys::{Key, NewKey, end_key, key_owner, keys, new_key};
pub use list::{Detail, Filed, Listed, Step, Wanted, message, messages};
pub use matching::{Candidate, Why};
pub use model::{Answer, Noted, State, Way, What};
pub use origin::{Origin, origins};
pub use queue::{LISTED, Match, Waiting, match_of, waiting, waiting_count};
pub use sender::{Sender, UnknownSender, unknown_senders};
pub use setup::{
    LONGEST_NAME, Laboratory, NotSet, Overview, Settings, add, change, laboratories, laboratory, named, overview,
    pause, resume,
};
pub use unknown::{LookedBack, entrust, look_back};
