//! Results by panel and by test, reports and histories on both databases.

mod changed;
mod held;
mod sent;
mod told;
mod ward;

use crate::house::{House, day, id};
use chrono::Duration;
use clinic::{
    Error,
    ids::ReportId,
    labs::{Category, Change, Entry, Filter, Standing, history, panels, recent, report, tests, trends},
    paging::Before,
    testing::databases,
};
use sent::{ALL, OUT, Sent, all_pages, bundle, put, sent, shown};
use uuid::Uuid;

#[tokio::test]
async fn reports_and_single_results_stand_in_one_order_and_none_is_lost_at_the_end_of_a_page() {
    for test in databases("panels").await {
        let house = House::open(&test.db).await;
        let mut results = Vec::new();
        for number in 0..20 {
            // Pairs of reports have one time; every third result belongs to none.
            results.push(sent(100 + number, "glucose", day(1) + Duration::days((number / 2) as i64), "85"));
        }
        results.extend((0..130).map(|number| sent(1000 + number, "sodium", day(5), "140")));
        put(&test.db, house.patient, &results).await;
        put(&test.db, house.stranger, &[sent(5000, "glucose", day(9), "85")]).await;
        for number in (0..20).filter(|number| number % 3 != 0) {
            let at = day(1) + Duration::days((number / 2) as i64);
            bundle(&test.db, house.patient, 300 + number, "metabolic panel", at, &[100 + number]).await;
        }
        let pages = all_pages(&house, ALL).await;
        assert!(pages.iter().all(|page| page.len() <= 48), "{pages:?}");
        let all: Vec<String> = pages.concat();
        assert_eq!(all.iter().filter(|name| *name == "sodium").count(), 130);
        assert_eq!(all.iter().filter(|name| *name == "glucose").count(), 7);
        assert_eq!(all.iter().filter(|name| *name == "metabolic panel[glucose]").count(), 13);
        assert_eq!(all[0], "metabolic panel[glucose]");
        let noted = house.noted();
        assert!(noted.len() == 1 && noted[0].contains("Labs"), "{noted:?}");
    }
}

#[tokio::test]
async fn a_search_finds_panels_and_tests_and_shows_what_fits() {
    for test in databases("lab_search").await {
        let house = House::open(&test.db).await;
        let mut high = sent(3, "potassium", day(3), "5.9");
        high.range = (Some("3.5"), Some("5.1"));
        put(&test.db, house.patient, &[sent(1, "glucose", day(1), "85"), sent(2, "sodium", day(3), "90"), high]).await;
        bundle(&test.db, house.patient, 10, "electrolyte panel", day(3), &[2, 3]).await;
        bundle(&test.db, house.patient, 11, "culture", day(2), &[]).await;
        let search = |search| Filter { search, only_abnormal: false };
        assert_eq!(
            all_pages(&house, ALL).await.concat(),
            ["electrolyte panel[sodium,potassium]", "culture[]", "glucose"]
        );
        assert_eq!(all_pages(&house, search("ELECTRO")).await.concat(), ["electrolyte panel[sodium,potassium]"]);
        assert_eq!(all_pages(&house, search("Potass")).await.concat(), ["electrolyte panel[potassium]"]);
        assert_eq!(all_pages(&house, search("glucose")).await.concat(), ["glucose"]);
        assert_eq!(all_pages(&house, search("cult")).await.concat(), ["culture[]"]);
        assert!(all_pages(&house, search("%")).await.concat().len() == 3);
        assert!(all_pages(&house, search("iron")).await.concat().is_empty());
        assert_eq!(all_pages(&house, OUT).await.concat(), ["electrolyte panel[potassium]", "glucose"][..1]);
        let both = Filter { search: "sodium", only_abnormal: true };
        assert!(all_pages(&house, both).await.concat().is_empty());
    }
}

#[tokio::test]
async fn out_of_range_means_the_same_to_the_database_and_to_the_model() {
    for test in databases("out_of_range").await {
        let house = House::open(&test.db).await;
        let base = sent(0, "x", day(1), "85");
        let mut cases = Vec::new();
        for flag in [None, Some("N"), Some("H"), Some("LL"), Some("AA"), Some("POS"), Some("odd")] {
            for (value, comparator) in [
                (Some("85"), None),
                (Some("69.99"), None),
                (Some("99.5"), Some("<")),
                (Some("1.2e3"), None),
                (None, None),
            ] {
                for status in ["final", "preliminary", "cancelled", "entered-in-error"] {
                    for absent in [None, Some("masked")] {
                        cases.push(Sent { flag, value, comparator, status, absent, ..base.clone() });
                    }
                }
            }
        }
        cases.push(Sent { kind: "text", value: Some("none seen"), ..base.clone() });
        for value in ["70", "99", "70.0", "98.9"] {
            for open in [(false, false), (true, false), (false, true), (true, true)] {
                cases.push(Sent { value: Some(value), open, ..base.clone() });
            }
        }
        for (number, case) in (1_u128..).zip(&mut cases) {
            case.id = number;
        }
        put(&test.db, house.patient, &cases).await;
        let everything = all_ids(&house, ALL).await;
        assert_eq!(everything.len(), cases.len());
        let out: Vec<Uuid> = all_ids(&house, OUT).await.into_iter().map(|(id, _)| id).collect();
        for (id, abnormal) in everything {
            assert_eq!(out.contains(&id), abnormal, "{id}");
        }
    }
}

