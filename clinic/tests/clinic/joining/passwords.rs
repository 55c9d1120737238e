//! Forgotten and changed passwords.

use super::{ANOTHER, BORN, House, RIGHT};
use chrono::Duration;
use clinic::{
    accounts::{NotSet, Password, Role, ask_for_reset, change_password, reset_password, waiting_reset},
    db::Source as _,
    ids::ResetId,
    mail::Kind,
    testing::databases,
};

impl House {
    async fn ask(&self, email: &str) -> Option<ResetId> {
        let before = self.count("SELECT count(*) FROM password_resets").await;
        ask_for_reset(&self.db, &self.auditor, email, self.now()).await.unwrap();
        if self.count("SELECT count(*) FROM password_resets").await == before {
            return None;
        }
        let mut q = self.db.read().await.unwrap();
        let (id,): (ResetId,) = q.query("SELECT id FROM password_resets ORDER BY id DESC LIMIT 1").one().await.unwrap();
        Some(id)
    }

    async fn reset(&self, id: ResetId, text: &str, born: Option<&str>) -> Result<(), NotSet> {
        let given = self.new_password(text, born);
        reset_password(&self.db, &self.clock, &self.keys, &self.auditor, id, given).await.unwrap()
    }
}

#[tokio::test]
async fn a_link_sets_a_password_once_and_signs_out_everywhere() {
    for test in databases("reset").await {
        let house = House::new(&test.db);
        house.account("ada@example.org", &[Role::Staff], None).await;
        let token = house.sign_in("ada@example.org", RIGHT).await.unwrap();
        let mut tx = house.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO sign_ins (token_hash, account_id, created_at, ends_at) SELECT token_hash, account_id, created_at, ends_at FROM sessions",
        )
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();

        assert!(house.ask("nobody@example.org").await.is_none());
        assert_eq!(house.mails(Kind::PasswordReset).await, 0);
        let first = house.ask(" ADA@example.org").await.unwrap();
        let id = house.ask("ada@example.org").await.unwrap();
        assert_eq!(house.reset(first, ANOTHER, None).await, Err(NotSet::Over), "only the newest");
        assert!(matches!(house.reset(id, "short", None).await, Err(NotSet::Weak(_))));
        assert!(matches!(house.reset(id, "ada@example.org1", None).await, Err(NotSet::Weak(_))));
        assert!(house.who(&token).await.is_some(), "nothing has happened yet");
        assert_eq!(house.reset(id, ANOTHER, None).await, Ok(()));
        assert_eq!(house.reset(id, RIGHT, None).await, Err(NotSet::Over), "once");
        assert!(house.who(&token).await.is_none());
        assert_eq!(house.count("SELECT count(*) FROM sign_ins").await, 0);
        assert_eq!(house.mails(Kind::PasswordChanged).await, 1);
        assert!(house.sign_in("ada@example.org", RIGHT).await.is_err());
        assert!(house.sign_in("ada@example.org", ANOTHER).await.is_ok());
    }
}

#[tokio::test]
async fn an_hour_is_an_hour_when_the_clocks_go_back() {
    for test in databases("reset_expiry").await {
        let house = House::new(&test.db);
        house.account("ada@example.org", &[Role::Staff], None).await;
        // 1:30 in New York comes twice this night: half an hour later it is 1:00 again.
        let id = house.ask("ada@example.org").await.unwrap();
        house.clock.advance(Duration::minutes(60) - Duration::seconds(1));
        assert!(waiting_reset(&mut house.db.read().await.unwrap(), id, house.now()).await.unwrap().is_some());
        house.clock.advance(Duration::seconds(1));
        assert!(waiting_reset(&mut house.db.read().await.unwrap(), id, house.now()).await.unwrap().is_none());
        assert_eq!(house.reset(id, ANOTHER, None).await, Err(NotSet::Over));
    }
}

