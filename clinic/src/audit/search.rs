use super::{AccessLog, Action, Event, Outcome, Subject};
use crate::{
    Error,
    accounts::Admin,
    db::Source,
    ids::{AccountId, AuditEventId, PatientId},
    paging::Before,
    patients::Purpose,
};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// Entries that one request looks through: a search for something rare goes on from there.
pub const LOOKED_THROUGH: i64 = 20_000;

/// What is looked for in the trail; what is missing narrows nothing.
#[derive(Clone, Debug)]
pub struct Sought {
    /// Who did it.
    pub account: Option<AccountId>,
    /// Whose record it concerns.
    pub patient: Option<PatientId>,
    /// What was done.
    pub action: Option<Action>,
    /// What it was done to.
    pub subject: Option<Subject>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// From this moment on.
    pub from: DateTime<Utc>,
    /// Until before this moment.
    pub to: DateTime<Utc>,
}

impl Sought {
    /// Whether it leaves out entries of those that an index leads to.
    fn picks(&self) -> bool {
        self.action.is_some()
            || self.subject.is_some()
            || self.outcome.is_some()
            || (self.account.is_some() && self.patient.is_some())
    }
}

/// An entry of the trail, in full.
#[derive(Clone, sqlx::FromRow)]
pub struct Entry {
    /// Its id.
    pub id: AuditEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: the account.
    pub account_id: Option<AccountId>,
    /// Who, by the name they had then.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// To which single thing.
    pub subject_id: Option<Uuid>,
    /// Whose record it concerns.
    pub patient_id: Option<PatientId>,
    /// The patient's name as it is now.
    pub patient: Option<String>,
    /// The patient's record number as it is now.
    pub record_number: Option<String>,
    /// Whether it was done.
    pub outcome: Outcome,
    /// For what purpose, where one was asked for.
    pub purpose: Option<Purpose>,
    /// The reason given in words; in rows of earlier times, what was done.
    pub reason: Option<String>,
    /// What was done more closely.
    pub detail: Option<String>,
    /// The request it belongs to.
    pub request_id: Option<String>,
    /// The sealed block that holds it.
    pub block: Option<i64>,
}

/// A part of what a search finds, newest first.
#[derive(Clone)]
pub struct Entries {
    /// The entries.
    pub rows: Vec<Entry>,
    /// Where the search goes on, if there may be more.
    pub older: Option<Before>,
    /// Whether it stopped because it had looked through as much as one request may, and not because it had found enough.
    pub is_cut: bool,
    /// Whether this is the beginning.
    pub first: bool,
}

/// Notes who searches the trail, by what, and for whose record.
pub fn note_search(by: &Admin, sought: &Sought, what: &str, log: &AccessLog) {
    let by_what = [
        ("person", sought.account.is_some()),
        ("patient", sought.patient.is_some()),
        ("action", sought.action.is_some()),
        ("subject", sought.subject.is_some()),
        ("outcome", sought.outcome.is_some()),
        ("time", true),
    ];
    let by_what: Vec<&str> = by_what.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect();
    note(by, sought, format!("{what} by {}", by_what.join(", ")), log);
}

/// Notes a search that was refused for what was typed: the answer tells whether an address or a record number is known here.
pub fn note_attempt(by: &Admin, sought: &Sought, tried: &[&str], log: &AccessLog) {
    note(by, sought, format!("tried to search by {}", tried.join(", ")), log);
}

fn note(by: &Admin, sought: &Sought, what: String, log: &AccessLog) {
    let event = Event::new(by.actor(), Action::Read, Subject::AuditTrail).noting(what);
    log.note(match sought.patient {
        Some(patient) => event.of(patient),
        None => event,
    });
}

/// Entries of the trail, newest first, `limit` at most. Whoever calls it has noted the search.
pub async fn search(
    q: &mut impl Source,
    _by: &Admin,
    sought: &Sought,
    before: Before,
    limit: i64,
) -> Result<Entries, Error> {
    let kind = Kind::of(sought);
    let query = q.query(kind.rows()).bind(kind.who()).bind(sought.from).bind(upper(sought, before));
    let rows: Vec<Entry> = query
        .bind(before.at)
        .bind(before.id)
        .bind(if sought.picks() { LOOKED_THROUGH } else { limit + 1 })
        .bind(sought.account)
        .bind(sought.action)
        .bind(sought.subject)
        .bind(sought.outcome)
        .bind(limit + 1)
        .all()
        .await?;
    let most = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > most;
    let mut entries = Entries { rows, older: None, is_cut: false, first: before.is_start() };
    entries.rows.truncate(most);
    if more {
        entries.older = entries.rows.last().map(|row| Before { at: row.at, id: row.id.0 });
        return Ok(entries);
    }
    // Too little was found: either there is no more, or as much was looked through as one request may.
    let last: Option<(DateTime<Utc>, Uuid)> = q
        .query(kind.last())
        .bind(kind.who())
        .bind(sought.from)
        .bind(upper(sought, before))
        .bind(before.at)
        .bind(before.id)
        .bind(LOOKED_THROUGH - 1)
        .maybe()
        .await?;
    entries.older = last.map(|(at, id)| Before { at, id });
    entries.is_cut = last.is_some();
    Ok(entries)
}

