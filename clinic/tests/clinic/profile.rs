//! What patients change themselves, what they ask the clinic to change, and its answers, on both databases.

use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    Error,
    accounts::{
        Clinician, Language, NewAccount, Password, Patient, Person, Role, Session, SessionPolicy, Token, add, resolve,
    },
    audit::{AccessLog, Action, Actor, Auditor, Subject, accesses_of},
    clock::Clock,
    db::{Db, Source as _},
    fhir,
    ids::{OrganizationId, PatientId, PractitionerId, ProfileChangeId},
    keys::Keys,
    paging::Before,
    patients::{Chart, Sex, demographics, open, search},
    profile::{
        Address, Asked, Change, Choices, Decided, Decision, Editor, Field, NewContact, OWN_CONTACTS, Phone, Saved,
        State, Wanted, Withdrawn, add_contact, ask, change, change_contact, changes, choices, contacts, decide,
        mark_pharmacies, pharmacies, pharmacy, present, remove_contact, set_address, set_choices, set_languages,
        set_pharmacy, set_phone, set_preferred_name, set_worker_name, waiting, withdraw, worker_name,
    },
    testing::databases,
};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;

struct House {
    db: Db,
    clock: Clock,
    auditor: Auditor,
    doctor: PractitionerId,
    _folder: TempDir,
}

/// A patient with an account.
struct Someone {
    id: PatientId,
    by: Patient,
    editor: Editor,
    token: Token,
}

impl House {
    async fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys, folder.path().join("audit-head"));
        let doctor = PractitionerId::new();
        let mut tx = db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Dr. Example', TRUE)")
            .bind(doctor)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self { db: db.clone(), clock, auditor, doctor, _folder: folder }
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Brings a patient in, or a newer version of one.
    async fn import(&self, key: &str, version: u32, about: Value) -> PatientId {
        let url = format!("https://example.org/Patient/{key}");
        let mut resource = json!({ "resourceType": "Patient", "id": key, "birthDate": "1960-03-02", "gender": "female",
            "meta": { "lastUpdated": format!("2026-01-0{version}T00:00:00Z") },
            "identifier": [{ "type": { "coding": [{ "code": "MR" }] }, "value": format!("VB-{key}") }],
            "contact": [{ "name": { "text": "Lan Example" }, "telecom": [{ "system": "phone", "value": "207-555-0180" }] }] });
        resource.as_object_mut().unwrap().extend(about.as_object().unwrap().clone());
        let bundle = json!({ "resourceType": "Bundle", "type": "collection",
                             "entry": [{ "fullUrl": url, "resource": resource }] });
        let options = fhir::Options::default();
        let report = fhir::import_values(&self.db, &self.clock, "patients", &[bundle], &options).await.unwrap();
        assert_eq!(report.refused, []);
        let id = PatientId(fhir::resource_id(&url));
        self.run("UPDATE patients SET general_practitioner_id = $1 WHERE id = $2", id).await;
        id
    }

    /// Runs a statement with the doctor and the patient in it.
    async fn run(&self, sql: &'static str, patient: PatientId) {
        let mut tx = self.db.begin().await.unwrap();
        tx.query(sql).bind(self.doctor).bind(patient).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn token(&self, email: &str, name: &str, role: Role, patient: Option<PatientId>) -> Token {
        let practitioner = (role == Role::Staff).then_some(self.doctor);
        let new = NewAccount {
            email: format!("{email}@example.org"),
            name: name.to_owned(),
            password: Password::chosen("a long and honest password", email).unwrap(),
            roles: vec![role],
            language: None,
            patient,
            practitioner,
        };
        let account = add(&self.db, &self.auditor, Actor::operator(), new, self.now()).await.unwrap();
        let token = Token::parse(&letters(email)).unwrap();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO sessions (token_hash, account_id, created_at, last_seen_at, ends_at) VALUES ($1, $2, $3, $3, $4)",
        )
        .bind(token.hash())
        .bind(account)
        .bind(self.now())
        .bind(self.now() + Duration::hours(12))
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        token
    }

    async fn session(&self, token: &Token) -> Session {
        let policy = SessionPolicy { idle: Duration::hours(12), absolute: Duration::hours(12) };
        resolve(&mut self.db.read().await.unwrap(), token, policy, self.now()).await.unwrap().unwrap()
    }

    async fn patient(&self, key: &str, given: &str, family: &str) -> Someone {
        let about = json!({ "name": [{ "family": family, "given": [given], "prefix": ["Ms."] }] });
        let id = self.import(key, 1, about).await;
        let token = self.token(key, &format!("Ms. {given} {family}"), Role::Patient, Some(id)).await;
        let by = Patient::try_from(&self.session(&token).await).unwrap();
        let editor = Editor::own(&by, &AccessLog::default(), self.clock.now());
        Someone { id, by, editor, token }
    }

    async fn clerk(&self, email: &str) -> Clinician {
        let token = self.token(email, "Dana Desk", Role::Staff, None).await;
        Clinician::try_from(&self.session(&token).await).unwrap()
    }

    async fn chart(&self, by: &Clinician, patient: PatientId) -> Chart {
        open(&mut self.db.read().await.unwrap(), by, patient, &AccessLog::default(), self.now()).await.unwrap()
    }

    async fn desk(&self, by: &Clinician, patient: PatientId) -> Editor {
        Editor::at_clinic(by, self.chart(by, patient).await)
    }

    async fn ask(&self, by: &Editor, wanted: &Wanted) -> Asked {
        ask(&self.db, &self.auditor, by, wanted, Some("Married".to_owned()), self.now()).await.unwrap()
    }

    async fn asked(&self, by: &Editor, wanted: &Wanted) -> ProfileChangeId {
        match self.ask(by, wanted).await {
            Asked::Waiting(id) => id,
            other => panic!("{other:?}"),
        }
    }

    async fn accept(&self, by: &Editor, id: ProfileChangeId, seen: &str) -> Result<Decided, Error> {
        let decision = Decision::Accept { seen: Some(seen.to_owned()), answer: None };
        decide(&self.db, &self.auditor, by, id, decision, self.now()).await
    }

    async fn decline(&self, by: &Editor, id: ProfileChangeId) -> Result<Decided, Error> {
        let decision = Decision::Decline { answer: "Please bring a paper.".to_owned() };
        decide(&self.db, &self.auditor, by, id, decision, self.now()).await
    }

    async fn withdraw(&self, by: &Editor, id: ProfileChangeId) -> Result<Withdrawn, Error> {
        withdraw(&self.db, &self.auditor, by, id, self.now()).await
    }

    async fn change(&self, chart: &Chart, id: ProfileChangeId) -> Change {
        change(&mut self.db.read().await.unwrap(), chart, id).await.unwrap()
    }

    async fn found(&self, by: &Clinician, text: &str) -> Vec<String> {
        let log = AccessLog::default();
        let found = search(&mut self.db.read().await.unwrap(), by, text, 20, &log, self.now()).await.unwrap();
        found.unwrap().into_iter().map(|row| row.name).collect()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }
}

