use super::{Hours, HoursProblem};
use crate::{
    Error,
    accounts::Planner,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{HoursId, LocationId, PractitionerId, RoomId, VisitTypeId},
};
use chrono::NaiveDate;

/// The hours of a clinician, with the names of where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The hours.
    pub hours: Hours,
    /// The clinician's name.
    pub practitioner: String,
    /// The place's name.
    pub location: String,
    /// The place's time zone.
    pub zone: Option<String>,
    /// The room's name.
    pub room: Option<String>,
    /// Whether clinician, place and room are in use: without them nothing is free.
    pub in_use: bool,
}

/// A clinician who can be booked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Bookable {
    /// Who.
    pub id: PractitionerId,
    /// Their name.
    pub name: String,
}

/// The last day there can be: dates are compared as text on SQLite, where years have four digits.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: HoursId,
    practitioner_id: PractitionerId,
    location_id: LocationId,
    room_id: Option<RoomId>,
    weekday: i64,
    from_minute: i64,
    until_minute: i64,
    first_day: NaiveDate,
    last_day: Option<NaiveDate>,
    practitioner: String,
    location: String,
    zone: Option<String>,
    room: Option<String>,
    in_use: bool,
    /// One visit type that they are for; hours for several have several rows.
    visit_type_id: Option<VisitTypeId>,
}

/// The columns of a [`Row`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT h.id, h.practitioner_id, h.location_id, h.room_id, h.weekday, h.from_minute, h.until_minute, h.first_day,
                    h.last_day, p.name AS practitioner, l.name AS location, l.zone, r.name AS room,
                    (p.active AND l.status = 'active' AND COALESCE(r.active, TRUE)) AS in_use, v.visit_type_id
             FROM weekly_hours h
             JOIN practitioners p ON p.id = h.practitioner_id
             JOIN locations l ON l.id = h.location_id
             LEFT JOIN rooms r ON r.id = h.room_id
             LEFT JOIN weekly_hours_visit_types v ON v.hours_id = h.id ",
            $rest
        )
    };
}

/// Hours that reach into days from `$1` to `$2`, of one clinician (`$3`) or all, at one place (`$4`) or all.
const HOURS: &str = select!(
    "WHERE (h.last_day IS NULL OR h.last_day >= $1) AND h.first_day <= $2
       AND ($3 IS NULL OR h.practitioner_id = $3) AND ($4 IS NULL OR h.location_id = $4)
     ORDER BY p.name, h.practitioner_id, h.weekday, h.from_minute, h.id"
);

impl Row {
    /// Hours of rows that come sorted by their id within a clinician's day.
    fn gather(rows: Vec<Self>) -> Vec<Week> {
        let mut weeks: Vec<Week> = Vec::new();
        for row in rows {
            if let Some(last) = weeks.last_mut().filter(|last| last.hours.id == row.id) {
                last.hours.visit_types.extend(row.visit_type_id);
                continue;
            }
            let hours = Hours {
                id: row.id,
                practitioner: row.practitioner_id,
                location: row.location_id,
                room: row.room_id,
                weekday: row.weekday,
                from_minute: row.from_minute,
                until_minute: row.until_minute,
                first_day: row.first_day,
                last_day: row.last_day,
                visit_types: row.visit_type_id.into_iter().collect(),
            };
            let Self { practitioner, location, zone, room, in_use, .. } = row;
            weeks.push(Week { hours, practitioner, location, zone, room, in_use });
        }
        weeks
    }
}

/// Hours that reach into days from `first` to `last`, of one clinician or all, at one place or all.
pub(super) async fn weeks(
    q: &mut impl Source,
    first: NaiveDate,
    last: NaiveDate,
    practitioner: Option<PractitionerId>,
    location: Option<LocationId>,
) -> Result<Vec<Week>, Error> {
    let rows = q.query(HOURS).bind(first).bind(last).bind(practitioner).bind(location).all().await?;
    Ok(Row::gather(rows))
}

/// The hours that hold on `from` or later, of one clinician or of all, by name, weekday and time.
pub async fn week(
    q: &mut impl Source,
    practitioner: Option<PractitionerId>,
    from: NaiveDate,
) -> Result<Vec<Week>, Error> {
    weeks(q, from, LAST_DAY, practitioner, None).await
}

