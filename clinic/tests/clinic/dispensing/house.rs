//! Two pharmacies, a prescriber and patients; prescriptions are put in as signing leaves them.

use crate::people::Office;
use chrono::{DateTime, NaiveDate, Utc};
use clinic::{
    accounts::{Pharmacist, Prescriber, Role},
    audit::AccessLog,
    db::{Db, Source as _},
    dispensing::{
        CancellationAnswer, Counter, HandingOut, NotDone, answer_cancellation, begin, counter, dispense,
        enter_pharmacist,
    },
    ids::{AccountId, DispenseId, OrganizationId, PatientId, PractitionerId, PrescriptionId, SendingId},
    keys::Keys,
    patients::{Chart, open},
    prescribing::{Asked, CancellationReason, Refused, State, cancel},
};
use rust_decimal::Decimal;
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

pub(super) struct House {
    pub office: Office,
    pub keys: Arc<Keys>,
    pub linden: OrganizationId,
    pub harbor: OrganizationId,
    /// Whose counter is Linden's.
    pub ines: Counter,
    /// A second pharmacist at Linden.
    pub otto: Counter,
    /// A pharmacist at Harbor.
    pub hana: Counter,
    pub prescriber: AccountId,
    pub doctor: PractitionerId,
    pub patient: PatientId,
    pub log: AccessLog,
    _folder: TempDir,
}

impl House {
    pub async fn open(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let office = Office::new(db);
        let (linden, harbor) = (pharmacy(&office, "Linden Pharmacy").await, pharmacy(&office, "Harbor Pharmacy").await);
        let doctor = office.practitioner("Dr. Amara Okafor", Some("1234567893")).await;
        let prescriber = office.account("Amara Okafor", &[Role::Prescriber], Some(doctor)).await;
        let log = AccessLog::default();
        let mut counters = Vec::new();
        for (name, pharmacy) in [("Ines Moreau", linden), ("Otto Linden", linden), ("Hana Harbor", harbor)] {
            let account = office.account(name, &[Role::Pharmacist], None).await;
            let (auditor, by) = (&office.auditor, clinic::audit::Actor::operator());
            enter_pharmacist(db, auditor, by, account, pharmacy, office.now()).await.unwrap();
            let by = Pharmacist::try_from(&office.session(account).await).unwrap();
            counters.push(counter(&mut db.read().await.unwrap(), &by, &log).await.unwrap().unwrap());
        }
        let patient = office.patient("Walter Nguyen", "VB-1").await;
        let [ines, otto, hana] = counters.try_into().unwrap();
        let house =
            Self { office, keys, linden, harbor, ines, otto, hana, prescriber, doctor, patient, log, _folder: folder };
        house.born(patient, "Walter Nguyen", NaiveDate::from_ymd_opt(1948, 9, 2).unwrap()).await;
        house
    }

    pub fn db(&self) -> &Db {
        &self.office.db
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.office.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.office.today()
    }

