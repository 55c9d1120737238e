use super::{
    Observation, Report,
    rows::{
        BEGINNING, hold_of, is_abnormal, is_meant, is_open, observation_columns, pattern, place_of, report_columns,
    },
    words::meant,
};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    fold::fold,
    ids::ReportId,
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// What a list of results is narrowed to.
#[derive(Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Words in the name of a panel or a test; empty for all.
    pub search: &'a str,
    /// Whether only results out of their range are wanted.
    pub only_abnormal: bool,
}

impl Filter<'_> {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        !self.only_abnormal && fold(self.search).is_empty()
    }
}

/// One entry of the list by panel.
pub enum Entry {
    /// A report with its results.
    Panel(Panel),
    /// A result that belongs to no report.
    Single(Observation),
}

/// A report with the results that fit the filter.
pub struct Panel {
    /// The report.
    pub report: Report,
    /// Its results, in the laboratory's order.
    pub results: Vec<Observation>,
    /// How many results it has in all.
    pub total: usize,
}

impl Entry {
    fn place(&self) -> (DateTime<Utc>, Uuid) {
        match self {
            Self::Panel(panel) => (panel.report.sort_at, panel.report.id.0),
            Self::Single(result) => (result.sort_at, result.id.0),
        }
    }
}

/// Reports on a page: some fifty results, as much as one reads on a phone. They come in one query, with a place for each.
const REPORTS: usize = 5;
/// Results without a report on a page.
const SINGLES: usize = 40;
/// Days a result may take from the sample to its release, for finding what is new.
const LONGEST_WAIT_DAYS: i64 = 90;

/// Laboratory reports with their results, and results that belong to no report, newest first. What is held stands among them for a
/// patient, with nothing but its dates; no search finds it.
pub async fn panels(
    q: &mut impl Source,
    chart: &Chart,
    filter: Filter<'_>,
    before: Before,
) -> Result<Page<Entry>, Error> {
    chart.read(Subject::Labs)?;
    let window = Window { before, taken_since: BEGINNING, issued_since: BEGINNING };
    load(q, chart, filter, window).await
}

/// What the laboratory released after `since`, or the clinic showed after it, newest first; at most one page.
pub async fn recent(q: &mut impl Source, chart: &Chart, since: DateTime<Utc>) -> Result<Page<Entry>, Error> {
    chart.read(Subject::Labs)?;
    let window =
        Window { before: Before::START, taken_since: since - Duration::days(LONGEST_WAIT_DAYS), issued_since: since };
    load(q, chart, Filter::default(), window).await
}

#[derive(Clone, Copy)]
struct Window {
    before: Before,
    taken_since: DateTime<Utc>,
    issued_since: DateTime<Utc>,
}

/// Two streams, each in the list's order, merged: how far the shorter one reaches is where the page ends.
async fn load(q: &mut impl Source, chart: &Chart, filter: Filter<'_>, window: Window) -> Result<Page<Entry>, Error> {
    let (search, meant) = (pattern(filter.search), meant(filter.search));
    let mut reports: Vec<Report> = q
        .query(REPORT_ROWS)
        .bind(chart.patient())
        .bind(window.before.at)
        .bind(window.before.id)
        .bind(search.clone())
        .bind(filter.only_abnormal)
        .bind(window.taken_since)
        .bind(window.issued_since)
        .bind(limit(REPORTS))
        .bind(chart.horizon())
        .bind(meant.clone())
        .all()
        .await?;
    let mut end = None;
    if reports.len() > REPORTS {
        reports.truncate(REPORTS);
        end = reports.last().map(|report| Before { at: report.sort_at, id: report.id.0 });
    }
    let floor = end.unwrap_or(Before { at: window.taken_since, id: Uuid::nil() });
    let mut singles: Vec<Observation> = q
        .query(SINGLE_ROWS)
        .bind(chart.patient())
        .bind(window.before.at)
        .bind(window.before.id)
        .bind(search)
        .bind(filter.only_abnormal)
        .bind(floor.at)
        .bind(floor.id)
        .bind(window.issued_since)
        .bind(limit(SINGLES))
        .bind(chart.horizon())
        .bind(meant.clone())
        .all()
        .await?;
    if singles.len() > SINGLES {
        singles.truncate(SINGLES);
        end = singles.last().map(|result| Before { at: result.sort_at, id: result.id.0 });
        reports.retain(|report| end.is_none_or(|end| (report.sort_at, report.id.0) >= (end.at, end.id)));
    }
    let mut rows = panels_of(q, chart, reports, filter, &meant).await?;
    rows.extend(singles.into_iter().map(|result| Entry::Single(result.shown_to(chart))));
    rows.sort_by_key(|entry| std::cmp::Reverse(entry.place()));
    Ok(Page { rows, older: end, first: window.before.is_start() })
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(0) + 1
}

