//! Calendars for other programs: the private address that one reads, and the page where such addresses are made and ended.

use crate::{
    ui::{
        button::{Actions, PostButton, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, AppError, Frame, Here, Route, Signed, Typed, after},
};
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use clinic::{
    Error,
    accounts::{Clinician, Language, Patient, Person, Session},
    appointments::{
        FeedContent, FeedOf, FeedVisit, MOST_FEEDS, end_feed, feeds,
        ics::{Method, calendar},
        make_feed, read_feed,
    },
    mail::host,
    schedules::Medium,
};
use leptos::prelude::*;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

const PATH: &str = "/account/calendar";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/calendar/feed/{token}", feed),
        Route::page(PATH, page),
        Route::action(PATH, make),
        Route::action("/account/calendar/{feed}/end", end),
    ]
}

/// The calendar itself, for a program.
pub(crate) async fn feed(here: Here, headers: HeaderMap) -> Answer {
    let token = here.param("token").and_then(|name| name.strip_suffix(".ics")).unwrap_or_default();
    let content = read_feed(&here.portal.db, token, &here.visit.log, here.now).await?.ok_or(Error::NotFound)?;
    let text = written(&here, &content);
    // Two programs of one person get the same text as long as nothing has changed.
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&text)));
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| {
        known.to_str().is_ok_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
    });
    let answer = if is_known {
        (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response()
    } else {
        let name = "inline; filename=\"calendar.ics\"".to_owned();
        let kind = "text/calendar; charset=utf-8".to_owned();
        ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name), (header::ETAG, tag)], text).into_response()
    };
    Ok(answer)
}

fn written(here: &Here, content: &FeedContent) -> String {
    let settings = &here.portal.settings;
    let lang = match content.language {
        Some(Language::Es) => Lang::Es,
        Some(Language::En) | None => Lang::En,
    };
    let clinic = || settings.clinic_name.clone().into();
    let host = host(&settings.origin);
    let summary = |visit: &FeedVisit| match (content.is_own, &visit.room) {
        (true, _) => lang.with("mail-visit-summary", &[("clinic", clinic())]),
        (false, Some(room)) => lang.with("feed-visit-room", &[("room", room.as_str().into())]),
        (false, None) => lang.t("feed-visit"),
    };
    let place = |visit: &FeedVisit| match visit.medium {
        Some(Medium::Video) => Some(lang.t("mail-visit-by-video")),
        _ => {
            let lines = visit.address_lines.iter().flat_map(|lines| lines.lines()).map(str::to_owned);
            let parts: Vec<String> = visit.location.iter().cloned().chain(lines).chain(visit.city.clone()).collect();
            Some(parts.join(", ")).filter(|place| !place.is_empty())
        }
    };
    let entries: Vec<_> =
        content.visits.iter().map(|visit| visit.entry(summary(visit), place(visit), &host, settings.zone)).collect();
    let name = if content.is_own {
        lang.with("feed-name-own", &[("clinic", clinic())])
    } else {
        lang.with("feed-name-calendar", &[("clinic", clinic())])
    };
    calendar(Method::Publish, Some(&name), &entries)
}

/// Which calendar an address is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    of: String,
}

/// The addresses there are, and how to make one.
pub(crate) async fn page(here: Here, Signed(by): Signed<Person>) -> Answer {
    show(here, &by, Shown::Nothing).await
}

/// Makes an address, which is shown once.
pub(crate) async fn make(here: Here, Signed(by): Signed<Person>, Typed(typed): Typed<Fields>) -> Answer {
    let session = here.visit.session.clone().ok_or(AppError::SignIn)?;
    let of = match typed.of.as_str() {
        "own" => Patient::try_from(&session).ok().map(FeedOf::Own),
        "calendar" => clinician(&session).map(FeedOf::Calendar),
        _ => None,
    };
    let of = of.ok_or(Error::NotFound)?;
    let made = make_feed(&here.portal.db, &here.portal.auditor, &of, here.now).await?;
    show(here, &by, made.map_or(Shown::TooMany, |token| Shown::Address(token.text()))).await
}

