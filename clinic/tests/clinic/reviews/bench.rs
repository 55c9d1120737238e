//! A clinic whose laboratory has sent something, with people who look at it.

use crate::people::Office;
use chrono::{DateTime, Utc};
use chrono_tz::{America::New_York, Tz};
use clinic::{
    accounts::{Clinician, Patient, Prescriber, Role},
    audit::AccessLog,
    db::{Db, Source as _},
    fhir,
    ids::{AccountId, PatientId, PractitionerId, ReportId},
    patients::{Chart, Purpose, grant, open},
    reviews::{self, After, Comment, Filed, Look, NotHeld, NotSeen, Waiting, Which, arrived},
};
use serde_json::{Value, json};

pub(super) const ZONE: Tz = New_York;
const PATIENT: &str = "https://example.org/Patient/ana";
/// The national number of the doctor.
pub(super) const NPI: &str = "1234567893";

/// A result: code, value, flag, range.
pub(super) type Result<'r> = (&'r str, &'r str, &'r str, &'r str);
pub(super) const FINE: Result<'static> = ("2823-3", "4.1", "N", "3.5-5.1");
pub(super) const HIGH: Result<'static> = ("2823-3", "5.6", "H", "3.5-5.1");
pub(super) const CRITICAL: Result<'static> = ("2823-3", "7.2", "HH", "3.5-5.1");

/// How something is filed.
#[derive(Clone, Copy)]
pub(super) struct How {
    pub version: u32,
    pub status: &'static str,
    pub ordered_by: &'static str,
    pub is_correction: bool,
}

pub(super) const FIRST: How = How { version: 1, status: "final", ordered_by: NPI, is_correction: false };
pub(super) const CORRECTED: How = How { version: 2, status: "corrected", is_correction: true, ..FIRST };

pub(super) struct Bench {
    pub office: Office,
    pub patient: PatientId,
    pub ana: AccountId,
    pub practitioner: PractitionerId,
    pub doctor: AccountId,
    pub other: AccountId,
}

impl Bench {
    pub(super) async fn new(db: &Db) -> Self {
        let office = Office::new(db);
        let ana = office.account("Ana", &[Role::Patient], None).await;
        let practitioner = office.practitioner("Dr. Okafor", Some(NPI)).await;
        let doctor = office.account("Okafor", &[Role::Prescriber], Some(practitioner)).await;
        let second = office.practitioner("Dr. Lindqvist", None).await;
        let other = office.account("Lindqvist", &[Role::Prescriber], Some(second)).await;
        let patient = PatientId(fhir::resource_id(PATIENT));
        let bench = Self { office, patient, ana, practitioner, doctor, other };
        bench
            .bring(vec![(
                PATIENT.to_owned(),
                json!({ "resourceType": "Patient", "id": "ana", "birthDate": "1960-03-02",
                        "name": [{ "family": "Example", "given": ["Ana"] }] }),
            )])
            .await;
        bench.sql("UPDATE accounts SET patient_id = $1 WHERE name = 'Ana'").await;
        for account in [doctor, other] {
            let clinician = bench.office.clinician(account).await;
            let office = &bench.office;
            grant(db, &office.auditor, &clinician, patient, Purpose::Treatment, "", bench.now()).await.unwrap();
        }
        bench.sql("DELETE FROM outbox WHERE $1 = $1").await;
        bench
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.office.now()
    }

    pub(super) fn db(&self) -> &Db {
        &self.office.db
    }

    /// Runs a statement about the patient.
    pub(super) async fn sql(&self, sql: &'static str) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(sql).bind(self.patient).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn count(&self, sql: &'static str) -> i64 {
        self.office.count(sql).await
    }

    async fn bring(&self, entries: Vec<(String, Value)>) {
        let entries: Vec<Value> =
            entries.into_iter().map(|(url, resource)| json!({ "fullUrl": url, "resource": resource })).collect();
        let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
        let options = fhir::Options { zone: ZONE, ..fhir::Options::default() };
        let report = fhir::import_values(self.db(), &self.office.clock, "lab", &[bundle], &options).await.unwrap();
        assert_eq!(report.refused, []);
    }

    pub(super) fn report(number: u32) -> ReportId {
        ReportId(fhir::resource_id(&format!("https://example.org/DiagnosticReport/{number}")))
    }

