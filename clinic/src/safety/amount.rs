//! Amounts that can be compared.

use rust_decimal::Decimal;

/// An amount in milligrams; `None` for units that are not of mass.
pub(super) fn milligrams(value: Decimal, unit: &str) -> Option<Decimal> {
    let factor = match unit.trim().to_lowercase().as_str() {
        "g" => Decimal::ONE_THOUSAND,
        "mg" => Decimal::ONE,
        "mcg" | "ug" | "µg" | "μg" => Decimal::new(1, 3),
        _ => return None,
    };
    value.checked_mul(factor)
}

/// Milligrams as people write them: `0.5 mg`, `4 g`, `62.5 mcg`.
pub(super) fn written(milligrams: Decimal) -> String {
    if milligrams < Decimal::new(1, 1) {
        format!("{} mcg", milligrams.saturating_mul(Decimal::ONE_THOUSAND).normalize())
    } else {
        format!("{} mg", milligrams.normalize())
    }
}
