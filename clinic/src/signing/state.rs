#[cfg(feature = "store")]
use crate::{Error, db::Source, ids::PatientId, prescribing::State};
#[cfg(feature = "store")]
use chrono::NaiveDate;
#[cfg(feature = "store")]
use uuid::Uuid;

/// How it stands with a prescription at the portal: what no signature can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlineState {
    /// Nothing of it was dispensed.
    NotDispensed,
    /// A part of it was dispensed: of one supply, or of several.
    PartDispensed,
    /// All of it was dispensed.
    Dispensed,
    /// The prescriber asks for it back, and the pharmacy has not answered.
    Cancelling,
    /// It was cancelled, or a pharmacy has refused it.
    Cancelled,
    /// Its time is over.
    Expired,
    /// Another one took its place.
    Replaced,
}

#[cfg(feature = "store")]
#[derive(sqlx::FromRow)]
struct Row {
    state: State,
    expires_on: Option<NaiveDate>,
    is_cancelling: bool,
    is_replaced: bool,
}

/// How it stands with the prescription of a verified code on a day of the clinic; `None` where this portal keeps no account of it.
#[cfg(feature = "store")]
pub async fn prescription_state(q: &mut impl Source, id: Uuid, today: NaiveDate) -> Result<Option<OnlineState>, Error> {
    let row: Option<Row> = q
        .query(
            "SELECT p.state, p.expires_on,
                EXISTS (SELECT 1 FROM prescription_requests r WHERE r.prescription_id = p.id
                        AND r.kind = 'cancellation' AND r.state = 'pending') AS is_cancelling,
                EXISTS (SELECT 1 FROM prescriptions n WHERE n.replaces_id = p.id AND n.state <> 'draft') AS is_replaced
             FROM prescriptions p WHERE p.id = $1 AND p.state <> 'draft'",
        )
        .bind(id)
        .maybe()
        .await?;
    Ok(row.map(|row| row.on(today)))
}

/// Whose prescription a verified code is, so that they read of the check; `None` where this portal keeps no account of it.
#[cfg(feature = "store")]
pub async fn patient_of_code(q: &mut impl Source, id: Uuid) -> Result<Option<PatientId>, Error> {
    let row: Option<(PatientId,)> =
        q.query("SELECT patient_id FROM prescriptions WHERE id = $1 AND state <> 'draft'").bind(id).maybe().await?;
    Ok(row.map(|(patient,)| patient))
}

#[cfg(feature = "store")]
impl Row {
    fn on(&self, today: NaiveDate) -> OnlineState {
        match self.state {
            _ if self.is_replaced => OnlineState::Replaced,
            State::Completed => OnlineState::Dispensed,
            State::Cancelled | State::Rejected => OnlineState::Cancelled,
            State::Expired => OnlineState::Expired,
            _ if self.expires_on.is_some_and(|last| last < today) => OnlineState::Expired,
            _ if self.is_cancelling => OnlineState::Cancelling,
            State::PartDispensed | State::Dispensed => OnlineState::PartDispensed,
            State::Draft | State::Signed | State::Sent | State::Received | State::InProgress => {
                OnlineState::NotDispensed
            }
        }
    }
}
