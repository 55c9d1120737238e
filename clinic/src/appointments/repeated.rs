//! The visits of one series: all of them, and calling off those that are left.

use super::{
    Booker, CancelReason, NotBooked, Rules, Visit,
    calendar::{note_calendar, select},
    cancel,
};
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Auditor},
    db::{Db, Source},
    ids::{AppointmentId, PatientId, SeriesId},
};
use chrono::{DateTime, Utc};

/// The visits of a patient's series, in order, called off ones included.
pub async fn visits_of_series(
    q: &mut impl Source,
    by: &Clinician,
    log: &AccessLog,
    patient: PatientId,
    series: SeriesId,
) -> Result<Vec<Visit>, Error> {
    note_calendar(by, log);
    Ok(q.query(select!(
        "WHERE a.patient_id = $1 AND a.series_id = $2 AND a.status <> 'entered-in-error' ORDER BY a.start_at, a.id LIMIT 200"
    ))
    .bind(patient)
    .bind(series)
    .all()
    .await?)
}

/// Calls off visits of a patient, one after the other, each with its own mail; what one frees is offered to those who wait. Tells which
/// were called off, and why the one after them was not.
///
/// # Errors
/// `NotFound` when the patient has no such visit; `Invalid` when the text is too long.
#[expect(clippy::too_many_arguments, reason = "who, what and why are each their own")]
pub async fn cancel_all(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    visits: &[AppointmentId],
    reason: CancelReason,
    text: &str,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<(usize, Option<NotBooked>), Error> {
    for (done, id) in visits.iter().enumerate() {
        if let Err(why) = cancel(db, auditor, by, *id, reason, text, rules, now).await? {
            return Ok((done, Some(why)));
        }
    }
    Ok((visits.len(), None))
}
