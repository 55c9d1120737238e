//! When patients see their results: at once, unless the clinic holds a kind of result for its limit of days, or the patient wants
//! their doctor to see results first. A clinician can show a held result at any time.

use std::collections::BTreeSet;

/// The most days a result is held: the limit of each kind, and of a patient's own choice.
pub const LONGEST_HOLD_DAYS: i64 = 30;

/// A kind of result that a clinic can hold until a clinician has looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Pathology and cytology: what was seen in tissue and cells.
    Pathology,
    /// Genetics and cytogenetics.
    Genetics,
    /// Tumor markers.
    TumorMarkers,
    /// HIV and sexually transmitted infections.
    Infections,
}

impl Kind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Pathology, Self::Genetics, Self::TumorMarkers, Self::Infections];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pathology => "pathology",
            Self::Genetics => "genetics",
            Self::TumorMarkers => "tumor-markers",
            Self::Infections => "infections",
        }
    }

    /// The kind of everything that a section of the laboratory reports: codes of HL7 table 0074 (diagnostic service section), and
    /// the class “Pathology” of US Core's categories of reports.
    pub fn of_section(code: &str) -> Option<Self> {
        match code {
            "SP" | "CP" | "PAT" | "LP7839-6" => Some(Self::Pathology),
            "GE" | "CG" => Some(Self::Genetics),
            _ => None,
        }
    }

    /// The kind of a report or a test with this LOINC code; `kinds.txt` names the sources of its lists.
    pub fn of_loinc(code: &str) -> Option<Self> {
        LISTS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .find(|line| line.split_ascii_whitespace().skip(1).any(|known| known == code))
            .and_then(|line| Self::named(line.split_ascii_whitespace().next()?))
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

const LISTS: &str = include_str!("kinds.txt");

/// The kinds of one report: those of its section, of itself and of each of its results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds(BTreeSet<Kind>);

impl Kinds {
    /// Reads what [`Kinds::text`] wrote; unknown names are passed over.
    pub fn parse(text: &str) -> Self {
        Self(text.split_ascii_whitespace().filter_map(Kind::named).collect())
    }

    /// As it is stored: the names with blanks between them.
    pub fn text(&self) -> String {
        self.0.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ")
    }

    /// Adds other kinds.
    pub fn merge(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether it is of no kind that can be held. The name of a report of such a kind would tell what it is about.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().collect())
    }
}

/// For how many days the clinic holds each kind at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReleasePolicy([i64; 4]);

impl ReleasePolicy {
    /// The same with another limit for one kind, in days; 0 shows it at once, and more than [`LONGEST_HOLD_DAYS`] are cut.
    #[must_use]
    pub fn with(mut self, kind: Kind, days: i64) -> Self {
        for (known, place) in Kind::ALL.into_iter().zip(&mut self.0) {
            if known == kind {
                *place = days.clamp(0, LONGEST_HOLD_DAYS);
            }
        }
        self
    }

    /// The days after which a result of one kind is shown in any case; 0 where it is shown at once.
    pub fn days(&self, kind: Kind) -> i64 {
        Kind::ALL.into_iter().zip(self.0).find(|(known, _)| *known == kind).map_or(0, |(_, days)| days)
    }

    /// Whether every result is shown at once.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|days| *days == 0)
    }

    /// For how many days a report of these kinds is held, where the patient has chosen `chosen` days: the longest limit counts.
    /// `None` when it is shown at once.
    pub fn limit(&self, kinds: &Kinds, chosen: Option<i64>) -> Option<i64> {
        let chosen = chosen.map(|days| days.clamp(0, LONGEST_HOLD_DAYS));
        kinds.0.iter().map(|kind| self.days(*kind)).chain(chosen).max().filter(|days| *days > 0)
    }
}

/// The moment from which a report issued at `issued` and held for `days` days is shown: the start of that day at the clinic.
#[cfg(feature = "store")]
pub fn shown_from(
    issued: chrono::DateTime<chrono::Utc>,
    days: i64,
    zone: chrono_tz::Tz,
) -> Option<chrono::DateTime<chrono::Utc>> {
    let before = u64::try_from(days).ok()?.checked_sub(1)?;
    let last = issued.with_timezone(&zone).date_naive().checked_add_days(chrono::Days::new(before))?;
    crate::helpers::end_of_day(last, zone)
}