#[tokio::test]
async fn five_links_an_hour_are_enough() {
    for test in databases("reset_limit").await {
        let house = House::new(&test.db);
        house.account("ada@example.org", &[Role::Staff], None).await;
        for _ in 0..5 {
            assert!(house.ask("ada@example.org").await.is_some());
        }
        assert!(house.ask("ada@example.org").await.is_none());
        house.clock.advance(Duration::hours(1));
        assert!(house.ask("ada@example.org").await.is_some());
    }
}

#[tokio::test]
async fn an_address_that_may_be_somebody_elses_is_not_enough() {
    for test in databases("reset_unverified").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        house.account("typo@example.org", &[Role::Patient], Some(patient)).await;
        let id = house.ask("typo@example.org").await.unwrap();
        assert_eq!(house.reset(id, ANOTHER, None).await, Err(NotSet::NotRight));
        for day in 1..=3 {
            let born = format!("1968-02-{day:02}");
            assert_eq!(house.reset(id, ANOTHER, Some(&born)).await, Err(NotSet::NotRight));
        }
        assert_eq!(house.reset(id, ANOTHER, Some("1968-02-04")).await, Err(NotSet::NotRight));
        // A new link gives no new tries.
        let id = house.ask("typo@example.org").await.unwrap();
        assert!(matches!(house.reset(id, ANOTHER, Some(BORN)).await, Err(NotSet::Wait { .. })));
        house.clock.advance(Duration::minutes(1));
        assert_eq!(house.reset(id, ANOTHER, Some(BORN)).await, Ok(()));

        // Once it is known to be theirs, the link is enough.
        house.verify("typo@example.org").await;
        let id = house.ask("typo@example.org").await.unwrap();
        assert_eq!(house.reset(id, RIGHT, None).await, Ok(()));
    }
}

#[tokio::test]
async fn a_helper_whose_address_was_only_typed_gets_no_link() {
    for test in databases("reset_helper").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let code = clinic::accounts::new_code();
        house.helper(patient, None, Some(&code)).await;
        house.join_by_code(&code, BORN, "luis@example.org").await.unwrap();
        assert!(house.ask("luis@example.org").await.is_none());
        house.verify("luis@example.org").await;
        assert!(house.ask("luis@example.org").await.is_some());
    }
}

#[tokio::test]
async fn changing_needs_the_present_one_and_signs_out_the_others() {
    for test in databases("change").await {
        let house = House::new(&test.db);
        house.account("ada@example.org", &[Role::Staff], None).await;
        let (here, there) = (
            house.sign_in("ada@example.org", RIGHT).await.unwrap(),
            house.sign_in("ada@example.org", RIGHT).await.unwrap(),
        );
        let session = house.who(&here).await.unwrap();
        let reset = house.ask("ada@example.org").await.unwrap();
        let change = async |present: &str, new: &str| {
            let given = house.new_password(new, None);
            change_password(
                &house.db,
                &house.clock,
                &house.keys,
                &house.auditor,
                &session,
                Password::typed(present),
                given,
            )
            .await
            .unwrap()
        };
        assert_eq!(change("not the right one", ANOTHER).await, Err(NotSet::NotRight));
        assert!(matches!(change(RIGHT, "Somebody Example").await, Err(NotSet::Weak(_))));
        assert!(house.who(&there).await.is_some());
        assert_eq!(change(RIGHT, ANOTHER).await, Ok(()));
        assert!(house.who(&here).await.is_some() && house.who(&there).await.is_none());
        assert_eq!(house.reset(reset, RIGHT, None).await, Err(NotSet::Over), "a link from before");
        assert_eq!(house.mails(Kind::PasswordChanged).await, 1);
        for _ in 0..5 {
            assert_eq!(change("guess", RIGHT).await, Err(NotSet::NotRight));
        }
        assert!(matches!(change(ANOTHER, RIGHT).await, Err(NotSet::Wait { .. })), "guessing is slowed");
    }
}
