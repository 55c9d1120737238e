//! Reports that belong together: susceptibilities follow from the organism of a culture, and are looked at with it.

use crate::{
    Error,
    db::Source,
    ids::{PatientId, ReportId},
};

/// How far up and how wide is looked; a laboratory goes a step or two.
const MOST: usize = 50;

/// The report from which all others of its family follow: itself, where it follows from none.
pub(super) async fn root(q: &mut impl Source, id: ReportId) -> Result<ReportId, Error> {
    let mut root = id;
    for _ in 0..MOST {
        let above: Option<(Option<ReportId>,)> = q
            .query(
                "SELECT COALESCE((SELECT p.id FROM diagnostic_reports p WHERE p.id = r.parent_id),
                                 (SELECT x.report_id FROM diagnostic_report_results x
                                  WHERE x.observation_id = r.parent_id AND x.report_id <> r.id
                                  ORDER BY x.report_id LIMIT 1))
                 FROM diagnostic_reports r WHERE r.id = $1 AND r.parent_id IS NOT NULL",
            )
            .bind(root)
            .maybe()
            .await?;
        match above {
            Some((Some(above),)) if above != id => root = above,
            _ => break,
        }
    }
    Ok(root)
}

/// The report and all that follow from it, each after the one it follows from.
pub(crate) async fn family(q: &mut impl Source, root: ReportId, patient: PatientId) -> Result<Vec<ReportId>, Error> {
    let mut all = vec![root];
    let mut at = 0;
    while let Some(&one) = all.get(at) {
        at += 1;
        let below: Vec<(ReportId,)> = q
            .query(
                "SELECT r.id FROM diagnostic_reports r WHERE r.parent_id = $1 AND r.patient_id = $2
                 UNION SELECT r.id FROM diagnostic_report_results x JOIN diagnostic_reports r ON r.parent_id = x.observation_id
                 WHERE x.report_id = $1 AND r.patient_id = $2 ORDER BY 1",
            )
            .bind(one)
            .bind(patient)
            .all()
            .await?;
        for (id,) in below {
            if !all.contains(&id) && all.len() < MOST {
                all.push(id);
            }
        }
    }
    Ok(all)
}
