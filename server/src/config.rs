//! The clinic's settings: flag before environment before file before default, all wrong ones named at once.

mod environment;
mod flags;
mod keys;
mod layers;
mod mail;
mod mllp;
mod problem;
mod values;

pub use environment::Environment;
pub use flags::Flags;
pub use keys::{KEYS, Key};
pub use mail::{Mail, Transport};
pub use mllp::{Mllp, Tls};
pub use problem::{Problem, Problems};
pub use values::{DatabaseUrl, LogFormat, LogLevel, PublicUrl};

use chrono_tz::Tz;
use clinic::{hl7::Limits, mail::Secret};
use ipnet::IpNet;
use layers::Layers;
use std::{net::SocketAddr, path::PathBuf};

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The folder of the database, the keys and other things of this installation.
    pub data: PathBuf,
    /// The Postgres server; without one, SQLite in the data folder.
    pub database_url: Option<DatabaseUrl>,
    /// The address people type.
    pub public_url: PublicUrl,
    /// Whether plain HTTP may be offered to other machines.
    pub insecure_http: bool,
    /// The clinic's name, as patients know it.
    pub clinic_name: String,
    /// The clinic's telephone number.
    pub clinic_phone: Option<String>,
    /// The zone of places that name none of their own.
    pub time_zone: Tz,
    /// A session ends after so many minutes without a request.
    pub session_idle_minutes: i64,
    /// A session ends so many hours after signing in.
    pub session_absolute_hours: i64,
    /// Where to offer metrics.
    pub metrics_listen: Option<SocketAddr>,
    /// How log lines look.
    pub log_format: LogFormat,
    /// How much is logged.
    pub log_level: LogLevel,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Requests a minute for each network address.
    pub requests_per_minute: u32,
    /// Sign-ins tried a minute for each network address.
    pub sign_ins_per_minute: u32,
    /// Kibibytes a request's body may have.
    pub body_limit_kib: usize,
    /// The key with which other programs may ask for the safety checks; nobody may without one.
    pub cds_hooks_key: Option<Secret>,
    /// How mail leaves.
    pub mail: Mail,
    /// Where laboratories connect, if they may.
    pub mllp: Option<Mllp>,
    /// Bytes a laboratory's message may have.
    pub message_bytes: usize,
}

impl Config {
    /// Puts the settings together from all their sources.
    ///
    /// # Errors
    /// Every wrong value and unknown key, each with where it came from and what is allowed.
    pub fn load(flags: &Flags, environment: &Environment) -> Result<Self, Problems> {
        let mut layers = Layers::gather(flags, environment);
        let listen = layers.value("listen", values::socket_address);
        let data = layers.value("data", values::folder);
        let database_url = layers.value("database_url", values::database_url);
        let public_url = match (layers.is_given("public_url"), listen) {
            // Not given: people on this machine use the address it listens on.
            (false, Some(listen)) => Some(PublicUrl::of(listen)),
            _ => layers.value("public_url", values::public_url),
        };
        let insecure_http = layers.value("insecure_http", values::boolean);
        let clinic_name = layers.value("clinic_name", values::name);
        let clinic_phone = layers.value("clinic_phone", values::optional_text);
        let time_zone = layers.value("time_zone", values::time_zone);
        let session_idle_minutes = layers.value("session_idle_minutes", values::within(5..=480));
        let session_absolute_hours = layers.value("session_absolute_hours", values::within(1..=72));
        let metrics_listen = layers.value("metrics_listen", values::optional_address);
        let log_format = layers.value("log_format", str::parse);
        let log_level = layers.value("log_level", str::parse);
        let trusted_proxies = layers.value("trusted_proxies", values::networks);
        let requests_per_minute = layers.value("requests_per_minute", values::within(10..=1_000_000));
        let sign_ins_per_minute = layers.value("sign_ins_per_minute", values::within(1..=1_000_000));
        let body_limit_kib = layers.value("body_limit_kib", values::within(16..=65_536));
        let cds_hooks_key = layers.value("cds_hooks_key", values::optional_key);
        let mail = Mail::read(&mut layers, public_url.as_ref().is_some_and(PublicUrl::is_secure));
        let message_bytes = layers.value("mllp_message_bytes", values::within(1024..=Limits::USUAL.bytes));
        let mllp = Mllp::read(&mut layers);

        if let (Some(listen), Some(public_url), Some(false)) = (listen, &public_url, insecure_http)
            && !listen.ip().is_loopback()
            && !public_url.is_secure()
        {
            layers.refuse(
                "public_url",
                public_url.origin(),
                "other machines can reach this address, and over http:// passwords and records would travel readably. \
                 Put a proxy with TLS in front and set public_url to its https:// address, listen on 127.0.0.1, or set \
                 insecure_http = true for a closed test network",
            );
        }
        let problems = layers.finish();
        match (
            (listen, data, database_url, public_url, insecure_http, clinic_name, clinic_phone, time_zone),
            (session_idle_minutes, session_absolute_hours, metrics_listen, log_format, log_level),
            (trusted_proxies, requests_per_minute, sign_ins_per_minute, body_limit_kib, cds_hooks_key, mail),
            (mllp, message_bytes),
        ) {
            (
                (
                    Some(listen),
                    Some(data),
                    Some(database_url),
                    Some(public_url),
                    Some(insecure_http),
                    Some(clinic_name),
                    Some(clinic_phone),
                    Some(time_zone),
                ),
                (
                    Some(session_idle_minutes),
                    Some(session_absolute_hours),
                    Some(metrics_listen),
                    Some(log_format),
                    Some(log_level),
                ),
                (
                    Some(trusted_proxies),
                    Some(requests_per_minute),
                    Some(sign_ins_per_minute),
                    Some(body_limit_kib),
                    Some(cds_hooks_key),
                    Some(mail),
                ),
                (Some(mllp), Some(message_bytes)),
            ) if problems.is_empty() => Ok(Self {
                listen,
                data,
                database_url,
                public_url,
                insecure_http,
                clinic_name,
                clinic_phone,
                time_zone,
                session_idle_minutes,
                session_absolute_hours,
                metrics_listen,
                log_format,
                log_level,
                trusted_proxies,
                requests_per_minute,
                sign_ins_per_minute,
                body_limit_kib,
                cds_hooks_key,
                mail,
                mllp,
                message_bytes,
            }),
            _ => Err(problems),
        }
    }

    /// The folder of the keys.
    pub fn keys_folder(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// The file that remembers the newest block of the audit trail.
    pub fn audit_head(&self) -> PathBuf {
        self.data.join("audit-head")
    }

    /// The SQLite file, when no Postgres server is set.
    pub fn sqlite_file(&self) -> PathBuf {
        self.data.join("verbena.db")
    }

    /// The file that holds the password of the demo clinic's people; it exists only where the demo was loaded.
    pub fn demo_password_file(&self) -> PathBuf {
        self.data.join("demo-password")
    }
}
