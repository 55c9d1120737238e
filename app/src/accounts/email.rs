//! The own e-mail address: confirming it, changing it, and undoing a change from the old one.

use super::links::{Dead, subject};
use crate::{
    ui::{
        badge::Badge,
        button::{Button, LinkButton, PostButton, SendOrCancel, Weight},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after, remember_way},
};
use chrono::Duration;
use chrono_tz::Tz;
use clinic::{
    accounts::{
        EmailChange, EmailLink, LONGEST_EMAIL, NotChanged, OwnEmail, Person, cancel_email_change, change_email,
        confirm_email, own_email, undo_email_change, undoable_email_change, waiting_email_change,
    },
    ids::EmailChangeId,
    mail::{BadLink, Purpose, sign},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The field of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EmailFields {
    email: String,
}

/// The address, whether it is confirmed, and the form for another one.
pub(crate) async fn email_page(here: Here, Fresh(by): Fresh<Person>) -> Answer {
    own_page(here, &by, EmailFields::default(), Vec::new()).await
}

/// Sends a link to the address that was typed, or to the present one.
pub(crate) async fn change(here: Here, Fresh(by): Fresh<Person>, Typed(typed): Typed<EmailFields>) -> Answer {
    let lang = here.lang;
    let portal = &here.portal;
    let error = match change_email(&portal.db, &portal.auditor, &by, &typed.email, here.now).await? {
        Ok(()) => return Ok(after("/account/email", Some(Notice::EmailAsked))),
        Err(NotChanged::Malformed) => lang.t("invitation-email-malformed"),
        Err(NotChanged::Same) => lang.t("email-same"),
        Err(NotChanged::TooMany) => lang.t("email-too-many"),
    };
    own_page(here, &by, typed, vec![FieldError::new("email", error)]).await
}

/// Takes back a change that waits.
pub(crate) async fn cancel(here: Here, Signed(by): Signed<Person>) -> Answer {
    cancel_email_change(&here.portal.db, &here.portal.auditor, &by, here.now).await?;
    Ok(after("/account/email", Some(Notice::EmailCancelled)))
}

async fn own_page(here: Here, by: &Person, typed: EmailFields, errors: Vec<FieldError>) -> Answer {
    let (own, waiting) = own_email(&mut here.read().await?, by, here.now).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let frame =
        Frame::new(here, lang.t("email-title")).section(Section::Account).crumb("/account", lang.t("account-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            view! {
                <PageHead title=lang.t("email-title") lead=lang.t("email-lead") />
                {present(&own, zone, lang)}
                {waiting.map(|waiting| waiting_part(waiting, zone, lang))}
                <Part title=lang.t("email-change") id="change">
                    <Form action="/account/email" errors=errors.clone()>
                        <TextField
                            name="email"
                            label=lang.t("email-new")
                            input=Input::Email
                            autocomplete="email"
                            value=typed.email
                            hint=lang.with("email-new-hint", &[("count", LONGEST_EMAIL.into())])
                            error=error_at(&errors, "email")
                        />
                        <SendOrCancel words=lang.t("email-button") back="/account" />
                    </Form>
                </Part>
            }
        })
        .await)
}

fn present(own: &OwnEmail, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let email = own.email.clone();
    let (tone, word) = match own.verified_at {
        Some(at) => (Tone::Good, lang.with("email-confirmed-on", &[("date", lang.moment(at, zone).into())])),
        None => (Tone::Warn, lang.t("email-unconfirmed")),
    };
    let state = view! { <Badge tone=tone text=word /> };
    let facts = vec![Fact::new(lang.t("email-present"), email.clone()), Fact::new(lang.t("email-state"), state)];
    view! {
        <Facts facts=facts />
        {own.verified_at
            .is_none()
            .then(|| {
                view! {
                    <p>{lang.t("email-unconfirmed-advice")}</p>
                    <PostButton action="/account/email" fields=vec![("email", email)] weight=Weight::Secondary>
                        {lang.t("email-confirm-present")}
                    </PostButton>
                }
            })}
    }
}

fn waiting_part(waiting: EmailChange, zone: Tz, lang: Lang) -> impl IntoView {
    let until = lang.moment(waiting.expires_at, zone);
    let words = lang.with("email-waiting-advice", &[("email", waiting.new_email.into()), ("date", until.into())]);
    view! {
        <NoticeBox tone=Tone::Info title=lang.t("email-waiting")>
            <p>{words}</p>
            <PostButton action="/account/email/cancellation" weight=Weight::Secondary>
                {lang.t("email-cancel")}
            </PostButton>
        </NoticeBox>
    }
}

/// What someone who follows the link to confirm an address is told. Nothing happens yet: programs open links too.
pub(crate) async fn confirmation_page(here: Here) -> Answer {
    show_confirmation(here, None).await
}

