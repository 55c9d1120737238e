//! The fourth step: all of it on one page, while the time is held.

use super::{
    refused::refused,
    rules::rules,
    wanted::{Goal, Wanted, goal, medium_words, type_instructions},
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, PostButton, Weight},
        date::local,
        field::TextArea,
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse as _, Redirect},
};
use clinic::{
    Error,
    appointments::{Booker, Hold, LONGEST_REASON, NotBooked, Status, book, booked_from, held_time, let_go},
    ids::HoldId,
};
use leptos::prelude::*;
use serde::Deserialize;

/// What is sent with the last button: what for, and what was looked for, should the time be gone.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    reason: String,
    #[serde(flatten)]
    wanted: Wanted,
}

/// All of it, to be looked at once more.
pub(crate) async fn page(here: Here, place: InChart, Query(wanted): Query<Wanted>) -> Answer {
    show(here, place, Sent { wanted, ..Sent::default() }, Vec::new()).await
}

/// Books the time that is held.
pub(crate) async fn save(here: Here, place: InChart, Typed(sent): Typed<Sent>) -> Answer {
    let id: HoldId = here.id("hold")?;
    let (lang, rules) = (here.lang, rules(&here));
    if sent.reason.trim().chars().count() > LONGEST_REASON {
        let error = FieldError::new("reason", lang.with("booking-long", &[("count", LONGEST_REASON.into())]));
        return show(here, place, sent, vec![error]).await;
    }
    let by = Booker::in_chart(&place.chart)?;
    let Some((hold, wanted, goal)) = held(&here, &place, &by, id, &sent.wanted).await? else {
        return gone(here, place, &by, id, &sent.wanted).await;
    };
    let portal = &here.portal;
    match book(&portal.db, &portal.auditor, &by, hold.id, &sent.reason, &rules, here.now).await? {
        Ok(visit) => {
            let notice = match (&goal.moves, goal.is_asked_for()) {
                (Some(_), false) => Notice::VisitMoved,
                (None, false) => Notice::VisitBooked,
                (_, true) => Notice::VisitAsked,
            };
            Ok(after(&place.href(&format!("/appointments/{visit}")), Some(notice)))
        }
        Err(NotBooked::HoldOver) => gone(here, place, &by, id, &wanted).await,
        Err(why) => refused(here, place, &wanted, &goal, why).await,
    }
}

/// Lets the time go, and shows the times of its day again.
pub(crate) async fn release(here: Here, place: InChart, Typed(sent): Typed<Sent>) -> Answer {
    let id: HoldId = here.id("hold")?;
    let by = Booker::in_chart(&place.chart)?;
    let times = place.href("/appointments/new/times");
    let Some((hold, wanted, _)) = held(&here, &place, &by, id, &sent.wanted).await? else {
        return gone(here, place, &by, id, &sent.wanted).await;
    };
    let_go(&here.portal.db, &by, id).await?;
    let day = local(hold.start_at, here.zone(hold.zone.as_deref()));
    Ok(Redirect::to(&wanted.on(day).at(&times)).into_response())
}

