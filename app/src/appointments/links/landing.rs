use super::{base, call, can_change, facts, is_clinics, visit};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, PostButton, Weight},
        choice::{Choice, RadioField},
        field::TextArea,
        form::{FieldError, Form, error_at},
        notice::Notice,
        page::{PageHead, Part},
        text::{Lang, key},
        tone::Tone,
    },
    web::{Answer, Frame, Here},
};
use axum::{extract::Query, response::Response};
use clinic::appointments::{CancelReason, LONGEST_REASON, Linked, NotBooked, Status};
use leptos::prelude::*;
use serde::Deserialize;

/// What the page is told by the address: what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    done: String,
}

/// What a form of the page was refused for.
#[derive(Default)]
pub(super) struct Shown {
    pub refused: Option<NotBooked>,
    pub errors: Vec<FieldError>,
    pub reason: String,
    pub text: String,
}

/// When and where the visit is, and what can be done about it.
pub(crate) async fn page(here: Here, Query(asked): Query<Fields>) -> Answer {
    match visit(&here).await? {
        Ok((_, visit)) => Ok(show(here, visit, &asked.done, Shown::default()).await),
        Err(dead) => Ok(dead),
    }
}

pub(super) async fn show(here: Here, visit: Linked, done: &str, shown: Shown) -> Response {
    let lang = here.lang;
    let base = base(&here);
    let can_change = can_change(&here, &visit);
    let can_confirm = visit.status == Status::Booked && visit.start_at > here.now && visit.confirmed_at.is_none();
    let can_move = can_change && visit.visit_type_id.is_some();
    let is_late = visit.status.can_change() && !can_change && visit.start_at > here.now;
    let is_clinics = is_clinics(&visit);
    let facts = facts(&here, &visit);
    let call = call(&here, visit.phone.as_deref());
    let (tone, title, advice) = standing(&visit, done, lang);
    let Shown { refused, errors, reason, text } = shown;
    let is_refused = refused.is_some() || !errors.is_empty();
    let refused = refused.map(|refused| why(&refused, lang));
    let frame = Frame::new(here, lang.t("visit-title"));
    let frame = if is_refused { frame.refused() } else { frame };
    frame
        .show(move || {
            let confirm = can_confirm.then(|| {
                view! { <PostButton action=format!("{base}/confirmation")>{lang.t("visit-confirm")}</PostButton> }
            });
            let moves = can_move.then(|| {
                view! {
                    <LinkButton href=format!("{base}/times") weight=Weight::Secondary>
                        {lang.t("mail-visit-move")}
                    </LinkButton>
                }
            });
            let cancel = can_change.then(|| cancel_form(&base, errors, reason, text, lang));
            view! {
                <PageHead title=lang.t("visit-title") />
                {refused.map(|(title, advice)| view! { <Notice tone=Tone::Warn title=title><p>{advice}</p></Notice> })}
                <Notice tone=tone title=title>
                    {advice.map(|advice| view! { <p>{advice}</p> })}
                </Notice>
                {facts}
                {(can_confirm || can_move).then(|| view! { <Actions>{confirm} {moves}</Actions> })}
                {is_late
                    .then(|| {
                        let why = if is_clinics { lang.t("visit-clinics") } else { lang.t("visit-late") };
                        view! { <p>{why} " " {call.clone()}</p> }
                    })}
                {cancel}
                <p>
                    <a href="/sign-in">{lang.t("mail-visit-more")}</a>
                </p>
            }
        })
        .await
}

/// Where it stands, and what was just done about it.
fn standing(visit: &Linked, done: &str, lang: Lang) -> (Tone, String, Option<String>) {
    let said = |tone, title: &'static str, advice: Option<&'static str>| {
        (tone, lang.t(title), advice.map(|advice| lang.t(advice)))
    };
    match (visit.status, done) {
        (Status::Cancelled, _) => said(Tone::Danger, key("visit-is-off"), Some(key("visit-is-off-advice"))),
        (Status::Proposed | Status::Pending | Status::Waitlist, _) => {
            said(Tone::Warn, key("visit-is-asked"), Some(key("visit-is-asked-advice")))
        }
        (Status::Booked, "moved") => said(Tone::Good, key("visit-moved"), Some(key("visit-moved-advice"))),
        (Status::Booked, _) if visit.confirmed_at.is_some() => {
            said(Tone::Good, key("visit-is-confirmed"), Some(key("visit-is-confirmed-advice")))
        }
        (Status::Booked, _) => said(Tone::Info, key("visit-is-booked"), Some(key("visit-is-booked-advice"))),
        _ => said(Tone::Info, key("visit-is-over"), None),
    }
}

fn cancel_form(base: &str, errors: Vec<FieldError>, reason: String, text: String, lang: Lang) -> impl IntoView + use<> {
    let choices = CancelReason::OF_PATIENT.into_iter().map(|reason| Choice::new(reason.name(), because(reason, lang)));
    let choices: Vec<Choice> = choices.collect();
    let hint = lang.with("visit-cancel-text-hint", &[("count", LONGEST_REASON.into())]);
    let action = format!("{base}/cancellation");
    view! {
        <Part title=lang.t("visit-cancel-title") id="cancel">
            <p>{lang.t("visit-cancel-lead")}</p>
            <Form action=action errors=errors.clone()>
                <RadioField
                    name="reason"
                    legend=lang.t("visit-cancel-why")
                    choices=choices
                    value=reason
                    error=error_at(&errors, "reason")
                />
                <TextArea
                    name="text"
                    label=lang.t("visit-cancel-text")
                    value=text
                    hint=hint
                    error=error_at(&errors, "text")
                    maxlength=LONGEST_REASON
                    optional=true
                />
                <Button weight=Weight::Danger>{lang.t("visit-cancel-button")}</Button>
            </Form>
        </Part>
    }
}

fn because(reason: CancelReason, lang: Lang) -> String {
    match reason {
        CancelReason::CannotCome => lang.t("visit-because-cannot-come"),
        CancelReason::NotNeeded => lang.t("visit-because-not-needed"),
        CancelReason::Elsewhere => lang.t("visit-because-elsewhere"),
        _ => lang.t("visit-because-other"),
    }
}

/// Why something was not done, and what to do instead.
pub(super) fn why(refused: &NotBooked, lang: Lang) -> (String, String) {
    let said = |title: &'static str, advice: &'static str| (lang.t(title), lang.t(advice));
    match refused {
        NotBooked::Taken(next) if next.is_empty() => said(key("visit-taken"), key("visit-taken-none")),
        NotBooked::Taken(_) => said(key("visit-taken"), key("visit-taken-advice")),
        NotBooked::TooLate => said(key("visit-too-late"), key("visit-too-late-advice")),
        NotBooked::HoldOver => said(key("visit-hold-over"), key("visit-hold-over-advice")),
        NotBooked::Busy(_) => said(key("visit-busy"), key("visit-busy-advice")),
        NotBooked::NotOffered => said(key("visit-not-here"), key("visit-not-here-advice")),
        NotBooked::Changed => said(key("visit-changed"), key("visit-changed-advice")),
        NotBooked::TooMany | NotBooked::Ended => said(key("visit-ended"), key("visit-ended-advice")),
    }
}
