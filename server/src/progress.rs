//! How far a long command is, on a terminal; nothing where nobody watches.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A line that counts, for work whose end is not known.
pub(crate) fn counting(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}: {human_pos} rows, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
