use super::Window;
use crate::{Error, policies::Values, wall_clock::instant};
use chrono::{DateTime, Duration, Timelike as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A reminder that would come in the quiet hours waits for their end, if that leaves at least so long before the visit.
const LEAST: Duration = Duration::minutes(30);
/// Otherwise it comes so long before the quiet hours begin.
const BEFORE_QUIET: Duration = Duration::minutes(15);

/// When the clinic reminds people of their visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminders {
    /// How long before a visit, in minutes.
    pub offsets: Vec<i64>,
    /// From which hour to which of the day no reminder is sent; the same twice for none.
    pub quiet: (u32, u32),
    /// The zone of places that have none of their own.
    pub zone: Tz,
}

#[derive(Serialize, Deserialize)]
struct Written {
    offsets: Vec<i64>,
    quiet: (u32, u32),
    zone: String,
}

impl Reminders {
    /// What the policies say, for a clinic in `zone`.
    pub fn of(policies: &Values, zone: Tz) -> Self {
        let (from, until) = policies.quiet();
        let hour = |hour: i64| u32::try_from(hour).unwrap_or_default();
        Self { offsets: policies.reminders(), quiet: (hour(from), hour(until)), zone }
    }

    /// What a clinic does that has decided nothing else: a week, a day and two hours before, and never from nine to eight at night.
    pub fn usual(zone: Tz) -> Self {
        Self { offsets: vec![7 * 24 * 60, 24 * 60, 120], quiet: (21, 8), zone }
    }

    /// The offsets, the longest first, each once.
    pub fn sorted(&self) -> impl Iterator<Item = i64> + use<> {
        let mut offsets: Vec<i64> = self.offsets.iter().copied().filter(|minutes| *minutes > 0).collect();
        offsets.sort_unstable_by_key(|minutes| std::cmp::Reverse(*minutes));
        offsets.dedup();
        offsets.into_iter()
    }

    /// When a reminder is sent at the earliest: its offset before the visit, but not in the quiet hours of the place.
    pub(super) fn placed(&self, start_at: DateTime<Utc>, offset: i64, zone: Tz) -> DateTime<Utc> {
        let raw = start_at - Duration::minutes(offset);
        match self.quiet_around(raw, zone) {
            Some((_, end)) if end + LEAST <= start_at => end,
            Some((begin, _)) => begin - BEFORE_QUIET,
            None => raw,
        }
    }

    /// The reminders of a visit that are due within the window, each with when it is sent. Where several would be sent at the same
    /// time, only the last of them is.
    pub(super) fn due(
        &self,
        start_at: DateTime<Utc>,
        zone: Tz,
        wanted: &[i64],
        window: Window,
        now: DateTime<Utc>,
    ) -> Vec<(i64, DateTime<Utc>)> {
        let at = |offset: i64| {
            let placed = self.placed(start_at, offset, zone);
            if placed > now { placed } else { self.late(start_at, zone, now) }
        };
        let is_in = |offset: i64| {
            let raw = start_at - Duration::minutes(offset);
            raw > window.after && raw <= window.until
        };
        let is_last = |offset: i64| !wanted.iter().any(|other| *other < offset && at(*other) <= at(offset));
        let is_timely = |offset: i64| window.late_too || self.placed(start_at, offset, zone) > now;
        wanted
            .iter()
            .copied()
            .filter(|offset| is_in(*offset) && is_last(*offset) && is_timely(*offset))
            .map(|offset| (offset, at(offset)))
            .collect()
    }

    /// When a reminder is sent that should have been sent before: at once, or when the quiet hours end.
    pub(super) fn late(&self, start_at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
        match self.quiet_around(now, zone) {
            Some((_, end)) if end + LEAST <= start_at => end,
            _ => now,
        }
    }

