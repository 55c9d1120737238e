use super::{fields::Fields, times};
use crate::ui::{form::FieldError, text::Lang};
use chrono::NaiveDate;
use clinic::{
    ids::{HoursId, LocationId, PractitionerId, RoomId, VisitTypeId},
    schedules::Hours,
};

/// What was typed, apart from who and on which weekdays.
pub(super) struct Read {
    location: LocationId,
    room: Option<RoomId>,
    from_minute: i64,
    until_minute: i64,
    first_day: NaiveDate,
    last_day: Option<NaiveDate>,
    visit_types: Vec<VisitTypeId>,
}

impl Read {
    /// As the hours of someone on a weekday.
    pub(super) fn on(&self, id: HoursId, practitioner: PractitionerId, weekday: i64) -> Hours {
        Hours {
            id,
            practitioner,
            location: self.location,
            room: self.room,
            weekday,
            from_minute: self.from_minute,
            until_minute: self.until_minute,
            first_day: self.first_day,
            last_day: self.last_day,
            visit_types: self.visit_types.clone(),
        }
    }
}

/// Reads what was typed; the error names everything that is wrong.
pub(super) fn read(typed: &Fields, lang: Lang) -> Result<Read, Vec<FieldError>> {
    let mut errors = Vec::new();
    let place = place_typed(typed.get("place"));
    if place.is_none() {
        errors.push(FieldError::new("place", lang.t("schedules-where-missing")));
    }
    let (from, until) = (times::from_typed(typed.get("from")), times::until_typed(typed.get("until")));
    if from.is_none() {
        errors.push(FieldError::new("from", lang.t("schedules-time-wrong")));
    }
    if until.is_none() {
        errors.push(FieldError::new("until", lang.t("schedules-time-wrong")));
    }
    let first_day = times::day_typed(typed.get("first_day"));
    if first_day.is_none() {
        errors.push(FieldError::new("first_day", lang.t("schedules-day-wrong")));
    }
    let last_day = typed.text("last_day").map(|day| times::day_typed(&day));
    if last_day == Some(None) {
        errors.push(FieldError::new("last_day", lang.t("schedules-day-wrong")));
    }
    let visit_types = typed.all_ticked("visit-").filter_map(|id| id.parse().ok()).collect();
    match (place, from, until, first_day) {
        (Some((location, room)), Some(from_minute), Some(until_minute), Some(first_day)) if errors.is_empty() => {
            Ok(Read { location, room, from_minute, until_minute, first_day, last_day: last_day.flatten(), visit_types })
        }
        _ => Err(errors),
    }
}

/// A place, or a room in one: both ids with a stroke between them.
fn place_typed(text: &str) -> Option<(LocationId, Option<RoomId>)> {
    match text.split_once('/') {
        Some((place, room)) => Some((place.parse().ok()?, Some(room.parse().ok()?))),
        None => Some((text.parse().ok()?, None)),
    }
}

/// What stands for a place, or a room in one, in the form.
pub(super) fn place_of(location: LocationId, room: Option<RoomId>) -> String {
    room.map_or_else(|| location.to_string(), |room| format!("{location}/{room}"))
}

/// Hours as they stand in the form.
pub(super) fn typed_of(hours: &Hours) -> Fields {
    let typed = Fields::of([
        ("weekday", hours.weekday.to_string()),
        ("place", place_of(hours.location, hours.room)),
        ("from", times::to_typed(hours.from_minute)),
        ("until", times::to_typed(hours.until_minute)),
        ("first_day", hours.first_day.to_string()),
        ("last_day", hours.last_day.map(|day| day.to_string()).unwrap_or_default()),
    ]);
    hours.visit_types.iter().fold(typed, |typed, id| typed.and(format!("visit-{id}"), "true".to_owned()))
}
