use super::{
    Beside, Booker, CancelReason, Happening, NotBooked, Rules, Status,
    booking::reason_of,
    freed, happened,
    held::hold,
    moving::{Said, changeable},
    notify::{Told, notify},
};
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Db, Source as _},
    ids::AppointmentId,
};
use chrono::{DateTime, Utc};

/// Calls a visit off; what it frees is offered to those who wait. A visit that was only asked for is taken back by the patient, or
/// declined by the clinic.
///
/// # Errors
/// `NotFound` when the patient has no such visit; `Invalid` when the text is too long.
#[expect(clippy::too_many_arguments, reason = "who, what and why are each their own")]
pub async fn cancel(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: AppointmentId,
    reason: CancelReason,
    text: &str,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<(), NotBooked>, Error> {
    let text = reason_of(text)?;
    let mut tx = db.begin().await?;
    let held = hold(&mut tx, id, by.patient()).await?;
    if let Err(refused) = changeable(&held, by, Said::Nothing, rules, now) {
        return Ok(Err(refused));
    }
    tx.query(
        "UPDATE appointments SET status = 'cancelled', made_here = TRUE, cancellation_reason = COALESCE($2, cancellation_reason), sequence = sequence + 1
         WHERE id = $1",
    )
    .bind(id)
    .bind(text.clone())
    .run()
    .await?;
    let declined = held.status == Status::Proposed && !by.is_bound();
    let kind = if declined { Happening::Declined } else { Happening::Cancelled };
    let beside = Beside { reason: Some(reason.name()), text, ..Beside::default() };
    happened(&mut tx, id, kind, by.line(), beside, now).await?;
    // A visit that is over already is not called off to anyone: the clinic tidies its calendar.
    if held.start_at > now {
        notify(&mut tx, id, Told::Cancelled, now).await?;
        freed(&mut tx, &held, by.patient(), rules, now).await?;
    }
    auditor.record(&mut tx, by.event(Action::Update, id, if declined { "declined" } else { "cancelled" })).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The patient says that they will come.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
pub async fn confirm(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: AppointmentId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotBooked>, Error> {
    let mut tx = db.begin().await?;
    let held = hold(&mut tx, id, by.patient()).await?;
    if held.status != Status::Booked || held.start_at <= now {
        return Ok(Err(NotBooked::Ended));
    }
    let new = tx
        .query("UPDATE appointments SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    if new > 0 {
        happened(&mut tx, id, Happening::Confirmed, by.line(), Beside::default(), now).await?;
        auditor.record(&mut tx, by.event(Action::Update, id, "confirmed")).await?;
        tx.commit().await?;
    }
    Ok(Ok(()))
}
