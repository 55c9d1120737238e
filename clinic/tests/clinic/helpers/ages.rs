//! The right of a parent shrinks as the child grows up, by the ages that the clinic sets.

use super::{House, ZONE, day, only};
use chrono::{Duration, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::Person,
    audit::{AccessLog, Subject},
    db::Source as _,
    helpers::{Ground, Section, Sections, end_of_day, open},
    ids::PatientId,
    testing::{databases, databases_at},
};

#[tokio::test]
async fn the_right_of_a_parent_shrinks_with_age() {
    for test in databases("helpers_age").await {
        let house = House::new(&test.db);
        let kim = Person::from(&house.session("kim@example.org", None).await);
        // Twelve tomorrow at the clinic, where it is still 1 November.
        let leo = house.patient("Leo", "2014-11-02", "day").await;
        // Eighteen, of age when the guardian was entered.
        let old = house.patient("Old", "1940-02-29", "day").await;
        let unknown = house.patient("Unknown", "2020-01-01", "year").await;
        for patient in [leo, old, unknown] {
            house.enter("kim@example.org", patient, Ground::Guardian, Sections::all(), None).await;
        }
        let limited = only(&[Section::Appointments]);
        let sections = async |patient| {
            let mut q = house.db.read().await.unwrap();
            open(&mut q, &kim, patient, &AccessLog::default(), house.now(), ZONE)
                .await
                .ok()
                .map(|(_, helping)| helping.open.help.sections)
        };
        assert_eq!(sections(leo).await, Some(Sections::all()));
        assert_eq!(sections(old).await, Some(Sections::all()));
        assert_eq!(sections(unknown).await, Some(limited));
        // Midnight at the clinic, five hours after that of UTC.
        house.clock.advance(end_of_day(day("2026-11-01"), ZONE).unwrap() - house.now() - Duration::microseconds(1));
        assert_eq!(sections(leo).await, Some(Sections::all()));
        house.clock.advance(Duration::microseconds(1));
        assert_eq!(sections(leo).await, Some(limited));
        house.clock.advance(end_of_day(day("2032-11-01"), ZONE).unwrap() - house.now() - Duration::microseconds(1));
        assert_eq!(sections(leo).await, Some(limited));
        house.clock.advance(Duration::microseconds(1));
        assert_eq!(sections(leo).await, None, "of age");
        assert_eq!(sections(old).await, Some(Sections::all()));
    }
}

