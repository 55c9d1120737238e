//! What happens in the browser: a combobox whose list the server fills (the pattern of the ARIA Authoring Practices Guide).

use crate::islands::typing::{self, Answer};
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{Element, HtmlElement, HtmlInputElement, RequestInit, UrlSearchParams};

/// Answers what was typed with drugs that fit.
const SUGGESTIONS: &str = "/drugs/suggestions";
const FIELD: &str = "field-q";
const CHOSEN: &str = "field-rxcui";
const LIST: &str = "field-q-list";

/// Tells screen readers that the field suggests; only now, since without a script it does not.
pub(super) fn announce() {
    let Some(field) = find(FIELD) else { return };
    for (name, value) in
        [("role", "combobox"), ("aria-autocomplete", "list"), ("aria-expanded", "false"), ("aria-controls", LIST)]
    {
        let _ = field.set_attribute(name, value);
    }
    let pressed = Closure::<dyn Fn(ev::MouseEvent)>::new(|event: ev::MouseEvent| {
        // The field keeps the focus: losing it would close the list before the choice.
        event.prevent_default();
        let option = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(option) = option.and_then(|target| target.closest("[role=option]").ok().flatten()) {
            choose(&option);
        }
    });
    if let Some(list) = find(LIST) {
        let _ = list.add_event_listener_with_callback("mousedown", pressed.as_ref().unchecked_ref());
    }
    pressed.forget();
}

/// Asks whenever typing pauses, and tells in `said` what came of it.
pub(super) fn as_typed(said: RwSignal<String>, failed: String, slow: String) -> impl Fn(ev::Event) + 'static {
    let words = StoredValue::new((failed, slow));
    let ask = typing::as_typed(request, move |answer| {
        said.set(match answer {
            Answer::TooShort => {
                close();
                String::new()
            }
            Answer::Found(json) => show(&json).unwrap_or_default(),
            Answer::Slow => words.with_value(|(_, slow)| slow.clone()),
            Answer::Failed => words.with_value(|(failed, _)| failed.clone()),
        });
    });
    move |event| {
        // What was chosen is not what stands there now.
        fill(CHOSEN, "");
        ask(event);
    }
}

fn request(text: &str) -> Result<(String, RequestInit), JsValue> {
    let query = UrlSearchParams::new()?;
    query.append("q", text);
    Ok((format!("{SUGGESTIONS}?{}", String::from(query.to_string())), RequestInit::new()))
}

/// Fills the list, and gives what the server says of it.
fn show(json: &str) -> Option<String> {
    let answer = js_sys::JSON::parse(json).ok()?;
    let list = find(LIST)?;
    list.set_inner_html("");
    let found: js_sys::Array = js_sys::Reflect::get(&answer, &"found".into()).ok()?.dyn_into().ok()?;
    for (place, drug) in found.iter().enumerate() {
        let option = document().create_element("li").ok()?;
        let _ = option.set_attribute("role", "option");
        let _ = option.set_attribute("id", &format!("{LIST}-{place}"));
        let _ = option.set_attribute("aria-selected", "false");
        let _ = option.set_attribute("data-rxcui", &text(&drug, "rxcui"));
        for (kind, part) in [("strong", "name"), ("span", "about")] {
            let element = document().create_element(kind).ok()?;
            element.set_text_content(Some(&text(&drug, part)));
            let _ = option.append_child(&element);
        }
        let _ = list.append_child(&option);
    }
    expand(found.length() > 0);
    Some(text(&answer, "said"))
}

fn text(value: &JsValue, name: &str) -> String {
    js_sys::Reflect::get(value, &name.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Shows or hides the list; nothing in it is marked then.
fn expand(open: bool) {
    if let (Some(list), Some(field)) = (find(LIST), find(FIELD)) {
        let _ = list.toggle_attribute_with_force("hidden", !open);
        let _ = field.set_attribute("aria-expanded", if open { "true" } else { "false" });
        let _ = field.remove_attribute("aria-activedescendant");
    }
}

/// Hides the list.
pub(super) fn close() {
    expand(false);
}

/// Arrow keys mark a drug, Enter takes it, Escape closes the list. Enter without a mark sends the form.
pub(super) fn walk(event: ev::KeyboardEvent) {
    let Some(list) = find(LIST).filter(|list| !list.has_attribute("hidden")) else { return };
    let options = list.children();
    let marked = (0..options.length()).find(|at| {
        options.item(*at).and_then(|option| option.get_attribute("aria-selected")).is_some_and(|is| is == "true")
    });
    let last = options.length().saturating_sub(1);
    match (event.key().as_str(), marked) {
        ("Escape" | "Tab", _) => {
            close();
            if event.key() == "Tab" {
                return;
            }
        }
        ("Enter", Some(at)) => {
            if let Some(option) = options.item(at) {
                choose(&option);
            }
        }
        ("ArrowDown", at) => mark(&list, marked, at.map_or(0, |at| (at + 1).min(last))),
        ("ArrowUp", at) => mark(&list, marked, at.map_or(last, |at| at.saturating_sub(1))),
        _ => return,
    }
    event.prevent_default();
}

fn mark(list: &Element, before: Option<u32>, now: u32) {
    let options = list.children();
    if let Some(option) = before.and_then(|before| options.item(before)) {
        let _ = option.set_attribute("aria-selected", "false");
    }
    let Some(option) = options.item(now) else { return };
    let _ = option.set_attribute("aria-selected", "true");
    if let Some(field) = find(FIELD) {
        let _ = field.set_attribute("aria-activedescendant", &option.id());
    }
    if let Some(option) = option.dyn_ref::<HtmlElement>() {
        option.scroll_into_view_with_bool(false);
    }
}

fn choose(option: &Element) {
    let name = option.query_selector("strong").ok().flatten().and_then(|name| name.text_content());
    fill(FIELD, &name.unwrap_or_default());
    fill(CHOSEN, &option.get_attribute("data-rxcui").unwrap_or_default());
    close();
}

fn fill(id: &str, value: &str) {
    if let Some(field) = find(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(value);
    }
}

fn find(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}
