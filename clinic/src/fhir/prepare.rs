//! The second reading: each entry is judged and understood, on a thread of its own, while what came before it is written.

use super::{
    bundle::{self, Broken, Entry, Place, Sink, Stop},
    files::Input,
    index::{Index, known},
    map::{Context, Mapped, Person, map},
    moment::When,
    problem,
    reference::{Key, base},
    resolver::Resolver,
    rows::{Fill, Kind},
    types::{Base, present},
};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use std::{
    collections::HashSet,
    sync::{Arc, atomic::AtomicU64},
};
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

/// An entry that is ready to be written, or the reason why it is refused.
pub(super) struct Prepared {
    pub(super) file: Arc<str>,
    pub(super) place: Place,
    /// What the entry calls itself.
    pub(super) name: Option<String>,
    pub(super) outcome: Result<Ready, String>,
}

/// A resource, understood.
pub(super) struct Ready {
    pub(super) id: Uuid,
    pub(super) kind: Kind,
    pub(super) resource_type: String,
    pub(super) identity: String,
    pub(super) patient: Option<Uuid>,
    pub(super) person: Option<Person>,
    pub(super) last_updated: Option<DateTime<Utc>>,
    pub(super) version_id: Option<i64>,
    pub(super) digest: [u8; 32],
    pub(super) body: String,
    /// System and value.
    pub(super) identifiers: Vec<(String, String)>,
    pub(super) rows: Vec<Box<dyn Fill>>,
    pub(super) is_repeated: bool,
}

/// Entries that travel together, up to this many bytes.
const BATCH_BYTES: usize = 1024 * 1024;
/// Entries that travel together, up to this many.
const BATCH_ENTRIES: usize = 128;

/// A file that could not be read to its end.
pub(super) struct BrokenFile {
    pub(super) file: String,
    pub(super) broken: Broken,
}

/// The first reading, of files that come in together.
pub(super) fn scan(inputs: &[Input], source: &str, meter: &Arc<AtomicU64>) -> Result<Index, BrokenFile> {
    let mut index = Index::default();
    for input in inputs {
        read(input, meter, &mut |entry: Entry| {
            index.note(&entry, source);
            Ok(())
        })?;
    }
    if !index.searches.is_empty() {
        for input in inputs {
            read(input, meter, &mut |entry: Entry| {
                index.note_identifiers(&entry, source);
                Ok(())
            })?;
        }
    }
    Ok(index)
}

/// Whether a file has one of these references, or one that can never lead anywhere.
pub(super) fn refers(input: &Input, source: &str, to: &HashSet<Key>) -> bool {
    let mut found = false;
    let read = read(input, &Arc::default(), &mut |entry: Entry| {
        let base = base(entry.full_url.as_deref());
        found = known(&entry, source).is_ok_and(|known| {
            let mut keys = known.references.iter().filter_map(|reference| Key::of(reference, base));
            known.has_lost() || keys.any(|key| to.contains(&key))
        });
        if found { Err(Stop) } else { Ok(()) }
    });
    found || read.is_err()
}

/// The second reading: hands everything on in batches, until there is no more or nobody takes it.
pub(super) fn prepare(
    inputs: &[Input],
    source: &str,
    now: DateTime<Utc>,
    resolver: &Resolver,
    meter: &Arc<AtomicU64>,
    batches: &Sender<Vec<Prepared>>,
) -> Result<(), BrokenFile> {
    for input in inputs {
        let file: Arc<str> = input.name.as_str().into();
        let mut batch = Vec::new();
        let mut bytes = 0;
        read(input, meter, &mut |entry: Entry| {
            bytes += entry.resource.as_ref().map_or(0, |resource| resource.get().len());
            batch.push(prepared(&file, entry, source, now, resolver));
            if bytes >= BATCH_BYTES || batch.len() >= BATCH_ENTRIES {
                bytes = 0;
                return batches.blocking_send(std::mem::take(&mut batch)).map_err(|_| Stop);
            }
            Ok(())
        })?;
        // Whoever takes the batches may have given up; then there is nothing to tell.
        let _ = batches.blocking_send(batch);
    }
    Ok(())
}

fn read(input: &Input, meter: &Arc<AtomicU64>, sink: &mut Sink<'_>) -> Result<(), BrokenFile> {
    let unreadable = |error| Broken { place: None, reason: format!("the file cannot be read: {error}") };
    let opened = input.open(Arc::clone(meter)).map_err(unreadable);
    let read = opened.and_then(|(reader, shape)| bundle::read(reader, shape, sink));
    read.map_err(|broken| BrokenFile { file: input.name.clone(), broken })
}

fn prepared(file: &Arc<str>, entry: Entry, source: &str, now: DateTime<Utc>, resolver: &Resolver) -> Prepared {
    let place = entry.place;
    let mut name = entry.full_url.as_deref().map(shown);
    let outcome = ready(entry, source, now, resolver, &mut name);
    Prepared { file: Arc::clone(file), place, name, outcome }
}

fn ready(
    entry: Entry,
    source: &str,
    now: DateTime<Utc>,
    resolver: &Resolver,
    name: &mut Option<String>,
) -> Result<Ready, String> {
    let known = known(&entry, source)?;
    name.get_or_insert_with(|| shown(known.literals.first().unwrap_or(&known.resource_type)));
    let base_url = base(entry.full_url.as_deref());
    if !resolver.is_complete()
        && let Some(reason) = resolver.dangling(&known, base_url)
    {
        return Err(reason);
    }
    let text = known.text;
    let about: Base = serde_json::from_str(text).map_err(|error| problem::described(&error, text))?;
    let kind = Kind::of(&known.resource_type);
    let context = Context { id: known.id, base: base_url, resolver, contained: &about.contained, now };
    let Mapped { patient, person, rows } = map(kind, text, &context)?;
    let owner = || resolver.follow(known.owner.as_deref()?, base_url).filter(|owner| owner.kind == Kind::Patient);
    let patient = patient.or_else(|| owner().map(|owner| owner.id));
    let meta = about.meta.unwrap_or_default();
    let identifiers = about.identifier.into_iter().filter_map(|identifier| {
        let value = present(identifier.value.as_deref())?.to_owned();
        Some((identifier.system.unwrap_or_default(), value))
    });
    let identifiers = identifiers.collect();
    let (id, resource_type, identity) = (known.id, known.resource_type, known.identity);
    let digest = Sha256::digest(text.as_bytes()).into();
    let body = entry.resource.map(|resource| String::from(Box::<str>::from(resource))).unwrap_or_default();
    Ok(Ready {
        id,
        kind,
        resource_type,
        identity,
        patient,
        person,
        last_updated: meta.last_updated.map(|When(moment)| moment.at),
        version_id: meta.version_id.and_then(|version| version.parse().ok()),
        digest,
        body,
        identifiers,
        rows,
        is_repeated: resolver.is_repeated(id),
    })
}

/// A name from the file, cut to what fits a line of the report.
fn shown(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(160).collect()
}
