//! What waits for the clinic: name, birth date, sex; and its answers.

use super::{House, name};
use chrono::Duration;
use clinic::{
    Error,
    accounts::Clinician,
    audit::AccessLog,
    db::Source as _,
    ids::ProfileChangeId,
    patients::{Chart, Sex},
    profile::{Asked, Decided, Field, State, Wanted, Withdrawn, change, changes, present, waiting},
    testing::databases,
};
use serde_json::json;

#[tokio::test]
async fn an_accepted_name_is_the_one_that_is_shown_found_and_greeted() {
    for test in databases("profile_name").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let clerk = house.clerk("desk").await;
        let desk = house.desk(&clerk, ana.id).await;
        let id = house.asked(&ana.editor, &name("Ana María", "Núñez")).await;
        assert_eq!(house.found(&clerk, "garcia").await, ["Ms. Ana Garcia"], "nothing changes before it is accepted");
        assert!(house.found(&clerk, "nunez").await.is_empty());

        assert_eq!(house.accept(&desk, id, "Ms. Ana Garcia").await.unwrap(), Decided::Done);
        assert_eq!(house.found(&clerk, "nunez maria").await, ["Ms. Ana María Núñez"]);
        assert!(house.found(&clerk, "garcia").await.is_empty());
        for still in ["VB-ana", "19600302"] {
            assert_eq!(house.found(&clerk, still).await, ["Ms. Ana María Núñez"], "{still}");
        }
        assert_eq!(house.session(&ana.token).await.name(), "Ms. Ana María Núñez");
        let keys = "SELECT count(*) FROM patients WHERE name_key = 'nunez ana maria' AND family = 'Núñez'";
        assert_eq!(house.count(keys).await, 1);
        let mails = "SELECT count(*) FROM outbox WHERE kind = 'profile_answered' AND state = 'waiting'";
        assert_eq!(house.count(mails).await, 1);
        let chart = house.chart(&clerk, ana.id).await;
        let change = house.change(&chart, id).await;
        assert_eq!(change.state(), State::Accepted(house.now()));
        assert_eq!(change.decided_by.as_deref(), Some("Dana Desk"));
    }
}

#[tokio::test]
async fn a_birth_date_and_a_sex_are_accepted_too() {
    for test in databases("profile_born").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        house
            .run(
                "UPDATE patients SET birth_date_precision = 'year', general_practitioner_id = $1 WHERE id = $2",
                ana.id,
            )
            .await;
        let clerk = house.clerk("desk").await;
        let desk = house.desk(&clerk, ana.id).await;
        let born = house.asked(&ana.editor, &Wanted::birth_date("1961-04-05", house.now().date_naive()).unwrap()).await;
        let sex = house.asked(&ana.editor, &Wanted::Sex(Sex::Other)).await;
        assert_eq!(house.accept(&desk, born, "1960").await.unwrap(), Decided::Done);
        assert_eq!(house.accept(&desk, sex, "female").await.unwrap(), Decided::Done);
        let now = "SELECT count(*) FROM patients
                   WHERE birth_date = '1961-04-05' AND birth_date_precision = 'day' AND sex = 'other'";
        assert_eq!(house.count(now).await, 1);
        assert_eq!(house.found(&clerk, "1961-04-05").await.len(), 1);
        assert!(house.found(&clerk, "1960-03-02").await.is_empty());
        assert_eq!(house.ask(&ana.editor, &Wanted::Sex(Sex::Other)).await, Asked::SaysSo);
    }
}

#[tokio::test]
async fn one_change_of_a_field_waits_at_a_time() {
    for test in databases("profile_one_open").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let wanted = name("Ana", "Núñez");
        let (one, two) = tokio::join!(house.ask(&ana.editor, &wanted), house.ask(&ana.editor, &wanted));
        assert_eq!([one, two].iter().filter(|asked| **asked == Asked::AnotherWaits).count(), 1);
        let chart = Chart::own(&ana.by, &AccessLog::default(), house.clock.now());
        let open = changes(&mut house.db.read().await.unwrap(), &chart).await.unwrap();
        assert_eq!(open.len(), 1);
        assert_eq!(house.withdraw(&ana.editor, open[0].id).await.unwrap(), Withdrawn::Done);
        assert_eq!(house.withdraw(&ana.editor, open[0].id).await.unwrap(), Withdrawn::TooLate);
        house.asked(&ana.editor, &wanted).await;
        assert_eq!(house.ask(&ana.editor, &name("Ana", "Garcia")).await, Asked::SaysSo);
    }
}

