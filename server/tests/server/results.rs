//! When patients see their results, through the real router: nothing of a held result is told on any page.

use super::{
    demo::{House, Persona, houses},
    support::count,
};
use chrono::Duration;
use clinic::{db::Source as _, demo, fhir};
use serde_json::{Value, json};

/// What must not be told: of the report its name, its test's name and code, its value and its conclusion; of the result without a
/// report the same.
const SECRETS: [&str; 9] = [
    "Zebrafinch panel",
    "Zebrafinch test",
    "20507-0",
    "731.937",
    "Zebrafinch conclusion",
    "Zebrafinch single",
    "5292-8",
    "841.529",
    "Zebrafinch document",
];

const POLICIES: &str = "session_idle_minutes=30&session_absolute_hours=12&invitation_days=30\
     &helpers_limited_from_years=12&helpers_end_at_years=18\
     &hold_pathology_days=7&hold_genetics_days=0&hold_tumor_markers_days=0\
     &cancel_limit_hours=24&offer_minutes=120&reminder_first_hours=168&reminder_second_hours=24&reminder_third_hours=2\
     &quiet_from_hour=21&quiet_until_hour=8";

fn walter() -> String {
    format!("urn:uuid:{}", demo::patient_id("walter-nguyen"))
}

fn report_url(number: u32) -> String {
    format!("https://example.org/DiagnosticReport/{number}")
}

impl House {
    /// Brings in a report on Walter from the laboratory, with one result; and one result without a report.
    async fn bring(&self, number: u32, section: &str) {
        let now = self.clock.now();
        let result = |code: &str, name: &str, value: &str| {
            let value: Value = serde_json::from_str(value).unwrap();
            json!({ "resourceType": "Observation", "status": "final", "subject": { "reference": walter() },
                "category": [{ "coding": [{ "code": "laboratory" }] }],
                "code": { "coding": [{ "system": "http://loinc.org", "code": code }], "text": name },
                "effectiveDateTime": (now - Duration::days(1)).to_rfc3339(), "issued": now.to_rfc3339(),
                "valueQuantity": { "value": value, "unit": "mg/dL", "code": "mg/dL" },
                "interpretation": [{ "coding": [{ "code": "HH" }] }] })
        };
        let observation = |name: &str| format!("https://example.org/Observation/{number}-{name}");
        let entry = |url: String, resource: Value| json!({ "fullUrl": url, "resource": resource });
        let report = json!({ "resourceType": "DiagnosticReport", "status": "final", "subject": { "reference": walter() },
            "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": section }] }],
            "code": { "text": "Zebrafinch panel" }, "conclusion": "Zebrafinch conclusion",
            "effectiveDateTime": (now - Duration::days(1)).to_rfc3339(), "issued": now.to_rfc3339(),
            "result": [{ "reference": observation("part") }] });
        let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [
            entry(observation("part"), result("20507-0", "Zebrafinch test", "731.937")),
            entry(observation("single"), result("5292-8", "Zebrafinch single", "841.529")),
            entry(report_url(number), report)] });
        let options = fhir::Options { source: "lab".to_owned(), zone: self.portal.settings.zone };
        let report = fhir::import_values(&self.portal.db, &self.clock, "lab", &[bundle], &options).await.unwrap();
        assert!(report.refused.is_empty(), "{:?}", report.refused);
    }

    /// Puts a document to a report.
    async fn document_of(&self, number: u32) {
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO report_documents (report_id, position, title, content_type, content)
             VALUES ($1, 1, 'Zebrafinch document', 'application/pdf', $2)",
        )
        .bind(fhir::resource_id(&report_url(number)))
        .bind(b"%PDF-1.7 Zebrafinch document".to_vec())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// Which secrets are told on any page, wherever it is asked for.
    async fn told(&self, persona: Persona) -> Vec<String> {
        let report = fhir::resource_id(&report_url(1));
        let mut told = Vec::new();
        let mut pages = 0;
        let routes: Vec<_> = app::routes().into_iter().filter(|route| route.method == "GET").collect();
        for pattern in routes.iter().map(|route| route.path) {
            let mut paths = vec![super::permissions::address(self, pattern).await];
            if let Some((path, rest)) = pattern.split_once("/labs/reports/{id}") {
                let rest = rest.replace("{position}", "1");
                paths
                    .push(format!("{path}/labs/reports/{report}{rest}").replace("{patient}", &self.walter.to_string()));
            }
            if let Some(path) = pattern.strip_suffix("/labs/compare") {
                let path = path.replace("{patient}", &self.walter.to_string());
                paths.extend(
                    ["test=20507-0&test=5292-8&test=2160-0".to_owned(), format!("report={report}")]
                        .map(|asked| format!("{path}/labs/compare?{asked}")),
                );
            }
            if let Some(path) = pattern.strip_suffix("/tests/{code}") {
                let path = path.replace("{patient}", &self.walter.to_string());
                paths.extend(["20507-0", "5292-8"].map(|code| format!("{path}/tests/{code}")));
            }
            for path in paths {
                let asked: &[&str] = if path.contains("/labs") && !path.contains('?') {
                    &[
                        "",
                        "?q=zebrafinch",
                        "?show=out",
                        "?q=zebrafinch&show=out",
                        "?q=test",
                        "?from=2026-01-01",
                        "?of=results",
                    ]
                } else {
                    &[""]
                };
                for asked in asked {
                    let answer = self.see(persona, &format!("{path}{asked}")).await;
                    pages += u32::from(answer.status == 200);
                    // What was asked for stands in the search field, in small letters, and in the address.
                    let hits = SECRETS.iter().filter(|secret| answer.body.contains(**secret));
                    told.extend(hits.map(|secret| format!("{secret} on {path}{asked}")));
                }
            }
        }
        assert!(pages > 20, "{persona:?} saw {pages} pages only");
        told
    }
}

