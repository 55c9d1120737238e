use sqlx::{
    Arguments as _, Encode, FromRow, Postgres, Sqlite, Type,
    error::BoxDynError,
    postgres::{PgArguments, PgConnection, PgRow},
    sqlite::{SqliteArguments, SqliteConnection, SqliteRow},
};
use std::{
    collections::BTreeSet,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// A value both databases can bind.
pub trait Value:
    Send + for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres>
{
}
impl<T> Value for T where
    T: Send + for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres>
{
}

/// A row both databases can read: `#[derive(sqlx::FromRow)]` gives it.
pub trait Record: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}
impl<T> Record for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

/// Something queries can be sent to: a reading connection or a writing transaction.
pub trait Source: Send {
    /// Begins a query in the dialect both databases share.
    fn query(&mut self, sql: &'static str) -> Query<'_>;
}

/// A query with its arguments, ready to run.
#[must_use]
pub struct Query<'c> {
    sql: &'static str,
    on: On<'c>,
    error: Option<BoxDynError>,
}

pub(super) enum On<'c> {
    Sqlite(&'c mut SqliteConnection, SqliteArguments),
    Postgres(&'c mut PgConnection, PgArguments),
}

impl<'c> On<'c> {
    pub(super) fn sqlite(conn: &'c mut SqliteConnection) -> Self {
        Self::Sqlite(conn, SqliteArguments::default())
    }

    pub(super) fn postgres(conn: &'c mut PgConnection) -> Self {
        Self::Postgres(conn, PgArguments::default())
    }
}

macro_rules! run {
    ($query:expr, |$sql:ident, $conn:ident, $args:ident| $go:expr) => {{
        let Query { sql: $sql, on, error } = $query;
        if let Some(error) = error {
            return Err(sqlx::Error::Encode(error));
        }
        match on {
            On::Sqlite($conn, $args) => $go,
            On::Postgres($conn, $args) => $go,
        }
    }};
}

impl<'c> Query<'c> {
    pub(super) fn new(sql: &'static str, on: On<'c>) -> Self {
        if RECORDING.load(Ordering::Relaxed) {
            RECORDED.lock().unwrap_or_else(PoisonError::into_inner).insert(sql);
        }
        Self { sql, on, error: None }
    }

    /// Gives the next argument: `$1`, then `$2`, …
    pub fn bind(mut self, value: impl Value) -> Self {
        let added = match &mut self.on {
            On::Sqlite(_, args) => args.add(value),
            On::Postgres(_, args) => args.add(value),
        };
        if let Err(error) = added {
            self.error.get_or_insert(error);
        }
        self
    }

    /// All rows.
    pub async fn all<T: Record>(self) -> sqlx::Result<Vec<T>> {
        run!(self, |sql, conn, args| sqlx::query_as_with(sql, args).fetch_all(conn).await)
    }

    /// The first row, if there is one.
    pub async fn maybe<T: Record>(self) -> sqlx::Result<Option<T>> {
        run!(self, |sql, conn, args| sqlx::query_as_with(sql, args).fetch_optional(conn).await)
    }

    /// The first row.
    pub async fn one<T: Record>(self) -> sqlx::Result<T> {
        run!(self, |sql, conn, args| sqlx::query_as_with(sql, args).fetch_one(conn).await)
    }

    /// Runs a statement and tells how many rows it changed.
    pub async fn run(self) -> sqlx::Result<u64> {
        run!(self, |sql, conn, args| sqlx::query_with(sql, args).execute(conn).await.map(|done| done.rows_affected()))
    }
}

static RECORDING: AtomicBool = AtomicBool::new(false);
static RECORDED: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// From now on remembers each query's text, for the test that reads the query plans of all of them.
pub fn start_recording() {
    RECORDING.store(true, Ordering::Relaxed);
}

/// The queries seen since [`start_recording`].
pub fn recorded() -> Vec<&'static str> {
    RECORDED.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
}
