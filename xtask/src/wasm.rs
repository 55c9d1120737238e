//! A Rust toolchain that compiles to WebAssembly: the developer's own, or Debian's where rustup cannot add the target.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    cargo, command, packages,
    project::{self, find_program},
    stamp, steps,
};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where Rust's release server cannot be reached, rustup waits for ever.
const RUSTUP_LIMIT: Duration = Duration::from_mins(1);
const RUSTUP_FAILED: &str = "rustup-cannot-add-wasm";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_CARGO_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DEBIAN_LINKER: &str = "/usr/bin/rust-lld";
const DEBIAN_TOOLCHAIN: &str = "/usr/lib/rustlib";
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "rust-web-llvm"];
const OLDEST_RUST: &str = env!("CARGO_PKG_RUST_VERSION");
/// The file that says for which compiler the standard library beside it was built.
const BUILT_FOR: &str = "built-for";

/// Who compiles the islands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Toolchain {
    /// The toolchain that compiles everything else.
    Default,
    /// Debian's, with a standard library built on this machine.
    Debian,
}

impl Toolchain {
    /// Cargo of this toolchain.
    pub(crate) fn cargo(self) -> Command {
        match self {
            Self::Default => cargo::cargo(),
            Self::Debian => debian(DEBIAN_CARGO),
        }
    }

    /// `cargo clippy` of this toolchain.
    pub(crate) fn clippy(self) -> Command {
        let mut clippy = match self {
            Self::Default => cargo::cargo(),
            Self::Debian => {
                let mut clippy = debian(DEBIAN_CARGO_CLIPPY);
                clippy.env("CARGO", DEBIAN_CARGO);
                clippy
            }
        };
        clippy.arg("clippy");
        clippy
    }

    /// The compiler's version, which decides what must be compiled again.
    pub(crate) fn version(self) -> Result<String> {
        compiler_version(match self {
            Self::Default => Path::new("rustc"),
            Self::Debian => Path::new(DEBIAN_RUSTC),
        })
    }
}

/// Finds a toolchain that compiles to WebAssembly, or makes one.
pub(crate) fn ensure() -> Result<Toolchain> {
    let toolchain = find_or_make()?;
    steps::detail(match toolchain {
        Toolchain::Default => "the default toolchain compiles to WebAssembly",
        Toolchain::Debian => "Debian's toolchain compiles to WebAssembly",
    });
    Ok(toolchain)
}

fn find_or_make() -> Result<Toolchain> {
    if has_std(&default_libraries()?)? {
        return Ok(Toolchain::Default);
    }
    if debian_is_ready()? {
        return Ok(Toolchain::Debian);
    }
    if add_by_rustup()? {
        return Ok(Toolchain::Default);
    }
    make_debian()?;
    Ok(Toolchain::Debian)
}

fn default_libraries() -> Result<PathBuf> {
    let mut rustc = command::new("rustc");
    cargo::forget_parent(&mut rustc);
    let sysroot = command::read(rustc.args(["--print", "sysroot"]))?;
    Ok(libraries(&Path::new(&sysroot).join("lib/rustlib")))
}

fn libraries(rustlib: &Path) -> PathBuf {
    rustlib.join(TARGET).join("lib")
}

