//! Appointments: visits that are coming and those that were, how they are booked, moved and called off, and who waits for one.

mod model;
mod question_model;

#[cfg(feature = "store")]
mod affected;
#[cfg(feature = "store")]
mod answering;
#[cfg(feature = "store")]
mod around;
#[cfg(feature = "store")]
mod booker;
#[cfg(feature = "store")]
mod booking;
#[cfg(feature = "store")]
mod calendar;
#[cfg(feature = "store")]
mod check_in;
#[cfg(feature = "store")]
mod desk;
#[cfg(feature = "store")]
mod ending;
#[cfg(feature = "store")]
mod feeds;
#[cfg(feature = "store")]
mod held;
#[cfg(feature = "store")]
pub mod ics;
#[cfg(feature = "store")]
mod linked;
#[cfg(feature = "store")]
mod moving;
#[cfg(feature = "store")]
mod notify;
#[cfg(feature = "store")]
mod offers;
#[cfg(feature = "store")]
mod questions;
#[cfg(feature = "store")]
mod reached;
#[cfg(feature = "store")]
mod reminders;
#[cfg(feature = "store")]
mod repeated;
#[cfg(feature = "store")]
mod round;
#[cfg(feature = "store")]
mod series;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod times;
#[cfg(feature = "store")]
mod video;
#[cfg(feature = "store")]
mod waited;
#[cfg(feature = "store")]
mod waiting;

pub use model::{ByWhom, CancelReason, Happening, Status, Step};
pub use question_model::{LONGEST_ANSWER, LONGEST_QUESTION, Question, QuestionKind, QuestionProblem};
#[cfg(feature = "store")]
pub(crate) use reminders::{clinic_zone, is_wanted as reminder_is_wanted, retried as reminder_is_retried};
#[cfg(feature = "store")]
pub use {
    affected::{affected, count_affected},
    answering::{accept, decline},
    around::{NEAR, around},
    booker::Booker,
    booking::{LONGEST_REASON, book, booked_from},
    calendar::{Calendar, Line, MOST as MOST_SHOWN, Visit, asked_for, story, visit, visits},
    check_in::{
        Answers, CHECK_IN_OPENS, CheckIn, CheckedIn, Judgement, LONGEST_INSURANCE, Lack, Parts, can_check_in, check_in,
        check_in_for_desk, save_check_in,
    },
    desk::{AtDesk, book_at_desk, grant, move_at_desk, note_at_desk, step},
    ending::{cancel, confirm},
    feeds::{Feed, FeedContent, FeedOf, FeedVisit, MOST_FEEDS, end_feed, feeds, make_feed, read_feed},
    linked::{Linked, linked, linked_offer},
    notify::Recipient,
    offers::{Offer, offer, tend_waiting_list},
    questions::{add_question, all_questions, move_question_up, questions, retire_question},
    reached::unreached,
    reminders::{ReminderChoice, Reminders, choose_reminders, queue_reminders, reminder_choices},
    repeated::{cancel_all, visits_of_series},
    round::{Booked, Site, Standing, Waits, booked_for, count_own, sites, standing_offers, waits},
    series::{Each, MOST as MOST_REPEATED, Repeat, Repeated, book_series},
    store::{Appointment, appointment, coming, expected, past},
    times::{Choice, HOLD, Hold, NotBooked, choices, free_already, held_time, hold_time, let_go},
    video::video_room,
    waiting::{Waiting, Wish, WishProblem, stop_waiting, wait, waiting_list, waiting_of},
};
#[cfg(feature = "store")]
use {
    held::{Beside, New, happened},
    offers::freed,
};

/// What the clinic has decided about its calendar.
#[cfg(feature = "store")]
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The zone of places that have none of their own.
    pub zone: chrono_tz::Tz,
    /// How long before a visit patients can change it or call it off at the latest.
    pub change_until: chrono::Duration,
    /// For how long a freed time is offered to one who waits.
    pub offer_lasts: chrono::Duration,
}

#[cfg(feature = "store")]
impl Rules {
    /// What the policies say, for a clinic in `zone`.
    pub fn of(policies: &crate::policies::Values, zone: chrono_tz::Tz) -> Self {
        use crate::policies::Policy;
        Self {
            zone,
            change_until: chrono::Duration::hours(policies.get(Policy::CancelLimitHours)),
            offer_lasts: chrono::Duration::minutes(policies.get(Policy::OfferMinutes)),
        }
    }
}
