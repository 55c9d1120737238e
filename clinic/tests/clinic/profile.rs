//! What patients change themselves, what they ask the clinic to change, and its answers, on both databases.

mod changes;
mod own;

use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::{Clinician, NewAccount, Password, Patient, Role, Session, SessionPolicy, Token, add, resolve},
    audit::{AccessLog, Actor, Auditor},
    clock::Clock,
    db::{Db, Source as _},
    fhir,
    ids::{PatientId, PractitionerId, ProfileChangeId},
    keys::Keys,
    patients::{Chart, open, search},
    profile::{
        Asked, Change, Decided, Decision, Editor, NewContact, Phone, Wanted, Withdrawn, ask, change, decide, withdraw,
    },
};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;

struct House {
    db: Db,
    clock: Clock,
    auditor: Auditor,
    doctor: PractitionerId,
    _folder: TempDir,
}

/// A patient with an account.
struct Someone {
    id: PatientId,
    by: Patient,
    editor: Editor,
    token: Token,
}

impl House {
    async fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys, folder.path().join("audit-head"));
        let doctor = PractitionerId::new();
        let mut tx = db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Dr. Example', TRUE)")
            .bind(doctor)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self { db: db.clone(), clock, auditor, doctor, _folder: folder }
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Brings a patient in, or a newer version of one.
    async fn import(&self, key: &str, version: u32, about: Value) -> PatientId {
        let url = format!("https://example.org/Patient/{key}");
        let mut resource = json!({ "resourceType": "Patient", "id": key, "birthDate": "1960-03-02", "gender": "female",
            "meta": { "lastUpdated": format!("2026-01-0{version}T00:00:00Z") },
            "identifier": [{ "type": { "coding": [{ "code": "MR" }] }, "value": format!("VB-{key}") }],
            "contact": [{ "name": { "text": "Lan Example" }, "telecom": [{ "system": "phone", "value": "207-555-0180" }] }] });
        resource.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
        let bundle = json!({ "resourceType": "Bundle", "type": "collection",
                             "entry": [{ "fullUrl": url, "resource": resource }] });
        let options = fhir::Options::default();
        let report = fhir::import_values(&self.db, &self.clock, "patients", &[bundle], &options).await.unwrap();
        assert_eq!(report.refused, []);
        let id = PatientId(fhir::resource_id(&url));
        self.run("UPDATE patients SET general_practitioner_id = $1 WHERE id = $2", id).await;
        id
    }

    /// Runs a statement with the doctor and the patient in it.
    async fn run(&self, sql: &'static str, patient: PatientId) {
        let mut tx = self.db.begin().await.unwrap();
        tx.query(sql).bind(self.doctor).bind(patient).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn token(&self, email: &str, name: &str, role: Role, patient: Option<PatientId>) -> Token {
        let practitioner = (role == Role::Staff).then_some(self.doctor);
        let new = NewAccount {
            email: format!("{email}@example.org"),
            name: name.to_owned(),
            password: Password::chosen("a long and honest password", email).unwrap(),
            roles: vec![role],
            language: None,
            patient,
            practitioner,
        };
        let account = add(&self.db, &self.auditor, Actor::operator(), new, self.now()).await.unwrap();
        let token = Token::parse(&letters(email)).unwrap();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO sessions (token_hash, account_id, created_at, last_seen_at, ends_at) VALUES ($1, $2, $3, $3, $4)",
        )
        .bind(token.hash())
        .bind(account)
        .bind(self.now())
        .bind(self.now() + Duration::hours(12))
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        token
    }

    async fn session(&self, token: &Token) -> Session {
        let policy = SessionPolicy { idle: Duration::hours(12), absolute: Duration::hours(12) };
        resolve(&mut self.db.read().await.unwrap(), token, policy, self.now()).await.unwrap().unwrap()
    }

    async fn patient(&self, key: &str, given: &str, family: &str) -> Someone {
        let about = json!({ "name": [{ "family": family, "given": [given], "prefix": ["Ms."] }] });
        let id = self.import(key, 1, about).await;
        let token = self.token(key, &format!("Ms. {given} {family}"), Role::Patient, Some(id)).await;
        let by = Patient::try_from(&self.session(&token).await).unwrap();
        let editor = Editor::own(&by, &AccessLog::default(), self.clock.now());
        Someone { id, by, editor, token }
    }

    async fn clerk(&self, email: &str) -> Clinician {
        let token = self.token(email, "Dana Desk", Role::Staff, None).await;
        Clinician::try_from(&self.session(&token).await).unwrap()
    }

    async fn chart(&self, by: &Clinician, patient: PatientId) -> Chart {
        open(&mut self.db.read().await.unwrap(), by, patient, &AccessLog::default(), self.now()).await.unwrap()
    }

    async fn desk(&self, by: &Clinician, patient: PatientId) -> Editor {
        Editor::at_clinic(by, self.chart(by, patient).await)
    }

    async fn ask(&self, by: &Editor, wanted: &Wanted) -> Asked {
        ask(&self.db, &self.auditor, by, wanted, Some("Married".to_owned()), self.now()).await.unwrap()
    }

    async fn asked(&self, by: &Editor, wanted: &Wanted) -> ProfileChangeId {
        match self.ask(by, wanted).await {
            Asked::Waiting(id) => id,
            other => panic!("{other:?}"),
        }
    }

    async fn accept(&self, by: &Editor, id: ProfileChangeId, seen: &str) -> Result<Decided, Error> {
        let decision = Decision::Accept { seen: Some(seen.to_owned()), answer: None };
        decide(&self.db, &self.auditor, by, id, decision, self.now()).await
    }

    async fn decline(&self, by: &Editor, id: ProfileChangeId) -> Result<Decided, Error> {
        let decision = Decision::Decline { answer: "Please bring a paper.".to_owned() };
        decide(&self.db, &self.auditor, by, id, decision, self.now()).await
    }

    async fn withdraw(&self, by: &Editor, id: ProfileChangeId) -> Result<Withdrawn, Error> {
        withdraw(&self.db, &self.auditor, by, id, self.now()).await
    }

    async fn change(&self, chart: &Chart, id: ProfileChangeId) -> Change {
        change(&mut self.db.read().await.unwrap(), chart, id).await.unwrap()
    }

    async fn found(&self, by: &Clinician, text: &str) -> Vec<String> {
        let log = AccessLog::default();
        let found = search(&mut self.db.read().await.unwrap(), by, text, 20, &log, self.now()).await.unwrap();
        found.unwrap().into_iter().map(|row| row.name).collect()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }
}

/// The text of a token that is someone's; the last of 43 letters holds four bits only and stays an A.
fn letters(email: &str) -> String {
    format!("{email:A<43}")
}

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap().unwrap()
}

fn name(given: &str, family: &str) -> Wanted {
    Wanted::name(given, family).ok().unwrap()
}

fn contact(name: &str) -> NewContact {
    NewContact { name: name.to_owned(), relationship: Some("friend".to_owned()), phone: phone("207-555-0142") }
}
