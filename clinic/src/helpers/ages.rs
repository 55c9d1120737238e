//! What a parent or guardian may read as a child grows up.
//!
//! A parent acts for a child in matters of health (45 CFR 164.502(g)(3)), except for care that minors may consent to by
//! themselves under state law: sexual health, mental health, substance use. Lab results, prescriptions and the record can show
//! such care, and nothing in them tells which. So below the first age everything granted is open; from there on only
//! appointments, without what they are for: a parent must know when to bring the child; from the second age on the young person is
//! of age and the right has ended. Children's hospitals use the same three steps (CHOC, “Access restrictions”: complete access
//! up to 11 years, no clinical information from 12 to 17, own access from 18). States differ: both ages are the clinic's to set.

use super::{Section, Sections};
#[cfg(feature = "store")]
use crate::{Error, db::Source, policies};
use chrono::{Datelike as _, NaiveDate};

/// The ages at which the right of parents and guardians changes, in years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgePolicy {
    /// From this age on they see appointments only.
    pub limited_from_years: u32,
    /// From this age on their right has ended.
    pub ends_at_years: u32,
}

impl Default for AgePolicy {
    fn default() -> Self {
        Self { limited_from_years: 12, ends_at_years: 18 }
    }
}

/// Since when someone is a patient's guardian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// The day on which they were entered.
    pub day: NaiveDate,
    /// From this age on a patient counted as an adult on that day, in years.
    pub adult_from_years: u32,
}

impl Since {
    /// Whether someone who was born on `born` was an adult on that day. Nobody younger than 18 years is, however early the right
    /// of parents ends.
    pub fn is_of_adult(self, born: NaiveDate) -> bool {
        self.day >= birthday(born, self.adult_from_years.max(AgePolicy::ADULT))
    }
}

/// The age from which on patients count as adults now, to be kept with a guardian who is entered.
#[cfg(feature = "store")]
pub(super) async fn adult_from_years(q: &mut impl Source) -> Result<i64, Error> {
    let ends_at_years = policies::value_of(q, policies::Policy::HelpersEndAtYears).await?;
    Ok(ends_at_years.max(i64::from(AgePolicy::ADULT)))
}

/// How far the right of a parent or guardian goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Everything that was granted.
    Full,
    /// Appointments, without what they are for.
    Limited,
    /// Nothing: the young person is of age.
    Ended,
}

impl Step {
    /// What remains of `granted`.
    pub fn leaves(self, granted: Sections) -> Sections {
        match self {
            Self::Full => granted,
            Self::Limited => granted.within([Section::Appointments].into_iter().collect()),
            Self::Ended => Sections::default(),
        }
    }
}

