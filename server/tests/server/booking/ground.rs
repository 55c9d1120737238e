//! What the tests of booking stand on: a clinician with hours, visits, holds, offers.

use crate::{
    demo::{House, Persona},
    support::Answer,
};
use chrono::{DateTime, Duration, NaiveDate, SecondsFormat, TimeZone as _, Utc};
use clinic::{
    db::Source as _,
    demo, fhir,
    ids::{
        AppointmentId, HoldId, HoursId, LocationId, OfferId, PatientId, PractitionerId, QuestionId, VisitTypeId,
        WaitlistId,
    },
};
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// What the fixture is made of: the same ids in each house, so that it is made once.
pub(super) const DOCTOR: PractitionerId = PractitionerId(Uuid::from_u128(0x019c_1000_0000_7000_8000_0000_0000_0001));
pub(super) const CHECK_UP: VisitTypeId = VisitTypeId(Uuid::from_u128(0x019c_1000_0000_7000_8000_0000_0000_0002));
pub(super) const ON_REQUEST: VisitTypeId = VisitTypeId(Uuid::from_u128(0x019c_1000_0000_7000_8000_0000_0000_0003));

/// Each visit of a test has a time of its own, within the days in which it can be checked in for.
static NEXT: AtomicI64 = AtomicI64::new(0);

pub(super) fn own_time(first: DateTime<Utc>) -> DateTime<Utc> {
    first + Duration::minutes(30) * i32::try_from(NEXT.fetch_add(1, Ordering::Relaxed) % 200).unwrap()
}

pub(super) fn first_day() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 21, 0, 0, 0).unwrap()
}

impl House {
    /// A clinician who is there at all hours, for two kinds of visits; tells where.
    pub(crate) async fn calendar(&self) -> LocationId {
        let sql = "SELECT id FROM locations WHERE $1 = $1 AND COALESCE(zone, 'America/New_York') = 'America/New_York' ORDER BY id LIMIT 1";
        let place = LocationId(self.id_of(sql).await);
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Robin Hale', TRUE) ON CONFLICT DO NOTHING")
            .bind(DOCTOR)
            .run()
            .await
            .unwrap();
        for (id, name, mode) in [(CHECK_UP, "Short talk", "direct"), (ON_REQUEST, "Long talk", "request")] {
            tx.query(
                "INSERT INTO visit_types (id, name_en, name_es, minutes, buffer_minutes, medium, mode, notice_minutes, ahead_days,
                    instructions_en, instructions_es, active, changed_at)
                 VALUES ($1, $2, $2, 30, 0, 'in_person', $3, 60, 60, 'Bring your card', 'Traiga su tarjeta', TRUE, $4)
                 ON CONFLICT DO NOTHING",
            )
            .bind(id)
            .bind(name.to_owned())
            .bind(mode.to_owned())
            .bind(self.clock.now())
            .run()
            .await
            .unwrap();
        }
        for weekday in 1..=7_i64 {
            let id = HoursId(Uuid::new_v5(&DOCTOR.0, &weekday.to_be_bytes()));
            tx.query(
                "INSERT INTO weekly_hours (id, practitioner_id, location_id, weekday, from_minute, until_minute, first_day)
                 VALUES ($1, $2, $3, $4, 0, 1440, $5) ON CONFLICT DO NOTHING",
            )
            .bind(id)
            .bind(DOCTOR)
            .bind(place)
            .bind(weekday)
            .bind("2026-01-01".parse::<NaiveDate>().unwrap())
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        place
    }

