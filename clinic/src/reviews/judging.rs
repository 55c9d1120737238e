//! How soon a report is to be looked at: a pure function of what was sent and of the clinic's limits. Nothing that is not known to
//! be in its range counts as normal.

use super::{Beyond, Finding, Limit, Rank};
use crate::labs::{Component, decimal};

/// How a single result lies, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The laboratory calls it critical or beyond what it can measure, or it lies beyond a limit of the clinic.
    Critical,
    /// The laboratory calls it high, low or abnormal, or the number lies out of the range that was sent.
    Abnormal,
    /// It must be read.
    Unknown,
    /// In its range.
    Normal,
}

/// A result as it was sent.
#[derive(Clone, Default)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Measured {
    /// The test's name.
    pub display: String,
    /// The test's LOINC code, where it has one.
    pub code: Option<String>,
    /// FHIR `Observation.status`.
    pub status: String,
    /// `quantity`, `text` or `none`.
    pub value_kind: String,
    /// The value with the sender's digits.
    pub value: Option<String>,
    /// `<`, `<=`, `>=` or `>`.
    pub comparator: Option<String>,
    /// The unit as it was sent.
    pub unit: Option<String>,
    /// The unit's UCUM code.
    pub unit_code: Option<String>,
    /// The parts of a result of several values.
    #[cfg_attr(feature = "store", sqlx(json(nullable)))]
    pub components: Option<Vec<Component>>,
    /// The lower limit of the range that was sent.
    pub range_low: Option<String>,
    /// The upper limit of the range that was sent.
    pub range_high: Option<String>,
    /// Whether the lower limit itself lies outside.
    pub range_low_open: bool,
    /// Whether the upper limit itself lies outside.
    pub range_high_open: bool,
    /// The sender's flag (HL7 table 0078).
    pub interpretation: Option<String>,
    /// All flags, with blanks between them, where there is more than one.
    pub flags: Option<String>,
    /// The sender's comment.
    pub note: Option<String>,
}

impl Measured {
    /// How it lies, by the laboratory and by the clinic's limits.
    pub fn severity(&self, limits: &[Limit]) -> Severity {
        let is_void = matches!(self.status.as_str(), "entered-in-error" | "cancelled");
        if is_void {
            // That a test was not done, or a result taken back, is to be read.
            return Severity::Unknown;
        }
        let by_clinic = match self.beyond(limits) {
            Beyond::Yes => return Severity::Critical,
            Beyond::Unknown => Severity::Unknown,
            Beyond::No => Severity::Normal,
        };
        let by_sender = self.flagged().unwrap_or_else(|| self.by_range());
        let by_comment = if is_said(self.note.as_deref()) { Severity::Unknown } else { Severity::Normal };
        by_sender.min(by_clinic).min(by_comment)
    }

    /// The worst of the flags that were sent; nothing without one.
    fn flagged(&self) -> Option<Severity> {
        let all = self.flags.iter().flat_map(|flags| flags.split_ascii_whitespace());
        self.interpretation
            .as_deref()
            .into_iter()
            .chain(all)
            .map(str::trim)
            .filter(|flag| !flag.is_empty())
            .map(of_flag)
            .min()
    }

    fn by_range(&self) -> Severity {
        let limit = |text: &Option<String>| text.as_deref().and_then(decimal);
        let (low, high) = (limit(&self.range_low), limit(&self.range_high));
        // A limit that is no number cannot be compared with.
        let is_readable = low.is_some() == self.range_low.is_some() && high.is_some() == self.range_high.is_some();
        let exact = self.value.as_deref().filter(|_| self.value_kind == "quantity" && self.comparator.is_none());
        let (Some(value), true) = (exact.and_then(decimal), is_readable && (low.is_some() || high.is_some())) else {
            return Severity::Unknown;
        };
        let is_low = low.is_some_and(|low| value < low || (self.range_low_open && value == low));
        let is_high = high.is_some_and(|high| value > high || (self.range_high_open && value == high));
        if is_low || is_high { Severity::Abnormal } else { Severity::Normal }
    }

