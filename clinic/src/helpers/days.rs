use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;

/// The moment at which a day ends at the clinic: a right that lasts until that day ends then. `None` for days no clock reaches.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let mut local = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
    // Where clocks go forward at midnight the day begins later.
    for _ in 0..8 {
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => return Some(at.to_utc()),
            LocalResult::None => local += Duration::minutes(30),
        }
    }
    None
}

/// The last day, at the clinic, of a right that ends at `ends_at`.
pub fn last_day(ends_at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    (ends_at - Duration::microseconds(1)).with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::{Denver, Havana, New_York, Santiago};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_ends_at_the_clinics_midnight() {
        let end = |text, zone| end_of_day(day(text), zone).unwrap().to_rfc3339();
        assert_eq!(end("2027-01-31", New_York), "2027-02-01T05:00:00+00:00");
        assert_eq!(end("2027-01-31", Denver), "2027-02-01T07:00:00+00:00");
        // The days on which clocks change have 23 and 25 hours.
        assert_eq!(end("2027-03-13", New_York), "2027-03-14T05:00:00+00:00");
        assert_eq!(end("2027-03-14", New_York), "2027-03-15T04:00:00+00:00");
        assert_eq!(end("2027-11-07", New_York), "2027-11-08T05:00:00+00:00");
    }

    #[test]
    fn where_clocks_change_at_midnight_the_day_still_ends_once() {
        // 2026-09-06: midnight does not exist in Santiago; 2026-11-01: it comes twice in Havana.
        for (text, zone) in [("2026-09-05", Santiago), ("2026-10-31", Havana), ("2026-11-01", Havana)] {
            let end = end_of_day(day(text), zone).unwrap();
            assert_eq!(last_day(end, zone), day(text), "{zone}");
            assert_eq!(end.with_timezone(&zone).date_naive(), day(text).succ_opt().unwrap(), "{zone}");
        }
    }

    #[test]
    fn the_last_day_is_the_one_that_was_given() {
        for offset in 0..1_500 {
            let given = day("2026-01-01") + Days::new(offset);
            for zone in [New_York, Denver, Havana, Santiago, Tz::UTC] {
                assert_eq!(last_day(end_of_day(given, zone).unwrap(), zone), given, "{zone}");
            }
        }
    }
}
