use super::{Reminders, catch_up, chosen};
use crate::{
    Error,
    appointments::Booker,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::AppointmentId,
};
use chrono::{DateTime, Utc};

/// One of the clinic's reminders, and whether the patient wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderChoice {
    /// How long before a visit, in minutes.
    pub offset_minutes: i64,
    /// Whether it is wanted.
    pub wanted: bool,
}

/// The clinic's reminders, the earliest first, with what was chosen for the patient.
pub async fn reminder_choices(
    q: &mut impl Source,
    by: &Booker,
    reminders: &Reminders,
) -> Result<Vec<ReminderChoice>, Error> {
    let wanted = chosen(q, by.patient(), reminders).await?;
    let choice = |offset: i64| ReminderChoice { offset_minutes: offset, wanted: wanted.contains(&offset) };
    Ok(reminders.sorted().map(choice).collect())
}

/// Keeps which of the clinic's reminders the patient wants. What is chosen anew counts for visits that are booked already, too.
pub async fn choose_reminders(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    reminders: &Reminders,
    wanted: &[i64],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    for offset in reminders.sorted() {
        tx.query(
            "INSERT INTO reminder_choices (patient_id, offset_minutes, wanted) VALUES ($1, $2, $3)
             ON CONFLICT (patient_id, offset_minutes) DO UPDATE SET wanted = excluded.wanted",
        )
        .bind(by.patient())
        .bind(offset)
        .bind(wanted.contains(&offset))
        .run()
        .await?;
    }
    let coming: Vec<(AppointmentId,)> = tx
        .query(
            "SELECT id FROM appointments WHERE patient_id = $1 AND start_at > $2 AND status = 'booked' AND made_here
             ORDER BY start_at, id LIMIT 20",
        )
        .bind(by.patient())
        .bind(now)
        .all()
        .await?;
    for (id,) in coming {
        catch_up(&mut tx, id, now).await?;
    }
    let event = Event::new(by.actor().clone(), Action::Update, Subject::Profile).of(by.patient()).noting("reminders");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
