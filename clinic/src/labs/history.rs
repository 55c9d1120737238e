use super::{
    Category, Observation, Revision,
    revisions::revisions,
    rows::{BEGINNING, is_listed, is_open, observation_columns, place_of},
};
use crate::{
    Error,
    db::Source,
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Duration, Utc};

/// All there is of one test, or what there is of it since a moment.
pub struct History {
    /// The test's name, as its newest result has it.
    pub display: String,
    /// How many results there are at any time.
    pub total: i64,
    /// Results of the period, to be drawn, newest first; at most [`DRAWN`].
    pub drawn: Vec<Observation>,
    /// How long the stretches of time are of which only the newest result is drawn; `None` where all are.
    pub stretch: Option<Duration>,
    /// A page of the period's results.
    pub results: Page<Observation>,
    /// What was changed in the results of that page.
    pub revisions: Vec<Revision>,
}

/// Results that are drawn: more would lie on top of one another.
pub const DRAWN: i64 = 100;
/// Results on a page.
const RESULTS: i64 = 25;

/// A test of a patient, and since when its results are wanted.
#[derive(Clone, Copy)]
struct Wanted<'w> {
    chart: &'w Chart,
    category: Category,
    code_key: &'w str,
    since: DateTime<Utc>,
}

/// The results of the test `code_key` since a moment, or all of them, newest first.
///
/// # Errors
/// `NotFound` when the patient has no such test, or no result of it that the reader sees yet.
pub async fn history(
    q: &mut impl Source,
    chart: &Chart,
    category: Category,
    code_key: &str,
    since: Option<DateTime<Utc>>,
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
    let wanted = Wanted { chart, category, code_key, since: since.unwrap_or(BEGINNING) };
    let newest = results(q, wanted, Before::START, DRAWN + 1).await?;
    let is_thinned = newest.len() > usize::try_from(DRAWN).unwrap_or(usize::MAX);
    let page = if before.is_start() {
        newest.iter().take(usize::try_from(RESULTS + 1).unwrap_or(0)).cloned().collect()
    } else {
        results(q, wanted, before, RESULTS + 1).await?
    };
    let (stretch, drawn) = match newest.first().filter(|_| is_thinned) {
        Some(last) => {
            let (stretch, drawn) = thinned(q, wanted, last.sort_at).await?;
            (Some(stretch), drawn)
        }
        None => (None, newest),
    };
    let last = match drawn.first() {
        Some(last) => Some(last.clone()),
        // Nothing in the period: whether there is anything at all decides.
        None => results(q, Wanted { since: BEGINNING, ..wanted }, Before::START, 1).await?.pop(),
    };
    // A test whose every result was withdrawn has no series, and is still the patient's.
    let (display, total) = match (series, last) {
        (Some((_, total)), Some(newest)) => (newest.display, total),
        (None, Some(newest)) => (newest.display, i64::try_from(drawn.len()).unwrap_or(DRAWN)),
        (_, None) => return Err(Error::NotFound),
    };
    let results = Page::cut(page, RESULTS, before, |result: &Observation| (result.sort_at, result.id.0));
    let revisions = revisions(q, chart, &results.rows).await?;
    Ok(History { display, total, drawn, stretch, results, revisions })
}

/// Stretches of time that are asked for at once.
const AT_ONCE: usize = 25;

