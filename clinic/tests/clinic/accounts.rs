//! Signing in and sessions on both databases.

use crate::ground::Ground;
use chrono::{Duration, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::{
        AccountRow, NewAccount, Password, Patient, Refused, Role, Session, SessionPolicy, SignIn, Token, add, disable,
        list, resolve, sign_in, sign_out, sign_out_everywhere,
    },
    audit::Actor,
    db::{Db, Source as _},
    ids::PatientId,
    testing::databases,
};
use std::ops::Deref;
use std::{net::IpAddr, sync::Arc};

const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
const RIGHT: &str = "a long and honest password";

struct House(Ground);

impl Deref for House {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.0
    }
}

impl House {
    fn new(db: &Db) -> Self {
        Self(Ground::at(db, Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap()))
    }

    async fn with_admin(db: &Db) -> Self {
        let house = Self::new(db);
        house.add("ada@example.org", vec![Role::Admin, Role::Staff], None).await.unwrap();
        house
    }

    async fn add(&self, email: &str, roles: Vec<Role>, patient: Option<PatientId>) -> Result<(), Error> {
        let new = NewAccount {
            email: email.to_owned(),
            name: "Ada Example".to_owned(),
            password: Password::chosen(RIGHT, email).unwrap(),
            roles,
            language: None,
            patient,
            practitioner: None,
        };
        add(&self.db, &self.auditor, Actor::operator(), new, self.clock.now()).await.map(drop)
    }

    async fn sign_in_from(&self, email: &str, password: &str, address: &str) -> Result<Token, Refused> {
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(password),
            address: address.parse::<IpAddr>().unwrap(),
            user_agent: None,
        };
        let answer = sign_in(&self.db, &self.clock, &self.keys, &self.auditor, POLICY, attempt).await.unwrap();
        answer.map(|signed_in| signed_in.opened().unwrap())
    }

    async fn sign_in(&self, email: &str, password: &str) -> Result<Token, Refused> {
        self.sign_in_from(email, password, "192.0.2.1").await
    }

    async fn who(&self, token: &Token) -> Option<Session> {
        resolve(&mut self.db.read().await.unwrap(), token, POLICY, self.clock.now()).await.unwrap()
    }

    async fn touch(&self, session: &Session) {
        self.auditor.commit(Vec::new(), session.to_touch(self.clock.now())).await.unwrap();
    }
}

#[tokio::test]
async fn the_right_password_signs_in_in_any_spelling_of_the_address() {
    for test in databases("sign_in").await {
        let house = House::with_admin(&test.db).await;
        let token = house.sign_in(" ADA@example.org ", RIGHT).await.unwrap();
        let session = house.who(&token).await.unwrap();
        assert_eq!(session.email(), "ada@example.org");
        assert!(session.roles().has(Role::Admin) && session.roles().has(Role::Staff));
        assert!(!session.roles().has(Role::Prescriber));
        assert!(Patient::try_from(&session).is_err());
        assert!(house.who(&Token::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap()).await.is_none());
    }
}

#[tokio::test]
async fn the_database_holds_neither_token_nor_password() {
    for test in databases("no_secrets").await {
        let house = House::with_admin(&test.db).await;
        let token = house.sign_in("ada@example.org", RIGHT).await.unwrap();
        let mut q = test.db.read().await.unwrap();
        let (hash,): (Vec<u8>,) = q.query("SELECT token_hash FROM sessions").one().await.unwrap();
        assert_eq!(hash, token.hash());
        assert!(!token.text().as_bytes().windows(hash.len()).any(|part| part == hash));
        let (stored,): (String,) = q.query("SELECT password_hash FROM accounts").one().await.unwrap();
        assert!(stored.starts_with("$argon2id$") && !stored.contains(RIGHT));
    }
}

#[tokio::test]
async fn failures_are_slowed_down_and_known_and_unknown_accounts_answer_alike() {
    for test in databases("delays").await {
        let house = House::with_admin(&test.db).await;
        for email in ["ada@example.org", "nobody@example.org"] {
            let mut answers = Vec::new();
            for _ in 0..6 {
                answers.push(house.sign_in(email, "not the password").await.map(drop));
            }
            let no = Err(Refused::NotRight);
            let wait = Err(Refused::Wait { seconds: 3 });
            assert_eq!(answers, [no, no, no, no, no, wait], "{email}");
        }
        // While it waits, the right password does not help either; afterwards it does, and clears the count.
        assert_eq!(house.sign_in("ada@example.org", RIGHT).await.map(drop), Err(Refused::Wait { seconds: 3 }));
        house.clock.advance(Duration::seconds(3));
        assert!(house.sign_in("ada@example.org", RIGHT).await.is_ok());
        assert_eq!(house.sign_in("ada@example.org", "wrong again").await.map(drop), Err(Refused::NotRight));
    }
}

