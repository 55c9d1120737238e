//! Fresh databases for tests: each test runs on both, and a run that could not reach Postgres fails.
//!
//! A test program makes its tables once and gives each test a copy: what is the same for all of them is worked for once.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up must fail at once and say why")]

use crate::{
    accounts::{self, Entry, SessionPolicy, Token},
    db::{Db, Source as _},
};
use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::{mem, path::Path, thread};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A migrated, empty database that is removed when this value is dropped.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder {
        folder: TempDir,
    },
    Server {
        admin_url: String,
        database: String,
    },
    /// It belongs to a template now.
    Kept,
}

/// A database that many tests begin with: each gets a copy.
#[derive(Debug)]
pub struct Template(Kind);

#[derive(Debug)]
enum Kind {
    File(Vec<u8>),
    Database { admin_url: String, name: String },
}

const FILE: &str = "verbena.sqlite";
const TEST_PREFIX: &str = "verbena_test_";
/// Followed by the number of the process that needs it.
const TEMPLATE_PREFIX: &str = "verbena_template_";

/// One fresh SQLite and one fresh Postgres database, both migrated, for the test called `test_name`.
///
/// # Panics
/// When `TEST_DATABASE_URL` does not name a Postgres server on which databases may be created.
pub async fn databases(test_name: &str) -> Vec<TestDb> {
    vec![sqlite(test_name).await, postgres(test_name).await]
}

impl TestDb {
    /// Keeps the database as it is now, for copies.
    ///
    /// # Panics
    /// When it cannot be kept.
    pub async fn into_template(mut self) -> Template {
        let snapshot = self.snapshot().await;
        self.db.close().await;
        Template(match mem::replace(&mut self.home, Home::Kept) {
            Home::Folder { .. } => Kind::File(snapshot),
            Home::Server { admin_url, database } => {
                remove_left_over(&admin_url).await;
                let name = database.replace(TEST_PREFIX, &format!("{TEMPLATE_PREFIX}{}_", std::process::id()));
                administer(&admin_url, format!("ALTER DATABASE {database} RENAME TO {name}")).await;
                Kind::Database { admin_url, name }
            }
            Home::Kept => panic!("a database is kept once"),
        })
    }

    /// The SQLite file as it is before it is closed: closing counts what little there is, and plans would follow that.
    async fn snapshot(&self) -> Vec<u8> {
        let (Home::Folder { folder }, Db::Sqlite { write, .. }) = (&self.home, &self.db) else { return Vec::new() };
        let place = folder.path().join("snapshot");
        sqlx::query("VACUUM INTO $1")
            .bind(place.to_str())
            .execute(write)
            .await
            .expect("SQLite writes a copy of the file");
        std::fs::read(place).expect("the copy can be read")
    }
}

impl Template {
    /// A copy for the test called `test_name`.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn copy(&self, test_name: &str) -> TestDb {
        match &self.0 {
            Kind::File(bytes) => {
                let folder = new_folder(test_name);
                std::fs::write(folder.path().join(FILE), bytes).expect("a copy of the SQLite file");
                open_sqlite(folder).await
            }
            Kind::Database { admin_url, name } => new_postgres(admin_url, name).await,
        }
    }
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

/// Begins a session for whoever has the address `email`. Signing in by a password takes long, as it should.
///
/// # Panics
/// When nobody has it.
pub async fn begin_session(db: &Db, email: &str, policy: SessionPolicy, now: DateTime<Utc>) -> Token {
    let mut tx = db.begin().await.expect("a transaction");
    let account = accounts::account_by_email(&mut tx, email).await.expect("accounts can be read");
    let entry = Entry::default();
    let account = account.expect("an account has the address");
    let token = accounts::begin_session(&mut tx, account, policy, &entry, now).await.expect("a session begins");
    tx.commit().await.expect("the transaction ends");
    token
}

/// A fresh SQLite database in a temporary folder.
///
/// # Panics
/// When it cannot be made.
pub async fn sqlite(test_name: &str) -> TestDb {
    static MIGRATED: OnceCell<Template> = OnceCell::const_new();
    let migrated = MIGRATED.get_or_init(|| async {
        let test = empty_sqlite("migrated").await;
        test.db.migrate().await.expect("SQLite takes the migrations");
        test.into_template().await
    });
    migrated.await.copy(test_name).await
}

/// A fresh database on the Postgres server that `TEST_DATABASE_URL` names.
///
/// # Panics
/// When the server cannot be reached or refuses to make a database.
pub async fn postgres(test_name: &str) -> TestDb {
    static MIGRATED: OnceCell<Template> = OnceCell::const_new();
    let migrated = MIGRATED.get_or_init(|| async {
        let test = empty_postgres(test_name).await;
        test.db.migrate().await.expect("Postgres takes the migrations");
        test.into_template().await
    });
    migrated.await.copy(test_name).await
}

async fn empty_sqlite(test_name: &str) -> TestDb {
    open_sqlite(new_folder(test_name)).await
}

fn new_folder(test_name: &str) -> TempDir {
    TempDir::with_prefix(format!("verbena-{test_name}-")).expect("a temporary folder")
}

async fn open_sqlite(folder: TempDir) -> TestDb {
    let db = Db::sqlite(&folder.path().join(FILE)).await.expect("the SQLite file opens");
    TestDb { db, home: Home::Folder { folder } }
}

async fn empty_postgres(test_name: &str) -> TestDb {
    #[expect(clippy::disallowed_methods, reason = "tests are told where Postgres is by the environment only")]
    let Ok(admin_url) = std::env::var("TEST_DATABASE_URL") else {
        panic!(
            "{test_name} runs on SQLite and on Postgres, and TEST_DATABASE_URL is not set. Run the tests with `cargo \
             xtask test`, or set it to a Postgres server on which databases may be created."
        )
    };
    new_postgres(&admin_url, "template0").await
}

async fn new_postgres(admin_url: &str, template: &str) -> TestDb {
    let database = format!("{TEST_PREFIX}{}", crate::ids::new().simple());
    administer(admin_url, format!("CREATE DATABASE {database} TEMPLATE {template}")).await;
    let home = Home::Server { admin_url: admin_url.to_owned(), database: database.clone() };
    let db = Db::postgres(&with_database(admin_url, &database)).await.expect("the new Postgres database opens");
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

/// Removes the templates of test programs that have ended: nothing tells a program of its end.
async fn remove_left_over(admin_url: &str) {
    // Where running programs cannot be told, none is taken for ended.
    if !Path::new("/proc/self").exists() {
        return;
    }
    let mut connection =
        PgConnection::connect(admin_url).await.expect("TEST_DATABASE_URL names a Postgres server that answers");
    let names: Vec<(String,)> = sqlx::query_as("SELECT datname FROM pg_database WHERE starts_with(datname, $1)")
        .bind(TEMPLATE_PREFIX)
        .fetch_all(&mut connection)
        .await
        .expect("the Postgres server lists its databases");
    connection.close().await.expect("the Postgres server says goodbye");
    for (name,) in names {
        let owner = name.strip_prefix(TEMPLATE_PREFIX).and_then(|rest| rest.split('_').next()).unwrap_or_default();
        if !Path::new("/proc").join(owner).exists() {
            administer(admin_url, format!("DROP DATABASE IF EXISTS {name}")).await;
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
