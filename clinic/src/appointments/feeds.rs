//! Calendars that other programs read by an address nobody can guess: a patient's own visits, or a clinician's own calendar. The
//! database knows the hash of the address only, so it is shown once.

use super::{
    Status,
    ics::{Certainty, Event as Entry},
};
use crate::{
    Error,
    accounts::{Clinician, Language, Patient, Person, Token},
    audit::{AccessLog, Action, Actor, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{AccountId, AppointmentId, FeedId, PatientId, PractitionerId},
    schedules::{Medium, zone_of},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

/// The most feeds of an account.
pub const MOST_FEEDS: usize = 10;
/// What lies further back is left out, in days.
const BACK: i64 = 30;
/// What lies further ahead is left out, in days.
const AHEAD: i64 = 400;
/// The most visits of a feed.
const MOST: i64 = 3000;

/// Whose calendar is read.
#[derive(Clone, Debug)]
pub enum FeedOf {
    /// The visits of a patient.
    Own(Patient),
    /// The calendar of a clinician.
    Calendar(Clinician),
}

/// An address by which a calendar is read.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Feed {
    /// Which one.
    pub id: FeedId,
    /// Whether it has the own visits of a patient, and not the calendar of a clinician.
    pub is_own: bool,
    /// Since when there is one.
    pub created_at: DateTime<Utc>,
    /// When it was last read, to the quarter of an hour.
    pub read_at: Option<DateTime<Utc>>,
}

/// What a feed holds.
#[derive(Clone, Debug)]
pub struct FeedContent {
    /// Whether it has the own visits of a patient, and not the calendar of a clinician.
    pub is_own: bool,
    /// The language of whoever made it.
    pub language: Option<Language>,
    /// The visits, the earliest first.
    pub visits: Vec<FeedVisit>,
}

/// A visit in a feed: when and where, never what for or of whom.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct FeedVisit {
    /// Which one.
    pub id: AppointmentId,
    /// Where it stands.
    pub status: Status,
    /// How often it has changed for those who come.
    pub sequence: i64,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// How patient and clinician meet.
    pub medium: Option<Medium>,
    /// The name of the place.
    pub location: Option<String>,
    /// Its zone.
    pub zone: Option<String>,
    /// Street and number, a line each.
    pub address_lines: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// When it last changed.
    pub changed_at: Option<DateTime<Utc>>,
}

impl FeedVisit {
    /// The visit for a calendar, called `summary` and at `location`.
    pub fn entry(&self, summary: String, location: Option<String>, host: &str, zone: Tz) -> Entry {
        Entry {
            id: self.id,
            host: host.to_owned(),
            sequence: self.sequence,
            start_at: self.start_at,
            end_at: self.end_at,
            zone: zone_of(self.zone.as_deref(), zone),
            certainty: match self.status {
                Status::Cancelled => Certainty::Cancelled,
                Status::Proposed | Status::Pending => Certainty::Tentative,
                _ => Certainty::Confirmed,
            },
            summary,
            location,
            description: None,
            organizer: None,
            attendee: None,
            // The same each time it is read, as long as the visit is.
            stamped_at: self.changed_at.unwrap_or(DateTime::UNIX_EPOCH),
        }
    }
}

/// The feeds of an account, the newest first.
pub async fn feeds(q: &mut impl Source, by: &Person) -> Result<Vec<Feed>, Error> {
    Ok(q.query(
        "SELECT id, patient_id IS NOT NULL AS is_own, created_at, read_at FROM calendar_feeds
         WHERE account_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC",
    )
    .bind(by.account())
    .all()
    .await?)
}

