//! What a result said before it was changed, read from an earlier version of it as it came.

use super::{
    read,
    results::{self, Limits, Value, components, period, ratio, sampled, value},
};
use crate::fhir::types::{CodeableConcept, Range, present};
use serde_json::value::RawValue;

/// What a version of a result said of it.
pub(crate) struct Former {
    /// Whose it is, as that version refers to them.
    pub(crate) subject: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) value: Option<String>,
    pub(crate) comparator: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) unit_code: Option<String>,
    /// The parts of a result of several values, as the tables keep them.
    pub(crate) components: Option<Box<RawValue>>,
    pub(crate) range_low: Option<String>,
    pub(crate) range_high: Option<String>,
    pub(crate) range_low_open: bool,
    pub(crate) range_high_open: bool,
    pub(crate) range_text: Option<String>,
    pub(crate) interpretation: Option<String>,
    pub(crate) flags: Option<String>,
    pub(crate) absent_reason: Option<String>,
}

/// Reads a version of a result; nothing where it is none.
pub(crate) fn former(body: &str) -> Option<Former> {
    let mut resource: results::Observation = read(body).ok()?;
    let value = value!(resource);
    let range = Limits::of(std::mem::take(&mut resource.reference_range).into_iter().next().unwrap_or_default());
    let word = |concept: &CodeableConcept| concept.code().map(str::to_owned).or_else(|| concept.words());
    let flags: Vec<&str> = resource.interpretation.iter().filter_map(CodeableConcept::code).collect();
    Some(Former {
        subject: resource.subject.and_then(|subject| subject.to),
        status: resource.status,
        kind: value.kind,
        value: value.written,
        comparator: value.comparator,
        unit: value.unit.or_else(|| value.unit_code.clone()),
        unit_code: value.unit_code,
        components: components(resource.component).map(|stored| stored.0),
        range_low: range.low,
        range_high: range.high,
        range_low_open: range.low_open,
        range_high_open: range.high_open,
        range_text: range.text,
        flags: (flags.len() > 1).then(|| flags.join(" ")),
        interpretation: resource.interpretation.iter().find_map(word),
        absent_reason: resource.data_absent_reason.as_ref().and_then(word),
    })
}
