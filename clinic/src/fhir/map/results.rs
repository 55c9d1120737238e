//! Observations.

use super::{Context, Mapped, at, sort_at, split, start, unnamed};
use crate::{
    fhir::{
        moment::When,
        rows,
        rows::Stored,
        systems::LOINC,
        types::{Annotation, CodeableConcept, Digits, Period, Quantity, Range, Ratio, Reference, fhir, notes, present},
    },
    fold::fold,
    hl7,
};
use serde::Serialize;
use uuid::Uuid;

fhir! {
    Observation {
        status: Option<String>,
        category: Vec<CodeableConcept>,
        code: Option<CodeableConcept>,
        subject: Option<Reference>,
        encounter: Option<Reference>,
        effective_date_time: Option<When>,
        effective_instant: Option<When>,
        effective_period: Option<Period>,
        issued: Option<When>,
        performer: Vec<Reference>,
        value_quantity: Option<Quantity>,
        value_codeable_concept: Option<CodeableConcept>,
        value_string: Option<String>,
        value_boolean: Option<bool>,
        value_integer: Option<i64>,
        value_range: Option<Range>,
        value_ratio: Option<Ratio>,
        value_sampled_data: Option<Sampled>,
        value_time: Option<String>,
        value_date_time: Option<String>,
        value_period: Option<Written>,
        data_absent_reason: Option<CodeableConcept>,
        interpretation: Vec<CodeableConcept>,
        note: Vec<Annotation>,
        method: Option<CodeableConcept>,
        reference_range: Vec<ReferenceRange>,
        component: Vec<Component>,
    }

    Component {
        code: Option<CodeableConcept>,
        value_quantity: Option<Quantity>,
        value_codeable_concept: Option<CodeableConcept>,
        value_string: Option<String>,
        value_boolean: Option<bool>,
        value_integer: Option<i64>,
        value_range: Option<Range>,
        value_ratio: Option<Ratio>,
        value_sampled_data: Option<Sampled>,
        value_time: Option<String>,
        value_date_time: Option<String>,
        value_period: Option<Written>,
        data_absent_reason: Option<CodeableConcept>,
    }

    Sampled { data: Option<String> }

    /// A period whose ends are shown as they were written.
    Written { start: Option<String>, end: Option<String> }

    ReferenceRange { low: Option<Quantity>, high: Option<Quantity>, text: Option<String> }
}

/// The categories a chart is divided into; what else there is comes under `other`.
const CATEGORIES: [&str; 9] =
    ["laboratory", "vital-signs", "social-history", "survey", "exam", "imaging", "procedure", "activity", "therapy"];

/// A value of any of FHIR's kinds, in the form the tables have.
#[derive(Default)]
pub(super) struct Value {
    pub(super) kind: &'static str,
    pub(super) written: Option<String>,
    pub(super) comparator: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) unit_code: Option<String>,
}

impl Value {
    pub(super) fn none() -> Self {
        Self { kind: "none", ..Self::default() }
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { kind: "text", written: Some(text.into()), ..Self::default() }
    }

    pub(super) fn quantity(quantity: Quantity) -> Self {
        let unit = quantity.shown_unit().map(str::to_owned);
        match quantity.value {
            Some(Digits(value)) => Self {
                kind: "quantity",
                written: Some(value),
                comparator: quantity.comparator,
                unit,
                unit_code: quantity.code,
            },
            None => Self::none(),
        }
    }
}

/// Takes whichever `value[x]` is there.
macro_rules! value {
    ($of:expr) => {{
        let of = &mut $of;
        if let Some(quantity) = of.value_quantity.take() {
            Value::quantity(quantity)
        } else if let Some(number) = of.value_integer {
            Value { kind: "quantity", written: Some(number.to_string()), ..Value::default() }
        } else {
            let concept = of.value_codeable_concept.as_ref().and_then(CodeableConcept::words);
            let text = concept
                .or_else(|| present(of.value_string.as_deref()).map(str::to_owned))
                .or_else(|| of.value_boolean.map(|yes| if yes { "Yes" } else { "No" }.to_owned()))
                .or_else(|| of.value_range.as_ref().and_then(Range::words))
                .or_else(|| of.value_ratio.as_ref().and_then(ratio))
                .or_else(|| of.value_time.take())
                .or_else(|| of.value_date_time.take())
                .or_else(|| of.value_period.as_ref().and_then(period))
                .or_else(|| of.value_sampled_data.as_ref().and_then(sampled));
            text.map_or_else(Value::none, Value::text)
        }
    }};
}
pub(super) use value;

pub(super) fn observation(id: Uuid, resource: Observation, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    observation_of(id, patient_id, resource, context)
}

