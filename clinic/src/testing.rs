//! Fresh databases for tests: each test runs on both, and a run that could not reach Postgres fails.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up must fail at once and say why")]

use crate::db::{Db, Source as _};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::thread;
use tempfile::TempDir;

/// A migrated, empty database that is removed when this value is dropped.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder { _folder: TempDir },
    Server { admin_url: String, database: String },
}

/// One fresh SQLite and one fresh Postgres database, both migrated, for the test called `test_name`.
///
/// # Panics
/// When `TEST_DATABASE_URL` does not name a Postgres server on which databases may be created.
pub async fn databases(test_name: &str) -> Vec<TestDb> {
    vec![sqlite(test_name).await, postgres(test_name).await]
}

/// The same, but only brought to the state after migration `version`, for tests of the later ones.
///
/// # Panics
/// When `TEST_DATABASE_URL` does not name a Postgres server on which databases may be created.
pub async fn databases_at(test_name: &str, version: i64) -> Vec<TestDb> {
    let both = vec![empty_sqlite(test_name).await, empty_postgres(test_name).await];
    for test in &both {
        test.db.migrate_to(version).await.expect("both take the migrations");
    }
    both
}

/// Lets everyone who is signed in and may not work without a second factor have given one.
///
/// # Panics
/// When the database refuses.
pub async fn give_factors(db: &Db) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.query(
        "UPDATE sessions SET factor = 'totp' WHERE factor IS NULL AND account_id IN
         (SELECT account_id FROM account_roles WHERE role IN ('prescriber', 'pharmacist', 'admin'))",
    )
    .run()
    .await
    .expect("sessions take a factor");
    tx.commit().await.expect("the transaction ends");
}

/// A fresh SQLite database in a temporary folder.
///
/// # Panics
/// When it cannot be made.
pub async fn sqlite(test_name: &str) -> TestDb {
    let test = empty_sqlite(test_name).await;
    test.db.migrate().await.expect("SQLite takes the migrations");
    test
}

/// A fresh database on the Postgres server that `TEST_DATABASE_URL` names.
///
/// # Panics
/// When the server cannot be reached or refuses to make a database.
pub async fn postgres(test_name: &str) -> TestDb {
    let test = empty_postgres(test_name).await;
    test.db.migrate().await.expect("Postgres takes the migrations");
    test
}

async fn empty_sqlite(test_name: &str) -> TestDb {
    let folder = TempDir::with_prefix(format!("verbena-{test_name}-")).expect("a temporary folder");
    let db = Db::sqlite(&folder.path().join("verbena.sqlite")).await.expect("a new SQLite file");
    TestDb { db, home: Home::Folder { _folder: folder } }
}

async fn empty_postgres(test_name: &str) -> TestDb {
    #[expect(clippy::disallowed_methods, reason = "tests are told where Postgres is by the environment only")]
    let Ok(admin_url) = std::env::var("TEST_DATABASE_URL") else {
        panic!(
            "{test_name} runs on SQLite and on Postgres, and TEST_DATABASE_URL is not set. Run the tests with `cargo \
             xtask test`, or set it to a Postgres server on which databases may be created."
        )
    };
    let database = format!("verbena_test_{}", crate::ids::new().simple());
    administer(&admin_url, format!("CREATE DATABASE {database} TEMPLATE template0")).await;
    let home = Home::Server { admin_url: admin_url.clone(), database: database.clone() };
    let db = Db::postgres(&with_database(&admin_url, &database)).await.expect("the new Postgres database opens");
    TestDb { db, home }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Home::Server { admin_url, database } = &self.home {
            let admin_url = admin_url.clone();
            let sql = format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            // A runtime of its own: the test's one may be gone, or be the thread that drops this.
            let dropped = thread::spawn(move || {
                tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .expect("a runtime to clean up in")
                    .block_on(administer(&admin_url, sql));
            });
            let is_removed = dropped.join().is_ok() || thread::panicking();
            assert!(is_removed, "the test's Postgres database could not be removed");
        }
    }
}

async fn administer(admin_url: &str, sql: String) {
    let mut connection =
        PgConnection::connect(admin_url).await.expect("TEST_DATABASE_URL names a Postgres server that answers");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the Postgres server obeys");
    connection.close().await.expect("the Postgres server says goodbye");
}

/// The same server, another database: the path of the URL is replaced, its parameters stay.
fn with_database(admin_url: &str, database: &str) -> String {
    let (address, parameters) = admin_url.split_once('?').map_or((admin_url, None), |(a, p)| (a, Some(p)));
    let host_from = address.find("://").map_or(0, |at| at + 3);
    let server = address
        .get(host_from..)
        .and_then(|rest| rest.find('/'))
        .map_or(address, |at| address.get(..host_from + at).unwrap_or(address));
    let mut url = format!("{server}/{database}");
    if let Some(parameters) = parameters {
        url.push('?');
        url.push_str(parameters);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{databases, with_database};
    use crate::db::Source as _;

    #[test]
    fn only_the_database_is_replaced() {
        assert_eq!(with_database("postgres://u@h:1/postgres?host=/run", "t"), "postgres://u@h:1/t?host=/run");
        assert_eq!(with_database("postgres://u@h", "t"), "postgres://u@h/t");
    }

    #[tokio::test]
    async fn both_databases_come_up_empty() {
        for test in databases("both_databases_come_up_empty").await {
            let mut read = test.db.read().await.unwrap();
            let (patients,): (i64,) = read.query("SELECT count(*) FROM patients").one().await.unwrap();
            assert_eq!(patients, 0);
        }
    }
}
