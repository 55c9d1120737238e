//! A trend small enough to stand beside a value.

use super::scale::{Scale, place};
use leptos::prelude::*;
use std::fmt::Write as _;

/// The last values as a line without axes, the newest marked; hidden from screen readers, since the table says the same.
#[component]
pub fn Sparkline(
    /// The values, the oldest first; fewer than two draw nothing.
    values: Vec<f64>,
    /// The lower limit of the range.
    #[prop(optional_no_strip)]
    low: Option<f64>,
    /// The upper limit of the range.
    #[prop(optional_no_strip)]
    high: Option<f64>,
) -> impl IntoView {
    let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
    let last = *values.last().filter(|_| values.len() > 1)?;
    let limits = || values.iter().copied().chain(low).chain(high);
    let least = limits().fold(f64::INFINITY, f64::min);
    let most = limits().fold(f64::NEG_INFINITY, f64::max);
    let y = Scale::new(least, most, 28.0, 4.0);
    let x = Scale::new(0.0, count(values.len() - 1), 4.0, 92.0);
    let mut line = String::new();
    for (at, value) in values.iter().enumerate() {
        let command = if at == 0 { 'M' } else { 'L' };
        let _ = write!(line, "{command}{} {}", place(x.at(count(at))), place(y.at(*value)));
    }
    let band = (low.is_some() || high.is_some()).then(|| {
        let top = high.map_or(0.0, |high| y.at(high));
        let bottom = low.map_or(32.0, |low| y.at(low));
        view! { <rect class="band" x="0" y=place(top) width="96" height=place((bottom - top).max(1.0)) /> }
    });
    Some(view! {
        <svg class="spark" viewBox="0 0 96 32" aria-hidden="true" focusable="false">
            {band}
            <path class="line" d=line />
            <circle class="mark" cx="92" cy=place(y.at(last)) r="3.5" />
        </svg>
    })
}

/// A position as a number on the paper; a spark never holds more than fits in 32 bits.
fn count(at: usize) -> f64 {
    u32::try_from(at).map_or(f64::from(u32::MAX), f64::from)
}
