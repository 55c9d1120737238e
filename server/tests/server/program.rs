//! The program itself: its commands, what it says and leaves behind, and what a sudden end does to it.

use super::installation::{Installation, PASSWORD, records, said};
use sqlx::Connection as _;
use std::{
    fs,
    io::{BufRead as _, Read as _, Write as _},
    net::TcpStream,
    os::unix::fs::PermissionsExt as _,
    process::{Command, Stdio},
};

#[test]
fn it_says_what_it_is_and_what_it_can_do() {
    let here = Installation::new();
    let version = Command::new(env!("CARGO_BIN_EXE_verbena")).arg("--version").output().unwrap();
    assert_eq!(said(&version).trim(), concat!("verbena ", env!("CARGO_PKG_VERSION")));
    let help = here.done(&["--help"]);
    for command in
        ["serve", "migrate", "import", "demo", "user", "laboratory", "audit", "keys", "backup", "restore", "check"]
    {
        assert!(help.contains(&format!("  {command}")), "{command}");
        assert!(here.run(&[command, "--help"]).status.success(), "{command}");
    }
    assert_eq!(here.run(&["sreve"]).status.code(), Some(2));
    let refused = here.run(&["check", "--session-idle-minutes", "1"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("session_idle_minutes"));
}

#[test]
fn a_fresh_installation_is_private_and_keeps_its_secrets() {
    let here = Installation::new();
    assert!(here.done(&["check"]).contains("will be made on the first start"));
    assert!(!here.data().exists(), "check changes nothing");
    let mut all = here.done(&["migrate"]);
    let added = here.add_user("ada@example.org", "admin", PASSWORD);
    assert!(added.status.success(), "{}", said(&added));
    all += &said(&added);
    all += &here.done(&["user", "list"]);
    assert!(all.contains("ada@example.org  Ada Example  admin  active  never"), "{all}");
    all += &here.done(&["audit", "verify"]);
    all += &here.done(&["keys", "rotate"]);
    assert!(all.contains("signs from now on"), "{all}");
    all += &here.done(&["check"]);
    all += &here.done(&["backup", "copy.verbena"]);
    for file in [
        "data/verbena.db",
        "data/keys/audit-mac.key",
        "data/keys/audit-seal.key",
        "data/keys/blind.key",
        "copy.verbena",
    ] {
        let mode = fs::metadata(here.folder.path().join(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{file}");
    }
    for folder in ["data", "data/keys"] {
        assert_eq!(
            fs::metadata(here.folder.path().join(folder)).unwrap().permissions().mode() & 0o777,
            0o700,
            "{folder}"
        );
    }
    assert!(!all.contains(PASSWORD));
    for key in fs::read_dir(here.data().join("keys")).unwrap() {
        let hex: String = fs::read(key.unwrap().path()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!all.contains(&hex));
    }
}

#[test]
fn accounts_are_made_and_disabled() {
    let here = Installation::new();
    let weak = here.add_user("ada@example.org", "admin", "short");
    assert_eq!(weak.status.code(), Some(1));
    assert!(said(&weak).contains("at least 12 characters"));
    assert_eq!(here.add_user("ada@example.org", "wizard", PASSWORD).status.code(), Some(2));
    assert!(here.add_user("ada@example.org", "staff,admin", PASSWORD).status.success());
    let twice = here.add_user("ADA@example.org", "staff", PASSWORD);
    assert_eq!(twice.status.code(), Some(1));
    assert!(said(&twice).contains("has an account already"));
    let last = here.run(&["user", "disable", "ada@example.org"]);
    assert_eq!(last.status.code(), Some(1));
    assert!(said(&last).contains("the last administrator"));
    assert!(here.add_user("ben@example.org", "admin", PASSWORD).status.success());
    assert!(here.done(&["user", "disable", "ada@example.org"]).contains("is disabled"));
    assert_eq!(here.run(&["user", "disable", "ada@example.org"]).status.code(), Some(1));
    assert!(here.done(&["user", "list"]).contains("disabled"));
    assert_eq!(here.run(&["user", "invite", "no-such-number"]).status.code(), Some(1));
}

#[test]
fn records_come_in_and_are_counted() {
    let here = Installation::new();
    records(&here.folder.path().join("in"), 2, 3);
    fs::write(here.folder.path().join("in/broken.json"), "{\"resourceType\": \"Bundle\", ").unwrap();
    let first = here.run(&["import", "in"]);
    assert_eq!(first.status.code(), Some(1), "{}", said(&first));
    let text = said(&first);
    assert!(text.contains("Observation"), "{text}");
    assert!(text.contains("broken.json"), "{text}");
    assert!(!text.contains("Example0"), "names are not said: {text}");
    fs::remove_file(here.folder.path().join("in/broken.json")).unwrap();
    let again = here.done(&["import", "in"]);
    let all = again.lines().find(|line| line.starts_with("All")).unwrap();
    assert_eq!(all.split_whitespace().collect::<Vec<_>>(), ["All", "0", "0", "0", "8", "0"]);
    assert_eq!(here.run(&["import", "no-such-folder"]).status.code(), Some(1));
    here.done(&["audit", "verify"]);
}

#[test]
fn a_release_of_rxnorm_comes_in_or_the_reason_is_said() {
    let here = Installation::new();
    let missing = here.run(&["import", "rxnorm", "no-such-folder"]);
    assert_eq!(missing.status.code(), Some(1), "{}", said(&missing));
    let folder = here.folder.path().join("release");
    fs::create_dir(&folder).unwrap();
    let conso: String = [
        ("90", "DF", "Oral Tablet"),
        ("91", "IN", "zorvatin"),
        ("92", "SCDC", "zorvatin 10 MG"),
        ("93", "SCD", "zorvatin 10 MG Oral Tablet"),
    ]
    .map(|(rxcui, tty, name)| format!("{rxcui}|ENG||||||1|||{rxcui}|RXNORM|{tty}|{rxcui}|{name}||N|4096|\n"))
    .concat();
    fs::write(folder.join("RXNCONSO.RRF"), conso).unwrap();
    let incomplete = said(&here.run(&["import", "rxnorm", "release"]));
    assert!(incomplete.contains("missing: RXNREL.RRF and RXNSAT.RRF in "), "{incomplete}");
    let rel: String = [("91", "92", "has_ingredient"), ("92", "93", "consists_of"), ("90", "93", "has_dose_form")]
        .map(|(first, second, relation)| format!("{first}||CUI|RO|{second}||CUI|{relation}|||RXNORM||||N||\n"))
        .concat();
    fs::write(folder.join("RXNREL.RRF"), rel).unwrap();
    fs::write(folder.join("RXNSAT.RRF"), "92|||1|AUI|92|||RXN_STRENGTH|RXNORM|10 MG|N||\n").unwrap();
    let text = here.done(&["import", "rxnorm", "release", "--version", "invented", "--dated", "2026-03-02"]);
    assert!(text.contains("RxNorm invented of 2026-03-02 came in"), "{text}");
    assert!(text.contains("says nothing of controlled substances"), "{text}");
    here.done(&["audit", "verify"]);
}

#[test]
fn one_server_for_one_folder_and_commands_beside_it() {
    let here = Installation::new();
    here.add_user("ada@example.org", "admin", PASSWORD);
    let server = here.serve(&[]);
    let second = here.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(said(&second).contains("a Verbena server is running on the data folder"), "{}", said(&second));
    assert!(here.add_user("bea@example.org", "staff", PASSWORD).status.success());
    records(&here.folder.path().join("in"), 1, 1);
    here.done(&["import", "in"]);
    here.done(&["backup", "copy"]);
    assert_eq!(here.run(&["restore", "copy"]).status.code(), Some(1));
    let cookie = server.sign_in("bea@example.org");
    assert!(server.get("/account", &cookie).starts_with("HTTP/1.1 200"));
    for file in ["verbena.db-wal", "verbena.db-shm", "verbena.lock"] {
        let mode = fs::metadata(here.data().join(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{file}");
    }
    server.signal("-TERM");
    let (code, log) = server.wait();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("bea@") && !log.contains("127.0.0.1"), "no personal data: {log}");
    assert!(log.contains("route=\"/account\""), "{log}");
    assert!(!here.data().join("verbena.db-wal").exists(), "the journal was put away");
    here.done(&["audit", "verify"]);
}

#[test]
fn measures_are_offered_apart() {
    let here = Installation::new();
    let mut server = here.serve(&["--metrics-listen", "0"]);
    let mut line = String::new();
    server.lines.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Metrics at http://").unwrap().strip_suffix("/metrics").unwrap().to_owned();
    server.get("/sign-in", "");
    assert!(server.get("/metrics", "").starts_with("HTTP/1.1 404"));
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: metrics\r\nConnection: close\r\n\r\n").unwrap();
    let mut measures = String::new();
    stream.read_to_string(&mut measures).unwrap();
    for part in [
        "http_requests_total{method=\"GET\",route=\"/sign-in\",status=\"200\"} 1",
        "http_request_duration_seconds_bucket{",
        "process_resident_memory_bytes ",
        "process_start_time_seconds ",
        "database_connections{pool=\"write\",state=\"idle\"}",
        "audit_commits_total ",
        "sign_in_failures_total 0",
    ] {
        assert!(measures.contains(part), "{part} is missing in {measures}");
    }
    server.signal("-INT");
    assert_eq!(server.wait().0, Some(0));
}

#[test]
fn the_demo_says_who_can_sign_in() {
    let here = Installation::new();
    let server = here.serve(&["--demo"]);
    let page = server.get("/sign-in", "");
    assert!(page.contains("rosa@example.org"));
    let password = fs::read_to_string(here.data().join("demo-password")).unwrap();
    assert!(!page.contains(password.trim()), "the password is not on the page");
    assert_eq!(fs::metadata(here.data().join("demo-password")).unwrap().permissions().mode() & 0o777, 0o600);
    server.signal("-TERM");
    let (_, log) = server.wait();
    assert!(log.contains(password.trim()), "the start says it");
    here.done(&["audit", "verify"]);
    // A clinic's own records are left alone.
    let other = Installation::new();
    records(&other.folder.path().join("in"), 1, 1);
    other.done(&["import", "in"]);
    let refused = other.run(&["demo"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("records or accounts of its own"));
}

#[tokio::test]
async fn a_server_killed_while_pages_are_read_loses_nothing() {
    let here = Installation::new();
    here.add_user("ada@example.org", "staff", PASSWORD);
    let mut server = here.serve(&[]);
    let cookie = server.sign_in("ada@example.org");
    let mut answered = 0;
    for name in ["smith", "jones", "garcia", "lee"] {
        assert!(server.get(&format!("/patients?q={name}"), &cookie).starts_with("HTTP/1.1 200"));
        answered += 1;
    }
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let (rows,): (i64,) = sqlx::query_as("SELECT count(*) FROM audit_events WHERE subject = 'patient_search'")
        .fetch_one(&mut here.database().await)
        .await
        .unwrap();
    assert!(rows >= answered, "{answered} searches were answered, {rows} are in the trail");
    here.done(&["audit", "verify"]);
}

#[tokio::test]
async fn an_import_killed_in_the_middle_leaves_whole_files() {
    let here = Installation::new();
    let files = 40;
    records(&here.folder.path().join("in"), files, 60);
    here.done(&["migrate"]);
    let mut child = here.command(&["import", "in"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut database = here.database().await;
    loop {
        let (patients,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM patients").fetch_one(&mut database).await.unwrap();
        if patients > 2 {
            break;
        }
        assert!(child.try_wait().unwrap().is_none(), "the import ended before it was looked at");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (patients, results): (i64, i64) =
        sqlx::query_as("SELECT (SELECT count(*) FROM patients), (SELECT count(*) FROM observations)")
            .fetch_one(&mut database)
            .await
            .unwrap();
    assert_eq!(results, patients * 60, "a file is in whole or not at all");
    database.close().await.unwrap();
    here.done(&["audit", "verify"]);
    let text = here.done(&["import", "in"]);
    let all = text.lines().find(|line| line.starts_with("All")).unwrap();
    let numbers: Vec<usize> = all.split_whitespace().skip(1).map(|number| number.parse().unwrap()).collect();
    assert_eq!(numbers.iter().sum::<usize>(), files * 61, "{text}");
    here.done(&["audit", "verify"]);
}

#[tokio::test]
async fn a_changed_or_deleted_row_of_the_trail_is_named() {
    for (change, words) in [
        ("UPDATE audit_events SET reason = 'nothing' WHERE id = $1", "was changed after it was written"),
        ("DELETE FROM audit_events WHERE id = $1", "was deleted"),
    ] {
        let here = Installation::new();
        here.add_user("ada@example.org", "admin", PASSWORD);
        here.done(&["user", "list"]);
        assert!(here.done(&["audit", "verify"]).contains("The audit trail is whole."));
        let mut database = here.database().await;
        let (id,): (uuid::Uuid,) =
            sqlx::query_as("SELECT id FROM audit_events ORDER BY id LIMIT 1").fetch_one(&mut database).await.unwrap();
        sqlx::query(change).bind(id).execute(&mut database).await.unwrap();
        database.close().await.unwrap();
        let verified = here.run(&["audit", "verify"]);
        assert_eq!(verified.status.code(), Some(1));
        assert!(said(&verified).contains(&format!("row {id}")), "{}", said(&verified));
        assert!(said(&verified).contains(words), "{}", said(&verified));
    }
}

#[test]
fn keys_that_went_missing_are_not_made_anew() {
    let here = Installation::new();
    here.add_user("ada@example.org", "admin", PASSWORD);
    fs::remove_file(here.data().join("keys/audit-mac.key")).unwrap();
    let refused = here.run(&["user", "list"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("audit-mac.key is missing"), "{}", said(&refused));
    let check = here.run(&["check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(said(&check).contains("PROBLEM  keys"));
}

#[test]
fn a_taken_address_is_said() {
    let (one, other) = (Installation::new(), Installation::new());
    let server = one.serve(&[]);
    let refused = other.run(&["serve", "--listen", &server.address]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("another program listens on"), "{}", said(&refused));
    server.signal("-TERM");
    let address = server.address.clone();
    assert_eq!(server.wait().0, Some(0));
    assert!(TcpStream::connect(&address).is_err(), "the address is free again");
}
