//! Invitations to help: issued, renewed, accepted, ended; and their limits.

use super::{House, ZONE, only};
use chrono::{Days, Duration};
use clinic::{
    Error,
    accounts::{Language, Patient, Person},
    audit::{AccessLog, Subject},
    db::Source as _,
    helpers::{
        By, Change, Invite, Refusal, Relationship, Section, Sections, Standing, change, end, helpers_of, invite, renew,
    },
    patients::Chart,
    testing::databases,
};

#[tokio::test]
async fn an_invitation_is_renewed_accepted_changed_and_ended() {
    for test in databases("helpers_life").await {
        let house = House::new(&test.db);
        let (ada, eve) =
            (house.patient("Ada", "1950-01-02", "day").await, house.patient("Eve", "1950-01-02", "day").await);
        let own = house.session("ada@example.org", Some(ada)).await;
        let other = Patient::try_from(&house.session("eve@example.org", Some(eve)).await).unwrap();
        let by = Patient::try_from(&own).unwrap();
        let letter = house.invite(&by, " Kim ", None).await.unwrap();
        let code = letter.code.clone().unwrap();
        assert_eq!((code.len(), letter.name.as_str()), (14, "Kim"));
        assert_eq!(letter.expires_at, house.now() + Duration::days(30));
        assert_eq!(house.count("SELECT count(*) FROM outbox").await, 0);

        let chart = Chart::own(&by, &AccessLog::default(), house.now());
        let standing = async || {
            let all = helpers_of(&mut house.db.read().await.unwrap(), &chart).await.unwrap();
            all.standing(&all.rows[0], house.now(), ZONE)
        };
        assert_eq!(standing().await, Standing::Waiting { until: letter.expires_at });
        let refused = renew(&house.db, &house.auditor, By::Patient(&other), letter.helper, house.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        house.clock.advance(Duration::days(30));
        assert_eq!(standing().await, Standing::Lapsed);
        let mut tx = house.db.begin().await.unwrap();
        tx.query("INSERT INTO settings (name, value, changed_at) VALUES ('invitations.valid_days', '3', $1)")
            .bind(house.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let again =
            renew(&house.db, &house.auditor, By::Patient(&by), letter.helper, house.now()).await.unwrap().unwrap();
        assert_ne!(again.code, letter.code);
        assert_eq!(again.expires_at, house.now() + Duration::days(3), "as the clinic has set since");
        assert_eq!(house.count("SELECT count(*) FROM invitations WHERE revoked_at IS NULL").await, 1);

        // Accepting is done by the page of the invitation.
        let session = house.session("kim@example.org", None).await;
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE helpers SET account_id = $1, accepted_at = $2 WHERE id = $3")
            .bind(session.account())
            .bind(house.now())
            .bind(letter.helper)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(standing().await, Standing::Active);
        let renewed = renew(&house.db, &house.auditor, By::Patient(&by), letter.helper, house.now()).await;
        assert!(matches!(renewed, Err(Error::NotFound)), "who has accepted is not invited again");

        let kim = Person::from(&session);
        let log = AccessLog::default();
        let to = Change { sections: only(&[Section::Appointments]), ends_at: Some(house.now() + Duration::days(1)) };
        let stolen = change(&house.db, &house.auditor, &other, letter.helper, to, house.now()).await;
        assert!(matches!(stolen, Err(Error::NotFound)));
        for wrong in [
            Change { sections: Sections::default(), ..to },
            Change { ends_at: Some(house.now()), ..to },
            Change { ends_at: Some(house.now() + Days::new(366 * 5 + 2)), ..to },
        ] {
            let refused = change(&house.db, &house.auditor, &by, letter.helper, wrong, house.now()).await;
            assert!(matches!(refused, Err(Error::Invalid(_))));
        }
        change(&house.db, &house.auditor, &by, letter.helper, to, house.now()).await.unwrap();
        let opened = house.open(&kim, ada, &log).await.unwrap();
        assert!(opened.may(Subject::Appointments) && !opened.may(Subject::Labs) && !opened.hides_reasons());

        let stolen = end(&house.db, &house.auditor, By::Patient(&other), letter.helper, house.now()).await;
        assert!(matches!(stolen, Err(Error::NotFound)));
        end(&house.db, &house.auditor, By::Patient(&by), letter.helper, house.now()).await.unwrap();
        assert!(matches!(house.open(&kim, ada, &log).await, Err(Error::NotFound)));
        assert_eq!(standing().await, Standing::Ended);
        let twice = end(&house.db, &house.auditor, By::Patient(&by), letter.helper, house.now()).await;
        assert!(matches!(twice, Err(Error::NotFound)));
        let changed = change(&house.db, &house.auditor, &by, letter.helper, to, house.now()).await;
        assert!(matches!(changed, Err(Error::NotFound)));
        assert_eq!(house.count("SELECT count(*) FROM outbox WHERE kind = 'helper_ended'").await, 1);
        let rows = "SELECT count(*) FROM audit_events WHERE subject = 'helper' AND role = 'patient' AND patient_id IS NOT NULL";
        assert_eq!(house.count(rows).await, 4, "invited, renewed, changed, ended");
    }
}

#[tokio::test]
async fn invitations_have_limits() {
    for test in databases("helpers_limits").await {
        let house = House::new(&test.db);
        let ada = house.patient("Ada", "1950-01-01", "month").await;
        let by = Patient::try_from(&house.session("ada@example.org", Some(ada)).await).unwrap();
        assert_eq!(house.invite(&by, "Kim", None).await.err(), Some(Refusal::NoBirthDate));
        // What mail cannot reach is refused like everywhere else.
        let unreachable = Invite {
            name: "Kim".to_owned(),
            relationship: Relationship::Friend,
            sections: only(&[Section::Labs]),
            ends_at: None,
            email: Some("(kim)@example..org".to_owned()),
            language: Language::En,
        };
        let refused = invite(&house.db, &house.auditor, By::Patient(&by), &unreachable, house.now()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let first = house.invite(&by, "Kim", Some("kim@example.org")).await.unwrap();
        for _ in 0..9 {
            house.invite(&by, "Kim", Some("kim@example.org")).await.unwrap();
        }
        assert_eq!(house.invite(&by, "Kim", Some("kim@example.org")).await.err(), Some(Refusal::TooMany));
        end(&house.db, &house.auditor, By::Patient(&by), first.helper, house.now()).await.unwrap();
        assert_eq!(house.invite(&by, "Kim", Some("kim@example.org")).await.err(), Some(Refusal::TooManyToday));
        house.clock.advance(Duration::days(1));
        house.invite(&by, "Kim", Some("kim@example.org")).await.unwrap();
        assert_eq!(house.count("SELECT count(*) FROM outbox WHERE kind = 'invitation'").await, 11);
    }
}

#[tokio::test]
async fn limits_hold_for_requests_at_once() {
    for test in databases("helpers_limits_at_once").await {
        let house = House::new(&test.db);
        let ada = house.patient("Ada", "1950-01-01", "day").await;
        let by = Patient::try_from(&house.session("ada@example.org", Some(ada)).await).unwrap();
        let first = house.invite(&by, "Kim", None).await.unwrap().helper;
        for _ in 0..7 {
            house.invite(&by, "Kim", None).await.unwrap();
        }
        let invite = || house.invite(&by, "Kim", None);
        let again = || renew(&house.db, &house.auditor, By::Patient(&by), first, house.now());
        let (one, two, three, four, five, six) = tokio::join!(invite(), again(), invite(), again(), invite(), again());
        let issued = [one, three, five].iter().filter(|answer| answer.is_ok()).count()
            + [two, four, six].into_iter().filter(|answer| answer.as_ref().unwrap().is_ok()).count();
        assert_eq!(issued, 2);
        assert_eq!(house.count("SELECT count(*) FROM invitations").await, 10);
        house.clock.advance(Duration::days(1));
        let helpers = house.count("SELECT count(*) FROM helpers").await;
        let answers = tokio::join!(invite(), invite(), invite(), invite());
        let answers = [answers.0, answers.1, answers.2, answers.3];
        let made = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(helpers + i64::try_from(made).unwrap(), 10);
        assert_eq!(house.count("SELECT count(*) FROM helpers").await, 10);
    }
}
