//! A release of RxNorm comes in: three files of the U.S. National Library of Medicine, all of it or nothing.
//!
//! What the columns and attributes mean is said in the library's "RxNorm Technical Documentation" and, for `DCSA`, in its
//! description of the source MTHSPL.

mod attributes;
mod concepts;
mod files;
mod release;

pub use release::Release;

use super::{
    Rxcui, Schedule,
    filling::Filling,
    starter::contents as starter,
    store::{self, Origin},
    tables::{Contents, Name},
};
use crate::{
    Error,
    db::{Alone, Db},
    fhir::Progress,
};
use attributes::Attributes;
use chrono::{DateTime, Utc};
use concepts::Concepts;
use files::Files;
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

/// What an import did, for the person who started it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// What was imported.
    pub release: Release,
    /// The files with their lines.
    pub lines: Vec<(&'static str, u64)>,
    /// Products that can be prescribed now.
    pub products: usize,
    /// How many of these are controlled.
    pub controlled: usize,
    /// How many of these are marked as common.
    pub common: usize,
    /// Other codes that are understood.
    pub codes: usize,
    /// Names of ingredients and brands.
    pub names: usize,
    /// What was left out: the reason, and how many.
    pub left_out: Vec<(&'static str, usize)>,
    /// Common products that the release does not have.
    pub common_missing: Vec<Rxcui>,
    /// Whether the release says anything of controlled substances. If not, only the starter's schedules are known.
    pub has_schedules: bool,
}

/// Reads the release in `folder` and puts it in the place of all drugs there were.
///
/// # Errors
/// `Invalid`, with the file and the line, when a file is missing, cut off, not UTF-8 or of another shape; nothing is changed
/// then.
pub async fn import_rxnorm(
    db: &Db,
    folder: &Path,
    release: Release,
    progress: &impl Progress,
    now: DateTime<Utc>,
) -> Result<ImportReport, Error> {
    let (contents, mut report) = read(folder, progress)?;
    if contents.products.is_empty() {
        return Err(Error::Invalid(format!(
            "{} holds no drug that can be prescribed; nothing was changed",
            folder.display()
        )));
    }
    report.release = release;
    progress.file("writing to the database");
    let mut tx = db.begin_alone(Alone::Drugs).await?;
    let starter = store::source_of(&mut tx, Origin::Starter).await?;
    store::clear(&mut tx).await?;
    let mut filling = Filling::new(Origin::Rxnorm);
    filling.all(&mut tx, contents).await?;
    filling.finish(&mut tx).await?;
    if let Some(starter) = starter {
        store::note(&mut tx, &starter).await?;
    }
    let source = store::Source {
        origin: Origin::Rxnorm,
        version: report.release.version.clone(),
        dated: report.release.dated,
        products: i64::try_from(report.products).unwrap_or(i64::MAX),
        loaded_at: now,
    };
    store::note(&mut tx, &source).await?;
    tx.commit().await?;
    db.refresh_statistics().await?;
    Ok(report)
}

fn read(folder: &Path, progress: &impl Progress) -> Result<(Contents, ImportReport), Error> {
    let mut files = Files::open(folder, progress)?;
    let concepts = Concepts::read(&mut files)?;
    let attributes = Attributes::read(&mut files, &concepts)?;
    let starter = starter()?;
    let mut report = ImportReport {
        lines: files.lines().to_vec(),
        has_schedules: attributes.has_schedules(),
        ..ImportReport::default()
    };
    let common: HashMap<Rxcui, Option<Schedule>> =
        starter.products.iter().map(|entry| (entry.product.rxcui, entry.product.schedule)).collect();
    let mut contents = concepts.contents(&attributes, &common, &mut report);
    add_starter_names(&mut contents, starter.names);
    let held: HashSet<Rxcui> = contents.products.iter().map(|entry| entry.product.rxcui).collect();
    report.common_missing = common.keys().filter(|rxcui| !held.contains(rxcui)).copied().collect();
    report.common_missing.sort();
    report.products = contents.products.len();
    report.controlled = contents.products.iter().filter(|entry| entry.product.is_controlled()).count();
    report.common = contents.products.iter().filter(|entry| entry.common).count();
    report.codes = contents.codes.len();
    report.names = contents.names.len();
    contents.is_release = true;
    Ok((contents, report))
}

/// Brands that the starter knows and the release does not: they were sold once, and stand in older records.
fn add_starter_names(contents: &mut Contents, names: Vec<Name>) {
    let known: HashSet<String> = contents.names.iter().map(|name| name.name.to_lowercase()).collect();
    contents.names.extend(names.into_iter().filter(|name| !known.contains(&name.name.to_lowercase())));
}
