use super::{
    Course, Happened, NotRenewable, Refused, Renewal, Request, Standing, State, Way, happenings::timeline,
    request::requests_of,
};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::{DispenseId, OrganizationId, PrescriptionId},
    patients::Chart,
    profile::Pharmacy,
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use std::str::FromStr as _;

/// Everything a reader of the record is told about a prescription that was written here.
#[derive(Clone)]
pub struct Story {
    /// Which one.
    pub id: PrescriptionId,
    /// Where it is on its way.
    pub course: Course,
    /// Where it stands, with its quantities and its last day.
    pub standing: Standing,
    /// The unit of its quantities.
    pub unit: String,
    /// Who signed it.
    pub prescriber: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The pharmacy it is meant for.
    pub pharmacy: Option<Pharmacy>,
    /// Whether a renewal can be asked for, or why not.
    pub renewable: Result<(), NotRenewable>,
    /// Whether another pharmacy can be chosen, or why not.
    pub redirectable: Result<(), Refused>,
    /// The signed prescription that has taken its place.
    pub replaced_by: Option<PrescriptionId>,
    /// What happened, in order.
    pub happened: Vec<Happened>,
    /// What was handed out, in order.
    pub dispenses: Vec<Handed>,
    /// What was asked about it, the newest first.
    pub requests: Vec<Request>,
}

/// What was handed out at once.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Handed {
    /// Which one.
    pub id: DispenseId,
    /// How much, a decimal.
    pub quantity: String,
    /// The unit of the quantity.
    pub quantity_unit: String,
    /// The product given.
    pub product: String,
    /// When.
    pub dispensed_at: DateTime<Utc>,
    /// By which pharmacy.
    pub pharmacy: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    state: State,
    way: Way,
    pharmacy_id: Option<OrganizationId>,
    quantity: String,
    quantity_unit: String,
    refills: i64,
    dispensed: String,
    supply_days: Option<i64>,
    signed_at: DateTime<Utc>,
    ready_at: Option<DateTime<Utc>>,
    dispensed_at: Option<DateTime<Utc>>,
    expires_on: NaiveDate,
    prescriber: Option<String>,
    is_cancelling: bool,
    is_pending: bool,
    replaced_by: Option<PrescriptionId>,
}

/// The story of a prescription of the record that is open, as it stands on a day of the clinic; `None` when it was not written here.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions; `Broken` when the row lacks what signing demands.
pub async fn story(
    q: &mut impl Source,
    chart: &Chart,
    id: PrescriptionId,
    today: NaiveDate,
) -> Result<Option<Story>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let row: Option<Row> = q
        .query(
            "SELECT p.state, p.way, p.pharmacy_id, p.quantity, p.quantity_unit, p.refills, p.dispensed, p.supply_days, p.signed_at,
                p.ready_at, p.dispensed_at, p.expires_on, a.name AS prescriber,
                EXISTS (SELECT 1 FROM prescription_requests r WHERE r.prescription_id = p.id
                        AND r.kind = 'cancellation' AND r.state = 'pending') AS is_cancelling,
                EXISTS (SELECT 1 FROM prescription_requests r WHERE r.prescription_id = p.id
                        AND r.kind = 'renewal' AND r.state = 'pending') AS is_pending,
                (SELECT n.id FROM prescriptions n WHERE n.replaces_id = p.id AND n.state <> 'draft'
                 ORDER BY n.signed_at DESC, n.id DESC LIMIT 1) AS replaced_by
             FROM prescriptions p LEFT JOIN accounts a ON a.id = p.prescriber_id
             WHERE p.id = $1 AND p.patient_id = $2 AND p.state <> 'draft'",
        )
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let pharmacy: Option<Pharmacy> = match row.pharmacy_id {
        Some(pharmacy) => {
            q.query("SELECT id, name, phone, address_lines, city, state FROM organizations WHERE id = $1")
                .bind(pharmacy)
                .maybe()
                .await?
        }
        None => None,
    };
    let happened = timeline(q, chart, id).await?;
    let requests = requests_of(q, chart, id).await?;
    let dispenses = q
        .query(
            "SELECT d.id, d.quantity, d.quantity_unit, d.product, d.dispensed_at, o.name AS pharmacy
             FROM dispenses d LEFT JOIN organizations o ON o.id = d.pharmacy_id
             WHERE d.prescription_id = $1 ORDER BY d.dispensed_at, d.id LIMIT 200",
        )
        .bind(id)
        .all()
        .await?;
    let standing = row.standing()?;
    let renewal = Renewal {
        standing: standing.clone(),
        dispensed_on: row.dispensed_at.map(|at| at.date_naive()),
        supply_days: row.supply_days.and_then(|days| u32::try_from(days).ok()),
        is_pending: row.is_pending,
        is_replaced: row.replaced_by.is_some(),
    };
    Ok(Some(Story {
        id,
        course: Course {
            state: standing.on(today),
            way: row.way,
            is_ready: row.ready_at.is_some(),
            is_cancelling: row.is_cancelling,
            pharmacy: pharmacy.as_ref().map(|pharmacy| pharmacy.name.clone()),
        },
        unit: row.quantity_unit,
        prescriber: row.prescriber,
        signed_at: row.signed_at,
        pharmacy,
        renewable: renewal.judge(today),
        redirectable: standing.redirect(today).map(drop),
        replaced_by: row.replaced_by,
        standing,
        happened,
        dispenses,
        requests,
    }))
}

