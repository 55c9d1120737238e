use super::Counter;
use crate::{
    Error,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    ids::PrescriptionId,
    prescribing::{
        Happening, Held, NotRenewable, NoticeKind, Refused, RejectionReason, State, happened, hold, limited, raise,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

/// Why something was not done at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// The prescription does not stand where that can be done.
    Refused(Refused),
    /// The same form was sent before, with something else in it.
    FormUsed {
        /// What was handed out with it.
        quantity: Decimal,
        /// When.
        at: DateTime<Utc>,
    },
    /// The same was asked for, and the prescriber has not answered.
    Asked,
    /// A renewal makes no sense now.
    NotRenewable(NotRenewable),
    /// It was answered or taken back meanwhile.
    Answered,
}

impl From<Refused> for NotDone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Why a pharmacy refuses a prescription.
#[derive(Clone, Debug)]
pub struct Rejection {
    /// The reason.
    pub reason: RejectionReason,
    /// More about it, for the prescriber; at most [`crate::prescribing::LONGEST_TEXT`] characters.
    pub text: String,
}

/// Takes a prescription into work: the pharmacy has received it and begins to prepare it. Beginning again changes nothing.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription.
pub async fn begin(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotDone>, Error> {
    let mut tx = db.begin().await?;
    let mut held = held_at(&mut tx, counter, id).await?;
    match begun(&mut tx, counter, &mut held, now, today).await? {
        Ok(true) => {}
        Ok(false) => return Ok(Ok(())),
        Err(refused) => return Ok(Err(refused.into())),
    }
    noted(&mut tx, auditor, counter, &held, "taken into work").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Says that a prescription is ready for pick-up; the patient gets a mail. Saying it again changes nothing, until some of it was
/// handed out.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription.
pub async fn ready(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotDone>, Error> {
    let mut tx = db.begin().await?;
    let mut held = held_at(&mut tx, counter, id).await?;
    if let Err(refused) = begun(&mut tx, counter, &mut held, now, today).await? {
        return Ok(Err(refused.into()));
    }
    let is_new = tx
        .query("UPDATE prescriptions SET ready_at = $2, changed_at = $2 WHERE id = $1 AND ready_at IS NULL")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    if is_new == 0 {
        return Ok(Ok(()));
    }
    happened(&mut tx, id, Happening::Ready, &counter.actor(), Some(counter.pharmacy()), None, now).await?;
    noted(&mut tx, auditor, counter, &held, "ready for pick-up").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Refuses a prescription, with a reason; the prescriber hears of it. A cancellation that waits for an answer has it with that.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription; `Invalid` for a long text.
pub async fn reject(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    rejection: Rejection,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotDone>, Error> {
    let text = limited(&rejection.text)?;
    let mut tx = db.begin().await?;
    let mut held = held_at(&mut tx, counter, id).await?;
    let next = match held.standing.reject(today) {
        Ok(next) => next,
        Err(refused) => return Ok(Err(refused.into())),
    };
    held.save(&mut tx, next, now).await?;
    tx.query("UPDATE prescriptions SET rejection_text = $2 WHERE id = $1").bind(id).bind(text).run().await?;
    tx.query(
        "UPDATE prescription_requests SET state = 'approved', answered_by = $2, answered_at = $3
         WHERE prescription_id = $1 AND kind = 'cancellation' AND state = 'pending'",
    )
    .bind(id)
    .bind(counter.account())
    .bind(now)
    .run()
    .await?;
    let detail = Some(rejection.reason.name().to_owned());
    happened(&mut tx, id, Happening::Rejected, &counter.actor(), Some(counter.pharmacy()), detail, now).await?;
    raise(&mut tx, id, held.prescriber, NoticeKind::Rejected, now).await?;
    noted(&mut tx, auditor, counter, &held, "rejected").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Holds a prescription of this counter for a change.
pub(super) async fn held_at(tx: &mut Tx, counter: &Counter, id: PrescriptionId) -> Result<Held, Error> {
    if !counter.admits(id) {
        return Err(Error::NotFound);
    }
    let held = hold(tx, id).await?;
    if held.pharmacy == Some(counter.pharmacy()) { Ok(held) } else { Err(Error::NotFound) }
}

/// Takes what is held into work where it is not; tells whether that changed something.
pub(super) async fn begun(
    tx: &mut Tx,
    counter: &Counter,
    held: &mut Held,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<bool, Refused>, Error> {
    let (received, prepared) =
        match held.standing.receive(today).and_then(|next| Ok((next, held.standing.prepare(today)?))) {
            Ok(steps) => steps,
            Err(refused) => return Ok(Err(refused)),
        };
    let (id, actor, pharmacy) = (held.id, counter.actor(), Some(counter.pharmacy()));
    if held.standing.state == State::Signed {
        // It was never sent here, and was brought on paper or found: from now on it stands in the queue.
        tx.query("UPDATE prescriptions SET sent_at = COALESCE(sent_at, $2) WHERE id = $1")
            .bind(id)
            .bind(now)
            .run()
            .await?;
    }
    let mut changed = false;
    if received.state != held.standing.state {
        held.save(tx, received, now).await?;
        happened(tx, id, Happening::Received, &actor, pharmacy, None, now).await?;
        changed = true;
    }
    if prepared.state != held.standing.state {
        held.save(tx, prepared, now).await?;
        happened(tx, id, Happening::InProgress, &actor, pharmacy, None, now).await?;
        changed = true;
    }
    Ok(Ok(changed))
}

/// Writes down in the audit trail what was done at a counter.
pub(super) async fn noted(
    tx: &mut Tx,
    auditor: &Auditor,
    counter: &Counter,
    held: &Held,
    what: &str,
) -> Result<(), Error> {
    let event = Event::new(counter.actor(), Action::Update, Subject::Prescriptions).of(held.patient).on(held.id.0);
    auditor.record(tx, event.noting(what)).await
}
