use super::{Booker, ByWhom, Happening, Status};
use crate::{
    Error,
    audit::Actor,
    db::{Source as _, Tx},
    ids::{AppointmentId, HoldId, LocationId, PatientId, PractitionerId, RoomId, SeriesId, VisitTypeId},
    schedules::{Medium, Mode},
};
use chrono::{DateTime, Utc};

/// A visit that is being changed: nobody else changes it before the transaction ends.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Held {
    /// Which one.
    pub id: AppointmentId,
    /// Where it stands.
    pub status: Status,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// Until when the calendar is taken.
    pub taken_until: Option<DateTime<Utc>>,
    /// With whom.
    pub practitioner_id: Option<PractitionerId>,
    /// Where.
    pub location_id: Option<LocationId>,
    /// How patient and clinician meet.
    pub medium: Option<Medium>,
    /// How patients get visits of its type.
    pub mode: Option<Mode>,
    /// Whether it was made here.
    pub made_here: bool,
    /// Its revision with this change.
    pub revision: i64,
}

/// Holds a visit of the patient for a change.
///
/// # Errors
/// `NotFound` when the patient has no such visit.
pub(crate) async fn hold(tx: &mut Tx, id: AppointmentId, patient: PatientId) -> Result<Held, Error> {
    tx.query(
        "UPDATE appointments SET revision = revision + 1
             WHERE id = $1 AND patient_id = $2 AND status <> 'entered-in-error'
             RETURNING id, status, start_at, end_at, taken_until, practitioner_id, location_id, medium,
                       (SELECT t.mode FROM visit_types t WHERE t.id = appointments.visit_type_id) AS mode, made_here, revision",
    )
    .bind(id)
    .bind(patient)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

/// What is written beside a happening.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// Where it was before.
    pub before: Option<(DateTime<Utc>, Option<PractitionerId>)>,
    /// Why, in a word.
    pub reason: Option<&'static str>,
    /// What was written.
    pub text: Option<String>,
}

/// Writes a line of what happened to a visit.
pub(crate) async fn happened(
    tx: &mut Tx,
    id: AppointmentId,
    kind: Happening,
    by: (&Actor, ByWhom),
    beside: Beside,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (actor, whom) = by;
    let (start_before, practitioner_before) = beside.before.unzip();
    tx.query(
        "INSERT INTO appointment_events
           (id, appointment_id, at, kind, account_id, name, by_whom, start_before, practitioner_before, reason, text)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(crate::ids::new())
    .bind(id)
    .bind(now)
    .bind(kind)
    .bind(actor.account)
    .bind(Some(actor.name.clone()).filter(|name| !name.is_empty()))
    .bind(whom)
    .bind(start_before)
    .bind(practitioner_before.flatten())
    .bind(beside.reason.map(str::to_owned))
    .bind(beside.text)
    .run()
    .await?;
    Ok(())
}

impl Booker {
    /// Who acts, for a line of what happened.
    pub(super) fn line(&self) -> (&Actor, ByWhom) {
        (self.actor(), self.whom())
    }
}

/// A visit to write: where it is and what it is.
#[derive(Clone, Debug)]
pub(crate) struct New {
    /// Where it stands.
    pub status: Status,
    /// What kind of visit.
    pub visit_type: VisitTypeId,
    /// How patient and clinician meet.
    pub medium: Medium,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Where.
    pub location: LocationId,
    /// In which room.
    pub room: Option<RoomId>,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: DateTime<Utc>,
    /// Until when the calendar is taken.
    pub taken_until: DateTime<Utc>,
    /// What for, as the patient says.
    pub reason: Option<String>,
    /// What those who work here wrote.
    pub staff_note: Option<String>,
    /// Put where something else was already.
    pub overbooked: bool,
    /// The patient came without an appointment.
    pub walk_in: bool,
    /// The series it belongs to.
    pub series: Option<SeriesId>,
    /// The hold from which it is booked.
    pub hold: Option<HoldId>,
}

/// Writes a new visit.
pub(crate) async fn insert(tx: &mut Tx, by: &Booker, new: New, now: DateTime<Utc>) -> Result<AppointmentId, Error> {
    insert_as(tx, by, AppointmentId::new(), new, now).await
}

/// Writes a new visit with an id that was given before.
pub(super) async fn insert_as(
    tx: &mut Tx,
    by: &Booker,
    id: AppointmentId,
    new: New,
    now: DateTime<Utc>,
) -> Result<AppointmentId, Error> {
    let kind = if new.status == Status::Proposed { Happening::Asked } else { Happening::Booked };
    tx.query(
        "INSERT INTO appointments (id, patient_id, status, start_at, end_at, location_id, practitioner_id, reason, made_here,
            visit_type_id, room_id, series_id, medium, taken_until, overbooked, walk_in, booked_by, booked_at, staff_note, hold_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, TRUE, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(id)
    .bind(by.patient())
    .bind(new.status)
    .bind(new.start_at)
    .bind(new.end_at)
    .bind(new.location)
    .bind(new.practitioner)
    .bind(new.reason)
    .bind(new.visit_type)
    .bind(new.room)
    .bind(new.series)
    .bind(new.medium)
    .bind(new.taken_until)
    .bind(new.overbooked)
    .bind(new.walk_in)
    .bind(by.account())
    .bind(now)
    .bind(new.staff_note)
    .bind(new.hold)
    .run()
    .await?;
    happened(tx, id, kind, by.line(), Beside::default(), now).await?;
    Ok(id)
}
