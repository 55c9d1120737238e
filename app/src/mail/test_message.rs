//! A message to see whether mail works: sent while the administrator waits.

use crate::{
    ui::{
        button::Button,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        tone::Tone,
    },
    web::{Answer, Frame, Fresh, Here, Typed},
};
use axum::response::Response;
use clinic::{
    accounts::{Admin, Language},
    audit::{Action, Event, Subject},
    mail::{Fate, LONGEST, Letter, masked_answer},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::time::Duration;

/// An administrator is not left waiting for longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The field of the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    to: String,
}

/// The form, with the administrator's own address.
pub(crate) async fn page(here: Here, Fresh(_): Fresh<Admin>) -> Answer {
    let own = here.visit.session.as_ref().map(|session| session.email().to_owned()).unwrap_or_default();
    Ok(form(here, own, Vec::new(), None).await)
}

/// Sends a message now, and shows what came of it.
pub(crate) async fn send_now(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<Fields>) -> Answer {
    let lang = here.lang;
    let to = typed.to.trim().to_owned();
    let is_address = to.contains('@') && !to.contains(char::is_control) && to.chars().count() <= LONGEST;
    if !is_address {
        let error = FieldError::new("to", lang.t("mail-flaw-test-to"));
        return Ok(form(here, to, vec![error], None).await);
    }
    let portal = &here.portal;
    let mut tx = portal.db.begin().await.map_err(clinic::Error::from)?;
    let event = Event::new(by.actor(), Action::Execute, Subject::Mail).noting("test message");
    portal.auditor.record(&mut tx, event).await?;
    tx.commit().await.map_err(clinic::Error::from)?;
    let language = here.visit.session.as_ref().and_then(clinic::accounts::Session::language);
    let own = Letter::test(to.clone(), language.or(Some(if lang.tag() == "es" { Language::Es } else { Language::En })));
    let way = portal.post.way(&portal.db, &portal.keys).await?;
    let fate = match tokio::time::timeout(PATIENCE, super::send(portal, &way, &own)).await {
        Ok(fate) => fate,
        Err(_) => Fate::Later(format!("no answer within {} seconds", PATIENCE.as_secs())),
    };
    Ok(form(here, to, Vec::new(), Some(fate)).await)
}

async fn form(here: Here, to: String, errors: Vec<FieldError>, fate: Option<Fate>) -> Response {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("mail-test-title"))
        .section(Section::System)
        .crumb("/system", lang.t("system-title"))
        .crumb("/system/mail", lang.t("mail-back"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let fate = fate.map(|fate| {
                let (tone, title, advice, answer) = match fate {
                    Fate::Sent(answer) => {
                        (Tone::Good, lang.t("mail-test-sent"), lang.t("mail-test-sent-advice"), answer)
                    }
                    Fate::Later(answer) | Fate::Failed(answer) => {
                        (Tone::Danger, lang.t("mail-test-failed"), lang.t("mail-test-failed-advice"), answer)
                    }
                };
                view! {
                    <NoticeBox tone=tone title=title>
                        <p>{advice}</p>
                        <p>{lang.t("mail-answer")} ": " <code>{masked_answer(&answer)}</code></p>
                    </NoticeBox>
                }
            });
            view! {
                <PageHead title=lang.t("mail-test-title") lead=lang.t("mail-test-lead") />
                {fate}
                <Form action="/system/mail/test" errors=errors.clone()>
                    <TextField
                        name="to"
                        label=lang.t("mail-field-test-to")
                        input=Input::Email
                        value=to
                        hint=lang.with("mail-field-test-to-hint", &[("count", LONGEST.into())])
                        error=error_at(&errors, "to")
                    />
                    <Button>{lang.t("mail-test-send")}</Button>
                </Form>
            }
        })
        .await
}