    /// Brings a report in without filing it.
    pub(super) async fn history(&self, number: u32, how: How, results: &[Result<'_>]) -> ReportId {
        let updated = format!("2026-11-{:02}T00:00:00Z", how.version);
        let taken = self.now().to_rfc3339();
        let url = |code: &str| format!("https://example.org/Observation/{number}-{code}");
        let mut entries: Vec<(String, Value)> = results
            .iter()
            .map(|(code, value, flag, range)| {
                let value: Value = serde_json::from_str(value).unwrap();
                let range: Vec<Value> = range
                    .split_once('-')
                    .map(|(low, high)| {
                        let number = |text: &str| json!({ "value": serde_json::from_str::<Value>(text).unwrap() });
                        json!({ "low": number(low), "high": number(high) })
                    })
                    .into_iter()
                    .collect();
                let flags: Vec<Value> = [flag]
                    .iter()
                    .filter(|flag| !flag.is_empty())
                    .map(|flag| json!({ "coding": [{ "code": flag }] }))
                    .collect();
                let observation = json!({
                    "resourceType": "Observation", "status": how.status, "meta": { "lastUpdated": updated },
                    "category": [{ "coding": [{ "code": "laboratory" }] }],
                    "code": { "coding": [{ "system": "http://loinc.org", "code": code, "display": format!("Test {code}") }] },
                    "subject": { "reference": PATIENT }, "effectiveDateTime": taken, "issued": taken,
                    "valueQuantity": { "value": value, "unit": "mmol/L", "code": "mmol/L" },
                    "interpretation": flags, "referenceRange": range
                });
                (url(code), observation)
            })
            .collect();
        let refs: Vec<Value> = results.iter().map(|(code, ..)| json!({ "reference": url(code) })).collect();
        let report = json!({
            "resourceType": "DiagnosticReport", "status": how.status, "meta": { "lastUpdated": updated },
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "CH" }] }],
            "code": { "text": format!("Panel {number}") }, "subject": { "reference": PATIENT },
            "effectiveDateTime": taken, "issued": taken, "result": refs
        });
        entries.push((format!("https://example.org/DiagnosticReport/{number}"), report));
        self.bring(entries).await;
        Self::report(number)
    }

    /// Brings a report in as a laboratory's feed does.
    pub(super) async fn send(&self, number: u32, how: How, results: &[Result<'_>]) -> ReportId {
        let report = self.history(number, how, results).await;
        self.file(report, how, how.version == 1).await;
        report
    }

    pub(super) async fn file(&self, report: ReportId, how: How, is_new: bool) {
        let ordered_by = vec![how.ordered_by.to_owned()];
        let filed = Filed { report, patient: self.patient, ordered_by, is_correction: how.is_correction, is_new };
        let mut tx = self.db().begin().await.unwrap();
        arrived(&mut tx, &[filed], self.now(), ZONE).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Takes a critical report in hand, as the doctor of the bench, in the state in which it is.
    pub(super) async fn take_in_hand(&self, report: ReportId, words: &str) -> std::result::Result<(), NotHeld> {
        let (by, chart, revision) = (self.prescriber().await, self.chart().await, self.look(report).await.revision);
        let auditor = &self.office.auditor;
        reviews::take_in_hand(self.db(), auditor, &by, &chart, report, revision, words, self.now()).await.unwrap()
    }

    pub(super) async fn prescriber(&self) -> Prescriber {
        self.office.prescriber(self.doctor).await
    }

    pub(super) async fn clinician(&self) -> Clinician {
        self.office.clinician(self.doctor).await
    }

    pub(super) async fn charts_of(&self, account: AccountId) -> Chart {
        let clinician = self.office.clinician(account).await;
        let q = &mut self.db().read().await.unwrap();
        open(q, &clinician, self.patient, &AccessLog::default(), self.now()).await.unwrap()
    }

    pub(super) async fn chart(&self) -> Chart {
        self.charts_of(self.doctor).await
    }

    pub(super) async fn own(&self) -> Chart {
        let patient = Patient::try_from(&self.office.session(self.ana).await).unwrap();
        Chart::own(&patient, &AccessLog::default(), self.now())
    }

    pub(super) async fn list_of(&self, account: AccountId, which: Which) -> Vec<Waiting> {
        let (by, clinician) = (self.office.prescriber(account).await, self.office.clinician(account).await);
        let q = &mut self.db().read().await.unwrap();
        let log = AccessLog::default();
        reviews::list(q, &by, &clinician, which, After::START, &log, self.now()).await.unwrap().0
    }

    pub(super) async fn mine(&self) -> Vec<Waiting> {
        self.list_of(self.doctor, Which::Mine).await
    }

    pub(super) async fn look(&self, report: ReportId) -> Look {
        let chart = self.chart().await;
        reviews::look(&mut self.db().read().await.unwrap(), &chart, report).await.unwrap().unwrap()
    }

    pub(super) async fn see(&self, report: ReportId, comment: &Comment) -> std::result::Result<(), NotSeen> {
        let revision = self.look(report).await.revision;
        self.see_at(report, revision, comment).await
    }

    pub(super) async fn see_at(
        &self,
        report: ReportId,
        revision: i64,
        comment: &Comment,
    ) -> std::result::Result<(), NotSeen> {
        let (by, chart) = (self.prescriber().await, self.chart().await);
        let office = &self.office;
        reviews::see(self.db(), &office.auditor, &by, &chart, report, revision, comment, self.now()).await.unwrap()
    }
}
