//! Where tests put what nobody needs after them: into memory where the machine lends some, else among the temporary files.
//!
//! Hundreds of databases are made and removed; on a disk the file system takes longer for that than the tests themselves.

use std::{
    collections::BTreeSet,
    env, fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::command;

/// Linux offers memory as a folder here.
const MEMORY: &str = "/dev/shm";
/// A whole run leaves at most a tenth of this lying about at any time.
const ENOUGH_KIB: u64 = 4 * 1024 * 1024;
const PREFIX: &str = "verbena-scratch-";

/// The folder in which the folders of a test run are made. Whoever names one in `TMPDIR` gets that one.
pub(crate) fn place() -> PathBuf {
    let is_free = || env::var_os("TMPDIR").is_none() && free_kib(MEMORY).is_some_and(|free| free >= ENOUGH_KIB);
    if is_free() { MEMORY.into() } else { env::temp_dir() }
}

/// The folders, in any place there may be, whose name is `prefix` and the number of a process that has ended. This process has none yet: one with
/// its number is an earlier one's.
pub(crate) fn left_over(prefix: &str) -> Vec<PathBuf> {
    let places = BTreeSet::from([PathBuf::from(MEMORY), env::temp_dir()]);
    let has_ended = |owner: &str| owner == std::process::id().to_string() || !Path::new("/proc").join(owner).exists();
    let entries = places.iter().filter_map(|place| fs::read_dir(place).ok()).flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|folder| command::file_name(folder).strip_prefix(prefix).is_some_and(has_ended))
        .collect()
}

/// The path of this process's own folder of that kind.
pub(crate) fn own(prefix: &str) -> PathBuf {
    place().join(format!("{prefix}{}", std::process::id()))
}

/// A folder for the temporary files of a test run, removed when dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Result<Self> {
        for folder in left_over(PREFIX) {
            remove(&folder);
        }
        let folder = own(PREFIX);
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

/// Removes a folder; one that belongs to somebody else stays, and is named.
pub(crate) fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder)
        && error.kind() != ErrorKind::NotFound
    {
        eprintln!("{} could not be removed: {error}", folder.display());
    }
}

fn free_kib(folder: &str) -> Option<u64> {
    let text = command::read(Command::new("df").args(["--output=avail", "-k", folder])).ok()?;
    text.lines().last()?.trim().parse().ok()
}
