//! A clinic whose laboratory sends results that wait, and everything its charts tell of them.

use crate::people::Office;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::{America::New_York, Tz};
use clinic::{
    Error,
    accounts::{Patient, Role},
    audit::AccessLog,
    db::{Db, Source as _},
    fhir,
    ids::{AccountId, PatientId, ReportId},
    labs::{
        Category, Entry, Filter, Kind, choose_release, compared, history, observations_to_take, panels, recent,
        release, report, reports_to_take, results_to_take, tests, trends,
    },
    paging::Before,
    patients::{Chart, Purpose, grant, open},
    policies::{Policies, Policy, change},
};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) const ZONE: Tz = New_York;
pub(super) const PATIENT: &str = "https://example.org/Patient/ana";

/// A clinic with a patient, whose laboratory sends reports. It is 1 November 2026, 01:30 in New York, half an hour before clocks go
/// back.
pub(super) struct Ward {
    pub(super) office: Office,
    pub(super) policies: Policies,
    pub(super) patient: PatientId,
    pub(super) ana: AccountId,
    pub(super) doctor: AccountId,
}

/// A report as a laboratory sends it: its number and version, its section and status, when it was issued, and its results.
pub(super) struct Sent<'s> {
    pub(super) number: u32,
    pub(super) version: u32,
    pub(super) section: &'s str,
    pub(super) status: &'s str,
    pub(super) issued: Option<DateTime<Utc>>,
    pub(super) results: &'s [(&'s str, &'s str)],
}

pub(super) const FINAL: Sent<'static> =
    Sent { number: 1, version: 1, section: "LAB", status: "final", issued: None, results: &[("2160-0", "77.1")] };

impl Ward {
    pub(super) async fn new(db: &Db) -> Self {
        let office = Office::new(db);
        let policies = Policies::open(db, crate::people::POLICY).await.unwrap();
        let ana = office.account("Ana", &[Role::Patient], None).await;
        let practitioner = office.practitioner("Dr. Okafor", None).await;
        let doctor = office.account("Okafor", &[Role::Prescriber], Some(practitioner)).await;
        let ward = Self { office, policies, patient: PatientId(fhir::resource_id(PATIENT)), ana, doctor };
        ward.bring(vec![(
            PATIENT.to_owned(),
            json!({ "resourceType": "Patient", "id": "ana", "birthDate": "1960-03-02",
            "name": [{ "family": "Example", "given": ["Ana"] }] }),
        )])
        .await;
        let mut tx = db.begin().await.unwrap();
        tx.query("UPDATE accounts SET patient_id = $1 WHERE id = $2").bind(ward.patient).bind(ana).run().await.unwrap();
        tx.commit().await.unwrap();
        let clinician = ward.office.clinician(doctor).await;
        grant(db, &ward.office.auditor, &clinician, ward.patient, Purpose::Treatment, "", ward.now()).await.unwrap();
        ward
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.office.now()
    }

    pub(super) async fn bring(&self, entries: Vec<(String, Value)>) {
        let entries: Vec<Value> =
            entries.into_iter().map(|(url, resource)| json!({ "fullUrl": url, "resource": resource })).collect();
        let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
        let options = fhir::Options { zone: ZONE, ..fhir::Options::default() };
        let report =
            fhir::import_values(&self.office.db, &self.office.clock, "lab", &[bundle], &options).await.unwrap();
        assert_eq!(report.refused, []);
    }

    pub(super) async fn send(&self, sent: &Sent<'_>) -> ReportId {
        let updated = format!("2026-11-{:02}T00:00:00Z", sent.version);
        let taken = (sent.issued.unwrap_or_else(|| self.now()) - Duration::days(1)).to_rfc3339();
        let issued = sent.issued.map(|at| json!(at.to_rfc3339()));
        let result = |code: &str| format!("https://example.org/Observation/{}-{code}", sent.number);
        let mut entries: Vec<(String, Value)> = sent
            .results
            .iter()
            .map(|(code, value)| {
                let value: Value = serde_json::from_str(value).unwrap();
                let observation = json!({
                    "resourceType": "Observation", "status": sent.status, "meta": { "lastUpdated": updated },
                    "category": [{ "coding": [{ "code": "laboratory" }] }],
                    "code": { "coding": [{ "system": "http://loinc.org", "code": code, "display": format!("Test {code}") }] },
                    "subject": { "reference": PATIENT }, "effectiveDateTime": taken, "issued": issued,
                    "valueQuantity": { "value": value, "unit": "mg/dL", "code": "mg/dL" },
                    "interpretation": [{ "coding": [{ "code": "H" }] }]
                });
                (result(code), observation)
            })
            .collect();
        let results: Vec<Value> = sent.results.iter().map(|(code, _)| json!({ "reference": result(code) })).collect();
        let url = format!("https://example.org/DiagnosticReport/{}", sent.number);
        let report = json!({
            "resourceType": "DiagnosticReport", "status": sent.status, "meta": { "lastUpdated": updated },
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": sent.section }] }],
            "code": { "text": "Secret panel" }, "conclusion": format!("Secret conclusion of {}", sent.section), "subject": { "reference": PATIENT },
            "effectiveDateTime": taken, "issued": issued, "result": results
        });
        entries.push((url.clone(), report));
        self.bring(entries).await;
        ReportId(fhir::resource_id(&url))
    }

