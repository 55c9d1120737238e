//! `manifest.json`: which hashed file is the style sheet, the script and the WebAssembly of today.

use std::{collections::BTreeSet, fs, io, path::Path};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The addresses a page links to, as the server reads them.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Manifest {
    pub(crate) css: String,
    pub(crate) js: String,
    pub(crate) wasm: String,
    /// Scripts that the main script imports.
    pub(crate) snippets: Vec<String>,
}

impl Manifest {
    /// The manifest of the build before, or an empty one.
    pub(crate) fn read(site: &Path) -> Result<Self> {
        let path = site.join("manifest.json");
        match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).with_context(|| format!("cannot read {}", path.display())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Writes the manifest in one move, so that a server reading it never sees half of it.
    pub(crate) fn write(&self, site: &Path) -> Result<()> {
        let (new, path) = (site.join("manifest.json.new"), site.join("manifest.json"));
        fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        fs::rename(&new, &path).with_context(|| format!("cannot write {}", path.display()))
    }

    /// The files that count against the weight limit, relative to `pkg`.
    pub(crate) fn scripts(&self) -> Vec<&str> {
        let mut files = vec![name(&self.js), name(&self.wasm)];
        files.extend(self.snippets.iter().map(|address| name(address)));
        files
    }

    /// Removes what earlier builds left in `pkg`.
    pub(crate) fn remove_others(&self, pkg: &Path) -> Result<()> {
        let mut keep: BTreeSet<String> = self.snippets.iter().map(|address| name(address).to_owned()).collect();
        keep.extend([&self.css, &self.js, &self.wasm].map(|address| name(address).to_owned()));
        remove_from(pkg, "", &keep)
    }
}

/// The address of a file in `pkg`.
pub(crate) fn address(file: &str) -> String {
    format!("/pkg/{file}")
}

fn name(address: &str) -> &str {
    address.strip_prefix("/pkg/").unwrap_or(address)
}

fn remove_from(folder: &Path, prefix: &str, keep: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            remove_from(&entry.path(), &format!("{file}/"), keep)?;
            if fs::read_dir(entry.path())?.next().is_none() {
                fs::remove_dir(entry.path())?;
            }
            continue;
        }
        let plain = file.strip_suffix(".br").or_else(|| file.strip_suffix(".gz")).unwrap_or(&file);
        if !keep.contains(plain) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
