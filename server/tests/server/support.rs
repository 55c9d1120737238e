//! The real router on both databases, with a clock that stands still and people to sign in as.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
};
use chrono::{DateTime, TimeZone as _, Utc};
use clinic::{
    Portal,
    accounts::{self, NewAccount, Password, Role},
    audit::{Actor, Auditor, Verdict, verify},
    clock::Clock,
    db::{Db, Source as _},
    drugs, fhir,
    ids::PatientId,
    testing::{Template, TestDb, databases},
};
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::json;
use std::{
    fs,
    io::Write as _,
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt as _;
use verbena::{
    App, assemble,
    config::{Config, Environment, Flags, Key},
    house::House,
};

/// The password of everyone here.
pub(crate) const PASSWORD: &str = "a long and honest password";
/// The headers with which a browser sends a form of the portal's own page.
pub(crate) const OWN_PAGE: (&str, &str) = ("sec-fetch-site", "same-origin");

/// A portal for one test.
pub(crate) struct Clinic {
    pub(crate) router: Router,
    pub(crate) portal: Portal,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) folder: TempDir,
    house: House,
    _db: TestDb,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// The body as it came: a file.
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// A header's text; empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The session cookie it sets, as the browser would send it back.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.set_cookie().map(|cookie| cookie.split(';').next().unwrap().to_owned())
    }

    /// The session cookie it sets, with its attributes.
    pub(crate) fn set_cookie(&self) -> Option<String> {
        let cookies = self.headers.get_all(header::SET_COOKIE);
        cookies.iter().map(|value| value.to_str().unwrap().to_owned()).find(|cookie| cookie.contains("verbena="))
    }
}

/// The moment at which every test begins.
pub(crate) fn beginning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 15, 4, 5).unwrap()
}

/// A portal on each database.
pub(crate) async fn clinics(test_name: &str) -> Vec<Clinic> {
    clinics_with(test_name, &[]).await
}

/// A portal on each database, with settings changed.
pub(crate) async fn clinics_with(test_name: &str, settings: &[(&str, &str)]) -> Vec<Clinic> {
    clinics_of(test_name, settings, beginning()).await
}

/// A portal on each database, with settings changed, whose clock stands at `now`.
pub(crate) async fn clinics_of(test_name: &str, settings: &[(&str, &str)], now: DateTime<Utc>) -> Vec<Clinic> {
    static FORMULARY: OnceCell<Vec<Template>> = OnceCell::const_new();
    let templates = FORMULARY.get_or_init(|| async {
        let mut templates = Vec::new();
        for test in databases("formulary").await {
            drugs::load_starter(&test.db, beginning()).await.unwrap();
            templates.push(test.into_template().await);
        }
        templates
    });
    let mut clinics = Vec::new();
    for template in templates.await {
        clinics.push(Clinic::new(template.copy(test_name).await, settings, now, &[]).await);
    }
    clinics
}

/// An installation that many tests begin with: its database, and the files of its data folder.
pub(crate) struct Kept {
    database: Template,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Kept {
    /// A portal of its own for the test called `test_name`.
    pub(crate) async fn clinic(&self, test_name: &str, settings: &[(&str, &str)], now: DateTime<Utc>) -> Clinic {
        Clinic::new(self.database.copy(test_name).await, settings, now, &self.files).await
    }
}

/// Settings in a folder of their own, as a command would read them.
pub(crate) fn config(folder: &TempDir, settings: &[(&str, &str)]) -> Config {
    let data = folder.path().join("data");
    let mut flags = Flags::default().with(Key::find("data").unwrap(), data.to_str().unwrap());
    for (name, value) in settings {
        flags = flags.with(Key::find(name).unwrap(), *value);
    }
    Config::load(&flags, &Environment::default()).unwrap()
}

impl Clinic {
    async fn new(db: TestDb, settings: &[(&str, &str)], now: DateTime<Utc>, files: &[(PathBuf, Vec<u8>)]) -> Self {
        let folder = TempDir::new().unwrap();
        let config = config(&folder, settings);
        fs::create_dir_all(&config.data).unwrap();
        for (path, bytes) in files {
            let path = config.data.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
            file.write_all(bytes).unwrap();
        }
        let clock = Clock::fixed(now);
        let house = House::of(&config, db.db.clone(), clock.clone(), None).await.unwrap();
        let App { router, house, .. } = assemble(&config, house, app::Assets::default());
        Self { router, portal: house.portal.clone(), config, clock, folder, house, _db: db }
    }

    /// Keeps this portal as it is now, for others that begin with it.
    pub(crate) async fn keep(self) -> Kept {
        let Self { router, portal, config, clock, folder, house, _db: db } = self;
        Auditor::seal(&portal.db, &clock, &portal.keys, &house.audit_head).await.unwrap();
        let mut files = Vec::new();
        read_files(&config.data, Path::new(""), &mut files);
        // The sealer in the background ends with the last auditor, so that it does not meet a closed database.
        drop((router, portal, house, folder));
        Kept { database: db.into_template().await, files }
    }

