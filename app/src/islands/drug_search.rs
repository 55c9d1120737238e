#[cfg(feature = "hydrate")]
mod suggest;

use leptos::prelude::*;

/// The field for a drug, within a form: with a script it suggests drugs as one types, to be chosen with the arrow keys or
/// the pointer. Choosing one fills the hidden field `rxcui`; typing on empties it, so that code and words never differ.
/// Without a script the form sends the words, and the page answers with what fits them.
#[island]
pub fn DrugSearch(
    /// The question.
    label: String,
    /// What can be searched for.
    hint: String,
    /// What was typed, or the name of what was chosen.
    query: String,
    /// The code of what was chosen; empty for nothing.
    rxcui: String,
    /// What to say when the search failed.
    failed: String,
    /// What to say when there were too many searches.
    slow: String,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    let (typed, walked, left) = {
        Effect::new(suggest::announce);
        (suggest::as_typed(said, failed, slow), suggest::walk, suggest::close)
    };
    #[cfg(not(feature = "hydrate"))]
    let (typed, walked, left) = {
        let _ = (failed, slow);
        (|_: leptos::ev::Event| {}, |_: leptos::ev::KeyboardEvent| {}, || {})
    };

    view! {
        <div class="field grow drug-search">
            <label for="field-q">{label.clone()}</label>
            <p class="hint" id="field-q-hint">{hint}</p>
            <input
                id="field-q"
                name="q"
                type="text"
                value=query
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby="field-q-hint"
                on:input=typed
                on:keydown=walked
                on:blur=move |_| left()
            />
            <input type="hidden" name="rxcui" id="field-rxcui" value=rxcui />
            <ul class="suggestions" id="field-q-list" role="listbox" aria-label=label hidden=true></ul>
            <p class="search-said" role="status">{move || said.get()}</p>
        </div>
    }
}
