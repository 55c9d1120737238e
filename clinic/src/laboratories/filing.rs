//! A message's results go into a record.

use super::{
    convert::{
        self, Here, Times, Unfit,
        Written::{Before, Now},
        convert,
    },
    setup::Laboratory,
};
use crate::{
    Error,
    db::{Alone, Source as _, Tx},
    fhir,
    hl7::{Fault, FaultCode, LabReport},
    ids::{AccountId, LabMessageId, PatientId, ReportId},
    reviews::{self, Filed},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde_json::{json, value::RawValue};
use std::collections::HashMap;
use uuid::Uuid;

/// A number of the laboratory that comes again after so many days is another order: some laboratories begin to count anew.
const SAME_ORDER_DAYS: i64 = 30;

/// What a message is about, apart from the transaction.
pub(super) struct Message<'m> {
    pub id: LabMessageId,
    pub laboratory: &'m Laboratory,
    pub report: &'m LabReport,
    pub received_at: DateTime<Utc>,
    /// Whether its results were taken out of a record before: they come anew then, whenever it was written.
    pub is_anew: bool,
}

/// The fault of a message whose orders cannot be told apart.
pub(super) fn numberless(report: &LabReport) -> Option<Fault> {
    let order = convert::flattened(report).into_iter().find(|(order, _)| convert::number(order).is_none())?;
    let says = "An order needs a number, OBR-3 or OBR-2: a correction of it could not be recognised.";
    Some(Fault::error(FaultCode::RequiredFieldMissing, order.0.place.field(3), says))
}

