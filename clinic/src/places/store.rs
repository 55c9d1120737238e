use super::{Address, Place, PlaceKind, PlaceProblem};
use crate::{
    Error,
    accounts::Admin,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Query, Source, Tx},
    ids::{OrganizationId, new},
    paging::ByName,
};
use chrono_tz::Tz;
use uuid::Uuid;

/// The id of a place of whatever kind.
pub type PlaceId = Uuid;

/// Organizations to choose from.
const OWNERS: i64 = 500;

/// A line of a list of places.
#[derive(Clone, sqlx::FromRow)]
pub struct Listed {
    /// Its id.
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Its town.
    pub city: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its time zone.
    pub zone: Option<String>,
    /// Whether it is in use.
    pub active: bool,
    /// Whether it came with an import, of which the next one writes over what is changed here.
    pub imported: bool,
}

/// A place as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What is known about it.
    pub place: Place,
    /// Whether it is in use.
    pub active: bool,
    /// Whether it came with an import, of which the next one writes over what is changed here.
    pub imported: bool,
}

/// An organization that places of care may belong to.
#[derive(Clone, sqlx::FromRow)]
pub struct Owner {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
}

/// Places of a kind by name, beginning after the one with the id `after`.
pub async fn list(
    q: &mut impl Source,
    kind: PlaceKind,
    after: Option<PlaceId>,
    limit: i64,
) -> Result<ByName<Listed>, Error> {
    let place: Option<(String, Uuid)> = match after {
        Some(after) => q.query(by_id(kind)).bind(after).maybe().await?,
        None => None,
    };
    let first = place.is_none();
    let (name, id) = place.unwrap_or((String::new(), Uuid::nil()));
    let sql = match kind {
        PlaceKind::Location => {
            "SELECT l.id, l.name, l.city, l.phone, l.zone, l.status = 'active' AS active,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = l.id) AS imported
             FROM locations l WHERE l.name > $1 OR (l.name = $1 AND l.id > $2) ORDER BY l.name, l.id LIMIT $3"
        }
        PlaceKind::Organization => {
            "SELECT o.id, o.name, o.city, o.phone, NULL AS zone, o.active,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = o.id) AS imported
             FROM organizations o WHERE NOT o.is_pharmacy AND o.name >= $1 AND (o.name > $1 OR o.id > $2)
             ORDER BY o.name, o.id LIMIT $3"
        }
        PlaceKind::Pharmacy => {
            "SELECT o.id, o.name, o.city, o.phone, NULL AS zone, o.active,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = o.id) AS imported
             FROM organizations o WHERE o.is_pharmacy AND o.name >= $1 AND (o.name > $1 OR o.id > $2)
             ORDER BY o.name, o.id LIMIT $3"
        }
    };
    let rows = q.query(sql).bind(name).bind(id).bind(limit + 1).all().await?;
    Ok(ByName::cut(rows, limit, first, |row: &Listed| row.id))
}

fn by_id(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Location => "SELECT name, id FROM locations WHERE id = $1",
        PlaceKind::Organization | PlaceKind::Pharmacy => "SELECT name, id FROM organizations WHERE id = $1",
    }
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    address_lines: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
    zone: Option<String>,
    organization_id: Option<OrganizationId>,
    active: bool,
    imported: bool,
}

/// One place.
///
/// # Errors
/// `NotFound` when there is none of that kind.
pub async fn place(q: &mut impl Source, kind: PlaceKind, id: PlaceId) -> Result<Stored, Error> {
    let sql = match kind {
        PlaceKind::Location => {
            "SELECT l.name, l.phone, NULL AS email, l.address_lines, l.city, l.state, l.postal_code, l.country, l.zone,
                    l.organization_id, l.status = 'active' AS active,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = l.id) AS imported
             FROM locations l WHERE l.id = $1"
        }
        PlaceKind::Organization => {
            "SELECT o.name, o.phone, o.email, o.address_lines, o.city, o.state, o.postal_code, o.country, NULL AS zone,
                    CAST(NULL AS UUID) AS organization_id, o.active,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = o.id) AS imported
             FROM organizations o WHERE o.id = $1 AND NOT o.is_pharmacy"
        }
        PlaceKind::Pharmacy => {
            "SELECT o.name, o.phone, o.email, o.address_lines, o.city, o.state, o.postal_code, o.country, NULL AS zone,
                    CAST(NULL AS UUID) AS organization_id, o.active,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = o.id) AS imported
             FROM organizations o WHERE o.id = $1 AND o.is_pharmacy"
        }
    };
    let row: PlaceRow = q.query(sql).bind(id).maybe().await?.ok_or(Error::NotFound)?;
    Ok(Stored {
        place: Place {
            name: row.name,
            phone: row.phone,
            email: row.email,
            address: Address {
                lines: row.address_lines,
                city: row.city,
                state: row.state,
                postal_code: row.postal_code,
                country: row.country,
            },
            zone: row.zone,
            organization: row.organization_id,
        },
        active: row.active,
        imported: row.imported,
    })
}

