use super::{
    Observation,
    rows::{BEGINNING, is_open, observation_columns, place_of},
};
use crate::{Error, audit::Subject, db::Source, ids::ReportId, patients::Chart};

/// The last results, up to those of a report, of each test that is in it: at most twelve of each, the oldest first.
///
/// # Errors
/// `NotFound` when the reader may not see lab results.
pub async fn courses(q: &mut impl Source, chart: &Chart, id: ReportId) -> Result<Vec<Observation>, Error> {
    let patient = chart.read_one(Subject::Labs, id.0)?;
    let rows: Vec<Observation> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            " FROM diagnostic_report_results x
             JOIN observations t ON t.id = x.observation_id
             JOIN observations o
               ON o.patient_id = t.patient_id AND o.category = t.category AND o.code_key = t.code_key AND o.sort_at <= t.sort_at
              AND o.sort_at >= COALESCE(
                    (SELECT b.sort_at FROM observations b
                     WHERE b.patient_id = t.patient_id AND b.category = t.category AND b.code_key = t.code_key
                       AND b.sort_at <= t.sort_at AND",
            is_open!("b", "$3"),
            "        ORDER BY b.sort_at DESC, b.id DESC LIMIT 1 OFFSET 11), $4)",
            place_of!("o"),
            "WHERE x.report_id = $1 AND t.patient_id = $2 AND",
            is_open!("o", "$3"),
            "ORDER BY o.sort_at, o.id",
        ))
        .bind(id)
        .bind(patient)
        .bind(chart.horizon())
        .bind(BEGINNING)
        .all()
        .await?;
    Ok(rows.into_iter().map(|result| result.shown_to(chart)).collect())
}