/// The hours with this id.
///
/// # Errors
/// `NotFound` when there are none.
pub async fn hours(q: &mut impl Source, id: HoursId) -> Result<Week, Error> {
    let rows = q.query(select!("WHERE h.id = $1")).bind(id).all().await?;
    Row::gather(rows).pop().ok_or(Error::NotFound)
}

/// The clinicians who have hours on `from` or later, by name; for patients only those who have some for the visit type.
pub async fn bookable(
    q: &mut impl Source,
    visit_type: Option<VisitTypeId>,
    from: NaiveDate,
) -> Result<Vec<Bookable>, Error> {
    Ok(q.query(
        "SELECT p.id, p.name FROM practitioners p WHERE p.active AND EXISTS
           (SELECT 1 FROM weekly_hours h JOIN locations l ON l.id = h.location_id LEFT JOIN rooms r ON r.id = h.room_id
            WHERE h.practitioner_id = p.id AND (h.last_day IS NULL OR h.last_day >= $1)
              AND l.status = 'active' AND COALESCE(r.active, TRUE)
              AND ($2 IS NULL
                   OR NOT EXISTS (SELECT 1 FROM weekly_hours_visit_types v WHERE v.hours_id = h.id)
                   OR EXISTS (SELECT 1 FROM weekly_hours_visit_types v WHERE v.hours_id = h.id AND v.visit_type_id = $2)))
         ORDER BY p.name, p.id",
    )
    .bind(from)
    .bind(visit_type)
    .all()
    .await?)
}

/// The most clinicians there are to choose from.
const CLINICIANS: i64 = 500;

/// The clinicians who can be given hours, by name, 500 at most: who signs in here, has hours, or works at one of the places by the record.
pub async fn clinicians(q: &mut impl Source) -> Result<Vec<Bookable>, Error> {
    Ok(q.query(
        "SELECT p.id, p.name FROM practitioners p
         WHERE p.active
           AND (EXISTS (SELECT 1 FROM accounts a WHERE a.practitioner_id = p.id AND a.disabled_at IS NULL)
                OR EXISTS (SELECT 1 FROM weekly_hours h WHERE h.practitioner_id = p.id)
                OR EXISTS (SELECT 1 FROM practitioner_roles r JOIN locations l ON l.id = r.location_id
                           WHERE r.practitioner_id = p.id AND r.active AND l.status = 'active'))
         ORDER BY p.name, p.id LIMIT $1",
    )
    .bind(CLINICIANS)
    .all()
    .await?)
}

/// Adds hours, under the id they have. The inner error says what is wrong with them.
pub async fn add_hours(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    hours: &Hours,
) -> Result<Result<(), Vec<HoursProblem>>, Error> {
    let added = add_all_hours(db, auditor, by, std::slice::from_ref(hours)).await?;
    Ok(added.map_err(|problems| problems.into_iter().map(|(_, problem)| problem).collect()))
}

