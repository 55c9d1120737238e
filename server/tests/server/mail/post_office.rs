use crate::support::{Clinic, clinics_with, count};
use chrono::Duration;
use clinic::{
    db::Source as _,
    mail::{Kind, enqueue},
};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;
use uuid::Uuid;

/// A mail server of its own for one test (`end2end/smtp/server.js`); it ends when this is dropped.
pub(super) struct PostOffice {
    program: Child,
    folder: TempDir,
    pub port: u16,
}

impl PostOffice {
    /// Opens one that neither encrypts nor asks for a password.
    pub fn open() -> Self {
        Self::open_with("{}")
    }

    /// Opens one with options.
    pub fn open_with(options: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/smtp/server.js");
        let mut program = Command::new("node")
            .arg(script)
            .arg(folder.path().join("taken"))
            .arg(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs: cargo xtask test sets it up");
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the mail server starts: cargo xtask test installs its library");
        Self { program, folder, port }
    }

    /// What it took, oldest first.
    pub fn taken(&self) -> Vec<Taken> {
        let text = std::fs::read_to_string(self.folder.path().join("taken")).unwrap_or_default();
        text.lines().map(|line| Taken(serde_json::from_str(line).unwrap())).collect()
    }

    /// The addresses it took mails for, oldest first.
    pub fn recipients(&self) -> Vec<String> {
        self.taken().iter().map(|taken| taken.text("to").to_owned()).collect()
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }
}

/// A mail that was taken.
pub(super) struct Taken(pub Value);

impl Taken {
    pub fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap()
    }

    /// A header of the mail.
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.text("mail").lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default()
    }
}

/// A portal on each database, each with a mail server of its own.
pub(super) async fn clinics_by(test: &str, options: &str, settings: &[(&str, &str)]) -> Vec<(Clinic, PostOffice)> {
    let mut all = Vec::new();
    // Each database gets its own: what was sent from one is not taken for the other's.
    for at in 0..2 {
        let office = PostOffice::open_with(options);
        let port = office.port.to_string();
        let mut settings = settings.to_vec();
        let given: Vec<&str> = settings.iter().map(|(name, _)| *name).collect();
        let usual = [
            ("smtp_host", "127.0.0.1"),
            ("smtp_security", "none"),
            ("smtp_port", port.as_str()),
            ("mail_from", "portal@example.org"),
            ("smtp_timeout_seconds", "5"),
            ("clinic_name", "Clínica Verbena"),
        ];
        settings.extend(usual.into_iter().filter(|(name, _)| !given.contains(name)));
        let clinic = clinics_with(test, &settings).await.into_iter().nth(at).unwrap();
        all.push((clinic, office));
    }
    all
}

/// Invites somebody who works at the clinic, which puts a mail into the outbox.
pub(crate) async fn invite(clinic: &Clinic, email: &str) -> Uuid {
    let id = clinic::ids::InvitationId::new().0;
    let mut tx = clinic.portal.db.begin().await.unwrap();
    tx.query(
        "INSERT INTO invitations (id, kind, name, email, language, roles, created_at, expires_at)
         VALUES ($1, 'staff', 'Ada Example', $2, 'en', 'staff', $3, $4)",
    )
    .bind(id)
    .bind(email.to_owned())
    .bind(clinic.clock.now())
    .bind(clinic.clock.now() + Duration::days(30))
    .run()
    .await
    .unwrap();
    assert!(enqueue(&mut tx, Kind::Invitation, id, "", clinic.clock.now()).await.unwrap());
    tx.commit().await.unwrap();
    id
}

/// How it stands with the mail about a subject.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Standing {
    pub state: String,
    pub tries: i64,
    pub recipient: Option<String>,
    pub answer: Option<String>,
    pub due_at: chrono::DateTime<chrono::Utc>,
}

impl Standing {
    pub fn answer(&self) -> &str {
        self.answer.as_deref().unwrap_or_default()
    }
}

pub(super) async fn standing(clinic: &Clinic, subject: Uuid) -> Standing {
    let mut q = clinic.portal.db.read().await.unwrap();
    q.query("SELECT state, tries, recipient, answer, due_at FROM outbox WHERE subject_id = $1")
        .bind(subject)
        .one()
        .await
        .unwrap()
}

/// Sends what is due.
pub(super) async fn send(clinic: &Clinic) -> usize {
    verbena::send_due_mail(&clinic.portal).await.unwrap()
}

pub(super) async fn waiting(clinic: &Clinic) -> i64 {
    count(&clinic.portal.db, "SELECT count(*) FROM outbox WHERE state = 'waiting'").await
}
