use crate::{
    Error,
    accounts::Planner,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{LocationId, RoomId},
};

/// A room in a place of care.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Where it is.
    pub location_id: LocationId,
    /// The name of that place.
    pub location: String,
    /// Its name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
}

/// A place where visits can be.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Site {
    /// Its id.
    pub id: LocationId,
    /// Its name.
    pub name: String,
    /// Its time zone; the clinic's where missing.
    pub zone: Option<String>,
}

/// The places that are in use, by name.
pub async fn sites(q: &mut impl Source) -> Result<Vec<Site>, Error> {
    Ok(q.query("SELECT id, name, zone FROM locations WHERE status = 'active' ORDER BY name, id").all().await?)
}

/// All rooms, by place and name.
pub async fn rooms(q: &mut impl Source) -> Result<Vec<Room>, Error> {
    Ok(q.query(
        "SELECT r.id, r.location_id, l.name AS location, r.name, r.active FROM rooms r JOIN locations l ON l.id = r.location_id
         ORDER BY l.name, l.id, r.name, r.id",
    )
    .all()
    .await?)
}

/// Adds a room.
///
/// # Errors
/// `NotFound` when there is no such place; `Invalid` when the name is missing or too long.
pub async fn add_room(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    location: LocationId,
    name: &str,
) -> Result<RoomId, Error> {
    let name = tidy(name)?;
    let mut tx = db.begin().await?;
    let known: Option<(LocationId,)> =
        tx.query("SELECT id FROM locations WHERE id = $1").bind(location).maybe().await?;
    known.ok_or(Error::NotFound)?;
    let id = RoomId::new();
    tx.query("INSERT INTO rooms (id, location_id, name, active) VALUES ($1, $2, $3, TRUE)")
        .bind(id)
        .bind(location)
        .bind(name)
        .run()
        .await?;
    let event = Event::new(by.actor(), Action::Create, Subject::Schedule).on(id.0).noting("room".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a room's name, and whether it is in use. What is booked there stays.
///
/// # Errors
/// `NotFound` when there is no such room; `Invalid` when the name is missing or too long.
pub async fn change_room(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    id: RoomId,
    name: &str,
    active: bool,
) -> Result<(), Error> {
    let name = tidy(name)?;
    let mut tx = db.begin().await?;
    let changed = tx
        .query("UPDATE rooms SET name = $2, active = $3 WHERE id = $1")
        .bind(id)
        .bind(name)
        .bind(active)
        .run()
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Schedule).on(id.0).noting("room".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

fn tidy(name: &str) -> Result<String, Error> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > super::LONGEST_NAME {
        return Err(Error::Invalid("a room needs a name of at most 80 characters".to_owned()));
    }
    Ok(name)
}
