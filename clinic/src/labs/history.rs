use super::{
    Category, Observation,
    rows::{is_listed, is_open, observation_columns, place_of},
};
use crate::{
    Error,
    db::Source,
    paging::{Before, Page},
    patients::Chart,
};

/// All there is of one test.
pub struct History {
    /// The test's name, as its newest result has it.
    pub display: String,
    /// How many results there are.
    pub total: i64,
    /// The newest results, to be drawn; at most [`DRAWN`].
    pub drawn: Vec<Observation>,
    /// A page of results.
    pub results: Page<Observation>,
}

/// Results that are drawn: more would lie on top of one another.
pub const DRAWN: i64 = 100;
/// Results on a page.
const RESULTS: i64 = 25;

/// The results of the test `code_key`, newest first.
///
/// # Errors
/// `NotFound` when the patient has no such test, or no result of it that the reader sees yet.
pub async fn history(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    code_key: &str,
    before: Before,
) -> Result<History, Error> {
    let patient = chart.read(category.subject())?;
    let series: Option<(String, i64)> = q
        .query(concat!(
            "SELECT s.display, s.results - (
                 SELECT count(*) FROM held_results k JOIN observations b ON b.id = k.id
                 WHERE k.patient_id = $1 AND k.shown_at > $4 AND b.category = $2 AND b.code_key = $3 AND",
            is_listed!("b"),
            ") FROM observation_series s WHERE s.patient_id = $1 AND s.category = $2 AND s.code_key = $3",
        ))
        .bind(patient)
        .bind(category)
        .bind(code_key.to_owned())
        .bind(chart.horizon())
        .maybe()
        .await?;
    let drawn = results(q, chart, category, code_key, Before::START, DRAWN).await?;
    let page = if before.is_start() {
        drawn.iter().take(usize::try_from(RESULTS + 1).unwrap_or(0)).cloned().collect()
    } else {
        results(q, chart, category, code_key, before, RESULTS + 1).await?
    };
    // A test whose every result was withdrawn has no series, and is still the patient's.
    let (display, total) = match (series, drawn.first()) {
        (Some((_, total)), Some(newest)) => (newest.display.clone(), total),
        (None, Some(newest)) => (newest.display.clone(), i64::try_from(drawn.len()).unwrap_or(DRAWN)),
        (_, None) => return Err(Error::NotFound),
    };
    let results = Page::cut(page, RESULTS, before, |result: &Observation| (result.sort_at, result.id.0));
    Ok(History { display, total, drawn, results })
}

async fn results(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    code_key: &str,
    before: Before,
    limit: i64,
) -> Result<Vec<Observation>, Error> {
    let rows: Vec<Observation> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            " FROM observations o",
            place_of!("o"),
            "WHERE o.patient_id = $1 AND o.category = $2 AND o.code_key = $3
               AND o.sort_at <= $4 AND (o.sort_at < $4 OR o.id < $5) AND",
            is_open!("o", "$7"),
            "ORDER BY o.sort_at DESC, o.id DESC LIMIT $6",
        ))
        .bind(chart.patient())
        .bind(category)
        .bind(code_key.to_owned())
        .bind(before.at)
        .bind(before.id)
        .bind(limit)
        .bind(chart.horizon())
        .all()
        .await?;
    Ok(rows.into_iter().map(|result| result.shown_to(chart)).collect())
}
