//! Medicines as the safety checks see them: what is in them, how much of it in a day, and how it gets into the body.

use super::{Content, Order};
use crate::{
    directions::{self, Directions, DoseUnit, Timing},
    drugs::{By, Index, Ingredient, Product, Resolved},
    ids::{MedicationRequestId, PrescriptionId},
    safety::{DailyAmount, Medicine, Origin, Rhythm, Route},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The key of a draft in cards.
pub(crate) fn draft_key(id: PrescriptionId) -> String {
    format!("draft:{id}")
}

/// The key of something in the chart in cards.
pub(super) fn chart_key(id: MedicationRequestId) -> String {
    format!("order:{id}")
}

/// A draft as the checks see it: also one that is not finished.
pub(crate) fn drafted(
    id: PrescriptionId,
    content: &Content,
    order: Option<&Order>,
    product: Option<&Product>,
    index: &Index,
) -> Vec<Medicine> {
    let resolved = match product {
        Some(product) => {
            Resolved::Known { ingredients: product.ingredients.clone(), by: By::Code, unrecognised: Vec::new() }
        }
        None => index.resolve(None, None, &content.drug),
    };
    let name = product.map_or_else(|| content.drug.trim().to_owned(), Product::written);
    if name.is_empty() {
        return Vec::new();
    }
    let judged = content.directions.judge().ok();
    let directions = order.map(|order| &order.directions).or(judged.as_ref());
    medicines(draft_key(id), &name, &resolved, product, directions, Origin::Draft, None)
}

/// A medicine by its codes and its name, where no more is known of it.
pub(crate) fn medicines_of_codes(
    index: &Index,
    key: String,
    name: &str,
    codes: &[(String, String)],
    origin: Origin,
    since: Option<NaiveDate>,
) -> Vec<Medicine> {
    let by_code = codes.iter().map(|(system, code)| index.resolve(Some(system), Some(code), ""));
    let resolved = by_code
        .into_iter()
        .find(|resolved| *resolved != Resolved::Unknown)
        .unwrap_or_else(|| index.resolve(None, None, name));
    let product = codes.iter().filter_map(|(_, code)| code.parse().ok()).find_map(|code| index.product(code));
    medicines(key, name, &resolved, product.as_ref(), None, origin, since)
}

/// A medicine by what is known of it, and each part of its name that nobody recognised.
pub(super) fn medicines(
    key: String,
    name: &str,
    resolved: &Resolved,
    product: Option<&Product>,
    directions: Option<&Directions>,
    origin: Origin,
    since: Option<NaiveDate>,
) -> Vec<Medicine> {
    let (guessed, rest) = match resolved {
        Resolved::Known { by, unrecognised, .. } => (matches!(by, By::Guess(_)), unrecognised.as_slice()),
        Resolved::Unknown => (false, [].as_slice()),
    };
    let route =
        directions.and_then(route_of).or_else(|| product.and_then(|product| product.route).map(route_of_product));
    let whole = Medicine {
        key: key.clone(),
        name: name.to_owned(),
        ingredients: resolved.ingredients().iter().map(|one| one.name.to_string()).collect(),
        guessed,
        route,
        daily: directions.map(|directions| daily(directions, resolved.ingredients())).unwrap_or_default(),
        rhythm: directions.map(rhythm),
        origin,
        since,
        replaces: Vec::new(),
    };
    // What could not be read of a name is a medicine of its own that nobody recognises: it is not passed over.
    let parts = rest.iter().enumerate().map(|(number, part)| Medicine {
        key: format!("{key}:{}", number + 1),
        name: part.clone(),
        ingredients: Vec::new(),
        guessed: false,
        daily: Vec::new(),
        ..whole.clone()
    });
    let parts: Vec<Medicine> = parts.collect();
    std::iter::once(whole).chain(parts).collect()
}

/// The daily amount of each ingredient, where directions and strengths tell it.
fn daily(directions: &Directions, ingredients: &[Ingredient]) -> Vec<(String, DailyAmount)> {
    let Some(daily) = directions::daily(directions) else { return Vec::new() };
    let one = ingredients.len() == 1;
    ingredients
        .iter()
        .filter_map(|ingredient| {
            let amount = match daily.unit {
                // A dose that is a mass is that of the only ingredient.
                DoseUnit::Milligram if one => Some((daily.high, "mg")),
                DoseUnit::Microgram if one => Some((daily.high, "mcg")),
                DoseUnit::Gram if one => Some((daily.high, "g")),
                _ => of_strength(ingredient, daily.unit, daily.high),
            };
            let (value, unit) = amount?;
            Some((ingredient.name.to_string(), DailyAmount { value, unit: unit.to_owned() }))
        })
        .collect()
}

/// What so many dose units hold of an ingredient.
fn of_strength(ingredient: &Ingredient, unit: DoseUnit, many: Decimal) -> Option<(Decimal, &'static str)> {
    let strength = ingredient.strength.as_ref()?;
    let mass = match strength.unit.code() {
        "MG" => "mg",
        "MCG" => "mcg",
        "G" => "g",
        _ => return None,
    };
    let each = match (&strength.per, unit) {
        (None, DoseUnit::Tablet | DoseUnit::Capsule | DoseUnit::Suppository | DoseUnit::Lozenge | DoseUnit::Packet) => {
            strength.value
        }
        (Some((per, measure)), DoseUnit::Milliliter) if measure.code() == "ML" => strength.value.checked_div(*per)?,
        (Some((per, measure)), DoseUnit::Puff | DoseUnit::Spray) if measure.code() == "ACTUAT" => {
            strength.value.checked_div(*per)?
        }
        _ => return None,
    };
    Some((each.checked_mul(many)?, mass))
}

fn rhythm(directions: &Directions) -> Rhythm {
    let weekly = |timing: &Timing| match timing {
        Timing::Weekdays(days) => days.len() == 1,
        Timing::EveryDays(days) => *days == 7,
        _ => false,
    };
    let rare = |timing: &Timing| matches!(timing, Timing::Once | Timing::Monthly);
    if directions.steps.iter().all(|step| weekly(&step.timing)) {
        Rhythm::Weekly
    } else if directions.steps.iter().all(|step| rare(&step.timing)) {
        Rhythm::Other
    } else {
        Rhythm::Daily
    }
}

fn route_of(directions: &Directions) -> Option<Route> {
    use crate::directions::Route as Given;
    let route = directions.steps.first()?.route?;
    Some(match route {
        Given::Oral | Given::Mouth => Route::Oral,
        Given::Sublingual => Route::Sublingual,
        Given::Buccal => Route::Buccal,
        Given::Inhaled | Given::Nebulized => Route::Inhaled,
        Given::Nose => Route::Nasal,
        Given::Eye => Route::Ophthalmic,
        Given::Ear => Route::Otic,
        // A patch acts in the body, a cream on the skin.
        Given::Skin if directions.steps.iter().any(|step| step.dose.unit == DoseUnit::Patch) => Route::Transdermal,
        Given::Skin => Route::Topical,
        Given::Subcutaneous => Route::Subcutaneous,
        Given::Intramuscular => Route::Intramuscular,
        Given::Rectal => Route::Rectal,
        Given::Vaginal => Route::Vaginal,
    })
}

fn route_of_product(route: crate::drugs::Route) -> Route {
    use crate::drugs::Route as Known;
    match route {
        Known::Oral => Route::Oral,
        Known::Sublingual => Route::Sublingual,
        Known::Buccal => Route::Buccal,
        Known::Inhaled => Route::Inhaled,
        Known::Nasal => Route::Nasal,
        Known::Topical => Route::Topical,
        Known::Transdermal => Route::Transdermal,
        Known::Ophthalmic => Route::Ophthalmic,
        Known::Otic => Route::Otic,
        Known::Rectal => Route::Rectal,
        Known::Vaginal => Route::Vaginal,
        Known::Subcutaneous => Route::Subcutaneous,
        Known::Intramuscular => Route::Intramuscular,
        Known::Intravenous => Route::Intravenous,
    }
}