async fn all_ids(house: &House, filter: Filter<'_>) -> Vec<(Uuid, bool)> {
    let mut ids = Vec::new();
    let mut before = Before::START;
    loop {
        let page = panels(&mut house.read().await, &house.chart, filter, before).await.unwrap();
        for entry in &page.rows {
            if let Entry::Single(result) = entry {
                ids.push((result.id.0, result.is_abnormal()));
            }
        }
        let Some(older) = page.older else { return ids };
        before = older;
    }
}

#[tokio::test]
async fn what_may_not_be_shown_leaves_the_store_without_its_value() {
    for test in databases("withheld").await {
        let house = House::open(&test.db).await;
        let base = sent(0, "genetics", day(1), "85");
        let results = [
            Sent { id: 1, status: "entered-in-error", ..base.clone() },
            Sent { id: 2, absent: Some("masked"), ..base.clone() },
            Sent { id: 3, status: "cancelled", ..base.clone() },
            Sent { id: 4, status: "registered", value: None, kind: "none", ..base.clone() },
            Sent { id: 5, value: None, kind: "none", absent: Some("not-performed"), ..base.clone() },
            Sent { id: 6, status: "preliminary", ..base.clone() },
        ];
        put(&test.db, house.patient, &results).await;
        let list =
            history(&mut house.read().await, &house.chart, Category::Laboratory, "genetics", None, Before::START).await;
        let list = list.unwrap();
        let standing: Vec<_> =
            list.results.rows.iter().rev().map(|row| (row.standing(), row.value.is_some())).collect();
        assert_eq!(
            standing,
            [
                (Standing::Withdrawn, false),
                (Standing::Withheld, false),
                (Standing::Cancelled, false),
                (Standing::Waiting, false),
                (Standing::Missing, false),
                (Standing::Known, true),
            ]
        );
    }
}

#[tokio::test]
async fn tests_are_listed_newest_first_then_by_name_over_the_ends_of_pages() {
    for test in databases("tests").await {
        let house = House::open(&test.db).await;
        let names: Vec<&'static str> = (0..90).map(|number| &*format!("test {number:02}").leak()).collect();
        let mut results: Vec<Sent> =
            (0_u128..).zip(&names).map(|(number, name)| sent(500 - number, name, day(3), "85")).collect();
        results.push(sent(900, "newest", day(4), "120"));
        results.push(sent(901, "newest", day(2), "100"));
        put(&test.db, house.patient, &results).await;
        let mut seen = Vec::new();
        let mut before = Before::START;
        loop {
            let mut q = house.read().await;
            let page = tests(&mut q, &house.chart, Category::Laboratory, ALL, before).await.unwrap().page;
            seen.extend(page.rows);
            let Some(older) = page.older else { break };
            before = older;
        }
        assert_eq!(seen[0].latest.display, "newest");
        assert_eq!((seen[0].results, seen[0].latest.change_since(&seen[0].earlier)), (2, Some(Change::Up)));
        let listed: Vec<&str> = seen[1..].iter().map(|test| test.latest.display.as_str()).collect();
        assert_eq!(listed, names);
        let mut q = house.read().await;
        let found =
            tests(&mut q, &house.chart, Category::Laboratory, Filter { search: "Test 42", ..ALL }, Before::START);
        assert_eq!(found.await.unwrap().page.rows.len(), 1);
        let out = tests(&mut q, &house.chart, Category::Laboratory, OUT, Before::START).await.unwrap();
        assert_eq!(out.page.rows.len(), 1);
    }
}

