use clinic::{
    Error, Portal,
    appointments::{Reminders, Rules, queue_reminders, tend_waiting_list},
    clock::Clock,
    db::Db,
    policies::Policies,
    prescribing, reviews,
};
use std::time::Duration;
use tokio::{sync::watch, time::MissedTickBehavior};

/// How often it is looked whether time alone has changed a prescription.
const PULSE: Duration = Duration::from_mins(5);
/// How often reminders of visits are queued, offers of freed times go on, patients are told of results, and whoever must know of
/// a critical one is called again.
const REMINDERS: Duration = Duration::from_mins(1);

/// What time does by itself: prescriptions expire, their requests are put away, supplies end, reminders of visits are queued,
/// freed times are offered to the next who wait, and results are told of. Each process does it; what one has done the next finds done.
pub(super) struct Chores {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Chores {
    /// Begins, with a first round at once.
    pub(super) fn start(portal: &Portal) -> Self {
        let (stop, stopped) = watch::channel(false);
        let (db, clock, zone) = (portal.db.clone(), portal.clock.clone(), portal.settings.zone);
        Self { stop, task: tokio::spawn(work(db, clock, zone, portal.policies.clone(), stopped)) }
    }

    /// Begins no further round, and waits for the step under way: it is one transaction, and undone if it takes longer than
    /// `patience`.
    pub(super) async fn finish(self, patience: Duration) {
        let Self { stop, mut task } = self;
        // Without a receiver the task has ended already.
        let _ = stop.send(true);
        if tokio::time::timeout(patience, &mut task).await.is_err() {
            task.abort();
            // It lets go of what it holds.
            let _ = task.await;
        }
    }
}

async fn work(db: Db, clock: Clock, zone: chrono_tz::Tz, policies: Policies, mut stopped: watch::Receiver<bool>) {
    let mut pulse = tokio::time::interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut reminders = tokio::time::interval(REMINDERS);
    reminders.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stopped.borrow() {
        tokio::select! {
            _ = pulse.tick() => {
                if let Err(error) = round(&db, &clock, zone, &stopped).await {
                    tracing::error!(%error, "prescriptions could not be tidied up");
                }
                if let Err(error) = reviews::free_orphans(&db).await {
                    tracing::error!(%error, "results of people who left could not be given to everyone");
                }
            }
            _ = reminders.tick() => {
                if let Err(error) = call(&db, &clock, &stopped).await {
                    tracing::error!(%error, "nobody could be called about critical results");
                }
                if let Err(error) = tell(&db, &clock, zone, &stopped).await {
                    tracing::error!(%error, "patients could not be told of results");
                }
                let values = policies.values();
                if let Err(error) = remind(&db, &clock, &Reminders::of(&values, zone), &stopped).await {
                    tracing::error!(%error, "reminders could not be queued");
                }
                if let Err(error) = offer(&db, &clock, &Rules::of(&values, zone), &stopped).await {
                    tracing::error!(%error, "the waiting list could not be tended");
                }
            }
            _ = stopped.changed() => {}
        }
    }
}

/// Some at a time, so that nobody waits long for the database, until there is nothing more to do.
async fn round(db: &Db, clock: &Clock, zone: chrono_tz::Tz, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
    while !*stopped.borrow() {
        let now = clock.now();
        if !prescribing::tidy_up(db, now, now.with_timezone(&zone).date_naive()).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Some visits at a time, until all reminders of the next hours are queued.
async fn remind(db: &Db, clock: &Clock, reminders: &Reminders, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
    while !*stopped.borrow() {
        if !queue_reminders(db, reminders, clock.now()).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Some offers at a time, until none is over that nobody answered.
async fn offer(db: &Db, clock: &Clock, rules: &Rules, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
    while !*stopped.borrow() {
        if !tend_waiting_list(db, rules, clock.now()).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Some calls at a time, until all who must know of a critical result are called.
async fn call(db: &Db, clock: &Clock, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
    while !*stopped.borrow() {
        if !reviews::call_again(db, clock.now()).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Some results at a time, until all patients are told of what is shown by now.
async fn tell(db: &Db, clock: &Clock, zone: chrono_tz::Tz, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
    while !*stopped.borrow() {
        if !reviews::tell(db, zone, clock.now()).await? {
            return Ok(());
        }
    }
    Ok(())
}
