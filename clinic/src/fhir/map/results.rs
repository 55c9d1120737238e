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
    hl7,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
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

    Report {
        status: Option<String>,
        category: Vec<CodeableConcept>,
        code: Option<CodeableConcept>,
        subject: Option<Reference>,
        encounter: Option<Reference>,
        effective_date_time: Option<When>,
        effective_period: Option<Period>,
        issued: Option<When>,
        based_on: Vec<Reference>,
        specimen: Vec<Reference>,
        performer: Vec<Reference>,
        results_interpreter: Vec<Reference>,
        result: Vec<Reference>,
        conclusion: Option<String>,
        conclusion_code: Vec<CodeableConcept>,
        presented_form: Vec<Attachment>,
    }

    Specimen {
        #[serde(rename = "type")]
        kind: Option<CodeableConcept>,
        received_time: Option<When>,
        collection: Option<Collection>,
        condition: Vec<CodeableConcept>,
    }

    Collection { body_site: Option<CodeableConcept> }

    Order { requester: Option<Reference> }
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
    let specimens: Vec<_> = resource.specimen.iter().map(|specimen| specimen_of(specimen, context)).collect();
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
        specimen: join(specimens.iter().filter_map(|(words, _)| words.clone()), ", "),
        received_at: specimens.iter().find_map(|(_, received)| *received),
        orderer: orderer(&resource.based_on, context),
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

/// What was examined and from where, and when it came to the laboratory.
fn specimen_of(reference: &Reference, context: &Context<'_>) -> (Option<String>, Option<DateTime<Utc>>) {
    let read_one = context.contained(reference).and_then(|(_, text)| read::<Specimen>(text).ok());
    let Some(specimen) = read_one else { return (present(reference.display.as_deref()).map(str::to_owned), None) };
    let site = specimen.collection.and_then(|collection| collection.body_site);
    let words = [&specimen.kind, &site].into_iter().flatten().chain(&specimen.condition);
    (join(words.filter_map(CodeableConcept::words), ", "), at(specimen.received_time))
}

/// Who ordered what the report answers.
fn orderer(orders: &[Reference], context: &Context<'_>) -> Option<String> {
    let requesters = orders.iter().filter_map(|order| {
        let (_, text) = context.contained(order)?;
        context.named(&read::<Order>(text).ok()?.requester?)
    });
    join(requesters, ", ")
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
