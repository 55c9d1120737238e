//! From a laboratory's report to FHIR R4, after HL7's own mapping of version 2 (ORU_R01).

mod codes;
mod observation;
mod resources;
mod status;
mod times;
mod which;

use super::{pieces::Pieces, setup::Laboratory};
use crate::{
    Error,
    fhir::resource_id,
    fold::fold,
    hl7::{Document, Fault, FaultCode, LabReport, Observation, Order, OrderNumber, ResultStatus, Value, When},
    ids::{PatientId, ReportId},
    moment::Precision,
};
use chrono::{DateTime, Utc};
use codes::Coder;
pub(super) use observation::is_beyond;
pub(super) use resources::named;
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};
pub(super) use times::{Times, instant};
use uuid::Uuid;
use which::{Kept, Sent, Which, which};

/// Names of reports and results are made under this namespace.
const NAMESPACE: Uuid = Uuid::from_u128(0x7d15_02c6_9a4e_5f31_8c0b_e2d4_91f7_53aa);

/// What a message becomes.
pub(super) struct Converted {
    /// The resources, each with its address.
    pub entries: Vec<(String, Box<RawValue>)>,
    /// Its reports.
    pub reports: Vec<Report>,
    /// What should be looked at.
    pub warnings: Vec<Fault>,
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
    /// The addresses of its results: those that were sent, then the others that are here.
    pub results: Vec<String>,
    /// Where its resources stand among those of the message.
    pub entries: std::ops::Range<usize>,
}

/// A document of a report.
pub(super) struct Attached {
    /// By which it is recognised when it comes again.
    pub key: String,
    /// Whether the laboratory takes it back.
    pub is_withdrawn: bool,
    pub title: String,
    pub content_type: &'static str,
    pub content: Vec<u8>,
}

/// What of a report is here already.
#[derive(Default)]
pub(super) struct Here {
    /// When its specimen was taken.
    pub taken: Option<DateTime<Utc>>,
    /// Its results, in their order.
    pub results: Vec<Known>,
    /// By what its documents are recognised.
    pub documents: HashSet<String>,
}

