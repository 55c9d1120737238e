//! Registering patients on both databases.

use super::joining::{House, RIGHT};
use chrono::Duration;
use chrono_tz::America::New_York;
use clinic::{
    accounts::{Clinician, Role},
    audit::AccessLog,
    db::Source as _,
    patients::{NewPatient, NotRegistered, Registered, Sex, open, register, search},
    testing::databases,
};

fn rosa() -> NewPatient {
    NewPatient {
        given: "Rosa María".to_owned(),
        family: "Delgado Pérez".to_owned(),
        born: "1960-03-02".parse().unwrap(),
        sex: Sex::Female,
        phone: Some("555-0101".to_owned()),
        email: Some("rosa@example.org".to_owned()),
        language: Some(clinic::accounts::Language::Es),
        address: Some("12 Oak Street".to_owned()),
        city: Some("Springfield".to_owned()),
        state: None,
        postal_code: Some("01101".to_owned()),
        record_number: None,
        general_practitioner: None,
        location: None,
    }
}

async fn clerk(house: &House) -> Clinician {
    house.account("dana@example.org", &[Role::Staff], None).await;
    let token = house.sign_in("dana@example.org", RIGHT).await.unwrap();
    Clinician::try_from(&house.who(&token).await.unwrap()).unwrap()
}

async fn enter(house: &House, by: &Clinician, new: &NewPatient, anyway: bool) -> Result<Registered, NotRegistered> {
    let log = AccessLog::default();
    let now = house.now().with_timezone(&New_York);
    register(&house.db, &house.auditor, by, new, anyway, &log, now).await.unwrap()
}

#[tokio::test]
async fn a_registered_patient_is_found_like_an_imported_one() {
    for test in databases("register").await {
        let house = House::new(&test.db);
        let by = clerk(&house).await;
        let registered = enter(&house, &by, &rosa(), false).await.map_err(|_| ()).unwrap();
        assert_eq!(registered.record_number, "P-000001");
        let log = AccessLog::default();
        let mut q = house.db.read().await.unwrap();
        for words in ["delgado perez", "maria rosa", "03/02/1960", "p-000001", "P000001"] {
            let found = search(&mut q, &by, words, 10, &log, house.now()).await.unwrap().unwrap();
            assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [registered.patient], "{words}");
        }
        let row: (String, Option<String>, Option<String>, Option<String>, Option<String>) = q
            .query("SELECT name, language, phone, city, address_lines FROM patients WHERE id = $1")
            .bind(registered.patient)
            .one()
            .await
            .unwrap();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            row,
            (
                "Rosa María Delgado Pérez".to_owned(),
                text("es"),
                text("555-0101"),
                text("Springfield"),
                text("12 Oak Street")
            )
        );
        assert!(open(&mut q, &by, registered.patient, &log, house.now()).await.is_ok(), "who registers may go on");
        let (kept,): (i64,) = q
            .query("SELECT count(*) FROM resources WHERE patient_id = $1 AND type = 'Patient'")
            .bind(registered.patient)
            .one()
            .await
            .unwrap();
        assert_eq!(kept, 1);
        assert_eq!(
            house.count("SELECT count(*) FROM audit_events WHERE subject IN ('profile', 'chart_access')").await,
            2
        );
    }
}

#[tokio::test]
async fn a_second_record_of_one_person_is_made_only_on_purpose() {
    for test in databases("register_twice").await {
        let house = House::new(&test.db);
        let by = clerk(&house).await;
        let first = enter(&house, &by, &rosa(), false).await.map_err(|_| ()).unwrap();
        let again = NewPatient { given: "Rosa".to_owned(), family: "delgado".to_owned(), ..rosa() };
        match enter(&house, &by, &again, false).await {
            Err(NotRegistered::Similar(found)) => {
                assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [first.patient]);
            }
            _ => panic!("the first record was not shown"),
        }
        let other = NewPatient { given: "Bo".to_owned(), family: "Wu".to_owned(), ..rosa() };
        assert_eq!(enter(&house, &by, &other, false).await.map_err(|_| ()).unwrap().record_number, "P-000002");
        assert_eq!(enter(&house, &by, &again, true).await.map_err(|_| ()).unwrap().record_number, "P-000003");
    }
}

