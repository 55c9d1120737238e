//! The front end in `target/site`: compiled, bundled and compressed again only where its sources changed.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{cargo, command, project, stamp, steps, wasm::Toolchain};

const STYLE_ENTRY: &str = "style/main.css";
const PUBLIC: &str = "public";

/// How the front end is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to build: for `dev`.
    Dev,
    /// Small, within the weight limit: for everything else.
    Release,
}

impl Mode {
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "front-dev",
            Self::Release => "front",
        }
    }
}

/// Makes `target/site` fresh, and says whether anything in it changed.
pub(crate) fn build(toolchain: Toolchain, mode: Mode) -> Result<bool> {
    let _alone = lock()?;
    let islands = Part::islands(toolchain, mode)?;
    let style = Part::new("style", &["style"], mode)?;
    let public = Part::new("public", &[PUBLIC], mode)?;

    let mut arguments = Vec::new();
    if islands.is_stale() {
        let module = compile(toolchain, mode)?;
        // A change that only the server sees compiles to the same module.
        let compiled = Part::compiled(&module, mode)?;
        if compiled.is_stale() {
            arguments.extend(["--wasm".to_owned(), module.to_string_lossy().into_owned()]);
        }
    }
    if style.is_stale() && project::path(STYLE_ENTRY).is_file() {
        arguments.extend(["--style", STYLE_ENTRY].map(str::to_owned));
    }
    if public.is_stale() && project::path(PUBLIC).is_dir() {
        arguments.extend(["--public", PUBLIC].map(str::to_owned));
    }
    if arguments.is_empty() {
        islands.mark_fresh()?;
        steps::detail("nothing changed");
        return Ok(false);
    }

    let with_islands = arguments.iter().any(|argument| argument == "--wasm");
    let mut front = cargo::cargo();
    front.args(["run", "--quiet", "--package", "front", "--", "--site"]).arg(project::site()).args(&arguments);
    if mode == Mode::Dev {
        front.arg("--dev");
    }
    command::run(&mut front)?;
    if with_islands {
        Part::compiled(&module_path(mode), mode)?.mark_fresh()?;
    }
    islands.mark_fresh()?;
    style.mark_fresh()?;
    public.mark_fresh()?;
    Ok(true)
}

/// Makes the folder that the server names when it is compiled, even before there is a front end.
pub(crate) fn ensure_folder() -> Result<()> {
    Ok(fs::create_dir_all(project::site().join("pkg"))?)
}

fn compile(toolchain: Toolchain, mode: Mode) -> Result<PathBuf> {
    steps::detail("compiling the islands");
    let mut build = toolchain.cargo();
    build
        .args(["build", "--package", "app", "--lib", "--no-default-features", "--features", "hydrate"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", mode.profile()])
        .args(["--target-dir", "target/front"]);
    command::run(&mut build)?;
    Ok(module_path(mode))
}

fn module_path(mode: Mode) -> PathBuf {
    project::path("target/front/wasm32-unknown-unknown").join(mode.profile()).join("app.wasm")
}

/// Two commands at once would write into each other's files.
fn lock() -> Result<File> {
    fs::create_dir_all(project::notes())?;
    let file = File::create(project::notes().join("front.lock"))?;
    if file.try_lock().is_err() {
        steps::detail("waiting for another command that builds the front end");
        file.lock().context("cannot lock the front end")?;
    }
    Ok(file)
}

/// A part of the front end and the hash of what it is made from.
struct Part {
    name: &'static str,
    hash: String,
    mode: Mode,
}

impl Part {
    fn new(name: &'static str, sources: &[&str], mode: Mode) -> Result<Self> {
        let mut sources: Vec<PathBuf> = sources.iter().map(|source| project::path(source)).collect();
        sources.push(project::path("xtask/front"));
        Ok(Self { name, hash: stamp::hash(&sources)?, mode })
    }

    fn islands(toolchain: Toolchain, mode: Mode) -> Result<Self> {
        let mut part = Self::new("islands", &["app", "clinic", "Cargo.toml", "Cargo.lock", ".cargo"], mode)?;
        part.hash.push_str(&toolchain.version()?);
        Ok(part)
    }

    fn compiled(module: &Path, mode: Mode) -> Result<Self> {
        let sources = [module.to_owned(), project::path("xtask/front")];
        Ok(Self { name: "compiled", hash: stamp::hash(&sources)?, mode })
    }

    /// A release build serves for development, but not the other way round.
    fn is_stale(&self) -> bool {
        let fresh = |mode| stamp::get(self.stamp()).is_some_and(|kept| kept == self.note(mode));
        let made = project::site().join("manifest.json").is_file();
        !made || !(fresh(Mode::Release) || (self.mode == Mode::Dev && fresh(Mode::Dev)))
    }

    fn mark_fresh(&self) -> Result<()> {
        if self.is_stale() { stamp::set(self.stamp(), &self.note(self.mode)) } else { Ok(()) }
    }

    fn stamp(&self) -> &'static str {
        self.name
    }

    fn note(&self, mode: Mode) -> String {
        format!("{} {}", mode.profile(), self.hash)
    }
}
