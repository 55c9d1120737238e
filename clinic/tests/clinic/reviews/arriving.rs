use super::bench::{Bench, CORRECTED, CRITICAL, FINE, FIRST, HIGH, How};
use clinic::{
    accounts::Role,
    db::Source as _,
    reviews::{Comment, Rank, Which, Why, free_orphans, look},
    testing::databases,
};

#[tokio::test]
async fn the_critical_come_first_and_history_does_not_come() {
    for test in databases("review_rank").await {
        let bench = Bench::new(&test.db).await;
        bench.history(9, FIRST, &[CRITICAL]).await;
        bench.send(1, FIRST, &[FINE]).await;
        bench.send(2, FIRST, &[FINE, ("2951-2", "139", "", "")]).await;
        bench.send(3, FIRST, &[FINE, ("2951-2", "150", "", "136-145")]).await;
        bench.send(4, FIRST, &[HIGH, ("2951-2", "120", "LL", "136-145")]).await;
        let rows = bench.mine().await;
        let told: Vec<_> = rows.iter().map(|row| (row.display.as_str(), row.rank, row.findings.len())).collect();
        assert_eq!(
            told,
            [
                ("Panel 4", Rank::Critical, 2),
                ("Panel 3", Rank::Abnormal, 1),
                ("Panel 2", Rank::ToRead, 0),
                ("Panel 1", Rank::Normal, 0)
            ]
        );
        let first = &rows[0];
        assert_eq!((first.patient.as_str(), first.practitioner.as_deref()), ("Ana Example", Some("Dr. Okafor")));
        assert!(first.is_raised && first.findings[0].critical && first.findings[0].value == "120");
        assert_eq!(first.why, Why::New);
        let chart = bench.chart().await;
        let history = look(&mut test.db.read().await.unwrap(), &chart, Bench::report(9)).await.unwrap();
        assert!(history.is_none());
    }
}

#[tokio::test]
async fn who_ordered_it_looks_at_it_else_the_patients_own_doctor_else_the_team_else_all() {
    for test in databases("review_whose").await {
        let bench = Bench::new(&test.db).await;
        let stranger = How { ordered_by: "9999999999", ..FIRST };
        bench.send(1, FIRST, &[FINE]).await;
        bench.send(2, stranger, &[FINE]).await;
        assert_eq!(bench.mine().await.len(), 1);
        let nobodys = bench.list_of(bench.other, Which::Nobodys).await;
        assert_eq!(nobodys.iter().map(|row| row.report_id).collect::<Vec<_>>(), [Bench::report(2)]);
        bench
            .sql("UPDATE patients SET general_practitioner_id = (SELECT id FROM practitioners WHERE name = 'Dr. Lindqvist') WHERE id = $1")
            .await;
        bench.send(3, stranger, &[FINE]).await;
        assert_eq!(bench.list_of(bench.other, Which::Mine).await[0].report_id, Bench::report(3));
        bench.sql("UPDATE patients SET general_practitioner_id = NULL WHERE id = $1").await;
        let mut tx = test.db.begin().await.unwrap();
        let team = clinic::ids::new();
        for sql in [
            "INSERT INTO care_teams (id, patient_id, status, active) VALUES ($1, $2, 'active', $3 IS NOT NULL)",
            "INSERT INTO care_team_participants (care_team_id, position, patient_id, practitioner_id, active) VALUES ($1, 0, $2, $3, TRUE)",
        ] {
            tx.query(sql).bind(team).bind(bench.patient).bind(bench.practitioner).run().await.unwrap();
        }
        tx.commit().await.unwrap();
        bench.send(4, stranger, &[FINE]).await;
        assert_eq!(bench.mine().await.len(), 2);
        // Someone at the desk does not review; a number that two have says nothing.
        let desk = bench.office.practitioner("Dana", Some("8888888888")).await;
        bench.office.account("Dana", &[Role::Staff], Some(desk)).await;
        bench.sql("UPDATE care_team_participants SET active = FALSE WHERE patient_id = $1").await;
        bench.send(5, How { ordered_by: "8888888888", ..FIRST }, &[FINE]).await;
        bench.sql("UPDATE practitioners SET npi = '1234567893' WHERE $1 = $1 AND name <> 'Dana'").await;
        bench.send(6, FIRST, &[FINE]).await;
        assert_eq!(bench.list_of(bench.other, Which::Nobodys).await.len(), 3);
        assert_eq!(bench.list_of(bench.other, Which::Everyones).await.len(), 6);
        // Who leaves leaves nothing behind.
        bench.sql("UPDATE accounts SET disabled_at = created_at WHERE $1 = $1 AND name = 'Okafor'").await;
        free_orphans(&test.db).await.unwrap();
        assert_eq!(bench.list_of(bench.other, Which::Nobodys).await.len(), 5);
        assert_eq!(bench.list_of(bench.other, Which::Mine).await.len(), 1);
    }
}

