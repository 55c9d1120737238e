//! The laboratories that send results here.

use super::sender::Sender;
use crate::{
    Error,
    accounts::Admin,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    hl7::{Charset, Rules},
    ids::LaboratoryId,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

/// Characters that a laboratory's name may have.
pub const LONGEST_NAME: usize = 100;
/// Senders that one laboratory may have.
const MOST_SENDERS: usize = 20;

/// A laboratory.
#[derive(Clone, sqlx::FromRow)]
pub struct Laboratory {
    /// Its id.
    pub id: LaboratoryId,
    /// Its name, as patients read it.
    pub name: String,
    zone: String,
    charset: String,
    /// Whether messages for training and tests (MSH-11 `T` and `D`) are taken.
    pub takes_trials: bool,
    /// What it calls the clinic's own record numbers (the assigning authority in PID-3), where it sends them.
    pub record_authority: Option<String>,
    /// Since when it is told to send again later.
    pub paused_at: Option<DateTime<Utc>>,
}

impl Laboratory {
    /// The zone of its times that name none.
    pub fn zone(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }

    /// The letters of its messages that name no set.
    pub fn charset(&self) -> Charset {
        Charset::parse(&self.charset).unwrap_or(Charset::Ascii)
    }

    /// What it may send.
    pub(super) fn rules(&self) -> Rules {
        Rules { trials: self.takes_trials, unstated: self.charset(), ..Rules::USUAL }
    }
}

/// What is said of a laboratory.
#[derive(Clone)]
pub struct Settings {
    /// Its name, as patients read it.
    pub name: String,
    /// The zone of its times that name none.
    pub zone: Tz,
    /// The letters of its messages that name no set.
    pub charset: Charset,
    /// Whether messages for training and tests are taken.
    pub takes_trials: bool,
    /// What it calls the clinic's own record numbers.
    pub record_authority: Option<String>,
    /// How its messages name their sender.
    pub senders: Vec<Sender>,
}

/// Why a laboratory was not entered or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSet {
    /// It has no name, or one that is too long or holds signs that cannot be seen.
    Name,
    /// Another one has this name.
    NameTaken,
    /// There are too many senders.
    Senders,
    /// Another laboratory has this sender.
    SenderTaken(String),
}

/// A laboratory with what comes from it.
#[derive(Clone, sqlx::FromRow)]
pub struct Overview {
    /// The laboratory.
    #[sqlx(flatten)]
    pub laboratory: Laboratory,
    /// When its last message came.
    pub last_at: Option<DateTime<Utc>>,
    /// How many of its messages wait for a patient.
    pub waiting: i64,
    /// How many were refused within 30 days.
    pub refused: i64,
}

macro_rules! laboratory_columns {
    () => {
        "l.id, l.name, l.zone, l.charset, l.takes_trials, l.record_authority, l.paused_at"
    };
}

/// Days that count for how many messages were refused.
const LOOK_BACK_DAYS: i64 = 30;

/// All laboratories by name.
pub async fn laboratories(q: &mut impl Source, _by: &Admin, now: DateTime<Utc>) -> Result<Vec<Overview>, Error> {
    overview(q, now).await
}

/// All laboratories by name, for the command line.
pub async fn overview(q: &mut impl Source, now: DateTime<Utc>) -> Result<Vec<Overview>, Error> {
    Ok(q.query(concat!(
        "SELECT ",
        laboratory_columns!(),
        ", (SELECT max(m.received_at) FROM lab_messages m WHERE m.laboratory_id = l.id) AS last_at,
           (SELECT count(*) FROM lab_messages m WHERE m.laboratory_id = l.id AND m.state = 'waiting') AS waiting,
           (SELECT count(*) FROM lab_messages m
            WHERE m.laboratory_id = l.id AND m.state = 'refused' AND m.received_at > $1) AS refused
         FROM laboratories l ORDER BY l.name, l.id",
    ))
    .bind(now - Duration::days(LOOK_BACK_DAYS))
    .all()
    .await?)
}

/// One laboratory with its senders.
///
/// # Errors
/// `NotFound` when there is no such laboratory.
pub async fn laboratory(
    q: &mut impl Source,
    _by: &Admin,
    id: LaboratoryId,
) -> Result<(Laboratory, Vec<Sender>), Error> {
    Ok((one(q, id).await?, senders(q, id).await?))
}

/// The laboratory of this name, for the command line.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn named(q: &mut impl Source, name: &str) -> Result<Laboratory, Error> {
    q.query(concat!("SELECT ", laboratory_columns!(), " FROM laboratories l WHERE lower(l.name) = lower($1) LIMIT 1"))
        .bind(name.trim().to_owned())
        .maybe()
        .await?
        .ok_or(Error::NotFound)
}

pub(super) async fn one(q: &mut impl Source, id: LaboratoryId) -> Result<Laboratory, Error> {
    q.query(concat!("SELECT ", laboratory_columns!(), " FROM laboratories l WHERE l.id = $1"))
        .bind(id)
        .maybe()
        .await?
        .ok_or(Error::NotFound)
}

