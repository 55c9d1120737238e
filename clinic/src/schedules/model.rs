use crate::ids::{ClosureId, HoursId, LocationId, PractitionerId, RoomId, VisitTypeId};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

/// The minutes of a day on a wall clock.
pub const DAY: i64 = 1440;
/// The most characters of the name of a visit type, in each language, and of a room.
pub const LONGEST_NAME: usize = 80;
/// The most characters of what patients are told to do before a visit, in each language.
pub const LONGEST_INSTRUCTIONS: usize = 2000;
/// The most characters of a note to a closure.
pub const LONGEST_NOTE: usize = 500;

/// How patient and clinician meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// The patient comes to the place.
    #[default]
    InPerson,
    /// By video, from wherever the patient is.
    Video,
}

impl Medium {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::InPerson, Self::Video];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Video => "video",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|medium| medium.name() == name)
    }
}

/// What patients can do about visits of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Only the clinic books them.
    ViewOnly,
    /// The patient asks for a time, the clinic agrees.
    Request,
    /// The patient books.
    #[default]
    Direct,
}

impl Mode {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Request, Self::ViewOnly];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::ViewOnly => "view_only",
            Self::Request => "request",
            Self::Direct => "direct",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// A kind of visit that the clinic offers (FHIR `HealthcareService`, seen from the calendar).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct VisitType {
    /// Its id.
    pub id: VisitTypeId,
    /// What it is called in English.
    pub name_en: String,
    /// What it is called in Spanish.
    pub name_es: String,
    /// How long a visit takes.
    pub minutes: i64,
    /// What is kept free after one, in minutes.
    pub buffer_minutes: i64,
    /// How patient and clinician meet.
    pub medium: Medium,
    /// What patients can do.
    pub mode: Mode,
    /// How long before a visit patients can book it at the latest, in minutes.
    pub notice_minutes: i64,
    /// How many days ahead patients can book.
    pub ahead_days: i64,
    /// What patients do before it, in English.
    pub instructions_en: Option<String>,
    /// The same in Spanish.
    pub instructions_es: Option<String>,
    /// Whether it is offered.
    pub active: bool,
}

/// What is wrong with a visit type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitTypeProblem {
    /// The English name is missing or too long.
    NameEn,
    /// The Spanish name is missing or too long.
    NameEs,
    /// It takes less than 5 minutes, more than 8 hours, or no multiple of 5 minutes.
    Minutes,
    /// More than 4 hours are kept free after it, or no multiple of 5 minutes.
    Buffer,
    /// The notice is longer than 30 days.
    Notice,
    /// It can be booked for less than a day or more than two years ahead.
    Ahead,
    /// What patients do before it is too long, or there in one language only.
    Instructions,
}

impl VisitType {
    /// What is wrong with it.
    pub fn problems(&self) -> Vec<VisitTypeProblem> {
        let is_bad_name =
            |name: &str| name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control);
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().chars().count();
        let (en, es) = (text(&self.instructions_en), text(&self.instructions_es));
        let is_bad_text = en.max(es) > LONGEST_INSTRUCTIONS || (en == 0) != (es == 0);
        [
            is_bad_name(&self.name_en).then_some(VisitTypeProblem::NameEn),
            is_bad_name(&self.name_es).then_some(VisitTypeProblem::NameEs),
            (!(5..=480).contains(&self.minutes) || self.minutes % 5 != 0).then_some(VisitTypeProblem::Minutes),
            (!(0..=240).contains(&self.buffer_minutes) || self.buffer_minutes % 5 != 0)
                .then_some(VisitTypeProblem::Buffer),
            (!(0..=30 * DAY).contains(&self.notice_minutes)).then_some(VisitTypeProblem::Notice),
            (!(1..=730).contains(&self.ahead_days)).then_some(VisitTypeProblem::Ahead),
            is_bad_text.then_some(VisitTypeProblem::Instructions),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// How far the beginnings of offered times lie apart, in minutes: as long as a visit takes with what is kept free
    /// after it, and at most half an hour.
    pub fn step_minutes(&self) -> i64 {
        (self.minutes + self.buffer_minutes).clamp(5, 30)
    }
}

/// Hours of the week at which a clinician is somewhere, between two days; both are included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Their id.
    pub id: HoursId,
    /// Whose.
    pub practitioner: PractitionerId,
    /// Where.
    pub location: LocationId,
    /// The room there.
    pub room: Option<RoomId>,
    /// The day of the week: 1 is Monday, 7 is Sunday.
    pub weekday: i64,
    /// When they begin, in minutes after midnight on the place's clock.
    pub from_minute: i64,
    /// When they end, in minutes after midnight on the place's clock; 1440 is the end of the day.
    pub until_minute: i64,
    /// The first day.
    pub first_day: NaiveDate,
    /// The last day, where there is one.
    pub last_day: Option<NaiveDate>,
    /// The visits they are for; all where empty.
    pub visit_types: Vec<VisitTypeId>,
}

