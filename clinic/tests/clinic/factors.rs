//! Second factors and devices on both databases.

use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    DemoPerson, Error, Portal, Settings,
    accounts::{
        FactorKind, NewAccount, Password, Refused, Role, Session, SessionPolicy, SignIn, SignedIn, Token, add, disable,
        resolve, sign_in,
    },
    audit::{Actor, Auditor},
    clock::Clock,
    db::{Db, Source as _, Value},
    drugs::Drugs,
    factors::{
        Code, Confirmation, DemoCode, FactorName, Held, Keeper, MOST_APPS, NotChanged, Pending, Proof, RECOVERY_CODES,
        Sent, app_setup, asked_of, complete, confirm, confirm_app, demo_code, end_pending, factor, factors_of,
        give_demo_app, held_by, is_code_out, pending, remove, rename, renew_recovery_codes, reset,
        send_code_to_confirm, send_code_to_sign_in, send_code_to_switch_on, sign_out_device, sign_out_others,
        signed_in_devices, start_app, switch_mail_codes_off, switch_mail_codes_on,
    },
    ids::FactorId,
    keys::Keys,
    mail::{Post, Setup, sign_in_code},
    policies::Policies,
    testing::databases,
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

#[tokio::test]
async fn a_code_of_the_app_completes_the_sign_in_once() {
    for test in databases("factor_app").await {
        let house = House::new(&test.db).await;
        let session = house.open(DOCTOR).await;
        assert!(!session.is_strong());
        let (app, recovery) = house.app(&session).await;
        assert_eq!(recovery.len(), RECOVERY_CODES);
        assert!(recovery.iter().all(|code| matches!(Code::parse(code), Some(Code::Recovery(_)))));

        // The code that set it up is not taken again, nor an earlier one.
        let (token, waiting) = house.pend(DOCTOR).await;
        assert_eq!(house.give(&waiting, &app.code(house.now())).await.map(drop), Err(Refused::NotRight));
        let early = app.code(house.now() - Duration::seconds(30));
        assert_eq!(house.give(&waiting, &early).await.map(drop), Err(Refused::NotRight));
        assert!(house.who(&token).await.is_none(), "what is pending opens nothing");

        house.clock.advance(Duration::seconds(30));
        let now = app.code(house.now());
        let session = house.give(&waiting, &now).await.unwrap();
        assert_eq!(session.factor(), Some(FactorKind::Totp));
        assert!(session.is_strong() && session.is_fresh(house.now()));
        assert!(house.pending(&token).await.is_none(), "it is over");
        assert!(house.who(&token).await.is_none(), "the session has a token of its own");

        // The same code, with another sign-in.
        let (_, again) = house.pend(DOCTOR).await;
        assert_eq!(house.give(&again, &now).await.map(drop), Err(Refused::NotRight));
        // A clock that goes half a minute wrong does no harm.
        assert!(house.give(&again, &app.code(house.now() + Duration::seconds(30))).await.is_ok());
    }
}

#[tokio::test]
async fn a_pending_sign_in_ends_with_its_time_its_account_and_its_owners_wish() {
    for test in databases("factor_pending").await {
        let house = House::new(&test.db).await;
        let (app, _) = house.app(&house.open(CLERK).await).await;
        let (token, waiting) = house.pend(CLERK).await;
        let (other, _) = house.pend(CLERK).await;
        end_pending(&house.portal.db, &other).await.unwrap();
        assert!(house.pending(&other).await.is_none());
        house.clock.advance(Duration::minutes(10) - Duration::seconds(1));
        assert!(house.pending(&token).await.is_some());
        house.clock.advance(Duration::seconds(1));
        assert!(house.pending(&token).await.is_none());
        // Not even with what was looked up before.
        assert_eq!(house.give(&waiting, &app.code(house.now())).await.map(drop), Err(Refused::NotRight));

        let (token, _) = house.pend(CLERK).await;
        let Portal { db, auditor, .. } = &house.portal;
        assert!(disable(db, auditor, Actor::operator(), CLERK, house.now()).await.unwrap());
        assert!(house.pending(&token).await.is_none());
    }
}