/// The text of a token that is someone's; the last of 43 letters holds four bits only and stays an A.
fn letters(email: &str) -> String {
    format!("{email:A<43}")
}

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap().unwrap()
}

fn name(given: &str, family: &str) -> Wanted {
    Wanted::name(given, family).ok().unwrap()
}

fn contact(name: &str) -> NewContact {
    NewContact { name: name.to_owned(), relationship: Some("friend".to_owned()), phone: phone("207-555-0142") }
}

#[tokio::test]
async fn what_patients_change_themselves_counts_at_once_and_is_noted() {
    for test in databases("profile_own").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let other = house.patient("zoe", "Zoe", "Garland").await;
        let clerk = house.clerk("desk").await;
        let desk = house.desk(&clerk, ana.id).await;
        let (db, auditor) = (&house.db, &house.auditor);
        let address = Address {
            lines: Some("12 Lantern Court\nApartment 3".to_owned()),
            city: Some("Portland".to_owned()),
            country: Some("US".to_owned()),
            ..Address::default()
        };
        set_phone(db, auditor, &ana.editor, Some(phone("207-555-0199"))).await.unwrap();
        set_address(db, auditor, &desk, address).await.unwrap();
        set_languages(db, auditor, &ana.editor, Some("vi".to_owned()), Some(Language::Es)).await.unwrap();
        set_preferred_name(db, auditor, &ana.editor, Some("Nita".to_owned())).await.unwrap();

        let chart = house.chart(&clerk, ana.id).await;
        let (person, ..) = demographics(&mut db.read().await.unwrap(), &chart).await.unwrap();
        assert_eq!(person.phone.as_deref(), Some("207-555-0199"));
        assert_eq!(person.address_lines.as_deref(), Some("12 Lantern Court\nApartment 3"));
        assert_eq!((person.city.as_deref(), person.state), (Some("Portland"), None));
        assert_eq!(person.language.as_deref(), Some("vi"));
        assert_eq!(person.preferred_name.as_deref(), Some("Nita"));
        assert_eq!(person.name, "Ms. Ana Garcia", "the legal name stays");
        let session = house.session(&ana.token).await;
        assert_eq!((session.called(), session.name()), ("Nita", "Ms. Ana Garcia"));
        assert_eq!(session.language(), Some(Language::Es));

        // A clerk does not change the language of somebody's portal.
        set_languages(db, auditor, &desk, None, Some(Language::En)).await.unwrap();
        assert_eq!(house.session(&ana.token).await.language(), Some(Language::Es));

        set_phone(db, auditor, &ana.editor, None).await.unwrap();
        let log = accesses_of(&mut db.read().await.unwrap(), &chart, true, Before::START, 50).await.unwrap();
        let updates = log.rows.iter().filter(|row| row.action == Action::Update && row.subject == Subject::Profile);
        assert_eq!(updates.filter(|row| row.own).count(), 4);
        let by_clinic: Vec<_> = log.rows.iter().filter(|row| !row.own && row.action == Action::Update).collect();
        assert_eq!(by_clinic.len(), 2);
        assert!(by_clinic.iter().all(|row| row.actor == "Dana Desk"));
        let untouched = "SELECT count(*) FROM patients WHERE phone IS NULL AND preferred_name IS NULL";
        assert_eq!(house.count(untouched).await, 1, "{}", other.id);
    }
}

