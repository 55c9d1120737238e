//! Things to press: buttons in forms, links that look like buttons, and buttons that post by themselves.

use super::icon::{Icon, Symbol};
use super::optional::Optional;
use leptos::prelude::*;

/// How strongly a button invites; one primary button a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The thing to do here.
    #[default]
    Primary,
    /// Something else one can do.
    Secondary,
    /// A quiet way out, such as "Cancel".
    Quiet,
    /// Something that cannot be undone.
    Danger,
}

impl Weight {
    /// The names of the CSS classes.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Secondary => "button secondary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button that sends the form it is in, with a name and value of its own where given.
#[component]
pub fn Button(
    /// How strongly it invites.
    #[prop(optional)]
    weight: Weight,
    /// The name it sends.
    #[prop(optional, into)]
    name: Optional,
    /// The value it sends.
    #[prop(optional, into)]
    value: Optional,
    /// A drawing before the words.
    #[prop(optional)]
    icon: Option<Symbol>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let Optional(name) = name;
    let Optional(value) = value;
    view! {
        <button type="submit" class=weight.class() name=name value=value>
            {icon.map(|of| view! { <Icon of=of /> })}
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How strongly it invites.
    #[prop(optional)]
    weight: Weight,
    /// A drawing before the words.
    #[prop(optional)]
    icon: Option<Symbol>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=weight.class() href=href>
            {icon.map(|of| view! { <Icon of=of /> })}
            {children()}
        </a>
    }
}

/// A form of one button that posts its hidden fields.
#[component]
pub fn PostButton(
    /// The address it posts to.
    #[prop(into)]
    action: String,
    /// The hidden fields, name and value.
    #[prop(optional)]
    fields: Vec<(&'static str, String)>,
    /// How strongly it invites.
    #[prop(optional)]
    weight: Weight,
    /// A drawing before the words.
    #[prop(optional)]
    icon: Option<Symbol>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let fields =
        fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    view! {
        <form method="post" action=action class="post-button">
            {fields}
            <button type="submit" class=weight.class()>
                {icon.map(|of| view! { <Icon of=of /> })}
                {children()}
            </button>
        </form>
    }
}

/// A row of buttons; on a phone they stand below one another.
#[component]
pub fn Actions(
    /// The buttons, the most inviting one first.
    children: Children,
) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}