#[tokio::test]
async fn the_clinic_sets_the_ages() {
    for test in databases("helpers_ages").await {
        let house = House::new(&test.db);
        let kim = Person::from(&house.session("kim@example.org", None).await);
        let leo = house.patient("Leo", "2010-01-01", "day").await;
        house.enter("kim@example.org", leo, Ground::Guardian, Sections::all(), None).await;
        let log = AccessLog::default();
        assert!(!house.open(&kim, leo, &log).await.unwrap().may(Subject::Labs), "sixteen");
        let mut tx = house.db.begin().await.unwrap();
        for (name, value) in [("helpers.limited_from_years", "17"), ("helpers.ends_at_years", "21")] {
            tx.query("INSERT INTO settings (name, value, changed_at) VALUES ($1, $2, $3)")
                .bind(name)
                .bind(value)
                .bind(house.now())
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        assert!(house.open(&kim, leo, &log).await.unwrap().may(Subject::Labs));
        house.clock.advance(Duration::days(365 * 3));
        assert!(house.open(&kim, leo, &log).await.unwrap().may(Subject::Appointments), "nineteen, limited until 21");
    }
}

#[tokio::test]
async fn an_earlier_end_opens_nothing_to_the_parents_of_the_young() {
    for test in databases("helpers_earlier").await {
        let house = House::new(&test.db);
        let kim = Person::from(&house.session("kim@example.org", None).await);
        let leo = house.patient("Leo", "2010-01-01", "day").await;
        let old = house.patient("Old", "1940-02-29", "day").await;
        for patient in [leo, old] {
            house.enter("kim@example.org", patient, Ground::Guardian, Sections::all(), None).await;
        }
        let mut tx = house.db.begin().await.unwrap();
        tx.query("INSERT INTO settings (name, value, changed_at) VALUES ('helpers.ends_at_years', '16', $1)")
            .bind(house.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let log = AccessLog::default();
        assert!(matches!(house.open(&kim, leo, &log).await, Err(Error::NotFound)), "sixteen, of age here");
        assert!(house.open(&kim, old, &log).await.unwrap().may(Subject::Labs), "an adult who cannot act for herself");
        // Entered under the earlier end, and so still no adult.
        let mia = house.patient("Mia", "2009-01-01", "day").await;
        house.enter("kim@example.org", mia, Ground::Guardian, Sections::all(), None).await;
        assert!(matches!(house.open(&kim, mia, &log).await, Err(Error::NotFound)));
        house.clock.advance(Duration::days(365 * 5));
        assert!(matches!(house.open(&kim, mia, &log).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_lower_end_opens_nothing_to_the_parents_of_who_was_young_then() {
    for test in databases("helpers_lower").await {
        let house = House::new(&test.db);
        let kim = Person::from(&house.session("kim@example.org", None).await);
        let set = async |years: i64| {
            let mut tx = house.db.begin().await.unwrap();
            tx.query(
                "INSERT INTO settings (name, value, changed_at) VALUES ('helpers.ends_at_years', $1, $2)
                 ON CONFLICT (name) DO UPDATE SET value = $1",
            )
            .bind(years.to_string())
            .bind(house.now())
            .run()
            .await
            .unwrap();
            tx.commit().await.unwrap();
        };
        let log = AccessLog::default();
        // Nineteen.
        let leo = house.patient("Leo", "2007-03-01", "day").await;
        let mia = house.patient("Mia", "2007-03-01", "day").await;
        set(21).await;
        house.enter("kim@example.org", leo, Ground::Guardian, Sections::all(), None).await;
        assert!(!house.open(&kim, leo, &log).await.unwrap().may(Subject::Labs), "young until 21");
        set(18).await;
        assert!(matches!(house.open(&kim, leo, &log).await, Err(Error::NotFound)), "of age, and the right has ended");
        house.enter("kim@example.org", mia, Ground::Guardian, Sections::all(), None).await;
        assert!(
            house.open(&kim, mia, &log).await.unwrap().may(Subject::Labs),
            "an adult when the guardian was entered"
        );
        set(21).await;
        assert!(house.open(&kim, mia, &log).await.unwrap().may(Subject::Labs), "and one still");
    }
}

#[tokio::test]
async fn guardians_of_earlier_times_keep_the_age_the_clinic_had_set() {
    for (set, kept) in [(Some("21"), 21), (Some("16"), 18), (None, 18)] {
        for test in databases_at("helpers_migrated", 2).await {
            let mut tx = test.db.begin().await.unwrap();
            let (now, patient) = (Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap(), PatientId::new());
            tx.query(
                "INSERT INTO patients (id, name, name_key, sex, deceased, active)
                 VALUES ($1, 'Leo', 'leo', 'male', FALSE, TRUE)",
            )
            .bind(patient)
            .run()
            .await
            .unwrap();
            tx.query(
                "INSERT INTO helpers (id, patient_id, name, relationship, basis, labs, prescriptions, appointments, record,
                                      created_at)
                 VALUES ($1, $1, 'Kim', 'parent', 'guardian', TRUE, FALSE, FALSE, FALSE, $2)",
            )
            .bind(patient)
            .bind(now)
            .run()
            .await
            .unwrap();
            if let Some(years) = set {
                tx.query("INSERT INTO settings (name, value, changed_at) VALUES ('helpers.ends_at_years', $1, $2)")
                    .bind(years.to_owned())
                    .bind(now)
                    .run()
                    .await
                    .unwrap();
            }
            tx.commit().await.unwrap();
            test.db.migrate().await.unwrap();
            let mut q = test.db.read().await.unwrap();
            let (years,): (i64,) = q.query("SELECT adult_from_years FROM helpers").one().await.unwrap();
            assert_eq!(years, kept);
        }
    }
}
