//! Who is busy when, so that nobody sees two people at once.

use std::collections::BTreeSet;

use chrono::{Duration, Timelike};

use super::calendar::{Moment, at};
use super::house::Staff;

const QUARTER: i64 = 15;

/// The quarters of an hour that are taken, for each of the staff.
#[derive(Default)]
pub(crate) struct Diary {
    taken: BTreeSet<(&'static str, i64)>,
}

impl Diary {
    /// Takes the wished time or the next free one of the same day, and says which.
    pub(crate) fn book(&mut self, staff: &'static Staff, wished: Moment, minutes: i64) -> Moment {
        let opening = at(wished.timezone(), wished.date_naive(), 8, 0);
        let later = (0..28).map(|count| wished + Duration::minutes(count * QUARTER));
        let earlier = (0..28).map(|count| opening + Duration::minutes(count * QUARTER));
        let fits = |start: &Moment| {
            let end = *start + Duration::minutes(minutes);
            end.date_naive() == start.date_naive() && end.hour() * 60 + end.minute() <= 17 * 60
        };
        let free = later
            .chain(earlier)
            .filter(fits)
            .find(|start| quarters(*start, minutes).all(|quarter| !self.taken.contains(&(staff.key, quarter))));
        let start = free.unwrap_or(wished);
        self.taken.extend(quarters(start, minutes).map(|quarter| (staff.key, quarter)));
        start
    }
}

fn quarters(start: Moment, minutes: i64) -> impl Iterator<Item = i64> {
    let from = start.timestamp().div_euclid(QUARTER * 60);
    let until = (start + Duration::minutes(minutes - 1)).timestamp().div_euclid(QUARTER * 60);
    from..=until
}
