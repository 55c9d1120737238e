use super::{
    passkey::{PasskeyFields, challenge_answer},
    proof::{Ways, refusal, session, strong_ways},
    sign_in::demo_part,
};
use crate::{
    ui::{
        button::Button,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after, take_way},
};
use clinic::{
    accounts::{Password, Person},
    factors::{
        Code, Confirmation, Proof, Sent, ask_passkey_to_confirm, asked_of, confirm as confirm_session,
        confirm_with_passkey as confirm_by_passkey, demo_code_again, held_by, send_code_to_confirm,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

const HERE: &str = "/account/confirmation";

/// Asks someone who is signed in to show once more who they are.
pub(crate) async fn page(here: Here, Signed(by): Signed<Person>) -> Answer {
    show(here, &by, Vec::new()).await
}

/// A code or the password, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ConfirmationFields {
    code: String,
    password: String,
}

/// Takes a code or the password, and goes back to where it was asked for.
pub(crate) async fn confirm(here: Here, Signed(by): Signed<Person>, Typed(typed): Typed<ConfirmationFields>) -> Answer {
    let lang = here.lang;
    let session = session(&here, &by)?;
    let (proof, field) = if typed.password.is_empty() {
        let Some(code) = Code::parse(&typed.code) else {
            let is_password = asked_of(held_by(&mut here.read().await?, &session).await?) == Confirmation::Password;
            let error = if is_password {
                FieldError::new("password", lang.t("sign-in-password-missing"))
            } else {
                FieldError::new("code", lang.t("factor-code-malformed"))
            };
            return show(here, &by, vec![error]).await;
        };
        (Proof::Code(code), "code")
    } else {
        (Proof::Password(Password::typed(typed.password)), "password")
    };
    match confirm_session(&here.portal, &session, proof, here.visit.address).await? {
        Ok(()) => Ok(take_way(&here)),
        Err(refused) => show(here, &by, vec![refusal(refused, field, lang)]).await,
    }
}

/// Sends a code by mail.
pub(crate) async fn send_mail(here: Here, Signed(by): Signed<Person>) -> Answer {
    let session = session(&here, &by)?;
    match send_code_to_confirm(&here.portal, &session, here.now).await? {
        Sent::Yes => Ok(after(HERE, Some(Notice::CodeSent))),
        Sent::NotOffered => Err(clinic::Error::NotFound.into()),
        Sent::TooMany => {
            let error = FieldError::new("", here.lang.t("factor-mail-too-many"));
            show(here, &by, vec![error]).await
        }
    }
}

/// What the browser is to sign with a passkey of theirs.
pub(crate) async fn ask_passkey(here: Here, Signed(by): Signed<Person>) -> Answer {
    let session = session(&here, &by)?;
    Ok(challenge_answer(&ask_passkey_to_confirm(&here.portal, &session, here.now).await?))
}

/// Takes what the browser has signed with a passkey.
pub(crate) async fn confirm_with_passkey(
    here: Here,
    Signed(by): Signed<Person>,
    Typed(typed): Typed<PasskeyFields>,
) -> Answer {
    let lang = here.lang;
    let session = session(&here, &by)?;
    let Some((challenge, answer)) = typed.answer() else {
        return show(here, &by, vec![FieldError::new("", lang.t("passkey-refused"))]).await;
    };
    match confirm_by_passkey(&here.portal, &session, challenge, answer, here.visit.address).await? {
        Ok(()) => Ok(take_way(&here)),
        Err(refused) => show(here, &by, vec![refusal(refused, "", lang)]).await,
    }
}

async fn show(here: Here, by: &Person, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let session = session(&here, by)?;
    let mut q = here.read().await?;
    let held = held_by(&mut q, &session).await?;
    let asked = asked_of(held);
    let demo =
        demo_code_again(&mut q, &here.portal, &session, here.now).await?.filter(|_| asked == Confirmation::Strong);
    drop(q);
    let (app, passkey, recovery) = strong_ways(held);
    let refused = !errors.is_empty();
    let strong = asked == Confirmation::Strong;
    let ways = Ways {
        action: HERE,
        passkey_action: "/account/confirmation/passkey",
        mail_action: "/account/confirmation/mail",
        origin: here.portal.settings.origin.clone(),
        email: session.email().to_owned(),
        app: app && strong,
        passkey: passkey && strong,
        mail: asked == Confirmation::Mail,
        recovery: recovery && strong,
        errors,
    };
    let lead = match asked {
        Confirmation::Strong => lang.t("confirm-lead-strong"),
        Confirmation::Mail => lang.t("confirm-lead-mail"),
        Confirmation::Password => lang.t("confirm-lead-password"),
    };
    let frame = Frame::new(here, lang.t("confirm-title")).section(Section::Account).script(ways.script());
    let frame = if refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let forms = if asked == Confirmation::Password {
                view! {
                    <Form action=HERE errors=ways.errors.clone()>
                        <TextField
                            name="password"
                            label=lang.t("sign-in-password")
                            input=Input::Password
                            error=error_at(&ways.errors, "password")
                        />
                        <Button>{lang.t("confirm-button")}</Button>
                    </Form>
                }
                .into_any()
            } else {
                ways.view(lang).into_any()
            };
            view! {
                <PageHead title=lang.t("confirm-title") lead=lead />
                {demo.map(|demo| demo_part(demo, HERE, lang))}
                {forms}
            }
        })
        .await)
}
