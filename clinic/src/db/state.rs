use super::{Db, MIGRATOR, Source as _};
use crate::Error;

/// How far the tables are brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migrations {
    /// The newest migration the database has; 0 for none.
    pub applied: i64,
    /// The newest one this program knows.
    pub known: i64,
}

impl Migrations {
    /// Whether the database is as this program needs it.
    pub fn are_current(self) -> bool {
        self.applied == self.known
    }
}

/// Connections to the database at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// What they are for: `read`, `write` or `all`.
    pub pool: &'static str,
    /// How many are open.
    pub open: u32,
    /// How many of them wait for work.
    pub idle: usize,
}

impl Db {
    /// Asks the database whether it answers.
    pub async fn ping(&self) -> sqlx::Result<()> {
        self.read().await?.query("SELECT 1").run().await.map(drop)
    }

    /// How far the tables are brought up to date.
    pub async fn migrations(&self) -> sqlx::Result<Migrations> {
        let known = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or(0);
        let exists = match self {
            Self::Sqlite { .. } => {
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'"
            }
            Self::Postgres(_) => {
                "SELECT count(*) FROM pg_tables WHERE tablename = '_sqlx_migrations' AND schemaname = ANY (current_schemas(false))"
            }
        };
        let mut q = self.read().await?;
        let (tables,): (i64,) = q.query(exists).one().await?;
        if tables == 0 {
            return Ok(Migrations { applied: 0, known });
        }
        let (applied,): (i64,) =
            q.query("SELECT coalesce(max(version), 0) FROM _sqlx_migrations WHERE success").one().await?;
        Ok(Migrations { applied, known })
    }

    /// Brings the tables to the state after migration `version`, for loading a backup of that time.
    pub async fn migrate_to(&self, version: i64) -> Result<(), Error> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run_to(version, write).await?,
            Self::Postgres(pool) => MIGRATOR.run_to(version, pool).await?,
        }
        Ok(())
    }

    /// How many connections there are, and how many of them wait for work.
    pub fn connections(&self) -> Vec<Connections> {
        let of = |pool: &'static str, open: u32, idle: usize| Connections { pool, open, idle };
        match self {
            Self::Sqlite { read, write } => {
                vec![of("read", read.size(), read.num_idle()), of("write", write.size(), write.num_idle())]
            }
            Self::Postgres(all) => vec![of("all", all.size(), all.num_idle())],
        }
    }
}
