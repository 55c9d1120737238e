//! The formulary that comes with the program: the products most often prescribed, so that a portal works without an import.
//!
//! `starter/README.md` says where its facts are from.

use super::{
    Product, Route, Rxcui, Schedule, Strength, TermType,
    filling::Filling,
    model::Ingredient,
    store::{self, Origin},
    tables::{Contents, Entry, Meant, Name, NameKind},
};
use crate::{
    Error,
    db::{Alone, Db},
};
use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, str::Lines, sync::Arc};

const PRODUCTS: &str = include_str!("starter/products.tsv");
const INGREDIENTS: &str = include_str!("starter/ingredients.tsv");
const BRANDS: &str = include_str!("starter/brands.tsv");
/// The day of the data; a later one takes the place of an earlier one in the database.
const DATED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 22);

/// The day of the starter's data.
fn dated() -> NaiveDate {
    DATED.unwrap_or_default()
}

/// The starter's version: its day, and what its files come to.
fn version() -> String {
    let digest = Sha256::new().chain_update(PRODUCTS).chain_update(INGREDIENTS).chain_update(BRANDS).finalize();
    let digits: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{digits}", dated())
}

/// Puts the starter into the database, unless it is there already or a newer one is. Where a release of RxNorm was
/// imported, its products stay, and the starter only marks which of them are common.
pub async fn load_starter(db: &Db, now: DateTime<Utc>) -> Result<(), Error> {
    let version = version();
    if is_there(&mut db.read().await?, &version).await? {
        return Ok(());
    }
    let contents = contents()?;
    let mut tx = db.begin_alone(Alone::Drugs).await?;
    // Another process may have been quicker.
    if is_there(&mut tx, &version).await? {
        tx.rollback().await?;
        return Ok(());
    }
    let source = store::Source {
        origin: Origin::Starter,
        version,
        dated: dated(),
        products: i64::try_from(contents.products.len()).unwrap_or(i64::MAX),
        loaded_at: now,
    };
    if store::has_release(&mut tx).await? {
        store::mark_common(&mut tx, &contents.products).await?;
    } else {
        store::clear(&mut tx).await?;
        let mut filling = Filling::new(Origin::Starter);
        filling.all(&mut tx, contents).await?;
        filling.finish(&mut tx).await?;
    }
    store::note(&mut tx, &source).await?;
    tx.commit().await?;
    Ok(())
}

async fn is_there(q: &mut impl crate::db::Source, version: &str) -> Result<bool, Error> {
    let found: Option<(String, NaiveDate)> =
        q.query("SELECT version, dated FROM drug_sources WHERE name = 'starter'").maybe().await?;
    Ok(found.is_some_and(|(there, day)| there == version || day > dated()))
}

/// The starter alone, ready to be searched: for tests without a database.
///
/// # Panics
/// When the files of the starter are broken.
#[cfg(any(test, feature = "testing"))]
#[expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once and say why")]
pub fn starter_index() -> super::Index {
    super::Index::new(contents().expect("the starter is whole"))
}

/// What the starter's files hold.
///
/// # Errors
/// `Broken`, with file and line, when a line does not fit: the program was built with a damaged file.
pub(super) fn contents() -> Result<Contents, Error> {
    let rxcuis = ingredients()?;
    let meant = |name: &str| -> Result<Meant, String> {
        let (name, rxcui) = rxcuis.get_key_value(name).ok_or_else(|| format!("{name:?} is not in ingredients.tsv"))?;
        Ok((name.clone(), *rxcui))
    };
    let mut contents = Contents::default();
    for row in rows("products.tsv", PRODUCTS, PRODUCT_COLUMNS) {
        let row = row?;
        let product = product(&row.cells, &meant).map_err(|reason| row.broken(&reason))?;
        contents.products.push(Entry { product, common: true });
    }
    for row in rows("brands.tsv", BRANDS, "brand\tingredients\tsource") {
        let row = row?;
        let [name, ingredients, _] = row.cells.as_slice() else { continue };
        let ingredients: Result<Vec<Meant>, String> = ingredients.split(';').map(|name| meant(name.trim())).collect();
        // A brand of something the starter does not list otherwise is no help here.
        let Ok(ingredients) = ingredients else { continue };
        contents.names.push(Name { name: (*name).to_owned(), kind: NameKind::Brand, ingredients });
    }
    for (name, rxcui) in rxcuis {
        let ingredients = vec![(name.clone(), rxcui)];
        if let Some(rxcui) = rxcui {
            let code = super::tables::Code { rxcui, tty: "IN".to_owned(), ingredients: ingredients.clone() };
            contents.codes.push(code);
        }
        contents.names.push(Name { name: name.to_string(), kind: NameKind::Ingredient, ingredients });
    }
    contents.codes.sort_by_key(|code| code.rxcui);
    contents.names.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    contents.names.dedup_by(|one, other| one.kind == other.kind && one.name == other.name);
    Ok(contents)
}

const PRODUCT_COLUMNS: &str = "rxcui\ttty\tname\tbrand\tingredients\tstrengths\tdose_form\troute\tschedule\tsource";

