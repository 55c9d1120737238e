use super::{Kind, State, masked_answer};
use crate::{
    Error,
    appointments::reminder_is_retried,
    db::{Db, Source as _},
    ids::{AppointmentId, MailId, SendingId},
};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// Minutes until the next try, after the first, the second and so on; the last one holds for all later ones.
const DELAYS_MINUTES: [i64; 7] = [1, 5, 15, 60, 120, 240, 480];
/// A mail is given up after so many tries: 71 hours and 21 minutes after the first one, a fifth more or less.
pub const MOST_TRIES: i64 = 15;

/// A mail that one process is about to send.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which mail.
    pub id: MailId,
    /// What it is about.
    pub kind: Kind,
    /// What it is about, by id.
    pub subject: Uuid,
    /// What tells it from others of its kind about the same.
    pub occasion: String,
    /// How often it was tried, this time included.
    pub tries: i64,
    claim: Uuid,
}

/// What came of sending it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A mail server took it, and answered this.
    Sent(String),
    /// It could not be sent now: the server is away, busy, or refuses all of us.
    Later(String),
    /// It will never be sent: the recipient or the mail itself was refused.
    Failed(String),
}

/// What is to be written down about a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was sent.
    Sent {
        /// What the server answered.
        answer: String,
    },
    /// It is tried again.
    Later {
        /// What the server answered, or what went wrong.
        answer: String,
        /// When it is tried again.
        at: DateTime<Utc>,
    },
    /// It is given up.
    Failed {
        /// What the server answered, or what went wrong.
        answer: String,
    },
    /// Nobody wants it any more.
    Unwanted,
}

impl Job {
    /// What is to be written down: after a fate that may change, the mail is tried again until it was tried [`MOST_TRIES`] times.
    pub fn outcome(&self, fate: Fate, now: DateTime<Utc>) -> Outcome {
        match fate {
            Fate::Sent(answer) => Outcome::Sent { answer },
            Fate::Failed(answer) => Outcome::Failed { answer },
            Fate::Later(answer) if self.tries >= MOST_TRIES => Outcome::Failed { answer },
            Fate::Later(answer) => Outcome::Later { answer, at: now + delay(self.tries, jitter()) },
        }
    }
}

/// Takes the mail that has been due for longest, for as long as `lease`: whoever has not settled it by then has been cut off, and
/// it is due again. Nothing when no mail is due.
pub async fn claim(db: &Db, lease: Duration, now: DateTime<Utc>) -> Result<Option<Job>, Error> {
    // Asked of a reading connection first: nothing is written while there is nothing to do.
    while is_due(db, now).await? {
        let claim = crate::ids::new();
        let mut tx = db.begin().await?;
        let taken: Option<Taken> = tx
            .query(
                "UPDATE outbox SET due_at = $2, claim = $3, tries = tries + 1
                 WHERE id = (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT 1)
                   AND state = 'waiting' AND due_at <= $1
                 RETURNING id, kind, subject_id, occasion, tries",
            )
            .bind(now)
            .bind(now + lease)
            .bind(claim)
            .maybe()
            .await?;
        tx.commit().await?;
        // Without a row another process was faster: the next one may still be free.
        let Some(taken) = taken else { continue };
        let Taken { id, kind, subject_id: subject, occasion, tries } = taken;
        let unknown = Job { id, kind: Kind::Test, subject, occasion, tries, claim };
        match Kind::parse(&kind) {
            Some(kind) => return Ok(Some(Job { kind, ..unknown })),
            None => {
                let answer = "this program does not know this kind of mail".to_owned();
                settle(db, &unknown, Outcome::Failed { answer }, None, now).await?;
            }
        }
    }
    Ok(None)
}

/// Writes down what came of a mail, unless it has been taken over by another process meanwhile. `recipient` is the address it
/// went to, which is kept masked. Tells whether it was written.
pub async fn settle(
    db: &Db,
    job: &Job,
    outcome: Outcome,
    recipient: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let (state, due, answer) = match outcome {
        Outcome::Sent { answer } => (State::Sent, now, Some(answer)),
        Outcome::Later { answer, at } => (State::Waiting, at, Some(answer)),
        Outcome::Failed { answer } => (State::Failed, now, Some(answer)),
        Outcome::Unwanted => (State::Unwanted, now, None),
    };
    let ended = (state != State::Waiting).then_some(now);
    let mut tx = db.begin().await?;
    let due = match (state, job.kind) {
        (State::Waiting, Kind::AppointmentReminder) => {
            reminder_is_retried(&mut tx, AppointmentId(job.subject), due).await?
        }
        _ => due,
    };
    let changed = tx
        .query(
            "UPDATE outbox SET state = $1, due_at = $2, claim = NULL, ended_at = $3, answer = coalesce($4, answer),
                               recipient = coalesce($5, recipient)
             WHERE id = $6 AND claim = $7 AND state = 'waiting'",
        )
        .bind(state)
        .bind(due)
        .bind(ended)
        .bind(answer.as_deref().map(masked_answer))
        .bind(recipient.map(super::masked))
        .bind(job.id)
        .bind(job.claim)
        .run()
        .await?;
    if changed > 0 && ended.is_some() && job.kind == Kind::PharmacyLink {
        crate::prescribing::sending_ended(&mut tx, SendingId(job.subject), state == State::Sent, now).await?;
    }
    tx.commit().await?;
    Ok(changed > 0)
}

#[derive(sqlx::FromRow)]
struct Taken {
    id: MailId,
    kind: String,
    subject_id: Uuid,
    occasion: String,
    tries: i64,
}

async fn is_due(db: &Db, now: DateTime<Utc>) -> Result<bool, Error> {
    let due: Option<(MailId,)> = db
        .read()
        .await?
        .query("SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT 1")
        .bind(now)
        .maybe()
        .await?;
    Ok(due.is_some())
}

/// How long to wait after so many tries; `percent` of it, so that mails that failed together do not come back together.
fn delay(tries: i64, percent: i32) -> Duration {
    let place = usize::try_from(tries.max(1) - 1).unwrap_or(usize::MAX);
    let minutes = DELAYS_MINUTES.get(place).or(DELAYS_MINUTES.last()).copied().unwrap_or(480);
    Duration::minutes(minutes) * percent / 100
}

fn jitter() -> i32 {
    rand::random_range(80..=120)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn delays_grow_and_end_after_about_three_days() {
        let minutes: Vec<_> = (1..MOST_TRIES).map(|tries| delay(tries, 100).num_minutes()).collect();
        assert_eq!(minutes, [1, 5, 15, 60, 120, 240, 480, 480, 480, 480, 480, 480, 480, 480]);
        assert_eq!(minutes.iter().sum::<i64>(), 71 * 60 + 21);
    }

    proptest! {
        #[test]
        fn a_mail_is_tried_again_until_the_last_try(tries in 1..30_i64) {
            let (subject, claim) = (Uuid::nil(), Uuid::nil());
            let job = Job { id: MailId(subject), kind: Kind::Test, subject, occasion: String::new(), tries, claim };
            let now = DateTime::from_timestamp(1_772_000_000, 0).unwrap();
            match job.outcome(Fate::Later("busy".to_owned()), now) {
                Outcome::Later { at, .. } => {
                    prop_assert!(tries < MOST_TRIES);
                    prop_assert!(at >= now + delay(tries, 80) && at <= now + delay(tries, 120));
                }
                other => {
                    prop_assert!(tries >= MOST_TRIES);
                    prop_assert_eq!(other, Outcome::Failed { answer: "busy".to_owned() });
                }
            }
        }
    }
}
