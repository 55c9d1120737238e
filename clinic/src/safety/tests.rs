mod allergies;
mod data;
mod guide;
mod high_priority;
mod kidney;
mod living;
mod medicines;
mod people;
mod properties;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Allergy, AllergyCategory, Card, DailyAmount, Indicator, Medicine, Origin, Pregnancy, Route, Subject, check,
};
use crate::patients::Sex;

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A man of 40 about whom nothing speaks against any medicine.
pub(crate) fn anyone() -> Subject {
    Subject {
        born: Some(day("1986-01-15")),
        today: day("2026-11-22"),
        sex: Some(Sex::Male),
        pregnancy: Pregnancy::No,
        breastfeeding: false,
        allergies: Vec::new(),
        kidney: Some(super::Kidney { kind: super::KidneyResult::Egfr(Decimal::from(95)), on: day("2026-10-01") }),
        weight_kg: None,
        conditions: Vec::new(),
        labs: Vec::new(),
    }
}

/// Someone of an age, in years.
pub(crate) fn aged(years: u32) -> Subject {
    let subject = anyone();
    let born = subject.today.checked_sub_months(chrono::Months::new(12 * years + 1));
    Subject { born, ..subject }
}

/// A medicine by mouth, named after its ingredients, which stand between "+".
pub(crate) fn medicine(key: &str, ingredients: &str, origin: Origin) -> Medicine {
    let ingredients: Vec<String> =
        ingredients.split('+').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    Medicine {
        key: key.to_owned(),
        name: ingredients.join(" / "),
        ingredients,
        guessed: false,
        route: Some(Route::Oral),
        daily: Vec::new(),
        rhythm: None,
        origin,
        since: None,
        replaces: Vec::new(),
    }
}

/// A draft.
pub(crate) fn draft(ingredients: &str) -> Medicine {
    medicine(&format!("draft:{ingredients}"), ingredients, Origin::Draft)
}

/// A medicine that is taken.
pub(crate) fn taken(ingredients: &str) -> Medicine {
    medicine(&format!("taken:{ingredients}"), ingredients, Origin::Prescribed)
}

/// A medicine with a daily amount of its first ingredient.
pub(crate) fn daily(mut medicine: Medicine, value: &str, unit: &str) -> Medicine {
    let name = medicine.ingredients.first().unwrap().clone();
    medicine.daily.push((name, DailyAmount { value: value.parse().unwrap(), unit: unit.to_owned() }));
    medicine
}

/// A medicine taken another way.
pub(crate) fn by(mut medicine: Medicine, route: Route) -> Medicine {
    medicine.route = Some(route);
    medicine
}

/// A recorded allergy to a medicine.
pub(crate) fn allergy(text: &str) -> Allergy {
    Allergy {
        text: text.to_owned(),
        codes: Vec::new(),
        ingredients: Vec::new(),
        category: Some(AllergyCategory::Medication),
        criticality: None,
        reaction: None,
    }
}

/// The indicator of a rule's card, if there is one.
pub(crate) fn says(cards: &[Card], rule: &str) -> Option<Indicator> {
    cards.iter().find(|card| card.rule.0 == rule).map(|card| card.indicator)
}

/// One draft with one medicine, for anyone.
pub(crate) fn pair(one: &str, two: &str) -> Vec<Card> {
    check(&anyone(), &[draft(one)], &[taken(two)])
}

/// The names of all rules that spoke.
pub(crate) fn rules(cards: &[Card]) -> BTreeSet<&str> {
    cards.iter().map(|card| card.rule.0.as_str()).collect()
}
