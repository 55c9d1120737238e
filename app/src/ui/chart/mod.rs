//! Pictures of numbers, drawn on the server: a line over time, a spark beside a value, a value in its range.

pub mod range_bar;
mod scale;
pub mod spark;
pub mod time;
mod words;

pub use range_bar::RangeBar;
pub use spark::Sparkline;
pub use time::{Band, Point, Series, TimeChart};
