use super::{Frame, Here, remember_form, remember_way};
use crate::ui::{button::LinkButton, empty::Empty, icon::Symbol, page::PageHead, text::Lang};
use axum::{
    body::Body,
    extract::{FromRequestParts as _, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use clinic::{Error, Portal, ids::PatientId};
use leptos::prelude::*;

/// What a page or an action answers with.
pub(crate) type Answer = Result<Response, AppError>;

/// Why a page or an action did not come about: a public kind, and a private cause for the log.
#[derive(Debug)]
pub(crate) enum AppError {
    /// Nobody is signed in.
    SignIn,
    /// The role asks for a second factor stronger than mail, which this session has not given.
    NeedsFactor,
    /// The action asks the person to prove once more who they are.
    Confirm,
    /// The store said no or failed.
    Store(Error),
}

impl<E: Into<Error>> From<E> for AppError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// What the middleware makes a page of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    SignIn,
    NeedsFactor,
    Confirm,
    NeedsReason(PatientId),
    Status(StatusCode),
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let wrong = match self {
            Self::SignIn => Wrong::SignIn,
            Self::NeedsFactor => Wrong::NeedsFactor,
            Self::Confirm => Wrong::Confirm,
            Self::Store(Error::NotFound | Error::NotPermitted) => Wrong::Status(StatusCode::NOT_FOUND),
            Self::Store(Error::NeedsReason(patient)) => Wrong::NeedsReason(patient),
            Self::Store(Error::Invalid(_)) => Wrong::Status(StatusCode::UNPROCESSABLE_ENTITY),
            Self::Store(error) => {
                tracing::error!(%error, "a request failed");
                Wrong::Status(StatusCode::INTERNAL_SERVER_ERROR)
            }
        };
        let mut response = match wrong {
            Wrong::Status(status) => status.into_response(),
            Wrong::SignIn | Wrong::NeedsFactor | Wrong::Confirm | Wrong::NeedsReason(_) => {
                StatusCode::SEE_OTHER.into_response()
            }
        };
        response.extensions_mut().insert(wrong);
        response
    }
}

/// Turns refusals into pages in the reader's language, inside the usual frame.
pub(super) async fn explain(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(here) = Here::from_request_parts(&mut parts, &()).await;
    // The path's parameters are known only further inside.
    parts.extensions.remove::<Here>();
    let is_get = parts.method == http::Method::GET;
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    match response.extensions().get::<Wrong>() {
        Some(Wrong::SignIn) => {
            let answer = Redirect::to("/sign-in").into_response();
            if is_get { remember_way(&here, answer) } else { answer }
        }
        Some(Wrong::NeedsFactor) => {
            let answer = Redirect::to("/account/factors").into_response();
            if is_get { remember_way(&here, answer) } else { answer }
        }
        Some(Wrong::Confirm) => {
            let answer = Redirect::to("/account/confirmation").into_response();
            if is_get { remember_way(&here, answer) } else { remember_form(&here, answer) }
        }
        Some(Wrong::NeedsReason(patient)) => Redirect::to(&format!("/patients/{patient}/access")).into_response(),
        Some(Wrong::Status(status)) => sorry(here, *status).await,
        // What axum itself refuses: an unknown path, a method, a malformed form.
        None if status.is_client_error() && !is_html(&response) => sorry(here, status).await,
        None => response,
    }
}

fn is_html(response: &Response<Body>) -> bool {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == html || kind == "application/json")
}

async fn sorry(here: Here, status: StatusCode) -> Response {
    let (title, advice) = words(here.lang, status);
    let request = here.lang.with("error-reference", &[("id", here.visit.request_id.clone().into())]);
    let lang = here.lang;
    let call =
        here.portal.settings.clinic_phone.clone().map(|phone| lang.with("error-call", &[("phone", phone.into())]));
    let shown = title.clone();
    let mut response = Frame::new(here, title)
        .show(move || {
            view! {
                <PageHead title=shown />
                <Empty icon=Symbol::Warn title=advice>
                    {call.map(|call| view! { <p>{call}</p> })}
                    <p>
                        <LinkButton href="/">{lang.t("error-home")}</LinkButton>
                    </p>
                    <p class="quiet">{request}</p>
                </Empty>
            }
        })
        .await;
    *response.status_mut() = status;
    response
}

fn words(lang: Lang, status: StatusCode) -> (String, String) {
    match status {
        StatusCode::NOT_FOUND => (lang.t("error-not-found"), lang.t("error-not-found-advice")),
        StatusCode::FORBIDDEN => (lang.t("error-forbidden"), lang.t("error-forbidden-advice")),
        StatusCode::PAYLOAD_TOO_LARGE => (lang.t("error-too-large"), lang.t("error-too-large-advice")),
        StatusCode::TOO_MANY_REQUESTS => (lang.t("error-too-many"), lang.t("error-too-many-advice")),
        StatusCode::SERVICE_UNAVAILABLE => (lang.t("error-unavailable"), lang.t("error-unavailable-advice")),
        status if status.is_client_error() => (lang.t("error-refused"), lang.t("error-refused-advice")),
        _ => (lang.t("error-failed"), lang.t("error-failed-advice")),
    }
}

/// A whole page for what the server's middleware refuses, outside of any route.
pub async fn error_page(
    portal: &Portal,
    assets: &super::Assets,
    status: StatusCode,
    request_id: &str,
    lang: Lang,
) -> Response {
    let mut request = Request::new(Body::empty());
    request.extensions_mut().insert((portal.clone(), std::sync::Arc::new(assets.clone())));
    let (mut parts, _) = request.into_parts();
    let Ok(mut here) = Here::from_request_parts(&mut parts, &()).await;
    request_id.clone_into(&mut here.visit.request_id);
    here.lang = lang;
    sorry(here, status).await
}
