use super::cells::{flag, limits, reading, result_href};
use super::words::no_value;
use crate::{
    ui::{
        chart::Sparkline,
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::PageHead,
        pager::Pager,
        stat::{Stat, Stats},
        text::Lang,
        when::{WhenDay, zone_of},
    },
    web::{Answer, Asked, Frame, Here, InChart},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::labs::{self, Category, Observation, Standing, Trend};
use leptos::prelude::*;

/// The newest of each vital sign with its trend.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let mut q = here.read().await?;
    let list = labs::trends(&mut q, &place.chart, Category::VitalSigns, asked.before()).await?;
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let path = place.href("/record/vitals");
    let (newest, older) = (asked.newest(&path, &list), asked.older(&path, &list));
    Ok(Frame::new(here, lang.t("labs-vitals-title"))
        .section(Section::Record)
        .of(&place)
        .crumb(place.href("/record"), lang.t("nav-record"))
        .show(move || {
            let nothing = list.rows.is_empty().then(|| {
                view! {
                    <Empty icon=Symbol::Vitals title=lang.t("labs-vitals-none")>
                        <p>{lang.t("labs-vitals-none-advice")}</p>
                    </Empty>
                }
            });
            let stats = list.rows.iter().map(|trend| stat(trend, &place, clinic, lang)).collect_view();
            view! {
                <PageHead title=lang.t("labs-vitals-title") lead=lang.t("labs-vitals-lead") />
                {nothing}
                <Stats>{stats}</Stats>
                <Pager newest=newest older=older />
            }
        })
        .await)
}

fn stat(trend: &Trend, place: &InChart, clinic: Tz, lang: Lang) -> impl IntoView + use<> {
    let latest = &trend.test.latest;
    let zone = zone_of(latest.zone.as_deref(), clinic);
    let (value, unit) = match reading(latest) {
        Some(reading) => (reading.value, reading.unit),
        None => (in_words(latest, lang), String::new()),
    };
    let when = latest.taken();
    let values = trend.last.iter().filter_map(drawn).collect();
    let (low, high) = limits(latest);
    view! {
        <Stat label=latest.display.clone() value=value unit=unit flag=flag(latest) href=result_href(latest, place)>
            {when.map(|when| view! { <WhenDay at=when zone=zone /> })}
            <Sparkline values=values low=low high=high />
        </Stat>
    }
}

/// What a spark draws: the number, or the first part that is one.
fn drawn(result: &Observation) -> Option<f64> {
    if result.standing() != Standing::Known {
        return None;
    }
    result.number().or_else(|| result.parts().find_map(clinic::labs::Component::number))
}

fn in_words(result: &Observation, lang: Lang) -> String {
    if result.standing() != Standing::Known {
        return no_value(result, lang);
    }
    let parts: Vec<String> = result
        .parts()
        .map(|part| format!("{}: {}", part.display.as_deref().unwrap_or(""), part.reading().unwrap_or_default()))
        .collect();
    parts.join(", ")
}