/// Ends an address.
pub(crate) async fn end(here: Here, Signed(by): Signed<Person>) -> Answer {
    end_feed(&here.portal.db, &here.portal.auditor, &by, here.id("feed")?, here.now).await?;
    Ok(after(PATH, None))
}

/// What has just been done.
enum Shown {
    Nothing,
    /// The token of the new address.
    Address(String),
    TooMany,
}

fn clinician(session: &Session) -> Option<Clinician> {
    Clinician::try_from(session).ok().filter(|clinician| clinician.practitioner().is_some())
}

async fn show(here: Here, by: &Person, shown: Shown) -> Result<Response, AppError> {
    let session = here.visit.session.clone().ok_or(AppError::SignIn)?;
    let rows = feeds(&mut here.read().await?, by).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let (is_patient, is_clinician) = (session.patient().is_some(), clinician(&session).is_some());
    let origin = here.portal.settings.origin.clone();
    let is_refused = matches!(shown, Shown::TooMany);
    let frame =
        Frame::new(here, lang.t("feed-title")).section(Section::Account).crumb("/account", lang.t("account-title"));
    let frame = if is_refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let said = match shown {
                Shown::Nothing => None,
                Shown::Address(token) => Some(address(&origin, &token, lang).into_any()),
                Shown::TooMany => {
                    let advice = lang.with("feed-too-many-advice", &[("count", MOST_FEEDS.into())]);
                    Some(
                        view! { <NoticeBox tone=Tone::Warn title=lang.t("feed-too-many")><p>{advice}</p></NoticeBox> }
                            .into_any(),
                    )
                }
            };
            let is_empty = rows.is_empty();
            let list = rows
                .into_iter()
                .map(|feed| {
                    let title = if feed.is_own { lang.t("feed-own") } else { lang.t("feed-calendar") };
                    let made = lang.with("feed-made", &[("time", lang.moment(feed.created_at, zone).into())]);
                    let read = match feed.read_at {
                        Some(at) => lang.with("feed-read", &[("time", lang.moment(at, zone).into())]),
                        None => lang.t("feed-never-read"),
                    };
                    view! {
                        <Row title=title>
                            <p>{made} " · " {read}</p>
                            <PostButton action=format!("{PATH}/{}/end", feed.id) weight=Weight::Secondary>
                                {lang.t("feed-end")}
                            </PostButton>
                        </Row>
                    }
                })
                .collect_view();
            let new = |of: &'static str, words: String| {
                view! {
                    <PostButton action=PATH fields=vec![("of", of.to_owned())]>
                        {words}
                    </PostButton>
                }
            };
            view! {
                <PageHead title=lang.t("feed-title") lead=lang.t("feed-lead") />
                {said}
                <Part title=lang.t("feed-addresses") id="addresses">
                    {if is_empty {
                        view! {
                            <Empty icon=Symbol::Appointments title=lang.t("feed-none")>
                                <p>{lang.t("feed-none-advice")}</p>
                            </Empty>
                        }
                            .into_any()
                    } else {
                        view! { <Rows>{list}</Rows> }.into_any()
                    }}
                </Part>
                {(is_patient || is_clinician)
                    .then(|| {
                        view! {
                            <Part title=lang.t("feed-new") id="new">
                                <p>{lang.t("feed-private")}</p>
                                <Actions>
                                    {is_patient.then(|| new("own", lang.t("feed-new-own")))}
                                    {is_clinician.then(|| new("calendar", lang.t("feed-new-calendar")))}
                                </Actions>
                            </Part>
                        }
                    })}
            }
        })
        .await)
}

/// The new address: as a link that calendars open, and as text to copy.
fn address(origin: &str, token: &str, lang: Lang) -> impl IntoView + use<> {
    let whole = format!("{origin}/calendar/feed/{token}.ics");
    let opens = whole.split_once("://").map_or(whole.clone(), |(_, rest)| format!("webcal://{rest}"));
    view! {
        <NoticeBox tone=Tone::Good title=lang.t("feed-here")>
            <p>{lang.t("feed-once")}</p>
            <p>
                <a href=opens>{lang.t("feed-open")}</a>
            </p>
            <p>{lang.t("feed-copy")}</p>
            <p>
                <code class="feed-address">{whole}</code>
            </p>
        </NoticeBox>
    }
}
