//! A calendar to book in.

use crate::support::{Clinic, count};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    appointments::{Booker, Recipient, Reminders, linked, queue_reminders},
    audit::AccessLog,
    db::{Source as _, Tx},
    ids::{AccountId, AppointmentId, LocationId, OfferId, PatientId, PractitionerId, VisitTypeId},
    mail::{Holder, Kind, Parts, Purpose, enqueue, sign_to},
};
use uuid::Uuid;

/// Who is there, and where.
pub(super) struct Calendar {
    pub practitioner: PractitionerId,
    pub location: LocationId,
    pub visit_type: VisitTypeId,
}

/// A moment, as a text of RFC 3339.
pub(super) fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

/// A week, a day and two hours before; nothing at night.
pub(super) fn reminders() -> Reminders {
    Reminders { offsets: vec![7 * 1440, 1440, 120], quiet: (21, 8), zone: "America/New_York".parse().unwrap() }
}

/// Queues all reminders that are due in the next hours.
pub(super) async fn queue(clinic: &Clinic) {
    while queue_reminders(&clinic.portal.db, &reminders(), clinic.clock.now()).await.unwrap() {}
}

impl Calendar {
    /// One clinician in New York, every day from eight to six, for visits of half an hour.
    pub async fn open(clinic: &Clinic) -> Self {
        let (practitioner, location, visit_type) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Dr. Oncology Secret', TRUE)")
            .bind(practitioner)
            .run()
            .await
            .unwrap();
        tx.query(
            "INSERT INTO locations (id, name, zone, phone, address_lines, city, state, postal_code, status)
             VALUES ($1, 'Main house', 'America/New_York', '+1 555 0199', '12 Long Street', 'Springfield', 'NY', '10001', 'active')",
        )
        .bind(location)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO visit_types (id, name_en, name_es, minutes, buffer_minutes, medium, mode, notice_minutes, ahead_days, active,
                changed_at)
             VALUES ($1, 'Chemotherapy', 'Quimioterapia', 30, 0, 'in_person', 'direct', 60, 90, TRUE, $2)",
        )
        .bind(visit_type)
        .bind(clinic.clock.now())
        .run()
        .await
        .unwrap();
        for weekday in 1..=7_i64 {
            tx.query(
                "INSERT INTO weekly_hours (id, practitioner_id, location_id, weekday, from_minute, until_minute, first_day)
                 VALUES ($1, $2, $3, $4, 480, 1080, $5)",
            )
            .bind(Uuid::from_u128(100 + u128::from(weekday.unsigned_abs())))
            .bind(practitioner)
            .bind(location)
            .bind(weekday)
            .bind(chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap())
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        Self {
            practitioner: PractitionerId(practitioner),
            location: LocationId(location),
            visit_type: VisitTypeId(visit_type),
        }
    }