    /// Gives a patient a birth date, the doctor and the words to be found by.
    pub async fn born(&self, patient: PatientId, name: &str, born: NaiveDate) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(
            "UPDATE patients SET birth_date = $2, birth_date_precision = 'day', general_practitioner_id = $3, phone = '207-555-0142'
             WHERE id = $1",
        )
        .bind(patient)
        .bind(born)
        .bind(self.doctor)
        .run()
        .await
        .unwrap();
        let mut tokens: Vec<String> = clinic::fold::fold(name).split(' ').map(str::to_owned).collect();
        tokens.push(born.format("%Y%m%d").to_string());
        let words: String = tokens.iter().map(|token| format!(" {token}")).collect();
        for token in tokens {
            tx.query("INSERT INTO patient_tokens (token, patient_id, words) VALUES ($1, $2, $3)")
                .bind(token)
                .bind(patient)
                .bind(words.clone())
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// A prescription of 30 tablets with two refills in Linden's queue, good for a year.
    pub async fn sent(&self) -> PrescriptionId {
        self.prescription(self.patient, Some(self.linden), State::Sent, "queue", "30", 2).await
    }

    pub async fn prescription(
        &self,
        patient: PatientId,
        pharmacy: Option<OrganizationId>,
        state: State,
        way: &str,
        quantity: &str,
        refills: i64,
    ) -> PrescriptionId {
        let (id, now) = (PrescriptionId::new(), self.now());
        let mut tx = self.db().begin().await.unwrap();
        tx.query(
            "INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by, pharmacy_id,
                                        way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at,
                                        sent_at, expires_on)
             VALUES ($1, $2, $3, 1, $4, 'Metformin 500 mg tablet', $5, $5, $6, $7, $8, 'tablet', $9, '0', $10, $10, $10, $11,
                     $12)",
        )
        .bind(id)
        .bind(patient)
        .bind(state)
        .bind(sqlx::types::Json(serde_json::json!({ "substitution": true })))
        .bind(self.prescriber)
        .bind(pharmacy)
        .bind(way.to_owned())
        .bind(quantity.to_owned())
        .bind(refills)
        .bind(now)
        .bind((state == State::Sent).then_some(now))
        .bind(self.today() + chrono::Days::new(365))
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO medication_requests (id, patient_id, status, in_use, intent, display, search, sort_at, directions,
                                              dosage, reason, note)
             VALUES ($1, $2, 'active', TRUE, 'order', 'Metformin 500 mg tablet', 'metformin 500 mg tablet', $3,
                     'Take 1 tablet twice a day', $4, 'Diabetes', 'Please label in Spanish')",
        )
        .bind(id)
        .bind(patient)
        .bind(now)
        .bind(sqlx::types::Json(serde_json::json!([{ "patientInstruction": "Tome 1 tableta" }])))
        .run()
        .await
        .unwrap();
        if let Some(pharmacy) = pharmacy.filter(|_| way != "paper") {
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
        }
        tx.commit().await.unwrap();
        id
    }

    /// Until when a prescription is good.
    pub async fn good_until(&self, id: PrescriptionId, day: NaiveDate) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET expires_on = $2 WHERE id = $1").bind(id).bind(day).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn begin(&self, at: &Counter, id: PrescriptionId) -> Result<(), NotDone> {
        begin(self.db(), &self.office.auditor, at, id, self.now(), self.today()).await.unwrap()
    }

    pub async fn dispense(&self, at: &Counter, id: PrescriptionId, quantity: &str) -> Result<DispenseId, NotDone> {
        self.dispense_on(at, id, out(quantity, clinic::ids::new()), self.today()).await
    }

    pub async fn dispense_on(
        &self,
        at: &Counter,
        id: PrescriptionId,
        out: HandingOut,
        today: NaiveDate,
    ) -> Result<DispenseId, NotDone> {
        dispense(self.db(), &self.office.auditor, at, id, out, self.now(), today).await.unwrap()
    }

    pub async fn answer(&self, at: &Counter, id: PrescriptionId, answer: CancellationAnswer) -> Result<(), NotDone> {
        answer_cancellation(self.db(), &self.office.auditor, at, id, answer, self.now(), self.today()).await.unwrap()
    }

    /// The chart as the prescriber has opened it.
    pub async fn chart(&self) -> (Prescriber, Chart) {
        let session = self.office.session(self.prescriber).await;
        let by = Prescriber::try_from(&session).unwrap();
        let clinician = clinic::accounts::Clinician::try_from(&session).unwrap();
        let mut q = self.db().read().await.unwrap();
        (by, open(&mut q, &clinician, self.patient, &self.log, self.now()).await.unwrap())
    }

    pub async fn cancel(&self, by: &(Prescriber, Chart), id: PrescriptionId) -> Result<Asked, Refused> {
        let (db, auditor, why) = (self.db(), &self.office.auditor, CancellationReason::Mistake);
        cancel(db, auditor, &by.0, &by.1, id, why, "", self.now(), self.today()).await.unwrap()
    }

    /// State and what was handed out.
    pub async fn standing(&self, id: PrescriptionId) -> (State, Decimal) {
        let mut q = self.db().read().await.unwrap();
        let (state, dispensed): (State, String) =
            q.query("SELECT state, dispensed FROM prescriptions WHERE id = $1").bind(id).one().await.unwrap();
        (state, dispensed.parse().unwrap())
    }

    pub async fn count(&self, sql: &'static str, id: PrescriptionId) -> i64 {
        let (count,): (i64,) = self.db().read().await.unwrap().query(sql).bind(id).one().await.unwrap();
        count
    }

    /// The kinds of the timeline's lines, in order.
    pub async fn timeline(&self, id: PrescriptionId) -> Vec<String> {
        let mut q = self.db().read().await.unwrap();
        let rows: Vec<(String,)> = q
            .query("SELECT kind FROM prescription_events WHERE prescription_id = $1 ORDER BY happened_at, id")
            .bind(id)
            .all()
            .await
            .unwrap();
        rows.into_iter().map(|(kind,)| kind).collect()
    }
}

/// What is handed out with one form.
pub(super) fn out(quantity: &str, form_id: Uuid) -> HandingOut {
    HandingOut {
        quantity: quantity.parse().unwrap(),
        product: "Metformin 500 mg tablet".to_owned(),
        lot: "A1".to_owned(),
        note: String::new(),
        form_id,
    }
}

async fn pharmacy(office: &Office, name: &str) -> OrganizationId {
    let id = OrganizationId::new();
    let mut tx = office.db.begin().await.unwrap();
    tx.query(
        "INSERT INTO organizations (id, name, phone, email, active, is_pharmacy)
         VALUES ($1, $2, '207-555-0150', 'counter@example.org', TRUE, TRUE)",
    )
    .bind(id)
    .bind(name.to_owned())
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}
