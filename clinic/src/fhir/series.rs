//! The list of each patient's tests, made anew after an import for those it touched.

use super::rows;
use super::rows::Fill as _;
use crate::{
    Error,
    db::{Bulk, Source as _, Tx},
    fold::fold,
};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Latest {
    category: String,
    code_key: String,
    display: String,
    results: i64,
    sort_at: DateTime<Utc>,
    id: Uuid,
    previous_id: Option<Uuid>,
}

/// Lists the tests of these patients anew.
pub(super) async fn renew(tx: &mut Tx, patients: &BTreeSet<Uuid>) -> Result<(), Error> {
    let mut bulk = None;
    for &patient_id in patients {
        // A result without a category that a laboratory's report names is a laboratory result.
        tx.query(
            "UPDATE observations SET category = 'laboratory' WHERE patient_id = $1 AND category = 'other' AND id IN \
             (SELECT r.observation_id FROM diagnostic_reports d JOIN diagnostic_report_results r ON r.report_id = d.id \
             WHERE d.patient_id = $1 AND d.category = 'laboratory')",
        )
        .bind(patient_id)
        .run()
        .await?;
        tx.query("DELETE FROM observation_series WHERE patient_id = $1").bind(patient_id).run().await?;
        let latest: Vec<Latest> = tx
            .query(
                "SELECT category, code_key, display, results, sort_at, id, previous_id FROM (SELECT category, code_key, \
                 display, sort_at, id, count(*) OVER (PARTITION BY category, code_key) AS results, \
                 row_number() OVER (PARTITION BY category, code_key ORDER BY sort_at DESC, id DESC) AS place, \
                 lead(id) OVER (PARTITION BY category, code_key ORDER BY sort_at DESC, id DESC) AS previous_id \
                 FROM observations WHERE patient_id = $1 AND status <> 'entered-in-error' AND (value_kind <> 'none' OR \
                 components IS NOT NULL OR absent_reason IS NOT NULL OR note IS NOT NULL)) ranked WHERE place = 1",
            )
            .bind(patient_id)
            .all()
            .await?;
        for Latest { category, code_key, display, results, sort_at, id, previous_id } in latest {
            let row = Box::new(rows::Series {
                patient_id,
                category,
                code_key,
                search: fold(&display),
                display,
                results,
                latest_at: sort_at,
                latest_id: id,
                previous_id,
            });
            let bulk = bulk.get_or_insert_with(|| Bulk::new(row.table()));
            bulk.push(tx, |values| row.fill(values)).await?;
        }
    }
    if let Some(mut bulk) = bulk {
        bulk.flush(tx).await?;
    }
    Ok(())
}
