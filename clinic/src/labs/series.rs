use super::{
    Category, Earlier, Observation,
    panels::Filter,
    rows::{
        BEGINNING, earlier_columns, is_abnormal, is_listed, is_meant, is_open, observation_columns, pattern, place_of,
    },
    words::meant,
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

/// A page of tests.
pub struct Tests {
    /// The tests.
    pub page: Page<Test>,
    /// How many reports and single results the reader does not see yet.
    pub held: i64,
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

/// The patient's tests, the one with the newest result first, those of one time by name. A held result stands for nothing here: the
/// newest is the newest that the reader sees.
pub async fn tests(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    filter: Filter<'_>,
    before: Before,
) -> Result<Tests, Error> {
    let patient = chart.read(category.subject())?;
    let (hidden, held) = held(q, chart).await?;
    let query = if hidden == 0 { q.query(ALL) } else { q.query(OPEN) };
    let query = query
        .bind(patient)
        .bind(category)
        .bind(before.at)
        .bind(before.id)
        .bind(pattern(filter.search))
        .bind(filter.only_abnormal)
        .bind(TESTS + 1)
        .bind(meant(filter.search));
    let query = if hidden == 0 { query } else { query.bind(chart.horizon()) };
    let rows: Vec<Test> = query.all().await?;
    let mut page = Page::cut(rows, TESTS, before, |test: &Test| (test.latest.sort_at, test.latest.id.0));
    page.rows.iter_mut().for_each(|test| test.latest = test.latest.clone().shown_to(chart));
    Ok(Tests { page, held })
}

/// How much of a patient's results the reader does not see yet: all rows, and those that wait by themselves, reports and results
/// without one or with one that is shown.
async fn held(q: &mut impl Source, chart: &Chart) -> Result<(i64, i64), Error> {
    if !chart.awaits_release() {
        return Ok((0, 0));
    }
    Ok(q.query(
        "SELECT count(*), CAST(COALESCE(sum(CASE WHEN k.what = 'part' AND EXISTS (
                    SELECT 1 FROM diagnostic_report_results x JOIN held_results h ON h.id = x.report_id
                    WHERE x.observation_id = k.id AND h.shown_at > $2) THEN 0 ELSE 1 END), 0) AS BIGINT)
         FROM held_results k WHERE k.patient_id = $1 AND k.shown_at > $2",
    )
    .bind(chart.patient())
    .bind(chart.horizon())
    .one()
    .await?)
}

/// The tests of a patient of whom the reader sees everything: the list as the import made it.
const ALL: &str = concat!(
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
       AND ($5 = '' OR s.search LIKE $5 OR",
    is_meant!("s.code_key", "$8"),
    "    ) AND (NOT $6 OR ",
    is_abnormal!(),
    ")
     ORDER BY s.latest_at DESC, s.search, s.code_key LIMIT $7"
);

/// The tests of a patient some of whose results are held: of each, the newest that the reader sees, where there is one.
const OPEN: &str = concat!(
    "SELECT ",
    observation_columns!(),
    ", ",
    earlier_columns!(),
    ", s.results - (
           SELECT count(*) FROM held_results k JOIN observations b ON b.id = k.id
           WHERE k.patient_id = $1 AND k.shown_at > $9 AND b.category = $2 AND b.code_key = s.code_key AND",
    is_listed!("b"),
    ") AS results
     FROM observation_series s
     JOIN observations o ON o.id = (
         SELECT b.id FROM observations b
         WHERE b.patient_id = s.patient_id AND b.category = s.category AND b.code_key = s.code_key AND",
    is_listed!("b"),
    "AND",
    is_open!("b", "$9"),
    "    ORDER BY b.sort_at DESC, b.id DESC LIMIT 1)
     LEFT JOIN observations p ON p.id = (
         SELECT b.id FROM observations b
         WHERE b.patient_id = s.patient_id AND b.category = s.category AND b.code_key = s.code_key
           AND b.sort_at <= o.sort_at AND (b.sort_at < o.sort_at OR b.id < o.id) AND",
    is_listed!("b"),
    "AND",
    is_open!("b", "$9"),
    "    ORDER BY b.sort_at DESC, b.id DESC LIMIT 1)",
    place_of!("o"),
    "WHERE s.patient_id = $1 AND s.category = $2
       AND o.sort_at <= $3 AND (o.sort_at < $3 OR (s.search, s.code_key) > (
             COALESCE((SELECT c.search FROM observation_series c JOIN observations b ON b.id = $4
                       WHERE c.patient_id = $1 AND c.category = $2 AND c.code_key = b.code_key), ''),
             COALESCE((SELECT b.code_key FROM observations b WHERE b.id = $4 AND b.patient_id = $1), '')))
       AND ($5 = '' OR s.search LIKE $5 OR",
    is_meant!("s.code_key", "$8"),
    "    ) AND (NOT $6 OR ",
    is_abnormal!(),
    ")
     ORDER BY o.sort_at DESC, s.search, s.code_key LIMIT $7"
);

/// The patient's tests like [`tests`], each with its last twelve results.
pub async fn trends(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    before: Before,
) -> Result<Page<Trend>, Error> {
    let page = tests(q, chart, category, Filter::default(), before).await?.page;
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
              AND o.sort_at <= $4 AND o.sort_at >= COALESCE(
                    (SELECT b.sort_at FROM observations b
                     WHERE b.patient_id = s.patient_id AND b.category = s.category AND b.code_key = s.code_key AND",
            is_open!("b", "$6"),
            "        ORDER BY b.sort_at DESC, b.id DESC LIMIT 1 OFFSET 11), $3)",
            place_of!("o"),
            // A test whose newest result is held stands further down than the list has it.
            "WHERE s.patient_id = $1 AND s.category = $2 AND s.latest_at >= $5 AND",
            is_open!("o", "$6"),
            "ORDER BY o.sort_at, o.id",
        ))
        .bind(chart.patient())
        .bind(category)
        .bind(BEGINNING)
        .bind(newest.latest.sort_at)
        .bind(oldest.latest.sort_at)
        .bind(chart.horizon())
        .all()
        .await?;
    let rows = page.rows.into_iter().map(|test| {
        let last = last
            .iter()
            .filter(|result| result.code_key == test.latest.code_key)
            .map(|result| result.clone().shown_to(chart))
            .collect();
        Trend { test, last }
    });
    Ok(Page { rows: rows.collect(), older: page.older, first: page.first })
}
