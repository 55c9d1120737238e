use super::{
    Table,
    row::{Cell, cell},
};
use crate::{Error, db::Tx};
use serde_json::Value;
use sqlx::{Arguments as _, AssertSqlSafe, postgres::PgArguments, sqlite::SqliteArguments};
use std::fmt::Write as _;

macro_rules! bind {
    ($args:expr, $cell:expr) => {
        match $cell {
            Cell::Uuid(value) => $args.add(value),
            Cell::Text(value) => $args.add(value),
            Cell::Boolean(value) => $args.add(value),
            Cell::Bigint(value) => $args.add(value),
            Cell::Date(value) => $args.add(value),
            Cell::Timestamptz(value) => $args.add(value),
            Cell::Jsonb(value) => $args.add(value),
            Cell::Bytea(value) => $args.add(value),
        }
    };
}

/// Rows that go together in one statement.
const CHUNK: usize = 32;

/// Rows on their way back into one table.
pub struct Loader {
    table: Table,
    waiting: Vec<Vec<Cell>>,
    full: String,
}

impl std::fmt::Debug for Loader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Loader({})", self.table.name)
    }
}

impl Loader {
    /// For rows of `table` as a backup declares it, into one of the tables that are there.
    ///
    /// # Errors
    /// `Invalid` when there is no such table, or one of its columns is missing or of another type.
    pub fn new(table: Table, known: &[Table]) -> Result<Self, Error> {
        let name = &table.name;
        let here = known.iter().find(|here| here.name == *name);
        let here =
            here.ok_or_else(|| Error::Invalid(format!("the backup has a table {name:?}, which does not exist here")))?;
        if let Some(stranger) = table.columns.iter().find(|column| !here.columns.contains(column)) {
            let column = &stranger.name;
            return Err(Error::Invalid(format!(
                "the backup has a column {column:?} of {name}, which does not fit here"
            )));
        }
        let full = insert(&table, CHUNK);
        Ok(Self { table, waiting: Vec::with_capacity(CHUNK), full })
    }

    /// Adds one row; sends the chunk when it is full.
    ///
    /// # Errors
    /// `Invalid` when the row does not fit the columns.
    pub async fn push(&mut self, tx: &mut Tx, row: Vec<Value>) -> Result<(), Error> {
        let columns = &self.table.columns;
        let cells: Option<Vec<Cell>> =
            row.into_iter().zip(columns).map(|(value, column)| cell(value, column.kind)).collect();
        let cells = cells.filter(|cells| cells.len() == columns.len()).ok_or_else(|| {
            Error::Invalid(format!("a row of {} in the backup does not fit its columns", self.table.name))
        })?;
        self.waiting.push(cells);
        if self.waiting.len() == CHUNK { self.flush(tx).await } else { Ok(()) }
    }

    /// Sends what is left.
    pub async fn flush(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.waiting);
        if rows.is_empty() {
            return Ok(());
        }
        let whole = rows.len() == CHUNK;
        let sql = if whole { self.full.clone() } else { insert(&self.table, rows.len()) };
        match tx {
            Tx::Sqlite(tx) => {
                let mut args = SqliteArguments::default();
                fill(rows, |cell| bind!(args, cell))?;
                sqlx::query_with(AssertSqlSafe(sql), args).persistent(whole).execute(&mut **tx).await?;
            }
            Tx::Postgres(tx) => {
                let mut args = PgArguments::default();
                fill(rows, |cell| bind!(args, cell))?;
                sqlx::query_with(AssertSqlSafe(sql), args).persistent(whole).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }
}

fn fill(
    rows: Vec<Vec<Cell>>,
    bind: impl FnMut(Cell) -> Result<(), sqlx::error::BoxDynError>,
) -> Result<(), sqlx::Error> {
    rows.into_iter().flatten().try_for_each(bind).map_err(sqlx::Error::Encode)
}

fn insert(table: &Table, rows: usize) -> String {
    let width = table.columns.len();
    let mut sql = format!("INSERT INTO {} ({}) VALUES ", table.name, table.column_names());
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            let comma = if column == 0 { "" } else { ", " };
            // Writing to a String cannot fail.
            let _ = write!(sql, "{comma}${}", row * width + column + 1);
        }
        sql.push(')');
    }
    sql
}