impl AgePolicy {
    /// The names of the two settings.
    pub const SETTINGS: [&'static str; 2] = ["helpers.limited_from_years", "helpers.ends_at_years"];
    /// No age beyond this is taken for one at which childhood ends.
    const OLDEST: u32 = 30;
    /// Who is younger is no adult, however early a clinic lets the right of parents end.
    const ADULT: u32 = 18;

    /// Reads the two settings; what is missing or makes no sense is the default, and the first age is never after the second.
    pub fn read(limited_from_years: Option<&str>, ends_at_years: Option<&str>) -> Self {
        let years = |text: Option<&str>, default: u32| {
            text.and_then(|text| text.trim().parse().ok()).filter(|years| *years <= Self::OLDEST).unwrap_or(default)
        };
        let default = Self::default();
        let ends_at_years = years(ends_at_years, default.ends_at_years);
        let limited_from_years = years(limited_from_years, default.limited_from_years).min(ends_at_years);
        Self { limited_from_years, ends_at_years }
    }

    /// How far the right goes on the day `today` for someone who was born on `born` and has had a guardian `since`.
    ///
    /// The guardian of someone who was of age by then helps an adult who cannot act for themselves: age changes nothing, and no
    /// other ages that the clinic sets later make an adult of a child. A child's right follows the ages of the day: it reaches
    /// further only where the clinic raises them. Without a full birth date nobody can tell, and the right is limited.
    pub fn step(self, born: Option<NaiveDate>, since: Since, today: NaiveDate) -> Step {
        let Some(born) = born else { return Step::Limited };
        if since.is_of_adult(born) {
            Step::Full
        } else if today >= self.ends_on(born) {
            Step::Ended
        } else if today >= self.limited_on(born) {
            Step::Limited
        } else {
            Step::Full
        }
    }

    /// The day on which the first age is reached.
    pub fn limited_on(self, born: NaiveDate) -> NaiveDate {
        birthday(born, self.limited_from_years)
    }

    /// The day on which the second age is reached.
    pub fn ends_on(self, born: NaiveDate) -> NaiveDate {
        birthday(born, self.ends_at_years)
    }
}

/// The day on which someone becomes `years` old. Who was born on 29 February does so on 1 March in other years: the year of life
/// is complete only then.
fn birthday(born: NaiveDate, years: u32) -> NaiveDate {
    let year = i32::try_from(years).ok().and_then(|years| born.year().checked_add(years));
    let day =
        |year| NaiveDate::from_ymd_opt(year, born.month(), born.day()).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1));
    year.and_then(day).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_steps_come_on_the_birthdays() {
        let policy = AgePolicy::default();
        let born = day("2015-05-17");
        let step = |today| policy.step(Some(born), since("2020-01-01", 18), day(today));
        assert_eq!(step("2027-05-16"), Step::Full);
        assert_eq!(step("2027-05-17"), Step::Limited);
        assert_eq!(step("2033-05-16"), Step::Limited);
        assert_eq!(step("2033-05-17"), Step::Ended);
    }

    #[test]
    fn a_leap_day_is_complete_on_the_first_of_march() {
        let policy = AgePolicy::default();
        let born = day("2012-02-29");
        assert_eq!(policy.limited_on(born), day("2024-02-29"));
        assert_eq!(policy.ends_on(born), day("2030-03-01"));
        let step = |today| policy.step(Some(born), since("2012-02-29", 18), day(today));
        assert_eq!(step("2030-02-28"), Step::Limited);
        assert_eq!(step("2030-03-01"), Step::Ended);
    }

    #[test]
    fn the_guardian_of_an_adult_is_not_affected_by_age() {
        let policy = AgePolicy::default();
        let born = day("1948-09-02");
        assert_eq!(policy.step(Some(born), since("2026-01-01", 18), day("2026-06-01")), Step::Full);
        // Entered on the very day of coming of age: an adult's.
        assert_eq!(policy.step(Some(born), since("1966-09-02", 18), day("2026-06-01")), Step::Full);
        assert_eq!(policy.step(Some(born), since("1966-09-01", 18), day("1966-09-02")), Step::Ended);
    }

    #[test]
    fn an_earlier_end_makes_no_adult_of_a_child() {
        let (born, since) = (day("2010-05-17"), since("2026-11-01", 16));
        let step =
            |ends, today| AgePolicy { limited_from_years: 12, ends_at_years: ends }.step(Some(born), since, day(today));
        // Entered at 16.
        assert_eq!(step(18, "2026-11-02"), Step::Limited);
        assert_eq!(step(16, "2026-11-02"), Step::Ended);
        assert_eq!(step(16, "2040-01-01"), Step::Ended);
        assert_eq!(step(21, "2030-01-01"), Step::Limited);
        assert_eq!(step(18, "2030-01-01"), Step::Ended);
    }

    #[test]
    fn a_lower_end_makes_no_adult_of_who_was_entered_before_it() {
        let born = day("2007-05-17");
        let step = |ends, since| {
            AgePolicy { limited_from_years: 12, ends_at_years: ends }.step(Some(born), since, day("2027-01-01"))
        };
        // Entered at 19, when the right of parents ended at 21.
        assert_eq!(step(21, since("2026-11-01", 21)), Step::Limited);
        assert_eq!(step(18, since("2026-11-01", 21)), Step::Ended);
        // Entered on the same day as the guardian of an adult, which a later end of 21 leaves as it is.
        assert_eq!(step(18, since("2026-11-01", 18)), Step::Full);
        assert_eq!(step(21, since("2026-11-01", 18)), Step::Full);
    }

    #[test]
    fn without_a_full_birth_date_the_right_is_limited() {
        assert_eq!(AgePolicy::default().step(None, since("2026-01-01", 18), day("2026-01-02")), Step::Limited);
    }

    #[test]
    fn settings_that_make_no_sense_are_the_default() {
        let default = AgePolicy::default();
        assert_eq!(AgePolicy::read(None, None), default);
        assert_eq!(AgePolicy::read(Some("twelve"), Some("-1")), default);
        assert_eq!(AgePolicy::read(Some("13"), Some("400")), AgePolicy { limited_from_years: 13, ends_at_years: 18 });
        assert_eq!(AgePolicy::read(Some("17"), Some("16")), AgePolicy { limited_from_years: 16, ends_at_years: 16 });
        assert_eq!(AgePolicy::read(Some(" 11 "), Some("16")), AgePolicy { limited_from_years: 11, ends_at_years: 16 });
    }

    fn since(entered: &str, adult_from_years: u32) -> Since {
        Since { day: day(entered), adult_from_years }
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0_i32..60_000).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(700_000 + days).unwrap())
    }

    proptest! {
        #[test]
        fn rights_only_shrink_as_a_child_grows(
            born in any_day(), entered_days in 0_u64..6_000, at in 0_u64..12_000, later in 0_u64..12_000,
            limited in 0_u32..25, ends in 0_u32..25, then_limited in 0_u32..25, then_ends in 0_u32..25,
        ) {
            let policy = AgePolicy::read(Some(&limited.to_string()), Some(&ends.to_string()));
            prop_assert!(policy.limited_from_years <= policy.ends_at_years);
            let entered = born + chrono::Days::new(entered_days);
            let (today, then) = (entered + chrono::Days::new(at), entered + chrono::Days::new(at + later));
            let since = Since { day: entered, adult_from_years: policy.ends_at_years.max(18) };
            let (now, future) = (policy.step(Some(born), since, today), policy.step(Some(born), since, then));
            prop_assert!(now <= future);
            // Who is not of age when the guardian is entered never stays open past that day.
            if entered < birthday(born, policy.ends_at_years.max(18)) {
                prop_assert_eq!(now == Step::Ended, today >= policy.ends_on(born));
                prop_assert_eq!(now == Step::Full, today < policy.limited_on(born));
            } else {
                prop_assert_eq!(now, Step::Full);
            }
            // The clinic changes the ages after the guardian was entered: a child's right follows the ages of the day, an adult's
            // guardian stays one, and no lower age opens anything.
            let changed = AgePolicy::read(Some(&then_limited.to_string()), Some(&then_ends.to_string()));
            let step = changed.step(Some(born), since, then);
            if since.is_of_adult(born) {
                prop_assert_eq!(step, Step::Full);
            } else {
                prop_assert_eq!(step == Step::Ended, then >= changed.ends_on(born));
                prop_assert_eq!(step == Step::Full, then < changed.limited_on(born));
            }
            if changed.limited_from_years <= policy.limited_from_years && changed.ends_at_years <= policy.ends_at_years {
                prop_assert!(step >= future);
            }
            // Whatever was granted: no step adds to it, and a limited one leaves appointments at most.
            let granted = Sections::all();
            prop_assert_eq!(now.leaves(granted).within(granted), now.leaves(granted));
            if now == Step::Limited {
                prop_assert!(now.leaves(granted).iter().all(|section| section == Section::Appointments));
            }
        }
    }
}
