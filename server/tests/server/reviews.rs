//! Results that wait for a clinician, through the real router: the inbox, one report, critical values, tasks, questions.

use super::{
    demo::{House, Persona, houses},
    support::{Answer, count},
};
use clinic::{
    db::Source as _,
    demo, fhir,
    ids::ReportId,
    reviews::{Filed, arrived, tell},
};
use serde_json::{Value, json};
use uuid::Uuid;

/// A national number of nobody here: Walter's own doctor is responsible.
const NOBODY: &str = "0000000000";

impl House {
    /// Walter's oldest report, as if a laboratory had sent it just now: it is unseen each time.
    pub(super) async fn report_to_review(&self) -> Uuid {
        let sql =
            "SELECT id FROM diagnostic_reports WHERE patient_id = $1 AND category = 'laboratory' ORDER BY id LIMIT 1";
        let report = self.id_of(sql).await;
        self.file(ReportId(report), false).await;
        report
    }

    async fn file(&self, report: ReportId, is_correction: bool) {
        let ordered_by = vec![NOBODY.to_owned()];
        let filed = Filed { report, patient: self.walter, ordered_by, is_correction, is_new: !is_correction };
        let mut tx = self.portal.db.begin().await.unwrap();
        let zone = self.portal.settings.zone;
        arrived(&mut tx, &[filed], self.clock.now(), zone).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A question of Walter's that waits.
    pub(super) async fn asked(&self) -> Uuid {
        let (id, report) = (clinic::ids::new(), self.report_to_review().await);
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO report_questions (id, report_id, patient_id, words, asked_at, asked_by, asker, asker_role)
             SELECT $1, $2, $3, 'Is it bad?', $4, a.id, a.name, 'patient' FROM accounts a WHERE a.patient_id = $3",
        )
        .bind(id)
        .bind(report)
        .bind(self.walter)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// What his doctor says to Walter about the report that is reviewed.
    pub(super) async fn commented(&self) -> Uuid {
        let (id, report) = (clinic::ids::new(), self.report_to_review().await);
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO report_comments (id, report_id, patient_id, english, made_at, made_by, author)
             SELECT $1, $2, $3, 'Zebrafinch advice', $4, a.id, a.name FROM accounts a WHERE a.email_key = 'okafor@example.org'",
        )
        .bind(id)
        .bind(report)
        .bind(self.walter)
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Something to be done for Walter.
    pub(super) async fn task(&self) -> Uuid {
        let (id, report) = (clinic::ids::new(), self.report_to_review().await);
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO tasks (id, patient_id, report_id, kind, words, due_on, made_at, made_by, maker)
             SELECT $1, $2, $3, 'call', 'Tell him', $4, $5, a.id, a.name FROM accounts a WHERE a.email_key = 'okafor@example.org'",
        )
        .bind(id)
        .bind(self.walter)
        .bind(report)
        .bind(self.clock.now().date_naive())
        .bind(self.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Brings in a report on Walter from the laboratory, with one result: value, flag.
    async fn result(&self, number: u32, version: u32, value: &str, flag: &str) -> ReportId {
        let walter = format!("urn:uuid:{}", demo::patient_id("walter-nguyen"));
        let now = self.clock.now().to_rfc3339();
        let updated = format!("2026-11-{version:02}T00:00:00Z");
        let status = if version == 1 { "final" } else { "corrected" };
        let url = |what: &str| format!("https://example.org/{what}/review-{number}");
        let result = json!({ "resourceType": "Observation", "status": status, "subject": { "reference": walter },
            "meta": { "lastUpdated": updated }, "category": [{ "coding": [{ "code": "laboratory" }] }],
            "code": { "coding": [{ "system": "http://loinc.org", "code": "2823-3" }], "text": "Zebrafinch potassium" },
            "effectiveDateTime": now, "issued": now,
            "valueQuantity": { "value": serde_json::from_str::<Value>(value).unwrap(), "unit": "mmol/L", "code": "mmol/L" },
            "referenceRange": [{ "low": { "value": 3.5 }, "high": { "value": 5.1 } }],
            "interpretation": [{ "coding": [{ "code": flag }] }] });
        let report = json!({ "resourceType": "DiagnosticReport", "status": status, "subject": { "reference": walter },
            "meta": { "lastUpdated": updated },
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "CH" }] }],
            "code": { "text": format!("Zebrafinch panel {number}") }, "effectiveDateTime": now, "issued": now,
            "result": [{ "reference": url("Observation") }] });
        let entry = |what: &str, resource: Value| json!({ "fullUrl": url(what), "resource": resource });
        let bundle = json!({ "resourceType": "Bundle", "type": "collection",
            "entry": [entry("Observation", result), entry("DiagnosticReport", report)] });
        let options = fhir::Options { source: "lab".to_owned(), zone: self.portal.settings.zone };
        let done = fhir::import_values(&self.portal.db, &self.clock, "lab", &[bundle], &options).await.unwrap();
        assert!(done.refused.is_empty(), "{:?}", done.refused);
        let id = ReportId(fhir::resource_id(&url("DiagnosticReport")));
        self.file(id, version > 1).await;
        id
    }

    async fn press(&self, persona: Persona, path: &str, body: &str) -> Answer {
        self.ask_with("POST", path, body, self.cookie(persona)).await
    }

    fn report_path(&self, report: ReportId) -> String {
        format!("/patients/{}/labs/reports/{report}", self.walter)
    }
}

