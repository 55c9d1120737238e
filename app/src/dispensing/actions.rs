//! What a pharmacist does with a prescription.

use super::{
    deeds::{Deed, DeedFields, perform},
    place::At,
    prescription::{Shown, show},
};
use crate::web::{Answer, Here, Notice, Signed, Typed, after};
use clinic::accounts::Pharmacist;

/// Takes it into work.
pub(crate) async fn begin(here: Here, Signed(by): Signed<Pharmacist>) -> Answer {
    act(here, &by, Deed::Begin, DeedFields::default()).await
}

/// Says that it is ready for pick-up.
pub(crate) async fn ready(here: Here, Signed(by): Signed<Pharmacist>) -> Answer {
    act(here, &by, Deed::Ready, DeedFields::default()).await
}

/// Hands some of it out.
pub(crate) async fn dispense(here: Here, Signed(by): Signed<Pharmacist>, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, &by, Deed::Dispense, typed).await
}

/// Refuses it.
pub(crate) async fn reject(here: Here, Signed(by): Signed<Pharmacist>, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, &by, Deed::Reject, typed).await
}

/// Answers the prescriber who wants it back.
pub(crate) async fn answer_cancellation(
    here: Here,
    Signed(by): Signed<Pharmacist>,
    Typed(typed): Typed<DeedFields>,
) -> Answer {
    act(here, &by, Deed::Cancellation, typed).await
}

/// Asks for a change.
pub(crate) async fn ask_change(here: Here, Signed(by): Signed<Pharmacist>, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, &by, Deed::Change, typed).await
}

/// Asks for a renewal.
pub(crate) async fn ask_renewal(here: Here, Signed(by): Signed<Pharmacist>, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, &by, Deed::Renewal, typed).await
}

/// Takes back what was asked for.
pub(crate) async fn withdraw(here: Here, Signed(by): Signed<Pharmacist>) -> Answer {
    act(here, &by, Deed::Withdraw, DeedFields::default()).await
}

async fn act(here: Here, by: &Pharmacist, deed: Deed, typed: DeedFields) -> Answer {
    let at = At::signed_in(&here, by).await?;
    match perform(&here, &at, deed, &typed).await {
        Ok(Ok(())) => Ok(after(&at.base, Some(notice(deed)))),
        Ok(Err(fault)) => show(here, at, Shown::refused(deed, typed, fault)).await,
        // Whoever prepares it is told that it has left, not that there is no such page.
        Err(clinic::Error::NotFound) => show(here, at, Shown::default()).await,
        Err(error) => Err(error.into()),
    }
}

/// What is said once it is done.
pub(super) fn notice(deed: Deed) -> Notice {
    match deed {
        Deed::Begin => Notice::PharmacyBegun,
        Deed::Ready => Notice::PharmacyReady,
        Deed::Dispense => Notice::PharmacyDispensed,
        Deed::Reject => Notice::PharmacyRejected,
        Deed::Change | Deed::Renewal => Notice::PharmacyAsked,
        Deed::Cancellation => Notice::PharmacyAnswered,
        Deed::Withdraw => Notice::PharmacyWithdrawn,
    }
}
