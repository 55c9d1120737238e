use super::passkey::{PasskeyForm, Wish};
use crate::{
    ui::{
        button::{Button, PostButton, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        notice::Notice,
        page::Part,
        text::Lang,
        tone::Tone,
    },
    web::{AppError, Here},
};
use clinic::{
    accounts::{Person, Refused},
    factors::{Held, Keeper, passkeys_work},
};
use leptos::prelude::*;

/// The ways in which someone can give a second factor on a page.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a way of its own")]
pub(super) struct Ways {
    /// Where codes are sent; a passkey goes to `/passkey` below, the wish for a mail to `/mail`.
    pub action: &'static str,
    pub passkey_action: &'static str,
    pub mail_action: &'static str,
    /// The address of the portal.
    pub origin: String,
    /// The person's e-mail address, of which only a hint is shown.
    pub email: String,
    pub app: bool,
    pub passkey: bool,
    pub mail: bool,
    pub recovery: bool,
    pub errors: Vec<FieldError>,
}

impl Ways {
    /// The page's script, if it needs one.
    pub(super) fn script(&self) -> Option<&'static str> {
        super::passkey_script(&self.origin).filter(|_| self.passkey)
    }

    /// The forms.
    pub(super) fn view(self, lang: Lang) -> impl IntoView + use<> {
        let only_mail = self.mail && !self.app && !self.passkey && !self.recovery;
        let masked = mask(&self.email);
        let mail = self.mail.then(|| {
            let weight = if only_mail { Weight::Primary } else { Weight::Secondary };
            view! {
                <Part title=lang.t("factor-mail") id="mail">
                    <p>{lang.with("factor-mail-advice", &[("address", masked.into())])}</p>
                    <PostButton action=self.mail_action weight=weight icon=Symbol::Mail>
                        {lang.t("factor-mail-send")}
                    </PostButton>
                </Part>
            }
        });
        let works = passkeys_work(&self.origin);
        let passkey = self.passkey.then(|| {
            if works {
                view! {
                    <PasskeyForm
                        action=self.passkey_action
                        wish=Wish::Get
                        origin=self.origin
                        button=lang.t("factor-passkey")
                        without=lang.t("factor-passkey-without")
                    />
                }
                .into_any()
            } else {
                view! { <p class="quiet-text">{lang.t("factor-passkey-elsewhere")}</p> }.into_any()
            }
        });
        let hints: Vec<String> = [
            (self.app, lang.t("factor-code-app")),
            (self.mail, lang.t("factor-code-mail")),
            (self.recovery, lang.t("factor-code-recovery")),
        ]
        .into_iter()
        .filter_map(|(offered, hint)| offered.then_some(hint))
        .collect();
        let weight = if only_mail || (self.passkey && works) { Weight::Secondary } else { Weight::Primary };
        // Without a form for codes nothing else would say what went wrong.
        let failed = hints.is_empty().then(|| self.errors.first().map(|error| error.message.clone())).flatten();
        let failed = failed.map(|message| view! { <Notice tone=Tone::Danger title=message>""</Notice> });
        let code = (!hints.is_empty()).then(|| {
            view! {
                <Form action=self.action errors=self.errors.clone()>
                    <TextField
                        name="code"
                        label=lang.t("factor-code")
                        input=Input::OneTimeCode
                        hint=hints.join(" ")
                        error=error_at(&self.errors, "code")
                    />
                    <Button weight=weight>{lang.t("factor-code-button")}</Button>
                </Form>
            }
        });
        if only_mail {
            view! {
                {mail}
                {code}
            }
            .into_any()
        } else {
            view! {
                {failed}
                {passkey}
                {code}
                {mail}
            }
            .into_any()
        }
    }
}

/// What to say of a refusal.
pub(super) fn refusal(refused: Refused, field: &str, lang: Lang) -> FieldError {
    match (refused, field) {
        (Refused::Wait { seconds }, _) => FieldError::new("", lang.with("sign-in-wait", &[("count", seconds.into())])),
        (Refused::NotRight, "code") => FieldError::new("code", lang.t("factor-code-wrong")),
        (Refused::NotRight, "password") => FieldError::new("password", lang.t("confirm-password-wrong")),
        (Refused::NotRight, _) => FieldError::new("", lang.t("passkey-refused")),
    }
}

/// The proof that whoever asks may change their factors; else they are asked to confirm first.
pub(super) async fn keeper(here: &Here) -> Result<Keeper, AppError> {
    let session = here.visit.session.as_ref().ok_or(AppError::SignIn)?;
    Keeper::of(&mut here.read().await?, session, here.now).await?.ok_or(AppError::Confirm)
}

/// Whether one of the person's roles is closed to them without an app or a passkey.
pub(super) fn needs_factor(here: &Here) -> bool {
    here.visit.session.as_ref().is_some_and(|session| session.roles().iter().any(clinic::accounts::Role::needs_factor))
}

/// Which of the ways are open to someone with these factors, beside codes by mail.
pub(super) fn strong_ways(held: Held) -> (bool, bool, bool) {
    (held.apps > 0, held.passkeys > 0, held.recovery_codes > 0)
}

/// Any person who is signed in; their session, for the store.
pub(super) fn session(here: &Here, _: &Person) -> Result<clinic::accounts::Session, AppError> {
    here.visit.session.clone().ok_or(AppError::SignIn)
}

/// Enough of an address for its owner to know it: `w•••@example.org`.
fn mask(email: &str) -> String {
    match email.split_once('@') {
        Some((name, host)) => format!("{}•••@{host}", name.chars().next().map(String::from).unwrap_or_default()),
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_is_hinted_at() {
        assert_eq!(super::mask("walter@example.org"), "w•••@example.org");
        assert_eq!(super::mask("nothing"), "•••");
    }
}
