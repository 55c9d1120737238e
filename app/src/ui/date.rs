//! Dates and times as people write them, always with the zone of the place they belong to.

use super::text::{Lang, lang};
use chrono::{DateTime, Datelike, Locale, NaiveDate, SecondsFormat, TimeDelta, Utc};
use chrono_tz::{OffsetName, Tz};
use leptos::prelude::*;

/// A date as `<time>`, such as "Nov 21, 2026".
#[component]
pub fn Day(
    /// The date.
    date: NaiveDate,
) -> impl IntoView {
    view! { <time datetime=date.to_string()>{lang().date(date)}</time> }
}

/// A moment as `<time>` in the zone of the place of care, which is named; the long name of the zone is in the title.
#[component]
pub fn Moment(
    /// The moment.
    at: DateTime<Utc>,
    /// The zone of the place it belongs to.
    zone: Tz,
) -> impl IntoView {
    let lang = lang();
    view! {
        <time datetime=at.to_rfc3339_opts(SecondsFormat::Secs, true) title=lang.zone_name(zone)>
            {lang.moment(at, zone)}
        </time>
    }
}

/// The time of day as `<time>` with the short name of its zone, such as "3:05 PM EST".
#[component]
pub fn Hour(
    /// The moment.
    at: DateTime<Utc>,
    /// The zone of the place it belongs to.
    zone: Tz,
) -> impl IntoView {
    let lang = lang();
    view! {
        <time datetime=at.to_rfc3339_opts(SecondsFormat::Secs, true) title=lang.zone_name(zone)>
            {lang.time(at, zone)}
        </time>
    }
}

impl Lang {
    /// "Nov 21, 2026" or "21 nov 2026".
    pub fn date(self, date: NaiveDate) -> String {
        let pattern = match self {
            Self::En => "%b %-d, %Y",
            Self::Es => "%-d %b %Y",
        };
        self.localized(date, pattern)
    }

    /// "Saturday, November 21, 2026" or "sábado, 21 de noviembre de 2026".
    pub fn date_long(self, date: NaiveDate) -> String {
        let pattern = match self {
            Self::En => "%A, %B %-d, %Y",
            Self::Es => "%A, %-d de %B de %Y",
        };
        self.localized(date, pattern)
    }

    /// "Saturday, November 21" or "sábado, 21 de noviembre", where the year is said elsewhere.
    pub fn day_long(self, date: NaiveDate) -> String {
        let pattern = match self {
            Self::En => "%A, %B %-d",
            Self::Es => "%A, %-d de %B",
        };
        self.localized(date, pattern)
    }

    /// "November 2026" or "noviembre de 2026".
    pub fn month(self, date: NaiveDate) -> String {
        let pattern = match self {
            Self::En => "%B %Y",
            Self::Es => "%B de %Y",
        };
        self.localized(date, pattern)
    }

    /// "Nov 2026" or "nov 2026", for the axis of a chart.
    pub fn month_short(self, date: NaiveDate) -> String {
        self.localized(date, "%b %Y")
    }

    /// "Nov 21" or "21 nov", where the year is said elsewhere.
    pub fn day_short(self, date: NaiveDate) -> String {
        let pattern = match self {
            Self::En => "%b %-d",
            Self::Es => "%-d %b",
        };
        self.localized(date, pattern)
    }

    /// "Sat" or "sáb", for a calendar leaf.
    pub fn weekday_short(self, date: NaiveDate) -> String {
        self.localized(date, "%a")
    }

    /// "Monday" or "lunes"; 1 is Monday.
    pub fn weekday(self, number: i64) -> String {
        // The first day of this year was a Monday.
        let monday = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
        self.localized(monday + TimeDelta::days((number - 1).rem_euclid(7)), "%A")
    }

    /// "Nov" or "nov", for a calendar leaf.
    pub fn month_name_short(self, date: NaiveDate) -> String {
        self.localized(date, "%b")
    }

    /// "3:05 PM EST" or "15:05 EST".
    pub fn time(self, at: DateTime<Utc>, zone: Tz) -> String {
        format!("{} {}", self.clock(at, zone), zone_short(at, zone))
    }

    /// "Nov 21, 2026, 3:05 PM EST" or "21 nov 2026, 15:05 EST".
    pub fn moment(self, at: DateTime<Utc>, zone: Tz) -> String {
        let date = self.date(at.with_timezone(&zone).date_naive());
        self.with("date-at", &[("date", date.into()), ("time", self.time(at, zone).into())])
    }

    /// "Saturday, November 21, 2026, 3:05 PM EST" or "sábado, 21 de noviembre de 2026, 15:05 EST".
    pub fn moment_long(self, at: DateTime<Utc>, zone: Tz) -> String {
        let date = self.date_long(at.with_timezone(&zone).date_naive());
        self.with("date-at", &[("date", date.into()), ("time", self.time(at, zone).into())])
    }

