//! A portal with the demo clinic in it, its real router, a clock that stands still, and people who are signed in.

mod given;

use super::support::{Answer, Clinic, Kept, OWN_PAGE, PASSWORD, clinics_of};
use axum::http::Method;
use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    accounts::{self, NewAccount, Password, Role},
    audit::Actor,
    demo,
    dispensing::enter_pharmacist,
    fhir,
    helpers::{self, Entered},
    ids::{OrganizationId, PatientId, PractitionerId},
    people::{self, Licence},
    profile::mark_pharmacies,
    schedules::give_demo_calendar,
    testing::{begin_session, give_factors},
};
use std::{collections::HashMap, ops::Deref};
use tokio::sync::OnceCell;

/// Everyone who comes to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Persona {
    /// Nobody signed in.
    Anon,
    /// Walter, whose record the tests ask for.
    Patient,
    /// Rosa, another patient.
    OtherPatient,
    /// A doctor of Walter's care team.
    Prescriber,
    /// A doctor who is not.
    OtherPrescriber,
    /// The front desk of Walter's place.
    Staff,
    /// A pharmacist.
    Pharmacist,
    /// An administrator, and nothing else.
    Admin,
    /// Walter's daughter, who sees his lab results only.
    Helper,
}

impl Persona {
    pub const ALL: [Self; 9] = [
        Self::Anon,
        Self::Patient,
        Self::OtherPatient,
        Self::Prescriber,
        Self::OtherPrescriber,
        Self::Staff,
        Self::Pharmacist,
        Self::Admin,
        Self::Helper,
    ];

    pub fn email(self) -> Option<&'static str> {
        Some(match self {
            Self::Anon => return None,
            Self::Patient => "walter@example.org",
            Self::OtherPatient => "rosa@example.org",
            Self::Prescriber => "okafor@example.org",
            Self::OtherPrescriber => "outside@example.org",
            Self::Staff => "dana@example.org",
            Self::Pharmacist => "ines@example.org",
            Self::Admin => "admin@example.org",
            Self::Helper => "linh@example.org",
        })
    }
}

/// A portal with the demo clinic in it.
pub(crate) struct House {
    clinic: Clinic,
    pub walter: PatientId,
    cookies: HashMap<Persona, String>,
}

/// A portal with the demo clinic in it that others begin with.
struct Opened {
    kept: Kept,
    walter: PatientId,
    cookies: HashMap<Persona, String>,
}

/// The portal on each database: the demo clinic is brought in once and copied.
pub(crate) async fn houses(test: &str) -> Vec<House> {
    static OPENED: OnceCell<Vec<Opened>> = OnceCell::const_new();
    let now = Utc.with_ymd_and_hms(2026, 11, 18, 15, 30, 0).unwrap();
    let settings = [("requests_per_minute", "1000000"), ("sign_ins_per_minute", "1000000")];
    let opened = OPENED.get_or_init(|| async {
        let mut opened = Vec::new();
        for clinic in clinics_of("demo", &settings, now).await {
            let House { clinic, walter, cookies } = House::open(clinic, now).await;
            opened.push(Opened { kept: clinic.keep().await, walter, cookies });
        }
        opened
    });
    let mut houses = Vec::new();
    for Opened { kept, walter, cookies } in opened.await {
        let clinic = kept.clinic(test, &settings, now).await;
        houses.push(House { clinic, walter: *walter, cookies: cookies.clone() });
    }
    houses
}

impl Deref for House {
    type Target = Clinic;

    fn deref(&self) -> &Clinic {
        &self.clinic
    }
}

impl House {
    async fn open(clinic: Clinic, now: DateTime<Utc>) -> Self {
        let walter = load_demo(&clinic, now).await;
        let mut house = Self { clinic, walter, cookies: HashMap::new() };
        for persona in Persona::ALL {
            if persona.email().is_some() {
                let cookie = house.cookie_of(persona).await;
                house.cookies.insert(persona, cookie);
            }
        }
        house
    }

    /// Signs someone in and gives their cookie.
    pub async fn cookie_of(&self, persona: Persona) -> String {
        self.clinic.cookie_for(persona.email().unwrap()).await
    }

    /// Another session of someone's, without their password.
    pub async fn another_session(&self, persona: Persona) -> String {
        let (name, _) = self.cookie(persona).unwrap().split_once('=').unwrap();
        let (portal, email) = (&self.portal, persona.email().unwrap());
        let token = begin_session(&portal.db, email, portal.settings.sessions, self.clock.now()).await;
        give_factors(&portal.db).await;
        format!("{name}={}", token.text())
    }

