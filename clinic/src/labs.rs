//! Results: the laboratory's by panel and by test, vital signs, and one test's history.

mod model;

#[cfg(feature = "store")]
mod history;
#[cfg(feature = "store")]
mod panels;
#[cfg(feature = "store")]
mod report;
#[cfg(feature = "store")]
mod rows;
#[cfg(feature = "store")]
mod series;

pub use model::{Category, Change, Component, Earlier, Observation, Report, Standing, change};
#[cfg(feature = "store")]
pub use {
    history::{DRAWN, History, history},
    panels::{Entry, Filter, Panel, panels, recent},
    report::{Compared, Detail, report},
    series::{Test, Trend, tests, trends},
};