    /// Brings in two patients, and an account for the first one and for each role: `patient@example.org` and so on.
    pub(crate) async fn with_people(self) -> Self {
        let person = |id: &str, family: &str| {
            json!({ "fullUrl": format!("https://example.org/Patient/{id}"), "resource": {
                "resourceType": "Patient", "id": id, "birthDate": "1980-05-17", "gender": "female",
                "name": [{ "family": family, "given": ["Ada"] }],
                "identifier": [{ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
                                 "system": "https://example.org/numbers", "value": format!("MR-{id}") }]
            } })
        };
        let bundle = json!({ "resourceType": "Bundle", "type": "collection",
                             "entry": [person("one", "Example"), person("two", "Beispiel")] });
        let options = fhir::Options::default();
        let report = fhir::import_values(&self.portal.db, &self.clock, "people", &[bundle], &options).await.unwrap();
        assert_eq!(report.refused, []);
        self.account(Role::Patient, Some(patient("one"))).await;
        for role in [Role::Prescriber, Role::Staff, Role::Pharmacist, Role::Admin] {
            self.account(role, None).await;
        }
        self
    }

    async fn account(&self, role: Role, patient: Option<PatientId>) {
        let email = format!("{}@example.org", role.name());
        let new = NewAccount {
            password: Password::chosen(PASSWORD, &email).unwrap(),
            email,
            name: format!("Test {}", role.name()),
            roles: vec![role],
            language: None,
            patient,
            practitioner: None,
        };
        let portal = &self.portal;
        accounts::add(&portal.db, &portal.auditor, Actor::operator(), new, portal.clock.now()).await.unwrap();
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        let peer: SocketAddr = "192.0.2.10:50000".parse().unwrap();
        if request.extensions().get::<ConnectInfo<SocketAddr>>().is_none() {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let (bytes, body) = (body.to_vec(), String::from_utf8_lossy(&body).into_owned());
        Answer { status: parts.status, headers: parts.headers, body, bytes }
    }

    /// A request with the host and these headers.
    pub(crate) async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    /// Opens a page.
    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask(Method::GET, path, headers, "").await
    }

    /// Sends a form from a page of the portal.
    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let headers = [OWN_PAGE, ("cookie", cookie), ("content-type", "application/x-www-form-urlencoded")];
        self.ask(Method::POST, path, &headers, form).await
    }

    /// Tries to sign in.
    pub(crate) async fn try_sign_in(&self, email: &str, password: &str) -> Answer {
        let form = format!("email={}&password={}", email.replace('@', "%40"), password.replace(' ', "+"));
        self.post("/sign-in", "", &form).await
    }

    /// Signs in as the person of a role, and gives the cookie.
    pub(crate) async fn sign_in(&self, role: Role) -> String {
        self.cookie_for(&format!("{}@example.org", role.name())).await
    }

    /// Signs in with an address and the password of everyone here, and gives the cookie. Whoever may not work without a
    /// second factor has given one.
    pub(crate) async fn cookie_for(&self, email: &str) -> String {
        let cookie = self.weak_cookie_for(email).await;
        clinic::testing::give_factors(&self.portal.db).await;
        cookie
    }

    /// Signs in with an address and the password of everyone here only, and gives the cookie.
    pub(crate) async fn weak_cookie_for(&self, email: &str) -> String {
        let answer = self.try_sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.cookie().unwrap()
    }

    /// Whether the cookie still opens the own account's page.
    pub(crate) async fn is_signed_in(&self, cookie: &str) -> bool {
        match self.get("/account", &[("cookie", cookie)]).await.status {
            StatusCode::OK => true,
            StatusCode::SEE_OTHER => false,
            other => panic!("/account answered {other}"),
        }
    }

    /// How many rows the audit trail has.
    pub(crate) async fn audit_rows(&self) -> i64 {
        count(&self.portal.db, "SELECT count(*) FROM audit_events").await
    }

    /// Seals the trail and checks it.
    pub(crate) async fn verify(&self) -> Verdict {
        let head = self.config.audit_head();
        Auditor::seal(&self.portal.db, &self.clock, &self.portal.keys, &head).await.unwrap();
        verify(&self.portal.db, &self.portal.keys, &head).await.unwrap()
    }

    /// The open installation.
    pub(crate) fn house(&self) -> &House {
        &self.house
    }
}

/// The id of a patient of [`Clinic::with_people`].
pub(crate) fn patient(id: &str) -> PatientId {
    PatientId(fhir::resource_id(&format!("https://example.org/Patient/{id}")))
}

fn read_files(top: &Path, below: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(top.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = below.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            read_files(top, &path, files);
        } else {
            files.push((path, fs::read(entry.path()).unwrap()));
        }
    }
}

/// The answer of a query that counts.
pub(crate) async fn count(db: &Db, sql: &'static str) -> i64 {
    let (count,): (i64,) = db.read().await.unwrap().query(sql).one().await.unwrap();
    count
}
