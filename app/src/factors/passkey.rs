use crate::ui::{
    button::{Button, Weight},
    icon::{Icon, Symbol},
    text::lang,
};
use axum::response::{IntoResponse as _, Response};
use clinic::factors::{Challenge, passkeys_work};
use http::header;
use leptos::prelude::*;
use serde::Deserialize;

/// Characters of a browser's answer at most; real ones have some two thousand.
pub(super) const LONGEST_ANSWER: usize = 20_000;

/// The script of pages that ask for a passkey, where passkeys can be used at all.
pub(crate) fn passkey_script(origin: &str) -> Option<&'static str> {
    passkeys_work(origin).then_some(include_str!("passkey.js"))
}

/// What is asked of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// A passkey that it has.
    Get,
    /// A new one.
    Create,
}

impl Wish {
    const fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Create => "create",
        }
    }
}

/// A form whose button asks the browser for a passkey. Without a script, or in a browser that knows no passkeys, a sentence stands in
/// its place that says what to use instead.
#[component]
pub(super) fn PasskeyForm(
    /// Where the answer is sent; its challenge comes from `/challenge` below.
    action: &'static str,
    /// What is asked of the browser.
    wish: Wish,
    /// The address of the portal: a passkey works nowhere else.
    origin: String,
    /// The words of the button.
    #[prop(into)]
    button: String,
    /// What to use instead.
    #[prop(into)]
    without: String,
    /// How strongly it invites.
    #[prop(optional)]
    weight: Weight,
    /// Other fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="passkey">
            <form
                method="post"
                action=action
                class="form"
                data-passkey=wish.name()
                data-challenge=format!("{action}/challenge")
                data-origin=origin
                hidden=true
            >
                <input type="hidden" name="challenge" />
                <input type="hidden" name="credential" />
                {children.map(|children| children())}
                <p class="error" role="alert" data-failed="" hidden=true>
                    <Icon of=Symbol::Danger />
                    {lang().t("passkey-failed")}
                </p>
                <Button weight=weight icon=Symbol::Lock>
                    {button}
                </Button>
            </form>
            <p class="quiet-text" data-without-passkey="">
                {without}
            </p>
        </div>
    }
}

/// The offer to sign in with a passkey alone, where passkeys can be used.
#[component]
pub(crate) fn PasskeyOnly(
    /// The address of the portal.
    origin: String,
) -> impl IntoView {
    let lang = lang();
    passkeys_work(&origin).then(|| {
        view! {
            <PasskeyForm
                action="/sign-in/passkey"
                wish=Wish::Get
                origin=origin
                button=lang.t("passkey-sign-in")
                without=lang.t("passkey-sign-in-without")
                weight=Weight::Secondary
            />
        }
    })
}

/// What a browser has answered.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasskeyFields {
    challenge: String,
    credential: String,
    pub(super) name: String,
}

impl PasskeyFields {
    /// The id of the challenge, and the answer; nothing where it cannot be one.
    pub(super) fn answer(&self) -> Option<(uuid::Uuid, &str)> {
        let id = self.challenge.parse().ok()?;
        (self.credential.len() <= LONGEST_ANSWER).then_some((id, self.credential.as_str()))
    }
}

/// A challenge, for the page's script.
pub(super) fn challenge_answer(challenge: &Challenge) -> Response {
    let body = format!(r#"{{"id":"{}","options":{}}}"#, challenge.id, challenge.options);
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
