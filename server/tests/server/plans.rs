//! Every query that a page runs uses an index: the plans of all of them are read after every page was asked for.

use super::demo::{House, Persona, houses};
use clinic::{
    db::{Db, Source as _, recorded, start_recording},
    ids::PractitionerId,
    schedules::{self, Wanted},
};
use sqlx::{AssertSqlSafe, Row as _};

/// Tables that stay small however long the clinic works: reading all of them costs nothing.
const SMALL: [&str; 9] = [
    "audit_blocks",
    "signing_keys",
    "_sqlx_migrations",
    "sign_in_failures",
    "locations",
    "organizations",
    "link_keys",
    "visit_types",
    "rooms",
];

async fn ask_for_every_page(house: &House) {
    for route in app::routes().into_iter().filter(|route| route.method == "GET") {
        let path = super::permissions::address(house, route.path).await;
        let personas = [
            Persona::Patient,
            Persona::Prescriber,
            Persona::Staff,
            Persona::Pharmacist,
            Persona::Admin,
            Persona::Helper,
        ];
        for persona in personas {
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
    let pharmacist = house.cookie(Persona::Pharmacist);
    for show in ["new", "work", "part", "refills", "done"] {
        let first = house.prescription("harbor-pharmacy", "queue").await;
        house.see(Persona::Pharmacist, &format!("/pharmacy?show={show}&after={first}")).await;
    }
    house.ask_with("POST", "/pharmacy", "q=nguyen+walter", pharmacist).await;
    house.ask_with("POST", "/pharmacy/open", "code=2222-2222&born=1948-09-02", pharmacist).await;
    let mailed = house.prescription("mesa-pharmacy", "mail").await;
    house.see(Persona::Pharmacist, &format!("/pharmacy/prescriptions/{mailed}")).await;
    house.get(&house.pharmacy_link(mailed).await, &[]).await;
    for way in ["paper", "queue"] {
        let id = house.signed_prescription(way).await;
        house.see(Persona::Patient, &format!("/prescriptions/{id}")).await;
        house.see(Persona::Prescriber, &format!("/patients/{}/prescriptions/{id}", house.walter)).await;
    }
    for show in ["mine", "nobodys", "everyones", "questions"] {
        house
            .see(Persona::Prescriber, &format!("/reviews?show={show}&after=1-1-00000000000000000000000000000000"))
            .await;
    }
    house.see(Persona::Staff, "/tasks?show=done").await;
    let staff = house.cookie(Persona::Staff);
    house.ask_with("POST", "/calendar/new", "q=nguyen+walter", staff).await;
    let (walter, kind) = (house.walter, house.visit_kind().await);
    house.see(Persona::Staff, &format!("/calendar/new?patient={walter}&kind={kind}")).await;
    house.see(Persona::Staff, "/calendar/day/2026-11-18?who=all").await;
    let (visit, moves) = house.wanted().await;
    for wanted in [format!("visit={visit}"), format!("moves={moves}")] {
        for page in ["new/with", "new/times", "waiting/new"] {
            let answer = house.see(Persona::Patient, &format!("/appointments/{page}?{wanted}")).await;
            assert!(answer.status == 200 || answer.status == 303, "{page} {wanted}");
        }
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

/// Looks for free times, which no page does by itself, and for what lies in a closure.
async fn look_into_calendars(house: &House) {
    let (now, zone) = (house.clock.now(), chrono_tz::America::New_York);
    let someone =
        PractitionerId(house.id_of("SELECT practitioner_id FROM weekly_hours WHERE $1 = $1 ORDER BY id LIMIT 1").await);
    let mut q = house.portal.db.read().await.unwrap();
    let offered = schedules::offered(&mut q).await.unwrap();
    assert!(!offered.is_empty());
    for visit in &offered {
        schedules::bookable(&mut q, Some(visit.id), now.date_naive()).await.unwrap();
        for practitioner in [None, Some(someone)] {
            let wanted = Wanted { practitioner, ..Wanted::by_patient(visit, now.date_naive(), 14, now, zone) };
            schedules::free_times(&mut q, &wanted, now).await.unwrap();
        }
    }
}

/// Holds Walter's newest report: pages read otherwise where something is held.
async fn hold_a_report(house: &House) {
    let mut tx = house.portal.db.begin().await.unwrap();
    tx.query(
        "INSERT INTO held_results (id, patient_id, what, kinds, choosable, is_final, issued_at, shown_at)
         SELECT id, patient_id, 'report', 'pathology', TRUE, TRUE, sort_at, $2 FROM diagnostic_reports
         WHERE patient_id = $1 AND category = 'laboratory' ORDER BY sort_at DESC LIMIT 1",
    )
    .bind(house.walter)
    .bind(house.clock.now() + chrono::Duration::days(1))
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// A report that follows from a result of Walter's, and a test with more results than are drawn: their pages read more than others.
/// Gives the report with that result.
async fn more_results(house: &House) -> uuid::Uuid {
    let reports =
        "SELECT id FROM diagnostic_reports WHERE patient_id = $1 AND category = 'laboratory' ORDER BY sort_at, id";
    let report = house.id_of(reports).await;
    let result = house
        .id_of(
            "SELECT x.observation_id FROM diagnostic_report_results x JOIN diagnostic_reports r ON r.id = x.report_id
             WHERE r.patient_id = $1 AND r.category = 'laboratory' ORDER BY r.sort_at, r.id, x.position LIMIT 1",
        )
        .await;
    let mut tx = house.portal.db.begin().await.unwrap();
    tx.query(
        "UPDATE diagnostic_reports SET parent_id = $3 WHERE patient_id = $1 AND category = 'laboratory' AND id <> $2",
    )
    .bind(house.walter)
    .bind(report)
    .bind(result)
    .run()
    .await
    .unwrap();
    for number in 0..120_u128 {
        tx.query(
            "INSERT INTO observations (id, patient_id, status, category, code_key, display, sort_at, value_kind, value)
             VALUES ($1, $2, 'final', 'laboratory', 'many', 'many', $3, 'quantity', '1')",
        )
        .bind(uuid::Uuid::from_u128(number))
        .bind(house.walter)
        .bind(house.clock.now() - chrono::Duration::hours(i64::try_from(number).unwrap()))
        .run()
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    report
}

#[tokio::test]
async fn every_query_of_a_page_uses_an_index() {
    start_recording();
    for house in houses("plans").await {
        hold_a_report(&house).await;
        ask_for_every_page(&house).await;
        let report = more_results(&house).await;
        for path in [
            format!("/labs/reports/{report}"),
            "/labs/tests/many?from=2020-01-01".to_owned(),
            format!("/labs/compare?report={report}"),
            "/labs?q=sugar".to_owned(),
            "/labs/tests?q=sugar".to_owned(),
        ] {
            assert_eq!(house.see(Persona::Patient, &path).await.status, 200, "{path}");
        }
        look_into_calendars(&house).await;
        let Db::Sqlite { read, .. } = &house.portal.db else { continue };
        let mut read_plans = 0;
        let mut faults = Vec::new();
        for sql in recorded().into_iter().filter(|sql| is_read(sql) && !is_of_a_test(sql)) {
            let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(read).await.unwrap();
            read_plans += 1;
            for row in rows {
                let step: String = row.get("detail");
                // `SCAN x` without an index reads the whole table; subqueries and values are named otherwise.
                let Some(table) = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next()) else { continue };
                let full = !step.contains("INDEX")
                    && !step.contains("VIRTUAL TABLE")
                    && !step.contains("CONSTANT ROW")
                    && !step.contains("VALUES");
                if full && !is_small(sql, table) && !is_part_of_the_query(sql, table) {
                    faults.push(format!("{step}\n{sql}"));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
        assert!(read_plans > 30, "only {read_plans} queries were seen");
    }
}

/// Whether a statement reads, and does so in one select: also where parts of it are named first.
fn is_read(sql: &str) -> bool {
    let sql = sql.trim_start();
    sql.starts_with("SELECT")
        || (sql.starts_with("WITH") && !["INSERT", "UPDATE", "DELETE"].iter().any(|word| sql.contains(word)))
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
        || sql.contains(&format!("WITH {name} ("))
        || name.starts_with('(')
}
