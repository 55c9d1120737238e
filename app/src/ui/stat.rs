//! One number that matters, with what it is and when it was measured.

use super::{
    badge::{Flag, FlagBadge},
    number::Amount,
    optional::Optional,
};
use leptos::prelude::*;

/// A measured value shown large, such as a blood pressure, with its flag and a line below; place several in [`Stats`].
#[component]
pub fn Stat(
    /// What was measured.
    #[prop(into)]
    label: String,
    /// The value as it was sent; a pair such as "128/82" is fine.
    #[prop(into)]
    value: String,
    /// The UCUM unit.
    #[prop(into, optional)]
    unit: String,
    /// How it lies in its range.
    #[prop(optional)]
    flag: Flag,
    /// Where its history is shown.
    #[prop(optional, into)]
    href: Optional,
    /// When it was measured, a sparkline.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Optional(href) = href;
    let label = match href {
        Some(href) => view! { <a href=href>{label}</a> }.into_any(),
        None => label.into_any(),
    };
    view! {
        <li class="stat">
            <p class="stat-label">{label}</p>
            <p class="stat-value">
                <Amount value=value unit=unit />
                " "
                <FlagBadge flag=flag />
            </p>
            {children.map(|children| view! { <div class="stat-note">{children()}</div> })}
        </li>
    }
}

/// Several [`Stat`]s in columns.
#[component]
pub fn Stats(
    /// The numbers.
    children: Children,
) -> impl IntoView {
    view! { <ul class="stats">{children()}</ul> }
}