/// What is wrong with hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursProblem {
    /// They end before they begin, or are not within a day.
    Times,
    /// There is no such day of the week.
    Weekday,
    /// The last day is before the first.
    Days,
    /// Clinician, place, room or visit type do not exist, or the room is elsewhere.
    Unknown,
    /// The clinician is somewhere already at that time.
    Overlap,
}

impl Hours {
    /// What is wrong with them; whether what they name exists is not looked at.
    pub fn problems(&self) -> Vec<HoursProblem> {
        let is_within = self.from_minute >= 0 && self.from_minute < self.until_minute && self.until_minute <= DAY;
        [
            (!is_within).then_some(HoursProblem::Times),
            (!(1..=7).contains(&self.weekday)).then_some(HoursProblem::Weekday),
            self.last_day.is_some_and(|last| last < self.first_day).then_some(HoursProblem::Days),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether they hold on a day.
    pub fn are_on(&self, day: NaiveDate) -> bool {
        i64::from(day.weekday().number_from_monday()) == self.weekday
            && self.first_day <= day
            && self.last_day.is_none_or(|last| day <= last)
    }

    /// Whether they are for a visit type.
    pub fn are_for(&self, visit_type: VisitTypeId) -> bool {
        self.visit_types.is_empty() || self.visit_types.contains(&visit_type)
    }

    /// Whether both are at one time on some day.
    pub fn meet(&self, other: &Self) -> bool {
        let last = |hours: &Self| hours.last_day.unwrap_or(NaiveDate::MAX);
        let is_in_both = |day: NaiveDate| self.are_on(day) && other.are_on(day);
        let first = self.first_day.max(other.first_day);
        self.weekday == other.weekday
            && self.from_minute < other.until_minute
            && other.from_minute < self.until_minute
            && first <= last(self).min(last(other))
            // Of seven days in a row one is the weekday of both.
            && first.iter_days().take(7).any(is_in_both)
    }
}

/// Why nobody is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum ClosureKind {
    /// A holiday.
    Holiday,
    /// A clinician is away.
    #[default]
    Absence,
    /// A place is closed for another reason.
    Closed,
}

impl ClosureKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Absence, Self::Holiday, Self::Closed];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::Absence => "absence",
            Self::Closed => "closed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A time at which someone, or everybody, is not there: from a minute of the first day to a minute of the last, on the clock
/// of each place it cuts into.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Closure {
    /// Its id.
    pub id: ClosureId,
    /// Whose; everybody's where missing.
    #[cfg_attr(feature = "store", sqlx(rename = "practitioner_id"))]
    pub practitioner: Option<PractitionerId>,
    /// Where; everywhere where missing.
    #[cfg_attr(feature = "store", sqlx(rename = "location_id"))]
    pub location: Option<LocationId>,
    /// Why.
    pub kind: ClosureKind,
    /// What those who work here wrote.
    pub note: Option<String>,
    /// The first day.
    pub first_day: NaiveDate,
    /// When it begins on it, in minutes after midnight.
    pub from_minute: i64,
    /// The last day.
    pub last_day: NaiveDate,
    /// When it ends on it, in minutes after midnight; 1440 is the end of the day.
    pub until_minute: i64,
}

