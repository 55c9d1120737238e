//! Diagnostic reports and the results they are made of.

use super::{
    Context, Mapped, at, read,
    results::{Observation, observation_of},
    sort_at, split, start, unnamed,
};
use crate::{
    fhir::{
        moment::When,
        reference::resource_id,
        rows,
        rows::Kind,
        systems::LOINC,
        types::{Attachment, CodeableConcept, Period, Reference, fhir, join, present},
    },
    fold::fold,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};

fhir! {
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
