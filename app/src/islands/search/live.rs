//! What happens in the browser: showing what was found as one types, and walking through it.

use super::typing::{self, Answer};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement};

/// Searches whenever typing pauses in the field with that id, and tells in `said` what came of it.
pub(super) fn as_typed(
    id: String,
    address: String,
    said: RwSignal<String>,
    failed: String,
    slow: String,
) -> impl Fn(ev::Event) + 'static {
    let field = id.clone();
    let _ = window_event_listener(ev::keydown, move |event| walk(&event, &field));
    typing::as_typed(address, move |answer| {
        said.set(match answer {
            Answer::TooShort => show(&id, ""),
            Answer::Found(html) => show(&id, &html),
            Answer::Slow => slow.clone(),
            Answer::Failed => failed.clone(),
        });
    })
}

/// What was typed before the page awoke is searched for as well.
pub(super) fn catch_up(field: &str, query: &str) {
    let Some(field) = document().get_element_by_id(field).and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    let init = EventInit::new();
    init.set_bubbles(true);
    if field.value() != query
        && let Ok(event) = Event::new_with_event_init_dict("input", &init)
    {
        let _ = field.dispatch_event(&event);
    }
}

/// Shows what was found, and gives what it says about itself. Whoever has gone into the list stays at the same thing, and
/// goes back to the field where that is gone: never to another thing.
fn show(id: &str, html: &str) -> String {
    let document = document();
    let Some(place) = document.get_element_by_id(&format!("{id}-found")) else { return String::new() };
    let active = document.active_element().filter(|active| place.contains(Some(active)));
    place.set_inner_html(html);
    if let Some(before) = active {
        let same = findings(id).into_iter().find(|one| one.outer_html() == before.outer_html());
        focus(same.or_else(|| document.get_element_by_id(id)).as_ref());
    }
    place.first_element_child().and_then(|found| found.get_attribute("data-said")).unwrap_or_default()
}

/// Arrow keys go from the field to what was found and back; Escape returns to the field.
fn walk(event: &ev::KeyboardEvent, id: &str) {
    let key = event.key();
    let document = document();
    let (Some(field), Some(active)) = (document.get_element_by_id(id), document.active_element()) else { return };
    let found = findings(id);
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
    focus(target);
}

fn focus(target: Option<&Element>) {
    if let Some(target) = target.and_then(|target| target.dyn_ref::<HtmlElement>()) {
        let _ = target.focus();
    }
}

/// What can be chosen: of what was found, or of what stands there as long as nothing is searched for.
fn findings(id: &str) -> Vec<Element> {
    let among = format!("#{id}-found .row-title a, #{id}-found button, #{id}-found:empty + .unsought .row-title a");
    let Ok(list) = document().query_selector_all(&among) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}
