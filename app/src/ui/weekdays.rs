//! Days of the week as a form sends them.

use serde::Deserialize;

/// The days that are ticked. A part of a form: `#[serde(flatten)]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Weekdays {
    mon: String,
    tue: String,
    wed: String,
    thu: String,
    fri: String,
    sat: String,
    sun: String,
}

impl Weekdays {
    /// The names of the days in a form, Monday first.
    pub const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// Monday to Friday.
    pub fn workdays() -> Self {
        let yes = || "true".to_owned();
        Self { mon: yes(), tue: yes(), wed: yes(), thu: yes(), fri: yes(), ..Self::default() }
    }

    fn days(&self) -> [bool; 7] {
        [&self.mon, &self.tue, &self.wed, &self.thu, &self.fri, &self.sat, &self.sun].map(|ticked| ticked == "true")
    }

    /// A bit for each day, Monday the lowest.
    pub fn bits(&self) -> i64 {
        self.days().into_iter().zip(0..).filter(|(ticked, _)| *ticked).map(|(_, day)| 1_i64 << day).sum()
    }

    /// The names of the days that are ticked.
    pub fn ticked(&self) -> Vec<&'static str> {
        Self::NAMES.into_iter().zip(self.days()).filter(|(_, ticked)| *ticked).map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_bits_from_monday_on() {
        assert_eq!((Weekdays::default().bits(), Weekdays::workdays().bits()), (0, 0b001_1111));
        let weekend = Weekdays { sat: "true".to_owned(), sun: "on".to_owned(), ..Weekdays::default() };
        assert_eq!((weekend.bits(), weekend.ticked()), (0b010_0000, vec!["sat"]));
    }
}
