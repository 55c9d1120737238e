//! Every command a developer types: `cargo xtask run | test | dev | bench | dist | front | setup`.

mod bench;
mod cargo;
mod command;
mod dev;
mod dist;
mod front;
mod interrupt;
mod lint;
mod node;
mod packages;
mod postgres;
mod project;
mod run;
mod scratch;
mod setup;
mod stamp;
mod steps;
mod tally;
mod test;
mod wasm;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  run [ARGUMENTS]      set up, build and start Verbena with its demo clinic; ARGUMENTS go to `verbena serve`
  test [PART] [ARGS]   everything CI checks; PART is lint, rust or browser, ARGS go to its test runner
  dev [ARGUMENTS]      start, and rebuild on every save; ARGUMENTS go to `verbena serve`
  bench [ARGUMENTS]    measure the release build; ARGUMENTS go to `verbena-bench`
  dist                 one release archive in target/dist
  front [--dev]        build what the browser loads, into target/site
  setup                install whatever run and test need, and nothing else

Missing programs are installed with apt when that needs no password, and are named otherwise.";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    match start(command.as_deref(), &arguments.collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Option<&str>, arguments: &[String]) -> Result<()> {
    match command {
        Some("run") => run::run(arguments),
        Some("setup") => setup::run(arguments),
        Some("test") => test::run(arguments),
        Some("dev") => dev::run(arguments),
        Some("bench") => bench::run(arguments),
        Some("dist") => dist::run(arguments),
        Some("front") => setup::front(arguments),
        None | Some("help" | "-h" | "--help") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no command {other}\n\n{HELP}"),
    }
}
