use super::{LONGEST_HOLD_DAYS, holding};
use crate::{
    Error,
    accounts::Patient,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    policies::release_policy,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// For how many days at most a patient wants their doctor to see lab results first; `None` when they want them at once.
pub async fn release_choice(q: &mut impl Source, by: &Patient) -> Result<Option<i64>, Error> {
    let row: Option<(i64,)> =
        q.query("SELECT days FROM release_choices WHERE patient_id = $1").bind(by.patient()).maybe().await?;
    Ok(row.map(|(days,)| days))
}

/// Keeps when a patient wants to see lab results: at once, or after `days` days at the latest. Results that wait now wait
/// accordingly, those that were shown stay shown.
///
/// # Errors
/// `Invalid` when `days` is not from 1 to [`LONGEST_HOLD_DAYS`].
pub async fn choose_release(
    db: &Db,
    auditor: &Auditor,
    by: &Patient,
    days: Option<i64>,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(), Error> {
    if days.is_some_and(|days| !(1..=LONGEST_HOLD_DAYS).contains(&days)) {
        return Err(Error::Invalid(format!("a result is held for 1 to {LONGEST_HOLD_DAYS} days")));
    }
    let mut tx = db.begin().await?;
    match days {
        Some(days) => {
            tx.query(
                "INSERT INTO release_choices (patient_id, days) VALUES ($1, $2)
                 ON CONFLICT (patient_id) DO UPDATE SET days = excluded.days",
            )
            .bind(by.patient())
            .bind(days)
            .run()
            .await?;
        }
        None => {
            tx.query("DELETE FROM release_choices WHERE patient_id = $1").bind(by.patient()).run().await?;
        }
    }
    let policy = release_policy(&mut tx).await?;
    holding::hold_anew_of(&mut tx, by.patient(), policy, now, zone).await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Profile).of(by.patient()).noting("results");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
