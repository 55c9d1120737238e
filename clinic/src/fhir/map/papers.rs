//! Documents and appointments.

use super::{Context, Mapped, at, one_of, sort_at, split, start};
use crate::{
    fhir::{
        moment::When,
        rows,
        rows::Kind,
        systems::LOINC,
        types::{Attachment, CodeableConcept, Period, Reference, fhir, join, joined, present},
    },
    fold::fold,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

fhir! {
    Document {
        status: Option<String>,
        #[serde(rename = "type")]
        kind: Option<CodeableConcept>,
        category: Vec<CodeableConcept>,
        subject: Option<Reference>,
        date: Option<When>,
        author: Vec<Reference>,
        description: Option<String>,
        content: Vec<Content>,
        context: Option<Surroundings>,
    }

    Content { attachment: Option<Attachment> }

    Surroundings { encounter: Vec<Reference>, period: Option<Period> }

    Appointment {
        status: Option<String>,
        cancelation_reason: Option<CodeableConcept>,
        service_type: Vec<CodeableConcept>,
        #[serde(rename = "appointmentType")]
        kind: Option<CodeableConcept>,
        reason_code: Vec<CodeableConcept>,
        reason_reference: Vec<Reference>,
        description: Option<String>,
        start: Option<When>,
        end: Option<When>,
        comment: Option<String>,
        patient_instruction: Option<String>,
        participant: Vec<Participant>,
    }

    Participant { actor: Option<Reference> }
}

/// The kinds of content that can be shown and are kept ready for it.
const SHOWN: [&str; 3] = ["text/plain", "text/html", "application/pdf"];
/// The longest content that is kept ready, in bytes.
const CONTENT_LIMIT_BYTES: usize = 16 * 1024 * 1024;

pub(super) fn document(resource: Document, context: &Context<'_>) -> Result<Mapped, String> {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Ok(Mapped::default()) };
    let attachments = || resource.content.iter().filter_map(|content| content.attachment.as_ref());
    let shown = |attachment: &&Attachment| attachment.data.is_some() && is_shown(attachment);
    let attachment = attachments().find(shown).or_else(|| attachments().next());
    let content = match attachment.filter(shown).and_then(|attachment| attachment.data.as_deref()) {
        Some(data) if data.len() <= CONTENT_LIMIT_BYTES / 3 * 4 => Some(decoded(data)?),
        _ => None,
    };
    let concept = resource.kind.unwrap_or_default();
    let (code_system, code) = concept.coded(LOINC);
    let title = attachment.and_then(|attachment| present(attachment.title.as_deref()).map(str::to_owned));
    let title = title.or(resource.description);
    let display = concept.words().or_else(|| joined(&resource.category)).or_else(|| title.clone());
    let display = display.unwrap_or_else(|| "Document".to_owned());
    let surroundings = resource.context.unwrap_or_default();
    let created =
        resource.date.or(attachment.and_then(|attachment| attachment.creation)).or(start(surroundings.period.as_ref()));
    let (created_at, created_precision) = split(created);
    let search = fold(&join([display.clone()].into_iter().chain(title.clone()), " ").unwrap_or_default());
    let row = rows::Document {
        id: context.id,
        patient_id,
        encounter_id: context.encounter(surroundings.encounter.first(), patient_id),
        status: resource.status.unwrap_or_else(|| "current".to_owned()),
        code_system,
        code,
        search,
        display,
        created_at,
        created_precision,
        author: context.all_named(&resource.author),
        title,
        content_type: attachment.and_then(|attachment| attachment.content_type.clone()),
        content,
        url: attachment.and_then(|attachment| attachment.url.clone()),
        sort_at: sort_at([created_at]),
    };
    Ok(Mapped::of(Some(patient_id), row))
}

fn is_shown(attachment: &Attachment) -> bool {
    let kind = attachment.content_type.as_deref().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    SHOWN.iter().any(|shown| kind.eq_ignore_ascii_case(shown))
}

fn decoded(data: &str) -> Result<Vec<u8>, String> {
    let decoded = if data.contains(|letter: char| letter.is_ascii_whitespace()) {
        STANDARD.decode(data.split_ascii_whitespace().collect::<String>())
    } else {
        STANDARD.decode(data)
    };
    decoded.map_err(|_| "content.attachment.data: not base64".to_owned())
}

const STATUSES: [&str; 10] = [
    "proposed",
    "pending",
    "booked",
    "arrived",
    "fulfilled",
    "cancelled",
    "noshow",
    "entered-in-error",
    "checked-in",
    "waitlist",
];

pub(super) fn appointment(resource: Appointment, context: &Context<'_>) -> Result<Mapped, String> {
    let actors = || resource.participant.iter().filter_map(|participant| participant.actor.as_ref());
    let Some(patient_id) = actors().find_map(|actor| context.patient(Some(actor))) else {
        return Ok(Mapped::default());
    };
    // What has no time yet cannot stand in a calendar; it is kept as it came.
    let Some(start_at) = at(resource.start) else {
        return Ok(Mapped { patient: Some(patient_id), ..Mapped::default() });
    };
    let doctor = actors().find(|actor| context.practitioner(Some(actor)).is_some());
    let visit_type = resource.kind.as_ref().and_then(CodeableConcept::words);
    let row = rows::Appointment {
        id: context.id,
        patient_id,
        status: one_of("status", resource.status, &STATUSES, "pending")?,
        start_at,
        end_at: at(resource.end),
        location_id: actors().find_map(|actor| context.link(Some(actor), Kind::Location)),
        practitioner_id: context.practitioner(doctor),
        practitioner: doctor.and_then(|doctor| context.named(doctor)),
        visit_type: visit_type.or_else(|| joined(&resource.service_type)),
        reason: joined(&resource.reason_code).or_else(|| context.all_named(&resource.reason_reference)),
        description: resource.description.or(resource.comment),
        instruction: resource.patient_instruction,
        cancellation_reason: resource.cancelation_reason.as_ref().and_then(CodeableConcept::words),
    };
    Ok(Mapped::of(Some(patient_id), row))
}
