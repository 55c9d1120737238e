use super::{Action, Actor, Event, Outcome, Subject, Verdict, seal, store, verify};
use crate::{
    Error,
    clock::Clock,
    db::{Db, Source as _, Tx},
    ids::PatientId,
    keys::Keys,
};
use chrono::{DateTime, Utc};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::{mpsc, oneshot};

/// Writes the audit trail. Cloning shares the writer.
#[derive(Clone, Debug)]
pub struct Auditor {
    db: Db,
    clock: Clock,
    keys: Arc<Keys>,
    head: Arc<Path>,
    queue: mpsc::Sender<Batch>,
    unsealed: Arc<AtomicBool>,
    counts: Arc<Counts>,
    checked: Arc<Mutex<Option<Check>>>,
}

/// What the auditor has done since it started, for measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows written.
    pub events: u64,
    /// Groups in which rows of reads were committed.
    pub groups: u64,
    /// Microseconds that committing these groups took.
    pub group_microseconds: u64,
    /// Sign-ins refused among the rows.
    pub refused_sign_ins: u64,
}

#[derive(Debug, Default)]
struct Counts {
    events: AtomicU64,
    groups: AtomicU64,
    group_microseconds: AtomicU64,
    refused_sign_ins: AtomicU64,
}

/// A check of the whole trail that was asked for while the portal runs.
#[derive(Clone, Debug)]
pub enum Check {
    /// It is under way.
    Running {
        /// When it began.
        since: DateTime<Utc>,
    },
    /// It is done.
    Done {
        /// When it ended.
        at: DateTime<Utc>,
        /// What it found.
        verdict: Arc<Verdict>,
    },
    /// It could not be carried out; the log says why.
    Failed {
        /// When it ended.
        at: DateTime<Utc>,
    },
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
        let counts = Arc::new(Counts::default());
        tokio::spawn(write(db.clone(), keys.clone(), waiting, unsealed.clone(), counts.clone()));
        tokio::spawn(seal_often(db.clone(), clock.clone(), keys.clone(), head.clone(), Arc::downgrade(&unsealed)));
        let (db, clock, head) = (db.clone(), clock.clone(), Arc::from(head));
        Self { db, clock, keys, head, queue, unsealed, counts, checked: Arc::default() }
    }

    /// Adds an event inside a transaction: it stands or falls with what it tells of.
    pub async fn record(&self, tx: &mut Tx, event: Event) -> Result<(), Error> {
        let is_refused_sign_in = event.subject == Subject::Session && event.outcome == Outcome::Refused;
        store::insert(tx, &[(self.clock.now(), event)], &self.keys).await?;
        self.counts.events.fetch_add(1, Ordering::Relaxed);
        self.counts.refused_sign_ins.fetch_add(u64::from(is_refused_sign_in), Ordering::Relaxed);
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
        let batch = Batch { events, seen: seen.map(|token| (token, now)), done };
        self.queue.send(batch).await.map_err(|_| stopped())?;
        written(committed).await
    }

    /// What was done since the start.
    pub fn tally(&self) -> Tally {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Tally {
            events: of(&self.counts.events),
            groups: of(&self.counts.groups),
            group_microseconds: of(&self.counts.group_microseconds),
            refused_sign_ins: of(&self.counts.refused_sign_ins),
        }
    }

    /// Begins to check the whole trail, unless that is under way. A long trail takes minutes, so nobody waits for it:
    /// [`Auditor::last_check`] tells what came of it.
    pub fn check(&self) {
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*checked, Some(Check::Running { .. })) {
            return;
        }
        *checked = Some(Check::Running { since: self.clock.now() });
        drop(checked);
        let auditor = self.clone();
        tokio::spawn(async move {
            let result = verify(&auditor.db, &auditor.keys, &auditor.head).await;
            let at = auditor.clock.now();
            let check = match result {
                Ok(verdict) => Check::Done { at, verdict: Arc::new(verdict) },
                Err(error) => {
                    tracing::error!(%error, "the audit trail could not be checked");
                    Check::Failed { at }
                }
            };
            *auditor.checked.lock().unwrap_or_else(PoisonError::into_inner) = Some(check);
        });
    }

    /// The newest check that was asked for since the portal started.
    pub fn last_check(&self) -> Option<Check> {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Seals everything committed so far; for short-lived commands and at the end of the program.
    pub async fn seal(db: &Db, clock: &Clock, keys: &Keys, head: &std::path::Path) -> Result<(), Error> {
        while seal::next_block(db, clock, keys, head).await? {}
        Ok(())
    }
}

