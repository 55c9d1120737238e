//! The page where the link in a notice leads. A mail program may post to it by itself (RFC 8058), without any session.

use crate::{
    ui::{
        button::{LinkButton, PostButton, Weight},
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here},
};
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use clinic::mail::{Choice, Purpose, end_notices, reminders_wanted, verify, want_reminders};
use leptos::prelude::*;
use serde::Deserialize;

/// The kind of notices that go to an address in a record.
const REMINDERS: &str = "reminders";

/// What stands in the address besides the token.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    kind: String,
    done: String,
}

/// Says what the link does; the button does it.
pub(crate) async fn page(here: Here, Query(asked): Query<Fields>) -> Answer {
    let token = here.param("token").unwrap_or_default().to_owned();
    if asked.kind == REMINDERS {
        return reminders(here, &token).await;
    }
    let Some(choice) = Choice::parse(&asked.kind) else { return Ok(bad(here).await) };
    if verify(&mut here.read().await?, &here.portal.keys, Purpose::Unsubscribe, &token, here.now).await?.is_err() {
        return Ok(bad(here).await);
    }
    if asked.done == "yes" {
        return Ok(done(here).await);
    }
    let lang = here.lang;
    Ok(Frame::new(here, lang.t("end-notices-title"))
        .show(move || {
            let action = format!("{}{token}?kind={}", Purpose::Unsubscribe.path(), choice.name());
            view! {
                <PageHead title=lang.t("end-notices-title") lead=about(choice, lang) />
                <p>{lang.t("end-notices-stay")}</p>
                <PostButton action=action fields=vec![("page", "yes".to_owned())]>
                    {lang.t("end-notices-button")}
                </PostButton>
            }
        })
        .await)
}

/// Ends the notices. From the page the answer leads on; a mail program gets a plain one, as it may follow no redirect.
pub(crate) async fn end(here: Here, Query(asked): Query<Fields>, body: String) -> Answer {
    let token = here.param("token").unwrap_or_default().to_owned();
    if asked.kind == REMINDERS {
        return end_reminders(here, &token, &body).await;
    }
    let Some(choice) = Choice::parse(&asked.kind) else { return Ok(bad(here).await) };
    let portal = &here.portal;
    let ended = end_notices(&portal.db, &portal.keys, &portal.auditor, &token, choice, here.now).await?;
    if ended.is_err() {
        return Ok(bad(here).await);
    }
    if body.split('&').any(|pair| pair == "page=yes") {
        let done = format!("{}{token}?kind={}&done=yes", Purpose::Unsubscribe.path(), choice.name());
        return Ok(crate::web::after(&done, None));
    }
    Ok((StatusCode::OK, "").into_response())
}

/// Reminders to an address in a record, whose reader has no account to choose in: they end here, and begin again.
async fn reminders(here: Here, token: &str) -> Answer {
    let wanted = reminders_wanted(&mut here.read().await?, &here.portal.keys, token, here.now).await?;
    let Ok(wanted) = wanted else { return Ok(bad(here).await) };
    let lang = here.lang;
    let action = reminders_path(token);
    Ok(Frame::new(here, lang.t("end-notices-title"))
        .show(move || {
            let fields = |press: &str| vec![("press", press.to_owned())];
            if wanted {
                view! {
                    <PageHead title=lang.t("end-notices-title") lead=lang.t("end-notices-reminders") />
                    <p>{lang.t("end-notices-reminders-stay")}</p>
                    <PostButton action=action fields=fields("end")>{lang.t("end-notices-button")}</PostButton>
                }
                .into_any()
            } else {
                view! {
                    <PageHead title=lang.t("end-notices-title") />
                    <NoticeBox tone=Tone::Good title=lang.t("end-notices-done")>
                        <p>{lang.t("end-notices-reminders-stay")}</p>
                    </NoticeBox>
                    <PostButton action=action fields=fields("again") weight=Weight::Secondary>
                        {lang.t("end-notices-reminders-again")}
                    </PostButton>
                }
                .into_any()
            }
        })
        .await)
}

/// Ends reminders, or begins them again where the button of the page says so.
async fn end_reminders(here: Here, token: &str, body: &str) -> Answer {
    let pressed = body.split('&').find_map(|pair| pair.strip_prefix("press="));
    let (portal, wanted) = (&here.portal, pressed == Some("again"));
    let done = want_reminders(&portal.db, &portal.keys, &portal.auditor, token, wanted, here.now).await?;
    if done.is_err() {
        return Ok(bad(here).await);
    }
    Ok(match pressed {
        Some(_) => crate::web::after(&reminders_path(token), None),
        None => (StatusCode::OK, "").into_response(),
    })
}

fn reminders_path(token: &str) -> String {
    format!("{}{token}?kind={REMINDERS}", Purpose::Unsubscribe.path())
}

async fn done(here: Here) -> Response {
    let lang = here.lang;
    Frame::new(here, lang.t("end-notices-title"))
        .show(move || {
            view! {
                <PageHead title=lang.t("end-notices-title") />
                <NoticeBox tone=Tone::Good title=lang.t("end-notices-done")>
                    <p>{lang.t("end-notices-done-advice")}</p>
                </NoticeBox>
                <p>{lang.t("end-notices-stay")}</p>
            }
        })
        .await
}

async fn bad(here: Here) -> Response {
    let lang = here.lang;
    Frame::new(here, lang.t("end-notices-title"))
        .refused()
        .show(move || {
            view! {
                <PageHead title=lang.t("end-notices-title") />
                <NoticeBox tone=Tone::Warn title=lang.t("end-notices-bad")>
                    <p>{lang.t("end-notices-bad-advice")}</p>
                </NoticeBox>
                <LinkButton href="/sign-in" weight=Weight::Secondary>
                    {lang.t("end-notices-sign-in")}
                </LinkButton>
            }
        })
        .await
}

fn about(choice: Choice, lang: Lang) -> String {
    match choice {
        Choice::Record => lang.t("end-notices-record"),
        Choice::Appointments => lang.t("end-notices-appointments"),
        Choice::Helpers => lang.t("end-notices-helpers"),
        Choice::Prescriptions => lang.t("end-notices-prescriptions"),
        Choice::Results => lang.t("end-notices-results"),
    }
}