/// What is held, with what it is for; `None` where nothing is held under that id any more.
async fn held(
    here: &Here,
    place: &InChart,
    by: &Booker,
    id: HoldId,
    wanted: &Wanted,
) -> Result<Option<(Hold, Wanted, Goal)>, Error> {
    let mut q = here.read().await?;
    let hold = match held_time(&mut q, by, id).await {
        Ok(hold) => hold,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let wanted = match hold.moves_id {
        Some(moves) => Wanted::moving(moves),
        None => Wanted::visit(hold.visit_type_id),
    }
    .looking_like(wanted);
    let goal = goal(&mut q, place, &wanted, here.lang).await?;
    Ok(Some((hold, wanted, goal)))
}

/// Nothing is held under that id: it was booked, which is shown then, let go, or never held by this patient.
async fn gone(here: Here, place: InChart, by: &Booker, id: HoldId, wanted: &Wanted) -> Answer {
    if let Some(visit) = booked_from(&mut here.read().await?, by, id).await? {
        return Ok(after(&place.href(&format!("/appointments/{visit}")), None));
    }
    let found = goal(&mut here.read().await?, &place, wanted, here.lang).await;
    if let Ok(goal) = found {
        return refused(here, place, wanted, &goal, NotBooked::HoldOver).await;
    }
    let lang = here.lang;
    let title = lang.t("booking-hold-over");
    let mut response = Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .show(move || {
            view! {
                <PageHead title=title />
                <NoticeBox tone=Tone::Warn title=lang.t("booking-hold-over-advice") />
                <Actions>
                    <LinkButton href=place.href("/appointments")>{lang.t("booking-to-appointments")}</LinkButton>
                    <LinkButton href=place.href("/appointments/new") weight=Weight::Secondary>
                        {lang.t("booking-new")}
                    </LinkButton>
                </Actions>
            }
        })
        .await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

async fn show(here: Here, place: InChart, sent: Sent, errors: Vec<FieldError>) -> Answer {
    let id: HoldId = here.id("hold")?;
    let by = Booker::in_chart(&place.chart)?;
    let Some((hold, wanted, goal)) = held(&here, &place, &by, id, &sent.wanted).await? else {
        return gone(here, place, &by, id, &sent.wanted).await;
    };
    let typed = Some(sent.reason).filter(|text| !text.is_empty()).or_else(|| hold.reason.clone()).unwrap_or_default();
    let (lang, now) = (here.lang, here.now);
    let zone = here.zone(hold.zone.as_deref());
    let left = (hold.expires_at - now).num_seconds();
    let times = wanted.on(local(hold.start_at, zone)).at(&place.href("/appointments/new/times"));
    let title = match (&goal.moves, goal.is_asked_for()) {
        (Some(_), _) => lang.t("booking-confirm-move"),
        (None, true) => lang.t("booking-confirm-ask"),
        (None, false) => lang.t("booking-confirm"),
    };
    let frame = Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .crumb(times, lang.t("booking-times"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let action = place.href(&format!("/appointments/held/{id}"));
            let until = lang.time(hold.expires_at, zone);
            let held = if left > 0 {
                let minutes = usize::try_from((left + 59) / 60).unwrap_or_default();
                let words = lang.with("booking-held", &[("time", until.into()), ("count", minutes.into())]);
                view! { <NoticeBox tone=Tone::Info title=words /> }.into_any()
            } else {
                view! {
                    <NoticeBox tone=Tone::Warn title=lang.t("booking-held-over")>
                        <p>{lang.t("booking-held-over-advice")}</p>
                    </NoticeBox>
                }
                .into_any()
            };
            let words = match (&goal.moves, goal.is_asked_for()) {
                (Some(_), true) => lang.t("booking-do-ask-time"),
                (Some(_), false) => lang.t("booking-do-move"),
                (None, true) => lang.t("booking-do-ask"),
                (None, false) => lang.t("booking-do-book"),
            };
            // A visit that is booked is let go for the wish.
            let is_let_go = goal.moves.as_ref().is_some_and(|visit| visit.status != Status::Proposed);
            let answers = if is_let_go { lang.t("booking-move-asks") } else { lang.t("booking-clinic-answers") };
            let agree = goal.is_asked_for().then(|| view! { <p>{answers}</p> });
            let needs = type_instructions(&goal.visit, lang).filter(|_| goal.is_plain);
            let needs = needs.map(|needs| {
                view! {
                    <Part title=lang.t("appointments-before") id="before">
                        <p class="instructions">{needs}</p>
                    </Part>
                }
            });
            let reason = goal.moves.is_none().then(|| {
                view! {
                    <TextArea
                        name="reason"
                        label=lang.t("booking-reason")
                        hint=lang.t("booking-reason-hint")
                        value=typed.clone()
                        error=error_at(&errors, "reason")
                        maxlength=LONGEST_REASON
                        optional=true
                    />
                }
            });
            let fields = wanted.parts();
            view! {
                <PageHead title=title />
                {held}
                <p class="visit-time">{when(&hold, zone, lang)}</p>
                <p class="quiet-text">{lang.with("appointments-zone", &[("zone", lang.zone_name(zone).into())])}</p>
                <Facts facts=facts(&hold, &goal, zone, lang) />
                {needs}
                {agree}
                <Form action=action.clone() errors=errors.clone()>
                    {wanted.hidden()}
                    {reason}
                    <Actions>
                        <Button>{words}</Button>
                    </Actions>
                </Form>
                <PostButton action=format!("{action}/release") fields=fields weight=Weight::Quiet>
                    {lang.t("booking-another-time")}
                </PostButton>
            }
        })
        .await)
}

fn when(hold: &Hold, zone: chrono_tz::Tz, lang: Lang) -> String {
    let day = lang.date_long(local(hold.start_at, zone));
    let time = lang.time_range(hold.start_at, hold.end_at, zone);
    lang.with("date-at", &[("date", day.into()), ("time", time.into())])
}

fn facts(hold: &Hold, goal: &Goal, zone: chrono_tz::Tz, lang: Lang) -> Vec<Fact> {
    let minutes = (hold.end_at - hold.start_at).num_minutes();
    let from = goal.moves.as_ref().map(|visit| super::parts::times(visit, lang, zone));
    [
        Some(Fact::new(lang.t("booking-visit"), goal.name.clone())),
        Fact::some(lang.t("booking-until-now"), from),
        Some(Fact::new(lang.t("appointments-with-whom"), hold.practitioner.clone())),
        Some(Fact::new(lang.t("appointments-place"), hold.location.clone())),
        Some(Fact::new(lang.t("booking-how"), medium_words(goal.visit.medium, lang))),
        Some(Fact::new(lang.t("appointments-length"), lang.minutes(minutes))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
