use super::{
    Found, GRANT_HOURS, Purpose, Sex,
    namesakes::similar,
    record_numbers::{is_number_taken, next_number},
};
use crate::{
    Error,
    accounts::{Clinician, Language, is_email},
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Alone, Db, Source},
    fhir,
    fold::fold,
    ids::{LocationId, OrganizationId, PatientId, PractitionerId},
    profile::{Fault, Phone, line},
};
use chrono::{DateTime, Datelike as _, Duration, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// Characters that each field of a registration may have.
pub const LONGEST_FIELD: usize = 100;
/// Characters that a record number may have.
pub const LONGEST_NUMBER: usize = 40;
/// Years that people have lived.
const OLDEST_YEARS: i32 = 130;

/// A patient as typed at the desk.
#[derive(Clone, Debug)]
pub struct NewPatient {
    /// First and middle names.
    pub given: String,
    /// Last names.
    pub family: String,
    /// The birth date.
    pub born: NaiveDate,
    /// Administrative gender.
    pub sex: Sex,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The language to speak in.
    pub language: Option<Language>,
    /// Street and house.
    pub address: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// The record number; the next free one where none is given.
    pub record_number: Option<String>,
    /// The doctor who looks after them.
    pub general_practitioner: Option<PractitionerId>,
    /// The place of care.
    pub location: Option<LocationId>,
}

/// A patient who was registered.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Whose record it is.
    pub patient: PatientId,
    /// The number on its papers.
    pub record_number: String,
}

/// Why a patient was not registered.
#[derive(Clone)]
pub enum NotRegistered {
    /// A field is empty or too long.
    Field(&'static str),
    /// A field holds signs that are not seen, such as a second line, or that change how others are read.
    Unreadable(&'static str),
    /// That is no telephone number.
    Phone,
    /// The birth date lies in the future, or more than 130 years back.
    Born,
    /// That is no e-mail address.
    Email,
    /// Another record has that number.
    NumberTaken,
    /// Records that look like the same person's.
    Similar(Vec<Found>),
}

/// What can be chosen for a new patient.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The doctors who work here.
    pub practitioners: Vec<(PractitionerId, String)>,
    /// The places of care.
    pub locations: Vec<(LocationId, String)>,
}

/// What can be chosen for a new patient. People who work here have an account.
pub async fn choices(q: &mut impl Source, _by: &Clinician) -> Result<Choices, Error> {
    let practitioners = q
        .query(
            "SELECT p.id, p.name FROM accounts a JOIN practitioners p ON p.id = a.practitioner_id
             WHERE a.practitioner_id IS NOT NULL AND a.disabled_at IS NULL AND p.active ORDER BY p.name, p.id LIMIT 300",
        )
        .all()
        .await?;
    let locations =
        q.query("SELECT id, name FROM locations WHERE status = 'active' ORDER BY name, id LIMIT 300").all().await?;
    Ok(Choices { practitioners, locations })
}

/// Registers a patient as an import would, with a record number, and opens the record to who registers for one shift.
///
/// Records that look like the same person's stand in the way unless `anyway`. Whoever reads about them is written down. `now` is
/// in the clinic's zone: a child may be born on its day.
pub async fn register(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    new: &NewPatient,
    anyway: bool,
    log: &AccessLog,
    now: DateTime<Tz>,
) -> Result<Result<Registered, NotRegistered>, Error> {
    if let Err(why) = check(new, now.date_naive()) {
        return Ok(Err(why));
    }
    let (here, now) = (now, now.to_utc());
    let mut tx = db.begin_alone(Alone::Register).await?;
    if !anyway {
        let similar = similar(&mut tx, new).await?;
        if !similar.is_empty() {
            log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch));
            return Ok(Err(NotRegistered::Similar(similar)));
        }
    }
    let record_number = match &new.record_number {
        Some(given) if is_number_taken(&mut tx, given).await? => return Ok(Err(NotRegistered::NumberTaken)),
        Some(given) => given.clone(),
        None => next_number(&mut tx).await?,
    };
    let (doctor, organization) = named(&mut tx, new).await?;
    let address = format!("urn:uuid:{}", crate::ids::new());
    let patient = PatientId(fhir::resource_id(&address));
    let bundle = bundle(new, &address, &record_number, doctor.as_deref(), organization.as_ref(), now);
    let mut tx = fhir::enter(tx, &bundle, here).await?;
    tx.query("UPDATE patients SET general_practitioner_id = $1, organization_id = $2 WHERE id = $3")
        .bind(new.general_practitioner.filter(|_| doctor.is_some()))
        .bind(organization.map(|(id, _)| id))
        .bind(patient)
        .run()
        .await?;
    tx.query(
        "INSERT INTO chart_accesses (id, account_id, patient_id, purpose, reason, granted_at, ends_at)
         VALUES ($1, $2, $3, $4, NULL, $5, $6)",
    )
    .bind(crate::ids::new())
    .bind(by.account())
    .bind(patient)
    .bind(Purpose::Request)
    .bind(now)
    .bind(now + Duration::hours(GRANT_HOURS))
    .run()
    .await?;
    auditor.record(&mut tx, Event::new(by.actor(), Action::Create, Subject::Profile).of(patient)).await?;
    let opened = Event::new(by.actor(), Action::Create, Subject::ChartAccess).of(patient);
    auditor.record(&mut tx, opened.because(Purpose::Request, None)).await?;
    tx.commit().await?;
    Ok(Ok(Registered { patient, record_number }))
}