#[tokio::test]
async fn a_number_is_given_once() {
    for test in databases("register_number").await {
        let house = House::new(&test.db);
        let by = clerk(&house).await;
        let with = |family: &str, number: &str| NewPatient {
            family: family.to_owned(),
            given: family.to_owned(),
            record_number: Some(number.to_owned()),
            ..rosa()
        };
        enter(&house, &by, &with("Aa", "P-000041"), false).await.map_err(|_| ()).unwrap();
        let taken = enter(&house, &by, &with("Bb", "p-000041"), false).await;
        assert!(matches!(taken, Err(NotRegistered::NumberTaken)));
        enter(&house, &by, &with("Cc", "A/7"), false).await.map_err(|_| ()).unwrap();
        let next = NewPatient { record_number: None, ..with("Dd", "") };
        assert_eq!(enter(&house, &by, &next, false).await.map_err(|_| ()).unwrap().record_number, "P-000042");
    }
}

#[tokio::test]
async fn what_does_not_fit_a_record_is_refused() {
    for test in databases("register_limits").await {
        let house = House::new(&test.db);
        let by = clerk(&house).await;
        let field = async |new: NewPatient| match enter(&house, &by, &new, false).await {
            Err(NotRegistered::Field(name) | NotRegistered::Unreadable(name)) => name,
            Err(NotRegistered::Phone) => "phone",
            Err(NotRegistered::Born) => "born",
            Err(NotRegistered::Email) => "email",
            _ => "taken",
        };
        assert_eq!(field(NewPatient { given: " ".to_owned(), ..rosa() }).await, "given");
        assert_eq!(field(NewPatient { family: "a".repeat(101), ..rosa() }).await, "family");
        assert_eq!(field(NewPatient { family: "a\nb".to_owned(), ..rosa() }).await, "family");
        assert_eq!(field(NewPatient { family: "a\u{202e}b".to_owned(), ..rosa() }).await, "family");
        assert_eq!(field(NewPatient { city: Some("a\u{2066}b".to_owned()), ..rosa() }).await, "city");
        for phone in ["5".repeat(41), "5".repeat(16), "911".to_owned(), "call my son".to_owned()] {
            assert_eq!(field(NewPatient { phone: Some(phone), ..rosa() }).await, "phone");
        }
        assert_eq!(field(NewPatient { record_number: Some("--".to_owned()), ..rosa() }).await, "record_number");
        assert_eq!(field(NewPatient { born: "2027-01-01".parse().unwrap(), ..rosa() }).await, "born");
        assert_eq!(field(NewPatient { born: "1860-01-01".parse().unwrap(), ..rosa() }).await, "born");
        assert_eq!(field(NewPatient { email: Some("a@b".to_owned()), ..rosa() }).await, "email");
        assert_eq!(house.count("SELECT count(*) FROM patients").await, 0);
    }
}

#[tokio::test]
async fn a_child_is_born_on_the_clinics_day() {
    for test in databases("register_day").await {
        let house = House::new(&test.db);
        // Half past nine in the evening of 1 November, where it is the 2nd already by UTC.
        house.clock.advance(Duration::hours(21));
        let by = clerk(&house).await;
        let born = |day: &str| NewPatient { born: day.parse().unwrap(), ..rosa() };
        assert!(matches!(enter(&house, &by, &born("2026-11-02"), false).await, Err(NotRegistered::Born)));
        enter(&house, &by, &born("2026-11-01"), false).await.map_err(|_| ()).unwrap();
    }
}

#[tokio::test]
async fn as_many_register_at_once_as_like() {
    for test in databases("register_at_once").await {
        let house = House::new(&test.db);
        let by = clerk(&house).await;
        // More than there are connections.
        let new: Vec<NewPatient> =
            (0..20).map(|number| NewPatient { record_number: Some(format!("R-{number}")), ..rosa() }).collect();
        let all = futures_util::future::join_all(new.iter().map(|new| enter(&house, &by, new, true))).await;
        assert!(all.iter().all(Result::is_ok));
    }
}
