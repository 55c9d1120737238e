//! Log lines on standard error, without personal data.

use crate::config::{Config, LogFormat};
use std::io::stderr;
use tracing::Level;
use tracing_subscriber::{EnvFilter, fmt};

/// Who is going to read the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// Those who look after a server.
    Server,
    /// The person who typed a command and sees what it says anyway.
    Command,
}

/// Starts logging as it is set.
pub(crate) fn start(config: &Config, reader: For) {
    let level = match (reader, config.log_level.0) {
        (For::Command, Level::INFO) => Level::WARN,
        (_, level) => level,
    };
    let level = level.as_str().to_lowercase();
    // Other libraries may log addresses or values in detail: only their warnings are wanted, and of a command that reads
    // whole tables not that this takes long.
    let others = if level == "error" || reader == For::Command { "error" } else { "warn" };
    let filter = format!("{others},verbena={level},clinic={level},app={level}");
    let lines = fmt().with_env_filter(EnvFilter::new(filter)).with_writer(stderr).with_ansi(false);
    // A second start in one process keeps the first one's.
    let _ = match config.log_format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        // The place only: the text may hold a value.
        let place = panic.location().map_or_else(String::new, |place| format!("{}:{}", place.file(), place.line()));
        tracing::error!(place, "the program met a case that cannot be");
    }));
}
