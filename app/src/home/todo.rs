//! What a patient should do, said in plain words; nothing that the portal cannot do is offered as a button.

use super::summary::Summary;
use crate::{
    appointments::parts::times,
    ui::{
        date::local,
        icon::{Icon, Symbol},
        list::{Row, Rows},
        page::Part,
        text::Lang,
        when::zone_of,
    },
    web::InChart,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use clinic::{
    appointments::{Appointment, Status, Waiting},
    prescriptions::Prescription,
};
use leptos::prelude::*;

/// Days before a visit when its instructions are shown.
const VISIT_DAYS: i64 = 7;
/// Days before its end when a prescription is pointed out.
const ENDING_DAYS: i64 = 14;

struct Task {
    icon: Symbol,
    title: String,
    advice: Vec<String>,
    href: String,
}

/// The part of the page that says what to do; a quiet line where there is nothing.
pub(super) fn part(
    found: &Summary,
    phone: Option<&str>,
    place: &InChart,
    clinic: Tz,
    now: DateTime<Utc>,
    lang: Lang,
) -> AnyView {
    let tasks = tasks(found, phone, place, clinic, now, lang);
    let body = if tasks.is_empty() {
        view! { <p class="quiet-text">{lang.t("home-todo-none")}</p> }.into_any()
    } else {
        let rows = tasks
            .into_iter()
            .map(|Task { icon, title, advice, href }| {
                let advice = advice.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
                view! {
                    <Row title=title href=href lead=view! { <Icon of=icon /> }>
                        {advice}
                    </Row>
                }
            })
            .collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! {
        <Part title=lang.t("home-todo") id="todo">
            {body}
        </Part>
    }
    .into_any()
}

fn tasks(
    found: &Summary,
    phone: Option<&str>,
    place: &InChart,
    clinic: Tz,
    now: DateTime<Utc>,
    lang: Lang,
) -> Vec<Task> {
    let mut tasks: Vec<Task> = found.waiting.iter().filter_map(|waiting| offered(waiting, place, lang)).collect();
    for visit in &found.visits {
        tasks.extend(confirm(visit, phone, place, clinic, lang));
        tasks.extend(prepare(visit, place, clinic, now, lang));
    }
    let zone = |drug: &Prescription| zone_of(drug.zone.as_deref(), clinic);
    let is_ending = |drug: &&Prescription| {
        drug.valid_until()
            .is_some_and(|until| until.at >= now - Duration::days(1) && until.at <= now + Duration::days(ENDING_DAYS))
    };
    for drug in found.drugs.rows.iter().filter(is_ending) {
        let until = drug.valid_until().map(|until| lang.when_day(until, zone(drug))).unwrap_or_default();
        tasks.push(Task {
            icon: Symbol::Prescriptions,
            title: lang.with("home-todo-ending", &[("drug", drug.display.clone().into()), ("date", until.into())]),
            advice: vec![call(phone, lang)],
            href: place.href(&format!("/prescriptions/{}", drug.id)),
        });
    }
    let empty: Vec<&Prescription> =
        found.drugs.rows.iter().filter(|drug| drug.refills == Some(0) && !is_ending(drug)).collect();
    if let Some(first) = empty.first() {
        let names: Vec<String> = empty.iter().map(|drug| drug.display.clone()).collect();
        tasks.push(Task {
            icon: Symbol::Prescriptions,
            title: lang.with("home-todo-refills", &[("count", empty.len().into())]),
            advice: vec![names.join(", "), call(phone, lang)],
            href: if empty.len() == 1 {
                place.href(&format!("/prescriptions/{}", first.id))
            } else {
                place.href("/prescriptions")
            },
        });
    }
    tasks
}

/// A time that was freed and is offered for a while.
fn offered(waiting: &Waiting, place: &InChart, lang: Lang) -> Option<Task> {
    let offer = waiting.offer_id?;
    Some(Task {
        icon: Symbol::Clock,
        title: lang.t("booking-todo-offer"),
        advice: vec![lang.t("booking-todo-offer-advice")],
        href: place.href(&format!("/appointments/offers/{offer}")),
    })
}

/// A visit that was suggested or waits for an answer.
fn confirm(visit: &Appointment, phone: Option<&str>, place: &InChart, clinic: Tz, lang: Lang) -> Option<Task> {
    // What was asked for here is answered by the clinic.
    if !matches!(visit.status, Status::Proposed | Status::Pending) || visit.made_here {
        return None;
    }
    let zone = zone_of(visit.zone.as_deref(), clinic);
    let phone = visit.phone.as_deref().or(phone);
    Some(Task {
        icon: Symbol::Phone,
        title: lang.t("home-todo-confirm"),
        advice: vec![
            times(visit, lang, zone),
            match phone {
                Some(phone) => lang.with("home-todo-confirm-phone", &[("phone", phone.into())]),
                None => lang.t("home-todo-confirm-call"),
            },
        ],
        href: place.href(&format!("/appointments/{}", visit.id)),
    })
}

/// A visit within a week that asks for something beforehand.
fn prepare(visit: &Appointment, place: &InChart, clinic: Tz, now: DateTime<Utc>, lang: Lang) -> Option<Task> {
    let instruction = visit.instruction(lang.language()).map(str::trim).filter(|text| !text.is_empty())?;
    if !visit.status.is_fixed() || visit.start_at > now + Duration::days(VISIT_DAYS) {
        return None;
    }
    let zone = zone_of(visit.zone.as_deref(), clinic);
    let away = lang.relative(local(visit.start_at, zone), local(now, zone));
    Some(Task {
        icon: Symbol::Appointments,
        title: lang.with("home-todo-prepare", &[("when", away.into())]),
        advice: vec![instruction.to_owned()],
        href: place.href(&format!("/appointments/{}", visit.id)),
    })
}

fn call(phone: Option<&str>, lang: Lang) -> String {
    match phone {
        Some(phone) => lang.with("home-todo-call-phone", &[("phone", phone.into())]),
        None => lang.t("home-todo-call"),
    }
}
