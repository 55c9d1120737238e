//! Each type of resource becomes the rows it should.

use super::world::{World, entry, glucose, patient, urn};
use chrono::{DateTime, Utc};
use clinic::{db::Source as _, fhir::Counts};
use serde_json::{Value, json};

/// Brings the patient and one resource of hers.
async fn with(world: &World, number: u32, mut resource: Value) -> Counts {
    let kind = resource["resourceType"].as_str().unwrap().to_owned();
    let owner = if ["AllergyIntolerance", "Immunization"].contains(&kind.as_str()) { "patient" } else { "subject" };
    resource[owner] = json!({"reference": urn(1)});
    world.bring(vec![entry(1, patient()), entry(number, resource)]).await.types[&kind]
}

#[tokio::test]
async fn a_patient_is_called_and_found_as_people_do() {
    for world in World::both("patient").await {
        let mut person = patient();
        person["name"].as_array_mut().unwrap().insert(0, json!({"use": "maiden", "family": "Núñez"}));
        person["telecom"] = json!([{"system": "phone", "value": "old", "use": "old"},
            {"system": "phone", "value": "555-2", "rank": 2}, {"system": "phone", "value": "555-1", "rank": 1},
            {"system": "email", "value": "maria@example.org"}]);
        person["communication"] = json!([{"language": {"coding": [{"code": "en"}]}},
            {"language": {"coding": [{"code": "es"}]}, "preferred": true}]);
        person["address"] = json!([{"use": "work", "city": "Erie"}, {"use": "home", "line": ["1 Elm", null, "Flat 2"], "city": "York"}]);
        person["contact"] = json!([{"relationship": [{"text": "Mother"}], "name": {"text": "Ana García"},
            "telecom": [{"system": "phone", "value": "555-3"}]}]);
        world.bring(vec![entry(1, person)]).await;
        for (sql, wanted) in [
            ("SELECT name FROM patients", "María José García"),
            ("SELECT name_key FROM patients", "garcia maria jose"),
            ("SELECT record_number FROM patients", "M-100"),
            ("SELECT phone FROM patients", "555-1"),
            ("SELECT email FROM patients", "maria@example.org"),
            ("SELECT language FROM patients", "es"),
            ("SELECT address_lines FROM patients", "1 Elm\nFlat 2"),
            ("SELECT city FROM patients", "York"),
            ("SELECT sex FROM patients", "female"),
            ("SELECT CAST(birth_date AS TEXT) FROM patients", "1968-04-05"),
            ("SELECT name FROM patient_contacts", "Ana García"),
            (
                "SELECT CAST(count(*) AS TEXT) FROM patient_tokens WHERE token IN ('nunez', 'garcia', 'jose', 'm100', '19680405')",
                "5",
            ),
        ] {
            assert_eq!(world.text(sql).await, wanted, "{sql}");
        }
    }
}

