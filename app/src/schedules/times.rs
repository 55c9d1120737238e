//! Times of day as they are typed and read: minutes after midnight.

use crate::ui::text::Lang;
use chrono::{NaiveDate, NaiveTime, Timelike as _};
use clinic::schedules::DAY;

/// Reads a time such as `9:05` or `09:05:00`.
fn typed(text: &str) -> Option<i64> {
    let time = ["%H:%M", "%H:%M:%S"].into_iter().find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())?;
    Some(i64::from(time.num_seconds_from_midnight()) / 60)
}

/// Reads when something begins.
pub(super) fn from_typed(text: &str) -> Option<i64> {
    typed(text)
}

/// Reads when something ends: midnight, which is all that a browser's field can say, is the end of the day, as is `24:00`.
pub(super) fn until_typed(text: &str) -> Option<i64> {
    if text.trim() == "24:00" {
        return Some(DAY);
    }
    typed(text).map(|minute| if minute == 0 { DAY } else { minute })
}

/// A time as a browser's field holds it; the end of the day is its midnight.
pub(super) fn to_typed(minute: i64) -> String {
    let minute = minute.rem_euclid(DAY);
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "9:05 AM" or "09:05"; the end of the day is midnight in words.
pub(super) fn words(minute: i64, lang: Lang) -> String {
    if minute == DAY {
        return lang.t("schedules-midnight");
    }
    let seconds = u32::try_from(60 * minute.rem_euclid(DAY)).unwrap_or_default();
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    let form = match lang {
        Lang::En => "%-I:%M %p",
        Lang::Es => "%H:%M",
    };
    time.format(form).to_string()
}

/// "9:00 AM to 12:30 PM".
pub(super) fn span(from: i64, until: i64, lang: Lang) -> String {
    lang.with("date-span", &[("from", words(from, lang).into()), ("to", words(until, lang).into())])
}

/// A day as a browser's field holds it, of this century: a year of another length is a slip of the hand.
pub(super) fn day_typed(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = text.trim().parse().ok()?;
    let (first, last) = (NaiveDate::from_ymd_opt(2000, 1, 1)?, NaiveDate::from_ymd_opt(2099, 12, 31)?);
    (first <= day && day <= last).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written_alike() {
        for minute in 0..DAY {
            assert_eq!(from_typed(&to_typed(minute)), Some(minute));
        }
        for minute in 1..=DAY {
            assert_eq!(until_typed(&to_typed(minute)), Some(minute));
        }
        assert_eq!(
            (from_typed(" 9:05 "), from_typed("09:05:30"), until_typed("24:00")),
            (Some(545), Some(545), Some(DAY))
        );
        for wrong in ["", "9", "25:00", "24:00", "12:60", "noon"] {
            assert_eq!(from_typed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        assert_eq!(span(540, DAY, Lang::En), "9:00 AM to midnight");
        assert_eq!(span(0, 785, Lang::Es), "00:00 a 13:05");
        assert_eq!(words(720, Lang::En), "12:00 PM");
    }

    #[test]
    fn a_day_lies_in_this_century() {
        assert_eq!(day_typed(" 2026-11-22 ").map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
        for wrong in ["", "0206-11-22", "20260-11-22", "2026-02-30", "11/22/2026"] {
            assert_eq!(day_typed(wrong), None, "{wrong}");
        }
    }
}
