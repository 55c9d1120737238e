use super::{Closure, ClosureProblem};
use crate::{
    Error,
    accounts::Planner,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::ClosureId,
};
use chrono::{DateTime, NaiveDate, Utc};

/// A closure with the names of whose and where it is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Closed {
    /// The closure.
    #[sqlx(flatten)]
    pub closure: Closure,
    /// The clinician's name.
    pub practitioner: Option<String>,
    /// The place's name.
    pub location: Option<String>,
}

/// The columns of a [`Closed`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.practitioner_id, c.location_id, c.kind, c.note, c.first_day, c.from_minute, c.last_day,
                    c.until_minute, p.name AS practitioner, l.name AS location
             FROM closures c
             LEFT JOIN practitioners p ON p.id = c.practitioner_id
             LEFT JOIN locations l ON l.id = c.location_id ",
            $rest
        )
    };
}

/// Closures that reach into days from `first` to `last`, the earliest first.
pub async fn closures(q: &mut impl Source, first: NaiveDate, last: NaiveDate) -> Result<Vec<Closed>, Error> {
    Ok(q.query(select!("WHERE c.last_day >= $1 AND c.first_day <= $2 ORDER BY c.first_day, c.from_minute, c.id"))
        .bind(first)
        .bind(last)
        .all()
        .await?)
}

/// One closure.
///
/// # Errors
/// `NotFound` when there is none with this id.
pub async fn closure(q: &mut impl Source, id: ClosureId) -> Result<Closed, Error> {
    q.query(select!("WHERE c.id = $1")).bind(id).maybe().await?.ok_or(Error::NotFound)
}

/// Adds a closure, under the id it has. What is booked stays until someone moves it or calls it off. The inner error says what
/// is wrong with it.
pub async fn close(
    db: &Db,
    auditor: &Auditor,
    by: &Planner,
    closure: &Closure,
    now: DateTime<Utc>,
) -> Result<Result<(), Vec<ClosureProblem>>, Error> {
    let mut problems = closure.problems();
    let mut tx = db.begin().await?;
    let (known,): (bool,) = tx
        .query(
            "SELECT ($1 IS NULL OR EXISTS (SELECT 1 FROM practitioners WHERE id = $1))
                AND ($2 IS NULL OR EXISTS (SELECT 1 FROM locations WHERE id = $2))",
        )
        .bind(closure.practitioner)
        .bind(closure.location)
        .one()
        .await?;
    if !known {
        problems.push(ClosureProblem::Unknown);
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    tx.query(
        "INSERT INTO closures (id, practitioner_id, location_id, kind, note, first_day, from_minute, last_day, until_minute,
            created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(closure.id)
    .bind(closure.practitioner)
    .bind(closure.location)
    .bind(closure.kind)
    .bind(closure.note.clone())
    .bind(closure.first_day)
    .bind(closure.from_minute)
    .bind(closure.last_day)
    .bind(closure.until_minute)
    .bind(now)
    .bind(by.account())
    .run()
    .await?;
    let event = Event::new(by.actor(), Action::Create, Subject::Schedule).on(closure.id.0).noting("closure".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a closure away.
///
/// # Errors
/// `NotFound` when there is none with this id.
pub async fn open_again(db: &Db, auditor: &Auditor, by: &Planner, id: ClosureId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let removed = tx.query("DELETE FROM closures WHERE id = $1").bind(id).run().await?;
    if removed == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::Schedule).on(id.0).noting("closure".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