#[tokio::test]
async fn a_value_of_any_kind_is_kept_as_it_was_sent() {
    let cases = [
        (json!({"valueQuantity": {"value": 0, "comparator": "<", "unit": "mg/dL"}}), "quantity|<0|mg/dL"),
        (json!({"valueCodeableConcept": {"text": "A positive"}}), "text|A positive|"),
        (json!({"valueString": "No growth"}), "text|No growth|"),
        (json!({"valueBoolean": true}), "text|Yes|"),
        (json!({"valueInteger": 3}), "quantity|3|"),
        (
            json!({"valueRange": {"low": {"value": 1, "unit": "mL"}, "high": {"value": 2, "unit": "mL"}}}),
            "text|1 mL to 2 mL|",
        ),
        (json!({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}), "text|1:128|"),
        (json!({"valueTime": "08:30:00"}), "text|08:30:00|"),
        (json!({"valueDateTime": "2020-01"}), "text|2020-01|"),
        (json!({"valuePeriod": {"start": "2020", "end": "2021"}}), "text|2020 to 2021|"),
        (json!({"valueSampledData": {"data": "1 2 3"}}), "text|A recording of 3 measurements|"),
        (json!({"dataAbsentReason": {"coding": [{"code": "unknown", "display": "Unknown"}]}}), "none||"),
    ];
    for world in World::both("values_of_any_kind").await {
        for (value, wanted) in &cases {
            let mut result = glucose(1, "1", "2025-01-02");
            result.as_object_mut().unwrap().remove("valueQuantity");
            result.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
            with(&world, 2, result).await;
            let sql = "SELECT value_kind || '|' || coalesce(comparator, '') || coalesce(value, '') || '|' || \
                       coalesce(unit, '') FROM observations";
            assert_eq!(world.text(sql).await, *wanted);
        }
        let mut precise = glucose(1, "6.10", "2025-01");
        precise["referenceRange"] = json!([{"low": {"value": 4.0}, "high": {"value": 5.60}, "text": "fasting"}]);
        precise["interpretation"] = json!([{"coding": [{"code": "H"}]}]);
        precise["note"] = json!([{"text": "Haemolysed."}, {"text": "Repeat."}]);
        precise["component"] = json!([{"code": {"text": "Left"}, "valueQuantity": {"value": 1.50, "unit": "mm"}}]);
        // A JSON number made by a program has lost its zeros; these stand as a laboratory writes them.
        let text = json!({"resourceType": "Bundle", "type": "batch", "entry": [entry(2, precise)]}).to_string();
        let text = text
            .replace("\"value\":5.6}", "\"value\":5.60}")
            .replace("\"value\":6.1,", "\"value\":6.10,")
            .replace("\"value\":1.5,", "\"value\":1.50,");
        assert_eq!(world.import_text("precise.json", text).await.refused, []);
        let sql = "SELECT value || '|' || range_low || '|' || range_high || '|' || range_text || '|' || interpretation || \
                   '|' || note || '|' || effective_precision FROM observations";
        assert_eq!(world.text(sql).await, "6.10|4.0|5.60|fasting|H|Haemolysed.\n\nRepeat.|month");
        let parts: Value =
            serde_json::from_str(&world.text("SELECT CAST(components AS TEXT) FROM observations").await).unwrap();
        assert_eq!(parts[0]["value"], "1.50");
        assert_eq!(parts[0]["display"], "Left");
    }
}

#[tokio::test]
async fn tests_are_listed_with_their_newest_result_and_without_mistakes() {
    for world in World::both("series").await {
        let mut mistake = glucose(1, "9", "2025-06-01");
        mistake["status"] = "entered-in-error".into();
        let results = [("98", "2025-01-02"), ("101", "2025-03-02"), ("97", "2024-01-02")];
        let mut entries = vec![entry(1, patient()), entry(9, mistake)];
        entries.extend((2..).zip(results).map(|(number, (value, day))| entry(number, glucose(1, value, day))));
        world.bring(entries).await;
        let sql = "SELECT CAST(s.results AS TEXT) || '|' || s.search || '|' || l.value || '|' || p.value FROM \
                   observation_series s JOIN observations l ON l.id = s.latest_id JOIN observations p ON p.id = s.previous_id";
        assert_eq!(world.text(sql).await, "3|glucose|101|98");
        assert_eq!(world.count("observations").await, 4);
    }
}

