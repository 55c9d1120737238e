use super::{MOST_STEPS, TimeOfDay, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Directions exactly as they were typed, whatever their state: what a draft keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    /// The steps of the form, also those left blank.
    #[serde(default)]
    pub steps: Vec<StepTyped>,
    /// The words beside the parts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub free_text: String,
}

/// One step as it was typed: the text of each part that has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepTyped {
    values: BTreeMap<Part, String>,
}

impl StepTyped {
    /// What stands in a part; nothing where it is blank.
    pub fn get(&self, part: Part) -> &str {
        self.values.get(&part).map_or("", String::as_str)
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, part: Part) -> bool {
        self.get(part) == "true"
    }

    /// Puts a text into a part.
    pub fn set(&mut self, part: Part, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.values.remove(&part);
        } else {
            self.values.insert(part, text);
        }
    }

    /// The same step with a text in a part.
    #[must_use]
    pub fn with(mut self, part: Part, text: impl Into<String>) -> Self {
        self.set(part, text);
        self
    }

    /// Whether nothing was entered; the unit of the duration is chosen from the start.
    pub fn is_blank(&self) -> bool {
        self.values.iter().all(|(part, text)| *part == Part::DurationUnit || text.trim().is_empty())
    }
}

impl Typed {
    /// Takes the fields of a form that are directions' own; others are left alone. Of a field that comes twice the last counts.
    pub fn read<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut typed = Self::default();
        for (name, text) in fields {
            if name == "free_text" {
                text.clone_into(&mut typed.free_text);
            }
            let Some((number, part)) = name.strip_prefix("step").and_then(|rest| rest.split_once('_')) else {
                continue;
            };
            // One beyond the most is kept, so that too many are named and not dropped.
            let number = number.parse::<usize>().ok().filter(|number| *number <= MOST_STEPS);
            let (Some(number), Some(part)) = (number, Part::read(part)) else { continue };
            if typed.steps.len() <= number {
                typed.steps.resize_with(number + 1, StepTyped::default);
            }
            if let Some(step) = typed.steps.get_mut(number) {
                step.set(part, text);
            }
        }
        typed
    }

    /// The fields of the form, as [`Self::read`] takes them.
    pub fn fields(&self) -> Vec<(String, String)> {
        let steps = self.steps.iter().enumerate().flat_map(|(number, step)| {
            step.values.iter().map(move |(part, text)| (format!("step{number}_{}", part.name()), text.clone()))
        });
        let text = (!self.free_text.is_empty()).then(|| ("free_text".to_owned(), self.free_text.clone()));
        steps.chain(text).collect()
    }
}

/// A part of a step in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Part {
    /// A line in the short form, such as `1-2 tab PO Q4-6H PRN pain`; it fills the other parts.
    Short,
    /// The amount of a dose.
    Dose,
    /// The larger amount of a dose.
    DoseHigh,
    /// The unit of the dose.
    Unit,
    /// The route.
    Route,
    /// The place on the body.
    Site,
    /// Which kind of timing; a [`TimingKind`].
    Timing,
    /// How many times a day, or every how many hours or days.
    Count,
    /// The more hours of "every 4 to 6 hours".
    CountHigh,
    /// Whether it is taken on that day.
    Day(Weekday),
    /// Whether it is taken at that time of day.
    At(TimeOfDay),
    /// How much at that time of day, where it differs.
    DoseAt(TimeOfDay),
    /// How it goes with meals.
    Food,
    /// For how long.
    Duration,
    /// What the duration is counted in.
    DurationUnit,
    /// Whether it is taken only when needed.
    AsNeeded,
    /// What for.
    Reason,
    /// The most in 24 hours.
    MaxPerDay,
}

impl Part {
    const PLAIN: [(Self, &'static str); 15] = [
        (Self::Short, "short"),
        (Self::Dose, "dose"),
        (Self::DoseHigh, "dose_high"),
        (Self::Unit, "unit"),
        (Self::Route, "route"),
        (Self::Site, "site"),
        (Self::Timing, "timing"),
        (Self::Count, "count"),
        (Self::CountHigh, "count_high"),
        (Self::Food, "food"),
        (Self::Duration, "duration"),
        (Self::DurationUnit, "duration_unit"),
        (Self::AsNeeded, "as_needed"),
        (Self::Reason, "reason"),
        (Self::MaxPerDay, "max_per_day"),
    ];

    /// The name in the form, after the number of the step.
    pub fn name(self) -> String {
        match self {
            Self::Day(day) => format!("on_{}", day.name()),
            Self::At(time) => format!("at_{}", time.name()),
            Self::DoseAt(time) => format!("dose_at_{}", time.name()),
            plain => Self::PLAIN.iter().find(|(part, _)| *part == plain).map_or("", |(_, name)| name).to_owned(),
        }
    }

    /// The part of that name.
    pub fn read(name: &str) -> Option<Self> {
        let days = Weekday::ALL.map(Self::Day);
        let times = TimeOfDay::ALL.map(Self::At);
        let doses = TimeOfDay::ALL.map(Self::DoseAt);
        let plain = Self::PLAIN.map(|(part, _)| part);
        plain.into_iter().chain(days).chain(times).chain(doses).find(|part| part.name() == name)
    }
}

impl From<Part> for String {
    fn from(part: Part) -> Self {
        part.name()
    }
}

impl TryFrom<String> for Part {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::read(&name).ok_or_else(|| "no part of directions".to_owned())
    }
}

/// The kinds of timing the form offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimingKind {
    /// So many times a day.
    TimesPerDay,
    /// At times of the day.
    AtTimes,
    /// Every so many hours.
    EveryHours,
    /// Every so many days.
    EveryDays,
    /// On days of the week.
    Weekdays,
    /// Once a month.
    Monthly,
    /// One time only.
    Once,
}

impl TimingKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::TimesPerDay,
        Self::AtTimes,
        Self::EveryHours,
        Self::EveryDays,
        Self::Weekdays,
        Self::Monthly,
        Self::Once,
    ];

    /// The name in the form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TimesPerDay => "times_per_day",
            Self::AtTimes => "at_times",
            Self::EveryHours => "every_hours",
            Self::EveryDays => "every_days",
            Self::Weekdays => "weekdays",
            Self::Monthly => "monthly",
            Self::Once => "once",
        }
    }
}
