//! Narrowing a list: a form that asks by its address, so that the choice can be kept and shared.

use super::{
    choice::Choice,
    field::field_id,
    icon::{Icon, Symbol},
    optional::Optional,
    text::lang,
};
use leptos::prelude::*;

/// A list to choose from in a [`Filter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrow {
    /// The name it sends.
    pub name: &'static str,
    /// The question.
    pub label: String,
    /// What there is to choose; the first one shows everything.
    pub choices: Vec<Choice>,
    /// The value of what is chosen.
    pub value: String,
}

/// A search with lists to narrow it; sends `q` and the names of the lists in the address.
#[component]
pub fn Filter(
    /// The page it filters.
    #[prop(into)]
    action: String,
    /// What one can search for, such as "Test or panel"; without it there is no search.
    #[prop(optional, into)]
    search: Optional,
    /// What is searched for now.
    #[prop(optional, into)]
    query: String,
    /// Lists to narrow by.
    #[prop(optional)]
    lists: Vec<Narrow>,
    /// What else stays in the address, name and value, such as the tab that is shown.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
) -> impl IntoView {
    let Optional(search) = search;
    let lang = lang();
    let is_set = !query.is_empty()
        || lists.iter().any(|list| list.choices.first().is_some_and(|first| first.value != list.value));
    let kept = keep.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let all = if kept.is_empty() { action.clone() } else { format!("{action}?{kept}") };
    let clear = is_set.then(|| view! { <a class="button quiet" href=all>{lang.t("common-clear")}</a> });
    let keep =
        keep.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    let search = search.map(|label| {
        view! {
            <div class="field grow">
                <label for="field-q">{label}</label>
                <input id="field-q" name="q" type="search" value=query autocomplete="off" />
            </div>
        }
    });
    let lists = lists
        .into_iter()
        .map(|list| {
            let options = list
                .choices
                .into_iter()
                .map(|choice| {
                    let selected = choice.value == list.value;
                    view! { <option value=choice.value selected=selected>{choice.label}</option> }
                })
                .collect_view();
            view! {
                <div class="field">
                    <label for=field_id(list.name)>{list.label}</label>
                    <select id=field_id(list.name) name=list.name>
                        {options}
                    </select>
                </div>
            }
        })
        .collect_view();
    view! {
        <form class="filter" role="search" method="get" action=action>
            {keep} {search}
            {lists}
            <button type="submit" class="button secondary">
                <Icon of=Symbol::Search />
                {lang.t("common-search")}
            </button>
            {clear}
        </form>
    }
}
