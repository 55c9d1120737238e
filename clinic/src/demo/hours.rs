//! The calendar of the demo clinic: its rooms, its kinds of visit, who is where when, and when nobody is there.

use super::{
    house::{ASHBY, HARBOR, KELLEHER, LINDQVIST, MESA, OKAFOR, RAMAN, REYES, Site, Staff, TANAKA},
    ids,
};
use crate::schedules::{Medium, Mode};
use chrono::{Datelike as _, Duration, NaiveDate};

/// A room of the demo clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoRoom {
    /// Its key, by which hours name it.
    pub key: &'static str,
    /// The FHIR id of the place is made from this key, see [`place_id`].
    pub place: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// A kind of visit of the demo clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoVisit {
    /// Its key, by which hours name it.
    pub key: &'static str,
    /// What it is called, in English and Spanish.
    pub names: (&'static str, &'static str),
    /// How long it takes, and what is kept free after it.
    pub minutes: (i64, i64),
    /// How patient and clinician meet.
    pub medium: Medium,
    /// What patients can do.
    pub mode: Mode,
    /// How many hours before it patients can book it at the latest.
    pub notice_hours: i64,
    /// How many days ahead they can.
    pub ahead_days: i64,
    /// What they do before it, in English and Spanish.
    pub instructions: Option<(&'static str, &'static str)>,
}

/// Hours of the week of someone in the demo clinic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoHours {
    /// The key of the practitioner.
    pub practitioner: &'static str,
    /// The key of the place.
    pub place: &'static str,
    /// The key of the room.
    pub room: Option<&'static str>,
    /// On which weekdays, Monday being 1.
    pub weekdays: &'static [i64],
    /// From when until when, as hours of the day.
    pub hours: (i64, i64),
    /// The keys of the visits they are for; all where empty.
    pub visits: &'static [&'static str],
}

/// A time at which nobody is there in the demo clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoClosure {
    /// The key of the practitioner who is away; a holiday of the whole clinic where missing.
    pub practitioner: Option<&'static str>,
    /// What those who work there wrote.
    pub note: &'static str,
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
}

/// The FHIR id of one of the demo's places, from its key.
pub fn place_id(key: &str) -> String {
    ids::id("location", key)
}

/// The rooms of the demo clinic.
pub fn rooms() -> &'static [DemoRoom] {
    &ROOMS
}

/// The kinds of visit of the demo clinic.
pub fn visits() -> &'static [DemoVisit] {
    &VISITS
}

/// Who is where when in the demo clinic.
pub fn hours() -> &'static [DemoHours] {
    &HOURS
}

/// When nobody is there: the next holiday, and an absence three weeks on.
pub fn closures(today: NaiveDate) -> Vec<DemoClosure> {
    let days = [(1, 1, "New Year’s Day"), (7, 4, "Independence Day"), (12, 25, "Christmas Day")];
    let dates = [today.year(), today.year() + 1]
        .into_iter()
        .flat_map(|year| days.map(|(month, day, note)| (year, month, day, note)));
    let holiday = dates
        .filter_map(|(year, month, day, note)| Some((NaiveDate::from_ymd_opt(year, month, day)?, note)))
        .find(|(day, _)| today < *day)
        .map(|(day, note)| DemoClosure { practitioner: None, note, days: (day, day) });
    let monday = today - Duration::days(i64::from(today.weekday().num_days_from_monday())) + Duration::days(21);
    let away =
        DemoClosure { practitioner: Some(REYES.key), note: "Conference", days: (monday, monday + Duration::days(4)) };
    holiday.into_iter().chain([away]).collect()
}

/// The first day of the hours: the year before, so that past weeks have some, too.
pub fn first_day(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year() - 1, 1, 1).unwrap_or(today)
}

const fn room(key: &'static str, place: &'static Site, name: &'static str) -> DemoRoom {
    DemoRoom { key, place: place.key, name }
}

static ROOMS: [DemoRoom; 6] = [
    room("harbor-1", &HARBOR, "Room 1"),
    room("harbor-2", &HARBOR, "Room 2"),
    room("harbor-3", &HARBOR, "Room 3"),
    room("harbor-treatment", &HARBOR, "Treatment room"),
    room("mesa-1", &MESA, "Room 1"),
    room("mesa-2", &MESA, "Room 2"),
];

