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
mod enter;
mod fate;
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

pub(crate) use enter::{enter, enter_from, link};
pub(crate) use map::former;
pub use reference::resource_id;
pub use report::{Counts, Fate, Progress, Refusal, Report};
pub(crate) use systems::RXNORM;

use crate::{Error, clock::Clock, db::Db};
use bundle::Broken;
use chrono_tz::Tz;
use files::{Found, Input, collect};
use index::Index;
use prepare::BrokenFile;
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
    /// The clinic's zone: a result that is held is shown at the start of a day there.
    pub zone: Tz,
}

impl Default for Options {
    fn default() -> Self {
        Self { source: "import".to_owned(), zone: Tz::UTC }
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
    let found = tokio::task::spawn_blocking(move || collect(&paths)).await.map_err(|error| broken_thread(&error))?;
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
                if self.unit(std::slice::from_ref(&input), is_last).await? == Fate::PutBack {
                    put_back.push(input);
                }
            }
            is_last = put_back.len() == before;
            if is_last {
                put_back = self.together(put_back).await?;
            }
            waiting = put_back;
        }
        if self.report.files > 0 {
            // Everything is in; plans that fit less well are no reason to say otherwise.
            if let Err(error) = self.db.refresh_statistics().await {
                tracing::warn!(%error, "the database could not count what it holds");
            }
        }
        Ok(self.report)
    }

    /// Imports those of the files that only refer to each other, as if they were one; gives back the others.
    async fn together(&mut self, inputs: Vec<Input>) -> Result<Vec<Input>, Error> {
        let mut group = inputs.clone();
        while group.len() > 1 {
            let Ok(index) = self.scan(&group, &Arc::default()).await? else { break };
            let resolver = Resolver::new(&mut self.db.read().await?, index).await?;
            if resolver.is_complete() {
                self.unit(&group, true).await?;
                return Ok(inputs
                    .into_iter()
                    .filter(|input| !group.iter().any(|done| done.name == input.name))
                    .collect());
            }
            let (before, files, source) = (group.len(), group, self.options.source.clone());
            let whole =
                move || files.into_iter().filter(|file| !prepare::refers(file, &source, &resolver.lost)).collect();
            group = tokio::task::spawn_blocking(whole).await.map_err(|error| broken_thread(&error))?;
            if group.len() == before {
                break;
            }
        }
        Ok(inputs)
    }

    /// Imports files in one transaction; `is_last` when there is nothing more to wait for.
    async fn unit(&mut self, inputs: &[Input], is_last: bool) -> Result<Fate, Error> {
        for input in inputs {
            self.progress.file(&input.name);
        }
        let fate = self.attempt(inputs, is_last).await?;
        for input in inputs {
            if fate != Fate::PutBack {
                self.done += input.bytes;
                self.report.bytes += input.bytes;
                self.report.files += u64::from(fate == Fate::Imported);
            }
            self.progress.finished(&input.name, fate);
        }
        self.progress.advanced(self.done);
        Ok(fate)
    }

    async fn attempt(&mut self, inputs: &[Input], is_last: bool) -> Result<Fate, Error> {
        let meters = [Arc::default(), Arc::default()];
        let [first, second] = &meters;
        let total = inputs.iter().map(|input| input.bytes).sum();
        let scanned = {
            let mut scan = std::pin::pin!(self.scan(inputs, first));
            loop {
                tokio::select! {
                    scanned = &mut scan => break scanned?,
                    () = tokio::time::sleep(Duration::from_millis(100)) => self.tell(&meters, total),
                }
            }
        };
        let index = match scanned {
            Ok(index) => index,
            Err(BrokenFile { file, broken: Broken { place, reason } }) => {
                let place = place.map(|place| place.to_string());
                self.report.refused.push(Refusal { file, place, resource: None, reason });
                return Ok(Fate::Refused);
            }
        };
        let resolver = Arc::new(Resolver::new(&mut self.db.read().await?, index).await?);
        if !resolver.is_complete() && !is_last {
            return Ok(Fate::PutBack);
        }
        let now = self.clock.now();
        let mut writer = Writer::begin(self.db, now, self.options.zone, resolver.is_complete()).await?;
        let (sender, mut batches) = tokio::sync::mpsc::channel(4);
        let (files, source, meter) = (inputs.to_vec(), self.options.source.clone(), Arc::clone(second));
        let reading =
            tokio::task::spawn_blocking(move || prepare::prepare(&files, &source, now, &resolver, &meter, &sender));
        while let Some(batch) = batches.recv().await {
            writer.take(batch).await?;
            self.tell(&meters, total);
        }
        if let Err(BrokenFile { file, broken }) = reading.await.map_err(|error| broken_thread(&error))? {
            writer.refuse(&file, broken.place.map(|place| place.to_string()), None, broken.reason).await?;
        }
        match writer.finish().await? {
            Written::Imported(counts) => {
                self.report.add(counts);
                Ok(Fate::Imported)
            }
            Written::Refused(refused, unlisted) => {
                self.report.refused_unlisted += unlisted;
                for input in inputs.iter().filter(|input| refused.iter().all(|refusal| refusal.file != input.name)) {
                    self.report.refused.push(Refusal {
                        file: input.name.clone(),
                        place: None,
                        resource: None,
                        reason: "belongs together with another file, which is refused".to_owned(),
                    });
                }
                self.report.refused.extend(refused);
                Ok(Fate::Refused)
            }
        }
    }

    /// The first reading, on a thread where it may block.
    async fn scan(&self, inputs: &[Input], meter: &Arc<AtomicU64>) -> Result<Result<Index, BrokenFile>, Error> {
        let (files, source, meter) = (inputs.to_vec(), self.options.source.clone(), Arc::clone(meter));
        let scan = tokio::task::spawn_blocking(move || prepare::scan(&files, &source, &meter));
        scan.await.map_err(|error| broken_thread(&error))
    }

    /// Tells how far the present files are. The first reading is about a quarter of the work.
    fn tell(&self, meters: &[Arc<AtomicU64>; 2], total: u64) {
        let [first, second] = meters.each_ref().map(|meter| meter.load(Ordering::Relaxed).min(total));
        self.progress.advanced(self.done + (first + 3 * second) / 4);
    }
}

fn broken_thread(error: &tokio::task::JoinError) -> Error {
    Error::Broken(format!("reading a file: {error}"))
}
