//! The places in the waiting list, and the times that are offered to those who have one.

use super::{refused::words, rules::rules, wanted::call};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, PostButton, Weight},
        date::local,
        empty::Empty,
        icon::Symbol,
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, after},
};
use chrono::{NaiveDate, Weekday};
use clinic::{
    appointments::{Booker, NotBooked, Waiting, accept, appointment, decline, offer, stop_waiting, waiting_of},
    ids::{OfferId, WaitlistId},
    schedules::Medium,
};
use leptos::prelude::*;

/// What the patient waits for.
pub(crate) async fn list(here: Here, place: InChart) -> Answer {
    Booker::in_chart(&place.chart)?;
    let waiting = waiting_of(&mut here.read().await?, &place.chart, here.now).await?;
    let lang = here.lang;
    let title = lang.t("booking-waiting");
    Ok(Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .show(move || {
            let new = place.href("/appointments/waiting/new");
            let body = if waiting.is_empty() {
                view! {
                    <Empty icon=Symbol::Clock title=lang.t("booking-waiting-none")>
                        <p>{lang.t("booking-waiting-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let rows = waiting.into_iter().map(|one| waiting_row(one, &place, true, lang)).collect_view();
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                <PageHead title=title lead=lang.t("booking-waiting-lead")>
                    <LinkButton href=new>{lang.t("booking-wait-new")}</LinkButton>
                </PageHead>
                {body}
            }
        })
        .await)
}

/// A place in the list: what for, on which days; the offer that stands.
pub(super) fn waiting_row(of: Waiting, place: &InChart, with_actions: bool, lang: Lang) -> impl IntoView + use<> {
    let title = name(place, &of.visit_en, &of.visit_es, lang);
    let days =
        lang.with("date-span", &[("from", lang.date(of.first_day).into()), ("to", lang.date(of.last_day).into())]);
    let when = [weekdays_words(of.weekdays, lang), hours_words(of.from_minute, of.until_minute, lang)].join(" · ");
    let with = of.practitioner.map(|name| lang.with("booking-with-one", &[("name", name.into())]));
    let with = with.unwrap_or_else(|| lang.t("booking-with-anyone"));
    let earlier = of.appointment_id.is_some().then(|| lang.t("booking-waiting-earlier"));
    let offer = of.offer_id.map(|offer| place.href(&format!("/appointments/offers/{offer}")));
    let is_offered = offer.is_some();
    let answer = offer.map(|href| view! { <LinkButton href=href>{lang.t("booking-see-offer")}</LinkButton> });
    let stop = place.href(&format!("/appointments/waiting/{}/withdrawal", of.id));
    let stop = with_actions.then(|| {
        view! {
            <PostButton action=stop weight=Weight::Quiet>
                {lang.t("booking-stop-waiting")}
            </PostButton>
        }
    });
    let aside = move || {
        let (tone, words) = if is_offered {
            (Tone::Good, lang.t("booking-offered"))
        } else {
            (Tone::Info, lang.t("appointments-status-waitlist"))
        };
        view! { <Badge tone=tone text=words /> }
    };
    view! {
        <Row title=title aside=aside()>
            <p>{days} " · " {when}</p>
            <p>{with} {earlier.map(|earlier| format!(" · {earlier}"))}</p>
            <div class="actions">{answer} {stop}</div>
        </Row>
    }
}

/// What a visit is called before this reader.
fn name(place: &InChart, en: &str, es: &str, lang: Lang) -> String {
    if place.chart.hides_reasons() {
        return lang.t("appointments-one");
    }
    match lang {
        Lang::En => en.to_owned(),
        Lang::Es => es.to_owned(),
    }
}

/// The days of the week, Monday first.
pub(super) const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The name of a day of the week.
pub(super) fn weekday_words(day: Weekday, lang: Lang) -> String {
    // Any week will do.
    NaiveDate::from_isoywd_opt(2026, 1, day).map(|date| lang.weekday_short(date)).unwrap_or_default()
}

fn weekdays_words(bits: i64, lang: Lang) -> String {
    if bits & 127 == 127 {
        return lang.t("booking-any-day");
    }
    let is_in = |day: &Weekday| bits & (1 << day.num_days_from_monday()) != 0;
    let names: Vec<String> = WEEKDAYS.into_iter().filter(is_in).map(|day| weekday_words(day, lang)).collect();
    names.join(", ")
}

fn hours_words(from: i64, until: i64, lang: Lang) -> String {
    match (from, until) {
        (0, 1440) => lang.t("booking-any-hour"),
        (0, 720) => lang.t("booking-mornings"),
        (720, 1440) => lang.t("booking-afternoons"),
        _ => {
            let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
            lang.with("date-span", &[("from", clock(from).into()), ("to", clock(until).into())])
        }
    }
}

/// Takes the patient out of the list.
pub(crate) async fn stop(here: Here, place: InChart) -> Answer {
    let id: WaitlistId = here.id("entry")?;
    let by = Booker::in_chart(&place.chart)?;
    stop_waiting(&here.portal.db, &here.portal.auditor, &by, id, here.now).await?;
    Ok(after(&place.href("/appointments/waiting"), Some(Notice::WaitingEnded)))
}

/// A time that was freed and is offered.
pub(crate) async fn offered(here: Here, place: InChart) -> Answer {
    show_offer(here, place, None).await
}

/// Takes the offer.
pub(crate) async fn take(here: Here, place: InChart) -> Answer {
    let id: OfferId = here.id("offer")?;
    let by = Booker::in_chart(&place.chart)?;
    let (portal, rules) = (&here.portal, rules(&here));
    let is_asked_for = offer(&mut here.read().await?, &by, id).await?.is_asked_for;
    let notice = if is_asked_for { Notice::VisitAsked } else { Notice::VisitBooked };
    match accept(&portal.db, &portal.auditor, &by, id, &rules, here.now).await? {
        Ok(visit) => Ok(after(&place.href(&format!("/appointments/{visit}")), Some(notice))),
        Err(why) => show_offer(here, place, Some(why)).await,
    }
}

/// Lets the offer go.
pub(crate) async fn leave(here: Here, place: InChart) -> Answer {
    let id: OfferId = here.id("offer")?;
    let by = Booker::in_chart(&place.chart)?;
    let (portal, rules) = (&here.portal, rules(&here));
    match decline(&portal.db, &portal.auditor, &by, id, &rules, here.now).await? {
        Ok(()) => Ok(after(&place.href("/appointments/waiting"), Some(Notice::OfferDeclined))),
        Err(why) => show_offer(here, place, Some(why)).await,
    }
}

async fn show_offer(here: Here, place: InChart, refused: Option<NotBooked>) -> Answer {
    let id: OfferId = here.id("offer")?;
    let by = Booker::in_chart(&place.chart)?;
    let mut q = here.read().await?;
    let offer = offer(&mut q, &by, id).await?;
    let moved = match offer.moves {
        Some(moves) => Some(appointment(&mut q, &place.chart, moves).await?),
        None => None,
    };
    drop(q);
    let (lang, now, call) = (here.lang, here.now, call(&here));
    let (zone, clinic) = (here.zone(offer.zone.as_deref()), here.portal.settings.zone);
    let stands = offer.is_open && offer.expires_at > now;
    let title = lang.t("booking-offer");
    let frame = Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .crumb(place.href("/appointments/waiting"), lang.t("booking-waiting"));
    let frame = if refused.is_some() { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let path = place.href(&format!("/appointments/offers/{id}"));
            let day = lang.date_long(local(offer.start_at, zone));
            let time = lang.time_range(offer.start_at, offer.end_at, zone);
            let when = lang.with("date-at", &[("date", day.into()), ("time", time.into())]);
            let until = lang.with("booking-offer-until", &[("time", lang.moment(offer.expires_at, clinic).into())]);
            let instead = moved.map(|visit| super::parts::times(&visit, lang, super::parts::zone(&visit, clinic)));
            let by_video = offer.medium == Medium::Video;
            let at = if by_video { lang.t("mail-visit-by-video") } else { offer.location.clone() };
            let facts: Vec<Fact> = [
                Some(Fact::new(lang.t("booking-visit"), name(&place, &offer.visit_en, &offer.visit_es, lang))),
                Fact::some(lang.t("booking-until-now"), instead),
                Some(Fact::new(lang.t("appointments-with-whom"), offer.practitioner.clone())),
                Some(Fact::new(lang.t("appointments-place"), at)),
            ]
            .into_iter()
            .flatten()
            .collect();
            // That it is over is said below.
            let is_said = |why: &NotBooked| stands || matches!(why, NotBooked::Taken(_));
            let asks = offer.is_asked_for.then(|| {
                let is_let_go = offer.moves.is_some();
                let words = if is_let_go { lang.t("booking-move-asks") } else { lang.t("booking-clinic-answers") };
                view! { <p>{words}</p> }
            });
            let refused = refused.filter(is_said).map(|why| {
                let (title, advice) = words(&why, &call, lang);
                view! {
                    <NoticeBox tone=Tone::Warn title=title>
                        <p>{advice}</p>
                    </NoticeBox>
                }
            });
            let answer = if stands {
                view! {
                    <p>{until}</p>
                    {asks}
                    <Actions>
                        <PostButton action=format!("{path}/acceptance")>{lang.t("booking-offer-take")}</PostButton>
                        <PostButton action=format!("{path}/refusal") weight=Weight::Secondary>
                            {lang.t("booking-offer-leave")}
                        </PostButton>
                    </Actions>
                    <p class="quiet-text">{lang.t("booking-offer-about")}</p>
                }
                .into_any()
            } else {
                let booked = offer.appointment_id.map(|visit| {
                    let href = place.href(&format!("/appointments/{visit}"));
                    view! { <LinkButton href=href>{lang.t("booking-back-to-visit")}</LinkButton> }
                });
                view! {
                    <NoticeBox tone=Tone::Info title=lang.t("booking-offer-over")>
                        <p>{lang.t("booking-offer-over-advice")}</p>
                    </NoticeBox>
                    <Actions>
                        {booked}
                        <LinkButton href=place.href("/appointments/waiting") weight=Weight::Quiet>
                            {lang.t("booking-waiting")}
                        </LinkButton>
                    </Actions>
                }
                .into_any()
            };
            view! {
                <PageHead title=title />
                {refused}
                <p class="visit-time">{when}</p>
                <p class="quiet-text">{lang.with("appointments-zone", &[("zone", lang.zone_name(zone).into())])}</p>
                <Facts facts=facts />
                {answer}
            }
        })
        .await)
}
