//! Rows of a source on their way into the tables.

use super::{
    Product, Route, Rxcui, Schedule,
    model::Ingredient,
    store::Origin,
    tables::{Code, Contents, Entry, Name},
};
use crate::{
    Error,
    db::{Bulk, Table, Tx},
};

static PRODUCTS: Table = Table {
    name: "drug_products",
    columns: &["rxcui", "source", "tty", "name", "brand", "dose_form", "route", "schedule", "common"],
    keeps: None,
};
static INGREDIENTS: Table =
    Table { name: "drug_ingredients", columns: &["product", "position", "name", "rxcui", "strength"], keeps: None };
static CODES: Table =
    Table { name: "drug_codes", columns: &["rxcui", "position", "tty", "ingredient", "ingredient_rxcui"], keeps: None };
static NAMES: Table =
    Table { name: "drug_names", columns: &["name", "kind", "position", "ingredient", "ingredient_rxcui"], keeps: None };

/// Rows of a source on their way into empty tables.
pub(super) struct Filling {
    origin: Origin,
    products: Bulk,
    ingredients: Bulk,
    codes: Bulk,
    names: Bulk,
    /// Ingredients that wait for the products they belong to.
    waiting: Vec<(Rxcui, i64, Ingredient)>,
}

impl Filling {
    /// Nothing yet.
    pub(super) fn new(origin: Origin) -> Self {
        let [products, ingredients, codes, names] = [&PRODUCTS, &INGREDIENTS, &CODES, &NAMES].map(Bulk::new);
        Self { origin, products, ingredients, codes, names, waiting: Vec::new() }
    }

    /// Everything of a source.
    pub(super) async fn all(&mut self, tx: &mut Tx, contents: Contents) -> Result<(), Error> {
        for entry in contents.products {
            self.product(tx, entry).await?;
        }
        for code in contents.codes {
            self.code(tx, code).await?;
        }
        for name in contents.names {
            self.name(tx, name).await?;
        }
        Ok(())
    }

    /// A product.
    pub(super) async fn product(&mut self, tx: &mut Tx, Entry { product, common }: Entry) -> Result<(), Error> {
        let origin = self.origin.name();
        let Product { rxcui, tty, name, brand, ingredients, dose_form, route, schedule } = product;
        self.products
            .push(tx, |row| {
                row.bind(rxcui)
                    .bind(origin)
                    .bind(tty.name())
                    .bind(name)
                    .bind(brand)
                    .bind(dose_form)
                    .bind(route.map(Route::name))
                    .bind(schedule.map(Schedule::name))
                    .bind(common)
            })
            .await?;
        self.waiting.extend((0..).zip(ingredients).map(|(position, one)| (rxcui, position, one)));
        if self.waiting.len() >= 4096 { self.settle(tx).await } else { Ok(()) }
    }

    /// A code.
    pub(super) async fn code(&mut self, tx: &mut Tx, code: Code) -> Result<(), Error> {
        for (position, (name, rxcui)) in (0i64..).zip(code.ingredients) {
            let tty = code.tty.clone();
            self.codes
                .push(tx, |row| row.bind(code.rxcui).bind(position).bind(tty).bind(name.to_string()).bind(rxcui))
                .await?;
        }
        Ok(())
    }

    /// A name.
    pub(super) async fn name(&mut self, tx: &mut Tx, name: Name) -> Result<(), Error> {
        for (position, (ingredient, rxcui)) in (0i64..).zip(name.ingredients) {
            let (text, kind) = (name.name.clone(), name.kind.name());
            self.names
                .push(tx, |row| row.bind(text).bind(kind).bind(position).bind(ingredient.to_string()).bind(rxcui))
                .await?;
        }
        Ok(())
    }

    /// Ingredients go in after their products.
    async fn settle(&mut self, tx: &mut Tx) -> Result<(), Error> {
        self.products.flush(tx).await?;
        for (product, position, Ingredient { name, rxcui, strength }) in self.waiting.drain(..) {
            let strength = strength.map(|strength| strength.code());
            self.ingredients
                .push(tx, |row| row.bind(product).bind(position).bind(name.to_string()).bind(rxcui).bind(strength))
                .await?;
        }
        Ok(())
    }

    /// Sends what is left.
    pub(super) async fn finish(mut self, tx: &mut Tx) -> Result<(), Error> {
        self.settle(tx).await?;
        for bulk in [&mut self.ingredients, &mut self.codes, &mut self.names] {
            bulk.flush(tx).await?;
        }
        Ok(())
    }
}
