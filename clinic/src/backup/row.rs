use super::{Kind, Table};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, value::RawValue};
use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow, types::Json};
use uuid::Uuid;

/// One value of a row, as both databases bind it.
pub(super) enum Cell {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Boolean(Option<bool>),
    Bigint(Option<i64>),
    Date(Option<NaiveDate>),
    Timestamptz(Option<DateTime<Utc>>),
    Jsonb(Option<Json<Box<RawValue>>>),
    Bytea(Option<Vec<u8>>),
}

macro_rules! read {
    ($row:expr, $table:expr) => {{
        let mut values = Vec::with_capacity($table.columns.len());
        for (place, column) in $table.columns.iter().enumerate() {
            values.push(Value::from(match column.kind {
                Kind::Uuid => $row.try_get::<Option<Uuid>, _>(place)?.map(|id| Value::from(id.to_string())),
                Kind::Text => $row.try_get::<Option<String>, _>(place)?.map(Value::from),
                Kind::Boolean => $row.try_get::<Option<bool>, _>(place)?.map(Value::from),
                Kind::Bigint => $row.try_get::<Option<i64>, _>(place)?.map(Value::from),
                Kind::Date => $row.try_get::<Option<NaiveDate>, _>(place)?.map(|day| Value::from(day.to_string())),
                Kind::Timestamptz => {
                    $row.try_get::<Option<DateTime<Utc>>, _>(place)?.map(|at| Value::from(at.timestamp_micros()))
                }
                Kind::Jsonb => {
                    $row.try_get::<Option<Json<Box<RawValue>>>, _>(place)?.map(|json| Value::from(json.0.get()))
                }
                Kind::Bytea => {
                    $row.try_get::<Option<Vec<u8>>, _>(place)?.map(|bytes| Value::from(STANDARD.encode(bytes)))
                }
            }));
        }
        Ok(values)
    }};
}

pub(super) fn of_sqlite(row: &SqliteRow, table: &Table) -> sqlx::Result<Vec<Value>> {
    read!(row, table)
}

pub(super) fn of_postgres(row: &PgRow, table: &Table) -> sqlx::Result<Vec<Value>> {
    read!(row, table)
}

/// Reads a value back; `None` when it does not fit its column.
pub(super) fn cell(value: Value, kind: Kind) -> Option<Cell> {
    let given = Some(value).filter(|value| !value.is_null());
    Some(match kind {
        Kind::Uuid => Cell::Uuid(each(given, |value| Uuid::parse_str(value.as_str()?).ok())?),
        Kind::Text => Cell::Text(each(given, text)?),
        Kind::Boolean => Cell::Boolean(each(given, |value| value.as_bool())?),
        Kind::Bigint => Cell::Bigint(each(given, |value| value.as_i64())?),
        Kind::Date => Cell::Date(each(given, |value| value.as_str()?.parse().ok())?),
        Kind::Timestamptz => Cell::Timestamptz(each(given, |value| DateTime::from_timestamp_micros(value.as_i64()?))?),
        Kind::Jsonb => Cell::Jsonb(each(given, |value| RawValue::from_string(text(value)?).ok().map(Json))?),
        Kind::Bytea => Cell::Bytea(each(given, |value| STANDARD.decode(value.as_str()?).ok())?),
    })
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// Nothing stays nothing; something has to fit.
fn each<T>(given: Option<Value>, read: impl FnOnce(Value) -> Option<T>) -> Option<Option<T>> {
    match given {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}