#[tokio::test]
async fn guessing_codes_is_slowed_for_the_account_and_for_the_network_address() {
    for test in databases("factor_guessing").await {
        let house = House::new(&test.db).await;
        let (app, _) = house.app(&house.open(CLERK).await).await;
        house.clock.advance(Duration::seconds(30));
        let wrong = if app.code(house.now()) == "000000" { "111111" } else { "000000" };
        let (_, waiting) = house.pend(CLERK).await;
        for _ in 0..5 {
            assert_eq!(house.give(&waiting, wrong).await.map(drop), Err(Refused::NotRight));
        }
        // From elsewhere and with another sign-in it is slowed as much, and the right code does not help.
        let (_, other) = house.pend(CLERK).await;
        let right = app.code(house.now());
        let slowed = house.give_from(&other, &right, "198.51.100.7").await;
        assert!(matches!(slowed, Err(Refused::Wait { .. })), "{slowed:?}");
        house.clock.advance(Duration::seconds(3));
        assert!(house.give_from(&other, &app.code(house.now()), "198.51.100.7").await.is_ok());

        // Across accounts a network address is slowed after twenty failures.
        let (_, waiting) = house.pend(CLERK).await;
        for _ in 0..20 {
            assert_eq!(house.give_from(&waiting, wrong, "203.0.113.9").await.map(drop), Err(Refused::NotRight));
            house.clock.advance(Duration::minutes(16));
        }
        let (doctors, _) = house.app(&house.open(DOCTOR).await).await;
        house.clock.advance(Duration::minutes(1));
        let (_, waiting) = house.pend(DOCTOR).await;
        assert_eq!(house.give_from(&waiting, wrong, "203.0.113.9").await.map(drop), Err(Refused::NotRight));
        let right = doctors.code(house.now());
        let slowed = house.give_from(&waiting, &right, "203.0.113.9").await;
        assert!(matches!(slowed, Err(Refused::Wait { .. })), "{slowed:?}");
        assert!(house.give_from(&waiting, &right, "192.0.2.77").await.is_ok(), "others are not");
    }
}

#[tokio::test]
async fn a_recovery_code_works_once_and_a_new_sheet_ends_the_old_one() {
    for test in databases("factor_recovery").await {
        let house = House::new(&test.db).await;
        let (_, codes) = house.app(&house.open(DOCTOR).await).await;
        let (_, waiting) = house.pend(DOCTOR).await;
        let session = house.give(&waiting, &codes[0]).await.unwrap();
        assert_eq!(session.factor(), Some(FactorKind::Recovery));
        assert!(session.is_strong());
        assert_eq!(house.held(&session).await.recovery_codes, 9);
        let (_, waiting) = house.pend(DOCTOR).await;
        assert_eq!(house.give(&waiting, &codes[0]).await.map(drop), Err(Refused::NotRight));

        let by = house.keeper(&session).await.unwrap();
        let fresh = renew_recovery_codes(&house.portal, &by, house.now()).await.unwrap().unwrap();
        assert_eq!(house.held(&session).await.recovery_codes, 10);
        assert_eq!(house.give(&waiting, &codes[1]).await.map(drop), Err(Refused::NotRight));
        assert!(house.give(&waiting, &fresh[1]).await.is_ok());
        // Setting it up, using codes twice and the new sheet: each was told by mail.
        assert_eq!(house.count("SELECT count(*) FROM outbox WHERE kind = $1", "factor_changed").await, 4);

        let clerk = house.open(CLERK).await;
        let by = house.keeper(&clerk).await.unwrap();
        let refused = renew_recovery_codes(&house.portal, &by, house.now()).await.unwrap();
        assert_eq!(refused.map(drop), Err(NotChanged::Needless));
    }
}