/// The last moment that is looked at: the one before the search's own end, or where the page begins. Both databases keep
/// microseconds.
fn upper(sought: &Sought, before: Before) -> DateTime<Utc> {
    sought.to.checked_sub_signed(TimeDelta::microseconds(1)).unwrap_or(sought.to).min(before.at)
}

/// By what the database looks: each has an index of its own, which also holds the order.
#[derive(Clone, Copy)]
enum Kind {
    Patient(PatientId),
    Account(AccountId),
    Time,
}

impl Kind {
    fn of(sought: &Sought) -> Self {
        match (sought.patient, sought.account) {
            (Some(patient), _) => Self::Patient(patient),
            (None, Some(account)) => Self::Account(account),
            (None, None) => Self::Time,
        }
    }

    fn who(self) -> Option<Uuid> {
        match self {
            Self::Patient(patient) => Some(patient.0),
            Self::Account(account) => Some(account.0),
            Self::Time => None,
        }
    }

    /// The inner query walks along the index as far as one request may; the outer one picks what fits.
    fn rows(self) -> &'static str {
        match self {
            Self::Patient(_) => {
                "SELECT f.*, (SELECT p.name FROM patients p WHERE p.id = f.patient_id) AS patient,
                        (SELECT p.record_number FROM patients p WHERE p.id = f.patient_id) AS record_number FROM (
                 SELECT id, at, account_id, actor, role, action, subject, subject_id, patient_id, outcome, purpose, reason,
                        detail, request_id, block
                 FROM (SELECT * FROM audit_events e WHERE e.patient_id = $1 AND e.at >= $2 AND e.at <= $3
                         AND (e.at < $4 OR e.id < $5) ORDER BY e.at DESC, e.id DESC LIMIT $6) looked
                 WHERE (CAST($7 AS UUID) IS NULL OR account_id = $7) AND (CAST($8 AS TEXT) IS NULL OR action = $8)
                   AND (CAST($9 AS TEXT) IS NULL OR subject = $9) AND (CAST($10 AS TEXT) IS NULL OR outcome = $10)
                 ORDER BY at DESC, id DESC LIMIT $11) f ORDER BY f.at DESC, f.id DESC"
            }
            Self::Account(_) => {
                "SELECT f.*, (SELECT p.name FROM patients p WHERE p.id = f.patient_id) AS patient,
                        (SELECT p.record_number FROM patients p WHERE p.id = f.patient_id) AS record_number FROM (
                 SELECT id, at, account_id, actor, role, action, subject, subject_id, patient_id, outcome, purpose, reason,
                        detail, request_id, block
                 FROM (SELECT * FROM audit_events e WHERE e.account_id = $1 AND e.at >= $2 AND e.at <= $3
                         AND (e.at < $4 OR e.id < $5) ORDER BY e.at DESC, e.id DESC LIMIT $6) looked
                 WHERE (CAST($7 AS UUID) IS NULL OR account_id = $7) AND (CAST($8 AS TEXT) IS NULL OR action = $8)
                   AND (CAST($9 AS TEXT) IS NULL OR subject = $9) AND (CAST($10 AS TEXT) IS NULL OR outcome = $10)
                 ORDER BY at DESC, id DESC LIMIT $11) f ORDER BY f.at DESC, f.id DESC"
            }
            Self::Time => {
                "SELECT f.*, (SELECT p.name FROM patients p WHERE p.id = f.patient_id) AS patient,
                        (SELECT p.record_number FROM patients p WHERE p.id = f.patient_id) AS record_number FROM (
                 SELECT id, at, account_id, actor, role, action, subject, subject_id, patient_id, outcome, purpose, reason,
                        detail, request_id, block
                 FROM (SELECT * FROM audit_events e WHERE CAST($1 AS UUID) IS NULL AND e.at >= $2 AND e.at <= $3
                         AND (e.at < $4 OR e.id < $5) ORDER BY e.at DESC, e.id DESC LIMIT $6) looked
                 WHERE (CAST($7 AS UUID) IS NULL OR account_id = $7) AND (CAST($8 AS TEXT) IS NULL OR action = $8)
                   AND (CAST($9 AS TEXT) IS NULL OR subject = $9) AND (CAST($10 AS TEXT) IS NULL OR outcome = $10)
                 ORDER BY at DESC, id DESC LIMIT $11) f ORDER BY f.at DESC, f.id DESC"
            }
        }
    }

    /// The last entry that one request looks at.
    fn last(self) -> &'static str {
        match self {
            Self::Patient(_) => {
                "SELECT e.at, e.id FROM audit_events e WHERE e.patient_id = $1 AND e.at >= $2 AND e.at <= $3
                   AND (e.at < $4 OR e.id < $5) ORDER BY e.at DESC, e.id DESC LIMIT 1 OFFSET $6"
            }
            Self::Account(_) => {
                "SELECT e.at, e.id FROM audit_events e WHERE e.account_id = $1 AND e.at >= $2 AND e.at <= $3
                   AND (e.at < $4 OR e.id < $5) ORDER BY e.at DESC, e.id DESC LIMIT 1 OFFSET $6"
            }
            Self::Time => {
                "SELECT e.at, e.id FROM audit_events e WHERE CAST($1 AS UUID) IS NULL AND e.at >= $2 AND e.at <= $3
                   AND (e.at < $4 OR e.id < $5) ORDER BY e.at DESC, e.id DESC LIMIT 1 OFFSET $6"
            }
        }
    }
}
