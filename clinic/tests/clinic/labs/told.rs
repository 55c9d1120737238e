//! Periods, everyday words, days side by side and what is taken along, on both databases.

use super::{
    sent::{ALL, Sent, all_pages, bundle, put, sent},
    ward::{FINAL, PATIENT, Sent as Report, Ward},
};
use crate::{
    house::{House, day},
    import::world::{World, data},
};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    Error,
    db::Source as _,
    ids::PatientId,
    labs::{
        Category, Change, DRAWN, Filter, compared, history, observations_to_take, report, reports_to_take,
        results_to_take, take_along, tests,
    },
    paging::Before,
    testing::databases,
};
use serde::Deserialize;
use serde_json::{json, value::RawValue};

const LAB: Category = Category::Laboratory;

#[tokio::test]
async fn a_period_is_cut_and_thinned_honestly() {
    for test in databases("period").await {
        let house = House::open(&test.db).await;
        let results: Vec<Sent> =
            (0_u128..1003).map(|n| sent(100 + n, "glucose", day(1) + Duration::hours(n as i64), "85")).collect();
        put(&test.db, house.patient, &results).await;
        let mut q = house.read().await;
        let all = history(&mut q, &house.chart, LAB, "glucose", None, Before::START).await.unwrap();
        // An hour apart: the newest of each eleven hours, and none twice.
        assert_eq!((all.total, all.stretch, all.drawn.len()), (1003, Some(Duration::hours(11)), 92));
        let drawn: Vec<u128> = all.drawn.iter().map(|row| row.id.0.as_u128()).collect();
        assert!(drawn.iter().enumerate().all(|(at, id)| *id == 1102 - 11 * at as u128), "{drawn:?}");
        let since = day(1) + Duration::hours(963);
        let mut seen = Vec::new();
        let mut before = Before::START;
        loop {
            let part = history(&mut q, &house.chart, LAB, "glucose", Some(since), before).await.unwrap();
            assert_eq!((part.total, part.stretch, part.drawn.len()), (1003, None, 40));
            seen.extend(part.results.rows.iter().map(|row| row.id.0.as_u128()));
            let Some(older) = part.results.older else { break };
            before = older;
        }
        assert_eq!(seen, (1063..1103).rev().collect::<Vec<u128>>());
        let whole = history(&mut q, &house.chart, LAB, "glucose", Some(day(1) + Duration::hours(903)), Before::START);
        assert_eq!(whole.await.unwrap().drawn.len(), DRAWN as usize);
        let nothing = history(&mut q, &house.chart, LAB, "glucose", Some(day(1) + Duration::days(90)), Before::START);
        let nothing = nothing.await.unwrap();
        assert!(nothing.drawn.is_empty() && nothing.results.rows.is_empty() && nothing.total == 1003);
        let missing = history(&mut q, &house.chart, LAB, "iron", Some(day(1)), Before::START).await;
        assert!(matches!(missing, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn everyday_words_of_both_languages_find_tests_and_panels() {
    for test in databases("everyday").await {
        let house = House::open(&test.db).await;
        let results = [
            sent(1, "4548-4", day(1), "6.1"),
            sent(2, "2345-7", day(2), "85"),
            sent(3, "2085-9", day(3), "50"),
            sent(4, "718-7", day(3), "13.5"),
        ];
        put(&test.db, house.patient, &results).await;
        bundle(&test.db, house.patient, 10, "profile", day(3), &[3, 4]).await;
        let found = async |search: &str| {
            let filter = Filter { search, ..ALL };
            let list =
                tests(&mut house.read().await, &house.chart, LAB, filter, Before::START).await.unwrap().page.rows;
            let mut codes: Vec<String> = list.into_iter().map(|test| test.latest.code_key).collect();
            codes.sort();
            let shown = all_pages(&house, Filter { search, ..ALL }).await.concat();
            (codes, shown)
        };
        let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        for search in ["sugar", "Azúcar", "AZUCAR", "diabetes", "glucosa"] {
            assert_eq!(found(search).await, (list(&["2345-7", "4548-4"]), list(&["2345-7", "4548-4"])), "{search}");
        }
        for search in ["cholesterol", "colesterol bueno"] {
            assert_eq!(found(search).await, (list(&["2085-9"]), list(&["profile[2085-9]"])), "{search}");
        }
        assert_eq!(found("zebra").await, (Vec::new(), Vec::new()));
        let mut tx = test.db.begin().await.unwrap();
        tx.query("UPDATE diagnostic_reports SET code_system = 'http://loinc.org', code = '58410-2'")
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found("hemograma").await.1, ["profile[2085-9,718-7]"], "the whole panel is meant");
    }
}

#[tokio::test]
async fn values_in_another_unit_are_compared_where_one_follows_from_the_other() {
    for test in databases("units").await {
        let house = House::open(&test.db).await;
        let grams = |id, at, value| Sent { unit: "g/L", range: (None, None), ..sent(id, "718-7", at, value) };
        let results =
            [grams(1, day(1), "125"), Sent { unit: "g/dL", ..grams(2, day(2), "12.5") }, grams(3, day(3), "126")];
        put(&test.db, house.patient, &results).await;
        bundle(&test.db, house.patient, 10, "a", day(2), &[2]).await;
        bundle(&test.db, house.patient, 11, "b", day(3), &[3]).await;
        let mut q = house.read().await;
        for (id, wanted) in [(10, Change::Same), (11, Change::Up)] {
            let id = clinic::ids::ReportId(crate::house::id(id));
            let row = report(&mut q, &house.chart, id).await.unwrap().results.remove(0);
            assert_eq!(row.result.change_since(&row.earlier), Some(wanted));
        }
    }
}

#[tokio::test]
async fn tests_stand_side_by_side_in_the_order_they_were_asked_for() {
    for test in databases("compared").await {
        let house = House::open(&test.db).await;
        let results = [sent(1, "a", day(1), "1"), sent(2, "a", day(2), "2"), sent(3, "b", day(2), "3")];
        put(&test.db, house.patient, &results).await;
        put(&test.db, house.stranger, &[sent(9, "c", day(2), "9")]).await;
        let asked: Vec<String> = ["b", "a", "b", "c", "none"].map(str::to_owned).into();
        let lines = compared(&mut house.read().await, &house.chart, &asked).await.unwrap();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.display.as_str(), line.results.iter().filter_map(|row| row.text()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(told, [("b", vec!["3".to_owned()]), ("a", vec!["2".to_owned(), "1".to_owned()])]);
    }
}

#[tokio::test]
async fn what_is_taken_along_holds_everything_once_and_nothing_that_is_withheld() {
    for test in databases("taking").await {
        let ward = Ward::new(&test.db).await;
        for number in 0..60 {
            ward.send(&Report { number: 100 + number, results: &[("2160-0", "1.53")], ..FINAL }).await;
        }
        let url = |name: &str| format!("https://example.org/Observation/{name}");
        let observation = |value: &str, status: &str, absent: Option<&str>| {
            json!({ "resourceType": "Observation", "status": status, "subject": { "reference": PATIENT },
                "category": [{ "coding": [{ "code": "laboratory" }] }], "code": { "text": "Single" },
                "effectiveDateTime": "2026-10-01", "valueString": value,
                "dataAbsentReason": absent.map(|code| json!({ "coding": [{ "code": code }] })) })
        };
        let inside = json!({
            "resourceType": "DiagnosticReport", "status": "final", "category": [{ "coding": [{ "code": "LAB" }] }],
            "code": { "text": "With a part that is withheld" }, "subject": { "reference": PATIENT },
            "effectiveDateTime": "2026-10-02", "result": [{ "reference": "#a" }],
            "contained": [{ "resourceType": "Observation", "id": "a", "status": "final", "valueString": "Hidden inside",
                "code": { "text": "Inside" }, "dataAbsentReason": { "coding": [{ "code": "masked" }] } }]
        });
        ward.bring(vec![
            (url("plain"), observation("Plain answer", "final", None)),
            (url("masked"), observation("Masked answer", "final", Some("masked"))),
            (url("mistake"), observation("Mistaken answer", "entered-in-error", None)),
            (url("cancelled"), observation("Cancelled answer", "cancelled", None)),
            ("https://example.org/DiagnosticReport/inside".to_owned(), inside),
        ])
        .await;
        for chart in [ward.own().await, ward.doctors().await] {
            let q = &mut ward.office.db.read().await.unwrap();
            take_along(&chart, "taken along").unwrap();
            let rows = results_to_take(q, &chart, Before::START).await.unwrap();
            assert_eq!((rows.rows.len(), rows.older.is_none()), (65, true));
            let mut bodies = Vec::new();
            let mut before = Before::START;
            loop {
                let page = reports_to_take(q, &chart, before).await.unwrap();
                bodies.extend(page.rows.into_iter().map(|kept| kept.body));
                let Some(older) = page.older else { break };
                before = older;
            }
            assert_eq!(bodies.len(), 60);
            let mut before = Before::START;
            loop {
                let page = observations_to_take(q, &chart, before).await.unwrap();
                bodies.extend(page.rows.into_iter().map(|kept| kept.body));
                let Some(older) = page.older else { break };
                before = older;
            }
            assert_eq!(bodies.len(), 121);
            let all = bodies.concat() + &rows.rows.iter().filter_map(|row| row.result.text()).collect::<String>();
            assert!(all.contains("1.53") && all.contains("Plain answer"));
            for hidden in ["Masked answer", "Mistaken answer", "Cancelled answer", "Hidden inside"] {
                assert!(!all.contains(hidden), "{hidden}");
            }
        }
    }
}

#[derive(Deserialize)]
struct Bundle {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    resource: Box<RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    resource_type: String,
    code: Option<Concept>,
    effective_date_time: Option<DateTime<Utc>>,
    value_quantity: Option<Quantity>,
}

#[derive(Deserialize)]
struct Concept {
    #[serde(default)]
    coding: Vec<Coding>,
}

#[derive(Deserialize)]
struct Coding {
    code: Option<String>,
}

#[derive(Deserialize)]
struct Quantity {
    value: Box<RawValue>,
}

/// What a file says of the average blood sugar, newest first: every digit as it stands there.
fn a1c_of(path: &std::path::Path) -> Vec<(DateTime<Utc>, String)> {
    let bundle: Bundle = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut values: Vec<_> = bundle
        .entry
        .iter()
        .filter_map(|entry| serde_json::from_str::<Resource>(entry.resource.get()).ok())
        .filter(|resource| resource.resource_type == "Observation")
        .filter(|resource| {
            let codes = resource.code.iter().flat_map(|code| &code.coding);
            codes.into_iter().any(|coding| coding.code.as_deref() == Some("4548-4"))
        })
        .filter_map(|resource| Some((resource.effective_date_time?, resource.value_quantity?.value.get().to_owned())))
        .collect();
    values.sort();
    values.reverse();
    values
}

#[tokio::test]
async fn the_trend_of_an_imported_a1c_is_right_to_the_digit() {
    let Some(data) = data() else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(data.join("synthea-r4")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let file = files.iter().max_by_key(|file| a1c_of(file).len()).unwrap();
    let wanted = a1c_of(file);
    assert!(wanted.len() > 5, "{} in {}", wanted.len(), file.display());
    let houses: Vec<_> = files
        .iter()
        .filter(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("hospital") || name.starts_with("practitioner")
        })
        .cloned()
        .chain([file.clone()])
        .collect();
    for world in World::both("a1c").await {
        let done = world.import(&houses).await;
        assert_eq!(done.refused, []);
        let house = House::open(world.db()).await;
        let (id,): (PatientId,) = house
            .read()
            .await
            .query("SELECT patient_id FROM observations WHERE code_key = '4548-4' LIMIT 1")
            .one()
            .await
            .unwrap();
        let mut tx = world.db().begin().await.unwrap();
        // The one who is signed in takes over the results.
        for sql in [
            "UPDATE observations SET patient_id = $1 WHERE patient_id = $2",
            "UPDATE observation_series SET patient_id = $1 WHERE patient_id = $2",
        ] {
            tx.query(sql).bind(house.patient).bind(id).run().await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut q = house.read().await;
        let list = history(&mut q, &house.chart, LAB, "4548-4", None, Before::START).await.unwrap();
        let told: Vec<_> =
            list.drawn.iter().map(|row| (row.effective_at.unwrap(), row.value.clone().unwrap())).collect();
        assert_eq!(told, wanted);
        assert!(list.drawn.iter().all(|row| row.unit.as_deref() == Some("%")));
    }
}
