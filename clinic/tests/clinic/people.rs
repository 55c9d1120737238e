//! Roles and the right to prescribe on both databases: the last administrator stays, prescribing takes two people.

mod prescribing;
mod roles;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use clinic::{
    accounts::{Admin, Clinician, Confirmer, Prescriber, Role, Session, SessionPolicy, Token, resolve},
    audit::Auditor,
    clock::Clock,
    db::{Db, Source as _},
    ids::{AccountId, PatientId, PractitionerId, ProposalId},
    keys::Keys,
    people::{Confirmed, Licence, NotDecided, confirm, propose},
};
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };

/// A clinic with people in it, who are signed in without passwords: those are slow on purpose.
pub(crate) struct Office {
    pub db: Db,
    pub clock: Clock,
    pub auditor: Auditor,
    _folder: TempDir,
}

impl Office {
    pub fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys, folder.path().join("audit-head"));
        Self { db: db.clone(), clock, auditor, _folder: folder }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    pub async fn account(&self, name: &str, roles: &[Role], practitioner: Option<PractitionerId>) -> AccountId {
        let id = AccountId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO accounts (id, email, email_key, name, password_hash, practitioner_id, created_at)
             VALUES ($1, $2, $2, $3, '', $4, $5)",
        )
        .bind(id)
        .bind(format!("{}@example.org", name.to_lowercase().replace(' ', ".")))
        .bind(name.to_owned())
        .bind(practitioner)
        .bind(self.now())
        .run()
        .await
        .unwrap();
        for role in roles {
            tx.query("INSERT INTO account_roles (account_id, role) VALUES ($1, $2)")
                .bind(id)
                .bind(*role)
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    pub async fn practitioner(&self, name: &str, npi: Option<&str>) -> PractitionerId {
        let id = PractitionerId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, npi, active) VALUES ($1, $2, $3, TRUE)")
            .bind(id)
            .bind(name.to_owned())
            .bind(npi.map(str::to_owned))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn patient(&self, name: &str, number: &str) -> PatientId {
        let id = PatientId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, sex, deceased, record_number, active)
             VALUES ($1, $2, $2, 'female', FALSE, $3, TRUE)",
        )
        .bind(id)
        .bind(name.to_owned())
        .bind(number.to_owned())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A new session of someone, with a strong second factor.
    pub async fn token(&self, account: AccountId) -> Token {
        let token =
            Token::parse(&URL_SAFE_NO_PAD.encode([*account.0.as_bytes(), *clinic::ids::new().as_bytes()].concat()));
        let token = token.unwrap();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO sessions (token_hash, account_id, created_at, last_seen_at, ends_at, id, factor, confirmed_at)
             VALUES ($1, $2, $3, $3, $4, $5, 'totp', $3)",
        )
        .bind(token.hash())
        .bind(account)
        .bind(self.now())
        .bind(self.now() + POLICY.absolute)
        .bind(clinic::ids::new())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        token
    }

    pub async fn who(&self, token: &Token) -> Option<Session> {
        resolve(&mut self.db.read().await.unwrap(), token, POLICY, self.now()).await.unwrap()
    }

    pub async fn session(&self, account: AccountId) -> Session {
        let token = self.token(account).await;
        self.who(&token).await.unwrap()
    }

    pub async fn admin(&self, account: AccountId) -> Admin {
        Admin::try_from(&self.session(account).await).unwrap()
    }

    pub async fn clinician(&self, account: AccountId) -> Clinician {
        Clinician::try_from(&self.session(account).await).unwrap()
    }

    pub async fn confirmer(&self, account: AccountId) -> Confirmer {
        Confirmer::try_from(&self.session(account).await).unwrap()
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }

    pub async fn prescriber(&self, account: AccountId) -> Prescriber {
        Prescriber::try_from(&self.session(account).await).unwrap()
    }

    async fn has(&self, account: AccountId, role: Role) -> bool {
        self.session(account).await.roles().has(role)
    }

    fn licence(&self) -> Licence {
        Licence {
            number: "MD-12345".to_owned(),
            issuer: "New York".to_owned(),
            until: self.today() + Duration::days(30),
            npi: Some("1234567893".to_owned()),
        }
    }

    async fn proposed(&self, by: &Admin, account: AccountId) -> ProposalId {
        let licence = self.licence();
        propose(&self.db, &self.auditor, by, account, licence, self.today(), self.now()).await.unwrap().unwrap()
    }

    async fn confirm(&self, by: &Confirmer, proposal: ProposalId) -> Result<Confirmed, NotDecided> {
        confirm(&self.db, &self.auditor, by, proposal, self.today(), self.now()).await.unwrap()
    }
}
