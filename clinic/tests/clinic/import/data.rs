//! Files that nobody here wrote come in whole, and what they say is what the tables say.

use super::world::{World, data};
use chrono::{DateTime, NaiveDate, Utc};
use clinic::{
    db::Source as _,
    fhir::{Report, resource_id},
};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Every resource of a folder by its address; of one that comes again, all contents.
type Resources = BTreeMap<String, Vec<Value>>;

fn resources(folder: &std::path::Path) -> (Resources, usize) {
    let (mut found, mut entries) = (Resources::new(), 0);
    for file in std::fs::read_dir(folder).unwrap() {
        let bundle: Value = serde_json::from_slice(&std::fs::read(file.unwrap().path()).unwrap()).unwrap();
        for entry in bundle["entry"].as_array().unwrap() {
            entries += 1;
            found.entry(entry["fullUrl"].as_str().unwrap().to_owned()).or_default().push(entry["resource"].clone());
        }
    }
    (found, entries)
}

/// How many resources there are of each type.
fn by_type(resources: &Resources) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for contents in resources.values() {
        *counts.entry(contents[0]["resourceType"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

/// The table of each type that is understood.
const TABLES: [(&str, &str); 19] = [
    ("AllergyIntolerance", "allergies"),
    ("Appointment", "appointments"),
    ("CarePlan", "care_plans"),
    ("CareTeam", "care_teams"),
    ("Condition", "conditions"),
    ("Coverage", "coverages"),
    ("DiagnosticReport", "diagnostic_reports"),
    ("DocumentReference", "documents"),
    ("Encounter", "encounters"),
    ("Goal", "goals"),
    ("Immunization", "immunizations"),
    ("Location", "locations"),
    ("MedicationRequest", "medication_requests"),
    ("Observation", "observations"),
    ("Organization", "organizations"),
    ("Patient", "patients"),
    ("Practitioner", "practitioners"),
    ("PractitionerRole", "practitioner_roles"),
    ("Procedure", "procedures"),
];

async fn check(folder: &str) {
    let Some(data) = data() else { return };
    let path = data.join(folder);
    let (wanted, entries) = resources(&path);
    for world in World::both(folder).await {
        let report: Report = world.import(std::slice::from_ref(&path)).await;
        assert_eq!(report.refused, []);
        assert_eq!(report.total().all(), u64::try_from(entries).unwrap());
        let rows = world.rows().await;
        assert_eq!(rows["resources"].len(), wanted.len());
        let counts = by_type(&wanted);
        for (kind, table) in TABLES {
            assert_eq!(rows[table].len(), counts.get(kind).copied().unwrap_or(0), "{kind}");
        }
        let kept: usize =
            counts.iter().filter(|(kind, _)| TABLES.iter().all(|(known, _)| known != kind)).map(|(_, n)| n).sum();
        assert_eq!(report.total().kept_only, u64::try_from(kept).unwrap());
        spot_check(&world, &wanted).await;

        let again = world.import(std::slice::from_ref(&path)).await;
        assert_eq!(again.total().unchanged, u64::try_from(entries).unwrap());
        assert!(world.rows().await == rows, "importing {folder} again changed something");
    }
}

type Text = Option<String>;
type Quantity = (Uuid, Uuid, String, Text, Text, Option<DateTime<Utc>>, Text, Text, String);
type Order = (Uuid, String, String, bool, Text, Option<Uuid>);

/// Compares what was read with the JSON, read here by other means.
async fn spot_check(world: &World, wanted: &Resources) {
    let wanted: HashMap<Uuid, &Vec<Value>> =
        wanted.iter().map(|(url, contents)| (resource_id(url), contents)).collect();
    let one = |id: &Uuid| wanted[id].first().unwrap();
    let mut read = world.db().read().await.unwrap();
    let words = |concept: &Value| {
        let text = concept["text"].as_str().or_else(|| concept["coding"][0]["display"].as_str());
        text.map(str::to_owned)
    };
    let instant = |text: &Value| text.as_str().and_then(|text| text.parse::<DateTime<Utc>>().ok());

    let patients: Vec<(Uuid, String, NaiveDate, String, Option<String>)> =
        read.query("SELECT id, family, birth_date, sex, phone FROM patients").all().await.unwrap();
    for (id, family, birth_date, sex, phone) in &patients {
        let json = one(id);
        assert_eq!(*family, json["name"][0]["family"].as_str().unwrap());
        assert_eq!(birth_date.to_string(), json["birthDate"].as_str().unwrap());
        assert_eq!(*sex, json["gender"].as_str().unwrap());
        assert_eq!(phone.as_deref(), json["telecom"][0]["value"].as_str());
    }

    let results: Vec<Quantity> = read
        .query(
            "SELECT o.id, o.patient_id, o.display, o.value, o.unit, o.effective_at, o.range_high, o.interpretation, r.body \
             FROM observations o JOIN resources r ON r.id = o.id WHERE o.value_kind = 'quantity'",
        )
        .all()
        .await
        .unwrap();
    let quantities = wanted.values().filter(|contents| contents[0].get("valueQuantity").is_some()).count();
    assert_eq!(results.len(), quantities);
    for (id, patient, display, value, unit, at, high, flag, body) in results {
        let json = one(&id);
        assert_eq!(patient, resource_id(json["subject"]["reference"].as_str().unwrap()));
        assert_eq!(Some(display), words(&json["code"]));
        let digits = value.unwrap();
        // Reading a number as a float rounds it; the digits themselves must stand in what came.
        let (read, sent) = (digits.parse::<f64>().unwrap(), json["valueQuantity"]["value"].as_f64().unwrap());
        assert!((read - sent).abs() <= sent.abs() * 1e-12, "{read} is not {sent}");
        assert!(body.contains(&format!("\"value\": {digits}")), "{digits}");
        assert_eq!(unit.as_deref(), json["valueQuantity"]["unit"].as_str());
        if json["effectiveDateTime"].as_str().is_some_and(|text| text.len() > 10) {
            assert_eq!(at, instant(&json["effectiveDateTime"]));
        }
        assert_eq!(high.map(|high| high.parse::<f64>().unwrap()), json["referenceRange"][0]["high"]["value"].as_f64());
        assert_eq!(flag.as_deref(), json["interpretation"][0]["coding"][0]["code"].as_str());
    }

    let orders: Vec<Order> = read
        .query("SELECT id, display, status, in_use, directions, requester_id FROM medication_requests")
        .all()
        .await
        .unwrap();
    for (id, display, status, in_use, directions, requester) in orders {
        let json = one(&id);
        assert_eq!(Some(display), words(&json["medicationCodeableConcept"]));
        assert_eq!(status, json["status"].as_str().unwrap());
        assert_eq!(in_use, status == "active");
        let asked = json["requester"]["reference"].as_str().map(resource_id);
        assert_eq!(requester, asked.filter(|id| one(id)["resourceType"] == "Practitioner"));
        assert_eq!(directions.is_some(), json.get("dosageInstruction").is_some());
    }

    let conditions: Vec<(Uuid, String, String, bool)> =
        read.query("SELECT id, display, clinical_status, active FROM conditions").all().await.unwrap();
    for (id, display, status, active) in conditions {
        let json = one(&id);
        assert_eq!(Some(display), words(&json["code"]));
        assert_eq!(Some(status.as_str()), json["clinicalStatus"]["coding"][0]["code"].as_str());
        assert_eq!(active, status == "active");
    }

    let reports: Vec<(Uuid, i64)> = read
        .query(
            "SELECT d.id, count(r.observation_id) FROM diagnostic_reports d LEFT JOIN diagnostic_report_results r ON \
             r.report_id = d.id GROUP BY d.id",
        )
        .all()
        .await
        .unwrap();
    for (id, results) in reports {
        let named = one(&id)["result"].as_array().map_or(0, Vec::len);
        assert_eq!(usize::try_from(results).unwrap(), named);
    }

    let series: Vec<(Uuid, String, String, i64, Uuid)> = read
        .query("SELECT patient_id, category, code_key, results, latest_id FROM observation_series")
        .all()
        .await
        .unwrap();
    assert!(!series.is_empty());
    let mut results: HashMap<(Uuid, String), Vec<(Uuid, &Value)>> = HashMap::new();
    for (id, contents) in &wanted {
        let json = &contents[0];
        let has = |key: &str| json.as_object().unwrap().keys().any(|name| name.starts_with(key));
        if json["resourceType"] == "Observation" && (has("value") || has("component") || has("dataAbsentReason")) {
            let patient = resource_id(json["subject"]["reference"].as_str().unwrap());
            let coding = &json["code"]["coding"][0];
            let (code, system) = (coding["code"].as_str().unwrap(), coding["system"].as_str());
            let key = match system {
                Some("http://loinc.org") | None => code.to_owned(),
                Some(system) => format!("{system}|{code}"),
            };
            results.entry((patient, key)).or_default().push((*id, json));
        }
    }
    for (patient, category, code, count, latest) in series {
        let of_category = results[&(patient, code.clone())].iter().filter(|(_, json)| {
            json["category"][0]["coding"][0]["code"].as_str() == Some(&category) || category == "other"
        });
        let times: Vec<_> = of_category
            .map(|(id, json)| {
                let times = [&json["effectiveDateTime"], &json["effectivePeriod"]["start"], &json["issued"]];
                (times.into_iter().find_map(instant), *id)
            })
            .collect();
        assert_eq!(times.len(), usize::try_from(count).unwrap(), "{category} {code}");
        let newest = times.iter().map(|(at, _)| at).max().unwrap();
        assert!(times.iter().any(|(at, id)| at == newest && *id == latest), "{category} {code}");
    }
}

#[tokio::test]
async fn synthea_r4_comes_in_whole() {
    check("synthea-r4").await;
}

#[tokio::test]
async fn synthea_us_core_comes_in_whole() {
    check("synthea-us-core").await;
}

#[tokio::test]
async fn inferno_us_core_comes_in_whole() {
    check("inferno-us-core").await;
}
