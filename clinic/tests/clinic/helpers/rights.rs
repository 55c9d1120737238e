//! What a right to help opens, and until when.

use super::{House, ZONE, day, only};
use chrono::{Duration, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::{Patient, Person},
    audit::{AccessLog, Action, Outcome, Subject, accesses_of},
    db::Source as _,
    helpers::{Ground, Section, Sections, end_of_day, helped, helpers_of, open},
    paging::Before,
    patients::{Chart, banner, demographics},
    testing::databases,
};

#[tokio::test]
async fn a_helper_reads_the_given_sections_and_no_other() {
    for test in databases("helpers_sections").await {
        let house = House::new(&test.db);
        let (ada, eve) =
            (house.patient("Ada", "1950-01-02", "day").await, house.patient("Eve", "1950-01-02", "day").await);
        let session = house.session("kim@example.org", None).await;
        assert!(!session.helps());
        house.enter("kim@example.org", ada, Ground::Invited, only(&[Section::Labs, Section::Record]), None).await;
        let kim = Person::from(&session);
        let log = AccessLog::default();
        assert!(matches!(house.open(&kim, eve, &log).await, Err(Error::NotFound)));
        assert!(log.take().is_empty(), "who never had a right leaves no row in a stranger's log");
        let chart = house.open(&kim, ada, &log).await.unwrap();
        assert!(!chart.is_own() && chart.may(Subject::Labs) && !chart.may(Subject::Prescriptions));
        for subject in [Subject::Labs, Subject::HealthRecord, Subject::Vitals, Subject::Documents] {
            assert_eq!(chart.read(subject).unwrap(), ada);
        }
        for subject in
            [Subject::Prescriptions, Subject::Appointments, Subject::Profile, Subject::AccessLog, Subject::Helper]
        {
            assert!(matches!(chart.read(subject), Err(Error::NotFound)), "{subject:?}");
            assert!(matches!(chart.read_one(subject, clinic::ids::new()), Err(Error::NotFound)), "{subject:?}");
        }
        let mut q = house.db.read().await.unwrap();
        assert!(matches!(accesses_of(&mut q, &chart, true, Before::START, 9).await, Err(Error::NotFound)));
        assert!(matches!(helpers_of(&mut q, &chart).await, Err(Error::NotFound)));
        assert!(matches!(demographics(&mut q, &chart).await, Err(Error::NotFound)));
        assert!(matches!(banner(&mut q, &chart).await, Err(Error::NotFound)));
        drop(q);
        house.auditor.commit(log.take(), None).await.unwrap();

        let own = house.session("ada@example.org", Some(ada)).await;
        let own = Chart::own(&Patient::try_from(&own).unwrap(), &AccessLog::default(), house.now());
        let mut q = house.db.read().await.unwrap();
        let rows = accesses_of(&mut q, &own, false, Before::START, 99).await.unwrap().rows;
        let helped: Vec<_> = rows.iter().filter(|row| row.role == "helper").collect();
        assert!(helped.iter().all(|row| row.actor == "kim@example.org"));
        let told = |outcome| helped.iter().filter(|row| row.outcome == outcome && row.action == Action::Read).count();
        assert_eq!((told(Outcome::Allowed), told(Outcome::Refused)), (4, 5));
        let all = helpers_of(&mut q, &own).await.unwrap();
        assert_eq!(all.rows[0].last_access, Some(house.now()));
        assert_eq!(all.rows[0].account_email.as_deref(), Some("kim@example.org"));
    }
}

#[tokio::test]
async fn a_right_ends_with_its_last_day_at_the_clinic() {
    for test in databases("helpers_last_day").await {
        let house = House::new(&test.db);
        let ada = house.patient("Ada", "1950-01-02", "day").await;
        let kim = Person::from(&house.session("kim@example.org", None).await);
        // Today at the clinic, a day of 25 hours: it ends at 05:00 UTC of 2 November.
        let ends = end_of_day(day("2026-11-01"), ZONE).unwrap();
        assert_eq!(ends, Utc.with_ymd_and_hms(2026, 11, 2, 5, 0, 0).unwrap());
        house.enter("kim@example.org", ada, Ground::Invited, only(&[Section::Labs]), Some(ends)).await;
        house.clock.advance(ends - house.now() - Duration::microseconds(1));
        let log = AccessLog::default();
        let mut q = house.db.read().await.unwrap();
        let people = helped(&mut q, &kim, &log, house.now(), ZONE).await.unwrap();
        assert_eq!(people[0].last_day, Some(day("2026-11-01")));
        drop(q);
        assert!(house.open(&kim, ada, &log).await.is_ok());
        house.clock.advance(Duration::microseconds(1));
        let log = AccessLog::default();
        assert!(matches!(house.open(&kim, ada, &log).await, Err(Error::NotFound)));
        let refused = log.take();
        assert_eq!(refused.len(), 1, "the patient sees that it was tried after the end");
    }
}

#[tokio::test]
async fn several_rights_to_one_record_add_up() {
    for test in databases("helpers_sum").await {
        let house = House::new(&test.db);
        let leo = house.patient("Leo", "2012-05-01", "day").await;
        let zoe = house.patient("Zoe", "1950-01-02", "day").await;
        let kim = Person::from(&house.session("kim@example.org", None).await);
        // A mother of a boy of fourteen, whom he has also invited to see his results.
        house.enter("kim@example.org", leo, Ground::Guardian, Sections::all(), None).await;
        let mut tx = house.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO helpers (id, patient_id, account_id, name, relationship, basis, labs, prescriptions, appointments, record,
                                  created_at, accepted_at)
             SELECT $1, patient_id, account_id, name, relationship, 'invited', TRUE, FALSE, FALSE, FALSE, created_at, created_at
             FROM helpers WHERE patient_id = $2",
        )
        .bind(clinic::ids::new())
        .bind(leo)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        house.enter("kim@example.org", zoe, Ground::Invited, Sections::all(), None).await;
        let mut q = house.db.read().await.unwrap();
        let (chart, helping) = open(&mut q, &kim, leo, &AccessLog::default(), house.now(), ZONE).await.unwrap();
        assert_eq!(helping.open.help.sections, only(&[Section::Labs, Section::Appointments]));
        assert!(chart.hides_reasons());
        let names: Vec<_> = helping.all.iter().map(|helped| helped.name.as_str()).collect();
        assert_eq!(names, ["Leo", "Zoe"]);
    }
}
