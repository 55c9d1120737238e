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

/// What looking back has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LookedBack {
    /// How many messages were taken that had been refused.
    pub taken: usize,
    /// Whether there are more than are looked at in one go.
    pub is_more: bool,
}

/// Looks again at messages that were refused before these senders were entered, the oldest first. One that is refused again is the
/// laboratory's from then on, and is not looked at another time.
pub async fn look_back(portal: &Portal, by: &Admin, senders: &[Sender]) -> Result<LookedBack, Error> {
    let mut looked = LookedBack::default();
    for sender in senders {
        let mut read = portal.db.read().await?;
        let refused: Vec<(LabMessageId,)> = read
            .query(
                "SELECT id FROM lab_messages WHERE laboratory_id IS NULL AND state = 'refused' AND sender = $1
                 ORDER BY received_at, id LIMIT $2",
            )
            .bind(sender.shown())
            .bind(MOST_AGAIN + 1)
            .all()
            .await?;
        drop(read);
        for (at, (id,)) in (0..).zip(refused) {
            if at == MOST_AGAIN {
                looked.is_more = true;
            } else if replay(portal, by, id).await? != State::Refused {
                looked.taken += 1;
            }
        }
    }
    Ok(looked)
}
