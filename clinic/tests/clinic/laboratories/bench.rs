//! A clinic with a laboratory, and patients it sends results of.

use crate::people::Office;
use chrono::{DateTime, Duration, Utc};
use clinic::{
    Portal, Settings as Clinic,
    accounts::{Clinician, Patient, Role},
    audit::{AccessLog, Actor},
    db::{Db, Source as _},
    drugs::Drugs,
    fhir,
    hl7::Charset,
    ids::{AccountId, LabMessageId, LaboratoryId, PatientId, ReportId},
    keys::Keys,
    laboratories::{self, Answer, Sender, Settings, State, Way, accept},
    labs::{self, Detail},
    mail::{Post, Setup},
    patients::{Chart, Purpose, grant, open},
    policies::Policies,
    reviews::{Limit, add_limit},
};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;

pub(super) struct Bench {
    pub(super) portal: Portal,
    pub(super) office: Office,
    pub(super) doctor: AccountId,
    pub(super) clerk: AccountId,
    pub(super) admin: AccountId,
    pub(super) laboratory: LaboratoryId,
    pub(super) ana: PatientId,
    _folder: TempDir,
}

/// A patient by what they are recognised by: the last part of the address, family and given name, birth date, sex.
pub(super) type Someone<'s> = (&'s str, &'s str, &'s str, &'s str, &'s str);

pub(super) const ANA: Someone<'static> = ("ana", "García", "Ana", "1960-03-02", "female");

impl Bench {
    pub(super) async fn new(db: &Db) -> Self {
        let office = Office::new(db);
        let folder = TempDir::new().unwrap();
        let settings = Clinic {
            clinic_name: "Harbor Street Clinic".to_owned(),
            clinic_phone: None,
            zone: chrono_tz::America::New_York,
            sessions: crate::people::POLICY,
            origin: "https://portal.harborstreet.example".to_owned(),
            secure: true,
            demo_people: Vec::new(),
            laboratories_at: None,
        };
        let portal = Portal {
            db: db.clone(),
            clock: office.clock.clone(),
            keys: Arc::new(Keys::open(&folder.path().join("keys")).unwrap()),
            auditor: office.auditor.clone(),
            post: Post::new(Setup::Memory, "localhost").unwrap(),
            settings: Arc::new(settings),
            policies: Policies::open(db, crate::people::POLICY).await.unwrap(),
            drugs: Drugs::default(),
        };
        let practitioner = office.practitioner("Dr. Okafor", Some("1234567893")).await;
        let doctor = office.account("Okafor", &[Role::Prescriber], Some(practitioner)).await;
        let clerk =
            office.account("Dana Desk", &[Role::Staff], Some(office.practitioner("Dana Desk", None).await)).await;
        let admin = office.account("Noor", &[Role::Admin], None).await;
        let sent = settings_of("County Laboratory", &["LIS|County Lab"]);
        let laboratory =
            laboratories::add(db, &portal.auditor, Actor::operator(), &sent, office.now()).await.unwrap().unwrap();
        let mut bench =
            Self { portal, office, doctor, clerk, admin, laboratory, ana: PatientId::new(), _folder: folder };
        bench.ana = bench.patient(ANA).await;
        bench
    }

    pub(super) fn db(&self) -> &Db {
        &self.portal.db
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.office.now()
    }

    /// Lets time go by.
    pub(super) fn later(&self) {
        self.office.clock.advance(Duration::hours(1));
    }

    pub(super) async fn patient(&self, (id, family, given, born, sex): Someone<'_>) -> PatientId {
        let address = format!("https://example.org/Patient/{id}");
        self.patient_at(&address, family, given, born, sex).await
    }

    pub(super) async fn patient_at(
        &self,
        address: &str,
        family: &str,
        given: &str,
        born: &str,
        sex: &str,
    ) -> PatientId {
        self.bring(json!({ "fullUrl": address, "resource": resource(family, given, born, sex) })).await;
        PatientId(fhir::resource_id(address))
    }

