//! What of the calendar is shown: whose, where, and by what it is set in columns. All of it stands in the address.

use crate::web::Here;
use chrono::NaiveDate;
use clinic::{
    accounts::{Clinician, Role},
    ids::{LocationId, PractitionerId},
};
use serde::Deserialize;

/// What is asked for by the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CalendarFields {
    pub day: String,
    pub view: String,
    pub by: String,
    pub place: String,
    pub who: String,
}

/// The word for everybody in an address.
pub(super) const ALL: &str = "all";

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// In columns by room, and not by clinician.
    pub by_room: bool,
    /// At one place.
    pub place: Option<LocationId>,
    /// Of one clinician.
    pub who: Option<PractitionerId>,
}

impl Scope {
    /// What was asked for; without a word about whose, prescribers see their own.
    pub fn new(here: &Here, by: &Clinician, asked: &CalendarFields) -> Self {
        let prescribes = here.visit.session.as_ref().is_some_and(|session| session.roles().has(Role::Prescriber));
        let by_room = asked.by == "room";
        let who = match asked.who.as_str() {
            "" => by.practitioner().filter(|_| prescribes && asked.place.is_empty()),
            who => who.parse().ok(),
        };
        Self { by_room, place: asked.place.parse().ok(), who: who.filter(|_| !by_room) }
    }

    /// The same of everybody, at one place.
    pub fn at(self, place: LocationId) -> Self {
        Self { place: Some(place), ..self }
    }

    /// What follows the path of an address.
    pub fn query(self) -> String {
        let who = self.who.map_or_else(|| ALL.to_owned(), |who| who.to_string());
        let place = self.place.map(|place| format!("&place={place}")).unwrap_or_default();
        let by = if self.by_room { "&by=room" } else { "" };
        format!("?who={who}{place}{by}")
    }

    /// The address of a day.
    pub fn day(self, day: NaiveDate) -> String {
        format!("/calendar/day/{day}{}", self.query())
    }

    /// The address of a week.
    pub fn week(self, day: NaiveDate) -> String {
        format!("/calendar/week/{day}{}", self.query())
    }

    /// The address of a week as it is printed.
    pub fn week_sheet(self, day: NaiveDate) -> String {
        format!("/calendar/week/{day}/print{}", self.query())
    }

    /// The address of a day as it is printed.
    pub fn sheet(self, day: NaiveDate) -> String {
        format!("/calendar/day/{day}/print{}", self.query())
    }
}

/// A day of an address; nothing where it is none that a calendar reaches.
pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()?;
    let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(2199, 12, 31)?;
    (first..=last).contains(&day).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_within_reach() {
        assert_eq!(parse_day(" 2026-11-20 "), NaiveDate::from_ymd_opt(2026, 11, 20));
        for wrong in ["", "2026-13-01", "0001-01-01", "9999-12-31", "tomorrow"] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_says_whose_it_is() {
        let day = "2026-11-20".parse().unwrap();
        assert_eq!(Scope::default().day(day), "/calendar/day/2026-11-20?who=all");
        let room = Scope { by_room: true, place: Some(LocationId(uuid::Uuid::nil())), who: None };
        assert!(room.week(day).ends_with("?who=all&place=00000000-0000-0000-0000-000000000000&by=room"));
    }
}
