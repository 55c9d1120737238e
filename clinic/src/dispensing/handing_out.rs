use super::{
    Counter, NotDone,
    work::{begun, held_at, noted},
};
use crate::{
    Error,
    audit::Auditor,
    db::{Db, Source as _},
    ids::{DispenseId, PrescriptionId},
    prescribing::{Happening, State, happened, limited},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use std::str::FromStr as _;
use uuid::Uuid;

/// The most characters of a product's name.
pub const LONGEST_PRODUCT: usize = 300;
/// The most characters of a lot's number.
pub const LONGEST_LOT: usize = 60;

/// What is handed out at once.
#[derive(Clone, Debug)]
pub struct HandingOut {
    /// How much, in the prescription's unit.
    pub quantity: Decimal,
    /// The product, as it is called on its pack.
    pub product: String,
    /// Its lot.
    pub lot: String,
    /// Remarks, at most [`crate::prescribing::LONGEST_TEXT`] characters.
    pub note: String,
    /// Made by the page with the form: sent twice, it counts once.
    pub form_id: Uuid,
}

#[derive(sqlx::FromRow)]
struct Before {
    prescription_id: PrescriptionId,
    id: DispenseId,
    quantity: String,
    product: String,
    lot: Option<String>,
    note: Option<String>,
    dispensed_at: DateTime<Utc>,
}

/// Hands out all or a part of what may be handed out now. A form that is sent twice counts once.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription; `Invalid` for a missing product or a long text.
pub async fn dispense(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    out: HandingOut,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<DispenseId, NotDone>, Error> {
    let note = limited(&out.note)?;
    let product = out.product.trim().to_owned();
    let lot = Some(out.lot.trim().to_owned()).filter(|lot| !lot.is_empty());
    if product.is_empty() || product.chars().count() > LONGEST_PRODUCT {
        return Err(Error::Invalid(format!("a product has 1 to {LONGEST_PRODUCT} characters")));
    }
    if lot.as_ref().is_some_and(|lot| lot.chars().count() > LONGEST_LOT) {
        return Err(Error::Invalid(format!("a lot has at most {LONGEST_LOT} characters")));
    }
    let quantity = out.quantity.normalize().to_string();
    let mut tx = db.begin().await?;
    let mut held = held_at(&mut tx, counter, id).await?;
    let before: Option<Before> = tx
        .query(
            "SELECT prescription_id, id, quantity, product, lot, note, dispensed_at FROM dispenses WHERE form_id = $1",
        )
        .bind(out.form_id)
        .maybe()
        .await?;
    if let Some(before) = before {
        if before.prescription_id != id {
            return Err(Error::Invalid("the form belongs to another prescription".to_owned()));
        }
        let same = (&before.quantity, &before.product, &before.lot, &before.note) == (&quantity, &product, &lot, &note);
        let handed_out = Decimal::from_str(&before.quantity).unwrap_or(Decimal::ZERO);
        let used = NotDone::FormUsed { quantity: handed_out, at: before.dispensed_at };
        return Ok(if same { Ok(before.id) } else { Err(used) });
    }
    let next = match held.standing.dispense(out.quantity, today) {
        Ok(next) => next,
        Err(refused) => return Ok(Err(refused.into())),
    };
    if matches!(held.standing.state, State::Signed | State::Sent) {
        // Whoever hands it out at once has received it, too.
        if let Err(refused) = begun(&mut tx, counter, &mut held, now, today).await? {
            return Ok(Err(refused.into()));
        }
    }
    let (dispense, actor) = (DispenseId::new(), counter.actor());
    let added = tx
        .query(
            "INSERT INTO dispenses (id, prescription_id, pharmacy_id, quantity, quantity_unit, product, lot, note, form_id,
                                    dispensed_by, dispenser, dispensed_at)
             SELECT $1, p.id, $3, $4, p.quantity_unit, $5, $6, $7, $8, $9, $10, $11 FROM prescriptions p WHERE p.id = $2
             ON CONFLICT DO NOTHING",
        )
        .bind(dispense)
        .bind(id)
        .bind(counter.pharmacy())
        .bind(quantity)
        .bind(product)
        .bind(lot)
        .bind(note)
        .bind(out.form_id)
        .bind(counter.account())
        .bind(actor.name.clone())
        .bind(now)
        .run()
        .await?;
    if added == 0 {
        return Err(Error::Invalid("the form belongs to another prescription".to_owned()));
    }
    held.save(&mut tx, next, now).await?;
    let detail = Some(dispense.to_string());
    happened(&mut tx, id, Happening::Dispensed, &actor, Some(counter.pharmacy()), detail, now).await?;
    noted(&mut tx, auditor, counter, &held, "handed out").await?;
    tx.commit().await?;
    Ok(Ok(dispense))
}
