/// How it stands with a prescription at the portal: what no signature can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlineState {
    /// Nothing of it was dispensed.
    NotDispensed,
    /// A part of it was dispensed.
    PartDispensed,
    /// All of it was dispensed.
    Dispensed,
    /// It was cancelled.
    Cancelled,
    /// Its time is over.
    Expired,
    /// Another one took its place.
    Replaced,
}

/// How it stands with the prescription of a verified code; `None` where this portal keeps no account of it.
#[cfg(feature = "store")]
pub async fn prescription_state(
    _q: &mut impl crate::db::Source,
    _id: uuid::Uuid,
) -> Result<Option<OnlineState>, crate::Error> {
    Ok(None)
}
