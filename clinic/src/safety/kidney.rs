//! How well the kidneys filter: CKD-EPI 2021 and Cockcroft-Gault.

use chrono::NaiveDate;
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::Subject;
use crate::patients::Sex;

/// A result that tells how the kidneys work.
#[derive(Clone, Copy)]
pub struct Kidney {
    /// What was measured.
    pub kind: KidneyResult,
    /// The day of the sample.
    pub on: NaiveDate,
}

/// What a kidney result measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum KidneyResult {
    /// A reported eGFR in mL/min/1.73 m².
    Egfr(Decimal),
    /// Creatinine in serum.
    Creatinine(Decimal, CreatinineUnit),
}

/// Units of creatinine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreatinineUnit {
    /// mg/dL.
    MgPerDl,
    /// µmol/L.
    UmolPerL,
}

/// A result, read: whole numbers as laboratories report them, since limits are written for those.
pub(super) struct Filtration {
    /// eGFR in mL/min/1.73 m².
    pub egfr: i64,
    /// Creatinine clearance in mL/min; `None` without creatinine, weight, or age.
    pub clearance: Option<i64>,
    /// Creatinine in mg/dL, where that was measured.
    pub creatinine: Option<f64>,
    /// The day of the sample.
    pub on: NaiveDate,
}

impl Filtration {
    /// Reads the subject's result. `None` without one, or when creatinine cannot be turned into a filtration rate: under 18 years, or
    /// at an unknown age. Where the sex is not known, the lower of both rates counts.
    pub(super) fn of(subject: &Subject) -> Option<Self> {
        let kidney = subject.kidney.as_ref()?;
        let on = kidney.on;
        let (value, unit) = match kidney.kind {
            KidneyResult::Egfr(rate) => {
                return Some(Self { egfr: rate.round().to_i64()?, clearance: None, creatinine: None, on });
            }
            KidneyResult::Creatinine(value, unit) => (value.to_f64().filter(|value| *value > 0.0)?, unit),
        };
        let creatinine = match unit {
            CreatinineUnit::MgPerDl => value,
            CreatinineUnit::UmolPerL => value / 88.4,
        };
        let age = on.years_since(subject.born?).filter(|age| *age >= 18)?;
        let lower = |rate: &dyn Fn(bool) -> f64| match subject.sex {
            Some(Sex::Female) => rate(true),
            Some(Sex::Male) => rate(false),
            _ => rate(true).min(rate(false)),
        };
        let egfr = lower(&|female| ckd_epi_2021(creatinine, age, female)).round().to_i64()?;
        let clearance = subject
            .weight_kg
            .and_then(|weight| weight.to_f64())
            .and_then(|weight| lower(&|female| cockcroft_gault(creatinine, age, weight, female)).round().to_i64());
        Some(Self { egfr, clearance, creatinine: Some(creatinine), on })
    }

    /// Whether the sample is older than twelve months.
    pub(super) fn old(&self, today: NaiveDate) -> bool {
        self.on.checked_add_months(chrono::Months::new(12)).is_some_and(|limit| limit < today)
    }
}

/// Estimated glomerular filtration rate in mL/min/1.73 m² from creatinine in mg/dL, without race: the CKD-EPI equation of 2021.
/// For adults. Source: Inker et al., N Engl J Med 2021;385:1737-1749.
pub fn ckd_epi_2021(creatinine_mg_dl: f64, age_years: u32, female: bool) -> f64 {
    let (kappa, alpha, factor) = if female { (0.7, -0.241, 1.012) } else { (0.9, -0.302, 1.0) };
    let ratio = creatinine_mg_dl / kappa;
    142.0 * ratio.min(1.0).powf(alpha) * ratio.max(1.0).powf(-1.200) * 0.9938_f64.powf(f64::from(age_years)) * factor
}

/// Creatinine clearance in mL/min from creatinine in mg/dL and weight in kilograms.
/// Source: Cockcroft and Gault, Nephron 1976;16:31-41.
pub fn cockcroft_gault(creatinine_mg_dl: f64, age_years: u32, weight_kg: f64, female: bool) -> f64 {
    let factor = if female { 0.85 } else { 1.0 };
    (140.0 - f64::from(age_years)).max(0.0) * weight_kg / (72.0 * creatinine_mg_dl) * factor
}
