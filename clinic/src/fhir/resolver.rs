//! Where the references of a file lead: to what the file itself brings, or to what is in the database.

use super::{
    index::{Index, Known},
    outline::{Label, label},
    reference::{Key, Parsed},
    rows::Kind,
};
use crate::{Error, db::Source};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) id: Uuid,
    pub(super) kind: Kind,
    /// Whose record it belongs to.
    pub(super) patient: Option<Uuid>,
}

/// A resource in the database that the file refers to.
struct Outside {
    kind: Kind,
    patient: Option<Uuid>,
    label: Label,
    practitioner: Option<Uuid>,
}

/// The references of one file, followed.
pub(super) struct Resolver {
    index: Index,
    outside: HashMap<Uuid, Outside>,
    looked_up: HashMap<Key, Uuid>,
    /// References that lead nowhere.
    pub(super) lost: HashSet<Key>,
}

impl Resolver {
    /// Follows everything that leads out of the file.
    pub(super) async fn new(read: &mut impl Source, index: Index) -> Result<Self, Error> {
        let mut resolver = Self { outside: HashMap::new(), looked_up: HashMap::new(), lost: HashSet::new(), index };
        for (key, searched) in &resolver.index.searches {
            let mut found = searched.found.clone();
            if found.is_empty() {
                found.extend(search(read, &searched.kind, &searched.system, &searched.value).await?);
            }
            match (found.len(), found.into_iter().next()) {
                (1, Some(id)) => {
                    resolver.looked_up.insert(*key, id);
                }
                _ => {
                    resolver.lost.insert(*key);
                }
            }
        }
        let mut ids = resolver.index.outside();
        ids.extend(resolver.looked_up.values().filter(|id| !resolver.index.brought.contains_key(id)));
        resolver.outside = outside(read, ids.iter().copied().collect()).await?;
        for (key, relative) in &resolver.index.relative {
            let in_database = || relative.candidates.iter().copied().find(|id| resolver.outside.contains_key(id));
            match resolver.index.own(relative).or_else(in_database) {
                Some(id) => {
                    resolver.looked_up.insert(*key, id);
                }
                None => {
                    resolver.lost.insert(*key);
                }
            }
        }
        let candidates: HashSet<Uuid> =
            resolver.index.relative.values().flat_map(|relative| relative.candidates.iter().copied()).collect();
        let named = ids.into_iter().filter(|id| !resolver.outside.contains_key(id) && !candidates.contains(id));
        resolver.lost.extend(named.map(Key));
        Ok(resolver)
    }

    /// Whether every reference leads somewhere.
    pub(super) fn is_complete(&self) -> bool {
        self.lost.is_empty() && !self.index.has_lost
    }

    /// Whether the resource comes more than once in the file.
    pub(super) fn is_repeated(&self, id: Uuid) -> bool {
        self.index.repeated.contains(&id)
    }

    /// Follows a reference that stands in a resource with this base.
    pub(super) fn follow(&self, reference: &str, base: Option<&str>) -> Option<Target> {
        self.target(Key::of(reference, base)?)
    }

    fn target(&self, key: Key) -> Option<Target> {
        let id = self.looked_up.get(&key).copied().unwrap_or(key.0);
        if let Some(brought) = self.index.brought.get(&id) {
            let patient = match brought.kind {
                Kind::Patient => Some(id),
                _ => brought.owner.and_then(|owner| self.patient(owner)),
            };
            return Some(Target { id, kind: brought.kind, patient });
        }
        self.outside.get(&id).map(|found| Target { id, kind: found.kind, patient: found.patient })
    }

    fn patient(&self, owner: Key) -> Option<Uuid> {
        let id = self.looked_up.get(&owner).copied().unwrap_or(owner.0);
        let kind = match self.index.brought.get(&id) {
            Some(brought) => brought.kind,
            None => self.outside.get(&id)?.kind,
        };
        (kind == Kind::Patient).then_some(id)
    }

    /// How the resource is called.
    pub(super) fn label(&self, id: Uuid) -> Option<&Label> {
        self.index.labels.get(&id).or_else(|| self.outside.get(&id).map(|found| &found.label))
    }

    /// The person who has a role.
    pub(super) fn practitioner_of(&self, role: Uuid, base: Option<&str>) -> Option<Uuid> {
        if let Some(found) = self.outside.get(&role) {
            return found.practitioner;
        }
        let reference = self.label(role)?.practitioner.as_deref()?;
        self.follow(reference, base).filter(|target| target.kind == Kind::Practitioner).map(|target| target.id)
    }

    /// The references of an entry that lead nowhere, in words.
    pub(super) fn dangling(&self, known: &Known<'_>, base: Option<&str>) -> Option<String> {
        let lost: Vec<&str> = known
            .references
            .iter()
            .map(String::as_str)
            .filter(|reference| match Parsed::of(reference) {
                Parsed::Local(id) => known.is_lost(id),
                _ => self.follow(reference, base).is_none(),
            })
            .collect();
        let first = lost.first()?;
        let others = match lost.len() - 1 {
            0 => String::new(),
            count => format!(" (and {count} more)"),
        };
        let reason = match Parsed::of(first) {
            Parsed::Search(search) => {
                format!("refers to a {} by an identifier that not exactly one resource here has", search.kind)
            }
            Parsed::Unknown => "has a reference that cannot be read".to_owned(),
            _ => format!("refers to {}, which is neither in this file nor here already", short(first)),
        };
        Some(reason + &others)
    }
}

/// A reference cut to what fits a line.
fn short(reference: &str) -> String {
    let mut text: String = reference.chars().filter(|letter| !letter.is_control()).take(120).collect();
    if text.len() < reference.len() {
        text.push('…');
    }
    text
}

async fn search(read: &mut impl Source, kind: &str, system: &str, value: &str) -> Result<Vec<Uuid>, Error> {
    let found: Vec<(Uuid,)> = read
        .query("SELECT DISTINCT resource_id FROM identifiers WHERE type = $1 AND system = $2 AND value = $3 LIMIT 2")
        .bind(kind.to_owned())
        .bind(system.to_owned())
        .bind(value.to_owned())
        .all()
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// A resource in the database; `named` is its body where others call it by a name.
#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    r#type: String,
    patient_id: Option<Uuid>,
    practitioner_id: Option<Uuid>,
    named: Option<String>,
}

async fn outside(read: &mut impl Source, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Outside>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let mut query = read.query(
            "SELECT r.id, r.type, r.patient_id, p.practitioner_id, CASE WHEN r.type IN ('Condition', 'Location', \
             'Medication', 'Organization', 'Practitioner', 'PractitionerRole') THEN r.body END AS named FROM resources r \
             LEFT JOIN practitioner_roles p ON p.id = r.id WHERE r.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
             $11, $12, $13, $14, $15, $16)",
        );
        for place in 0..CHUNK {
            query = query.bind(chunk.get(place).copied());
        }
        for Row { id, r#type, patient_id, practitioner_id, named } in query.all().await? {
            let kind = Kind::of(&r#type);
            let label = named.map(|body| label(kind, &body)).unwrap_or_default();
            found.insert(id, Outside { kind, patient: patient_id, label, practitioner: practitioner_id });
        }
    }
    Ok(found)
}

/// Ids in one look into the database; those that are missing at the end are given as NULL.
const CHUNK: usize = 16;
