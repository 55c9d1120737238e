//! Coming in on both databases: invitations, the first administrator, addresses and passwords.

mod email;
mod invitations;
mod passwords;
mod setup;
mod staff;

use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::{
        Acceptance, Admin, Held, Joined, Joiner, NewAccount, NewPassword, NotJoined, Password, Person, Refused, Role,
        Session, SessionPolicy, SignIn, Token, accept, add, resolve, sign_in,
    },
    audit::{Actor, Auditor},
    clock::Clock,
    db::{Db, Source as _},
    ids::{AccountId, HelperId, InvitationId, PatientId},
    keys::Keys,
    mail::Kind,
    testing::give_factors,
};
use std::{net::IpAddr, sync::Arc};
use tempfile::TempDir;

pub(crate) const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
pub(crate) const RIGHT: &str = "a long and honest password";
pub(crate) const ANOTHER: &str = "tortuga ventana jueves";
pub(crate) const BORN: &str = "1968-03-14";

/// A clinic with nobody in it, on the night when the clocks go back in New York.
pub(crate) struct House {
    pub db: Db,
    pub clock: Clock,
    pub keys: Arc<Keys>,
    pub auditor: Auditor,
    _folder: TempDir,
}

impl House {
    pub fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys.clone(), folder.path().join("audit-head"));
        Self { db: db.clone(), clock, keys, auditor, _folder: folder }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub async fn account(&self, email: &str, roles: &[Role], patient: Option<PatientId>) -> AccountId {
        let new = NewAccount {
            email: email.to_owned(),
            name: "Somebody Example".to_owned(),
            password: Password::chosen(RIGHT, email).unwrap(),
            roles: roles.to_vec(),
            language: None,
            patient,
            practitioner: None,
        };
        add(&self.db, &self.auditor, Actor::operator(), new, self.now()).await.unwrap()
    }

    pub async fn admin(&self) -> Admin {
        self.account("ada@example.org", &[Role::Admin], None).await;
        let token = self.sign_in("ada@example.org", RIGHT).await.unwrap();
        give_factors(&self.db).await;
        Admin::try_from(&self.who(&token).await.unwrap()).unwrap()
    }

    pub async fn sign_in(&self, email: &str, password: &str) -> Result<Token, Refused> {
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(password),
            address: IpAddr::from([192, 0, 2, 1]),
            user_agent: None,
        };
        sign_in(&self.db, &self.clock, &self.keys, &self.auditor, POLICY, attempt)
            .await
            .unwrap()
            .map(|signed| signed.opened().unwrap())
    }

    pub async fn who(&self, token: &Token) -> Option<Session> {
        resolve(&mut self.db.read().await.unwrap(), token, POLICY, self.now()).await.unwrap()
    }

    pub async fn session(&self, email: &str) -> Session {
        let token = self.sign_in(email, RIGHT).await.unwrap();
        self.who(&token).await.unwrap()
    }

    pub async fn person(&self, email: &str) -> Person {
        Person::from(&self.session(email).await)
    }

    pub async fn patient(&self, born: &str) -> PatientId {
        let id = PatientId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, given, birth_date, birth_date_precision, sex, deceased, active)
             VALUES ($1, 'Rosa Delgado', 'delgado rosa', 'Rosa', $2, 'day', 'female', FALSE, TRUE)",
        )
        .bind(id)
        .bind(born.parse::<NaiveDate>().unwrap())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A helper of a patient, and their invitation with this code or address.
    pub async fn helper(
        &self,
        patient: PatientId,
        email: Option<&str>,
        code: Option<&str>,
    ) -> (HelperId, InvitationId) {
        let (helper, invitation) = (HelperId::new(), InvitationId::new());
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO helpers (id, patient_id, name, relationship, basis, labs, prescriptions, appointments, record, created_at)
             VALUES ($1, $2, 'Luis Delgado', 'child', 'invited', TRUE, FALSE, FALSE, FALSE, $3)",
        )
        .bind(helper)
        .bind(patient)
        .bind(self.now())
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO invitations (id, kind, helper_id, email, code_hash, created_at, expires_at)
             VALUES ($1, 'helper', $2, $3, $4, $5, $6)",
        )
        .bind(invitation)
        .bind(helper)
        .bind(email.map(str::to_owned))
        .bind(code.map(clinic::accounts::code_hash))
        .bind(self.now())
        .bind(self.now() + Duration::days(30))
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        (helper, invitation)
    }

    pub async fn join(
        &self,
        held: Held,
        born: &str,
        email: &str,
        joiner: Option<Person>,
    ) -> Result<Result<Joined, NotJoined>, Error> {
        let given = Acceptance {
            held,
            born: born.parse().ok(),
            email: email.to_owned(),
            joiner: match joiner {
                Some(person) => Joiner::Known(person),
                None => Joiner::New { password: Password::typed(RIGHT), language: None },
            },
            clinic: "Verbena Family Clinic".to_owned(),
            address: "192.0.2.1".parse().unwrap(),
            user_agent: None,
        };
        accept(&self.db, &self.clock, &self.keys, &self.auditor, POLICY, given).await
    }

    pub async fn join_by_code(&self, code: &str, born: &str, email: &str) -> Result<Token, NotJoined> {
        let joined = self.join(Held::Code(code.to_owned()), born, email, None).await.unwrap();
        joined.map(|joined| joined.token.unwrap())
    }

    pub async fn join_by_link(&self, id: InvitationId, born: &str) -> Result<Token, NotJoined> {
        self.join(Held::Link(id), born, "", None).await.unwrap().map(|joined| joined.token.unwrap())
    }

    pub fn new_password(&self, text: &str, born: Option<&str>) -> NewPassword {
        NewPassword {
            text: Password::typed(text),
            born: born.map(|born| born.parse().unwrap()),
            clinic: "Verbena Family Clinic".to_owned(),
            address: "192.0.2.1".parse().unwrap(),
        }
    }

    /// How many mails of a kind wait.
    pub async fn mails(&self, kind: Kind) -> i64 {
        let mut q = self.db.read().await.unwrap();
        let (count,): (i64,) = q.query("SELECT count(*) FROM outbox WHERE kind = $1").bind(kind).one().await.unwrap();
        count
    }

    pub async fn verify(&self, email: &str) {
        let mut tx = self.db.begin().await.unwrap();
        tx.query("UPDATE accounts SET email_verified_at = $1 WHERE email = $2")
            .bind(self.now())
            .bind(email.to_owned())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// The answer of a query that counts.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }
}
