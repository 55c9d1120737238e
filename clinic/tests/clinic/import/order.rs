//! The order of entries does not matter.

use super::world::{World, bundle, entry, glucose, patient, urn};
use clinic::testing;
use proptest::{prelude::*, test_runner::Config};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn entries() -> Vec<Value> {
    let of = |kind: &str, mut more: Value| {
        more["resourceType"] = kind.into();
        more
    };
    let subject = json!({"reference": urn(1)});
    let mut uncategorised = glucose(1, "5.40", "2025-02");
    uncategorised["category"] = json!([]);
    vec![
        entry(1, patient()),
        entry(2, of("Organization", json!({"name": "North Clinic"}))),
        entry(3, of("Practitioner", json!({"id": "d", "name": [{"family": "Okafor"}]}))),
        entry(
            4,
            of(
                "PractitionerRole",
                json!({"practitioner": {"reference": urn(3)}, "organization": {"reference": urn(2)}}),
            ),
        ),
        entry(5, of("Encounter", json!({"subject": subject, "participant": [{"individual": {"reference": urn(4)}}]}))),
        entry(6, glucose(1, "98", "2025-01-02")),
        entry(7, uncategorised),
        entry(
            8,
            of(
                "DiagnosticReport",
                json!({"subject": subject, "encounter": {"reference": urn(5)}, "code": {"text": "Sugar"},
            "category": [{"coding": [{"code": "LAB"}]}], "result": [{"reference": urn(6)}, {"reference": urn(7)}]}),
            ),
        ),
        entry(
            9,
            of(
                "Condition",
                json!({"subject": subject, "code": {"text": "Diabetes"}, "encounter": {"reference": urn(5)}}),
            ),
        ),
        entry(
            10,
            of(
                "MedicationRequest",
                json!({"status": "active", "subject": subject, "medicationReference": {"reference": urn(11)},
            "requester": {"reference": "Practitioner/d"}, "reasonReference": [{"reference": urn(9)}]}),
            ),
        ),
        entry(11, of("Medication", json!({"code": {"text": "Metformin 500 MG"}}))),
        entry(12, of("CareTeam", json!({"subject": subject, "participant": [{"member": {"reference": urn(4)}}]}))),
        entry(
            13,
            of(
                "Appointment",
                json!({"status": "booked", "start": "2026-05-01T09:00:00Z",
            "participant": [{"actor": {"reference": urn(3)}}, {"actor": subject}]}),
            ),
        ),
    ]
}

fn imported(entries: Vec<Value>, on: impl AsyncFnOnce(&str) -> testing::TestDb) -> BTreeMap<&'static str, Vec<String>> {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let world = World::around(on("order").await);
        let report = world.import_text("bundle.json", bundle(entries).to_string()).await;
        assert_eq!(report.refused, []);
        world.rows().await
    })
}

proptest! {
    #![proptest_config(Config { cases: 8, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_order_gives_the_same_tables(shuffled in Just(entries()).prop_shuffle()) {
        prop_assert_eq!(imported(shuffled.clone(), testing::sqlite), imported(entries(), testing::sqlite));
        prop_assert_eq!(imported(shuffled, testing::postgres), imported(entries(), testing::postgres));
    }
}
