//! Settings: which source counts, what is refused and how that is said.

use std::collections::BTreeSet;
use tempfile::TempDir;
use verbena::config::{Config, Environment, Flags, KEYS, Key};

fn environment(variables: &[(&str, &str)]) -> Environment {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn file(folder: &TempDir, text: &str) -> Flags {
    let path = folder.path().join("verbena.toml");
    std::fs::write(&path, text).unwrap();
    Flags::reading(path)
}

fn flag(flags: Flags, name: &str, value: &str) -> Flags {
    flags.with(Key::find(name).unwrap(), value)
}

fn refusal(flags: &Flags, variables: &[(&str, &str)]) -> String {
    Config::load(flags, &environment(variables)).unwrap_err().to_string()
}

#[test]
fn the_example_file_is_complete_and_changes_nothing() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../verbena.example.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let given: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    let known: BTreeSet<&str> = KEYS.iter().map(|key| key.name).collect();
    assert_eq!(given, known);
    let example = Config::load(&Flags::reading(path), &Environment::default()).unwrap();
    let usual = Config::load(&Flags::default(), &Environment::default()).unwrap();
    assert_eq!(format!("{example:?}"), format!("{usual:?}"));
}

#[test]
fn a_flag_counts_more_than_the_environment_and_that_more_than_the_file() {
    let folder = TempDir::new().unwrap();
    let flags = file(&folder, "listen = \"127.0.0.1:1\"\nclinic_name = \"File\"\nlog_level = \"warn\"\n");
    let flags = flag(flags, "listen", "127.0.0.1:3");
    let variables =
        [("VERBENA_LISTEN", "127.0.0.1:2"), ("VERBENA_CLINIC_NAME", "Environment"), ("VERBENA_CLINIC_PHONE", "")];
    let config = Config::load(&flags, &environment(&variables)).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.clinic_name, "Environment");
    assert_eq!(config.log_level.0, tracing::Level::WARN);
    assert_eq!(config.clinic_phone, None);
    assert_eq!(config.public_url.origin(), "http://127.0.0.1:3");
}

#[test]
fn everything_wrong_is_said_at_once_with_its_place() {
    let folder = TempDir::new().unwrap();
    let text = "# a comment\nlisten = 3000\nsession_idle_minutes = 4\ntime_zone = \"Mars/Olympus\"\nclinic_nmae = \"x\"\n\
                trusted_proxies = [\"10.0.0.0/8\", \"ten\"]\n";
    let flags = flag(file(&folder, text), "log_level", "loud");
    let said = refusal(&flags, &[("VERBENA_BODY_LIMIT_KIB", "much"), ("VERBENA_SESION_IDLE_MINUTES", "5")]);
    for part in [
        "listen = \"3000\"",
        "verbena.toml, line 2) is not allowed: an address is missing; on this machine only it would be 127.0.0.1:3000",
        "session_idle_minutes = \"4\"",
        "line 3) is not allowed: it is out of range; allowed: 5 to 480",
        "time_zone = \"Mars/Olympus\"",
        "there is no key clinic_nmae",
        "line 5); did you mean clinic_name?",
        "\"ten\" is no address and no network",
        "log_level = \"loud\" (flag --log-level) is not allowed; allowed: error, warn, info, debug or trace",
        "body_limit_kib = \"much\" (environment VERBENA_BODY_LIMIT_KIB)",
        "there is no key sesion_idle_minutes (environment VERBENA_SESION_IDLE_MINUTES); did you mean session_idle_minutes?",
    ] {
        assert!(said.contains(part), "{part}\nis missing in\n{said}");
    }
    assert_eq!(said.lines().count(), 9, "{said}");
}

#[test]
fn passwords_are_never_repeated() {
    let folder = TempDir::new().unwrap();
    let secret = "s3cret/with@signs";
    let cases = [
        refusal(&Flags::default(), &[("DATABASE_URL", &format!("mysql://clinic:{secret}@db.example.org/clinic"))]),
        refusal(&Flags::default(), &[("DATABASE_URL", secret)]),
        refusal(&file(&folder, &format!("database_url = \"mysql://clinic:{secret}@host/db\"\n")), &[]),
        refusal(&file(&folder, &format!("database_url = \"postgres://clinic:{secret}@host/db\n")), &[]),
        refusal(&Flags::default(), &[("VERBENA_PUBLIC_URL", &format!("https://me:{secret}@portal.example.org"))]),
    ];
    for said in cases {
        assert!(!said.contains("s3cret"), "{said}");
        assert!(!said.contains("signs"), "{said}");
    }
    let url = format!("postgres://clinic:{secret}@db.example.org/clinic?sslmode=require");
    let config = Config::load(&Flags::default(), &environment(&[("DATABASE_URL", &url)])).unwrap();
    assert!(!format!("{config:?}").contains("s3cret"));
    assert_eq!(config.database_url.unwrap().to_string(), "postgres://clinic:…@db.example.org/clinic?…");
}

