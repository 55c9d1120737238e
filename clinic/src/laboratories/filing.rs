//! A message's results go into a record.

use super::{
    convert::{self, Here, Known, Times, Unfit, convert},
    documents,
    model::noted,
    pieces::{Pieces, unwritten},
    setup::Laboratory,
};
use crate::{
    Error,
    db::{Alone, Source as _, Tx},
    fhir,
    hl7::{Fault, FaultCode, LabReport, Order},
    ids::{AccountId, LabMessageId, PatientId, ReportId},
    reviews::{self, Filed},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde_json::{json, value::RawValue};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// A number of the laboratory that comes again after so many days is another order: some laboratories begin to count anew.
const SAME_ORDER_DAYS: i64 = 30;

/// What a message is about, apart from the transaction.
pub(super) struct Message<'m> {
    pub id: LabMessageId,
    pub laboratory: &'m Laboratory,
    pub report: &'m LabReport,
    pub received_at: DateTime<Utc>,
    /// Whether its results were taken out of a record before.
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
        let taken = taken(message, order);
        let mut known = here_of(&mut tx, name).await?;
        if let (Some(taken), Some(before)) = (taken, known.taken)
            && (taken - before).abs() > Duration::days(SAME_ORDER_DAYS)
        {
            name.push_str(&taken.format("|%Y%m%d").to_string());
            known = here_of(&mut tx, name).await?;
        }
        here.push(known);
    }
    let again = message.is_anew.then_some(now);
    let times = Times::new(report, laboratory.zone(), message.received_at, again);
    let mut converted = convert(report, laboratory, &link.reference, &names, &here, &times)?;
    let before = kept(&mut tx, &converted.entries).await?;
    for (report, here) in converted.reports.iter().zip(&here) {
        let Some((address, body)) = report.entries.end.checked_sub(1).and_then(|at| converted.entries.get_mut(at))
        else {
            continue;
        };
        let newer = before.get(&fhir::resource_id(address)).filter(|kept| kept.is_newer(times.written()));
        if let Some(extended) = newer.map(|kept| extended(kept, report, here)).transpose()?.flatten() {
            *body = extended;
        }
    }
    warn(&mut tx, message, &converted.warnings).await?;
    let text = bundle(&converted.entries)?;
    let mut tx = fhir::enter_from(tx, &link.source, text, now.with_timezone(&zone)).await?;
    let mut filed = Vec::new();
    for report in &converted.reports {
        note_report(&mut tx, message, patient, report).await?;
        let is_otherwise = documents::keep(&mut tx, report, times.written(), now).await?;
        let entries = converted.entries.get(report.entries.clone()).unwrap_or_default();
        if is_otherwise || says_otherwise(entries, &before, times.written()) {
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

/// When an order's specimen was taken.
fn taken(message: &Message<'_>, order: &Order) -> Option<DateTime<Utc>> {
    convert::taken(order).map(|when| message.report.moment(&when, message.laboratory.zone()).at)
}

/// The report as it is here, which is newer than the message, with the results that only the message brings: nobody may miss them because it came
/// late. Nothing where it brings none.
fn extended(kept: &Kept, report: &convert::Report, here: &Here) -> Result<Option<Box<RawValue>>, Error> {
    let known: HashSet<&String> = here.results.iter().map(|known| &known.identity).collect();
    let more: Vec<&String> = report.results.iter().filter(|address| !known.contains(address)).collect();
    if more.is_empty() {
        return Ok(None);
    }
    let results: Vec<_> = here
        .results
        .iter()
        .map(|known| &known.identity)
        .chain(more)
        .map(|address| json!({ "reference": address }))
        .collect();
    let pieces = Pieces::read(&kept.body)?;
    let meta = json!({
        "lastUpdated": kept.written.map(convert::instant),
        "versionId": pieces.next_version().to_string()
    });
    pieces.with("meta", &meta)?.with("result", &json!(results))?.written().map(Some)
}

/// Notes beside the message what was found out while it was filed.
async fn warn(tx: &mut Tx, message: &Message<'_>, warnings: &[Fault]) -> Result<(), Error> {
    if warnings.is_empty() {
        return Ok(());
    }
    let all: Vec<Fault> = message.report.warnings.iter().chain(warnings).cloned().collect();
    tx.query("UPDATE lab_messages SET faults = $2 WHERE id = $1").bind(message.id).bind(noted(&all)).run().await?;
    Ok(())
}

/// A resource that is here already: what it says, and when its sender wrote it.
struct Kept {
    body: String,
    written: Option<DateTime<Utc>>,
}

impl Kept {
    fn is_newer(&self, written: DateTime<Utc>) -> bool {
        self.written.is_some_and(|known| known > written)
    }
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
fn says_otherwise(entries: &[(String, Box<RawValue>)], before: &HashMap<Uuid, Kept>, written: DateTime<Utc>) -> bool {
    entries.iter().any(|(address, resource)| match before.get(&fhir::resource_id(address)) {
        None => true,
        Some(kept) if kept.is_newer(written) => false,
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
    let results: Vec<Known> = tx
        .query(
            "SELECT r.identity, r.body, o.status, o.effective_at AS at, o.effective_precision AS precision
             FROM diagnostic_report_results x JOIN resources r ON r.id = x.observation_id JOIN observations o ON o.id = r.id
             WHERE x.report_id = $1 ORDER BY x.position",
        )
        .bind(id)
        .all()
        .await?;
    let documents: Vec<(String,)> = tx
        .query("SELECT key FROM report_documents WHERE report_id = $1 AND replaced_at IS NULL")
        .bind(id)
        .all()
        .await?;
    Ok(Here { taken, results, documents: documents.into_iter().map(|(key,)| key).collect() })
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

/// What does not come from the resources: the number, and the place below a result.
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
    // A correction that comes alone does not bring the result from which it follows.
    tx.query("UPDATE diagnostic_reports SET parent_id = COALESCE($2, parent_id) WHERE id = $1")
        .bind(report.id)
        .bind(report.parent)
        .run()
        .await?;
    Ok(())
}

/// Whether one of the orders came before for another patient, whose record still has it.
pub(super) async fn is_anothers(tx: &mut Tx, message: &Message<'_>, patient: PatientId) -> Result<bool, Error> {
    for (order, _) in convert::flattened(message.report) {
        let Some(number) = convert::number(order) else { continue };
        let (found,): (bool,) = tx
            .query(
                "SELECT EXISTS (SELECT 1 FROM lab_message_reports x CROSS JOIN diagnostic_reports r
                 WHERE x.laboratory_id = $1 AND x.number = $2 AND r.id = x.report_id AND x.patient_id <> $3
                   AND r.status <> 'entered-in-error' AND r.sort_at > $4)",
            )
            .bind(message.laboratory.id)
            .bind(number)
            .bind(patient)
            .bind(taken(message, order).map_or(DateTime::UNIX_EPOCH, |at| at - Duration::days(SAME_ORDER_DAYS)))
            .one()
            .await?;
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A message and all others that are filed in the same record and brought the same reports, or reports of these.
pub(super) async fn together(
    tx: &mut Tx,
    message: LabMessageId,
    patient: PatientId,
) -> Result<Vec<LabMessageId>, Error> {
    let mut all = vec![message];
    let mut looked_at = 0;
    while let Some(one) = all.get(looked_at).copied() {
        looked_at += 1;
        let others: Vec<(LabMessageId,)> = tx
            .query(
                "SELECT DISTINCT y.message_id FROM lab_message_reports x
                 JOIN lab_message_reports y ON y.report_id = x.report_id JOIN lab_messages m ON m.id = y.message_id
                 WHERE x.message_id = $1 AND x.patient_id = $2 AND y.patient_id = $2 AND m.patient_id = $2 AND m.state = 'filed'
                 ORDER BY y.message_id",
            )
            .bind(one)
            .bind(patient)
            .all()
            .await?;
        for (other,) in others {
            if !all.contains(&other) {
                all.push(other);
            }
        }
    }
    Ok(all)
}

/// Takes everything that messages have filed out of the record again, which is held: the rows stay, as recorded by mistake, with all their versions.
pub(super) async fn take_out(
    mut tx: Tx,
    messages: &[LabMessageId],
    patient: PatientId,
    by: (AccountId, String),
    note: &str,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Tx, Error> {
    let mut reports = BTreeSet::new();
    for message in messages {
        let of_it: Vec<(Uuid,)> = tx
            .query("SELECT report_id FROM lab_message_reports WHERE message_id = $1 AND patient_id = $2")
            .bind(*message)
            .bind(patient)
            .all()
            .await?;
        reports.extend(of_it.into_iter().map(|(report,)| report));
    }
    let mut entries = Vec::new();
    for report in &reports {
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
    let text = bundle(&entries)?;
    let mut tx = fhir::enter_from(tx, &fhir::link(&identity).source, text, now.with_timezone(&zone)).await?;
    for (address, _) in &entries {
        // Whatever is filed here after this takes the place of what was taken out, whenever it was written.
        let id = fhir::resource_id(address);
        tx.query("UPDATE resources SET last_updated = NULL WHERE id = $1").bind(id).run().await?;
    }
    let reports: Vec<ReportId> = reports.into_iter().map(ReportId).collect();
    for report in &reports {
        tx.query("DELETE FROM report_documents WHERE report_id = $1").bind(*report).run().await?;
    }
    reviews::taken_back(&mut tx, &reports, patient, by, note, now, zone).await?;
    Ok(tx)
}

/// A resource as it was kept, now recorded by mistake.
fn withdrawn(body: &str, now: DateTime<Utc>) -> Result<Box<RawValue>, Error> {
    let meta = json!({ "lastUpdated": convert::instant(now) });
    Pieces::read(body)?.with("status", &json!("entered-in-error"))?.with("meta", &meta)?.written()
}