/// What is wrong with a closure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosureProblem {
    /// It ends before it begins.
    Times,
    /// It lasts for more than two years.
    TooLong,
    /// An absence that is nobody's.
    Whose,
    /// The note is too long.
    Note,
    /// Clinician or place do not exist.
    Unknown,
}

impl Closure {
    /// What is wrong with it; whether what it names exists is not looked at.
    pub fn problems(&self) -> Vec<ClosureProblem> {
        let is_within = (0..DAY).contains(&self.from_minute) && (1..=DAY).contains(&self.until_minute);
        let begins_first = (self.first_day, self.from_minute) < (self.last_day, self.until_minute);
        let is_long = (self.last_day - self.first_day).num_days() > 731;
        let note = self.note.as_deref().unwrap_or_default();
        [
            (!is_within || !begins_first).then_some(ClosureProblem::Times),
            is_long.then_some(ClosureProblem::TooLong),
            (self.kind == ClosureKind::Absence && self.practitioner.is_none()).then_some(ClosureProblem::Whose),
            (note.chars().count() > LONGEST_NOTE).then_some(ClosureProblem::Note),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether it cuts into hours of that person at that place.
    pub fn concerns(&self, practitioner: PractitionerId, location: LocationId) -> bool {
        self.practitioner.is_none_or(|whose| whose == practitioner)
            && self.location.is_none_or(|place| place == location)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn hours(weekday: i64, from: i64, until: i64, first: &str, last: Option<&str>) -> Hours {
        Hours {
            id: HoursId(Uuid::nil()),
            practitioner: PractitionerId(Uuid::nil()),
            location: LocationId(Uuid::nil()),
            room: None,
            weekday,
            from_minute: from,
            until_minute: until,
            first_day: first.parse().unwrap(),
            last_day: last.map(|last| last.parse().unwrap()),
            visit_types: Vec::new(),
        }
    }

    #[test]
    fn hours_hold_on_their_weekday_between_their_days() {
        let mondays = hours(1, 540, 720, "2026-11-02", Some("2026-11-16"));
        for (day, expected) in [
            ("2026-10-26", false),
            ("2026-11-02", true),
            ("2026-11-03", false),
            ("2026-11-16", true),
            ("2026-11-23", false),
        ] {
            assert_eq!(mondays.are_on(day.parse().unwrap()), expected, "{day}");
        }
    }

    #[test]
    fn hours_meet_only_where_both_are() {
        let mornings = hours(1, 540, 720, "2026-11-02", None);
        assert!(mornings.meet(&hours(1, 700, 800, "2027-01-01", None)));
        assert!(!mornings.meet(&hours(1, 720, 800, "2026-11-02", None)), "one begins as the other ends");
        assert!(!mornings.meet(&hours(2, 540, 720, "2026-11-02", None)), "another day of the week");
        let short = hours(1, 540, 720, "2026-11-03", Some("2026-11-08"));
        assert!(!mornings.meet(&short), "a week without a Monday");
        assert!(short.problems().is_empty());
        assert_eq!(hours(8, 720, 540, "2026-11-03", Some("2026-11-02")).problems().len(), 3);
    }

    #[test]
    fn a_visit_type_says_what_is_wrong_with_it() {
        let mut visit = VisitType {
            id: VisitTypeId(Uuid::nil()),
            name_en: "Check-up".to_owned(),
            name_es: "Chequeo".to_owned(),
            minutes: 20,
            buffer_minutes: 5,
            medium: Medium::InPerson,
            mode: Mode::Direct,
            notice_minutes: 120,
            ahead_days: 90,
            instructions_en: None,
            instructions_es: None,
            active: true,
        };
        assert!(visit.problems().is_empty());
        assert_eq!(visit.step_minutes(), 25);
        visit.minutes = 7;
        visit.instructions_en = Some("Please fast.".to_owned());
        assert_eq!(visit.problems(), [VisitTypeProblem::Minutes, VisitTypeProblem::Instructions]);
    }
}
