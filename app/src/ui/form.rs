//! A form that posts, and on refusal says at its top what is wrong and where.

use super::{
    field::field_id,
    icon::{Icon, Symbol},
    text::lang,
};
use leptos::prelude::*;

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field; empty where the form as a whole is refused.
    pub field: String,
    /// What went wrong and what to do.
    pub message: String,
}

impl FieldError {
    /// An error at a field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// The message for one field, to be handed to it.
pub fn error_at(errors: &[FieldError], field: &str) -> Option<String> {
    errors.iter().find(|error| error.field == field).map(|error| error.message.clone())
}

/// A form that posts to `action`; errors are listed first, get the focus and lead to their fields.
#[component]
pub fn Form(
    /// The address it posts to.
    #[prop(into)]
    action: String,
    /// What was refused.
    #[prop(optional)]
    errors: Vec<FieldError>,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        // The server answers in the reader's language and in one place; the browser's bubbles do neither.
        <form method="post" action=action class="form" novalidate=true>
            {(!errors.is_empty()).then(|| view! { <ErrorSummary errors=errors /> })}
            {children()}
        </form>
    }
}

/// The list of what is wrong, each leading to its field.
#[component]
fn ErrorSummary(errors: Vec<FieldError>) -> impl IntoView {
    let items = errors
        .into_iter()
        .map(|FieldError { field, message }| {
            if field.is_empty() {
                view! { <li>{message}</li> }.into_any()
            } else {
                view! {
                    <li>
                        <a href=format!("#{}", field_id(&field))>{message}</a>
                    </li>
                }
                .into_any()
            }
        })
        .collect_view();
    view! {
        <div class="notice danger" role="alert" tabindex="-1" autofocus=true>
            <Icon of=Symbol::Danger />
            <div class="notice-body">
                <p class="notice-title">{lang().t("common-errors-title")}</p>
                <ul>{items}</ul>
            </div>
        </div>
    }
}
