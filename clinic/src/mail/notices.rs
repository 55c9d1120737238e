use super::{
    BadLink, Choice, Purpose,
    letters::UNSUBSCRIBE,
    links::verify_to,
    readers::{Holder, still_holds},
    sign_to, verify,
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{AccountId, PatientId},
    keys::Keys,
};
use chrono::{DateTime, Utc};

/// Ends notices of a kind for whoever got the mail the token comes from, as often as it is asked for.
pub async fn end_notices(
    db: &Db,
    keys: &Keys,
    auditor: &Auditor,
    token: &str,
    choice: Choice,
    now: DateTime<Utc>,
) -> Result<Result<(), BadLink>, Error> {
    let account = match verify(&mut db.read().await?, keys, Purpose::Unsubscribe, token, now).await? {
        Ok(account) => AccountId(account),
        Err(bad) => return Ok(Err(bad)),
    };
    let mut tx = db.begin().await?;
    let known: Option<(AccountId,)> = tx.query("SELECT id FROM accounts WHERE id = $1").bind(account).maybe().await?;
    if known.is_none() {
        return Ok(Err(BadLink::Wrong));
    }
    tx.query(
        "INSERT INTO notification_choices (account_id, kind, wanted) VALUES ($1, $2, FALSE)
         ON CONFLICT (account_id, kind) DO UPDATE SET wanted = FALSE",
    )
    .bind(account)
    .bind(choice)
    .run()
    .await?;
    let event = Event::new(Actor::visitor(), Action::Update, Subject::Account)
        .on(account.0)
        .noting(format!("notices ended by a link in a mail: {}", choice.name()));
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The path of the page where whoever has the address in a patient's record ends reminders.
pub(super) async fn no_reminders(
    db: &Db,
    keys: &Keys,
    patient: PatientId,
    holder: &Holder,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let purpose = Purpose::Unsubscribe;
    let token = sign_to(db, keys, purpose, patient.0, holder, now + UNSUBSCRIBE, now).await?;
    Ok(format!("{}{token}?kind=reminders", purpose.path()))
}

/// Whether whoever has this address wants no reminders of the patient's visits.
pub(super) async fn refuses_reminders(q: &mut impl Source, patient: PatientId, holder: &Holder) -> Result<bool, Error> {
    let (refused,): (bool,) = q
        .query("SELECT EXISTS (SELECT 1 FROM reminder_refusals WHERE patient_id = $1 AND address = $2)")
        .bind(patient)
        .bind(holder.digest().to_owned())
        .one()
        .await?;
    Ok(refused)
}

/// Whether reminders to the address that the token was sent to are sent.
pub async fn reminders_wanted(
    q: &mut impl Source,
    keys: &Keys,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Result<bool, BadLink>, Error> {
    match of_record(q, keys, token, now).await? {
        Ok((patient, holder)) => Ok(Ok(!refuses_reminders(q, patient, &holder).await?)),
        Err(bad) => Ok(Err(bad)),
    }
}

/// Ends reminders to the address in a record that the token was sent to, or lets them be sent again, as often as it is asked for.
pub async fn want_reminders(
    db: &Db,
    keys: &Keys,
    auditor: &Auditor,
    token: &str,
    wanted: bool,
    now: DateTime<Utc>,
) -> Result<Result<(), BadLink>, Error> {
    let (patient, holder) = match of_record(&mut db.read().await?, keys, token, now).await? {
        Ok(found) => found,
        Err(bad) => return Ok(Err(bad)),
    };
    let mut tx = db.begin().await?;
    let address = holder.digest().to_owned();
    let (changed, what) = if wanted {
        let sql = "DELETE FROM reminder_refusals WHERE patient_id = $1 AND address = $2";
        (tx.query(sql).bind(patient).bind(address).run().await?, "reminders wanted again by a link in a mail")
    } else {
        let sql = "INSERT INTO reminder_refusals (patient_id, address, refused_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        (tx.query(sql).bind(patient).bind(address).bind(now).run().await?, "reminders ended by a link in a mail")
    };
    if changed > 0 {
        let event = Event::new(Actor::visitor(), Action::Update, Subject::Profile).of(patient).noting(what);
        auditor.record(&mut tx, event).await?;
        tx.commit().await?;
    }
    Ok(Ok(()))
}

/// Whose reminders a token is about, as long as the record has the address that it was sent to.
async fn of_record(
    q: &mut impl Source,
    keys: &Keys,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Result<(PatientId, Holder), BadLink>, Error> {
    let (patient, holder) = match verify_to(q, keys, Purpose::Unsubscribe, token, now).await? {
        Ok((patient, holder)) => (PatientId(patient), holder),
        Err(bad) => return Ok(Err(bad)),
    };
    let holds = still_holds(q, keys, &holder, patient, now).await?;
    Ok(if holds { Ok((patient, holder)) } else { Err(BadLink::Expired) })
}
