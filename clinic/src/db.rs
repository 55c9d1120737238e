//! Every query once, two databases: SQLite embedded, or Postgres by URL.
//!
//! Reads and writes open differently: on SQLite there is one writing connection that takes the lock at once, and several
//! reading ones that never wait for it.

mod bulk;
mod query;
mod state;

pub use bulk::{Bulk, Row, Table};
pub use query::{Query, Record, Source, Value, recorded, start_recording};
pub use state::{Connections, Migrations};

use crate::Error;
use query::On;
use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr as _, time::Duration};

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// Work of which only one goes on at a time, whoever does it. The numbers are keys of locks on Postgres: any will do.
#[derive(Clone, Copy, Debug)]
pub enum Alone {
    /// Bringing in records.
    Import = 0x5645_5201,
    /// Sealing the audit trail.
    Seal = 0x5645_5202,
    /// Registering a patient, who gets the next free record number.
    Register = 0x5645_5208,
    /// Changing who may do what.
    People = 0x5645_5204,
    /// Filling the formulary.
    Drugs = 0x5645_520A,
}

/// The clinic's database. Cloning shares the connections.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file, in this process.
    Sqlite {
        /// Connections that only read.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

impl Db {
    /// Opens or creates the SQLite file at `path`.
    pub async fn sqlite(path: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit that was acknowledged survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(256)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory")
            // Whoever commits does not wait while the journal is moved into the file: [`Db::move_journal`] does it beside.
            .pragma("wal_autocheckpoint", "16000")
            // Whole results cross over from the database's thread at once.
            .row_buffer_size(512)
            .optimize_on_close(true, None);
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options.create_if_missing(false).pragma("query_only", "on"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Connects to the Postgres server at `url`.
    pub async fn postgres(url: &str) -> Result<Self, Error> {
        let options = PgConnectOptions::from_str(url)?.application_name("verbena").statement_cache_capacity(256);
        Ok(Self::Postgres(PgPoolOptions::new().max_connections(16).connect_with(options).await?))
    }

    /// Which database this is, in words for a person.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// Brings the tables up to date.
    pub async fn migrate(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run(write).await?,
            Self::Postgres(pool) => MIGRATOR.run(pool).await?,
        }
        Ok(())
    }

    /// A connection that reads.
    pub async fn read(&self) -> sqlx::Result<Reader> {
        Ok(match self {
            Self::Sqlite { read, .. } => Reader::Sqlite(read.acquire().await?),
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// A transaction that writes. It is rolled back unless it is committed.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            // The lock is taken at once: a transaction that reads first cannot end in a deadlock.
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that writes beside no other one of the same work: what it finds missing itself, nobody else adds
    /// before it ends.
    pub async fn begin_alone(&self, work: Alone) -> sqlx::Result<Tx> {
        let mut tx = self.begin().await?;
        // On SQLite every writing transaction is alone.
        if let Tx::Postgres(tx) = &mut tx {
            sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(work as i64).execute(&mut **tx).await?;
        }
        Ok(tx)
    }

    /// A transaction that sees one state of the whole database, for copying it.
    pub async fn snapshot(&self) -> sqlx::Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Lets the database count what it holds, so that its plans fit: Postgres does so by itself only a minute after much
    /// was written, and until then takes every table for a small one.
    pub async fn refresh_statistics(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite { write, .. } => sqlx::query("PRAGMA optimize").execute(write).await.map(drop)?,
            Self::Postgres(pool) => sqlx::query("ANALYZE").execute(pool).await.map(drop)?,
        }
        Ok(())
    }

    /// Moves what SQLite has written to its journal into the file itself, as far as nobody reads from it; a server does so
    /// now and then. Postgres takes care of that itself.
    pub async fn move_journal(&self) -> Result<(), Error> {
        if let Self::Sqlite { read, .. } = self {
            sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(read).await?;
        }
        Ok(())
    }

    /// Closes all connections after the work under way.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A connection that reads.
#[derive(Debug)]
pub enum Reader {
    /// To the file.
    Sqlite(PoolConnection<Sqlite>),
    /// To the server.
    Postgres(PoolConnection<Postgres>),
}

impl Source for Reader {
    fn query(&mut self, sql: &'static str) -> Query<'_> {
        Query::new(
            sql,
            match self {
                Self::Sqlite(conn) => On::sqlite(conn),
                Self::Postgres(conn) => On::postgres(conn),
            },
        )
    }
}

/// A transaction that writes.
#[derive(Debug)]
pub enum Tx {
    /// On the file.
    Sqlite(Transaction<'static, Sqlite>),
    /// On the server.
    Postgres(Transaction<'static, Postgres>),
}

impl Source for Tx {
    fn query(&mut self, sql: &'static str) -> Query<'_> {
        Query::new(
            sql,
            match self {
                Self::Sqlite(tx) => On::sqlite(tx),
                Self::Postgres(tx) => On::postgres(tx),
            },
        )
    }
}

impl Tx {
    /// From here to its end nothing else writes to this record in such a way, and no `work` that is alone goes on. What is read afterwards is as the
    /// others have left it.
    pub async fn hold(&mut self, work: Alone, record: uuid::Uuid) -> sqlx::Result<()> {
        // On SQLite every writing transaction is alone.
        if let Self::Postgres(tx) = self {
            let (_, low) = record.as_u64_pair();
            sqlx::query("SELECT pg_advisory_xact_lock_shared($1), pg_advisory_xact_lock($2)")
                .bind(work as i64)
                .bind(low.cast_signed())
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Makes everything done durable.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }

    /// Undoes everything and waits until that is done.
    pub async fn rollback(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await,
            Self::Postgres(tx) => tx.rollback().await,
        }
    }
}
