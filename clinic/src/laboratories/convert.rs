//! From a laboratory's report to FHIR R4, after HL7's own mapping of version 2 (ORU_R01).

mod codes;
mod observation;
mod resources;
mod status;
mod times;

use super::setup::Laboratory;
use crate::{
    fhir::resource_id,
    fold::fold,
    hl7::{Document, LabReport, Observation, Order, OrderNumber, ResultStatus, Value},
    ids::{PatientId, ReportId},
};
use chrono::{DateTime, Utc};
use codes::Coder;
pub(super) use resources::named;
use serde_json::value::RawValue;
use std::collections::HashMap;
pub(super) use times::{Times, Written};
use uuid::Uuid;

/// Names of reports and results are made under this namespace.
const NAMESPACE: Uuid = Uuid::from_u128(0x7d15_02c6_9a4e_5f31_8c0b_e2d4_91f7_53aa);

/// What a message becomes.
pub(super) struct Converted {
    /// The resources, each with its address.
    pub entries: Vec<(String, Box<RawValue>)>,
    /// Its reports.
    pub reports: Vec<Report>,
}

/// A report of a message.
pub(super) struct Report {
    /// Its id.
    pub id: ReportId,
    /// The laboratory's number of the order, with whose number it is.
    pub number: String,
    /// The result from which it follows.
    pub parent: Option<Uuid>,
    /// The numbers of who ordered it.
    pub ordered_by: Vec<String>,
    /// Whether it says that something was corrected.
    pub is_correction: bool,
    /// Its documents.
    pub documents: Vec<Attached>,
    /// Where its resources stand among those of the message.
    pub entries: std::ops::Range<usize>,
}

/// A document of a report.
pub(super) struct Attached {
    pub title: String,
    pub content_type: &'static str,
    pub content: Vec<u8>,
}

/// What of a report is here already.
#[derive(Default)]
pub(super) struct Here {
    /// When its specimen was taken.
    pub taken: Option<DateTime<Utc>>,
    /// The addresses of its results, in their order.
    pub results: Vec<String>,
}

/// Why a report cannot be filed.
pub(super) enum Unfit {
    /// An order has no number: a correction of it could not be recognised.
    NoNumber,
}

/// How a report's address begins, by which it is recognised when it comes again.
pub(super) fn address(name: &str) -> String {
    format!("urn:uuid:{}", Uuid::new_v5(&NAMESPACE, name.as_bytes()))
}

/// All orders of a message with the result from which each follows, parents first.
pub(super) fn flattened(report: &LabReport) -> Vec<(&Order, Option<&Observation>)> {
    fn add<'o>(order: &'o Order, parent: Option<&'o Observation>, all: &mut Vec<(&'o Order, Option<&'o Observation>)>) {
        all.push((order, parent));
        for observation in &order.observations {
            for child in &observation.children {
                add(child, Some(observation), all);
            }
        }
        for child in &order.children {
            add(child, None, all);
        }
    }
    let mut all = Vec::new();
    for order in &report.orders {
        add(order, None, &mut all);
    }
    all
}

/// Gives each order of a message the name by which it is known: the laboratory, the patient, its number and what was ordered. A second order with
/// all of it the same is counted.
pub(super) fn names(report: &LabReport, laboratory: &Laboratory, patient: PatientId) -> Result<Vec<String>, Unfit> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::new();
    for (order, parent) in flattened(report) {
        let number = number(order).ok_or(Unfit::NoNumber)?;
        let test = order.test.code.clone().unwrap_or_else(|| fold(order.test.words().unwrap_or_default()));
        let parent = parent.map(|parent| {
            let code = parent.test.code.as_deref().unwrap_or_default();
            format!("{code}/{}", parent.sub_id.as_deref().unwrap_or_default())
        });
        let name = format!("{}|{patient}|{number}|{test}|{}", laboratory.id, parent.unwrap_or_default());
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        names.push(if *times > 1 { format!("{name}#{times}") } else { name });
    }
    Ok(names)
}

