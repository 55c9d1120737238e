//! Facts in pairs, and rows that lead somewhere.

use super::{
    icon::{Icon, Symbol},
    optional::Optional,
    slot::Slot,
};
use leptos::prelude::*;

/// A label with what it is about.
pub struct Fact {
    label: String,
    value: AnyView,
}

impl Fact {
    /// A fact, such as "Record number" with its number.
    pub fn new(label: impl Into<String>, value: impl IntoView + 'static) -> Self {
        Self { label: label.into(), value: value.into_any() }
    }

    /// A fact that is only shown where there is one.
    pub fn some(label: impl Into<String>, value: Option<impl IntoView + 'static>) -> Option<Self> {
        value.map(|value| Self::new(label, value))
    }
}

/// A list of facts, side by side where there is room.
#[component]
pub fn Facts(
    /// The facts.
    facts: Vec<Fact>,
) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|Fact { label, value }| {
            view! {
                <div class="fact">
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }
}

/// A list of [`Row`]s.
#[component]
pub fn Rows(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <ul class="rows">{children()}</ul> }
}

/// One thing of a list: its name, what there is to know about it, and at the end its value or state; all of it leads to
/// `href` where given.
#[component]
pub fn Row(
    /// The name of the thing.
    #[prop(into)]
    title: String,
    /// Where the thing is shown in full.
    #[prop(optional, into)]
    href: Optional,
    /// What stands before the name: an icon or a calendar leaf.
    #[prop(optional, into)]
    lead: Slot,
    /// What stands at the end: a value, a state.
    #[prop(optional, into)]
    aside: Slot,
    /// What there is to know, in a line or two.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Optional(href) = href;
    let linked = href.is_some();
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <li class="row" class:linked=linked>
            {lead.into_view().map(|lead| view! { <div class="row-lead">{lead}</div> })}
            <div class="row-body">
                <p class="row-title">{title}</p>
                {children.map(|children| view! { <div class="row-detail">{children()}</div> })}
            </div>
            {aside.into_view().map(|aside| view! { <div class="row-aside">{aside}</div> })}
            {linked.then(|| view! { <Icon of=Symbol::Next /> })}
        </li>
    }
}