/// Organizations in use that a location may belong to, by name; 500 at most.
pub async fn owners(q: &mut impl Source) -> Result<Vec<Owner>, Error> {
    Ok(q.query("SELECT id, name FROM organizations WHERE active = TRUE AND NOT is_pharmacy ORDER BY name, id LIMIT $1")
        .bind(OWNERS)
        .all()
        .await?)
}

/// Adds a place. The inner error says what to put right.
pub async fn add(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    kind: PlaceKind,
    place: Place,
) -> Result<Result<PlaceId, Vec<PlaceProblem>>, Error> {
    let place = place.tidy();
    let mut tx = db.begin().await?;
    let problems = problems(&mut tx, kind, &place).await?;
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let id = new();
    match kind {
        PlaceKind::Location => {
            let query = tx.query(
                "INSERT INTO locations (id, name, phone, address_lines, city, state, postal_code, country, zone,
                                        organization_id, status)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'active')",
            );
            let (zone, organization) = (place.zone.clone(), place.organization);
            filled(query.bind(id), place).bind(zone).bind(organization).run().await?;
        }
        PlaceKind::Organization | PlaceKind::Pharmacy => {
            let query = tx.query(
                "INSERT INTO organizations (id, name, phone, address_lines, city, state, postal_code, country, email,
                                            is_pharmacy, active)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, TRUE)",
            );
            let email = place.email.clone();
            filled(query.bind(id), place).bind(email).bind(kind == PlaceKind::Pharmacy).run().await?;
        }
    }
    auditor.record(&mut tx, event(by, Action::Create, id, kind)).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// Changes what is known about a place. The inner error says what to put right.
///
/// # Errors
/// `NotFound` when there is none of that kind.
pub async fn change(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    kind: PlaceKind,
    id: PlaceId,
    place: Place,
) -> Result<Result<(), Vec<PlaceProblem>>, Error> {
    let place = place.tidy();
    let mut tx = db.begin().await?;
    let problems = problems(&mut tx, kind, &place).await?;
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let changed = match kind {
        PlaceKind::Location => {
            let query = tx.query(
                "UPDATE locations SET name = $2, phone = $3, address_lines = $4, city = $5, state = $6, postal_code = $7,
                                      country = $8, zone = $9, organization_id = $10 WHERE id = $1",
            );
            let (zone, organization) = (place.zone.clone(), place.organization);
            filled(query.bind(id), place).bind(zone).bind(organization).run().await?
        }
        PlaceKind::Organization | PlaceKind::Pharmacy => {
            let query = tx.query(
                "UPDATE organizations SET name = $2, phone = $3, address_lines = $4, city = $5, state = $6,
                                          postal_code = $7, country = $8, email = $9 WHERE id = $1 AND is_pharmacy = $10",
            );
            let email = place.email.clone();
            filled(query.bind(id), place).bind(email).bind(kind == PlaceKind::Pharmacy).run().await?
        }
    };
    if changed == 0 {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, event(by, Action::Update, id, kind)).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a place out of use, or brings it back: it stays where it is named, and is offered no longer.
///
/// # Errors
/// `NotFound` when there is none of that kind.
pub async fn set_active(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    kind: PlaceKind,
    id: PlaceId,
    active: bool,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let changed = match kind {
        PlaceKind::Location => {
            tx.query("UPDATE locations SET status = $2 WHERE id = $1")
                .bind(id)
                .bind(if active { "active" } else { "inactive" })
                .run()
                .await?
        }
        PlaceKind::Organization | PlaceKind::Pharmacy => {
            tx.query("UPDATE organizations SET active = $2 WHERE id = $1 AND is_pharmacy = $3")
                .bind(id)
                .bind(active)
                .bind(kind == PlaceKind::Pharmacy)
                .run()
                .await?
        }
    };
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let action = if active { Action::Update } else { Action::Delete };
    auditor.record(&mut tx, event(by, action, id, kind)).await?;
    tx.commit().await?;
    Ok(())
}

async fn problems(tx: &mut Tx, kind: PlaceKind, place: &Place) -> Result<Vec<PlaceProblem>, Error> {
    let mut problems = place.problems(kind);
    if kind == PlaceKind::Location {
        if place.zone.as_deref().is_some_and(|zone| zone.parse::<Tz>().is_err()) {
            problems.push(PlaceProblem::Zone);
        }
        if let Some(organization) = place.organization {
            let known: Option<(OrganizationId,)> =
                tx.query("SELECT id FROM organizations WHERE id = $1").bind(organization).maybe().await?;
            if known.is_none() {
                problems.push(PlaceProblem::Organization);
            }
        }
    }
    Ok(problems)
}

/// Binds what every kind of place has, in the order of the statements above.
fn filled(query: Query<'_>, place: Place) -> Query<'_> {
    query
        .bind(place.name)
        .bind(place.phone)
        .bind(place.address.lines)
        .bind(place.address.city)
        .bind(place.address.state)
        .bind(place.address.postal_code)
        .bind(place.address.country)
}

fn event(by: &Admin, action: Action, id: PlaceId, kind: PlaceKind) -> Event {
    Event::new(by.actor(), action, Subject::Place).on(id).noting(kind.name())
}
