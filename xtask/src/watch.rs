//! Which files were saved: their times and sizes, compared a few times a second.
//!
//! The tree has some hundred files; looking at them all takes a millisecond or two and works on every file system.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    thread,
    time::{Duration, SystemTime},
};

use anyhow::Result;

use crate::{interrupt, project, stamp};

const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The state of some files and folders when they were last looked at.
pub(crate) struct Watch {
    roots: Vec<PathBuf>,
    seen: Seen,
}

type Seen = BTreeMap<PathBuf, (SystemTime, u64)>;

impl Watch {
    /// Watches these paths, relative to the workspace.
    pub(crate) fn new(roots: &[&str]) -> Result<Self> {
        let roots: Vec<PathBuf> = roots.iter().map(|root| project::path(root)).collect();
        let seen = look(&roots)?;
        Ok(Self { roots, seen })
    }

    /// Waits for a save and until no other follows; the files saved, or none when somebody asked to stop.
    pub(crate) fn wait(&mut self) -> Result<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        while !interrupt::requested() {
            thread::sleep(LOOK_EVERY);
            let now = look(&self.roots)?;
            let new = difference(&self.seen, &now);
            self.seen = now;
            if new.is_empty() && !changed.is_empty() {
                return Ok(changed);
            }
            changed.extend(new);
        }
        Ok(BTreeSet::new())
    }
}

fn look(roots: &[PathBuf]) -> Result<Seen> {
    let mut files = BTreeSet::new();
    for root in roots {
        stamp::collect(root, &mut files)?;
    }
    let mut seen = Seen::new();
    for file in files {
        // A file that an editor has just replaced is looked at the next time.
        if let Ok(data) = fs::metadata(&file) {
            seen.insert(file, (data.modified()?, data.len()));
        }
    }
    Ok(seen)
}

fn difference(before: &Seen, now: &Seen) -> BTreeSet<PathBuf> {
    let changed = now.iter().filter(|(file, state)| before.get(*file) != Some(state)).map(|(file, _)| file);
    let removed = before.keys().filter(|file| !now.contains_key(*file));
    changed.chain(removed).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_new_and_removed_files_differ() {
        let at = |second| (SystemTime::UNIX_EPOCH + Duration::from_secs(second), 1);
        let before = Seen::from([("same".into(), at(1)), ("old".into(), at(1)), ("gone".into(), at(1))]);
        let now = Seen::from([("same".into(), at(1)), ("old".into(), at(2)), ("new".into(), at(1))]);
        let expected = BTreeSet::from(["gone", "new", "old"].map(PathBuf::from));
        assert_eq!(difference(&before, &now), expected);
    }
}