async fn senders(q: &mut impl Source, id: LaboratoryId) -> Result<Vec<Sender>, Error> {
    let rows: Vec<(String,)> =
        q.query("SELECT shown FROM laboratory_senders WHERE laboratory_id = $1 ORDER BY shown").bind(id).all().await?;
    Ok(rows.iter().filter_map(|(shown,)| Sender::parse(shown)).collect())
}

/// Enters a laboratory. `by` is an administrator or the operator.
pub async fn add(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<Result<LaboratoryId, NotSet>, Error> {
    let id = LaboratoryId::new();
    let mut tx = db.begin().await?;
    if let Err(why) = check(&mut tx, id, settings).await? {
        return Ok(Err(why));
    }
    tx.query(
        "INSERT INTO laboratories (id, name, zone, charset, takes_trials, record_authority, paused_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)",
    )
    .bind(id)
    .bind(settings.name.trim().to_owned())
    .bind(settings.zone.name().to_owned())
    .bind(settings.charset.code())
    .bind(settings.takes_trials)
    .bind(authority(settings))
    .bind(now)
    .run()
    .await?;
    if let Some(taken) = name_senders(&mut tx, id, &settings.senders).await? {
        return Ok(Err(NotSet::SenderTaken(taken)));
    }
    auditor.record(&mut tx, Event::new(by, Action::Create, Subject::Laboratory).on(id.0)).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// Changes a laboratory.
///
/// # Errors
/// `NotFound` when there is no such laboratory.
pub async fn change(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    id: LaboratoryId,
    settings: &Settings,
) -> Result<Result<(), NotSet>, Error> {
    let mut tx = db.begin().await?;
    if let Err(why) = check(&mut tx, id, settings).await? {
        return Ok(Err(why));
    }
    let changed = tx
        .query(
            "UPDATE laboratories SET name = $2, zone = $3, charset = $4, takes_trials = $5, record_authority = $6 WHERE id = $1",
        )
        .bind(id)
        .bind(settings.name.trim().to_owned())
        .bind(settings.zone.name().to_owned())
        .bind(settings.charset.code())
        .bind(settings.takes_trials)
        .bind(authority(settings))
        .run()
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    tx.query("DELETE FROM laboratory_senders WHERE laboratory_id = $1").bind(id).run().await?;
    if let Some(taken) = name_senders(&mut tx, id, &settings.senders).await? {
        return Ok(Err(NotSet::SenderTaken(taken)));
    }
    auditor.record(&mut tx, Event::new(by, Action::Update, Subject::Laboratory).on(id.0)).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Tells a laboratory to send again later, from now on.
///
/// # Errors
/// `NotFound` when there is no such laboratory.
pub async fn pause(db: &Db, auditor: &Auditor, by: &Admin, id: LaboratoryId, now: DateTime<Utc>) -> Result<(), Error> {
    paused(db, auditor, by, id, Some(now)).await
}

/// Takes a laboratory's messages again.
///
/// # Errors
/// `NotFound` when there is no such laboratory.
pub async fn resume(db: &Db, auditor: &Auditor, by: &Admin, id: LaboratoryId) -> Result<(), Error> {
    paused(db, auditor, by, id, None).await
}

async fn paused(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    id: LaboratoryId,
    at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed = tx.query("UPDATE laboratories SET paused_at = $2 WHERE id = $1").bind(id).bind(at).run().await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Laboratory).on(id.0);
    auditor.record(&mut tx, event.noting(if at.is_some() { "paused" } else { "resumed" })).await?;
    tx.commit().await?;
    Ok(())
}

async fn check(tx: &mut Tx, id: LaboratoryId, settings: &Settings) -> Result<Result<(), NotSet>, Error> {
    let name = settings.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Ok(Err(NotSet::Name));
    }
    if settings.senders.len() > MOST_SENDERS {
        return Ok(Err(NotSet::Senders));
    }
    let other: Option<(LaboratoryId,)> = tx
        .query("SELECT id FROM laboratories WHERE lower(name) = lower($1) AND id <> $2 LIMIT 1")
        .bind(name.to_owned())
        .bind(id)
        .maybe()
        .await?;
    Ok(if other.is_some() { Err(NotSet::NameTaken) } else { Ok(()) })
}

fn authority(settings: &Settings) -> Option<String> {
    settings.record_authority.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// Enters the senders of a laboratory; gives back one that is another laboratory's.
async fn name_senders(tx: &mut Tx, id: LaboratoryId, senders: &[Sender]) -> Result<Option<String>, Error> {
    for sender in senders {
        let (application, facility) = sender.key();
        tx.query(
            "INSERT INTO laboratory_senders (application, facility, laboratory_id, shown) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(application.clone())
        .bind(facility.clone())
        .bind(id)
        .bind(sender.shown())
        .run()
        .await?;
        let (owner,): (LaboratoryId,) = tx
            .query("SELECT laboratory_id FROM laboratory_senders WHERE application = $1 AND facility = $2")
            .bind(application)
            .bind(facility)
            .one()
            .await?;
        if owner != id {
            return Ok(Some(sender.shown()));
        }
    }
    Ok(None)
}