    /// A patient from a file that gives no addresses.
    pub(super) async fn patient_without_address(
        &self,
        id: &str,
        family: &str,
        given: &str,
        born: &str,
        sex: &str,
    ) -> PatientId {
        let mut resource = resource(family, given, born, sex);
        resource["id"] = json!(id);
        self.bring(json!({ "resource": resource })).await;
        PatientId(fhir::resource_id(&format!("import/Patient/{id}")))
    }

    async fn bring(&self, entry: Value) {
        let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [entry] });
        let options = fhir::Options::default();
        let report = fhir::import_values(self.db(), &self.office.clock, "people", &[bundle], &options).await.unwrap();
        assert_eq!(report.refused, []);
    }

    pub(super) async fn send(&self, message: &str) -> Answer {
        let answer = accept(&self.portal, Way::Mllp, message.replace('\n', "\r").as_bytes()).await.unwrap();
        self.lists_are_true().await;
        answer
    }

    /// The list of each patient's tests says what the results say, whatever came before.
    async fn lists_are_true(&self) {
        let wrong = "SELECT count(*) FROM (
                       SELECT patient_id, category, code_key, count(*) AS results, max(sort_at) AS latest_at FROM observations
                       WHERE status <> 'entered-in-error'
                         AND (value_kind <> 'none' OR components IS NOT NULL OR absent_reason IS NOT NULL OR note IS NOT NULL)
                       GROUP BY patient_id, category, code_key) AS o
                     FULL JOIN observation_series s
                       ON s.patient_id = o.patient_id AND s.category = o.category AND s.code_key = o.code_key
                     WHERE o.patient_id IS NULL OR s.patient_id IS NULL OR s.results <> o.results
                       OR s.latest_at <> o.latest_at OR (s.previous_id IS NULL) <> (s.results = 1)";
        assert_eq!(self.count(wrong).await, 0, "tests that are not listed as they are");
    }

    /// Sends what must be taken, and tells what became of it.
    pub(super) async fn taken(&self, message: &str) -> State {
        let answer = self.send(message).await;
        assert_eq!(code(&answer), "AA", "{:?}", answer.faults);
        answer.state
    }

    pub(super) async fn clinician(&self) -> Clinician {
        self.office.clinician(self.clerk).await
    }

    pub(super) async fn chart(&self, patient: PatientId) -> Chart {
        let by = self.office.clinician(self.doctor).await;
        grant(self.db(), &self.portal.auditor, &by, patient, Purpose::Treatment, "", self.now()).await.unwrap();
        let mut read = self.db().read().await.unwrap();
        open(&mut read, &by, patient, &AccessLog::default(), self.now()).await.unwrap()
    }

    /// The reports of a record, the newest first.
    pub(super) async fn reports(&self, patient: PatientId) -> Vec<Detail> {
        self.lists_are_true().await;
        let chart = self.chart(patient).await;
        let mut read = self.db().read().await.unwrap();
        let ids: Vec<(ReportId,)> = read
            .query("SELECT id FROM diagnostic_reports WHERE patient_id = $1 ORDER BY sort_at DESC, display")
            .bind(patient)
            .all()
            .await
            .unwrap();
        let mut reports = Vec::new();
        for (id,) in ids {
            reports.push(labs::report(&mut read, &chart, id).await.unwrap());
        }
        reports
    }

    /// Test, value with unit, range, flag and status of each result of a record.
    pub(super) async fn results(&self, patient: PatientId) -> Vec<[String; 5]> {
        let reports = self.reports(patient).await;
        let results = reports.iter().flat_map(|report| &report.results).map(|row| &row.result);
        let line = |result: &labs::Observation| {
            let value = result.text().unwrap_or_default();
            let unit = result.unit.clone().unwrap_or_default();
            [
                result.display.clone(),
                format!("{value} {unit}").trim().to_owned(),
                result.range_text.clone().unwrap_or_default(),
                result.interpretation.clone().unwrap_or_default(),
                result.status.clone(),
            ]
        };
        results.map(line).collect()
    }

    pub(super) async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db().read().await.unwrap().query(sql).one().await.unwrap();
        count
    }

    /// The record as its patient opens it.
    pub(super) async fn own(&self, patient: PatientId) -> Chart {
        let account = self.office.account("Herself", &[Role::Patient], None).await;
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE accounts SET patient_id = $1 WHERE id = $2").bind(patient).bind(account).run().await.unwrap();
        tx.commit().await.unwrap();
        let by = Patient::try_from(&self.office.session(account).await).unwrap();
        Chart::own(&by, &AccessLog::default(), self.now())
    }

    /// Sets a limit beyond which a test is critical.
    pub(super) async fn limit(&self, code: &str, unit: &str, low: &str, high: &str) {
        let by = self.office.admin(self.admin).await;
        let text = |text: &str| Some(text.to_owned());
        let limit = Limit { code: code.to_owned(), unit: unit.to_owned(), low: text(low), high: text(high) };
        add_limit(self.db(), &self.portal.auditor, &by, "Test", limit, self.now()).await.unwrap().unwrap();
    }

    /// The message with this control id, and its revision.
    pub(super) async fn message_of(&self, control_id: &str) -> (LabMessageId, i64) {
        let mut read = self.db().read().await.unwrap();
        read.query("SELECT id, revision FROM lab_messages WHERE control_id = $1")
            .bind(control_id.to_owned())
            .one()
            .await
            .unwrap()
    }

    /// The only message there is.
    pub(super) async fn message(&self) -> (LabMessageId, State, i64) {
        let rows: Vec<(LabMessageId, State, i64)> =
            self.db().read().await.unwrap().query("SELECT id, state, revision FROM lab_messages").all().await.unwrap();
        assert_eq!(rows.len(), 1);
        rows[0]
    }
}

