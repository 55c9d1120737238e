//! A day as a table: time runs down, a column for each clinician or room, and visits as cells over as many rows as they last.
//!
//! A row begins wherever something begins or ends, and at each half hour; so a visit is exactly as long as its rows, whatever
//! its minutes, and the table needs no style of its own for each. Visits at one time stand beside one another in lanes.

use chrono::{DateTime, Duration, Utc};
use clinic::schedules::Span;

/// How far the lines of the clock lie apart, in seconds.
const LINE: i64 = 30 * 60;
/// A visit that came without an end, or with one that is no later.
const UNKNOWN: Duration = Duration::minutes(30);

/// What stands in a column of a day.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// When someone is there.
    pub open: Vec<Span>,
    /// When it is closed, each with its number among the day's closures.
    pub closed: Vec<(Span, usize)>,
    /// The visits, each with its number among the day's visits.
    pub visits: Vec<(Span, usize)>,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A visit.
    Visit(usize),
    /// Nothing is booked.
    Free,
    /// Closed, by that closure.
    Closed(usize),
    /// Nobody has hours.
    Away,
    /// Beside a visit nothing else is.
    Beside,
}

/// A cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says.
    pub kind: Kind,
    /// In which column.
    pub column: usize,
    /// From when to when.
    pub span: Span,
    /// Over how many rows.
    pub rows: usize,
    /// Over how many lanes.
    pub lanes: usize,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// How long it is, in minutes.
    pub minutes: i64,
    /// Over how many rows its line of the clock reaches, where one begins here.
    pub line: Option<usize>,
    /// The cells that begin in it, from left to right.
    pub cells: Vec<Cell>,
}

/// A day as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    /// How many lanes each column has.
    pub lanes: Vec<usize>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// When a visit is, with an end in any case.
pub(super) fn lasting(start: DateTime<Utc>, end: Option<DateTime<Utc>>) -> Span {
    Span { start, end: end.filter(|end| *end > start).unwrap_or(start + UNKNOWN) }
}

impl Grid {
    /// The table of these columns; it has no rows where nobody is there and nothing is booked.
    pub fn new(columns: &[Column]) -> Self {
        let spans =
            || columns.iter().flat_map(|column| column.open.iter().chain(column.visits.iter().map(|(span, _)| span)));
        let Some(first) = spans().map(|span| span.start).min() else { return Self::default() };
        let last = spans().map(|span| span.end).max().unwrap_or(first);
        let start = first - Duration::seconds(first.timestamp().rem_euclid(LINE));
        let mut end = last + Duration::seconds((LINE - last.timestamp().rem_euclid(LINE)).rem_euclid(LINE));
        // Nothing is drawn for more than a day and a half.
        end = end.min(start + Duration::hours(36));
        let is_line = |at: &DateTime<Utc>| at.timestamp().rem_euclid(LINE) == 0;
        let mut times: Vec<DateTime<Utc>> = columns
            .iter()
            .flat_map(|column| {
                let closed = column.closed.iter().map(|(span, _)| *span);
                let visits = column.visits.iter().map(|(span, _)| *span);
                column.open.iter().copied().chain(closed).chain(visits)
            })
            .flat_map(|span| [span.start, span.end])
            .filter(|at| start < *at && *at < end)
            .collect();
        let mut line = start;
        while line <= end {
            times.push(line);
            line += Duration::seconds(LINE);
        }
        times.sort_unstable();
        times.dedup();
        let row_of = |at: DateTime<Utc>| times.partition_point(|time| *time < at);
        let count = times.len().saturating_sub(1);
        let mut lanes = Vec::with_capacity(columns.len());
        let mut placed: Vec<(usize, usize, usize, Cell)> = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let clusters = clusters(&column.visits);
            let width = clusters.iter().map(|cluster| cluster.lanes.len()).max().unwrap_or(1);
            lanes.push(width);
            let mut next = 0;
            let cell = |kind, from: usize, until: usize, lanes| {
                let (Some(start), Some(end)) = (times.get(from).copied(), times.get(until).copied()) else {
                    return None;
                };
                (from < until).then_some(Cell {
                    kind,
                    column: at,
                    span: Span { start, end },
                    rows: until - from,
                    lanes,
                })
            };
            for cluster in &clusters {
                let (from, until) = (row_of(cluster.span.start), row_of(cluster.span.end).min(count));
                placed.extend(between(column, &times, next, from, |kind, from, until| {
                    cell(kind, from, until, width).map(|cell| (from, at, 0, cell))
                }));
                let last = cluster.lanes.len().saturating_sub(1);
                for (lane, visits) in cluster.lanes.iter().enumerate() {
                    let wide = if lane == last { width - last } else { 1 };
                    let mut below = from;
                    for (span, number) in visits {
                        let (begins, ends) = (row_of(span.start), row_of(span.end).min(count));
                        let gap = cell(Kind::Beside, below, begins, wide).map(|cell| (below, at, lane, cell));
                        let own = cell(Kind::Visit(*number), begins, ends, wide).map(|cell| (begins, at, lane, cell));
                        placed.extend(gap.into_iter().chain(own));
                        below = ends;
                    }
                    placed.extend(cell(Kind::Beside, below, until, wide).map(|cell| (below, at, lane, cell)));
                }
                next = until;
            }
            placed.extend(between(column, &times, next, count, |kind, from, until| {
                cell(kind, from, until, width).map(|cell| (from, at, 0, cell))
            }));
        }
        placed.sort_by_key(|(row, column, lane, _)| (*row, *column, *lane));
        let lines: Vec<usize> =
            times.iter().take(count).enumerate().filter(|(_, at)| is_line(at)).map(|(row, _)| row).collect();
        let mut cells = placed.into_iter().map(|(row, .., cell)| (row, cell)).peekable();
        let rows = times
            .iter()
            .zip(times.iter().skip(1))
            .enumerate()
            .map(|(row, (start, end))| {
                let line = lines.iter().position(|line| *line == row);
                let line = line.map(|line| lines.get(line + 1).copied().unwrap_or(count) - row);
                let mut own = Vec::new();
                while let Some((_, cell)) = cells.next_if(|(of, _)| *of == row) {
                    own.push(cell);
                }
                Row { start: *start, minutes: (*end - *start).num_minutes(), line, cells: own }
            })
            .collect();
        Self { lanes, rows }
    }
}