#[tokio::test]
async fn the_list_of_tests_is_the_same_whether_results_come_one_by_one_or_all_at_once() {
    let worlds =
        World::both("alone").await.into_iter().zip(World::both("whole").await).zip(World::both("afresh").await);
    for ((alone, whole), afresh) in worlds {
        let result = |number: u32| {
            let mut result = glucose(
                1,
                &format!("{}", 90 + number),
                &format!("20{:02}-03-{:02}", number / 28 + 10, number % 28 + 1),
            );
            result["code"]["coding"][0]["code"] = format!("100{}-0", number % 3).into();
            entry(number, result)
        };
        let mut moved = result(40);
        moved["resource"]["code"]["coding"][0]["code"] = "2345-7".into();
        let mut withdrawn = result(68);
        withdrawn["resource"]["status"] = "entered-in-error".into();
        let changes = [moved, withdrawn];

        let mut entries = vec![entry(1, patient())];
        entries.extend((2..72).map(result));
        whole.bring(entries.clone()).await;
        for entry in &entries {
            alone.bring(vec![entries[0].clone(), entry.clone()]).await;
        }
        assert_eq!(alone.rows().await["observation_series"], whole.rows().await["observation_series"]);
        assert_eq!(whole.count("observation_series").await, 3);
        for change in &changes {
            let report = alone.bring(vec![entries[0].clone(), change.clone()]).await;
            assert_eq!(report.total().updated, 1);
        }
        let at = |change: &Value| entries.iter().position(|entry| entry["fullUrl"] == change["fullUrl"]).unwrap();
        let places = [at(&changes[0]), at(&changes[1])];
        for (place, change) in places.into_iter().zip(changes) {
            entries[place] = change;
        }
        afresh.bring(entries).await;
        assert_eq!(alone.rows().await["observation_series"], afresh.rows().await["observation_series"]);
        assert_eq!(afresh.count("observation_series").await, 4);
    }
}