/// Makes an address by which a calendar is read; nothing when there are [`MOST_FEEDS`] already.
///
/// # Errors
/// `NotFound` for a clinician without a calendar of their own.
pub async fn make_feed(db: &Db, auditor: &Auditor, of: &FeedOf, now: DateTime<Utc>) -> Result<Option<Token>, Error> {
    let (account, actor, patient, practitioner) = match of {
        FeedOf::Own(patient) => (patient.account(), patient.actor(), Some(patient.patient()), None),
        FeedOf::Calendar(clinician) => {
            let practitioner = clinician.practitioner().ok_or(Error::NotFound)?;
            (clinician.account(), clinician.actor(), None, Some(practitioner))
        }
    };
    let (id, token) = (FeedId::new(), Token::new());
    let mut tx = db.begin().await?;
    let (known,): (i64,) = tx
        .query("SELECT count(*) FROM calendar_feeds WHERE account_id = $1 AND revoked_at IS NULL")
        .bind(account)
        .one()
        .await?;
    if usize::try_from(known).unwrap_or(usize::MAX) >= MOST_FEEDS {
        return Ok(None);
    }
    tx.query(
        "INSERT INTO calendar_feeds (id, token_hash, account_id, patient_id, practitioner_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(token.hash())
    .bind(account)
    .bind(patient)
    .bind(practitioner)
    .bind(now)
    .run()
    .await?;
    let event = Event::new(actor, Action::Create, Subject::Account).on(id.0).noting("calendar address");
    auditor.record(&mut tx, patient.map_or(event.clone(), |patient| event.of(patient))).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// Ends an address: whoever reads it finds nothing from now on.
///
/// # Errors
/// `NotFound` when the account has no such address.
pub async fn end_feed(db: &Db, auditor: &Auditor, by: &Person, id: FeedId, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let ended = tx
        .query("UPDATE calendar_feeds SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL")
        .bind(id)
        .bind(by.account())
        .bind(now)
        .run()
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::Account).on(id.0).noting("calendar address");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Known {
    id: FeedId,
    account_id: AccountId,
    name: String,
    language: Option<Language>,
    patient_id: Option<PatientId>,
    practitioner_id: Option<PractitionerId>,
    read_at: Option<DateTime<Utc>>,
}

/// What an address holds now; nothing when there is no such address, it was ended, or whoever made it may not see it any more.
pub async fn read_feed(
    db: &Db,
    token: &str,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Option<FeedContent>, Error> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let mut q = db.read().await?;
    let known: Option<Known> = q
        .query(
            "SELECT f.id, f.account_id, a.name, a.language, f.patient_id, f.practitioner_id, f.read_at
             FROM calendar_feeds f JOIN accounts a ON a.id = f.account_id
             WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND a.disabled_at IS NULL
               AND ((f.patient_id IS NOT NULL AND a.patient_id = f.patient_id)
                 OR (f.practitioner_id IS NOT NULL AND a.practitioner_id = f.practitioner_id
                     AND EXISTS (SELECT 1 FROM account_roles r WHERE r.account_id = a.id AND r.role IN ('prescriber', 'staff'))))",
        )
        .bind(token.hash())
        .maybe()
        .await?;
    let Some(known) = known else { return Ok(None) };
    let sql = if known.patient_id.is_some() { OF_PATIENT } else { OF_PRACTITIONER };
    let id = known.patient_id.map(|id| id.0).or(known.practitioner_id.map(|id| id.0));
    let visits: Vec<FeedVisit> = q
        .query(sql)
        .bind(id)
        .bind(now - Duration::days(BACK))
        .bind(now + Duration::days(AHEAD))
        .bind(MOST)
        .all()
        .await?;
    drop(q);
    let actor = Actor { account: Some(known.account_id), name: known.name, role: role(known.patient_id) };
    let event = Event::new(actor, Action::Read, Subject::Appointments).noting("by the calendar's address");
    log.note(known.patient_id.map_or(event.clone(), |patient| event.of(patient)));
    if known.read_at.is_none_or(|at| now - at >= Duration::minutes(15)) {
        let mut tx = db.begin().await?;
        tx.query("UPDATE calendar_feeds SET read_at = $2 WHERE id = $1").bind(known.id).bind(now).run().await?;
        tx.commit().await?;
    }
    Ok(Some(FeedContent { is_own: known.patient_id.is_some(), language: known.language, visits }))
}

fn role(patient: Option<PatientId>) -> &'static str {
    if patient.is_some() { crate::accounts::Role::Patient.name() } else { crate::accounts::Role::Staff.name() }
}

/// The columns of a [`FeedVisit`], and the tables they come from.
macro_rules! visits_where {
    ($whose:literal) => {
        concat!(
            "SELECT a.id, a.status, a.sequence, a.start_at, a.end_at, a.medium, l.name AS location, l.zone, l.address_lines, l.city,
                    r.name AS room,
                    COALESCE((SELECT max(e.at) FROM appointment_events e WHERE e.appointment_id = a.id), a.booked_at) AS changed_at
             FROM appointments a
             LEFT JOIN locations l ON l.id = a.location_id
             LEFT JOIN rooms r ON r.id = a.room_id
             WHERE ",
            $whose,
            " AND a.start_at > $2 AND a.start_at < $3 AND a.status NOT IN ('entered-in-error', 'waitlist')
             ORDER BY a.start_at, a.id LIMIT $4"
        )
    };
}

const OF_PATIENT: &str = visits_where!("a.patient_id = $1");
const OF_PRACTITIONER: &str = visits_where!("a.practitioner_id = $1");