#[tokio::test]
async fn a_code_by_mail_works_once_for_ten_minutes_and_only_the_newest_one() {
    for test in databases("factor_mail").await {
        let house = House::new(&test.db).await;
        house.with_mail_codes(CLERK).await;
        let used = house.mailed().await;
        let (_, waiting) = house.pend(CLERK).await;
        let out =
            async || is_code_out(&mut house.portal.db.read().await.unwrap(), &waiting, house.now()).await.unwrap();
        assert!(!out().await);
        assert_eq!(house.give(&waiting, &used).await.map(drop), Err(Refused::NotRight), "it was used");

        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        let first = house.mailed().await;
        assert!(out().await);
        house.clock.advance(Duration::seconds(1));
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        let second = house.mailed().await;
        assert_eq!(house.give(&waiting, &first).await.map(drop), Err(Refused::NotRight), "there is a newer one");
        let strong = house.give(&waiting, &second).await.unwrap();
        assert_eq!(strong.factor(), Some(FactorKind::Mail));
        assert!(!strong.is_strong());
        assert!(strong.is_fresh(house.now()), "they have nothing stronger");

        // Too late.
        let (_, waiting) = house.pend(CLERK).await;
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        let late = house.mailed().await;
        house.clock.advance(Duration::minutes(10));
        let (_, waiting) = house.pend(CLERK).await;
        assert_eq!(house.give(&waiting, &late).await.map(drop), Err(Refused::NotRight));

        // Five in an hour: one to switch it on, three so far.
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::TooMany);
        house.clock.advance(Duration::minutes(61));

        // Five tries of one code.
        let (_, waiting) = house.pend(CLERK).await;
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        let right = house.mailed().await;
        let wrong = if right == "00000000" { "11111111" } else { "00000000" };
        for _ in 0..5 {
            let _ = house.give(&waiting, wrong).await;
            house.clock.advance(Duration::seconds(70));
        }
        assert_eq!(house.give(&waiting, &right).await.map(drop), Err(Refused::NotRight), "it was tried five times");
    }
}

#[tokio::test]
async fn mail_is_offered_only_to_those_who_chose_it() {
    for test in databases("factor_mail_choice").await {
        let house = House::new(&test.db).await;
        let session = house.open(CLERK).await;
        let (_, _) = house.app(&session).await;
        let (_, waiting) = house.pend(CLERK).await;
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::NotOffered);
        assert_eq!(send_code_to_confirm(&house.portal, &session, house.now()).await.unwrap(), Sent::NotOffered);
        let session = house.refreshed(&session).await;
        let by = house.keeper(&session).await.unwrap();
        let guess = Code::parse("12345678").unwrap();
        let refused = switch_mail_codes_on(&house.portal, &by, &guess, house.now()).await.unwrap();
        assert_eq!(refused, Err(NotChanged::WrongCode));
        assert!(!house.held(&session).await.mail_codes);
    }
}

