//! Results that wait for a clinician, on both databases: what patients see of them, and from when.

use super::ward::{FINAL, PATIENT, Sent, Ward, ZONE};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    Error,
    db::Source as _,
    fhir,
    ids::ReportId,
    labs::{
        Category, Entry, Filter, Kind, Standing, attached, choose_release, history, panels, recent, release,
        release_choice, report, tests,
    },
    paging::Before,
    testing::databases,
};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_held_report_is_said_to_exist_and_nothing_else_is_told() {
    for test in databases("held").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::Pathology, 7).await;
        let old = Sent { number: 7, results: &[("2160-0", "66.6")], ..FINAL };
        ward.send(&Sent { issued: Some(ward.now() - Duration::days(20)), ..old }).await;
        let issued = Some(ward.now());
        let id = ward
            .send(&Sent { section: "SP", issued, results: &[("2160-0", "77.1"), ("2823-3", "5.5")], ..FINAL })
            .await;
        let chart = ward.own().await;
        let told = ward.everything(&chart, id, "2160-0").await;
        for secret in ["77.1", "5.5", "conclusion of SP", "2823-3", "x2"] {
            assert!(!told.contains(secret), "{secret} in {told}");
        }
        assert!(told.contains("66.6") && told.contains("x1"), "{told}");
        let q = &mut ward.office.db.read().await.unwrap();
        let page = panels(q, &chart, Filter::default(), Before::START).await.unwrap();
        let Entry::Panel(held) = &page.rows[0] else { panic!("the held report is not said to exist") };
        assert_eq!((held.report.id, held.report.display.as_str(), held.total), (id, "", 0));
        // Issued on 1 November, a day of 25 hours.
        assert_eq!(ward.until(id).await.as_deref(), Some("2026-11-08T00:00:00-05:00"));
        assert_eq!(tests(q, &chart, Category::Laboratory, Filter::default(), Before::START).await.unwrap().held, 1);
        let missing = history(q, &chart, Category::Laboratory, "2823-3", None, Before::START).await;
        assert!(matches!(missing, Err(Error::NotFound)));
        let seen = ward.everything(&ward.doctors().await, id, "2160-0").await;
        for known in ["77.1", "5.5", "Secret conclusion of SP", "66.6", "x2"] {
            assert!(seen.contains(known), "{known} not in {seen}");
        }
        let detail = report(q, &ward.doctors().await, id).await.unwrap();
        assert!(detail.report.held_until.is_some());
        assert_eq!(detail.results[0].earlier.text().as_deref(), Some("66.6"));
    }
}

#[tokio::test]
async fn a_limit_ends_at_the_start_of_a_day_and_the_newest_is_new_then() {
    for test in databases("held_limit").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::Infections, 1).await;
        let issued = Some(ward.now());
        let id = ward.send(&Sent { issued, results: &[("56888-1", "0.1")], ..FINAL }).await;
        assert_eq!(ward.until(id).await.as_deref(), Some("2026-11-02T00:00:00-05:00"));
        // 01:30 in summer time: 23 hours and a half in winter time are left, and half an hour before clocks go back.
        ward.office.clock.advance(Duration::hours(23) + Duration::minutes(29));
        assert!(!ward.sees(id).await);
        ward.office.clock.advance(Duration::minutes(1));
        assert!(ward.sees(id).await);
        assert!(ward.everything(&ward.own().await, id, "56888-1").await.contains("0.1"));
        let q = &mut ward.office.db.read().await.unwrap();
        let news = recent(q, &ward.own().await, ward.now() - Duration::minutes(5)).await.unwrap();
        assert_eq!(news.rows.len(), 1, "it is new when it is shown");
    }
}

