//! Times as clocks on a wall show them, and the moments they mean.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;

/// The moment at which a clock in `zone` shows `minute` minutes after midnight of `day`. Where clocks skip that time it is the
/// first moment after, where it comes twice the first of the two.
pub fn instant(day: NaiveDate, minute: i64, zone: Tz) -> DateTime<Utc> {
    let wall = day.and_time(NaiveTime::MIN) + Duration::minutes(minute);
    if let Some(at) = zone.from_local_datetime(&wall).earliest() {
        return at.with_timezone(&Utc);
    }
    // No change of clocks skips more than a day (Samoa, 2011), and all of them skip whole quarters of an hour.
    let quarter = wall - Duration::minutes(minute.rem_euclid(15));
    (1..=24 * 4)
        .find_map(|quarters| zone.from_local_datetime(&(quarter + Duration::minutes(15 * quarters))).earliest())
        .map_or_else(|| wall.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America::New_York, Australia::Lord_Howe};

    fn at(day: &str, minute: i64, zone: Tz) -> String {
        instant(day.parse().unwrap(), minute, zone).to_rfc3339()
    }

    #[test]
    fn clocks_that_are_put_forward_skip_to_the_first_moment_after() {
        assert_eq!(at("2026-03-08", 90, New_York), "2026-03-08T06:30:00+00:00");
        assert_eq!(at("2026-03-08", 150, New_York), "2026-03-08T07:00:00+00:00");
        assert_eq!(at("2026-03-08", 180, New_York), "2026-03-08T07:00:00+00:00");
        // Half an hour is skipped at two o'clock.
        assert_eq!(at("2026-10-04", 130, Lord_Howe), "2026-10-03T15:30:00+00:00");
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first_of_the_two() {
        assert_eq!(at("2026-11-01", 90, New_York), "2026-11-01T05:30:00+00:00");
        assert_eq!(at("2026-11-01", 1440, New_York), "2026-11-02T05:00:00+00:00");
    }
}
