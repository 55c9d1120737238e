//! The visits of a series: each of them, and calling off this one and all later ones.

use super::{
    reach::nobody_told,
    rules,
    visit::{reason_fields, reason_of},
    words::{kind_of, refusal, status_badge, when_of},
};
use crate::{
    ui::{
        button::{LinkButton, SendOrCancel, Weight},
        empty::Empty,
        form::{FieldError, Form},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::zone_of,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Clinician,
    appointments::{self, Booker, Visit, cancel_all, unreached, visits_of_series},
    ids::AppointmentId,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Why all that are left are called off, as typed, and how many those were on the page.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RestFields {
    reason: String,
    text: String,
    count: String,
}

/// The series of a visit, on its page.
pub(super) fn series_part(of: &Visit, all: &[Visit], zone: Tz, now: DateTime<Utc>, lang: Lang) -> Option<AnyView> {
    if all.len() < 2 {
        return None;
    }
    let left = rest(of, all, now).len();
    let rows: Vec<_> = all
        .iter()
        .map(|visit| {
            let when = when_of(visit, zone_of(visit.zone.as_deref(), zone), lang);
            let badge = status_badge(visit.status, lang);
            let with = visit.practitioner.clone();
            if visit.id == of.id {
                let this = lang.t("calendar-series-this");
                let about: Vec<String> = [Some(this), with].into_iter().flatten().collect();
                view! { <Row title=when aside=badge><p>{about.join(" · ")}</p></Row> }.into_any()
            } else {
                let href = format!("/calendar/visits/{}", visit.id);
                view! { <Row title=when href=href aside=badge><p>{with}</p></Row> }.into_any()
            }
        })
        .collect();
    let call_off = (left > 0).then(|| {
        let href = format!("/calendar/visits/{}/rest/cancellation", of.id);
        view! {
            <p>
                <LinkButton href=href weight=Weight::Danger>
                    {lang.t("calendar-series-rest")}
                </LinkButton>
            </p>
        }
    });
    Some(
        view! {
            <Part title=lang.t("calendar-series") id="series">
                <Rows>{rows}</Rows>
                {call_off}
            </Part>
        }
        .into_any(),
    )
}

/// This visit and the later ones of its series, as far as they can still be called off and are to come.
fn rest<'a>(of: &Visit, all: &'a [Visit], now: DateTime<Utc>) -> Vec<&'a Visit> {
    all.iter()
        .filter(|visit| visit.start_at >= of.start_at && visit.start_at > now && visit.status.can_change())
        .collect()
}

struct Found {
    visit: Visit,
    left: Vec<Visit>,
    unreached: bool,
}

async fn load(here: &Here, by: &Clinician) -> Result<Found, Error> {
    let id: AppointmentId = here.id("visit")?;
    let mut q = here.read().await?;
    let visit = appointments::visit(&mut q, by, &here.visit.log, id).await?;
    let all = match visit.series_id {
        Some(series) => visits_of_series(&mut q, by, &here.visit.log, visit.patient_id, series).await?,
        None => Vec::new(),
    };
    let unreached = !unreached(&mut q, by, &[visit.patient_id], here.now).await?.is_empty();
    let left = rest(&visit, &all, here.now).into_iter().cloned().collect();
    Ok(Found { visit, left, unreached })
}

/// Asks whether this visit and all later ones shall be called off.
pub(crate) async fn confirmation(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let found = load(&here, &by).await?;
    Ok(confirm(here, found, RestFields::default(), Vec::new()).await)
}

async fn confirm(here: Here, found: Found, typed: RestFields, errors: Vec<FieldError>) -> axum::response::Response {
    let (lang, clinic) = (here.lang, here.portal.settings.zone);
    let own = format!("/calendar/visits/{}", found.visit.id);
    let words = [("kind", kind_of(&found.visit, lang).into()), ("name", found.visit.patient.as_str().into())];
    let of = lang.with("calendar-visit-of", &words);
    let frame =
        Frame::new(here, lang.t("calendar-series-rest")).section(Section::Calendar).crumb(own.clone(), of.clone());
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let Found { visit, left, unreached } = found;
            let count = left.len();
            if count == 0 {
                return view! {
                    <PageHead title=lang.t("calendar-series-rest") lead=of />
                    <Empty icon=Symbol::Good title=lang.t("calendar-series-rest-none")>
                        <p>
                            <a href=own>{lang.t("calendar-back-to-visit")}</a>
                        </p>
                    </Empty>
                }
                .into_any();
            }
            let rows: Vec<_> = left
                .iter()
                .map(|visit| {
                    let when = when_of(visit, zone_of(visit.zone.as_deref(), clinic), lang);
                    let with = visit.practitioner.clone();
                    view! { <Row title=when><p>{with}</p></Row> }
                })
                .collect();
            let warning = lang.with("calendar-affected-warning", &[("count", count.into())]);
            let told = if unreached {
                nobody_told(visit.phone.as_deref(), lang)
            } else {
                view! { <p>{lang.t("calendar-series-rest-told")}</p> }.into_any()
            };
            view! {
                <PageHead title=lang.t("calendar-series-rest") lead=of />
                <NoticeBox tone=Tone::Warn title=warning>
                    <p>{lang.t("calendar-series-rest-final")}</p>
                </NoticeBox>
                {told}
                <Rows>{rows}</Rows>
                <Form action=format!("{own}/rest/cancellation") errors=errors.clone()>
                    <input type="hidden" name="count" value=count.to_string() />
                    {reason_fields(&typed.reason, &typed.text, &errors, lang)}
                    <SendOrCancel words=lang.with("calendar-affected-do", &[("count", count.into())]) back=own.clone() />
                </Form>
            }
            .into_any()
        })
        .await
}

/// Calls them off, one after the other.
pub(crate) async fn call_off(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<RestFields>) -> Answer {
    let found = load(&here, &by).await?;
    let lang = here.lang;
    let reason = match reason_of(&typed.reason, &typed.text, lang) {
        Ok(reason) => reason,
        Err(errors) => return Ok(confirm(here, found, typed, errors).await),
    };
    // Nothing is called off that was not on the page.
    if found.left.is_empty() || typed.count != found.left.len().to_string() {
        let error = FieldError::new("", lang.t("calendar-affected-other"));
        return Ok(confirm(here, found, typed, vec![error]).await);
    }
    let (portal, rules) = (&here.portal, rules(&here));
    let booker = Booker::at_desk(&by, found.visit.patient_id);
    let ids: Vec<AppointmentId> = found.left.iter().map(|visit| visit.id).collect();
    let (done, why) =
        cancel_all(&portal.db, &portal.auditor, &booker, &ids, reason, &typed.text, &rules, here.now).await?;
    if let Some(why) = why {
        let words = [("done", done.into()), ("why", refusal(&why, here.now, lang).message.into())];
        let error = FieldError::new("", lang.with("calendar-series-rest-some", &words));
        let left = load(&here, &by).await?;
        return Ok(confirm(here, left, typed, vec![error]).await);
    }
    Ok(after(&format!("/calendar/visits/{}", found.visit.id), Some(Notice::DeskVisitsCancelled)))
}
