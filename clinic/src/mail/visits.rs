//! Mails about visits: who gets them, whether they are still wanted, and what they tell. When, where and what changed; never what a
//! visit is for, with whom or of whom.

use super::{
    Job, Kind, Purpose,
    letters::{Content, Letter, unsubscribe},
    links::sign_to,
    notices::{no_reminders, refuses_reminders},
    readers::{Holder, Reader as Addressee, heir, reader},
};
use crate::{
    Error,
    accounts::Language,
    appointments::{Recipient, Status, reminder_is_wanted},
    db::{Db, Reader, Source as _},
    ids::{AppointmentId, OfferId, PatientId},
    keys::Keys,
    schedules::Medium,
};
use chrono::{DateTime, Utc};

/// A visit as a mail tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Which one.
    pub id: AppointmentId,
    /// How often it has changed for those who come.
    pub sequence: i64,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// The zone of the place; the clinic's where it names none.
    pub zone: Option<String>,
    /// When it would have begun before it was moved, where that is another time.
    pub before: Option<DateTime<Utc>>,
    /// Where; nothing for a visit by video.
    pub place: Option<Place>,
    /// Whether patient and clinician meet by video.
    pub by_video: bool,
    /// The page where it is confirmed, moved and called off without signing in.
    pub path: Option<String>,
    /// The page with more, for whoever signs in.
    pub portal: &'static str,
    /// Whether calendars are told.
    pub for_calendars: bool,
}

/// A place of care as a mail tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its address, line by line.
    pub lines: Vec<String>,
    /// Its telephone.
    pub phone: Option<String>,
}

/// An earlier time that somebody is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// When the visit would begin.
    pub start_at: DateTime<Utc>,
    /// When it would end.
    pub end_at: DateTime<Utc>,
    /// The zone of the place.
    pub zone: Option<String>,
    /// Where; nothing for a visit by video.
    pub place: Option<Place>,
    /// Whether patient and clinician would meet by video.
    pub by_video: bool,
    /// Until when the offer stands.
    pub until: DateTime<Utc>,
    /// The page where it is taken.
    pub path: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    patient_id: PatientId,
    status: Status,
    sequence: i64,
    start_at: DateTime<Utc>,
    end_at: Option<DateTime<Utc>>,
    medium: Option<Medium>,
    #[sqlx(flatten)]
    place: PlaceRow,
    /// Whether anyone was sent it for their calendar.
    was_told: bool,
    is_deceased: bool,
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    location: Option<String>,
    zone: Option<String>,
    phone: Option<String>,
    address_lines: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
}

impl PlaceRow {
    fn place(self) -> Option<Place> {
        let name = self.location?;
        let mut lines: Vec<String> =
            self.address_lines.iter().flat_map(|lines| lines.lines()).map(str::to_owned).collect();
        let region: Vec<String> = [self.state, self.postal_code].into_iter().flatten().collect();
        let town: Vec<String> =
            [self.city, Some(region.join(" "))].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        lines.extend(Some(town.join(", ")).filter(|town| !town.is_empty()));
        Some(Place { name, lines, phone: self.phone })
    }
}

