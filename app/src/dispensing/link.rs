//! A pharmacy without an account: the link of a mail, the code of its prescription, and the same work as with an account.

use super::{
    actions::notice,
    deeds::{Deed, DeedFields, perform},
    place::At,
    prescription::{Shown, show},
};
use crate::{
    ui::{
        button::Button,
        empty::Empty,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        page::PageHead,
    },
    web::{Answer, Frame, Here, Typed},
};
use axum::{http::StatusCode, response::Response};
use clinic::{
    Error,
    dispensing::{LinkLanding, LinkRefused, LinkStanding, link_landing, open_link},
    ids::SendingId,
    mail::{BadLink, Purpose, verify},
};
use leptos::prelude::*;

/// What the link is about. Nothing of the prescription is shown, and nothing happens: programs open links too.
pub(crate) async fn page(here: Here) -> Answer {
    match landing(&here).await? {
        Ok((_, landing)) => Ok(code_page(here, landing, String::new(), None).await),
        Err(dead) => Ok(dead_page(here, dead).await),
    }
}

/// Opens the prescription by its code.
pub(crate) async fn open(here: Here, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, None, typed).await
}

/// Takes it into work.
pub(crate) async fn begin(here: Here, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, Some(Deed::Begin), typed).await
}

/// Says that it is ready for pick-up.
pub(crate) async fn ready(here: Here, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, Some(Deed::Ready), typed).await
}

/// Hands some of it out.
pub(crate) async fn dispense(here: Here, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, Some(Deed::Dispense), typed).await
}

/// Refuses it.
pub(crate) async fn reject(here: Here, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, Some(Deed::Reject), typed).await
}

/// Answers the prescriber who wants it back.
pub(crate) async fn answer_cancellation(here: Here, Typed(typed): Typed<DeedFields>) -> Answer {
    act(here, Some(Deed::Cancellation), typed).await
}

/// Opens the prescription, does what is asked and shows it: the page itself answers, since the code is kept nowhere else.
async fn act(here: Here, deed: Option<Deed>, typed: DeedFields) -> Answer {
    let lang = here.lang;
    let (sending, landing) = match landing(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead_page(here, dead).await),
    };
    if typed.code.trim().is_empty() {
        let missing = lang.t("pharmacy-code-missing");
        return Ok(code_page(here, landing, String::new(), Some(missing)).await);
    }
    let portal = &here.portal;
    let opened =
        open_link(&portal.db, &portal.keys, &portal.auditor, sending, &typed.code, &here.visit.log, here.now).await?;
    let (counter, id) = match opened {
        Ok(opened) => opened,
        Err(LinkRefused::Wrong { left }) if left > 0 => {
            let wrong = lang.with("pharmacy-code-wrong", &[("count", left.into())]);
            return Ok(code_page(here, landing, typed.code, Some(wrong)).await);
        }
        Err(LinkRefused::Earlier) => {
            let earlier = lang.t("pharmacy-code-earlier");
            return Ok(code_page(here, landing, typed.code, Some(earlier)).await);
        }
        Err(LinkRefused::Wrong { .. }) => return Ok(dead_page(here, Dead::Locked).await),
        Err(LinkRefused::Dead(standing)) => return Ok(dead_page(here, dead(standing).unwrap_or(Dead::Wrong)).await),
    };
    let token = here.param("token").unwrap_or_default().to_owned();
    let base = format!("{}{token}", Purpose::Prescription.path());
    let at = At { counter, id, base, code: Some(typed.code.clone()) };
    let shown = match deed {
        None => Shown::default(),
        Some(deed) => match perform(&here, &at, deed, &typed).await {
            Ok(Ok(())) => Shown::done(notice(deed)),
            Ok(Err(fault)) => Shown::refused(deed, typed, fault),
            Err(Error::NotFound) => Shown::default(),
            Err(error) => return Err(error.into()),
        },
    };
    show(here, at, shown).await
}

