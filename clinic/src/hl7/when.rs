use crate::moment::{Moment, Precision};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};
use chrono_tz::Tz;

/// A date or time as exact as it was sent (HL7 types DT, TS and DTM, v2.5.1 §2.A.21, §2.A.22 and §2.A.77).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// What the sender's clock showed; what was not sent counts from the beginning.
    pub local: NaiveDateTime,
    /// How much of it was sent.
    pub exactness: Exactness,
    /// The sender's distance from UTC, if it was sent.
    pub offset: Option<FixedOffset>,
}

/// How much of a time was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exactness {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// The hour.
    Hour,
    /// The minute.
    Minute,
    /// The second.
    Second,
    /// Parts of a second.
    Fraction,
}

impl When {
    /// Reads `YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]`.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, offset) = zoned(text)?;
        let (digits, fraction) = fractioned(digits)?;
        let part = |from: usize| two(digits.get(from..from + 2)?);
        let exactness = match (digits.len(), fraction) {
            (4, None) => Exactness::Year,
            (6, None) => Exactness::Month,
            (8, None) => Exactness::Day,
            (10, None) => Exactness::Hour,
            (12, None) => Exactness::Minute,
            (14, None) => Exactness::Second,
            (14, Some(_)) => Exactness::Fraction,
            _ => return None,
        };
        let year = digits.get(..4)?;
        let year = two(year.get(..2)?)? * 100 + two(year.get(2..)?)?;
        let known =
            |least: Exactness, from: usize, other: u32| if exactness >= least { part(from) } else { Some(other) };
        let day = NaiveDate::from_ymd_opt(
            i32::try_from(year).ok().filter(|year| *year > 0)?,
            known(Exactness::Month, 4, 1)?,
            known(Exactness::Day, 6, 1)?,
        )?;
        let time = NaiveTime::from_hms_nano_opt(
            known(Exactness::Hour, 8, 0)?,
            known(Exactness::Minute, 10, 0)?,
            known(Exactness::Second, 12, 0)?,
            fraction.unwrap_or(0),
        )?;
        Some(Self { local: day.and_time(time), exactness, offset })
    }

    /// Reads a date (`YYYY[MM[DD]]`).
    pub fn parse_date(text: &str) -> Option<Self> {
        Self::parse(text).filter(|when| when.exactness <= Exactness::Day && when.offset.is_none())
    }

    /// The day, if it is known.
    pub fn day(&self) -> Option<NaiveDate> {
        (self.exactness >= Exactness::Day).then(|| self.local.date())
    }

    /// The moment it means. A time without a distance from UTC has that of the message (MSH-7, v2.5.1 §2.15.9.7), and where the message
    /// has none, the zone of the laboratory. A year, month or day is not moved between zones; an hour is taken at its beginning.
    pub fn resolve(&self, message: Option<FixedOffset>, zone: Tz) -> Moment {
        let precision = match self.exactness {
            Exactness::Year => Precision::Year,
            Exactness::Month => Precision::Month,
            Exactness::Day => Precision::Day,
            _ => Precision::Time,
        };
        if precision != Precision::Time {
            return Moment { at: self.local.and_utc(), precision };
        }
        let at: DateTime<Utc> = match self.offset.or(message) {
            Some(offset) => self.local.and_utc() - chrono::Duration::seconds(i64::from(offset.local_minus_utc())),
            None => {
                let minute = i64::from(self.local.hour() * 60 + self.local.minute());
                let rest = self.local.time().signed_duration_since(
                    NaiveTime::from_hms_opt(self.local.hour(), self.local.minute(), 0).unwrap_or(NaiveTime::MIN),
                );
                crate::wall_clock::instant(self.local.date(), minute, zone) + rest
            }
        };
        Moment { at, precision }
    }
}

/// Whether a text is a time of day (HL7 type TM, v2.5.1 §2.A.75): `HH[MM[SS[.S[S[S[S]]]]]][+/-ZZZZ]`.
pub(super) fn is_time(text: &str) -> bool {
    // A time of day is the end of a time of any day.
    text.len() >= 2 && When::parse(&format!("20000101{text}")).is_some_and(|when| when.exactness >= Exactness::Hour)
}

