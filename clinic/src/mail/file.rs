use super::{Fate, Outgoing};
use crate::{Error, ids::MailId};
use chrono::{DateTime, Utc};
use std::{
    fs::{DirBuilder, OpenOptions},
    io::{ErrorKind, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// Files that are listed at most, and the largest that is read, in bytes.
const MOST: usize = 200;
const LARGEST: u64 = 1 << 20;

/// A mail that was written to a file.
#[derive(Clone, Debug)]
pub struct MailFile {
    /// Which mail.
    pub id: MailId,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// Writes a mail to the folder as `{id}.eml`: whole or not at all, for its owner's eyes only.
pub(super) async fn write(folder: &Path, mail: &Outgoing) -> Fate {
    let (folder, id, bytes) = (folder.to_owned(), mail.id, mail.bytes.clone());
    let written = tokio::task::spawn_blocking(move || put(&folder, id, &bytes)).await;
    match written {
        Ok(Ok(())) => Fate::Sent("written to a file".to_owned()),
        Ok(Err(error)) => Fate::Later(format!("the file could not be written: {error}")),
        Err(_) => Fate::Later("the file could not be written".to_owned()),
    }
}

/// The newest mails in the folder, newest first.
///
/// # Errors
/// When the folder cannot be read.
pub async fn files(folder: PathBuf) -> Result<Vec<MailFile>, Error> {
    let listed = tokio::task::spawn_blocking(move || list(&folder)).await;
    listed.map_err(|error| Error::Broken(format!("the mails could not be listed: {error}")))?
}

/// A mail of the folder as it was written.
///
/// # Errors
/// `NotFound` when there is none of that id.
pub async fn file(folder: &Path, id: MailId) -> Result<String, Error> {
    let path = path(folder, id);
    let missing = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Error::NotFound,
        _ => Error::file("read a mail")(error),
    };
    if tokio::fs::metadata(&path).await.map_err(missing)?.len() > LARGEST {
        return Err(Error::NotFound);
    }
    tokio::fs::read_to_string(&path).await.map_err(missing)
}

fn path(folder: &Path, id: MailId) -> PathBuf {
    folder.join(format!("{id}.eml"))
}

fn put(folder: &Path, id: MailId, bytes: &[u8]) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let fresh = folder.join(format!(".{id}.{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&fresh, path(folder, id))
}

fn list(folder: &Path) -> Result<Vec<MailFile>, Error> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file("list the mails")(error)),
    };
    let mut files: Vec<MailFile> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let id = entry.file_name().to_str()?.strip_suffix(".eml")?.parse().ok()?;
            Some(MailFile { id, at: entry.metadata().ok()?.modified().ok()?.into() })
        })
        .collect();
    files.sort_by_key(|file| std::cmp::Reverse((file.at, file.id)));
    files.truncate(MOST);
    Ok(files)
}
