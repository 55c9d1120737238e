//! Second factors and devices on both databases.

mod changing;
mod signing_in;

use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    DemoPerson, Portal, Settings,
    accounts::{
        NewAccount, Password, Refused, Role, Session, SessionPolicy, SignIn, SignedIn, Token, add, resolve, sign_in,
    },
    audit::{Actor, Auditor},
    clock::Clock,
    db::{Db, Source as _, Value},
    drugs::Drugs,
    factors::{
        Code, FactorName, Held, Keeper, Pending, Proof, Sent, app_setup, complete, confirm, confirm_app, held_by,
        pending, send_code_to_switch_on, start_app, switch_mail_codes_on,
    },
    ids::FactorId,
    keys::Keys,
    mail::{Post, Setup, sign_in_code},
    policies::Policies,
};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
const PASSWORD: &str = "a long and honest password";
const DOCTOR: &str = "doctor@example.org";
const CLERK: &str = "clerk@example.org";
struct House {
    portal: Portal,
    clock: Clock,
    _folder: TempDir,
}

impl House {
    async fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys.clone(), folder.path().join("audit-head"));
        let settings = Settings {
            clinic_name: "Harbor: Street".to_owned(),
            clinic_phone: None,
            zone: chrono_tz::America::New_York,
            sessions: POLICY,
            origin: "http://localhost:3000".to_owned(),
            secure: false,
            laboratories_at: None,
            demo_people: vec![DemoPerson { name: String::new(), email: DOCTOR.to_owned(), about: String::new() }],
        };
        let post = Post::new(Setup::Memory, "localhost").unwrap();
        let policies = Policies::open(db, POLICY).await.unwrap();
        let settings = Arc::new(settings);
        let portal = Portal {
            db: db.clone(),
            clock: clock.clone(),
            keys,
            auditor,
            post,
            settings,
            policies,
            drugs: Drugs::default(),
        };
        let house = Self { portal, clock, _folder: folder };
        for (email, role) in [(DOCTOR, Role::Prescriber), (CLERK, Role::Staff)] {
            let new = NewAccount {
                email: email.to_owned(),
                name: "Ada Example".to_owned(),
                password: Password::chosen(PASSWORD, email).unwrap(),
                roles: vec![role],
                language: None,
                patient: None,
                practitioner: None,
            };
            add(db, &house.portal.auditor, Actor::operator(), new, house.now()).await.unwrap();
        }
        house
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn try_password(&self, email: &str) -> SignedIn {
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(PASSWORD),
            address: "192.0.2.1".parse().unwrap(),
            user_agent: Some("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0".to_owned()),
        };
        let Portal { db, clock, keys, auditor, .. } = &self.portal;
        sign_in(db, clock, keys, auditor, POLICY, attempt).await.unwrap().unwrap()
    }

    /// Signs in with the password alone.
    async fn open(&self, email: &str) -> Session {
        let SignedIn::Open(token) = self.try_password(email).await else { panic!("a factor is asked for") };
        self.who(&token).await.unwrap()
    }

    async fn who(&self, token: &Token) -> Option<Session> {
        resolve(&mut self.portal.db.read().await.unwrap(), token, POLICY, self.now()).await.unwrap()
    }

    /// The password was right, and a factor is asked for.
    async fn pend(&self, email: &str) -> (Token, Pending) {
        let SignedIn::Pending(token) = self.try_password(email).await else { panic!("no factor is asked for") };
        let pending = self.pending(&token).await.unwrap();
        (token, pending)
    }

    async fn pending(&self, token: &Token) -> Option<Pending> {
        pending(&mut self.portal.db.read().await.unwrap(), token, self.now()).await.unwrap()
    }

    async fn give_from(&self, pending: &Pending, code: &str, address: &str) -> Result<Session, Refused> {
        let code = Code::parse(code).unwrap();
        let token = complete(&self.portal, pending, &code, address.parse().unwrap(), None).await.unwrap()?;
        Ok(self.who(&token).await.unwrap())
    }

    async fn give(&self, pending: &Pending, code: &str) -> Result<Session, Refused> {
        self.give_from(pending, code, "192.0.2.1").await
    }

    async fn keeper(&self, session: &Session) -> Option<Keeper> {
        Keeper::of(&mut self.portal.db.read().await.unwrap(), session, self.now()).await.unwrap()
    }

    /// Sets up an app, and gives it with the recovery codes that came with it.
    async fn app(&self, session: &Session) -> (App, Vec<String>) {
        let by = self.keeper(session).await.unwrap();
        let id = start_app(&self.portal, &by, self.now()).await.unwrap().unwrap();
        let setup =
            app_setup(&mut self.portal.db.read().await.unwrap(), &self.portal, &by, id, self.now()).await.unwrap();
        assert!(setup.address.starts_with("otpauth://totp/Harbor%20%20Street:"), "{}", setup.address);
        let app = App { id, key: setup.key.replace(' ', "") };
        assert_eq!(app.key.len(), 32);
        let name = FactorName::parse("My phone").unwrap();
        let added = confirm_app(&self.portal, &by, id, &app.code(self.now()), &name, self.now()).await.unwrap();
        (app, added.unwrap_or_else(|why| panic!("{why:?}")).recovery_codes.unwrap_or_default())
    }

    async fn confirm(&self, session: &Session, proof: Proof) -> Result<(), Refused> {
        confirm(&self.portal, session, proof, "192.0.2.1".parse().unwrap()).await.unwrap()
    }

    async fn held(&self, session: &Session) -> Held {
        held_by(&mut self.portal.db.read().await.unwrap(), session).await.unwrap()
    }

    async fn count(&self, sql: &'static str, value: impl Value) -> i64 {
        let (count,): (i64,) = self.portal.db.read().await.unwrap().query(sql).bind(value).one().await.unwrap();
        count
    }

    /// The code in the newest mail.
    async fn mailed(&self) -> String {
        let (id,): (Uuid,) = self
            .portal
            .db
            .read()
            .await
            .unwrap()
            .query(
                "SELECT subject_id FROM outbox WHERE kind = 'sign_in_code' ORDER BY created_at DESC, id DESC LIMIT 1",
            )
            .one()
            .await
            .unwrap();
        sign_in_code(&self.portal.keys, id)
    }

    /// Switches codes by mail on for someone who signs in with a password.
    async fn with_mail_codes(&self, email: &str) -> Session {
        let session = self.open(email).await;
        let by = self.keeper(&session).await.unwrap();
        assert_eq!(send_code_to_switch_on(&self.portal, &by, self.now()).await.unwrap(), Sent::Yes);
        let code = Code::parse(&self.mailed().await).unwrap();
        assert_eq!(switch_mail_codes_on(&self.portal, &by, &code, self.now()).await.unwrap(), Ok(()));
        session
    }

    /// The session as the next request finds it.
    async fn refreshed(&self, session: &Session) -> Session {
        // The test does not know the token: another one takes its place.
        let known = session.to_touch(self.now() + Duration::minutes(60)).unwrap();
        let mut tx = self.portal.db.begin().await.unwrap();
        let token = Token::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
        tx.query("UPDATE sessions SET token_hash = $1 WHERE token_hash = $2")
            .bind(token.hash())
            .bind(known)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.who(&token).await.unwrap()
    }
}

/// An app on somebody's telephone.
struct App {
    id: FactorId,
    key: String,
}

impl App {
    fn code(&self, at: DateTime<Utc>) -> String {
        let secret = totp_rs::Secret::try_from_base32(&self.key).unwrap();
        let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        totp.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
    }
}

fn code(text: &str) -> Proof {
    Proof::Code(Code::parse(text).unwrap())
}
