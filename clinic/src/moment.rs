//! Clinical times, which may be known only to the year, month or day.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How exactly a time is known (FHIR `dateTime`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// Year and month are known.
    Month,
    /// The calendar day is known; it is not moved between zones.
    Day,
    /// The instant is known.
    Time,
}

/// A time as exact as it was sent. For a year, month or day, `at` is the beginning of it in UTC and is never shown in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The instant, or the beginning of the period.
    pub at: DateTime<Utc>,
    /// How much of `at` is known.
    pub precision: Precision,
}

impl Moment {
    /// Joins the two columns that a clinical time has in the database.
    pub fn of(at: Option<DateTime<Utc>>, precision: Option<Precision>) -> Option<Self> {
        at.map(|at| Self { at, precision: precision.unwrap_or(Precision::Time) })
    }
}
