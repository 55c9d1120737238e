use super::{
    change::{Change, change},
    earlier::Earlier,
    units,
};
use crate::{
    ids::{ObservationId, ReportId},
    moment::{Moment, Precision},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Which results: the laboratory's or vital signs. Both are kept and read alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "kebab-case"))]
pub enum Category {
    /// Laboratory results.
    Laboratory,
    /// Vital signs.
    VitalSigns,
}

impl Category {
    /// The part of a record it is, for the audit trail.
    pub fn subject(self) -> crate::audit::Subject {
        match self {
            Self::Laboratory => crate::audit::Subject::Labs,
            Self::VitalSigns => crate::audit::Subject::Vitals,
        }
    }
}

/// One result as it was sent.
#[derive(Clone)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Observation {
    /// The result's id.
    pub id: ObservationId,
    /// `laboratory`, `vital-signs` or another of FHIR's categories.
    pub category: String,
    /// What tells tests apart: the code, or the folded name where there is none.
    pub code_key: String,
    /// The test's name as it was sent.
    pub display: String,
    /// FHIR `Observation.status`.
    pub status: String,
    /// When the sample was taken or the value measured.
    pub effective_at: Option<DateTime<Utc>>,
    /// How exactly that is known.
    pub effective_precision: Option<Precision>,
    /// When the result was released.
    pub issued_at: Option<DateTime<Utc>>,
    /// Its place in lists.
    pub sort_at: DateTime<Utc>,
    /// `quantity`, `text` or `none`.
    pub value_kind: String,
    /// The value with the sender's digits.
    pub value: Option<String>,
    /// `<`, `<=`, `>=` or `>`.
    pub comparator: Option<String>,
    /// The unit as it was sent, else its UCUM code.
    pub unit: Option<String>,
    /// The unit's UCUM code.
    pub unit_code: Option<String>,
    /// The parts of a result of several values, such as a blood pressure.
    #[cfg_attr(feature = "store", sqlx(json(nullable)))]
    pub components: Option<Vec<Component>>,
    /// The lower limit of the range that was sent with it.
    pub range_low: Option<String>,
    /// The upper limit of the range that was sent with it.
    pub range_high: Option<String>,
    /// Whether the lower limit itself lies outside of the range.
    pub range_low_open: bool,
    /// Whether the upper limit itself lies outside of the range, as in `<200`.
    pub range_high_open: bool,
    /// The range in the sender's words.
    pub range_text: Option<String>,
    /// The sender's flag (HL7 interpretation code).
    pub interpretation: Option<String>,
    /// All flags as they were sent, with blanks between them, where there are several.
    pub flags: Option<String>,
    /// Why there is no value (FHIR data-absent-reason).
    pub absent_reason: Option<String>,
    /// Who measured it.
    pub performer: Option<String>,
    /// How it was measured.
    pub method: Option<String>,
    /// The sender's comment.
    pub note: Option<String>,
    /// The IANA zone of the place of care, where it is known.
    pub zone: Option<String>,
    /// From when the patient sees it, where it is not shown to them yet.
    pub held_until: Option<DateTime<Utc>>,
}

/// A part of a result of several values.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Component {
    /// The part's code.
    pub code: Option<String>,
    /// The part's name.
    pub display: Option<String>,
    /// The number with the sender's digits.
    pub value: Option<String>,
    /// `<`, `<=`, `>=` or `>`.
    pub comparator: Option<String>,
    /// The unit as it was sent.
    pub unit: Option<String>,
    /// The unit's UCUM code.
    pub unit_code: Option<String>,
    /// An answer in words.
    pub text: Option<String>,
}

/// Whether a result has a value that may be shown, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has one.
    Known,
    /// The laboratory is still at work.
    Waiting,
    /// It exists but is not shown here.
    Withheld,
    /// It was recorded by mistake.
    Withdrawn,
    /// The test was cancelled.
    Cancelled,
    /// None was sent.
    Missing,
    /// The clinic looks at it first.
    Held,
}

/// Where a number lies in its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below the lower limit, or at one that lies outside.
    Below,
    /// In the range.
    Within,
    /// Above the upper limit, or at one that lies outside.
    Above,
}

/// HL7 interpretation codes that say that a result is out of its range or not as expected. Others, such as “positive”, are
/// findings, good or bad by the test.
const ABNORMAL: [&str; 8] = ["H", "HU", "L", "LU", "HH", "LL", "A", "AA"];
/// The code that says that a result is as expected.
const NORMAL: &str = "N";