pub(super) fn observation_of(id: Uuid, patient_id: Uuid, mut resource: Observation, context: &Context<'_>) -> Mapped {
    let Value { kind, written, comparator, unit, unit_code } = value!(resource);
    let components = components(std::mem::take(&mut resource.component));
    let codes =
        || resource.category.iter().flat_map(|category| &category.coding).filter_map(|coding| coding.code.as_deref());
    let category = codes().find(|code| CATEGORIES.contains(code)).unwrap_or("other");
    let concept = resource.code.unwrap_or_default();
    let (code_system, code) = concept.coded(LOINC);
    let display = unnamed(concept.words());
    let effective = resource.effective_date_time.or(resource.effective_instant);
    let (effective_at, effective_precision) = split(effective.or(start(resource.effective_period.as_ref())));
    let issued_at = at(resource.issued);
    let range = Limits::of(resource.reference_range.into_iter().next().unwrap_or_default());
    let flags: Vec<&str> = resource.interpretation.iter().filter_map(CodeableConcept::code).collect();
    let flags = (flags.len() > 1).then(|| flags.join(" "));
    let row = rows::Observation {
        id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        status: resource.status.unwrap_or_else(|| "unknown".to_owned()),
        category: category.to_owned(),
        code_key: code_key(code_system.as_deref(), code.as_deref(), &display),
        code_system,
        code,
        display,
        effective_at,
        effective_precision,
        issued_at,
        sort_at: sort_at([effective_at, issued_at]),
        value_kind: kind.to_owned(),
        value: written,
        comparator,
        unit,
        unit_code,
        components,
        range_low: range.low,
        range_high: range.high,
        range_text: range.text,
        interpretation: resource
            .interpretation
            .iter()
            .find_map(|meaning| meaning.code().map(str::to_owned).or_else(|| meaning.words())),
        absent_reason: resource
            .data_absent_reason
            .as_ref()
            .and_then(|reason| reason.code().map(str::to_owned).or_else(|| reason.words())),
        performer: context.all_named(&resource.performer),
        note: notes(&resource.note),
        flags,
        method: resource.method.as_ref().and_then(CodeableConcept::words),
        range_low_open: range.low_open,
        range_high_open: range.high_open,
    };
    Mapped::of(Some(patient_id), row)
}

/// What tells a patient's tests apart. A code that is not LOINC's is only its own system's: `100` of one laboratory may be sodium and that
/// of another potassium.
fn code_key(system: Option<&str>, code: Option<&str>, display: &str) -> String {
    match (system, code) {
        (Some(LOINC) | None, Some(code)) => code.to_owned(),
        (Some(system), Some(code)) => format!("{system}|{code}"),
        (_, None) => fold(display),
    }
}

/// The range of a result, as the tables keep it.
#[derive(Default)]
pub(super) struct Limits {
    pub(super) low: Option<String>,
    pub(super) high: Option<String>,
    pub(super) text: Option<String>,
    pub(super) low_open: bool,
    pub(super) high_open: bool,
}

impl Limits {
    /// Limits that stand in the words alone, such as `<200`, are read from them where they are plain.
    pub(super) fn of(range: ReferenceRange) -> Self {
        let digits =
            |quantity: Option<Quantity>| quantity.and_then(|quantity| quantity.value).map(|Digits(digits)| digits);
        let (low, high) = (digits(range.low), digits(range.high));
        let read = range.text.as_deref().filter(|_| low.is_none() && high.is_none()).map(hl7::ReferenceRange::read);
        let Some(read) = read else { return Self { low, high, text: range.text, ..Self::default() } };
        let open = |limit: &Option<hl7::Limit>| limit.as_ref().is_some_and(|limit| !limit.included);
        Self {
            low_open: open(&read.low),
            high_open: open(&read.high),
            low: read.low.map(|limit| limit.digits),
            high: read.high.map(|limit| limit.digits),
            text: range.text,
        }
    }
}

/// One part of a result, as the tables keep it.
#[derive(Serialize)]
struct Part {
    code: Option<String>,
    display: String,
    value: Option<String>,
    comparator: Option<String>,
    unit: Option<String>,
    unit_code: Option<String>,
    text: Option<String>,
}

pub(super) fn components(components: Vec<Component>) -> Option<Stored> {
    let parts: Vec<Part> = components
        .into_iter()
        .map(|mut component| {
            let value = value!(component);
            let concept = component.code.unwrap_or_default();
            let (_, code) = concept.coded(LOINC);
            let absent = component.data_absent_reason.as_ref().and_then(CodeableConcept::words);
            let is_number = value.kind == "quantity";
            let (number, text) = if is_number { (value.written, None) } else { (None, value.written.or(absent)) };
            Part {
                code,
                display: unnamed(concept.words()),
                value: number,
                comparator: value.comparator,
                unit: value.unit,
                unit_code: value.unit_code,
                text,
            }
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    serde_json::value::to_raw_value(&parts).ok().map(sqlx::types::Json)
}

pub(super) fn ratio(ratio: &Ratio) -> Option<String> {
    let part = |quantity: &Option<Quantity>| quantity.as_ref().and_then(Quantity::words);
    let (numerator, denominator) = (part(&ratio.numerator)?, part(&ratio.denominator)?);
    // A titre is written without blanks, a strength with a stroke.
    let is_titre = [&numerator, &denominator].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    Some(if is_titre { format!("{numerator}:{denominator}") } else { format!("{numerator} / {denominator}") })
}

pub(super) fn period(period: &Written) -> Option<String> {
    match (&period.start, &period.end) {
        (Some(start), Some(end)) => Some(format!("{start} to {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => None,
    }
}

pub(super) fn sampled(sampled: &Sampled) -> Option<String> {
    let count = sampled.data.as_deref()?.split_whitespace().count();
    (count > 0).then(|| format!("A recording of {count} measurements"))
}
