//! Backups: one compressed file with everything of an installation, readable by both databases.
//!
//! Inside the gzip are lines of JSON: a header, the keys, then for each table a line that declares it and one array for
//! each row, and at the end the counts and the SHA-256 of everything before.

mod file;
mod restore;
mod save;

pub use restore::{Restored, WaitingMail, restore};
pub use save::{Saved, save};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name the first line gives.
const FORMAT: &str = "verbena backup";
/// The version of the format.
const VERSION: u32 = 1;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    program: String,
    database: String,
    migration: i64,
    taken_at: String,
    /// Names the key that seals the audit trail.
    seal: String,
}

/// A line with a key.
#[derive(Serialize, Deserialize)]
struct KeyLine {
    key: String,
    hex: String,
}

/// The last line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct End {
    rows: BTreeMap<String, u64>,
    sha256: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
