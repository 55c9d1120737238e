use crate::{
    Error,
    accounts::Prescriber,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    ids::{PatientId, ReportId},
    patients::Chart,
    reviews::family,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Shows a held report with its results, or a held result without a report, to the patient from now on. One that is shown already
/// stays as it is, and nothing is written.
///
/// # Errors
/// `NotFound` when the record has no such report or result, or is one's own or that of someone whom one helps.
pub async fn release(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if chart.awaits_release() {
        return Err(Error::NotFound);
    }
    let mut tx = db.begin().await?;
    let known: Option<(Uuid,)> = tx
        .query(
            "SELECT id FROM diagnostic_reports WHERE id = $1 AND patient_id = $2
             UNION ALL SELECT id FROM observations WHERE id = $1 AND patient_id = $2",
        )
        .bind(id)
        .bind(chart.patient())
        .maybe()
        .await?;
    if known.is_none() {
        return Err(Error::NotFound);
    }
    let mut is_released = false;
    // What follows from a report is held with it, and shown with it.
    for one in family(&mut tx, ReportId(id), chart.patient()).await? {
        is_released |= release_in(&mut tx, by, chart.patient(), one.0, now).await?;
    }
    if is_released {
        let event = Event::new(by.actor(), Action::Update, Subject::Labs).of(chart.patient()).on(id);
        auditor.record(&mut tx, chart.changed(event, "shown to the patient")).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The same within the transaction of whoever has judged whose it is. Tells whether anything was held.
pub(crate) async fn release_in(
    tx: &mut Tx,
    by: &Prescriber,
    patient: PatientId,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let released = tx
        .query(
            "UPDATE held_results SET shown_at = $3, released_at = $3, released_by = $4
             WHERE patient_id = $2 AND shown_at > $3
               AND (id = $1 OR id IN (SELECT observation_id FROM diagnostic_report_results WHERE report_id = $1))",
        )
        .bind(id)
        .bind(patient)
        .bind(now)
        .bind(by.account())
        .run()
        .await?;
    Ok(released > 0)
}