/// Why a link leads nowhere.
#[derive(Clone, Copy)]
enum Dead {
    Wrong,
    Expired,
    Locked,
    Renewed,
    Elsewhere,
}

/// Why a link opens nothing; `None` for one that does.
fn dead(standing: LinkStanding) -> Option<Dead> {
    match standing {
        LinkStanding::Open => None,
        LinkStanding::Locked => Some(Dead::Locked),
        LinkStanding::Renewed => Some(Dead::Renewed),
        LinkStanding::Over => Some(Dead::Expired),
        LinkStanding::Elsewhere => Some(Dead::Elsewhere),
    }
}

async fn landing(here: &Here) -> Result<Result<(SendingId, LinkLanding), Dead>, Error> {
    let token = here.param("token").unwrap_or_default();
    let mut q = here.read().await?;
    let sending = match verify(&mut q, &here.portal.keys, Purpose::Prescription, token, here.now).await? {
        Ok(id) => SendingId(id),
        Err(BadLink::Expired) => return Ok(Err(Dead::Expired)),
        Err(BadLink::Wrong) => return Ok(Err(Dead::Wrong)),
    };
    Ok(match link_landing(&mut q, sending, here.now).await? {
        None => Err(Dead::Wrong),
        Some(landing) => match dead(landing.standing) {
            Some(dead) => Err(dead),
            None => Ok((sending, landing)),
        },
    })
}

async fn code_page(here: Here, landing: LinkLanding, typed: String, error: Option<String>) -> Response {
    let lang = here.lang;
    let clinic = here.portal.settings.clinic_name.clone();
    let token = here.param("token").unwrap_or_default();
    let action = format!("{}{token}", Purpose::Prescription.path());
    let errors: Vec<FieldError> = error.into_iter().map(|error| FieldError::new("code", error)).collect();
    let frame = Frame::new(here, lang.t("pharmacy-link-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let lead =
                lang.with("pharmacy-link-lead", &[("clinic", clinic.into()), ("pharmacy", landing.pharmacy.into())]);
            view! {
                <PageHead title=lang.t("pharmacy-link-title") lead=lead />
                <Form action=action errors=errors.clone()>
                    <TextField
                        name="code"
                        label=lang.t("pharmacy-code")
                        input=Input::Code
                        value=typed
                        hint=lang.t("pharmacy-code-hint")
                        error=error_at(&errors, "code")
                        maxlength=40
                    />
                    <Button>{lang.t("pharmacy-code-button")}</Button>
                </Form>
            }
        })
        .await
}

async fn dead_page(here: Here, dead: Dead) -> Response {
    let lang = here.lang;
    let (title, advice, status) = match dead {
        Dead::Wrong => (lang.t("link-wrong"), lang.t("link-wrong-advice"), StatusCode::NOT_FOUND),
        Dead::Expired => (lang.t("pharmacy-link-expired"), lang.t("pharmacy-link-expired-advice"), StatusCode::GONE),
        Dead::Locked => (lang.t("pharmacy-link-locked"), lang.t("pharmacy-link-locked-advice"), StatusCode::GONE),
        Dead::Renewed => (lang.t("pharmacy-link-renewed"), lang.t("pharmacy-link-renewed-advice"), StatusCode::GONE),
        Dead::Elsewhere => {
            (lang.t("pharmacy-link-elsewhere"), lang.t("pharmacy-link-elsewhere-advice"), StatusCode::GONE)
        }
    };
    let phone = here.portal.settings.clinic_phone.clone();
    let shown = title.clone();
    let mut response = Frame::new(here, title)
        .show(move || {
            view! {
                <PageHead title=shown />
                <Empty icon=Symbol::Phone title=advice>
                    {phone.map(|phone| view! { <p>{lang.with("error-call", &[("phone", phone.into())])}</p> })}
                </Empty>
            }
        })
        .await;
    *response.status_mut() = status;
    response
}