impl Row {
    fn standing(&self) -> Result<Standing, Error> {
        let broken = || Error::Broken("a signed prescription lacks what signing demands".to_owned());
        let decimal = |text: &str| Decimal::from_str(text).map_err(|_| broken());
        Ok(Standing {
            state: self.state,
            quantity: decimal(&self.quantity)?,
            refills: u32::try_from(self.refills).map_err(|_| broken())?,
            dispensed: decimal(&self.dispensed)?,
            expires_on: self.expires_on,
            cancelling: self.is_cancelling,
        })
    }
}

impl Story {
    /// How much of the supply that was begun was handed out.
    pub fn given_now(&self) -> Decimal {
        (self.standing.quantity - self.standing.left_now()).max(Decimal::ZERO)
    }
}

/// What the pharmacy wrote when it refused a prescription: for the clinic. The timeline, which the patient reads too, tells the
/// reason alone.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions, or is not of the clinic.
pub async fn rejection_text(q: &mut impl Source, chart: &Chart, id: PrescriptionId) -> Result<Option<String>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    if !chart.is_of_clinic() {
        return Err(Error::NotFound);
    }
    let row: Option<(Option<String>,)> = q
        .query("SELECT rejection_text FROM prescriptions WHERE id = $1 AND patient_id = $2 AND state = 'rejected'")
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    Ok(row.and_then(|(text,)| text))
}

/// A warning that the prescriber went on in spite of.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Overridden {
    /// How much weight it has: `info`, `warning` or `critical`.
    pub indicator: String,
    /// What it says.
    pub summary: String,
    /// Where it comes from.
    pub source: String,
    /// Why the prescriber went on, a code of [`crate::safety::OverrideReason`].
    pub reason: String,
    /// What they wrote beside it.
    pub note: Option<String>,
}

/// The warnings that were gone on with when a prescription was signed.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions.
pub async fn overridden(q: &mut impl Source, chart: &Chart, id: PrescriptionId) -> Result<Vec<Overridden>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    Ok(q.query(
        "SELECT w.indicator, w.summary, w.source, w.reason, w.note
         FROM prescription_overrides w JOIN prescriptions p ON p.id = w.prescription_id
         WHERE w.prescription_id = $1 AND p.patient_id = $2 ORDER BY w.id LIMIT 100",
    )
    .bind(id)
    .bind(patient)
    .all()
    .await?)
}
