//! The worker that sends what lies in the outbox.

use clinic::{
    Error, Portal,
    mail::{Job, MOST_TRIES, Outcome, Way, claim, letter, settle},
};
use metrics::counter;
use std::time::Duration;
use tokio::{sync::watch, task::JoinSet, time::MissedTickBehavior};

/// How often the outbox is looked at: one indexed question.
const PULSE: Duration = Duration::from_secs(2);
/// Mails on their way at the same time: a server that hangs stops no more than these.
const AT_ONCE: usize = 4;

/// The worker of this process. Several processes on one database share the work.
#[derive(Debug)]
pub(crate) struct Worker {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Worker {
    /// Begins to send.
    pub(crate) fn start(portal: Portal) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, task: tokio::spawn(work(portal, stopped)) }
    }

    /// Takes no further mail and waits for those on their way; what takes longer than `patience` is sent again by the next
    /// process.
    pub(crate) async fn finish(self, patience: Duration) {
        let Self { stop, mut task } = self;
        // Without a receiver the task has ended already.
        let _ = stop.send(true);
        if tokio::time::timeout(patience, &mut task).await.is_err() {
            task.abort();
            // It lets go of what it holds.
            let _ = task.await;
            tracing::warn!("some mails took too long and will be sent again");
        }
    }
}

/// Sends everything that is due, and tells how many mails that were.
///
/// # Errors
/// When the database fails.
pub async fn send_due(portal: &Portal) -> Result<usize, Error> {
    let (_stop, stopped) = watch::channel(false);
    drain(portal, &stopped).await
}

async fn work(portal: Portal, mut stopped: watch::Receiver<bool>) {
    let mut pulse = tokio::time::interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stopped.borrow() {
        tokio::select! {
            _ = pulse.tick() => {
                if let Err(error) = drain(&portal, &stopped).await {
                    tracing::error!(%error, "mails could not be taken from the outbox");
                }
            }
            _ = stopped.changed() => {}
        }
    }
}

async fn drain(portal: &Portal, stopped: &watch::Receiver<bool>) -> Result<usize, Error> {
    let mut under_way = JoinSet::new();
    let mut taken = 0;
    let mut failure = None;
    loop {
        while under_way.len() < AT_ONCE && failure.is_none() && !*stopped.borrow() {
            match take(portal).await {
                Ok(Some((way, job))) => {
                    taken += 1;
                    under_way.spawn(deliver(portal.clone(), way, job));
                }
                Ok(None) => break,
                // Those on their way are not cut off for it.
                Err(error) => failure = Some(error),
            }
        }
        // One that hangs keeps none waiting that come meanwhile.
        match tokio::time::timeout(PULSE, under_way.join_next()).await {
            Err(_) | Ok(Some(Ok(()))) => {}
            Ok(None) => return failure.map_or(Ok(taken), Err),
            Ok(Some(Err(error))) => tracing::error!(%error, "sending a mail broke off"),
        }
    }
}

/// The next mail that is due, and the way it leaves; nothing while mail is not set up.
async fn take(portal: &Portal) -> Result<Option<(Way, Job)>, Error> {
    let way = portal.post.way(&portal.db, &portal.keys).await?;
    if matches!(way, Way::NotSetUp) {
        return Ok(None);
    }
    Ok(claim(&portal.db, way.lease(), portal.clock.now()).await?.map(|job| (way, job)))
}

async fn deliver(portal: Portal, way: Way, job: Job) {
    let id = job.id;
    if let Err(error) = try_to_deliver(&portal, &way, job).await {
        // Not settled: it is due again when its lease is over.
        tracing::error!(%error, mail = %id, "a mail could not be dealt with");
    }
}

async fn try_to_deliver(portal: &Portal, way: &Way, job: Job) -> Result<(), Error> {
    let mut recipient = None;
    let outcome = if job.tries > MOST_TRIES {
        // It was taken so often and never settled: whatever breaks on it must not break for ever.
        Outcome::Failed { answer: "it broke off each time it was tried".to_owned() }
    } else {
        match letter(&portal.db, &portal.keys, &job, portal.clock.now()).await? {
            None => Outcome::Unwanted,
            Some(letter) => {
                let fate = app::send_mail(portal, way, &letter).await;
                recipient = Some(letter.to);
                job.outcome(fate, portal.clock.now())
            }
        }
    };
    tell(&job, &outcome);
    if !settle(&portal.db, &job, outcome, recipient.as_deref(), portal.clock.now()).await? {
        tracing::warn!(mail = %job.id, "a mail took so long that another process has taken it over");
    }
    Ok(())
}

fn tell(job: &Job, outcome: &Outcome) {
    let (mail, kind, tries) = (job.id, job.kind.name(), job.tries);
    match outcome {
        Outcome::Sent { .. } => {
            counter!("mails_sent_total").increment(1);
            tracing::info!(%mail, kind, tries, "a mail was sent");
        }
        Outcome::Later { at, .. } => {
            counter!("mails_put_off_total").increment(1);
            tracing::warn!(%mail, kind, tries, %at, "a mail could not be sent and is tried again");
        }
        Outcome::Failed { .. } => {
            counter!("mails_failed_total").increment(1);
            tracing::warn!(%mail, kind, tries, "a mail was given up");
        }
        Outcome::Unwanted => tracing::info!(%mail, kind, "a mail is not wanted any more"),
    }
}
