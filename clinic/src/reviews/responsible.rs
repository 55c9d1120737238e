//! Who looks at a report.

use crate::{
    Error,
    db::{Db, Source, Tx},
    ids::{PatientId, PractitionerId, ReportId},
};
use chrono::{DateTime, Utc};

/// Whether the practitioner `$of` has an account that may review the results of `$patient`: not one's own, nor those of someone whom one helps.
macro_rules! may_review {
    ($of:literal, $patient:literal) => {
        concat!(
            " EXISTS (SELECT 1 FROM accounts a JOIN account_roles r ON r.account_id = a.id AND r.role = 'prescriber'
                      WHERE a.practitioner_id = ",
            $of,
            " AND a.disabled_at IS NULL AND (a.patient_id IS NULL OR a.patient_id <> ",
            $patient,
            ") AND NOT EXISTS (SELECT 1 FROM helpers h WHERE h.account_id = a.id AND h.accepted_at IS NOT NULL AND h.revoked_at IS NULL
                                 AND h.patient_id = ",
            $patient,
            ")) "
        )
    };
}

/// Who ordered it, where their number is known and they review here; else whoever was responsible for an earlier state of `report`;
/// else the patient's own doctor; else someone of the care team; else nobody in particular.
pub(super) async fn responsible(
    tx: &mut Tx,
    patient: PatientId,
    report: ReportId,
    ordered_by: &[String],
    now: DateTime<Utc>,
) -> Result<Option<PractitionerId>, Error> {
    for number in ordered_by.iter().map(|number| number.trim()).filter(|number| !number.is_empty()) {
        let known: Vec<(PractitionerId,)> = tx
            .query(concat!(
                "SELECT p.id FROM practitioners p
                 WHERE p.id IN (SELECT n.id FROM practitioners n WHERE n.npi = $1
                                UNION SELECT i.resource_id FROM identifiers i WHERE i.type = 'Practitioner' AND i.value = $1) AND",
                may_review!("p.id", "$2"),
                "LIMIT 2"
            ))
            .bind(number.to_owned())
            .bind(patient)
            .all()
            .await?;
        // A number that two people have says nothing.
        if let [(one,)] = known.as_slice() {
            return Ok(Some(*one));
        }
    }
    let before: Option<(PractitionerId,)> = tx
        .query(concat!(
            "SELECT v.practitioner_id FROM report_reviews v WHERE v.report_id = $1 AND v.practitioner_id IS NOT NULL AND",
            may_review!("v.practitioner_id", "v.patient_id"),
        ))
        .bind(report)
        .maybe()
        .await?;
    if let Some((before,)) = before {
        return Ok(Some(before));
    }
    let own: Option<(PractitionerId,)> = tx
        .query(concat!(
            "SELECT p.general_practitioner_id FROM patients p WHERE p.id = $1 AND p.general_practitioner_id IS NOT NULL AND",
            may_review!("p.general_practitioner_id", "p.id"),
        ))
        .bind(patient)
        .maybe()
        .await?;
    if let Some((own,)) = own {
        return Ok(Some(own));
    }
    let team: Option<(PractitionerId,)> = tx
        .query(concat!(
            "SELECT t.practitioner_id FROM care_team_participants t
             WHERE t.patient_id = $1 AND t.practitioner_id IS NOT NULL AND t.active AND (t.ends_at IS NULL OR t.ends_at > $2) AND",
            may_review!("t.practitioner_id", "t.patient_id"),
            "ORDER BY t.care_team_id, t.position LIMIT 1"
        ))
        .bind(patient)
        .bind(now)
        .maybe()
        .await?;
    Ok(team.map(|(id,)| id))
}

/// Gives what waits for someone who does not review here any more, or not this patient's, to everyone.
pub async fn free_orphans(db: &Db) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let freed = tx
        .query(concat!(
            "UPDATE report_reviews SET practitioner_id = NULL
             WHERE seen_at IS NULL AND practitioner_id IS NOT NULL AND NOT",
            may_review!("report_reviews.practitioner_id", "report_reviews.patient_id"),
        ))
        .run()
        .await?;
    let asked = tx
        .query(concat!(
            "UPDATE report_questions SET practitioner_id = NULL
             WHERE answered_at IS NULL AND practitioner_id IS NOT NULL AND NOT",
            may_review!("report_questions.practitioner_id", "report_questions.patient_id"),
        ))
        .run()
        .await?;
    if freed + asked > 0 {
        tx.commit().await?;
    }
    Ok(())
}