    /// "3:05 PM to 3:35 PM EST"; both ends carry their zone where it changes in between.
    pub fn time_range(self, from: DateTime<Utc>, to: DateTime<Utc>, zone: Tz) -> String {
        let start =
            if zone_short(from, zone) == zone_short(to, zone) { self.clock(from, zone) } else { self.time(from, zone) };
        self.with("date-span", &[("from", start.into()), ("to", self.time(to, zone).into())])
    }

    /// How long a visit lasts, such as "30 minutes".
    pub fn minutes(self, count: i64) -> String {
        self.with("date-minutes", &[("count", count.into())])
    }

    /// How far `date` is from `today`: "today", "in 3 days", "2 weeks ago".
    pub fn relative(self, date: NaiveDate, today: NaiveDate) -> String {
        let days = (date - today).num_days();
        let far = days.abs();
        let count = |unit: i64| [("count", (far / unit).into())];
        match (far, days > 0) {
            (0, _) => self.t("date-today"),
            (1, true) => self.t("date-tomorrow"),
            (1, false) => self.t("date-yesterday"),
            (2..14, true) => self.with("date-in-days", &count(1)),
            (2..14, false) => self.with("date-days-ago", &count(1)),
            (14..61, true) => self.with("date-in-weeks", &count(7)),
            (14..61, false) => self.with("date-weeks-ago", &count(7)),
            (_, coming) => {
                let months = if coming { whole_months(today, date) } else { whole_months(date, today) };
                match (months, coming) {
                    (..24, true) => self.with("date-in-months", &[("count", months.into())]),
                    (..24, false) => self.with("date-months-ago", &[("count", months.into())]),
                    (_, true) => self.with("date-in-years", &[("count", (months / 12).into())]),
                    (_, false) => self.with("date-years-ago", &[("count", (months / 12).into())]),
                }
            }
        }
    }

    /// How far a moment is from now: minutes and hours within a day, days of the zone's calendar beyond.
    pub fn relative_moment(self, at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
        let apart = at - now;
        let minutes = apart.num_minutes();
        let far = minutes.abs();
        match (far, minutes > 0) {
            (0, _) => self.t("date-now"),
            (1..60, true) => self.with("date-in-minutes", &[("count", far.into())]),
            (1..60, false) => self.with("date-minutes-ago", &[("count", far.into())]),
            _ if apart.abs() < TimeDelta::hours(12) => {
                let key =
                    if minutes > 0 { super::text::key("date-in-hours") } else { super::text::key("date-hours-ago") };
                self.with(key, &[("count", (far / 60).into())])
            }
            _ => self.relative(local(at, zone), local(now, zone)),
        }
    }

    /// Age on a day as a clinic says it: days in the first month, months under two years, then years.
    pub fn age(self, birth: NaiveDate, on: NaiveDate) -> String {
        let months = whole_months(birth, on);
        match months {
            ..1 => self.with("date-age-days", &[("count", (on - birth).num_days().max(0).into())]),
            1..24 => self.with("date-age-months", &[("count", months.into())]),
            _ => self.with("date-age-years", &[("count", (months / 12).into())]),
        }
    }

    /// The zone's name in words, such as "Mountain Time (Denver)".
    pub fn zone_name(self, zone: Tz) -> String {
        let name = zone.name();
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        let city = [("city", city.into())];
        match name {
            "America/New_York" | "America/Detroit" | "America/Kentucky/Louisville" | "America/Indiana/Indianapolis" => {
                self.with("date-zone-eastern", &city)
            }
            "America/Chicago" | "America/Menominee" | "America/Indiana/Knox" => self.with("date-zone-central", &city),
            "America/Denver" | "America/Boise" | "America/Phoenix" => self.with("date-zone-mountain", &city),
            "America/Los_Angeles" => self.with("date-zone-pacific", &city),
            "America/Anchorage" | "America/Juneau" => self.with("date-zone-alaska", &city),
            "Pacific/Honolulu" => self.with("date-zone-hawaii", &city),
            "America/Puerto_Rico" => self.with("date-zone-atlantic", &city),
            "UTC" | "Etc/UTC" => self.t("date-zone-utc"),
            _ => self.with("date-zone-other", &city),
        }
    }

    fn localized(self, date: NaiveDate, pattern: &str) -> String {
        let locale = match self {
            Self::En => Locale::en_US,
            Self::Es => Locale::es_US,
        };
        date.format_localized(pattern, locale).to_string()
    }

    fn clock(self, at: DateTime<Utc>, zone: Tz) -> String {
        let pattern = match self {
            Self::En => "%-I:%M %p",
            Self::Es => "%H:%M",
        };
        at.with_timezone(&zone).format(pattern).to_string()
    }
}

/// The day a moment falls on where it happens.
pub fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The zone's short name at that moment, such as "EST"; zones without one are named by their distance from UTC.
fn zone_short(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    match local.offset().abbreviation() {
        Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name.to_owned(),
        _ => format!("UTC{}", local.format("%:z")),
    }
}

/// Whole months from one day to a later one; a month is over on the same day of the next.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    if to.day() < from.day() { months - 1 } else { months }
}

#[cfg(test)]
#[path = "date_test.rs"]
mod tests;
