//! Makes the files a browser loads: `target/site/pkg` with hashed names and compressed copies, and their manifest.
//!
//! It is a program of its own because its libraries take minutes to compile, and `cargo xtask` must not wait for them
//! when the front end is fresh.

mod asset;
mod manifest;
mod script;
mod style;
mod wasm;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};

use asset::Effort;
use manifest::Manifest;

/// What script and WebAssembly may weigh together, compressed, in the release build.
const SCRIPT_LIMIT_BYTES: usize = 100_000;

fn main() -> ExitCode {
    match build(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("front: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build(arguments: impl Iterator<Item = String>) -> Result<()> {
    let wanted = Wanted::parse(arguments)?;
    let pkg = wanted.site.join("pkg");
    fs::create_dir_all(&pkg).with_context(|| format!("cannot create {}", pkg.display()))?;

    let mut manifest = Manifest::read(&wanted.site)?;
    if let Some(source) = &wanted.wasm {
        wasm::build(source, &pkg, wanted.effort, &mut manifest)?;
    }
    if let Some(entry) = &wanted.style {
        style::build(entry, &pkg, wanted.effort, &mut manifest)?;
    }
    if let Some(public) = &wanted.public {
        asset::copy_folder(public, &wanted.site, wanted.effort)?;
    }
    manifest.write(&wanted.site)?;
    manifest.remove_others(&pkg)?;

    if wanted.wasm.is_some() && wanted.effort == Effort::Release {
        check_weight(&pkg, &manifest)?;
    }
    Ok(())
}

fn check_weight(pkg: &Path, manifest: &Manifest) -> Result<()> {
    let mut bytes = 0;
    for file in manifest.scripts() {
        bytes += fs::metadata(pkg.join(format!("{file}.br")))?.len();
    }
    let bytes = usize::try_from(bytes)?;
    println!(
        "{:<28} {:>18} brotli, of at most {}",
        "script and WebAssembly",
        asset::kilobytes(bytes),
        asset::kilobytes(SCRIPT_LIMIT_BYTES)
    );
    if bytes > SCRIPT_LIMIT_BYTES {
        bail!(
            "script and WebAssembly together weigh {}, more than {} allowed: move code out of the islands",
            asset::kilobytes(bytes),
            asset::kilobytes(SCRIPT_LIMIT_BYTES)
        );
    }
    Ok(())
}

/// What the command line asked for.
struct Wanted {
    site: PathBuf,
    wasm: Option<PathBuf>,
    style: Option<PathBuf>,
    public: Option<PathBuf>,
    effort: Effort,
}

impl Wanted {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let (mut site, mut wasm, mut style, mut public) = (None, None, None, None);
        let mut effort = Effort::Release;
        while let Some(argument) = arguments.next() {
            if argument == "--dev" {
                effort = Effort::Dev;
                continue;
            }
            let place = match argument.as_str() {
                "--site" => &mut site,
                "--wasm" => &mut wasm,
                "--style" => &mut style,
                "--public" => &mut public,
                other => bail!("unknown argument {other}"),
            };
            let path = arguments.next().with_context(|| format!("{argument} wants a path"))?;
            *place = Some(PathBuf::from(path));
        }
        let site = site.context("--site is missing")?;
        Ok(Self { site, wasm, style, public, effort })
    }
}
