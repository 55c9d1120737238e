use crate::moment::{Moment, Precision};
use chrono::{DateTime, Utc};

/// The result of the same test before this one.
#[derive(Clone)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Earlier {
    /// When it was taken.
    pub earlier_at: Option<DateTime<Utc>>,
    /// How exactly that is known.
    pub earlier_precision: Option<Precision>,
    /// `quantity` or `text`.
    pub earlier_kind: Option<String>,
    /// The value with the sender's digits.
    pub earlier_value: Option<String>,
    /// `<`, `<=`, `>=` or `>`.
    pub earlier_comparator: Option<String>,
    /// The unit as it was sent, else its UCUM code.
    pub earlier_unit: Option<String>,
    /// The unit's UCUM code.
    pub earlier_unit_code: Option<String>,
}

impl Earlier {
    /// When it was taken.
    pub fn taken(&self) -> Option<Moment> {
        Moment::of(self.earlier_at, self.earlier_precision)
    }

    /// The value with its comparator, such as `<5`.
    pub fn text(&self) -> Option<String> {
        let value = self.earlier_value.as_deref()?;
        Some(format!("{}{value}", self.earlier_comparator.as_deref().unwrap_or("")))
    }
}
