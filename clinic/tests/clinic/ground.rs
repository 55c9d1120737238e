//! What every test of the store stands on: a database, a clock that stands still, keys, an audit trail.

use chrono::{DateTime, Utc};
use clinic::{audit::Auditor, clock::Clock, db::Db, keys::Keys};
use std::{path::PathBuf, sync::Arc};
use tempfile::TempDir;

/// An installation without people.
pub(crate) struct Ground {
    pub(crate) db: Db,
    pub(crate) clock: Clock,
    pub(crate) keys: Arc<Keys>,
    pub(crate) head: PathBuf,
    pub(crate) auditor: Auditor,
    _folder: TempDir,
}

impl Ground {
    /// On this database, at this time.
    pub(crate) fn at(db: &Db, now: DateTime<Utc>) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(now);
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let head = folder.path().join("audit-head");
        let auditor = Auditor::start(db, &clock, keys.clone(), head.clone());
        Self { db: db.clone(), clock, keys, head, auditor, _folder: folder }
    }
}
