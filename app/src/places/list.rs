use crate::{
    ui::{
        badge::Badge,
        button::LinkButton,
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::{Section, SystemPart, system_tabs},
        page::{PageHead, Part},
        pager::NamePager,
        tabs::{Tab, Tabs},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::extract::Query;
use clinic::{
    accounts::Admin,
    paging::ByName,
    places::{Listed, PlaceId, PlaceKind, list},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Places on one page.
const PLACES: i64 = 50;

/// Which part of the list is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListFields {
    show: String,
    after: Option<String>,
}

/// Places of care, organizations or pharmacies.
pub(crate) async fn places(here: Here, Signed(_): Signed<Admin>, Query(asked): Query<ListFields>) -> Answer {
    let kind = PlaceKind::parse(&asked.show).unwrap_or(PlaceKind::Location);
    let after: Option<PlaceId> = asked.after.and_then(|id| id.parse().ok());
    let found = list(&mut here.read().await?, kind, after, PLACES).await?;
    let lang = here.lang;
    Ok(Frame::new(here, lang.t("places-title"))
        .section(Section::System)
        .show(move || {
            let kinds = PlaceKind::ALL
                .map(|other| Tab::new(format!("/places?show={}", other.name()), kind_name(other, lang), other == kind));
            view! {
                <Tabs label=lang.t("nav-system-parts") tabs=system_tabs(SystemPart::Places) />
                <PageHead title=lang.t("places-title") lead=lang.t("places-lead")>
                    <LinkButton href=format!("/places/new/{}", kind.name()) icon=Symbol::Place>
                        {add_words(kind, lang)}
                    </LinkButton>
                </PageHead>
                <Tabs label=lang.t("places-kinds") tabs=kinds.into() />
                {part(kind, found, lang)}
            }
        })
        .await)
}

fn part(kind: PlaceKind, found: ByName<Listed>, lang: Lang) -> impl IntoView {
    let here = format!("/places?show={}", kind.name());
    let beginning = (!found.first).then(|| here.clone());
    let next = found.next.map(|id| format!("{here}&after={id}"));
    let rows = if found.rows.is_empty() {
        view! {
            <Empty icon=Symbol::Place title=lang.t("places-none")>
                <p>{lang.t("places-none-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = found.rows.into_iter().map(|place| row(kind, place, lang)).collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! {
        <Part title=kind_name(kind, lang) id="places">
            {rows}
            <NamePager beginning=beginning next=next />
        </Part>
    }
}

fn row(kind: PlaceKind, place: Listed, lang: Lang) -> impl IntoView {
    let about: Vec<String> = [place.city, place.phone, place.zone].into_iter().flatten().collect();
    let (active, imported) = (place.active, place.imported);
    let marks = move || {
        view! {
            {imported.then(|| view! { <Badge tone=Tone::Info text=lang.t("places-imported") /> })}
            {(!active).then(|| view! { <Badge tone=Tone::Quiet text=lang.t("places-inactive") /> })}
        }
    };
    view! {
        <Row title=place.name href=format!("/places/{}/{}", kind.name(), place.id) aside=marks>
            <p>{about.join(" · ")}</p>
        </Row>
    }
}

/// The name of many of a kind.
pub(super) fn kind_name(kind: PlaceKind, lang: Lang) -> String {
    match kind {
        PlaceKind::Location => lang.t("places-locations"),
        PlaceKind::Organization => lang.t("places-organizations"),
        PlaceKind::Pharmacy => lang.t("places-pharmacies"),
    }
}

/// What adds one of a kind.
pub(super) fn add_words(kind: PlaceKind, lang: Lang) -> String {
    match kind {
        PlaceKind::Location => lang.t("places-add-location"),
        PlaceKind::Organization => lang.t("places-add-organization"),
        PlaceKind::Pharmacy => lang.t("places-add-pharmacy"),
    }
}
