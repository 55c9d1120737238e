//! The command line.

mod audit;
mod backup;
mod check;
mod demo;
mod failure;
mod import;
mod keys;
mod laboratory;
mod migrate;
mod serve;
mod user;

use crate::{
    config::{Config, Environment, Flags},
    logs::{self, For},
    out,
};
use clap::{Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// Verbena: a patient portal with e-prescribing that a clinic runs itself.
#[derive(Debug, Parser)]
#[command(
    name = "verbena",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Every setting can be given in verbena.toml, in the environment and as a flag; a flag counts most.\n\
                  Exit status: 0 done, 1 failed or something was found, 2 wrong usage or configuration."
)]
struct Line {
    #[command(flatten)]
    settings: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the portal until it is told to stop.
    Serve(serve::Serve),
    /// Bring the database up to date; `serve` does it too.
    Migrate,
    /// Bring in records: FHIR R4 Bundles and NDJSON.
    ///
    /// A file comes in whole or not at all; importing it again changes nothing. Exit status 1 when a file was refused.
    Import(import::Import),
    /// Load the demo clinic into an empty database.
    Demo,
    /// Make, list and disable accounts, and invite patients.
    #[command(subcommand)]
    User(user::User),
    /// Enter and list laboratories that send results, and make their keys.
    #[command(subcommand)]
    Laboratory(laboratory::Laboratory),
    /// Look after the audit trail.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Look after the keys that sign prescriptions.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Write everything of this installation into one file; a server may run meanwhile.
    Backup(backup::Backup),
    /// Put a backup into an empty installation, on either database.
    Restore(backup::Restore),
    /// Say whether configuration, database, keys and files are in order; changes nothing.
    Check,
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let line = Line::parse();
    let environment = Environment::of_process();
    let done = Config::load(&line.settings, &environment)
        .map_err(Failure::from)
        .and_then(|config| run(line.command, config, &line.settings, &environment));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(text) = failure.text() {
                out::error(text);
            }
            failure.code()
        }
    }
}

#[tokio::main]
async fn run(command: Command, config: Config, flags: &Flags, environment: &Environment) -> Result<(), Failure> {
    logs::start(&config, if matches!(command, Command::Serve(_)) { For::Server } else { For::Command });
    match command {
        Command::Serve(serve) => serve.run(config, flags, environment).await,
        Command::Migrate => migrate::run(&config).await,
        Command::Import(import) => import.run(&config).await,
        Command::Demo => demo::run(&config).await,
        Command::User(user) => user.run(&config).await,
        Command::Laboratory(laboratory) => laboratory.run(&config).await,
        Command::Audit(audit) => audit.run(&config).await,
        Command::Keys(keys) => keys.run(&config).await,
        Command::Backup(backup) => backup.run(&config).await,
        Command::Restore(restore) => restore.run(&config).await,
        Command::Check => check::run(&config).await,
    }
}
