//! The shape that the importer reads: transaction Bundles of resources that are put under their own id.

use serde_json::{Map, Value, json};

use super::calendar::{Moment, instant};
use super::ids;

/// A transaction Bundle under construction.
#[derive(Default)]
pub(crate) struct Bundle {
    entries: Vec<Value>,
}

impl Bundle {
    /// Adds a resource named `<kind in lower case>/<key>` and gives back its reference.
    pub(crate) fn put(&mut self, kind: &str, key: &str, updated: Moment, body: Value) -> String {
        let id = ids::id(&kind.to_lowercase(), key);
        let urn = format!("urn:uuid:{id}");
        let mut resource = object([
            ("resourceType", json!(kind)),
            ("id", json!(id)),
            ("meta", json!({ "lastUpdated": instant(updated) })),
        ]);
        if let Value::Object(fields) = body {
            resource.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
        }
        self.entries.push(Value::Object(object([
            ("fullUrl", json!(urn)),
            ("resource", Value::Object(resource)),
            ("request", json!({ "method": "PUT", "url": format!("{kind}/{id}") })),
        ])));
        urn
    }

    /// The finished Bundle under an id made from its name.
    pub(crate) fn finish(self, name: &str) -> Value {
        Value::Object(object([
            ("resourceType", json!("Bundle")),
            ("id", json!(ids::id("bundle", name))),
            ("type", json!("transaction")),
            ("entry", Value::Array(self.entries)),
        ]))
    }
}

/// Moves values into an object; `json!` would copy them.
fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A CodeableConcept with one coding, or with text alone where there is no code.
pub(crate) fn concept(system: &str, code: &str, display: &str, text: &str) -> Value {
    if code.is_empty() {
        return json!({ "text": text });
    }
    json!({ "coding": [{ "system": system, "code": code, "display": display }], "text": text })
}

/// A CodeableConcept of one coding without a text.
pub(crate) fn coded(system: &str, code: &str, display: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code, "display": display }] })
}

/// A reference with the words that a reader sees.
pub(crate) fn named(urn: &str, display: &str) -> Value {
    json!({ "reference": urn, "display": display })
}

/// A JSON number exactly as written: `120`, `7.2`.
pub(crate) fn number(text: &str) -> Value {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(whole), _) => json!(whole),
        (_, Ok(decimal)) => json!(decimal),
        _ => Value::Null,
    }
}

/// A Quantity in UCUM.
pub(crate) fn quantity(value: &str, unit: &str, ucum: &str) -> Value {
    let mut quantity = json!({ "value": number(value) });
    if let Value::Object(fields) = &mut quantity {
        if !unit.is_empty() {
            fields.insert("unit".into(), json!(unit));
        }
        if !ucum.is_empty() {
            fields.insert("system".into(), json!(UCUM));
            fields.insert("code".into(), json!(ucum));
        }
    }
    quantity
}

/// Code systems.
pub(crate) const LOINC: &str = "http://loinc.org";
/// Problems, procedures, findings.
pub(crate) const SNOMED: &str = "http://snomed.info/sct";
/// Drugs.
pub(crate) const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
/// Vaccines.
pub(crate) const CVX: &str = "http://hl7.org/fhir/sid/cvx";
/// Units.
pub(crate) const UCUM: &str = "http://unitsofmeasure.org";
/// Tests of the demo's laboratory that have no LOINC code here.
pub(crate) const LAB_CODES: &str = "https://laboratory.verbena.example/tests";

/// The address of a code system of HL7 itself.
pub(crate) fn hl7(system: &str) -> String {
    format!("http://terminology.hl7.org/CodeSystem/{system}")
}
