//! Confirming and changing the address.

use super::{BORN, House, RIGHT};
use chrono::Duration;
use clinic::{
    accounts::{
        EmailLink, NotChanged, Role, ask_for_reset, cancel_email_change, change_email, confirm_email, own_email,
        undo_email_change, undoable_email_change, waiting_email_change, waiting_reset,
    },
    db::Source as _,
    ids::EmailChangeId,
    mail::Kind,
    testing::databases,
};

impl House {
    async fn newest_change(&self) -> EmailChangeId {
        let mut q = self.db.read().await.unwrap();
        let (id,): (EmailChangeId,) =
            q.query("SELECT id FROM email_changes ORDER BY id DESC LIMIT 1").one().await.unwrap();
        id
    }
}

#[tokio::test]
async fn a_new_address_counts_once_its_owner_has_opened_the_link() {
    for test in databases("email").await {
        let house = House::new(&test.db);
        house.account("old@example.org", &[Role::Staff], None).await;
        house.account("stranger@example.org", &[Role::Staff], None).await;
        house.verify("old@example.org").await;
        let by = house.person("old@example.org").await;
        let change =
            async |email: &str| change_email(&house.db, &house.auditor, &by, email, house.now()).await.unwrap();
        assert_eq!(change("no address").await, Err(NotChanged::Malformed));
        assert_eq!(change("x@example.org\r\nBcc: y@example.org").await, Err(NotChanged::Malformed));
        assert_eq!(change("OLD@example.org").await, Err(NotChanged::Same));
        assert_eq!(change("first@example.org").await, Ok(()));
        let first = house.newest_change().await;
        assert_eq!(change("new@example.org").await, Ok(()));
        let id = house.newest_change().await;
        assert_eq!((house.mails(Kind::EmailVerification).await, house.mails(Kind::EmailChange).await), (2, 2));

        let confirm = async |by, id| confirm_email(&house.db, &house.auditor, by, id, house.now()).await.unwrap();
        let stranger = house.person("stranger@example.org").await;
        assert_eq!(confirm(&stranger, id).await, EmailLink::Over, "another account's link");
        assert_eq!(confirm(&by, first).await, EmailLink::Over, "a newer one took its place");
        assert!(house.sign_in("new@example.org", RIGHT).await.is_err());
        assert_eq!(confirm(&by, id).await, EmailLink::Done);
        assert_eq!(confirm(&by, id).await, EmailLink::Over, "once");
        assert!(house.sign_in("new@example.org", RIGHT).await.is_ok());
        let (own, waiting) = own_email(&mut house.db.read().await.unwrap(), &by, house.now()).await.unwrap();
        assert_eq!(own.email, "new@example.org");
        assert!(own.verified_at.is_some() && waiting.is_none());
    }
}

#[tokio::test]
async fn nobody_is_told_that_an_address_is_taken_before_they_read_its_mail() {
    for test in databases("email_taken").await {
        let house = House::new(&test.db);
        house.account("old@example.org", &[Role::Staff], None).await;
        house.account("taken@example.org", &[Role::Staff], None).await;
        let by = house.person("old@example.org").await;
        for email in ["taken@example.org", "free@example.org"] {
            assert_eq!(change_email(&house.db, &house.auditor, &by, email, house.now()).await.unwrap(), Ok(()));
        }
        assert_eq!(
            change_email(&house.db, &house.auditor, &by, "Taken@example.org", house.now()).await.unwrap(),
            Ok(())
        );
        let id = house.newest_change().await;
        let link = confirm_email(&house.db, &house.auditor, &by, id, house.now()).await.unwrap();
        assert_eq!(link, EmailLink::NotUsable);
        assert!(house.sign_in("old@example.org", RIGHT).await.is_ok());
        // The old address was never confirmed: it may be a stranger's, who must not be able to undo anything.
        assert_eq!(house.mails(Kind::EmailChange).await, 0);
        assert_eq!(house.mails(Kind::EmailLeft).await, 3, "each change is told to it, without a link");
    }
}

