//! What laboratories change after they have sent it, and what follows from a result, on both databases.

use super::ward::{FINAL, PATIENT, Sent, Ward};
use chrono::Duration;
use clinic::{
    Error,
    db::Source as _,
    fhir,
    ids::ReportId,
    labs::{Category, Detail, Kind, Revision, Standing, What, attached, history, report},
    paging::Before,
    patients::Chart,
    testing::databases,
};
use serde_json::{Value, json};
use uuid::Uuid;

const POTASSIUM: &str = "https://example.org/Observation/1-2823-3";

/// A version of the potassium, with what is to be another than in the first.
fn potassium(version: u32, value: &str, other: Value) -> (String, Value) {
    let value: Value = serde_json::from_str(value).unwrap();
    let mut observation = json!({
        "resourceType": "Observation", "status": "final", "meta": { "lastUpdated": format!("2026-11-{version:02}T00:00:00Z") },
        "category": [{ "coding": [{ "code": "laboratory" }] }],
        "code": { "coding": [{ "system": "http://loinc.org", "code": "2823-3", "display": "Potassium" }] },
        "subject": { "reference": PATIENT }, "effectiveDateTime": "2026-10-30T12:00:00Z",
        "valueQuantity": { "value": value, "unit": "mmol/L", "code": "mmol/L" },
        "referenceRange": [{ "low": { "value": 3.5 }, "high": { "value": 5.1 } }]
    });
    for (name, value) in other.as_object().unwrap() {
        observation[name] = value.clone();
    }
    (POTASSIUM.to_owned(), observation)
}

fn told(revisions: &[Revision]) -> Vec<(Option<What>, Option<String>, Option<String>)> {
    revisions.iter().map(|one| (one.what(), one.before.text(), one.after.text())).collect()
}

async fn seen(ward: &Ward, chart: &Chart, id: ReportId) -> Detail {
    report(&mut ward.office.db.read().await.unwrap(), chart, id).await.unwrap()
}

#[tokio::test]
async fn a_corrected_potassium_shows_old_and_new() {
    for test in databases("changed").await {
        let ward = Ward::new(&test.db).await;
        let id = ward.send(&Sent { results: &[("2823-3", "1")], ..FINAL }).await;
        ward.bring(vec![potassium(2, "5.9", json!({ "status": "preliminary" }))]).await;
        // Final, and nothing else: no correction.
        ward.bring(vec![potassium(3, "5.9", json!({}))]).await;
        ward.office.clock.advance(Duration::days(2));
        ward.bring(vec![potassium(4, "4.1", json!({ "status": "corrected" }))]).await;
        let changed_at = ward.now();
        ward.office.clock.advance(Duration::days(1));
        let range = json!({ "status": "corrected", "referenceRange": [{ "text": "<4.1" }] });
        ward.bring(vec![potassium(5, "4.1", range)]).await;
        let flag = json!({ "status": "corrected", "referenceRange": [{ "text": "<4.1" }],
            "interpretation": [{ "coding": [{ "code": "H" }] }] });
        ward.bring(vec![potassium(6, "4.1", flag)]).await;
        let chart = ward.own().await;
        let detail = seen(&ward, &chart, id).await;
        let digits = |text: &str| Some(text.to_owned());
        assert_eq!(
            told(&detail.revisions),
            [
                (Some(What::Value), digits("1"), digits("5.9")),
                (Some(What::Value), digits("5.9"), digits("4.1")),
                (Some(What::Range), digits("4.1"), digits("4.1")),
                (Some(What::Flag), digits("4.1"), digits("4.1")),
            ]
        );
        assert_eq!(detail.revisions[1].at, changed_at);
        let open = &detail.revisions[2].after;
        assert_eq!((open.range_high.as_deref(), open.range_high_open), (Some("4.1"), true));
        let q = &mut ward.office.db.read().await.unwrap();
        let list = history(q, &chart, Category::Laboratory, "2823-3", None, Before::START).await.unwrap();
        assert_eq!(told(&list.revisions), told(&detail.revisions));
    }
}

