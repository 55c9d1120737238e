use super::{AccessLog, Action, Event, Outcome, Subject};
use crate::{
    Error,
    accounts::Admin,
    db::{Bulk, Db, Row, Source, Table, Tx},
    ids::{AuditEventId, PatientId},
    keys::{Keys, keyed_digest},
    paging::{Before, Page},
    patients::{Chart, Purpose},
};
use chrono::{DateTime, Utc};
use hmac::Mac as _;
use uuid::Uuid;

static EVENTS: Table = Table {
    name: "audit_events",
    columns: &[
        "id",
        "at",
        "account_id",
        "actor",
        "role",
        "action",
        "patient_id",
        "subject",
        "subject_id",
        "outcome",
        "purpose",
        "reason",
        "request_id",
        "detail",
        "mac",
    ],
    keeps: None,
};

/// A row as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct StoredEvent {
    pub id: AuditEventId,
    pub at: DateTime<Utc>,
    pub account_id: Option<Uuid>,
    pub actor: String,
    pub role: String,
    pub action: String,
    pub patient_id: Option<Uuid>,
    pub subject: String,
    pub subject_id: Option<Uuid>,
    pub outcome: String,
    pub purpose: Option<String>,
    pub reason: Option<String>,
    pub request_id: Option<String>,
    pub detail: Option<String>,
    pub mac: Vec<u8>,
}

impl StoredEvent {
    /// The keyed digest over every column: each as its length and its bytes, so that no two rows read the same. A row without
    /// detail ends before it, as all rows did before there was one.
    pub(super) fn digest(&self, keys: &Keys) -> Vec<u8> {
        let id = self.id.0;
        let at = self.at.timestamp_micros().to_be_bytes();
        let fields: [Option<&[u8]>; 13] = [
            Some(id.as_bytes()),
            Some(&at),
            self.account_id.as_ref().map(|id| id.as_bytes().as_slice()),
            Some(self.actor.as_bytes()),
            Some(self.role.as_bytes()),
            Some(self.action.as_bytes()),
            self.patient_id.as_ref().map(|id| id.as_bytes().as_slice()),
            Some(self.subject.as_bytes()),
            self.subject_id.as_ref().map(|id| id.as_bytes().as_slice()),
            Some(self.outcome.as_bytes()),
            self.purpose.as_deref().map(str::as_bytes),
            self.reason.as_deref().map(str::as_bytes),
            self.request_id.as_deref().map(str::as_bytes),
        ];
        let mut mac = keyed_digest(&keys.audit_mac);
        let detail = self.detail.as_deref().map(|detail| Some(detail.as_bytes()));
        for field in fields.into_iter().chain(detail) {
            match field {
                None => mac.update(&u32::MAX.to_be_bytes()),
                Some(bytes) => {
                    mac.update(&u32::try_from(bytes.len()).unwrap_or(u32::MAX - 1).to_be_bytes());
                    mac.update(bytes);
                }
            }
        }
        mac.finalize().into_bytes().to_vec()
    }

    fn new(event: &Event, at: DateTime<Utc>, keys: &Keys) -> Self {
        let mut row = Self {
            id: AuditEventId::new(),
            at,
            account_id: event.actor.account.map(|id| id.0),
            actor: event.actor.name.clone(),
            role: event.actor.role.to_owned(),
            action: event.action.name().to_owned(),
            patient_id: event.patient.map(|id| id.0),
            subject: event.subject.name().to_owned(),
            subject_id: event.subject_id,
            outcome: event.outcome.name().to_owned(),
            purpose: event.purpose.map(|purpose| purpose.name().to_owned()),
            reason: event.reason.clone(),
            request_id: event.request.clone(),
            detail: event.detail.clone(),
            mac: Vec::new(),
        };
        row.mac = row.digest(keys);
        row
    }