/// The letter about a visit; nothing when it is not wanted any more.
pub(super) async fn about_visit(db: &Db, keys: &Keys, job: &Job, now: DateTime<Utc>) -> Result<Option<Letter>, Error> {
    let Some(occasion) = Occasion::of(&job.occasion) else { return Ok(None) };
    let mut q = db.read().await?;
    let row: Option<Row> = q
        .query(
            "SELECT a.patient_id, a.status, a.sequence, a.start_at, a.end_at, a.medium, l.name AS location, l.zone,
                    COALESCE(l.phone, o.phone) AS phone, l.address_lines, l.city, l.state, l.postal_code,
                    EXISTS (SELECT 1 FROM outbox m WHERE m.subject_id = a.id AND m.kind IN ('appointment_booked', 'appointment_moved'))
                      AS was_told,
                    p.deceased AS is_deceased
             FROM appointments a
             JOIN patients p ON p.id = a.patient_id
             LEFT JOIN locations l ON l.id = a.location_id
             LEFT JOIN organizations o ON o.id = l.organization_id
             WHERE a.id = $1 AND a.made_here",
        )
        .bind(job.subject)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let fits = match job.kind {
        Kind::AppointmentAsked => row.status == Status::Proposed,
        Kind::AppointmentCancelled => row.status == Status::Cancelled,
        _ => row.status == Status::Booked,
    };
    if !fits || row.sequence != occasion.sequence || row.start_at <= now {
        return Ok(None);
    }
    let recipient = match job.kind {
        Kind::AppointmentReminder => heir(&mut q, row.patient_id, occasion.recipient, job).await?,
        _ => Some(occasion.recipient),
    };
    let Some(recipient) = recipient else { return Ok(None) };
    let Some(reader) = reader(&mut q, row.patient_id, recipient, now).await? else { return Ok(None) };
    if !reader.wanted && job.kind.choice().is_some() {
        return Ok(None);
    }
    if job.kind == Kind::AppointmentReminder {
        let Some(offset) = occasion.offset.filter(|_| !row.is_deceased) else { return Ok(None) };
        let zone = row.place.zone.as_deref();
        if !reminder_is_wanted(&mut q, row.patient_id, row.start_at, zone, offset, now).await? {
            return Ok(None);
        }
        let holder = reader.holds(keys, recipient);
        if recipient == Recipient::Record && refuses_reminders(&mut q, row.patient_id, &holder).await? {
            return Ok(None);
        }
    }
    let before = match job.kind {
        Kind::AppointmentMoved => was_before(&mut q, job, recipient, row.start_at).await?,
        _ => None,
    };
    drop(q);
    let path = match job.kind {
        Kind::AppointmentCancelled => None,
        _ => Some(link(db, keys, Purpose::Appointment, job, &reader.holds(keys, recipient), row.start_at, now).await?),
    };
    let by_video = row.medium == Some(Medium::Video);
    let visit = Visit {
        id: AppointmentId(job.subject),
        sequence: row.sequence,
        start_at: row.start_at,
        end_at: row.end_at,
        zone: row.place.zone.clone(),
        before,
        place: row.place.place().filter(|_| !by_video),
        by_video,
        path,
        portal: reader.portal(),
        for_calendars: match job.kind {
            Kind::AppointmentBooked | Kind::AppointmentMoved => true,
            Kind::AppointmentCancelled => row.was_told,
            _ => false,
        },
    };
    letter(db, keys, job, row.patient_id, recipient, reader, Content::Visit(Box::new(visit)), now).await.map(Some)
}

/// The letter about an offer; nothing when it does not stand any more.
pub(super) async fn about_offer(db: &Db, keys: &Keys, job: &Job, now: DateTime<Utc>) -> Result<Option<Letter>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        patient_id: PatientId,
        start_at: DateTime<Utc>,
        end_at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
        medium: Medium,
        #[sqlx(flatten)]
        place: PlaceRow,
    }
    let Some(recipient) = Recipient::of(&job.occasion) else { return Ok(None) };
    let mut q = db.read().await?;
    let row: Option<Row> = q
        .query(
            "SELECT w.patient_id, f.start_at, f.end_at, f.expires_at, COALESCE(a.medium, t.medium) AS medium, l.name AS location, l.zone,
                    COALESCE(l.phone, o.phone) AS phone, l.address_lines, l.city, l.state, l.postal_code
             FROM waitlist_offers f
             JOIN waitlist_entries w ON w.id = f.entry_id
             JOIN patients p ON p.id = w.patient_id AND NOT p.deceased
             JOIN visit_types t ON t.id = w.visit_type_id
             LEFT JOIN appointments a ON a.id = w.appointment_id
             JOIN locations l ON l.id = f.location_id
             LEFT JOIN organizations o ON o.id = l.organization_id
             WHERE f.id = $1 AND f.state = 'open' AND f.expires_at > $2 AND w.ended_at IS NULL",
        )
        .bind(OfferId(job.subject))
        .bind(now)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(reader) = reader(&mut q, row.patient_id, recipient, now).await? else { return Ok(None) };
    drop(q);
    let path = link(db, keys, Purpose::Offer, job, &reader.holds(keys, recipient), row.expires_at, now).await?;
    let zone = row.place.zone.clone();
    let by_video = row.medium == Medium::Video;
    let offered = Offered {
        start_at: row.start_at,
        end_at: row.end_at,
        zone,
        place: row.place.place().filter(|_| !by_video),
        by_video,
        until: row.expires_at,
        path,
    };
    letter(db, keys, job, row.patient_id, recipient, reader, Content::Offer(Box::new(offered)), now).await.map(Some)
}