fn product(cells: &[&str], meant: &impl Fn(&str) -> Result<Meant, String>) -> Result<Product, String> {
    let [rxcui, tty, name, brand, ingredients, strengths, dose_form, route, schedule, _] = cells else {
        return Err("it has not ten columns".to_owned());
    };
    let rxcui: Rxcui = rxcui.parse().map_err(|reason| format!("{rxcui:?}: {reason}"))?;
    let (names, strengths): (Vec<&str>, Vec<&str>) = (ingredients.split(';').collect(), strengths.split(';').collect());
    if names.len() != strengths.len() {
        return Err("ingredients and strengths are not as many".to_owned());
    }
    let ingredients: Result<Vec<Ingredient>, String> = names
        .into_iter()
        .zip(strengths)
        .map(|(name, strength)| {
            let (name, rxcui) = meant(name.trim())?;
            let strength = match strength.trim() {
                "" => None,
                text => Some(Strength::parse(text).ok_or_else(|| format!("{text:?} is no strength"))?),
            };
            Ok(Ingredient { name, rxcui, strength })
        })
        .collect();
    let optional = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Product {
        rxcui,
        tty: TermType::parse(tty).ok_or_else(|| format!("{tty:?} is no term type"))?,
        name: (*name).to_owned(),
        brand: optional(brand),
        ingredients: ingredients?,
        dose_form: (*dose_form).to_owned(),
        route: match *route {
            "" => None,
            route => Some(Route::parse(route).ok_or_else(|| format!("{route:?} is no route"))?),
        },
        schedule: match *schedule {
            "" => None,
            schedule => Some(Schedule::parse(schedule).ok_or_else(|| format!("{schedule:?} is no schedule"))?),
        },
    })
}

fn ingredients() -> Result<HashMap<Arc<str>, Option<Rxcui>>, Error> {
    let mut found = HashMap::new();
    for row in rows("ingredients.tsv", INGREDIENTS, "rxcui\tname\tsource") {
        let row = row?;
        let [rxcui, name, _] = row.cells.as_slice() else { continue };
        let rxcui = match *rxcui {
            "" => None,
            text => Some(text.parse::<Rxcui>().map_err(|reason| row.broken(&format!("{text:?}: {reason}")))?),
        };
        found.insert(Arc::from(*name), rxcui);
    }
    Ok(found)
}

/// A line of a file, in cells.
struct Row {
    file: &'static str,
    line: usize,
    cells: Vec<&'static str>,
}

impl Row {
    fn broken(&self, reason: &str) -> Error {
        Error::Broken(format!("the starter formulary, {} line {}: {reason}", self.file, self.line))
    }
}

fn rows(file: &'static str, text: &'static str, head: &'static str) -> impl Iterator<Item = Result<Row, Error>> {
    let columns = head.split('\t').count();
    let lines: std::iter::Enumerate<Lines<'static>> = text.lines().enumerate();
    lines.filter(|(_, line)| !line.trim().is_empty()).filter_map(move |(at, line)| {
        let row = Row { file, line: at + 1, cells: line.split('\t').map(str::trim).collect() };
        if at == 0 {
            return (line.trim_end() != head).then(|| Err(row.broken("the columns are not the ones expected")));
        }
        let fits = row.cells.len() == columns;
        Some(if fits { Ok(row) } else { Err(row.broken(&format!("it has not {columns} columns"))) })
    })
}

#[cfg(test)]
mod tests {
    use super::{contents, version};
    use crate::drugs::{Index, Route, TermType};
    use std::collections::HashSet;

    #[test]
    fn the_files_are_whole_and_agree_with_themselves() {
        let contents = contents().unwrap();
        assert!(!contents.products.is_empty() && !contents.names.is_empty());
        let mut codes = HashSet::new();
        for entry in &contents.products {
            let product = &entry.product;
            assert!(codes.insert(product.rxcui), "{} stands there twice", product.rxcui);
            assert!(!product.ingredients.is_empty() && !product.dose_form.is_empty(), "{}", product.name);
            assert_eq!(product.tty.is_branded(), product.brand.is_some(), "{}", product.name);
            assert!(product.route.is_some() || product.tty == TermType::Gpck, "{}", product.name);
            // What a dose form names for certain is what the file says.
            if let Some(route) = Route::of_dose_form(&product.dose_form) {
                assert_eq!(product.route, Some(route), "{}", product.name);
            }
            let written = product.written();
            for one in &product.ingredients {
                // The strength is the one in the name, in the same words.
                let strength = one.strength.as_ref().map(ToString::to_string).unwrap_or_default();
                assert!(written.contains(&strength), "{written} has no {strength}");
            }
        }
        for code in &contents.codes {
            assert!(codes.insert(code.rxcui), "{} is a product and an ingredient", code.rxcui);
        }
        assert!(version().len() > 12);
    }

    #[test]
    fn every_product_is_found_by_what_it_is_called() {
        let contents = contents().unwrap();
        let products = contents.products.clone();
        let index = Index::new(contents);
        for entry in products {
            for text in [entry.product.written(), entry.product.name.clone()] {
                // A longer name than a query may have is looked for by its beginning.
                let found = index.search(&text, 50);
                let is_there = found.hits.iter().any(|hit| hit.product.rxcui == entry.product.rxcui);
                assert!(is_there && found.guesses.is_empty(), "{text} does not find {}", entry.product.rxcui);
            }
        }
    }
}
