//! FHIR's `date`, `dateTime` and `instant`, which may be known only to the year, month or day.

use crate::moment::{Moment, Precision};
use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// A FHIR date or time as the database keeps it.
#[derive(Clone, Copy, Debug)]
pub(super) struct When(pub(super) Moment);

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(WhenVisitor)
    }
}

struct WhenVisitor;

impl de::Visitor<'_> for WhenVisitor {
    type Value = When;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date or time (as 2024, 2024-05, 2024-05-17 or 2024-05-17T08:30:00+02:00)")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<When, E> {
        parse(text).map(When).ok_or_else(|| E::invalid_value(de::Unexpected::Other("text"), &self))
    }
}

/// Reads a FHIR date or time.
pub(super) fn parse(text: &str) -> Option<Moment> {
    let (date, precision) = match text.len() {
        4 => (day(text, "01", "01")?, Precision::Year),
        7 => {
            let (year, month) = text.split_once('-')?;
            (day(year, month, "01")?, Precision::Month)
        }
        10 => {
            let (year, rest) = text.split_once('-')?;
            let (month, day_of_month) = rest.split_once('-')?;
            (day(year, month, day_of_month)?, Precision::Day)
        }
        _ => return time(text).map(|at| Moment { at, precision: Precision::Time }),
    };
    Some(Moment { at: date.and_hms_opt(0, 0, 0)?.and_utc(), precision })
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
    };
    let year = number(year, 4).filter(|&year| year > 0)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, number(day, 2)?)
}

fn time(text: &str) -> Option<DateTime<Utc>> {
    // RFC 3339 would also take a blank or small letters where FHIR has `T` and `Z`.
    if text.as_bytes().get(10) != Some(&b'T') || text.ends_with('z') {
        return None;
    }
    let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc).trunc_subsecs(6);
    (at.date_naive() >= NaiveDate::from_ymd_opt(1, 1, 1)?).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::moment::Precision::{Day, Month, Time, Year};

    #[test]
    fn as_exact_as_it_was_sent() {
        for (text, at, precision) in [
            ("2019", "2019-01-01T00:00:00Z", Year),
            ("2019-07", "2019-07-01T00:00:00Z", Month),
            ("2020-02-29", "2020-02-29T00:00:00Z", Day),
            ("2019-07-01T10:00:00Z", "2019-07-01T10:00:00Z", Time),
            ("2019-07-01T10:00:00.123456789-05:00", "2019-07-01T15:00:00.123456Z", Time),
        ] {
            let moment = parse(text).unwrap();
            assert_eq!(moment.at, at.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
            assert_eq!(moment.precision, precision);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "19",
            "0000",
            "2019-13",
            "2019-02-29",
            "2019-7-01",
            "2019-07-01T10:00:00",
            "2019-07-01 10:00:00Z",
            "2019-07-01T10:00Z",
            "2019-07-01T25:00:00Z",
            "+2019-1",
            "20190701",
            "tomorrow",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
