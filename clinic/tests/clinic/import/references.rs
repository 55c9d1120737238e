//! References lead where FHIR says, and nowhere else.

use super::world::{World, bundle, entry, glucose, patient, urn};
use clinic::fhir::{Options, import, import_values, resource_id};
use serde_json::{Value, json};

fn practitioner(id: &str) -> Value {
    json!({
        "resourceType": "Practitioner", "id": id, "name": [{"family": "Okafor", "given": ["Ada"], "prefix": ["Dr."]}],
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}]
    })
}

fn encounter(subject: &str, doctor: &str) -> Value {
    json!({
        "resourceType": "Encounter", "id": "e", "status": "finished", "subject": {"reference": subject},
        "participant": [{"individual": {"reference": doctor}}], "period": {"start": "2025-01-02T10:00:00-05:00"}
    })
}

fn collection(entries: Vec<Value>) -> String {
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string()
}

#[tokio::test]
async fn a_reference_to_nothing_is_refused() {
    for world in World::both("dangling").await {
        for reference in [urn(9), "Patient/9".into(), "http://h/fhir/Patient/9".into(), "#p".into(), "nobody".into()] {
            let mut result = glucose(1, "98", "2025-01-02");
            result["performer"] = json!([{"reference": reference}]);
            let text = bundle(vec![entry(1, patient()), entry(2, result)]).to_string();
            let report = world.import_text("dangling.json", text).await;
            assert_eq!(report.refused.len(), 1, "{reference}");
            assert_eq!(report.refused[0].place.as_deref(), Some("entry 2"));
            assert!(report.refused[0].reason.contains("refer"), "{}", report.refused[0].reason);
            assert!(world.is_empty().await);
        }
        // Also in what is kept only as it came.
        let claim =
            json!({"resourceType": "Claim", "patient": {"reference": urn(1)}, "provider": {"reference": urn(8)}});
        let report =
            world.import_text("claim.json", bundle(vec![entry(1, patient()), entry(2, claim)]).to_string()).await;
        assert_eq!(report.refused[0].place.as_deref(), Some("entry 2"));
        assert!(world.is_empty().await);
    }
}

#[tokio::test]
async fn every_way_to_refer_is_followed() {
    for world in World::both("every_way").await {
        let by = |url: &str, resource: Value| json!({"fullUrl": url, "resource": resource});
        let bundles = [
            // Absolute, and relative to the same server.
            collection(vec![
                by("http://h/fhir/Encounter/e", encounter("Patient/1/_history/3", "http://h/fhir/Practitioner/7")),
                by("http://h/fhir/Patient/1", patient()),
                by("http://h/fhir/Practitioner/7", practitioner("7")),
            ]),
            // By type and id inside a Bundle of urn:uuid.
            bundle(vec![entry(1, patient()), entry(2, practitioner("8")), entry(3, encounter("Patient/1", &urn(2)))])
                .to_string(),
            // Without any address.
            collection(vec![
                json!({"resource": encounter("Patient/1", "Practitioner/7")}),
                json!({"resource": patient()}),
                json!({"resource": practitioner("7")}),
            ]),
        ];
        for (number, text) in (1..).zip(bundles) {
            let report = world.import_text("bundle.json", text).await;
            assert_eq!(report.refused, []);
            assert_eq!(report.total().understood, 3);
            assert_eq!(world.count("encounters").await, number);
        }
        let joined = "SELECT CAST(count(*) AS TEXT) FROM encounters e JOIN patients p ON p.id = e.patient_id JOIN \
                      practitioners d ON d.id = e.practitioner_id WHERE e.practitioner = 'Dr. Ada Okafor'";
        assert_eq!(world.text(joined).await, "3");
    }
}

#[tokio::test]
async fn a_business_identifier_must_mean_exactly_one() {
    let search = "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893";
    for world in World::both("conditional").await {
        let visit = || bundle(vec![entry(1, patient()), entry(3, encounter(&urn(1), search))]).to_string();
        let report = world.import_text("visit.json", visit()).await;
        assert!(report.refused[0].reason.contains("not exactly one"), "{}", report.refused[0].reason);
        world.bring(vec![entry(2, practitioner("7"))]).await;
        let report = world.import_text("visit.json", visit()).await;
        assert_eq!(report.refused, []);
        assert_eq!(world.text("SELECT practitioner FROM encounters").await, "Dr. Ada Okafor");
        // A second one with the same number makes it a guess.
        world.bring(vec![entry(4, practitioner("8"))]).await;
        let mut again = encounter(&urn(1), search);
        again["status"] = "in-progress".into();
        let report = world.import_text("visit.json", bundle(vec![entry(5, again.clone())]).to_string()).await;
        assert_eq!(report.refused.len(), 1);
        // Inside its own Bundle there is only one.
        world.bring(vec![entry(5, again), entry(6, practitioner("9"))]).await;
    }
}

