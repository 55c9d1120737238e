//! What comes again changes nothing; what is newer replaces, and the old is kept.

use super::world::{World, bundle, entry, glucose, patient};
use chrono::Duration;
use clinic::fhir::Counts;
use serde_json::Value;

fn dated(mut resource: Value, last_updated: &str) -> Value {
    resource["meta"]["lastUpdated"] = last_updated.into();
    resource
}

#[tokio::test]
async fn importing_again_changes_nothing() {
    for world in World::both("again").await {
        let entries = || vec![entry(1, patient()), entry(2, glucose(1, "98", "2025-01-02"))];
        world.bring(entries()).await;
        let before = world.rows().await;
        world.clock.advance(Duration::days(1));
        let report = world.bring(entries()).await;
        assert_eq!(report.total(), Counts { unchanged: 2, ..Counts::default() });
        assert_eq!(world.rows().await, before);
    }
}

#[tokio::test]
async fn a_newer_version_replaces_and_the_old_is_kept() {
    for world in World::both("newer").await {
        let result = |value, at| entry(2, dated(glucose(1, value, "2025-01-02"), at));
        world.bring(vec![entry(1, patient()), result("98", "2025-01-02T10:00:00Z")]).await;
        let report = world.bring(vec![entry(1, patient()), result("101.5", "2025-01-03T10:00:00Z")]).await;
        assert_eq!(report.types["Observation"], Counts { updated: 1, ..Counts::default() });
        assert_eq!(world.text("SELECT value FROM observations").await, "101.5");
        assert_eq!(world.count("observation_series").await, 1);
        assert!(world.text("SELECT body FROM resource_versions").await.contains("\"value\":98"));
        let older = world.bring(vec![entry(1, patient()), result("97", "2025-01-01T10:00:00Z")]).await;
        assert_eq!(older.types["Observation"], Counts { older: 1, ..Counts::default() });
        // An export from before the correction is no news either.
        let seen = world.bring(vec![entry(1, patient()), result("98", "2025-01-02T10:00:00Z")]).await;
        assert_eq!(seen.types["Observation"], Counts { unchanged: 1, ..Counts::default() });
        assert_eq!(world.text("SELECT value FROM observations").await, "101.5");
        assert_eq!(world.count("resource_versions").await, 1);
    }
}

#[tokio::test]
async fn without_times_the_number_of_the_version_decides_else_the_last_comes_out_on_top() {
    for world in World::both("version_ids").await {
        let result = |value, version: &str| {
            let mut resource = glucose(1, value, "2025-01-02");
            resource["meta"]["versionId"] = version.into();
            entry(2, resource)
        };
        world.bring(vec![entry(1, patient()), result("98", "9")]).await;
        let newer = world.bring(vec![entry(1, patient()), result("99", "10")]).await;
        assert_eq!(newer.types["Observation"].updated, 1);
        let older = world.bring(vec![entry(1, patient()), result("97", "8")]).await;
        assert_eq!(older.types["Observation"].older, 1);
        let unnumbered = world.bring(vec![entry(1, patient()), entry(2, glucose(1, "96", "2025-01-02"))]).await;
        assert_eq!(unnumbered.types["Observation"].updated, 1);
        assert_eq!(world.text("SELECT value FROM observations").await, "96");
    }
}

#[tokio::test]
async fn a_patient_is_updated_with_all_that_belongs_to_it() {
    for world in World::both("patient_update").await {
        world.bring(vec![entry(1, patient()), entry(2, glucose(1, "98", "2025-01-02"))]).await;
        let mut moved = patient();
        moved["name"][0]["family"] = "Ortiz".into();
        world.bring(vec![entry(1, moved)]).await;
        assert_eq!(world.text("SELECT name_key FROM patients").await, "ortiz maria jose");
        let tokens = world.rows().await["patient_tokens"].join("\n");
        assert!(tokens.contains("ortiz") && tokens.contains("m100") && tokens.contains("19680405"));
        assert!(!tokens.contains("garcia") && !tokens.contains("999"));
        assert_eq!(world.count("observations").await, 1);
    }
}

#[tokio::test]
async fn another_person_under_the_same_identity_is_refused() {
    for world in World::both("another_person").await {
        world.bring(vec![entry(1, patient())]).await;
        let before = world.rows().await;
        let mut other = patient();
        other["name"][0]["family"] = "Smith".into();
        other["birthDate"] = "1990-01-01".into();
        let report = world.import_text("other.json", bundle(vec![entry(1, other)]).to_string()).await;
        assert!(report.refused[0].reason.contains("another person"));
        assert!(!report.refused[0].reason.contains("Smith"));
        assert_eq!(world.rows().await, before);
    }
}

#[tokio::test]
async fn a_result_does_not_move_to_another_patient() {
    for world in World::both("another_chart").await {
        let mut second = patient();
        second["id"] = "2".into();
        world.bring(vec![entry(1, patient()), entry(3, second), entry(2, glucose(1, "98", "2025-01-02"))]).await;
        let before = world.rows().await;
        let moved = bundle(vec![entry(2, glucose(3, "98", "2025-01-02"))]).to_string();
        let report = world.import_text("moved.json", moved).await;
        assert!(report.refused[0].reason.contains("another patient's record"));
        assert_eq!(world.rows().await, before);
    }
}

#[tokio::test]
async fn two_imports_of_the_same_at_once_are_as_one() {
    for world in World::both("at_once").await {
        let entries = vec![entry(1, patient()), entry(2, glucose(1, "98", "2025-01-02"))];
        let file = [world.file("bundle.json", bundle(entries).to_string())];
        let (one, other) = tokio::join!(world.import(&file), world.import(&file));
        let (one, other) = (one.total(), other.total());
        assert_eq!((one.understood + other.understood, one.unchanged + other.unchanged), (2, 2));
        assert_eq!(world.count("observations").await, 1);
    }
}
