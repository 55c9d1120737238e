//! `cargo xtask dist`: one archive with the program, its assets inside it, and what a clinic must read.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    cargo, command, front, interrupt,
    packages::{self, Need},
    project,
    steps::{self, Steps},
    wasm,
};

/// Makes `target/dist/verbena-VERSION-TARGET.tar.gz`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    project::no_arguments(arguments)?;
    interrupt::watch()?;
    let mut steps = Steps::new(5);
    steps.step("Debian packages", || packages::ensure(Need::RUN))?;
    let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
    steps.step("Front end", || front::build(toolchain, front::Mode::Release))?;
    steps.step("Server", || {
        command::run(cargo::cargo().args([
            "build",
            "--locked",
            "--release",
            "--package",
            "verbena",
            "--bin",
            "verbena",
        ]))
    })?;
    let archive = steps.step("Archive", pack)?;
    println!("\n{} after {}", archive.display(), steps.elapsed());
    Ok(())
}

fn pack() -> Result<PathBuf> {
    let program = project::target().join("release/verbena");
    let name = format!("verbena-{}-{}", env!("CARGO_PKG_VERSION"), host()?);
    let folder = project::path("target/dist").join(&name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    copy(&program, &folder.join("verbena"))?;
    for file in ["README.md", "LICENSE", "verbena.example.toml"] {
        copy(&project::path(file), &folder.join(file))?;
    }

    let archive = project::path("target/dist").join(format!("{name}.tar.gz"));
    let mut tar = command::new("tar");
    tar.args(["--owner=0", "--group=0", "--numeric-owner", "--sort=name", "-C"]).arg(project::path("target/dist"));
    command::run(tar.arg("-czf").arg(&archive).arg(&name))?;
    steps::detail(&format!("program {}, archive {}", megabytes(&program)?, megabytes(&archive)?));
    Ok(archive)
}

fn host() -> Result<String> {
    let version = wasm::Toolchain::Default.version()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    Ok(host.to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

fn megabytes(file: &Path) -> Result<String> {
    let tenths = fs::metadata(file)?.len() / 100_000;
    Ok(format!("{}.{} MB", tenths / 10, tenths % 10))
}
