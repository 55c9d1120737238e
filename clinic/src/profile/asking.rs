use super::{Editor, Field, Wanted, identity::Identity};
use crate::{
    Error,
    audit::{Action, Auditor, Subject},
    db::{Db, Source, Tx},
    ids::{PatientId, ProfileChangeId},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// Changes of one patient that are shown at most.
const SHOWN: i64 = 30;

/// A change that was asked for.
#[derive(Clone, sqlx::FromRow)]
pub struct Change {
    /// Its id.
    pub id: ProfileChangeId,
    /// What is to change.
    pub field: Field,
    /// What stood in the record when it was asked for, in words for a name, else as [`Wanted::stored`] or a part of a date.
    pub old_value: Option<String>,
    /// What is to stand there, as [`Wanted::stored`].
    pub new_value: String,
    /// Why.
    pub reason: Option<String>,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// The name of who asked for it.
    pub asked_by: String,
    /// The name of who answered.
    pub decided_by: Option<String>,
    /// The clinic's answer in words.
    pub answer: Option<String>,
    decided_at: Option<DateTime<Utc>>,
    accepted: Option<bool>,
    withdrawn_at: Option<DateTime<Utc>>,
}

/// How it stands with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for the clinic.
    Waiting,
    /// The clinic has made it, at that time.
    Accepted(DateTime<Utc>),
    /// The clinic has declined it, at that time.
    Declined(DateTime<Utc>),
    /// It was taken back, at that time.
    Withdrawn(DateTime<Utc>),
}

impl Change {
    /// How it stands with it.
    pub fn state(&self) -> State {
        match (self.withdrawn_at, self.decided_at) {
            (Some(at), _) => State::Withdrawn(at),
            (None, Some(at)) if self.accepted == Some(true) => State::Accepted(at),
            (None, Some(at)) => State::Declined(at),
            (None, None) => State::Waiting,
        }
    }
}

/// The newest changes that were asked for, newest first.
pub async fn changes(q: &mut impl Source, chart: &Chart) -> Result<Vec<Change>, Error> {
    Ok(q.query(
        "SELECT c.id, c.field, c.old_value, c.new_value, c.reason, c.asked_at, a.name AS asked_by, d.name AS decided_by,
                c.answer, c.decided_at, c.accepted, c.withdrawn_at
         FROM profile_changes c
         JOIN accounts a ON a.id = c.asked_by
         LEFT JOIN accounts d ON d.id = c.decided_by
         WHERE c.patient_id = $1 ORDER BY c.asked_at DESC, c.id DESC LIMIT $2",
    )
    .bind(chart.read(Subject::Profile)?)
    .bind(SHOWN)
    .all()
    .await?)
}

/// One change.
///
/// # Errors
/// `NotFound` when this patient has not asked for it.
pub async fn change(q: &mut impl Source, chart: &Chart, id: ProfileChangeId) -> Result<Change, Error> {
    q.query(
        "SELECT c.id, c.field, c.old_value, c.new_value, c.reason, c.asked_at, a.name AS asked_by, d.name AS decided_by,
                c.answer, c.decided_at, c.accepted, c.withdrawn_at
         FROM profile_changes c
         JOIN accounts a ON a.id = c.asked_by
         LEFT JOIN accounts d ON d.id = c.decided_by
         WHERE c.id = $1 AND c.patient_id = $2",
    )
    .bind(id)
    .bind(chart.read_one(Subject::Profile, id.0)?)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}

/// What came of asking for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It waits for the clinic.
    Waiting(ProfileChangeId),
    /// Another change of the same field waits already.
    AnotherWaits,
    /// The record says so already.
    SaysSo,
}

/// Asks the clinic for a change. Until it is accepted, the record stays as it is.
pub async fn ask(
    db: &Db,
    auditor: &Auditor,
    by: &Editor,
    wanted: &Wanted,
    reason: Option<String>,
    now: DateTime<Utc>,
) -> Result<Asked, Error> {
    let mut tx = db.begin().await?;
    let present = Identity::lock(&mut tx, by.patient()).await?;
    if present.is(wanted) {
        return Ok(Asked::SaysSo);
    }
    let made: Option<(ProfileChangeId,)> = tx
        .query(
            "INSERT INTO profile_changes (id, patient_id, asked_by, field, old_value, new_value, reason, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(ProfileChangeId::new())
        .bind(by.patient())
        .bind(by.account())
        .bind(wanted.field())
        .bind(present.value(wanted.field()))
        .bind(wanted.stored())
        .bind(reason)
        .bind(now)
        .maybe()
        .await?;
    let Some((id,)) = made else { return Ok(Asked::AnotherWaits) };
    auditor.record(&mut tx, by.event(Action::Update, "change asked for").on(id.0)).await?;
    tx.commit().await?;
    Ok(Asked::Waiting(id))
}

/// What came of taking a change back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It no longer waits.
    Done,
    /// It was answered or taken back before.
    TooLate,
}

/// Takes a change back that waits for the clinic.
///
/// # Errors
/// `NotFound` when this patient has not asked for it.
pub async fn withdraw(
    db: &Db,
    auditor: &Auditor,
    by: &Editor,
    id: ProfileChangeId,
    now: DateTime<Utc>,
) -> Result<Withdrawn, Error> {
    let mut tx = db.begin().await?;
    let found = tx
        .query(
            "UPDATE profile_changes SET withdrawn_at = $1
             WHERE id = $2 AND patient_id = $3 AND decided_at IS NULL AND withdrawn_at IS NULL",
        )
        .bind(now)
        .bind(id)
        .bind(by.patient())
        .run()
        .await?;
    if found == 0 {
        exists(&mut tx, by.patient(), id).await?;
        return Ok(Withdrawn::TooLate);
    }
    auditor.record(&mut tx, by.event(Action::Update, "change withdrawn").on(id.0)).await?;
    tx.commit().await?;
    Ok(Withdrawn::Done)
}

/// Whether the patient has ever asked for it.
pub(super) async fn exists(tx: &mut Tx, patient: PatientId, id: ProfileChangeId) -> Result<(), Error> {
    let known: Option<(ProfileChangeId,)> = tx
        .query("SELECT id FROM profile_changes WHERE id = $1 AND patient_id = $2")
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    known.map(drop).ok_or(Error::NotFound)
}