#[tokio::test]
async fn a_doctor_ticks_reports_off_and_writes_to_the_patient() {
    for house in houses("reviews").await {
        let high = house.result(1, 1, "5.6", "H").await;
        let fine = house.result(2, 1, "4.1", "N").await;
        let inbox = house.see(Persona::Prescriber, "/reviews").await.body;
        let at = |words: &str| inbox.find(words).unwrap_or_else(|| panic!("{words} is not shown: {inbox}"));
        assert!(at("Zebrafinch panel 1") < at("Zebrafinch panel 2"));
        assert!(inbox.contains("Zebrafinch potassium 5.6\u{a0}mmol/L (High)"), "{inbox}");
        assert!(!inbox.contains(&format!("name=\"see-{high}\"")), "only what is in range is ticked");
        let everyones = house.see(Persona::OtherPrescriber, "/reviews?show=everyones").await.body;
        assert!(everyones.contains("Zebrafinch panel 1") && !everyones.contains("5.6\u{a0}mmol/L"), "{everyones}");
        assert_eq!(house.see(Persona::Staff, "/reviews").await.status, 404);

        for (form, words) in [
            ("show=mine".to_owned(), "Nothing is ticked"),
            (format!("see-{fine}=7"), "0 ticked off. 1 was left"),
            (format!("see-{high}=1"), "0 ticked off. 1 was left"),
        ] {
            let refused = house.press(Persona::Prescriber, "/reviews/seen", &form).await;
            assert_eq!(refused.status, 422, "{form}");
            assert!(refused.body.contains(words), "{form}: {}", refused.body);
        }
        let done = house.press(Persona::Prescriber, "/reviews/seen", &format!("see-{fine}=1&show=mine")).await;
        assert_eq!(done.header("location"), "/reviews?show=mine");

        let path = house.report_path(high);
        let page = house.see(Persona::Prescriber, &format!("{path}/review")).await.body;
        for words in
            ["Zebrafinch panel 1", "Out of range", "Seen, and the next report", "The report came", "class=\"spark\""]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        for (form, words) in [
            ("way=seen&revision=9", "The report has changed since you opened it"),
            ("way=comment&english=+", "Write something in one of the languages"),
        ] {
            let refused = house.press(Persona::Prescriber, &format!("{path}/seen"), form).await;
            assert_eq!(refused.status, 422, "{form}");
            assert!(refused.body.contains(words), "{form}");
        }
        let long = format!("way=seen&revision=1&spanish={}", "a".repeat(2_001));
        assert_eq!(house.press(Persona::Prescriber, &format!("{path}/seen"), &long).await.status, 422);
        let form = "way=seen&revision=1&spanish=Beba+m%C3%A1s+agua";
        let done = house.press(Persona::Prescriber, &format!("{path}/seen"), form).await;
        assert_eq!(done.header("location"), "/reviews", "{}", done.body);
        let told = house.see(Persona::Patient, &format!("/labs/reports/{high}")).await.body;
        assert!(told.contains("Beba más agua") && told.contains("Written in: Español"), "{told}");
        let empty = house.see(Persona::Prescriber, "/reviews").await.body;
        assert!(empty.contains("No report waits"), "{empty}");
        tell(&house.portal.db, house.portal.settings.zone, house.clock.now()).await.unwrap();
        // Walter and his daughter, each of both reports.
        let mails = "SELECT count(*) FROM outbox WHERE kind = 'result_shown'";
        assert_eq!(count(&house.portal.db, mails).await, 4);
        house.result(1, 2, "4.4", "N").await;
        let back = house.see(Persona::Prescriber, "/reviews").await.body;
        assert!(back.contains("The laboratory has corrected it"), "{back}");
    }
}

