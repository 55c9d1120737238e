//! The same pages from bare axum handlers: the same queries and audit rows, then bytes that are ready.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
    routing::any,
};
use chrono::Duration;
use clinic::{
    Error, Portal,
    accounts::{self, Clinician, Patient, Token},
    appointments,
    audit::AccessLog,
    fhir,
    ids::ReportId,
    labs,
    paging::Before,
    patients::{self, Chart},
    prescriptions, reviews,
};
use std::sync::Arc;

/// The pages that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Home,
    Labs,
    Report,
    History,
    Prescriptions,
    Appointments,
    Search,
}

impl Page {
    pub(crate) const ALL: [Self; 7] =
        [Self::Home, Self::Labs, Self::Report, Self::History, Self::Prescriptions, Self::Appointments, Self::Search];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Labs => "Labs",
            Self::Report => "A report",
            Self::History => "A test's history",
            Self::Prescriptions => "Prescriptions",
            Self::Appointments => "Appointments",
            Self::Search => "Patient search",
        }
    }

    pub(crate) fn path(self) -> String {
        match self {
            Self::Home => "/home".to_owned(),
            Self::Labs => "/labs".to_owned(),
            Self::Report => format!("/labs/reports/{}", report()),
            Self::History => "/labs/tests/2160-0".to_owned(),
            Self::Prescriptions => "/prescriptions".to_owned(),
            Self::Appointments => "/appointments".to_owned(),
            Self::Search => "/patients".to_owned(),
        }
    }

    /// What the form of the search sends; the others are read with GET.
    pub(crate) fn body(self) -> &'static str {
        if self == Self::Search { SEARCH_BODY } else { "" }
    }
}

/// One of the newest reports of the largest chart.
fn report() -> ReportId {
    ReportId(fhir::resource_id("bench/DiagnosticReport/r0-959"))
}

const SEARCH: &str = "garc a";
const SEARCH_BODY: &str = "q=garc+a";

/// What the bare handlers answer with.
pub(crate) struct Bare {
    pub portal: Portal,
    pub cookie: &'static str,
    /// The bytes of each page, in the order of [`Page::ALL`].
    pub pages: Vec<String>,
}

/// The router of the bare handlers: `/bare/0` is the first page.
pub(crate) fn router(bare: Bare) -> Router {
    Router::new().route("/bare/{page}", any(answer)).with_state(Arc::new(bare))
}

async fn answer(State(bare): State<Arc<Bare>>, Path(number): Path<usize>, headers: HeaderMap) -> impl IntoResponse {
    let (Some(page), Some(bytes)) = (Page::ALL.get(number), bare.pages.get(number)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match load(&bare, *page, &headers).await {
        Ok(()) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes.clone()).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn load(bare: &Bare, page: Page, headers: &HeaderMap) -> Result<(), Error> {
    let portal = &bare.portal;
    let now = portal.clock.now();
    let token = headers
        .get(header::COOKIE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix(bare.cookie)?.strip_prefix('='))
        .and_then(Token::parse)
        .ok_or(Error::NotFound)?;
    let mut q = portal.db.read().await?;
    let session = accounts::resolve(&mut q, &token, portal.policies.sessions(), now).await?.ok_or(Error::NotFound)?;
    let log = AccessLog::default();
    if page == Page::Search {
        let clinician = Clinician::try_from(&session).map_err(|_| Error::NotFound)?;
        patients::search(&mut q, &clinician, SEARCH, 51, &log, now).await?;
    } else {
        let chart = Chart::own(&Patient::try_from(&session).map_err(|_| Error::NotFound)?, &log, now);
        match page {
            Page::Home => {
                let since = session.seen_before_at().unwrap_or(now - Duration::days(30));
                appointments::expected(&mut q, &chart, now, 10).await?;
                labs::recent(&mut q, &chart, since).await?;
                prescriptions::list(&mut q, &chart, prescriptions::Which::InUse, "", Before::START, 30).await?;
            }
            Page::Labs => drop(labs::panels(&mut q, &chart, labs::Filter::default(), Before::START).await?),
            Page::Report => {
                labs::report(&mut q, &chart, report()).await?;
                reviews::comments(&mut q, &chart, report()).await?;
                reviews::questions(&mut q, &chart, report()).await?;
            }
            Page::History => {
                labs::history(&mut q, &chart, labs::Category::Laboratory, "2160-0", None, Before::START).await?;
            }
            Page::Prescriptions => {
                prescriptions::list(&mut q, &chart, prescriptions::Which::InUse, "", Before::START, 20).await?;
            }
            Page::Appointments => {
                appointments::coming(&mut q, &chart, now, Before::START, 20).await?;
            }
            Page::Search => {}
        }
    }
    drop(q);
    portal.auditor.commit(log.take(), session.to_touch(now)).await
}
