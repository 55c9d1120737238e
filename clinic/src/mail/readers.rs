//! Who mails about visits go to, and whom the links in them are good for.

use super::{Job, Kind};
use crate::{
    Error,
    appointments::{Recipient, clinic_zone},
    db::Source,
    helpers::who_help_with_visits,
    ids::{AccountId, PatientId},
    keys::Keys,
};
use chrono::{DateTime, Utc};

/// Who gets a mail, and where more is shown to them.
#[derive(sqlx::FromRow)]
pub(super) struct Reader {
    pub email: String,
    pub language: Option<String>,
    is_own: bool,
    pub wanted: bool,
}

impl Reader {
    /// The page with more, for whoever signs in.
    pub fn portal(&self) -> &'static str {
        if self.is_own { "/appointments" } else { "/helping" }
    }

    /// What links in a mail to this reader are bound to.
    pub fn holds(&self, keys: &Keys, recipient: Recipient) -> Holder {
        Holder::new(keys, recipient, &self.email)
    }
}

/// To whom a link was mailed: the recipient, and a digest of the address that only this installation can make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    recipient: Recipient,
    digest: String,
}

impl Holder {
    /// A recipient at this address.
    pub fn new(keys: &Keys, recipient: Recipient, email: &str) -> Self {
        let digest = keys.derive("mailed-to", email.trim().to_lowercase().as_bytes());
        Self { recipient, digest: digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect() }
    }

    /// The address, for telling it from another.
    pub(super) fn digest(&self) -> &str {
        &self.digest
    }

    /// As a link carries it.
    pub(super) fn written(&self) -> String {
        format!("{}{}", self.digest, self.recipient.tag())
    }

    /// Reads what a link carries.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (digest, _) = text.split_once('@')?;
        Some(Self { recipient: Recipient::of(text)?, digest: digest.to_owned() })
    }
}

/// Who it goes to: an account that may still know of the patient's visits, or the address in the record.
pub(super) async fn reader(
    q: &mut impl Source,
    patient: PatientId,
    recipient: Recipient,
    now: DateTime<Utc>,
) -> Result<Option<Reader>, Error> {
    let Recipient::Account(account) = recipient else {
        return Ok(q
            .query(
                "SELECT p.email, p.language, TRUE AS is_own, TRUE AS wanted FROM patients p
                 WHERE p.id = $1 AND p.email IS NOT NULL AND p.email <> ''",
            )
            .bind(patient)
            .maybe()
            .await?);
    };
    let found: Option<Reader> = q
        .query(
            "SELECT a.email, a.language, a.patient_id IS NOT NULL AND a.patient_id = $2 AS is_own, coalesce(n.wanted, TRUE) AS wanted
             FROM accounts a LEFT JOIN notification_choices n ON n.account_id = a.id AND n.kind = 'appointments'
             WHERE a.id = $1 AND a.disabled_at IS NULL",
        )
        .bind(account)
        .bind(patient)
        .maybe()
        .await?;
    let Some(found) = found else { return Ok(None) };
    if found.is_own {
        return Ok(Some(found));
    }
    let zone = clinic_zone(q).await?;
    let helps = who_help_with_visits(q, patient, zone, now).await?.contains(&account);
    Ok(Some(found).filter(|_| helps))
}

/// Who gets a reminder that was queued for the address in the record: the account that the patient has by now, unless the same is
/// queued for it already.
pub(super) async fn heir(
    q: &mut impl Source,
    patient: PatientId,
    recipient: Recipient,
    job: &Job,
) -> Result<Option<Recipient>, Error> {
    if recipient != Recipient::Record {
        return Ok(Some(recipient));
    }
    let account: Option<(AccountId,)> =
        q.query("SELECT id FROM accounts WHERE patient_id = $1").bind(patient).maybe().await?;
    let Some((account,)) = account else { return Ok(Some(recipient)) };
    let heir = Recipient::Account(account);
    let version = job.occasion.strip_suffix(&recipient.tag()).unwrap_or_default();
    let (queued,): (bool,) = q
        .query("SELECT EXISTS (SELECT 1 FROM outbox WHERE subject_id = $1 AND kind = $2 AND occasion = $3)")
        .bind(job.subject)
        .bind(Kind::AppointmentReminder)
        .bind(format!("{version}{}", heir.tag()))
        .one()
        .await?;
    Ok((!queued).then_some(heir))
}

/// Whether a link of a mail about a patient's visit still works: whoever was sent it may know of the visits, and has the address that
/// it was sent to.
pub(crate) async fn still_holds(
    q: &mut impl Source,
    keys: &Keys,
    holder: &Holder,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let reader = reader(q, patient, holder.recipient, now).await?;
    Ok(reader.is_some_and(|reader| reader.holds(keys, holder.recipient) == *holder))
}
