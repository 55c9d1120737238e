//! What the tests share: small Bundles, files to put them in, and a look at every row.

use chrono::{DateTime, Utc};
use clinic::{
    clock::Clock,
    db::Db,
    fhir::{Options, Report, import},
    testing::{TestDb, databases},
};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Column as _, Row as _};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Every table that an import writes.
const TABLES: [&str; 28] = [
    "resources",
    "resource_versions",
    "identifiers",
    "organizations",
    "locations",
    "practitioners",
    "practitioner_roles",
    "patients",
    "patient_tokens",
    "patient_contacts",
    "coverages",
    "encounters",
    "conditions",
    "allergies",
    "immunizations",
    "observations",
    "observation_series",
    "diagnostic_reports",
    "diagnostic_report_results",
    "held_results",
    "medication_requests",
    "procedures",
    "care_plans",
    "goals",
    "care_teams",
    "care_team_participants",
    "documents",
    "appointments",
];

/// A database, a folder for files and a clock that stands still.
pub(crate) struct World {
    pub(crate) test: TestDb,
    pub(crate) folder: TempDir,
    pub(crate) clock: Clock,
}

impl World {
    /// One on each database.
    pub(crate) async fn both(name: &str) -> Vec<Self> {
        databases(name).await.into_iter().map(Self::around).collect()
    }

    pub(crate) fn around(test: TestDb) -> Self {
        let now: DateTime<Utc> = "2026-03-01T12:00:00Z".parse().unwrap();
        Self { test, folder: TempDir::new().unwrap(), clock: Clock::fixed(now) }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.test.db
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) async fn import(&self, paths: &[PathBuf]) -> Report {
        import(self.db(), &self.clock, paths, &Options::default(), &()).await.unwrap()
    }

    /// Imports one file with this content.
    pub(crate) async fn import_text(&self, name: &str, content: impl AsRef<[u8]>) -> Report {
        self.import(&[self.file(name, content)]).await
    }

    /// Imports a Bundle that must come in whole.
    pub(crate) async fn bring(&self, entries: Vec<Value>) -> Report {
        let report = self.import_text("bundle.json", bundle(entries).to_string()).await;
        assert_eq!(report.refused, []);
        report
    }

    /// Every row of every table as text, sorted; what came in is represented by its digest.
    pub(crate) async fn rows(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut tables = BTreeMap::new();
        for table in TABLES {
            let mut rows: Vec<String> = match self.db() {
                Db::Sqlite { read, .. } => {
                    let sql = format!("SELECT * FROM {table}");
                    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(read).await.unwrap();
                    let cell = |row: &sqlx::sqlite::SqliteRow, column| {
                        let bytes: Option<Vec<u8>> = row.get_unchecked(column);
                        bytes.map_or_else(|| "NULL".to_owned(), |bytes| bytes.escape_ascii().to_string())
                    };
                    let line = |row: &sqlx::sqlite::SqliteRow| {
                        let columns = (0..row.len()).filter(|&at| row.column(at).name() != "body");
                        columns.map(|at| cell(row, at)).collect::<Vec<_>>().join(" | ")
                    };
                    rows.iter().map(line).collect()
                }
                Db::Postgres(pool) => {
                    let sql = format!("SELECT (to_jsonb(t) - 'body')::text FROM {table} t");
                    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(pool).await.unwrap()
                }
            };
            rows.sort();
            tables.insert(table, rows);
        }
        tables
    }

    /// How many rows a table has.
    pub(crate) async fn count(&self, table: &'static str) -> usize {
        self.rows().await[table].len()
    }

    /// The first column of the first row, as text.
    pub(crate) async fn text(&self, sql: &'static str) -> String {
        use clinic::db::Source as _;
        let mut read = self.db().read().await.unwrap();
        let (text,): (String,) = read.query(sql).one().await.unwrap();
        text
    }

    /// Whether nothing at all is there.
    pub(crate) async fn is_empty(&self) -> bool {
        self.rows().await.values().all(Vec::is_empty)
    }
}

/// A transaction Bundle.
pub(crate) fn bundle(entries: Vec<Value>) -> Value {
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries})
}

/// The `urn:uuid` with this number.
pub(crate) fn urn(number: u32) -> String {
    format!("urn:uuid:00000000-0000-4000-8000-{number:012}")
}

/// An entry that creates a resource under the `urn:uuid` with this number.
pub(crate) fn entry(number: u32, resource: Value) -> Value {
    let kind = resource["resourceType"].clone();
    json!({"fullUrl": urn(number), "resource": resource, "request": {"method": "POST", "url": kind}})
}

/// Maria García, born 1968.
pub(crate) fn patient() -> Value {
    json!({
        "resourceType": "Patient", "id": "1",
        "identifier": [
            {"type": {"coding": [{"code": "MR"}]}, "system": "http://clinic/mrn", "value": "M-100"},
            {"type": {"coding": [{"code": "SS"}]}, "system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-99-9999"}
        ],
        "name": [{"use": "official", "family": "García", "given": ["María", "José"]}],
        "gender": "female", "birthDate": "1968-04-05"
    })
}

/// A glucose result of the patient with this number.
pub(crate) fn glucose(patient: u32, value: &str, day: &str) -> Value {
    let value: Value = serde_json::from_str(value).unwrap();
    json!({
        "resourceType": "Observation", "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "2339-0", "display": "Glucose"}]},
        "subject": {"reference": urn(patient)}, "effectiveDateTime": day,
        "valueQuantity": {"value": value, "unit": "mg/dL", "code": "mg/dL"}
    })
}

/// The folder of data that nobody here wrote, beside the project or further up; none where it is absent.
pub(crate) fn data() -> Option<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let found = project.ancestors().skip(1).map(|folder| folder.join("shared/data")).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("not checked: {} is absent", project.join("../shared/data").display());
    }
    found
}
