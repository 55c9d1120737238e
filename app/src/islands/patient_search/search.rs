//! What happens in the browser: fetching as one types, and walking through what was found.

use crate::islands::typing::{self, Answer};
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, RequestInit, UrlSearchParams};

/// Answers the form's fields with what was found, without the page around it.
const FRAGMENT: &str = "/patients/search";
/// The patients that can be walked through with the arrow keys.
const LINKS: &str = "#found .row-title a, #mine:not([hidden]) .row-title a";

/// Searches whenever typing pauses, and tells in `said` what came of it.
pub(super) fn as_typed(said: RwSignal<String>, failed: String, slow: String) -> impl Fn(ev::Event) + 'static {
    let words = StoredValue::new((failed, slow));
    typing::as_typed(request, move |answer| match answer {
        Answer::TooShort => {
            show("", true);
            said.set(String::new());
        }
        Answer::Found(html) => {
            show(&html, false);
            said.set(said_of_results());
        }
        Answer::Slow => said.set(words.with_value(|(_, slow)| slow.clone())),
        Answer::Failed => said.set(words.with_value(|(failed, _)| failed.clone())),
    })
}

/// A POST: a name must not stand in an address.
fn request(text: &str) -> Result<(String, RequestInit), JsValue> {
    let body = UrlSearchParams::new()?;
    body.append("q", text);
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&body);
    Ok((FRAGMENT.to_owned(), request))
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
