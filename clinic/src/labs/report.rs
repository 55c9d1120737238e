use super::{
    Attached, Earlier, Observation, Report, Revision,
    documents::documents,
    revisions::revisions,
    rows::{earlier_columns, hold_of, is_open, observation_columns, place_of, report_columns},
};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{ObservationId, PatientId, ReportId},
    patients::Chart,
};

/// A report with all there is to it.
pub struct Detail {
    /// The report.
    pub report: Report,
    /// Its results, in the laboratory's order.
    pub results: Vec<Compared>,
    /// Reports that follow from one of its results, such as the susceptibilities of an organism.
    pub follows: Vec<Follow>,
    /// The result from which it follows itself.
    pub origin: Option<Origin>,
    /// What was changed in its results and in those that follow.
    pub revisions: Vec<Revision>,
    /// Its documents.
    pub documents: Vec<Attached>,
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

/// A report that follows from a result.
pub struct Follow {
    /// The result.
    pub from: ObservationId,
    /// The report.
    pub report: Report,
    /// Its results, in the laboratory's order.
    pub results: Vec<Observation>,
}

/// The result from which a report follows.
#[derive(Clone, sqlx::FromRow)]
pub struct Origin {
    /// The report with that result.
    pub report_id: ReportId,
    /// The result's test.
    pub test: String,
    /// What it says, such as the organism.
    pub value: Option<String>,
}

/// One report of the laboratory. Of one that is held, a patient gets its dates without its results.
///
/// # Errors
/// `NotFound` when there is no such report, or it is another patient's.
pub async fn report(q: &mut impl Source, chart: &Chart, id: ReportId) -> Result<Detail, Error> {
    let patient = chart.read_one(Subject::Labs, id.0)?;
    let (report, is_open) = open_report(q, chart, patient, id).await?;
    let mut detail = Detail {
        report,
        results: Vec::new(),
        follows: Vec::new(),
        origin: None,
        revisions: Vec::new(),
        documents: Vec::new(),
    };
    if !is_open || detail.report.is_withdrawn() {
        return Ok(detail);
    }
    detail.results = results(q, chart, id).await?;
    detail.follows = follows(q, chart, patient, id).await?;
    detail.origin = origin(q, chart, patient, id).await?;
    let inner = detail.follows.iter().flat_map(|follow| &follow.results);
    detail.revisions = revisions(q, chart, detail.results.iter().map(|row| &row.result).chain(inner)).await?;
    detail.documents = documents(q, chart, id).await?;
    Ok(detail)
}

/// A report as the reader sees it, and whether they see its results.
pub(super) async fn open_report(
    q: &mut impl Source,
    chart: &Chart,
    patient: PatientId,
    id: ReportId,
) -> Result<(Report, bool), Error> {
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
    let is_open = report.show_to(chart);
    Ok((report, is_open))
}

async fn results(q: &mut impl Source, chart: &Chart, id: ReportId) -> Result<Vec<Compared>, Error> {
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
    Ok(results)
}

#[derive(sqlx::FromRow)]
struct FollowRow {
    from_id: ObservationId,
    #[sqlx(flatten)]
    report: Report,
}

#[derive(sqlx::FromRow)]
struct FollowResult {
    report_id: ReportId,
    #[sqlx(flatten)]
    result: Observation,
}

async fn follows(q: &mut impl Source, chart: &Chart, patient: PatientId, id: ReportId) -> Result<Vec<Follow>, Error> {
    let reports: Vec<FollowRow> = q
        .query(concat!(
            "SELECT x.observation_id AS from_id, ",
            report_columns!(),
            " FROM diagnostic_report_results x
             JOIN observations o ON o.id = x.observation_id
             JOIN diagnostic_reports r ON r.parent_id = x.observation_id AND r.patient_id = o.patient_id",
            place_of!("r"),
            hold_of!(),
            "WHERE x.report_id = $1 AND o.patient_id = $2 AND r.id <> $1 AND r.status <> 'entered-in-error' AND",
            is_open!("r", "$3"),
            "AND",
            is_open!("o", "$3"),
            "ORDER BY x.position, r.sort_at, r.id",
        ))
        .bind(id)
        .bind(patient)
        .bind(chart.horizon())
        .all()
        .await?;
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let results: Vec<FollowResult> = q
        .query(concat!(
            "SELECT r.id AS report_id, ",
            observation_columns!(),
            " FROM diagnostic_report_results x
             JOIN diagnostic_reports r ON r.parent_id = x.observation_id
             JOIN diagnostic_report_results y ON y.report_id = r.id
             JOIN observations o ON o.id = y.observation_id",
            place_of!("o"),
            "WHERE x.report_id = $1 AND o.patient_id = $2 AND",
            is_open!("o", "$3"),
            "ORDER BY r.id, y.position",
        ))
        .bind(id)
        .bind(patient)
        .bind(chart.horizon())
        .all()
        .await?;
    Ok(reports
        .into_iter()
        .map(|FollowRow { from_id, mut report }| {
            let mut inner: Vec<Observation> = Vec::new();
            if report.show_to(chart) {
                let of_it = results.iter().filter(|row| row.report_id == report.id);
                inner.extend(of_it.map(|row| row.result.clone().shown_to(chart)));
            }
            Follow { from: from_id, report, results: inner }
        })
        .collect())
}

async fn origin(q: &mut impl Source, chart: &Chart, patient: PatientId, id: ReportId) -> Result<Option<Origin>, Error> {
    Ok(q.query(concat!(
        "SELECT r.id AS report_id, o.display AS test,
                CASE WHEN o.status NOT IN ('entered-in-error', 'cancelled')
                      AND COALESCE(o.absent_reason, '') NOT IN ('masked', 'not-permitted') THEN o.value END AS value
         FROM diagnostic_reports c
         JOIN observations o ON o.id = c.parent_id
         JOIN diagnostic_report_results x ON x.observation_id = o.id
         JOIN diagnostic_reports r ON r.id = x.report_id
         WHERE c.id = $1 AND o.patient_id = $2 AND r.patient_id = $2 AND r.id <> $1 AND r.category = 'laboratory' AND",
        is_open!("o", "$3"),
        "AND",
        is_open!("r", "$3"),
        "LIMIT 1",
    ))
    .bind(id)
    .bind(patient)
    .bind(chart.horizon())
    .maybe()
    .await?)
}
