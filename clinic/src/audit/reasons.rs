use super::{AccessLog, Action, Event, Subject};
use crate::{
    Error,
    accounts::Admin,
    db::Source,
    ids::PatientId,
    paging::{Before, Page},
    patients::Purpose,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A record that someone outside the care team opened with a reason.
#[derive(Clone, sqlx::FromRow)]
pub struct GivenReason {
    /// Its id.
    pub id: Uuid,
    /// When the reason was given.
    pub granted_at: DateTime<Utc>,
    /// Until when it holds.
    pub ends_at: DateTime<Utc>,
    /// Who gave it.
    pub person: String,
    /// Whose record it is.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The record number.
    pub record_number: Option<String>,
    /// The purpose.
    pub purpose: Purpose,
    /// The reason in words.
    pub reason: Option<String>,
}

/// The reasons given from one moment until before another, newest first.
pub async fn given_reasons(
    q: &mut impl Source,
    by: &Admin,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    before: Before,
    limit: i64,
    log: &AccessLog,
) -> Result<Page<GivenReason>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::ChartAccess));
    let rows = q
        .query(
            "SELECT c.id, c.granted_at, c.ends_at, a.name AS person, c.patient_id, p.name AS patient, p.record_number,
                    c.purpose, c.reason
             FROM (SELECT * FROM chart_accesses x
                   WHERE x.granted_at >= $1 AND x.granted_at < $2 AND x.granted_at <= $3 AND (x.granted_at < $3 OR x.id < $4)
                   ORDER BY x.granted_at DESC, x.id DESC LIMIT $5) c
             CROSS JOIN accounts a CROSS JOIN patients p WHERE a.id = c.account_id AND p.id = c.patient_id
             ORDER BY c.granted_at DESC, c.id DESC",
        )
        .bind(from)
        .bind(to)
        .bind(before.at)
        .bind(before.id)
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &GivenReason| (row.granted_at, row.id)))
}
