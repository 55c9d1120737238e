use crate::{hl7::Coded, ids::LaboratoryId};
use serde_json::{Value, json};

/// An object of the elements that are there.
pub(super) fn object<const N: usize>(elements: [(&str, Option<Value>); N]) -> Value {
    elements.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// Writes codes of a laboratory.
#[derive(Clone, Copy)]
pub(super) struct Coder {
    laboratory: LaboratoryId,
}

impl Coder {
    pub(super) fn new(laboratory: LaboratoryId) -> Self {
        Self { laboratory }
    }

    /// FHIR's CodeableConcept, with the sender's words.
    pub(super) fn concept(self, coded: &Coded) -> Value {
        let alternate = coded.alternate.as_ref();
        let one = self.coding(coded.code.as_deref(), coded.text.as_deref(), coded.system.as_deref());
        let other = alternate.and_then(|alternate| {
            self.coding(alternate.code.as_deref(), alternate.text.as_deref(), alternate.system.as_deref())
        });
        let codings: Vec<Value> = one.into_iter().chain(other).collect();
        object([
            ("coding", (!codings.is_empty()).then_some(Value::Array(codings))),
            ("text", coded.words().map(|words| json!(words))),
        ])
    }

    fn coding(self, code: Option<&str>, text: Option<&str>, system: Option<&str>) -> Option<Value> {
        let code = json!(code?);
        let display = text.map(|text| json!(text));
        Some(object([("system", Some(json!(self.system(system)))), ("code", Some(code)), ("display", display)]))
    }

    /// The address of a code system (HL7 table 0396). What is not an international one is the laboratory's own: `100` of one is not `100` of
    /// another.
    fn system(self, name: Option<&str>) -> String {
        match name.unwrap_or_default() {
            "LN" => "http://loinc.org".to_owned(),
            "SCT" | "SNM" => "http://snomed.info/sct".to_owned(),
            "UCUM" => "http://unitsofmeasure.org".to_owned(),
            "" | "L" => format!("urn:uuid:{}", self.laboratory),
            other => format!("urn:uuid:{}#{other}", self.laboratory),
        }
    }
}
