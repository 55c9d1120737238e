//! Whose visits nobody gets mails about.

use crate::{Error, accounts::Clinician, db::Source, ids::PatientId};
use chrono::{DateTime, Utc};

/// So many patients are asked about in one query.
const AT_ONCE: usize = 20;

/// Those of some patients about whose visits nobody gets mails: they have no account and no address in the record, and nobody with an
/// account helps them with appointments. Who gets them otherwise is for `recipients` to say, and a test compares both.
pub async fn unreached(
    q: &mut impl Source,
    _by: &Clinician,
    patients: &[PatientId],
    now: DateTime<Utc>,
) -> Result<Vec<PatientId>, Error> {
    let mut all = patients.to_vec();
    all.sort_unstable();
    all.dedup();
    let mut found = Vec::new();
    for some in all.chunks(AT_ONCE) {
        let mut query = q
            .query(
                "WITH asked (id) AS (VALUES ($2), ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10), ($11), ($12), ($13), ($14),
                                            ($15), ($16), ($17), ($18), ($19), ($20), ($21))
                 SELECT p.id FROM asked CROSS JOIN patients p
                 WHERE p.id = asked.id
                   AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.patient_id = p.id AND a.disabled_at IS NULL)
                   AND (p.email IS NULL OR p.email = '' OR EXISTS (SELECT 1 FROM accounts a WHERE a.patient_id = p.id))
                   AND NOT EXISTS (SELECT 1 FROM helpers h JOIN accounts a ON a.id = h.account_id
                                   WHERE h.patient_id = p.id AND h.appointments AND h.accepted_at IS NOT NULL
                                     AND h.revoked_at IS NULL AND (h.ends_at IS NULL OR h.ends_at > $1)
                                     AND a.disabled_at IS NULL)",
            )
            .bind(now);
        for at in 0..AT_ONCE {
            query = query.bind(some.get(at).copied());
        }
        let rows: Vec<(PatientId,)> = query.all().await?;
        found.extend(rows.into_iter().map(|(id,)| id));
    }
    Ok(found)
}
