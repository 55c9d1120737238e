use crate::Error;
use serde::{Deserialize, Serialize};

/// A table as it is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    #[serde(rename = "table")]
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// A column as it is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
}

/// The types that the tables are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An identifier.
    Uuid,
    /// Text.
    Text,
    /// Yes or no.
    Boolean,
    /// A whole number.
    Bigint,
    /// A calendar day.
    Date,
    /// An instant.
    Timestamptz,
    /// JSON.
    Jsonb,
    /// Bytes.
    Bytea,
}

pub(super) const COLUMNS_SQLITE: &str = "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' AND m.name <> '_sqlx_migrations' ORDER BY m.name, c.cid";
pub(super) const COLUMNS_POSTGRES: &str =
    "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT)
     FROM information_schema.columns c JOIN information_schema.tables t
       ON t.table_schema = c.table_schema AND t.table_name = c.table_name
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> '_sqlx_migrations'
     ORDER BY c.table_name, c.ordinal_position";
pub(super) const REFERENCES_SQLITE: &str =
    "SELECT m.name, f.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
     WHERE m.type = 'table'";
pub(super) const REFERENCES_POSTGRES: &str =
    "SELECT CAST(a.relname AS TEXT), CAST(b.relname AS TEXT) FROM pg_constraint k
     JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
     JOIN pg_namespace n ON n.oid = a.relnamespace WHERE k.contype = 'f' AND n.nspname = current_schema()";

impl Kind {
    fn parse(declared: &str) -> Option<Self> {
        Some(match declared {
            "uuid" => Self::Uuid,
            "text" => Self::Text,
            "boolean" => Self::Boolean,
            "bigint" => Self::Bigint,
            "date" => Self::Date,
            "timestamptz" | "timestamp with time zone" => Self::Timestamptz,
            "jsonb" => Self::Jsonb,
            "bytea" => Self::Bytea,
            _ => return None,
        })
    }
}

impl Table {
    /// Reads all its rows.
    pub(super) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.column_names(), self.name)
    }

    /// The names of its columns, with commas between.
    pub(super) fn column_names(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join(", ")
    }
}

/// Makes tables of their columns, which come sorted by table.
pub(super) fn gather(columns: Vec<(String, String, String)>) -> Result<Vec<Table>, Error> {
    let mut tables: Vec<Table> = Vec::new();
    for (table, name, declared) in columns {
        let kind = Kind::parse(&declared).ok_or_else(|| {
            Error::Broken(format!("column {name} of {table} has the type {declared}, which is not used here"))
        })?;
        let column = Column { name, kind };
        match tables.last_mut().filter(|last| last.name == table) {
            Some(last) => last.columns.push(column),
            None => tables.push(Table { name: table, columns: vec![column] }),
        }
    }
    Ok(tables)
}

/// Each table after those it refers to; what refers to one another in a circle comes last.
pub(super) fn in_order(mut waiting: Vec<Table>, references: &[(String, String)]) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.iter().map(|table| table.name.clone()).collect();
        let is_free = |table: &Table| {
            references.iter().all(|(from, to)| *from != table.name || *to == table.name || !names.contains(to))
        };
        let (free, bound): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_free);
        if free.is_empty() {
            ordered.extend(bound);
            break;
        }
        ordered.extend(free);
        waiting = bound;
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_follow_those_they_refer_to() {
        let table = |name: &str| Table { name: name.to_owned(), columns: Vec::new() };
        let refer = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let tables = vec![table("a"), table("b"), table("c")];
        let ordered = in_order(tables, &[refer("a", "b"), refer("b", "c"), refer("c", "c")]);
        assert_eq!(ordered.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["c", "b", "a"]);
    }
}