    /// How the value and its parts lie to the clinic's limits for their tests.
    fn beyond(&self, limits: &[Limit]) -> Beyond {
        let unit = self.unit_code.as_deref().or(self.unit.as_deref());
        let whole = judge_all(limits, self.code.as_deref(), self.comparator.as_deref(), self.value.as_deref(), unit);
        let parts = self.components.iter().flatten().map(|part| {
            let unit = part.unit_code.as_deref().or(part.unit.as_deref());
            judge_all(limits, part.code.as_deref(), part.comparator.as_deref(), part.value.as_deref(), unit)
        });
        std::iter::once(whole).chain(parts).fold(Beyond::No, worse)
    }

    /// In few words.
    fn finding(&self, severity: Severity) -> Finding {
        let value = self.value.as_deref().unwrap_or_default();
        Finding {
            name: self.display.clone(),
            value: format!("{}{value}", self.comparator.as_deref().unwrap_or_default()),
            unit: self.unit.clone().or_else(|| self.unit_code.clone()).unwrap_or_default(),
            flag: self.interpretation.clone(),
            critical: severity == Severity::Critical,
        }
    }
}

/// A test may have a limit for each of several units: one that fits decides.
fn judge_all(
    limits: &[Limit],
    code: Option<&str>,
    comparator: Option<&str>,
    value: Option<&str>,
    unit: Option<&str>,
) -> Beyond {
    let limits: Vec<&Limit> = limits.iter().filter(|limit| code == Some(limit.code.as_str())).collect();
    match limits.iter().find(|limit| unit == Some(limit.unit.as_str())) {
        Some(limit) => limit.judge(comparator, value, unit),
        None if limits.is_empty() => Beyond::No,
        None => Beyond::Unknown,
    }
}

fn worse(one: Beyond, other: Beyond) -> Beyond {
    match (one, other) {
        (Beyond::Yes, _) | (_, Beyond::Yes) => Beyond::Yes,
        (Beyond::Unknown, _) | (_, Beyond::Unknown) => Beyond::Unknown,
        (Beyond::No, Beyond::No) => Beyond::No,
    }
}

/// HL7 table 0078. `<` and `>` say that it lies beyond what the instrument can measure; findings such as “positive” are good or bad
/// by the test.
fn of_flag(flag: &str) -> Severity {
    match flag {
        "HH" | "LL" | "AA" | "<" | ">" => Severity::Critical,
        "H" | "HU" | "L" | "LU" | "A" => Severity::Abnormal,
        "N" => Severity::Normal,
        _ => Severity::Unknown,
    }
}

fn is_said(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// The most findings that are kept in few words.
const MOST_FINDINGS: usize = 12;

/// The rank of a report, and what is critical or out of range, the critical first. `must_be_read` says that it has more than results:
/// a conclusion, a document, or nothing yet.
pub(super) fn judge(results: &[Measured], limits: &[Limit], must_be_read: bool) -> (Rank, Vec<Finding>) {
    let mut judged: Vec<(Severity, &Measured)> =
        results.iter().map(|result| (result.severity(limits), result)).collect();
    judged.sort_by_key(|(severity, _)| *severity);
    let worst = judged.first().map_or(Severity::Unknown, |(severity, _)| *severity);
    let rank = match worst {
        Severity::Critical => Rank::Critical,
        Severity::Abnormal => Rank::Abnormal,
        Severity::Unknown => Rank::ToRead,
        Severity::Normal if must_be_read => Rank::ToRead,
        Severity::Normal => Rank::Normal,
    };
    let out = judged.iter().filter(|(severity, _)| *severity <= Severity::Abnormal);
    (rank, out.take(MOST_FINDINGS).map(|(severity, result)| result.finding(*severity)).collect())
}

#[cfg(test)]
#[path = "judging_test.rs"]
mod tests;
