#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod typing;

use leptos::prelude::*;

/// The field of a search, within a form: with a script it searches as one types. What is found goes into the element
/// `field-{name}-found`, which the page has after the form and where arrow keys walk through it. Enter sends the form.
/// Without a script the form sends the words, and the page answers with what fits them.
#[island]
pub fn Search(
    /// The name of the field; it makes the ids, so no two of a page have the same.
    name: String,
    /// The question.
    label: String,
    /// What can be searched for.
    hint: String,
    /// What was searched for.
    query: String,
    /// What came of it.
    said: String,
    /// The address that answers the field with what was found, without the page around it.
    address: String,
    /// What to say when the search failed.
    failed: String,
    /// What to say when there were too many searches.
    slow: String,
    /// Whether the page begins in this field.
    first: bool,
) -> impl IntoView {
    let id = format!("field-{name}");
    let hint_id = format!("{id}-hint");
    let said = RwSignal::new(said);
    #[cfg(feature = "hydrate")]
    let typed = {
        let (field, query) = (id.clone(), query.clone());
        Effect::new(move || live::catch_up(&field, &query));
        live::as_typed(id.clone(), address, said, failed, slow)
    };
    #[cfg(not(feature = "hydrate"))]
    let typed = {
        let _ = (address, failed, slow);
        |_: leptos::ev::Event| {}
    };

    view! {
        <div class="field grow">
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            <input
                id=id
                name=name
                type="search"
                value=query
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                autofocus=first
                aria-describedby=hint_id
                on:input=typed
            />
        </div>
        <p class="search-said" role="status">{move || said.get()}</p>
    }
}
