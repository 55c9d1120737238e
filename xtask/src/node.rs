//! Node and the JavaScript libraries of the browser tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    command,
    project::{self, find_program},
    stamp, steps,
};

const FOLDER: &str = "end2end";
/// What Playwright asks for; Debian 12 has an older one.
const OLDEST_NODE: u32 = 20;
/// The npm package that carries Node itself.
const NODE_PACKAGE: &str = "node@22";

/// Installs the libraries as `package-lock.json` says, unless that is done.
pub(crate) fn ensure() -> Result<()> {
    if !has_tests() {
        steps::detail("there are no browser tests");
        return Ok(());
    }
    ensure_node()?;
    let folder = project::path(FOLDER);
    let installed_for = folder.join("node_modules/.installed-for");
    let wanted = stamp::hash(&[folder.join("package-lock.json")])?;
    if fs::read_to_string(&installed_for).is_ok_and(|hash| hash == wanted) {
        steps::detail("all there");
        return Ok(());
    }
    steps::detail("npm installs Playwright, axe and a mail server");
    command::run_quietly(npm()?.arg("ci").current_dir(folder), "npm")?;
    fs::write(&installed_for, wanted).context("cannot write the stamp in node_modules")
}

/// Whether there are browser tests.
pub(crate) fn has_tests() -> bool {
    project::path(FOLDER).join("package-lock.json").is_file()
}

/// Playwright, in the folder of the browser tests.
pub(crate) fn playwright() -> Result<Command> {
    let node = ensure_node()?;
    let mut playwright = command::new(&node);
    playwright.args(["node_modules/@playwright/test/cli.js", "test"]).current_dir(project::path(FOLDER));
    find_first(&mut playwright, &node)?;
    Ok(playwright)
}

/// Lets what a program starts in turn find a Node that is new enough: the mail server of the tests runs on it.
pub(crate) fn offer(program: &mut Command) -> Result<()> {
    let node = ensure_node()?;
    find_first(program, &node)
}

fn find_first(program: &mut Command, node: &Path) -> Result<()> {
    let mut folders: Vec<PathBuf> = node.parent().map(Path::to_owned).into_iter().collect();
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    program.env("PATH", env::join_paths(folders)?);
    Ok(())
}

/// A Node that is new enough: the system's, or one from npm.
fn ensure_node() -> Result<PathBuf> {
    if let Some(system) = find_program("node")
        && major_version(&system)? >= OLDEST_NODE
    {
        return Ok(system);
    }
    let folder = project::notes().join("node");
    let own = folder.join("node_modules/node/bin/node");
    if !own.is_file() {
        steps::detail(&format!("Node is older than {OLDEST_NODE} here: npm installs {NODE_PACKAGE} into target/xtask"));
        fs::create_dir_all(&folder)?;
        let mut npm = npm()?;
        npm.args(["install", "--prefix"]).arg(&folder).arg(NODE_PACKAGE);
        command::run_quietly(&mut npm, "node")?;
    }
    Ok(own)
}

fn major_version(node: &Path) -> Result<u32> {
    let version = command::read(command::new(node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default();
    major.parse().with_context(|| format!("{} has an unreadable version: {version}", node.display()))
}

fn npm() -> Result<Command> {
    let mut npm = command::new(find_program("npm").context("npm is missing")?);
    // The tests use the system's Chromium.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    npm.envs([("npm_config_audit", "false"), ("npm_config_fund", "false"), ("npm_config_update_notifier", "false")]);
    Ok(npm)
}