#[tokio::test]
async fn orders_for_medicines_carry_all_a_pharmacy_needs() {
    for world in World::both("orders").await {
        let order = json!({
            "resourceType": "MedicationRequest", "status": "on-hold", "intent": "order", "authoredOn": "2025-01-02",
            "medicationCodeableConcept": {"coding": [{"system": "local", "code": "x"},
                {"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "860975", "display": "Metformin"}]},
            "reasonCode": [{"text": "Diabetes"}],
            "dosageInstruction": [{"text": "Take 1 tablet with meals"}],
            "dispenseRequest": {"quantity": {"value": 60, "unit": "tablet"}, "numberOfRepeatsAllowed": 3,
                "expectedSupplyDuration": {"value": 30, "code": "d"},
                "validityPeriod": {"start": "2025-01-02", "end": "2026-01-02"}}
        });
        assert_eq!(with(&world, 2, order).await.understood, 1);
        let sql = "SELECT code || '|' || display || '|' || reason || '|' || directions || '|' || quantity || ' ' || \
                   quantity_unit || '|' || CAST(refills AS TEXT) || '|' || supply_days FROM medication_requests WHERE in_use";
        assert_eq!(world.text(sql).await, "860975|Metformin|Diabetes|Take 1 tablet with meals|60 tablet|3|30");
    }
}

#[tokio::test]
async fn statuses_decide_what_is_active() {
    for world in World::both("statuses").await {
        for (clinical, verification, active) in [
            ("active", "confirmed", 1),
            ("relapse", "provisional", 1),
            ("resolved", "confirmed", 0),
            ("active", "refuted", 0),
        ] {
            let condition = json!({"resourceType": "Condition", "code": {"text": "Asthma"},
                "clinicalStatus": {"coding": [{"code": clinical}]}, "verificationStatus": {"coding": [{"code": verification}]}});
            with(&world, 2, condition).await;
            let sql = "SELECT CAST(count(*) AS TEXT) FROM conditions WHERE active";
            assert_eq!(world.text(sql).await, active.to_string(), "{clinical} {verification}");
        }
        let allergy = json!({"resourceType": "AllergyIntolerance", "code": {"text": "Penicillin"}, "reaction": [
            {"manifestation": [{"text": "Hives"}], "severity": "mild"}, {"description": "Swelling", "severity": "severe"}]});
        with(&world, 3, allergy).await;
        let sql = "SELECT reaction || '|' || reaction_severity FROM allergies WHERE active";
        assert_eq!(world.text(sql).await, "Hives, Swelling|severe");
    }
}

#[tokio::test]
async fn documents_and_short_reports_can_be_read() {
    for world in World::both("documents").await {
        let note = json!({"resourceType": "DocumentReference", "status": "current", "type": {"text": "Visit note"},
            "content": [{"attachment": {"contentType": "text/plain; charset=utf-8", "data": "SGVs\nbG8=", "title": "Monday"}}]});
        with(&world, 2, note).await;
        let rows = world.rows().await["documents"].join("");
        assert!(rows.contains("Hello") || rows.contains("48656c6c6f"), "{rows}");
        let report = json!({"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "X-ray"},
            "category": [{"coding": [{"system": "http://loinc.org", "code": "LP29684-5"}]}],
            "presentedForm": [{"contentType": "text/plain", "data": "Tm8gZnJhY3R1cmUu"}]});
        with(&world, 3, report).await;
        let sql = "SELECT category || '|' || conclusion FROM diagnostic_reports";
        assert_eq!(world.text(sql).await, "imaging|No fracture.");
    }
}

#[tokio::test]
async fn what_has_no_place_in_the_chart_is_kept_as_it_came() {
    for world in World::both("kept").await {
        let of_a_group = json!({"resourceType": "Observation", "status": "final", "code": {"text": "Noise"},
            "subject": {"reference": urn(3)}});
        let report = world
            .bring(vec![
                entry(1, patient()),
                entry(2, of_a_group),
                entry(3, json!({"resourceType": "Group", "type": "person", "actual": true})),
                entry(
                    4,
                    json!({"resourceType": "Appointment", "status": "proposed",
                    "participant": [{"actor": {"reference": urn(1)}}]}),
                ),
                entry(5, json!({"resourceType": "Claim", "patient": {"reference": urn(1)}})),
            ])
            .await;
        assert_eq!((report.total().understood, report.total().kept_only), (1, 4));
        let sql = "SELECT CAST(count(*) AS TEXT) FROM resources WHERE patient_id IS NOT NULL AND NOT understood";
        assert_eq!(world.text(sql).await, "2");
        assert!(world.text("SELECT body FROM resources WHERE type = 'Claim'").await.starts_with("{\""));
    }
}

#[tokio::test]
async fn places_have_a_zone_that_exists() {
    for world in World::both("zones").await {
        let place = |zone: &str| {
            json!({"resourceType": "Location", "name": "North", "status": "active", "extension":
                [{"url": "http://hl7.org/fhir/StructureDefinition/timezone", "valueCode": zone}]})
        };
        world.bring(vec![entry(1, place("America/Denver"))]).await;
        assert_eq!(world.text("SELECT zone FROM locations").await, "America/Denver");
        let wrong = super::world::bundle(vec![entry(2, place("Mars/Olympus"))]).to_string();
        let report = world.import_text("wrong.json", wrong).await;
        assert!(report.refused[0].reason.contains("timezone"));
    }
}

#[tokio::test]
async fn a_membership_ends_with_its_own_period_or_with_the_teams() {
    for world in World::both("team_periods").await {
        let doctor = |number: u32| {
            entry(number, json!({"resourceType": "Practitioner", "name": [{"family": format!("Doctor {number}")}]}))
        };
        let member = |number: u32, end: Value| json!({"member": {"reference": urn(number)}, "period": {"end": end}});
        let team = json!({"resourceType": "CareTeam", "status": "active", "subject": {"reference": urn(1)},
            "period": {"end": "2028-06"}, "participant": [
                member(4, "2027".into()), member(5, "2027-03-31".into()), member(6, "2027-03-31T12:00:00Z".into()),
                member(7, "2030".into()), member(8, Value::Null),
                // The same doctor once more, after a pause.
                member(5, "2028-01-01T00:00:00Z".into())]});
        let mut all = vec![entry(1, patient()), entry(3, team)];
        all.extend((4..=8).map(doctor));
        world.bring(all).await;
        let mut q = world.db().read().await.unwrap();
        let ends: Vec<(i64, DateTime<Utc>)> =
            q.query("SELECT position, ends_at FROM care_team_participants ORDER BY position").all().await.unwrap();
        let ends: Vec<String> = ends.iter().map(|(_, end)| end.format("%Y-%m-%dT%H").to_string()).collect();
        // A year, month or day ends where it ends last: half a day after UTC.
        let team = "2028-07-01T12";
        assert_eq!(ends, ["2028-01-01T12", "2027-04-01T12", "2027-03-31T12", team, team, "2028-01-01T00"]);
    }
}
