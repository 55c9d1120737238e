//! The calendar as those who work here see it.

use super::{ByWhom, CancelReason, Happening, Status};
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{AppointmentId, LocationId, PatientId, PractitionerId, RoomId, SeriesId, VisitTypeId},
    moment::Precision,
    schedules::{Medium, Span},
};
use chrono::{DateTime, NaiveDate, Utc};

/// The most visits of a calendar that are shown at once.
pub const MOST: i64 = 2000;

/// A visit in the calendar.
#[derive(Clone, sqlx::FromRow)]
pub struct Visit {
    /// Its id.
    pub id: AppointmentId,
    /// Whose.
    pub patient_id: PatientId,
    /// Their name.
    pub patient: String,
    /// Their birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly it is known.
    pub birth_date_precision: Option<Precision>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// With whom.
    pub practitioner_id: Option<PractitionerId>,
    /// Their name.
    pub practitioner: Option<String>,
    /// Where.
    pub location_id: Option<LocationId>,
    /// The name of the place.
    pub location: Option<String>,
    /// Its zone.
    pub zone: Option<String>,
    /// The room.
    pub room_id: Option<RoomId>,
    /// Its name.
    pub room: Option<String>,
    /// What kind of visit.
    pub visit_type_id: Option<VisitTypeId>,
    /// The same in English, or as it was brought.
    pub visit_en: Option<String>,
    /// The same in Spanish, or as it was brought.
    pub visit_es: Option<String>,
    /// How patient and clinician meet.
    pub medium: Option<Medium>,
    /// What for.
    pub reason: Option<String>,
    /// For those who work here only.
    pub staff_note: Option<String>,
    /// The series it belongs to.
    pub series_id: Option<SeriesId>,
    /// Put where something else was already.
    pub overbooked: bool,
    /// The patient came without an appointment.
    pub walk_in: bool,
    /// When the patient said that they will come.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When the patient had answered all that is asked before the visit.
    pub checked_in_online_at: Option<DateTime<Utc>>,
    /// Whether it was made here.
    pub made_here: bool,
    /// Counts its changes; a form sends it back.
    pub revision: i64,
    /// When it was booked or asked for.
    pub booked_at: Option<DateTime<Utc>>,
}

/// The columns of a [`Visit`], and the tables they come from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.patient_id, n.name AS patient, n.birth_date, n.birth_date_precision, n.phone, a.status, a.start_at,
                    a.end_at, a.practitioner_id, COALESCE(p.name, a.practitioner) AS practitioner, a.location_id,
                    l.name AS location, l.zone, a.room_id, r.name AS room, a.visit_type_id,
                    COALESCE(t.name_en, a.visit_type) AS visit_en, COALESCE(t.name_es, a.visit_type) AS visit_es, a.medium,
                    a.reason, a.staff_note, a.series_id, a.overbooked, a.walk_in, a.confirmed_at,
                    c.done_at AS checked_in_online_at, a.made_here, a.revision, a.booked_at
             FROM appointments a
             JOIN patients n ON n.id = a.patient_id
             LEFT JOIN practitioners p ON p.id = a.practitioner_id
             LEFT JOIN locations l ON l.id = a.location_id
             LEFT JOIN rooms r ON r.id = a.room_id
             LEFT JOIN visit_types t ON t.id = a.visit_type_id
             LEFT JOIN check_ins c ON c.appointment_id = a.id ",
            $rest
        )
    };
}
pub(super) use select;

/// Whose calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// A clinician's.
    Of(PractitionerId),
    /// A place's.
    At(LocationId),
}

/// The visits in a calendar that begin within a span of time, called off ones included; one more than are shown at once tells that there are
/// more.
pub async fn visits(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    calendar: Calendar,
    span: Span,
) -> Result<Vec<Visit>, Error> {
    note_calendar(by, log);
    let query = match calendar {
        Calendar::Of(practitioner) => q
            .query(select!(
                "WHERE a.practitioner_id = $1 AND a.start_at >= $2 AND a.start_at < $3 AND a.status <> 'entered-in-error'
                 ORDER BY a.start_at, a.id LIMIT $4"
            ))
            .bind(practitioner),
        Calendar::At(location) => q
            .query(select!(
                "WHERE a.location_id = $1 AND a.start_at >= $2 AND a.start_at < $3 AND a.status <> 'entered-in-error'
                 ORDER BY a.start_at, a.id LIMIT $4"
            ))
            .bind(location),
    };
    Ok(query.bind(span.start).bind(span.end).bind(MOST + 1).all().await?)
}

/// The visits that were asked for and wait for an answer, the soonest first, and before them those whose time is over.
pub async fn asked_for(q: &mut impl Source, by: &Clinician, log: &AccessLog) -> Result<Vec<Visit>, Error> {
    note_calendar(by, log);
    Ok(q.query(select!("WHERE a.status = 'proposed' AND a.made_here ORDER BY a.start_at, a.id LIMIT $1"))
        .bind(MOST)
        .all()
        .await?)
}

/// One visit, for those who keep the calendar. The patient sees in their access log that it was looked at.
///
/// # Errors
/// `NotFound` when there is none with this id.
pub async fn visit(q: &mut impl Source, by: &Clinician, log: &AccessLog, id: AppointmentId) -> Result<Visit, Error> {
    let found: Option<Visit> =
        q.query(select!("WHERE a.id = $1 AND a.status <> 'entered-in-error'")).bind(id).maybe().await?;
    let visit = found.ok_or(Error::NotFound)?;
    log.note(Event::new(by.actor(), Action::Read, Subject::Appointments).of(visit.patient_id).on(id.0));
    Ok(visit)
}

/// A line of what happened to a visit.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    /// What happened.
    pub kind: Happening,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, as they are called; nobody where it was a link or the portal itself.
    pub name: Option<String>,
    /// Who did it.
    pub by_whom: ByWhom,
    /// When it was to begin before.
    pub start_before: Option<DateTime<Utc>>,
    /// With whom it was before.
    pub practitioner_before: Option<String>,
    /// Why, where it was called off.
    pub reason: Option<CancelReason>,
    /// What was written beside it.
    pub text: Option<String>,
}

/// Everything that happened to a visit that was opened, in order.
pub async fn story(q: &mut impl Source, id: AppointmentId) -> Result<Vec<Line>, Error> {
    Ok(q.query(
        "SELECT e.kind, e.at, e.name, e.by_whom, e.start_before, p.name AS practitioner_before, e.reason, e.text
         FROM appointment_events e LEFT JOIN practitioners p ON p.id = e.practitioner_before
         WHERE e.appointment_id = $1 ORDER BY e.at, e.id LIMIT 500",
    )
    .bind(id)
    .all()
    .await?)
}

/// A look into the calendar is one row of the trail, and not one for each of the many patients on it.
pub(super) fn note_calendar(by: &Clinician, log: &AccessLog) {
    log.note(Event::new(by.actor(), Action::Read, Subject::Schedule));
}
