//! Reports that were filed in a wrong record and are taken out of it.

use super::arriving::{Filed, arrived, step};
use crate::{
    Error,
    db::{Source as _, Tx},
    ids::{AccountId, PatientId, ReportId},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// Puts reports that are now recorded by mistake before those who must know, and ends the calls for their critical results: whoever takes them out has
/// them in hand. They are called for anew where they are filed next.
pub(crate) async fn taken_back(
    tx: &mut Tx,
    reports: &[ReportId],
    patient: PatientId,
    (account, name): (AccountId, String),
    note: &str,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(), Error> {
    let mut filed = Vec::new();
    for report in reports {
        // In the order of whoever answers at the same time.
        tx.query("UPDATE report_reviews SET revision = revision WHERE report_id = $1").bind(*report).run().await?;
        let ended = tx
            .query(
                "UPDATE critical_alerts SET answered_at = $2, answered_by = $3, answer = $4, next_call_at = NULL
                 WHERE report_id = $1 AND answered_at IS NULL",
            )
            .bind(*report)
            .bind(now)
            .bind(account)
            .bind(note.to_owned())
            .run()
            .await?;
        if ended > 0 {
            step(tx, *report, "answered", Some(account), Some(name.clone()), Some(note.to_owned()), now).await?;
        }
        filed.push(Filed { report: *report, patient, ordered_by: Vec::new(), is_correction: true, is_new: false });
    }
    arrived(tx, &filed, now, zone).await
}