fn resource(family: &str, given: &str, born: &str, sex: &str) -> Value {
    json!({ "resourceType": "Patient", "birthDate": born, "gender": sex,
        "name": [{ "use": "official", "family": family, "given": given.split(' ').collect::<Vec<_>>() }] })
}

pub(super) fn settings_of(name: &str, senders: &[&str]) -> Settings {
    Settings {
        name: name.to_owned(),
        zone: chrono_tz::America::New_York,
        charset: Charset::Utf8,
        takes_trials: false,
        record_authority: None,
        senders: senders.iter().map(|sender| Sender::parse(sender).unwrap()).collect(),
    }
}

/// MSA-1 of the only answer.
pub(super) fn code(answer: &Answer) -> String {
    assert_eq!(answer.messages.len(), 1);
    let text = String::from_utf8(answer.messages[0].clone()).unwrap();
    let line = text.split('\r').find(|line| line.starts_with("MSA")).unwrap();
    line.split('|').nth(1).unwrap().to_owned()
}

/// A message about somebody: its control id, the numbers, name, birth date and sex, and what follows PID.
pub(super) fn message(control_id: &str, pid: [&str; 4], rest: &str) -> String {
    let [numbers, name, born, sex] = pid;
    format!(
        "MSH|^~\\&|LIS|County Lab|Verbena|Clinic|20261101080000-0500||ORU^R01^ORU_R01|{control_id}|P|2.5.1\n\
         PID|1||{numbers}||{name}||{born}|{sex}\n{rest}"
    )
}

/// Ana as the laboratory knows her.
pub(super) const PID: [&str; 4] = ["4711^^^County^PI", "García^Ana", "19600302", "F"];

/// A potassium of order 100.
pub(super) fn potassium(value: &str, flag: &str, status: &str) -> String {
    format!(
        "OBR|1||100^County|24321-2^Basic metabolic panel^LN|||20261031090000-0400|||||||||\
         1234567893^Okafor^Amara^^^Dr.||||||20261031120000-0400|||{status}\n\
         OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L^^UCUM|3.5-5.1|{flag}|||{status}\n\
         NTE|1||Specimen slightly hemolysed."
    )
}
