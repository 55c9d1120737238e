//! Searching the audit trail on both databases, and taking it along.

use super::people::Office;
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use clinic::{
    accounts::{Admin, Role},
    audit::{
        AccessLog, Action, Actor, Event, Form, LOOKED_THROUGH, MOST_EXPORTED, Outcome, Sought, Subject, day_begins,
        day_ends, export, given_reasons, note_search, search,
    },
    ids::AccountId,
    paging::Before,
    patients::{Purpose, grant},
    testing::databases,
};

fn all() -> Sought {
    Sought {
        account: None,
        patient: None,
        action: None,
        subject: None,
        outcome: None,
        from: Utc.with_ymd_and_hms(2000, 1, 1, 0, 0, 0).unwrap(),
        to: Utc.with_ymd_and_hms(2100, 1, 1, 0, 0, 0).unwrap(),
    }
}

async fn count(office: &Office, admin: &Admin, sought: &Sought) -> usize {
    search(&mut office.db.read().await.unwrap(), admin, sought, Before::START, 100).await.unwrap().rows.len()
}

async fn admin(office: &Office) -> (AccountId, Admin) {
    let ada = office.account("Ada", &[Role::Admin], None).await;
    (ada, office.admin(ada).await)
}

#[tokio::test]
async fn a_search_narrows_by_everything_together() {
    for test in databases("audit_search").await {
        let office = Office::new(&test.db);
        let (ada, admin) = admin(&office).await;
        let dana = office.account("Dana", &[Role::Staff], None).await;
        let (rosa, walter) = (office.patient("Rosa", "MR-1").await, office.patient("Walter", "MR-2").await);
        let by = |id, role| Actor::person(id, "Somebody", role);
        let events = vec![
            Event::new(by(dana, Role::Staff), Action::Read, Subject::Labs).of(rosa),
            Event::new(by(dana, Role::Staff), Action::Read, Subject::Labs).of(walter),
            Event::new(by(dana, Role::Staff), Action::Update, Subject::Profile).of(rosa),
            Event::new(by(dana, Role::Staff), Action::Read, Subject::Overview).of(rosa).ended(Outcome::Refused),
            Event::new(by(ada, Role::Admin), Action::Read, Subject::AuditTrail),
        ];
        office.auditor.commit(events, None).await.unwrap();
        let of = |sought: Sought| {
            let (office, admin) = (&office, &admin);
            async move { count(office, admin, &sought).await }
        };
        assert_eq!(of(all()).await, 5);
        assert_eq!(of(Sought { account: Some(dana), ..all() }).await, 4);
        assert_eq!(of(Sought { patient: Some(rosa), ..all() }).await, 3);
        assert_eq!(of(Sought { patient: Some(rosa), account: Some(ada), ..all() }).await, 0);
        assert_eq!(of(Sought { patient: Some(rosa), account: Some(dana), ..all() }).await, 3);
        assert_eq!(of(Sought { action: Some(Action::Read), ..all() }).await, 4);
        assert_eq!(of(Sought { account: Some(dana), subject: Some(Subject::Labs), ..all() }).await, 2);
        assert_eq!(of(Sought { patient: Some(rosa), outcome: Some(Outcome::Refused), ..all() }).await, 1);
        let found = search(&mut office.db.read().await.unwrap(), &admin, &all(), Before::START, 2).await.unwrap();
        assert!(found.first && !found.is_cut && found.rows.len() == 2);
        let next = search(&mut office.db.read().await.unwrap(), &admin, &all(), found.older.unwrap(), 2).await.unwrap();
        assert_eq!(next.rows.len(), 2);
        assert!(found.rows.iter().all(|row| next.rows.iter().all(|other| other.id != row.id)));
        assert_eq!(found.rows[1].patient.as_deref().or(next.rows[0].patient.as_deref()), Some("Rosa"));

        let log = AccessLog::default();
        note_search(&admin, &Sought { patient: Some(rosa), ..all() }, "searched", &log);
        office.auditor.commit(log.take(), None).await.unwrap();
        assert_eq!(of(Sought { patient: Some(rosa), subject: Some(Subject::AuditTrail), ..all() }).await, 1);
    }
}

#[tokio::test]
async fn days_are_those_of_the_clinic_when_clocks_change() {
    for test in databases("audit_days").await {
        let office = Office::new(&test.db);
        let (_, admin) = admin(&office).await;
        let zone = chrono_tz::America::New_York;
        // The clock stands at 01:30 on the day on which 01:30 comes twice.
        let times: [DateTime<Utc>; 4] = [
            Utc.with_ymd_and_hms(2026, 11, 1, 3, 59, 59).unwrap(),
            Utc.with_ymd_and_hms(2026, 11, 1, 4, 0, 0).unwrap(),
            Utc.with_ymd_and_hms(2026, 11, 2, 4, 59, 59).unwrap(),
            Utc.with_ymd_and_hms(2026, 11, 2, 5, 0, 0).unwrap(),
        ];
        for at in times {
            let step = at - office.now();
            office.clock.advance(step);
            let event = Event::new(Actor::operator(), Action::Read, Subject::Labs);
            office.auditor.commit(vec![event], None).await.unwrap();
        }
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let sought =
            |first, last| Sought { from: day_begins(day(first), zone), to: day_ends(day(last), zone), ..all() };
        assert_eq!(count(&office, &admin, &sought(1, 1)).await, 2, "25 hours, both ends right");
        assert_eq!(count(&office, &admin, &sought(2, 2)).await, 1);
        assert_eq!(count(&office, &admin, &sought(1, 2)).await, 3);
    }
}

