//! FHIR R4 comes in: what is understood becomes the chart, all of it is kept as it came.
//!
//! A file is read twice. The first reading ([`index`]) finds out what it brings and what it refers to, so that order
//! inside it does not matter and a broken or dangling file is refused before anything is written. The second
//! ([`prepare`]) understands each entry on a thread of its own while [`writer`] puts what came before it into one
//! transaction. A file comes in whole or not at all; one that refers to what another file may bring is tried again after
//! the others.
//!
//! The types ([`types`], [`map`]) are our own and hold only what is read. Of the ready-made ones, `fhir-model` knows R4B
//! and not R4, and `helios-fhir` is one file of 190,000 lines; both are strict where real files are not, and neither
//! keeps a decimal's digits as the sender wrote them.

mod bundle;
mod files;
mod index;
mod map;
mod moment;
mod outline;
mod prepare;
mod problem;
mod reader;
mod reference;
mod report;
mod resolver;
mod rows;
mod series;
mod systems;
mod types;
mod writer;

pub use reference::resource_id;
pub use report::{Counts, Fate, Progress, Refusal, Report};

use crate::{Error, clock::Clock, db::Db};
use bundle::Broken;
use files::{Found, Input, collect};
use resolver::Resolver;
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use writer::{Writer, Written};

/// How to import.
#[derive(Clone, Debug)]
pub struct Options {
    /// The system that the data comes from. Resources without an address of their own are known by this name, their type
    /// and their id, so that the same id from two systems means two resources.
    pub source: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { source: "import".to_owned() }
    }
}

/// Imports files, and folders with all that is in them.
///
/// A file that is refused is listed in the report and leaves nothing behind; an error means that the database failed, and
/// the files before it are in.
pub async fn import(
    db: &Db,
    clock: &Clock,
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    let paths = paths.to_vec();
    let found = tokio::task::spawn_blocking(move || collect(&paths)).await.map_err(broken_thread)?;
    let Found { inputs, passed_over, refused } = found;
    let report = Report { refused, passed_over, ..Report::default() };
    Import { db, clock, options, progress, done: 0, report }.run(inputs).await
}

/// Imports Bundles that are in memory, as if each were a file.
pub async fn import_values(
    db: &Db,
    clock: &Clock,
    name: &str,
    bundles: &[serde_json::Value],
    options: &Options,
) -> Result<Report, Error> {
    let mut inputs = Vec::with_capacity(bundles.len());
    for (number, bundle) in (1_u64..).zip(bundles) {
        let text = serde_json::to_vec(bundle).map_err(|error| Error::Broken(format!("{name} {number}: {error}")))?;
        inputs.push(Input::memory(format!("{name} {number}"), text));
    }
    Import { db, clock, options, progress: &(), done: 0, report: Report::default() }.run(inputs).await
}

struct Import<'i> {
    db: &'i Db,
    clock: &'i Clock,
    options: &'i Options,
    progress: &'i dyn Progress,
    /// Bytes of the files that are done with.
    done: u64,
    report: Report,
}

impl Import<'_> {
    async fn run(mut self, inputs: Vec<Input>) -> Result<Report, Error> {
        self.progress.begin(inputs.len(), inputs.iter().map(|input| input.bytes).sum());
        let mut waiting = inputs;
        // The last round comes when a whole one brought nothing in: then what dangles is refused.
        let mut is_last = false;
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut put_back = Vec::new();
            for input in waiting {
                self.progress.file(&input.name);
                let fate = self.file(&input, is_last).await?;
                if fate == Fate::PutBack {
                    put_back.push(input.clone());
                } else {
                    self.done += input.bytes;
                    self.report.bytes += input.bytes;
                }
                self.progress.advanced(self.done);
                self.progress.finished(&input.name, fate);
            }
            is_last = put_back.len() == before;
            waiting = put_back;
        }
        Ok(self.report)
    }

    async fn file(&mut self, input: &Input, is_last: bool) -> Result<Fate, Error> {
        let meters = [Arc::default(), Arc::default()];
        let [first, second] = &meters;
        let (file, source, meter) = (input.clone(), self.options.source.clone(), Arc::clone(first));
        let mut scan = tokio::task::spawn_blocking(move || prepare::scan(&file, &source, &meter));
        let scanned = loop {
            tokio::select! {
                scanned = &mut scan => break scanned.map_err(broken_thread)?,
                () = tokio::time::sleep(Duration::from_millis(100)) => self.tell(&meters),
            }
        };
        let index = match scanned {
            Ok(index) => index,
            Err(Broken { place, reason }) => {
                let place = place.map(|place| place.to_string());
                self.report.refused.push(Refusal { file: input.name.clone(), place, resource: None, reason });
                return Ok(Fate::Refused);
            }
        };
        let resolver = Arc::new(Resolver::new(self.db, index).await?);
        if !resolver.complete && !is_last {
            return Ok(Fate::PutBack);
        }
        let now = self.clock.now();
        let mut writer = Writer::begin(self.db, input.name.clone(), now, resolver.complete).await?;
        let (sender, mut batches) = tokio::sync::mpsc::channel(4);
        let (file, source, meter) = (input.clone(), self.options.source.clone(), Arc::clone(second));
        let reading = tokio::task::spawn_blocking(move || {
            prepare::prepare(&file, &source, now, &resolver, &meter, &sender)
        });
        while let Some(batch) = batches.recv().await {
            writer.take(batch).await?;
            self.tell(&meters);
        }
        if let Err(Broken { place, reason }) = reading.await.map_err(broken_thread)? {
            writer.refuse(place.map(|place| place.to_string()), None, reason).await?;
        }
        match writer.finish().await? {
            Written::Imported(counts) => {
                self.report.files += 1;
                self.report.add(counts);
                Ok(Fate::Imported)
            }
            Written::Refused(refused, unlisted) => {
                self.report.refused.extend(refused);
                self.report.refused_unlisted += unlisted;
                Ok(Fate::Refused)
            }
        }
    }

    /// Tells how far the present file is. The first reading is about a quarter of the work.
    fn tell(&self, meters: &[Arc<AtomicU64>; 2]) {
        let [first, second] = meters.each_ref().map(|meter| meter.load(Ordering::Relaxed));
        self.progress.advanced(self.done + (first + 3 * second) / 4);
    }
}

fn broken_thread(error: tokio::task::JoinError) -> Error {
    Error::Broken(format!("reading a file: {error}"))
}
