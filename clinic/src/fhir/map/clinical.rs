//! Encounters, conditions, allergies, immunizations and procedures.

use super::{Context, Mapped, at, end, sort_at, split, start, unnamed};
use crate::{
    fhir::{
        moment::When,
        rows,
        rows::Kind,
        systems::{CVX, SNOMED_CT},
        types::{
            Annotation, CodeableConcept, Coding, Period, Quantity, Range, Reference, fhir, join, joined, notes, present,
        },
    },
    fold::fold,
};

fhir! {
    Encounter {
        status: Option<String>,
        class: Option<Coding>,
        #[serde(rename = "type")]
        kind: Vec<CodeableConcept>,
        subject: Option<Reference>,
        participant: Vec<Participant>,
        period: Option<Period>,
        reason_code: Vec<CodeableConcept>,
        reason_reference: Vec<Reference>,
        location: Vec<At>,
    }

    Participant {
        #[serde(rename = "type")]
        kind: Vec<CodeableConcept>,
        individual: Option<Reference>,
    }

    At { location: Option<Reference> }

    Condition {
        clinical_status: Option<CodeableConcept>,
        verification_status: Option<CodeableConcept>,
        category: Vec<CodeableConcept>,
        severity: Option<CodeableConcept>,
        code: Option<CodeableConcept>,
        subject: Option<Reference>,
        encounter: Option<Reference>,
        onset_date_time: Option<When>,
        onset_period: Option<Period>,
        abatement_date_time: Option<When>,
        abatement_period: Option<Period>,
        recorded_date: Option<When>,
        note: Vec<Annotation>,
    }

    Allergy {
        clinical_status: Option<CodeableConcept>,
        verification_status: Option<CodeableConcept>,
        #[serde(rename = "type")]
        kind: Option<String>,
        category: Vec<String>,
        criticality: Option<String>,
        code: Option<CodeableConcept>,
        patient: Option<Reference>,
        onset_date_time: Option<When>,
        onset_period: Option<Period>,
        recorded_date: Option<When>,
        reaction: Vec<Reaction>,
        note: Vec<Annotation>,
    }

    Reaction {
        manifestation: Vec<CodeableConcept>,
        description: Option<String>,
        severity: Option<String>,
    }

    Immunization {
        status: Option<String>,
        status_reason: Option<CodeableConcept>,
        vaccine_code: Option<CodeableConcept>,
        patient: Option<Reference>,
        encounter: Option<Reference>,
        occurrence_date_time: Option<When>,
        occurrence_string: Option<String>,
        recorded: Option<When>,
        lot_number: Option<String>,
        site: Option<CodeableConcept>,
        dose_quantity: Option<Quantity>,
        performer: Vec<Performer>,
        note: Vec<Annotation>,
    }

    Performer { actor: Option<Reference> }

    Procedure {
        status: Option<String>,
        code: Option<CodeableConcept>,
        subject: Option<Reference>,
        encounter: Option<Reference>,
        performed_date_time: Option<When>,
        performed_period: Option<Period>,
        performed_string: Option<String>,
        performed_range: Option<Range>,
        performer: Vec<Performer>,
        reason_code: Vec<CodeableConcept>,
        reason_reference: Vec<Reference>,
        outcome: Option<CodeableConcept>,
        note: Vec<Annotation>,
    }
}

pub(super) fn encounter(resource: Encounter, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    let is_primary = |participant: &&Participant| {
        participant.kind.iter().flat_map(|kind| &kind.coding).any(|coding| coding.code.as_deref() == Some("PPRF"))
    };
    let someone = |participant: &&Participant| context.practitioner(participant.individual.as_ref()).is_some();
    let people = || resource.participant.iter();
    let doctor = people().find(is_primary).or_else(|| people().find(someone)).or_else(|| people().next());
    let doctor = doctor.and_then(|participant| participant.individual.as_ref());
    let (start_at, start_precision) = split(start(resource.period.as_ref()));
    let reason = joined(&resource.reason_code).or_else(|| context.all_named(&resource.reason_reference));
    let row = rows::Encounter {
        id: context.id,
        patient_id,
        status: resource.status.unwrap_or_else(|| "unknown".to_owned()),
        class: resource.class.and_then(|class| class.code),
        r#type: resource.kind.iter().find_map(CodeableConcept::words),
        reason,
        start_at,
        start_precision,
        end_at: at(end(resource.period.as_ref())),
        location_id: context.link(resource.location.first().and_then(|place| place.location.as_ref()), Kind::Location),
        practitioner_id: context.practitioner(doctor),
        practitioner: doctor.and_then(|doctor| context.named(doctor)),
    };
    Mapped::of(Some(patient_id), row)
}

pub(super) fn condition(resource: Condition, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    let (onset_at, onset_precision) = split(resource.onset_date_time.or(start(resource.onset_period.as_ref())));
    let (abatement_at, abatement_precision) =
        split(resource.abatement_date_time.or(end(resource.abatement_period.as_ref())));
    let (recorded_at, recorded_precision) = split(resource.recorded_date);
    let clinical_status = status(resource.clinical_status.as_ref());
    let verification_status = code(resource.verification_status.as_ref());
    let active =
        matches!(clinical_status.as_str(), "active" | "recurrence" | "relapse") && holds(verification_status.as_ref());
    let concept = resource.code.unwrap_or_default();
    let (code_system, code) = concept.coded(SNOMED_CT);
    let display = unnamed(concept.words());
    let row = rows::Condition {
        id: context.id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        clinical_status,
        verification_status,
        category: resource.category.iter().find_map(|category| category.code()).map(str::to_owned),
        code_system,
        code,
        search: fold(&display),
        display,
        severity: resource.severity.as_ref().and_then(CodeableConcept::words),
        onset_at,
        onset_precision,
        abatement_at,
        abatement_precision,
        recorded_at,
        recorded_precision,
        sort_at: sort_at([onset_at, recorded_at]),
        active,
        note: notes(&resource.note),
    };
    Mapped::of(Some(patient_id), row)
}