fn check(new: &NewPatient, today: NaiveDate) -> Result<(), NotRegistered> {
    let read = |name: &'static str, text: &str, most: usize| {
        if text.contains(char::is_control) {
            return Err(NotRegistered::Unreadable(name));
        }
        line(text, most).map_err(|fault| match fault {
            Fault::Long(_) => NotRegistered::Field(name),
            _ => NotRegistered::Unreadable(name),
        })
    };
    for (name, text) in [("given", &new.given), ("family", &new.family)] {
        if read(name, text, LONGEST_FIELD)?.is_none() {
            return Err(NotRegistered::Field(name));
        }
    }
    let optional = [
        ("address", &new.address, LONGEST_FIELD),
        ("city", &new.city, LONGEST_FIELD),
        ("state", &new.state, LONGEST_FIELD),
        ("postal_code", &new.postal_code, LONGEST_NUMBER),
        ("record_number", &new.record_number, LONGEST_NUMBER),
    ];
    for (name, text, most) in optional {
        read(name, text.as_deref().unwrap_or_default(), most)?;
    }
    if Phone::parse(new.phone.as_deref().unwrap_or_default()).is_err() {
        return Err(NotRegistered::Phone);
    }
    if new.record_number.as_deref().is_some_and(|number| fold(number).is_empty()) {
        return Err(NotRegistered::Field("record_number"));
    }
    if new.born > today || today.year() - new.born.year() > OLDEST_YEARS {
        return Err(NotRegistered::Born);
    }
    if new.email.as_deref().is_some_and(|email| !is_email(email)) {
        return Err(NotRegistered::Email);
    }
    Ok(())
}

/// The names of the doctor and of the organization that were chosen, as far as they are there.
async fn named(
    q: &mut impl Source,
    new: &NewPatient,
) -> Result<(Option<String>, Option<(OrganizationId, String)>), Error> {
    let doctor: Option<(String,)> = q
        .query("SELECT name FROM practitioners WHERE id = $1 AND active")
        .bind(new.general_practitioner)
        .maybe()
        .await?;
    let organization = q
        .query("SELECT o.id, o.name FROM locations l JOIN organizations o ON o.id = l.organization_id WHERE l.id = $1")
        .bind(new.location)
        .maybe()
        .await?;
    Ok((doctor.map(|(name,)| name), organization))
}

/// The patient as FHIR R4 has it.
fn bundle(
    new: &NewPatient,
    address: &str,
    record_number: &str,
    doctor: Option<&str>,
    organization: Option<&(OrganizationId, String)>,
    now: DateTime<Utc>,
) -> Value {
    let given: Vec<&str> = new.given.split_whitespace().collect();
    let telecom = [("phone", &new.phone), ("email", &new.email)].into_iter().filter_map(|(system, value)| {
        let value = value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
        Some(json!({ "system": system, "value": value, "use": "home" }))
    });
    let sex = match new.sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Other => "other",
        Sex::Unknown => "unknown",
    };
    let mut patient = json!({
        "resourceType": "Patient",
        "id": address.trim_start_matches("urn:uuid:"),
        "meta": { "lastUpdated": now.to_rfc3339_opts(SecondsFormat::Micros, true) },
        "active": true,
        "identifier": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
            "value": record_number,
        }],
        "name": [{ "use": "official", "family": new.family.trim(), "given": given }],
        "telecom": telecom.collect::<Vec<_>>(),
        "gender": sex,
        "birthDate": new.born.to_string(),
    });
    let Some(fields) = patient.as_object_mut() else { return patient };
    let home = [("city", &new.city), ("state", &new.state), ("postalCode", &new.postal_code)];
    let mut place = serde_json::Map::new();
    if let Some(line) = new.address.as_deref().map(str::trim).filter(|line| !line.is_empty()) {
        place.insert("line".to_owned(), json!([line]));
    }
    for (name, value) in home {
        if let Some(value) = value.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
            place.insert(name.to_owned(), json!(value));
        }
    }
    if !place.is_empty() {
        place.insert("use".to_owned(), json!("home"));
        fields.insert("address".to_owned(), json!([place]));
    }
    if let Some(language) = new.language {
        let tag = match language {
            Language::En => "en",
            Language::Es => "es",
        };
        let language = json!({ "coding": [{ "system": "urn:ietf:bcp:47", "code": tag }] });
        fields.insert("communication".to_owned(), json!([{ "language": language, "preferred": true }]));
    }
    if let Some(doctor) = doctor {
        fields.insert("generalPractitioner".to_owned(), json!([{ "display": doctor }]));
    }
    if let Some((_, name)) = organization {
        fields.insert("managingOrganization".to_owned(), json!({ "display": name }));
    }
    json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "fullUrl": address, "resource": patient }] })
}