#[tokio::test]
async fn a_prescriber_shows_a_report_once_and_a_correction_stays_shown() {
    for test in databases("release").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::TumorMarkers, 7).await;
        let issued = Some(ward.now());
        let sent = Sent { issued, results: &[("2857-1", "3.3")], ..FINAL };
        let id = ward.send(&sent).await;
        assert!(!ward.sees(id).await);
        assert!(matches!(ward.release(Uuid::from_u128(7)).await, Err(Error::NotFound)));
        let by = ward.office.prescriber(ward.doctor).await;
        let own = ward.own().await;
        let refused = release(&ward.office.db, &ward.office.auditor, &by, &own, id.0, ward.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "nobody shows their own");
        ward.release(id.0).await.unwrap();
        ward.release(id.0).await.unwrap();
        let told = "SELECT count(*) FROM audit_events WHERE subject = 'labs' AND action = 'update'";
        assert_eq!(ward.office.count(told).await, 1);
        assert_eq!(ward.office.count("SELECT count(*) FROM held_results WHERE released_by IS NOT NULL").await, 2);
        assert!(ward.sees(id).await);
        ward.office.clock.advance(Duration::days(1));
        let issued = Some(ward.now());
        let results = &[("2857-1", "4.4"), ("2039-6", "5.5")];
        ward.send(&Sent { version: 2, status: "corrected", issued, results, ..sent }).await;
        let seen = ward.everything(&ward.own().await, id, "2857-1").await;
        assert!(seen.contains("4.4") && seen.contains("3.3"), "old and new: {seen}");
        assert!(!seen.contains("5.5"), "what comes with it for the first time, nobody has looked at: {seen}");
    }
}

#[tokio::test]
async fn a_first_final_report_waits_anew_and_what_was_shown_stays_shown() {
    for test in databases("held_final").await {
        let ward = Ward::new(&test.db).await;
        let first = ward.send(&Sent { number: 5, section: "SP", issued: Some(ward.now()), ..FINAL }).await;
        ward.hold(Kind::Pathology, 2).await;
        assert!(ward.sees(first).await, "it came before the policy");
        let preliminary = Sent { section: "SP", status: "preliminary", issued: Some(ward.now()), ..FINAL };
        let id = ward.send(&preliminary).await;
        assert!(!ward.sees(id).await);
        ward.release(id.0).await.unwrap();
        ward.office.clock.advance(Duration::days(5));
        let issued = Some(ward.now());
        ward.send(&Sent { version: 2, status: "final", issued, results: &[("2160-0", "88.8")], ..preliminary }).await;
        assert!(!ward.sees(id).await, "nobody has looked at the final report");
        ward.send(&Sent { number: 5, version: 2, section: "SP", status: "corrected", issued, ..FINAL }).await;
        assert!(ward.sees(first).await);
        ward.office.clock.advance(Duration::days(2));
        assert!(ward.sees(id).await, "the limit has passed");
        let issued = Some(ward.now());
        ward.send(&Sent { version: 3, status: "corrected", issued, ..preliminary }).await;
        assert!(ward.sees(id).await);
    }
}

#[tokio::test]
async fn the_clinic_and_the_patient_change_what_waits_but_never_take_back() {
    for test in databases("held_choice").await {
        let ward = Ward::new(&test.db).await;
        let by = ward.patient().await;
        assert_eq!(release_choice(&mut ward.office.db.read().await.unwrap(), &by).await.unwrap(), None);
        let seen = ward.send(&Sent { number: 3, issued: Some(ward.now()), ..FINAL }).await;
        ward.choose(Some(5)).await;
        assert_eq!(release_choice(&mut ward.office.db.read().await.unwrap(), &by).await.unwrap(), Some(5));
        assert!(ward.sees(seen).await);
        let plain = ward.send(&Sent { issued: Some(ward.now()), ..FINAL }).await;
        assert_eq!(ward.until(plain).await.as_deref(), Some("2026-11-06T00:00:00-05:00"));
        let q = &mut ward.office.db.read().await.unwrap();
        let detail = report(q, &ward.own().await, plain).await.unwrap();
        assert_eq!(detail.report.display, "Secret panel", "of no kind whose name would tell");
        ward.hold(Kind::Genetics, 9).await;
        let gene = ward.send(&Sent { number: 2, section: "GE", issued: Some(ward.now()), ..FINAL }).await;
        assert_eq!(ward.until(gene).await.as_deref(), Some("2026-11-10T00:00:00-05:00"));
        ward.choose(None).await;
        assert!(ward.sees(plain).await);
        assert!(!ward.sees(gene).await);
        ward.hold(Kind::Genetics, 3).await;
        assert_eq!(ward.until(gene).await.as_deref(), Some("2026-11-04T00:00:00-05:00"));
        ward.hold(Kind::Genetics, 0).await;
        assert!(ward.sees(gene).await);
        ward.hold(Kind::Genetics, 30).await;
        assert!(ward.sees(gene).await, "what was shown is not taken back");
        for days in [0, 31] {
            let office = &ward.office;
            let refused = choose_release(&office.db, &office.auditor, &by, Some(days), ward.now(), ZONE).await;
            assert!(matches!(refused, Err(Error::Invalid(_))));
        }
    }
}

