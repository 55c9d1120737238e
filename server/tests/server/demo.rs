//! A portal with the demo clinic in it, its real router, a clock that stands still, and people who are signed in.

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response, StatusCode, header},
};
use chrono::{DateTime, TimeZone as _, Utc};
use clinic::{
    accounts::{self, NewAccount, Password, Role, SignIn},
    audit::Actor,
    clock::Clock,
    db::Source as _,
    demo, fhir,
    ids::{PatientId, PractitionerId},
    testing::{self, TestDb},
};
use std::{collections::HashMap, net::SocketAddr};
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;
use verbena::{
    App, assemble,
    config::{Config, Environment, Flags},
    house::House as Installation,
};

pub const PASSWORD: &str = "the demo clinic is invented";

/// Everyone who comes to the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Persona {
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
}

impl Persona {
    pub const ALL: [Self; 8] = [
        Self::Anon,
        Self::Patient,
        Self::OtherPatient,
        Self::Prescriber,
        Self::OtherPrescriber,
        Self::Staff,
        Self::Pharmacist,
        Self::Admin,
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
        })
    }
}

/// The portal under test.
pub struct House {
    pub app: App,
    pub clock: Clock,
    pub walter: PatientId,
    cookies: HashMap<Persona, String>,
    _folder: TempDir,
    _db: TestDb,
}

/// The portal on each database.
pub async fn houses(test: &str) -> Vec<House> {
    let mut houses = Vec::new();
    for db in testing::databases(test).await {
        houses.push(House::open(db).await);
    }
    houses
}

impl House {
    async fn open(test: TestDb) -> Self {
        let now: DateTime<Utc> = Utc.with_ymd_and_hms(2026, 11, 18, 15, 30, 0).unwrap();
        let clock = Clock::fixed(now);
        let folder = TempDir::new().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let environment: Environment = [
            ("VERBENA_DATA".to_owned(), data),
            ("VERBENA_REQUESTS_PER_MINUTE".to_owned(), "1000000".to_owned()),
            ("VERBENA_SIGN_INS_PER_MINUTE".to_owned(), "1000000".to_owned()),
        ]
        .into_iter()
        .collect();
        let config = Config::load(&Flags::default(), &environment).unwrap();
        let house = Installation::of(&config, test.db.clone(), clock.clone(), None).await.unwrap();
        let assets = app::Assets {
            css: "/pkg/style.css".to_owned(),
            js: Some("/pkg/verbena.js".to_owned()),
            wasm: Some("/pkg/verbena_bg.wasm".to_owned()),
        };
        let mut house = Self {
            app: assemble(&config, house, assets),
            clock,
            walter: PatientId(Uuid::nil()),
            cookies: HashMap::new(),
            _folder: folder,
            _db: test,
        };
        house.load_demo(now).await;
        for persona in Persona::ALL {
            if persona.email().is_some() {
                let cookie = house.sign_in(persona).await;
                house.cookies.insert(persona, cookie);
            }
        }
        house
    }

    async fn load_demo(&mut self, now: DateTime<Utc>) {
        let portal = self.app.house.portal.clone();
        let options = fhir::Options { source: "demo".to_owned() };
        let bundles = demo::bundle(now.date_naive());
        let report = fhir::import_values(&portal.db, &self.clock, "demo", &bundles, &options).await.unwrap();
        assert!(report.refused.is_empty(), "{:?}", report.refused);
        let patient = |key| PatientId(fhir::resource_id(&format!("urn:uuid:{}", demo::patient_id(key))));
        let practitioner = |key| PractitionerId(fhir::resource_id(&format!("urn:uuid:{}", demo::practitioner_id(key))));
        self.walter = patient("walter-nguyen");
        let people = demo::people().iter().map(|person| NewAccount {
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
        for new in people.chain(others) {
            accounts::add(&portal.db, &portal.auditor, Actor::operator(), new, now).await.unwrap();
        }
    }

    /// Signs someone in and gives their cookie.
    pub async fn sign_in(&self, persona: Persona) -> String {
        let portal = &self.app.house.portal;
        let attempt = SignIn {
            email: persona.email().unwrap().to_owned(),
            password: Password::typed(PASSWORD),
            address: "192.0.2.1".parse().unwrap(),
        };
        let token = accounts::sign_in(
            &portal.db,
            &portal.clock,
            &portal.keys,
            &portal.auditor,
            portal.settings.sessions,
            attempt,
        )
        .await
        .unwrap()
        .unwrap();
        format!("{}={}", app::session_cookie(false), token.text())
    }

    pub fn cookie(&self, persona: Persona) -> Option<&str> {
        self.cookies.get(&persona).map(String::as_str)
    }

    /// Sends a request as someone would from a browser on a page of the portal.
    pub async fn send(&self, method: &str, path: &str, body: &str, cookie: Option<&str>) -> Response<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
            .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 40_000))));
        if method == "POST" {
            request = request
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.app.router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
    }

    /// Gets a page as a persona: its status and its text.
    pub async fn get(&self, persona: Persona, path: &str) -> (StatusCode, String) {
        let response = self.send("GET", path, "", self.cookie(persona)).await;
        let status = response.status();
        (status, text(response).await)
    }

    /// The code of some test of Walter's.
    pub async fn test_of(&self, category: &'static str) -> String {
        let mut q = self.app.house.portal.db.read().await.unwrap();
        let (code,): (String,) = q
            .query("SELECT code_key FROM observation_series WHERE patient_id = $1 AND category = $2 ORDER BY code_key LIMIT 1")
            .bind(self.walter)
            .bind(category)
            .one()
            .await
            .unwrap();
        code
    }

    /// Some id of a thing of Walter's, to ask for.
    pub async fn id_of(&self, sql: &'static str) -> Uuid {
        let mut q = self.app.house.portal.db.read().await.unwrap();
        let (id,): (Uuid,) = q.query(sql).bind(self.walter).one().await.unwrap();
        id
    }
}

/// The body of an answer as text.
pub async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}
