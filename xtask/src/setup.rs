//! `cargo xtask setup`: whatever this machine lacks.

use anyhow::{Result, bail};

use crate::{
    front, interrupt, node,
    packages::{self, Need},
    project,
    steps::Steps,
    wasm,
};

/// Installs what running and testing need.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    project::no_arguments(arguments)?;
    interrupt::watch()?;
    let mut steps = Steps::new(3);
    steps.step("Debian packages", || packages::ensure(Need::BROWSER_TESTS))?;
    steps.step("Rust for WebAssembly", wasm::ensure)?;
    steps.step("Libraries of the browser tests", node::ensure)?;
    println!("\nReady after {}. Next: cargo xtask run", steps.elapsed());
    Ok(())
}

/// Builds the front end alone.
pub(crate) fn front(arguments: &[String]) -> Result<()> {
    let mode = match arguments {
        [] => front::Mode::Release,
        [argument] if argument == "--dev" => front::Mode::Dev,
        _ => bail!("`cargo xtask front` takes only --dev"),
    };
    let mut steps = Steps::new(3);
    steps.step("Debian packages", || packages::ensure(Need::RUN))?;
    let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
    steps.step("Front end", || front::build(toolchain, mode))?;
    Ok(())
}
