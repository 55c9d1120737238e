use super::parts::appointment_row;
use crate::{
    ui::{
        empty::Empty,
        icon::Symbol,
        list::Rows,
        nav::Section,
        page::PageHead,
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
    let mut q = here.read().await?;
    let page = if past {
        appointments::past(&mut q, &place.chart, here.now, asked.before(), ROWS).await?
    } else {
        appointments::coming(&mut q, &place.chart, here.now, asked.before(), ROWS).await?
    };
    drop(q);
    let (lang, now, zone) = (here.lang, here.now, here.zone(None));
    let path = place.href("/appointments");
    let own = place.chart.is_own();
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
                <PageHead title=lang.t("nav-appointments") lead=lead />
                <Tabs label=lang.t("nav-appointments") tabs=tabs />
                {list}
                {pager}
            }
        })
        .await)
}
