//! Links from mails: what one is about, and what a page says when it works no more.

use crate::{
    ui::{button::LinkButton, empty::Empty, icon::Symbol, page::PageHead},
    web::{AppError, Frame, Here},
};
use axum::{http::StatusCode, response::Response};
use clinic::mail::{BadLink, Purpose, verify};
use leptos::prelude::*;
use uuid::Uuid;

/// The thing that the link in the address is about.
pub(super) async fn subject(here: &Here, purpose: Purpose) -> Result<Result<Uuid, BadLink>, AppError> {
    let token = here.param("token").unwrap_or_default();
    Ok(verify(&mut here.read().await?, &here.portal.keys, purpose, token, here.now).await?)
}

/// Why a link does not work, and where to go instead.
pub(crate) struct Dead {
    /// What is the matter.
    pub title: String,
    /// What to do.
    pub advice: String,
    /// Where to go, with the words of the button.
    pub next: Option<(&'static str, String)>,
    status: StatusCode,
}

impl Dead {
    /// It worked once: its time is over, or what it is about was done or taken back.
    pub fn over(title: String, advice: String) -> Self {
        Self { title, advice, next: None, status: StatusCode::GONE }
    }

    /// It is no link of ours, or not all of it.
    pub fn wrong(here: &Here) -> Self {
        let lang = here.lang;
        Self {
            title: lang.t("link-wrong"),
            advice: lang.t("link-wrong-advice"),
            next: None,
            status: StatusCode::NOT_FOUND,
        }
    }

    /// With a button that leads on.
    pub fn then(self, href: &'static str, words: String) -> Self {
        Self { next: Some((href, words)), ..self }
    }

    /// The page.
    pub async fn show(self, here: Here) -> Response {
        let lang = here.lang;
        let phone = here.portal.settings.clinic_phone.clone();
        let Self { title, advice, next, status } = self;
        let shown = title.clone();
        let mut response = Frame::new(here, title)
            .show(move || {
                view! {
                    <PageHead title=shown />
                    <Empty icon=Symbol::Mail title=advice>
                        {phone.map(|phone| view! { <p>{lang.with("error-call", &[("phone", phone.into())])}</p> })}
                        {next.map(|(href, words)| view! { <p><LinkButton href=href>{words}</LinkButton></p> })}
                    </Empty>
                }
            })
            .await;
        *response.status_mut() = status;
        response
    }
}
