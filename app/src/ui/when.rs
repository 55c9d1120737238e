//! Clinical times, shown as exactly as they are known.

use super::text::{Lang, lang};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::moment::{Moment, Precision};
use leptos::prelude::*;

/// The calendar day of a clinical time as `<time>`; a year or month stays one.
#[component]
pub fn WhenDay(
    /// The time.
    at: Moment,
    /// The zone of the place it belongs to.
    zone: Tz,
) -> impl IntoView {
    view! { <time datetime=machine(at, zone)>{lang().when_day(at, zone)}</time> }
}

/// A clinical time as `<time>`, with the time of day and its zone where they are known.
#[component]
pub fn When(
    /// The time.
    at: Moment,
    /// The zone of the place it belongs to.
    zone: Tz,
) -> impl IntoView {
    let lang = lang();
    let title = (at.precision == Precision::Time).then(|| lang.zone_name(zone));
    view! { <time datetime=machine(at, zone) title=title>{lang.when(at, zone)}</time> }
}

impl Lang {
    /// "2019", "November 2026" or "Nov 21, 2026": the day where the place is, or less where less is known.
    pub fn when_day(self, moment: Moment, zone: Tz) -> String {
        let day = moment.at.date_naive();
        match moment.precision {
            Precision::Year => day.format("%Y").to_string(),
            Precision::Month => self.month(day),
            Precision::Day => self.date(day),
            Precision::Time => self.date(moment.at.with_timezone(&zone).date_naive()),
        }
    }

    /// The same with the time of day and its zone, where they are known.
    pub fn when(self, moment: Moment, zone: Tz) -> String {
        match moment.precision {
            Precision::Time => self.moment(moment.at, zone),
            _ => self.when_day(moment, zone),
        }
    }

    /// "Nov 21, 2026 to Nov 30, 2026", "since Nov 21, 2026" or "until Nov 30, 2026"; nothing where neither end is known.
    pub fn period(self, from: Option<Moment>, to: Option<Moment>, zone: Tz) -> Option<String> {
        let day = |moment: Moment| self.when_day(moment, zone);
        match (from, to) {
            (Some(from), Some(to)) if day(from) == day(to) => Some(day(from)),
            (Some(from), Some(to)) => {
                Some(self.with("date-span", &[("from", day(from).into()), ("to", day(to).into())]))
            }
            (Some(from), None) => Some(self.with("date-since", &[("date", day(from).into())])),
            (None, Some(to)) => Some(self.with("date-until", &[("date", day(to).into())])),
            (None, None) => None,
        }
    }
}

/// The zone a place names, else the clinic's.
pub fn zone_of(name: Option<&str>, clinic: Tz) -> Tz {
    name.and_then(|name| name.parse().ok()).unwrap_or(clinic)
}

/// What a machine reads: as much of the time as is known.
fn machine(moment: Moment, zone: Tz) -> String {
    let at: DateTime<Utc> = moment.at;
    match moment.precision {
        Precision::Year => at.format("%Y").to_string(),
        Precision::Month => at.format("%Y-%m").to_string(),
        Precision::Day => at.format("%Y-%m-%d").to_string(),
        Precision::Time => at.with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    fn known(precision: Precision) -> Moment {
        Moment { at: Utc.with_ymd_and_hms(2019, 1, 1, 3, 0, 0).unwrap(), precision }
    }

    #[test]
    fn no_more_is_shown_than_is_known() {
        let zone = chrono_tz::America::Denver;
        assert_eq!(Lang::En.when(known(Precision::Year), zone), "2019");
        assert_eq!(Lang::En.when(known(Precision::Month), zone), "January 2019");
        assert_eq!(Lang::En.when(known(Precision::Day), zone), "Jan 1, 2019");
        assert_eq!(Lang::En.when_day(known(Precision::Time), zone), "Dec 31, 2018");
        assert_eq!(Lang::En.when(known(Precision::Time), zone), "Dec 31, 2018, 8:00 PM MST");
        assert_eq!(machine(known(Precision::Time), zone), "2018-12-31T20:00:00-07:00");
    }

    #[test]
    fn an_unknown_zone_is_the_clinics() {
        let clinic = chrono_tz::America::New_York;
        assert_eq!(zone_of(Some("America/Denver"), clinic), chrono_tz::America::Denver);
        assert_eq!(zone_of(Some("Mars/Olympus"), clinic), clinic);
        assert_eq!(zone_of(None, clinic), clinic);
    }
}