    fn fill(self, row: Row<'_>) -> Row<'_> {
        row.bind(self.id)
            .bind(self.at)
            .bind(self.account_id)
            .bind(self.actor)
            .bind(self.role)
            .bind(self.action)
            .bind(self.patient_id)
            .bind(self.subject)
            .bind(self.subject_id)
            .bind(self.outcome)
            .bind(self.purpose)
            .bind(self.reason)
            .bind(self.request_id)
            .bind(self.detail)
            .bind(self.mac)
    }
}

/// Adds rows in a transaction of their own.
pub(super) async fn insert_alone(db: &Db, events: &[(DateTime<Utc>, Event)], keys: &Keys) -> Result<(), Error> {
    if !Bulk::is_one(events.len()) {
        let mut tx = db.begin().await?;
        insert(&mut tx, events, keys).await?;
        return Ok(tx.commit().await?);
    }
    let rows = events.iter().map(|(at, event)| StoredEvent::new(event, *at, keys));
    Ok(Bulk::alone(&EVENTS, db, rows, StoredEvent::fill).await?)
}

/// Adds rows inside a transaction: they stand or fall with it.
pub(super) async fn insert(tx: &mut Tx, events: &[(DateTime<Utc>, Event)], keys: &Keys) -> Result<(), Error> {
    let mut bulk = Bulk::new(&EVENTS);
    for (at, event) in events {
        let row = StoredEvent::new(event, *at, keys);
        bulk.push(tx, |values| row.fill(values)).await?;
    }
    bulk.flush(tx).await?;
    Ok(())
}

/// One access to a record, as its patient is shown it.
#[derive(Clone, sqlx::FromRow)]
pub struct AccessRow {
    /// The row's id.
    pub id: AuditEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by the name they had then.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// What was done.
    pub action: Action,
    /// To which part of the record.
    pub subject: Subject,
    /// Whether it was permitted.
    pub outcome: Outcome,
    /// For what purpose, where one was asked for.
    pub purpose: Option<Purpose>,
    /// The reason given in words.
    pub reason: Option<String>,
    /// Whether it was the patient.
    pub own: bool,
}

/// Who looked at a record, newest first; by default without the patient's own visits.
pub async fn accesses_of(
    q: &mut impl Source,
    chart: &Chart,
    include_own: bool,
    before: Before,
    limit: i64,
) -> Result<Page<AccessRow>, Error> {
    let patient: PatientId = chart.read(Subject::AccessLog)?;
    // Two texts, so that the second can use the index that leaves the patient's own visits out: they are by far the most.
    let sql = if include_own {
        "SELECT id, at, actor, role, action, subject, outcome, purpose, reason, role = 'patient' AS own
         FROM audit_events WHERE patient_id = $1 AND (at < $2 OR (at = $2 AND id < $3))
         ORDER BY at DESC, id DESC LIMIT $4"
    } else {
        "SELECT id, at, actor, role, action, subject, outcome, purpose, reason, FALSE AS own
         FROM audit_events WHERE patient_id = $1 AND role <> 'patient' AND (at < $2 OR (at = $2 AND id < $3))
         ORDER BY at DESC, id DESC LIMIT $4"
    };
    let rows = q.query(sql).bind(patient).bind(before.at).bind(before.id).bind(limit + 1).all().await?;
    Ok(Page::cut(rows, limit, before, |row: &AccessRow| (row.at, row.id.0)))
}

/// How far the audit trail is sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TrailState {
    /// The number of the newest sealed block.
    pub newest_block: Option<i64>,
    /// When it was sealed.
    pub sealed_at: Option<DateTime<Utc>>,
    /// Rows that no block holds yet.
    pub unsealed: i64,
}

/// How far the audit trail is sealed.
pub async fn trail_state(q: &mut impl Source, by: &Admin, log: &AccessLog) -> Result<TrailState, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::AuditTrail));
    let newest: Option<(i64, DateTime<Utc>)> =
        q.query("SELECT number, sealed_at FROM audit_blocks ORDER BY number DESC LIMIT 1").maybe().await?;
    let (unsealed,): (i64,) = q.query("SELECT count(*) FROM audit_events WHERE block IS NULL").one().await?;
    Ok(TrailState { newest_block: newest.map(|(number, _)| number), sealed_at: newest.map(|(_, at)| at), unsealed })
}
