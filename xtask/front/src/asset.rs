//! Files as the server hands them out: hashed names, and a brotli and a gzip copy beside each.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// How much time to spend on small files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Quick to make.
    Dev,
    /// As small as can be.
    Release,
}

/// The first eight hexadecimal digits of the content's SHA-256.
pub(crate) fn short_hash(content: &[u8]) -> String {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(content));
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// Writes the file and its compressed copies, and prints their sizes.
pub(crate) fn write(path: &Path, content: &[u8], effort: Effort) -> Result<()> {
    let brotli = brotli(content, effort)?;
    let gzip = gzip(content, effort)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    for (suffix, bytes) in [("", content), (".br", &brotli), (".gz", &gzip)] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let name = PathBuf::from(name);
        fs::write(&name, bytes).with_context(|| format!("cannot write {}", name.display()))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    println!("{name:<28} {:>10}, {:>8} brotli", kilobytes(content.len()), kilobytes(brotli.len()));
    Ok(())
}

/// Copies every file of a folder; text, icons and other files worth it get compressed copies.
pub(crate) fn copy_folder(from: &Path, to: &Path, effort: Effort) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy_folder(&source, &target, effort)?;
        } else if is_compressible(&source) {
            write(&target, &fs::read(&source)?, effort)?;
        } else {
            fs::copy(&source, &target).with_context(|| format!("cannot copy {}", source.display()))?;
        }
    }
    Ok(())
}

/// A size for people, in units of 1,000 bytes.
pub(crate) fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

fn is_compressible(path: &Path) -> bool {
    let suffix = path.extension().unwrap_or_default().to_string_lossy();
    ["css", "html", "ico", "js", "json", "svg", "txt", "webmanifest", "xml"].contains(&suffix.as_ref())
}

fn brotli(content: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let quality = match effort {
        Effort::Dev => 2,
        Effort::Release => 11,
    };
    let mut compressed = Vec::new();
    brotli::CompressorWriter::new(&mut compressed, 64 * 1024, quality, 22).write_all(content)?;
    Ok(compressed)
}

fn gzip(content: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let level = match effort {
        Effort::Dev => flate2::Compression::fast(),
        Effort::Release => flate2::Compression::best(),
    };
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
