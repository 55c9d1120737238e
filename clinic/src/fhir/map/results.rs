//! Observations and the reports they are part of.

use super::{Context, Mapped, at, read, sort_at, split, start, unnamed};
use crate::{
    fhir::{
        moment::When,
        reference::resource_id,
        rows,
        rows::{Kind, Stored},
        systems::LOINC,
        types::{
            Annotation, Attachment, CodeableConcept, Digits, Period, Quantity, Range, Ratio, Reference, fhir, join,
            notes, present,
        },
    },
    fold::fold,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
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

    Report {
        status: Option<String>,
        category: Vec<CodeableConcept>,
        code: Option<CodeableConcept>,
        subject: Option<Reference>,
        encounter: Option<Reference>,
        effective_date_time: Option<When>,
        effective_period: Option<Period>,
        issued: Option<When>,
        performer: Vec<Reference>,
        results_interpreter: Vec<Reference>,
        result: Vec<Reference>,
        conclusion: Option<String>,
        conclusion_code: Vec<CodeableConcept>,
        presented_form: Vec<Attachment>,
    }
}

/// The categories a chart is divided into; what else there is comes under `other`.
const CATEGORIES: [&str; 9] =
    ["laboratory", "vital-signs", "social-history", "survey", "exam", "imaging", "procedure", "activity", "therapy"];

/// A value of any of FHIR's kinds, in the form the tables have.
#[derive(Default)]
struct Value {
    kind: &'static str,
    written: Option<String>,
    comparator: Option<String>,
    unit: Option<String>,
    unit_code: Option<String>,
}

impl Value {
    fn none() -> Self {
        Self { kind: "none", ..Self::default() }
    }

    fn text(text: impl Into<String>) -> Self {
        Self { kind: "text", written: Some(text.into()), ..Self::default() }
    }

