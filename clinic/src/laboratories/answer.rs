//! What a sender is told.

use crate::hl7::{Ack, Fault, Header, Mode, Outcome};
use chrono::{DateTime, FixedOffset, Offset as _, Utc};
use chrono_tz::Tz;

/// Writes the answers to a message, each with a control id of its own; to one that could not be read as a message, an answer without its name.
pub fn answers(
    header: Option<&Header>,
    outcome: Outcome,
    faults: &[Fault],
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Vec<u8>> {
    let mode = header.map_or(Mode::Original, |header| header.mode);
    let local = now.with_timezone(&zone);
    let at: DateTime<FixedOffset> = local.with_timezone(&local.offset().fix());
    let write = |code| Ack { header, code, faults, control_id: &control_id(), at }.write();
    mode.answers(outcome).into_iter().map(write).collect()
}

/// A new name for an answer. MSH-10 had 20 characters before version 2.7: the time of a UUID of version 7 and as much chance as fits.
fn control_id() -> String {
    let id = crate::ids::new().simple().to_string();
    let (time, chance) = (id.get(..12).unwrap_or_default(), id.get(24..).unwrap_or_default());
    format!("{time}{chance}")
}