#[tokio::test]
async fn a_correction_of_a_report_that_was_seen_comes_back() {
    for test in databases("review_corrected").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, How { status: "preliminary", ..FIRST }, &[FINE]).await;
        assert_eq!(bench.look(report).await.why, Why::New);
        bench.see(report, &Comment::default()).await.unwrap();
        assert!(bench.mine().await.is_empty());
        bench.send(1, How { version: 2, ..FIRST }, &[FINE]).await;
        assert_eq!(bench.mine().await[0].why, Why::Final);
        bench.see(report, &Comment::default()).await.unwrap();
        // A correction that names nobody stays with whoever had it.
        bench.send(1, How { version: 3, ordered_by: "", ..CORRECTED }, &[HIGH]).await;
        let rows = bench.mine().await;
        assert_eq!((rows.len(), rows[0].why, rows[0].rank, rows[0].revision), (1, Why::Corrected, Rank::Abnormal, 3));
        let look = bench.look(report).await;
        assert!(look.seen_at.is_none());
        let story: Vec<_> = look.steps.iter().map(|step| step.what.as_str()).collect();
        assert_eq!(story, ["new", "seen", "final", "seen", "corrected"]);
        assert_eq!(look.steps[1].name.as_deref(), Some("Okafor"));
    }
}

#[tokio::test]
async fn what_follows_from_a_report_is_looked_at_with_it() {
    for test in databases("review_family").await {
        let bench = Bench::new(&test.db).await;
        let culture = bench.history(1, FIRST, &[FINE]).await;
        let by_result = bench.history(2, FIRST, &[HIGH]).await;
        let by_report = bench.history(3, FIRST, &[CRITICAL]).await;
        let mut tx = test.db.begin().await.unwrap();
        let organism = clinic::fhir::resource_id("https://example.org/Observation/1-2823-3");
        for (id, parent) in [(by_result, organism), (by_report, culture.0)] {
            tx.query("UPDATE diagnostic_reports SET parent_id = $2 WHERE id = $1")
                .bind(id)
                .bind(parent)
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        bench.file(culture, FIRST, true).await;
        bench.file(by_result, FIRST, true).await;
        let rows = bench.mine().await;
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].report_id, rows[0].rank), (culture, Rank::Critical));
        let look = bench.look(by_report).await;
        assert_eq!(look.report, culture);
        assert_eq!(look.family.len(), 3);
    }
}

#[tokio::test]
async fn what_follows_from_a_held_report_is_held_with_it_and_shown_with_it() {
    for test in databases("review_family_held").await {
        let bench = Bench::new(&test.db).await;
        let held = "SELECT count(*) FROM held_results WHERE released_at IS NULL";
        bench.sql("INSERT INTO release_choices (patient_id, days) VALUES ($1, 5)").await;
        let culture = bench.send(1, FIRST, &[FINE]).await;
        assert_eq!(bench.count(held).await, 2, "the report and its result");
        // The patient's choice no longer counts for what comes now: it is held for its culture's sake.
        bench.sql("DELETE FROM release_choices WHERE patient_id = $1").await;
        let below = bench.history(2, FIRST, &[HIGH]).await;
        assert_eq!(bench.count(held).await, 2);
        let mut tx = test.db.begin().await.unwrap();
        let sql = "UPDATE diagnostic_reports SET parent_id = $2 WHERE id = $1";
        tx.query(sql).bind(below).bind(culture).run().await.unwrap();
        tx.commit().await.unwrap();
        bench.file(below, FIRST, true).await;
        assert_eq!(bench.count(held).await, 4);
        let read = &mut test.db.read().await.unwrap();
        let seen = clinic::labs::report(read, &bench.own().await, below).await.unwrap();
        assert!(seen.report.held_until.is_some() && seen.results.is_empty());
        let (by, chart) = (bench.prescriber().await, bench.chart().await);
        let auditor = &bench.office.auditor;
        clinic::labs::release(&test.db, auditor, &by, &chart, culture.0, bench.now()).await.unwrap();
        assert_eq!(bench.count(held).await, 0);
        let seen = clinic::labs::report(read, &bench.own().await, below).await.unwrap();
        assert_eq!(seen.results.len(), 1);
    }
}
