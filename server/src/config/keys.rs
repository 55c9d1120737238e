/// One thing that can be set.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in the file; `VERBENA_` and capitals in the environment, dashes as a flag.
    pub name: &'static str,
    /// The value it has when nothing is said, as text.
    pub default: &'static str,
    /// What it does, in one sentence.
    pub about: &'static str,
    /// What its values may be.
    pub allowed: &'static str,
    /// Whether its value may hold a password.
    pub secret: bool,
}

impl Key {
    /// The key of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The name in the environment.
    pub fn variable(&self) -> String {
        format!("VERBENA_{}", self.name.to_uppercase())
    }

    /// The name as a flag, without the dashes before it.
    pub fn flag(&self) -> String {
        self.name.replace('_', "-")
    }
}

const fn key(name: &'static str, default: &'static str, about: &'static str, allowed: &'static str) -> Key {
    Key { name, default, about, allowed, secret: false }
}

/// Everything that can be set, in the order of the example file.
pub const KEYS: [Key; 36] = [
    key(
        "listen",
        "127.0.0.1:3000",
        "Address and port to listen on",
        "an IP address and a port, such as 127.0.0.1:3000",
    ),
    key("data", "./data", "Folder of the database, the keys and everything else of this installation", "a folder"),
    Key {
        name: "database_url",
        default: "",
        about: "Postgres server to use instead of SQLite in the data folder; DATABASE_URL is read too, and keeps the \
                password out of the list of processes",
        allowed: "empty for SQLite, or postgres://USER:PASSWORD@HOST/DATABASE",
        secret: true,
    },
    key(
        "public_url",
        "http://127.0.0.1:3000",
        "Address people type; https:// binds cookies to TLS",
        "http:// or https://, a host, and a port if it is not the usual one; no path",
    ),
    key(
        "insecure_http",
        "false",
        "Offer plain HTTP to other machines, for a closed test network only",
        "true or false",
    ),
    key("clinic_name", "Verbena", "The clinic's name, as patients know it", "1 to 100 characters"),
    key(
        "clinic_phone",
        "",
        "The clinic's telephone number, shown where the portal cannot help",
        "empty, or at most 100 characters",
    ),
    key(
        "time_zone",
        "America/New_York",
        "Zone of places that name none of their own",
        "a name of the IANA time zone database, such as America/New_York or Europe/Berlin",
    ),
    key("session_idle_minutes", "30", "Minutes without a request after which a session ends", "5 to 480"),
    key("session_absolute_hours", "12", "Hours after signing in after which a session ends", "1 to 72"),
    key(
        "metrics_listen",
        "",
        "Address and port to offer metrics for Prometheus on; a port alone is on 127.0.0.1",
        "empty for none, a port, or an IP address and a port, such as 127.0.0.1:9100",
    ),
    key("log_format", "text", "How log lines look", "text or json"),
    key("log_level", "info", "How much is logged", "error, warn, info, debug or trace"),
    key(
        "trusted_proxies",
        "",
        "Proxies whose X-Forwarded-For header is believed",
        "IP addresses or networks such as 10.0.0.0/8; a list in the file, with commas elsewhere",
    ),
    key("requests_per_minute", "600", "Requests a minute for each network address", "10 to 1000000"),
    key("sign_ins_per_minute", "30", "Sign-ins tried a minute for each network address", "1 to 1000000"),
    Key {
        name: "cds_hooks_key",
        default: "",
        about: "The key with which other programs may ask for the safety checks (CDS Hooks, POST /cds-services/verbena-prescribe)",
        allowed: "empty for nobody, or 32 to 200 characters without spaces",
        secret: true,
    },
    key(
        "mllp_listen",
        "",
        "Address and port where laboratories' messages are taken (HL7 version 2 over MLLP); a port alone is on 127.0.0.1",
        "empty for none, a port, or an IP address and a port, such as 127.0.0.1:2575",
    ),
    key(
        "mllp_allow",
        "",
        "Where laboratories may connect from",
        "IP addresses or networks such as 10.0.0.0/8; a list in the file, with commas elsewhere; empty for this machine, and for \
         everyone with a certificate where mllp_tls_client_ca is set",
    ),
    key(
        "mllp_tls_certificate",
        "",
        "The certificate these connections are protected with",
        "empty, or a file in PEM form",
    ),
    key("mllp_tls_key", "", "The private key of that certificate", "empty, or a file in PEM form"),
    key(
        "mllp_tls_client_ca",
        "",
        "The authority whose certificate a laboratory must have to connect",
        "empty, or a file in PEM form; it needs mllp_tls_certificate",
    ),
    key(
        "mllp_message_bytes",
        "16777216",
        "Bytes a laboratory's message may have, by MLLP and by HTTP",
        "1024 to 16777216",
    ),
    key(
        "mllp_connections",
        "256",
        "Connections of laboratories at the same time, from one address half of them at most",
        "1 to 4096",
    ),
    key("body_limit_kib", "256", "Kibibytes a request's body may have", "16 to 65536"),
    key(
        "mail",
        "",
        "How mail leaves: by a mail server, or into files of the data folder or memory for trying things out",
        "empty for smtp, and for file where the demo is served; smtp, file or memory",
    ),
    key(
        "mail_without_smtp",
        "false",
        "Let a portal with an https:// address do without a mail server: nobody gets any mail",
        "true or false",
    ),
    key(
        "mail_from",
        "",
        "The address that mails are from",
        "an e-mail address, such as portal@example.org; it belongs to smtp_host",
    ),
    key("mail_reply_to", "", "The address that answers go to", "empty, or an e-mail address"),
    key(
        "smtp_host",
        "",
        "The mail server; when it is not set, administrators set it in the browser (System, Mail)",
        "empty, or a name such as mail.example.org",
    ),
    key("smtp_port", "", "The mail server's port", "empty for the usual one (465, 587 or 25), or 1 to 65535"),
    key(
        "smtp_security",
        "tls",
        "How the connection to the mail server is protected; none is for one on this machine only",
        "tls, starttls or none",
    ),
    key("smtp_user", "", "The name to sign in to the mail server with", "empty, or at most 200 characters"),
    Key {
        name: "smtp_password",
        default: "",
        about: "The password to it; the environment (VERBENA_SMTP_PASSWORD) is the better place",
        allowed: "empty, or at most 200 characters",
        secret: true,
    },
    key("smtp_timeout_seconds", "30", "Seconds that sending one mail may take", "5 to 120"),
    key(
        "smtp_ca_file",
        "",
        "The certificate of the authority that signed the mail server's own, where it is no public one",
        "empty, or a file in PEM form",
    ),
];