#[tokio::test]
async fn files_may_come_in_any_order() {
    for world in World::both("any_order").await {
        world.file("a.json", bundle(vec![entry(3, encounter(&urn(1), &urn(2)))]).to_string());
        world.file("b.json", bundle(vec![entry(1, patient())]).to_string());
        let nested = world.folder.path().join("staff");
        std::fs::create_dir(&nested).unwrap();
        std::fs::write(nested.join("c.json"), bundle(vec![entry(2, practitioner("7"))]).to_string()).unwrap();
        world.file("notes.txt", "hello");
        let report = world.import(&[world.folder.path().to_owned()]).await;
        assert_eq!((report.files, report.refused.len(), report.passed_over.len()), (3, 0, 1));
        assert_eq!(world.count("encounters").await, 1);
    }
}

#[tokio::test]
async fn files_that_refer_to_each_other_come_in_together() {
    for world in World::both("each_other").await {
        let mut visit = encounter("Patient/1", "Practitioner/7");
        visit["diagnosis"] = json!([{"condition": {"reference": "Condition/c"}}]);
        let condition = json!({
            "resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/1"},
            "encounter": {"reference": "Encounter/e"}, "code": {"text": "Asthma"}
        });
        let paths = [
            world.file("Condition.ndjson", format!("{condition}\n")),
            world.file("Encounter.ndjson", format!("{visit}\n")),
            world.file("Patient.ndjson", format!("{}\n{}\n", patient(), practitioner("7"))),
            world.file("Lost.ndjson", format!("{}\n", encounter("Patient/404", "Practitioner/7"))),
        ];
        let report = world.import(&paths).await;
        assert_eq!(report.files, 3);
        assert_eq!(report.refused.len(), 1);
        assert!(report.refused[0].file.ends_with("Lost.ndjson"));
        assert_eq!((world.count("conditions").await, world.count("encounters").await), (1, 1));
    }
}

#[tokio::test]
async fn lines_are_read_like_entries_and_sources_are_kept_apart() {
    for world in World::both("lines").await {
        let lines = format!("{}\n\n{}\n{}\n", patient(), practitioner("7"), encounter("Patient/1", "Practitioner/7"));
        // By name, and by content.
        let report = world.import(&[world.file("all.ndjson", &lines), world.file("same.json", &lines)]).await;
        assert_eq!(report.refused, []);
        assert_eq!((report.total().understood, report.total().unchanged), (3, 3));
        let elsewhere = Options { source: "north".into(), ..Options::default() };
        let report =
            import(world.db(), &world.clock, &[world.file("all.jsonl", &lines)], &elsewhere, &()).await.unwrap();
        assert_eq!(report.total().understood, 3);
        assert_eq!(world.count("patients").await, 2);
        // A Bundle on a line.
        let report = world.import_text("bundles.ndjson", format!("{}\n", bundle(vec![entry(1, patient())]))).await;
        assert_eq!(report.total().understood, 1);
    }
}

#[tokio::test]
async fn values_come_in_like_files() {
    for world in World::both("values").await {
        let bundles = [bundle(vec![entry(2, glucose(1, "98.0", "2025-01-02"))]), bundle(vec![entry(1, patient())])];
        let report = import_values(world.db(), &world.clock, "demo", &bundles, &Options::default()).await.unwrap();
        assert_eq!((report.files, report.refused.len()), (2, 0));
        assert_eq!(world.text("SELECT value FROM observations").await, "98.0");
        let id = resource_id(&urn(1));
        assert_eq!(world.text("SELECT identity FROM resources WHERE type = 'Patient'").await, urn(1));
        assert!(
            world.rows().await["patients"].iter().all(|row| {
                row.contains(&id.to_string()) || row.contains(&id.as_bytes().escape_ascii().to_string())
            })
        );
    }
}

#[tokio::test]
async fn what_is_contained_belongs_to_its_resource() {
    for world in World::both("contained").await {
        let order = json!({
            "resourceType": "MedicationRequest", "status": "active", "intent": "order", "subject": {"reference": urn(1)},
            "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "Salbutamol inhaler"}}],
            "medicationReference": {"reference": "#m"}
        });
        let report = |value| {
            let mut inner = glucose(1, value, "2025-01-02");
            inner["id"] = "o".into();
            inner["category"] = json!([]);
            json!({
                "resourceType": "DiagnosticReport", "status": "final", "subject": {"reference": urn(1)},
                "code": {"text": "Sugar"}, "category": [{"coding": [{"code": "LAB"}]}],
                "contained": [inner], "result": [{"reference": "#o"}]
            })
        };
        world.bring(vec![entry(1, patient()), entry(2, order), entry(3, report("98"))]).await;
        assert_eq!(world.text("SELECT display FROM medication_requests").await, "Salbutamol inhaler");
        assert_eq!(world.text("SELECT category FROM observations").await, "laboratory");
        world.bring(vec![entry(3, report("120"))]).await;
        assert_eq!(world.text("SELECT value FROM observations").await, "120");
        let latest = "SELECT o.value FROM observation_series s JOIN observations o ON o.id = s.latest_id";
        assert_eq!(world.text(latest).await, "120");
        assert_eq!(world.count("diagnostic_report_results").await, 1);
    }
}