#[tokio::test]
async fn results_without_a_report_wait_too_and_history_does_not() {
    for test in databases("held_single").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::Infections, 7).await;
        let observation = |code: &str, issued: Option<DateTime<Utc>>, taken: DateTime<Utc>| {
            json!({ "resourceType": "Observation", "status": "final", "subject": { "reference": PATIENT },
                "category": [{ "coding": [{ "code": "laboratory" }] }],
                "code": { "coding": [{ "system": "http://loinc.org", "code": code, "display": format!("Test {code}") }] },
                "effectiveDateTime": taken.to_rfc3339(), "issued": issued.map(|at| at.to_rfc3339()),
                "valueString": format!("Answer {code}") })
        };
        let url = |code: &str| format!("https://example.org/Observation/{code}");
        let (now, day) = (ward.now(), Duration::days(1));
        ward.bring(vec![
            (url("20507-0"), observation("20507-0", Some(now), now - day)),
            // No day of issue: it counts from now, unless the sample is history.
            (url("7917-8"), observation("7917-8", None, now - day * 20)),
            (url("7918-6"), observation("7918-6", None, now - day * 400)),
            (url("5292-8"), observation("5292-8", Some(now - day * 8), now - day * 9)),
            (url("2160-0"), observation("2160-0", Some(now), now - day)),
        ])
        .await;
        let chart = ward.own().await;
        let q = &mut ward.office.db.read().await.unwrap();
        let page = panels(q, &chart, Filter::default(), Before::START).await.unwrap();
        let singles: Vec<_> = page
            .rows
            .iter()
            .map(|entry| match entry {
                Entry::Single(result) => result,
                Entry::Panel(_) => panic!("there is no report"),
            })
            .collect();
        let held: Vec<_> = singles.iter().filter(|result| result.standing() == Standing::Held).collect();
        assert_eq!(held.len(), 2);
        assert!(held.iter().all(|result| result.display.is_empty() && result.value.is_none()));
        let shown: Vec<_> = singles.iter().filter_map(|result| result.value.as_deref()).collect();
        assert_eq!(shown, ["Answer 2160-0", "Answer 5292-8", "Answer 7918-6"]);
        let listed = tests(q, &chart, Category::Laboratory, Filter::default(), Before::START).await.unwrap();
        assert_eq!((listed.page.rows.len(), listed.held), (3, 2));
        ward.release(fhir::resource_id(&url("20507-0"))).await.unwrap();
        let listed = tests(q, &ward.own().await, Category::Laboratory, Filter::default(), Before::START).await.unwrap();
        assert_eq!((listed.page.rows.len(), listed.held), (4, 1));
    }
}

