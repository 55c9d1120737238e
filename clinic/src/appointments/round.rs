//! What stands around the calendar: the places it is kept at, who is booked for, and how much waits for the clinic.

use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{LocationId, OfferId, PatientId, WaitlistId},
    moment::Precision,
    schedules::Span,
};
use chrono::{DateTime, NaiveDate, Utc};

/// A place with a calendar.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Site {
    /// Its id.
    pub id: LocationId,
    /// Its name.
    pub name: String,
    /// Its zone, where it has one of its own.
    pub zone: Option<String>,
}

/// The places of care by name: those in use, and those where someone has hours; at most 300.
pub async fn sites(q: &mut impl Source, _by: &Clinician) -> Result<Vec<Site>, Error> {
    Ok(q.query(
        "SELECT l.id, l.name, l.zone FROM locations l
         WHERE l.status = 'active' OR EXISTS (SELECT 1 FROM weekly_hours h WHERE h.location_id = l.id)
         ORDER BY l.name, l.id LIMIT 300",
    )
    .all()
    .await?)
}

/// The patient who is booked for, as the desk has to know them.
#[derive(Clone, sqlx::FromRow)]
pub struct Booked {
    /// Who.
    pub id: PatientId,
    /// Their name.
    pub name: String,
    /// Their birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly it is known.
    pub birth_date_precision: Option<Precision>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Whether they have died.
    pub deceased: bool,
}

/// The patient who is to be booked for. The patient sees in their access log that it was looked at.
///
/// # Errors
/// `NotFound` when there is none with this id.
pub async fn booked_for(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    patient: PatientId,
) -> Result<Booked, Error> {
    let found: Option<Booked> = q
        .query("SELECT id, name, birth_date, birth_date_precision, phone, deceased FROM patients WHERE id = $1")
        .bind(patient)
        .maybe()
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    log.note(Event::new(by.actor(), Action::Read, Subject::Appointments).of(patient).noting("booking".to_owned()));
    Ok(found)
}

/// How much waits for the clinic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Visits that were asked for.
    pub asked: i64,
    /// Places in the waiting list.
    pub waiting: i64,
}

/// How many visits were asked for and wait for an answer, and how many people wait for a time.
pub async fn waits(q: &mut impl Source, _by: &Clinician) -> Result<Waits, Error> {
    let (asked,): (i64,) = q
        .query(
            "SELECT CAST(count(*) AS BIGINT) FROM appointments
             WHERE status = 'proposed' AND made_here",
        )
        .one()
        .await?;
    let (waiting,): (i64,) =
        q.query("SELECT CAST(count(*) AS BIGINT) FROM waitlist_entries WHERE ended_at IS NULL").one().await?;
    Ok(Waits { asked, waiting })
}

/// How many visits of their own someone has that begin within a span of time and are neither called off nor missed; none for who sees no
/// patients.
pub async fn count_own(q: &mut impl Source, by: &Clinician, span: Span) -> Result<i64, Error> {
    let Some(practitioner) = by.practitioner() else { return Ok(0) };
    let (count,): (i64,) = q
        .query(
            "SELECT CAST(count(*) AS BIGINT) FROM appointments
             WHERE practitioner_id = $1 AND start_at >= $2 AND start_at < $3
               AND status IN ('pending', 'booked', 'arrived', 'checked-in', 'fulfilled')",
        )
        .bind(practitioner)
        .bind(span.start)
        .bind(span.end)
        .one()
        .await?;
    Ok(count)
}

/// An offer that stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Its id.
    pub id: OfferId,
    /// To whom, by their place in the list.
    pub entry_id: WaitlistId,
    /// With whom the visit would be.
    pub practitioner: String,
    /// Where.
    pub location: String,
    /// The zone of the place.
    pub zone: Option<String>,
    /// When it would begin.
    pub start_at: DateTime<Utc>,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
}

/// The offers that stand now, the one that ends first before the others; at most 500.
pub async fn standing_offers(q: &mut impl Source, _by: &Clinician, now: DateTime<Utc>) -> Result<Vec<Standing>, Error> {
    Ok(q.query(
        "SELECT o.id, o.entry_id, p.name AS practitioner, l.name AS location, l.zone, o.start_at, o.expires_at
         FROM waitlist_offers o
         JOIN practitioners p ON p.id = o.practitioner_id
         JOIN locations l ON l.id = o.location_id
         WHERE o.state = 'open' AND o.expires_at > $1 ORDER BY o.expires_at, o.id LIMIT 500",
    )
    .bind(now)
    .all()
    .await?)
}
