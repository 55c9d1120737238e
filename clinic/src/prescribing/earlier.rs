use super::{Content, State, Way};
use crate::{
    Error,
    accounts::Language,
    audit::Subject,
    db::Source,
    directions::{QuantityUnit, from_fhir},
    drugs::{Favourite, Index, NewFavourite, Rxcui},
    fhir::RXNORM,
    ids::{MedicationRequestId, PrescriptionId},
    patients::Chart,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;

#[derive(sqlx::FromRow)]
struct Before {
    content: Option<Json<Content>>,
    code_system: Option<String>,
    code: Option<String>,
    display: String,
    dosage: Option<Json<Value>>,
    quantity: Option<String>,
    quantity_unit: Option<String>,
    refills: Option<i64>,
    reason: Option<String>,
}

/// What was ordered before, to be written again: of a prescription of this portal what was typed, without the reasons given at that
/// time; of an order that came in with a record its drug, and as much of the rest as can be read exactly.
///
/// # Errors
/// `NotFound` when this patient has no such order.
pub async fn as_before(
    q: &mut impl Source,
    chart: &Chart,
    index: &Index,
    id: MedicationRequestId,
) -> Result<Content, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let before: Option<Before> = q
        .query(
            "SELECT p.content, m.code_system, m.code, m.display, m.dosage, m.quantity, m.quantity_unit, m.refills, m.reason
             FROM medication_requests m LEFT JOIN prescriptions p ON p.id = m.id
             WHERE m.id = $1 AND m.patient_id = $2 AND m.status <> 'entered-in-error'",
        )
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let before = before.ok_or(Error::NotFound)?;
    Ok(match before.content {
        Some(Json(content)) => Content { reasons: std::collections::BTreeMap::new(), ..content },
        None => imported(before, index),
    })
}

fn imported(before: Before, index: &Index) -> Content {
    let code: Option<Rxcui> =
        before.code.filter(|_| before.code_system.as_deref() == Some(RXNORM)).and_then(|code| code.parse().ok());
    let product = code.and_then(|code| index.product(code));
    let dosages = before.dosage.as_ref().and_then(|json| json.0.as_array());
    let unit = before.quantity_unit.as_deref().and_then(quantity_unit);
    let amount = before.quantity.as_deref().and_then(|text| rust_decimal::Decimal::from_str_exact(text.trim()).ok());
    // An amount without its unit says nothing.
    let (quantity, unit) = match (amount, unit) {
        (Some(amount), Some(unit)) => (crate::directions::amount(amount), unit.name().to_owned()),
        _ => (String::new(), String::new()),
    };
    Content {
        rxcui: product.as_ref().map(|product| product.rxcui.to_string()).unwrap_or_default(),
        drug: product.as_ref().map_or(before.display, crate::drugs::Product::written),
        directions: dosages.and_then(|dosages| from_fhir(dosages)).unwrap_or_default(),
        quantity,
        unit,
        refills: before.refills.map(|refills| refills.to_string()).unwrap_or_default(),
        indication: before.reason.unwrap_or_default(),
        ..Content::default()
    }
}

/// A unit by its name, in the plural too, or by an annotation of UCUM.
fn quantity_unit(name: &str) -> Option<QuantityUnit> {
    let word = name.trim().trim_matches(['{', '}']);
    QuantityUnit::read(word).or_else(|| QuantityUnit::read(word.strip_suffix('s')?))
}

impl Content {
    /// What a favourite keeps of it; nothing unless the drug is one of the formulary and the directions are whole.
    pub fn to_favourite(&self) -> Option<NewFavourite> {
        self.directions.judge().ok()?;
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(NewFavourite {
            rxcui: self.code()?,
            directions: serde_json::to_value(&self.directions).ok()?,
            quantity: text(&self.quantity),
            unit: text(&self.unit),
            refills: self.refills.trim().parse().ok(),
        })
    }

    /// What a favourite begins a draft with.
    pub fn of_favourite(favourite: &Favourite) -> Self {
        Self {
            rxcui: favourite.rxcui.to_string(),
            directions: serde_json::from_value(favourite.directions().clone()).unwrap_or_default(),
            quantity: favourite.quantity.clone().unwrap_or_default(),
            unit: favourite.unit.clone().unwrap_or_default(),
            refills: favourite.refills.unwrap_or_default().to_string(),
            ..Self::default()
        }
    }
}

/// The language the patient reads.
pub async fn language_of(q: &mut impl Source, chart: &Chart) -> Result<Language, Error> {
    let language: Option<(Option<String>,)> = q
        .query(
            "SELECT COALESCE(a.language, p.language) FROM patients p LEFT JOIN accounts a ON a.patient_id = p.id WHERE p.id = $1",
        )
        .bind(chart.read(Subject::Prescriptions)?)
        .maybe()
        .await?;
    let (language,) = language.ok_or(Error::NotFound)?;
    Ok(match language {
        Some(tag) if tag.to_lowercase().starts_with("es") => Language::Es,
        _ => Language::En,
    })
}

/// A prescription that was signed a moment ago.
#[derive(Clone, sqlx::FromRow)]
pub struct JustSigned {
    /// Which one.
    pub id: PrescriptionId,
    /// The drug in words.
    pub drug: String,
    /// Where it stands.
    pub state: State,
    /// How it gets to the pharmacy.
    pub way: Way,
    /// The pharmacy's name.
    pub pharmacy: Option<String>,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
}

/// What was signed for a patient since then, the newest first.
pub async fn signed_since(q: &mut impl Source, chart: &Chart, since: DateTime<Utc>) -> Result<Vec<JustSigned>, Error> {
    let patient = chart.read(Subject::Prescriptions)?;
    Ok(q.query(
        "SELECT p.id, p.drug, p.state, p.way, o.name AS pharmacy, p.signed_at
         FROM prescriptions p LEFT JOIN organizations o ON o.id = p.pharmacy_id
         WHERE p.patient_id = $1 AND p.signed_at >= $2 ORDER BY p.signed_at DESC, p.id DESC LIMIT 30",
    )
    .bind(patient)
    .bind(since)
    .all()
    .await?)
}
