//! What a laboratory sent, put into the database, and lists as a reader sees them.

use crate::house::{House, id};
use chrono::{DateTime, Utc};
use clinic::{
    db::{Db, Source as _},
    ids::PatientId,
    labs::{Entry, Filter, Observation, panels},
    paging::{Before, Page},
};
use uuid::Uuid;

pub(super) const ALL: Filter<'_> = Filter { search: "", only_abnormal: false };
pub(super) const OUT: Filter<'_> = Filter { search: "", only_abnormal: true };

/// A result to put into the database.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) id: u128,
    pub(super) name: &'static str,
    pub(super) at: DateTime<Utc>,
    pub(super) issued: Option<DateTime<Utc>>,
    pub(super) category: &'static str,
    pub(super) status: &'static str,
    pub(super) kind: &'static str,
    pub(super) value: Option<&'static str>,
    pub(super) comparator: Option<&'static str>,
    pub(super) unit: &'static str,
    pub(super) range: (Option<&'static str>, Option<&'static str>),
    pub(super) open: (bool, bool),
    pub(super) flag: Option<&'static str>,
    pub(super) absent: Option<&'static str>,
    pub(super) parts: Option<&'static str>,
}

pub(super) fn sent(id: u128, name: &'static str, at: DateTime<Utc>, value: &'static str) -> Sent {
    Sent {
        id,
        name,
        at,
        issued: None,
        category: "laboratory",
        status: "final",
        kind: "quantity",
        value: Some(value),
        comparator: None,
        unit: "mg/dL",
        range: (Some("70"), Some("99")),
        open: (false, false),
        flag: None,
        absent: None,
        parts: None,
    }
}

/// Puts results into the database, and lists the tests anew as an import does.
pub(super) async fn put(db: &Db, patient: PatientId, results: &[Sent]) {
    let mut tx = db.begin().await.unwrap();
    for one in results {
        tx.query(
            "INSERT INTO observations (id, patient_id, status, category, code_key, display, effective_at, effective_precision,
                                       issued_at, sort_at, value_kind, value, comparator, unit, components, range_low,
                                       range_high, interpretation, absent_reason, range_low_open, range_high_open)
             VALUES ($1, $2, $3, $4, $5, $5, $6, 'time', $7, $6, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        )
        .bind(Uuid::from_u128(one.id))
        .bind(patient)
        .bind(one.status)
        .bind(one.category)
        .bind(one.name)
        .bind(one.at)
        .bind(one.issued)
        .bind(one.kind)
        .bind(one.value)
        .bind(one.comparator)
        .bind(one.unit)
        .bind(one.parts.map(|parts| sqlx::types::Json(serde_json::from_str::<serde_json::Value>(parts).unwrap())))
        .bind(one.range.0)
        .bind(one.range.1)
        .bind(one.flag)
        .bind(one.absent)
        .bind(one.open.0)
        .bind(one.open.1)
        .run()
        .await
        .unwrap();
    }
    tx.query("DELETE FROM observation_series WHERE patient_id = $1").bind(patient).run().await.unwrap();
    tx.query(
        "INSERT INTO observation_series (patient_id, category, code_key, display, search, results, latest_at, latest_id,
                                         previous_id)
         SELECT patient_id, category, code_key, display, display, results, sort_at, id, previous_id FROM (
             SELECT o.*, count(*) OVER (PARTITION BY category, code_key) AS results,
                    row_number() OVER (PARTITION BY category, code_key ORDER BY sort_at DESC, id DESC) AS place,
                    lead(id) OVER (PARTITION BY category, code_key ORDER BY sort_at DESC, id DESC) AS previous_id
             FROM observations o WHERE patient_id = $1 AND status <> 'entered-in-error') ranked
         WHERE place = 1",
    )
    .bind(patient)
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Puts a report with its results into the database.
pub(super) async fn bundle(
    db: &Db,
    patient: PatientId,
    number: u128,
    name: &'static str,
    at: DateTime<Utc>,
    results: &[u128],
) {
    let mut tx = db.begin().await.unwrap();
    tx.query(
        "INSERT INTO diagnostic_reports (id, patient_id, status, category, display, search, effective_at,
                                         effective_precision, sort_at)
         VALUES ($1, $2, 'final', 'laboratory', $3, $3, $4, 'time', $4)",
    )
    .bind(id(number))
    .bind(patient)
    .bind(name)
    .bind(at)
    .run()
    .await
    .unwrap();
    for (position, result) in (0_i64..).zip(results) {
        tx.query("INSERT INTO diagnostic_report_results (report_id, position, observation_id) VALUES ($1, $2, $3)")
            .bind(id(number))
            .bind(position)
            .bind(id(*result))
            .run()
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// What a page shows: reports as `name[results]`, single results as `name`.
pub(super) fn shown(page: &Page<Entry>) -> Vec<String> {
    let name = |result: &Observation| result.display.clone();
    page.rows
        .iter()
        .map(|entry| match entry {
            Entry::Panel(panel) => {
                format!("{}[{}]", panel.report.display, panel.results.iter().map(name).collect::<Vec<_>>().join(","))
            }
            Entry::Single(result) => name(result),
        })
        .collect()
}

pub(super) async fn all_pages(house: &House, filter: Filter<'_>) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut before = Before::START;
    loop {
        let page = panels(&mut house.read().await, &house.chart, filter, before).await.unwrap();
        assert_eq!(page.first, pages.is_empty());
        pages.push(shown(&page));
        match page.older {
            Some(older) => before = older,
            None => return pages,
        }
    }
}
