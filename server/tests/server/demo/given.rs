//! What a test finds in the demo clinic, or puts there.

use super::House;
use chrono::Duration;
use clinic::{
    db::Source as _,
    demo, fhir,
    ids::{HelperId, InvitationId, LaboratoryId, OrganizationId, PrescriptionId, SendingId},
    laboratories::{self, Way},
};
use uuid::Uuid;

impl House {
    /// The code of some test of Walter's.
    pub async fn test_of(&self, category: &'static str) -> String {
        let mut q = self.portal.db.read().await.unwrap();
        let (code,): (String,) = q
            .query("SELECT code_key FROM observation_series WHERE patient_id = $1 AND category = $2 ORDER BY code_key LIMIT 1")
            .bind(self.walter)
            .bind(category)
            .one()
            .await
            .unwrap();
        code
    }

    /// A document at each of Walter's laboratory reports.
    pub async fn attach_to_reports(&self) {
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO report_documents (report_id, position, title, content_type, content)
             SELECT id, 1, 'The whole report', 'application/pdf', $2 FROM diagnostic_reports
             WHERE patient_id = $1 AND category = 'laboratory' ON CONFLICT DO NOTHING",
        )
        .bind(self.walter)
        .bind(b"%PDF-1.7 A document".to_vec())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// Someone new who was invited to help Walter and has not accepted: by him, or entered by the clinic.
    pub async fn invited_helper(&self, basis: &'static str) -> HelperId {
        // Not of today: so many a day may be sent.
        let (id, now) = (HelperId::new(), self.clock.now() - Duration::days(2));
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO helpers (id, patient_id, name, relationship, basis, labs, prescriptions, appointments, record, created_at)
             VALUES ($1, $2, 'Quinn Porter', 'parent', $3, TRUE, FALSE, FALSE, FALSE, $4)",
        )
        .bind(id)
        .bind(self.walter)
        .bind(basis)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO invitations (id, kind, helper_id, name, email, language, created_at, expires_at)
             VALUES ($1, 'helper', $2, 'Quinn Porter', 'quinn@example.org', 'en', $3, $4)",
        )
        .bind(InvitationId::new())
        .bind(id)
        .bind(now)
        .bind(now + Duration::days(14))
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A new day on which everything is closed.
    pub async fn closure(&self) -> Uuid {
        let id = clinic::ids::new();
        let day = (self.clock.now() + Duration::days(40)).date_naive();
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO closures (id, kind, first_day, from_minute, last_day, until_minute, created_at)
             VALUES ($1, 'holiday', $2, 0, $2, 1440, $3)",
        )
        .bind(id)
        .bind(day)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A change that Walter has asked for and that waits.
    pub async fn waiting_change(&self) -> Uuid {
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO profile_changes (id, patient_id, asked_by, field, old_value, new_value, asked_at)
             SELECT $1, $2, a.id, 'birth_date', '1948-09-02', '1948-09-03', $3 FROM accounts a WHERE a.patient_id = $2
             ON CONFLICT DO NOTHING",
        )
        .bind(clinic::ids::new())
        .bind(self.walter)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.id_of("SELECT id FROM profile_changes WHERE patient_id = $1 AND field = 'birth_date' AND decided_at IS NULL AND withdrawn_at IS NULL").await
    }

    /// The place of someone to call whom Walter has entered.
    pub async fn contact(&self) -> i64 {
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patient_contacts (patient_id, position, name, phone) VALUES ($1, $2, 'Lan', '207-555-0142')
             ON CONFLICT DO NOTHING",
        )
        .bind(self.walter)
        .bind(clinic::profile::OWN_CONTACTS)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        clinic::profile::OWN_CONTACTS
    }

    /// Someone who works at the clinic and is none of the personas.
    pub async fn someone(&self) -> Uuid {
        let mut q = self.portal.db.read().await.unwrap();
        let (id,): (Uuid,) =
            q.query("SELECT id FROM accounts WHERE email_key = 'tomas@example.org'").one().await.unwrap();
        id
    }

    /// A proposal of the administrator that this person may prescribe, which waits for an answer.
    pub async fn proposal(&self) -> Uuid {
        let id = Uuid::new_v5(&self.walter.0, b"proposal");
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO prescriber_proposals
               (id, account_id, licence_number, licence_issuer, licence_until, proposed_by, proposed_at)
             SELECT $1, a.id, 'MD-12345', 'New York', $2, b.id, $3 FROM accounts a CROSS JOIN accounts b
             WHERE a.email_key = 'tomas@example.org' AND b.email_key = 'admin@example.org' ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(self.portal.clock.now().date_naive() + chrono::Duration::days(30))
        .bind(self.portal.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A prescription of Walter's, as signing and sending leave it: at one of the demo's pharmacies.
    pub async fn prescription(&self, pharmacy: &str, way: &str) -> PrescriptionId {
        let (id, now) = (PrescriptionId::new(), self.clock.now());
        let pharmacy = OrganizationId(fhir::resource_id(&format!("urn:uuid:{}", demo::pharmacy_id(pharmacy))));
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by, pharmacy_id,
                                        way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at,
                                        sent_at, expires_on)
             SELECT $1, $2, 'sent', 1, $3, 'Lisinopril 10 mg tablet', a.id, a.id, $4, $5, '30', 'tablet', 1, '0', $6, $6, $6,
                    $6, $7 FROM accounts a WHERE a.email_key = 'okafor@example.org'",
        )
        .bind(id)
        .bind(self.walter)
        .bind(sqlx::types::Json(serde_json::json!({ "substitution": true })))
        .bind(pharmacy)
        .bind(way.to_owned())
        .bind(now)
        .bind(now.date_naive() + Duration::days(300))
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO medication_requests (id, patient_id, status, in_use, intent, display, search, sort_at, directions)
             VALUES ($1, $2, 'active', TRUE, 'order', 'Lisinopril 10 mg tablet', 'lisinopril 10 mg tablet', $3,
                     'Take 1 tablet by mouth once a day')",
        )
        .bind(id)
        .bind(self.walter)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO prescription_sendings (id, prescription_id, pharmacy_id, way, state, begun_at, ended_at)
             VALUES ($1, $2, $3, $4, 'sent', $5, $5)",
        )
        .bind(SendingId(id.0))
        .bind(id)
        .bind(pharmacy)
        .bind(way.to_owned())
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A draft of a prescription for Walter.
    pub async fn draft(&self) -> Uuid {
        let (id, now) = (Uuid::new_v5(&self.walter.0, b"draft"), self.clock.now());
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prepared_by, written_at, changed_at)
             SELECT $1, $2, 'draft', 1, $3, 'Metformin', a.id, $4, $4 FROM accounts a WHERE a.email_key = 'okafor@example.org'
             ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(self.walter)
        .bind(sqlx::types::Json(clinic::prescribing::Content::default()))
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A day on which the whole clinic is closed.
    pub async fn holiday(&self) -> Uuid {
        let (id, day) = (Uuid::new_v5(&self.walter.0, b"holiday"), self.clock.now().date_naive() + Duration::days(8));
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO closures (id, kind, note, first_day, from_minute, last_day, until_minute, created_at)
             VALUES ($1, 'holiday', 'Thanksgiving', $2, 0, $2, 1440, $3) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(day)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A new place of Walter's in the waiting list.
    pub async fn place_in_the_list(&self) -> Uuid {
        let (id, kind, now) = (clinic::ids::new(), self.visit_kind().await, self.clock.now());
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO waitlist_entries (id, patient_id, visit_type_id, first_day, last_day, weekdays, from_minute,
                until_minute, created_at)
             VALUES ($1, $2, $3, $4, $5, 5, 540, 720, $6)",
        )
        .bind(id)
        .bind(self.walter)
        .bind(kind)
        .bind(now.date_naive())
        .bind(now.date_naive() + Duration::days(30))
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A laboratory, and a message that was refused because nobody knows its sender.
    pub async fn laboratory(&self) -> (LaboratoryId, Uuid) {
        let mut read = self.portal.db.read().await.unwrap();
        let known = laboratories::named(&mut read, "Bay Laboratory").await;
        drop(read);
        let id = match known {
            Ok(laboratory) => laboratory.id,
            Err(_) => crate::mllp::enter(&self.clinic).await,
        };
        let stray = crate::mllp::message("STRAY").replace("Bay Lab|Portal", "Nobody|Portal");
        laboratories::accept(&self.portal, Way::Mllp, stray.as_bytes()).await.unwrap();
        let sql = "SELECT id FROM lab_messages WHERE control_id = 'STRAY' AND $1 = $1";
        (id, self.id_of(sql).await)
    }

    /// A message of nobody here, which waits for a person.
    pub async fn unmatched(&self) -> Uuid {
        self.laboratory().await;
        let sent = crate::mllp::message("UNMATCHED");
        let answer = laboratories::accept(&self.portal, Way::Mllp, sent.as_bytes()).await.unwrap();
        assert_eq!(answer.state, clinic::laboratories::State::Waiting, "{:?}", answer.faults);
        self.id_of("SELECT id FROM lab_messages WHERE control_id = 'UNMATCHED' AND $1 = $1").await
    }

    /// A kind of visit of twenty minutes.
    pub async fn visit_kind(&self) -> Uuid {
        let id = Uuid::new_v5(&self.walter.0, b"kind");
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO visit_types (id, name_en, name_es, minutes, buffer_minutes, medium, mode, notice_minutes, ahead_days,
                active, changed_at)
             VALUES ($1, 'Desk visit', 'Visita', 20, 10, 'in_person', 'direct', 60, 90, TRUE, $2) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Walter's record number.
    pub async fn number_of_walter(&self) -> String {
        let mut q = self.portal.db.read().await.unwrap();
        let (number,): (String,) =
            q.query("SELECT record_number FROM patients WHERE id = $1").bind(self.walter).one().await.unwrap();
        number
    }

    /// Some id of a thing of Walter's, to ask for.
    pub async fn id_of(&self, sql: &'static str) -> Uuid {
        let mut q = self.portal.db.read().await.unwrap();
        let (id,): (Uuid,) = q.query(sql).bind(self.walter).one().await.unwrap();
        id
    }
}
