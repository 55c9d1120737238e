use super::{
    Index, Product, Route, Rxcui, Schedule, Strength, TermType,
    model::Ingredient,
    tables::{Code, Contents, Entry, Meant, Name, NameKind},
};
use crate::{
    Error,
    db::{Db, Source as Rows, Tx},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, PoisonError, RwLock},
};

/// The tables that a source fills, each after those that refer to it. They hold nothing that anyone typed.
pub const TABLES: [&str; 5] = ["drug_ingredients", "drug_products", "drug_codes", "drug_names", "drug_sources"];

/// Where drugs come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// They came with the program.
    Starter,
    /// They are a release of RxNorm that the clinic imported.
    Rxnorm,
}

impl Origin {
    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Rxnorm => "rxnorm",
        }
    }
}

/// What the drugs in use were taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where they come from.
    pub origin: Origin,
    /// Its version, as it calls itself.
    pub version: String,
    /// The day of its data.
    pub dated: NaiveDate,
    /// How many products it brought.
    pub products: i64,
    /// When it was loaded.
    pub loaded_at: DateTime<Utc>,
}

/// The release of RxNorm in use, else the starter; none before either was loaded.
pub async fn source(q: &mut impl Rows) -> Result<Option<Source>, Error> {
    Ok(match source_of(q, Origin::Rxnorm).await? {
        Some(release) => Some(release),
        None => source_of(q, Origin::Starter).await?,
    })
}

/// What was loaded from one origin.
pub(super) async fn source_of(q: &mut impl Rows, origin: Origin) -> Result<Option<Source>, Error> {
    let found: Option<(String, NaiveDate, i64, DateTime<Utc>)> = q
        .query("SELECT version, dated, products, loaded_at FROM drug_sources WHERE name = $1")
        .bind(origin.name())
        .maybe()
        .await?;
    Ok(found.map(|(version, dated, products, loaded_at)| Source { origin, version, dated, products, loaded_at }))
}

/// The formulary in memory, at hand for every request. Cloning shares it; another process that loads another is heard of by
/// [`Drugs::refresh`].
#[derive(Clone, Debug, Default)]
pub struct Drugs(Arc<RwLock<Option<Loaded>>>);

#[derive(Clone, Debug)]
struct Loaded {
    index: Arc<Index>,
    stamp: Stamp,
}

/// What tells one state of the tables from another.
type Stamp = Vec<(String, String, DateTime<Utc>)>;

impl Drugs {
    /// The index, which is made when it is first asked for.
    pub async fn index(&self, db: &Db) -> Result<Arc<Index>, Error> {
        if let Some(loaded) = &*self.0.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(&loaded.index));
        }
        self.refresh(db).await?;
        let loaded = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Ok(loaded.as_ref().map(|loaded| Arc::clone(&loaded.index)).unwrap_or_default())
    }

    /// Makes the index anew if the tables were filled since.
    pub async fn refresh(&self, db: &Db) -> Result<(), Error> {
        let stamp = stamp(&mut db.read().await?).await?;
        let is_current = |loaded: &Loaded| loaded.stamp == stamp;
        if self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(is_current) {
            return Ok(());
        }
        // One state of all tables, however long reading takes.
        let mut tx = db.snapshot().await?;
        let stamp = self::stamp(&mut tx).await?;
        let contents = contents(&mut tx).await?;
        tx.rollback().await?;
        // Sorting many thousand words is no work for a thread that answers requests.
        let index = tokio::task::spawn_blocking(move || Index::new(contents))
            .await
            .map_err(|error| Error::Broken(format!("the index of drugs: {error}")))?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Loaded { index: Arc::new(index), stamp });
        Ok(())
    }
}

async fn stamp(q: &mut impl Rows) -> Result<Stamp, Error> {
    Ok(q.query("SELECT name, version, loaded_at FROM drug_sources WHERE name IN ('starter', 'rxnorm') ORDER BY name")
        .all()
        .await?)
}

/// Rows that are read at a time.
const CHUNK: i64 = 5000;

type ProductRow = (Rxcui, String, String, Option<String>, String, Option<String>, Option<String>, bool);
type IngredientRow = (Rxcui, i64, String, Option<Rxcui>, Option<String>);
type CodeRow = (Rxcui, i64, String, String, Option<Rxcui>);
type NameRow = (String, String, i64, String, Option<Rxcui>);

/// Names that occur again and again, each kept once.
#[derive(Default)]
struct Shared(HashSet<Arc<str>>);

impl Shared {
    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return Arc::clone(known);
        }
        let name: Arc<str> = name.into();
        self.0.insert(Arc::clone(&name));
        name
    }
}