    /// Books a visit of the patient, who is told at the address in the record or by their account.
    pub async fn book(&self, clinic: &Clinic, patient: PatientId, start: DateTime<Utc>) -> AppointmentId {
        let mut tx = clinic.portal.db.begin().await.unwrap();
        let id = self.put(&mut tx, patient, start, clinic.clock.now()).await;
        let account: Option<(Uuid,)> =
            tx.query("SELECT id FROM accounts WHERE patient_id = $1").bind(patient).maybe().await.unwrap();
        let to = account.map_or_else(|| "record".to_owned(), |(account,)| account.to_string());
        enqueue(&mut tx, Kind::AppointmentBooked, id.0, &format!("0@{to}"), clinic.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Writes a booked visit, and tells nobody.
    pub async fn put(
        &self,
        tx: &mut Tx,
        patient: PatientId,
        start: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> AppointmentId {
        let id = AppointmentId::new();
        tx.query(
            "INSERT INTO appointments (id, patient_id, status, start_at, end_at, location_id, practitioner_id, reason, made_here,
                visit_type_id, medium, taken_until, booked_at)
             VALUES ($1, $2, 'booked', $3, $4, $5, $6, 'my secret lump', TRUE, $7, 'in_person', $4, $8)",
        )
        .bind(id)
        .bind(patient)
        .bind(start)
        .bind(start + Duration::minutes(30))
        .bind(self.location)
        .bind(self.practitioner)
        .bind(self.visit_type)
        .bind(now)
        .run()
        .await
        .unwrap();
        id
    }
}

/// The link of a mail about a visit or an offer, as the patient gets it: by their account, or at the address in the record.
pub(super) async fn token(clinic: &Clinic, purpose: Purpose, subject: Uuid, until: DateTime<Utc>) -> String {
    let mut q = clinic.portal.db.read().await.unwrap();
    let reader: Option<(Option<AccountId>, String)> = q
        .query(
            "SELECT c.id, coalesce(c.email, p.email, '') FROM patients p LEFT JOIN accounts c ON c.patient_id = p.id
             WHERE p.id = (SELECT patient_id FROM appointments WHERE id = $1)
                OR p.id = (SELECT w.patient_id FROM waitlist_offers o JOIN waitlist_entries w ON w.id = o.entry_id WHERE o.id = $1)",
        )
        .bind(subject)
        .maybe()
        .await
        .unwrap();
    drop(q);
    let (account, email) = reader.unwrap_or((None, "nobody@example.org".to_owned()));
    let recipient = account.map_or(Recipient::Record, Recipient::Account);
    token_of(clinic, purpose, subject, recipient, &email, until).await
}

/// The link of a mail to a recipient at an address.
pub(super) async fn token_of(
    clinic: &Clinic,
    purpose: Purpose,
    subject: Uuid,
    recipient: Recipient,
    email: &str,
    until: DateTime<Utc>,
) -> String {
    let portal = &clinic.portal;
    let holder = Holder::new(&portal.keys, recipient, email);
    sign_to(&portal.db, &portal.keys, purpose, subject, &holder, until, clinic.clock.now()).await.unwrap()
}

/// Whoever holds the link of a visit.
pub(super) async fn holder(clinic: &Clinic, id: AppointmentId) -> Booker {
    let until = clinic.clock.now() + Duration::days(400);
    by_link(clinic, &token(clinic, Purpose::Appointment, id.0, until).await).await
}

/// Whoever holds this link of a visit.
pub(super) async fn by_link(clinic: &Clinic, token: &str) -> Booker {
    let portal = &clinic.portal;
    let mut q = portal.db.read().await.unwrap();
    linked(&mut q, &portal.keys, token, &AccessLog::default(), clinic.clock.now()).await.unwrap().unwrap().0
}

/// Offers a time to the patient, who waits for one.
pub(super) async fn offer(clinic: &Clinic, calendar: &Calendar, patient: PatientId, start: DateTime<Utc>) -> OfferId {
    let (entry, id, now) = (Uuid::from_u128(40), OfferId(Uuid::from_u128(41)), clinic.clock.now());
    let mut tx = clinic.portal.db.begin().await.unwrap();
    tx.query(
        "INSERT INTO waitlist_entries (id, patient_id, visit_type_id, first_day, last_day, weekdays, from_minute, until_minute, created_at)
         VALUES ($1, $2, $3, $4, $4, 127, 0, 1440, $5)",
    )
    .bind(entry)
    .bind(patient)
    .bind(calendar.visit_type)
    .bind(start.date_naive())
    .bind(now)
    .run()
    .await
    .unwrap();
    tx.query(
        "INSERT INTO waitlist_offers (id, entry_id, practitioner_id, location_id, start_at, end_at, taken_until, free_until, created_at,
            expires_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8, 'open')",
    )
    .bind(id)
    .bind(entry)
    .bind(calendar.practitioner)
    .bind(calendar.location)
    .bind(start)
    .bind(start + Duration::minutes(30))
    .bind(now)
    .bind(now + Duration::hours(2))
    .run()
    .await
    .unwrap();
    enqueue(&mut tx, Kind::WaitlistOffer, id.0, "@record", now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Gives a patient of the record an address.
pub(super) async fn address(clinic: &Clinic, patient: PatientId, email: &str) {
    let mut tx = clinic.portal.db.begin().await.unwrap();
    tx.query("UPDATE patients SET email = $2, language = 'es-MX' WHERE id = $1")
        .bind(patient)
        .bind(email.to_owned())
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Sends what is due, and gives what was sent by it.
pub(super) async fn sent(clinic: &Clinic) -> Vec<Parts> {
    let before = clinic.portal.post.kept().len();
    verbena::send_due_mail(&clinic.portal).await.unwrap();
    let kept = clinic.portal.post.kept();
    kept.into_iter().skip(before).map(|mail| Parts::of(&String::from_utf8(mail.bytes).unwrap())).collect()
}

/// Everything about visits that a GET must not change.
pub(super) async fn state(clinic: &Clinic) -> Vec<i64> {
    let db = &clinic.portal.db;
    vec![
        count(db, "SELECT count(*) FROM appointment_events").await,
        count(db, "SELECT count(*) FROM appointment_holds").await,
        count(db, "SELECT count(*) FROM outbox").await,
        count(db, "SELECT count(*) FROM appointments WHERE revision > 0").await,
        count(db, "SELECT count(*) FROM appointments WHERE confirmed_at IS NOT NULL OR status = 'cancelled'").await,
        count(db, "SELECT count(*) FROM waitlist_offers WHERE state = 'open'").await,
    ]
}
