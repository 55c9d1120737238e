//! What happens in the browser: showing what was found as one types, and walking through it.

use super::typing::{self, Answer};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// Searches whenever typing pauses in the field with that id, and tells in `said` what came of it.
pub(super) fn as_typed(
    id: String,
    address: String,
    said: RwSignal<String>,
    failed: String,
    slow: String,
) -> impl Fn(ev::Event) + 'static {
    let place = format!("{id}-found");
    let field = id;
    let walked = place.clone();
    let _ = window_event_listener(ev::keydown, move |event| walk(&event, &field, &walked));
    typing::as_typed(address, move |answer| {
        said.set(match answer {
            Answer::TooShort => show(&place, ""),
            Answer::Found(html) => show(&place, &html),
            Answer::Slow => slow.clone(),
            Answer::Failed => failed.clone(),
        });
    })
}

/// Shows what was found, and gives what it says about itself.
fn show(place: &str, html: &str) -> String {
    let Some(place) = document().get_element_by_id(place) else { return String::new() };
    place.set_inner_html(html);
    place.first_element_child().and_then(|found| found.get_attribute("data-said")).unwrap_or_default()
}

/// Arrow keys go from the field to what was found and back; Escape returns to the field.
fn walk(event: &ev::KeyboardEvent, field: &str, place: &str) {
    let key = event.key();
    let document = document();
    let (Some(field), Some(active)) = (document.get_element_by_id(field), document.active_element()) else { return };
    let found = findings(place);
    let at = found.iter().position(|one| *one == active);
    let target = match (key.as_str(), at) {
        ("ArrowDown", None) if active == field => found.first(),
        // Below the last one there is nowhere to go.
        ("ArrowDown", Some(at)) => found.get(at + 1).or(Some(&active)),
        ("ArrowUp", Some(at)) if at > 0 => found.get(at - 1),
        ("ArrowUp" | "Escape", Some(_)) => Some(&field),
        _ => return,
    };
    event.prevent_default();
    if let Some(target) = target.and_then(|target| target.dyn_ref::<HtmlElement>()) {
        let _ = target.focus();
    }
}

/// What can be chosen: of what was found, or of what stands there as long as nothing is searched for.
fn findings(place: &str) -> Vec<Element> {
    let among = format!("#{place} .row-title a, #{place} button, #{place}:empty + .unsought .row-title a");
    let Ok(list) = document().query_selector_all(&among) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}