#[tokio::test]
async fn a_file_holds_no_formula_and_every_line() {
    for test in databases("audit_export").await {
        let office = Office::new(&test.db);
        let (ada, admin) = admin(&office).await;
        let rosa = office.patient("Rosa", "=MR-1").await;
        let actor = Actor::person(ada, "=HYPERLINK(\"http://evil.example\")", Role::Admin);
        let event = Event::new(actor, Action::Read, Subject::Labs).of(rosa).noting("+1, \"2\"\r\n-3");
        office.auditor.commit(vec![event], None).await.unwrap();
        let mut q = office.db.read().await.unwrap();
        let csv = export(&mut q, &admin, &all(), Form::Csv).await.unwrap().unwrap();
        assert_eq!(csv.entries, 1);
        assert!(csv.text.starts_with("\"id\",\"time\","));
        assert!(csv.text.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{}", csv.text);
        assert!(csv.text.contains("\"'+1, \"\"2\"\"\r\n-3\""), "{}", csv.text);
        assert!(csv.text.contains("\"'=MR-1\""));
        let json = export(&mut q, &admin, &all(), Form::JsonLines).await.unwrap().unwrap();
        let line: serde_json::Value = serde_json::from_str(json.text.trim_end()).unwrap();
        assert_eq!(line["detail"], "+1, \"2\"\r\n-3");
        assert_eq!(line["record_number"], "=MR-1");
    }
}

#[tokio::test]
async fn a_search_for_something_rare_goes_on_where_it_stopped() {
    for test in databases("audit_rare").await {
        let office = Office::new(&test.db);
        let (_, admin) = admin(&office).await;
        let rare = Event::new(Actor::operator(), Action::Execute, Subject::Import);
        office.auditor.commit(vec![rare], None).await.unwrap();
        office.clock.advance(Duration::seconds(1));
        let usual = Event::new(Actor::operator(), Action::Read, Subject::Labs);
        let many = usize::try_from(LOOKED_THROUGH).unwrap() + 10;
        office.auditor.commit(vec![usual; many], None).await.unwrap();
        let sought = Sought { subject: Some(Subject::Import), ..all() };
        let mut q = office.db.read().await.unwrap();
        let first = search(&mut q, &admin, &sought, Before::START, 50).await.unwrap();
        assert!(first.rows.is_empty() && first.is_cut);
        let second = search(&mut q, &admin, &sought, first.older.unwrap(), 50).await.unwrap();
        assert_eq!(second.rows.len(), 1);
        assert!(second.older.is_none() && !second.is_cut);
        let file = export(&mut q, &admin, &sought, Form::Csv).await.unwrap().unwrap();
        assert_eq!(file.entries, 1);
        assert!(many > MOST_EXPORTED);
        assert!(export(&mut q, &admin, &all(), Form::Csv).await.unwrap().is_none(), "more than a file holds");
    }
}

#[tokio::test]
async fn reasons_are_listed_with_their_time() {
    for test in databases("audit_reasons").await {
        let office = Office::new(&test.db);
        let (_, admin) = admin(&office).await;
        let dana = office.account("Dana", &[Role::Staff], None).await;
        let dana = office.clinician(dana).await;
        let rosa = office.patient("Rosa", "MR-1").await;
        let began = office.now();
        for _ in 0..3 {
            grant(&office.db, &office.auditor, &dana, rosa, Purpose::Other, "asked", office.now()).await.unwrap();
            office.clock.advance(Duration::hours(1));
        }
        let mut q = office.db.read().await.unwrap();
        let log = AccessLog::default();
        let days = (began + Duration::minutes(30), began + Duration::days(1));
        let first = given_reasons(&mut q, &admin, days, Before::START, 1, &log).await.unwrap();
        assert_eq!(first.rows[0].granted_at, began + Duration::hours(2));
        assert_eq!((first.rows[0].person.as_str(), first.rows[0].patient.as_str()), ("Dana", "Rosa"));
        let second = given_reasons(&mut q, &admin, days, first.older.unwrap(), 1, &log).await.unwrap();
        assert_eq!(second.rows[0].granted_at, began + Duration::hours(1));
        assert!(second.older.is_none(), "the first lies before the time asked for");
        assert_eq!(log.take().len(), 1);
    }
}
