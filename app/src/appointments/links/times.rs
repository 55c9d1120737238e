//! Another time for a visit: the free ones day by day, one of them held for some minutes, and then booked.

use super::{super::free::once_each, base, call, can_change, hours, is_clinics, landing, rules, visit};
use crate::{
    ui::{
        button::{Actions, LinkButton, PostButton, Weight},
        date::local,
        empty::Empty,
        icon::Symbol,
        list::{Fact, Facts},
        notice::Notice,
        page::{PageHead, Part},
        tabs::{Tab, Tabs},
        text::Lang,
        tone::Tone,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Typed, after},
};
use axum::{extract::Query, response::Response};
use chrono::{DateTime, Duration, NaiveDate, SecondsFormat, Utc};
use clinic::{
    Error,
    appointments::{self, Booker, Choice, Linked, NotBooked},
    ids::{HoldId, LocationId, PractitionerId},
    schedules::{Free, Mode, visit_type},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Days that a page shows.
const DAYS: i64 = 14;

/// Which times are looked at: from a day on, with anyone or the same clinician.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Looked {
    from: String,
    who: String,
}

/// The time that was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    practitioner: String,
    location: String,
    start: String,
}

/// The times that are free.
pub(crate) async fn page(here: Here, Query(looked): Query<Looked>) -> Answer {
    match visit(&here).await? {
        Ok((by, visit)) => show(here, &by, visit, &looked, None).await,
        Err(dead) => Ok(dead),
    }
}

