//! What an import did, for the person who started it.

use std::collections::BTreeMap;

/// What became of everything that was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that came in whole.
    pub files: u64,
    /// Bytes of all files that were looked at.
    pub bytes: u64,
    /// What the files that came in held, by resource type.
    pub types: BTreeMap<String, Counts>,
    /// What was refused; of a file with a refused entry nothing came in.
    pub refused: Vec<Refusal>,
    /// Refused entries that are not listed, because their file has too many.
    pub refused_unlisted: u64,
    /// Files in folders that are no FHIR files by their name.
    pub passed_over: Vec<String>,
}

impl Report {
    /// The counts of all types together.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for counts in self.types.values() {
            total.add(*counts);
        }
        total
    }

    pub(super) fn add(&mut self, types: BTreeMap<String, Counts>) {
        for (name, counts) in types {
            self.types.entry(name).or_default().add(counts);
        }
    }
}

/// How many resources of a type came in, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New, and now part of the chart.
    pub understood: u64,
    /// New, and kept only as they came.
    pub kept_only: u64,
    /// Newer than what was here, which is kept as an earlier version.
    pub updated: u64,
    /// Here already.
    pub unchanged: u64,
    /// Older than what is here, and left alone.
    pub older: u64,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.understood += other.understood;
        self.kept_only += other.kept_only;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.older += other.older;
    }

    /// All of them.
    pub fn all(&self) -> u64 {
        self.understood + self.kept_only + self.updated + self.unchanged + self.older
    }
}

/// Why something did not come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file.
    pub file: String,
    /// The entry or line in it, as `entry 12`; none when it is the file itself.
    pub place: Option<String>,
    /// What the entry calls itself: its fullUrl, or its type and id.
    pub resource: Option<String>,
    /// The reason, without personal data.
    pub reason: String,
}

/// Is told how far an import has come. All methods may be left as they are.
pub trait Progress: Send + Sync {
    /// The work: so many files with so many bytes.
    fn begin(&self, _files: usize, _bytes: u64) {}
    /// A file is begun.
    fn file(&self, _name: &str) {}
    /// So many of all bytes are done.
    fn advanced(&self, _bytes: u64) {}
    /// A file is done with, for now or for good.
    fn finished(&self, _name: &str, _fate: Fate) {}
}

/// Nobody watches.
impl Progress for () {}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It came in whole.
    Imported,
    /// Nothing of it came in.
    Refused,
    /// It refers to what may come with another file and is tried again.
    PutBack,
}