#[tokio::test]
async fn one_address_trying_many_accounts_is_slowed_down_and_others_are_not() {
    for test in databases("spraying").await {
        let house = House::with_admin(&test.db).await;
        for number in 0..21 {
            let email = format!("person{number}@example.org");
            assert_eq!(
                house.sign_in_from(&email, "Winter2026!!", "203.0.113.9").await.map(drop),
                Err(Refused::NotRight)
            );
        }
        let next = house.sign_in_from("another@example.org", "Winter2026!!", "203.0.113.9").await;
        assert!(matches!(next, Err(Refused::Wait { .. })));
        assert!(house.sign_in_from("ada@example.org", RIGHT, "198.51.100.4").await.is_ok());
    }
}

#[tokio::test]
async fn many_tries_at_once_gain_nothing() {
    for test in databases("race").await {
        let house = Arc::new(House::with_admin(&test.db).await);
        let tries: Vec<_> = (0..40)
            .map(|_| {
                let house = house.clone();
                tokio::spawn(async move { house.sign_in("ada@example.org", "guess").await.map(drop) })
            })
            .collect();
        let mut looked_at = 0;
        for one in tries {
            looked_at += i32::from(one.await.unwrap() == Err(Refused::NotRight));
        }
        assert!(looked_at <= 5, "{looked_at} passwords were looked at");
    }
}

#[tokio::test]
async fn sessions_end_when_idle_when_old_and_when_told() {
    for test in databases("sessions").await {
        let house = House::with_admin(&test.db).await;
        let idle = house.sign_in("ada@example.org", RIGHT).await.unwrap();
        house.clock.advance(Duration::minutes(31));
        assert!(house.who(&idle).await.is_none());

        let used = house.sign_in("ada@example.org", RIGHT).await.unwrap();
        for _ in 0..35 {
            house.clock.advance(Duration::minutes(20));
            let session = house.who(&used).await.unwrap();
            house.touch(&session).await;
        }
        house.clock.advance(Duration::minutes(20));
        assert!(house.who(&used).await.is_none(), "twelve hours are over");

        let (here, there) = (
            house.sign_in("ada@example.org", RIGHT).await.unwrap(),
            house.sign_in("ada@example.org", RIGHT).await.unwrap(),
        );
        sign_out(&house.db, &house.auditor, &house.who(&here).await.unwrap()).await.unwrap();
        assert!(house.who(&here).await.is_none() && house.who(&there).await.is_some());
        let third = house.sign_in("ada@example.org", RIGHT).await.unwrap();
        sign_out_everywhere(&house.db, &house.auditor, &house.who(&third).await.unwrap()).await.unwrap();
        assert!(house.who(&there).await.is_none() && house.who(&third).await.is_none());
    }
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    for test in databases("disabled").await {
        let house = House::with_admin(&test.db).await;
        house.add("ben@example.org", vec![Role::Admin], None).await.unwrap();
        let token = house.sign_in("ada@example.org", RIGHT).await.unwrap();
        let mut tx = house.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO sign_ins (token_hash, account_id, created_at, ends_at)
             SELECT $1, id, $2, $2 FROM accounts WHERE email_key = 'ada@example.org'",
        )
        .bind(vec![1_u8; 32])
        .bind(house.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let disabled =
            async |email| disable(&house.db, &house.auditor, Actor::operator(), email, house.clock.now()).await;
        assert!(disabled("Ada@Example.org").await.unwrap());
        assert!(house.who(&token).await.is_none());
        let (waiting,): (i64,) =
            house.db.read().await.unwrap().query("SELECT count(*) FROM sign_ins").one().await.unwrap();
        assert_eq!(waiting, 0, "nor with a second factor");
        assert_eq!(house.sign_in("ada@example.org", RIGHT).await.map(drop), Err(Refused::NotRight));
        assert!(!disabled("ada@example.org").await.unwrap());
        assert!(matches!(disabled("ben@example.org").await, Err(Error::Invalid(_))), "the last administrator");
        house.add("dana@example.org", vec![Role::Staff], None).await.unwrap();
        assert!(disabled("dana@example.org").await.unwrap());
        house.add("eve@example.org", vec![Role::Admin], None).await.unwrap();
        assert!(disabled("ben@example.org").await.unwrap());
        assert!(disabled("eve@example.org").await.is_err());
        let people: Vec<AccountRow> = list(&mut house.db.read().await.unwrap(), "", 10).await.unwrap();
        let active: Vec<_> = people.iter().filter(|person| person.disabled_at.is_none()).map(|p| &p.email).collect();
        assert_eq!(active, ["eve@example.org"]);
    }
}

#[tokio::test]
async fn malformed_accounts_are_refused() {
    for test in databases("malformed").await {
        let house = House::with_admin(&test.db).await;
        for (email, roles) in [
            ("no-at-sign", vec![Role::Staff]),
            ("two@at@example.org", vec![Role::Staff]),
            ("line\nbreak@example.org", vec![Role::Staff]),
            ("nobody@localhost", vec![Role::Staff]),
            ("recordless@example.org", vec![Role::Patient]),
            ("ADA@EXAMPLE.ORG", vec![Role::Staff]),
        ] {
            assert!(matches!(house.add(email, roles, None).await, Err(Error::Invalid(_))), "{email}");
        }
    }
}
