//! What a list says when it has nothing to show.

use super::icon::{Icon, Symbol};
use leptos::prelude::*;

/// Says what would stand here, why it is empty, and what to do next.
#[component]
pub fn Empty(
    /// A drawing of what would stand here.
    icon: Symbol,
    /// What there is none of, in a few words.
    #[prop(into)]
    title: String,
    /// Why, and what to do next; links and buttons are welcome.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon of=icon />
            <p class="empty-title">{title}</p>
            {children()}
        </div>
    }
}