#[tokio::test]
async fn a_comment_is_taken_back_and_the_patient_no_longer_reads_what_it_said() {
    for house in houses("reviews_comment_back").await {
        let (comment, report) = (house.commented().await, ReportId(house.report_to_review().await));
        let (path, own) = (house.report_path(report), format!("/labs/reports/{report}"));
        assert!(house.see(Persona::Patient, &own).await.body.contains("Zebrafinch advice"));
        let page = house.see(Persona::Prescriber, &format!("{path}/review")).await.body;
        assert!(page.contains("Take this comment back"), "{page}");
        let end = format!("{path}/comments/{comment}/withdrawal");
        assert_eq!(house.press(Persona::Patient, &end, "").await.status, 404);
        for _ in 0..2 {
            let done = house.press(Persona::Prescriber, &end, "").await;
            assert_eq!(done.header("location"), format!("{path}/review"));
        }
        let page = house.see(Persona::Prescriber, &format!("{path}/review")).await.body;
        assert!(
            page.contains("<del>Zebrafinch advice</del>") && page.contains("The patient no longer reads it"),
            "{page}"
        );
        assert!(!page.contains("Take this comment back"), "{page}");
        let told = house.see(Persona::Patient, &own).await.body;
        assert!(
            !told.contains("Zebrafinch advice") && told.contains("Your clinic took this comment back on"),
            "{told}"
        );
        let other = house.result(3, 1, "4.1", "N").await;
        let elsewhere = format!("{}/comments/{comment}/withdrawal", house.report_path(other));
        assert_eq!(house.press(Persona::Prescriber, &elsewhere, "").await.status, 404);
    }
}

#[tokio::test]
async fn seeing_shows_a_held_report_and_until_then_the_patient_reads_why_it_waits() {
    for house in houses("reviews_held").await {
        let cookie = house.cookie(Persona::Patient);
        house.ask_with("POST", "/profile/results", "when=after&days=3", cookie).await;
        let report = house.result(1, 1, "5.637", "H").await;
        let own = format!("/labs/reports/{report}");
        let page = house.see(Persona::Patient, &own).await.body;
        assert!(page.contains("You will see it on Nov 21, 2026 at the latest") && !page.contains("5.637"), "{page}");
        assert!(!page.contains("Ask a question"), "nothing is asked of what is not shown");
        assert_eq!(house.see(Persona::Patient, &format!("{own}/question")).await.status, 404);
        let review = house.see(Persona::Prescriber, &format!("{}/review", house.report_path(report))).await.body;
        assert!(review.contains("When you tick it off, it is shown"), "{review}");
        let form = "way=next&revision=1";
        house.press(Persona::Prescriber, &format!("{}/seen", house.report_path(report)), form).await;
        let page = house.see(Persona::Patient, &own).await.body;
        assert!(page.contains("5.637") && page.contains("Ask a question"), "{page}");
    }
}

