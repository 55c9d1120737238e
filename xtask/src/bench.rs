//! `cargo xtask bench`: the release build measured by its own load program.

use std::os::unix::process::CommandExt;

use anyhow::{Context, Result};

use crate::{
    cargo, command, front,
    packages::{self, Need},
    project,
    steps::Steps,
    wasm,
};

/// Builds and starts `verbena-bench` with these arguments.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut steps = Steps::new(4);
    steps.step("Debian packages", || packages::ensure(Need::RUN))?;
    let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
    steps.step("Front end", || front::build(toolchain, front::Mode::Release))?;
    steps.step("Server and load program", || {
        let mut build = cargo::cargo();
        build.args([
            "build",
            "--release",
            "--package",
            "verbena",
            "--features",
            "bench",
            "--bin",
            "verbena",
            "--bin",
            "verbena-bench",
        ]);
        command::run(&mut build)
    })?;
    println!("Ready after {}.\n", steps.elapsed());
    let mut bench = command::new(project::target().join("release/verbena-bench"));
    Err(bench.args(arguments).exec()).context("the load program cannot be started")
}