pub(super) fn allergy(resource: Allergy, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.patient.as_ref()) else { return Mapped::default() };
    let (onset_at, onset_precision) = split(resource.onset_date_time.or(start(resource.onset_period.as_ref())));
    let (recorded_at, recorded_precision) = split(resource.recorded_date);
    let verification_status = code(resource.verification_status.as_ref());
    // An allergy whose status nobody wrote down is one to be careful about.
    let clinical_status = code(resource.clinical_status.as_ref()).unwrap_or_else(|| "active".to_owned());
    let active = clinical_status == "active" && holds(verification_status.as_ref());
    let concept = resource.code.unwrap_or_default();
    let (code_system, code) = concept.coded(SNOMED_CT);
    let reactions = resource.reaction.iter().filter_map(|reaction| {
        joined(&reaction.manifestation).or_else(|| present(reaction.description.as_deref()).map(str::to_owned))
    });
    let reaction = join(reactions, ", ");
    let severity = |wanted: &str| resource.reaction.iter().any(|reaction| reaction.severity.as_deref() == Some(wanted));
    let worst = ["severe", "moderate", "mild"].into_iter().find(|wanted| severity(wanted));
    let row = rows::Allergy {
        id: context.id,
        patient_id,
        clinical_status,
        verification_status,
        r#type: resource.kind,
        category: resource.category.into_iter().next(),
        criticality: resource.criticality,
        code_system,
        code,
        display: unnamed(concept.words()),
        reaction,
        reaction_severity: worst.map(str::to_owned),
        onset_at,
        onset_precision,
        recorded_at,
        recorded_precision,
        sort_at: sort_at([onset_at, recorded_at]),
        active,
        note: notes(&resource.note),
    };
    Mapped::of(Some(patient_id), row)
}

pub(super) fn immunization(resource: Immunization, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.patient.as_ref()) else { return Mapped::default() };
    let (occurrence_at, occurrence_precision) = split(resource.occurrence_date_time);
    let concept = resource.vaccine_code.unwrap_or_default();
    let (code_system, code) = concept.coded(CVX);
    let display = unnamed(concept.words());
    let row = rows::Immunization {
        id: context.id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        status: resource.status.unwrap_or_else(|| "completed".to_owned()),
        status_reason: resource.status_reason.as_ref().and_then(CodeableConcept::words),
        code_system,
        code,
        search: fold(&display),
        display,
        occurrence_at,
        occurrence_precision,
        occurrence_text: resource.occurrence_string,
        lot_number: resource.lot_number,
        dose: resource.dose_quantity.as_ref().and_then(Quantity::words),
        site: resource.site.as_ref().and_then(CodeableConcept::words),
        performer: context.all_named(resource.performer.iter().filter_map(|performer| performer.actor.as_ref())),
        sort_at: sort_at([occurrence_at, at(resource.recorded)]),
        note: notes(&resource.note),
    };
    Mapped::of(Some(patient_id), row)
}

pub(super) fn procedure(resource: Procedure, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    let period = resource.performed_period.as_ref();
    let (performed_at, performed_precision) = split(resource.performed_date_time.or(start(period)).or(end(period)));
    let concept = resource.code.unwrap_or_default();
    let (code_system, code) = concept.coded(SNOMED_CT);
    let display = unnamed(concept.words());
    let when = resource.performed_string.or_else(|| resource.performed_range.as_ref().and_then(Range::words));
    let when = when.map(|when| format!("When: {when}"));
    let row = rows::Procedure {
        id: context.id,
        patient_id,
        encounter_id: context.encounter(resource.encounter.as_ref(), patient_id),
        status: resource.status.unwrap_or_else(|| "unknown".to_owned()),
        code_system,
        code,
        search: fold(&display),
        display,
        performed_at,
        performed_precision,
        performed_end: at(end(period)),
        performer: context.all_named(resource.performer.iter().filter_map(|performer| performer.actor.as_ref())),
        reason: joined(&resource.reason_code).or_else(|| context.all_named(&resource.reason_reference)),
        outcome: resource.outcome.as_ref().and_then(CodeableConcept::words),
        sort_at: sort_at([performed_at]),
        note: join(when.into_iter().chain(notes(&resource.note)), "\n\n"),
    };
    Mapped::of(Some(patient_id), row)
}

fn code(concept: Option<&CodeableConcept>) -> Option<String> {
    concept.and_then(|concept| concept.code().map(str::to_owned).or_else(|| concept.words()))
}

fn status(concept: Option<&CodeableConcept>) -> String {
    code(concept).unwrap_or_else(|| "unknown".to_owned())
}

/// Whether nobody has taken the statement back.
fn holds(verification_status: Option<&String>) -> bool {
    !matches!(verification_status.map(String::as_str), Some("refuted" | "entered-in-error"))
}