#[tokio::test]
async fn results_inside_a_report_wait_with_it() {
    for test in databases("held_inside").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::Infections, 7).await;
        let url = "https://example.org/DiagnosticReport/inside";
        let report = json!({
            "resourceType": "DiagnosticReport", "status": "final", "issued": ward.now().to_rfc3339(),
            "category": [{ "coding": [{ "code": "LAB" }] }], "code": { "text": "Panel" },
            "subject": { "reference": PATIENT }, "result": [{ "reference": "#a" }],
            "contained": [{ "resourceType": "Observation", "id": "a", "status": "final", "subject": { "reference": PATIENT },
                "category": [{ "coding": [{ "code": "laboratory" }] }], "code": { "text": "A panel of the laboratory's own" },
                "component": [{ "valueString": "99.9",
                    "code": { "coding": [{ "system": "http://loinc.org", "code": "56888-1" }] } }] }]
        });
        ward.bring(vec![(url.to_owned(), report)]).await;
        let id = ReportId(fhir::resource_id(url));
        let own = ward.own().await;
        assert!(!ward.sees(id).await);
        let q = &mut ward.office.db.read().await.unwrap();
        let listed = tests(q, &own, Category::Laboratory, Filter::default(), Before::START).await.unwrap();
        assert_eq!((listed.page.rows.len(), listed.held), (0, 1));
        ward.release(id.0).await.unwrap();
        assert!(ward.sees(id).await);
    }
}

#[tokio::test]
async fn a_sensitive_result_that_comes_to_a_shown_report_waits_by_itself() {
    for test in databases("held_late").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::TumorMarkers, 7).await;
        let sent = Sent { issued: Some(ward.now()), results: &[("2160-0", "77.1")], ..FINAL };
        let id = ward.send(&sent).await;
        assert!(ward.sees(id).await);
        ward.office.clock.advance(Duration::hours(6));
        let mut tx = test.db.begin().await.unwrap();
        tx.query("INSERT INTO report_documents (report_id, position, title, content_type, content) VALUES ($1, 0, 'x', 'application/pdf', $2)")
            .bind(id)
            .bind(b"%PDF-".to_vec())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let issued = Some(ward.now());
        ward.send(&Sent { version: 2, issued, results: &[("2160-0", "78.2"), ("2857-1", "4.4")], ..sent }).await;
        let own = ward.own().await;
        let told = ward.everything(&own, id, "2857-1").await;
        assert!(told.contains("78.2") && !told.contains("4.4") && !told.contains("conclusion"), "{told}");
        let q = &mut test.db.read().await.unwrap();
        let seen = report(q, &own, id).await.unwrap();
        assert_eq!((seen.documents.len(), seen.report.held_until, seen.report.more_until.is_some()), (0, None, true));
        assert!(attached(q, &own, id, 0).await.is_err(), "the document may hold it");
        let doctors = ward.doctors().await;
        let seen = report(q, &doctors, id).await.unwrap();
        assert_eq!((seen.documents.len(), seen.results.len()), (1, 2));
        ward.release(id.0).await.unwrap();
        let told = ward.everything(&ward.own().await, id, "2857-1").await;
        assert!(told.contains("4.4") && told.contains("conclusion"), "{told}");
    }
}

#[tokio::test]
async fn what_waits_by_itself_goes_on_waiting_when_something_else_comes() {
    for test in databases("held_part").await {
        let ward = Ward::new(&test.db).await;
        ward.hold(Kind::TumorMarkers, 7).await;
        let sent = Sent { issued: Some(ward.now()), results: &[("2857-1", "3.3")], ..FINAL };
        let id = ward.send(&sent).await;
        ward.release(id.0).await.unwrap();
        ward.office.clock.advance(Duration::hours(6));
        let issued = Some(ward.now());
        let results = &[("2857-1", "3.3"), ("2039-6", "4.4")];
        ward.send(&Sent { version: 2, status: "preliminary", issued, results, ..sent }).await;
        ward.send(&Sent { number: 2, issued, results: &[("2345-7", "97")], ..FINAL }).await;
        let told = ward.everything(&ward.own().await, id, "2039-6").await;
        assert!(told.contains("3.3") && told.contains("97") && !told.contains("4.4"), "{told}");
    }
}
