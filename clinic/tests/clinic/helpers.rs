//! Rights to help: given, read through, limited by age, ended; on both databases.

mod ages;
mod invitations;
mod rights;

use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use chrono_tz::{America::New_York, Tz};
use clinic::{
    Error,
    accounts::{
        Language, NewAccount, Password, Patient, Person, Role, Session, SessionPolicy, SignIn, add, resolve, sign_in,
    },
    audit::{AccessLog, Actor, Auditor},
    clock::Clock,
    db::{Db, Source as _},
    helpers::{By, Entered, Ground, Invite, Refusal, Relationship, Section, Sections, enter, invite, open},
    ids::PatientId,
    keys::Keys,
    patients::Chart,
};
use std::sync::Arc;
use tempfile::TempDir;

const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
const PASSWORD: &str = "a long and honest password";
const ZONE: Tz = New_York;
struct House {
    db: Db,
    clock: Clock,
    keys: Arc<Keys>,
    auditor: Auditor,
    _folder: TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn only(sections: &[Section]) -> Sections {
    sections.iter().copied().collect()
}

impl House {
    fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        // The night on which the clocks of New York go back.
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys.clone(), folder.path().join("audit-head"));
        Self { db: db.clone(), clock, keys, auditor, _folder: folder }
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn patient(&self, name: &str, born: &str, precision: &str) -> PatientId {
        let id = PatientId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, birth_date, birth_date_precision, sex, deceased, active)
             VALUES ($1, $2, $2, $3, $4, 'female', FALSE, TRUE)",
        )
        .bind(id)
        .bind(name.to_owned())
        .bind(day(born))
        .bind(precision.to_owned())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn session(&self, email: &str, patient: Option<PatientId>) -> Session {
        let new = NewAccount {
            email: email.to_owned(),
            name: email.to_owned(),
            password: Password::chosen(PASSWORD, email).unwrap(),
            roles: patient.map(|_| Role::Patient).into_iter().collect(),
            language: None,
            patient,
            practitioner: None,
        };
        add(&self.db, &self.auditor, Actor::operator(), new, self.now()).await.unwrap();
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(PASSWORD),
            address: "192.0.2.1".parse().unwrap(),
            user_agent: None,
        };
        let answer = sign_in(&self.db, &self.clock, &self.keys, &self.auditor, POLICY, attempt).await.unwrap();
        let token = answer.unwrap().opened().unwrap();
        resolve(&mut self.db.read().await.unwrap(), &token, POLICY, self.now()).await.unwrap().unwrap()
    }

    async fn enter(
        &self,
        email: &str,
        patient: PatientId,
        ground: Ground,
        sections: Sections,
        ends: Option<DateTime<Utc>>,
    ) {
        let right = Entered {
            patient,
            email: email.to_owned(),
            relationship: Relationship::Parent,
            ground,
            sections,
            ends_at: ends,
        };
        enter(&self.db, &self.auditor, Actor::operator(), right, self.now()).await.unwrap();
    }

    async fn open(&self, by: &Person, patient: PatientId, log: &AccessLog) -> Result<Chart, Error> {
        let mut q = self.db.read().await.unwrap();
        open(&mut q, by, patient, log, self.now(), ZONE).await.map(|(chart, _)| chart)
    }

    async fn invite(&self, by: &Patient, name: &str, email: Option<&str>) -> Result<clinic::helpers::Issued, Refusal> {
        let new = Invite {
            name: name.to_owned(),
            relationship: Relationship::Friend,
            sections: only(&[Section::Labs]),
            ends_at: None,
            email: email.map(str::to_owned),
            language: Language::En,
        };
        invite(&self.db, &self.auditor, By::Patient(by), &new, self.now()).await.unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }
}