    pub(super) async fn hold(&self, kind: Kind, days: i64) {
        let admin = self.office.account("Ada", &[Role::Admin], None).await;
        let admin = self.office.admin(admin).await;
        let values = self.policies.values().with(Policy::HoldDays(kind), days);
        let office = &self.office;
        change(&office.db, &office.auditor, &admin, &self.policies, values, self.now(), ZONE).await.unwrap().unwrap();
        let mut tx = office.db.begin().await.unwrap();
        tx.query("UPDATE accounts SET email = id || '', email_key = id || '' WHERE name = 'Ada'").run().await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn patient(&self) -> Patient {
        Patient::try_from(&self.office.session(self.ana).await).unwrap()
    }

    pub(super) async fn choose(&self, days: Option<i64>) {
        let office = &self.office;
        choose_release(&office.db, &office.auditor, &self.patient().await, days, self.now(), ZONE).await.unwrap();
    }

    pub(super) async fn own(&self) -> Chart {
        Chart::own(&self.patient().await, &AccessLog::default(), self.now())
    }

    pub(super) async fn doctors(&self) -> Chart {
        let clinician = self.office.clinician(self.doctor).await;
        let q = &mut self.office.db.read().await.unwrap();
        open(q, &clinician, self.patient, &AccessLog::default(), self.now()).await.unwrap()
    }

    pub(super) async fn release(&self, id: Uuid) -> Result<(), Error> {
        let (by, chart) = (self.office.prescriber(self.doctor).await, self.doctors().await);
        release(&self.office.db, &self.office.auditor, &by, &chart, id, self.now()).await
    }

    /// Everything that the chart's reader gets of lab results, as text.
    pub(super) async fn everything(&self, chart: &Chart, report_id: ReportId, code: &str) -> String {
        let q = &mut self.office.db.read().await.unwrap();
        let mut text = String::new();
        let lab = Category::Laboratory;
        for filter in [("", false), ("", true), ("secret", false), ("test", false), ("test", true)] {
            let filter = Filter { search: filter.0, only_abnormal: filter.1 };
            let mut lists = vec![panels(q, chart, filter, Before::START).await.unwrap()];
            lists.push(recent(q, chart, self.now() - Duration::days(60)).await.unwrap());
            for entry in lists.into_iter().flat_map(|page| page.rows) {
                match entry {
                    Entry::Panel(panel) => {
                        text += &format!("[{} {:?} {}]", panel.report.display, panel.report.conclusion, panel.total);
                        panel.results.iter().for_each(|result| text += &line(result));
                    }
                    Entry::Single(result) => text += &line(&result),
                }
            }
            for test in tests(q, chart, lab, filter, Before::START).await.unwrap().page.rows {
                text += &format!("{} {:?} x{}\n", line(&test.latest), test.earlier.text(), test.results);
            }
        }
        for trend in trends(q, chart, lab, Before::START).await.unwrap().rows {
            trend.last.iter().for_each(|result| text += &line(result));
        }
        if let Ok(history) = history(q, chart, lab, code, None, Before::START).await {
            text += &format!("{} x{}", history.display, history.total);
            history.drawn.iter().chain(&history.results.rows).for_each(|result| text += &line(result));
            history.revisions.iter().for_each(|one| text += &format!("{}{}", line(&one.before), line(&one.after)));
        }
        let detail = report(q, chart, report_id).await.unwrap();
        text += &format!("{} {:?}", detail.report.display, detail.report.conclusion);
        for row in detail.results {
            text += &format!("{} {:?}", line(&row.result), row.earlier.text());
        }
        detail.revisions.iter().for_each(|one| text += &format!("{}{}", line(&one.before), line(&one.after)));
        for follow in detail.follows {
            text += &follow.report.display;
            follow.results.iter().for_each(|result| text += &line(result));
        }
        text += &detail.origin.map(|origin| format!("{} {:?}", origin.test, origin.value)).unwrap_or_default();
        for side in compared(q, chart, &[code.to_owned()]).await.unwrap() {
            side.results.iter().for_each(|result| text += &line(result));
        }
        for row in results_to_take(q, chart, Before::START).await.unwrap().rows {
            text += &format!("{} {:?}", line(&row.result), row.report);
        }
        for kept in reports_to_take(q, chart, Before::START).await.unwrap().rows {
            text += &kept.body;
        }
        for kept in observations_to_take(q, chart, Before::START).await.unwrap().rows {
            text += &kept.body;
        }
        text
    }

    /// Whether the patient sees the value of a report of one result.
    pub(super) async fn sees(&self, id: ReportId) -> bool {
        let detail = report(&mut self.office.db.read().await.unwrap(), &self.own().await, id).await.unwrap();
        assert_eq!(detail.report.held_until.is_none(), !detail.results.is_empty());
        detail.report.held_until.is_none()
    }

    pub(super) async fn until(&self, id: ReportId) -> Option<String> {
        let detail = report(&mut self.office.db.read().await.unwrap(), &self.own().await, id).await.unwrap();
        detail.report.held_until.map(|until| until.with_timezone(&ZONE).to_rfc3339())
    }
}

fn line(result: &clinic::labs::Observation) -> String {
    format!("{}={:?}{:?}\n", result.display, result.value, result.interpretation)
}