#[tokio::test]
async fn a_link_is_good_for_a_day_and_five_are_enough() {
    for test in databases("email_expiry").await {
        let house = House::new(&test.db);
        house.account("old@example.org", &[Role::Staff], None).await;
        let by = house.person("old@example.org").await;
        let change =
            async |email: &str| change_email(&house.db, &house.auditor, &by, email, house.now()).await.unwrap();
        assert_eq!(change("old@example.org").await, Ok(()), "the present one is to be confirmed too");
        let id = house.newest_change().await;
        house.clock.advance(Duration::hours(24) - Duration::seconds(1));
        let (account, waiting) =
            waiting_email_change(&mut house.db.read().await.unwrap(), id, house.now()).await.unwrap().unwrap();
        assert!(account == by.account() && waiting.is_present);
        house.clock.advance(Duration::seconds(1));
        assert_eq!(confirm_email(&house.db, &house.auditor, &by, id, house.now()).await.unwrap(), EmailLink::Over);
        for number in 0..5 {
            assert_eq!(change(&format!("new{number}@example.org")).await, Ok(()));
        }
        assert_eq!(change("new@example.org").await, Err(NotChanged::TooMany));
        cancel_email_change(&house.db, &house.auditor, &by, house.now()).await.unwrap();
        let id = house.newest_change().await;
        assert_eq!(confirm_email(&house.db, &house.auditor, &by, id, house.now()).await.unwrap(), EmailLink::Over);
    }
}

#[tokio::test]
async fn the_old_address_takes_the_account_back() {
    for test in databases("email_undo").await {
        let house = House::new(&test.db);
        house.account("old@example.org", &[Role::Staff], None).await;
        house.verify("old@example.org").await;
        let token = house.sign_in("old@example.org", RIGHT).await.unwrap();
        let by = house.person("old@example.org").await;
        let mut ids = Vec::new();
        for email in ["thief@example.org", "thief2@example.org"] {
            change_email(&house.db, &house.auditor, &by, email, house.now()).await.unwrap().unwrap();
            let id = house.newest_change().await;
            assert_eq!(confirm_email(&house.db, &house.auditor, &by, id, house.now()).await.unwrap(), EmailLink::Done);
            ids.push(id);
            house.clock.advance(Duration::minutes(1));
        }
        house.clock.advance(Duration::days(7) - Duration::minutes(3));
        let undoable = undoable_email_change(&mut house.db.read().await.unwrap(), ids[0], house.now()).await.unwrap();
        assert_eq!(undoable.as_deref(), Some("old@example.org"));
        let reset = undo_email_change(&house.db, &house.auditor, ids[0], house.now()).await.unwrap().unwrap();
        assert!(house.who(&token).await.is_none());
        assert!(house.sign_in("old@example.org", RIGHT).await.is_err(), "the thief knew that password");
        assert!(waiting_reset(&mut house.db.read().await.unwrap(), reset, house.now()).await.unwrap().is_some());
        assert!(undo_email_change(&house.db, &house.auditor, ids[0], house.now()).await.unwrap().is_none(), "once");
        assert!(
            undo_email_change(&house.db, &house.auditor, ids[1], house.now()).await.unwrap().is_none(),
            "not back again"
        );
        assert_eq!(
            house
                .count(
                    "SELECT count(*) FROM accounts WHERE email = 'old@example.org' AND email_verified_at IS NOT NULL"
                )
                .await,
            1
        );
    }
}

#[tokio::test]
async fn undoing_what_was_not_confirmed_keeps_the_password() {
    for test in databases("email_undo_waiting").await {
        let house = House::new(&test.db);
        house.account("old@example.org", &[Role::Staff], None).await;
        house.verify("old@example.org").await;
        let by = house.person("old@example.org").await;
        change_email(&house.db, &house.auditor, &by, "new@example.org", house.now()).await.unwrap().unwrap();
        let id = house.newest_change().await;
        assert!(undo_email_change(&house.db, &house.auditor, id, house.now()).await.unwrap().is_some());
        assert_eq!(confirm_email(&house.db, &house.auditor, &by, id, house.now()).await.unwrap(), EmailLink::Over);
        assert_eq!(house.count("SELECT count(*) FROM sessions").await, 0);
        assert!(house.sign_in("old@example.org", RIGHT).await.is_ok());

        change_email(&house.db, &house.auditor, &by, "late@example.org", house.now()).await.unwrap().unwrap();
        let id = house.newest_change().await;
        house.clock.advance(Duration::days(7));
        assert!(undo_email_change(&house.db, &house.auditor, id, house.now()).await.unwrap().is_none(), "seven days");
    }
}

#[tokio::test]
async fn who_joined_by_letter_confirms_the_address_they_typed() {
    for test in databases("email_letter").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let letter =
            clinic::accounts::invite(&house.db, &house.auditor, clinic::audit::Actor::operator(), patient, house.now())
                .await
                .unwrap();
        house.join_by_code(&letter.code, BORN, "rosa@example.org").await.unwrap();
        let by = house.person("rosa@example.org").await;
        let id = house.newest_change().await;
        assert_eq!(confirm_email(&house.db, &house.auditor, &by, id, house.now()).await.unwrap(), EmailLink::Done);
        ask_for_reset(&house.db, &house.auditor, "rosa@example.org", house.now()).await.unwrap();
        assert_eq!(house.mails(Kind::PasswordReset).await, 1);
    }
}
