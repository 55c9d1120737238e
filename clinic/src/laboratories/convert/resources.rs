use super::{
    codes::{Coder, object},
    status::of_order,
    taken,
    times::{Times, instant},
};
use crate::{
    hl7::{Note, Order, Provider},
    laboratories::setup::Laboratory,
};
use serde_json::{Map, Value, json, value::RawValue};

/// The DiagnosticReport of an order.
pub(super) fn report(
    order: &Order,
    subject: &str,
    laboratory: &Laboratory,
    coder: Coder,
    times: &Times<'_>,
    results: &[String],
) -> Box<RawValue> {
    let mut report = Map::new();
    let mut put = |name: &str, value: Value| {
        report.insert(name.to_owned(), value);
    };
    put("resourceType", json!("DiagnosticReport"));
    let contained = contained(order, coder, times);
    if !contained.is_empty() {
        put("contained", Value::Array(contained));
    }
    put("meta", times.meta());
    let numbers = [(&order.filler, "FILL"), (&order.placer, "PLAC")];
    let identifiers = numbers.into_iter().filter_map(|(number, kind)| {
        let number = number.as_ref()?;
        let kind = json!({ "coding": [{ "system": V2_0203, "code": kind }] });
        Some(json!({ "type": kind, "system": format!("urn:uuid:{}", laboratory.id), "value": number.value }))
    });
    put("identifier", identifiers.collect());
    if !order.ordering.is_empty() {
        put("basedOn", json!([{ "reference": "#order" }]));
    }
    put("status", json!(of_order(order)));
    put("category", categories(order.section.as_deref()));
    put("code", coder.concept(&order.test));
    put("subject", json!({ "reference": subject }));
    if let Some(taken) = taken(order) {
        put("effectiveDateTime", json!(times.text(&taken)));
    }
    put("issued", json!(order.reported.map_or_else(|| instant(times.written), |when| times.instant(&when))));
    put("performer", json!([{ "display": performer(order, laboratory) }]));
    if !order.specimens.is_empty() {
        let specimens = (0..order.specimens.len()).map(|place| json!({ "reference": format!("#specimen{place}") }));
        put("specimen", specimens.collect());
    }
    put("result", results.iter().map(|address| json!({ "reference": address })).collect());
    if let Some(notes) = notes(&order.notes) {
        put("conclusion", json!(notes));
    }
    raw(&Value::Object(report))
}

const V2_0203: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";
const V2_0074: &str = "http://terminology.hl7.org/CodeSystem/v2-0074";

/// The section as it was sent (HL7 table 0074), and that it is a laboratory's.
fn categories(section: Option<&str>) -> Value {
    let section = section.filter(|section| *section != "LAB");
    let codes = std::iter::once("LAB").chain(section);
    codes.map(|code| json!({ "coding": [{ "system": V2_0074, "code": code }] })).collect()
}

fn contained(order: &Order, coder: Coder, times: &Times<'_>) -> Vec<Value> {
    let mut contained = Vec::new();
    for (place, specimen) in order.specimens.iter().enumerate() {
        let kind = specimen.kind.as_ref().map(|kind| coder.concept(kind));
        let collection = object([
            ("collectedDateTime", specimen.collected.map(|taken| json!(times.text(&taken)))),
            ("bodySite", specimen.site.as_ref().map(|site| coder.concept(site))),
        ]);
        let condition: Vec<Value> =
            specimen.condition.iter().chain(&specimen.rejected).map(|code| coder.concept(code)).collect();
        contained.push(object([
            ("resourceType", Some(json!("Specimen"))),
            ("id", Some(json!(format!("specimen{place}")))),
            ("type", kind.or_else(|| specimen.text.as_ref().map(|text| json!({ "text": text })))),
            ("receivedTime", specimen.received.or(order.received).map(|received| json!(times.text(&received)))),
            ("collection", Some(collection).filter(|parts| parts.as_object().is_some_and(|parts| !parts.is_empty()))),
            ("condition", (!condition.is_empty()).then_some(Value::Array(condition))),
        ]));
    }
    if let Some(provider) = order.ordering.first() {
        contained.push(json!({
            "resourceType": "ServiceRequest",
            "id": "order",
            "status": "unknown",
            "intent": "order",
            "requester": { "display": named(provider) },
        }));
    }
    contained
}

/// Who measured: the laboratory that the results name, else the one that sends.
fn performer(order: &Order, laboratory: &Laboratory) -> String {
    let mut names = order.observations.iter().filter_map(|result| result.organisation.as_ref()?.name.as_deref());
    names.next().unwrap_or(&laboratory.name).to_owned()
}

/// A person of the laboratory or who ordered, as people are called; the number where there is no name.
pub(in crate::laboratories) fn named(provider: &Provider) -> String {
    let name = &provider.name;
    let parts = [&name.prefix, &name.given, &name.middle, &name.family, &name.suffix];
    let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    if words.is_empty() { provider.identifier.value.clone() } else { words.join(" ") }
}

/// Notes line by line; nothing where there are none.
pub(super) fn notes(notes: &[Note]) -> Option<String> {
    let text: Vec<String> = notes.iter().map(|note| note.lines.join("\n")).collect();
    let text = text.join("\n");
    (!text.trim().is_empty()).then_some(text)
}

pub(super) fn raw(value: &impl serde::Serialize) -> Box<RawValue> {
    // Maps with text as keys can always be written.
    serde_json::value::to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
