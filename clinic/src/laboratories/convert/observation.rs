use super::{
    codes::Coder,
    resources::{notes, raw},
    status::of_result,
    times::{Times, instant},
};
use crate::{
    hl7::{Coded, Observation, Order, Structured, Value as Sent, When},
    laboratories::setup::Laboratory,
    reviews::{Beyond, Limit},
};
use serde::Serialize;
use serde_json::{Value, json, value::RawValue};

/// A result, with the lines of text that follow it under the same name.
pub(super) struct Group<'o> {
    pub first: &'o Observation,
    pub(super) more: Vec<&'o Observation>,
}

/// Puts the lines of a text together: many laboratories send each line as a result of its own (type TX or FT) with the same test.
pub(super) fn lines_joined<'o>(observations: impl Iterator<Item = &'o Observation>) -> Vec<Group<'o>> {
    let mut groups: Vec<Group<'o>> = Vec::new();
    for observation in observations {
        let is_text = |one: &Observation| {
            matches!(one.value_type.as_deref(), Some("TX" | "FT"))
                && one.children.is_empty()
                && one.range.is_none()
                && one.flags.is_empty()
        };
        match groups.last_mut() {
            Some(group)
                if is_text(observation)
                    && is_text(group.first)
                    && group.more.last().unwrap_or(&group.first).notes.is_empty()
                    && group.first.test == observation.test
                    && group.first.sub_id == observation.sub_id
                    && group.first.status == observation.status
                    && group.first.observed == observation.observed =>
            {
                group.more.push(observation);
            }
            _ => groups.push(Group { first: observation, more: Vec::new() }),
        }
    }
    groups
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    resource_type: &'static str,
    meta: Value,
    status: &'static str,
    category: Value,
    code: Value,
    subject: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_date_time: Option<String>,
    issued: String,
    performer: Value,
    #[serde(flatten)]
    value: Option<Is>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_absent_reason: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    interpretation: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reference_range: Vec<Value>,
}

#[derive(Serialize)]
enum Is {
    #[serde(rename = "valueQuantity")]
    Quantity(Quantity),
    #[serde(rename = "valueString")]
    Text(String),
    #[serde(rename = "valueCodeableConcept")]
    Code(Value),
    #[serde(rename = "valueDateTime")]
    When(String),
    #[serde(rename = "valueTime")]
    Time(String),
}

