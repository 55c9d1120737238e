//! What many stories have in common.

use super::super::chart::{Allergy, Chart, Kind, Visit, every};
use super::super::codes::panels::{BLOOD_COUNT, COMPLETE, LIPIDS};
use super::super::codes::problems::Problem;
use super::super::house::Staff;

/// Insurance and care team, as on the first day.
pub(super) fn joins(chart: &mut Chart, others: &[(&'static Staff, &'static str)]) {
    chart.insured();
    chart.looked_after_by(others);
}

/// A yearly check-up with vital signs, smoking status and the usual blood tests.
pub(super) fn check_up(chart: &mut Chart, ago: i64, smoking: &str) -> Visit {
    let visit = chart.visit(ago, &Kind::CHECK_UP, "Yearly check-up");
    chart.vitals(&visit);
    chart.smoking(&visit, smoking);
    chart.labs(&visit, &[&COMPLETE, &LIPIDS, &BLOOD_COUNT]);
    visit
}

/// Yearly check-ups from the first to the last.
pub(super) fn check_ups(chart: &mut Chart, first: i64, last: i64, smoking: &str) {
    for ago in every(first, last, 364) {
        check_up(chart, ago, smoking);
    }
}

/// A drug allergy that is dangerous.
pub(super) const fn severe_drug_allergy(to: &'static Problem, reaction: &'static str) -> Allergy {
    Allergy { to, category: "medication", high: true, reaction, severity: "severe" }
}

/// A drug allergy that is a nuisance.
pub(super) const fn mild_drug_allergy(to: &'static Problem, reaction: &'static str) -> Allergy {
    Allergy { to, category: "medication", high: false, reaction, severity: "mild" }
}

/// An allergy to something in the air or in food.
pub(super) const fn other_allergy(
    to: &'static Problem,
    category: &'static str,
    high: bool,
    reaction: &'static str,
) -> Allergy {
    Allergy { to, category, high, reaction, severity: if high { "severe" } else { "mild" } }
}
