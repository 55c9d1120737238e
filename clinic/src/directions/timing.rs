use super::exact;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// When and how often a dose is taken (FHIR `Timing.repeat`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Timing {
    /// So many times a day, 1 to 12.
    TimesPerDay(u8),
    /// Every so many hours, 1 to 72; `high` where the time between may vary.
    EveryHours {
        /// The hours, or the fewer ones.
        low: u8,
        /// The more hours.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        high: Option<u8>,
    },
    /// Every so many days, 2 to 90.
    EveryDays(u8),
    /// Once on each of these days of the week, in the week's order; one of them is once a week.
    Weekdays(Vec<Weekday>),
    /// At these times of the day, in the day's order.
    AtTimes(Vec<At>),
    /// Once a month.
    Monthly,
    /// One time only.
    Once,
}

/// A dose at a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct At {
    /// When.
    pub time: TimeOfDay,
    /// How much, where it differs from the dose of the step, which is that of the first time.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "exact::option")]
    pub dose: Option<Decimal>,
}

/// A time of day people go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeOfDay {
    /// In the morning.
    Morning,
    /// At noon.
    Noon,
    /// In the evening.
    Evening,
    /// At bedtime.
    Bedtime,
}

impl TimeOfDay {
    /// All of them, in the day's order.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Noon, Self::Evening, Self::Bedtime];

    /// The name in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Evening => "evening",
            Self::Bedtime => "bedtime",
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// All of them, from Monday.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// The name in forms and FHIR's code.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    /// The English name.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Mon => "Monday",
            Self::Tue => "Tuesday",
            Self::Wed => "Wednesday",
            Self::Thu => "Thursday",
            Self::Fri => "Friday",
            Self::Sat => "Saturday",
            Self::Sun => "Sunday",
        }
    }
}
