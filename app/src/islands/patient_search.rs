#[cfg(feature = "hydrate")]
mod search;

use leptos::{ev, prelude::*};

/// The search for a patient: a form, and with a script it searches as one types. What is found goes into `#found`, and
/// `#mine` steps aside for it. Enter sends the form: it opens no record, since opening one is written down.
#[island]
pub fn PatientSearch(
    /// The question.
    label: String,
    /// What can be searched for.
    hint: String,
    /// The words of the button.
    button: String,
    /// What was searched for.
    query: String,
    /// What came of it.
    said: String,
    /// What to say when the search failed.
    failed: String,
    /// What to say when there were too many searches.
    slow: String,
) -> impl IntoView {
    let is_new = query.is_empty();
    let said = RwSignal::new(said);
    #[cfg(feature = "hydrate")]
    let typed = {
        let _ = window_event_listener(ev::keydown, |event| search::walk(&event));
        search::as_typed(said, failed, slow)
    };
    #[cfg(not(feature = "hydrate"))]
    let typed = {
        let _ = (failed, slow);
        |_: ev::Event| {}
    };

    view! {
        <form method="post" action="/patients" class="filter search-large" role="search">
            <div class="field grow">
                <label for="field-q">{label}</label>
                <p class="hint" id="field-q-hint">{hint}</p>
                <input
                    id="field-q"
                    name="q"
                    type="search"
                    value=query
                    autocomplete="off"
                    spellcheck="false"
                    autofocus=is_new
                    aria-describedby="field-q-hint"
                    on:input=typed
                />
            </div>
            <button type="submit" class="button primary">{button}</button>
            <p class="search-said" role="status">{move || said.get()}</p>
        </form>
    }
}
