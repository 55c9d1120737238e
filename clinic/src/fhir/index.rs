//! What a file brings and what it refers to, gathered by a first reading so that order inside the file does not matter.

use super::{
    bundle::Entry,
    outline::{Label, label, outline},
    problem,
    reference::{Key, Parsed, base, identity, is_kind, resource_id},
    rows::Kind,
    types::Base,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A resource that the file brings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brought {
    pub(super) kind: Kind,
    pub(super) owner: Option<Key>,
}

/// The first reading of a file.
#[derive(Default)]
pub(super) struct Index {
    pub(super) brought: HashMap<Uuid, Brought>,
    /// `Type/id` of what the file brings, for references that say no more.
    pub(super) literals: HashMap<Key, Uuid>,
    /// Resources that come more than once.
    pub(super) repeated: HashSet<Uuid>,
    pub(super) labels: HashMap<Uuid, Label>,
    /// References by identity to what the file had not brought when they were read.
    wanted: HashSet<Uuid>,
    /// References that must be looked up: `Type/id` with its base, or a search.
    pub(super) relative: HashMap<Key, Relative>,
    pub(super) searches: HashMap<Key, Searched>,
    /// Whether a reference can never lead anywhere, whatever else comes in.
    pub(super) has_lost: bool,
}

/// A reference `Type/id`, and what it may mean in order of preference.
#[derive(Debug)]
pub(super) struct Relative {
    pub(super) candidates: Vec<Uuid>,
    pub(super) literal: Key,
}

/// A reference by business identifier, and the file's resources that have it.
pub(super) struct Searched {
    pub(super) kind: String,
    pub(super) system: String,
    pub(super) value: String,
    pub(super) found: HashSet<Uuid>,
}

/// An entry with all that is known about it before it is understood.
pub(super) struct Known<'e> {
    pub(super) resource_type: String,
    pub(super) identity: String,
    pub(super) id: Uuid,
    pub(super) text: &'e str,
    pub(super) owner: Option<String>,
    pub(super) references: Vec<String>,
    pub(super) contained: Vec<String>,
    /// The file's own name for it, `Type/id`.
    pub(super) literals: Vec<String>,
}

/// Judges one entry by itself: what it is, and by what it is known.
pub(super) fn known<'e>(entry: &'e Entry, source: &str) -> Result<Known<'e>, String> {
    let method = entry.request.as_ref().and_then(|request| request.method.as_deref());
    match method {
        None | Some("POST" | "PUT") => {}
        Some("DELETE") => return Err("asks to delete; an import deletes nothing".to_owned()),
        Some(_) => return Err("only entries that create (POST) or update (PUT) can be imported".to_owned()),
    }
    let Some(resource) = &entry.resource else { return Err("there is no resource in this entry".to_owned()) };
    let text = resource.get();
    let seen = outline(text).map_err(|error| problem::described(&error, text))?;
    let Some(resource_type) = seen.resource_type else { return Err("the resource has no resourceType".to_owned()) };
    if !is_kind(&resource_type) {
        return Err("the resourceType is not one that FHIR knows".to_owned());
    }
    let put = entry.request.as_ref().filter(|_| method == Some("PUT")).and_then(|request| request.url.as_deref());
    let identity = identity(entry.full_url.as_deref(), put, &resource_type, seen.id.as_deref(), source)?;
    let put = put.filter(|url| matches!(Parsed::of(url), Parsed::Relative(_))).map(str::to_owned);
    let own = seen.id.map(|id| format!("{resource_type}/{id}"));
    Ok(Known {
        id: resource_id(&identity),
        resource_type,
        identity,
        text,
        owner: seen.owner,
        references: seen.references,
        contained: seen.contained,
        literals: put.into_iter().chain(own).collect(),
    })
}

impl Known<'_> {
    /// Whether a reference to what is contained finds nothing.
    pub(super) fn is_lost(&self, contained: &str) -> bool {
        !contained.is_empty() && !self.contained.iter().any(|id| id == contained)
    }

    /// Whether a reference can never lead anywhere, whatever else comes in.
    pub(super) fn has_lost(&self) -> bool {
        self.references.iter().any(|reference| match Parsed::of(reference) {
            Parsed::Local(id) => self.is_lost(id),
            Parsed::Unknown => true,
            _ => false,
        })
    }
}

impl Index {
    /// Takes note of one entry; one that is wrong by itself is left to the second reading, which lists it.
    pub(super) fn note(&mut self, entry: &Entry, source: &str) {
        let Ok(known) = known(entry, source) else { return };
        let kind = Kind::of(&known.resource_type);
        let base = base(entry.full_url.as_deref());
        let owner = known.owner.as_deref().and_then(|owner| Key::of(owner, base));
        if self.brought.insert(known.id, Brought { kind, owner }).is_some() {
            self.repeated.insert(known.id);
        }
        for literal in &known.literals {
            self.literals.insert(Key::literal(literal), known.id);
        }
        if kind.is_named() {
            self.labels.insert(known.id, label(kind, known.text));
        }
        self.has_lost |= known.has_lost();
        for reference in &known.references {
            self.want(reference, base, source);
        }
    }

    fn want(&mut self, reference: &str, base: Option<&str>, source: &str) {
        let Some(key) = Key::of(reference, base) else { return };
        match Parsed::of(reference) {
            Parsed::Global(_) => {
                if !self.brought.contains_key(&key.0) {
                    self.wanted.insert(key.0);
                }
            }
            Parsed::Relative(literal) => {
                self.relative.entry(key).or_insert_with(|| Relative {
                    candidates: base
                        .map(|base| resource_id(&format!("{base}/{literal}")))
                        .into_iter()
                        .chain([resource_id(&format!("{source}/{literal}"))])
                        .collect(),
                    literal: Key::literal(literal),
                });
            }
            Parsed::Search(search) => {
                self.searches.entry(key).or_insert_with(|| Searched {
                    kind: search.kind.to_owned(),
                    system: search.system,
                    value: search.value,
                    found: HashSet::new(),
                });
            }
            Parsed::Local(_) | Parsed::Unknown => {}
        }
    }

    /// Finds the file's own resources for references by business identifier.
    pub(super) fn note_identifiers(&mut self, entry: &Entry, source: &str) {
        let Ok(known) = known(entry, source) else { return };
        let Ok(base) = serde_json::from_str::<Base>(known.text) else { return };
        for searched in self.searches.values_mut().filter(|searched| searched.kind == known.resource_type) {
            let has = base.identifier.iter().any(|identifier| {
                identifier.system.as_deref().unwrap_or_default() == searched.system
                    && identifier.value.as_deref() == Some(&searched.value)
            });
            if has {
                searched.found.insert(known.id);
            }
        }
    }

    /// What is referred to and not in the file: to be looked for in the database.
    pub(super) fn outside(&self) -> HashSet<Uuid> {
        let named = self.wanted.iter().copied();
        let relative = self.relative.values().filter(|relative| self.own(relative).is_none());
        let relative = relative.flat_map(|relative| relative.candidates.iter().copied());
        named.chain(relative).filter(|id| !self.brought.contains_key(id)).collect()
    }

    /// The file's own resource that a `Type/id` means.
    pub(super) fn own(&self, relative: &Relative) -> Option<Uuid> {
        let candidates = relative.candidates.iter().copied();
        candidates.chain(self.literals.get(&relative.literal).copied()).find(|id| self.brought.contains_key(id))
    }
}