#[tokio::test]
async fn a_history_pages_and_belongs_to_its_patient() {
    for test in databases("history").await {
        let house = House::open(&test.db).await;
        let results: Vec<Sent> =
            (0_u128..60).map(|number| sent(100 + number, "glucose", day(1 + number as u32 / 20), "85")).collect();
        put(&test.db, house.patient, &results).await;
        put(&test.db, house.stranger, &[sent(900, "iron", day(1), "85"), sent(901, "glucose", day(1), "85")]).await;
        let mut q = house.read().await;
        let mut seen = Vec::new();
        let mut before = Before::START;
        loop {
            let part = history(&mut q, &house.chart, Category::Laboratory, "glucose", None, before).await.unwrap();
            assert_eq!((part.total, part.drawn.len()), (60, 60));
            seen.extend(part.results.rows.iter().map(|row| row.id.0.as_u128()));
            let Some(older) = part.results.older else { break };
            before = older;
        }
        assert_eq!(seen, (100..160).rev().collect::<Vec<u128>>());
        for (category, code) in [(Category::Laboratory, "iron"), (Category::VitalSigns, "glucose")] {
            let nothing = history(&mut q, &house.chart, category, code, None, Before::START).await;
            assert!(matches!(nothing, Err(Error::NotFound)));
        }
    }
}

#[tokio::test]
async fn a_report_knows_what_came_before_each_result_and_belongs_to_its_patient() {
    for test in databases("report").await {
        let house = House::open(&test.db).await;
        let results = [
            sent(1, "glucose", day(1), "90"),
            Sent { status: "entered-in-error", ..sent(2, "glucose", day(2), "999") },
            sent(3, "glucose", day(3), "85"),
            sent(4, "iron", day(3), "85"),
            sent(5, "glucose", day(4), "70"),
        ];
        put(&test.db, house.patient, &results).await;
        bundle(&test.db, house.patient, 10, "panel", day(3), &[4, 3]).await;
        put(&test.db, house.stranger, &[sent(20, "glucose", day(3), "85")]).await;
        bundle(&test.db, house.stranger, 30, "panel", day(3), &[20]).await;
        let mut q = house.read().await;
        let found = report(&mut q, &house.chart, ReportId(id(10))).await.unwrap();
        let compared: Vec<_> = found
            .results
            .iter()
            .map(|row| (row.result.display.as_str(), row.earlier.text(), row.result.change_since(&row.earlier)))
            .collect();
        assert_eq!(compared, [("iron", None, None), ("glucose", Some("90".to_owned()), Some(Change::Down))]);
        let noted = house.noted();
        assert!(noted.len() == 1 && noted[0].contains("Labs") && noted[0].contains(&id(10).to_string()), "{noted:?}");
        for other in [30, 77] {
            assert!(matches!(report(&mut q, &house.chart, ReportId(id(other))).await, Err(Error::NotFound)));
        }
    }
}

#[tokio::test]
async fn vital_signs_come_with_their_last_twelve_values() {
    for test in databases("vitals").await {
        let house = House::open(&test.db).await;
        let vital =
            |id, name, at, value| Sent { category: "vital-signs", range: (None, None), ..sent(id, name, at, value) };
        let mut results: Vec<Sent> = (0..30)
            .map(|number: u128| vital(100 + number, "pulse", day(1) + Duration::hours(number as i64), "70"))
            .collect();
        results.push(Sent {
            kind: "none",
            value: None,
            parts: Some(
                r#"[{"code":"8480-6","display":"Systolic","value":"128","comparator":null,"unit":"mmHg","unit_code":"mm[Hg]",
                     "text":null},{"code":"8462-4","display":"Diastolic","value":"82","unit":"mmHg"}]"#,
            ),
            ..vital(500, "blood pressure", day(9), "")
        });
        results.push(sent(600, "glucose", day(9), "85"));
        put(&test.db, house.patient, &results).await;
        let page = trends(&mut house.read().await, &house.chart, Category::VitalSigns, Before::START).await.unwrap();
        let listed: Vec<_> =
            page.rows.iter().map(|trend| (trend.test.latest.display.as_str(), trend.last.len())).collect();
        assert_eq!(listed, [("blood pressure", 1), ("pulse", 12)]);
        assert_eq!(
            page.rows[0].test.latest.parts().filter_map(|part| part.reading()).collect::<Vec<_>>(),
            ["128", "82"]
        );
        let last: Vec<u128> = page.rows[1].last.iter().map(|row| row.id.0.as_u128()).collect();
        assert_eq!(last, (118..130).collect::<Vec<u128>>());
        let noted = house.noted();
        assert!(noted.len() == 1 && noted[0].contains("Vitals"), "{noted:?}");
    }
}

#[tokio::test]
async fn new_is_what_was_released_since() {
    for test in databases("recent").await {
        let house = House::open(&test.db).await;
        let results = [
            sent(1, "old", day(1), "85"),
            Sent { issued: Some(day(6)), ..sent(2, "slow", day(2), "85") },
            sent(3, "fresh", day(7), "85"),
        ];
        put(&test.db, house.patient, &results).await;
        bundle(&test.db, house.patient, 10, "panel", day(7), &[3]).await;
        let page = recent(&mut house.read().await, &house.chart, day(5)).await.unwrap();
        assert_eq!(shown(&page), ["panel[fresh]", "slow"]);
    }
}
