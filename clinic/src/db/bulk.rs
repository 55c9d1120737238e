use super::{Db, Tx, Value};
use sqlx::{Arguments as _, AssertSqlSafe, error::BoxDynError, postgres::PgArguments, sqlite::SqliteArguments};
use std::fmt::Write as _;

/// A table to fill: its name and the columns that are given, in order.
#[derive(Debug)]
pub struct Table {
    /// The table's name.
    pub name: &'static str,
    /// The columns that each row gives.
    pub columns: &'static [&'static str],
    /// A column that is true of rows which are not to be replaced.
    pub keeps: Option<&'static str>,
}

/// Rows on their way into one table, sent many at a time: one statement for 32 rows costs little more than for one.
#[derive(Debug)]
pub struct Bulk {
    table: &'static Table,
    args: Args,
    rows: usize,
    full: Option<String>,
    replacing: bool,
}

#[derive(Default)]
enum Args {
    #[default]
    Empty,
    Sqlite(SqliteArguments),
    Postgres(PgArguments),
}

impl std::fmt::Debug for Args {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Args")
    }
}

/// The values of one row, given in the order of the table's columns.
#[must_use]
pub struct Row<'b> {
    args: &'b mut Args,
    given: usize,
    error: Option<BoxDynError>,
}

impl Row<'_> {
    /// Gives the next column's value.
    pub fn bind(mut self, value: impl Value) -> Self {
        let added = match &mut self.args {
            Args::Empty => Ok(()),
            Args::Sqlite(args) => args.add(value),
            Args::Postgres(args) => args.add(value),
        };
        if let Err(error) = added {
            self.error.get_or_insert(error);
        }
        self.given += 1;
        self
    }
}

impl Bulk {
    /// Rows that go together in one statement.
    const CHUNK: usize = 32;

    /// Nothing yet, for `table`.
    pub fn new(table: &'static Table) -> Self {
        Self { table, args: Args::Empty, rows: 0, full: None, replacing: false }
    }

    /// Nothing yet, for `table`, whose first column is the key `id`: a row that is there already takes the new values.
    pub fn replacing(table: &'static Table) -> Self {
        Self { replacing: true, ..Self::new(table) }
    }

    /// Sends rows, at most a chunk, in one statement that is a transaction of its own: fewer ways to the database and back
    /// than beginning and committing one.
    pub async fn alone<R>(
        table: &'static Table,
        db: &Db,
        rows: impl IntoIterator<Item = R>,
        fill: impl Fn(R, Row<'_>) -> Row<'_>,
    ) -> sqlx::Result<()> {
        let mut bulk = Self::new(table);
        for row in rows {
            bulk.add(matches!(db, Db::Sqlite { .. }), |values| fill(row, values))?;
        }
        let sql = insert(table, bulk.rows, false);
        match (db, bulk.args) {
            (Db::Sqlite { write, .. }, Args::Sqlite(args)) => {
                sqlx::query_with(AssertSqlSafe(sql), args).execute(write).await.map(drop)
            }
            (Db::Postgres(pool), Args::Postgres(args)) => {
                sqlx::query_with(AssertSqlSafe(sql), args).execute(pool).await.map(drop)
            }
            _ => Ok(()),
        }
    }

    /// Whether so many rows fit into one statement.
    pub const fn is_one(rows: usize) -> bool {
        rows <= Self::CHUNK
    }

    /// Adds one row; sends the chunk when it is full.
    pub async fn push(&mut self, tx: &mut Tx, row: impl FnOnce(Row<'_>) -> Row<'_> + Send) -> sqlx::Result<()> {
        self.add(matches!(tx, Tx::Sqlite(_)), row)?;
        if self.rows == Self::CHUNK { self.flush(tx).await } else { Ok(()) }
    }

    fn add(&mut self, is_sqlite: bool, row: impl FnOnce(Row<'_>) -> Row<'_>) -> sqlx::Result<()> {
        if matches!(self.args, Args::Empty) {
            self.args = if is_sqlite {
                Args::Sqlite(SqliteArguments::default())
            } else {
                Args::Postgres(PgArguments::default())
            };
        }
        let Row { given, error, .. } = row(Row { args: &mut self.args, given: 0, error: None });
        if let Some(error) = error {
            return Err(sqlx::Error::Encode(error));
        }
        if given != self.table.columns.len() {
            let (name, wanted) = (self.table.name, self.table.columns.len());
            return Err(sqlx::Error::Encode(format!("{name} takes {wanted} values, {given} were given").into()));
        }
        self.rows += 1;
        Ok(())
    }

    /// Sends what is left.
    pub async fn flush(&mut self, tx: &mut Tx) -> sqlx::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let args = std::mem::take(&mut self.args);
        if rows == 0 {
            return Ok(());
        }
        let whole = rows == Self::CHUNK;
        let sql = if whole {
            self.full.get_or_insert_with(|| insert(self.table, rows, self.replacing)).clone()
        } else {
            insert(self.table, rows, self.replacing)
        };
        match (tx, args) {
            (Tx::Sqlite(tx), Args::Sqlite(args)) => {
                sqlx::query_with(AssertSqlSafe(sql), args).persistent(whole).execute(&mut **tx).await.map(drop)
            }
            (Tx::Postgres(tx), Args::Postgres(args)) => {
                sqlx::query_with(AssertSqlSafe(sql), args).persistent(whole).execute(&mut **tx).await.map(drop)
            }
            _ => Err(sqlx::Error::Protocol("rows gathered for one database were sent to another".into())),
        }
    }
}

fn insert(table: &Table, rows: usize, replacing: bool) -> String {
    let width = table.columns.len();
    let mut sql = format!("INSERT INTO {} ({}) VALUES ", table.name, table.columns.join(", "));
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            let comma = if column == 0 { "" } else { ", " };
            // Writing to a String cannot fail.
            let _ = write!(sql, "{comma}${}", row * width + column + 1);
        }
        sql.push(')');
    }
    if replacing {
        sql.push_str(" ON CONFLICT (id) DO UPDATE SET ");
        for (place, column) in table.columns.iter().skip(1).enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            let _ = write!(sql, "{comma}{column} = excluded.{column}");
        }
        if let Some(kept) = table.keeps {
            let _ = write!(sql, " WHERE NOT {}.{kept}", table.name);
        }
    }
    sql
}
