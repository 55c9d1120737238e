//! The frame of every page: header, navigation, content, footer.

use super::{
    icon::{Icon, Sprig, Symbol},
    nav::NavItem,
    optional::Optional,
    slot::Slot,
    text::{Lang, lang},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Who is signed in, and where their menu leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The person's name.
    pub name: String,
    /// In which role, where that is not plain, such as "Prescriber".
    pub role: Option<String>,
    /// Links of the menu, above "Sign out".
    pub links: Vec<NavItem>,
}

/// A step on the way from the first page to this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
}

impl Crumb {
    /// A step.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

/// The frame around what a page shows; its title becomes the document's title.
#[component]
pub fn Page(
    /// What the page shows, for the window's title; the visible heading is a [`PageHead`] in the children.
    #[prop(into)]
    title: String,
    /// The clinic's name.
    #[prop(into)]
    clinic: String,
    /// The main navigation; empty before sign-in.
    #[prop(optional)]
    nav: Vec<NavItem>,
    /// Who is signed in.
    #[prop(optional_no_strip)]
    account: Option<Account>,
    /// Who printed it and when; a sheet of paper must say whose it is.
    #[prop(optional_no_strip)]
    printed: Option<String>,
    /// The way here, without this page.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// What stands above the content and stays in sight, such as the patient banner.
    #[prop(optional, into)]
    banner: Slot,
    /// What just happened: a notice.
    #[prop(optional, into)]
    notice: Slot,
    /// The content.
    children: Children,
) -> impl IntoView {
    let lang = lang();
    let home = nav.first().map_or_else(|| "/".to_owned(), |first| first.href.clone());
    let has_tabs = nav.len() > 1;
    view! {
        <Title text=format!("{title} · {clinic}") />
        <a class="skip" href="#content">{lang.t("nav-skip")}</a>
        <div class="frame" class:has-tabs=has_tabs>
            <header class="top">
                <a class="brand" href=home>
                    <Sprig />
                    <span class="brand-name">{clinic.clone()}</span>
                </a>
                {(!nav.is_empty()).then(|| view! { <MainNav items=nav /> })}
                {account.map(|account| view! { <AccountMenu account=account /> })}
                {printed.map(|printed| view! { <p class="printed">{printed}</p> })}
            </header>
            {banner.into_view()}
            <main id="content" tabindex="-1">
                {(!crumbs.is_empty()).then(|| view! { <Breadcrumb crumbs=crumbs /> })}
                {notice.into_view()}
                {children()}
            </main>
            <footer class="foot">
                <p class="foot-clinic">{clinic}</p>
                <LanguageSwitch lang=lang />
                <p class="foot-note">{lang.t("footer-emergency")}</p>
            </footer>
        </div>
    }
}

/// The heading of a page: its name, what it is about, and what can be done.
#[component]
pub fn PageHead(
    /// The page's name.
    #[prop(into)]
    title: String,
    /// What it is about, in a sentence.
    #[prop(optional, into)]
    lead: Optional,
    /// Buttons that belong to the page as a whole.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Optional(lead) = lead;
    view! {
        <div class="page-head">
            <div class="page-head-words">
                <h1>{title}</h1>
                {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
            </div>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// A part of a page under a heading of its own.
#[component]
pub fn Part(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The id, so that links can lead here and the region has a name.
    #[prop(into)]
    id: String,
    /// Where all of it is shown, with the words of the link.
    #[prop(optional)]
    more: Option<(String, String)>,
    /// Whether it is one of many of its kind, whose headings may repeat: then it is no landmark of the page.
    #[prop(optional)]
    repeated: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-heading");
    let labelled_by = heading.clone();
    let content = view! {
            <div class="part-head">
                <h2 id=heading.clone()>{title}</h2>
                {more
                    .map(|(href, words)| {
                        view! {
                            <a class="more" href=href>
                                {words}
                                <Icon of=Symbol::Next />
                            </a>
                        }
                    })}
            </div>
            {children()}
    };
    if repeated {
        view! { <article class="part" id=id aria-labelledby=labelled_by>{content}</article> }.into_any()
    } else {
        view! { <section class="part" id=id aria-labelledby=labelled_by>{content}</section> }.into_any()
    }
}

#[component]
fn MainNav(items: Vec<NavItem>) -> impl IntoView {
    view! {
        <nav class="main-nav" aria-label=lang().t("nav-main")>
            <ul>{items.into_iter().map(nav_link).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn AccountMenu(account: Account) -> impl IntoView {
    let lang = lang();
    view! {
        <details class="account">
            <summary>
                <Icon of=Symbol::Person />
                <span class="account-name">{account.name.clone()}</span>
                <Icon of=Symbol::Open />
            </summary>
            <div class="account-menu">
                <p class="account-who">{account.name}</p>
                {account.role.map(|role| view! { <p class="account-role">{role}</p> })}
                <ul>{account.links.into_iter().map(nav_link).collect_view()}</ul>
                <form method="post" action="/sign-out">
                    <button type="submit" class="menu-link">
                        <Icon of=Symbol::SignOut />
                        {lang.t("nav-sign-out")}
                    </button>
                </form>
            </div>
        </details>
    }
}

#[component]
fn Breadcrumb(crumbs: Vec<Crumb>) -> impl IntoView {
    let crumbs = crumbs
        .into_iter()
        .map(|Crumb { href, label }| {
            view! {
                <li>
                    <a href=href>{label}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="crumbs" aria-label=lang().t("nav-crumbs")>
            <ol>{crumbs}</ol>
        </nav>
    }
}

/// Posts the language to `/language`, which sends the reader back to where they were.
#[component]
fn LanguageSwitch(lang: Lang) -> impl IntoView {
    let languages = Lang::ALL
        .into_iter()
        .map(|other| {
            let current = other == lang;
            view! {
                <button
                    type="submit"
                    name="language"
                    value=other.tag()
                    lang=other.tag()
                    aria-current=current.then_some("true")
                >
                    {other.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <form method="post" action="/language" class="languages" aria-label=lang.t("footer-language")>
            <Icon of=Symbol::Language />
            {languages}
        </form>
    }
}

fn nav_link(item: NavItem) -> impl IntoView {
    view! {
        <li>
            <a href=item.href aria-current=item.current.then_some("page")>
                <Icon of=item.icon />
                <span>{item.label}</span>
            </a>
        </li>
    }
}
