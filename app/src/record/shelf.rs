//! What all lists of the record have in common: search, tabs, rows or what to say instead, ways on.

use crate::{
    ui::{
        empty::Empty,
        filter::Filter,
        icon::Symbol,
        list::Rows,
        nav::Section,
        optional::Optional,
        page::PageHead,
        pager::Pager,
        tabs::{Tab, Tabs},
        text::{Lang, lang},
    },
    web::{Frame, Here, InChart},
};
use clinic::record::Which;
use leptos::prelude::*;

/// The frame of a page within the record.
pub(super) fn frame(here: Here, place: &InChart, title: impl Into<String>) -> Frame {
    let record = here.lang.t("nav-record");
    Frame::new(here, title).section(Section::Record).of(place).crumb(place.href("/record"), record)
}

/// The tabs of a list that has an active and a past part.
pub(super) fn tabs(path: &str, which: Which, lang: Lang) -> Vec<Tab> {
    vec![
        Tab::new(path.to_owned(), lang.t("record-now"), which == Which::Active),
        Tab::new(format!("{path}?show=past"), lang.t("record-past"), which == Which::Past),
    ]
}

/// What a list shows when it has no rows: a title, and why or what to do.
pub(super) type Nothing = (Symbol, String, String);

/// The content of a page that shows one list.
#[component]
pub(super) fn Shelf(
    /// The page's name.
    title: String,
    /// What it is about.
    #[prop(optional, into)]
    lead: Optional,
    /// The page's own address, without what is asked for.
    path: String,
    /// What one can search for, where one can.
    #[prop(optional, into)]
    search: Optional,
    /// What is searched for now.
    #[prop(optional, into)]
    query: String,
    /// The parts of the list, where it has some.
    #[prop(optional)]
    tabs: Vec<Tab>,
    /// What the search keeps in the address.
    #[prop(optional)]
    keep: Vec<(&'static str, String)>,
    /// The rows.
    rows: Vec<AnyView>,
    /// What to say where there are none.
    nothing: Nothing,
    /// The address of the first page.
    newest: Option<String>,
    /// The address of the next page.
    older: Option<String>,
) -> impl IntoView {
    let Optional(search) = search;
    let lang = lang();
    let nothing = if query.is_empty() {
        nothing
    } else {
        (Symbol::Search, lang.t("record-none-found"), lang.t("record-none-found-advice"))
    };
    view! {
        <PageHead title=title.clone() lead=lead.0 />
        {(!tabs.is_empty()).then(|| view! { <Tabs label=title tabs=tabs /> })}
        {search.map(|label| view! { <Filter action=path search=label query=query keep=keep /> })}
        <Listed rows=rows nothing=nothing />
        <Pager newest=newest older=older />
    }
}

/// Rows, or what to say where there are none.
#[component]
pub(super) fn Listed(
    /// The rows.
    rows: Vec<AnyView>,
    /// What to say where there are none.
    nothing: Nothing,
) -> impl IntoView {
    if rows.is_empty() {
        let (icon, title, advice) = nothing;
        view! {
            <Empty icon=icon title=title>
                <p>{advice}</p>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Rows>{rows}</Rows> }.into_any()
    }
}