#[test]
fn the_own_variable_of_the_database_counts_more() {
    let variables = [("DATABASE_URL", "postgres://one@host/a"), ("VERBENA_DATABASE_URL", "postgres://two@host/b")];
    let config = Config::load(&Flags::default(), &environment(&variables)).unwrap();
    assert_eq!(config.database_url.unwrap().reveal(), "postgres://two@host/b");
}

#[test]
fn plain_http_is_not_offered_to_other_machines_by_accident() {
    let open = flag(Flags::default(), "listen", "0.0.0.0:3000");
    assert!(refusal(&open, &[]).contains("insecure_http = true"));
    assert!(Config::load(&flag(open.clone(), "insecure_http", "true"), &Environment::default()).is_ok());
    let config =
        Config::load(&flag(open, "public_url", "https://Portal.Example.org:443/"), &Environment::default()).unwrap();
    assert_eq!(config.public_url.origin(), "https://portal.example.org");
    assert!(config.public_url.is_secure());
}

#[test]
fn a_public_address_is_scheme_host_and_port() {
    for wrong in
        ["portal.example.org", "ftp://portal.example.org", "https://example.org/portal", "https://", "https://a@b.c"]
    {
        assert!(refusal(&flag(Flags::default(), "public_url", wrong), &[]).contains("public_url"), "{wrong}");
    }
}

#[test]
fn metrics_stay_on_this_machine_unless_told_otherwise() {
    let listen = |value: &str| {
        Config::load(&flag(Flags::default(), "metrics_listen", value), &Environment::default()).unwrap().metrics_listen
    };
    assert_eq!(listen(""), None);
    assert_eq!(listen("9100").unwrap().to_string(), "127.0.0.1:9100");
    assert_eq!(listen("10.0.0.7:9100").unwrap().to_string(), "10.0.0.7:9100");
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let flags = Flags::reading("/no/such/verbena.toml");
    assert!(refusal(&flags, &[]).contains("/no/such/verbena.toml cannot be read"));
}

#[test]
fn a_public_portal_sends_mail_by_a_server_unless_told() {
    let public = flag(Flags::default(), "public_url", "https://portal.example.org");
    for way in ["file", "memory"] {
        let said = refusal(&flag(public.clone(), "mail", way), &[]);
        assert!(said.contains("mail_without_smtp"), "{said}");
        let told = flag(flag(public.clone(), "mail", way), "mail_without_smtp", "true");
        assert!(Config::load(&told, &Environment::default()).is_ok(), "{way}");
        assert!(Config::load(&flag(Flags::default(), "mail", way), &Environment::default()).is_ok(), "{way}");
    }
    assert!(Config::load(&public, &Environment::default()).is_ok(), "it is set in the browser");
}

#[test]
fn a_mail_server_is_set_whole_or_not_at_all() {
    let with = |settings: &[(&str, &str)]| {
        settings.iter().fold(Flags::default(), |flags, (name, value)| flag(flags, name, value))
    };
    let whole = [("smtp_host", "mail.example.org"), ("mail_from", "portal@example.org")];
    let config = Config::load(&with(&whole), &Environment::default()).unwrap();
    assert_eq!(config.mail.server.unwrap().port, 465);
    for (settings, part) in [
        (vec![("smtp_host", "mail.example.org")], "mail_from has to be an e-mail address"),
        (vec![("mail_from", "portal@example.org")], "it belongs to smtp_host"),
        ([whole.as_slice(), &[("smtp_security", "none")]].concat(), "could be read on the way"),
        ([whole.as_slice(), &[("smtp_user", "verbena")]].concat(), "smtp_password has to be"),
        ([whole.as_slice(), &[("smtp_ca_file", "/nowhere.pem")]].concat(), "it cannot be read"),
        ([whole.as_slice(), &[("smtp_timeout_seconds", "1000")]].concat(), "allowed: 5 to 120"),
    ] {
        let said = refusal(&with(&settings), &[]);
        assert!(said.contains(part), "{part}\nis missing in\n{said}");
    }
    let said = refusal(&with(&[("smtp_password", "hunter2")]), &[("VERBENA_SMTP_PORT", "much")]);
    assert!(!said.contains("hunter2") && said.contains("much"), "{said}");
}
