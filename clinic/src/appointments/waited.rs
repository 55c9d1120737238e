//! A place in the waiting list that has led to a visit at the desk.

use super::Booker;
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Source as _, Tx},
    ids::{AppointmentId, WaitlistId},
};
use chrono::{DateTime, Utc};

/// Ends a place in the waiting list, for a visit that is booked in the same transaction. Its offer no longer stands, so the time that was
/// offered is free for this visit; whoever tends the list offers it to the next. Tells whether the patient still waited.
pub(super) async fn waited(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    id: WaitlistId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let ended = tx
        .query(
            "UPDATE waitlist_entries SET ended_at = $3, ending = 'booked' WHERE id = $1 AND patient_id = $2 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(by.patient())
        .bind(now)
        .run()
        .await?;
    if ended == 0 {
        return Ok(false);
    }
    tx.query("UPDATE waitlist_offers SET expires_at = $2 WHERE entry_id = $1 AND state = 'open' AND expires_at > $2")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    auditor.record(tx, by.event(Action::Update, AppointmentId(id.0), "booked from the waiting list")).await?;
    Ok(true)
}