#[tokio::test]
async fn nothing_of_a_held_result_is_told_on_any_page_until_it_is_shown() {
    for house in houses("held_results").await {
        let policies = format!("{POLICIES}&hold_infections_days=7");
        let admin = house.cookie(Persona::Admin);
        let saved = house.ask_with("POST", "/policies", &policies, admin).await;
        assert_eq!(saved.header("location"), "/policies", "{}", saved.body);
        house.bring(1, "SP").await;
        house.document_of(1).await;
        for persona in [Persona::Patient, Persona::Helper] {
            assert_eq!(house.told(persona).await, Vec::<String>::new(), "{persona:?}");
        }
        let (walter, report) = (house.walter, fhir::resource_id(&report_url(1)));
        let said = "You will see it on Nov 25, 2026 at the latest";
        for path in [
            "/home".to_owned(),
            "/labs".to_owned(),
            format!("/labs/reports/{report}"),
            format!("/helping/{walter}/labs"),
        ] {
            let persona = if path.starts_with("/helping") { Persona::Helper } else { Persona::Patient };
            let page = house.see(persona, &path).await.body;
            assert!(page.contains(said), "{path}: {page}");
        }
        for (persona, base) in [(Persona::Patient, String::new()), (Persona::Helper, format!("/helping/{walter}"))] {
            for file in ["report.pdf", "documents/1"] {
                let answer = house.see(persona, &format!("{base}/labs/reports/{report}/{file}")).await;
                assert_eq!(answer.status, 404, "{persona:?} {file}");
            }
        }
        let tests = house.see(Persona::Patient, "/labs/tests").await.body;
        assert!(tests.contains("2 more results are there"), "{tests}");

        let chart = format!("/patients/{walter}/labs");
        for (persona, shows) in [(Persona::Prescriber, true), (Persona::Staff, false)] {
            let mut told = String::new();
            for path in ["", "/tests", "/tests/20507-0", "/tests/5292-8", "/results.csv", "/results.json"] {
                told += &house.see(persona, &format!("{chart}{path}?q=")).await.body;
            }
            told += &house.see(persona, &format!("{chart}/reports/{report}")).await.body;
            let file = house.see(persona, &format!("{chart}/reports/{report}/report.pdf")).await;
            assert!(file.status == 200 && file.bytes.starts_with(b"%PDF-"), "{persona:?}");
            for secret in SECRETS {
                assert!(told.contains(secret), "{persona:?} misses {secret}");
            }
            for path in [chart.clone(), format!("{chart}/reports/{report}")] {
                let page = house.see(persona, &path).await.body;
                assert!(page.contains("Not yet shown to the patient, until Nov 25, 2026"), "{path}");
                assert_eq!(page.contains("Show it to the patient now"), shows, "{persona:?} {path}");
            }
        }

        let path = format!("{chart}/releases/{report}");
        let staff = house.ask_with("POST", &path, "", house.cookie(Persona::Staff)).await;
        assert_eq!(staff.status, 404);
        for _ in 0..2 {
            let shown = house.ask_with("POST", &path, "", house.cookie(Persona::Prescriber)).await;
            assert_eq!(shown.header("location"), chart);
        }
        let released = "SELECT count(*) FROM held_results WHERE released_by IS NOT NULL";
        assert_eq!(count(&house.portal.db, released).await, 2, "the report and its result, not the other one");
        let page = house.see(Persona::Patient, &format!("/labs/reports/{report}")).await.body;
        assert!(page.contains("731.937") && page.contains("Zebrafinch conclusion"), "{page}");
        for path in ["/home", "/labs", "/labs/tests", "/labs/tests/5292-8"] {
            let page = house.see(Persona::Patient, path).await.body;
            assert!(!page.contains("Zebrafinch single") && !page.contains("841.529"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_patient_chooses_when_to_see_results() {
    for house in houses("release_choice").await {
        let cookie = house.cookie(Persona::Patient);
        assert!(house.see(Persona::Patient, "/profile").await.body.contains("When I see lab results"));
        for (wrong, field) in [("when=after&days=31", "days"), ("when=after&days=", "days"), ("days=3", "when")] {
            let refused = house.ask_with("POST", "/profile/results", wrong, cookie).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{wrong}");
        }
        let saved = house.ask_with("POST", "/profile/results", "when=after&days=3", cookie).await;
        assert_eq!(saved.header("location"), "/profile");
        assert!(house.see(Persona::Patient, "/profile").await.body.contains("within 3 days"));
        house.bring(1, "LAB").await;
        let labs = house.see(Persona::Patient, "/labs").await.body;
        assert!(labs.contains("You will see it on Nov 21, 2026 at the latest") && !labs.contains("731.937"));
        let saved = house.ask_with("POST", "/profile/results", "when=at_once", cookie).await;
        assert_eq!(saved.header("location"), "/profile");
        assert!(house.see(Persona::Patient, "/labs").await.body.contains("731.937"));
    }
}

#[tokio::test]
async fn limits_out_of_range_are_refused_where_they_stand() {
    for house in houses("hold_limits").await {
        for wrong in ["31", "-1", "", "a week"] {
            let form = format!("{POLICIES}&hold_infections_days={}", wrong.replace(' ', "+"));
            let refused = house.ask_with("POST", "/policies", &form, house.cookie(Persona::Admin)).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains("href=\"#field-hold-infections-days\""), "{wrong}");
            assert!(refused.body.contains("Enter a whole number from 0 to 30"), "{wrong}");
        }
    }
}

#[tokio::test]
async fn results_are_taken_along_as_files_that_programs_read() {
    for house in houses("taken_along").await {
        house.bring(1, "LAB").await;
        house.document_of(1).await;
        let csv = house.see(Persona::Patient, "/labs/results.csv").await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
        assert_eq!(csv.header("content-disposition"), "attachment; filename=\"lab-results.csv\"");
        assert!(csv.bytes.starts_with("\u{feff}Sample taken,".as_bytes()), "{}", csv.body);
        let line = csv.body.lines().find(|line| line.contains("731.937")).unwrap();
        for value in ["Zebrafinch panel", "Zebrafinch test", "20507-0", "mg/dL", "Critically high", "HH", "Final"] {
            assert!(line.contains(value), "{value} in {line}");
        }
        let json = house.see(Persona::Patient, "/labs/results.json").await;
        assert_eq!(json.header("content-type"), "application/fhir+json; charset=utf-8");
        let bundle: Value = serde_json::from_str(&json.body).unwrap();
        let entries = bundle["entry"].as_array().unwrap();
        let of = |kind: &str| entries.iter().filter(|entry| entry["resource"]["resourceType"] == kind).count();
        assert!(of("DiagnosticReport") > 5 && of("Observation") > 20);
        assert_eq!(of("DiagnosticReport") + of("Observation"), entries.len());
        let report = entries.iter().find(|entry| entry["fullUrl"] == report_url(1)).unwrap();
        let result = report["resource"]["result"][0]["reference"].as_str().unwrap();
        assert!(entries.iter().any(|entry| entry["fullUrl"] == result), "references lead to entries");
        let noted = "SELECT count(*) FROM audit_events WHERE detail LIKE 'taken along as %' AND subject = 'labs'";
        assert_eq!(count(&house.portal.db, noted).await, 2);

        let path = format!("/labs/reports/{}", fhir::resource_id(&report_url(1)));
        let file = house.see(Persona::Patient, &format!("{path}/documents/1")).await;
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("content-disposition"), "inline; filename=\"report-1.pdf\"");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        let pdf = house.see(Persona::Patient, &format!("{path}/report.pdf")).await;
        assert_eq!(pdf.header("content-type"), "application/pdf");
        assert_eq!(pdf.header("content-disposition"), "inline; filename=\"lab-report.pdf\"");
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query("UPDATE report_documents SET content = $1").bind(b"<script>".to_vec()).run().await.unwrap();
        tx.commit().await.unwrap();
        let file = house.see(Persona::Patient, &format!("{path}/documents/1")).await;
        assert_eq!(file.header("content-type"), "application/octet-stream");
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert!(file.header("content-security-policy").contains("sandbox"));
    }
}
