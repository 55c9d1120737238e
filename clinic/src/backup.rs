//! The whole database as rows of JSON, read and written the same way on both databases.
//!
//! A row is an array with one value for each column, by the column's declared type: identifiers and days as text, instants
//! as microseconds since 1970, bytes as base64, JSON as its text.

mod load;
mod row;
mod shape;

pub use load::Loader;
pub use shape::{Column, Kind, Table};

use crate::{
    Error,
    db::{Source as _, Tx},
};
use futures_util::TryStreamExt as _;
use serde_json::Value;
use sqlx::AssertSqlSafe;

/// Tables whose rows are not kept: a session that was ended since must not come back to life.
pub const LEFT_OUT: [&str; 1] = ["sessions"];

/// All tables, each after those it refers to.
pub async fn tables(tx: &mut Tx) -> Result<Vec<Table>, Error> {
    let (columns, references) = match tx {
        Tx::Sqlite(_) => (shape::COLUMNS_SQLITE, shape::REFERENCES_SQLITE),
        Tx::Postgres(_) => (shape::COLUMNS_POSTGRES, shape::REFERENCES_POSTGRES),
    };
    let columns: Vec<(String, String, String)> = tx.query(columns).all().await?;
    let references: Vec<(String, String)> = tx.query(references).all().await?;
    let tables = shape::gather(columns)?;
    Ok(shape::in_order(tables, &references))
}

/// Gives every row of a table to `each`, one at a time, and tells how many there were.
pub async fn rows(
    tx: &mut Tx,
    table: &Table,
    mut each: impl FnMut(Vec<Value>) -> Result<(), Error>,
) -> Result<u64, Error> {
    let sql = table.select();
    let mut count = 0;
    match tx {
        Tx::Sqlite(tx) => {
            let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **tx);
            while let Some(found) = rows.try_next().await? {
                each(row::of_sqlite(&found, table)?)?;
                count += 1;
            }
        }
        Tx::Postgres(tx) => {
            let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **tx);
            while let Some(found) = rows.try_next().await? {
                each(row::of_postgres(&found, table)?)?;
                count += 1;
            }
        }
    }
    Ok(count)
}

/// The first table that holds a row, if any does.
pub async fn first_in_use(tx: &mut Tx, tables: &[Table]) -> Result<Option<String>, Error> {
    for table in tables {
        let sql = format!("SELECT 1 FROM {} LIMIT 1", table.name);
        let found = match tx {
            Tx::Sqlite(tx) => sqlx::query(AssertSqlSafe(sql)).fetch_optional(&mut **tx).await?.is_some(),
            Tx::Postgres(tx) => sqlx::query(AssertSqlSafe(sql)).fetch_optional(&mut **tx).await?.is_some(),
        };
        if found {
            return Ok(Some(table.name.clone()));
        }
    }
    Ok(None)
}