fn has_std(folder: &Path) -> Result<bool> {
    if !folder.is_dir() {
        return Ok(false);
    }
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("libstd-") && name.ends_with(".rlib") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn compiler_version(rustc: &Path) -> Result<String> {
    let mut rustc = command::new(rustc);
    cargo::forget_parent(&mut rustc);
    command::read(rustc.arg("-vV"))
}

fn add_by_rustup() -> Result<bool> {
    if find_program("rustup").is_none() {
        return Ok(false);
    }
    let version = compiler_version(Path::new("rustc"))?;
    if stamp::get(RUSTUP_FAILED).is_some_and(|tried| tried == version) {
        return Ok(false);
    }
    steps::detail(&format!("rustup adds the target {TARGET} (given up after {})", steps::seconds(RUSTUP_LIMIT)));
    let mut rustup = command::new("rustup");
    rustup.args(["target", "add", TARGET]);
    let added = command::run_within(&mut rustup, "rustup", Some(RUSTUP_LIMIT))? == Some(true);
    if added && has_std(&default_libraries()?)? {
        return Ok(true);
    }
    steps::detail("rustup cannot add it here (target/xtask/rustup.log); it will not be tried again");
    stamp::set(RUSTUP_FAILED, &version)?;
    Ok(false)
}

fn debian_is_ready() -> Result<bool> {
    let installed = [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_CARGO_CLIPPY, DEBIAN_LINKER];
    if !installed.iter().all(|program| Path::new(program).exists()) {
        return Ok(false);
    }
    let folder = libraries(Path::new(DEBIAN_TOOLCHAIN));
    let built_for = fs::read_to_string(folder.join(BUILT_FOR)).unwrap_or_default();
    Ok(has_std(&folder)? && built_for == compiler_version(Path::new(DEBIAN_RUSTC))?)
}

fn make_debian() -> Result<()> {
    install_debian().context(
        "no toolchain compiles to WebAssembly: `rustup target add wasm32-unknown-unknown` did not work, \
         and neither did the way by Debian's packages",
    )?;
    steps::detail("building Rust's standard library for WebAssembly, once for this machine, about 2 minutes");
    let built = build_std()?;
    place_std(&built)?;
    if find_program("rustup").is_some() {
        // Only so that the toolchain can be named by hand: `cargo +debian build --target …`.
        command::run_within(command::new("rustup").args(["toolchain", "link", "debian", "/usr"]), "rustup-link", None)?;
    }
    Ok(())
}

fn install_debian() -> Result<()> {
    let there = [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_CARGO_CLIPPY].iter().all(|program| Path::new(program).exists());
    let source = Path::new(DEBIAN_TOOLCHAIN).join("src/rust/library");
    if !there || !source.exists() || fs::symlink_metadata(DEBIAN_LINKER).is_err() {
        packages::install(&DEBIAN_PACKAGES)?;
    }
    // The linker is a link to a program named after its package, such as lld-22.
    if !Path::new(DEBIAN_LINKER).exists() {
        let package = command::file_name(&fs::read_link(DEBIAN_LINKER)?);
        packages::install(&[&package])?;
    }
    let version = compiler_version(Path::new(DEBIAN_RUSTC))?;
    if release_of(&version) < numbers(OLDEST_RUST) {
        bail!("Debian's compiler is older than Rust {OLDEST_RUST}; newer ones come with Debian's security updates");
    }
    Ok(())
}

/// The numbers of the line `release: 1.96.0` in what `rustc -vV` prints.
fn release_of(version: &str) -> Vec<u32> {
    numbers(version.lines().find_map(|line| line.strip_prefix("release: ")).unwrap_or_default())
}

fn numbers(version: &str) -> Vec<u32> {
    version.split(['.', '-']).map_while(|number| number.parse().ok()).collect()
}

/// Builds an empty library with the standard library from source, and returns where its parts are.
fn build_std() -> Result<PathBuf> {
    let folder = project::notes().join("wasm-std");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    let mut build = debian(DEBIAN_CARGO);
    build
        .current_dir(&folder)
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort,proc_macro",
            "--target",
            TARGET,
            "--target-dir",
            "target",
        ])
        // build-std is for nightly compilers; this allows it in a released one.
        .env("RUSTC_BOOTSTRAP", "1");
    command::run_quietly(&mut build, "wasm-std")?;
    Ok(folder.join("target").join(TARGET).join("release/deps"))
}

fn place_std(built: &Path) -> Result<()> {
    let place = libraries(Path::new(DEBIAN_TOOLCHAIN));
    let stamp = built.join(BUILT_FOR);
    fs::write(&stamp, compiler_version(Path::new(DEBIAN_RUSTC))?)?;
    let mut files = vec![];
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        let name = command::file_name(&path);
        if path.extension().is_some_and(|suffix| suffix == "rlib") && !name.starts_with("libempty-") {
            files.push(path);
        }
    }
    if !packages::may_be_root() {
        bail!(
            "the standard library is built; please type\n\n    sudo mkdir -p {0} && sudo cp {1}/*.rlib {1}/{BUILT_FOR} {0}\n\nand start again",
            place.display(),
            built.display()
        );
    }
    // Libraries of an earlier compiler beside these would be found as well, and not be understood.
    command::run(packages::as_root("rm").arg("-rf").arg(&place))?;
    command::run(packages::as_root("mkdir").arg("-p").arg(&place))?;
    command::run(packages::as_root("cp").args(&files).arg(&place))?;
    command::run(packages::as_root("cp").arg(&stamp).arg(&place))
}

fn debian(program: &str) -> Command {
    let mut command = command::new(program);
    cargo::forget_parent(&mut command);
    command.env_remove("RUSTUP_TOOLCHAIN").env("RUSTC", DEBIAN_RUSTC).stdin(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compilers_are_compared_by_number() {
        assert_eq!(release_of("rustc 1.96.0\nrelease: 1.96.0\nLLVM version: 22.1"), [1, 96, 0]);
        assert!(release_of("release: 1.85.0") < numbers("1.95"));
        assert!(release_of("release: 1.100.0-beta.2") > numbers("1.95"));
        assert!(release_of("unreadable") < numbers("1.95"));
    }
}