/// The text before a distance from UTC, and the distance.
fn zoned(text: &str) -> Option<(&str, Option<FixedOffset>)> {
    let Some(place) = text.find(['+', '-']) else { return Some((text, None)) };
    let (digits, zone) = text.split_at_checked(place)?;
    let (sign, zone) = zone.split_at_checked(1)?;
    let (hours, minutes) = (two(zone.get(..2)?)?, two(zone.get(2..)?)?);
    // No place on earth is further from UTC than 14 hours.
    if minutes > 59 || hours * 60 + minutes > 14 * 60 {
        return None;
    }
    let seconds = i32::try_from((hours * 60 + minutes) * 60).ok()?;
    let offset = FixedOffset::east_opt(if sign == "-" { -seconds } else { seconds })?;
    Some((digits, Some(offset)))
}

/// The digits before a point, and the nanoseconds after it.
fn fractioned(text: &str) -> Option<(&str, Option<u32>)> {
    let Some((digits, fraction)) = text.split_once('.') else { return Some((text, None)) };
    if fraction.is_empty() || fraction.len() > 4 || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some((digits, format!("{fraction:0<9}").parse().ok()))
}

/// A number of exactly two digits.
fn two(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{Exactness, When, is_time};
    use chrono_tz::America::New_York;

    fn at(text: &str) -> String {
        When::parse(text).unwrap().resolve(None, New_York).at.to_rfc3339()
    }

    #[test]
    fn as_exact_as_it_was_sent() {
        for (text, exactness, moment) in [
            ("2012", Exactness::Year, "2012-01-01T00:00:00+00:00"),
            ("201203", Exactness::Month, "2012-03-01T00:00:00+00:00"),
            ("20120301", Exactness::Day, "2012-03-01T00:00:00+00:00"),
            ("20120301+0100", Exactness::Day, "2012-03-01T00:00:00+00:00"),
            ("2012030109", Exactness::Hour, "2012-03-01T14:00:00+00:00"),
            ("201203010957", Exactness::Minute, "2012-03-01T14:57:00+00:00"),
            ("201203141259-0215", Exactness::Minute, "2012-03-14T15:14:00+00:00"),
            ("20141006064500+0700", Exactness::Second, "2014-10-05T23:45:00+00:00"),
            ("20110531140551.1234-0500", Exactness::Fraction, "2011-05-31T19:05:51.123400+00:00"),
            // Clocks skip that hour, and come to that one twice.
            ("20260308023015", Exactness::Second, "2026-03-08T07:00:15+00:00"),
            ("20261101013000", Exactness::Second, "2026-11-01T05:30:00+00:00"),
        ] {
            assert_eq!(When::parse(text).unwrap().exactness, exactness, "{text}");
            assert_eq!(at(text), moment, "{text}");
        }
    }

    #[test]
    fn the_message_says_where_its_clock_stands() {
        let (when, message) = (When::parse("201203140957").unwrap(), When::parse("201203141259-0215").unwrap());
        assert_eq!(when.resolve(message.offset, New_York).at.to_rfc3339(), "2012-03-14T12:12:00+00:00");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "19",
            "0000",
            "201213",
            "20120230",
            "2012-03-01",
            "20120301T10",
            "201203011",
            "2012030124",
            "201203011060",
            "20120301100060",
            "20120301100000.",
            "20120301100000.12345",
            "2012.5",
            "20120301+01",
            "20120301+1500",
            "20120301+0060",
            "20120301-",
            " 2012",
            "２０１２",
            "20120301100000Z",
            "+0100",
            "20120301+01-02",
        ] {
            assert!(When::parse(text).is_none(), "{text}");
        }
        assert!(When::parse_date("2012030109").is_none());
    }

    #[test]
    fn times_of_day() {
        for text in ["08", "0800", "235959+1100", "093544.2312"] {
            assert!(is_time(text), "{text}");
        }
        for text in ["", "8", "24", "8:00", "+0100", "080", "0800PM"] {
            assert!(!is_time(text), "{text}");
        }
    }
}
