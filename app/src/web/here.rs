use super::{Assets, Notice};
use crate::ui::{text::Lang, when::zone_of};
use axum::{
    Extension,
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, Uri, header, request::Parts},
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use clinic::{
    Portal,
    accounts::{Language, Session},
    audit::AccessLog,
    db::Reader,
};
use std::{convert::Infallible, net::IpAddr, sync::Arc};

/// What is known of a request before it reaches a page. The server puts it into the request's extensions.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Who is signed in.
    pub session: Option<Session>,
    /// What the request looks at.
    pub log: AccessLog,
    /// The request's id, for logs and for people who report an error.
    pub request_id: String,
    /// The network address it comes from.
    pub address: IpAddr,
}

/// The name of the cookie that holds the session's token.
pub fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-verbena" } else { "verbena" }
}

/// Where a page stands: the portal, the visit, the reader's language and the address asked for.
#[derive(Clone)]
pub(crate) struct Here {
    pub portal: Portal,
    pub assets: Arc<Assets>,
    pub visit: Visit,
    pub lang: Lang,
    pub uri: Uri,
    pub now: DateTime<Utc>,
    /// What the request before this one did, to be said once.
    pub notice: Option<Notice>,
    headers: HeaderMap,
    params: Vec<(String, String)>,
}

impl Here {
    /// A connection to read from.
    pub async fn read(&self) -> Result<Reader, clinic::Error> {
        Ok(self.portal.db.read().await?)
    }

    /// A part of the path, such as the id in `/patients/{patient}`.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// An id in the path.
    ///
    /// # Errors
    /// `NotFound` when it is not an id at all.
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Result<T, clinic::Error> {
        self.param(name).and_then(|text| text.parse().ok()).ok_or(clinic::Error::NotFound)
    }

    /// A cookie of the request.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie(&self.headers, name)
    }

    /// The calendar day at the clinic.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.portal.settings.zone).date_naive()
    }

    /// What the browser calls itself.
    pub fn user_agent(&self) -> Option<String> {
        Some(self.headers.get(header::USER_AGENT)?.to_str().ok()?.to_owned())
    }

    /// The zone of a place of care; the clinic's where the place names none.
    pub fn zone(&self, place: Option<&str>) -> Tz {
        zone_of(place, self.portal.settings.zone)
    }

    /// The page that led here, if it is one of this portal; just its path.
    pub fn came_from(&self) -> Option<String> {
        let referer: Uri = self.headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
        let host = self.headers.get(header::HOST)?.to_str().ok()?;
        let way = referer.path_and_query().map_or("/", |path| path.as_str());
        // `//host` and `/\host` would lead away from this portal.
        let stays = way.starts_with('/') && !way.get(1..).is_some_and(|rest| rest.starts_with(['/', '\\']));
        (stays && referer.authority()?.as_str() == host).then(|| way.to_owned())
    }
}

/// A cookie among the headers of a request.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

fn chosen_language(visit: &Visit, headers: &HeaderMap) -> Lang {
    match visit.session.as_ref().and_then(Session::language) {
        Some(Language::En) => Lang::En,
        Some(Language::Es) => Lang::Es,
        None => wanted_language(headers),
    }
}

/// The language a browser asks for, whoever uses it: the one chosen there before, else that of its own settings.
pub fn wanted_language(headers: &HeaderMap) -> Lang {
    cookie(headers, "language").and_then(Lang::from_tag).unwrap_or_else(|| {
        headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map_or_else(Lang::default, Lang::from_accept_language)
    })
}

impl<S: Send + Sync> FromRequestParts<S> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        if let Some(here) = parts.extensions.get::<Here>() {
            return Ok(here.clone());
        }
        let params = RawPathParams::from_request_parts(parts, state)
            .await
            .map(|params| params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
            .unwrap_or_default();
        let Extension((portal, assets)) = parts
            .extensions
            .get::<(Portal, Arc<Assets>)>()
            .cloned()
            .map_or_else(|| unreachable!("the router puts the portal into every request"), Extension);
        let visit = parts.extensions.get::<Visit>().cloned().unwrap_or_else(Visit::nobody);
        let here = Self {
            lang: chosen_language(&visit, &parts.headers),
            notice: cookie(&parts.headers, "notice").and_then(Notice::parse),
            now: portal.clock.now(),
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
            portal,
            assets,
            visit,
            params,
        };
        parts.extensions.insert(here.clone());
        Ok(here)
    }
}

impl Visit {
    /// A visit of nobody known, for a request that no middleware has seen.
    fn nobody() -> Self {
        Self {
            session: None,
            log: AccessLog::default(),
            request_id: String::new(),
            address: IpAddr::from([0, 0, 0, 0]),
        }
    }
}
