//! Orders for medicines.

use super::{
    Context, Mapped, at,
    dosage::{Dosage, directions},
    end, one_of, sort_at, split, start, unnamed,
};
use crate::{
    fhir::{
        moment::When,
        rows,
        systems::RXNORM,
        types::{Annotation, CodeableConcept, Digits, Period, Quantity, Reference, fhir, joined, notes, present},
    },
    fold::fold,
};
use serde_json::value::RawValue;

fhir! {
    MedicationRequest {
        status: Option<String>,
        intent: Option<String>,
        medication_codeable_concept: Option<CodeableConcept>,
        medication_reference: Option<Reference>,
        subject: Option<Reference>,
        encounter: Option<Reference>,
        authored_on: Option<When>,
        requester: Option<Reference>,
        reason_code: Vec<CodeableConcept>,
        reason_reference: Vec<Reference>,
        dosage_instruction: Option<Box<RawValue>>,
        dispense_request: Option<DispenseRequest>,
        note: Vec<Annotation>,
    }

    DispenseRequest {
        validity_period: Option<Period>,
        number_of_repeats_allowed: Option<i64>,
        quantity: Option<Quantity>,
        expected_supply_duration: Option<Quantity>,
    }
}

const STATUSES: [&str; 8] =
    ["active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft", "unknown"];

pub(super) fn request(resource: MedicationRequest, context: &Context<'_>) -> Result<Mapped, String> {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Ok(Mapped::default()) };
    let (code_system, code, display) = match &resource.medication_codeable_concept {
        Some(concept) => {
            let (system, code) = concept.coded(RXNORM);
            (system, code, concept.words())
        }
        None => medicine(resource.medication_reference.as_ref(), context),
    };
    let display = unnamed(display);
    let status = one_of("status", resource.status, &STATUSES, "unknown")?;
    let dosages: Vec<Dosage> = match &resource.dosage_instruction {
        Some(raw) => super::read(raw.get()).map_err(|reason| format!("dosageInstruction{reason}"))?,
        None => Vec::new(),
    };
    let has_dosage = !dosages.is_empty();
    let (authored_at, authored_precision) = split(resource.authored_on);
    let dispense = resource.dispense_request.unwrap_or_default();
    let quantity = dispense.quantity.unwrap_or_default();
    let supply = dispense.expected_supply_duration.as_ref().and_then(supply_days);
    let requester = resource.requester.as_ref();
    let row = rows::MedicationRequest {
        id: context.id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        in_use: matches!(status.as_str(), "active" | "on-hold"),
        status,
        intent: resource.intent.unwrap_or_else(|| "order".to_owned()),
        code_system,
        code,
        search: fold(&display),
        display,
        authored_at,
        authored_precision,
        sort_at: sort_at([authored_at]),
        requester_id: context.practitioner(requester),
        requester: requester.and_then(|requester| context.named(requester)),
        reason: joined(&resource.reason_code).or_else(|| context.all_named(&resource.reason_reference)),
        directions: directions(dosages),
        dosage: resource.dosage_instruction.filter(|_| has_dosage).map(sqlx::types::Json),
        quantity_unit: quantity.shown_unit().map(str::to_owned),
        quantity: quantity.value.map(|Digits(digits)| digits),
        refills: dispense.number_of_repeats_allowed,
        supply_days: supply,
        valid_from: at(start(dispense.validity_period.as_ref())),
        valid_until: at(end(dispense.validity_period.as_ref())),
        note: notes(&resource.note),
    };
    Ok(Mapped::of(Some(patient_id), row))
}

/// What a reference to a medication means: a contained one, or one that came by itself.
fn medicine(reference: Option<&Reference>, context: &Context<'_>) -> (Option<String>, Option<String>, Option<String>) {
    let Some(reference) = reference else { return (None, None, None) };
    let label = context.concept(reference).unwrap_or_default();
    (label.system, label.code, label.words.or_else(|| present(reference.display.as_deref()).map(str::to_owned)))
}

/// A duration in days; what cannot be one exactly stays with its unit.
fn supply_days(duration: &Quantity) -> Option<String> {
    let Digits(value) = duration.value.as_ref()?;
    match duration.code.as_deref().or(duration.unit.as_deref()) {
        None | Some("d" | "day" | "days") => Some(value.clone()),
        Some("wk" | "week" | "weeks") => value.parse::<i64>().ok().map(|weeks| (weeks * 7).to_string()),
        Some(_) => None,
    }
}
