//! One file's way into the database: a single transaction, many rows in one statement.

use super::{
    fate::{Fate, Here, fate, here},
    prepare::{Prepared, Ready},
    report::{Counts, Refusal},
    rows::{self, Fill, Kind},
    series,
};
use crate::{
    Error,
    db::{Alone, Bulk, Db, Source as _, Tx},
    ids::PatientId,
    labs::{self, Arrived},
    profile::restore_words,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Rows that are gathered before they are written, and bytes of the resources they come from.
const HELD: usize = 8192;
const HELD_BYTES: usize = 16 << 20;
/// Refusals that are listed of one file.
const LISTED: usize = 50;

/// Writes one file, until something is refused: from then on it only lists what else is wrong.
pub(super) struct Writer {
    tx: Option<Tx>,
    now: DateTime<Utc>,
    zone: Tz,
    /// Rows to write, by the place of their table. SQLite looks through whole tables for each row that is referred to
    /// before it is there: gathered and sorted, few are.
    waiting: BTreeMap<usize, Vec<Box<dyn Fill>>>,
    held: usize,
    held_bytes: usize,
    bulks: HashMap<&'static str, Bulk>,
    counts: BTreeMap<String, Counts>,
    /// The patients whose tests are to be listed anew.
    touched: BTreeSet<Uuid>,
    /// The tests that what is replaced belonged to, as long as little has come.
    tests: BTreeSet<series::Test>,
    /// The reports and results that came: for one that was here before, whether it was final.
    arrived: Arrived,
    /// The patients whose search words were written anew.
    renamed: BTreeSet<Uuid>,
    /// What came of resources that the file names more than once.
    repeated: HashMap<Uuid, [u8; 32]>,
    refused: Vec<Refusal>,
    unlisted: u64,
}

/// What came of a file.
pub(super) enum Written {
    Imported(BTreeMap<String, Counts>),
    Refused(Vec<Refusal>, u64),
}

impl Writer {
    /// Begins with a file; without `writing` it only lists what is wrong.
    pub(super) async fn begin(db: &Db, now: DateTime<Utc>, zone: Tz, writing: bool) -> Result<Self, Error> {
        let tx = if writing { Some(db.begin_alone(Alone::Import).await?) } else { None };
        Ok(Self::of(tx, now, zone))
    }

    /// Begins within a transaction that someone else ends.
    pub(super) fn within(tx: Tx, now: DateTime<Utc>, zone: Tz) -> Self {
        Self::of(Some(tx), now, zone)
    }

    fn of(tx: Option<Tx>, now: DateTime<Utc>, zone: Tz) -> Self {
        Self {
            tx,
            now,
            zone,
            waiting: BTreeMap::new(),
            held: 0,
            held_bytes: 0,
            bulks: HashMap::new(),
            counts: BTreeMap::new(),
            touched: BTreeSet::new(),
            tests: BTreeSet::new(),
            arrived: Arrived::default(),
            renamed: BTreeSet::new(),
            repeated: HashMap::new(),
            refused: Vec::new(),
            unlisted: 0,
        }
    }

    /// Gives the transaction back with everything in it; `None` when something was refused, which undid it.
    pub(super) async fn leave(mut self) -> Result<Option<Tx>, Error> {
        self.send().await?;
        let Some(mut tx) = self.tx.take() else { return Ok(None) };
        self.settle(&mut tx).await?;
        Ok(Some(tx))
    }

    /// Writes what is ready and lists what is refused.
    pub(super) async fn take(&mut self, batch: Vec<Prepared>) -> Result<(), Error> {
        let mut ready = Vec::with_capacity(batch.len());
        for Prepared { file, place, name, outcome } in batch {
            match outcome {
                Err(reason) => self.refuse(&file, Some(place.to_string()), name, reason).await?,
                Ok(resource) => {
                    if resource.is_repeated {
                        match self.repeated.insert(resource.id, resource.digest) {
                            None => {}
                            Some(digest) if digest == resource.digest => continue,
                            Some(_) => {
                                let reason =
                                    "the same resource stands in this file before, with other content".to_owned();
                                self.refuse(&file, Some(place.to_string()), name, reason).await?;
                                continue;
                            }
                        }
                    }
                    ready.push((file, place, name, resource));
                }
            }
        }
        let Some(tx) = &mut self.tx else { return Ok(()) };
        let ids: Vec<Uuid> = ready.iter().map(|(.., resource)| resource.id).collect();
        let mut here = here(tx, &ids).await?;
        for (file, place, name, resource) in ready {
            let Some(tx) = &mut self.tx else { break };
            let counts = self.counts.entry(resource.resource_type.clone()).or_default();
            let Some(here) = here.remove(&resource.id) else {
                if resource.rows.is_empty() {
                    counts.kept_only += 1;
                } else {
                    counts.understood += 1;
                }
                self.insert(resource).await?;
                continue;
            };
            match fate(tx, &here, &resource).await? {
                Ok(Fate::Unchanged) => counts.unchanged += 1,
                Ok(Fate::Older) => counts.older += 1,
                Ok(Fate::Update) => {
                    counts.updated += 1;
                    self.update(&here, resource).await?;
                }
                Err(reason) => self.refuse(&file, Some(place.to_string()), name, reason.to_owned()).await?,
            }
        }
        Ok(())
    }

    /// Lists a refusal; what was written of this file is undone.
    pub(super) async fn refuse(
        &mut self,
        file: &str,
        place: Option<String>,
        resource: Option<String>,
        reason: String,
    ) -> Result<(), Error> {
        if let Some(tx) = self.tx.take() {
            tx.rollback().await?;
            self.waiting.clear();
        }
        if self.refused.len() < LISTED {
            self.refused.push(Refusal { file: file.to_owned(), place, resource, reason });
        } else {
            self.unlisted += 1;
        }
        Ok(())
    }

    /// Makes everything durable, unless something was refused.
    pub(super) async fn finish(mut self) -> Result<Written, Error> {
        self.send().await?;
        let Some(mut tx) = self.tx.take() else { return Ok(Written::Refused(self.refused, self.unlisted)) };
        self.settle(&mut tx).await?;
        for patient in &self.renamed {
            restore_words(&mut tx, PatientId(*patient)).await?;
        }
        tx.commit().await?;
        Ok(Written::Imported(self.counts))
    }

    /// What follows from reports and results when all of them are in.
    async fn settle(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let mut tests = self.arrived.are_few().then(|| std::mem::take(&mut self.tests));
        if let Some(tests) = &mut tests {
            for id in self.arrived.ids() {
                tests.extend(series::tests_of(tx, id).await?);
            }
        }
        series::renew(tx, &self.touched, tests).await?;
        labs::hold(tx, &self.touched, &self.arrived, self.now, self.zone).await
    }

    async fn insert(&mut self, resource: Ready) -> Result<(), Error> {
        let (id, patient_id) = (resource.id, resource.patient);
        if is_result(resource.kind) {
            self.arrived.first(id);
        }
        self.held_bytes += resource.body.len();
        self.push(Box::new(rows::Resource {
            id,
            r#type: resource.resource_type.clone(),
            identity: resource.identity,
            patient_id,
            version: 1,
            last_updated: resource.last_updated,
            digest: resource.digest.to_vec(),
            body: resource.body,
            understood: !resource.rows.is_empty(),
            imported_at: self.now,
        }))
        .await?;
        self.fill(id, resource.kind, patient_id, resource.resource_type, resource.identifiers, resource.rows).await
    }

    async fn update(&mut self, here: &Here, resource: Ready) -> Result<(), Error> {
        self.held_bytes += resource.body.len();
        let Some(tx) = &mut self.tx else { return Ok(()) };
        if is_result(resource.kind) {
            self.arrived.again(tx, here.id).await?;
            if self.arrived.are_few() {
                self.tests.extend(series::tests_of(tx, here.id).await?);
            }
        }
        tx.query(
            "INSERT INTO resource_versions (resource_id, version, last_updated, digest, body, imported_at, replaced_at) \
             SELECT id, version, last_updated, digest, body, imported_at, $2 FROM resources WHERE id = $1",
        )
        .bind(here.id)
        .bind(self.now)
        .run()
        .await?;
        tx.query(
            "UPDATE resources SET patient_id = $2, version = $3, last_updated = $4, digest = $5, body = $6, \
             understood = $7, imported_at = $8 WHERE id = $1",
        )
        .bind(here.id)
        .bind(resource.patient)
        .bind(here.version + 1)
        .bind(resource.last_updated)
        .bind(resource.digest.to_vec())
        .bind(resource.body)
        .bind(!resource.rows.is_empty())
        .bind(self.now)
        .run()
        .await?;
        for sql in belonging(resource.kind, resource.rows.is_empty()) {
            tx.query(sql).bind(here.id).run().await?;
        }
        if resource.kind == Kind::Patient {
            self.renamed.insert(here.id);
        }
        self.fill(here.id, resource.kind, resource.patient, resource.resource_type, resource.identifiers, resource.rows)
            .await
    }

    async fn fill(
        &mut self,
        id: Uuid,
        kind: Kind,
        patient: Option<Uuid>,
        resource_type: String,
        identifiers: Vec<(String, String)>,
        rows: Vec<Box<dyn Fill>>,
    ) -> Result<(), Error> {
        if is_result(kind) {
            self.touched.extend(patient);
        }
        for (position, (system, value)) in (0..).zip(identifiers) {
            let r#type = resource_type.clone();
            self.push(Box::new(rows::Identifier { resource_id: id, position, r#type, system, value })).await?;
        }
        for row in rows {
            self.push(row).await?;
        }
        Ok(())
    }

    async fn push(&mut self, row: Box<dyn Fill>) -> Result<(), Error> {
        self.waiting.entry(rows::place(row.table())).or_default().push(row);
        self.held += 1;
        if self.held < HELD && self.held_bytes < HELD_BYTES { Ok(()) } else { self.send().await }
    }

    /// Writes the rows that wait, table by table.
    async fn send(&mut self) -> Result<(), Error> {
        (self.held, self.held_bytes) = (0, 0);
        let Some(tx) = &mut self.tx else { return Ok(()) };
        for rows in std::mem::take(&mut self.waiting).into_values() {
            let Some(table) = rows.first().map(|row| row.table()) else { continue };
            let bulk = self.bulks.entry(table.name).or_insert_with(|| {
                // Rows of the chart may be there already; what belongs to them was taken away before.
                let is_chart = table.name != "resources" && table.columns.first() == Some(&"id");
                if is_chart { Bulk::replacing(table) } else { Bulk::new(table) }
            });
            for row in rows {
                bulk.push(tx, |values| row.fill(values)).await?;
            }
            bulk.flush(tx).await?;
        }
        Ok(())
    }
}

fn is_result(kind: Kind) -> bool {
    matches!(kind, Kind::Observation | Kind::DiagnosticReport)
}

/// What must go before a resource's rows are written anew.
fn belonging(kind: Kind, is_gone: bool) -> Vec<&'static str> {
    let mut statements = vec!["DELETE FROM identifiers WHERE resource_id = $1"];
    match kind {
        Kind::Patient => statements.extend([
            "DELETE FROM patient_tokens WHERE patient_id = $1",
            // Those from position 1000 on were entered in the portal.
            "DELETE FROM patient_contacts WHERE patient_id = $1 AND position < 1000",
        ]),
        Kind::CareTeam => statements.push("DELETE FROM care_team_participants WHERE care_team_id = $1"),
        Kind::DiagnosticReport => statements.extend([
            // Results that came inside the report have no resource of their own.
            "DELETE FROM observations WHERE id IN (SELECT observation_id FROM diagnostic_report_results WHERE \
             report_id = $1) AND NOT EXISTS (SELECT 1 FROM resources r WHERE r.id = observations.id)",
            "DELETE FROM diagnostic_report_results WHERE report_id = $1",
        ]),
        // What the clinic did with it here refers to it.
        Kind::Appointment if is_gone => {
            statements.push("UPDATE appointments SET status = 'entered-in-error' WHERE id = $1");
        }
        _ => {}
    }
    statements
}
