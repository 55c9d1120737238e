//! Time zones (RFC 5545, 3.6.5): what clocks in a zone show around the visits, with the changes there really are.

use super::{Event, lines::Lines};
use chrono::{DateTime, Duration, LocalResult, Offset as _, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};
use std::collections::BTreeMap;

/// So far before and after a visit a change of clocks is looked for, in days.
const FAR: i64 = 400;

/// What clocks show: seconds east of UTC, whether that is daylight saving time, and its short name.
#[derive(Clone, PartialEq, Eq)]
struct Shown {
    seconds: i32,
    is_daylight: bool,
    name: String,
}

/// Changes of clocks, with what they show until and from then.
type Onsets = BTreeMap<DateTime<Utc>, (Shown, Shown)>;

/// The zone by which the times of a visit are written. Times that come twice on the clocks, and those in UTC, are written in UTC:
/// they would be read in two ways.
pub(super) fn named(event: &Event) -> Option<Tz> {
    let zone = event.zone;
    let is_certain = |at: DateTime<Utc>| {
        matches!(zone.from_local_datetime(&at.with_timezone(&zone).naive_local()), LocalResult::Single(_))
    };
    let is_utc = matches!(zone, Tz::UTC | Tz::Etc__UTC);
    (!is_utc && is_certain(event.start_at) && event.end_at.is_none_or(is_certain)).then_some(zone)
}

/// Writes each zone once: what its clocks show at each visit, since which change, and until which.
pub(super) fn write(lines: &mut Lines, events: &[Event]) {
    let mut zones: BTreeMap<&str, Onsets> = BTreeMap::new();
    for event in events {
        let Some(zone) = named(event) else { continue };
        let onsets = zones.entry(zone.name()).or_default();
        for at in [Some(event.start_at), event.end_at].into_iter().flatten() {
            let (since, shown) = before(at, zone);
            onsets.insert(since, shown);
            if let Some((until, shown)) = after(at, zone) {
                onsets.insert(until, shown);
            }
        }
    }
    for (name, onsets) in zones {
        lines.raw("BEGIN:VTIMEZONE");
        lines.raw(&format!("TZID:{name}"));
        for (at, (from, to)) in onsets {
            let kind = if to.is_daylight { "DAYLIGHT" } else { "STANDARD" };
            let wall = (at + Duration::seconds(i64::from(from.seconds))).naive_utc();
            lines.raw(&format!("BEGIN:{kind}"));
            lines.raw(&format!("DTSTART:{}", wall.format("%Y%m%dT%H%M%S")));
            lines.raw(&format!("TZOFFSETFROM:{}", offset(from.seconds)));
            lines.raw(&format!("TZOFFSETTO:{}", offset(to.seconds)));
            lines.text("TZNAME", &to.name);
            lines.raw(&format!("END:{kind}"));
        }
        lines.raw("END:VTIMEZONE");
    }
}

/// The last change of clocks before a moment, with what they showed before and since. Where there was none for long, a day
/// far enough back.
fn before(at: DateTime<Utc>, zone: Tz) -> (DateTime<Utc>, (Shown, Shown)) {
    let now = shown(at, zone);
    for days in 1..=FAR {
        let earlier = at - Duration::days(days);
        let was = shown(earlier, zone);
        if was != now {
            let since = change(earlier, at, zone);
            return (since, (shown(since - Duration::seconds(1), zone), now));
        }
    }
    // The start of a year, so that visits close to one another share it.
    let year = Utc.with_ymd_and_hms(1970, 1, 1, 0, 0, 0).single().unwrap_or(at);
    (year, (now.clone(), now))
}

/// The next change of clocks after a moment, with what they show until and from then.
fn after(at: DateTime<Utc>, zone: Tz) -> Option<(DateTime<Utc>, (Shown, Shown))> {
    let now = shown(at, zone);
    let mut same = at;
    for days in 1..=FAR {
        let later = at + Duration::days(days);
        if shown(later, zone) != now {
            let until = first_change(same, later, zone);
            return Some((until, (now, shown(until, zone))));
        }
        same = later;
    }
    None
}

/// The last change between two moments that differ, to the second: from it on clocks show what they show at `late`.
fn change(early: DateTime<Utc>, late: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let goal = shown(late, zone);
    halve(early, late, |at| shown(at, zone) == goal)
}

/// The first change between two moments that differ, to the second: until then clocks show what they show at `early`.
fn first_change(early: DateTime<Utc>, late: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let start = shown(early, zone);
    halve(early, late, |at| shown(at, zone) != start)
}

/// The first second between two at which something is true that is not at `early` and is at `late`.
fn halve(early: DateTime<Utc>, late: DateTime<Utc>, is: impl Fn(DateTime<Utc>) -> bool) -> DateTime<Utc> {
    let (mut no, mut yes) = (early.timestamp(), late.timestamp());
    while yes - no > 1 {
        let middle = i64::midpoint(no, yes);
        if DateTime::from_timestamp(middle, 0).is_some_and(&is) { yes = middle } else { no = middle }
    }
    DateTime::from_timestamp(yes, 0).unwrap_or(late)
}

fn shown(at: DateTime<Utc>, zone: Tz) -> Shown {
    let offset = zone.offset_from_utc_datetime(&at.naive_utc());
    Shown {
        seconds: offset.fix().local_minus_utc(),
        is_daylight: !offset.dst_offset().is_zero(),
        name: offset.abbreviation().unwrap_or_default().to_owned(),
    }
}

/// "-0500", and seconds only where there are some.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}