    fn quantity(quantity: Quantity) -> Self {
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

pub(super) fn observation(id: Uuid, resource: Observation, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    observation_of(id, patient_id, resource, context)
}

fn observation_of(id: Uuid, patient_id: Uuid, mut resource: Observation, context: &Context<'_>) -> Mapped {
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
    let range = resource.reference_range.into_iter().next().unwrap_or_default();
    let digits = |quantity: Option<Quantity>| quantity.and_then(|quantity| quantity.value).map(|Digits(digits)| digits);
    let row = rows::Observation {
        id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        status: resource.status.unwrap_or_else(|| "unknown".to_owned()),
        category: category.to_owned(),
        code_system,
        code_key: code.clone().unwrap_or_else(|| fold(&display)),
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
        range_low: digits(range.low),
        range_high: digits(range.high),
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
    };
    Mapped::of(Some(patient_id), row)
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

fn components(components: Vec<Component>) -> Option<Stored> {
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

fn ratio(ratio: &Ratio) -> Option<String> {
    let part = |quantity: &Option<Quantity>| quantity.as_ref().and_then(Quantity::words);
    let (numerator, denominator) = (part(&ratio.numerator)?, part(&ratio.denominator)?);
    // A titre is written without blanks, a strength with a stroke.
    let is_titre = [&numerator, &denominator].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    Some(if is_titre { format!("{numerator}:{denominator}") } else { format!("{numerator} / {denominator}") })
}

fn period(period: &Written) -> Option<String> {
    match (&period.start, &period.end) {
        (Some(start), Some(end)) => Some(format!("{start} to {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => None,
    }
}

fn sampled(sampled: &Sampled) -> Option<String> {
    let count = sampled.data.as_deref()?.split_whitespace().count();
    (count > 0).then(|| format!("A recording of {count} measurements"))
}

pub(super) fn report(resource: Report, context: &Context<'_>) -> Result<Mapped, String> {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Ok(Mapped::default()) };
    let (effective_at, effective_precision) =
        split(resource.effective_date_time.or(start(resource.effective_period.as_ref())));
    let issued_at = at(resource.issued);
    let concept = resource.code.unwrap_or_default();
    let (code_system, code) = concept.coded(LOINC);
    let display = unnamed(concept.words());
    let findings =
        resource.conclusion.into_iter().chain(resource.conclusion_code.iter().filter_map(CodeableConcept::words));
    let conclusion = join(findings, "\n\n").or_else(|| resource.presented_form.iter().find_map(short_text));
    let row = rows::Report {
        id: context.id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        status: resource.status.unwrap_or_else(|| "unknown".to_owned()),
        category: category(&resource.category, !resource.result.is_empty()).to_owned(),
        code_system,
        code,
        search: fold(&display),
        display,
        effective_at,
        effective_precision,
        issued_at,
        sort_at: sort_at([effective_at, issued_at]),
        performer: context.all_named(&resource.performer).or_else(|| context.all_named(&resource.results_interpreter)),
        conclusion,
        sections: sections(&resource.category),
    };
    let mut mapped = Mapped::of(Some(patient_id), row);
    let mut seen = Vec::new();
    for result in &resource.result {
        let found = if let Some((Kind::Observation, text)) = context.contained(result) {
            let id = resource_id(&format!("{}{}", context.id, result.to.as_deref().unwrap_or_default()));
            let inner: Observation = read(text)?;
            if inner.subject.as_ref().is_some_and(|subject| context.patient(Some(subject)) != Some(patient_id)) {
                continue;
            }
            mapped.rows.extend(observation_of(id, patient_id, inner, context).rows);
            Some(id)
        } else {
            context.same_record(Some(result), Kind::Observation, patient_id)
        };
        if let Some(observation_id) = found
            && !seen.contains(&observation_id)
        {
            let position = i64::try_from(seen.len()).unwrap_or(i64::MAX);
            seen.push(observation_id);
            mapped = mapped.and(rows::ReportResult { report_id: context.id, position, observation_id });
        }
    }
    Ok(mapped)
}

/// The part of the chart a report belongs to, from HL7 table 0074 or from LOINC's document classes.
fn category(categories: &[CodeableConcept], has_results: bool) -> &'static str {
    let mut loinc = false;
    for coding in categories.iter().flat_map(|category| &category.coding) {
        let is_loinc = coding.system.as_deref() == Some(LOINC);
        loinc |= is_loinc;
        match coding.code.as_deref().unwrap_or_default() {
            "LAB" | "BG" | "BLB" | "CG" | "CH" | "CP" | "GE" | "HM" | "IMM" | "MB" | "MCB" | "MYC" | "SP" | "SR"
            | "TX" | "VR" | "laboratory" => return "laboratory",
            "RAD" | "RX" | "XRC" | "CT" | "CUS" | "NMR" | "NMS" | "OUS" | "RUS" | "VUS" | "imaging" => return "imaging",
            // The class "Radiology" of the US Core profile for reports and notes.
            "LP29684-5" if is_loinc => return "imaging",
            _ => {}
        }
    }
    match (loinc, categories.is_empty() && has_results) {
        (true, _) => "note",
        (_, true) => "laboratory",
        _ => "other",
    }
}

/// The codes of a report's categories, for [`Kind::of_section`](crate::labs::Kind::of_section).
fn sections(categories: &[CodeableConcept]) -> Option<String> {
    let codings = categories.iter().flat_map(|category| &category.coding);
    let codes = codings.filter_map(|coding| coding.code.clone()).filter(|code| !code.contains(char::is_whitespace));
    join(codes, " ")
}

/// The longest report that is shown as its conclusion, in bytes.
const SHORT_TEXT_BYTES: usize = 16 * 1024;

/// The text of a report that is nothing but a short plain text.
fn short_text(form: &Attachment) -> Option<String> {
    let kind = form.content_type.as_deref()?;
    let data = form.data.as_deref()?;
    if !kind.starts_with("text/plain") || data.len() > SHORT_TEXT_BYTES / 3 * 4 {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(data).ok()?).ok()?;
    present(Some(&text)).map(str::to_owned)
}
