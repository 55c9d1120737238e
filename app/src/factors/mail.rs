use super::proof::keeper;
use crate::{
    ui::{
        button::{Button, PostButton, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        nav::Section,
        page::PageHead,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Person,
    factors::{Code, Keeper, Sent, send_code_to_switch_on, switch_mail_codes_off, switch_mail_codes_on},
};
use leptos::prelude::*;
use serde::Deserialize;

const HERE: &str = "/account/factors/mail";

/// Whether codes by mail are taken, and how to change that.
pub(crate) async fn page(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    show(here, &by, Vec::new()).await
}

/// Sends a code, to see that mail arrives.
pub(crate) async fn send(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    match send_code_to_switch_on(&here.portal, &by, here.now).await? {
        Sent::Yes => Ok(after(HERE, Some(Notice::CodeSent))),
        Sent::NotOffered => Ok(after(HERE, None)),
        Sent::TooMany => {
            let error = FieldError::new("", here.lang.t("factor-mail-too-many"));
            show(here, &by, vec![error]).await
        }
    }
}

/// The code that has arrived.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MailFields {
    code: String,
}

/// Takes codes by mail from now on.
pub(crate) async fn switch_on(here: Here, Signed(_): Signed<Person>, Typed(typed): Typed<MailFields>) -> Answer {
    let lang = here.lang;
    let by = keeper(&here).await?;
    let error = match Code::parse(&typed.code) {
        Some(code @ Code::Mail(_)) => match switch_mail_codes_on(&here.portal, &by, &code, here.now).await? {
            Ok(()) => return Ok(after("/account/factors", Some(Notice::MailCodesOn))),
            Err(_) => lang.t("mail-codes-wrong"),
        },
        _ => lang.t("mail-codes-malformed"),
    };
    show(here, &by, vec![FieldError::new("code", error)]).await
}

/// Takes no codes by mail any longer.
pub(crate) async fn switch_off(here: Here, Signed(_): Signed<Person>) -> Answer {
    let by = keeper(&here).await?;
    switch_mail_codes_off(&here.portal, &by, here.now).await?;
    Ok(after("/account/factors", Some(Notice::MailCodesOff)))
}

async fn show(here: Here, by: &Keeper, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let on = by.held().mail_codes;
    let email = here.visit.session.as_ref().map(|session| session.email().to_owned()).unwrap_or_default();
    let refused = !errors.is_empty();
    let frame = Frame::new(here, lang.t("mail-codes-title"))
        .section(Section::Account)
        .crumb("/account", lang.t("account-title"))
        .crumb("/account/factors", lang.t("factors-title"));
    let frame = if refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let form = if on {
                view! {
                    <p>{lang.t("mail-codes-end-advice")}</p>
                    <PostButton action="/account/factors/mail/end" weight=Weight::Danger>
                        {lang.t("mail-codes-end")}
                    </PostButton>
                }
                .into_any()
            } else {
                view! {
                    <p>{lang.with("mail-codes-test", &[("email", email.into())])}</p>
                    <PostButton action="/account/factors/mail/code" icon=Symbol::Mail>
                        {lang.t("factor-mail-send")}
                    </PostButton>
                    <Form action=HERE errors=errors.clone()>
                        <TextField
                            name="code"
                            label=lang.t("mail-codes-code")
                            input=Input::OneTimeCode
                            hint=lang.t("mail-codes-code-hint")
                            error=error_at(&errors, "code")
                        />
                        <Button weight=Weight::Secondary>{lang.t("mail-codes-begin")}</Button>
                    </Form>
                }
                .into_any()
            };
            view! {
                <PageHead title=lang.t("mail-codes-title") lead=lang.t("mail-codes-advice") />
                {form}
            }
        })
        .await)
}
