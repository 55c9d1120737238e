//! An installation in a folder of its own, driven through the program as a person would.

use sqlx::{Connection as _, SqliteConnection};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

pub(super) const PASSWORD: &str = "a long and honest password";

pub(super) struct Installation {
    pub(super) folder: TempDir,
}

impl Installation {
    pub(super) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbena"));
        command.args(arguments).arg("--data").arg(self.data());
        command.current_dir(self.folder.path()).env_remove("DATABASE_URL").stdin(Stdio::null());
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must be done, and gives what it said.
    pub(super) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    }

    pub(super) fn add_user(&self, email: &str, role: &str, password: &str) -> Output {
        let mut child = self
            .command(&["user", "add", "--email", email, "--name", "Ada Example", "--role", role, "--password-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    }

    pub(super) fn serve(&self, arguments: &[&str]) -> Server {
        let all = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut child = self.command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut ready = String::new();
        lines.read_line(&mut ready).unwrap();
        let Some((_, address)) = ready.split_once("http://") else {
            let mut problem = String::new();
            child.stderr.take().unwrap().read_to_string(&mut problem).unwrap();
            panic!("not ready: {ready}{problem}");
        };
        let address = address.split(' ').next().unwrap().to_owned();
        Server { child, address, lines }
    }

    pub(super) async fn database(&self) -> SqliteConnection {
        SqliteConnection::connect(&format!("sqlite://{}", self.data().join("verbena.db").display())).await.unwrap()
    }
}

pub(super) struct Server {
    pub(super) child: Child,
    pub(super) address: String,
    pub(super) lines: BufReader<std::process::ChildStdout>,
}

impl Server {
    pub(super) fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub(super) fn get(&self, path: &str, cookie: &str) -> String {
        let host = &self.address;
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"))
    }

    pub(super) fn sign_in(&self, email: &str) -> String {
        let form = format!("email={}&password={}", email.replace('@', "%40"), PASSWORD.replace(' ', "+"));
        let answer = self.ask(&format!(
            "POST /sign-in HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        ));
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: verbena=")).expect("a session");
        format!("verbena={}", cookie.split(';').next().unwrap())
    }

    pub(super) fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for the end, and gives all it logged.
    pub(super) fn wait(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        self.lines.read_to_string(&mut log).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

pub(super) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Files for an import: so many patients, each with so many results.
pub(super) fn records(folder: &Path, patients: usize, results: usize) {
    fs::create_dir_all(folder).unwrap();
    for patient in 0..patients {
        let person = format!("https://example.org/Patient/{patient}");
        let mut entries = vec![serde_json::json!({ "fullUrl": person, "resource": {
            "resourceType": "Patient", "id": patient.to_string(), "birthDate": "1980-05-17", "gender": "male",
            "name": [{ "family": format!("Example{patient}"), "given": ["Bo"] }] } })];
        for result in 0..results {
            entries.push(serde_json::json!({ "fullUrl": format!("https://example.org/Observation/{patient}-{result}"), "resource": {
                "resourceType": "Observation", "id": format!("{patient}-{result}"), "status": "final",
                "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory" }] }],
                "code": { "text": "Made-up test" }, "subject": { "reference": person },
                "effectiveDateTime": "2026-01-05T08:30:00Z",
                "valueQuantity": { "value": result, "unit": "mg/dL" } } }));
        }
        let bundle = serde_json::json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
        fs::write(folder.join(format!("{patient}.json")), bundle.to_string()).unwrap();
    }
}
