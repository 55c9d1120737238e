//! What the code must satisfy before it is run: format, lints, licences.

use std::{process::Stdio, time::Duration};

use anyhow::{Result, bail};

use crate::{cargo, command, front, project, steps, wasm::Toolchain};

/// Where the database of advisories cannot be reached, waiting longer does not help.
const ADVISORIES_LIMIT: Duration = Duration::from_mins(1);

/// Every file is formatted.
pub(crate) fn format() -> Result<()> {
    command::run(cargo::cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy has nothing to say about the native build.
pub(crate) fn native() -> Result<()> {
    front::ensure_folder()?;
    let mut clippy = cargo::cargo();
    clippy.args(["clippy", "--locked", "--workspace", "--all-targets", "--features", "verbena/bench"]);
    clippy.args(["--", "-D", "warnings"]);
    command::run(&mut clippy)
}

/// Clippy has nothing to say about the islands.
pub(crate) fn islands(toolchain: Toolchain) -> Result<()> {
    // The profile of the front end, so that both share the compiled procedural macros.
    let mut clippy = toolchain.clippy();
    clippy.args(["--locked", "--package", "app", "--lib", "--no-default-features", "--features", "hydrate"]).args([
        "--target",
        "wasm32-unknown-unknown",
        "--target-dir",
        "target/front",
        "--",
        "-D",
        "warnings",
    ]);
    command::run(&mut clippy)
}

/// Every dependency has a licence, a source and a version that `deny.toml` allows.
pub(crate) fn dependencies() -> Result<()> {
    install_cargo_deny()?;
    let mut deny = cargo::cargo();
    deny.args(["deny", "--workspace", "--log-level", "error", "check", "--hide-inclusion-graph"]);
    command::run(deny.args(["licenses", "bans", "sources"]))?;
    advisories()
}

fn install_cargo_deny() -> Result<()> {
    let there = cargo::cargo()
        .args(["deny", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if there {
        return Ok(());
    }
    steps::detail("installing cargo-deny by `cargo install --locked cargo-deny`, once, about 5 minutes");
    let mut install = cargo::cargo();
    install.args(["install", "--locked", "cargo-deny", "--target-dir"]).arg(project::notes().join("cargo-deny"));
    // It runs for a second and need not be fast, but everybody waits for it to compile.
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    command::run_quietly(&mut install, "cargo-deny")?;
    std::fs::remove_dir_all(project::notes().join("cargo-deny"))?;
    Ok(())
}

fn advisories() -> Result<()> {
    let mut fetch = cargo::cargo();
    fetch.args(["deny", "fetch", "db"]);
    if command::run_within(&mut fetch, "advisories", Some(ADVISORIES_LIMIT))? != Some(true) {
        steps::detail("advisories were NOT checked: their database cannot be reached (target/xtask/advisories.log)");
        return Ok(());
    }
    let mut deny = cargo::cargo();
    deny.args(["deny", "--workspace", "--log-level", "error", "check", "--disable-fetch", "--hide-inclusion-graph"]);
    if command::run(deny.arg("advisories")).is_err() {
        bail!("a dependency has a known weakness; see above");
    }
    Ok(())
}