/// A result that is here already.
#[derive(sqlx::FromRow)]
pub(super) struct Known {
    /// Its address.
    pub identity: String,
    /// The resource as it was kept.
    pub body: String,
    /// FHIR's status.
    pub status: String,
    /// When it was taken or measured.
    pub at: Option<DateTime<Utc>>,
    /// How exactly that is known.
    pub precision: Option<Precision>,
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
        // Of a correction that comes alone the result from which it follows is only named (OBR-26).
        let named = order.parent.as_ref().and_then(|parent| Some((parent.test.as_ref()?, &parent.sub_id)));
        let parent = named.or(parent.map(|parent| (&parent.test, &parent.sub_id))).map(|(test, sub_id)| {
            format!("{}/{}", test.code.as_deref().unwrap_or_default(), sub_id.as_deref().unwrap_or_default())
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

/// When what an order is about was taken: as it says, else as its specimens or its results do.
pub(super) fn taken(order: &Order) -> Option<When> {
    let of_specimen = || order.specimens.iter().find_map(|specimen| specimen.collected);
    order.collected.or_else(of_specimen).or_else(|| order.observations.iter().find_map(|result| result.observed))
}

/// Makes FHIR of a message. `names` are those of [`names`], and `here` what of each report is here already.
///
/// # Errors
/// `Broken` when a result that is here cannot be read.
pub(super) fn convert(
    report: &LabReport,
    laboratory: &Laboratory,
    subject: &str,
    names: &[String],
    here: &[Here],
    times: &Times<'_>,
) -> Result<Converted, Error> {
    let coder = Coder::new(laboratory.id);
    let mut converted = Converted { entries: Vec::new(), reports: Vec::new(), warnings: Vec::new() };
    // The addresses of results that others follow from.
    let mut parents: HashMap<*const Observation, String> = HashMap::new();
    for (((order, parent), name), here) in flattened(report).into_iter().zip(names).zip(here) {
        let report_address = address(name);
        let first = converted.entries.len();
        let mut documents = Vec::new();
        let mut groups = Vec::new();
        let specimens = order.specimens.iter().flat_map(|specimen| &specimen.observations);
        for group in observation::lines_joined(order.observations.iter().chain(specimens)) {
            let first = group.first;
            if first.status == ResultStatus::NotAsked {
                continue;
            }
            documents.extend(first.values.iter().filter_map(|value| match value {
                Value::Document(document) => Some(attached(first, Some(document))),
                _ => None,
            }));
            let is_empty = first.values.iter().all(|value| matches!(value, Value::Nothing));
            let is_of_document = first.value_type.as_deref() == Some("ED") || here.documents.contains(&key(first));
            if is_taken_back(first) && is_empty && is_of_document {
                documents.push(attached(first, None));
                continue;
            }
            if first.values.is_empty() || !first.values.iter().all(|value| matches!(value, Value::Document(_))) {
                let body = observation::resource(&group, order, subject, laboratory, coder, times);
                groups.push((group, body));
            }
        }
        let known: HashMap<&str, &Known> = here.results.iter().map(|known| (known.identity.as_str(), known)).collect();
        let numbers = numbered(name, order, &groups, &known, times)?;
        let mut results = Vec::new();
        for ((group, body), which) in groups.into_iter().zip(numbers) {
            let first = group.first;
            let result_address = address(&format!("{name}|{}|{}", key(first), which.number()));
            parents.insert(std::ptr::from_ref(first), result_address.clone());
            if let Which::Doubtful(_) = which {
                let says = "Several results of this test are here already, and which of them this is cannot be told (OBX-4, OBX-14). It stands beside them.";
                converted.warnings.push(Fault::warning(FaultCode::UnknownKey, first.place.field(4), says));
            }
            // Final as it was, and not sent again (HL7 table 0085, U): an empty value must not take the place of the one that is here.
            let is_sent_again = !first.values.is_empty() || !group.more.is_empty();
            if first.status == ResultStatus::FinalUnchanged && !is_sent_again && matches!(which, Which::Doubtful(_)) {
                continue;
            }
            let known = known.get(result_address.as_str());
            let body = match known.filter(|_| first.status == ResultStatus::FinalUnchanged && !is_sent_again) {
                Some(known) => {
                    let kept = Pieces::read(&known.body)?.with("meta", &times.meta())?;
                    let is_settled = matches!(known.status.as_str(), "corrected" | "entered-in-error" | "cancelled");
                    if is_settled { kept } else { kept.with("status", &"final".into())? }.written()?
                }
                None => body,
            };
            converted.entries.push((result_address.clone(), body));
            results.push(result_address);
        }
        // A message may bring only what has changed: results it does not name stay.
        let sent: HashSet<String> = results.iter().cloned().collect();
        let others = here.results.iter().map(|known| &known.identity).filter(|known| !sent.contains(*known));
        results.extend(others.cloned());
        let parent = parent.and_then(|parent| parents.get(&std::ptr::from_ref(parent)));
        let body = resources::report(order, subject, laboratory, coder, times, &results);
        converted.entries.push((report_address.clone(), body));
        converted.reports.push(Report {
            id: ReportId(resource_id(&report_address)),
            number: number(order).unwrap_or_default(),
            parent: parent.map(|address| resource_id(address)),
            ordered_by: order.ordering.iter().map(|provider| provider.identifier.value.clone()).collect(),
            is_correction: status::is_correction(order),
            documents,
            results,
            entries: first..converted.entries.len(),
        });
    }
    Ok(converted)
}

/// What results and documents are recognised by within their report, where there are not several of one kind.
fn key(sent: &Observation) -> String {
    let test = sent.test.code.clone().unwrap_or_else(|| fold(sent.test.words().unwrap_or_default()));
    format!("{test}|{}", sent.sub_id.as_deref().unwrap_or_default())
}

/// The numbers of an order's results, each among those of its test and sub-id.
fn numbered(
    name: &str,
    order: &Order,
    groups: &[(observation::Group<'_>, Box<RawValue>)],
    known: &HashMap<&str, &Known>,
    times: &Times<'_>,
) -> Result<Vec<Which>, Error> {
    let says = |body: &str| Pieces::read(body)?.without(&["meta", "status", "issued"]).written();
    let mut of_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, (group, _)) in groups.iter().enumerate() {
        of_key.entry(key(group.first)).or_default().push(place);
    }
    let mut numbers = vec![Which::New(1); groups.len()];
    for (key, places) in of_key {
        let mut kept = Vec::new();
        for number in 1..=known.len() {
            // They are numbered without gaps.
            let Some(known) = known.get(address(&format!("{name}|{key}|{number}")).as_str()) else { break };
            kept.push((number, *known, says(&known.body)?));
        }
        let mut sent = Vec::new();
        for place in &places {
            let Some((group, body)) = groups.get(*place) else { continue };
            sent.push((group.first, says(body.get())?));
        }
        let exact = |at: DateTime<Utc>, precision| (precision == Precision::Time).then_some(at);
        let kept: Vec<Kept<'_>> = kept
            .iter()
            .map(|(number, known, says)| Kept {
                number: *number,
                at: known.at.zip(known.precision).and_then(|(at, precision)| exact(at, precision)),
                is_awaited: known.status == "registered",
                is_preliminary: known.status == "preliminary",
                says: says.get(),
            })
            .collect();
        let sent: Vec<Sent<'_>> = sent
            .iter()
            .map(|(first, says)| Sent {
                at: observation::taken(first, order).and_then(|when| {
                    let moment = times.moment(&when);
                    exact(moment.at, moment.precision)
                }),
                is_own_time: first.observed.is_some(),
                status: first.status,
                says: says.get(),
            })
            .collect();
        for (place, found) in places.into_iter().zip(which(&sent, &kept)) {
            if let Some(number) = numbers.get_mut(place) {
                *number = found;
            }
        }
    }
    Ok(numbers)
}

fn is_taken_back(sent: &Observation) -> bool {
    matches!(sent.status, ResultStatus::Deleted | ResultStatus::Wrong)
}

/// A document, or that one is taken back, which may come without it.
fn attached(observation: &Observation, document: Option<&Document>) -> Attached {
    let subtype = document.and_then(|document| document.subtype.as_deref()).unwrap_or_default().to_ascii_uppercase();
    let content_type = match subtype.as_str() {
        _ if document.is_some_and(Document::is_pdf) => "application/pdf",
        "JPEG" => "image/jpeg",
        "PNG" => "image/png",
        "TIFF" => "image/tiff",
        "RTF" => "application/rtf",
        _ => "application/octet-stream",
    };
    Attached {
        key: key(observation),
        is_withdrawn: is_taken_back(observation),
        title: observation.test.words().unwrap_or_default().to_owned(),
        content_type,
        content: document.map(|document| document.bytes.clone()).unwrap_or_default(),
    }
}
