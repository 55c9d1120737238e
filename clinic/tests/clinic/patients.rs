//! Finding patients, opening records and the log of who did, on both databases.

use crate::ground::Ground;
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::{
        Admin, Clinician, NewAccount, Password, Role, Session, SessionPolicy, SignIn, add, invitations_of, invite,
        people, resolve, sign_in,
    },
    audit::{AccessLog, AccessRow, Actor, Check, Outcome, Subject, accesses_of, trail_state},
    db::{Db, Source as _},
    ids::{AccountId, PatientId, PractitionerId},
    paging::Before,
    patients::{self, Basis, Chart, Purpose, closed, grant, of_my_teams, open, search},
    system::counts,
    testing::databases,
};
use std::ops::Deref;

const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
const PASSWORD: &str = "a long and honest password";

struct House(Ground);

impl Deref for House {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.0
    }
}

impl House {
    fn new(db: &Db) -> Self {
        Self(Ground::at(db, Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap()))
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn session(&self, email: &str, roles: Vec<Role>, practitioner: Option<PractitionerId>) -> Session {
        let new = NewAccount {
            email: email.to_owned(),
            name: email.to_owned(),
            password: Password::chosen(PASSWORD, email).unwrap(),
            roles,
            language: None,
            patient: None,
            practitioner,
        };
        add(&self.db, &self.auditor, Actor::operator(), new, self.now()).await.unwrap();
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(PASSWORD),
            address: "192.0.2.1".parse().unwrap(),
            user_agent: None,
        };
        let answer = sign_in(&self.db, &self.clock, &self.keys, &self.auditor, POLICY, attempt).await.unwrap();
        let token = answer.unwrap().opened().unwrap();
        clinic::testing::give_factors(&self.db).await;
        resolve(&mut self.db.read().await.unwrap(), &token, POLICY, self.now()).await.unwrap().unwrap()
    }

