use super::{Held, Renewal};
use crate::{Error, db::Source};
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct Row {
    dispensed_at: Option<DateTime<Utc>>,
    supply_days: Option<i64>,
    is_pending: bool,
    is_replaced: bool,
}

/// What decides whether a prescription that is held can be renewed. A day begins in UTC here: a renewal is possible a few hours
/// sooner or later, which decides about nothing.
pub(crate) async fn renewal(q: &mut impl Source, held: &Held) -> Result<Renewal, Error> {
    let row: Row = q
        .query(
            "SELECT p.dispensed_at, p.supply_days,
                EXISTS (SELECT 1 FROM prescription_requests r
                        WHERE r.prescription_id = p.id AND r.kind = 'renewal' AND r.state = 'pending') AS is_pending,
                EXISTS (SELECT 1 FROM prescriptions n WHERE n.replaces_id = p.id AND n.state <> 'draft') AS is_replaced
             FROM prescriptions p WHERE p.id = $1",
        )
        .bind(held.id)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    Ok(Renewal {
        standing: held.standing.clone(),
        dispensed_on: row.dispensed_at.map(|at| -> NaiveDate { at.date_naive() }),
        supply_days: row.supply_days.and_then(|days| u32::try_from(days).ok()),
        is_pending: row.is_pending,
        is_replaced: row.is_replaced,
    })
}
