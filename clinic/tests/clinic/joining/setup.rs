//! The first administrator.

use super::{House, POLICY, RIGHT};
use chrono::Duration;
use clinic::{
    Error,
    accounts::{Admin, FirstAdmin, NotJoined, Password, Role, Token, begin_setup, is_unclaimed, set_up},
    testing::{databases, give_factors},
};

impl House {
    async fn set_up(&self, code: &str) -> Result<Result<Token, NotJoined>, Error> {
        let given = FirstAdmin {
            code: code.to_owned(),
            name: "Ada Example".to_owned(),
            email: "ada@example.org".to_owned(),
            password: Password::typed(RIGHT),
            language: None,
            clinic: "Verbena Family Clinic".to_owned(),
            address: "192.0.2.1".parse().unwrap(),
            user_agent: None,
        };
        set_up(&self.db, &self.clock, &self.keys, &self.auditor, POLICY, given).await
    }

    async fn begin(&self) -> Option<String> {
        begin_setup(&self.db, &self.auditor, self.now()).await.unwrap()
    }
}

#[tokio::test]
async fn the_newest_code_makes_one_administrator() {
    for test in databases("setup").await {
        let house = House::new(&test.db);
        let old = house.begin().await.unwrap();
        let code = house.begin().await.unwrap();
        assert_eq!(house.set_up(&old).await.unwrap().map(drop), Err(NotJoined::NotRight), "made before the last start");
        assert_eq!(house.set_up("AAAA-AAAA-AAAA").await.unwrap().map(drop), Err(NotJoined::NotRight));
        // It is no invitation for the other page.
        assert_eq!(house.join_by_code(&code, "", "ada@example.org").await.map(drop), Err(NotJoined::NotRight));
        let token = house.set_up(&code.to_lowercase()).await.unwrap().unwrap();
        let session = house.who(&token).await.unwrap();
        assert!(session.roles().has(Role::Admin));
        let noted = "SELECT count(*) FROM audit_events WHERE subject = 'role' AND detail = 'admin' AND role = 'admin'";
        assert_eq!(house.count(noted).await, 1);
        assert!(Admin::try_from(&session).is_err(), "a second factor comes first");
        give_factors(&house.db).await;
        assert!(Admin::try_from(&house.who(&token).await.unwrap()).is_ok());

        assert!(!is_unclaimed(&mut house.db.read().await.unwrap()).await.unwrap());
        assert!(house.begin().await.is_none());
        assert!(matches!(house.set_up(&code).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_code_is_good_for_seven_days() {
    for test in databases("setup_expiry").await {
        let house = House::new(&test.db);
        let code = house.begin().await.unwrap();
        house.clock.advance(Duration::days(7));
        assert_eq!(house.set_up(&code).await.unwrap().map(drop), Err(NotJoined::NotRight));
    }
}
