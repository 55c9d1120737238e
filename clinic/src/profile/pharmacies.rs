use super::Editor;
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{OrganizationId, PatientId},
    paging::ByName,
    patients::Chart,
};

/// A pharmacy to choose.
#[derive(Clone, sqlx::FromRow)]
pub struct Pharmacy {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its telephone.
    pub phone: Option<String>,
    /// Street and number, a line each.
    pub address_lines: Option<String>,
    /// Its town.
    pub city: Option<String>,
    /// Its state.
    pub state: Option<String>,
}

/// Pharmacies whose name or town holds `text`, by name, beginning after the one with the id `after`; all for no text.
pub async fn pharmacies(
    q: &mut impl Source,
    text: &str,
    after: Option<OrganizationId>,
    limit: i64,
) -> Result<ByName<Pharmacy>, Error> {
    let place: Option<(String, OrganizationId)> = match after {
        Some(after) => {
            q.query("SELECT name, id FROM organizations WHERE id = $1 AND is_pharmacy").bind(after).maybe().await?
        }
        None => None,
    };
    let first = place.is_none();
    let (name, id) = place.unwrap_or((String::new(), OrganizationId(uuid::Uuid::nil())));
    // Signs that LIKE takes for more than themselves are nobody's name.
    let text = text.trim().to_lowercase().replace(['%', '_', '\\'], " ");
    let rows = q
        .query(
            "SELECT id, name, phone, address_lines, city, state FROM organizations
             WHERE is_pharmacy AND active AND (name > $1 OR (name = $1 AND id > $2))
               AND (lower(name) LIKE $3 OR lower(city) LIKE $3)
             ORDER BY name, id LIMIT $4",
        )
        .bind(name)
        .bind(id)
        .bind(format!("%{}%", text.trim()))
        .bind(limit + 1)
        .all()
        .await?;
    Ok(ByName::cut(rows, limit, first, |row: &Pharmacy| row.id.0))
}

/// The pharmacy a patient has named, whether or not it can still be chosen.
pub async fn pharmacy(q: &mut impl Source, chart: &Chart) -> Result<Option<Pharmacy>, Error> {
    Ok(q.query(
        "SELECT o.id, o.name, o.phone, o.address_lines, o.city, o.state FROM patients p
         JOIN organizations o ON o.id = p.pharmacy_id WHERE p.id = $1",
    )
    .bind(chart.read(Subject::Profile)?)
    .maybe()
    .await?)
}

/// Keeps which pharmacy a patient has named, or none.
///
/// # Errors
/// `Invalid` when it is no pharmacy, or no longer one.
pub async fn set_pharmacy(
    db: &Db,
    auditor: &Auditor,
    by: &Editor,
    pharmacy: Option<OrganizationId>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    if let Some(pharmacy) = pharmacy {
        let known: Option<(OrganizationId,)> = tx
            .query("SELECT id FROM organizations WHERE id = $1 AND is_pharmacy AND active")
            .bind(pharmacy)
            .maybe()
            .await?;
        if known.is_none() {
            return Err(Error::Invalid("that is no pharmacy to choose".to_owned()));
        }
    }
    let changed =
        tx.query("UPDATE patients SET pharmacy_id = $1 WHERE id = $2").bind(pharmacy).bind(by.patient()).run().await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, by.event(Action::Update, "pharmacy")).await?;
    tx.commit().await?;
    Ok(())
}

/// Marks organizations that are here as pharmacies to choose; an import does not know which are.
///
/// # Errors
/// `NotFound` when one of them is not here.
pub async fn mark_pharmacies(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    organizations: &[OrganizationId],
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    for organization in organizations {
        let marked =
            tx.query("UPDATE organizations SET is_pharmacy = TRUE WHERE id = $1").bind(*organization).run().await?;
        if marked == 0 {
            return Err(Error::NotFound);
        }
        let event = Event::new(by.clone(), Action::Update, Subject::Place).on(organization.0).noting("pharmacy");
        auditor.record(&mut tx, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Names a pharmacy for a patient of the demo clinic, unless they have named one.
///
/// # Errors
/// `NotFound` when there is no such pharmacy.
pub async fn name_demo_pharmacy(
    db: &Db,
    auditor: &Auditor,
    patient: PatientId,
    pharmacy: OrganizationId,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let known: Option<(OrganizationId,)> =
        tx.query("SELECT id FROM organizations WHERE id = $1 AND is_pharmacy").bind(pharmacy).maybe().await?;
    known.ok_or(Error::NotFound)?;
    let named = tx
        .query("UPDATE patients SET pharmacy_id = $1 WHERE id = $2 AND pharmacy_id IS NULL")
        .bind(pharmacy)
        .bind(patient)
        .run()
        .await?;
    if named > 0 {
        let event = Event::new(Actor::operator(), Action::Update, Subject::Profile).of(patient).noting("pharmacy");
        auditor.record(&mut tx, event).await?;
    }
    tx.commit().await?;
    Ok(())
}