/// The number of an order: the laboratory's, else that of who ordered.
pub(super) fn number(order: &Order) -> Option<String> {
    let text = |number: &OrderNumber| {
        let authority = &number.authority;
        let whose = if authority.universal_id.is_empty() { &authority.namespace } else { &authority.universal_id };
        format!("{}^{whose}", number.value.trim())
    };
    let given = |number: &&OrderNumber| !number.value.trim().is_empty();
    let filler = order.filler.as_ref().filter(given).map(text);
    filler.or_else(|| order.placer.as_ref().filter(given).map(|number| format!("placer {}", text(number))))
}

/// Makes FHIR of a message. `names` are those of [`names`], and `here` what of each report is here already.
pub(super) fn convert(
    report: &LabReport,
    laboratory: &Laboratory,
    subject: &str,
    names: &[String],
    here: &[Here],
    times: &Times<'_>,
) -> Converted {
    let coder = Coder::new(laboratory.id);
    let mut converted = Converted { entries: Vec::new(), reports: Vec::new() };
    // The addresses of results that others follow from.
    let mut parents: HashMap<*const Observation, String> = HashMap::new();
    for (((order, parent), name), here) in flattened(report).into_iter().zip(names).zip(here) {
        let report_address = address(name);
        let first = converted.entries.len();
        let mut results = Vec::new();
        let mut documents = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let specimens = order.specimens.iter().flat_map(|specimen| &specimen.observations);
        for group in observation::lines_joined(order.observations.iter().chain(specimens)) {
            let first = group.first;
            if first.status == ResultStatus::NotAsked {
                continue;
            }
            documents.extend(first.values.iter().filter_map(|value| match value {
                Value::Document(document) => Some(attached(first, document)),
                _ => None,
            }));
            if first.values.iter().all(|value| matches!(value, Value::Document(_))) && !first.values.is_empty() {
                continue;
            }
            let key = format!(
                "{}|{}",
                first.test.code.clone().unwrap_or_else(|| fold(first.test.words().unwrap_or_default())),
                first.sub_id.as_deref().unwrap_or_default()
            );
            let count = seen.entry(key.clone()).or_default();
            *count += 1;
            let result_address = address(&format!("{name}|{key}|{count}"));
            parents.insert(std::ptr::from_ref(first), result_address.clone());
            // Final as it was, and not sent again (HL7 table 0085, U): an empty value must not take the place of the one that is here.
            let is_sent_again = !first.values.is_empty() || !group.more.is_empty();
            if first.status == ResultStatus::FinalUnchanged && !is_sent_again && here.results.contains(&result_address)
            {
                results.push(result_address);
                continue;
            }
            let body = observation::resource(&group, order, subject, laboratory, coder, times);
            converted.entries.push((result_address.clone(), body));
            results.push(result_address);
        }
        // A message may bring only what has changed: results it does not name stay.
        results.extend(here.results.iter().filter(|known| !results.contains(known)).cloned().collect::<Vec<_>>());
        let parent = parent.and_then(|parent| parents.get(&std::ptr::from_ref(parent)));
        converted.reports.push(Report {
            id: ReportId(resource_id(&report_address)),
            number: number(order).unwrap_or_default(),
            parent: parent.map(|address| resource_id(address)),
            ordered_by: order.ordering.iter().map(|provider| provider.identifier.value.clone()).collect(),
            is_correction: status::is_correction(order),
            documents,
            entries: first..converted.entries.len() + 1,
        });
        let body = resources::report(order, subject, laboratory, coder, times, &results);
        converted.entries.push((report_address, body));
    }
    converted
}

fn attached(observation: &Observation, document: &Document) -> Attached {
    let subtype = document.subtype.as_deref().unwrap_or_default().to_ascii_uppercase();
    let content_type = match subtype.as_str() {
        _ if document.is_pdf() => "application/pdf",
        "JPEG" => "image/jpeg",
        "PNG" => "image/png",
        "TIFF" => "image/tiff",
        "RTF" => "application/rtf",
        _ => "application/octet-stream",
    };
    Attached {
        title: observation.test.words().unwrap_or_default().to_owned(),
        content_type,
        content: document.bytes.clone(),
    }
}
