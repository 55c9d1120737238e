//! What happened to one thing, in plain sentences, in order.

use super::{icon::Icon, tone::Tone};
use leptos::prelude::*;

/// A list of [`Step`]s, the first one first.
#[component]
pub fn Timeline(
    /// The steps.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One step: a sentence, and when it was.
#[component]
pub fn Step(
    /// How it went.
    #[prop(optional)]
    tone: Tone,
    /// The sentence.
    #[prop(into)]
    title: String,
    /// When it was, and more about it.
    children: Children,
) -> impl IntoView {
    view! {
        <li class=format!("step {}", tone.class())>
            <Icon of=tone.symbol() />
            <p class="step-title">{title}</p>
            <div class="step-note">{children()}</div>
        </li>
    }
}
