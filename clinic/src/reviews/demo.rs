use crate::{
    Error,
    db::{Db, Source as _},
    ids::{PatientId, ReportQuestionId},
};
use chrono::{DateTime, Utc};

/// Lets a patient of the demo ask about the newest report that a laboratory has sent and that is shown to them; once, and only where
/// they have an account and such a report. Tells whether it was asked now.
pub async fn give_demo_question(db: &Db, patient: PatientId, words: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let mut tx = db.begin().await?;
    let added = tx
        .query(
            "INSERT INTO report_questions (id, report_id, patient_id, practitioner_id, words, asked_at, asked_by, asker, asker_role)
             SELECT $1, v.report_id, v.patient_id, v.practitioner_id, $3, $4, a.id, a.name, 'patient'
             FROM report_reviews v JOIN accounts a ON a.patient_id = v.patient_id
             WHERE v.patient_id = $2 AND NOT EXISTS (SELECT 1 FROM report_questions c WHERE c.patient_id = $2)
               AND v.report_id = (SELECT w.report_id FROM report_reviews w
                                  WHERE w.patient_id = $2
                                    AND NOT EXISTS (SELECT 1 FROM held_results h WHERE h.id = w.report_id AND h.shown_at > $4)
                                  ORDER BY w.arrived_at DESC, w.report_id DESC LIMIT 1)",
        )
        .bind(ReportQuestionId::new())
        .bind(patient)
        .bind(words.to_owned())
        .bind(now)
        .run()
        .await?;
    tx.commit().await?;
    Ok(added > 0)
}
