use super::{Standing, State, Way};
use crate::{
    Error,
    db::{Source as _, Tx},
    ids::{AccountId, OrganizationId, PatientId, PrescriptionId, RequestId},
};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// A signed prescription that is being changed: nobody else changes it before the transaction ends, so of two who want
/// different things the second sees what the first has done.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// Which one.
    pub id: PrescriptionId,
    /// Whose.
    pub patient: PatientId,
    /// Who signed it.
    pub prescriber: AccountId,
    /// The pharmacy it is meant for.
    pub pharmacy: Option<OrganizationId>,
    /// How it gets there.
    pub way: Way,
    /// For how many days a supply lasts.
    pub supply_days: Option<i64>,
    /// Where it stands.
    pub standing: Standing,
}

#[derive(sqlx::FromRow)]
struct Row {
    patient_id: PatientId,
    prescriber_id: Option<AccountId>,
    pharmacy_id: Option<OrganizationId>,
    way: Option<Way>,
    state: State,
    quantity: Option<String>,
    refills: Option<i64>,
    dispensed: Option<String>,
    expires_on: Option<NaiveDate>,
    supply_days: Option<i64>,
}

/// Holds a signed prescription for a change.
///
/// # Errors
/// `NotFound` when there is none with this id, or only a draft.
pub(crate) async fn hold(tx: &mut Tx, id: PrescriptionId) -> Result<Held, Error> {
    let row: Row = tx
        .query(
            "UPDATE prescriptions SET revision = revision + 1 WHERE id = $1 AND state <> 'draft'
             RETURNING patient_id, prescriber_id, pharmacy_id, way, state, quantity, refills, dispensed, expires_on, supply_days",
        )
        .bind(id)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    // In a statement of its own: on Postgres a subquery of the one above would not see what was committed while that one waited.
    let cancelling: Option<(RequestId,)> = tx
        .query(
            "SELECT id FROM prescription_requests
             WHERE prescription_id = $1 AND kind = 'cancellation' AND state = 'pending'",
        )
        .bind(id)
        .maybe()
        .await?;
    let broken = || Error::Broken("a signed prescription lacks what signing demands".to_owned());
    let decimal = |text: Option<String>| text.as_deref().and_then(|text| Decimal::from_str(text).ok());
    Ok(Held {
        id,
        patient: row.patient_id,
        prescriber: row.prescriber_id.ok_or_else(broken)?,
        pharmacy: row.pharmacy_id,
        way: row.way.ok_or_else(broken)?,
        supply_days: row.supply_days,
        standing: Standing {
            state: row.state,
            quantity: decimal(row.quantity).ok_or_else(broken)?,
            refills: row.refills.and_then(|refills| u32::try_from(refills).ok()).ok_or_else(broken)?,
            dispensed: decimal(row.dispensed).ok_or_else(broken)?,
            expires_on: row.expires_on.ok_or_else(broken)?,
            cancelling: cancelling.is_some(),
        },
    })
}

impl Held {
    /// Whether somebody at a pharmacy has it and can answer.
    pub(crate) fn is_in_hands(&self) -> bool {
        self.way.is_in_hands(self.standing.state)
    }

    /// Until when what is handed out now lasts: as long as the directions need for it, else as long as it could be dispensed.
    fn lasts_until(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let days = self.supply_days.and_then(Duration::try_days);
        let end = self.standing.expires_on.and_time(NaiveTime::MIN).and_utc();
        days.and_then(|days| now.checked_add_signed(days)).unwrap_or(end)
    }

    /// Writes where it stands now, here and in the chart.
    pub(crate) async fn save(&mut self, tx: &mut Tx, next: Standing, now: DateTime<Utc>) -> Result<(), Error> {
        let dispensed_more = next.dispensed > self.standing.dispensed;
        tx.query(
            "UPDATE prescriptions SET state = $2, dispensed = $3, changed_at = $4,
                sent_at = CASE WHEN $2 = 'sent' THEN $4 ELSE sent_at END,
                received_at = CASE WHEN $2 = 'received' THEN $4 ELSE received_at END,
                ready_at = CASE WHEN $5 THEN NULL ELSE ready_at END,
                dispensed_at = CASE WHEN $5 THEN $4 ELSE dispensed_at END,
                ended_at = CASE WHEN $6 THEN COALESCE(ended_at, $4) ELSE NULL END, lasts_until = $7
             WHERE id = $1",
        )
        .bind(self.id)
        .bind(next.state)
        .bind(next.dispensed.normalize().to_string())
        .bind(now)
        .bind(dispensed_more)
        .bind(next.state.is_over())
        .bind((next.state == State::Completed).then(|| self.lasts_until(now)))
        .run()
        .await?;
        // What was completed is still taken: the chart ends it when the supply is over.
        let was_given = next.dispensed > Decimal::ZERO;
        let status = match next.state {
            State::Cancelled | State::Rejected if was_given => Some("stopped"),
            State::Cancelled | State::Rejected => Some("cancelled"),
            State::Expired if was_given => Some("completed"),
            State::Expired => Some("stopped"),
            _ => None,
        };
        if let Some(status) = status {
            tx.query("UPDATE medication_requests SET status = $2, in_use = FALSE WHERE id = $1")
                .bind(self.id)
                .bind(status.to_owned())
                .run()
                .await?;
        }
        self.standing = next;
        Ok(())
    }
}