#[tokio::test]
async fn nothing_former_is_told_of_what_may_not_be_shown() {
    for test in databases("changed_hidden").await {
        let ward = Ward::new(&test.db).await;
        let id = ward.send(&Sent { results: &[("2823-3", "1")], ..FINAL }).await;
        ward.bring(vec![potassium(2, "6.66", json!({}))]).await;
        let masked = json!({ "dataAbsentReason": { "coding": [{ "code": "masked" }] } });
        for (version, other, what, standing) in [
            (3, masked, What::Hidden, Standing::Withheld),
            (4, json!({ "status": "cancelled" }), What::Cancelled, Standing::Cancelled),
            (5, json!({ "status": "entered-in-error" }), What::Withdrawn, Standing::Withdrawn),
        ] {
            ward.bring(vec![potassium(version, "6.66", other)]).await;
            for chart in [ward.own().await, ward.doctors().await] {
                let detail = seen(&ward, &chart, id).await;
                assert_eq!(detail.results[0].result.standing(), standing);
                assert_eq!(detail.revisions.last().unwrap().what(), Some(what));
                let all = detail.revisions.iter().flat_map(|one| [&one.before, &one.after]);
                assert!(all.clone().all(|result| result.value.is_none() && result.interpretation.is_none()));
                assert!(!ward.everything(&chart, id, "2823-3").await.contains("6.66"), "{standing:?}");
            }
        }
        // Shown again: what was said while it was withheld stays unsaid.
        ward.bring(vec![potassium(6, "4.4", json!({}))]).await;
        let revisions = seen(&ward, &ward.own().await, id).await.revisions;
        let withheld: Vec<_> = revisions.iter().filter(|one| one.before.standing() == Standing::Withheld).collect();
        assert!(!withheld.is_empty() && withheld.iter().all(|one| one.before.value.is_none()));
    }
}

#[tokio::test]
async fn what_follows_from_an_organism_stands_below_it_unless_it_is_held() {
    for test in databases("follows").await {
        let ward = Ward::new(&test.db).await;
        let culture = ward.send(&Sent { number: 1, results: &[("600-7", "1")], ..FINAL }).await;
        let tested = ward.send(&Sent { number: 2, results: &[("18993-6", "4"), ("185-9", "0.25")], ..FINAL }).await;
        let organism = fhir::resource_id("https://example.org/Observation/1-600-7");
        let mut tx = ward.office.db.begin().await.unwrap();
        tx.query("UPDATE diagnostic_reports SET parent_id = $1, specimen = 'Blood, left arm', orderer = 'Dr. Okafor' WHERE id = $2")
            .bind(organism)
            .bind(tested)
            .run()
            .await
            .unwrap();
        for (report, title) in [(culture, "The whole report"), (tested, "")] {
            tx.query("INSERT INTO report_documents (report_id, position, title, content_type, content) VALUES ($1, 1, $2, 'application/pdf', $3)")
                .bind(report)
                .bind(title)
                .bind(b"%PDF-1.7 content".to_vec())
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let chart = ward.own().await;
        let detail = seen(&ward, &chart, culture).await;
        assert_eq!((detail.follows.len(), detail.follows[0].from.0, detail.origin.is_none()), (1, organism, true));
        let names: Vec<_> = detail.follows[0].results.iter().map(|result| result.display.as_str()).collect();
        assert_eq!(names, ["Test 18993-6", "Test 185-9"]);
        assert_eq!((detail.documents[0].title.as_str(), detail.documents[0].bytes), ("The whole report", 16));
        let inner = seen(&ward, &chart, tested).await;
        let origin = inner.origin.unwrap();
        assert_eq!((origin.report_id, origin.value.as_deref()), (culture, Some("1")));
        assert_eq!(
            (inner.report.specimen.as_deref(), inner.report.orderer.as_deref()),
            (Some("Blood, left arm"), Some("Dr. Okafor"))
        );
        let q = &mut ward.office.db.read().await.unwrap();
        assert_eq!(attached(q, &chart, tested, 1).await.unwrap().content, b"%PDF-1.7 content");
        for (id, position) in [(tested, 2), (ReportId(Uuid::from_u128(1)), 1)] {
            assert!(matches!(attached(q, &chart, id, position).await, Err(Error::NotFound)));
        }
        // Held: nothing of it below the organism, and no document.
        ward.hold(Kind::Pathology, 7).await;
        let issued = Some(ward.now());
        let late = ward.send(&Sent { number: 3, section: "SP", issued, results: &[("185-9", "77.7")], ..FINAL }).await;
        let mut tx = ward.office.db.begin().await.unwrap();
        tx.query("UPDATE diagnostic_reports SET parent_id = $1 WHERE id = $2")
            .bind(organism)
            .bind(late)
            .run()
            .await
            .unwrap();
        tx.query("INSERT INTO report_documents (report_id, position, title, content_type, content) VALUES ($1, 1, 'x', 'application/pdf', $2)")
            .bind(late)
            .bind(vec![1_u8])
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let own = ward.own().await;
        assert_eq!(seen(&ward, &own, culture).await.follows.len(), 1);
        let held = seen(&ward, &own, late).await;
        assert!(held.documents.is_empty() && held.origin.is_none() && held.results.is_empty());
        let q = &mut ward.office.db.read().await.unwrap();
        assert!(matches!(attached(q, &own, late, 1).await, Err(Error::NotFound)));
        let doctor = ward.doctors().await;
        assert_eq!(seen(&ward, &doctor, culture).await.follows.len(), 2);
        assert!(attached(q, &doctor, late, 1).await.is_ok());
    }
}
