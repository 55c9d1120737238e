use super::landing::{Found, Invitee};
use crate::{
    Error,
    db::{Source, Tx},
    ids::{AccountId, HelperId, PatientId},
    mail,
};
use chrono::{DateTime, Utc};

/// Whether an account looks after a patient. A child's record is theirs, not their parent's own.
pub(super) async fn is_guardian(
    tx: &mut Tx,
    account: AccountId,
    patient: Option<PatientId>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let right: Option<(HelperId,)> = tx
        .query(
            "SELECT id FROM helpers
             WHERE account_id = $1 AND patient_id = $2 AND basis = 'guardian' AND revoked_at IS NULL
               AND (ends_at IS NULL OR ends_at > $3) LIMIT 1",
        )
        .bind(account)
        .bind(patient)
        .bind(now)
        .maybe()
        .await?;
    Ok(right.is_some())
}

/// Gives an account that is there what the invitation gives. Tells whether it fits: an account has one record and is one
/// practitioner, and nobody helps themselves.
pub(super) async fn enrich(tx: &mut Tx, account: AccountId, found: &Found) -> Result<bool, Error> {
    let changed = match found.kind {
        Invitee::Patient => {
            tx.query("UPDATE accounts SET patient_id = $1 WHERE id = $2 AND patient_id IS NULL")
                .bind(found.patient_id)
                .bind(account)
                .run()
                .await
        }
        Invitee::Staff => {
            tx.query(
                "UPDATE accounts SET practitioner_id = COALESCE(practitioner_id, $1)
                 WHERE id = $2 AND (practitioner_id IS NULL OR $1 IS NULL)",
            )
            .bind(found.practitioner_id)
            .bind(account)
            .run()
            .await
        }
        Invitee::Helper => {
            tx.query("UPDATE accounts SET name = name WHERE id = $1 AND (patient_id IS NULL OR patient_id <> $2)")
                .bind(account)
                .bind(found.about)
                .run()
                .await
        }
        Invitee::Setup => Ok(0),
    };
    match changed {
        Ok(0) => return Ok(false),
        Ok(_) => {}
        // Another account has the record or is the practitioner.
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    Ok(true)
}

/// Does what else follows from an invitation. Tells whether it could be done: a helper may just have been turned away.
pub(super) async fn fulfil(tx: &mut Tx, found: &Found, account: AccountId, now: DateTime<Utc>) -> Result<bool, Error> {
    if let (Invitee::Staff, Some(practitioner)) = (found.kind, found.practitioner_id) {
        tx.query("UPDATE practitioners SET active = TRUE WHERE id = $1").bind(practitioner).run().await?;
    }
    if let (Invitee::Helper, Some(helper)) = (found.kind, found.helper_id) {
        let accepted = tx
            .query(
                "UPDATE helpers SET account_id = $1, accepted_at = $2
                 WHERE id = $3 AND account_id IS NULL AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $2)",
            )
            .bind(account)
            .bind(now)
            .bind(helper)
            .run()
            .await?;
        if accepted == 0 {
            return Ok(false);
        }
        mail::enqueue(tx, mail::Kind::HelperAdded, helper.0, "", now).await?;
    }
    Ok(true)
}
