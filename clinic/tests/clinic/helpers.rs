//! Rights to help: given, read through, limited by age, ended; on both databases.

use chrono::{DateTime, Days, Duration, NaiveDate, TimeZone as _, Utc};
use chrono_tz::{America::New_York, Tz};
use clinic::{
    Error,
    accounts::{
        Language, NewAccount, Password, Patient, Person, Role, Session, SessionPolicy, SignIn, add, resolve, sign_in,
    },
    audit::{AccessLog, Action, Actor, Auditor, Outcome, Subject, accesses_of},
    clock::Clock,
    db::{Db, Source as _},
    helpers::{
        By, Change, Entered, Ground, Invite, Refusal, Relationship, Section, Sections, Standing, change, end,
        end_of_day, enter, helped, helpers_of, invite, open, renew,
    },
    ids::PatientId,
    keys::Keys,
    paging::Before,
    patients::{Chart, banner, demographics},
    testing::databases,
};
use std::sync::Arc;
use tempfile::TempDir;

const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };
const PASSWORD: &str = "a long and honest password";
const ZONE: Tz = New_York;

struct House {
    db: Db,
    clock: Clock,
    keys: Arc<Keys>,
    auditor: Auditor,
    _folder: TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn only(sections: &[Section]) -> Sections {
    sections.iter().copied().collect()
}

impl House {
    fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        // The night on which the clocks of New York go back.
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys.clone(), folder.path().join("audit-head"));
        Self { db: db.clone(), clock, keys, auditor, _folder: folder }
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    async fn patient(&self, name: &str, born: &str, precision: &str) -> PatientId {
        let id = PatientId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, birth_date, birth_date_precision, sex, deceased, active)
             VALUES ($1, $2, $2, $3, $4, 'female', FALSE, TRUE)",
        )
        .bind(id)
        .bind(name.to_owned())
        .bind(day(born))
        .bind(precision.to_owned())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn session(&self, email: &str, patient: Option<PatientId>) -> Session {
        let new = NewAccount {
            email: email.to_owned(),
            name: email.to_owned(),
            password: Password::chosen(PASSWORD, email).unwrap(),
            roles: patient.map(|_| Role::Patient).into_iter().collect(),
            language: None,
            patient,
            practitioner: None,
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
        resolve(&mut self.db.read().await.unwrap(), &token, POLICY, self.now()).await.unwrap().unwrap()
    }

    async fn enter(
        &self,
        email: &str,
        patient: PatientId,
        ground: Ground,
        sections: Sections,
        ends: Option<DateTime<Utc>>,
    ) {
        let right = Entered {
            patient,
            email: email.to_owned(),
            relationship: Relationship::Parent,
            ground,
            sections,
            ends_at: ends,
        };
        enter(&self.db, &self.auditor, Actor::operator(), right, self.now()).await.unwrap();
    }

    async fn open(&self, by: &Person, patient: PatientId, log: &AccessLog) -> Result<Chart, Error> {
        let mut q = self.db.read().await.unwrap();
        open(&mut q, by, patient, log, self.now(), ZONE).await.map(|(chart, _)| chart)
    }

    async fn invite(&self, by: &Patient, name: &str, email: Option<&str>) -> Result<clinic::helpers::Issued, Refusal> {
        let new = Invite {
            name: name.to_owned(),
            relationship: Relationship::Friend,
            sections: only(&[Section::Labs]),
            ends_at: None,
            email: email.map(str::to_owned),
            language: Language::En,
        };
        invite(&self.db, &self.auditor, By::Patient(by), &new, self.now()).await.unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }
}

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
        assert_eq!(letter.expires_at, house.now() + Duration::days(14));
        assert_eq!(house.count("SELECT count(*) FROM outbox").await, 0);

        let chart = Chart::own(&by, &AccessLog::default(), house.now());
        let standing = async || {
            let all = helpers_of(&mut house.db.read().await.unwrap(), &chart).await.unwrap();
            all.standing(&all.rows[0], house.now(), ZONE)
        };
        assert_eq!(standing().await, Standing::Waiting { until: letter.expires_at });
        let refused = renew(&house.db, &house.auditor, By::Patient(&other), letter.helper, house.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        house.clock.advance(Duration::days(14));
        assert_eq!(standing().await, Standing::Lapsed);
        let again =
            renew(&house.db, &house.auditor, By::Patient(&by), letter.helper, house.now()).await.unwrap().unwrap();
        assert_ne!(again.code, letter.code);
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
