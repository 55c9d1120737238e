//! What pharmacies do with prescriptions: the queue, handing out, refusing, asking and answering.

mod model;

#[cfg(feature = "store")]
mod asking;
#[cfg(feature = "store")]
mod code;
#[cfg(feature = "store")]
mod counter;
#[cfg(feature = "store")]
mod details;
#[cfg(feature = "store")]
mod fresh_link;
#[cfg(feature = "store")]
mod handing_out;
#[cfg(feature = "store")]
mod link;
#[cfg(feature = "store")]
mod members;
#[cfg(feature = "store")]
mod queue;
#[cfg(feature = "store")]
mod taking;
#[cfg(feature = "store")]
mod view;
#[cfg(feature = "store")]
mod work;

#[cfg(feature = "store")]
pub(crate) use members::left_role;
pub use model::{Pile, QuantityFault, parse_quantity};
#[cfg(feature = "store")]
pub use {
    asking::{CancellationAnswer, Wish, answer_cancellation, ask, withdraw},
    code::{is_pickup_code, pickup_code},
    counter::{Counter, counter},
    fresh_link::{LinkMail, NotSentAgain, code_in, link_in, send_again},
    handing_out::{HandingOut, LONGEST_LOT, LONGEST_PRODUCT, dispense},
    link::{LinkLanding, LinkRefused, LinkStanding, MOST_WRONG_CODES, link_landing, open_link},
    members::{Membership, NotEntered, enter_pharmacist, membership, set_pharmacy_of},
    queue::{Counts, DONE_DAYS, InQueue, cancellations, counts, queue, search},
    taking::{NotReadable, NotTaken, Presented, PresentedFound, find_presented, id_of_scanned, take_over},
    view::{
        AllergyAtCounter, Dispensed, Overridden, PatientAtCounter, PrescriberAtCounter, PrescriptionAtCounter,
        Signature, left_for, prescription_at_counter,
    },
    work::{NotDone, Rejection, begin, ready, reject},
};
