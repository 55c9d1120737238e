use super::Failure;
use crate::{assets, config::Config, house, out};
use clinic::{audit, clock::Clock, db::Db, keys::Keys, mail::Way};
use std::{fs::OpenOptions, os::unix::fs::PermissionsExt as _, path::Path};

/// What was looked at, and what is the matter with it.
type Finding = (&'static str, Result<String, String>);

/// The command `check`.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let mut findings = vec![
        ("configuration", Ok(format!("{} on {}", config.public_url.origin(), config.listen))),
        ("time zone", Ok(time_zone(config))),
        ("front end", assets::manifest().map(|_| "built in".to_owned()).map_err(|error| error.to_string())),
        ("data folder", data_folder(&config.data)),
        ("keys", keys(config)),
    ];
    findings.extend(database(config).await);
    for (what, found) in &findings {
        match found {
            Ok(text) => out::line(format_args!("ok       {what:<14} {text}")),
            Err(text) => out::line(format_args!("PROBLEM  {what:<14} {text}")),
        }
    }
    if findings.iter().any(|(_, found)| found.is_err()) { Err(Failure::Found) } else { Ok(()) }
}

fn time_zone(config: &Config) -> String {
    let now = Clock::System.now().with_timezone(&config.time_zone);
    format!("{}, where it is {}", config.time_zone.name(), now.format("%Y-%m-%d %H:%M %Z"))
}

fn data_folder(data: &Path) -> Result<String, String> {
    let shown = data.display();
    let about = match std::fs::metadata(data) {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(format!("{shown} will be made on the first start"));
        }
        Err(error) => return Err(format!("{shown}: {error}")),
    };
    if !about.is_dir() {
        return Err(format!("{shown} is no folder"));
    }
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(format!(
            "{shown} can be entered by others (mode {mode:o}); make it private with: chmod 700 {shown}"
        ));
    }
    let probe = data.join(".probe");
    let written = OpenOptions::new().create(true).truncate(true).write(true).open(&probe);
    written
        .and_then(|_| std::fs::remove_file(&probe))
        .map_err(|error| format!("{shown} cannot be written to: {error}"))?;
    Ok(format!("{shown} is private and can be written to"))
}

fn keys(config: &Config) -> Result<String, String> {
    let missing = house::missing_keys(config);
    if missing.len() == clinic::keys::FILES.len() {
        return Ok("will be made on the first start".to_owned());
    }
    if !missing.is_empty() {
        return Err(format!("{} missing in {}", missing.join(", "), config.keys_folder().display()));
    }
    Keys::open(&config.keys_folder()).map(|_| "present and private".to_owned()).map_err(|error| error.to_string())
}

async fn database(config: &Config) -> Vec<Finding> {
    let file = config.sqlite_file();
    if config.database_url.is_none() && !file.exists() {
        return vec![("database", Ok(format!("{} will be made on the first start", file.display())))];
    }
    let named = config.database_url.as_ref().map_or_else(|| file.display().to_string(), ToString::to_string);
    match house::connect(config).await {
        Err(error) => vec![("database", Err(format!("{named}: {error}")))],
        Ok(db) => {
            let found = vec![
                ("database", tables(&db, &named).await),
                ("audit trail", trail(&db, config).await),
                ("mail", mail(&db, config).await),
            ];
            db.close().await;
            found
        }
    }
}

async fn tables(db: &Db, named: &str) -> Result<String, String> {
    let state = db.migrations().await.map_err(|error| format!("{named}: {error}"))?;
    let kind = db.kind();
    if state.applied > state.known {
        let (applied, known) = (state.applied, state.known);
        return Err(format!("{named} is at migration {applied}, this program knows {known}: use the newer program"));
    }
    let how = if state.are_current() { "up to date" } else { "will be brought up to date on the next start" };
    Ok(format!("{kind}, {named}, {how} (migration {} of {})", state.applied, state.known))
}

async fn trail(db: &Db, config: &Config) -> Result<String, String> {
    if db.migrations().await.is_ok_and(|state| state.applied == 0) {
        return Ok("not begun".to_owned());
    }
    match audit::check_head(db, &config.audit_head()).await {
        Ok(None) => Ok("its newest block is in place; verbena audit verify checks all of it".to_owned()),
        Ok(Some(finding)) => Err(finding.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether mail can be sent: a mail server is asked.
async fn mail(db: &Db, config: &Config) -> Result<String, String> {
    let current = db.migrations().await.is_ok_and(clinic::db::Migrations::are_current);
    if !current || !house::missing_keys(config).is_empty() {
        return Ok("looked at once the installation was started".to_owned());
    }
    let said = |error: clinic::Error| error.to_string();
    let keys = Keys::open(&config.keys_folder()).map_err(said)?;
    let way = house::post(config).map_err(said)?.way(db, &keys).await.map_err(said)?;
    let mut q = db.read().await.map_err(|error| error.to_string())?;
    let standing = clinic::mail::standing(&mut q).await.map_err(said)?;
    let waiting = standing.waiting;
    match way {
        Way::Smtp(smtp) => {
            let (host, port) = (&smtp.server().host, smtp.server().port);
            smtp.probe().await.map_err(|why| format!("{host}, port {port}: {why}; {waiting} mails wait"))?;
            Ok(format!("{host}, port {port}, lets us in; {waiting} mails wait"))
        }
        Way::File(folder) => Ok(format!("written to {} and not sent", folder.display())),
        Way::Memory => Ok("kept in memory and not sent".to_owned()),
        Way::NotSetUp => Ok(format!(
            "NOT SET UP, {waiting} mails wait: set smtp_host, or the mail server in the browser under System, Mail"
        )),
    }
}
