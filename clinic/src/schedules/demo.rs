use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    demo,
    fhir::resource_id,
    ids::{ClosureId, HoursId, LocationId, PractitionerId, RoomId, VisitTypeId},
    schedules::{ClosureKind, DAY},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::HashMap;

/// Gives the demo clinic its calendar: rooms, visit types, hours and closures. Once: where there are visit types already, they are the
/// clinic's own by now.
pub async fn give_demo_calendar(db: &Db, auditor: &Auditor, today: NaiveDate, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let known: Option<(VisitTypeId,)> = tx.query("SELECT id FROM visit_types LIMIT 1").maybe().await?;
    if known.is_some() {
        return Ok(());
    }
    let rooms = add_rooms(&mut tx).await?;
    let visits = add_visits(&mut tx, now).await?;
    add_hours(&mut tx, &rooms, &visits, today).await?;
    add_closures(&mut tx, today, now).await?;
    let event = Event::new(Actor::operator(), Action::Create, Subject::Schedule).noting("demo calendar");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

fn place(key: &str) -> LocationId {
    LocationId(resource_id(&format!("urn:uuid:{}", demo::place_id(key))))
}

fn practitioner(key: &str) -> PractitionerId {
    PractitionerId(resource_id(&format!("urn:uuid:{}", demo::practitioner_id(key))))
}

async fn add_rooms(tx: &mut Tx) -> Result<HashMap<&'static str, RoomId>, Error> {
    let mut rooms = HashMap::new();
    for room in demo::rooms() {
        let id = RoomId::new();
        tx.query("INSERT INTO rooms (id, location_id, name, active) VALUES ($1, $2, $3, TRUE)")
            .bind(id)
            .bind(place(room.place))
            .bind(room.name)
            .run()
            .await?;
        rooms.insert(room.key, id);
    }
    Ok(rooms)
}

async fn add_visits(tx: &mut Tx, now: DateTime<Utc>) -> Result<HashMap<&'static str, VisitTypeId>, Error> {
    let mut visits = HashMap::new();
    for visit in demo::visits() {
        let id = VisitTypeId::new();
        tx.query(
            "INSERT INTO visit_types (id, name_en, name_es, minutes, buffer_minutes, medium, mode, notice_minutes, ahead_days,
                instructions_en, instructions_es, active, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, TRUE, $12)",
        )
        .bind(id)
        .bind(visit.names.0)
        .bind(visit.names.1)
        .bind(visit.minutes.0)
        .bind(visit.minutes.1)
        .bind(visit.medium)
        .bind(visit.mode)
        .bind(60 * visit.notice_hours)
        .bind(visit.ahead_days)
        .bind(visit.instructions.map(|(en, _)| en.to_owned()))
        .bind(visit.instructions.map(|(_, es)| es.to_owned()))
        .bind(now)
        .run()
        .await?;
        visits.insert(visit.key, id);
    }
    Ok(visits)
}

async fn add_hours(
    tx: &mut Tx,
    rooms: &HashMap<&'static str, RoomId>,
    visits: &HashMap<&'static str, VisitTypeId>,
    today: NaiveDate,
) -> Result<(), Error> {
    for hours in demo::hours() {
        for weekday in hours.weekdays {
            let id = HoursId::new();
            tx.query(
                "INSERT INTO weekly_hours
                   (id, practitioner_id, location_id, room_id, weekday, from_minute, until_minute, first_day)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(id)
            .bind(practitioner(hours.practitioner))
            .bind(place(hours.place))
            .bind(hours.room.and_then(|key| rooms.get(key).copied()))
            .bind(*weekday)
            .bind(60 * hours.hours.0)
            .bind(60 * hours.hours.1)
            .bind(demo::first_day(today))
            .run()
            .await?;
            for visit in hours.visits.iter().filter_map(|key| visits.get(key).copied()) {
                tx.query("INSERT INTO weekly_hours_visit_types (hours_id, visit_type_id) VALUES ($1, $2)")
                    .bind(id)
                    .bind(visit)
                    .run()
                    .await?;
            }
        }
    }
    Ok(())
}

async fn add_closures(tx: &mut Tx, today: NaiveDate, now: DateTime<Utc>) -> Result<(), Error> {
    for closure in demo::closures(today) {
        let kind = if closure.practitioner.is_some() { ClosureKind::Absence } else { ClosureKind::Holiday };
        tx.query(
            "INSERT INTO closures (id, practitioner_id, kind, note, first_day, from_minute, last_day, until_minute, created_at)
             VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)",
        )
        .bind(ClosureId::new())
        .bind(closure.practitioner.map(practitioner))
        .bind(kind)
        .bind(closure.note)
        .bind(closure.days.0)
        .bind(closure.days.1)
        .bind(DAY)
        .bind(now)
        .run()
        .await?;
    }
    Ok(())
}
