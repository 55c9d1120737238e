use chrono_tz::Tz;
use clinic::mail::Secret;
use http::Uri;
use ipnet::IpNet;
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    ops::RangeInclusive,
    path::PathBuf,
    str::FromStr,
};

/// The address of a Postgres server. It may hold a password, so it is never shown whole.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The whole address, to connect with.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&without_password(&self.0))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The address people type: scheme, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    host: String,
    secure: bool,
}

impl PublicUrl {
    /// The address of a server that people on this machine reach directly.
    pub fn of(listen: SocketAddr) -> Self {
        let host = match listen.ip() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let port = if listen.port() == 80 { String::new() } else { format!(":{}", listen.port()) };
        Self { origin: format!("http://{host}{port}"), host, secure: false }
    }

    /// Scheme, host and port, as browsers write it in `Origin`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host without its port, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.secure
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(String::new()),
        }
    }
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogLevel(pub tracing::Level);

impl FromStr for LogLevel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = ["error", "warn", "info", "debug", "trace"].contains(&text);
        text.parse().ok().filter(|_| known).map(Self).ok_or_else(String::new)
    }
}

/// Leaves the password out of a database address; of anything else nothing is shown.
pub(super) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "(not shown: it may hold a password)".to_owned() };
    let (address, parameters) = rest.split_once('?').map_or((rest, ""), |(address, _)| (address, "?…"));
    // A password may hold an @ or a / that should have been encoded: everything up to the last @ is its part.
    let address = match address.rsplit_once('@') {
        None => address.to_owned(),
        Some((person, host)) => match person.split_once(':') {
            None => format!("{person}@{host}"),
            Some((name, _)) => format!("{name}:…@{host}"),
        },
    };
    format!("{scheme}://{address}{parameters}")
}

pub(super) fn socket_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| match text.parse::<u16>() {
        Ok(port) => format!("an address is missing; on this machine only it would be 127.0.0.1:{port}"),
        Err(_) => "it is no IP address with a port".to_owned(),
    })
}

pub(super) fn optional_address(text: &str) -> Result<Option<SocketAddr>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<u16>() {
        Ok(port) => Ok(Some(SocketAddr::from(([127, 0, 0, 1], port)))),
        Err(_) => socket_address(text).map(Some),
    }
}

pub(super) fn folder(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

pub(super) fn database_url(text: &str) -> Result<Option<DatabaseUrl>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_postgres = ["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
    if is_postgres {
        Ok(Some(DatabaseUrl(text.to_owned())))
    } else {
        Err("it does not begin with postgres://".to_owned())
    }
}

pub(super) fn public_url(text: &str) -> Result<PublicUrl, String> {
    let uri: Uri = text.parse().map_err(|_| "it is no address".to_owned())?;
    let secure = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => return Err("it does not begin with http:// or https://".to_owned()),
    };
    let host = uri.host().filter(|host| !host.is_empty()).ok_or("the host is missing")?.to_lowercase();
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("it names a user".to_owned());
    }
    if uri.path() != "/" || uri.query().is_some() {
        return Err("the portal cannot live below a path".to_owned());
    }
    let usual = if secure { 443 } else { 80 };
    let port = uri.port_u16().filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default();
    let scheme = if secure { "https" } else { "http" };
    Ok(PublicUrl { origin: format!("{scheme}://{host}{port}"), host, secure })
}

pub(super) fn boolean(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| String::new())
}

pub(super) fn name(text: &str) -> Result<String, String> {
    match text.chars().count() {
        1..=100 => Ok(text.to_owned()),
        length => Err(format!("it has {length} characters")),
    }
}

pub(super) fn optional_text(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() { Ok(None) } else { name(text).map(Some) }
}

/// A key that cannot be guessed by trying.
pub(super) fn optional_key(text: &str) -> Result<Option<Secret>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let fits = (32..=200).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits {
        Ok(Some(Secret::new(text)))
    } else {
        Err("it has fewer than 32 characters, or more than 200, or spaces".to_owned())
    }
}

pub(super) fn time_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "there is no such zone".to_owned())
}

pub(super) fn within<T>(range: RangeInclusive<T>) -> impl FnOnce(&str) -> Result<T, String>
where
    T: FromStr + PartialOrd,
{
    move |text| match text.parse::<T>() {
        Ok(number) if range.contains(&number) => Ok(number),
        Ok(_) => Err("it is out of range".to_owned()),
        Err(_) => Err("it is no whole number in that range".to_owned()),
    }
}

pub(super) fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.parse::<IpNet>()
                .or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| format!("{part:?} is no address and no network"))
        })
        .collect()
}