/// Whether the check digit fits (LOINC Users' Guide: modulus 10).
#[cfg(test)]
pub(super) fn is_loinc(code: &str) -> bool {
    let Some((number, check)) = code.split_once('-') else { return false };
    let sum: u32 = number
        .bytes()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, times)| {
            let product = u32::from(digit - b'0') * times;
            product / 10 + product % 10
        })
        .sum();
    check.parse() == Ok((10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_has_a_kind_and_every_code_stands_once() {
        let mut codes = BTreeSet::new();
        for line in LISTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut words = line.split_ascii_whitespace();
            assert!(words.next().and_then(Kind::named).is_some(), "{line}");
            for code in words {
                assert!(codes.insert(code), "{code} stands twice");
                assert!(is_loinc(code), "{code} has a wrong check digit");
            }
        }
        for kind in Kind::ALL {
            assert!(codes.iter().any(|code| Kind::of_loinc(code) == Some(kind)), "{kind:?}");
        }
    }

    #[test]
    fn kinds_come_from_sections_and_codes() {
        assert_eq!(Kind::of_section("SP"), Some(Kind::Pathology));
        assert_eq!(Kind::of_section("CG"), Some(Kind::Genetics));
        assert_eq!(Kind::of_section("CH"), None);
        assert_eq!(Kind::of_loinc("56888-1"), Some(Kind::Infections));
        assert_eq!(Kind::of_loinc("2857-1"), Some(Kind::TumorMarkers));
        assert_eq!(Kind::of_loinc("2160-0"), None);
        assert_eq!(Kind::of_loinc("infections"), None);
        assert_eq!(Kind::of_loinc(""), None);
        let kinds: Kinds = [Kind::Infections, Kind::Pathology].into_iter().collect();
        assert_eq!(kinds.text(), "pathology infections");
        assert_eq!(Kinds::parse(&kinds.text()), kinds);
        assert!(Kinds::parse("").is_empty());
    }

    #[test]
    fn the_longest_limit_counts() {
        let policy = ReleasePolicy::default().with(Kind::Pathology, 7).with(Kind::Genetics, 99);
        assert!(!policy.is_empty() && ReleasePolicy::default().is_empty());
        assert_eq!(policy.days(Kind::Genetics), LONGEST_HOLD_DAYS);
        let kinds = |kinds: &[Kind]| kinds.iter().copied().collect::<Kinds>();
        assert_eq!(policy.limit(&kinds(&[]), None), None);
        assert_eq!(policy.limit(&kinds(&[Kind::Infections]), None), None);
        assert_eq!(policy.limit(&kinds(&[Kind::Pathology]), None), Some(7));
        assert_eq!(policy.limit(&kinds(&[Kind::Pathology, Kind::Genetics]), None), Some(30));
        assert_eq!(policy.limit(&kinds(&[]), Some(3)), Some(3));
        assert_eq!(
            policy.limit(&kinds(&[Kind::Pathology]), Some(3)),
            Some(7),
            "the patient does not shorten the clinic's"
        );
        assert_eq!(policy.limit(&kinds(&[Kind::Pathology]), Some(14)), Some(14));
    }

    #[cfg(feature = "store")]
    #[test]
    fn a_limit_ends_at_the_start_of_a_day_at_the_clinic() {
        use chrono_tz::America::{Denver, Havana, New_York, Santiago};
        let from = |issued: &str, days, zone| shown_from(issued.parse().unwrap(), days, zone).unwrap().to_rfc3339();
        assert_eq!(from("2026-03-02T15:00:00Z", 1, New_York), "2026-03-03T05:00:00+00:00");
        // Late in the evening there the next day has begun in UTC.
        assert_eq!(from("2026-03-03T04:59:59Z", 1, New_York), "2026-03-03T05:00:00+00:00");
        assert_eq!(from("2026-03-03T05:00:00Z", 1, New_York), "2026-03-04T05:00:00+00:00");
        // Clocks go forward on 8 March and back on 1 November.
        assert_eq!(from("2026-03-05T15:00:00Z", 3, New_York), "2026-03-08T05:00:00+00:00");
        assert_eq!(from("2026-03-05T15:00:00Z", 4, New_York), "2026-03-09T04:00:00+00:00");
        assert_eq!(from("2026-10-30T15:00:00Z", 2, Denver), "2026-11-01T06:00:00+00:00");
        assert_eq!(from("2026-10-30T15:00:00Z", 3, Denver), "2026-11-02T07:00:00+00:00");
        // Midnight of 6 September does not exist in Santiago; that of 1 November comes twice in Havana.
        assert_eq!(from("2026-09-05T15:00:00Z", 1, Santiago), "2026-09-06T04:00:00+00:00");
        assert_eq!(from("2026-10-31T15:00:00Z", 1, Havana), "2026-11-01T04:00:00+00:00");
        assert!(shown_from("2026-03-02T15:00:00Z".parse().unwrap(), 0, New_York).is_none());
    }
}
