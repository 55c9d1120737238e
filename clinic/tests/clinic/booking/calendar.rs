//! A clinic with two doctors, hours, and patients who book.

use crate::people::Office;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::America::New_York;
use clinic::{
    accounts::{Clinician, Patient, Person, Planner, Role},
    appointments::{AtDesk, Booker, Choice, NotBooked, Rules, Status, book, hold_time},
    audit::{AccessLog, Actor},
    db::{Db, Source as _},
    helpers::{Entered, Ground, Relationship, Section, enter, open},
    ids::{AccountId, AppointmentId, HoldId, HoursId, LocationId, PatientId, PractitionerId, VisitTypeId},
    patients::Chart,
    schedules::{Hours, Medium, Mode, VisitType, add_hours, add_visit_type},
};

pub(super) struct Calendar {
    pub office: Office,
    pub clerk: Clinician,
    pub planner: Planner,
    pub okafor: PractitionerId,
    pub tanaka: PractitionerId,
    pub harbor: LocationId,
    pub check_up: VisitTypeId,
    pub wish: VisitTypeId,
    pub rules: Rules,
}

impl Calendar {
    /// Monday, the 2nd of November 2026, six in the morning in New York. Both doctors work from nine to twelve on weekdays.
    pub async fn open(db: &Db) -> Self {
        let office = Office::new(db);
        office.clock.advance(at("2026-11-02T11:00:00Z") - office.now());
        let okafor = office.practitioner("Dr. Amara Okafor", None).await;
        let tanaka = office.practitioner("Dr. Kei Tanaka", None).await;
        let clerk = office.account("Dana Desk", &[Role::Staff], None).await;
        let session = office.session(clerk).await;
        let (clerk, planner) = (Clinician::try_from(&session).unwrap(), Planner::try_from(&session).unwrap());
        let harbor = LocationId::new();
        let mut tx = db.begin().await.unwrap();
        tx.query(
            "INSERT INTO locations (id, name, zone, status) VALUES ($1, 'Harbor Street', 'America/New_York', 'active')",
        )
        .bind(harbor)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let (check_up, wish) = (VisitTypeId::new(), VisitTypeId::new());
        for (id, name, mode) in [(check_up, "Check-up", Mode::Direct), (wish, "First visit", Mode::Request)] {
            let visit = VisitType {
                id,
                name_en: name.to_owned(),
                name_es: name.to_owned(),
                minutes: 20,
                buffer_minutes: 10,
                medium: Medium::InPerson,
                mode,
                notice_minutes: 60,
                ahead_days: 60,
                instructions_en: None,
                instructions_es: None,
                active: true,
            };
            add_visit_type(db, &office.auditor, &planner, &visit, office.now()).await.unwrap().unwrap();
        }
        for practitioner in [okafor, tanaka] {
            for weekday in 1..=5 {
                let hours = Hours {
                    id: HoursId::new(),
                    practitioner,
                    location: harbor,
                    room: None,
                    weekday,
                    from_minute: 9 * 60,
                    until_minute: 12 * 60,
                    first_day: day("2026-11-01"),
                    last_day: None,
                    visit_types: Vec::new(),
                };
                add_hours(db, &office.auditor, &planner, &hours).await.unwrap().unwrap();
            }
        }
        let rules = Rules { zone: New_York, change_until: Duration::hours(24), offer_lasts: Duration::minutes(90) };
        Self { office, clerk, planner, okafor, tanaka, harbor, check_up, wish, rules }
    }

    pub fn db(&self) -> &Db {
        &self.office.db
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.office.now()
    }

    /// A check-up with Dr. Okafor.
    pub fn at(&self, start: &str) -> Choice {
        Choice {
            visit_type: self.check_up,
            practitioner: self.okafor,
            location: self.harbor,
            start_at: start.parse().unwrap(),
        }
    }

    /// The chart of a new patient who has an account.
    pub async fn chart(&self, name: &str) -> Chart {
        let patient = self.office.patient(name, name).await;
        let account = self.office.account(name, &[Role::Patient], None).await;
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE accounts SET patient_id = $2 WHERE id = $1").bind(account).bind(patient).run().await.unwrap();
        tx.commit().await.unwrap();
        let by = Patient::try_from(&self.office.session(account).await).unwrap();
        Chart::own(&by, &AccessLog::default(), self.now())
    }

