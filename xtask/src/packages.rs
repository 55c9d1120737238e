//! Debian packages: installed when that needs no password, else named in one line to type.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Result, bail};

use crate::{command, project, steps};

/// A program from outside Cargo.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Makes WebAssembly smaller.
    WasmOpt,
    /// The temporary database of the tests.
    Postgres,
    /// The browser of the tests.
    Chromium,
    /// Runs the browser tests.
    Node,
    /// Installs their libraries.
    Npm,
}

impl Need {
    /// What building and starting Verbena needs.
    pub(crate) const RUN: &[Self] = &[Self::WasmOpt];
    /// What the Rust tests need.
    pub(crate) const RUST_TESTS: &[Self] = &[Self::Postgres, Self::Node, Self::Npm];
    /// What the browser tests need.
    pub(crate) const BROWSER_TESTS: &[Self] = &[Self::WasmOpt, Self::Postgres, Self::Chromium, Self::Node, Self::Npm];

    fn is_there(self) -> bool {
        match self {
            Self::WasmOpt => project::find_program("wasm-opt").is_some(),
            Self::Postgres => crate::postgres::programs().is_ok(),
            Self::Chromium => project::find_program("chromium").is_some(),
            Self::Node => project::find_program("node").is_some(),
            Self::Npm => project::find_program("npm").is_some(),
        }
    }

    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::WasmOpt => &["binaryen"],
            Self::Postgres => &["postgresql"],
            Self::Chromium => &["chromium", "fonts-liberation"],
            Self::Node => &["nodejs"],
            Self::Npm => &["npm"],
        }
    }
}

/// Installs the packages of those that are missing.
pub(crate) fn ensure(needs: &[Need]) -> Result<()> {
    let missing: Vec<&str> =
        needs.iter().filter(|need| !need.is_there()).flat_map(|need| need.packages().iter().copied()).collect();
    if missing.is_empty() {
        steps::detail("all there");
        return Ok(());
    }
    install(&missing)?;
    match needs.iter().find(|need| !need.is_there()) {
        Some(need) => {
            bail!("the packages {} are installed, yet their programs are not found", need.packages().join(" "))
        }
        None => Ok(()),
    }
}

/// Installs Debian packages, or says how.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if project::find_program("apt-get").is_none() {
        bail!("these packages are missing, by their Debian names, and there is no apt-get to install them: {list}");
    }
    if !may_be_root() {
        bail!(
            "some packages are missing; please type\n\n    sudo apt-get install -y --no-install-recommends {list}\n\nand start again"
        );
    }
    steps::detail(&format!("apt installs {list}"));
    // A package list that is half out of date still serves: what is missing shows when installing.
    command::run_within(as_root("apt-get").args(["update"]), "apt-update", None)?;
    command::run_quietly(
        as_root("env")
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"])
            // Never at the price of something that is installed, and after whoever else is installing.
            .args(["--no-remove", "-o", "DPkg::Lock::Timeout=300"])
            .args(packages),
        "apt-install",
    )
}

/// A command that runs as root, directly or by sudo.
pub(crate) fn as_root(program: &str) -> Command {
    if is_root() {
        command::new(program)
    } else {
        let mut sudo = command::new("sudo");
        sudo.args(["-n", program]);
        sudo
    }
}

/// Whether this program runs as root.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self").metadata().is_ok_and(|process| process.uid() == 0)
}

/// Whether root's rights can be had without a password.
pub(crate) fn may_be_root() -> bool {
    is_root()
        || Command::new("sudo")
            .args(["-n", "true"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
}