    async fn doctor(&self, email: &str) -> (Clinician, PractitionerId) {
        let id = PractitionerId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, $2, TRUE)")
            .bind(id)
            .bind(email.to_owned())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let session = self.session(email, vec![Role::Prescriber], Some(id)).await;
        (Clinician::try_from(&session).unwrap(), id)
    }

    async fn patient(&self, name: &str, tokens: &[&str], general_practitioner: Option<PractitionerId>) -> PatientId {
        let id = PatientId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, birth_date, birth_date_precision, sex, deceased, active,
                                   general_practitioner_id, language)
             VALUES ($1, $2, $3, $4, 'day', 'female', FALSE, TRUE, $5, 'es-US')",
        )
        .bind(id)
        .bind(name.to_owned())
        .bind(clinic::fold::fold(name))
        .bind("1960-03-02".parse::<NaiveDate>().unwrap())
        .bind(general_practitioner)
        .run()
        .await
        .unwrap();
        for token in tokens {
            tx.query("INSERT INTO patient_tokens (token, patient_id, words) VALUES ($1, $2, $3)")
                .bind((*token).to_owned())
                .bind(id)
                .bind(tokens.iter().map(|token| format!(" {token}")).collect::<String>())
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    async fn join_team(&self, patient: PatientId, practitioner: PractitionerId) {
        let mut tx = self.db.begin().await.unwrap();
        let team = clinic::ids::new();
        tx.query("INSERT INTO care_teams (id, patient_id, status, active) VALUES ($1, $2, 'active', TRUE)")
            .bind(team)
            .bind(patient)
            .run()
            .await
            .unwrap();
        tx.query(
            "INSERT INTO care_team_participants (care_team_id, position, patient_id, practitioner_id, active)
             VALUES ($1, 0, $2, $3, TRUE)",
        )
        .bind(team)
        .bind(patient)
        .bind(practitioner)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    async fn open(&self, by: &Clinician, patient: PatientId, log: &AccessLog) -> Result<Chart, Error> {
        open(&mut self.db.read().await.unwrap(), by, patient, log, self.now()).await
    }

    async fn keep(&self, log: &AccessLog) {
        self.auditor.commit(log.take(), None).await.unwrap();
    }

    async fn found(&self, by: &Clinician, text: &str) -> Option<Vec<String>> {
        let log = AccessLog::default();
        let found = search(&mut self.db.read().await.unwrap(), by, text, 51, &log, self.now()).await.unwrap()?;
        assert_eq!(log.take().len(), 1, "a search is noted");
        Some(
            found
                .into_iter()
                .map(|patient| format!("{}{}", patient.name, if patient.mine { "*" } else { "" }))
                .collect(),
        )
    }

    async fn log_of(&self, chart: &Chart, own: bool) -> Vec<AccessRow> {
        let mut rows = Vec::new();
        let mut before = Before::START;
        loop {
            let page = accesses_of(&mut self.db.read().await.unwrap(), chart, own, before, 2).await.unwrap();
            assert!(page.rows.len() <= 2);
            rows.extend(page.rows);
            let Some(older) = page.older else { return rows };
            before = older;
        }
    }
}

#[tokio::test]
async fn patients_are_found_by_words_in_any_order() {
    for test in databases("patients_search").await {
        let house = House::new(&test.db);
        let (doctor, practitioner) = house.doctor("doctor@example.org").await;
        house.patient("José García", &["jose", "garcia", "19600302", "vb00017"], Some(practitioner)).await;
        let other = house.patient("Ana Garcia", &["ana", "garcia", "19880711", "vb00018"], None).await;
        house.patient("Zoe Garland", &["zoe", "garland", "19990101", "vb00019", "vb", "00019"], None).await;
        house.join_team(other, practitioner).await;

        assert_eq!(house.found(&doctor, "gar").await.unwrap(), ["Ana Garcia*", "José García*", "Zoe Garland"]);
        assert_eq!(house.found(&doctor, "GARCÍA jos").await.unwrap(), ["José García*"]);
        assert_eq!(house.found(&doctor, "03/02/1960").await.unwrap(), ["José García*"]);
        for number in ["VB-00019", "vb00019"] {
            assert_eq!(house.found(&doctor, number).await.unwrap(), ["Zoe Garland"]);
        }
        assert_eq!(house.found(&doctor, "nobody").await.unwrap(), Vec::<String>::new());
        assert_eq!(house.found(&doctor, "g").await, None);
    }
}

#[tokio::test]
async fn a_record_closes_when_the_membership_in_the_team_ends() {
    for test in databases("patients_team_end").await {
        let house = House::new(&test.db);
        let (doctor, practitioner) = house.doctor("doctor@example.org").await;
        let patient = house.patient("Ana Garcia", &["ana", "garcia"], None).await;
        house.join_team(patient, practitioner).await;
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE care_team_participants SET ends_at = $1 WHERE patient_id = $2")
            .bind(house.now() + Duration::hours(1))
            .bind(patient)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let log = AccessLog::default();
        assert!(house.open(&doctor, patient, &log).await.is_ok());
        assert_eq!(house.found(&doctor, "garcia").await.unwrap(), ["Ana Garcia*"]);
        house.clock.advance(Duration::hours(1));
        assert!(matches!(house.open(&doctor, patient, &log).await, Err(Error::NeedsReason(_))));
        assert_eq!(house.found(&doctor, "garcia").await.unwrap(), ["Ana Garcia"]);
        let mine = of_my_teams(&mut house.db.read().await.unwrap(), &doctor, None, 9, &log, house.now()).await.unwrap();
        assert!(mine.rows.is_empty());
    }
}

#[tokio::test]
async fn my_patients_page_by_name_over_namesakes() {
    for test in databases("patients_mine").await {
        let house = House::new(&test.db);
        let (doctor, practitioner) = house.doctor("doctor@example.org").await;
        house.patient("Not Mine", &[], None).await;
        house.patient("Bea", &[], Some(practitioner)).await;
        for _ in 0..4 {
            let namesake = house.patient("Ann", &[], None).await;
            house.join_team(namesake, practitioner).await;
        }
        let mut names = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut after = None;
        loop {
            let mut q = house.db.read().await.unwrap();
            let log = AccessLog::default();
            let page = of_my_teams(&mut q, &doctor, after, 2, &log, house.now()).await.unwrap();
            assert_eq!(log.take().len(), 1);
            assert_eq!(page.first, after.is_none());
            for row in page.rows {
                assert!(seen.insert(row.id), "no patient comes twice");
                names.push(row.name);
            }
            let Some(next) = page.next else { break };
            after = Some(PatientId(next));
        }
        assert_eq!(names, ["Ann", "Ann", "Ann", "Ann", "Bea"]);
    }
}

#[tokio::test]
async fn a_record_outside_the_team_opens_with_a_reason_for_one_shift() {
    for test in databases("patients_reason").await {
        let house = House::new(&test.db);
        let (doctor, _) = house.doctor("doctor@example.org").await;
        let (own_doctor, practitioner) = house.doctor("own@example.org").await;
        let patient = house.patient("Rosa Delgado", &[], Some(practitioner)).await;
        let log = AccessLog::default();

        assert!(matches!(house.open(&doctor, patient, &log).await, Err(Error::NeedsReason(id)) if id == patient));
        assert!(matches!(house.open(&doctor, PatientId::new(), &log).await, Err(Error::NotFound)));
        let mut q = house.db.read().await.unwrap();
        let outside = closed(&mut q, &doctor, patient, &log, house.now()).await.unwrap().unwrap();
        assert_eq!(outside.name, "Rosa Delgado");
        let unknown = closed(&mut q, &doctor, PatientId::new(), &log, house.now()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        drop(q);
        house.keep(&log).await;

        let refused = grant(&house.db, &house.auditor, &doctor, patient, Purpose::Other, "  ", house.now()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        house.clock.advance(Duration::seconds(1));
        grant(&house.db, &house.auditor, &doctor, patient, Purpose::Emergency, "chest pain", house.now())
            .await
            .unwrap();

        house.clock.advance(Duration::seconds(1));
        let chart = house.open(&doctor, patient, &log).await.unwrap();
        assert_eq!(chart.basis(), &Basis::Reason(Purpose::Emergency, Some("chest pain".to_owned())));
        chart.read(Subject::Labs).unwrap();
        house.keep(&log).await;
        let mut q = house.db.read().await.unwrap();
        assert!(closed(&mut q, &doctor, patient, &log, house.now()).await.unwrap().is_none());
        drop(q);

        let rows = house.log_of(&house.open(&own_doctor, patient, &AccessLog::default()).await.unwrap(), false).await;
        let told: Vec<_> = rows.iter().map(|row| (row.subject, row.outcome, row.purpose)).collect();
        assert_eq!(
            told[..2],
            [
                (Subject::Labs, Outcome::Allowed, Some(Purpose::Emergency)),
                (Subject::ChartAccess, Outcome::Allowed, Some(Purpose::Emergency)),
            ]
        );
        assert!(told.contains(&(Subject::Overview, Outcome::Refused, None)));
        assert!(told.contains(&(Subject::PatientSearch, Outcome::Allowed, None)));
        assert_eq!(rows[0].reason.as_deref(), Some("chest pain"));

        house.clock.advance(Duration::hours(patients::GRANT_HOURS));
        assert!(matches!(house.open(&doctor, patient, &log).await, Err(Error::NeedsReason(_))));
    }
}

#[tokio::test]
async fn the_log_pages_over_equal_times_and_leaves_own_visits_out() {
    for test in databases("patients_log").await {
        let house = House::new(&test.db);
        let (doctor, practitioner) = house.doctor("doctor@example.org").await;
        let patient = house.patient("Rosa Delgado", &[], Some(practitioner)).await;
        let other = house.patient("Someone Else", &[], Some(practitioner)).await;
        let log = AccessLog::default();
        for id in [patient, other] {
            let chart = house.open(&doctor, id, &log).await.unwrap();
            for subject in [Subject::Labs, Subject::Profile, Subject::Vitals, Subject::Prescriptions, Subject::Overview]
            {
                chart.read(subject).unwrap();
            }
        }
        house.keep(&log).await;
        let mut tx = house.db.begin().await.unwrap();
        let own = clinic::audit::Event::new(
            Actor::person(doctor.account(), "Rosa Delgado", Role::Patient),
            clinic::audit::Action::Read,
            Subject::Labs,
        );
        house.auditor.record(&mut tx, own.of(patient)).await.unwrap();
        tx.commit().await.unwrap();

        let log = AccessLog::default();
        let chart = house.open(&doctor, patient, &log).await.unwrap();
        assert_eq!(house.log_of(&chart, false).await.len(), 5);
        let all = house.log_of(&chart, true).await;
        assert_eq!(all.len(), 6);
        assert_eq!(all.iter().filter(|row| row.own).count(), 1);
        let ids: std::collections::BTreeSet<_> = all.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), 6);
        assert_eq!(log.take().len(), 1, "reading the log is noted");
    }
}

#[tokio::test]
async fn invitations_are_told_as_they_stand() {
    for test in databases("patients_invitations").await {
        let house = House::new(&test.db);
        let (doctor, practitioner) = house.doctor("doctor@example.org").await;
        let patient = house.patient("Rosa Delgado", &[], Some(practitioner)).await;
        let log = AccessLog::default();
        let chart = house.open(&doctor, patient, &log).await.unwrap();
        for _ in 0..2 {
            invite(&house.db, &house.auditor, doctor.actor(), patient, house.now()).await.unwrap();
            house.clock.advance(Duration::minutes(1));
        }
        let state = invitations_of(&mut house.db.read().await.unwrap(), &chart).await.unwrap();
        assert_eq!((state.name.as_str(), state.language.as_deref()), ("Rosa Delgado", Some("es-US")));
        assert!(state.can_be_checked && state.account_since.is_none());
        let revoked: Vec<_> = state.issued.iter().map(|issued| issued.revoked_at.is_some()).collect();
        assert_eq!(revoked, [false, true], "newest first, the older one ended");
        assert_eq!(log.take().len(), 1);
    }
}

#[tokio::test]
async fn an_administrator_sees_people_counts_and_a_sound_trail() {
    for test in databases("patients_system").await {
        let house = House::new(&test.db);
        let session = house.session("m@example.org", vec![Role::Admin], None).await;
        let admin = Admin::try_from(&session).unwrap();
        assert!(Clinician::try_from(&session).is_err());
        for email in ["c@example.org", "a@example.org", "z@example.org"] {
            house.session(email, vec![Role::Staff], None).await;
        }
        house.patient("Rosa Delgado", &[], None).await;

        let log = AccessLog::default();
        let mut q = house.db.read().await.unwrap();
        let first = people(&mut q, &admin, None, 3, &log).await.unwrap();
        let emails: Vec<_> = first.rows.iter().map(|person| person.email.as_str()).collect();
        assert_eq!(emails, ["a@example.org", "c@example.org", "m@example.org"]);
        let second = people(&mut q, &admin, first.next.map(AccountId), 3, &log).await.unwrap();
        assert_eq!(second.rows[0].email, "z@example.org");
        assert!(second.next.is_none() && !second.first);
        let there = counts(&mut q, &admin, &log).await.unwrap();
        assert_eq!((there.patients, there.accounts), (1, 4));
        trail_state(&mut q, &admin, &log).await.unwrap();
        drop(q);
        assert_eq!(log.take().len(), 2, "people and the trail are noted, each once");

        house.auditor.check();
        loop {
            match house.auditor.last_check() {
                Some(Check::Done { verdict, .. }) => {
                    assert!(verdict.findings.is_empty() && verdict.sealed + verdict.unsealed > 0);
                    break;
                }
                Some(Check::Running { .. }) => tokio::task::yield_now().await,
                other => panic!("{other:?}"),
            }
        }
    }
}
