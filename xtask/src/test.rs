//! `cargo xtask test`: everything that must hold before a change is taken, as CI runs it.

use std::io::{IsTerminal, stdout};

use anyhow::{Result, bail};

use crate::{
    cargo, command, front, interrupt, lint, node,
    packages::{self, Need},
    postgres::Postgres,
    project,
    scratch::Scratch,
    steps::{self, Steps},
    tally::Tally,
    wasm,
};

/// Runs all parts, or the one named first in `arguments`; the rest goes to that part's test runner.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    interrupt::watch()?;
    let (part, rest) = Part::parse(arguments)?;
    let mut steps = Steps::new(part.steps());
    let tally = Tally::default();
    let result = part.run(&mut steps, &tally, rest);
    steps.print_summary();
    let failures = tally.failures();
    if !failures.is_empty() {
        println!("\nWhat failed:\n{}", failures.join("\n"));
    }
    if part.has_tests() {
        println!("\n{}", tally.line());
    }
    result
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Lint,
    Rust,
    Browser,
}

impl Part {
    fn parse(arguments: &[String]) -> Result<(Self, &[String])> {
        let Some((first, rest)) = arguments.split_first() else { return Ok((Self::All, &[])) };
        match first.as_str() {
            "lint" => {
                project::no_arguments(rest)?;
                Ok((Self::Lint, rest))
            }
            "rust" => Ok((Self::Rust, rest)),
            "browser" => Ok((Self::Browser, rest)),
            other => bail!("there is no part {other} of the tests: name lint, rust or browser"),
        }
    }

    fn steps(self) -> usize {
        match self {
            Self::All => 13,
            Self::Lint => 5,
            Self::Rust => 4,
            Self::Browser => 7,
        }
    }

    fn has_tests(self) -> bool {
        self != Self::Lint
    }

    fn run(self, steps: &mut Steps, tally: &Tally, rest: &[String]) -> Result<()> {
        match self {
            Self::Lint => lint(steps).map(|_| ()),
            Self::Rust => {
                steps.step("Debian packages", || packages::ensure(Need::RUST_TESTS))?;
                let postgres = steps.step("Postgres for the tests", Postgres::start)?;
                rust(steps, &postgres, tally, rest)
            }
            Self::Browser => {
                steps.step("Debian packages", || packages::ensure(Need::BROWSER_TESTS))?;
                let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
                steps.step("Front end", || front::build(toolchain, front::Mode::Release))?;
                let postgres = steps.step("Postgres for the tests", Postgres::start)?;
                browser(steps, &postgres, tally, rest)
            }
            Self::All => {
                cargo::build_in_one_go();
                steps.step("Debian packages", || packages::ensure(Need::BROWSER_TESTS))?;
                let toolchain = lint(steps)?;
                steps.step("Front end", || front::build(toolchain, front::Mode::Release))?;
                let postgres = steps.step("Postgres for the tests", Postgres::start)?;
                rust(steps, &postgres, tally, &[])?;
                browser(steps, &postgres, tally, &[])
            }
        }
    }
}

fn lint(steps: &mut Steps) -> Result<wasm::Toolchain> {
    steps.step("Format", lint::format)?;
    let toolchain = steps.step("Rust for WebAssembly", wasm::ensure)?;
    steps.step("Clippy", lint::native)?;
    steps.step("Clippy on the islands", || lint::islands(toolchain))?;
    steps.step("Licences, bans and sources of dependencies", lint::dependencies)?;
    Ok(toolchain)
}

fn rust(steps: &mut Steps, postgres: &Postgres, tally: &Tally, arguments: &[String]) -> Result<()> {
    steps.step("Mail server for the tests", node::ensure)?;
    steps.step("Rust tests, on SQLite and Postgres", || {
        front::ensure_folder()?;
        let scratch = Scratch::new()?;
        let mut test = cargo::cargo();
        test.args(["test", "--locked", "--no-fail-fast"]);
        test.env("TEST_DATABASE_URL", postgres.url()).env("TMPDIR", scratch.path());
        node::offer(&mut test)?;
        let names_package = arguments.iter().any(|argument| argument == "-p" || argument.starts_with("--package"));
        if !names_package {
            test.arg("--workspace");
        }
        test.args(arguments);
        command::run_lines(&mut test, |line| tally.read_cargo(line))
    })
}

fn browser(steps: &mut Steps, postgres: &Postgres, tally: &Tally, arguments: &[String]) -> Result<()> {
    steps.step("Libraries of the browser tests", node::ensure)?;
    steps.step("Server for the browser tests", || {
        // As the Rust tests need it: built by `cargo build`, without what tests add to the libraries, all of them and the
        // program would be compiled a second time.
        command::run(cargo::cargo().args(["test", "--locked", "--workspace", "--no-run", "--test", "server"]))
    })?;
    steps.step("Browser tests", || {
        if !node::has_tests() {
            steps::detail("there are none");
            return Ok(());
        }
        let mut playwright = node::playwright()?;
        playwright
            .args(arguments)
            .env("VERBENA_BIN", project::target().join("debug/verbena"))
            .env("TEST_DATABASE_URL", postgres.url());
        if stdout().is_terminal() {
            // Its output goes through this program, which hides the terminal from it.
            playwright.env("FORCE_COLOR", "1");
        }
        command::run_lines(&mut playwright, |line| tally.read_playwright(line))
    })
}
