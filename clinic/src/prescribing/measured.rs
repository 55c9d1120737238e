//! Results as the safety checks read them: only what is named exactly counts.

use crate::safety::{CreatinineUnit, Kidney, KidneyResult, Lab, LabTest};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// A result, as far as a check asks: of a test named by LOINC.
#[derive(sqlx::FromRow)]
pub(crate) struct Measured {
    pub code_key: String,
    pub value: Option<String>,
    pub unit: Option<String>,
    pub unit_code: Option<String>,
    pub sort_at: DateTime<Utc>,
}

/// The newer of eGFR and creatinine; of one day the eGFR.
pub(crate) fn kidney_of(results: &[Measured]) -> Option<Kidney> {
    let of = |one: &Measured| {
        let value = Decimal::from_str(one.value.as_deref()?).ok()?;
        let kind = match one.code_key.as_str() {
            "98979-8" | "62238-1" | "33914-3" | "48642-3" => KidneyResult::Egfr(value),
            "2160-0" | "38483-4" | "14682-9" => KidneyResult::Creatinine(value, creatinine_unit(one)?),
            _ => return None,
        };
        Some(Kidney { kind, on: one.sort_at.date_naive() })
    };
    results.iter().filter_map(of).max_by_key(|kidney| (kidney.on, matches!(kidney.kind, KidneyResult::Egfr(_))))
}

/// A unit that is not named exactly is none: a hundredfold mistake hides in it.
fn creatinine_unit(one: &Measured) -> Option<CreatinineUnit> {
    let unit = one.unit_code.as_deref().or(one.unit.as_deref())?.to_lowercase();
    match unit.as_str() {
        "mg/dl" => Some(CreatinineUnit::MgPerDl),
        "umol/l" | "µmol/l" | "μmol/l" => Some(CreatinineUnit::UmolPerL),
        _ => None,
    }
}

/// The newest weight in kilograms.
pub(crate) fn weight_of(results: &[Measured]) -> Option<Decimal> {
    results.iter().find(|one| one.code_key == "29463-7").and_then(kilograms)
}

fn kilograms(one: &Measured) -> Option<Decimal> {
    let value = Decimal::from_str(one.value.as_deref()?).ok()?;
    match one.unit_code.as_deref().or(one.unit.as_deref())? {
        "kg" => Some(value),
        "g" => Some(value / Decimal::ONE_THOUSAND),
        // The international avoirdupois pound, exactly.
        "[lb_av]" | "lb" | "lbs" => value.checked_mul(Decimal::new(45_359_237, 8)),
        _ => None,
    }
}

pub(crate) fn labs_of(results: &[Measured]) -> Vec<Lab> {
    let of = |one: &Measured| {
        let unit = one.unit_code.as_deref().or(one.unit.as_deref())?.to_lowercase();
        let (test, expected): (LabTest, &[&str]) = match one.code_key.as_str() {
            "10535-3" => (LabTest::Digoxin, &["ng/ml", "ug/l"]),
            "2823-3" | "6298-4" => (LabTest::Potassium, &["mmol/l", "meq/l"]),
            "2601-3" => (LabTest::Magnesium, &["mmol/l"]),
            "17861-6" | "49765-1" => (LabTest::Calcium, &["mg/dl"]),
            _ => return None,
        };
        let value = Decimal::from_str(one.value.as_deref()?).ok().filter(|_| expected.contains(&unit.as_str()))?;
        Some(Lab { test, value, on: one.sort_at.date_naive() })
    };
    results.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_in_pounds_is_turned_exactly() {
        let row = Measured {
            code_key: "29463-7".to_owned(),
            value: Some("100".to_owned()),
            unit: Some("lbs".to_owned()),
            unit_code: Some("[lb_av]".to_owned()),
            sort_at: DateTime::UNIX_EPOCH,
        };
        assert_eq!(kilograms(&row), Decimal::from_str("45.359237").ok());
    }
}
