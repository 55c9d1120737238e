//! What is fresh: hashes of the inputs of earlier builds, kept in `target/xtask`.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::project;

/// The note kept under this name.
pub(crate) fn get(name: &str) -> Option<String> {
    fs::read_to_string(file(name)).ok()
}

/// Keeps a note.
pub(crate) fn set(name: &str, note: &str) -> Result<()> {
    fs::create_dir_all(project::notes())?;
    fs::write(file(name), note).with_context(|| format!("cannot write the stamp {name}"))
}

/// One hash over the names and contents of all files in these files and folders, in the order of their names.
pub(crate) fn hash(paths: &[PathBuf]) -> Result<String> {
    let mut files = BTreeSet::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    let mut hash = Sha256::new();
    for file in files {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(&content);
    }
    Ok(hex(&hash.finalize()))
}

/// All files below a path, or the path itself; none when there is nothing.
pub(crate) fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.insert(path.to_owned());
    }
    Ok(())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn file(name: &str) -> PathBuf {
    project::notes().join(format!("{name}.stamp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_follows_contents_and_names() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("verbena-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let paths = [folder.clone()];
        fs::write(folder.join("one"), "1")?;
        let first = hash(&paths)?;
        assert_eq!(first, hash(&paths)?);
        fs::write(folder.join("one"), "2")?;
        let second = hash(&paths)?;
        assert_ne!(first, second);
        fs::rename(folder.join("one"), folder.join("two"))?;
        assert_ne!(second, hash(&paths)?);
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