/// The newest result of each of at most [`DRAWN`] stretches of time from the oldest of the period to its newest, and how long these are.
/// Only as many rows are touched as are drawn, however many there are.
async fn thinned(
    q: &mut impl Source,
    wanted: Wanted<'_>,
    newest: DateTime<Utc>,
) -> Result<(Duration, Vec<Observation>), Error> {
    let Wanted { chart, category, code_key, since } = wanted;
    let oldest: Option<(DateTime<Utc>,)> = q
        .query(concat!(
            "SELECT o.sort_at FROM observations o
             WHERE o.patient_id = $1 AND o.category = $2 AND o.code_key = $3 AND o.sort_at >= $4 AND",
            is_open!("o", "$5"),
            "ORDER BY o.sort_at, o.id LIMIT 1",
        ))
        .bind(chart.patient())
        .bind(category)
        .bind(code_key.to_owned())
        .bind(since)
        .bind(chart.horizon())
        .maybe()
        .await?;
    let oldest = oldest.map_or(newest, |(at,)| at);
    let stretch = stretch(newest - oldest);
    let mut ends = vec![newest + Duration::microseconds(1)];
    while let Some(end) = ends.last().filter(|end| **end > oldest).and_then(|end| end.checked_sub_signed(stretch)) {
        ends.push(end);
    }
    let mut drawn = Vec::new();
    for some in ends.chunks(AT_ONCE) {
        let mut query = q
            .query(concat!(
                "SELECT ",
                observation_columns!(),
                " FROM (SELECT (SELECT b.id FROM observations b
                            WHERE b.patient_id = $1 AND b.category = $2 AND b.code_key = $3 AND b.sort_at >= $4
                              AND b.sort_at >= v.column1 AND b.sort_at < v.column2 AND",
                is_open!("b", "$5"),
                "           ORDER BY b.sort_at DESC, b.id DESC LIMIT 1) AS id
                 FROM (VALUES
                    ($7, $6), ($8, $7), ($9, $8), ($10, $9), ($11, $10), ($12, $11), ($13, $12), ($14, $13), ($15, $14),
                    ($16, $15), ($17, $16), ($18, $17), ($19, $18), ($20, $19), ($21, $20), ($22, $21), ($23, $22), ($24, $23),
                    ($25, $24), ($26, $25), ($27, $26), ($28, $27), ($29, $28), ($30, $29), ($31, $30)) AS v) picked
                 JOIN observations o ON o.id = picked.id",
                place_of!("o"),
                "ORDER BY o.sort_at DESC, o.id DESC",
            ))
            .bind(chart.patient())
            .bind(category)
            .bind(code_key.to_owned())
            .bind(since)
            .bind(chart.horizon());
        // The end of a stretch is the beginning of the one after it; the last is bound as often as is left.
        let end = some.last().copied().unwrap_or(newest);
        let beyond = end.checked_sub_signed(stretch).unwrap_or(end);
        for at in 0..=AT_ONCE {
            query = query.bind(some.get(at).copied().unwrap_or(beyond));
        }
        drawn.extend(query.all::<Observation>().await?.into_iter().map(|result| result.shown_to(chart)));
    }
    Ok((stretch, drawn))
}

/// How long a stretch is so that [`DRAWN`] of them hold all: whole days, or hours or minutes where that is enough.
fn stretch(span: Duration) -> Duration {
    let least = span.num_seconds() / (DRAWN - 1) + 1;
    let unit = [86_400, 3_600].into_iter().find(|unit| least > *unit).unwrap_or(60);
    Duration::seconds((least + unit - 1) / unit * unit)
}

async fn results(
    q: &mut impl Source,
    wanted: Wanted<'_>,
    before: Before,
    limit: i64,
) -> Result<Vec<Observation>, Error> {
    let Wanted { chart, category, code_key, since } = wanted;
    let rows: Vec<Observation> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            " FROM observations o",
            place_of!("o"),
            "WHERE o.patient_id = $1 AND o.category = $2 AND o.code_key = $3
               AND o.sort_at <= $4 AND (o.sort_at < $4 OR o.id < $5) AND o.sort_at >= $8 AND",
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
        .bind(since)
        .all()
        .await?;
    Ok(rows.into_iter().map(|result| result.shown_to(chart)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_whole_and_hold_everything() {
        for (span, wanted) in [
            (Duration::days(3650), Duration::days(37)),
            (Duration::days(99), Duration::days(2)),
            (Duration::days(30), Duration::hours(8)),
            (Duration::hours(2), Duration::minutes(2)),
            (Duration::zero(), Duration::minutes(1)),
        ] {
            assert_eq!(stretch(span), wanted);
            assert!(span.num_seconds() / wanted.num_seconds() < DRAWN);
        }
    }
}