#[tokio::test]
async fn of_two_who_answer_at_once_one_does() {
    for test in databases("profile_race").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let clerk = house.clerk("desk").await;
        let (first, second) = (house.desk(&clerk, ana.id).await, house.desk(&clerk, ana.id).await);
        let id = house.asked(&ana.editor, &name("Ana", "Núñez")).await;
        let (one, two) = tokio::join!(house.accept(&first, id, "Ms. Ana Garcia"), house.decline(&second, id));
        let both = [one.unwrap(), two.unwrap()];
        assert!(both.contains(&Decided::Done) && both.contains(&Decided::TooLate), "{both:?}");
        assert_eq!(house.count("SELECT count(*) FROM outbox").await, 1);
        assert_eq!(house.withdraw(&ana.editor, id).await.unwrap(), Withdrawn::TooLate);
        let changed = house.count("SELECT count(*) FROM patients WHERE family = 'Núñez'").await;
        let accepted = house.count("SELECT count(*) FROM profile_changes WHERE accepted = TRUE").await;
        assert_eq!(changed, accepted, "the record says what was answered");
    }
}

#[tokio::test]
async fn a_record_that_changed_meanwhile_is_looked_at_first() {
    for test in databases("profile_conflict").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let clerk = house.clerk("desk").await;
        let desk = house.desk(&clerk, ana.id).await;
        let id = house.asked(&ana.editor, &name("Ana", "Núñez")).await;
        house.import("ana", 2, json!({ "name": [{ "family": "García", "given": ["Ana"] }] })).await;
        assert_eq!(house.accept(&desk, id, "Ms. Ana Garcia").await.unwrap(), Decided::RecordChanged);
        let chart = house.chart(&clerk, ana.id).await;
        let change = house.change(&chart, id).await;
        assert_eq!(change.state(), State::Waiting, "it still waits");
        let now = present(&mut house.db.read().await.unwrap(), &chart, Field::Name).await.unwrap();
        assert_eq!((change.old_value.as_deref(), now.as_deref()), (Some("Ms. Ana Garcia"), Some("Ana García")));
        assert_eq!(house.count("SELECT count(*) FROM outbox").await, 0);
        assert_eq!(house.accept(&desk, id, "Ana García").await.unwrap(), Decided::Done);
        assert_eq!(house.found(&clerk, "nunez").await, ["Ana Núñez"]);
    }
}

#[tokio::test]
async fn nobody_answers_for_themselves_or_touches_what_is_anothers() {
    for test in databases("profile_not_yours").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let zoe = house.patient("zoe", "Zoe", "Garland").await;
        let clerk = house.clerk("desk").await;
        let id = house.asked(&ana.editor, &name("Ana", "Núñez")).await;
        assert!(matches!(house.accept(&ana.editor, id, "Ms. Ana Garcia").await, Err(Error::NotPermitted)));
        // Who works here and is the patient answers no more than any other patient.
        let mut tx = house.db.begin().await.unwrap();
        tx.query("INSERT INTO account_roles (account_id, role) VALUES ($1, 'staff')")
            .bind(ana.by.account())
            .run()
            .await
            .unwrap();
        // A clinician has one account.
        tx.query("UPDATE accounts SET practitioner_id = NULL WHERE practitioner_id = $1")
            .bind(house.doctor)
            .run()
            .await
            .unwrap();
        tx.query("UPDATE accounts SET practitioner_id = $1 WHERE id = $2")
            .bind(house.doctor)
            .bind(ana.by.account())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let worker = Clinician::try_from(&house.session(&ana.token).await).unwrap();
        let at_work = house.desk(&worker, ana.id).await;
        assert!(matches!(house.accept(&at_work, id, "Ms. Ana Garcia").await, Err(Error::NotPermitted)));
        assert!(matches!(house.decline(&at_work, id).await, Err(Error::NotPermitted)));
        assert!(matches!(house.withdraw(&zoe.editor, id).await, Err(Error::NotFound)));
        let elsewhere = house.desk(&clerk, zoe.id).await;
        assert!(matches!(house.accept(&elsewhere, id, "Ms. Ana Garcia").await, Err(Error::NotFound)));
        let chart = house.chart(&clerk, zoe.id).await;
        assert!(matches!(change(&mut house.db.read().await.unwrap(), &chart, id).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn changes_wait_in_the_order_they_were_asked_for() {
    for test in databases("profile_queue").await {
        let house = House::new(&test.db).await;
        let clerk = house.clerk("desk").await;
        for (place, key) in ["ana", "ben", "cleo"].into_iter().enumerate() {
            let someone = house.patient(key, key, "Example").await;
            house.asked(&someone.editor, &name(key, "Other")).await;
            if place > 0 {
                house.clock.advance(Duration::minutes(1));
            }
        }
        let log = AccessLog::default();
        let mut names = Vec::new();
        let mut after = None;
        loop {
            let page = waiting(&mut house.db.read().await.unwrap(), &clerk, after, 1, &log).await.unwrap();
            names.extend(page.rows.into_iter().map(|row| row.name));
            after = page.next.map(ProfileChangeId);
            if after.is_none() {
                break;
            }
        }
        assert_eq!(names, ["Ms. ana Example", "Ms. ben Example", "Ms. cleo Example"]);
        assert_eq!(log.take().len(), 1, "looking at the queue is noted");
    }
}