/// Adds hours, under the ids they have: all of them or none. The inner error says what is wrong with those of which weekday.
pub async fn add_all_hours(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    all: &[Hours],
) -> Result<Result<(), Vec<(i64, HoursProblem)>>, Error> {
    let mut tx = db.begin().await?;
    let mut problems = Vec::new();
    for hours in all {
        let known: Option<(PractitionerId,)> =
            tx.query("SELECT id FROM practitioners WHERE id = $1").bind(hours.practitioner).maybe().await?;
        if known.is_none() {
            problems.push((hours.weekday, HoursProblem::Unknown));
            continue;
        }
        super::hold_schedule(&mut tx, hours.practitioner).await?;
        match judge(&mut tx, hours).await? {
            Ok(()) => write(&mut tx, hours).await?,
            Err(wrong) => problems.extend(wrong.into_iter().map(|problem| (hours.weekday, problem))),
        }
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    for hours in all {
        note(&mut tx, auditor, by, Action::Create, hours.id).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Changes hours. What is booked stays where it is. The inner error says what is wrong with them.
///
/// # Errors
/// `NotFound` when there are none with this id.
pub async fn change_hours(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    hours: &Hours,
) -> Result<Result<(), Vec<HoursProblem>>, Error> {
    let mut tx = db.begin().await?;
    let known: Option<(HoursId,)> = tx
        .query("SELECT id FROM weekly_hours WHERE id = $1 AND practitioner_id = $2")
        .bind(hours.id)
        .bind(hours.practitioner)
        .maybe()
        .await?;
    known.ok_or(Error::NotFound)?;
    super::hold_schedule(&mut tx, hours.practitioner).await?;
    if let Err(problems) = judge(&mut tx, hours).await? {
        return Ok(Err(problems));
    }
    if remove(&mut tx, hours.id).await? == 0 {
        return Err(Error::NotFound);
    }
    write(&mut tx, hours).await?;
    note(&mut tx, auditor, by, Action::Update, hours.id).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Ends hours after `last_day`, or takes them away where they would never have begun; hours that end earlier stay as they are. What is
/// booked stays where it is.
///
/// # Errors
/// `NotFound` when there are none with this id.
pub async fn end_hours(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    id: HoursId,
    last_day: NaiveDate,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let known: Option<(PractitionerId, NaiveDate)> =
        tx.query("SELECT practitioner_id, first_day FROM weekly_hours WHERE id = $1").bind(id).maybe().await?;
    let (practitioner, first_day) = known.ok_or(Error::NotFound)?;
    super::hold_schedule(&mut tx, practitioner).await?;
    if last_day < first_day {
        remove(&mut tx, id).await?;
    } else {
        // To go on for longer than was said could run into other hours: that is a change.
        tx.query("UPDATE weekly_hours SET last_day = $2 WHERE id = $1 AND (last_day IS NULL OR last_day > $2)")
            .bind(id)
            .bind(last_day)
            .run()
            .await?;
    }
    note(&mut tx, auditor, by, Action::Delete, id).await?;
    tx.commit().await?;
    Ok(())
}

async fn judge(tx: &mut Tx, hours: &Hours) -> Result<Result<(), Vec<HoursProblem>>, Error> {
    let mut problems = hours.problems();
    let (known,): (bool,) = tx
        .query(
            "SELECT EXISTS (SELECT 1 FROM practitioners WHERE id = $1) AND EXISTS (SELECT 1 FROM locations WHERE id = $2)
                AND ($3 IS NULL OR EXISTS (SELECT 1 FROM rooms WHERE id = $3 AND location_id = $2))",
        )
        .bind(hours.practitioner)
        .bind(hours.location)
        .bind(hours.room)
        .one()
        .await?;
    let mut is_known = known;
    for visit_type in &hours.visit_types {
        let found: Option<(VisitTypeId,)> =
            tx.query("SELECT id FROM visit_types WHERE id = $1").bind(*visit_type).maybe().await?;
        is_known &= found.is_some();
    }
    if !is_known {
        problems.push(HoursProblem::Unknown);
    }
    let others = week(tx, Some(hours.practitioner), hours.first_day).await?;
    if others.iter().any(|other| other.hours.id != hours.id && other.hours.meet(hours)) {
        problems.push(HoursProblem::Overlap);
    }
    Ok(if problems.is_empty() { Ok(()) } else { Err(problems) })
}

async fn write(tx: &mut Tx, hours: &Hours) -> Result<(), Error> {
    tx.query(
        "INSERT INTO weekly_hours
           (id, practitioner_id, location_id, room_id, weekday, from_minute, until_minute, first_day, last_day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(hours.id)
    .bind(hours.practitioner)
    .bind(hours.location)
    .bind(hours.room)
    .bind(hours.weekday)
    .bind(hours.from_minute)
    .bind(hours.until_minute)
    .bind(hours.first_day)
    .bind(hours.last_day)
    .run()
    .await?;
    for visit_type in &hours.visit_types {
        tx.query(
            "INSERT INTO weekly_hours_visit_types (hours_id, visit_type_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind(hours.id)
        .bind(*visit_type)
        .run()
        .await?;
    }
    Ok(())
}

async fn remove(tx: &mut Tx, id: HoursId) -> Result<u64, Error> {
    tx.query("DELETE FROM weekly_hours_visit_types WHERE hours_id = $1").bind(id).run().await?;
    Ok(tx.query("DELETE FROM weekly_hours WHERE id = $1").bind(id).run().await?)
}

async fn note(tx: &mut Tx, auditor: &Auditor, by: &Planner, action: Action, id: HoursId) -> Result<(), Error> {
    let event = Event::new(by.actor(), action, Subject::Schedule).on(id.0).noting("hours of the week".to_owned());
    auditor.record(tx, event).await
}
