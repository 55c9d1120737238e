//! Where tests put what nobody needs after them: into memory where the machine lends some, else among the temporary files.
//!
//! Hundreds of databases are made and removed; on a disk the file system takes longer for that than the tests themselves.

use std::{
    env, fs,
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

/// The folders in [`place`] whose name is `prefix` and the number of a process that has ended.
pub(crate) fn left_over(prefix: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(place())? {
        let folder = entry?.path();
        let name = command::file_name(&folder);
        if name.strip_prefix(prefix).is_some_and(|owner| !Path::new("/proc").join(owner).exists()) {
            found.push(folder);
        }
    }
    Ok(found)
}

/// The path of this process's own folder of that kind.
pub(crate) fn own(prefix: &str) -> PathBuf {
    place().join(format!("{prefix}{}", std::process::id()))
}

/// A folder for the temporary files of a test run, removed when dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Result<Self> {
        for folder in left_over(PREFIX)? {
            fs::remove_dir_all(folder)?;
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
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} could not be removed: {error}", self.0.display());
        }
    }
}

fn free_kib(folder: &str) -> Option<u64> {
    let text = command::read(Command::new("df").args(["--output=avail", "-k", folder])).ok()?;
    text.lines().last()?.trim().parse().ok()
}
