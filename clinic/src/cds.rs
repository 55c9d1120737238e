//! The safety checks for other programs: a CDS Hooks 2.0 service (HL7, <https://cds-hooks.hl7.org/2.0/>) for the hook
//! `order-sign`. What is sent is looked at and forgotten: nothing is stored, and no record of this portal is opened.

mod records;

use crate::{
    drugs::Index,
    safety::{self, Card, OverrideReason},
};
use chrono::NaiveDate;
use records::Records;
use serde::Deserialize;
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;

/// The service's id, the last part of its address.
pub const SERVICE: &str = "verbena-prescribe";
/// The hook it answers.
const HOOK: &str = "order-sign";
/// What it needs, by the key of the prefetch, with the query that gets it.
const PREFETCH: [(&str, &str); 5] = [
    ("patient", "Patient/{{context.patientId}}"),
    ("medications", "MedicationRequest?patient={{context.patientId}}&status=active,on-hold"),
    ("allergies", "AllergyIntolerance?patient={{context.patientId}}"),
    ("conditions", "Condition?patient={{context.patientId}}"),
    // Creatinine and eGFR, digoxin and the electrolytes that decide about it, body weight.
    (
        "observations",
        "Observation?patient={{context.patientId}}&code=http://loinc.org|2160-0,http://loinc.org|38483-4,\
         http://loinc.org|14682-9,http://loinc.org|98979-8,http://loinc.org|62238-1,http://loinc.org|33914-3,\
         http://loinc.org|48642-3,http://loinc.org|10535-3,http://loinc.org|2823-3,http://loinc.org|6298-4,\
         http://loinc.org|2601-3,http://loinc.org|17861-6,http://loinc.org|29463-7&_sort=-date",
    ),
];

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no request of CDS Hooks; the text says what is wrong with it.
    Malformed(&'static str),
    /// It is of another hook.
    OtherHook,
    /// Something that is needed was not sent along; its key.
    Lacks(&'static str),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    hook: String,
    hook_instance: Option<String>,
    context: Option<Context>,
    #[serde(default)]
    prefetch: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    patient_id: Option<String>,
    user_id: Option<String>,
    #[serde(default)]
    draft_orders: Value,
}

/// Whether the key that was given is the one that was set, without telling by the time it takes how much of it is right.
pub fn is_key(given: &str, key: &str) -> bool {
    given.as_bytes().ct_eq(key.as_bytes()).into()
}

/// What the service offers: the answer to `GET /cds-services`.
pub fn services() -> Value {
    let prefetch: serde_json::Map<_, _> =
        PREFETCH.iter().map(|(key, query)| ((*key).to_owned(), Value::from(*query))).collect();
    json!({ "services": [{
        "hook": HOOK,
        "id": SERVICE,
        "title": "Verbena: safety of prescriptions",
        "description": "Checks draft medication orders against the patient's medicines, allergies, age, pregnancy and kidney \
                        function, with a source for each rule. A drug that is not recognised is named as not checked.",
        "prefetch": prefetch,
    }] })
}

/// The answer to an `order-sign` request: the same cards that the portal shows to its own prescribers.
///
/// # Errors
/// When the request cannot be answered.
pub fn order_sign(request: &Value, index: &Index, today: NaiveDate) -> Result<Value, Refused> {
    let request: Request = Deserialize::deserialize(request).map_err(|_| {
        Refused::Malformed("the body is no CDS Hooks request: hook, hookInstance and context are needed")
    })?;
    if request.hook != HOOK {
        return Err(Refused::OtherHook);
    }
    let context = request.context.ok_or(Refused::Malformed("context is missing"))?;
    if request.hook_instance.is_none_or(|instance| instance.trim().is_empty()) {
        return Err(Refused::Malformed("hookInstance is missing"));
    }
    if context.patient_id.is_none() || context.user_id.is_none() {
        return Err(Refused::Malformed("context.patientId and context.userId are needed"));
    }
    if context.draft_orders.get("resourceType").and_then(Value::as_str) != Some("Bundle") {
        return Err(Refused::Malformed("context.draftOrders must be a Bundle"));
    }
    for (key, _) in PREFETCH {
        // A query that found nothing is sent as null or as an empty Bundle; what was not asked is not there at all.
        if request.prefetch.get(key).is_none() {
            return Err(Refused::Lacks(key));
        }
    }
    let records = Records { prefetch: &request.prefetch, drafts: &context.draft_orders, index, today };
    let subject = records.subject().ok_or(Refused::Malformed("prefetch.patient must be a Patient"))?;
    let cards = safety::check(&subject, &records.drafts(), &records.present());
    Ok(json!({ "cards": cards.iter().map(card).collect::<Vec<_>>() }))
}

/// A card as CDS Hooks writes it.
fn card(card: &Card) -> Value {
    let reason = |reason: &OverrideReason| json!({ "code": reason.code(), "display": reason.display(), "system": OverrideReason::SYSTEM });
    let mut source = json!({ "label": card.source.label });
    if let (Some(url), Some(map)) = (&card.source.url, source.as_object_mut()) {
        map.insert("url".to_owned(), url.clone().into());
    }
    json!({
        "uuid": crate::ids::new(),
        "summary": card.summary,
        "indicator": card.indicator.code(),
        "detail": card.detail,
        "source": source,
        "overrideReasons": card.override_reasons.iter().map(reason).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
#[path = "cds/cds_test.rs"]
mod tests;
