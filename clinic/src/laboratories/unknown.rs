//! Messages that came before their sender was entered.

use super::{
    decisions::replay,
    model::State,
    sender::Sender,
    setup::{self, NotSet, Settings},
};
use crate::{
    Error, Portal,
    accounts::Admin,
    db::Source as _,
    ids::{LabMessageId, LaboratoryId},
};

/// Messages that are looked at again at most: whoever presses waits for them.
const MOST_AGAIN: i64 = 200;

/// Says that a sender whom nobody had entered is this laboratory.
///
/// # Errors
/// `NotFound` when there is no such laboratory.
pub async fn entrust(
    portal: &Portal,
    by: &Admin,
    sender: &Sender,
    id: LaboratoryId,
) -> Result<Result<(), NotSet>, Error> {
    let (laboratory, mut senders) = setup::laboratory(&mut portal.db.read().await?, by, id).await?;
    if !senders.iter().any(|known| known.key() == sender.key()) {
        senders.push(sender.clone());
    }
    let settings = Settings {
        zone: laboratory.zone(),
        charset: laboratory.charset(),
        name: laboratory.name,
        takes_trials: laboratory.takes_trials,
        record_authority: laboratory.record_authority,
        senders,
    };
    setup::change(&portal.db, &portal.auditor, by.actor(), id, &settings).await
}

/// Looks again at messages that were refused before these senders were entered, the oldest first; tells how many were taken.
pub async fn look_back(portal: &Portal, by: &Admin, senders: &[Sender]) -> Result<usize, Error> {
    let mut taken = 0;
    for sender in senders {
        let mut read = portal.db.read().await?;
        let refused: Vec<(LabMessageId,)> = read
            .query(
                "SELECT id FROM lab_messages WHERE laboratory_id IS NULL AND state = 'refused' AND sender = $1
                 ORDER BY received_at, id LIMIT $2",
            )
            .bind(sender.shown())
            .bind(MOST_AGAIN)
            .all()
            .await?;
        drop(read);
        for (id,) in refused {
            if replay(portal, by, id).await? != State::Refused {
                taken += 1;
            }
        }
    }
    Ok(taken)
}
