//! Schedules: which visits the clinic offers, who is where when, when nobody is there, and which times are free.

mod model;

#[cfg(feature = "store")]
mod calendar;
#[cfg(feature = "store")]
mod closures;
#[cfg(feature = "store")]
mod demo;
#[cfg(feature = "store")]
mod exact;
#[cfg(feature = "store")]
mod free;
#[cfg(feature = "store")]
mod free_times;
#[cfg(feature = "store")]
mod hours;
#[cfg(feature = "store")]
mod rooms;
#[cfg(feature = "store")]
mod video;
#[cfg(feature = "store")]
mod visit_types;

pub use model::{
    Closure, ClosureKind, ClosureProblem, DAY, Hours, HoursProblem, LONGEST_INSTRUCTIONS, LONGEST_NAME, LONGEST_NOTE,
    Medium, Mode, VisitType, VisitTypeProblem,
};
#[cfg(feature = "store")]
pub(crate) use {
    calendar::{free_until, hold_room, hold_schedule},
    exact::{Exact, exactly},
    free::closed,
    free_times::open_around,
};
#[cfg(feature = "store")]
pub use {
    closures::{Closed, close, closure, closures, open_again},
    demo::give_demo_calendar,
    free::Span,
    free_times::{Free, Wanted, free_times, zone_of},
    hours::{Bookable, Week, add_all_hours, add_hours, bookable, change_hours, clinicians, end_hours, hours, week},
    rooms::{Room, Site, add_room, change_room, rooms, sites},
    video::{BadVideoBase, LONGEST_VIDEO_BASE, set_video_base, video_base},
    visit_types::{add_visit_type, change_visit_type, offered, visit_type, visit_types},
};
