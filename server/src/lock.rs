//! One server for one data folder: a lock that the system takes away when the process ends, however it ends.

use clinic::Error;
use std::{
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

/// The data folder is this process's alone until the value is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a data folder.
    ///
    /// # Errors
    /// `Invalid` when a server holds it; the text says what to do.
    pub fn take(data: &Path) -> Result<Self, Error> {
        let path = data.join("verbena.lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(&path)
            .map_err(Error::file(format!("open {}", path.display())))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Invalid(format!(
                "a Verbena server is running on the data folder {}; stop it first, or name another folder with --data",
                data.display()
            ))),
            Err(TryLockError::Error(error)) => Err(Error::file(format!("lock {}", path.display()))(error)),
        }
    }
}
