//! The first step: for whom, and what for.

use super::wanted::{Wanted, call, medium_words, type_instructions, type_name};
use crate::{
    ui::{
        button::LinkButton,
        empty::Empty,
        icon::{Icon, Symbol},
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Frame, Here, InChart},
};
use axum::{
    extract::Query,
    response::{IntoResponse as _, Redirect},
};
use clinic::{
    accounts::{Person, Session},
    appointments::Booker,
    audit::Subject,
    helpers::{self, Helped},
    schedules::{Medium, Mode, VisitType, offered},
};
use leptos::prelude::*;

/// The visits that can be booked, and for whom else.
pub(crate) async fn page(here: Here, place: InChart, Query(wanted): Query<Wanted>) -> Answer {
    Booker::in_chart(&place.chart)?;
    if wanted.moves().is_some() {
        return Ok(Redirect::to(&wanted.at(&place.href("/appointments/new/times"))).into_response());
    }
    let mut q = here.read().await?;
    let visits = offered(&mut q).await?;
    let others = others(&here, &place, &mut q).await?;
    drop(q);
    let (lang, call) = (here.lang, call(&here));
    let title = lang.t("booking-new");
    Ok(Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .show(move || {
            let whom = (!others.is_empty()).then(|| whom_part(others, &place, lang));
            let next = place.href("/appointments/new/with");
            let waiting = place.href("/appointments/waiting/new");
            let list = if visits.is_empty() {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("booking-no-kinds")>
                        <p>{call.clone()}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let rows = visits
                    .into_iter()
                    .map(|visit| {
                        let href = Wanted::visit(visit.id).at(&next);
                        visit_row(&visit, href, lang)
                    })
                    .collect_view();
                view! {
                    <Rows>{rows}</Rows>
                    <p>
                        {lang.t("booking-kinds-else")} " " {call} " " <a href=waiting>{lang.t("booking-wait-instead")}</a>
                    </p>
                }
                .into_any()
            };
            view! {
                <PageHead title=title lead=lang.t("booking-new-lead") />
                {whom}
                <Part title=lang.t("booking-kinds") id="kinds">
                    {list}
                </Part>
            }
        })
        .await)
}

/// A type of visit: how long, how, whether the clinic has to agree, what it needs.
pub(super) fn visit_row(visit: &VisitType, href: String, lang: Lang) -> impl IntoView + use<> {
    let about = [
        Some(lang.minutes(visit.minutes)),
        Some(medium_words(visit.medium, lang)),
        (visit.mode == Mode::Request).then(|| lang.t("booking-we-confirm")),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let icon = if visit.medium == Medium::Video { Symbol::Person } else { Symbol::Place };
    let needs = type_instructions(visit, lang);
    view! {
        <Row title=type_name(visit, lang) href=href lead=view! { <Icon of=icon /> }>
            <p>{about.join(" · ")}</p>
            {needs.map(|needs| view! { <p class="needs">{needs}</p> })}
        </Row>
    }
}

/// For whom else one can book: the addresses of their records.
struct Other {
    name: String,
    href: String,
}

async fn others(here: &Here, place: &InChart, q: &mut clinic::db::Reader) -> Result<Vec<Other>, clinic::Error> {
    let may = |helped: &&Helped| helped.help.sections.permit(Subject::Appointments);
    let to = |helped: &Helped| Other {
        name: helped.name.clone(),
        href: format!("/helping/{}/appointments/new", helped.patient),
    };
    let session = here.visit.session.as_ref();
    if let Some(helping) = &place.helping {
        let is_patient = session.is_some_and(|session| session.roles().has(clinic::accounts::Role::Patient));
        let own =
            is_patient.then(|| Other { name: here.lang.t("booking-for-me"), href: "/appointments/new".to_owned() });
        let rest = helping.all.iter().filter(|helped| helped.patient != helping.open.patient).filter(may);
        return Ok(own.into_iter().chain(rest.map(to)).collect());
    }
    let Some(session) = session.filter(|session| place.chart.is_own() && Session::helps(session)) else {
        return Ok(Vec::new());
    };
    let person = Person::from(session);
    let all = helpers::helped(q, &person, &here.visit.log, here.now, here.portal.settings.zone).await?;
    Ok(all.iter().filter(may).map(to).collect())
}

fn whom_part(others: Vec<Other>, place: &InChart, lang: Lang) -> impl IntoView + use<> {
    let now = match &place.helping {
        Some(helping) => lang.with("booking-for-now", &[("name", helping.open.name.clone().into())]),
        None => lang.t("booking-for-yourself"),
    };
    let links = others
        .into_iter()
        .map(|other| {
            let words = lang.with("booking-for", &[("name", other.name.into())]);
            view! {
                <LinkButton href=other.href weight=crate::ui::button::Weight::Secondary>
                    {words}
                </LinkButton>
            }
        })
        .collect_view();
    view! {
        <Part title=lang.t("booking-whom") id="whom">
            <p>{now}</p>
            <div class="actions">{links}</div>
        </Part>
    }
}