#[tokio::test]
async fn a_critical_result_is_said_on_every_clinicians_page_until_someone_has_it_in_hand() {
    for house in houses("reviews_critical").await {
        let report = house.result(1, 1, "7.2", "HH").await;
        let path = house.report_path(report);
        for persona in [Persona::Prescriber, Persona::Staff, Persona::OtherPrescriber] {
            for page in ["/patients", "/calendar"] {
                let body = house.see(persona, page).await.body;
                assert!(body.contains("A critical result waits"), "{persona:?} {page}");
                assert!(!body.contains("Zebrafinch"), "{persona:?} {page}");
            }
        }
        let inbox = house.see(Persona::Prescriber, "/reviews").await.body;
        assert!(inbox.contains("Nobody has this in hand yet"), "{inbox}");
        let refused = house.press(Persona::Prescriber, &format!("{path}/seen"), "way=seen&revision=1").await;
        assert_eq!(refused.status, 422);
        let refused = house.press(Persona::Prescriber, &format!("{path}/alert"), "revision=1&answer=+").await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Write what you do about it"), "{}", refused.body);
        assert_eq!(house.press(Persona::Staff, &format!("{path}/alert"), "revision=1&answer=x").await.status, 404);
        let done = house.press(Persona::Prescriber, &format!("{path}/alert"), "revision=1&answer=Called+him").await;
        assert_eq!(done.header("location"), format!("{path}/review"));
        let page = house.see(Persona::Prescriber, &format!("{path}/review")).await.body;
        assert!(page.contains("has it in hand") && page.contains("Called him"), "{page}");
        assert!(!house.see(Persona::Staff, "/patients").await.body.contains("A critical result waits"));
        let again = house.press(Persona::Prescriber, &format!("{path}/alert"), "revision=1&answer=Me+too").await;
        assert_eq!(again.status, 422);
    }
}

#[tokio::test]
async fn a_question_goes_to_the_doctor_and_its_answer_stands_at_the_result() {
    for house in houses("reviews_question").await {
        let report = house.result(1, 1, "5.6", "H").await;
        let own = format!("/labs/reports/{report}/question");
        let id = clinic::ids::new();
        let asked = "SELECT count(*) FROM report_questions";
        let before = count(&house.portal.db, asked).await;
        for (form, words) in [
            (format!("question={id}&words=+"), "Write your question"),
            (format!("question={id}&words={}", "a".repeat(1_001)), "Write at most 1,000 characters"),
        ] {
            let refused = house.press(Persona::Patient, &own, &form).await;
            assert_eq!(refused.status, 422);
            assert!(refused.body.contains(words) && refused.body.contains(&id.to_string()), "{}", refused.body);
        }
        for _ in 0..2 {
            let sent = house.press(Persona::Patient, &own, &format!("question={id}&words=Zebrafinch+why%3F")).await;
            assert_eq!(sent.header("location"), format!("/labs/reports/{report}"));
        }
        let helping = format!("/helping/{}/labs/reports/{report}/question", house.walter);
        let sent = house.press(Persona::Helper, &helping, "words=And+the+diet%3F").await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert_eq!(house.press(Persona::OtherPatient, &own, "words=Mine%3F").await.status, 404);
        assert_eq!(count(&house.portal.db, asked).await, before + 2);
        let inbox = house.see(Persona::Prescriber, "/reviews?show=questions").await.body;
        assert!(inbox.contains("Zebrafinch why?") && inbox.contains("who helps the patient"), "{inbox}");
        let path = format!("/patients/{}/labs/questions/{id}", house.walter);
        assert_eq!(house.see(Persona::Prescriber, &path).await.status, 200);
        assert_eq!(house.press(Persona::Prescriber, &path, "words=").await.status, 422);
        let done = house.press(Persona::Prescriber, &path, "words=It+is+harmless").await;
        assert_eq!(done.header("location"), "/reviews?show=questions");
        assert_eq!(house.press(Persona::Prescriber, &path, "words=Twice").await.status, 422);
        let page = house.see(Persona::Patient, &format!("/labs/reports/{report}")).await.body;
        assert!(page.contains("It is harmless") && page.contains("The clinic has not answered yet"), "{page}");
        let mails = "SELECT count(*) FROM outbox WHERE kind = 'question_answered'";
        assert_eq!(count(&house.portal.db, mails).await, 1);
    }
}

