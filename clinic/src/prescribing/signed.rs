use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::PrescriptionId,
    keys::Keys,
    patients::Chart,
    signing::{self, Signable},
};
use chrono::{DateTime, Utc};

/// What was signed, read from the archive and checked against the key anew.
#[derive(Clone)]
pub struct Signed {
    /// What it says.
    pub signable: Signable,
    /// The code itself.
    pub jws: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// Whether the signature holds: whoever changed the archive shows here.
    pub is_authentic: bool,
}

/// What was signed for a prescription of the record that is open.
///
/// # Errors
/// `NotFound` when this patient has no such prescription, or it is a draft.
pub async fn signed_in(q: &mut impl Source, keys: &Keys, chart: &Chart, id: PrescriptionId) -> Result<Signed, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let own: Option<(PrescriptionId,)> = q
        .query("SELECT id FROM prescriptions WHERE id = $1 AND patient_id = $2")
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    own.ok_or(Error::NotFound)?;
    signed(q, keys, id).await
}

/// What was signed for a prescription. Whoever asks has shown by other means that they may see it.
///
/// # Errors
/// `NotFound` when nothing was signed; `Broken` when what lies in the archive is no prescription.
async fn signed(q: &mut impl Source, keys: &Keys, id: PrescriptionId) -> Result<Signed, Error> {
    let row: Option<(String, DateTime<Utc>)> =
        q.query("SELECT jws, signed_at FROM signed_prescriptions WHERE prescription_id = $1").bind(id).maybe().await?;
    let (jws, signed_at) = row.ok_or(Error::NotFound)?;
    let keys = signing::public_keys(&signing::published(q, keys).await?);
    let verified = signing::verify(&jws, &keys);
    let is_authentic = verified.as_ref().is_ok_and(|verified| verified.signable.id == id.0);
    match verified {
        Ok(verified) => Ok(Signed { signable: verified.signable, jws, signed_at, is_authentic }),
        Err(why) => Err(Error::Broken(format!("a signed prescription in the archive: {why}"))),
    }
}
