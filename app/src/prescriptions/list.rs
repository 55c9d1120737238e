use super::parts::prescription_row;
use crate::{
    ui::{
        button::LinkButton,
        empty::Empty,
        filter::Filter,
        icon::Symbol,
        list::Rows,
        nav::Section,
        page::PageHead,
        pager::Pager,
        tabs::{Tab, Tabs},
        text::Lang,
    },
    web::{Answer, Asked, Frame, Here, InChart},
};
use axum::extract::Query;
use clinic::prescriptions::{self, Which};
use leptos::prelude::*;

/// Prescriptions a page shows.
const ROWS: i64 = 20;

/// The prescriptions: those in use, those that ended, or all.
pub(crate) async fn prescriptions(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let which = Which::parse(asked.show());
    let search = asked.search();
    let page = prescriptions::list(&mut here.read().await?, &place.chart, which, &search, asked.before(), ROWS).await?;
    let lang = here.lang;
    let (zone, today) = (here.zone(None), here.today());
    let path = place.href("/prescriptions");
    let own = place.chart.is_own();
    let phone = here.portal.settings.clinic_phone.clone().filter(|_| own);
    let writes = place.banner.is_some().then(|| place.href("/prescribing"));
    Ok(Frame::new(here, lang.t("nav-prescriptions"))
        .section(Section::Prescriptions)
        .of(&place)
        .show(move || {
            let lead = phone.map(|phone| lang.with("prescriptions-lead", &[("phone", phone.into())]));
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let tabs = [Which::InUse, Which::Earlier, Which::All]
                .map(|other| Tab::new(format!("{path}?show={}", other.name()), label(other, lang), other == which));
            let rows = page
                .rows
                .into_iter()
                .map(|row| {
                    let href = format!("{path}/{}", row.id);
                    prescription_row(row, href, zone, today)
                })
                .collect::<Vec<_>>();
            let list = if rows.is_empty() {
                nothing(which, !search.is_empty(), own, lang).into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                <PageHead title=lang.t("nav-prescriptions") lead=lead>
                    {writes.map(|href| view! { <LinkButton href=href>{lang.t("prescribing-write-link")}</LinkButton> })}
                </PageHead>
                <Tabs label=lang.t("nav-prescriptions") tabs=tabs.into() />
                <Filter
                    action=path
                    search=lang.t("prescriptions-search")
                    query=search
                    keep=vec![("show", which.name().to_owned())]
                />
                {list}
                <Pager newest=newest older=older />
            }
        })
        .await)
}

fn label(which: Which, lang: Lang) -> String {
    match which {
        Which::InUse => lang.t("prescriptions-in-use"),
        Which::Earlier => lang.t("prescriptions-earlier"),
        Which::All => lang.t("prescriptions-all"),
    }
}

fn nothing(which: Which, searched: bool, own: bool, lang: Lang) -> impl IntoView + use<> {
    let (title, advice) = match which {
        _ if searched => (lang.t("prescriptions-none-found"), lang.t("prescriptions-none-found-advice")),
        Which::InUse if own => (lang.t("prescriptions-none-in-use"), lang.t("prescriptions-none-in-use-advice")),
        Which::InUse => (lang.t("prescriptions-none-in-use"), lang.t("prescriptions-none-in-use-chart")),
        Which::Earlier => (lang.t("prescriptions-none-earlier"), lang.t("prescriptions-none-earlier-advice")),
        Which::All => (lang.t("prescriptions-none"), lang.t("prescriptions-none-advice")),
    };
    view! {
        <Empty icon=Symbol::Prescriptions title=title>
            <p>{advice}</p>
        </Empty>
    }
}
