//! Every query that a page runs uses an index: the plans of all of them are read after every page was asked for.

use super::demo::{House, Persona, houses};
use clinic::db::{Db, recorded, start_recording};
use sqlx::{AssertSqlSafe, Row as _};

/// Tables that stay small however long the clinic works: reading all of them costs nothing.
const SMALL: [&str; 6] =
    ["audit_blocks", "signing_keys", "_sqlx_migrations", "sign_in_failures", "locations", "organizations"];

async fn ask_for_every_page(house: &House) {
    for route in app::routes().into_iter().filter(|route| route.method == "GET") {
        let path = super::permissions::address(house, route.path).await;
        for persona in [Persona::Patient, Persona::Prescriber, Persona::Staff, Persona::Admin, Persona::Helper] {
            house.see(persona, &path).await;
            house
                .see(persona, &format!("{path}?q=a&show=out&before=ffffffffffff-00000000000000000000000000000000"))
                .await;
        }
    }
    for body in ["q=nguyen+walter", "q=19480902", "q=a"] {
        house.ask_with("POST", "/patients", body, house.cookie(Persona::Staff)).await;
    }
    house.ask_with("POST", "/people", "q=dana", house.cookie(Persona::Admin)).await;
    for show in ["workers", "patient", "staff", "everyone"] {
        house.see(Persona::Admin, &format!("/people?show={show}")).await;
    }
    for show in ["location", "organization", "pharmacy"] {
        house.see(Persona::Admin, &format!("/places?show={show}")).await;
    }
    for way in ["paper", "queue"] {
        let id = house.signed_prescription(way).await;
        house.see(Persona::Patient, &format!("/prescriptions/{id}")).await;
        house.see(Persona::Prescriber, &format!("/patients/{}/prescriptions/{id}", house.walter)).await;
    }
    let number = house.number_of_walter().await;
    for body in [
        String::new(),
        "person=okafor%40example.org&action=read&outcome=refused".to_owned(),
        format!("patient={number}&subject=labs"),
        format!("patient={number}&person=okafor%40example.org"),
    ] {
        for path in ["/audit", "/audit/export"] {
            let body = format!("{body}&from=2020-01-01&to=2030-01-01&form=csv");
            let answer = house.ask_with("POST", path, &body, house.cookie(Persona::Admin)).await;
            assert_eq!(answer.status, 200, "{path} {body}");
        }
    }
}

#[tokio::test]
async fn every_query_of_a_page_uses_an_index() {
    start_recording();
    for house in houses("plans").await {
        ask_for_every_page(&house).await;
        let Db::Sqlite { read, .. } = &house.portal.db else { continue };
        let mut read_plans = 0;
        let mut faults = Vec::new();
        for sql in recorded().into_iter().filter(|sql| sql.trim_start().starts_with("SELECT") && !is_of_a_test(sql)) {
            let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(read).await.unwrap();
            read_plans += 1;
            for row in rows {
                let step: String = row.get("detail");
                // `SCAN x` without an index reads the whole table; subqueries and values are named otherwise.
                let Some(table) = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()) else { continue };
                let full = !step.contains("INDEX") && !step.contains("VIRTUAL TABLE") && !step.contains("CONSTANT ROW");
                if full && !is_small(sql, table) && !is_part_of_the_query(sql, table) {
                    faults.push(format!("{step}\n{sql}"));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
        assert!(read_plans > 30, "only {read_plans} queries were seen");
    }
}

/// Whether another test of this program, which runs at the same time, counts rows to check what a page did.
fn is_of_a_test(sql: &str) -> bool {
    sql.starts_with("SELECT count(*) FROM ") && !sql.contains('$') && !sql.contains("audit_events")
}

/// Whether a name in this query stands for a table that stays small.
fn is_small(sql: &str, name: &str) -> bool {
    let words: Vec<&str> = sql.split_whitespace().collect();
    SMALL.contains(&name) || SMALL.iter().any(|small| words.windows(2).any(|pair| pair == [*small, name]))
}

/// Whether a name is a subquery of this query and no table.
fn is_part_of_the_query(sql: &str, name: &str) -> bool {
    sql.contains(&format!(") {name}"))
        || sql.contains(&format!(") AS {name}"))
        || sql.contains(&format!("{name} AS ("))
        || name.starts_with('(')
}