#[tokio::test]
async fn people_to_call_are_three_at_most_and_ones_own() {
    for test in databases("profile_contacts").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let zoe = house.patient("zoe", "Zoe", "Garland").await;
        let (db, auditor) = (&house.db, &house.auditor);
        let add = async |who: &Editor| add_contact(db, auditor, who, contact("Lien")).await.unwrap();
        assert_eq!(add(&ana.editor).await, Saved::Done);
        assert_eq!(add(&ana.editor).await, Saved::Done);
        // The last place is taken once, even by two forms at once.
        let (one, two) = tokio::join!(add(&ana.editor), add(&ana.editor));
        assert_eq!([one, two].iter().filter(|saved| **saved == Saved::Done).count(), 1);

        change_contact(db, auditor, &ana.editor, OWN_CONTACTS + 1, contact("Minh")).await.unwrap();
        remove_contact(db, auditor, &ana.editor, OWN_CONTACTS).await.unwrap();
        for (who, position) in [(&zoe.editor, OWN_CONTACTS + 1), (&ana.editor, OWN_CONTACTS), (&ana.editor, 0)] {
            let changed = change_contact(db, auditor, who, position, contact("Eve")).await;
            assert!(matches!(changed, Err(Error::NotFound)));
            assert!(matches!(remove_contact(db, auditor, who, position).await, Err(Error::NotFound)));
        }
        let chart = Chart::own(&ana.by, &AccessLog::default(), house.clock.now());
        let names = async || -> Vec<String> {
            let known = contacts(&mut db.read().await.unwrap(), &chart).await.unwrap();
            known.into_iter().filter_map(|contact| contact.name).collect()
        };
        assert_eq!(names().await, ["Minh", "Lien", "Lan Example"]);
        // An import writes only what it brought.
        let about = json!({ "name": [{ "family": "Garcia", "given": ["Ana"] }], "contact": [] });
        house.import("ana", 2, about).await;
        assert_eq!(names().await, ["Minh", "Lien"]);
    }
}

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
async fn the_name_to_be_called_finds_a_record_also_after_an_import() {
    for test in databases("profile_called").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let clerk = house.clerk("desk").await;
        let call = async |name: Option<&str>| {
            set_preferred_name(&house.db, &house.auditor, &ana.editor, name.map(str::to_owned)).await.unwrap();
        };
        call(Some("Nita Garcia")).await;
        assert_eq!(house.found(&clerk, "nita").await.len(), 1);
        house.import("ana", 2, json!({ "name": [{ "family": "Garcia", "given": ["Ana"] }] })).await;
        assert_eq!(house.found(&clerk, "nita garc").await, ["Ana Garcia"]);
        call(None).await;
        assert!(house.found(&clerk, "nita").await.is_empty());
        assert_eq!(house.found(&clerk, "garcia").await.len(), 1, "a word of the record's own name stays");
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

#[tokio::test]
async fn only_a_pharmacy_that_is_open_can_be_named() {
    for test in databases("profile_pharmacy").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let ids: [OrganizationId; 4] = std::array::from_fn(|_| OrganizationId::new());
        let firms = [
            ("Bay Pharmacy", "Boulder", true),
            ("Arch Pharmacy", "Denver", true),
            ("Closed Pharmacy", "Boulder", false),
            ("A Laboratory", "Boulder", true),
        ];
        let mut tx = house.db.begin().await.unwrap();
        for (id, (name, city, active)) in ids.into_iter().zip(firms) {
            tx.query("INSERT INTO organizations (id, name, city, active) VALUES ($1, $2, $3, $4)")
                .bind(id)
                .bind(name.to_owned())
                .bind(city.to_owned())
                .bind(active)
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        mark_pharmacies(&house.db, &house.auditor, Actor::operator(), &ids[..3]).await.unwrap();
        let list = async |text: &str, after, limit| {
            let page = pharmacies(&mut house.db.read().await.unwrap(), text, after, limit).await.unwrap();
            (page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>(), page.next)
        };
        assert_eq!(list("", None, 9).await.0, ["Arch Pharmacy", "Bay Pharmacy"]);
        assert_eq!(list(" BOULDER ", None, 9).await.0, ["Bay Pharmacy"]);
        assert!(list("100%_", None, 9).await.0.is_empty());
        let (first, next) = list("", None, 1).await;
        assert_eq!(first, ["Arch Pharmacy"]);
        assert_eq!(list("", next.map(OrganizationId), 1).await.0, ["Bay Pharmacy"]);

        let name = async |id| set_pharmacy(&house.db, &house.auditor, &ana.editor, id).await;
        let chart = Chart::own(&ana.by, &AccessLog::default(), house.clock.now());
        let named = async || pharmacy(&mut house.db.read().await.unwrap(), &chart).await.unwrap().map(|row| row.name);
        name(Some(ids[0])).await.unwrap();
        for wrong in [ids[2], ids[3], OrganizationId::new()] {
            assert!(matches!(name(Some(wrong)).await, Err(Error::Invalid(_))));
        }
        assert_eq!(named().await.as_deref(), Some("Bay Pharmacy"));
        name(None).await.unwrap();
        assert_eq!(named().await, None);
    }
}

#[tokio::test]
async fn notices_are_wanted_until_someone_says_no() {
    for test in databases("profile_notices").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let zoe = house.patient("zoe", "Zoe", "Garland").await;
        let all = Choices { record: true, appointments: true, helpers: true };
        let of = async |by: &Patient| choices(&mut house.db.read().await.unwrap(), by).await.unwrap();
        assert_eq!(of(&ana.by).await, all);
        for chosen in [Choices { record: false, ..all }, Choices { appointments: false, ..all }] {
            set_choices(&house.db, &house.auditor, &ana.by, chosen).await.unwrap();
            assert_eq!(of(&ana.by).await, chosen);
        }
        assert_eq!(of(&zoe.by).await, all);
    }
}

#[tokio::test]
async fn people_who_work_here_are_greeted_as_they_wish() {
    for test in databases("profile_worker").await {
        let house = House::new(&test.db).await;
        let ana = house.patient("ana", "Ana", "Garcia").await;
        let token = house.token("desk", "Dana Desk", Role::Staff, None).await;
        let dana = Person::from(&house.session(&token).await);
        set_worker_name(&house.db, &house.auditor, &dana, Some("Dee".to_owned())).await.unwrap();
        assert_eq!(worker_name(&mut house.db.read().await.unwrap(), &dana).await.unwrap().as_deref(), Some("Dee"));
        let session = house.session(&token).await;
        assert_eq!((session.called(), session.name()), ("Dee", "Dana Desk"));
        let patient = Person::from(&house.session(&ana.token).await);
        let refused = set_worker_name(&house.db, &house.auditor, &patient, Some("Nita".to_owned())).await;
        assert!(matches!(refused, Err(Error::NotFound)), "a patient's name stands in the record");
    }
}
