//! What the portal tells its reader: done, good to know, careful, wrong.

use super::{
    icon::Icon,
    optional::Optional,
    text::{Lang, lang},
    tone::Tone,
};
use leptos::prelude::*;

/// A message with a shape and a word for its weight; the reader's screen reader is told at once.
#[component]
pub fn Notice(
    /// How much attention it asks for.
    tone: Tone,
    /// The message in a few words; without it the weight's own word stands there ("Done", "Please note" …).
    #[prop(optional, into)]
    title: Optional,
    /// More about it, and what to do next.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Optional(title) = title;
    let title = title.unwrap_or_else(|| word(tone, lang()));
    let role = if matches!(tone, Tone::Danger | Tone::Warn) { "alert" } else { "status" };
    view! {
        <div class=format!("notice {}", tone.class()) role=role>
            <Icon of=tone.symbol() />
            <div class="notice-body">
                <p class="notice-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

fn word(tone: Tone, lang: Lang) -> String {
    match tone {
        Tone::Good => lang.t("common-done"),
        Tone::Info | Tone::Quiet => lang.t("common-note"),
        Tone::Warn => lang.t("common-careful"),
        Tone::Danger => lang.t("common-problem"),
    }
}
