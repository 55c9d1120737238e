//! What stands there when a page cannot be shown: what happened, and what to do next.

use super::{
    icon::{Icon, Symbol},
    optional::Optional,
    text::{Lang, lang},
};
use leptos::prelude::*;

/// Why a page cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such page, or it is not this person's.
    NotFound,
    /// The person may not do this.
    NotAllowed,
    /// Nobody is signed in, or not any more.
    SignedOut,
    /// What was sent makes no sense to the server.
    NotUnderstood,
    /// What was sent is too large.
    TooLarge,
    /// Too many requests came from one address.
    TooMany,
    /// Something broke on the server.
    Broken,
    /// The server is starting or stopping.
    Unavailable,
}

impl Problem {
    /// The problem in a few words, also for the window's title.
    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::NotFound => lang.t("error-not-found"),
            Self::NotAllowed => lang.t("error-not-allowed"),
            Self::SignedOut => lang.t("error-signed-out"),
            Self::NotUnderstood => lang.t("error-not-understood"),
            Self::TooLarge => lang.t("error-too-large"),
            Self::TooMany => lang.t("error-too-many"),
            Self::Broken => lang.t("error-broken"),
            Self::Unavailable => lang.t("error-unavailable"),
        }
    }

    /// What happened and what to do next.
    pub fn advice(self, lang: Lang) -> String {
        match self {
            Self::NotFound => lang.t("error-not-found-next"),
            Self::NotAllowed => lang.t("error-not-allowed-next"),
            Self::SignedOut => lang.t("error-signed-out-next"),
            Self::NotUnderstood => lang.t("error-not-understood-next"),
            Self::TooLarge => lang.t("error-too-large-next"),
            Self::TooMany => lang.t("error-too-many-next"),
            Self::Broken => lang.t("error-broken-next"),
            Self::Unavailable => lang.t("error-unavailable-next"),
        }
    }

    /// The HTTP status it is answered with.
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::NotAllowed => 403,
            Self::SignedOut => 401,
            Self::NotUnderstood => 400,
            Self::TooLarge => 413,
            Self::TooMany => 429,
            Self::Broken => 500,
            Self::Unavailable => 503,
        }
    }

    const fn symbol(self) -> Symbol {
        match self {
            Self::NotFound => Symbol::Search,
            Self::NotAllowed | Self::SignedOut => Symbol::Lock,
            Self::TooMany | Self::Unavailable => Symbol::Clock,
            Self::NotUnderstood | Self::TooLarge | Self::Broken => Symbol::Warn,
        }
    }
}

/// The content of a page that cannot be shown, to be placed in a [`Page`](super::page::Page).
#[component]
pub fn ProblemView(
    /// What happened.
    problem: Problem,
    /// The number the clinic's administrator finds the request by.
    #[prop(optional, into)]
    request_id: Optional,
    /// Links that lead on.
    children: Children,
) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="problem">
            <Icon of=problem.symbol() />
            <h1>{problem.title(lang)}</h1>
            <p class="lead">{problem.advice(lang)}</p>
            <div class="actions">{children()}</div>
            {request_id
                .0
                .map(|id| view! { <p class="quiet-text">{lang.with("error-number", &[("number", id.into())])}</p> })}
        </div>
    }
}
