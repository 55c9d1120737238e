//! What happens in the browser: fetching as one types, and walking through what was found.

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
    task::spawn_local,
};
use std::time::Duration;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Element, HtmlElement, HtmlInputElement, RequestInit, Response, UrlSearchParams,
};

/// How long typing must pause before the search begins.
const PAUSE: Duration = Duration::from_millis(150);
/// Answers the form's fields with what was found, without the page around it.
const FRAGMENT: &str = "/patients/search";
/// The least that is searched for; the server says so as well.
const LEAST: usize = 2;
/// The patients that can be walked through with the arrow keys.
const LINKS: &str = "#found .row-title a, #mine:not([hidden]) .row-title a";

/// What is under way.
#[derive(Default)]
struct Pending {
    pause: Option<TimeoutHandle>,
    request: Option<AbortController>,
}

/// What came back.
enum Answer {
    Found(String),
    SignedOut,
    Slow,
    Failed,
    /// A newer search took its place.
    Overtaken,
}

/// Searches whenever typing pauses, and tells in `said` what came of it.
pub(super) fn as_typed(said: RwSignal<String>, failed: String, slow: String) -> impl Fn(ev::Event) + 'static {
    let pending = StoredValue::new_local(Pending::default());
    let words = StoredValue::new((failed, slow));
    let search = move |text: String| {
        let Some(signal) = begin(pending, &text) else {
            show("", true);
            said.set(String::new());
            return;
        };
        spawn_local(async move {
            match ask(&text, &signal).await {
                Answer::Found(html) => {
                    show(&html, false);
                    said.set(said_of_results());
                }
                Answer::SignedOut => {
                    let _ = window().location().reload();
                }
                Answer::Slow => said.set(words.with_value(|(_, slow)| slow.clone())),
                Answer::Failed => said.set(words.with_value(|(failed, _)| failed.clone())),
                Answer::Overtaken => {}
            }
        });
    };
    move |event| {
        let text = event_target_value(&event);
        pending.update_value(|pending| {
            if let Some(pause) = pending.pause.take() {
                pause.clear();
            }
            pending.pause = set_timeout_with_handle(move || search(text), PAUSE).ok();
        });
    }
}

/// Ends the search under way; `None` when there is too little to begin a new one.
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

async fn ask(text: &str, signal: &AbortSignal) -> Answer {
    match fetch(text, signal).await {
        _ if signal.aborted() => Answer::Overtaken,
        Ok(answer) => answer,
        Err(_) => Answer::Failed,
    }
}

async fn fetch(text: &str, signal: &AbortSignal) -> Result<Answer, JsValue> {
    let body = UrlSearchParams::new()?;
    body.append("q", text);
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&body);
    request.set_signal(Some(signal));
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(FRAGMENT, &request)).await?.dyn_into()?;
    if response.redirected() {
        return Ok(Answer::SignedOut);
    }
    if !response.ok() {
        return Ok(if response.status() == 429 { Answer::Slow } else { Answer::Failed });
    }
    let html = JsFuture::from(response.text()?).await?;
    Ok(html.as_string().map_or(Answer::Failed, Answer::Found))
}

/// Shows what was found, or the own patients again.
fn show(html: &str, with_mine: bool) {
    let document = document();
    if let Some(found) = document.get_element_by_id("found") {
        found.set_inner_html(html);
    }
    if let Some(mine) = document.get_element_by_id("mine") {
        let _ = mine.toggle_attribute_with_force("hidden", !with_mine);
    }
}

/// What the results say about themselves.
fn said_of_results() -> String {
    let results = document().query_selector("#found [data-said]").ok().flatten();
    results.and_then(|results| results.get_attribute("data-said")).unwrap_or_default()
}

/// Arrow keys go from the field to the patients and back; Escape returns to the field.
pub(super) fn walk(event: &ev::KeyboardEvent) {
    let step: i64 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Escape" => 0,
        _ => return,
    };
    let document = document();
    let Some(field) = document.get_element_by_id("field-q").and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    let Some(active) = document.active_element() else { return };
    let links = links();
    let place = links.iter().position(|link| *link == active).and_then(|place| i64::try_from(place).ok());
    let in_field = active.id() == "field-q";
    let target = match (step, place) {
        (0, Some(_)) => None,
        (1, None) if in_field => Some(0),
        (1 | -1, Some(place)) => Some(place + step),
        _ => return,
    };
    event.prevent_default();
    let link = target.and_then(|target| usize::try_from(target).ok()).map(|target| links.get(target));
    match link {
        Some(Some(link)) => focus(link),
        // Below the last one there is nowhere to go.
        Some(None) => {}
        None => focus(&field),
    }
}

fn links() -> Vec<Element> {
    let Ok(list) = document().query_selector_all(LINKS) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
