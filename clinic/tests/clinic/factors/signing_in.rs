//! Completing a sign-in with a code.

use super::{CLERK, DOCTOR, House};
use chrono::Duration;
use clinic::{
    Portal,
    accounts::{FactorKind, Refused, disable},
    audit::Actor,
    db::Source as _,
    factors::{
        Code, DemoCode, NotChanged, Pending, RECOVERY_CODES, Sent, demo_code, end_pending, give_demo_app, is_code_out,
        renew_recovery_codes, send_code_to_confirm, send_code_to_sign_in, switch_mail_codes_on,
    },
    ids::AccountId,
    testing::databases,
};

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
async fn the_trail_names_whom_a_code_was_mailed_to() {
    for test in databases("factor_mail_trail").await {
        let house = House::new(&test.db).await;
        let session = house.with_mail_codes(CLERK).await;
        let (_, waiting) = house.pend(CLERK).await;
        assert_eq!(send_code_to_sign_in(&house.portal, &waiting, house.now()).await.unwrap(), Sent::Yes);
        assert_eq!(send_code_to_confirm(&house.portal, &session, house.now()).await.unwrap(), Sent::Yes);
        let mut q = house.portal.db.read().await.unwrap();
        let rows: Vec<(Option<AccountId>, String, String)> = q
            .query(
                "SELECT e.account_id, e.actor, e.role FROM audit_events e JOIN mail_codes c ON c.id = e.subject_id
                 WHERE e.subject = 'mail' AND e.action = 'execute' AND c.account_id = e.account_id",
            )
            .all()
            .await
            .unwrap();
        let named = (Some(session.account()), "Ada Example".to_owned(), "staff".to_owned());
        assert_eq!(rows, [named.clone(), named.clone(), named], "to switch it on, to sign in, to confirm");
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
