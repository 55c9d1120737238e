use super::{
    Earlier, Observation, Report,
    rows::{earlier_columns, hold_of, is_open, observation_columns, place_of, report_columns},
};
use crate::{Error, audit::Subject, db::Source, ids::ReportId, patients::Chart};

/// A report with all there is to it.
pub struct Detail {
    /// The report.
    pub report: Report,
    /// Its results, in the laboratory's order.
    pub results: Vec<Compared>,
}

/// A result beside the one before it of the same test.
#[derive(Clone, sqlx::FromRow)]
pub struct Compared {
    /// The result.
    #[sqlx(flatten)]
    pub result: Observation,
    /// The result before it.
    #[sqlx(flatten)]
    pub earlier: Earlier,
}

/// One report of the laboratory. Of one that is held, a patient gets its dates without its results.
///
/// # Errors
/// `NotFound` when there is no such report, or it is another patient's.
pub async fn report(q: &mut impl Source, chart: &Chart, id: ReportId) -> Result<Detail, Error> {
    let patient = chart.read_one(Subject::Labs, id.0)?;
    let mut report: Report = q
        .query(concat!(
            "SELECT ",
            report_columns!(),
            " FROM diagnostic_reports r",
            place_of!("r"),
            hold_of!(),
            "WHERE r.id = $1 AND r.patient_id = $2 AND r.category = 'laboratory'",
        ))
        .bind(id)
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    if !report.show_to(chart) || report.is_withdrawn() {
        return Ok(Detail { report, results: Vec::new() });
    }
    let mut results: Vec<Compared> = q
        .query(concat!(
            "SELECT ",
            observation_columns!(),
            ", ",
            earlier_columns!(),
            " FROM diagnostic_report_results x
             JOIN observations o ON o.id = x.observation_id
             LEFT JOIN observations p ON p.id = (
                 SELECT b.id FROM observations b
                 WHERE b.patient_id = o.patient_id AND b.category = o.category AND b.code_key = o.code_key
                   AND b.sort_at <= o.sort_at AND (b.sort_at < o.sort_at OR b.id < o.id)
                   AND b.status NOT IN ('entered-in-error', 'cancelled') AND b.value_kind <> 'none' AND",
            is_open!("b", "$2"),
            "    ORDER BY b.sort_at DESC, b.id DESC LIMIT 1)",
            place_of!("o"),
            "WHERE x.report_id = $1 AND",
            is_open!("o", "$2"),
            "ORDER BY x.position",
        ))
        .bind(id)
        .bind(chart.horizon())
        .all()
        .await?;
    for row in &mut results {
        row.result = row.result.clone().shown_to(chart);
    }
    Ok(Detail { report, results })
}
