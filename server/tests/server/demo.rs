//! A portal with the demo clinic in it, its real router, a clock that stands still, and people who are signed in.

use super::support::{Answer, Clinic, OWN_PAGE, PASSWORD, clinics_of};
use axum::http::Method;
use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    accounts::{self, NewAccount, Password, Role},
    audit::Actor,
    db::Source as _,
    demo,
    dispensing::enter_pharmacist,
    fhir,
    helpers::{self, Entered},
    ids::{HelperId, InvitationId, LaboratoryId, OrganizationId, PatientId, PractitionerId, PrescriptionId, SendingId},
    laboratories::{self, Way},
    people::{self, Licence},
    profile::mark_pharmacies,
    schedules::give_demo_calendar,
};
use std::{collections::HashMap, ops::Deref};
use uuid::Uuid;

/// Everyone who comes to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Persona {
    /// Nobody signed in.
    Anon,
    /// Walter, whose record the tests ask for.
    Patient,
    /// Rosa, another patient.
    OtherPatient,
    /// A doctor of Walter's care team.
    Prescriber,
    /// A doctor who is not.
    OtherPrescriber,
    /// The front desk of Walter's place.
    Staff,
    /// A pharmacist.
    Pharmacist,
    /// An administrator, and nothing else.
    Admin,
    /// Walter's daughter, who sees his lab results only.
    Helper,
}

impl Persona {
    pub const ALL: [Self; 9] = [
        Self::Anon,
        Self::Patient,
        Self::OtherPatient,
        Self::Prescriber,
        Self::OtherPrescriber,
        Self::Staff,
        Self::Pharmacist,
        Self::Admin,
        Self::Helper,
    ];

    pub fn email(self) -> Option<&'static str> {
        Some(match self {
            Self::Anon => return None,
            Self::Patient => "walter@example.org",
            Self::OtherPatient => "rosa@example.org",
            Self::Prescriber => "okafor@example.org",
            Self::OtherPrescriber => "outside@example.org",
            Self::Staff => "dana@example.org",
            Self::Pharmacist => "ines@example.org",
            Self::Admin => "admin@example.org",
            Self::Helper => "linh@example.org",
        })
    }
}

/// A portal with the demo clinic in it.
pub(crate) struct House {
    clinic: Clinic,
    pub walter: PatientId,
    cookies: HashMap<Persona, String>,
}

/// The portal on each database.
pub(crate) async fn houses(test: &str) -> Vec<House> {
    let now = Utc.with_ymd_and_hms(2026, 11, 18, 15, 30, 0).unwrap();
    let settings = [("requests_per_minute", "1000000"), ("sign_ins_per_minute", "1000000")];
    let mut houses = Vec::new();
    for clinic in clinics_of(test, &settings, now).await {
        houses.push(House::open(clinic, now).await);
    }
    houses
}

impl Deref for House {
    type Target = Clinic;

    fn deref(&self) -> &Clinic {
        &self.clinic
    }
}

impl House {
    async fn open(clinic: Clinic, now: DateTime<Utc>) -> Self {
        let walter = load_demo(&clinic, now).await;
        let mut house = Self { clinic, walter, cookies: HashMap::new() };
        for persona in Persona::ALL {
            if persona.email().is_some() {
                let cookie = house.cookie_of(persona).await;
                house.cookies.insert(persona, cookie);
            }
        }
        house
    }

    /// Signs someone in and gives their cookie.
    pub async fn cookie_of(&self, persona: Persona) -> String {
        self.clinic.cookie_for(persona.email().unwrap()).await
    }

    pub fn cookie(&self, persona: Persona) -> Option<&str> {
        self.cookies.get(&persona).map(String::as_str)
    }

    /// Sends a request as someone would from a browser on a page of the portal.
    pub(crate) async fn ask_with(&self, method: &str, path: &str, body: &str, cookie: Option<&str>) -> Answer {
        let mut headers = Vec::new();
        if method == "POST" {
            headers.extend([OWN_PAGE, ("content-type", "application/x-www-form-urlencoded")]);
        }
        headers.extend(cookie.map(|cookie| ("cookie", cookie)));
        self.clinic.ask(method.parse::<Method>().unwrap(), path, &headers, body).await
    }

