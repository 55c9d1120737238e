use super::{Kind, State, restored::RESTORED};
use crate::{
    Error,
    accounts::Admin,
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{MailId, SendingId},
    paging::{Before, Page},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// As far as mails are counted.
const MOST_COUNTED: i64 = 100_000;

/// A line of the delivery log.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// Which mail.
    pub id: MailId,
    kind: String,
    /// How it stands with it.
    pub state: State,
    /// How often it was tried.
    pub tries: i64,
    /// When it is tried next.
    pub due_at: DateTime<Utc>,
    /// When it was put into the outbox.
    pub created_at: DateTime<Utc>,
    /// The masked address; missing before the first try.
    pub recipient: Option<String>,
    /// What the mail server answered last, or what went wrong.
    pub answer: Option<String>,
    /// When it was sent, given up or stopped.
    pub ended_at: Option<DateTime<Utc>>,
    /// Whether a process has taken it and not settled it yet.
    pub claimed: bool,
}

impl Entry {
    /// What it is about; nothing when only a newer program knows.
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    /// Whether it waited in a backup, and was stopped when that was restored.
    pub fn was_restored(&self) -> bool {
        self.state == State::Cancelled && self.answer.as_deref() == Some(RESTORED)
    }

    /// Whether it was to take a prescription to a pharmacy and has ended: its prescriber was told, and sends a fresh link.
    pub fn is_sent_anew(&self) -> bool {
        self.kind() == Some(Kind::PharmacyLink) && matches!(self.state, State::Failed | State::Cancelled)
    }

    /// Whether it is being sent at this moment.
    pub fn is_under_way(&self, now: DateTime<Utc>) -> bool {
        self.state == State::Waiting && self.claimed && self.due_at > now
    }
}

/// How much waits, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Mails that wait, counted up to 100,000.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub oldest: Option<DateTime<Utc>>,
}

/// The mails, newest first, all of them or those in one state.
pub async fn entries(
    q: &mut impl Source,
    by: &Admin,
    state: Option<State>,
    before: Before,
    limit: i64,
    log: &AccessLog,
) -> Result<Page<Entry>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Mail));
    let query = match state {
        None => q.query(
            "SELECT id, kind, state, tries, due_at, created_at, recipient, answer, ended_at, claim IS NOT NULL AS claimed
             FROM outbox WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3",
        ),
        Some(_) => q.query(
            "SELECT id, kind, state, tries, due_at, created_at, recipient, answer, ended_at, claim IS NOT NULL AS claimed
             FROM outbox WHERE state = $4 AND (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3",
        ),
    };
    let query = query.bind(before.at).bind(before.id).bind(limit + 1);
    let rows = match state {
        None => query.all().await?,
        Some(state) => query.bind(state).all().await?,
    };
    Ok(Page::cut(rows, limit, before, |entry: &Entry| (entry.created_at, entry.id.0)))
}

/// How much waits to be sent.
pub async fn standing(q: &mut impl Source) -> Result<Standing, Error> {
    Ok(q.query(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'waiting' LIMIT $1) w) AS waiting,
                (SELECT min(created_at) FROM outbox WHERE state = 'waiting') AS oldest",
    )
    .bind(MOST_COUNTED)
    .one()
    .await?)
}

/// Lets a mail be tried again now, as if it had never been tried: one that waits, failed or was stopped.
///
/// # Errors
/// `NotFound` when there is no such mail, it was sent, it is being sent at this moment, or it has ended and was to take a
/// prescription to a pharmacy: that is on paper by now.
pub async fn retry(db: &Db, auditor: &Auditor, by: &Admin, id: MailId, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed = tx
        .query(
            "UPDATE outbox SET state = 'waiting', tries = 0, due_at = $1, claim = NULL, ended_at = NULL, answer = NULLIF(answer, $3)
             WHERE id = $2 AND ((state IN ('failed', 'cancelled') AND kind <> $4) OR (state = 'waiting' AND (claim IS NULL OR due_at <= $1)))",
        )
        .bind(now)
        .bind(id)
        .bind(RESTORED.to_owned())
        .bind(Kind::PharmacyLink)
        .run()
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Execute, Subject::Mail).on(id.0).noting("try again");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Stops a mail that waits.
///
/// # Errors
/// `NotFound` when there is no such mail, it does not wait, or it is being sent at this moment.
pub async fn cancel(db: &Db, auditor: &Auditor, by: &Admin, id: MailId, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let stopped: Option<(String, Uuid)> = tx
        .query(
            "UPDATE outbox SET state = 'cancelled', claim = NULL, ended_at = $1
             WHERE id = $2 AND state = 'waiting' AND (claim IS NULL OR due_at <= $1) RETURNING kind, subject_id",
        )
        .bind(now)
        .bind(id)
        .maybe()
        .await?;
    let (kind, subject) = stopped.ok_or(Error::NotFound)?;
    if Kind::parse(&kind) == Some(Kind::PharmacyLink) {
        crate::prescribing::sending_ended(&mut tx, SendingId(subject), false, now).await?;
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::Mail).on(id.0).noting("stopped");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
