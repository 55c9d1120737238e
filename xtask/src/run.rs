//! `cargo xtask run`: from a fresh clone to a running clinic.

use std::os::unix::process::CommandExt;

use anyhow::{Context, Result};

use crate::{
    cargo, command, front,
    packages::{self, Need},
    project,
    steps::Steps,
    wasm,
};

/// Sets up, builds and starts the release build with the demo clinic; `arguments` go to `verbena serve`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut steps = Steps::new(4);
    steps.step("Debian packages", || packages::ensure(Need::RUN))?;
    let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
    steps.step("Front end", || front::build(toolchain, front::Mode::Release))?;
    steps.step("Server", || {
        command::run(cargo::cargo().args(["build", "--release", "--package", "verbena", "--bin", "verbena"]))
    })?;
    println!("Ready after {}.\n", steps.elapsed());

    let mut serve = command::new(project::target().join("release/verbena"));
    serve.args(serve_arguments(arguments));
    // The server takes this program's place, so that signals and the exit status are its own.
    Err(serve.exec()).context("the server cannot be started")
}

/// The demo clinic in the folder `data`, unless the caller names another folder.
pub(crate) fn serve_arguments(arguments: &[String]) -> Vec<String> {
    let mut all = vec!["serve".to_owned(), "--demo".to_owned()];
    let names_data = arguments.iter().any(|argument| argument == "--data" || argument.starts_with("--data="));
    if !names_data {
        all.extend(["--data".to_owned(), "data".to_owned()]);
    }
    all.extend(arguments.iter().filter(|argument| *argument != "--demo").cloned());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(arguments: &[&str]) -> Vec<String> {
        serve_arguments(&arguments.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_data_folder_can_be_named() {
        assert_eq!(with(&[]), ["serve", "--demo", "--data", "data"]);
        assert_eq!(with(&["--data", "other"]), ["serve", "--demo", "--data", "other"]);
        assert_eq!(with(&["--data=other", "--demo"]), ["serve", "--demo", "--data=other"]);
    }
}
