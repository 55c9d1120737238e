//! A database with two patients, and charts that only their owners can open.

use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    accounts::{NewAccount, Password, Patient, Role, SessionPolicy, SignIn, add, resolve, sign_in},
    audit::{AccessLog, Actor, Auditor, Event},
    clock::Clock,
    db::{Db, Reader, Source as _},
    ids::PatientId,
    keys::Keys,
    patients::Chart,
};
use std::{net::IpAddr, sync::Arc};
use tempfile::TempDir;
use uuid::Uuid;

/// A patient who is signed in.
pub struct House {
    /// The database.
    pub db: Db,
    /// Whose chart it is.
    pub patient: PatientId,
    /// Somebody else.
    pub stranger: PatientId,
    /// The patient's chart.
    pub chart: Chart,
    log: AccessLog,
    _folder: TempDir,
}

impl House {
    /// Makes both patients and signs the first one in.
    pub async fn open(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(day(1));
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys.clone(), folder.path().join("audit-head"));
        let (patient, stranger) = (PatientId::new(), PatientId::new());
        let mut tx = db.begin().await.unwrap();
        for id in [patient, stranger] {
            tx.query(
                "INSERT INTO patients (id, name, name_key, sex, deceased, active) VALUES ($1, 'A', 'a', 'unknown', FALSE, TRUE)",
            )
            .bind(id)
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let (email, password) = ("pat@example.org", "a long and honest password");
        let new = NewAccount {
            email: email.to_owned(),
            name: "Pat Example".to_owned(),
            password: Password::chosen(password, email).unwrap(),
            roles: vec![Role::Patient],
            language: None,
            patient: Some(patient),
            practitioner: None,
        };
        add(db, &auditor, Actor::operator(), new, clock.now()).await.unwrap();
        let policy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(password),
            address: IpAddr::from([192, 0, 2, 1]),
            user_agent: None,
        };
        let token = sign_in(db, &clock, &keys, &auditor, policy, attempt).await.unwrap().unwrap().opened().unwrap();
        let session = resolve(&mut db.read().await.unwrap(), &token, policy, clock.now()).await.unwrap().unwrap();
        let log = AccessLog::default();
        let chart = Chart::own(&Patient::try_from(&session).unwrap(), &log, clock.now());
        Self { db: db.clone(), patient, stranger, chart, log, _folder: folder }
    }

    /// A connection to read from.
    pub async fn read(&self) -> Reader {
        self.db.read().await.unwrap()
    }

    /// What was noted for the audit trail since the last time, by subject and single thing.
    pub fn noted(&self) -> Vec<String> {
        let describe = |event: Event| format!("{event:?}");
        self.log.take().into_iter().map(describe).collect()
    }
}

/// A day of November 2026, at noon.
pub fn day(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, 12, 0, 0).unwrap()
}

/// An id that sorts by its number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}
