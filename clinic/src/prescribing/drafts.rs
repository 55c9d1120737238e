use super::{Content, changes::held_in};
use crate::{
    Error,
    accounts::Clinician,
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, OrganizationId, PatientId, PrescriptionId, RequestId},
    patients::Chart,
};
use chrono::{DateTime, Utc};
use sqlx::types::Json;

/// The most drafts of one patient: who needs more has forgotten some.
pub const MOST_DRAFTS: i64 = 30;

/// A prescription that is being written.
#[derive(Clone)]
pub struct Draft {
    /// Which one.
    pub id: PrescriptionId,
    /// What was typed.
    pub content: Content,
    /// Rises with each change.
    pub revision: i64,
    /// Who is to sign it, where that was said.
    pub prescriber: Option<AccountId>,
    /// The pharmacy it is meant for.
    pub pharmacy: Option<OrganizationId>,
    /// The prescription it takes the place of.
    pub replaces: Option<PrescriptionId>,
    /// The request it answers.
    pub request: Option<RequestId>,
    /// Who began it.
    pub preparer: String,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PrescriptionId,
    content: Json<Content>,
    revision: i64,
    prescriber_id: Option<AccountId>,
    pharmacy_id: Option<OrganizationId>,
    replaces_id: Option<PrescriptionId>,
    request_id: Option<RequestId>,
    preparer: String,
    changed_at: DateTime<Utc>,
}

impl From<Row> for Draft {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            content: row.content.0,
            revision: row.revision,
            prescriber: row.prescriber_id,
            pharmacy: row.pharmacy_id,
            replaces: row.replaces_id,
            request: row.request_id,
            preparer: row.preparer,
            changed_at: row.changed_at,
        }
    }
}

/// The columns of a [`Draft`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.content, p.revision, p.prescriber_id, p.pharmacy_id, p.replaces_id, p.request_id,
                    a.name AS preparer, p.changed_at
             FROM prescriptions p JOIN accounts a ON a.id = p.prepared_by ",
            $rest
        )
    };
}

/// What a draft begins with.
#[derive(Clone, Default)]
pub struct Beginning {
    /// What is filled in already: nothing, a favourite, or what was prescribed last time.
    pub content: Content,
    /// Who is to sign it.
    pub prescriber: Option<AccountId>,
    /// The prescription it takes the place of.
    pub replaces: Option<PrescriptionId>,
    /// The request it answers.
    pub request: Option<RequestId>,
}

/// Begins a draft, for the pharmacy the patient has named.
///
/// # Errors
/// `Invalid` when the patient has [`MOST_DRAFTS`] already; `NotFound` when what it replaces is not this patient's.
pub async fn begin(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    chart: &Chart,
    beginning: Beginning,
    now: DateTime<Utc>,
) -> Result<PrescriptionId, Error> {
    let mut tx = db.begin().await?;
    let id = begin_in(&mut tx, by.account(), chart, beginning, now).await?;
    noted(&mut tx, auditor, chart, id, Action::Create, "draft").await?;
    tx.commit().await?;
    Ok(id)
}

/// Begins a draft within a transaction.
pub(crate) async fn begin_in(
    tx: &mut Tx,
    by: AccountId,
    chart: &Chart,
    beginning: Beginning,
    now: DateTime<Utc>,
) -> Result<PrescriptionId, Error> {
    let patient = chart.read(Subject::Prescriptions)?;
    let (drafts,): (i64,) = tx
        .query("SELECT count(*) FROM prescriptions WHERE patient_id = $1 AND state = 'draft'")
        .bind(patient)
        .one()
        .await?;
    if drafts >= MOST_DRAFTS {
        return Err(Error::Invalid(format!("a patient has at most {MOST_DRAFTS} drafts")));
    }
    if let Some(replaced) = beginning.replaces {
        held_in(tx, chart, replaced).await?;
    }
    let id = PrescriptionId::new();
    let (rxcui, drug) = (beginning.content.rxcui.clone(), beginning.content.drug.clone());
    tx.query(
        "INSERT INTO prescriptions (id, patient_id, state, revision, content, rxcui, drug, prescriber_id, prepared_by, pharmacy_id,
                                    replaces_id, request_id, written_at, changed_at)
         SELECT $1, p.id, 'draft', 1, $3, $4, $5, $6, $7, COALESCE(r.pharmacy_id, p.pharmacy_id), $8, $9, $10, $10
         FROM patients p LEFT JOIN prescriptions r ON r.id = $8 WHERE p.id = $2",
    )
    .bind(id)
    .bind(patient)
    .bind(Json(beginning.content))
    .bind((!rxcui.is_empty()).then_some(rxcui))
    .bind(drug)
    .bind(beginning.prescriber)
    .bind(by)
    .bind(beginning.replaces)
    .bind(beginning.request)
    .bind(now)
    .run()
    .await?;
    Ok(id)
}

/// The drafts of a patient, the newest first.
pub async fn drafts(q: &mut impl Source, chart: &Chart) -> Result<Vec<Draft>, Error> {
    let patient = chart.read(Subject::Prescriptions)?;
    let rows: Vec<Row> = q
        .query(select!("WHERE p.patient_id = $1 AND p.state = 'draft' ORDER BY p.written_at DESC, p.id DESC LIMIT 100"))
        .bind(patient)
        .all()
        .await?;
    Ok(rows.into_iter().map(Draft::from).collect())
}

/// One draft.
///
/// # Errors
/// `NotFound` when this patient has no such draft.
pub async fn draft(q: &mut impl Source, chart: &Chart, id: PrescriptionId) -> Result<Draft, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let row: Option<Row> = q
        .query(select!("WHERE p.id = $1 AND p.patient_id = $2 AND p.state = 'draft'"))
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    row.map(Draft::from).ok_or(Error::NotFound)
}