impl House {
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

#[tokio::test]
async fn a_password_or_a_mail_confirms_nothing_where_there_is_something_stronger() {
    for test in databases("factor_confirm").await {
        let house = House::new(&test.db).await;
        let password = || Proof::Password(Password::typed(PASSWORD));
        // Nothing but a password.
        let session = house.open(CLERK).await;
        house.clock.advance(Duration::minutes(10));
        assert!(!session.is_fresh(house.now()));
        assert!(house.keeper(&session).await.is_none(), "not fresh");
        let wrong = Proof::Password(Password::typed("something else entirely"));
        assert_eq!(house.confirm(&session, wrong).await, Err(Refused::NotRight));
        assert_eq!(house.confirm(&session, password()).await, Ok(()));
        let session = house.refreshed(&session).await;
        assert!(session.is_fresh(house.now()));
        assert_eq!(session.factor(), None);

        // With an app the password is no longer enough.
        let (app, codes) = house.app(&session).await;
        let session = house.refreshed(&session).await;
        assert_eq!(asked_of(house.held(&session).await), Confirmation::Strong);
        house.clock.advance(Duration::minutes(10));
        assert!(!session.is_fresh(house.now()));
        assert_eq!(house.confirm(&session, password()).await, Err(Refused::NotRight));
        let now = app.code(house.now());
        assert_eq!(house.confirm(&session, code(&now)).await, Ok(()));
        assert_eq!(house.confirm(&session, code(&now)).await, Err(Refused::NotRight), "once");
        let session = house.refreshed(&session).await;
        assert!(session.is_fresh(house.now()) && session.is_strong());
        assert_eq!(house.confirm(&session, code(&codes[3])).await, Ok(()));
        assert_eq!(house.confirm(&session, code(&codes[3])).await, Err(Refused::NotRight), "once");
        let session = house.refreshed(&session).await;
        assert_eq!(session.factor(), Some(FactorKind::Totp), "the strongest stays");
    }
}

#[tokio::test]
async fn whoever_signs_in_by_mail_confirms_with_the_app_before_changing_anything() {
    for test in databases("factor_weak").await {
        let house = House::new(&test.db).await;
        let session = house.with_mail_codes(DOCTOR).await;
        let (app, _) = house.app(&session).await;
        house.clock.advance(Duration::minutes(1));
        let (_, waiting) = house.pend(DOCTOR).await;
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        let weak = house.give(&waiting, &house.mailed().await).await.unwrap();
        assert!(!weak.is_strong());
        assert!(!weak.is_fresh(house.now()), "the mail was less than they have");
        assert!(house.keeper(&weak).await.is_none());
        assert_eq!(send_code_to_confirm(&house.portal, &weak, house.now()).await.unwrap(), Sent::NotOffered);
        assert_eq!(house.confirm(&weak, code(&app.code(house.now()))).await, Ok(()));
        let strong = house.refreshed(&weak).await;
        assert!(strong.is_strong() && house.keeper(&strong).await.is_some());
    }
}

#[tokio::test]
async fn the_last_factor_of_a_prescriber_stays_and_removing_one_ends_other_sessions() {
    for test in databases("factor_remove").await {
        let house = House::new(&test.db).await;
        let session = house.open(DOCTOR).await;
        let elsewhere = house.open(DOCTOR).await;
        let (first, _) = house.app(&session).await;
        let session = house.refreshed(&session).await;
        let by = house.keeper(&session).await.unwrap();
        let refused = remove(&house.portal, &by, first.id, house.now()).await.unwrap();
        assert_eq!(refused, Err(NotChanged::LastOne));
        assert_eq!(house.held(&session).await.apps, 1);

        let (second, no_codes) = house.app(&session).await;
        assert!(no_codes.is_empty(), "there is a sheet already");
        let name = FactorName::parse("Tablet").unwrap();
        rename(&house.portal, &by, second.id, &name, house.now()).await.unwrap();
        let mut q = house.portal.db.read().await.unwrap();
        assert_eq!(factor(&mut q, &session, second.id).await.unwrap().name, "Tablet");
        assert_eq!(factors_of(&mut q, &session).await.unwrap().len(), 2);
        drop(q);

        // Somebody else's is not found.
        let clerk = house.open(CLERK).await;
        let clerks = house.keeper(&clerk).await.unwrap();
        assert!(matches!(remove(&house.portal, &clerks, first.id, house.now()).await, Err(Error::NotFound)));
        assert!(matches!(rename(&house.portal, &clerks, first.id, &name, house.now()).await, Err(Error::NotFound)));

        assert!(remove(&house.portal, &by, first.id, house.now()).await.unwrap().is_ok());
        let sessions = "SELECT count(*) FROM sessions WHERE id = $1";
        assert_eq!(house.count(sessions, session.id()).await, 1);
        assert_eq!(house.count(sessions, elsewhere.id()).await, 0);
        assert_eq!(house.held(&session).await.recovery_codes, 10);
    }
}

#[tokio::test]
async fn the_recovery_codes_go_with_the_last_factor() {
    for test in databases("factor_last").await {
        let house = House::new(&test.db).await;
        let session = house.with_mail_codes(CLERK).await;
        let (app, _) = house.app(&session).await;
        let session = house.refreshed(&session).await;
        let by = house.keeper(&session).await.unwrap();
        assert!(remove(&house.portal, &by, app.id, house.now()).await.unwrap().is_ok());
        assert_eq!(house.held(&session).await, Held { mail_codes: true, ..Held::default() });
        let session = house.refreshed(&session).await;
        let by = house.keeper(&session).await.unwrap();
        switch_mail_codes_off(&house.portal, &by, house.now()).await.unwrap();
        assert!(!house.held(&session).await.any());
        house.open(CLERK).await;
    }
}

#[tokio::test]
async fn five_apps_are_enough_and_an_unfinished_one_counts_for_nothing() {
    for test in databases("factor_many").await {
        let house = House::new(&test.db).await;
        let mut session = house.open(CLERK).await;
        let by = house.keeper(&session).await.unwrap();
        let unfinished = start_app(&house.portal, &by, house.now()).await.unwrap().unwrap();
        assert!(!house.held(&session).await.any());
        let name = FactorName::parse("x").unwrap();
        let wrong = confirm_app(&house.portal, &by, unfinished, "12345", &name, house.now()).await.unwrap();
        assert_eq!(wrong.map(drop), Err(NotChanged::WrongCode));
        house.clock.advance(Duration::minutes(9));
        for _ in 0..MOST_APPS {
            house.app(&session).await;
            session = house.refreshed(&session).await;
        }
        let by = house.keeper(&session).await.unwrap();
        assert_eq!(start_app(&house.portal, &by, house.now()).await.unwrap(), Err(NotChanged::TooMany));
        let gone =
            app_setup(&mut house.portal.db.read().await.unwrap(), &house.portal, &by, unfinished, house.now()).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn the_operator_takes_all_factors_from_someone_who_lost_them() {
    for test in databases("factor_reset").await {
        let house = House::new(&test.db).await;
        let session = house.with_mail_codes(DOCTOR).await;
        house.app(&session).await;
        let (token, _) = house.pend(DOCTOR).await;
        assert!(!reset(&house.portal, Actor::operator(), "nobody@example.org", house.now()).await.unwrap());
        assert!(reset(&house.portal, Actor::operator(), " Doctor@example.org ", house.now()).await.unwrap());
        assert!(house.pending(&token).await.is_none());
        assert_eq!(house.count("SELECT count(*) FROM sessions WHERE id = $1", session.id()).await, 0);
        let session = house.open(DOCTOR).await;
        assert!(!house.held(&session).await.any());
        assert!(!session.is_strong());
        assert_eq!(house.count("SELECT count(*) FROM outbox WHERE kind = $1", "factor_changed").await, 3);
    }
}

#[tokio::test]
async fn ones_own_devices_are_listed_and_signed_out() {
    for test in databases("devices").await {
        let house = House::new(&test.db).await;
        let Portal { db, auditor, .. } = &house.portal;
        let here = house.open(CLERK).await;
        house.clock.advance(Duration::minutes(5));
        let (there, elsewhere) = (house.open(CLERK).await, house.open(CLERK).await);
        let doctor = house.open(DOCTOR).await;
        let list = async || {
            let mut q = db.read().await.unwrap();
            signed_in_devices(&mut q, &here, POLICY, house.now()).await.unwrap()
        };
        let devices = list().await;
        assert_eq!(devices.len(), 3);
        assert!(devices[0].is_this && devices[0].id == here.id());
        assert!(devices[1..].iter().all(|device| !device.is_this));
        assert!(matches!(sign_out_device(db, auditor, &here, doctor.id()).await, Err(Error::NotFound)));
        sign_out_device(db, auditor, &here, there.id()).await.unwrap();
        assert_eq!(list().await.len(), 2);
        assert!(matches!(sign_out_device(db, auditor, &here, there.id()).await, Err(Error::NotFound)));
        sign_out_others(db, auditor, &here).await.unwrap();
        assert_eq!(list().await.len(), 1);
        assert_eq!(house.count("SELECT count(*) FROM sessions WHERE id = $1", elsewhere.id()).await, 0);
        assert_eq!(house.count("SELECT count(*) FROM sessions WHERE id = $1", doctor.id()).await, 1);
        house.clock.advance(Duration::minutes(31));
        assert!(list().await.is_empty(), "not used for too long");
    }
}

#[tokio::test]
async fn the_demo_shows_the_next_code_that_is_taken() {
    for test in databases("demo_code").await {
        let house = House::new(&test.db).await;
        let shown = async |waiting: &Pending| {
            let mut q = house.portal.db.read().await.unwrap();
            demo_code(&mut q, &house.portal, waiting, house.now()).await.unwrap()
        };
        give_demo_app(&house.portal, DOCTOR).await.unwrap();
        give_demo_app(&house.portal, DOCTOR).await.unwrap();
        for _ in 0..2 {
            let (_, waiting) = house.pend(DOCTOR).await;
            let Some(DemoCode::Now(code)) = shown(&waiting).await else { panic!("a code") };
            assert!(house.give(&waiting, &code).await.unwrap().is_strong());
        }
        let (_, waiting) = house.pend(DOCTOR).await;
        let Some(DemoCode::Wait { seconds }) = shown(&waiting).await else { panic!("two were taken") };
        assert_eq!(seconds, 30);
        house.clock.advance(Duration::seconds(seconds - 1));
        assert_eq!(shown(&waiting).await, Some(DemoCode::Wait { seconds: 1 }));
        house.clock.advance(Duration::seconds(1));
        let Some(DemoCode::Now(code)) = shown(&waiting).await else { panic!("a code") };
        assert!(house.give(&waiting, &code).await.is_ok());

        // Nobody else's code is shown.
        house.app(&house.open(CLERK).await).await;
        let (_, waiting) = house.pend(CLERK).await;
        assert_eq!(shown(&waiting).await, None);
    }
}
