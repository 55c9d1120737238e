use super::{AsNeeded, DoseUnit, Route, Site, Timing, exact};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The most steps one after the other.
pub const MOST_STEPS: usize = 4;
/// The most characters of a reason for taking something as needed.
pub const LONGEST_REASON: usize = 60;
/// The most characters of what is written besides the parts.
pub const LONGEST_FREE_TEXT: usize = 300;

/// How a medicine is to be taken: one step, or several one after the other, such as a dose that is reduced.
///
/// Its JSON stays readable: it stands in drafts and in signed prescriptions. Reading it does not judge it again, so that what was
/// signed can be read for ever; [`Directions::faults`] judges what did not come from [`super::Typed::judge`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directions {
    /// One to [`MOST_STEPS`], taken in this order.
    pub steps: Vec<Step>,
    /// What the parts cannot say, in the prescriber's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_text: Option<String>,
}

impl Directions {
    /// Directions of one step and nothing else.
    pub fn of(step: Step) -> Self {
        Self { steps: vec![step], free_text: None }
    }
}

/// One dose and when it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How much at a time.
    pub dose: Dose,
    /// How it gets into or onto the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// Where on the body, if the route leaves that open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// When and how often.
    pub timing: Timing,
    /// How it goes with meals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food: Option<Food>,
    /// For how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// That it is taken only when needed, and for what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_needed: Option<AsNeeded>,
    /// The most in 24 hours, in the unit of the dose.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "exact::option")]
    pub max_per_day: Option<Decimal>,
}

/// How much is taken at a time; `high` where the person may choose between two amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dose {
    /// The amount, or the smaller one.
    #[serde(with = "exact")]
    pub low: Decimal,
    /// The larger amount.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "exact::option")]
    pub high: Option<Decimal>,
    /// What is counted or measured.
    pub unit: DoseUnit,
}

impl Dose {
    /// The most of one dose.
    pub fn most(&self) -> Decimal {
        self.high.unwrap_or(self.low)
    }
}

/// For how long a step is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// How many.
    pub value: u16,
    /// Days, weeks or months.
    pub unit: DurationUnit,
}

impl Duration {
    /// The days; a month counts as 30, as pharmacies count a month's supply.
    pub fn days(&self) -> u32 {
        u32::from(self.value)
            * match self.unit {
                DurationUnit::Days => 1,
                DurationUnit::Weeks => 7,
                DurationUnit::Months => 30,
            }
    }
}

/// What a duration is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationUnit {
    /// Days.
    Days,
    /// Weeks of 7 days.
    Weeks,
    /// Months.
    Months,
}

impl DurationUnit {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Days, Self::Weeks, Self::Months];

    /// The name in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
        }
    }

    /// The most that can be asked for: about a year.
    pub(super) const fn most(self) -> u16 {
        match self {
            Self::Days => 365,
            Self::Weeks => 52,
            Self::Months => 12,
        }
    }

    /// The UCUM code.
    #[cfg(feature = "store")]
    pub(super) const fn ucum(self) -> &'static str {
        match self {
            Self::Days => "d",
            Self::Weeks => "wk",
            Self::Months => "mo",
        }
    }
}

/// How a medicine goes with meals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Food {
    /// With something to eat.
    WithFood,
    /// With each meal.
    WithMeals,
    /// On an empty stomach.
    EmptyStomach,
    /// Before meals.
    BeforeMeals,
    /// After meals.
    AfterMeals,
    /// Before the first meal of the day.
    BeforeBreakfast,
    /// With the first meal of the day.
    WithBreakfast,
    /// With the evening meal.
    WithDinner,
}

impl Food {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::WithFood,
        Self::WithMeals,
        Self::EmptyStomach,
        Self::BeforeMeals,
        Self::AfterMeals,
        Self::BeforeBreakfast,
        Self::WithBreakfast,
        Self::WithDinner,
    ];

    /// The name in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WithFood => "with_food",
            Self::WithMeals => "with_meals",
            Self::EmptyStomach => "empty_stomach",
            Self::BeforeMeals => "before_meals",
            Self::AfterMeals => "after_meals",
            Self::BeforeBreakfast => "before_breakfast",
            Self::WithBreakfast => "with_breakfast",
            Self::WithDinner => "with_dinner",
        }
    }
}
