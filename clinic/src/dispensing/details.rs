use super::{AllergyAtCounter, Dispensed, Overridden};
use crate::{
    Error,
    db::Source,
    ids::{PatientId, PrescriptionId},
    prescribing::{Happened, Request, request_columns},
    record::{Known, is_none_known},
};

/// Active allergies; what was refuted or entered in error is none. The gravest come first.
pub(super) async fn allergies(q: &mut impl Source, patient: PatientId) -> Result<Vec<AllergyAtCounter>, Error> {
    Ok(q.query(
        "SELECT display, reaction, criticality, code FROM allergies
         WHERE patient_id = $1 AND active = TRUE AND COALESCE(verification_status, '') NOT IN ('refuted', 'entered-in-error')
         ORDER BY CASE criticality WHEN 'high' THEN 0 ELSE 1 END, sort_at DESC, id DESC",
    )
    .bind(patient)
    .all()
    .await?)
}

/// What the record knows about allergies.
pub(super) fn known(allergies: &[AllergyAtCounter]) -> Known {
    if allergies.is_empty() {
        Known::NotRecorded
    } else if allergies.iter().all(|allergy| is_none_known(allergy.code.as_deref(), &allergy.display)) {
        Known::NoneKnown
    } else {
        Known::Some
    }
}

pub(super) async fn overridden(q: &mut impl Source, id: PrescriptionId) -> Result<Vec<Overridden>, Error> {
    Ok(q.query(
        "SELECT indicator, summary, source, reason, note FROM prescription_overrides WHERE prescription_id = $1
         ORDER BY CASE indicator WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, overridden_at, id",
    )
    .bind(id)
    .all()
    .await?)
}

pub(super) async fn dispenses(q: &mut impl Source, id: PrescriptionId) -> Result<Vec<Dispensed>, Error> {
    Ok(q.query(
        "SELECT d.id, d.quantity, d.product, d.lot, d.note, d.dispenser, o.name AS pharmacy, d.dispensed_at
         FROM dispenses d LEFT JOIN organizations o ON o.id = d.pharmacy_id
         WHERE d.prescription_id = $1 ORDER BY d.dispensed_at DESC, d.id DESC",
    )
    .bind(id)
    .all()
    .await?)
}

pub(super) async fn requests(q: &mut impl Source, id: PrescriptionId) -> Result<Vec<Request>, Error> {
    Ok(q.query(concat!(
        "SELECT ",
        request_columns!(),
        " FROM prescription_requests r WHERE r.prescription_id = $1 ORDER BY r.asked_at DESC, r.id DESC LIMIT 100",
    ))
    .bind(id)
    .all()
    .await?)
}

pub(super) async fn timeline(q: &mut impl Source, id: PrescriptionId) -> Result<Vec<Happened>, Error> {
    Ok(q.query(
        "SELECT e.kind, e.happened_at, e.actor, e.actor_role, o.name AS pharmacy, e.detail
         FROM prescription_events e LEFT JOIN organizations o ON o.id = e.pharmacy_id
         WHERE e.prescription_id = $1 ORDER BY e.happened_at, e.id LIMIT 500",
    )
    .bind(id)
    .all()
    .await?)
}
