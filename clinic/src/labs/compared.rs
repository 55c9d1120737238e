//! Tests side by side: the newest results of each of a few.

use super::{
    Category, Observation,
    rows::{is_open, observation_columns, place_of},
};
use crate::{Error, audit::Subject, db::Source, patients::Chart};

/// Tests that stand side by side at most.
pub const MOST_COMPARED: usize = 24;
/// Results of each test, from which the days are chosen.
const RESULTS: i64 = 40;

/// A test with its newest results.
pub struct Line {
    /// What tells the test apart.
    pub code_key: String,
    /// Its name, as its newest result has it.
    pub display: String,
    /// Its results, newest first.
    pub results: Vec<Observation>,
}

/// The newest results of these laboratory tests, in this order; a test of which the reader sees nothing is left out, and so is what goes
/// beyond [`MOST_COMPARED`].
pub async fn compared(q: &mut impl Source, chart: &Chart, tests: &[String]) -> Result<Vec<Line>, Error> {
    let patient = chart.read(Subject::Labs)?;
    let mut lines: Vec<Line> = Vec::new();
    for code_key in tests {
        if lines.len() == MOST_COMPARED || lines.iter().any(|line| line.code_key == *code_key) {
            continue;
        }
        let results: Vec<Observation> = q
            .query(concat!(
                "SELECT ",
                observation_columns!(),
                " FROM observations o",
                place_of!("o"),
                "WHERE o.patient_id = $1 AND o.category = $2 AND o.code_key = $3 AND",
                is_open!("o", "$5"),
                "ORDER BY o.sort_at DESC, o.id DESC LIMIT $4",
            ))
            .bind(patient)
            .bind(Category::Laboratory)
            .bind(code_key.clone())
            .bind(RESULTS)
            .bind(chart.horizon())
            .all()
            .await?;
        let results: Vec<Observation> = results.into_iter().map(|result| result.shown_to(chart)).collect();
        if let Some(newest) = results.first() {
            lines.push(Line { code_key: code_key.clone(), display: newest.display.clone(), results });
        }
    }
    Ok(lines)
}