async fn written(committed: oneshot::Receiver<bool>) -> Result<(), Error> {
    match committed.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Broken("the audit trail could not be written".to_owned())),
        Err(_) => Err(stopped()),
    }
}

fn stopped() -> Error {
    Error::Broken("the audit trail's writer has stopped".to_owned())
}

/// Commits what waits, in groups: while one group is on its way to the disk the next gathers.
async fn write(
    db: Db,
    keys: Arc<Keys>,
    mut waiting: mpsc::Receiver<Batch>,
    unsealed: Arc<AtomicBool>,
    counts: Arc<Counts>,
) {
    let mut group = Vec::new();
    while waiting.recv_many(&mut group, 256).await > 0 {
        let began = Instant::now();
        let result = commit_group(&db, &keys, &group).await;
        match &result {
            Err(error) => tracing::error!(%error, "the audit trail could not be written"),
            Ok(events) => {
                let took = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
                counts.groups.fetch_add(1, Ordering::Relaxed);
                counts.events.fetch_add(*events, Ordering::Relaxed);
                counts.group_microseconds.fetch_add(took, Ordering::Relaxed);
            }
        }
        unsealed.store(true, Ordering::Relaxed);
        for batch in group.drain(..) {
            // Whoever asked may have hung up; the row is there all the same.
            let _ = batch.done.send(result.is_ok());
        }
    }
}

async fn commit_group(db: &Db, keys: &Keys, group: &[Batch]) -> Result<u64, Error> {
    let events: Vec<_> = group.iter().flat_map(|batch| batch.events.iter().cloned()).collect();
    let count = u64::try_from(events.len()).unwrap_or(u64::MAX);
    if group.iter().all(|batch| batch.seen.is_none()) {
        store::insert_alone(db, &events, keys).await?;
        return Ok(count);
    }
    let mut tx = db.begin().await?;
    store::insert(&mut tx, &events, keys).await?;
    for (token, at) in group.iter().filter_map(|batch| batch.seen.clone()) {
        tx.query("UPDATE sessions SET last_seen_at = $1 WHERE token_hash = $2 AND last_seen_at < $1")
            .bind(at)
            .bind(token)
            .run()
            .await?;
    }
    tx.commit().await?;
    Ok(count)
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
    begun: Arc<Mutex<Option<oneshot::Receiver<bool>>>>,
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

    /// Begins to commit what was noted so far, while the answer is made; [`AccessLog::commit`] waits for it.
    pub fn begin(&self, auditor: &Auditor, request: &str) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.is_some() || events.is_empty() {
            return;
        }
        // When the writer has too much to do, everything is committed at the end.
        if let Ok(place) = auditor.queue.try_reserve() {
            let now = auditor.clock.now();
            let events = events.drain(..).map(|event| (now, event.within(request))).collect();
            let (done, committed) = oneshot::channel();
            place.send(Batch { events, seen: None, done });
            *begun = Some(committed);
        }
    }

    /// Commits what was noted, and returns when all of it is durable. `seen` marks a session as used just now.
    pub async fn commit(&self, auditor: &Auditor, request: &str, seen: Option<Vec<u8>>) -> Result<(), Error> {
        let events = self.take().into_iter().map(|event| event.within(request)).collect();
        auditor.commit(events, seen).await?;
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner).take();
        match begun {
            None => Ok(()),
            Some(committed) => written(committed).await,
        }
    }

    /// Takes what was noted.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut *self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
