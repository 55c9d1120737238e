use super::{
    Category, Earlier, Observation,
    panels::Filter,
    rows::{BEGINNING, earlier_columns, is_abnormal, observation_columns, pattern, place_of},
};
use crate::{
    Error,
    db::Source,
    paging::{Before, Page},
    patients::Chart,
};

/// One test of a patient: its newest result and the one before.
#[derive(Clone, sqlx::FromRow)]
pub struct Test {
    /// The newest result.
    #[sqlx(flatten)]
    pub latest: Observation,
    /// The result before it.
    #[sqlx(flatten)]
    pub earlier: Earlier,
    /// How many results there are.
    pub results: i64,
}

/// A test with its last results, for a small drawing.
#[derive(Clone)]
pub struct Trend {
    /// The test.
    pub test: Test,
    /// The last results that have a value, the oldest first.
    pub last: Vec<Observation>,
}

/// Tests on a page.
const TESTS: i64 = 40;

/// The patient's tests, the one with the newest result first, those of one time by name.
pub async fn tests(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    filter: Filter<'_>,
    before: Before,
) -> Result<Page<Test>, Error> {
    let patient = chart.read(category.subject())?;
    let rows: Vec<Test> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            ", ",
            earlier_columns!(),
            ", s.results
             FROM observation_series s
             JOIN observations o ON o.id = s.latest_id
             LEFT JOIN observations p ON p.id = s.previous_id",
            place_of!("o"),
            "WHERE s.patient_id = $1 AND s.category = $2
               AND s.latest_at <= $3 AND (s.latest_at < $3 OR (s.search, s.code_key) > (
                     COALESCE((SELECT c.search FROM observation_series c
                               WHERE c.patient_id = $1 AND c.category = $2 AND c.latest_id = $4), ''),
                     COALESCE((SELECT c.code_key FROM observation_series c
                               WHERE c.patient_id = $1 AND c.category = $2 AND c.latest_id = $4), '')))
               AND ($5 = '' OR s.search LIKE $5) AND (NOT $6 OR ",
            is_abnormal!(),
            ")
             ORDER BY s.latest_at DESC, s.search, s.code_key LIMIT $7",
        ))
        .bind(patient)
        .bind(category)
        .bind(before.at)
        .bind(before.id)
        .bind(pattern(filter.search))
        .bind(filter.only_abnormal)
        .bind(TESTS + 1)
        .all()
        .await?;
    let mut page = Page::cut(rows, TESTS, before, |test: &Test| (test.latest.sort_at, test.latest.id.0));
    page.rows.iter_mut().for_each(|test| test.latest = test.latest.clone().shown());
    Ok(page)
}

/// The patient's tests like [`tests`], each with its last twelve results.
pub async fn trends(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    before: Before,
) -> Result<Page<Trend>, Error> {
    let page = tests(q, chart, category, Filter::default(), before).await?;
    let (Some(newest), Some(oldest)) = (page.rows.first(), page.rows.last()) else {
        return Ok(Page { rows: Vec::new(), older: None, first: page.first });
    };
    let last: Vec<Observation> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            " FROM observation_series s
             JOIN observations o
               ON o.patient_id = s.patient_id AND o.category = s.category AND o.code_key = s.code_key
              AND o.sort_at >= COALESCE(
                    (SELECT b.sort_at FROM observations b
                     WHERE b.patient_id = s.patient_id AND b.category = s.category AND b.code_key = s.code_key
                     ORDER BY b.sort_at DESC, b.id DESC LIMIT 1 OFFSET 11), $3)",
            place_of!("o"),
            "WHERE s.patient_id = $1 AND s.category = $2 AND s.latest_at <= $4 AND s.latest_at >= $5
             ORDER BY o.sort_at, o.id",
        ))
        .bind(chart.patient())
        .bind(category)
        .bind(BEGINNING)
        .bind(newest.latest.sort_at)
        .bind(oldest.latest.sort_at)
        .all()
        .await?;
    let rows = page.rows.into_iter().map(|test| {
        let last = last
            .iter()
            .filter(|result| result.code_key == test.latest.code_key)
            .map(|result| result.clone().shown())
            .collect();
        Trend { test, last }
    });
    Ok(Page { rows: rows.collect(), older: page.older, first: page.first })
}