/// Confirms the address.
pub(crate) async fn confirm(here: Here, Signed(by): Signed<Person>) -> Answer {
    let id = match subject(&here, Purpose::EmailVerification).await? {
        Ok(id) => EmailChangeId(id),
        Err(bad) => return Ok(dead(&here, bad).show(here).await),
    };
    let portal = &here.portal;
    match confirm_email(&portal.db, &portal.auditor, &by, id, here.now).await? {
        EmailLink::Done => Ok(after("/account", Some(Notice::EmailConfirmed))),
        EmailLink::NotUsable => {
            let error = FieldError::new("", here.lang.t("email-not-usable"));
            show_confirmation(here, Some(error)).await
        }
        // Another account's link, or one that is over: the page says which.
        EmailLink::Over => show_confirmation(here, None).await,
    }
}

async fn show_confirmation(here: Here, error: Option<FieldError>) -> Answer {
    let id = match subject(&here, Purpose::EmailVerification).await? {
        Ok(id) => EmailChangeId(id),
        Err(bad) => return Ok(dead(&here, bad).show(here).await),
    };
    let Some((account, change)) = waiting_email_change(&mut here.read().await?, id, here.now).await? else {
        return Ok(dead(&here, BadLink::Expired).show(here).await);
    };
    let lang = here.lang;
    let is_owner = here.visit.session.as_ref().map(|session| session.account() == account);
    let action = here.uri.path().to_owned();
    let way = here.clone();
    let frame = Frame::new(here, lang.t("email-confirm-title"));
    let frame = if error.is_some() { frame.refused() } else { frame };
    let response = frame
        .show(move || {
            let lead = lang.with("email-confirm-lead", &[("email", change.new_email.into())]);
            let errors: Vec<FieldError> = error.into_iter().collect();
            view! {
                <PageHead title=lang.t("email-confirm-title") lead=lead />
                {match is_owner {
                    Some(true) => {
                        view! {
                            <Form action=action errors=errors>
                                <Button>{lang.t("email-confirm-button")}</Button>
                            </Form>
                        }
                            .into_any()
                    }
                    Some(false) => {
                        view! {
                            <NoticeBox tone=Tone::Warn title=lang.t("email-confirm-other")>
                                <p>{lang.t("email-confirm-other-advice")}</p>
                                <PostButton action="/sign-out" weight=Weight::Secondary>
                                    {lang.t("account-sign-out-here")}
                                </PostButton>
                            </NoticeBox>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <p>{lang.t("email-confirm-sign-in")}</p>
                            <p>
                                <LinkButton href="/sign-in">{lang.t("sign-in-button")}</LinkButton>
                            </p>
                        }
                            .into_any()
                    }
                }}
            }
        })
        .await;
    Ok(if is_owner == Some(true) { response } else { remember_way(&way, response) })
}

/// What someone who follows the link from the old address is told.
pub(crate) async fn undoing_page(here: Here) -> Answer {
    let id = match subject(&here, Purpose::EmailUndo).await? {
        Ok(id) => EmailChangeId(id),
        Err(bad) => return Ok(dead(&here, bad).show(here).await),
    };
    let Some(old) = undoable_email_change(&mut here.read().await?, id, here.now).await? else {
        return Ok(dead(&here, BadLink::Expired).show(here).await);
    };
    let lang = here.lang;
    let action = here.uri.path().to_owned();
    Ok(Frame::new(here, lang.t("undo-title"))
        .show(move || {
            view! {
                <PageHead title=lang.t("undo-title") lead=lang.with("undo-lead", &[("email", old.into())]) />
                <p>{lang.t("undo-what")}</p>
                <PostButton action=action weight=Weight::Danger>
                    {lang.t("undo-button")}
                </PostButton>
            }
        })
        .await)
}

/// Undoes the change, and leads to the choice of a new password: someone else may know the present one.
pub(crate) async fn undo(here: Here) -> Answer {
    let id = match subject(&here, Purpose::EmailUndo).await? {
        Ok(id) => EmailChangeId(id),
        Err(bad) => return Ok(dead(&here, bad).show(here).await),
    };
    let portal = &here.portal;
    let Some(reset) = undo_email_change(&portal.db, &portal.auditor, id, here.now).await? else {
        return Ok(dead(&here, BadLink::Expired).show(here).await);
    };
    let expires_at = here.now + Duration::hours(1);
    let token = sign(&portal.db, &portal.keys, Purpose::PasswordReset, reset.0, expires_at, here.now).await?;
    Ok(after(&format!("{}{token}", Purpose::PasswordReset.path()), Some(Notice::EmailUndone)))
}

fn dead(here: &Here, bad: BadLink) -> Dead {
    let lang = here.lang;
    match bad {
        BadLink::Wrong => Dead::wrong(here),
        BadLink::Expired => Dead::over(lang.t("email-link-over"), lang.t("email-link-over-advice"))
            .then("/account/email", lang.t("email-title")),
    }
}
