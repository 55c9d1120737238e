//! A backup of either database comes back on either, whole, or not at all.

use crate::support::{Clinic, clinics, config};
use chrono::Duration;
use clinic::{
    accounts::Role,
    audit::verify,
    backup as store,
    db::{Db, Source as _},
    testing::{TestDb, databases},
};
use serde_json::Value;
use std::{collections::BTreeMap, os::unix::fs::PermissionsExt as _, path::Path};
use tempfile::TempDir;
use verbena::{
    backup::{
        self,
        WaitingMail::{self, HeldBack},
    },
    config::Config,
};

/// Settings that lead to this database, with a data folder of their own.
fn settings(folder: &TempDir, db: &TestDb) -> Config {
    let url = match &db.db {
        Db::Sqlite { .. } => return config(folder, &[]),
        Db::Postgres(pool) => {
            use sqlx::ConnectOptions as _;
            pool.connect_options().to_url_lossy().to_string()
        }
    };
    config(folder, &[("database_url", &url)])
}

/// Every row that a backup keeps, sorted, by table.
async fn everything(db: &Db) -> BTreeMap<String, Vec<String>> {
    let mut tx = db.snapshot().await.unwrap();
    let mut all = BTreeMap::new();
    for table in store::tables(&mut tx).await.unwrap() {
        if store::LEFT_OUT.contains(&table.name.as_str()) {
            continue;
        }
        let mut rows = Vec::new();
        store::rows(&mut tx, &table, |row| {
            rows.push(row.iter().map(comparable).collect::<Vec<_>>().join("|"));
            Ok(())
        })
        .await
        .unwrap();
        rows.sort();
        all.insert(table.name.clone(), rows);
    }
    tx.rollback().await.unwrap();
    all
}

/// Postgres writes JSON in a form of its own: compared is what it says.
fn comparable(value: &Value) -> String {
    match value {
        Value::String(text) if text.starts_with(['{', '[']) => match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) => format!("{:?}", object.into_iter().collect::<BTreeMap<_, _>>()),
            Ok(other) => other.to_string(),
            Err(_) => text.clone(),
        },
        other => other.to_string(),
    }
}

async fn filled(clinic: Clinic) -> Clinic {
    let clinic = clinic.with_people().await;
    let cookie = clinic.sign_in(Role::Patient).await;
    clinic.get("/labs", &[("cookie", &cookie)]).await;
    clinic.try_sign_in("patient@example.org", "not the right password").await;
    clinic
}

async fn save(clinic: &Clinic, place: &Path, with_keys: bool) -> backup::Saved {
    backup::save(&clinic.config, clinic.house(), place, with_keys, &mut |_| {}).await.unwrap()
}