    /// A visit of a patient that was booked here, at a time of its own unless one is given.
    pub(crate) async fn booked(&self, patient: PatientId, status: &str, at: Option<DateTime<Utc>>) -> AppointmentId {
        let place = self.calendar().await;
        let (id, start) = (AppointmentId::new(), at.unwrap_or_else(|| own_time(first_day())));
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO appointments (id, patient_id, status, start_at, end_at, location_id, practitioner_id, reason, made_here,
                visit_type_id, medium, taken_until, booked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'A private cough', TRUE, $8, 'in_person', $5, $9)",
        )
        .bind(id)
        .bind(patient)
        .bind(status.to_owned())
        .bind(start)
        .bind(start + Duration::minutes(30))
        .bind(place)
        .bind(DOCTOR)
        .bind(CHECK_UP)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A time that Walter holds: always the same.
    pub(crate) async fn hold_of_walter(&self) -> HoldId {
        let place = self.calendar().await;
        let (id, start) = (HoldId::new(), first_day() + Duration::days(20) + Duration::hours(17));
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query("DELETE FROM appointment_holds WHERE patient_id = $1").bind(self.walter).run().await.unwrap();
        tx.query(
            "INSERT INTO appointment_holds (id, patient_id, visit_type_id, practitioner_id, location_id, start_at, end_at,
                taken_until, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        )
        .bind(id)
        .bind(self.walter)
        .bind(CHECK_UP)
        .bind(DOCTOR)
        .bind(place)
        .bind(start)
        .bind(start + Duration::minutes(30))
        .bind(self.clock.now() + Duration::minutes(5))
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Walter's place in the waiting list, and what he is offered there. Earlier ones end.
    pub(crate) async fn offer_to_walter(&self) -> (WaitlistId, OfferId) {
        let place = self.calendar().await;
        let (entry, offer, now) = (WaitlistId::new(), OfferId::new(), self.clock.now());
        let start = own_time(first_day() + Duration::days(40));
        let day = now.date_naive();
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "UPDATE waitlist_entries SET ended_at = $2, ending = 'clinic' WHERE patient_id = $1 AND ended_at IS NULL",
        )
        .bind(self.walter)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO waitlist_entries (id, patient_id, visit_type_id, first_day, last_day, weekdays, from_minute, until_minute,
                created_at)
             VALUES ($1, $2, $3, $4, $5, 127, 0, 1440, $6)",
        )
        .bind(entry)
        .bind(self.walter)
        .bind(CHECK_UP)
        .bind(day)
        .bind(day + Duration::days(60))
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO waitlist_offers (id, entry_id, practitioner_id, location_id, start_at, end_at, taken_until, free_until,
                created_at, expires_at, state)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8, 'open')",
        )
        .bind(offer)
        .bind(entry)
        .bind(DOCTOR)
        .bind(place)
        .bind(start)
        .bind(start + Duration::minutes(30))
        .bind(now)
        .bind(now + Duration::hours(2))
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        (entry, offer)
    }

    /// A question that the clinic asks before visits, and that need not be answered.
    pub(crate) async fn question(&self) -> QuestionId {
        let id = QuestionId::new();
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO check_in_questions (id, position, kind, text_en, text_es, required, active)
             VALUES ($1, 1, 'yes_no', 'Do you need an interpreter?', '¿Necesita un intérprete?', FALSE, TRUE)",
        )
        .bind(id)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// What Walter can look for: a type of visit, and another time for one that he has.
    pub(crate) async fn wanted(&self) -> (VisitTypeId, AppointmentId) {
        let far = first_day() + Duration::days(30);
        (CHECK_UP, self.booked(self.walter, "booked", Some(far)).await)
    }

    pub(super) async fn post(&self, persona: Persona, path: &str, form: &str) -> Answer {
        self.ask_with("POST", path, form, self.cookie(persona)).await
    }
}

pub(super) fn patient(key: &str) -> PatientId {
    PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(key))))
}

/// What a button of a time sends.
pub(super) fn pressed(start: DateTime<Utc>, place: LocationId) -> String {
    let start = start.to_rfc3339_opts(SecondsFormat::Secs, true).replace(':', "%3A");
    format!("visit={CHECK_UP}&time={start}+{DOCTOR}+{place}")
}

pub(super) fn noon(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 12, day, 17, 0, 0).unwrap()
}
