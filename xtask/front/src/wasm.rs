//! The islands: bindings for the compiled WebAssembly, made small and named by their content.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    asset::{self, Effort},
    manifest::{self, Manifest},
    script,
};

/// What `wasm-opt` must know about the module: rustc uses these features by default.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// How it makes the module small. Functions called once stay apart unless they are tiny: that costs a little before
/// compression and saves more after it.
const SHRINK: [&str; 5] =
    ["-Oz", "--converge", "--one-caller-inline-max-function-size=20", "--strip-debug", "--strip-producers"];

/// Writes script, snippets and WebAssembly into `pkg` and notes their names.
pub(crate) fn build(source: &Path, pkg: &Path, effort: Effort, manifest: &mut Manifest) -> Result<()> {
    let work = source.with_extension("bindgen");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    bind(source, &work)?;

    let module = work.join("verbena_bg.wasm");
    if effort == Effort::Release {
        shrink(&module)?;
    }
    let module = fs::read(&module)?;
    let wasm_file = format!("verbena.{}_bg.wasm", asset::short_hash(&module));
    asset::write(&pkg.join(&wasm_file), &module, effort)?;

    let mut script = fs::read_to_string(work.join("verbena.js"))?.replace("verbena_bg.wasm", &wasm_file);
    if effort == Effort::Release {
        script = script::without_comments(&script);
    }
    let script_file = format!("verbena.{}.js", asset::short_hash(script.as_bytes()));
    asset::write(&pkg.join(&script_file), script.as_bytes(), effort)?;

    // A snippet's folder already carries a hash in its name, and the script imports it by that name.
    let mut snippets = Vec::new();
    for file in files_below(&work.join("snippets"))? {
        let name = file.strip_prefix(&work)?.to_string_lossy().into_owned();
        asset::write(&pkg.join(&name), &fs::read(&file)?, effort)?;
        snippets.push(manifest::address(&name));
    }
    snippets.sort();

    manifest.wasm = manifest::address(&wasm_file);
    manifest.js = manifest::address(&script_file);
    manifest.snippets = snippets;
    Ok(())
}

fn bind(source: &Path, work: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(source)
        .out_name("verbena")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(work)
        .context("wasm-bindgen failed")
}

fn shrink(module: &Path) -> Result<()> {
    let small = module.with_extension("small");
    let status = Command::new("wasm-opt")
        .args(SHRINK)
        .args(WASM_FEATURES)
        .arg(module)
        .arg("-o")
        .arg(&small)
        .status()
        .context("wasm-opt cannot be started")?;
    if !status.success() {
        bail!("wasm-opt failed");
    }
    fs::rename(&small, module)?;
    Ok(())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                files.extend(files_below(&path)?);
            } else {
                files.push(path);
            }
        }
    }
    Ok(files)
}