#[tokio::test]
async fn a_backup_comes_back_on_either_database() {
    for clinic in clinics("a_backup_comes_back").await {
        let clinic = filled(clinic).await;
        let place = clinic.folder.path().join("copy.verbena");
        let saved = save(&clinic, &place, true).await;
        assert!(saved.rows > 20);
        assert_eq!(std::fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        let mut before = everything(&clinic.portal.db).await;

        for target in databases("a_backup_comes_back_to").await {
            let folder = TempDir::new().unwrap();
            let config = settings(&folder, &target);
            let restored = backup::restore(&config, clinic.clock.clone(), &place, HeldBack, &mut |_| {}).await.unwrap();
            assert_eq!(restored.rows, saved.rows);
            assert_eq!(restored.verdict.findings, []);
            assert!(restored.verdict.sealed + restored.verdict.unsealed > 0);

            let db = match &target.db {
                Db::Postgres(_) => target.db.clone(),
                Db::Sqlite { .. } => Db::sqlite(&config.sqlite_file()).await.unwrap(),
            };
            let keys = clinic::keys::Keys::open(&config.keys_folder()).unwrap();
            assert_eq!(keys.seal_id(), clinic.portal.keys.seal_id());
            assert_eq!(verify(&db, &keys, &config.audit_head()).await.unwrap().findings, []);
            let mut after = everything(&db).await;
            // The trail went on: the restore itself is in it, and blocks seal it.
            for trail in ["audit_events", "audit_blocks"] {
                before.remove(trail);
                after.remove(trail);
            }
            assert_eq!(before, after);
            assert_eq!(
                crate::support::count(&db, "SELECT count(*) FROM sessions").await,
                0,
                "sessions do not come back to life"
            );
        }
    }
}

#[tokio::test]
async fn mails_that_waited_are_sent_again_only_by_someone_s_will() {
    for (way, waiting, stopped) in [(HeldBack, 0, 2), (WaitingMail::Sent, 2, 0)] {
        for target in databases("restored_mail").await {
            let clinic = filled(clinics("restored_mail_from").await.remove(0)).await;
            for email in ["one@example.com", "two@example.com"] {
                crate::mail::post_office::invite(&clinic, email).await;
            }
            let place = clinic.folder.path().join("copy.verbena");
            save(&clinic, &place, true).await;
            let folder = TempDir::new().unwrap();
            let config = settings(&folder, &target);
            let restored = backup::restore(&config, clinic.clock.clone(), &place, way, &mut |_| {}).await.unwrap();
            assert_eq!((restored.held_back.mails, restored.held_back.prescriptions), (stopped, 0));
            assert_eq!(restored.verdict.findings, []);
            let db = match &target.db {
                Db::Postgres(_) => target.db.clone(),
                Db::Sqlite { .. } => Db::sqlite(&config.sqlite_file()).await.unwrap(),
            };
            let count = async |sql| usize::try_from(crate::support::count(&db, sql).await).unwrap();
            assert_eq!(count("SELECT count(*) FROM outbox WHERE state = 'waiting'").await, waiting);
            assert_eq!(count("SELECT count(*) FROM outbox WHERE state = 'cancelled'").await, stopped);
            let noted =
                "SELECT count(*) FROM audit_events WHERE subject = 'mail' AND detail = '2 stopped by a restore'";
            assert_eq!(count(noted).await, usize::from(stopped > 0));
        }
    }
}

#[tokio::test]
async fn a_restore_never_overwrites() {
    for clinic in clinics("a_restore_never_overwrites").await {
        let clinic = filled(clinic).await;
        let place = clinic.folder.path().join("copy.verbena");
        save(&clinic, &place, true).await;
        let said =
            backup::save(&clinic.config, clinic.house(), &place, true, &mut |_| {}).await.unwrap_err().to_string();
        assert!(said.contains("exists already"), "{said}");
    }
    for target in databases("a_restore_never_overwrites_in").await {
        let clinic = filled(clinics("a_restore_never_overwrites_from").await.remove(0)).await;
        let place = clinic.folder.path().join("copy.verbena");
        save(&clinic, &place, true).await;
        let folder = TempDir::new().unwrap();
        let config = settings(&folder, &target);
        backup::restore(&config, clinic.clock.clone(), &place, HeldBack, &mut |_| {}).await.unwrap();
        let again = backup::restore(&config, clinic.clock.clone(), &place, HeldBack, &mut |_| {})
            .await
            .unwrap_err()
            .to_string();
        assert!(again.contains("is not empty"), "{again}");
    }
}

#[tokio::test]
async fn other_keys_are_left_alone() {
    let clinic = filled(clinics("other_keys_are_left_alone").await.remove(0)).await;
    let (with, without) = (clinic.folder.path().join("with"), clinic.folder.path().join("without"));
    save(&clinic, &with, true).await;
    save(&clinic, &without, false).await;

    let folder = TempDir::new().unwrap();
    let config = config(&folder, &[]);
    let said =
        backup::restore(&config, clinic.clock.clone(), &without, HeldBack, &mut |_| {}).await.unwrap_err().to_string();
    assert!(said.contains("holds no keys"), "{said}");
    clinic::keys::Keys::open(&config.keys_folder()).unwrap();
    let said =
        backup::restore(&config, clinic.clock.clone(), &with, HeldBack, &mut |_| {}).await.unwrap_err().to_string();
    assert!(said.contains("is another key"), "{said}");
    for name in clinic::keys::FILES {
        std::fs::copy(clinic.config.keys_folder().join(name), config.keys_folder().join(name)).unwrap();
    }
    let restored = backup::restore(&config, clinic.clock.clone(), &without, HeldBack, &mut |_| {}).await.unwrap();
    assert_eq!(restored.verdict.findings, []);
}

#[tokio::test]
async fn a_damaged_file_restores_nothing() {
    use std::io::{Read as _, Write as _};
    let clinic = filled(clinics("a_damaged_file_restores_nothing").await.remove(0)).await;
    let place = clinic.folder.path().join("copy");
    save(&clinic, &place, true).await;
    let whole = std::fs::read(&place).unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(whole.as_slice()).read_to_string(&mut text).unwrap();
    let pack = |text: &str| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text.as_bytes()).unwrap();
        out.finish().unwrap()
    };
    let lines: Vec<&str> = text.lines().collect();
    let damaged = [
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("no backup", b"hello".to_vec()),
        ("changed", pack(&text.replace("Example", "Exemple"))),
        (
            "a row less",
            pack(
                &lines
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != 8)
                    .map(|(_, line)| format!("{line}\n"))
                    .collect::<String>(),
            ),
        ),
        ("no end", pack(&format!("{}\n", lines[..lines.len() - 1].join("\n")))),
        ("more after the end", pack(&format!("{text}[]\n"))),
    ];
    for (what, bytes) in damaged {
        let folder = TempDir::new().unwrap();
        let (config, file) = (config(&folder, &[]), folder.path().join("file"));
        std::fs::write(&file, bytes).unwrap();
        let said =
            backup::restore(&config, clinic.clock.clone(), &file, HeldBack, &mut |_| {}).await.unwrap_err().to_string();
        assert!(said.contains("damaged"), "{what}: {said}");
        assert!(!config.data.exists(), "{what}: nothing is made");
    }
}

#[tokio::test]
async fn a_backup_sees_one_moment() {
    for clinic in clinics("a_backup_sees_one_moment").await {
        let clinic = filled(clinic).await;
        let mut tx = clinic.portal.db.snapshot().await.unwrap();
        let tables = store::tables(&mut tx).await.unwrap();
        let accounts = tables.iter().find(|table| table.name == "sessions").unwrap();
        let before = store::rows(&mut tx, accounts, |_| Ok(())).await.unwrap();
        clinic.clock.advance(Duration::seconds(1));
        clinic.sign_in(Role::Admin).await;
        assert_eq!(store::rows(&mut tx, accounts, |_| Ok(())).await.unwrap(), before);
        tx.rollback().await.unwrap();
        let mut later = clinic.portal.db.read().await.unwrap();
        let (now,): (i64,) = later.query("SELECT count(*) FROM sessions").one().await.unwrap();
        assert_eq!(u64::try_from(now).unwrap(), before + 1);
    }
}
