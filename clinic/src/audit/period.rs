use crate::wall_clock::instant;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// The moment at which a calendar day begins in a zone. Where the clocks skip midnight it is the first moment after; where
/// midnight comes twice it is the first.
pub fn day_begins(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    instant(day, 0, zone)
}

/// The moment at which a calendar day is over in a zone.
pub fn day_ends(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    day.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, |next| day_begins(next, zone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hours(year: i32, month: u32, day: u32, zone: Tz) -> i64 {
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        (day_ends(day, zone) - day_begins(day, zone)).num_minutes()
    }

    #[test]
    fn days_of_a_change_of_clocks_are_longer_or_shorter() {
        let zone = chrono_tz::America::New_York;
        assert_eq!(hours(2026, 3, 8, zone), 23 * 60);
        assert_eq!(hours(2026, 11, 1, zone), 25 * 60);
        assert_eq!(hours(2026, 11, 2, zone), 24 * 60);
    }

    #[test]
    fn a_midnight_that_is_skipped_or_comes_twice() {
        // Havana goes from 00:00 to 01:00 in spring, and from 01:00 back to 00:00 in autumn.
        let zone = chrono_tz::America::Havana;
        assert_eq!(hours(2026, 3, 8, zone), 23 * 60);
        assert_eq!(hours(2026, 11, 1, zone), 25 * 60);
        let begins = day_begins(NaiveDate::from_ymd_opt(2026, 3, 8).unwrap(), zone);
        assert_eq!(begins.to_rfc3339(), "2026-03-08T05:00:00+00:00");
    }

    proptest! {
        #[test]
        fn each_moment_lies_in_the_day_the_clock_on_the_wall_shows(seconds in 0..4_000_000_000_i64, at in 0..600_usize) {
            let zone = chrono_tz::TZ_VARIANTS[at % chrono_tz::TZ_VARIANTS.len()];
            let moment = DateTime::from_timestamp(seconds, 0).unwrap();
            let day = moment.with_timezone(&zone).date_naive();
            // Where the clocks go back over midnight, the moments before lie in the evening of the day that had begun.
            prop_assert!(day_begins(day, zone) <= moment);
            prop_assert!(moment < day_ends(day, zone) || day_ends(day, zone) <= moment && day_begins(day.succ_opt().unwrap(), zone) <= moment);
        }
    }
}