/// Visits that meet, one after the other.
struct Cluster {
    span: Span,
    lanes: Vec<Vec<(Span, usize)>>,
}

fn clusters(visits: &[(Span, usize)]) -> Vec<Cluster> {
    let mut sorted = visits.to_vec();
    sorted.sort_by_key(|(span, number)| (span.start, span.end, *number));
    let mut clusters: Vec<Cluster> = Vec::new();
    for (span, number) in sorted {
        match clusters.last_mut() {
            Some(cluster) if span.start < cluster.span.end => {
                cluster.span.end = cluster.span.end.max(span.end);
                let is_free =
                    |lane: &&mut Vec<(Span, usize)>| lane.last().is_none_or(|(last, _)| last.end <= span.start);
                match cluster.lanes.iter_mut().find(is_free) {
                    Some(lane) => lane.push((span, number)),
                    None => cluster.lanes.push(vec![(span, number)]),
                }
            }
            _ => clusters.push(Cluster { span, lanes: vec![vec![(span, number)]] }),
        }
    }
    clusters
}

/// What is between visits, from one row to another: rows that say the same are one cell.
fn between<T>(
    column: &Column,
    times: &[DateTime<Utc>],
    from: usize,
    until: usize,
    cell: impl Fn(Kind, usize, usize) -> Option<T>,
) -> Vec<T> {
    let kind_at = |row: usize| {
        let Some(at) = times.get(row) else { return Kind::Away };
        let is_in = |span: &Span| span.start <= *at && *at < span.end;
        if !column.open.iter().any(is_in) {
            return Kind::Away;
        }
        column.closed.iter().find(|(span, _)| is_in(span)).map_or(Kind::Free, |(_, number)| Kind::Closed(*number))
    };
    let mut cells = Vec::new();
    let mut begun = from;
    for row in from..until {
        let kind = kind_at(row);
        if row + 1 == until || kind_at(row + 1) != kind {
            cells.extend(cell(kind, begun, row + 1));
            begun = row + 1;
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    fn at(hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 20, hour, minute, 0).unwrap()
    }

    fn span(from: (u32, u32), until: (u32, u32)) -> Span {
        Span { start: at(from.0, from.1), end: at(until.0, until.1) }
    }

    /// Every row of a table must be filled exactly: its own cells and those that reach into it from above.
    fn assert_is_full(grid: &Grid) {
        let width: usize = grid.lanes.iter().sum();
        let mut left = vec![0_usize; grid.rows.len()];
        for (row, cells) in grid.rows.iter().map(|row| &row.cells).enumerate() {
            for cell in cells {
                left[row..row + cell.rows].iter_mut().for_each(|taken| *taken += cell.lanes);
            }
        }
        assert!(left.iter().all(|taken| *taken == width), "{left:?} of {width}: {grid:#?}");
        let lines: usize = grid.rows.iter().filter_map(|row| row.line).sum();
        assert_eq!(lines, grid.rows.len(), "the clock reaches over all rows");
    }

    #[test]
    fn a_visit_is_as_long_as_its_rows() {
        let column = Column {
            open: vec![span((9, 0), (12, 0))],
            closed: vec![(span((11, 0), (14, 0)), 0)],
            visits: vec![(span((9, 20), (9, 45)), 0), (span((9, 45), (10, 30)), 1)],
        };
        let grid = Grid::new(&[column]);
        assert_is_full(&grid);
        let kinds: Vec<(Kind, Span)> =
            grid.rows.iter().flat_map(|row| &row.cells).map(|cell| (cell.kind, cell.span)).collect();
        assert_eq!(
            kinds,
            [
                (Kind::Free, span((9, 0), (9, 20))),
                (Kind::Visit(0), span((9, 20), (9, 45))),
                (Kind::Visit(1), span((9, 45), (10, 30))),
                (Kind::Free, span((10, 30), (11, 0))),
                (Kind::Closed(0), span((11, 0), (12, 0))),
            ]
        );
    }

    #[test]
    fn visits_at_one_time_stand_beside_one_another() {
        let crowded = Column {
            open: vec![span((9, 0), (12, 0))],
            closed: Vec::new(),
            visits: vec![
                (span((9, 0), (9, 30)), 0),
                (span((9, 10), (9, 40)), 1),
                (span((9, 30), (9, 50)), 2),
                (span((10, 0), (10, 20)), 3),
            ],
        };
        let other = Column { open: vec![span((8, 0), (10, 0))], ..Column::default() };
        let grid = Grid::new(&[crowded, other]);
        assert_is_full(&grid);
        assert_eq!(grid.lanes, [2, 1]);
        let visit =
            |number| grid.rows.iter().flat_map(|row| &row.cells).find(|cell| cell.kind == Kind::Visit(number)).unwrap();
        assert_eq!((visit(0).lanes, visit(1).lanes, visit(3).lanes), (1, 1, 2));
        assert_eq!(visit(2).span, span((9, 30), (9, 50)));
        // Before nine the first clinician is not there yet.
        assert_eq!(grid.rows[0].cells[0].kind, Kind::Away);
    }

    #[test]
    fn a_day_without_anything_has_no_rows() {
        assert_eq!(Grid::new(&[Column::default(), Column::default()]).rows, []);
    }

    #[test]
    fn a_visit_without_an_end_takes_half_an_hour() {
        assert_eq!(lasting(at(9, 0), None), span((9, 0), (9, 30)));
        assert_eq!(lasting(at(9, 0), Some(at(9, 0))), span((9, 0), (9, 30)));
        assert_eq!(lasting(at(9, 0), Some(at(9, 5))), span((9, 0), (9, 5)));
    }

    proptest::proptest! {
        #[test]
        fn every_row_is_filled_exactly(
            columns in proptest::collection::vec(
                (
                    proptest::collection::vec((0_i64..1300, 1_i64..300), 0..3),
                    proptest::collection::vec((0_i64..1300, 1_i64..300), 0..2),
                    proptest::collection::vec((0_i64..1300, 1_i64..90), 0..9),
                ),
                1..4,
            ),
        ) {
            let span = |(from, lasts): &(i64, i64)| {
                let start = at(0, 0) + Duration::minutes(*from);
                Span { start, end: start + Duration::minutes(*lasts) }
            };
            let numbered = |spans: &Vec<(i64, i64)>| spans.iter().map(span).zip(0..).collect();
            let columns: Vec<Column> = columns
                .iter()
                .map(|(open, closed, visits)| Column {
                    open: open.iter().map(span).collect(),
                    closed: numbered(closed),
                    visits: numbered(visits),
                })
                .collect();
            let grid = Grid::new(&columns);
            if !grid.rows.is_empty() {
                assert_is_full(&grid);
            }
            let shown = grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| matches!(cell.kind, Kind::Visit(_))).count();
            assert_eq!(shown, columns.iter().map(|column| column.visits.len()).sum::<usize>());
        }
    }
}