    /// The quiet hours around a moment.
    fn quiet_around(&self, at: DateTime<Utc>, zone: Tz) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (from, until) = (i64::from(self.quiet.0) * 60, i64::from(self.quiet.1) * 60);
        if from == until {
            return None;
        }
        let wall = at.with_timezone(&zone);
        let day = wall.date_naive();
        let minute = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
        let (first, last) = match (from < until, minute >= from, minute < until) {
            (true, true, true) => (day, day),
            (false, true, _) => (day, day.succ_opt()?),
            (false, _, true) => (day.pred_opt()?, day),
            _ => return None,
        };
        Some((instant(first, from, zone), instant(last, until, zone)))
    }

    /// As a setting keeps it.
    pub(super) fn written(&self) -> Result<String, Error> {
        let written =
            Written { offsets: self.sorted().collect(), quiet: self.quiet, zone: self.zone.name().to_owned() };
        serde_json::to_string(&written).map_err(|error| Error::Broken(error.to_string()))
    }

    /// Reads what a setting keeps.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let broken = || Error::Broken("the plan of reminders cannot be read".to_owned());
        let Written { offsets, quiet, zone } = serde_json::from_str(text).map_err(|_| broken())?;
        Ok(Self { offsets, quiet, zone: zone.parse().map_err(|_| broken())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::New_York;
    use proptest::prelude::*;

    const DAY: i64 = 24 * 60;

    fn plan() -> Reminders {
        Reminders { offsets: vec![120, 7 * DAY, DAY, DAY], quiet: (21, 8), zone: New_York }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse::<DateTime<chrono::FixedOffset>>().unwrap().with_timezone(&Utc)
    }

    fn due(start: &str, after: &str, until: &str, now: &str) -> Vec<(i64, DateTime<Utc>)> {
        let window = Window { after: at(after), until: at(until), late_too: true };
        let wanted: Vec<i64> = plan().sorted().collect();
        plan().due(at(start), New_York, &wanted, window, at(now))
    }

    #[test]
    fn reminders_keep_out_of_the_quiet_hours() {
        let placed = |start: &str, offset| plan().placed(at(start), offset, New_York);
        // By day they are where they are.
        assert_eq!(placed("2026-03-05T15:00:00-05:00", 120), at("2026-03-05T13:00:00-05:00"));
        // Before an early visit the morning is too late: the evening before.
        assert_eq!(placed("2026-03-05T08:15:00-05:00", 120), at("2026-03-04T20:45:00-05:00"));
        assert_eq!(placed("2026-03-05T07:00:00-05:00", 120), at("2026-03-04T20:45:00-05:00"));
        // Half an hour is enough.
        assert_eq!(placed("2026-03-05T08:30:00-05:00", 120), at("2026-03-05T08:00:00-05:00"));
        assert_eq!(placed("2026-03-05T22:00:00-05:00", DAY), at("2026-03-05T08:00:00-05:00"));
        assert_eq!(placed("2026-03-05T21:00:00-05:00", DAY), at("2026-03-05T08:00:00-05:00"));
        // The night when clocks go forward.
        assert_eq!(placed("2026-03-08T09:00:00-04:00", 120), at("2026-03-08T08:00:00-04:00"));
        let awake = Reminders { quiet: (3, 3), ..plan() };
        assert_eq!(awake.placed(at("2026-03-05T05:00:00-05:00"), 120, New_York), at("2026-03-05T03:00:00-05:00"));
    }

    #[test]
    fn only_what_is_due_in_the_window_is_queued() {
        let found = due(
            "2026-03-05T15:00:00-05:00",
            "2026-03-04T03:00:00-05:00",
            "2026-03-04T15:00:00-05:00",
            "2026-03-04T03:00:00-05:00",
        );
        assert_eq!(found, [(DAY, at("2026-03-04T15:00:00-05:00"))]);
        let none = due(
            "2026-03-05T15:00:00-05:00",
            "2026-03-04T15:00:00-05:00",
            "2026-03-05T12:59:00-05:00",
            "2026-03-05T00:59:00-05:00",
        );
        assert_eq!(none, []);
    }

    #[test]
    fn after_a_long_stop_only_the_last_of_those_that_are_over_is_sent() {
        let found = due(
            "2026-03-05T15:00:00-05:00",
            "2026-02-20T03:00:00-05:00",
            "2026-03-05T14:00:00-05:00",
            "2026-03-05T13:30:00-05:00",
        );
        assert_eq!(found, [(120, at("2026-03-05T13:30:00-05:00"))]);
        let later = due(
            "2026-03-05T15:00:00-05:00",
            "2026-02-20T03:00:00-05:00",
            "2026-03-05T14:00:00-05:00",
            "2026-03-05T02:00:00-05:00",
        );
        assert_eq!(later, [(DAY, at("2026-03-05T08:00:00-05:00")), (120, at("2026-03-05T13:00:00-05:00"))]);
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let kept = Reminders::read(&plan().written().unwrap()).unwrap();
        assert_eq!(kept.offsets, [7 * DAY, DAY, 120]);
        assert_eq!((kept.quiet, kept.zone), (plan().quiet, plan().zone));
        assert!(Reminders::read("nonsense").is_err());
    }

    proptest! {
        #[test]
        fn windows_that_meet_queue_everything_once(start in 0_i64..20_000, first in 0_i64..12_000, step in 30_i64..700) {
            let begin = at("2026-03-01T00:00:00-05:00");
            let visit = begin + Duration::days(9) + Duration::minutes(start);
            let wanted: Vec<i64> = plan().sorted().collect();
            let mut found = Vec::new();
            let mut after = begin + Duration::minutes(first);
            let from = after;
            while after < visit {
                let now = after - Duration::hours(12);
                let window = Window { after, until: after + Duration::minutes(step), late_too: true };
                found.extend(plan().due(visit, New_York, &wanted, window, now));
                after = window.until;
            }
            let mut offsets: Vec<i64> = found.iter().map(|(offset, _)| *offset).collect();
            let count = offsets.len();
            offsets.dedup();
            prop_assert_eq!(offsets.len(), count);
            for (offset, due) in &found {
                prop_assert!(*due < visit);
                let wall = due.with_timezone(&New_York);
                prop_assert!((8..21).contains(&wall.hour()), "{} {}", offset, wall);
            }
            // The last one is always sent, unless the window began after it.
            if visit - Duration::minutes(120) > from {
                prop_assert!(offsets.contains(&120));
            }
        }
    }
}