impl Observation {
    /// Whether there is a value to show.
    pub fn standing(&self) -> Standing {
        // Nothing was taken away for a clinician, who knows its test.
        if self.held_until.is_some() && self.code_key.is_empty() {
            return Standing::Held;
        }
        match (self.status.as_str(), self.absent_reason.as_deref()) {
            ("entered-in-error", _) => Standing::Withdrawn,
            ("cancelled", _) => Standing::Cancelled,
            (_, Some("masked" | "not-permitted")) => Standing::Withheld,
            _ if self.value.is_some() || self.parts().next().is_some() => Standing::Known,
            ("registered" | "preliminary", _) => Standing::Waiting,
            _ => Standing::Missing,
        }
    }

    /// Takes away what the reader of a chart may not see, so that no page can show it by mistake; of a held result, all but its
    /// dates.
    #[cfg(feature = "store")]
    #[must_use]
    pub fn shown_to(mut self, chart: &crate::patients::Chart) -> Self {
        self.held_until = self.held_until.filter(|until| *until > chart.opened_at());
        if self.held_until.is_some() && chart.awaits_release() {
            return self.held();
        }
        if matches!(self.standing(), Standing::Withdrawn | Standing::Cancelled | Standing::Withheld) {
            self.value = None;
            self.components = None;
            self.interpretation = None;
            self.flags = None;
        }
        self
    }

    /// A held result as its patient may know of it.
    #[cfg(feature = "store")]
    fn held(self) -> Self {
        Self {
            id: self.id,
            category: self.category,
            effective_at: self.effective_at,
            effective_precision: self.effective_precision,
            issued_at: self.issued_at,
            sort_at: self.sort_at,
            zone: self.zone,
            held_until: self.held_until,
            code_key: String::new(),
            display: String::new(),
            status: "final".to_owned(),
            value_kind: "none".to_owned(),
            value: None,
            comparator: None,
            unit: None,
            unit_code: None,
            components: None,
            range_low: None,
            range_high: None,
            range_low_open: false,
            range_high_open: false,
            range_text: None,
            interpretation: None,
            flags: None,
            absent_reason: None,
            performer: None,
            method: None,
            note: None,
        }
    }

    /// When the sample was taken or the value measured.
    pub fn taken(&self) -> Option<Moment> {
        Moment::of(self.effective_at, self.effective_precision)
    }

    /// The value with its comparator, such as `<5`.
    pub fn text(&self) -> Option<String> {
        let value = self.value.as_deref()?;
        Some(format!("{}{value}", self.comparator.as_deref().unwrap_or("")))
    }

    /// The value as a place on a drawing; never to be read.
    pub fn number(&self) -> Option<f64> {
        if self.value_kind == "quantity" { number(self.value.as_deref()) } else { None }
    }

    /// The parts that have a value.
    pub fn parts(&self) -> impl Iterator<Item = &Component> {
        self.components.iter().flatten().filter(|part| part.value.is_some() || part.text.is_some())
    }

    /// Whether the sender flagged it, or, where it sent no flag, the number lies outside of the range it sent.
    pub fn is_abnormal(&self) -> bool {
        if matches!(self.standing(), Standing::Withdrawn | Standing::Cancelled | Standing::Withheld | Standing::Held) {
            return false;
        }
        match self.interpretation.as_deref() {
            Some(NORMAL) => return false,
            Some(code) if ABNORMAL.contains(&code) => return true,
            _ => {}
        }
        matches!(self.side(), Some(Side::Below | Side::Above))
    }

    /// Where an exact number lies in the range that was sent with it; nothing without a range, or for `<5`.
    pub fn side(&self) -> Option<Side> {
        let value = self.number().filter(|_| self.comparator.is_none())?;
        let (low, high) = (number(self.range_low.as_deref()), number(self.range_high.as_deref()));
        let (at_low, at_high) = (Some(value) == low, Some(value) == high);
        if low.is_some_and(|low| value < low) || (at_low && self.range_low_open) {
            Some(Side::Below)
        } else if high.is_some_and(|high| value > high) || (at_high && self.range_high_open) {
            Some(Side::Above)
        } else {
            (low.is_some() || high.is_some()).then_some(Side::Within)
        }
    }

    /// All flags as they were sent.
    pub fn all_flags(&self) -> impl Iterator<Item = &str> {
        self.flags.as_deref().or(self.interpretation.as_deref()).unwrap_or_default().split_ascii_whitespace()
    }