/// What the occasion of a mail says: which version of the visit, how long before, and to whom.
struct Occasion {
    sequence: i64,
    offset: Option<i64>,
    recipient: Recipient,
}

impl Occasion {
    fn of(text: &str) -> Option<Self> {
        let recipient = Recipient::of(text)?;
        let (version, _) = text.rsplit_once('@')?;
        let (sequence, offset) = match version.split_once('/') {
            Some((sequence, offset)) => (sequence, Some(offset.parse().ok()?)),
            None => (version, None),
        };
        Some(Self { sequence: sequence.parse().ok()?, offset, recipient })
    }
}

/// When it was to begin as far as the recipient was told: before the first move after the last mail that they were sent. Nothing when
/// that is the same time, or when they were sent none.
async fn was_before(
    q: &mut Reader,
    job: &Job,
    recipient: Recipient,
    start_at: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    // A mail that was sent told of the visit as it was when it was put into the outbox; what happens at one moment has ids in its order.
    let found: Option<(DateTime<Utc>,)> = q
        .query(
            "SELECT e.start_before FROM appointment_events e
             JOIN outbox m ON m.id = (SELECT s.id FROM outbox s WHERE s.subject_id = $1 AND s.state = 'sent' AND s.occasion LIKE $2
                                      AND s.kind IN ('appointment_asked', 'appointment_booked', 'appointment_moved', 'appointment_reminder')
                                      ORDER BY s.created_at DESC, s.id DESC LIMIT 1)
             WHERE e.appointment_id = $1 AND e.start_before IS NOT NULL
               AND (e.at > m.created_at OR (e.at = m.created_at AND e.id > m.id))
             ORDER BY e.at, e.id LIMIT 1",
        )
        .bind(AppointmentId(job.subject))
        .bind(format!("%{}", recipient.tag()))
        .maybe()
        .await?;
    Ok(found.map(|(before,)| before).filter(|before| *before != start_at))
}

async fn link(
    db: &Db,
    keys: &Keys,
    purpose: Purpose,
    job: &Job,
    holder: &Holder,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    Ok(format!("{}{}", purpose.path(), sign_to(db, keys, purpose, job.subject, holder, until, now).await?))
}

#[expect(clippy::too_many_arguments, reason = "what, about whom and for whom are each their own")]
async fn letter(
    db: &Db,
    keys: &Keys,
    job: &Job,
    patient: PatientId,
    recipient: Recipient,
    reader: Addressee,
    content: Content,
    now: DateTime<Utc>,
) -> Result<Letter, Error> {
    let unsubscribe = match (recipient, job.kind.choice()) {
        (Recipient::Account(account), Some(choice)) => Some(unsubscribe(db, keys, account, choice, now).await?),
        (Recipient::Record, Some(_)) if job.kind == Kind::AppointmentReminder => {
            Some(no_reminders(db, keys, patient, &reader.holds(keys, recipient), now).await?)
        }
        _ => None,
    };
    // A record may name the language more exactly, such as es-MX.
    let language: Option<Language> =
        reader.language.and_then(|tag| tag.split(['-', '_']).next()?.to_lowercase().parse().ok());
    Ok(Letter { id: job.id, kind: job.kind, to: reader.email, language, content, unsubscribe })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occasions_are_read() {
        let account = "0198e0a0-0000-7000-8000-000000000001";
        let read = Occasion::of(&format!("3/120@{account}")).unwrap();
        assert_eq!((read.sequence, read.offset), (3, Some(120)));
        assert_eq!(read.recipient, Recipient::Account(account.parse().unwrap()));
        let read = Occasion::of("0@record").unwrap();
        assert_eq!((read.sequence, read.offset, read.recipient), (0, None, Recipient::Record));
        for wrong in ["", "0", "@record", "x@record", "1/x@record", "1@nobody"] {
            assert!(Occasion::of(wrong).is_none(), "{wrong}");
        }
    }
}
