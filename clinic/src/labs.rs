//! Results: the laboratory's by panel and by test, vital signs, and one test's history.

mod change;
mod model;
mod release;

#[cfg(feature = "store")]
mod choice;
#[cfg(feature = "store")]
mod history;
#[cfg(feature = "store")]
mod holding;
#[cfg(feature = "store")]
mod panels;
#[cfg(feature = "store")]
mod releasing;
#[cfg(feature = "store")]
mod report;
#[cfg(feature = "store")]
mod rows;
#[cfg(feature = "store")]
mod series;

pub use change::{Change, change};
#[cfg(feature = "store")]
pub(crate) use holding::{Arrived, hold, hold_anew};
pub use model::{Category, Component, Earlier, Observation, Report, Standing};
#[cfg(feature = "store")]
pub use release::shown_from;
pub use release::{Kind, Kinds, LONGEST_HOLD_DAYS, ReleasePolicy};
#[cfg(feature = "store")]
pub use {
    choice::{choose_release, release_choice},
    history::{DRAWN, History, history},
    panels::{Entry, Filter, Panel, panels, recent},
    releasing::release,
    report::{Compared, Detail, report},
    series::{Test, Tests, Trend, tests, trends},
};