/// A number with the sender's digits.
#[derive(Serialize)]
struct Quantity {
    value: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparator: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

/// The Observation of a result.
pub(super) fn resource(
    group: &Group<'_>,
    order: &Order,
    subject: &str,
    laboratory: &Laboratory,
    coder: Coder,
    times: &Times<'_>,
) -> Box<RawValue> {
    let sent = group.first;
    let taken = taken(sent, order);
    let issued = sent.analysed.or(order.reported).map(|when| times.instant(&when));
    let performer = sent.organisation.as_ref().and_then(|organisation| organisation.name.as_deref());
    let performer = performer.or_else(|| sent.producer.as_ref().and_then(Coded::words)).unwrap_or(&laboratory.name);
    let (value, absent) = value(group, coder, times);
    let last = group.more.last().copied().unwrap_or(sent);
    let note = notes(&sent.notes).or_else(|| notes(&last.notes));
    let methods: Vec<&str> = sent.methods.iter().filter_map(Coded::words).collect();
    raw(&Resource {
        resource_type: "Observation",
        meta: times.meta(),
        status: of_result(sent.status),
        category: json!([{ "coding": [{ "system": CATEGORY, "code": "laboratory" }] }]),
        code: coder.concept(&sent.test),
        subject: json!({ "reference": subject }),
        effective_date_time: taken.map(|when| times.text(&when)),
        issued: issued.unwrap_or_else(|| instant(times.written)),
        performer: json!([{ "display": performer }]),
        value,
        data_absent_reason: absent,
        interpretation: interpretation(&sent.flags),
        note: note.map(|text| json!({ "text": text })).into_iter().collect(),
        method: (!methods.is_empty()).then(|| json!({ "text": methods.join(", ") })),
        reference_range: sent.range.iter().map(|range| json!({ "text": range.text })).collect(),
    })
}

/// When a result was taken or measured: as it says itself, else as its order or its specimen does.
pub(super) fn taken(sent: &Observation, order: &Order) -> Option<When> {
    sent.observed.or(order.collected).or_else(|| order.specimens.iter().find_map(|specimen| specimen.collected))
}

const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const INTERPRETATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
const ABSENT: &str = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
const UCUM: &str = "http://unitsofmeasure.org";

/// Flags that say more come first: of several, a list shows one (HL7 table 0078).
const WEIGHT: [&str; 12] = ["LL", "HH", "<", ">", "AA", "L", "H", "LU", "HU", "A", "POS", "DET"];

fn interpretation(flags: &[String]) -> Vec<Value> {
    let mut flags: Vec<&String> = flags.iter().filter(|flag| !flag.trim().is_empty()).collect();
    flags.sort_by_key(|flag| WEIGHT.iter().position(|known| *known == flag.as_str()).unwrap_or(WEIGHT.len()));
    flags.into_iter().map(|flag| json!({ "coding": [{ "system": INTERPRETATION, "code": flag }] })).collect()
}

fn value(group: &Group<'_>, coder: Coder, times: &Times<'_>) -> (Option<Is>, Option<Value>) {
    let sent = group.first;
    if !group.more.is_empty() {
        // A result without a value is an empty line.
        let lines = std::iter::once(sent).chain(group.more.iter().copied());
        let line =
            |one: &Observation| one.values.iter().map(|value| words(value, times)).collect::<Vec<_>>().join("\n");
        let text: Vec<String> = lines.map(line).collect();
        return (text_of(text.join("\n")), None);
    }
    let absent = |text: &str, code: &str| Some(json!({ "coding": [{ "system": ABSENT, "code": code }], "text": text }));
    if let Some(quantity) = measured(sent) {
        return (Some(Is::Quantity(quantity)), None);
    }
    match sent.values.as_slice() {
        [] => (None, None),
        [Sent::Nothing] => (None, absent("The laboratory sent that there is no value.", "unknown")),
        [Sent::Elsewhere] => (None, absent("The value lies elsewhere.", "unsupported")),
        [Sent::Code(code)] => (Some(Is::Code(coder.concept(code))), None),
        [Sent::When(when)] => (Some(Is::When(times.text(when))), None),
        [Sent::Time(text)] => (Some(Is::Time(text.clone())), None),
        values => {
            let shown = values.iter().map(|value| words(value, times)).filter(|text| !text.trim().is_empty());
            let separator = if values.iter().all(|value| matches!(value, Sent::Text(_))) { "\n" } else { ", " };
            (text_of(with_unit(shown.collect::<Vec<_>>().join(separator), sent)), None)
        }
    }
}

/// The number that was sent; nothing where it is none, or one that cannot be written.
fn measured(sent: &Observation) -> Option<Quantity> {
    match sent.values.as_slice() {
        [Sent::Number(digits)] => quantity(digits, None, sent),
        [Sent::Structured(structured)] => structured_value(structured, sent),
        [Sent::AsSent { text, .. }] => compared(text, sent),
        _ => None,
    }
}

/// Whether a result lies for certain beyond a limit of the clinic for its test.
pub(in crate::laboratories) fn is_beyond(sent: &Observation, limits: &[Limit]) -> bool {
    let Some(Quantity { value, comparator, unit, code, .. }) = measured(sent) else { return false };
    let unit = code.or(unit);
    let alternate = sent.test.alternate.as_ref();
    let codes = [
        (sent.test.system.as_deref(), sent.test.code.as_deref()),
        (
            alternate.and_then(|alternate| alternate.system.as_deref()),
            alternate.and_then(|alternate| alternate.code.as_deref()),
        ),
    ];
    let is_of_test = |limit: &&Limit| codes.contains(&(Some("LN"), Some(limit.code.as_str())));
    limits
        .iter()
        .filter(is_of_test)
        .any(|limit| limit.judge(comparator, Some(value.get()), unit.as_deref()) == Beyond::Yes)
}

fn text_of(text: String) -> Option<Is> {
    (!text.trim().is_empty()).then_some(Is::Text(text))
}

/// A value in words.
fn words(value: &Sent, times: &Times<'_>) -> String {
    match value {
        Sent::Number(digits) => digits.clone(),
        Sent::Structured(structured) => structured.text(),
        Sent::Text(lines) => lines.join("\n"),
        Sent::Code(code) => code.words().unwrap_or_default().to_owned(),
        Sent::When(when) => times.text(when),
        Sent::Time(text) | Sent::AsSent { text, .. } => text.clone(),
        Sent::Document(_) | Sent::Nothing | Sent::Elsewhere => String::new(),
    }
}

/// The unit as it was sent: its code where there is one, since that is what laboratories print.
fn unit(sent: &Observation) -> (Option<String>, Option<String>) {
    let Some(unit) = &sent.units else { return (None, None) };
    let shown = unit.code.clone().or_else(|| unit.words().map(str::to_owned));
    let ucum = unit.code.clone().filter(|_| unit.system.as_deref() == Some("UCUM"));
    (shown, ucum)
}

fn with_unit(text: String, sent: &Observation) -> String {
    match unit(sent).0 {
        Some(unit) if !text.trim().is_empty() => format!("{text} {unit}"),
        _ => text,
    }
}

fn quantity(digits: &str, comparator: Option<&'static str>, sent: &Observation) -> Option<Quantity> {
    let value = number(digits)?;
    let (unit, code) = unit(sent);
    let system = code.as_ref().map(|_| UCUM);
    Some(Quantity { value, comparator, unit, system, code })
}

/// The number as JSON writes it: every digit that was sent, with one before the point and without signs that say nothing.
fn number(digits: &str) -> Option<Box<RawValue>> {
    let digits = digits.trim();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, parts) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let text = if parts.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{parts}") };
    let read = RawValue::from_string(text).ok()?;
    read.get().starts_with(|first: char| first == '-' || first.is_ascii_digit()).then_some(read)
}

fn comparator(sign: &str) -> Option<Option<&'static str>> {
    match sign {
        "" | "=" => Some(None),
        "<" => Some(Some("<")),
        "<=" => Some(Some("<=")),
        ">=" => Some(Some(">=")),
        ">" => Some(Some(">")),
        _ => None,
    }
}

fn structured_value(structured: &Structured, sent: &Observation) -> Option<Quantity> {
    let plain = structured.separator.is_none() && structured.second.is_none();
    let sign = comparator(structured.comparator.as_deref().unwrap_or_default());
    match (&structured.first, sign) {
        (Some(digits), Some(sign)) if plain => quantity(digits, sign, sent),
        _ => None,
    }
}

/// A number that was sent as `<5` though its type allows digits only: it can be read in one way.
fn compared(text: &str, sent: &Observation) -> Option<Quantity> {
    let text = text.trim();
    let sign = ["<=", ">=", "<", ">"].into_iter().find(|sign| text.starts_with(sign))?;
    let digits = text.get(sign.len()..)?.trim();
    let is_number = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
        && digits.bytes().any(|byte| byte.is_ascii_digit());
    is_number.then(|| quantity(digits, comparator(sign)?, sent))?
}
