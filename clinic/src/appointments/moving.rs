//! A visit gets another time, place or clinician.

use super::{
    Beside, Booker, Happening, NotBooked, Rules, Status,
    booking::busy,
    freed, happened,
    held::{Held, hold},
    notify::{Told, notify},
};
use crate::{
    Error,
    audit::{Action, Auditor},
    db::{Source as _, Tx},
    ids::{AppointmentId, HoldId},
    schedules::{Free, Mode, VisitType},
};
use chrono::{DateTime, Utc};

/// What the clinic has said to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing: its rules for patients decide.
    Nothing,
    /// It offered the time to the next who waits, so it can be late; where it has to agree to such visits, it has yet to.
    Offered,
    /// It agreed: it put the patient into the waiting list itself.
    Agreed,
}

/// Where a visit goes, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift<'v> {
    /// To where.
    pub to: &'v Free,
    /// What kind of visit it becomes, where that can be another one.
    pub kind: Option<&'v VisitType>,
    /// Whether it is put where something else is already.
    pub overbooked: bool,
    /// What the clinic has said to it.
    pub said: Said,
    /// The revision of the visit that whoever moves it has seen; any where missing.
    pub seen: Option<i64>,
    /// The hold of the time.
    pub hold: Option<HoldId>,
}

impl<'v> Shift<'v> {
    /// To a free time, by the rules for patients where those bind.
    pub(super) fn to(to: &'v Free) -> Self {
        Self { to, kind: None, overbooked: false, said: Said::Nothing, seen: None, hold: None }
    }
}

/// Gives a visit another time, place or clinician, whose calendar is held. Where nothing changes that those who come can see, nobody is
/// told, and it stays confirmed.
pub(super) async fn shift(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Booker,
    id: AppointmentId,
    there: &Shift<'_>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<AppointmentId, NotBooked>, Error> {
    let to = there.to;
    let held = hold(tx, id, by.patient()).await?;
    if let Err(refused) = changeable(&held, by, there.said, rules, now) {
        return Ok(Err(refused));
    }
    if there.seen.is_some_and(|seen| held.revision != seen + 1) {
        return Ok(Err(NotBooked::Changed));
    }
    if let Some(other) = busy(tx, by.patient(), to.start_at, to.end_at, Some(id)).await? {
        return Ok(Err(NotBooked::Busy(other)));
    }
    let is_elsewhere = held.start_at != to.start_at
        || held.practitioner_id != Some(to.practitioner)
        || held.location_id != Some(to.location);
    let status = status_there(&held, by, there.said, is_elsewhere);
    let medium = there.kind.map(|kind| kind.medium).or(held.medium);
    let is_visible = is_elsewhere
        || held.end_at != Some(to.end_at)
        || held.medium != medium
        || held.status != status
        || !held.made_here;
    tx.query(
        "UPDATE appointments SET status = $2, start_at = $3, end_at = $4, taken_until = $5, practitioner_id = $6, practitioner = NULL,
            location_id = $7, room_id = $8, overbooked = $9, visit_type_id = COALESCE($10, visit_type_id), medium = $11,
            sequence = sequence + $12, confirmed_at = CASE WHEN $12 > 0 THEN NULL ELSE confirmed_at END,
            hold_id = COALESCE($13, hold_id), made_here = TRUE
         WHERE id = $1",
    )
    .bind(id)
    .bind(status)
    .bind(to.start_at)
    .bind(to.end_at)
    .bind(to.taken_until)
    .bind(to.practitioner)
    .bind(to.location)
    .bind(to.room)
    .bind(there.overbooked)
    .bind(there.kind.map(|kind| kind.id))
    .bind(medium)
    .bind(i64::from(is_visible))
    .bind(there.hold)
    .run()
    .await?;
    if !is_visible {
        auditor.record(tx, by.event(Action::Update, id, "left at its time")).await?;
        return Ok(Ok(id));
    }
    let beside = Beside { before: Some((held.start_at, held.practitioner_id)), ..Beside::default() };
    let was_asked = held.status == Status::Proposed && status == Status::Booked;
    let kind = if was_asked && !is_elsewhere { Happening::Booked } else { Happening::Moved };
    happened(tx, id, kind, by.line(), beside, now).await?;
    let told = match (status, was_asked) {
        (Status::Proposed, _) => Told::Asked,
        (_, true) => Told::Booked,
        _ => Told::Moved,
    };
    notify(tx, id, told, now).await?;
    if is_elsewhere {
        freed(tx, &held, by.patient(), rules, now).await?;
    }
    auditor.record(tx, by.event(Action::Update, id, "moved")).await?;
    Ok(Ok(id))
}

/// Where a visit stands after a move: the clinic agrees anew to the time of a visit that has to be asked for, and what was not agreed
/// to before stays a wish.
fn status_there(held: &Held, by: &Booker, said: Said, is_elsewhere: bool) -> Status {
    match (said, held.mode) {
        _ if !by.is_bound() => Status::Booked,
        (Said::Agreed, _) => Status::Booked,
        (_, Some(Mode::Request)) if is_elsewhere => Status::Proposed,
        (Said::Offered, _) => Status::Booked,
        (Said::Nothing, _) => held.status,
    }
}

/// Whether whoever wants to change a visit still can.
pub(super) fn changeable(
    held: &Held,
    by: &Booker,
    said: Said,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<(), NotBooked> {
    if !held.status.can_change() || (by.is_bound() && held.start_at <= now) {
        return Err(NotBooked::Ended);
    }
    if !by.is_bound() {
        return Ok(());
    }
    // What was only asked for can be taken back at any time, also where only the clinic books such visits by now.
    let is_wish = held.status == Status::Proposed;
    if held.mode == Some(Mode::ViewOnly) && !is_wish && said != Said::Agreed {
        return Err(NotBooked::NotOffered);
    }
    let is_late = !is_wish && said == Said::Nothing && held.start_at < now + rules.change_until;
    if is_late || !held.made_here { Err(NotBooked::TooLate) } else { Ok(()) }
}
