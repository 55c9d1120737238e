//! The list of each patient's tests, made anew after an import for those it touched.

use super::rows;
use super::rows::Fill as _;
use crate::{
    Error,
    db::{Bulk, Source as _, Tx},
    fold::fold,
};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A row in the list: all results of a patient that have the same category and code.
#[derive(PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(super) struct Test {
    patient_id: Uuid,
    category: String,
    code_key: String,
}

#[derive(sqlx::FromRow)]
struct Latest {
    category: String,
    code_key: String,
    display: String,
    results: i64,
    sort_at: DateTime<Utc>,
    id: Uuid,
    previous_id: Option<Uuid>,
}

impl Latest {
    fn of(self, patient_id: Uuid) -> Box<rows::Series> {
        Box::new(rows::Series {
            patient_id,
            category: self.category,
            code_key: self.code_key,
            search: fold(&self.display),
            display: self.display,
            results: self.results,
            latest_at: self.sort_at,
            latest_id: self.id,
            previous_id: self.previous_id,
        })
    }
}

/// A test's results that are listed: what was never measured, or withdrawn, is not.
macro_rules! listed {
    () => {
        "status <> 'entered-in-error' AND (value_kind <> 'none' OR components IS NOT NULL OR absent_reason IS NOT NULL \
         OR note IS NOT NULL)"
    };
}

/// The tests to which a result, or the results of a report, belong.
pub(super) async fn tests_of(tx: &mut Tx, id: Uuid) -> Result<Vec<Test>, Error> {
    let tests = tx.query(
        "SELECT patient_id, category, code_key FROM observations WHERE id = $1 UNION \
         SELECT o.patient_id, o.category, o.code_key FROM diagnostic_report_results x \
         JOIN observations o ON o.id = x.observation_id WHERE x.report_id = $1",
    );
    Ok(tests.bind(id).all().await?)
}

/// Lists the tests of these patients anew; with `tests` only these and what follows from them. For many of them the whole list,
/// in one statement, costs less.
pub(super) async fn renew(tx: &mut Tx, patients: &BTreeSet<Uuid>, tests: Option<BTreeSet<Test>>) -> Result<(), Error> {
    let mut adopted = Vec::new();
    for &patient in patients {
        adopted.extend(adopt(tx, patient).await?);
    }
    let mut bulk = None;
    if let Some(mut tests) = tests {
        tests.extend(adopted);
        for test in tests {
            let Some(row) = one(tx, test).await? else { continue };
            let bulk = bulk.get_or_insert_with(|| Bulk::new(row.table()));
            bulk.push(tx, |values| row.fill(values)).await?;
        }
    } else {
        for &patient in patients {
            for latest in whole(tx, patient).await? {
                let row = latest.of(patient);
                let bulk = bulk.get_or_insert_with(|| Bulk::new(row.table()));
                bulk.push(tx, |values| row.fill(values)).await?;
            }
        }
    }
    if let Some(mut bulk) = bulk {
        bulk.flush(tx).await?;
    }
    Ok(())
}

/// Makes results without a category that a laboratory's report names laboratory results, and gives the tests that changes.
async fn adopt(tx: &mut Tx, patient: Uuid) -> Result<impl Iterator<Item = Test>, Error> {
    let adopted: Vec<(String,)> = tx
        .query(
            "UPDATE observations SET category = 'laboratory' WHERE patient_id = $1 AND category = 'other' AND EXISTS \
             (SELECT 1 FROM diagnostic_report_results r JOIN diagnostic_reports d ON d.id = r.report_id \
             WHERE r.observation_id = observations.id AND d.patient_id = $1 AND d.category = 'laboratory') \
             RETURNING code_key",
        )
        .bind(patient)
        .all()
        .await?;
    let of = move |category: &str, code_key| Test { patient_id: patient, category: category.to_owned(), code_key };
    let both = move |(key,): (String,)| [of("other", key.clone()), of("laboratory", key)];
    Ok(adopted.into_iter().flat_map(both))
}

/// A patient's whole list, taken out to be written anew.
async fn whole(tx: &mut Tx, patient: Uuid) -> Result<Vec<Latest>, Error> {
    tx.query("DELETE FROM observation_series WHERE patient_id = $1").bind(patient).run().await?;
    let latest = tx.query(concat!(
        "SELECT category, code_key, display, results, sort_at, id, previous_id FROM (SELECT category, code_key, \
         display, sort_at, id, count(*) OVER (PARTITION BY category, code_key) AS results, \
         row_number() OVER (PARTITION BY category, code_key ORDER BY sort_at DESC, id DESC) AS place, \
         lead(id) OVER (PARTITION BY category, code_key ORDER BY sort_at DESC, id DESC) AS previous_id \
         FROM observations WHERE patient_id = $1 AND ",
        listed!(),
        ") ranked WHERE place = 1"
    ));
    Ok(latest.bind(patient).all().await?)
}

/// One row of the list, taken out to be written anew.
async fn one(tx: &mut Tx, test: Test) -> Result<Option<Box<rows::Series>>, Error> {
    let Test { patient_id, category, code_key } = test;
    tx.query("DELETE FROM observation_series WHERE patient_id = $1 AND category = $2 AND code_key = $3")
        .bind(patient_id)
        .bind(category.clone())
        .bind(code_key.clone())
        .run()
        .await?;
    let last_two: Vec<(String, DateTime<Utc>, Uuid, i64)> = tx
        .query(concat!(
            "SELECT display, sort_at, id, (SELECT count(*) FROM observations WHERE patient_id = $1 AND category = $2 \
             AND code_key = $3 AND ",
            listed!(),
            ") FROM observations WHERE patient_id = $1 AND category = $2 AND code_key = $3 AND ",
            listed!(),
            " ORDER BY sort_at DESC, id DESC LIMIT 2"
        ))
        .bind(patient_id)
        .bind(category.clone())
        .bind(code_key.clone())
        .all()
        .await?;
    let mut last_two = last_two.into_iter();
    let Some((display, sort_at, id, results)) = last_two.next() else { return Ok(None) };
    let previous_id = last_two.next().map(|(_, _, previous, _)| previous);
    Ok(Some(Latest { category, code_key, display, results, sort_at, id, previous_id }.of(patient_id)))
}