const REPORT_ROWS: &str = concat!(
    "SELECT ",
    report_columns!(),
    " FROM diagnostic_reports r",
    place_of!("r"),
    hold_of!(),
    "WHERE r.patient_id = $1 AND r.category = 'laboratory'
       AND r.sort_at <= $2 AND (r.sort_at < $2 OR r.id < $3)
       AND r.sort_at >= $6 AND (COALESCE(r.issued_at, r.sort_at) > $7 OR k.shown_at > $7 OR EXISTS (
              SELECT 1 FROM diagnostic_report_results x JOIN held_results h ON h.id = x.observation_id
              WHERE x.report_id = r.id AND h.shown_at > $7 AND h.shown_at <= $9))
       AND (($4 = '' AND NOT $5) OR",
    is_open!("r", "$9"),
    "  )
       AND ($4 = '' OR r.search LIKE $4 OR (r.code_system = 'http://loinc.org' AND",
    is_meant!("r.code", "$10"),
    "  ) OR r.id IN (
              SELECT x.report_id
              FROM observation_series s
              JOIN observations o
                ON o.patient_id = s.patient_id AND o.category = s.category AND o.code_key = s.code_key
              JOIN diagnostic_report_results x ON x.observation_id = o.id
              WHERE s.patient_id = $1 AND s.category = 'laboratory' AND (s.search LIKE $4 OR",
    is_meant!("s.code_key", "$10"),
    "         ) AND",
    is_open!("o", "$9"),
    "           AND (NOT $5 OR ",
    is_abnormal!(),
    "       )))
       AND (NOT $5 OR EXISTS (
              SELECT 1 FROM diagnostic_report_results x JOIN observations o ON o.id = x.observation_id
              WHERE x.report_id = r.id AND",
    is_open!("o", "$9"),
    "           AND ",
    is_abnormal!(),
    "       ))
     ORDER BY r.sort_at DESC, r.id DESC LIMIT $8"
);

const SINGLE_ROWS: &str = concat!(
    "SELECT ",
    observation_columns!(),
    " FROM observations o",
    place_of!("o"),
    "WHERE o.patient_id = $1 AND o.category = 'laboratory'
       AND o.sort_at <= $2 AND (o.sort_at < $2 OR o.id < $3)
       AND o.sort_at >= $6 AND (o.sort_at > $6 OR o.id > $7)
       AND (COALESCE(o.issued_at, o.sort_at) > $8
            OR EXISTS (SELECT 1 FROM held_results k WHERE k.id = o.id AND k.shown_at > $8))
       AND (($4 = '' AND NOT $5) OR",
    is_open!("o", "$10"),
    "  )
       AND ($4 = '' OR o.code_key IN (
              SELECT s.code_key FROM observation_series s
              WHERE s.patient_id = $1 AND s.category = 'laboratory' AND (s.search LIKE $4 OR",
    is_meant!("s.code_key", "$11"),
    "         )))
       AND (NOT $5 OR ",
    is_abnormal!(),
    "  )
       AND NOT EXISTS (
             SELECT 1 FROM diagnostic_report_results x JOIN diagnostic_reports r ON r.id = x.report_id
             WHERE x.observation_id = o.id AND r.category = 'laboratory')
     ORDER BY o.sort_at DESC, o.id DESC LIMIT $9"
);

#[derive(sqlx::FromRow)]
struct PanelRow {
    report_id: ReportId,
    #[sqlx(flatten)]
    result: Observation,
}

/// Puts the results to their reports, those of all of them read at once.
async fn panels_of(
    q: &mut impl Source,
    chart: &Chart,
    reports: Vec<Report>,
    filter: Filter<'_>,
    meant: &str,
) -> Result<Vec<Entry>, Error> {
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = q.query(concat!(
        "SELECT x.report_id, ",
        observation_columns!(),
        " FROM diagnostic_report_results x JOIN observations o ON o.id = x.observation_id",
        place_of!("o"),
        "WHERE x.report_id IN ($1, $2, $3, $4, $5) AND",
        is_open!("o", "$6"),
        "ORDER BY x.report_id, x.position",
    ));
    for at in 0..REPORTS {
        query = query.bind(reports.get(at).map_or(Uuid::nil(), |report| report.id.0));
    }
    let rows: Vec<PanelRow> = query.bind(chart.horizon()).all().await?;
    let needle = fold(filter.search);
    let is_meant = |code: &str| meant.contains(&format!(" {code} "));
    Ok(reports
        .into_iter()
        .map(|mut report| {
            let is_open = report.show_to(chart);
            let mut results: Vec<Observation> = rows
                .iter()
                .filter(|row| row.report_id == report.id)
                .map(|row| row.result.clone().shown_to(chart))
                .collect();
            // Nothing is shown of a report that is held or was recorded by mistake.
            if !is_open || report.is_withdrawn() {
                results.clear();
            }
            let total = results.len();
            if filter.only_abnormal {
                results.retain(Observation::is_abnormal);
            }
            let is_panel = fold(&report.display).contains(&needle) || report.code.as_deref().is_some_and(is_meant);
            if !needle.is_empty() && !is_panel {
                results.retain(|result| fold(&result.display).contains(&needle) || is_meant(&result.code_key));
            }
            Entry::Panel(Panel { report, results, total })
        })
        .collect())
}
