//! Policies on both databases: in force at once, here and in other processes.

use super::people::{Office, POLICY};
use chrono::Duration;
use chrono_tz::Tz;
use clinic::{
    accounts::{Role, resolve},
    db::Source as _,
    policies::{Policies, Policy, change, current, value_of},
    testing::databases,
};

#[tokio::test]
async fn a_change_is_in_force_at_once_and_written_down() {
    for test in databases("policies").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let (admin, token) = (office.admin(ada).await, office.token(ada).await);
        let here = Policies::open(&office.db, POLICY).await.unwrap();
        let elsewhere = Policies::open(&office.db, POLICY).await.unwrap();
        assert_eq!(here.values(), here.usual());
        let values = here.values().with(Policy::SessionIdleMinutes, 5).with(Policy::InvitationDays, 10);
        change(&office.db, &office.auditor, &admin, &here, values, office.now(), Tz::UTC).await.unwrap().unwrap();
        assert_eq!(here.sessions().idle, Duration::minutes(5));
        assert_eq!(elsewhere.sessions().idle, Duration::minutes(30));
        elsewhere.refresh(&office.db).await.unwrap();
        assert_eq!(elsewhere.values(), values);

        let mut q = office.db.read().await.unwrap();
        assert_eq!(value_of(&mut q, Policy::InvitationDays).await.unwrap(), 10);
        assert_eq!(value_of(&mut q, Policy::HelpersEndAtYears).await.unwrap(), 18);
        let changed = current(&mut q, &admin).await.unwrap();
        assert_eq!(changed.len(), 2, "what stays as it was is not written");
        assert!(changed.iter().all(|changed| changed.changed_by.as_deref() == Some("Ada")));
        let notes: Vec<(String,)> =
            q.query("SELECT detail FROM audit_events WHERE subject = 'setting' ORDER BY id").all().await.unwrap();
        assert_eq!(notes[0].0, "sessions.idle_minutes: 30 → 5");
        assert_eq!(notes[1].0, "invitations.valid_days: 30 → 10");

        office.clock.advance(Duration::minutes(6));
        let now = office.now();
        assert!(resolve(&mut q, &token, POLICY, now).await.unwrap().is_some());
        assert!(resolve(&mut q, &token, here.sessions(), now).await.unwrap().is_none(), "open sessions go by it too");
    }
}

#[tokio::test]
async fn a_shorter_session_ends_those_that_are_open() {
    for test in databases("absolute").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let (admin, token) = (office.admin(ada).await, office.token(ada).await);
        let policies = Policies::open(&office.db, POLICY).await.unwrap();
        let values = policies.values().with(Policy::SessionIdleMinutes, 60).with(Policy::SessionAbsoluteHours, 1);
        change(&office.db, &office.auditor, &admin, &policies, values, office.now(), Tz::UTC).await.unwrap().unwrap();
        let q = &mut office.db.read().await.unwrap();
        let sessions = policies.sessions();
        office.clock.advance(Duration::minutes(59));
        assert!(resolve(q, &token, sessions, office.now()).await.unwrap().is_some());
        office.clock.advance(Duration::minutes(1));
        assert!(resolve(q, &token, sessions, office.now()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn values_out_of_their_limits_are_refused_and_ignored() {
    for test in databases("policy_limits").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let admin = office.admin(ada).await;
        let policies = Policies::open(&office.db, POLICY).await.unwrap();
        let values = policies.values().with(Policy::HelpersLimitedFromYears, 20);
        let refused =
            change(&office.db, &office.auditor, &admin, &policies, values, office.now(), Tz::UTC).await.unwrap();
        assert_eq!(refused, Err(vec![Policy::HelpersLimitedFromYears]));
        let mut tx = office.db.begin().await.unwrap();
        for (name, value) in [("sessions.idle_minutes", "0"), ("sessions.absolute_hours", "forever")] {
            tx.query("INSERT INTO settings (name, value, changed_at) VALUES ($1, $2, $3)")
                .bind(name)
                .bind(value)
                .bind(office.now())
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        policies.refresh(&office.db).await.unwrap();
        assert_eq!(policies.values(), policies.usual());
    }
}