    /// How it differs from an earlier result of the same test; nothing where they cannot be compared.
    pub fn change_since(&self, earlier: &Earlier) -> Option<Change> {
        let before = (earlier.earlier_comparator.as_deref(), earlier.earlier_value.as_deref()?);
        let now = (self.comparator.as_deref(), self.value.as_deref()?);
        if self.value_kind != "quantity" || earlier.earlier_kind.as_deref() != Some("quantity") {
            return Some(if now.1 == before.1 { Change::Same } else { Change::Different });
        }
        let same_unit = self.unit == earlier.earlier_unit
            || (self.unit_code.is_some() && self.unit_code == earlier.earlier_unit_code);
        if same_unit {
            return change(now, before);
        }
        let unit = |code: &Option<String>, shown: &Option<String>| code.clone().or_else(|| shown.clone());
        let from = unit(&earlier.earlier_unit_code, &earlier.earlier_unit)?;
        let to = unit(&self.unit_code, &self.unit)?;
        let before_here = units::convert(&self.code_key, before.1, &from, &to)?;
        change(now, (before.0, &before_here.exact))
    }
}

impl Component {
    /// The number as a place on a drawing; never to be read.
    pub fn number(&self) -> Option<f64> {
        number(self.value.as_deref())
    }

    /// The number with its comparator, or the answer in words.
    pub fn reading(&self) -> Option<String> {
        match &self.value {
            Some(value) => Some(format!("{}{value}", self.comparator.as_deref().unwrap_or(""))),
            None => self.text.clone(),
        }
    }
}

fn number(text: Option<&str>) -> Option<f64> {
    text?.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A panel of results or another report of the laboratory.
#[derive(Clone)]
#[cfg_attr(feature = "store", derive(sqlx::FromRow))]
pub struct Report {
    /// The report's id.
    pub id: ReportId,
    /// Its LOINC code.
    pub code: Option<String>,
    /// Its name as it was sent.
    pub display: String,
    /// FHIR `DiagnosticReport.status`.
    pub status: String,
    /// When the sample was taken.
    pub effective_at: Option<DateTime<Utc>>,
    /// How exactly that is known.
    pub effective_precision: Option<Precision>,
    /// When the report was released.
    pub issued_at: Option<DateTime<Utc>>,
    /// Its place in lists.
    pub sort_at: DateTime<Utc>,
    /// Who made it.
    pub performer: Option<String>,
    /// What the doctor or the laboratory concludes.
    pub conclusion: Option<String>,
    /// What was examined.
    pub specimen: Option<String>,
    /// When the sample came to the laboratory.
    pub received_at: Option<DateTime<Utc>>,
    /// Who ordered it.
    pub orderer: Option<String>,
    /// The place where the sample was taken.
    pub location: Option<String>,
    /// The IANA zone of that place, where it is known.
    pub zone: Option<String>,
    /// From when the patient sees it, where it is not shown to them yet.
    pub held_until: Option<DateTime<Utc>>,
    /// The kinds of a report that was held; see [`Kinds`](super::Kinds).
    pub held_kinds: Option<String>,
    /// From when the patient sees all results of a report that is shown: one that came later may wait.
    pub more_until: Option<DateTime<Utc>>,
    /// From when the patient sees its documents, where something that came in the same message waits.
    pub documents_until: Option<DateTime<Utc>>,
}

impl Report {
    /// Takes away what the reader of a chart may not see of a report that is held: all but its dates, and its name where that does
    /// not tell what it is about. Tells whether its results may be shown.
    #[cfg(feature = "store")]
    pub(super) fn show_to(&mut self, chart: &crate::patients::Chart) -> bool {
        self.held_until = self.held_until.filter(|until| *until > chart.opened_at());
        self.more_until = self.more_until.filter(|until| *until > chart.opened_at());
        self.documents_until = self.documents_until.filter(|until| *until > chart.opened_at());
        if !chart.awaits_release() {
            return true;
        }
        if self.held_until.is_none() {
            if self.more_until.is_some() {
                // It may speak of what is held.
                self.conclusion = None;
            }
            return true;
        }
        let telling = self.held_kinds.as_deref().is_none_or(|kinds| !super::Kinds::parse(kinds).is_empty());
        if telling {
            self.display.clear();
        }
        self.code = None;
        "final".clone_into(&mut self.status);
        self.performer = None;
        self.conclusion = None;
        self.specimen = None;
        self.orderer = None;
        self.location = None;
        self.held_kinds = None;
        false
    }

    /// When the sample was taken.
    pub fn taken(&self) -> Option<Moment> {
        Moment::of(self.effective_at, self.effective_precision)
    }

    /// Whether it was recorded by mistake: nothing of it is shown then.
    pub fn is_withdrawn(&self) -> bool {
        self.status == "entered-in-error"
    }
}
