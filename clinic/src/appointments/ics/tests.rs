//! What is written is read back by two parsers that know nothing of each other.

use super::*;
use calcard::{
    Entry, Parser,
    icalendar::{ICalendar, ICalendarComponentType, dates::CalendarEvent},
};
use chrono::{Duration, NaiveDateTime, TimeZone as _};
use icalendar::{CalendarComponent, CalendarDateTime, Component as _, DatePerhapsTime, EventLike as _};
use proptest::prelude::*;
use std::str::FromStr as _;
use uuid::Uuid;

fn event(start_at: DateTime<Utc>, minutes: i64, zone: Tz) -> Event {
    Event {
        id: AppointmentId(Uuid::from_u128(7)),
        host: "portal.example.org".to_owned(),
        sequence: 3,
        start_at,
        end_at: Some(start_at + Duration::minutes(minutes)),
        zone,
        certainty: Certainty::Confirmed,
        summary: "Appointment at Clínica \"Verbena\", main; second\\floor".to_owned(),
        location: Some("Main house\n12 Long Street\nSpringfield, IL 62701".to_owned()),
        description: Some("á".repeat(200)),
        organizer: Some(("Clínica \"Verbena\"; x".to_owned(), "portal@example.org".to_owned())),
        attendee: Some("walter@example.org".to_owned()),
        stamped_at: Utc.with_ymd_and_hms(2026, 3, 2, 15, 4, 5).unwrap(),
    }
}

/// The instants that the first parser reads, by its own knowledge of zones.
fn by_icalendar(text: &str) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let parsed = icalendar::Calendar::from_str(text).unwrap();
    let instant = |time: DatePerhapsTime| match time {
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => at,
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid }) => {
            by_the_calendars_own_zone(text, &tzid, date_time)
        }
        other => panic!("{other:?}"),
    };
    let events = parsed.components.iter().filter_map(CalendarComponent::as_event);
    events.map(|event| (instant(event.get_start().unwrap()), instant(event.get_end().unwrap()))).collect()
}

/// The instant of a wall-clock time by what the VTIMEZONE of the text says, and nothing else.
fn by_the_calendars_own_zone(text: &str, tzid: &str, wall: NaiveDateTime) -> DateTime<Utc> {
    let zone = text
        .split("BEGIN:VTIMEZONE\r\n")
        .skip(1)
        .map(|rest| rest.split("END:VTIMEZONE").next().unwrap())
        .find(|zone| zone.contains(&format!("TZID:{tzid}\r\n")))
        .expect("each zone is there");
    let field = |part: &str, name: &str| -> String {
        part.lines().find_map(|line| line.strip_prefix(&format!("{name}:"))).unwrap().to_owned()
    };
    let seconds = |offset: String| -> i64 {
        let number = |range: std::ops::Range<usize>| offset.get(range).map_or(0, |digits| digits.parse().unwrap());
        let all: i64 = number(1..3) * 3600 + number(3..5) * 60 + number(5..7);
        if offset.starts_with('-') { -all } else { all }
    };
    let observances = zone.split("BEGIN:").skip(1).map(|part| {
        let onset = NaiveDateTime::parse_from_str(&field(part, "DTSTART"), "%Y%m%dT%H%M%S").unwrap();
        (onset, seconds(field(part, "TZOFFSETTO")))
    });
    let (_, offset) = observances.filter(|(onset, _)| *onset <= wall).max_by_key(|(onset, _)| *onset).unwrap();
    (wall - Duration::seconds(offset)).and_utc()
}

/// The instants that the second parser reads, with the zone database it brings.
fn by_calcard(text: &str) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let parsed = ICalendar::parse(text).unwrap();
    let expanded = parsed.expand_dates(calcard::common::timezone::Tz::UTC, 1000);
    assert!(expanded.errors.is_empty(), "{:?}", expanded.errors.len());
    let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
    let mut found: Vec<_> = expanded
        .events
        .into_iter()
        .filter_map(CalendarEvent::try_into_date_time)
        .map(|event| (at(event.start.timestamp()), at(event.end.timestamp())))
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn a_visit_is_written_as_it_should_be() {
    let start = Utc.with_ymd_and_hms(2026, 12, 1, 20, 5, 0).unwrap();
    let text = calendar(Method::Request, None, &[event(start, 30, Tz::America__New_York)]);
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "METHOD:REQUEST",
        "UID:00000000-0000-0000-0000-000000000007@portal.example.org",
        "DTSTAMP:20260302T150405Z",
        "SEQUENCE:3",
        "DTSTART;TZID=America/New_York:20261201T150500",
        "DTEND;TZID=America/New_York:20261201T153500",
        "STATUS:CONFIRMED",
        "SUMMARY:Appointment at Clínica \"Verbena\"\\, main\\; second\\\\floor",
        "LOCATION:Main house\\n12 Long Street\\nSpringfield\\, IL 62701",
        "ORGANIZER;CN=\"Clínica 'Verbena'; x\":mailto:portal@example.org",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:walter@example.org",
        "TZID:America/New_York",
        "CLASS:PRIVATE",
    ] {
        assert!(unfolded.contains(&format!("{line}\r\n")), "{line}\n{unfolded}");
    }
    // The change before and the change after, as they are.
    assert!(
        text.contains("BEGIN:STANDARD\r\nDTSTART:20261101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\nEND:STANDARD"),
        "{text}"
    );
    assert!(
        text.contains("BEGIN:DAYLIGHT\r\nDTSTART:20270314T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\nEND:DAYLIGHT"),
        "{text}"
    );
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert!(text.replace("\r\n", "").chars().all(|letter| !letter.is_control()), "only whole line ends");
    let zone = text.split("BEGIN:VTIMEZONE").nth(1).unwrap().split("END:VTIMEZONE").next().unwrap();
    assert!(!zone.contains("DTSTAMP") && !zone.contains("UID"), "{zone}");
    assert_eq!(by_icalendar(&text), [(start, start + Duration::minutes(30))]);
    assert_eq!(by_calcard(&text), [(start, start + Duration::minutes(30))]);
}

