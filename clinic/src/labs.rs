//! Results: the laboratory's by panel and by test, vital signs, and one test's history.

mod change;
mod earlier;
mod model;
mod release;
pub mod units;
mod words;

#[cfg(feature = "store")]
mod choice;
#[cfg(feature = "store")]
mod compared;
#[cfg(feature = "store")]
mod courses;
#[cfg(feature = "store")]
mod documents;
#[cfg(feature = "store")]
mod history;
#[cfg(feature = "store")]
mod holding;
#[cfg(feature = "store")]
mod panels;
#[cfg(feature = "store")]
mod person;
#[cfg(feature = "store")]
mod releasing;
#[cfg(feature = "store")]
mod report;
#[cfg(feature = "store")]
mod revisions;
#[cfg(feature = "store")]
mod rows;
#[cfg(feature = "store")]
mod series;
#[cfg(feature = "store")]
mod taking;

pub(crate) use change::decimal;
pub use change::{Change, change};
pub use earlier::Earlier;
pub use model::{Category, Component, Observation, Report, Side, Standing};
#[cfg(feature = "store")]
pub use release::shown_from;
pub use release::{Kind, Kinds, LONGEST_HOLD_DAYS, ReleasePolicy};
pub use words::Words;
#[cfg(feature = "store")]
pub use {
    choice::{choose_release, release_choice},
    compared::{Line, MOST_COMPARED, compared},
    courses::courses,
    documents::{Attached, AttachedFile, attached},
    history::{DRAWN, History, history},
    panels::{Entry, Filter, Panel, panels, recent},
    person::{Person, person},
    releasing::release,
    report::{Compared, Detail, Follow, Origin, report},
    revisions::{Revision, What},
    series::{Test, Tests, Trend, tests, trends},
    taking::{Kept, Taken, observations_to_take, reports_to_take, results_to_take, take_along},
};
#[cfg(feature = "store")]
pub(crate) use {
    holding::{Arrived, hold, hold_anew, hold_with},
    releasing::release_in,
};
