//! The door: e-mail address and password.

use super::{
    button::{Actions, Button},
    field::{Input, TextField},
    form::{FieldError, Form, error_at},
    optional::Optional,
    page::PageHead,
    text::{Lang, lang},
};
use leptos::prelude::*;

/// Why nobody was signed in; the words never tell whether an account exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The e-mail address is missing.
    NoEmail,
    /// The password is missing.
    NoPassword,
    /// Address and password do not fit.
    Wrong,
    /// Too many tries; another one is possible after some minutes.
    Wait {
        /// How many minutes to wait, rounded up.
        minutes: i64,
    },
}

impl Refusal {
    fn error(self, lang: Lang) -> FieldError {
        match self {
            Self::NoEmail => FieldError::new("email", lang.t("sign-in-no-email")),
            Self::NoPassword => FieldError::new("password", lang.t("sign-in-no-password")),
            Self::Wrong => FieldError::new("", lang.t("sign-in-wrong")),
            Self::Wait { minutes } => FieldError::new(
                "",
                lang.with("sign-in-wait", &[("minutes", minutes.into())]),
            ),
        }
    }
}

/// Heading and form of the sign-in page; posts `email` and `password`.
#[component]
pub fn SignInForm(
    /// The address it posts to.
    #[prop(into)]
    action: String,
    /// What was typed before.
    #[prop(optional, into)]
    email: Optional,
    /// Why the last try failed.
    #[prop(optional)]
    refused: Vec<Refusal>,
    /// What else leads in: an invitation, help.
    children: Children,
) -> impl IntoView {
    let lang = lang();
    let errors: Vec<FieldError> = refused
        .into_iter()
        .map(|refusal| refusal.error(lang))
        .collect();
    let email_error = error_at(&errors, "email");
    let password_error = error_at(&errors, "password");
    view! {
        <div class="sign-in">
            <PageHead title=lang.t("sign-in-title") lead=lang.t("sign-in-lead") />
            <Form action=action errors=errors>
                <TextField
                    name="email"
                    label=lang.t("sign-in-email")
                    input=Input::Email
                    value=email
                    error=email_error
                />
                <TextField
                    name="password"
                    label=lang.t("sign-in-password")
                    input=Input::Password
                    error=password_error
                />
                <Actions>
                    <Button>{lang.t("sign-in-button")}</Button>
                </Actions>
            </Form>
            {children()}
        </div>
    }
}
