//! Ways to the newer and the older part of a list.

use super::{
    icon::{Icon, Symbol},
    optional::Optional,
    text::lang,
};
use leptos::prelude::*;

/// Links to the neighbouring pages of a list; nothing where there is only one page.
#[component]
pub fn Pager(
    /// The address of the newer part.
    #[prop(optional, into)]
    newer: Optional,
    /// The address of the beginning, for a list that does not know the part before this one.
    #[prop(optional, into)]
    newest: Optional,
    /// The address of the older part.
    #[prop(optional, into)]
    older: Optional,
) -> impl IntoView {
    let Optional(newer) = newer;
    let Optional(newest) = newest;
    let Optional(older) = older;
    let lang = lang();
    (newer.is_some() || newest.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=lang.t("common-pages")>
                {newer.map(|href| view! {
                    <a class="button secondary" rel="prev" href=href>
                        <Icon of=Symbol::Back />
                        {lang.t("common-newer")}
                    </a>
                })}
                {newest.map(|href| view! {
                    <a class="button secondary" rel="first" href=href>
                        <Icon of=Symbol::Back />
                        {lang.t("common-newest")}
                    </a>
                })}
                {older.map(|href| view! {
                    <a class="button secondary older" rel="next" href=href>
                        {lang.t("common-older")}
                        <Icon of=Symbol::Next />
                    </a>
                })}
            </nav>
        }
    })
}

/// Links within a list that does not run from new to old: by name, or into the future; nothing where there is only one page.
#[component]
pub fn NamePager(
    /// The address of the list's beginning, on every page but the first.
    #[prop(optional, into)]
    beginning: Optional,
    /// The address of the next page.
    #[prop(optional, into)]
    next: Optional,
) -> impl IntoView {
    let Optional(beginning) = beginning;
    let Optional(next) = next;
    let lang = lang();
    (beginning.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=lang.t("common-pages")>
                {beginning.map(|href| view! {
                    <a class="button secondary" href=href>
                        <Icon of=Symbol::Back />
                        {lang.t("common-beginning")}
                    </a>
                })}
                {next.map(|href| view! {
                    <a class="button secondary older" rel="next" href=href>
                        {lang.t("common-next")}
                        <Icon of=Symbol::Next />
                    </a>
                })}
            </nav>
        }
    })
}
