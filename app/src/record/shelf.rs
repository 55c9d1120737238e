//! What all lists of the record have in common: search, tabs, rows or what to say instead, ways on.

use crate::{
    ui::{
        empty::Empty,
        filter::Filter,
        icon::Symbol,
        list::Rows,
        nav::Section,
        page::{PageHead, Part},
        pager::Pager,
        tabs::{Tab, Tabs},
        text::Lang,
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

/// A page that shows one list.
pub(super) struct Shelf {
    /// The page's name.
    pub title: String,
    /// What it is about.
    pub lead: Option<String>,
    /// The page's own address, without what is asked for.
    pub path: String,
    /// What one can search for, where one can, and what is searched for now.
    pub search: Option<(String, String)>,
    /// The part of the list that is shown, where it has an active and a past one.
    pub which: Option<Which>,
    /// The rows.
    pub rows: Vec<AnyView>,
    /// What to say where there are none.
    pub nothing: Nothing,
    /// The addresses of the first page and of the next.
    pub ways: (Option<String>, Option<String>),
}

impl Shelf {
    /// The content of the page.
    pub(super) fn show(self, lang: Lang) -> impl IntoView + use<> {
        let Self { title, lead, path, search, which, rows, nothing, ways } = self;
        let nothing = match &search {
            Some((_, query)) if !query.is_empty() => {
                (Symbol::Search, lang.t("record-none-found"), lang.t("record-none-found-advice"))
            }
            _ => nothing,
        };
        let tabs = which.map(|which| view! { <Tabs label=title.clone() tabs=tabs(&path, which, lang) /> });
        let keep = which.map(|which| ("show", which.name().to_owned())).into_iter().collect::<Vec<_>>();
        let search = search.map(|(label, query)| view! { <Filter action=path search=label query=query keep=keep /> });
        view! {
            <PageHead title=title lead=lead />
            {tabs}
            {search}
            {listed(rows, nothing)}
            <Pager newest=ways.0 older=ways.1 />
        }
    }
}

/// Rows, or what to say where there are none.
pub(super) fn listed(rows: Vec<AnyView>, nothing: Nothing) -> AnyView {
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

/// A few things of one kind: the heading, where all of them are, the newest rows. An empty one is told in a line.
pub(crate) fn few(
    (title, id): (String, &'static str),
    more: (String, String),
    rows: Vec<AnyView>,
    nothing: String,
) -> impl IntoView + use<> {
    let content = if rows.is_empty() {
        view! { <p class="quiet-text">{nothing}</p> }.into_any()
    } else {
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! {
        <Part title=title id=id more=more>
            {content}
        </Part>
    }
}
