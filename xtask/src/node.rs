//! The JavaScript libraries of the browser tests.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    command,
    project::{self, find_program},
    stamp, steps,
};

const FOLDER: &str = "end2end";

/// Whether there are browser tests.
pub(crate) fn has_tests() -> bool {
    project::path(FOLDER).join("package-lock.json").is_file()
}

/// Installs them as `package-lock.json` says, unless that is done.
pub(crate) fn ensure() -> Result<()> {
    let lock = project::path(FOLDER).join("package-lock.json");
    if !has_tests() {
        steps::detail("there are no browser tests");
        return Ok(());
    }
    let modules = project::path(FOLDER).join("node_modules");
    let installed_for = modules.join(".installed-for");
    let wanted = stamp::hash(&[lock])?;
    if fs::read_to_string(&installed_for).is_ok_and(|hash| hash == wanted) {
        steps::detail("all there");
        return Ok(());
    }
    let npm = find_program("npm").context("npm is missing")?;
    command::run_quietly(
        command::new(npm)
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(project::path(FOLDER))
            // The tests use the system's Chromium.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
        "npm",
    )?;
    fs::write(&installed_for, wanted).context("cannot write the stamp in node_modules")
}
