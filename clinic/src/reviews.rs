//! Results of laboratories that wait for a clinician: what is critical, who looks at it, what the patient is told and asks, and what
//! is to be done.

mod critical;
#[cfg(feature = "store")]
mod judging;
mod model;

#[cfg(feature = "store")]
mod alerts;
#[cfg(feature = "store")]
mod announcing;
#[cfg(feature = "store")]
mod arriving;
#[cfg(feature = "store")]
mod comments;
#[cfg(feature = "store")]
mod demo;
#[cfg(feature = "store")]
mod family;
#[cfg(feature = "store")]
mod limits;
#[cfg(feature = "store")]
mod list;
#[cfg(feature = "store")]
mod look;
#[cfg(feature = "store")]
mod questions;
#[cfg(feature = "store")]
mod responsible;
#[cfg(feature = "store")]
mod seeing;
#[cfg(feature = "store")]
mod taken_back;
#[cfg(feature = "store")]
mod tasks;

pub use critical::{Beyond, Limit, is_loinc};
#[cfg(feature = "store")]
pub use judging::{Measured, Severity};
pub use model::{Comment, Finding, LONGEST_TEXT, Rank, TaskKind, Why};
#[cfg(feature = "store")]
pub use {
    alerts::{Alarm, Alert, CALL_MINUTES, Lot, MOST_CALLS, NotHeld, alarm, call_again, take_in_hand},
    announcing::{announce, tell},
    arriving::{Filed, arrived},
    comments::{Said, comment, comments, withdraw},
    demo::give_demo_question,
    limits::{NotLimited, Ruled, add_limit, end_limit, ruled},
    list::{After, Counts, PAGE, Waiting, Which, counts, list},
    look::{Look, Step, look, next},
    questions::{
        Asked, Draft, MOST_OPEN_QUESTIONS, NotAnswered, NotAsked, Question, answer, ask, asked_of, question, questions,
    },
    responsible::free_orphans,
    seeing::{Many, NotSeen, Picked, see, see_many},
    tasks::{Done, NotDone, Task, add_task, do_task, done_tasks, open_tasks, task, tasks_of},
};
#[cfg(feature = "store")]
pub(crate) use {
    announcing::{hold_back, is_shown},
    family::family,
    limits::in_force,
    questions::still_reads,
    taken_back::taken_back,
};