    /// Gets a page as a persona.
    pub(crate) async fn see(&self, persona: Persona, path: &str) -> Answer {
        self.ask_with("GET", path, "", self.cookie(persona)).await
    }

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

/// Brings in the demo clinic and its people, and tells who Walter is.
async fn load_demo(clinic: &Clinic, now: DateTime<Utc>) -> PatientId {
    let portal = &clinic.portal;
    let options = fhir::Options { source: "demo".to_owned(), ..fhir::Options::default() };
    let bundles = demo::bundle(now.date_naive());
    let report = fhir::import_values(&portal.db, &clinic.clock, "demo", &bundles, &options).await.unwrap();
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    let patient = |key| PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(key))));
    let practitioner = |key| PractitionerId(fhir::resource_id(&format!("urn:uuid:{}", demo::practitioner_id(key))));
    let accounts = demo::people().iter().map(|person| NewAccount {
        email: person.email.to_owned(),
        name: person.name.to_owned(),
        password: Password::chosen(PASSWORD, person.email).unwrap(),
        roles: person.roles.iter().map(|role| role.parse().unwrap()).collect(),
        language: Some("en".parse().unwrap()),
        patient: person.patient.map(patient),
        practitioner: person.practitioner.map(practitioner),
    });
    let others =
        [("admin@example.org", Role::Admin), ("outside@example.org", Role::Prescriber)].map(|(email, role)| {
            NewAccount {
                email: email.to_owned(),
                name: "Somebody Else".to_owned(),
                password: Password::chosen(PASSWORD, email).unwrap(),
                roles: vec![role],
                language: None,
                patient: None,
                practitioner: None,
            }
        });
    for new in accounts.chain(others) {
        accounts::add(&portal.db, &portal.auditor, Actor::operator(), new, now).await.unwrap();
    }
    let organization = |id: &str| OrganizationId(fhir::resource_id(&format!("urn:uuid:{id}")));
    let pharmacies: Vec<OrganizationId> = demo::pharmacy_ids().iter().map(|id| organization(id)).collect();
    mark_pharmacies(&portal.db, &portal.auditor, Actor::operator(), &pharmacies).await.unwrap();
    give_demo_calendar(&portal.db, &portal.auditor, now.date_naive(), now).await.unwrap();
    for (email, pharmacy) in demo::pharmacists() {
        let account = accounts::account_by_email(&mut portal.db.read().await.unwrap(), email).await.unwrap().unwrap();
        let pharmacy = organization(&demo::pharmacy_id(pharmacy));
        enter_pharmacist(&portal.db, &portal.auditor, Actor::operator(), account, pharmacy, now).await.unwrap();
    }
    for helper in demo::helpers() {
        let right = Entered {
            patient: patient(helper.patient),
            email: helper.email.to_owned(),
            relationship: helper.relationship,
            ground: helper.ground,
            sections: helper.sections.iter().copied().collect(),
            ends_at: helper.days.map(|days| now + Duration::days(days)),
        };
        helpers::enter(&portal.db, &portal.auditor, Actor::operator(), right, now).await.unwrap();
    }
    for person in demo::people().iter().filter(|person| person.roles.contains(&"prescriber")) {
        let (_, number, state) = demo::licences().find(|(key, ..)| Some(*key) == person.practitioner).unwrap();
        let until = now.date_naive() + Duration::days(900);
        let licence = Licence { number: number.to_owned(), issuer: state.to_owned(), until, npi: None };
        let confirmer = if person.email == "reyes@example.org" { "okafor@example.org" } else { "reyes@example.org" };
        people::give_demo_licence(portal, person.email, licence, ("noor@example.org", confirmer)).await.unwrap();
    }
    patient("walter-nguyen")
}