#[tokio::test]
async fn tasks_are_done_by_whoever_looks_after_patients() {
    for house in houses("reviews_tasks").await {
        let report = house.result(1, 1, "5.6", "H").await;
        let path = format!("{}/tasks", house.report_path(report));
        for (form, field) in [
            ("kind=call&words=&due=2026-11-20", "words"),
            ("kind=other&words=Call&due=2026-11-20", "kind"),
            ("kind=call&words=Call&due=2026-11-01", "due"),
            ("kind=call&words=Call&due=2036-11-01", "due"),
            ("kind=call&words=Call&due=soon", "due"),
        ] {
            let refused = house.press(Persona::Prescriber, &path, form).await;
            assert_eq!(refused.status, 422, "{form}");
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{form}");
        }
        let form = "kind=call&words=Tell+him+to+drink&due=2026-11-20";
        assert_eq!(house.press(Persona::Staff, &path, form).await.status, 404);
        assert_eq!(house.press(Persona::Prescriber, &path, form).await.status, 303);
        assert!(
            house
                .see(Persona::Prescriber, &format!("{}/review", house.report_path(report)))
                .await
                .body
                .contains("Tell him to drink")
        );
        let list = house.see(Persona::Staff, "/tasks").await.body;
        assert!(list.contains("Tell him to drink") && list.contains("Due Nov 20, 2026"), "{list}");
        let task = house.id_of("SELECT id FROM tasks WHERE patient_id = $1").await;
        let path = format!("/tasks/{task}");
        assert_eq!(house.press(Persona::Staff, &path, "outcome=").await.status, 422);
        assert_eq!(house.press(Persona::Staff, &path, "outcome=He+drinks+now").await.header("location"), "/tasks");
        assert_eq!(house.press(Persona::Staff, &path, "outcome=Again").await.status, 422);
        assert!(house.see(Persona::Staff, "/tasks").await.body.contains("Nothing is to be done"));
        assert!(house.see(Persona::Staff, "/tasks?show=done").await.body.contains("He drinks now"));
    }
}

#[tokio::test]
async fn an_administrator_keeps_the_clinics_critical_values() {
    for house in houses("reviews_limits").await {
        let path = "/policies/critical-values";
        for (form, field) in [
            ("name=&code=2823-3&unit=mmol%2FL&high=5", "name"),
            ("name=Potassium&code=2823-4&unit=mmol%2FL&high=5", "code"),
            ("name=Potassium&code=2823-3&unit=&high=5", "unit"),
            ("name=Potassium&code=2823-3&unit=mmol%2FL", "low"),
            ("name=Potassium&code=2823-3&unit=mmol%2FL&high=five", "high"),
        ] {
            let refused = house.press(Persona::Admin, path, form).await;
            assert_eq!(refused.status, 422, "{form}");
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{form}");
        }
        let form = "name=Potassium&code=2823-3&unit=mmol%2FL&high=5.0";
        assert_eq!(house.press(Persona::Admin, path, form).await.header("location"), path);
        assert_eq!(house.press(Persona::Admin, path, form).await.status, 422);
        let page = house.see(Persona::Admin, path).await.body;
        assert!(page.contains("above 5.0\u{a0}mmol/L"), "{page}");
        house.result(1, 1, "5.05", "N").await;
        let inbox = house.see(Persona::Prescriber, "/reviews").await.body;
        assert!(inbox.contains("(critical for this clinic)"), "{inbox}");
        let limit = house.id_of("SELECT id FROM critical_limits WHERE $1 = $1").await;
        let ended = house.press(Persona::Admin, &format!("{path}/{limit}/end"), "").await;
        assert_eq!(ended.header("location"), path);
        assert!(house.see(Persona::Admin, path).await.body.contains("Ended:"));
    }
}