/// Files the results of a message and gives the transaction back.
///
/// # Errors
/// `Broken` when what became of it is refused as an import would be.
pub(super) async fn file(
    mut tx: Tx,
    message: &Message<'_>,
    patient: PatientId,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Tx, Error> {
    let Message { laboratory, report, .. } = *message;
    tx.hold(Alone::Import, patient.0).await?;
    let (identity,): (String,) =
        tx.query("SELECT identity FROM resources WHERE id = $1").bind(patient).maybe().await?.ok_or(Error::NotFound)?;
    let link = fhir::link(&identity);
    let mut names = convert::names(report, laboratory, patient).map_err(|Unfit::NoNumber| numberless_error())?;
    let orders = convert::flattened(report);
    let mut here = Vec::with_capacity(names.len());
    for (name, (order, _)) in names.iter_mut().zip(&orders) {
        let taken = order.collected.map(|when| report.moment(&when, laboratory.zone()).at);
        let mut known = here_of(&mut tx, name).await?;
        if let (Some(taken), Some(before)) = (taken, known.taken)
            && (taken - before).abs() > Duration::days(SAME_ORDER_DAYS)
        {
            name.push_str(&taken.format("|%Y%m%d").to_string());
            known = here_of(&mut tx, name).await?;
        }
        here.push(known);
    }
    let times =
        Times::new(report, laboratory.zone(), if message.is_anew { Now(now) } else { Before(message.received_at) });
    let converted = convert(report, laboratory, &link.reference, &names, &here, &times);
    let before = kept(&mut tx, &converted.entries).await?;
    let text = bundle(&converted.entries)?;
    let mut tx = fhir::enter_from(tx, &link.source, text, now.with_timezone(&zone)).await?;
    let mut filed = Vec::new();
    for report in &converted.reports {
        note_report(&mut tx, message, patient, report).await?;
        let entries = converted.entries.get(report.entries.clone()).unwrap_or_default();
        if is_otherwise(entries, &before, times.written()) {
            filed.push(Filed {
                report: report.id,
                patient,
                ordered_by: report.ordered_by.clone(),
                is_correction: report.is_correction,
                is_new: !before.contains_key(&report.id.0),
            });
        }
    }
    reviews::arrived(&mut tx, &filed, now, zone).await?;
    Ok(tx)
}

/// A resource that is here already: what it says, and when its sender wrote it.
struct Kept {
    body: String,
    written: Option<DateTime<Utc>>,
}

/// Ids in one look into the database; those that are missing at the end are given as NULL.
const CHUNK: usize = 16;

/// Those of the resources that are here already.
async fn kept(tx: &mut Tx, entries: &[(String, Box<RawValue>)]) -> Result<HashMap<Uuid, Kept>, Error> {
    let mut found = HashMap::new();
    for chunk in entries.chunks(CHUNK) {
        let mut query = tx.query(
            "SELECT id, body, last_updated FROM resources WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        );
        for place in 0..CHUNK {
            query = query.bind(chunk.get(place).map(|(address, _)| fhir::resource_id(address)));
        }
        let rows: Vec<(Uuid, String, Option<DateTime<Utc>>)> = query.all().await?;
        found.extend(rows.into_iter().map(|(id, body, written)| (id, Kept { body, written })));
    }
    Ok(found)
}

/// Whether one of the resources says something else than before; an older message and one that only says again what is known change nothing for
/// those who read.
fn is_otherwise(entries: &[(String, Box<RawValue>)], before: &HashMap<Uuid, Kept>, written: DateTime<Utc>) -> bool {
    entries.iter().any(|(address, resource)| match before.get(&fhir::resource_id(address)) {
        None => true,
        Some(kept) if kept.written.is_some_and(|known| known > written) => false,
        Some(kept) => without_time(&kept.body) != without_time(resource.get()),
    })
}

/// A resource without the time at which its sender wrote it, which is the only element of its `meta`.
fn without_time(body: &str) -> (&str, &str) {
    let Some((head, rest)) = body.split_once("\"meta\":{") else { return (body, "") };
    (head, rest.split_once('}').map_or(rest, |(_, tail)| tail))
}

fn numberless_error() -> Error {
    Error::Broken("an order without a number was not refused before".to_owned())
}

async fn here_of(tx: &mut Tx, name: &str) -> Result<Here, Error> {
    let id = fhir::resource_id(&convert::address(name));
    let taken: Option<(Option<DateTime<Utc>>,)> =
        tx.query("SELECT effective_at FROM diagnostic_reports WHERE id = $1").bind(id).maybe().await?;
    let Some((taken,)) = taken else { return Ok(Here::default()) };
    let results: Vec<(String,)> = tx
        .query(
            "SELECT r.identity FROM diagnostic_report_results x JOIN resources r ON r.id = x.observation_id
             WHERE x.report_id = $1 ORDER BY x.position",
        )
        .bind(id)
        .all()
        .await?;
    Ok(Here { taken, results: results.into_iter().map(|(identity,)| identity).collect() })
}

pub(super) fn bundle(entries: &[(String, Box<RawValue>)]) -> Result<Vec<u8>, Error> {
    #[derive(serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Entry<'e> {
        full_url: &'e str,
        resource: &'e RawValue,
    }
    let entries: Vec<Entry<'_>> = entries.iter().map(|(full_url, resource)| Entry { full_url, resource }).collect();
    let entries = serde_json::value::to_raw_value(&entries).map_err(unwritten)?;
    let mut text = json!({ "resourceType": "Bundle", "type": "collection" }).to_string();
    text.truncate(text.len().saturating_sub(1));
    text.push_str(",\"entry\":");
    text.push_str(entries.get());
    text.push('}');
    Ok(text.into_bytes())
}

fn unwritten(error: serde_json::Error) -> Error {
    Error::Broken(format!("a report could not be written: {error}"))
}

/// What does not come from the resources: the number, the place below a result, the documents.
async fn note_report(
    tx: &mut Tx,
    message: &Message<'_>,
    patient: PatientId,
    report: &convert::Report,
) -> Result<(), Error> {
    tx.query(
        "INSERT INTO lab_message_reports (message_id, report_id, laboratory_id, number, patient_id)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(message.id)
    .bind(report.id)
    .bind(message.laboratory.id)
    .bind(report.number.clone())
    .bind(patient)
    .run()
    .await?;
    tx.query("UPDATE diagnostic_reports SET parent_id = $2 WHERE id = $1")
        .bind(report.id)
        .bind(report.parent)
        .run()
        .await?;
    if report.documents.is_empty() {
        return Ok(());
    }
    tx.query("DELETE FROM report_documents WHERE report_id = $1").bind(report.id).run().await?;
    for (position, document) in (0_i64..).zip(&report.documents) {
        tx.query(
            "INSERT INTO report_documents (report_id, position, title, content_type, content) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(report.id)
        .bind(position)
        .bind(document.title.clone())
        .bind(document.content_type)
        .bind(document.content.clone())
        .run()
        .await?;
    }
    Ok(())
}

/// Whether one of the orders came before for another patient, whose record still has it.
pub(super) async fn is_anothers(
    tx: &mut Tx,
    laboratory: &Laboratory,
    report: &LabReport,
    patient: PatientId,
) -> Result<bool, Error> {
    for (order, _) in convert::flattened(report) {
        let Some(number) = convert::number(order) else { continue };
        let (found,): (bool,) = tx
            .query(
                "SELECT EXISTS (SELECT 1 FROM lab_message_reports x CROSS JOIN diagnostic_reports r
                 WHERE x.laboratory_id = $1 AND x.number = $2 AND r.id = x.report_id AND x.patient_id <> $3
                   AND r.status <> 'entered-in-error' AND r.sort_at > $4)",
            )
            .bind(laboratory.id)
            .bind(number)
            .bind(patient)
            .bind(order.collected.map_or(DateTime::UNIX_EPOCH, |when| {
                report.moment(&when, laboratory.zone()).at - Duration::days(SAME_ORDER_DAYS)
            }))
            .one()
            .await?;
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes everything that a message has filed out of the record again: the rows stay, as recorded by mistake, with all their versions.
pub(super) async fn take_out(
    mut tx: Tx,
    message: LabMessageId,
    patient: PatientId,
    by: (AccountId, String),
    note: &str,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Tx, Error> {
    let reports: Vec<(Uuid,)> = tx
        .query("SELECT report_id FROM lab_message_reports WHERE message_id = $1 AND patient_id = $2 ORDER BY report_id")
        .bind(message)
        .bind(patient)
        .all()
        .await?;
    let mut entries = Vec::new();
    for (report,) in &reports {
        let resources: Vec<(String, String)> = tx
            .query(
                "SELECT identity, body FROM resources WHERE id = $1
                 UNION ALL SELECT r.identity, r.body FROM diagnostic_report_results x JOIN resources r ON r.id = x.observation_id
                 WHERE x.report_id = $1",
            )
            .bind(*report)
            .all()
            .await?;
        for (identity, body) in resources {
            entries.push((identity, withdrawn(&body, now)?));
        }
    }
    if entries.is_empty() {
        return Ok(tx);
    }
    let (identity,): (String,) = tx.query("SELECT identity FROM resources WHERE id = $1").bind(patient).one().await?;
    tx.hold(Alone::Import, patient.0).await?;
    let text = bundle(&entries)?;
    let mut tx = fhir::enter_from(tx, &fhir::link(&identity).source, text, now.with_timezone(&zone)).await?;
    let reports: Vec<ReportId> = reports.into_iter().map(|(report,)| ReportId(report)).collect();
    for report in &reports {
        tx.query("DELETE FROM report_documents WHERE report_id = $1").bind(*report).run().await?;
    }
    reviews::taken_back(&mut tx, &reports, patient, by, note, now, zone).await?;
    Ok(tx)
}

/// A resource as it was kept, now recorded by mistake.
fn withdrawn(body: &str, now: DateTime<Utc>) -> Result<Box<RawValue>, Error> {
    // As pieces of text: the digits of numbers stay as they were sent.
    let mut resource: Vec<(String, Box<RawValue>)> = pieces(body)?;
    let status = raw(&json!("entered-in-error"))?;
    let meta = raw(&json!({ "lastUpdated": now.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true) }))?;
    for (name, value) in &mut resource {
        match name.as_str() {
            "status" => *value = status.clone(),
            "meta" => *value = meta.clone(),
            _ => {}
        }
    }
    let fields: Vec<String> = resource.iter().map(|(name, value)| format!("{}:{}", json!(name), value.get())).collect();
    RawValue::from_string(format!("{{{}}}", fields.join(","))).map_err(unwritten)
}

fn raw(value: &serde_json::Value) -> Result<Box<RawValue>, Error> {
    serde_json::value::to_raw_value(value).map_err(unwritten)
}

/// The elements of a resource in their order.
fn pieces(body: &str) -> Result<Vec<(String, Box<RawValue>)>, Error> {
    struct Pieces;
    impl<'de> serde::de::Visitor<'de> for Pieces {
        type Value = Vec<(String, Box<RawValue>)>;

        fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            out.write_str("a resource")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pieces = Vec::new();
            while let Some(piece) = map.next_entry()? {
                pieces.push(piece);
            }
            Ok(pieces)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(body);
    serde::de::Deserializer::deserialize_map(&mut reader, Pieces)
        .map_err(|error| Error::Broken(format!("a kept resource cannot be read: {error}")))
}
