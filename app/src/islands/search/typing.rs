//! Asking the server as one types.

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
    task::spawn_local,
};
use std::{rc::Rc, time::Duration};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, RequestInit, Response, UrlSearchParams};

/// How long typing must pause before it is asked.
const PAUSE: Duration = Duration::from_millis(150);
/// The least that is searched for; the server says so as well.
const LEAST: usize = 2;

/// What is under way.
#[derive(Default)]
struct Pending {
    pause: Option<TimeoutHandle>,
    request: Option<AbortController>,
}

/// What came of typing.
pub(super) enum Answer {
    /// There is too little to ask for.
    TooShort,
    /// The server's answer.
    Found(String),
    /// There were too many questions.
    Slow,
    /// It did not work.
    Failed,
}

/// Asks `address` whenever typing pauses; `answered` gets the answer, unless a newer question took its place.
pub(super) fn as_typed(address: String, answered: impl Fn(Answer) + 'static) -> impl Fn(ev::Event) + 'static {
    let pending = StoredValue::new_local(Pending::default());
    let shared = Rc::new((address, answered));
    let ask = move |text: String| {
        let Some(signal) = begin(pending, &text) else {
            (shared.1)(Answer::TooShort);
            return;
        };
        let shared = Rc::clone(&shared);
        spawn_local(async move {
            let answer = fetch(&shared.0, &text, &signal).await;
            if !signal.aborted() {
                match answer {
                    Ok(Some(answer)) => (shared.1)(answer),
                    // Signed out meanwhile: the page leads to where one signs in.
                    Ok(None) => drop(window().location().reload()),
                    Err(_) => (shared.1)(Answer::Failed),
                }
            }
        });
    };
    move |event| {
        let text = event_target_value(&event);
        let ask = ask.clone();
        pending.update_value(|pending| {
            if let Some(pause) = pending.pause.take() {
                pause.clear();
            }
            pending.pause = set_timeout_with_handle(move || ask(text), PAUSE).ok();
        });
    }
}

/// Ends the question under way; `None` when there is too little for a new one.
fn begin(pending: StoredValue<Pending, LocalStorage>, text: &str) -> Option<AbortSignal> {
    let mut signal = None;
    pending.update_value(|pending| {
        if let Some(request) = pending.request.take() {
            request.abort();
        }
        if text.trim().chars().count() >= LEAST {
            pending.request = AbortController::new().ok();
            signal = pending.request.as_ref().map(AbortController::signal);
        }
    });
    signal
}

/// A POST: what is searched for may be a name, and must not stand in an address.
async fn fetch(address: &str, text: &str, signal: &AbortSignal) -> Result<Option<Answer>, JsValue> {
    let body = UrlSearchParams::new()?;
    body.append("q", text);
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&body);
    init.set_signal(Some(signal));
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(address, &init)).await?.dyn_into()?;
    if response.redirected() {
        return Ok(None);
    }
    if !response.ok() {
        return Ok(Some(if response.status() == 429 { Answer::Slow } else { Answer::Failed }));
    }
    let text = JsFuture::from(response.text()?).await?;
    Ok(Some(text.as_string().map_or(Answer::Failed, Answer::Found)))
}
