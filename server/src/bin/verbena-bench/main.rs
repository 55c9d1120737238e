//! Measures the portal: how fast records come in, and how fast pages go out beside a bare handler in the same process.
//!
//! Run it with `cargo xtask bench`. Figures are ratios within one run; the times depend on the machine.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measuring program, not part of the portal"
)]

mod bare;
mod calendar;
mod cold;
mod drugs;
mod laboratories;
mod load;
mod people;
mod prescriptions;
mod queue;
mod reminders;
mod reviews;

use bare::{Bare, Page};
use clap::Parser;
use clinic::{
    accounts::{self, NewAccount, Password, Role, Session, SignIn, SignedIn, Token},
    audit::Actor,
    clock::Clock,
    db::Source as _,
    fhir,
    ids::{PatientId, PractitionerId},
};
use load::{Figures, Plan};
use std::{
    error::Error,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use verbena::{
    App, assemble,
    config::{Config, Environment, Flags},
    house::House,
};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const PASSWORD: &str = "measuring is not believing";
/// Requests a second that count as moderate load.
const MODERATE: u32 = 50;

/// What to measure.
#[derive(Debug, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
struct Wanted {
    /// Numbers of patients to measure with.
    #[arg(long, value_delimiter = ',', default_value = "1000,20000")]
    patients: Vec<usize>,
    /// Seconds to measure each page for.
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// A folder of FHIR files to measure the import with, besides the invented patients.
    #[arg(long)]
    import: Option<PathBuf>,
    /// A Postgres server to measure on, with an empty database; SQLite without it. One number of patients at a time.
    #[arg(long)]
    database_url: Option<String>,
    /// Measure the search for drugs, and nothing else.
    #[arg(long)]
    drugs_only: bool,
    /// Measure the search for drugs and what a prescription costs, and nothing else.
    #[arg(long)]
    prescriptions_only: bool,
    /// Measure free times, booking and reminders, and nothing else.
    #[arg(long)]
    calendar_only: bool,
    /// Measure laboratories' messages and the inbox, and nothing else.
    #[arg(long)]
    laboratories_only: bool,
    /// Measure the inbox of results, and nothing else.
    #[arg(long)]
    reviews_only: bool,
    /// Measure the pages, and nothing else.
    #[arg(long)]
    pages_only: bool,
    /// Runs a plan of requests: what this program starts itself as.
    #[arg(long, hide = true)]
    plan: Option<String>,
}

fn main() -> Outcome<()> {
    let wanted = Wanted::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if let Some(plan) = wanted.plan {
        let figures = runtime.block_on(load::run(serde_json::from_str(&plan)?))?;
        println!("{}", serde_json::to_string(&figures)?);
        return Ok(());
    }
    runtime.block_on(measure(&wanted))
}

async fn measure(wanted: &Wanted) -> Outcome<()> {
    if wanted.calendar_only {
        return calendar::measure(wanted.database_url.as_deref()).await;
    }
    if wanted.laboratories_only {
        return laboratories::measure(wanted.database_url.as_deref(), wanted.seconds).await;
    }
    if wanted.reviews_only {
        return reviews::measure(wanted.database_url.as_deref()).await;
    }
    if !wanted.pages_only {
        drugs::measure();
    }
    if wanted.drugs_only {
        return Ok(());
    }
    if wanted.database_url.is_none() && !wanted.pages_only {
        prescriptions::measure(None).await?;
        if !wanted.prescriptions_only {
            calendar::measure(None).await?;
            laboratories::measure(None, wanted.seconds).await?;
            reviews::measure(None).await?;
        }
    }
    if wanted.prescriptions_only {
        return match &wanted.database_url {
            Some(url) => prescriptions::measure(Some(url)).await,
            None => Ok(()),
        };
    }
    if let Some(folder) = &wanted.import {
        let place = Place::new(None).await?;
        place.import("import of the folder", std::slice::from_ref(folder)).await?;
    }
    let mut sizes = Vec::new();
    for patients in &wanted.patients {
        sizes.push((*patients, size(*patients, wanted).await?));
    }
    if let [(few, first), .., (many, last)] = sizes.as_slice() {
        println!("\nThe portal with {many} patients, as a ratio of the one with {few} (p50 at moderate load):");
        for (page, (first, last)) in Page::ALL.iter().zip(first.iter().zip(last)) {
            println!("  {:<18} {:>6.2}", page.name(), last.p50 as f64 / first.p50.max(1) as f64);
        }
    }
    Ok(())
}

/// A portal in a folder of its own.
struct Place {
    app: App,
    folder: TempDir,
}

impl Place {
    async fn new(database_url: Option<&str>) -> Outcome<Self> {
        let folder = TempDir::new()?;
        let mut variables = vec![
            ("VERBENA_DATA".to_owned(), folder.path().display().to_string()),
            ("VERBENA_REQUESTS_PER_MINUTE".to_owned(), "1000000".to_owned()),
            ("VERBENA_LISTEN".to_owned(), "127.0.0.1:3999".to_owned()),
            ("VERBENA_CLINIC_PHONE".to_owned(), "+1 555 0100".to_owned()),
        ];
        variables.extend(database_url.map(|url| ("DATABASE_URL".to_owned(), url.to_owned())));
        let environment: Environment = variables.into_iter().collect();
        let config = Config::load(&Flags::default(), &environment).map_err(|problems| problems.to_string())?;
        let house = House::open(&config, Clock::System).await?;
        Ok(Self { app: assemble(&config, house, verbena::manifest()?), folder })
    }

    async fn import(&self, what: &str, files: &[PathBuf]) -> Outcome<()> {
        let portal = &self.app.house.portal;
        let began = Instant::now();
        let options = fhir::Options { source: "bench".to_owned(), zone: portal.settings.zone };
        let report = fhir::import(&portal.db, &portal.clock, files, &options, &()).await?;
        let seconds = began.elapsed().as_secs_f64();
        if let Some(refusal) = report.refused.first() {
            return Err(format!("{what}: {} was refused: {}", refusal.file, refusal.reason).into());
        }
        let megabytes = report.bytes as f64 / 1e6;
        println!(
            "{what} on {}: {megabytes:.1} MB, {} resources in {seconds:.1} s = {:.1} MB/s",
            portal.db.kind(),
            report.total().all(),
            megabytes / seconds
        );
        Ok(())
    }

    /// Makes an account and gives the cookie of its session.
    async fn cookie(
        &self,
        email: &str,
        role: Role,
        record: Option<PatientId>,
        practitioner: Option<PractitionerId>,
    ) -> Outcome<String> {
        let token = self.token(email, role, record, practitioner).await?;
        Ok(format!("{}={}", app::session_cookie(false), token.text()))
    }

    /// Makes an account and gives its session.
    async fn session(&self, email: &str, role: Role, practitioner: Option<PractitionerId>) -> Outcome<Session> {
        let token = self.token(email, role, None, practitioner).await?;
        let portal = &self.app.house.portal;
        let (policy, now) = (portal.policies.sessions(), portal.clock.now());
        let session = accounts::resolve(&mut portal.db.read().await?, &token, policy, now).await?;
        session.ok_or_else(|| "the session of the benchmark is gone".into())
    }

    async fn token(
        &self,
        email: &str,
        role: Role,
        record: Option<PatientId>,
        practitioner: Option<PractitionerId>,
    ) -> Outcome<Token> {
        let portal = &self.app.house.portal;
        let new = NewAccount {
            email: email.to_owned(),
            name: "Somebody".to_owned(),
            password: Password::chosen(PASSWORD, email)?,
            roles: vec![role],
            language: None,
            patient: record,
            practitioner,
        };
        accounts::add(&portal.db, &portal.auditor, Actor::operator(), new, portal.clock.now()).await?;
        let attempt = SignIn {
            email: email.to_owned(),
            password: Password::typed(PASSWORD),
            address: "127.0.0.1".parse()?,
            user_agent: None,
        };
        let policy = portal.policies.sessions();
        let token =
            accounts::sign_in(&portal.db, &portal.clock, &portal.keys, &portal.auditor, policy, attempt).await?;
        let SignedIn::Open(token) = token.map_err(|refused| format!("{refused:?}"))? else {
            return Err("an account of the benchmark has a second factor".into());
        };
        if role.needs_factor() {
            // What is measured lies behind the second factor.
            let mut tx = portal.db.begin().await?;
            tx.query("UPDATE sessions SET factor = 'totp' WHERE token_hash = $1").bind(token.hash()).run().await?;
            tx.commit().await?;
        }
        Ok(token)
    }
}

/// A time in milliseconds.
fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The 50th and the 99th of a hundred times, in milliseconds.
fn percentiles(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |hundredths: usize| milliseconds(times[(times.len() - 1) * hundredths / 100]);
    (at(50), at(99))
}

/// Measures all pages with so many patients, and gives the figures at moderate load.
async fn size(patients: usize, wanted: &Wanted) -> Outcome<Vec<Figures>> {
    println!("\n{patients} patients");
    let place = Place::new(wanted.database_url.as_deref()).await?;
    let source = TempDir::new()?;
    let files = people::write(source.path(), patients)?;
    place.import("import of invented patients", &files).await?;
    let id = |kind: &str, id: &str| fhir::resource_id(&format!("bench/{kind}/{id}"));
    let largest = PatientId(id("Patient", &format!("p{}", people::LARGEST.trim_start_matches("N-"))));
    let patient = place.cookie("patient@example.org", Role::Patient, Some(largest), None).await?;
    let doctor = PractitionerId(id("Practitioner", "d0"));
    let clinician = place.cookie("doctor@example.org", Role::Prescriber, None, Some(doctor)).await?;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:3999").await?;
    let server = listener.local_addr()?;
    let router = place.app.router.clone();
    let pages =
        tokio::spawn(
            async move { axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await },
        );
    let plan = |page: Page, path: String, server, seconds| Plan {
        server,
        method: if page.body().is_empty() { "GET" } else { "POST" }.to_owned(),
        path,
        body: page.body().to_owned(),
        cookie: if page == Page::Search { clinician.clone() } else { patient.clone() },
        compressed: false,
        connections: 16,
        rate: None,
        seconds,
    };

    let mut bytes = Vec::new();
    for page in Page::ALL {
        bytes.push(fetch(&plan(page, page.path(), server, 1)).await?);
    }
    let bare_listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let bare_server = bare_listener.local_addr()?;
    let bare = bare::router(Bare {
        portal: place.app.house.portal.clone(),
        cookie: app::session_cookie(false),
        pages: bytes.clone(),
    });
    let bare_pages = tokio::spawn(async move { axum::serve(bare_listener, bare).await });

    println!(
        "{:<18} {:>9} {:>9} {:>7}   {:>8} {:>8} {:>9} {:>8}",
        "", "pages/s", "bare/s", "ratio", "p50 ms", "p99 ms", "server99", "KB"
    );
    let mut moderate = Vec::new();
    for (number, page) in Page::ALL.into_iter().enumerate() {
        let full = ask(&plan(page, page.path(), server, wanted.seconds))?;
        let bare = ask(&plan(page, format!("/bare/{number}"), bare_server, wanted.seconds))?;
        let calm =
            ask(&Plan { rate: Some(MODERATE), connections: 4, ..plan(page, page.path(), server, wanted.seconds) })?;
        let ms = |microseconds: u64| microseconds as f64 / 1000.0;
        println!(
            "{:<18} {:>9.0} {:>9.0} {:>7.2}   {:>8.2} {:>8.2} {:>9.2} {:>8.1}",
            page.name(),
            full.per_second,
            bare.per_second,
            full.per_second / bare.per_second,
            ms(calm.p50),
            ms(calm.p99),
            ms(calm.server_p99),
            full.bytes as f64 / 1024.0
        );
        moderate.push(calm);
    }
    pages.abort();
    bare_pages.abort();
    let Place { app, folder } = place;
    app.house.close().await?;
    cold::measure(folder.path(), wanted.database_url.as_deref()).await?;
    Ok(moderate)
}

/// Asks in a process of its own, so that the asking does not share the server's threads.
fn ask(plan: &Plan) -> Outcome<Figures> {
    let program: &Path = &std::env::current_exe()?;
    let output =
        Command::new(program).arg("--plan").arg(serde_json::to_string(plan)?).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("asking for {} failed", plan.path).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The text of a page, once.
async fn fetch(plan: &Plan) -> Outcome<String> {
    Ok(String::from_utf8(load::once(plan).await?)?)
}

/// The memory of this process in kilobytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
