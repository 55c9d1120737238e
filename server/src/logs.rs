//! Log lines on standard error, without personal data.

use crate::config::{Config, LogFormat};
use std::io::stderr;
use tracing_subscriber::{EnvFilter, fmt};

/// Starts logging as it is set.
pub(crate) fn start(config: &Config) {
    let level = config.log_level.0.as_str().to_lowercase();
    // Other libraries may log addresses or values in detail: only their warnings are wanted.
    let filter = match level.as_str() {
        "error" => "error".to_owned(),
        _ => format!("warn,verbena={level},clinic={level},app={level}"),
    };
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
