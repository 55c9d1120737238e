use super::{
    visits::{Visit, visits},
    words::{deed, role},
};
use crate::{
    patients::purpose_name,
    ui::{
        badge::Badge,
        date::local,
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::{CHART_ACCESS_LOG, Section},
        page::{PageHead, Part},
        pager::Pager,
        tabs::{Tab, Tabs},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart},
};
use axum::extract::Query;
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    audit::{Action, Outcome, Subject, accesses_of},
    paging::Before,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Rows of the trail on one page; they make far fewer visits.
const ROWS: i64 = 100;

/// What of the log is shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LogFields {
    /// `all` includes the patient's own visits.
    show: String,
    before: Option<String>,
}

/// Who looked at the record, when, at which part and why.
pub(crate) async fn access(here: Here, place: InChart, Query(asked): Query<LogFields>) -> Answer {
    let with_own = asked.show == "all";
    let before = Before::parse(asked.before.as_deref());
    let page = accesses_of(&mut here.read().await?, &place.chart, with_own, before, ROWS).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_own = place.chart.is_own();
    let path = if is_own { Section::Access.href().to_owned() } else { place.href(CHART_ACCESS_LOG) };
    let (title, lead) = if is_own {
        (lang.t("access-title"), lang.t("access-lead"))
    } else {
        (lang.t("access-title-clinician"), lang.t("access-lead-clinician"))
    };
    let show = if with_own { "?show=all" } else { "" };
    let newest = (!page.first).then(|| format!("{path}{show}"));
    let joint = if with_own { '&' } else { '?' };
    let older = page.older.map(|older| format!("{path}{show}{joint}before={}", older.token()));
    let others = if is_own { lang.t("access-others") } else { lang.t("access-others-clinician") };
    let tabs = vec![
        Tab::new(path.clone(), others, !with_own),
        Tab::new(format!("{path}?show=all"), lang.t("access-everyone"), with_own),
    ];
    let help = here.portal.settings.clinic_phone.clone();
    Ok(Frame::new(here, title.clone())
        .section(Section::Access)
        .of(&place)
        .show(move || {
            let days = by_day(visits(&page.rows), zone);
            view! {
                <PageHead title=title lead=lead />
                <Tabs label=lang.t("access-show") tabs=tabs />
                {if days.is_empty() { nobody(is_own, page.first, lang) } else { all(days, is_own, zone, lang) }}
                <Pager newest=newest older=older />
                {explanation(is_own, help, lang)}
            }
        })
        .await)
}

fn nobody(is_own: bool, is_first: bool, lang: Lang) -> AnyView {
    let title = if is_first { lang.t("access-nobody") } else { lang.t("access-nobody-more") };
    let advice = if is_own { lang.t("access-nobody-advice") } else { lang.t("access-nobody-advice-clinician") };
    view! {
        <Empty icon=Symbol::Access title=title>
            <p>{advice}</p>
        </Empty>
    }
    .into_any()
}

fn all(days: Vec<(NaiveDate, Vec<Visit>)>, is_own: bool, zone: Tz, lang: Lang) -> AnyView {
    days.into_iter()
        .map(|(day, visits)| {
            let rows = visits.into_iter().map(|visit| visit_row(visit, is_own, zone, lang)).collect_view();
            view! {
                <Part title=lang.date_long(day) id=format!("day-{day}")>
                    <Rows>{rows}</Rows>
                </Part>
            }
        })
        .collect_view()
        .into_any()
}

fn visit_row(visit: Visit, is_own: bool, zone: Tz, lang: Lang) -> impl IntoView {
    let by_patient = if is_own { lang.t("access-you") } else { lang.t("access-patient") };
    let who = if visit.own { by_patient } else { name(&visit, lang) };
    let role = (!visit.own).then(|| role(&visit.role, lang));
    let time = if visit.to - visit.from < chrono::Duration::minutes(1) {
        lang.time(visit.to, zone)
    } else {
        lang.time_range(visit.from, visit.to, zone)
    };
    let deeds: Vec<String> = if is_check(&visit) {
        vec![lang.t("access-checked-code")]
    } else {
        visit.deeds.iter().map(|(action, subject)| deed(*action, *subject, lang)).collect()
    };
    let deeds = deeds.join(" · ");
    let done = match visit.outcome {
        Outcome::Allowed => deeds,
        Outcome::Refused => lang.with("access-refused-what", &[("parts", deeds.into())]),
        Outcome::Failed => lang.with("access-failed-what", &[("parts", deeds.into())]),
    };
    let why = visit.purpose.map(|purpose| lang.with("access-why", &[("purpose", purpose_name(purpose, lang).into())]));
    let words = visit.purpose.and(visit.reason.clone());
    let (outside, outcome) = (visit.is_from_outside(), visit.outcome);
    let marks = move || {
        let lang = crate::ui::text::lang();
        let refused = match outcome {
            Outcome::Allowed => None,
            Outcome::Refused => Some((Tone::Danger, lang.t("access-refused"))),
            Outcome::Failed => Some((Tone::Warn, lang.t("access-failed"))),
        };
        view! {
            {refused.map(|(tone, word)| view! { <Badge tone=tone text=word /> })}
            {outside.then(|| view! { <Badge tone=Tone::Warn text=lang.t("access-outside") /> })}
        }
    };
    view! {
        <Row title=who aside=marks>
            <p>{[role, Some(time)].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
            <p>{done}</p>
            {why
                .map(|why| {
                    view! {
                        <p>
                            {why} {words.map(|words| view! { " " <span class="reason">{words}</span> })}
                        </p>
                    }
                })}
        </Row>
    }
}

/// Whether somebody without a name had the code of a prescription and checked it: all that a visitor can do with prescriptions.
fn is_check(visit: &Visit) -> bool {
    visit.role == "visitor" && visit.deeds.iter().all(|deed| *deed == (Action::Execute, Subject::Prescriptions))
}

/// The name of who did it; the portal's own commands and people not signed in have none.
fn name(visit: &Visit, lang: Lang) -> String {
    match visit.role.as_str() {
        "visitor" if is_check(visit) => lang.t("access-by-code"),
        "operator" => lang.t("access-by-clinic"),
        "visitor" => lang.t("access-by-visitor"),
        _ => visit.actor.clone(),
    }
}

fn by_day(visits: Vec<Visit>, zone: Tz) -> Vec<(NaiveDate, Vec<Visit>)> {
    let mut days: Vec<(NaiveDate, Vec<Visit>)> = Vec::new();
    for visit in visits {
        let day = local(visit.to, zone);
        match days.last_mut() {
            Some((known, visits)) if *known == day => visits.push(visit),
            _ => days.push((day, vec![visit])),
        }
    }
    days
}

fn explanation(is_own: bool, phone: Option<String>, lang: Lang) -> AnyView {
    if !is_own {
        return ().into_any();
    }
    let ask = match phone {
        Some(phone) => lang.with("access-ask-phone", &[("phone", phone.into())]),
        None => lang.t("access-ask"),
    };
    view! {
        <Part title=lang.t("access-explained") id="explained">
            <p>{lang.t("access-explained-all")}</p>
            <p>{lang.t("access-explained-outside")}</p>
            <p>{lang.t("access-explained-refused")}</p>
            <p>{ask}</p>
            <p>
                <a href="/helpers">{lang.t("helpers-access-link")}</a>
            </p>
        </Part>
    }
    .into_any()
}