    pub fn cookie(&self, persona: Persona) -> Option<&str> {
        self.cookies.get(&persona).map(String::as_str)
    }

    /// Sends a request as someone would from a browser on a page of the portal.
    pub(crate) async fn ask_with(&self, method: &str, path: &str, body: &str, cookie: Option<&str>) -> Answer {
        let mut headers = Vec::new();
        if method == "POST" {
            headers.extend([OWN_PAGE, ("content-type", "application/x-www-form-urlencoded")]);
        }
        headers.extend(cookie.map(|cookie| ("cookie", cookie)));
        self.clinic.ask(method.parse::<Method>().unwrap(), path, &headers, body).await
    }

    /// Gets a page as a persona.
    pub(crate) async fn see(&self, persona: Persona, path: &str) -> Answer {
        self.ask_with("GET", path, "", self.cookie(persona)).await
    }
}

/// Brings in the demo clinic and its people, and tells who Walter is.
async fn load_demo(clinic: &Clinic, now: DateTime<Utc>) -> PatientId {
    let portal = &clinic.portal;
    let options = fhir::Options { source: "demo".to_owned(), ..fhir::Options::default() };
    let bundles = demo::bundle(now.date_naive());
    let report = fhir::import_values(&portal.db, &clinic.clock, "demo", &bundles, &options).await.unwrap();
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    let patient = |key| PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(key))));
    let practitioner = |key| PractitionerId(fhir::resource_id(&format!("urn:uuid:{}", demo::practitioner_id(key))));
    let accounts = demo::people().iter().map(|person| NewAccount {
        email: person.email.to_owned(),
        name: person.name.to_owned(),
        password: Password::chosen(PASSWORD, person.email).unwrap(),
        roles: person.roles.iter().map(|role| role.parse().unwrap()).collect(),
        language: Some("en".parse().unwrap()),
        patient: person.patient.map(patient),
        practitioner: person.practitioner.map(practitioner),
    });
    let others =
        [("admin@example.org", Role::Admin), ("outside@example.org", Role::Prescriber)].map(|(email, role)| {
            NewAccount {
                email: email.to_owned(),
                name: "Somebody Else".to_owned(),
                password: Password::chosen(PASSWORD, email).unwrap(),
                roles: vec![role],
                language: None,
                patient: None,
                practitioner: None,
            }
        });
    for new in accounts.chain(others) {
        accounts::add(&portal.db, &portal.auditor, Actor::operator(), new, now).await.unwrap();
    }
    let organization = |id: &str| OrganizationId(fhir::resource_id(&format!("urn:uuid:{id}")));
    let pharmacies: Vec<OrganizationId> = demo::pharmacy_ids().iter().map(|id| organization(id)).collect();
    mark_pharmacies(&portal.db, &portal.auditor, Actor::operator(), &pharmacies).await.unwrap();
    give_demo_calendar(&portal.db, &portal.auditor, now.date_naive(), now).await.unwrap();
    for (email, pharmacy) in demo::pharmacists() {
        let account = accounts::account_by_email(&mut portal.db.read().await.unwrap(), email).await.unwrap().unwrap();
        let pharmacy = organization(&demo::pharmacy_id(pharmacy));
        enter_pharmacist(&portal.db, &portal.auditor, Actor::operator(), account, pharmacy, now).await.unwrap();
    }
    for helper in demo::helpers() {
        let right = Entered {
            patient: patient(helper.patient),
            email: helper.email.to_owned(),
            relationship: helper.relationship,
            ground: helper.ground,
            sections: helper.sections.iter().copied().collect(),
            ends_at: helper.days.map(|days| now + Duration::days(days)),
        };
        helpers::enter(&portal.db, &portal.auditor, Actor::operator(), right, now).await.unwrap();
    }
    for person in demo::people().iter().filter(|person| person.roles.contains(&"prescriber")) {
        let (_, number, state) = demo::licences().find(|(key, ..)| Some(*key) == person.practitioner).unwrap();
        let until = now.date_naive() + Duration::days(900);
        let licence = Licence { number: number.to_owned(), issuer: state.to_owned(), until, npi: None };
        let confirmer = if person.email == "reyes@example.org" { "okafor@example.org" } else { "reyes@example.org" };
        people::give_demo_licence(portal, person.email, licence, ("noor@example.org", confirmer)).await.unwrap();
    }
    patient("walter-nguyen")
}