    /// Lets a new account help a patient.
    pub async fn helper(&self, name: &str, patient: PatientId, ground: Ground, sections: &[Section]) -> AccountId {
        let account = self.office.account(name, &[], None).await;
        let right = Entered {
            patient,
            email: format!("{}@example.org", name.to_lowercase()),
            relationship: Relationship::Relative,
            ground,
            sections: sections.iter().copied().collect(),
            ends_at: None,
        };
        enter(self.db(), &self.office.auditor, Actor::operator(), right, self.now()).await.unwrap();
        account
    }

    /// The chart of a patient as an account that helps opens it.
    pub async fn helped(&self, account: AccountId, patient: PatientId) -> Chart {
        let by = Person::from(&self.office.session(account).await);
        let mut q = self.db().read().await.unwrap();
        open(&mut q, &by, patient, &AccessLog::default(), self.now(), New_York).await.unwrap().0
    }

    /// Gives a patient a birth date.
    pub async fn born(&self, patient: PatientId, on: &str) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE patients SET birth_date = $2, birth_date_precision = 'day' WHERE id = $1")
            .bind(patient)
            .bind(day(on))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Changes something behind everyone's back.
    pub async fn sql(&self, sql: &'static str) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(sql).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A new patient who has an account and books for themselves.
    pub async fn patient(&self, name: &str) -> Booker {
        Booker::in_chart(&self.chart(name).await).unwrap()
    }

    pub async fn hold(&self, by: &Booker, choice: Choice, moves: Option<AppointmentId>) -> Result<HoldId, NotBooked> {
        hold_time(self.db(), by, choice, moves, &self.rules, self.now()).await.unwrap()
    }

    pub async fn take(&self, by: &Booker, hold: HoldId) -> Result<AppointmentId, NotBooked> {
        book(self.db(), &self.office.auditor, by, hold, "A cough", &self.rules, self.now()).await.unwrap()
    }

    /// Holds a time and books it.
    pub async fn book(&self, by: &Booker, choice: Choice) -> Result<AppointmentId, NotBooked> {
        let hold = self.hold(by, choice, None).await?;
        self.take(by, hold).await
    }

    /// Holds another time for a visit and moves it there.
    pub async fn shift(&self, by: &Booker, id: AppointmentId, to: Choice) -> Result<AppointmentId, NotBooked> {
        let hold = self.hold(by, to, Some(id)).await?;
        self.take(by, hold).await
    }

    pub async fn at_desk(&self, patient: PatientId, choice: Choice, how: &AtDesk) -> Result<AppointmentId, NotBooked> {
        clinic::appointments::book_at_desk(
            self.db(),
            &self.office.auditor,
            &self.clerk,
            patient,
            choice,
            how,
            &self.rules,
            self.now(),
        )
        .await
        .unwrap()
    }

    /// The clinic agrees to what was asked for, as it stands.
    pub async fn agree(&self, by: &Booker, id: AppointmentId) -> Result<(), NotBooked> {
        let (db, auditor, patient) = (self.db(), &self.office.auditor, by.patient());
        let revision = self.revision(id).await;
        clinic::appointments::grant(db, auditor, &self.clerk, patient, id, revision, false, &self.rules, self.now())
            .await
            .unwrap()
    }

    /// How often a visit was changed.
    pub async fn revision(&self, id: AppointmentId) -> i64 {
        let mut q = self.db().read().await.unwrap();
        let (revision,): (i64,) =
            q.query("SELECT revision FROM appointments WHERE id = $1").bind(id).one().await.unwrap();
        revision
    }

    /// Status, beginning and version of a visit.
    pub async fn visit(&self, id: AppointmentId) -> (Status, DateTime<Utc>, i64) {
        let mut q = self.db().read().await.unwrap();
        q.query("SELECT status, start_at, sequence FROM appointments WHERE id = $1").bind(id).one().await.unwrap()
    }

    /// Changes rows by hand; `$1` is an id.
    pub async fn change(&self, sql: &'static str, id: uuid::Uuid) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(sql).bind(id).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    /// How many rows a query counts.
    pub async fn count(&self, sql: &'static str) -> i64 {
        self.db().read().await.unwrap().query(sql).one::<(i64,)>().await.unwrap().0
    }

    /// The kinds and occasions of the mails about something, in order, without their recipients.
    pub async fn mails(&self, id: uuid::Uuid) -> Vec<(String, String)> {
        let mut q = self.db().read().await.unwrap();
        let rows: Vec<(String, String)> = q
            .query("SELECT kind, occasion FROM outbox WHERE subject_id = $1 ORDER BY id")
            .bind(id)
            .all()
            .await
            .unwrap();
        rows.into_iter().map(|(kind, occasion)| (kind, occasion.split('@').next().unwrap().to_owned())).collect()
    }
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
