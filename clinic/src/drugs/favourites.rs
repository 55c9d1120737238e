use super::Rxcui;
use crate::{
    Error,
    accounts::Prescriber,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::FavouriteId,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;

/// The most favourites of one prescriber: a list, not a second formulary.
const MOST: i64 = 200;

/// A drug that a prescriber writes often, as they write it.
#[derive(Clone, sqlx::FromRow)]
pub struct Favourite {
    /// Its id.
    pub id: FavouriteId,
    /// The product. It may have left the formulary since.
    pub rxcui: Rxcui,
    directions: Json<Value>,
    /// How much is handed out, a decimal.
    pub quantity: Option<String>,
    /// The unit of the quantity.
    pub unit: Option<String>,
    /// How often it may be handed out again.
    pub refills: Option<i64>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl Favourite {
    /// How to take it, in the form of a prescription's directions.
    pub fn directions(&self) -> &Value {
        &self.directions.0
    }
}

/// A favourite to add.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFavourite {
    /// The product.
    pub rxcui: Rxcui,
    /// How to take it, in the form of a prescription's directions.
    pub directions: Value,
    /// How much is handed out, a decimal.
    pub quantity: Option<String>,
    /// The unit of the quantity.
    pub unit: Option<String>,
    /// How often it may be handed out again.
    pub refills: Option<i64>,
}

/// The prescriber's own favourites, the newest first.
pub async fn favourites(q: &mut impl Source, by: &Prescriber) -> Result<Vec<Favourite>, Error> {
    Ok(q.query(
        "SELECT id, rxcui, directions, quantity, unit, refills, created_at FROM drug_favourites
         WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2",
    )
    .bind(by.account())
    .bind(MOST)
    .all()
    .await?)
}

/// Adds a favourite to the prescriber's own.
///
/// # Errors
/// `NotFound` when there is no such product; `Invalid` when they have as many as there may be, or a number is none.
pub async fn add_favourite(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    new: NewFavourite,
    now: DateTime<Utc>,
) -> Result<FavouriteId, Error> {
    let is_decimal = |text: &String| {
        rust_decimal::Decimal::from_str_exact(text).is_ok_and(|value| value.is_sign_positive() && !value.is_zero())
    };
    if !new.quantity.iter().all(is_decimal) || new.refills.is_some_and(|refills| refills < 0) {
        return Err(Error::Invalid("the quantity and the refills must be numbers above zero".to_owned()));
    }
    let mut tx = db.begin().await?;
    let product: Option<(Rxcui,)> =
        tx.query("SELECT rxcui FROM drug_products WHERE rxcui = $1").bind(new.rxcui).maybe().await?;
    product.ok_or(Error::NotFound)?;
    let (held,): (i64,) =
        tx.query("SELECT count(*) FROM drug_favourites WHERE account_id = $1").bind(by.account()).one().await?;
    if held >= MOST {
        return Err(Error::Invalid(format!("there are {MOST} favourites already; remove one first")));
    }
    let id = FavouriteId::new();
    tx.query(
        "INSERT INTO drug_favourites (id, account_id, rxcui, directions, quantity, unit, refills, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(by.account())
    .bind(new.rxcui)
    .bind(Json(new.directions))
    .bind(new.quantity)
    .bind(new.unit)
    .bind(new.refills)
    .bind(now)
    .run()
    .await?;
    let event = Event::new(by.actor(), Action::Create, Subject::Account).noting("favourite drug".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(id)
}

/// Removes one of the prescriber's own favourites.
///
/// # Errors
/// `NotFound` when they have no such favourite.
pub async fn remove_favourite(db: &Db, auditor: &Auditor, by: &Prescriber, id: FavouriteId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let removed = tx
        .query("DELETE FROM drug_favourites WHERE id = $1 AND account_id = $2")
        .bind(id)
        .bind(by.account())
        .run()
        .await?;
    if removed == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::Account).noting("favourite drug".to_owned());
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