#[test]
fn both_parsers_read_the_words_back() {
    let start = Utc.with_ymd_and_hms(2026, 12, 1, 20, 5, 0).unwrap();
    let given = event(start, 30, Tz::America__New_York);
    let text = calendar(Method::Cancel, None, &[Event { certainty: Certainty::Cancelled, ..given.clone() }]);
    let parsed = icalendar::Calendar::from_str(&text).unwrap();
    let read = parsed.components.iter().find_map(CalendarComponent::as_event).unwrap();
    assert_eq!(read.get_summary(), Some(given.summary.as_str()));
    assert_eq!(read.get_location(), given.location.as_deref());
    assert_eq!(read.get_description(), given.description.as_deref());
    assert_eq!(read.property_value("STATUS"), Some("CANCELLED"));
    let Entry::ICalendar(read) = Parser::new(&text).entry() else { panic!("calcard reads no calendar") };
    let kinds: Vec<_> = read.components.iter().map(|one| one.component_type.clone()).collect();
    assert!(kinds.contains(&ICalendarComponentType::VEvent) && kinds.contains(&ICalendarComponentType::VTimezone));
    let written = read.to_string().replace("\r\n ", "");
    assert!(written.contains("METHOD:CANCEL") && written.contains("second\\\\floor"), "{written}");
}

#[test]
fn an_hour_that_comes_twice_is_written_in_utc() {
    // Half past one on the night when clocks go back, the second time.
    let second = Utc.with_ymd_and_hms(2026, 11, 1, 6, 30, 0).unwrap();
    let text = calendar(Method::Request, None, &[event(second, 30, Tz::America__New_York)]);
    assert!(text.contains("DTSTART:20261101T063000Z\r\n"), "{text}");
    assert!(!text.contains("VTIMEZONE"), "{text}");
}

#[test]
fn a_calendar_of_many_visits_names_each_zone_once() {
    let start = Utc.with_ymd_and_hms(2026, 1, 5, 15, 0, 0).unwrap();
    let events: Vec<Event> = (0..60)
        .map(|week| {
            let zone = if week % 2 == 0 { Tz::America__New_York } else { Tz::America__Denver };
            event(start + Duration::weeks(week), 45, zone)
        })
        .collect();
    let text = calendar(Method::Publish, Some("Visits, mine"), &events);
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 2);
    assert!(text.contains("X-WR-CALNAME:Visits\\, mine\r\n"));
    let expected: Vec<_> = events.iter().map(|event| (event.start_at, event.end_at.unwrap())).collect();
    assert_eq!(by_icalendar(&text), expected);
    assert_eq!(by_calcard(&text), expected);
}

proptest! {
    #[test]
    fn the_instant_is_right_in_any_zone(
        zone in 0..chrono_tz::TZ_VARIANTS.len(),
        // 2025 to 2040, to the minute.
        minute in 28_930_000_i64..36_816_000,
        lasts in 5_i64..600,
    ) {
        let zone = chrono_tz::TZ_VARIANTS[zone];
        let start = DateTime::from_timestamp(minute * 60, 0).unwrap();
        let text = calendar(Method::Request, None, &[event(start, lasts, zone)]);
        let expected = [(start, start + Duration::minutes(lasts))];
        prop_assert_eq!(by_icalendar(&text), expected);
        prop_assert_eq!(by_calcard(&text), expected, "{}", text);
    }

    #[test]
    fn around_a_change_of_clocks_it_is_right_too(minutes in -300_i64..300, lasts in 5_i64..240, spring in any::<bool>(), zone in 0_usize..5) {
        let zones = [Tz::America__New_York, Tz::Europe__Dublin, Tz::Australia__Lord_Howe, Tz::America__Denver, Tz::Africa__Casablanca];
        let day = if spring { (2026, 3, 8, 7) } else { (2026, 11, 1, 6) };
        let change = Utc.with_ymd_and_hms(day.0, day.1, day.2, day.3, 0, 0).unwrap();
        let start = change + Duration::minutes(minutes);
        let text = calendar(Method::Request, None, &[event(start, lasts, zones[zone])]);
        let expected = [(start, start + Duration::minutes(lasts))];
        prop_assert_eq!(by_icalendar(&text), expected);
        prop_assert_eq!(by_calcard(&text), expected, "{}", text);
    }

    #[test]
    fn any_words_are_read_back(words in "[^\\p{Cc}]{0,200}") {
        let start = Utc.with_ymd_and_hms(2026, 12, 1, 20, 5, 0).unwrap();
        let given = Event { summary: format!("x{words}x"), ..event(start, 30, Tz::America__New_York) };
        let text = calendar(Method::Request, None, std::slice::from_ref(&given));
        let lines = text.split("\r\n").all(|line| line.len() <= 75);
        prop_assert!(lines);
        let parsed = icalendar::Calendar::from_str(&text).unwrap();
        let read = parsed.components.iter().find_map(CalendarComponent::as_event).unwrap();
        prop_assert_eq!(read.get_summary(), Some(given.summary.as_str()));
    }
}