/// Holds a time.
pub(crate) async fn hold(here: Here, Typed(typed): Typed<Chosen>) -> Answer {
    let (by, found) = match visit(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let Some(visit_type) = found.visit_type_id.filter(|_| can_change(&here, &found)) else {
        let why = if is_clinics(&found) { NotBooked::NotOffered } else { NotBooked::TooLate };
        return Ok(landing::show(here, found, "", refused(why)).await);
    };
    let malformed = |what: &str| Error::Invalid(format!("the {what} is malformed"));
    let practitioner: PractitionerId = typed.practitioner.parse().map_err(|_| malformed("clinician"))?;
    let location: LocationId = typed.location.parse().map_err(|_| malformed("place"))?;
    let start_at = DateTime::parse_from_rfc3339(&typed.start).map_err(|_| malformed("time"))?.with_timezone(&Utc);
    let choice = Choice { visit_type, practitioner, location, start_at };
    let held = appointments::hold_time(&here.portal.db, &by, choice, Some(found.id), &rules(&here), here.now).await?;
    match held {
        Ok(hold) => Ok(after(&format!("{}/times/{hold}", base(&here)), None)),
        Err(refused) => show(here, &by, found, &Looked::default(), Some(refused)).await,
    }
}

/// The time that is held, to be looked at once more.
pub(crate) async fn held(here: Here) -> Answer {
    let (by, found) = match visit(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let hold = match appointments::held_time(&mut here.read().await?, &by, here.id("hold")?).await {
        Ok(hold) if hold.moves_id == Some(found.id) => hold,
        Ok(_) | Err(Error::NotFound) => return gone(here, &by, found).await,
        Err(error) => return Err(error.into()),
    };
    let lang = here.lang;
    let clinics = here.portal.settings.zone;
    let (zone, old_zone) = (zone_of(hold.zone.as_deref(), clinics), zone_of(found.zone.as_deref(), clinics));
    let facts = vec![
        Fact::new(lang.t("mail-visit-before"), hours(found.start_at, found.end_at, old_zone, lang)),
        Fact::new(lang.t("mail-visit-now"), hours(hold.start_at, Some(hold.end_at), zone, lang)),
        Fact::new(lang.t("visit-zone"), lang.zone_name(zone)),
        Fact::new(lang.t("mail-visit-where"), hold.location.clone()),
    ];
    let asks = (found.mode == Some(Mode::Request)).then(|| lang.t("visit-move-asks"));
    let until = lang.with("visit-held-until", &[("time", lang.time(hold.expires_at, zone).into())]);
    let back = format!("{}/times", base(&here));
    let action = here.uri.path().to_owned();
    Ok(Frame::new(here, lang.t("visit-held-title"))
        .show(move || {
            view! {
                <PageHead title=lang.t("visit-held-title") lead=until />
                <Facts facts=facts />
                {asks.map(|asks| view! { <p>{asks}</p> })}
                <Actions>
                    <PostButton action=action>{lang.t("visit-held-button")}</PostButton>
                    <LinkButton href=back weight=Weight::Secondary>
                        {lang.t("visit-held-other")}
                    </LinkButton>
                </Actions>
            }
        })
        .await)
}

/// Moves the visit to the time that is held.
pub(crate) async fn book(here: Here) -> Answer {
    let (by, found) = match visit(&here).await? {
        Ok(found) => found,
        Err(dead) => return Ok(dead),
    };
    let hold: HoldId = here.id("hold")?;
    // The hold of another visit of the same patient is none of this link.
    match appointments::held_time(&mut here.read().await?, &by, hold).await {
        Ok(held) if held.moves_id == Some(found.id) => {}
        Ok(_) | Err(Error::NotFound) => return gone(here, &by, found).await,
        Err(error) => return Err(error.into()),
    }
    let portal = &here.portal;
    match appointments::book(&portal.db, &portal.auditor, &by, hold, "", &rules(&here), here.now).await? {
        Ok(_) => Ok(after(&format!("{}?done=moved", base(&here)), None)),
        Err(NotBooked::HoldOver) => gone(here, &by, found).await,
        Err(refused) => show(here, &by, found, &Looked::default(), Some(refused)).await,
    }
}

/// Nothing is held under the id in the address: the visit was moved there by it already, or it was let go.
async fn gone(here: Here, by: &Booker, found: Linked) -> Answer {
    let moved = appointments::booked_from(&mut here.read().await?, by, here.id("hold")?).await?;
    if moved == Some(found.id) {
        return Ok(after(&format!("{}?done=moved", base(&here)), None));
    }
    show(here, by, found, &Looked::default(), Some(NotBooked::HoldOver)).await
}

fn refused(why: NotBooked) -> landing::Shown {
    landing::Shown { refused: Some(why), ..landing::Shown::default() }
}

async fn show(here: Here, by: &Booker, found: Linked, looked: &Looked, refusal: Option<NotBooked>) -> Answer {
    let Some(kind) = found.visit_type_id.filter(|_| can_change(&here, &found)) else {
        let why = if is_clinics(&found) { NotBooked::NotOffered } else { NotBooked::TooLate };
        let why = refusal.or(Some(why)).filter(|_| found.status.can_change()).unwrap_or(NotBooked::Ended);
        return Ok(landing::show(here, found, "", refused(why)).await);
    };
    let zone = zone_of(found.zone.as_deref(), here.portal.settings.zone);
    let today = local(here.now, zone);
    let with_anyone = looked.who == "anyone";
    let practitioner = found.practitioner_id.filter(|_| !with_anyone);
    let mut q = here.read().await?;
    let visit_type = visit_type(&mut q, kind).await?;
    let last = local(here.now + Duration::days(visit_type.ahead_days), zone).max(today);
    let from = looked.from.parse().unwrap_or(today).clamp(today, last);
    let days = usize::try_from(DAYS).unwrap_or(14);
    let moves = Some(found.id);
    let free = match &refusal {
        Some(NotBooked::Taken(next)) => next.clone(),
        _ => {
            let rules = rules(&here);
            appointments::choices(&mut q, by, &visit_type, practitioner, None, from, days, moves, &rules, here.now)
                .await?
        }
    };
    drop(q);
    let free = once_each(free.into_iter().filter(|free| free.start_at != found.start_at).collect());
    Ok(listed(here, found, free, Range { from, today, last, with_anyone }, refusal).await)
}

/// What part of the calendar is shown.
struct Range {
    from: NaiveDate,
    today: NaiveDate,
    last: NaiveDate,
    with_anyone: bool,
}

impl Range {
    fn address(base: &str, from: NaiveDate, with_anyone: bool) -> String {
        let who = if with_anyone { "&who=anyone" } else { "" };
        format!("{base}/times?from={from}{who}")
    }
}

async fn listed(here: Here, found: Linked, free: Vec<Free>, range: Range, refusal: Option<NotBooked>) -> Response {
    let lang = here.lang;
    let base = base(&here);
    let zone = zone_of(found.zone.as_deref(), here.portal.settings.zone);
    let now_at = hours(found.start_at, found.end_at, zone, lang);
    let call = call(&here, found.phone.as_deref());
    let is_next = matches!(refusal, Some(NotBooked::Taken(_)));
    let refused = refusal.map(|refused| landing::why(&refused, lang));
    let frame = Frame::new(here, lang.t("visit-times-title"));
    let frame = if refused.is_some() { frame.refused() } else { frame };
    frame
        .show(move || {
            let tabs = vec![
                Tab::new(Range::address(&base, range.from, false), lang.t("visit-times-same"), !range.with_anyone),
                Tab::new(Range::address(&base, range.from, true), lang.t("visit-times-anyone"), range.with_anyone),
            ];
            let earlier = (range.from > range.today)
                .then(|| Range::address(&base, (range.from - Duration::days(DAYS)).max(range.today), range.with_anyone));
            let next_from = range.from + Duration::days(DAYS);
            let later = (next_from <= range.last).then(|| Range::address(&base, next_from, range.with_anyone));
            let list = if free.is_empty() {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("visit-times-none")>
                        <p>{lang.t("visit-times-none-advice")} " " {call}</p>
                    </Empty>
                }
                .into_any()
            } else {
                days(free, &base, lang).into_any()
            };
            view! {
                <PageHead
                    title=lang.t("visit-times-title")
                    lead=lang.with("visit-times-lead", &[("time", now_at.into())])
                />
                {refused.map(|(title, advice)| view! { <Notice tone=Tone::Warn title=title><p>{advice}</p></Notice> })}
                {(!is_next).then(|| view! { <Tabs label=lang.t("visit-times-who") tabs=tabs /> })}
                {list}
                <Actions>
                    {later.map(|href| view! { <LinkButton href=href weight=Weight::Secondary>{lang.t("visit-times-later")}</LinkButton> })}
                    {earlier.map(|href| view! { <LinkButton href=href weight=Weight::Secondary>{lang.t("visit-times-earlier")}</LinkButton> })}
                    <LinkButton href=base.clone() weight=Weight::Quiet>
                        {lang.t("visit-times-keep")}
                    </LinkButton>
                </Actions>
            }
        })
        .await
}

/// The times, day by day; each is a button.
fn days(free: Vec<Free>, base: &str, lang: Lang) -> impl IntoView + use<> {
    let mut days: Vec<(NaiveDate, Vec<Free>)> = Vec::new();
    for one in free {
        let day = local(one.start_at, one.zone);
        match days.last_mut() {
            Some((known, times)) if *known == day => times.push(one),
            _ => days.push((day, vec![one])),
        }
    }
    let action = format!("{base}/times");
    days.into_iter()
        .map(|(day, times)| {
            let buttons = times
                .into_iter()
                .map(|free| {
                    let fields = vec![
                        ("practitioner", free.practitioner.to_string()),
                        ("location", free.location.to_string()),
                        ("start", free.start_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
                    ];
                    let place = free.location_name.clone();
                    view! {
                        <li>
                            <PostButton action=action.clone() fields=fields weight=Weight::Secondary>
                                {lang.time(free.start_at, free.zone)}
                                " "
                                <span class="quiet-text">{place}</span>
                            </PostButton>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <Part title=lang.date_long(day) id=format!("day-{day}")>
                    <ul class="link-times">{buttons}</ul>
                </Part>
            }
        })
        .collect_view()
}
