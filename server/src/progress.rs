//! How far a long command is, on a terminal; nothing where nobody watches.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A line that counts rows, for work whose end is not known.
pub(crate) fn counting(what: &'static str) -> ProgressBar {
    styled(ProgressBar::new_spinner(), what, "{spinner} {msg}: {human_pos} rows, {elapsed}")
}

/// A bar over a few large steps.
pub(crate) fn steps(what: &'static str) -> ProgressBar {
    styled(ProgressBar::new(0), what, "{msg} {wide_bar} {pos} of {len}")
}

/// A bar over bytes, with the file that is read.
pub(crate) fn bytes(what: &'static str) -> ProgressBar {
    styled(ProgressBar::new(0), what, "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left\n{msg}")
}

fn styled(bar: ProgressBar, what: &'static str, template: &str) -> ProgressBar {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar.with_message(what)
}
