use super::{Basis, Chart, Sex};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    ids::PatientId,
    moment::Precision,
    profile::contacts,
    record::{Known, is_none_known},
};
use chrono::{DateTime, NaiveDate, Utc};

/// What stands at the head of a record, so that nobody reads the wrong one.
#[derive(Clone)]
pub struct Banner {
    /// Whose record it is.
    pub id: PatientId,
    /// The name in full.
    pub name: String,
    /// The birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly the birth date is known.
    pub birth_date_precision: Option<Precision>,
    /// Administrative gender.
    pub sex: Sex,
    /// The record number.
    pub record_number: Option<String>,
    /// Whether the patient has died.
    pub deceased: bool,
    /// When, if that is known.
    pub deceased_at: Option<DateTime<Utc>>,
    /// Active allergies, the critical ones first; statements that there are none are not among them.
    pub allergies: Vec<Allergy>,
    /// What the record says about allergies: none recorded is not none known.
    pub known_allergies: Known,
}

/// An allergy in the banner.
#[derive(Clone, sqlx::FromRow)]
pub struct Allergy {
    /// What the patient is allergic to.
    pub display: String,
    /// `low`, `high` or `unable-to-assess`.
    pub criticality: Option<String>,
    code: Option<String>,
}

#[derive(sqlx::FromRow)]
struct BannerRow {
    id: PatientId,
    name: String,
    birth_date: Option<NaiveDate>,
    birth_date_precision: Option<Precision>,
    sex: Sex,
    record_number: Option<String>,
    deceased: bool,
    deceased_at: Option<DateTime<Utc>>,
}

/// The head of a record, for a clinician or the patient.
///
/// # Errors
/// `NotFound` for a helper: it holds allergies, which may not be theirs to see.
pub async fn banner(q: &mut impl Source, chart: &Chart) -> Result<Banner, Error> {
    if matches!(chart.basis(), Basis::Helper(_)) {
        return Err(Error::NotFound);
    }
    // The banner stands on every page of a record: the part that is read below it is what is noted.
    let patient = chart.patient();
    let row: BannerRow = q
        .query(
            "SELECT id, name, birth_date, birth_date_precision, sex, record_number, deceased, deceased_at
             FROM patients WHERE id = $1",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let mut allergies: Vec<Allergy> = q
        .query(
            "SELECT display, criticality, code FROM allergies WHERE patient_id = $1 AND active = TRUE
               AND COALESCE(verification_status, '') NOT IN ('refuted', 'entered-in-error')
             ORDER BY CASE criticality WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, sort_at DESC, id LIMIT 20",
        )
        .bind(patient)
        .all()
        .await?;
    let stated = !allergies.is_empty();
    allergies.retain(|allergy| !is_none_known(allergy.code.as_deref(), &allergy.display));
    let known_allergies = match (stated, allergies.is_empty()) {
        (false, _) => Known::NotRecorded,
        (true, true) => Known::NoneKnown,
        (true, false) => Known::Some,
    };
    Ok(Banner {
        id: row.id,
        name: row.name,
        birth_date: row.birth_date,
        birth_date_precision: row.birth_date_precision,
        sex: row.sex,
        record_number: row.record_number,
        deceased: row.deceased,
        deceased_at: row.deceased_at,
        allergies,
        known_allergies,
    })
}

/// Who the patient is and how to reach them.
#[derive(Clone, sqlx::FromRow)]
pub struct Demographics {
    /// The name in full.
    pub name: String,
    /// The name the patient wants to be called by.
    pub preferred_name: Option<String>,
    /// The first and middle names.
    pub given: Option<String>,
    /// The last name.
    pub family: Option<String>,
    /// The birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly the birth date is known.
    pub birth_date_precision: Option<Precision>,
    /// Administrative gender.
    pub sex: Sex,
    /// The record number.
    pub record_number: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address of the record (not of the account).
    pub email: Option<String>,
    /// Preferred language (BCP 47).
    pub language: Option<String>,
    /// Street and number, a line each.
    pub address_lines: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The general practitioner's name.
    pub general_practitioner: Option<String>,
    /// The organization that looks after the record.
    pub organization: Option<String>,
}

/// Someone to call.
#[derive(Clone, sqlx::FromRow)]
pub struct Contact {
    /// Its place among the patient's contacts.
    pub position: i64,
    /// What they are to the patient.
    pub relationship: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
}

/// Insurance.
#[derive(Clone, sqlx::FromRow)]
pub struct Coverage {
    /// FHIR `Coverage.status`.
    pub status: String,
    /// Kind of insurance.
    pub r#type: Option<String>,
    /// Who pays.
    pub payor: Option<String>,
    /// The plan.
    pub plan: Option<String>,
    /// The number of the insured.
    pub subscriber_id: Option<String>,
    /// From when.
    pub period_start: Option<DateTime<Utc>>,
    /// Until when.
    pub period_end: Option<DateTime<Utc>>,
}

/// The patient's own data, people to call, and the newest insurances.
pub async fn demographics(
    q: &mut impl Source,
    chart: &Chart,
) -> Result<(Demographics, Vec<Contact>, Vec<Coverage>), Error> {
    let patient = chart.read(Subject::Profile)?;
    let person = q
        .query(
            "SELECT p.name, p.preferred_name, p.given, p.family, p.birth_date, p.birth_date_precision, p.sex, p.record_number, p.phone, p.email, p.language,
                    p.address_lines, p.city, p.state, p.postal_code, p.country,
                    g.name AS general_practitioner, o.name AS organization
             FROM patients p
             LEFT JOIN practitioners g ON g.id = p.general_practitioner_id
             LEFT JOIN organizations o ON o.id = p.organization_id
             WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let contacts = contacts(q, chart).await?;
    let coverages = q
        .query(
            "SELECT status, type, payor, plan, subscriber_id, period_start, period_end FROM coverages WHERE patient_id = $1
             ORDER BY CASE status WHEN 'active' THEN 0 ELSE 1 END, period_start DESC, id LIMIT 5",
        )
        .bind(patient)
        .all()
        .await?;
    Ok((person, contacts, coverages))
}
