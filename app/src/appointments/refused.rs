//! A visit that could not be booked, moved or called off: why, and what to do next.

use super::{
    free::{few, zones},
    wanted::{Goal, Wanted, call},
};
use crate::{
    ui::{
        button::{Actions, LinkButton, Weight},
        nav::Section,
        notice::Notice,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::appointments::NotBooked;
use leptos::prelude::*;

/// The page that says why, with the next free times where somebody was faster.
pub(super) async fn refused(here: Here, place: InChart, wanted: &Wanted, goal: &Goal, why: NotBooked) -> Answer {
    let (lang, call, zone) = (here.lang, call(&here), here.portal.settings.zone);
    let times = place.href("/appointments/new/times");
    let all = wanted.at(&times);
    let wanted = wanted.clone();
    let waiting = wanted.at(&place.href("/appointments/waiting/new"));
    let visit = goal.moves.as_ref().map(|visit| place.href(&format!("/appointments/{}", visit.id)));
    let (title, advice) = words(&why, &call, lang);
    let name = goal.name.clone();
    Ok(Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .refused()
        .show(move || {
            let next = match &why {
                NotBooked::Taken(free) if !free.is_empty() => {
                    let zones = zones(free, zone, lang);
                    view! {
                        <h2>{lang.t("booking-next-times")}</h2>
                        <p class="quiet-text">{zones}</p>
                        <form method="post" action=times class="times-form">
                            {wanted.hidden()}
                            {few(free, lang)}
                        </form>
                    }
                    .into_any()
                }
                NotBooked::Taken(_) => view! {
                    <p>{lang.t("booking-none-advice")} " " {call.clone()}</p>
                    <p>
                        <a href=waiting>{lang.t("booking-wait")}</a>
                    </p>
                }
                .into_any(),
                _ => ().into_any(),
            };
            let again =
                matches!(why, NotBooked::Taken(_) | NotBooked::HoldOver | NotBooked::Busy(_) | NotBooked::Changed);
            let other = match &why {
                NotBooked::Busy(other) => {
                    Some((place.href(&format!("/appointments/{other}")), lang.t("booking-other-visit")))
                }
                _ => visit.map(|href| (href, lang.t("booking-back-to-visit"))),
            };
            view! {
                <PageHead title=title lead=name />
                <Notice tone=Tone::Warn title=advice />
                {next}
                <Actions>
                    {again.then(|| view! { <LinkButton href=all>{lang.t("booking-all-times")}</LinkButton> })}
                    {other
                        .map(|(href, words)| {
                            view! { <LinkButton href=href weight=Weight::Secondary>{words}</LinkButton> }
                        })}
                    <LinkButton href=place.href("/appointments") weight=Weight::Quiet>
                        {lang.t("booking-to-appointments")}
                    </LinkButton>
                </Actions>
            }
        })
        .await)
}

/// What happened, and what to do.
pub(super) fn words(why: &NotBooked, call: &str, lang: Lang) -> (String, String) {
    let with_call = |words: String| format!("{words} {call}");
    match why {
        NotBooked::Taken(_) => (lang.t("booking-taken"), lang.t("booking-taken-advice")),
        NotBooked::NotOffered => (lang.t("booking-not-offered"), with_call(lang.t("booking-not-offered-advice"))),
        NotBooked::HoldOver => (lang.t("booking-hold-over"), lang.t("booking-hold-over-advice")),
        NotBooked::TooLate => (lang.t("booking-too-late"), with_call(lang.t("booking-too-late-advice"))),
        NotBooked::Ended => (lang.t("booking-ended"), with_call(lang.t("booking-ended-advice"))),
        NotBooked::Changed => (lang.t("booking-changed"), lang.t("booking-changed-advice")),
        NotBooked::Busy(_) => (lang.t("booking-busy"), lang.t("booking-busy-advice")),
        NotBooked::TooMany => (lang.t("booking-too-many"), with_call(lang.t("booking-too-many-advice"))),
    }
}
