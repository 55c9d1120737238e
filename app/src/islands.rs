//! The few parts of pages that are alive in the browser. Every page works without them.

mod chart_tooltip;
mod search;

pub use chart_tooltip::ChartTooltip;
pub use search::Search;
