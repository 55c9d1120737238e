//! Who may change the factors of an account, and what follows for its sessions.

use super::{CLERK, DOCTOR, House, PASSWORD, POLICY, code};
use chrono::Duration;
use clinic::{
    Error, Portal,
    accounts::{FactorKind, Password, Refused},
    audit::Actor,
    factors::{
        Confirmation, FactorName, Held, MOST_APPS, NotChanged, Proof, Sent, app_setup, asked_of, confirm_app, factor,
        factors_of, remove, rename, reset, send_code_to_confirm, send_code_to_sign_in, sign_out_device,
        sign_out_others, signed_in_devices, start_app, switch_mail_codes_off,
    },
    testing::databases,
};

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
