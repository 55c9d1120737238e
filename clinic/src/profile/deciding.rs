use super::{
    Editor, Field, Wanted,
    asking::exists,
    identity::{Identity, renew_words},
};
use crate::{
    Error,
    audit::{Action, Auditor, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, PatientId, ProfileChangeId},
    mail::{self, Kind},
    patients::Chart,
};
use chrono::{DateTime, Utc};

/// The clinic's answer to a change.
#[derive(Clone)]
pub enum Decision {
    /// The record is changed.
    Accept {
        /// What stood in the record on the page where this was decided, as [`present`] gave it: something else standing
        /// there now is looked at first.
        seen: Option<String>,
        /// Words for the patient.
        answer: Option<String>,
    },
    /// The record stays as it is.
    Decline {
        /// Why, for the patient.
        answer: String,
    },
}

/// What came of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It is answered, and the patient is told by mail.
    Done,
    /// Someone answered it before, or the patient took it back.
    TooLate,
    /// The record no longer says what was seen.
    RecordChanged,
}

/// What stands in the record now, to compare with [`super::Change::old_value`].
pub async fn present(q: &mut impl Source, chart: &Chart, field: Field) -> Result<Option<String>, Error> {
    Ok(Identity::read(q, chart.read(Subject::Profile)?).await?.value(field))
}

/// Answers a change: of two people who answer at once, one does.
///
/// # Errors
/// `NotPermitted` for the patient, also where they work here and opened their record as a clinician; `NotFound` when this patient has not asked for it.
pub async fn decide(
    db: &Db,
    auditor: &Auditor,
    by: &Editor,
    id: ProfileChangeId,
    decision: Decision,
    now: DateTime<Utc>,
) -> Result<Decided, Error> {
    if by.is_own() {
        return Err(Error::NotPermitted);
    }
    let patient = by.patient();
    let (accepted, answer) = match &decision {
        Decision::Accept { answer, .. } => (true, answer.clone()),
        Decision::Decline { answer } => (false, Some(answer.clone())),
    };
    let mut tx = db.begin().await?;
    let own: Option<(AccountId,)> = tx
        .query("SELECT id FROM accounts WHERE id = $1 AND patient_id = $2")
        .bind(by.account())
        .bind(patient)
        .maybe()
        .await?;
    if own.is_some() {
        return Err(Error::NotPermitted);
    }
    let found: Option<(Field, String, AccountId)> = tx
        .query(
            "UPDATE profile_changes SET decided_by = $1, decided_at = $2, accepted = $3, answer = $4
             WHERE id = $5 AND patient_id = $6 AND decided_at IS NULL AND withdrawn_at IS NULL
             RETURNING field, new_value, asked_by",
        )
        .bind(by.account())
        .bind(now)
        .bind(accepted)
        .bind(answer)
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let Some((field, new_value, asked_by)) = found else {
        exists(&mut tx, patient, id).await?;
        return Ok(Decided::TooLate);
    };
    if let Decision::Accept { seen, .. } = decision {
        let old = Identity::lock(&mut tx, patient).await?;
        if old.value(field) != seen {
            tx.rollback().await?;
            return Ok(Decided::RecordChanged);
        }
        let wanted = Wanted::read(field, &new_value)
            .ok_or_else(|| Error::Broken(format!("the change {id} holds no {}", field.name())))?;
        apply(&mut tx, patient, &old, &old.with(&wanted)).await?;
    }
    let what = if accepted { "change accepted" } else { "change declined" };
    auditor.record(&mut tx, by.event(Action::Update, what).on(id.0)).await?;
    // What the clinic entered for a patient, it tells them itself.
    if asked_by != by.account() {
        mail::enqueue(&mut tx, Kind::ProfileAnswered, id.0, "", now).await?;
    }
    tx.commit().await?;
    Ok(Decided::Done)
}

async fn apply(tx: &mut Tx, patient: PatientId, old: &Identity, new: &Identity) -> Result<(), Error> {
    tx.query(
        "UPDATE patients SET name = $1, name_key = $2, family = $3, given = $4, birth_date = $5, birth_date_precision = $6,
                sex = $7
         WHERE id = $8",
    )
    .bind(new.name.clone())
    .bind(new.name_key())
    .bind(new.family.clone())
    .bind(new.given.clone())
    .bind(new.birth_date)
    .bind(new.birth_date_precision)
    .bind(new.sex)
    .bind(patient)
    .run()
    .await?;
    renew_words(tx, patient, old, new).await?;
    if old.name != new.name {
        // An account keeps a name of its own, such as one in other letters.
        tx.query("UPDATE accounts SET name = $1 WHERE patient_id = $2 AND name = $3")
            .bind(new.name.clone())
            .bind(patient)
            .bind(old.name.clone())
            .run()
            .await?;
    }
    Ok(())
}
