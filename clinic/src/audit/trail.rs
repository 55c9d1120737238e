use super::{Action, Actor, Event, Outcome, Subject, seal, store};
use crate::{Error, clock::Clock, db::{Db, Source as _, Tx}, ids::PatientId, keys::Keys};
use chrono::{DateTime, Utc};
use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::{mpsc, oneshot};

/// Writes the audit trail. Cloning shares the writer.
#[derive(Clone, Debug)]
pub struct Auditor {
    clock: Clock,
    keys: Arc<Keys>,
    queue: mpsc::Sender<Batch>,
    unsealed: Arc<AtomicBool>,
}

struct Batch {
    events: Vec<(DateTime<Utc>, Event)>,
    seen: Option<(Vec<u8>, DateTime<Utc>)>,
    done: oneshot::Sender<bool>,
}

impl Auditor {
    /// Starts the writer, which commits waiting rows in groups, and the sealer, which links them into signed blocks.
    /// `head` is a file that remembers the newest block, so that a trail cut off at its end shows.
    pub fn start(db: &Db, clock: &Clock, keys: Arc<Keys>, head: PathBuf) -> Self {
        let (queue, waiting) = mpsc::channel(1024);
        let unsealed = Arc::new(AtomicBool::new(true));
        tokio::spawn(write(db.clone(), keys.clone(), waiting, unsealed.clone()));
        tokio::spawn(seal_often(db.clone(), clock.clone(), keys.clone(), head, Arc::downgrade(&unsealed)));
        Self { clock: clock.clone(), keys, queue, unsealed }
    }

    /// Adds an event inside a transaction: it stands or falls with what it tells of.
    pub async fn record(&self, tx: &mut Tx, event: Event) -> Result<(), Error> {
        store::insert(tx, &[(self.clock.now(), event)], &self.keys).await?;
        self.unsealed.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Commits events together with those of other requests, and returns when they are durable.
    /// `seen` marks a session (by its token's hash) as used just now.
    pub async fn commit(&self, events: Vec<Event>, seen: Option<Vec<u8>>) -> Result<(), Error> {
        if events.is_empty() && seen.is_none() {
            return Ok(());
        }
        let now = self.clock.now();
        let events = events.into_iter().map(|event| (now, event)).collect();
        let (done, committed) = oneshot::channel();
        let gone = || Error::Broken("the audit trail's writer has stopped".to_owned());
        self.queue.send(Batch { events, seen: seen.map(|token| (token, now)), done }).await.map_err(|_| gone())?;
        match committed.await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::Broken("the audit trail could not be written".to_owned())),
            Err(_) => Err(gone()),
        }
    }

    /// Seals everything committed so far; for short-lived commands and at the end of the program.
    pub async fn seal(db: &Db, clock: &Clock, keys: &Keys, head: &std::path::Path) -> Result<(), Error> {
        while seal::next_block(db, clock, keys, head).await? {}
        Ok(())
    }
}

/// Commits what waits, in groups: while one group is on its way to the disk the next gathers.
async fn write(db: Db, keys: Arc<Keys>, mut waiting: mpsc::Receiver<Batch>, unsealed: Arc<AtomicBool>) {
    let mut group = Vec::new();
    while waiting.recv_many(&mut group, 256).await > 0 {
        let result = commit_group(&db, &keys, &group).await;
        if let Err(error) = &result {
            tracing::error!(%error, "the audit trail could not be written");
        }
        unsealed.store(true, Ordering::Relaxed);
        for batch in group.drain(..) {
            // Whoever asked may have hung up; the row is there all the same.
            let _ = batch.done.send(result.is_ok());
        }
    }
}

async fn commit_group(db: &Db, keys: &Keys, group: &[Batch]) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let events: Vec<_> = group.iter().flat_map(|batch| batch.events.iter().cloned()).collect();
    store::insert(&mut tx, &events, keys).await?;
    for (token, at) in group.iter().filter_map(|batch| batch.seen.clone()) {
        tx.query("UPDATE sessions SET last_seen_at = $1 WHERE token_hash = $2 AND last_seen_at < $1")
            .bind(at)
            .bind(token)
            .run()
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn seal_often(db: Db, clock: Clock, keys: Arc<Keys>, head: PathBuf, unsealed: std::sync::Weak<AtomicBool>) {
    let mut pulse = tokio::time::interval(Duration::from_secs(1));
    pulse.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pulse.tick().await;
        let Some(unsealed) = unsealed.upgrade() else { return };
        if unsealed.swap(false, Ordering::Relaxed)
            && let Err(error) = Auditor::seal(&db, &clock, &keys, &head).await
        {
            unsealed.store(true, Ordering::Relaxed);
            tracing::error!(%error, "the audit trail could not be sealed");
        }
    }
}

/// What one request looked at, gathered until its answer goes out.
#[derive(Clone, Debug, Default)]
pub struct AccessLog {
    events: Arc<Mutex<Vec<Event>>>,
}

impl AccessLog {
    /// Notes an event; the same one within a request is noted once.
    pub fn note(&self, event: Event) {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        if !events.contains(&event) {
            events.push(event);
        }
    }

    /// Notes that someone was refused a part of a record.
    pub fn refused(&self, actor: Actor, subject: Subject, patient: PatientId) {
        self.note(Event::new(actor, Action::Read, subject).of(patient).ended(Outcome::Refused));
    }

    /// Takes what was noted.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut *self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
