//! What whoever holds a link of a mail can see and do, without signing in: the time and place of one visit, never what it is for.

use super::{Booker, Status};
use crate::{
    Error,
    audit::{AccessLog, Action, Actor, Event, Subject},
    db::Source,
    ids::{AppointmentId, LocationId, OfferId, PatientId, PractitionerId, VisitTypeId},
    keys::Keys,
    mail::{BadLink, Purpose, still_holds, verify_to},
    schedules::{Medium, Mode},
};
use chrono::{DateTime, Utc};

/// A visit as a link opens it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Linked {
    /// Which one.
    pub id: AppointmentId,
    patient_id: PatientId,
    /// Where it stands.
    pub status: Status,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// How patient and clinician meet.
    pub medium: Option<Medium>,
    /// How patients get visits of its type.
    pub mode: Option<Mode>,
    /// The clinician, for looking for another time.
    pub practitioner_id: Option<PractitionerId>,
    /// The place, for looking for another time.
    pub location_id: Option<LocationId>,
    /// What kind of visit, for looking for another time.
    pub visit_type_id: Option<VisitTypeId>,
    /// The name of the place.
    pub location: Option<String>,
    /// Its zone.
    pub zone: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Street and number, a line each.
    pub address_lines: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// When the patient said that they will come.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Whether it was made here and can be changed here.
    pub made_here: bool,
}

/// The visit that a link is about, and who its holder is. Looking at it changes nothing. A link is over, too, when whoever it was
/// mailed to may not know of the visit any more, or has another address.
pub async fn linked(
    q: &mut impl Source,
    keys: &Keys,
    token: &str,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Result<(Booker, Linked), BadLink>, Error> {
    let (id, holder) = match verify_to(q, keys, Purpose::Appointment, token, now).await? {
        Ok((id, holder)) => (AppointmentId(id), holder),
        Err(bad) => return Ok(Err(bad)),
    };
    let found: Option<Linked> = q
        .query(
            "SELECT a.id, a.patient_id, a.status, a.start_at, a.end_at, a.medium, a.practitioner_id, a.location_id, a.visit_type_id,
                    l.name AS location, l.zone, COALESCE(l.phone, o.phone) AS phone, l.address_lines, l.city, a.confirmed_at,
                    a.made_here, t.mode
             FROM appointments a
             LEFT JOIN visit_types t ON t.id = a.visit_type_id
             LEFT JOIN locations l ON l.id = a.location_id
             LEFT JOIN organizations o ON o.id = l.organization_id
             WHERE a.id = $1 AND a.status <> 'entered-in-error'",
        )
        .bind(id)
        .maybe()
        .await?;
    let Some(visit) = found else { return Ok(Err(BadLink::Wrong)) };
    if !still_holds(q, keys, &holder, visit.patient_id, now).await? {
        return Ok(Err(BadLink::Expired));
    }
    let event = Event::new(Actor::visitor(), Action::Read, Subject::Appointments).of(visit.patient_id).on(id.0);
    log.note(event.noting("by a link of a mail".to_owned()));
    Ok(Ok((Booker::by_link(visit.patient_id), visit)))
}

/// The offer that a link is about, and who its holder is. Looking at it changes nothing.
pub async fn linked_offer(
    q: &mut impl Source,
    keys: &Keys,
    token: &str,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Result<(Booker, OfferId), BadLink>, Error> {
    let (id, holder) = match verify_to(q, keys, Purpose::Offer, token, now).await? {
        Ok((id, holder)) => (OfferId(id), holder),
        Err(bad) => return Ok(Err(bad)),
    };
    let found: Option<(PatientId,)> = q
        .query(
            "SELECT w.patient_id FROM waitlist_offers o JOIN waitlist_entries w ON w.id = o.entry_id WHERE o.id = $1",
        )
        .bind(id)
        .maybe()
        .await?;
    let Some((patient,)) = found else { return Ok(Err(BadLink::Wrong)) };
    if !still_holds(q, keys, &holder, patient, now).await? {
        return Ok(Err(BadLink::Expired));
    }
    let event = Event::new(Actor::visitor(), Action::Read, Subject::Appointments).of(patient).on(id.0);
    log.note(event.noting("an offer, by a link of a mail".to_owned()));
    Ok(Ok((Booker::by_link(patient), id)))
}
