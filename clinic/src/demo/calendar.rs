//! Days and times of a place: weekdays, opening hours, offsets.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, SecondsFormat, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

/// A moment at a place.
pub(crate) type Moment = DateTime<Tz>;

/// The local time of a place as a moment.
pub(crate) fn at(zone: Tz, day: NaiveDate, hour: u32, minute: u32) -> Moment {
    let local = day.and_time(NaiveTime::MIN) + Duration::minutes(i64::from(hour * 60 + minute));
    zone.from_local_datetime(&local).earliest().unwrap_or_else(|| zone.from_utc_datetime(&local))
}

/// The moment with its offset, as FHIR writes it.
pub(crate) fn stamp(moment: Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// The moment in UTC, as FHIR writes an instant.
pub(crate) fn instant(moment: Moment) -> String {
    moment.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The given day, or the last open day before it.
pub(crate) fn open_day_before(mut day: NaiveDate) -> NaiveDate {
    while !is_open(day) {
        day -= Duration::days(1);
    }
    day
}

/// The open day that lies `count` open days before today (1: the last one before today).
pub(crate) fn past_open_day(today: NaiveDate, count: u32) -> NaiveDate {
    (0..count).fold(today, |day, _| open_day_before(day - Duration::days(1)))
}

/// The open day that comes `count` open days after the first one from `today` on (0: today, when open).
pub(crate) fn coming_open_day(today: NaiveDate, count: u32) -> NaiveDate {
    let mut day = today;
    let mut left = count;
    loop {
        if is_open(day) {
            if left == 0 {
                return day;
            }
            left -= 1;
        }
        day += Duration::days(1);
    }
}

/// Whole years between a birth date and a day, never negative.
pub(crate) fn years_between(born: NaiveDate, day: NaiveDate) -> u32 {
    day.years_since(born).unwrap_or(0)
}

/// The birth date of someone who is `years` old today, with a birthday in the given month and day.
pub(crate) fn born(today: NaiveDate, years: i32, month: u32, day: u32) -> NaiveDate {
    let birthday = |year| NaiveDate::from_ymd_opt(year, month, day);
    let this_year = birthday(today.year() - years).filter(|date| {
        NaiveDate::from_ymd_opt(today.year(), month, day).is_some_and(|anniversary| anniversary <= today)
            && *date <= today
    });
    this_year.or_else(|| birthday(today.year() - years - 1)).unwrap_or(today)
}

/// Whether the clinic is open: Monday to Friday, without the public holidays on which most clinics close.
pub(crate) fn is_open(day: NaiveDate) -> bool {
    let fixed = matches!((day.month(), day.day()), (1, 1) | (7, 4) | (12, 25));
    let moving = match (day.month(), day.weekday()) {
        (5, Weekday::Mon) => day.day() > 24,
        (9, Weekday::Mon) => day.day() < 8,
        (11, Weekday::Thu) => (22..29).contains(&day.day()),
        _ => false,
    };
    !fixed && !moving && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
