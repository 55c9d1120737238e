use super::Field;
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{PatientId, ProfileChangeId},
    paging::ByName,
};
use chrono::{DateTime, Utc};

/// A change that waits for the clinic, as it stands in the queue: what is to change, not to what.
#[derive(Clone, sqlx::FromRow)]
pub struct Waiting {
    /// Its id.
    pub id: ProfileChangeId,
    /// Whose record it concerns.
    pub patient_id: PatientId,
    /// The patient's name, as the record has it.
    pub name: String,
    /// The record number.
    pub record_number: Option<String>,
    /// What is to change.
    pub field: Field,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
}

/// The changes that wait, the oldest first, beginning after the one with the id `after`.
pub async fn waiting(
    q: &mut impl Source,
    by: &Clinician,
    after: Option<ProfileChangeId>,
    limit: i64,
    log: &AccessLog,
) -> Result<ByName<Waiting>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch).noting("changes waiting"));
    let place: Option<(DateTime<Utc>, ProfileChangeId)> = match after {
        Some(after) => q.query("SELECT asked_at, id FROM profile_changes WHERE id = $1").bind(after).maybe().await?,
        None => None,
    };
    let first = place.is_none();
    let (at, id) = place.unwrap_or((DateTime::UNIX_EPOCH, ProfileChangeId(uuid::Uuid::nil())));
    // CROSS JOIN makes SQLite begin with the queue, not with the patients of the whole clinic.
    let rows = q
        .query(
            "SELECT c.id, c.patient_id, p.name, p.record_number, c.field, c.asked_at
             FROM profile_changes c CROSS JOIN patients p
             WHERE p.id = c.patient_id AND c.decided_at IS NULL AND c.withdrawn_at IS NULL
               AND c.asked_at >= $1 AND (c.asked_at > $1 OR c.id > $2)
             ORDER BY c.asked_at, c.id LIMIT $3",
        )
        .bind(at)
        .bind(id)
        .bind(limit + 1)
        .all()
        .await?;
    Ok(ByName::cut(rows, limit, first, |row: &Waiting| row.id.0))
}
