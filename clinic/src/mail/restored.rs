use super::{Kind, State};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    ids::SendingId,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What stands in the place of an answer for a mail that came back with a backup.
pub(super) const RESTORED: &str = "restored";

/// Mails that came back with a backup and are not sent by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldBack {
    /// How many.
    pub mails: usize,
    /// How many of them were prescriptions on their way to a pharmacy: these are on paper now, and their prescribers are told.
    pub prescriptions: usize,
}

/// Stops every mail that waits in a database that was just restored. Whether one was sent after the backup was taken nobody can
/// know, and what it is about may have changed since: an administrator looks at each and lets it be sent, or not.
pub async fn hold_back_restored(db: &Db, auditor: &Auditor, now: DateTime<Utc>) -> Result<HeldBack, Error> {
    let mut tx = db.begin().await?;
    let mut held = stop(&mut tx, now).await?;
    let sendings: Vec<SendingId> = held
        .iter()
        .filter(|(kind, _)| Kind::parse(kind) == Some(Kind::PharmacyLink))
        .map(|(_, subject)| SendingId(*subject))
        .collect();
    for sending in &sendings {
        crate::prescribing::sending_ended(&mut tx, *sending, false, now).await?;
    }
    // A restore sends nothing by itself, not even this: prescribers and patients read of it in the portal.
    held.extend(stop(&mut tx, now).await?);
    crate::reviews::hold_back(&mut tx, now).await?;
    if !held.is_empty() {
        let note = format!("{} stopped by a restore", held.len());
        auditor.record(&mut tx, Event::new(Actor::operator(), Action::Delete, Subject::Mail).noting(note)).await?;
    }
    tx.commit().await?;
    Ok(HeldBack { mails: held.len(), prescriptions: sendings.len() })
}

async fn stop(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<(String, Uuid)>, Error> {
    Ok(tx
        .query(
            "UPDATE outbox SET state = $1, claim = NULL, ended_at = $2, answer = $3 WHERE state = 'waiting'
             RETURNING kind, subject_id",
        )
        .bind(State::Cancelled)
        .bind(now)
        .bind(RESTORED.to_owned())
        .all()
        .await?)
}
