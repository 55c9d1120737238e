use super::{parts::appointment_row, waiting::waiting_row};
use crate::{
    ui::{
        button::LinkButton,
        empty::Empty,
        icon::Symbol,
        list::Rows,
        nav::Section,
        page::{PageHead, Part},
        pager::{NamePager, Pager},
        tabs::{Tab, Tabs},
    },
    web::{Answer, Asked, Frame, Here, InChart},
};
use axum::extract::Query;
use clinic::appointments;
use leptos::prelude::*;

/// Appointments a page shows.
const ROWS: i64 = 15;

/// The appointments: those that are coming, or those that were.
pub(crate) async fn appointments(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let past = asked.show() == Some("past");
    // Whoever is not of the clinic can book here.
    let own = place.banner.is_none();
    let mut q = here.read().await?;
    let page = if past {
        appointments::past(&mut q, &place.chart, here.now, asked.before(), ROWS).await?
    } else {
        appointments::coming(&mut q, &place.chart, here.now, asked.before(), ROWS).await?
    };
    let waiting =
        if own && !past { appointments::waiting_of(&mut q, &place.chart, here.now).await? } else { Vec::new() };
    drop(q);
    let (lang, now, zone) = (here.lang, here.now, here.zone(None));
    let path = place.href("/appointments");
    let phone = here.portal.settings.clinic_phone.clone().filter(|_| own);
    Ok(Frame::new(here, lang.t("nav-appointments"))
        .section(Section::Appointments)
        .of(&place)
        .show(move || {
            let lead = own.then(|| match phone {
                Some(phone) => lang.with("appointments-lead-phone", &[("phone", phone.into())]),
                None => lang.t("appointments-lead"),
            });
            let (first, next) = (asked.newest(&path, &page), asked.older(&path, &page));
            let pager = if past {
                view! { <Pager newest=first older=next /> }.into_any()
            } else {
                view! { <NamePager beginning=first next=next /> }.into_any()
            };
            let tabs = vec![
                Tab::new(path.clone(), lang.t("appointments-coming"), !past),
                Tab::new(format!("{path}?show=past"), lang.t("appointments-past"), past),
            ];
            let rows = page
                .rows
                .into_iter()
                .map(|row| {
                    let href = format!("{path}/{}", row.id);
                    appointment_row(row, href, zone, now)
                })
                .collect::<Vec<_>>();
            let waiting = (!waiting.is_empty()).then(|| {
                let more = (place.href("/appointments/waiting"), lang.t("booking-waiting-more"));
                let rows = waiting.into_iter().map(|one| waiting_row(one, &place, false, lang)).collect_view();
                view! {
                    <Part title=lang.t("booking-waiting") id="waiting" more=more>
                        <Rows>{rows}</Rows>
                    </Part>
                }
            });
            let book = own.then(|| {
                let href = place.href("/appointments/new");
                view! { <LinkButton href=href>{lang.t("booking-new")}</LinkButton> }
            });
            let more = own.then(|| {
                let (reminders, list) = (place.href("/appointments/reminders"), place.href("/appointments/waiting"));
                view! {
                    <Part title=lang.t("appointments-more") id="more">
                        <p><a href=reminders>{lang.t("reminders-choose")}</a></p>
                        <p><a href=list>{lang.t("appointments-more-waiting")}</a></p>
                        <p><a href="/account/calendar">{lang.t("appointments-more-feed")}</a></p>
                    </Part>
                }
            });
            let list = if rows.is_empty() {
                let (title, advice) = match (past, own) {
                    (true, _) => (lang.t("appointments-none-past"), lang.t("appointments-none-past-advice")),
                    (false, true) => (lang.t("appointments-none-coming"), lang.t("appointments-none-coming-advice")),
                    (false, false) => (lang.t("appointments-none-coming"), lang.t("appointments-none-coming-chart")),
                };
                view! {
                    <Empty icon=Symbol::Appointments title=title>
                        <p>{advice}</p>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                <PageHead title=lang.t("nav-appointments") lead=lead>{book}</PageHead>
                <Tabs label=lang.t("nav-appointments") tabs=tabs />
                {list}
                {pager}
                {waiting}
                {more}
            }
        })
        .await)
}
