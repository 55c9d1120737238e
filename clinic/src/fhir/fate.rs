//! What becomes of a resource that is here already.

use super::{map::Person, prepare::Ready};
use crate::{
    Error,
    db::{Source as _, Tx},
    fold::fold,
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// A resource as it is here already.
#[derive(sqlx::FromRow)]
pub(super) struct Here {
    pub(super) id: Uuid,
    pub(super) r#type: String,
    pub(super) patient_id: Option<Uuid>,
    pub(super) version: i64,
    pub(super) last_updated: Option<DateTime<Utc>>,
    pub(super) digest: Vec<u8>,
}

/// What to do with a resource that is here already.
pub(super) enum Fate {
    Unchanged,
    Older,
    Update,
}

/// Ids in one look into the database; those that are missing at the end are given as NULL.
const CHUNK: usize = 32;

/// Those of the resources that are here already.
pub(super) async fn here(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Here>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let mut query = tx.query(
            "SELECT id, type, patient_id, version, last_updated, digest FROM resources WHERE id IN ($1, $2, $3, $4, $5, \
             $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
             $28, $29, $30, $31, $32)",
        );
        for place in 0..CHUNK {
            query = query.bind(chunk.get(place).copied());
        }
        found.extend(query.all::<Here>().await?.into_iter().map(|here| (here.id, here)));
    }
    Ok(found)
}

/// Judges a resource that is here already; the inner error is a refusal.
pub(super) async fn fate(tx: &mut Tx, here: &Here, resource: &Ready) -> Result<Result<Fate, &'static str>, Error> {
    if here.digest == resource.digest {
        return Ok(Ok(Fate::Unchanged));
    }
    if here.r#type != resource.resource_type {
        return Ok(Err("what is here under this identity is of another type"));
    }
    let seen: Option<(i64,)> = tx
        .query("SELECT version FROM resource_versions WHERE resource_id = $1 AND digest = $2")
        .bind(here.id)
        .bind(resource.digest.to_vec())
        .maybe()
        .await?;
    if seen.is_some() {
        return Ok(Ok(Fate::Unchanged));
    }
    let is_newer = match (resource.last_updated, here.last_updated) {
        (Some(theirs), Some(ours)) if theirs != ours => theirs > ours,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        _ => match (resource.version_id, version_here(tx, here.id).await?) {
            (Some(theirs), Some(ours)) => theirs > ours,
            _ => true,
        },
    };
    if !is_newer {
        return Ok(Ok(Fate::Older));
    }
    if here.patient_id.is_some() && here.patient_id != resource.patient {
        return Ok(Err("what is here under this identity belongs to another patient's record"));
    }
    if let Some(person) = &resource.person
        && is_another(tx, here.id, person).await?
    {
        return Ok(Err("looks like another person than the one here under this identity: birth date and family name \
                       both differ. If it comes from another system, name that system with --source"));
    }
    Ok(Ok(Fate::Update))
}

/// The version that the resource here says to be.
async fn version_here(tx: &mut Tx, id: Uuid) -> Result<Option<i64>, Error> {
    let (body,): (String,) = tx.query("SELECT body FROM resources WHERE id = $1").bind(id).one().await?;
    let about: super::types::Base = serde_json::from_str(&body).unwrap_or_default();
    Ok(about.meta.and_then(|meta| meta.version_id).and_then(|version| version.parse().ok()))
}

async fn is_another(tx: &mut Tx, id: Uuid, person: &Person) -> Result<bool, Error> {
    let query = tx.query("SELECT birth_date, family FROM patients WHERE id = $1").bind(id);
    let Some((birth_date, family)) = query.maybe::<(Option<NaiveDate>, Option<String>)>().await? else {
        return Ok(false);
    };
    let differ =
        |ours: Option<String>, theirs: Option<String>| ours.zip(theirs).is_some_and(|(ours, theirs)| ours != theirs);
    Ok(differ(birth_date.map(|date| date.to_string()), person.birth_date.map(|date| date.to_string()))
        && differ(family.map(|name| fold(&name)), person.family.as_deref().map(fold)))
}