/// What became of saving a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, with this revision.
    Kept(i64),
    /// Somebody has changed it meanwhile: what was typed was not kept.
    Changed,
}

/// What is kept of a draft.
#[derive(Clone)]
pub struct Change {
    /// What was typed, whatever its state.
    pub content: Content,
    /// The pharmacy it is meant for; none leaves it on paper and on the phone.
    pub pharmacy: Option<OrganizationId>,
    /// Who is to sign it.
    pub prescriber: Option<AccountId>,
    /// The revision that was on the page.
    pub revision: i64,
}

/// Keeps a draft whatever its state, unless somebody else has changed it since it was on the page.
///
/// # Errors
/// `NotFound` when this patient has no such draft, or there is no such pharmacy or prescriber.
pub async fn save(
    db: &Db,
    auditor: &Auditor,
    chart: &Chart,
    id: PrescriptionId,
    change: Change,
    now: DateTime<Utc>,
) -> Result<Saved, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let mut tx = db.begin().await?;
    if let Some(pharmacy) = change.pharmacy {
        known(&mut tx, "SELECT id FROM organizations WHERE id = $1 AND is_pharmacy AND active", pharmacy.0).await?;
    }
    if let Some(prescriber) = change.prescriber {
        known(
            &mut tx,
            "SELECT account_id FROM account_roles WHERE account_id = $1 AND role = 'prescriber'",
            prescriber.0,
        )
        .await?;
    }
    let (rxcui, drug) = (change.content.rxcui.clone(), change.content.drug.clone());
    let kept: Option<(i64,)> = tx
        .query(
            "UPDATE prescriptions SET content = $3, rxcui = $4, drug = $5, pharmacy_id = $6, prescriber_id = $7, changed_at = $8,
                                      revision = revision + 1
             WHERE id = $1 AND patient_id = $2 AND state = 'draft' AND revision = $9 RETURNING revision",
        )
        .bind(id)
        .bind(patient)
        .bind(Json(change.content))
        .bind((!rxcui.is_empty()).then_some(rxcui))
        .bind(drug)
        .bind(change.pharmacy)
        .bind(change.prescriber)
        .bind(now)
        .bind(change.revision)
        .maybe()
        .await?;
    let Some((revision,)) = kept else {
        // Not there at all, or there with another revision.
        draft(&mut tx, chart, id).await?;
        return Ok(Saved::Changed);
    };
    noted(&mut tx, auditor, chart, id, Action::Update, "draft").await?;
    tx.commit().await?;
    Ok(Saved::Kept(revision))
}

/// Throws a draft away. What it was to answer waits again.
///
/// # Errors
/// `NotFound` when this patient has no such draft.
pub async fn discard(db: &Db, auditor: &Auditor, chart: &Chart, id: PrescriptionId) -> Result<(), Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let mut tx = db.begin().await?;
    let gone = tx
        .query("DELETE FROM prescriptions WHERE id = $1 AND patient_id = $2 AND state = 'draft'")
        .bind(id)
        .bind(patient)
        .run()
        .await?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    noted(&mut tx, auditor, chart, id, Action::Delete, "draft").await?;
    tx.commit().await?;
    Ok(())
}

/// A draft that waits for a prescriber's signature, in their list.
#[derive(Clone, sqlx::FromRow)]
pub struct Prepared {
    /// Which one.
    pub id: PrescriptionId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The drug in words.
    pub drug: String,
    /// Who prepared it.
    pub preparer: String,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// Drafts that wait for a prescriber's signature, the newest first.
pub async fn prepared_for(q: &mut impl Source, by: &Clinician, log: &AccessLog) -> Result<Vec<Prepared>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Prescriptions));
    Ok(q.query(
        "SELECT p.id, p.patient_id, t.name AS patient, p.drug, a.name AS preparer, p.changed_at
         FROM prescriptions p CROSS JOIN patients t CROSS JOIN accounts a
         WHERE p.prescriber_id = $1 AND p.state = 'draft' AND t.id = p.patient_id AND a.id = p.prepared_by ORDER BY p.changed_at DESC, p.id DESC LIMIT 100",
    )
    .bind(by.account())
    .all()
    .await?)
}

/// A prescriber to choose, for whoever prepares a draft.
#[derive(Clone, sqlx::FromRow)]
pub struct PrescriberName {
    /// Whose account.
    pub id: AccountId,
    /// What they are called.
    pub name: String,
}

/// Those who may sign, by name.
pub async fn prescribers(q: &mut impl Source) -> Result<Vec<PrescriberName>, Error> {
    Ok(q.query(
        "SELECT a.id, a.name FROM account_roles r JOIN accounts a ON a.id = r.account_id
         WHERE r.role = 'prescriber' AND a.disabled_at IS NULL ORDER BY a.name, a.id LIMIT 200",
    )
    .all()
    .await?)
}

async fn known(tx: &mut Tx, sql: &'static str, id: uuid::Uuid) -> Result<(), Error> {
    let found: Option<(uuid::Uuid,)> = tx.query(sql).bind(id).maybe().await?;
    found.map(drop).ok_or(Error::NotFound)
}

async fn noted(
    tx: &mut Tx,
    auditor: &Auditor,
    chart: &Chart,
    id: PrescriptionId,
    action: Action,
    what: &str,
) -> Result<(), Error> {
    let event = Event::new(chart.actor(), action, Subject::Prescriptions).of(chart.patient()).on(id.0);
    auditor.record(tx, chart.changed(event, what)).await
}
