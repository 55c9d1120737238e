use super::{Mode, VisitType, VisitTypeProblem};
use crate::{
    Error,
    accounts::Planner,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::VisitTypeId,
};
use chrono::{DateTime, Utc};

/// The columns of a [`VisitType`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name_en, name_es, minutes, buffer_minutes, medium, mode, notice_minutes, ahead_days,
                    instructions_en, instructions_es, active
             FROM visit_types ",
            $rest
        )
    };
}

/// All visit types by their English name, those that are offered first.
pub async fn visit_types(q: &mut impl Source) -> Result<Vec<VisitType>, Error> {
    Ok(q.query(select!("ORDER BY active DESC, name_en, id")).all().await?)
}

/// The visit types that patients can book or ask for: those for which someone has hours.
pub async fn offered(q: &mut impl Source) -> Result<Vec<VisitType>, Error> {
    let all: Vec<VisitType> = q
        .query(select!(
            "WHERE active AND mode <> 'view_only' AND EXISTS
               (SELECT 1 FROM weekly_hours h JOIN practitioners p ON p.id = h.practitioner_id
                JOIN locations l ON l.id = h.location_id
                WHERE p.active AND l.status = 'active'
                  AND (NOT EXISTS (SELECT 1 FROM weekly_hours_visit_types v WHERE v.hours_id = h.id)
                       OR EXISTS (SELECT 1 FROM weekly_hours_visit_types v
                                  WHERE v.hours_id = h.id AND v.visit_type_id = visit_types.id)))
             ORDER BY name_en, id"
        ))
        .all()
        .await?;
    Ok(all.into_iter().filter(|visit| visit.mode != Mode::ViewOnly).collect())
}

/// One visit type.
///
/// # Errors
/// `NotFound` when there is none with this id.
pub async fn visit_type(q: &mut impl Source, id: VisitTypeId) -> Result<VisitType, Error> {
    q.query(select!("WHERE id = $1")).bind(id).maybe().await?.ok_or(Error::NotFound)
}

/// Adds a visit type, under the id it has. The inner error says what is wrong with it.
pub async fn add_visit_type(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    visit: &VisitType,
    now: DateTime<Utc>,
) -> Result<Result<(), Vec<VisitTypeProblem>>, Error> {
    write(db, auditor, by, visit, Action::Create, now).await
}

/// Changes a visit type. Visits that are booked stay as they are. The inner error says what is wrong with it.
///
/// # Errors
/// `NotFound` when there is none with this id.
pub async fn change_visit_type(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    visit: &VisitType,
    now: DateTime<Utc>,
) -> Result<Result<(), Vec<VisitTypeProblem>>, Error> {
    visit_type(&mut db.read().await?, visit.id).await?;
    write(db, auditor, by, visit, Action::Update, now).await
}

async fn write(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    visit: &VisitType,
    action: Action,
    now: DateTime<Utc>,
) -> Result<Result<(), Vec<VisitTypeProblem>>, Error> {
    let problems = visit.problems();
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let mut tx = db.begin().await?;
    tx.query(
        "INSERT INTO visit_types (id, name_en, name_es, minutes, buffer_minutes, medium, mode, notice_minutes, ahead_days,
            instructions_en, instructions_es, active, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (id) DO UPDATE SET name_en = $2, name_es = $3, minutes = $4, buffer_minutes = $5, medium = $6, mode = $7,
            notice_minutes = $8, ahead_days = $9, instructions_en = $10, instructions_es = $11, active = $12, changed_at = $13",
    )
    .bind(visit.id)
    .bind(visit.name_en.clone())
    .bind(visit.name_es.clone())
    .bind(visit.minutes)
    .bind(visit.buffer_minutes)
    .bind(visit.medium)
    .bind(visit.mode)
    .bind(visit.notice_minutes)
    .bind(visit.ahead_days)
    .bind(visit.instructions_en.clone())
    .bind(visit.instructions_es.clone())
    .bind(visit.active)
    .bind(now)
    .run()
    .await?;
    let event = Event::new(by.actor(), action, Subject::Schedule).on(visit.id.0).noting("visit type".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