static VISITS: [DemoVisit; 5] = [
    DemoVisit {
        key: "check-up",
        names: ("Check-up", "Chequeo"),
        minutes: (30, 0),
        medium: Medium::InPerson,
        mode: Mode::Direct,
        notice_hours: 24,
        ahead_days: 120,
        instructions: Some((
            "Bring a list of everything you take, with doses, and your insurance card.",
            "Traiga una lista de todo lo que toma, con las dosis, y su tarjeta del seguro.",
        )),
    },
    DemoVisit {
        key: "follow-up",
        names: ("Follow-up", "Seguimiento"),
        minutes: (20, 0),
        medium: Medium::InPerson,
        mode: Mode::Direct,
        notice_hours: 4,
        ahead_days: 90,
        instructions: None,
    },
    DemoVisit {
        key: "new-patient",
        names: ("New patient visit", "Primera visita"),
        minutes: (45, 15),
        medium: Medium::InPerson,
        mode: Mode::Request,
        notice_hours: 48,
        ahead_days: 90,
        instructions: Some((
            "Please come 15 minutes early, with a photo ID and the records you have.",
            "Venga 15 minutos antes, con una identificación con foto y los documentos médicos que tenga.",
        )),
    },
    DemoVisit {
        key: "video",
        names: ("Video visit", "Visita por video"),
        minutes: (20, 5),
        medium: Medium::Video,
        mode: Mode::Direct,
        notice_hours: 2,
        ahead_days: 60,
        instructions: Some((
            "Find a quiet place with good light, and have your medicines at hand.",
            "Busque un lugar tranquilo y con buena luz, y tenga sus medicinas a mano.",
        )),
    },
    DemoVisit {
        key: "procedure",
        names: ("Procedure", "Procedimiento"),
        minutes: (60, 15),
        medium: Medium::InPerson,
        mode: Mode::ViewOnly,
        notice_hours: 24,
        ahead_days: 365,
        instructions: Some((
            "We call you the day before to tell you how to prepare.",
            "Le llamamos el día anterior para decirle cómo prepararse.",
        )),
    },
];

const SEATED: &[&str] = &["check-up", "follow-up", "new-patient"];

const fn hours_of(
    who: &'static Staff,
    place: &'static Site,
    room: Option<&'static str>,
    weekdays: &'static [i64],
    hours: (i64, i64),
    visits: &'static [&'static str],
) -> DemoHours {
    DemoHours { practitioner: who.key, place: place.key, room, weekdays, hours, visits }
}

static HOURS: [DemoHours; 13] = [
    hours_of(&OKAFOR, &HARBOR, Some("harbor-1"), &[1, 2, 3, 4, 5], (9, 12), SEATED),
    hours_of(&OKAFOR, &HARBOR, Some("harbor-1"), &[1, 3, 4], (13, 16), SEATED),
    hours_of(&OKAFOR, &HARBOR, None, &[1, 3, 4], (16, 17), &["video"]),
    hours_of(&OKAFOR, &HARBOR, Some("harbor-treatment"), &[2], (13, 17), &["procedure"]),
    hours_of(&RAMAN, &HARBOR, Some("harbor-2"), &[1, 2, 4, 5], (8, 12), SEATED),
    hours_of(&KELLEHER, &HARBOR, Some("harbor-2"), &[1, 2, 4], (13, 17), &["check-up", "follow-up"]),
    hours_of(&LINDQVIST, &HARBOR, Some("harbor-3"), &[1, 2, 3, 5], (9, 15), SEATED),
    hours_of(&TANAKA, &MESA, Some("mesa-2"), &[1, 2, 3], (8, 16), SEATED),
    // In Portland on Thursdays, from home on Fridays.
    hours_of(&TANAKA, &HARBOR, Some("harbor-3"), &[4], (9, 16), SEATED),
    hours_of(&TANAKA, &MESA, None, &[5], (8, 12), &["video"]),
    hours_of(&REYES, &MESA, Some("mesa-1"), &[1, 2, 3, 4, 5], (8, 12), SEATED),
    hours_of(&REYES, &MESA, None, &[2, 4], (13, 16), &["video", "follow-up"]),
    hours_of(&ASHBY, &MESA, Some("mesa-2"), &[4, 5], (9, 17), &["check-up", "follow-up"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hours_name_is_there_and_nobody_is_in_two_places() {
        for hours in &HOURS {
            assert!(hours.room.is_none_or(|key| ROOMS.iter().any(|room| room.key == key && room.place == hours.place)));
            assert!(hours.visits.iter().all(|key| VISITS.iter().any(|visit| visit.key == *key)));
        }
        for (at, one) in HOURS.iter().enumerate() {
            for other in HOURS.iter().skip(at + 1) {
                let same = |of: fn(&DemoHours) -> Option<&'static str>| of(one).is_some() && of(one) == of(other);
                let share = same(|hours| Some(hours.practitioner)) || same(|hours| hours.room);
                let days = one.weekdays.iter().any(|day| other.weekdays.contains(day));
                let meets = one.hours.0 < other.hours.1 && other.hours.0 < one.hours.1;
                assert!(!(share && days && meets), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn the_holiday_is_to_come() {
        for (today, holiday) in
            [("2026-11-22", "2026-12-25"), ("2026-12-25", "2027-01-01"), ("2026-01-01", "2026-07-04")]
        {
            let today = today.parse().unwrap();
            let closures = closures(today);
            assert_eq!(closures[0].days.0.to_string(), holiday);
            assert!(closures.iter().all(|closure| closure.days.0 > today && closure.days.0 <= closure.days.1));
        }
    }
}
