//! `cargo xtask dev`: the debug build with the demo clinic, rebuilt and restarted on every save.

use std::{collections::BTreeSet, path::PathBuf, process::Child, time::Instant};

use anyhow::Result;

use crate::{
    cargo, command, front, interrupt,
    packages::{self, Need},
    project, run,
    steps::{self, Steps},
    wasm::{self, Toolchain},
    watch::Watch,
};

const WATCHED: [&str; 9] =
    ["app", "clinic", "server", "migrations", "style", "public", "Cargo.toml", "Cargo.lock", "verbena.toml"];

/// Starts, and goes on until Ctrl-C; `arguments` go to `verbena serve`.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    interrupt::watch()?;
    let mut steps = Steps::new(4);
    steps.step("Debian packages", || packages::ensure(Need::RUN))?;
    let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
    // From here on a save counts, also one during the first build.
    let mut watch = Watch::new(&WATCHED)?;
    steps.step("Front end", || front::build(toolchain, front::Mode::Dev))?;
    steps.step("Server", build_server)?;

    let mut server = Server::new(arguments);
    server.restart()?;
    println!("Rebuilding on every save; Ctrl-C ends it.");
    loop {
        let saved = watch.wait()?;
        if interrupt::requested() {
            return Ok(());
        }
        let started = Instant::now();
        match rebuild(&saved, toolchain, &mut server) {
            Ok(()) => println!("fresh after {}", steps::seconds(started.elapsed())),
            Err(_) if interrupt::requested() => return Ok(()),
            Err(error) => println!("not rebuilt: {error:#}"),
        }
    }
}

fn rebuild(saved: &BTreeSet<PathBuf>, toolchain: Toolchain, server: &mut Server) -> Result<()> {
    if let Some(first) = saved.first() {
        let name = first.strip_prefix(project::root()).unwrap_or(first).display();
        let others = saved.len() - 1;
        println!("\n{name}{} saved", if others > 0 { format!(" and {others} more") } else { String::new() });
    }
    let looks = ["style", "public"].map(project::path);
    if !saved.iter().all(|file| looks.iter().any(|folder| file.starts_with(folder))) {
        build_server()?;
        server.restart()?;
    }
    // The islands come last: most pages have none, and can be looked at already.
    if front::build(toolchain, front::Mode::Dev)? {
        // The server reads the names of these files when it starts.
        server.restart()?;
    }
    Ok(())
}

fn build_server() -> Result<()> {
    front::ensure_folder()?;
    command::run(cargo::cargo().args(["build", "--package", "verbena", "--bin", "verbena"]))
}

/// The running server, stopped when dropped.
struct Server {
    arguments: Vec<String>,
    running: Option<Child>,
}

impl Server {
    fn new(arguments: &[String]) -> Self {
        Self { arguments: run::serve_arguments(arguments), running: None }
    }

    fn restart(&mut self) -> Result<()> {
        self.stop()?;
        let mut serve = command::new(project::target().join("debug/verbena"));
        self.running = Some(command::spawn(serve.args(&self.arguments))?);
        Ok(())
    }

    fn stop(&mut self) -> Result<()> {
        match self.running.take() {
            Some(mut server) => command::stop(&mut server),
            None => Ok(()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            eprintln!("the server could not be stopped: {error:#}");
        }
    }
}
