use super::Lack;
use crate::{
    Error,
    accounts::Language,
    db::Source,
    ids::{AccountId, OrganizationId, PatientId},
    moment::Precision,
    patients::Sex,
    signing::{Licence, SignedClinic, SignedPatient, SignedPharmacy, SignedPrescriber},
};
use chrono::NaiveDate;

/// What a pharmacy needs to know besides the prescription: about the patient, the prescriber, the clinic and itself.
#[derive(Clone)]
pub(crate) struct Facts {
    pub patient: SignedPatient,
    pub prescriber: SignedPrescriber,
    pub clinic: SignedClinic,
    /// The language the patient reads.
    pub language: Language,
}

#[derive(sqlx::FromRow)]
struct PatientRow {
    name: String,
    birth_date: Option<NaiveDate>,
    birth_date_precision: Option<Precision>,
    sex: Sex,
    phone: Option<String>,
    address_lines: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    language: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PrescriberRow {
    name: String,
    npi: Option<String>,
    has_practitioner: bool,
    licence_number: Option<String>,
    licence_issuer: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Address {
    address_lines: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ClinicRow {
    phone: Option<String>,
    #[sqlx(flatten)]
    address: Address,
}

/// Reads the facts, and names all that is missing of them.
pub(crate) async fn facts(
    q: &mut impl Source,
    settings: &crate::Settings,
    patient: PatientId,
    signer: AccountId,
    today: NaiveDate,
) -> Result<Result<Facts, Vec<Lack>>, Error> {
    let row: PatientRow = q
        .query(
            "SELECT p.name, p.birth_date, p.birth_date_precision, p.sex, p.phone, p.address_lines, p.city, p.state, p.postal_code,
                    COALESCE(a.language, p.language) AS language
             FROM patients p LEFT JOIN accounts a ON a.patient_id = p.id WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let who: PrescriberRow = q
        .query(
            "SELECT COALESCE(p.name, a.name) AS name, p.npi, p.id IS NOT NULL AS has_practitioner, l.licence_number, l.licence_issuer
             FROM accounts a LEFT JOIN practitioners p ON p.id = a.practitioner_id
             LEFT JOIN prescriber_proposals l ON l.id =
                (SELECT n.id FROM prescriber_proposals n WHERE n.account_id = a.id AND n.confirmed = TRUE AND n.licence_until >= $2
                 ORDER BY n.decided_at DESC LIMIT 1)
             WHERE a.id = $1",
        )
        .bind(signer)
        .bind(today)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let clinic: Option<ClinicRow> = q
        .query(
            "SELECT o.phone, o.address_lines, o.city, o.state, o.postal_code FROM organizations o
             WHERE o.active = TRUE AND NOT o.is_pharmacy AND o.city IS NOT NULL
             ORDER BY CASE WHEN o.id = (SELECT organization_id FROM patients WHERE id = $1) THEN 0 ELSE 1 END, o.name, o.id LIMIT 1",
        )
        .bind(patient)
        .maybe()
        .await?;
    let mut lacks = Vec::new();
    let born = row.birth_date.filter(|_| row.birth_date_precision.is_none_or(|exact| exact == Precision::Day));
    let home = Address {
        address_lines: row.address_lines,
        city: row.city,
        state: row.state,
        postal_code: row.postal_code,
    };
    let language = match row.language.as_deref() {
        Some(tag) if tag.to_lowercase().starts_with("es") => Language::Es,
        _ => Language::En,
    };
    let (clinic_phone, clinic) = clinic.map_or((None, None), |clinic| (clinic.phone, clinic.address.line()));
    // The number the clinic gives its patients, else that of its house.
    let clinic_phone = settings.clinic_phone.clone().or(clinic_phone);
    let home = home.line();
    lacks.extend(born.is_none().then_some(Lack::PatientBirthDate));
    lacks.extend(home.is_none().then_some(Lack::PatientAddress));
    lacks.extend(row.phone.is_none().then_some(Lack::PatientPhone));
    lacks.extend((!who.has_practitioner).then_some(Lack::Practitioner));
    lacks.extend(who.licence_number.is_none().then_some(Lack::Licence));
    lacks.extend(clinic.is_none().then_some(Lack::ClinicAddress));
    lacks.extend(clinic_phone.is_none().then_some(Lack::ClinicPhone));
    let (Some(born), Some(address), Some(number), Some(issuer), Some(place), true) =
        (born, home, who.licence_number, who.licence_issuer, clinic, lacks.is_empty())
    else {
        return Ok(Err(lacks));
    };
    Ok(Ok(Facts {
        patient: SignedPatient { name: row.name, born, sex: row.sex, address, phone: row.phone },
        prescriber: SignedPrescriber { name: who.name, npi: who.npi, licence: Licence { number, issuer } },
        clinic: SignedClinic { name: settings.clinic_name.clone(), address: place, phone: clinic_phone },
        language,
    }))
}

#[derive(sqlx::FromRow)]
struct PharmacyRow {
    name: String,
    city: Option<String>,
    state: Option<String>,
}

/// The pharmacy a prescription is meant for; `None` where it is closed or gone.
pub(crate) async fn pharmacy(q: &mut impl Source, id: OrganizationId) -> Result<Option<SignedPharmacy>, Error> {
    let row: Option<PharmacyRow> = q
        .query(
            "SELECT name, city, state FROM organizations
             WHERE id = $1 AND is_pharmacy AND active",
        )
        .bind(id)
        .maybe()
        .await?;
    Ok(row.map(|row| {
        let place = Address { address_lines: None, city: row.city, state: row.state, postal_code: None };
        SignedPharmacy { name: row.name, place: place.line().unwrap_or_default() }
    }))
}

impl Address {
    /// The address in one line; nothing without a town.
    fn line(&self) -> Option<String> {
        self.city.as_deref().filter(|city| !city.trim().is_empty())?;
        let lines = self.address_lines.iter().flat_map(|lines| lines.lines());
        let area = [self.state.as_deref(), self.postal_code.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let parts = lines.map(str::to_owned).chain(self.city.clone()).chain((!area.is_empty()).then_some(area));
        Some(parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    }
}