/// Everything the tables hold.
async fn contents(q: &mut impl Rows) -> Result<Contents, Error> {
    let mut shared = Shared::default();
    let mut ingredients: HashMap<Rxcui, Vec<Ingredient>> = HashMap::new();
    let mut after = (0, -1);
    loop {
        let rows: Vec<IngredientRow> = q
            .query(
                "SELECT product, position, name, rxcui, strength FROM drug_ingredients
                 WHERE (product, position) > ($1, $2) ORDER BY product, position LIMIT $3",
            )
            .bind(after.0)
            .bind(after.1)
            .bind(CHUNK)
            .all()
            .await?;
        let Some((product, position, ..)) = rows.last() else { break };
        after = (product.number(), *position);
        for (product, _, name, rxcui, strength) in rows {
            let strength = strength.as_deref().and_then(Strength::parse);
            let one = Ingredient { name: shared.name(&name), rxcui, strength };
            ingredients.entry(product).or_default().push(one);
        }
    }
    let mut products = Vec::with_capacity(ingredients.len());
    let mut after = 0;
    loop {
        let rows: Vec<ProductRow> = q
            .query(
                "SELECT rxcui, tty, name, brand, dose_form, route, schedule, common FROM drug_products
                 WHERE rxcui > $1 ORDER BY rxcui LIMIT $2",
            )
            .bind(after)
            .bind(CHUNK)
            .all()
            .await?;
        let Some((rxcui, ..)) = rows.last() else { break };
        after = rxcui.number();
        for (rxcui, tty, name, brand, dose_form, route, schedule, common) in rows {
            let broken = |what: &str| Error::Broken(format!("drug {rxcui} has a {what} that is unknown here"));
            let product = Product {
                rxcui,
                tty: TermType::parse(&tty).ok_or_else(|| broken("term type"))?,
                name,
                brand,
                ingredients: ingredients.remove(&rxcui).unwrap_or_default(),
                dose_form,
                route: route.as_deref().and_then(Route::parse),
                // A schedule that cannot be read must not pass for none.
                schedule: match schedule.as_deref() {
                    None => None,
                    Some(schedule) => Some(Schedule::parse(schedule).ok_or_else(|| broken("schedule"))?),
                },
            };
            products.push(Entry { product, common });
        }
    }
    let codes = codes(q, &mut shared).await?;
    let names = names(q, &mut shared).await?;
    let is_release = has_release(q).await?;
    Ok(Contents { products, codes, names, is_release })
}

async fn codes(q: &mut impl Rows, shared: &mut Shared) -> Result<Vec<Code>, Error> {
    let mut codes: Vec<Code> = Vec::new();
    let mut after = (0, -1);
    loop {
        let rows: Vec<CodeRow> = q
            .query(
                "SELECT rxcui, position, tty, ingredient, ingredient_rxcui FROM drug_codes
                 WHERE (rxcui, position) > ($1, $2) ORDER BY rxcui, position LIMIT $3",
            )
            .bind(after.0)
            .bind(after.1)
            .bind(CHUNK)
            .all()
            .await?;
        let Some((rxcui, position, ..)) = rows.last() else { return Ok(codes) };
        after = (rxcui.number(), *position);
        for (rxcui, _, tty, ingredient, ingredient_rxcui) in rows {
            let meant = (shared.name(&ingredient), ingredient_rxcui);
            match codes.last_mut().filter(|last| last.rxcui == rxcui) {
                Some(last) => last.ingredients.push(meant),
                None => codes.push(Code { rxcui, tty, ingredients: vec![meant] }),
            }
        }
    }
}

async fn names(q: &mut impl Rows, shared: &mut Shared) -> Result<Vec<Name>, Error> {
    let mut names: HashMap<(String, NameKind), Vec<Meant>> = HashMap::new();
    let mut after = (String::new(), String::new(), -1);
    loop {
        let (name, kind, position) = after.clone();
        let rows: Vec<NameRow> = q
            .query(
                "SELECT name, kind, position, ingredient, ingredient_rxcui FROM drug_names
                 WHERE (name, kind, position) > ($1, $2, $3) ORDER BY name, kind, position LIMIT $4",
            )
            .bind(name)
            .bind(kind)
            .bind(position)
            .bind(CHUNK)
            .all()
            .await?;
        let Some((name, kind, position, ..)) = rows.last() else { break };
        after = (name.clone(), kind.clone(), *position);
        for (name, kind, _, ingredient, rxcui) in rows {
            let kind = NameKind::parse(&kind)
                .ok_or_else(|| Error::Broken(format!("the drug name {name:?} is of the unknown kind {kind:?}")))?;
            names.entry((name, kind)).or_default().push((shared.name(&ingredient), rxcui));
        }
    }
    let mut names: Vec<Name> =
        names.into_iter().map(|((name, kind), ingredients)| Name { name, kind, ingredients }).collect();
    names.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(names)
}

/// Whether a release of RxNorm was imported.
pub(super) async fn has_release(q: &mut impl Rows) -> Result<bool, Error> {
    Ok(source_of(q, Origin::Rxnorm).await?.is_some())
}

/// Removes everything that a source filled.
pub async fn clear(tx: &mut Tx) -> Result<(), Error> {
    for sql in [
        "DELETE FROM drug_ingredients",
        "DELETE FROM drug_products",
        "DELETE FROM drug_codes",
        "DELETE FROM drug_names",
        "DELETE FROM drug_sources",
    ] {
        tx.query(sql).run().await?;
    }
    Ok(())
}

/// Writes down that a source was loaded.
pub(super) async fn note(tx: &mut Tx, source: &Source) -> Result<(), Error> {
    tx.query(
        "INSERT INTO drug_sources (name, version, dated, products, loaded_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO UPDATE SET version = $2, dated = $3, products = $4, loaded_at = $5",
    )
    .bind(source.origin.name())
    .bind(source.version.clone())
    .bind(source.dated)
    .bind(source.products)
    .bind(source.loaded_at)
    .run()
    .await?;
    Ok(())
}

/// Marks just these products as common.
pub(super) async fn mark_common(tx: &mut Tx, products: &[Entry]) -> Result<(), Error> {
    tx.query("UPDATE drug_products SET common = FALSE WHERE common").run().await?;
    for entry in products {
        tx.query("UPDATE drug_products SET common = TRUE WHERE rxcui = $1").bind(entry.product.rxcui).run().await?;
    }
    Ok(())
}
