use super::{
    cells::{comment, results_table},
    held::{Reader, held_actions, held_badge, held_name, held_note, held_part, held_single},
    words::{Named, called, named, status},
};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, Weight},
        choice::Choice,
        empty::Empty,
        filter::{Filter, Narrow},
        icon::Symbol,
        nav::Section,
        page::{PageHead, Part},
        pager::Pager,
        tabs::{Tab, Tabs},
        text::Lang,
        when::{WhenDay, zone_of},
    },
    web::{Answer, Asked, Frame, Here, InChart},
};
use axum::extract::Query;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    labs::{self, Entry, Observation, Panel},
    moment::Moment,
};
use leptos::prelude::*;

/// What `?show=` says for results out of their range only.
pub(super) const OUT: &str = "out";

/// Laboratory results by panel, newest first.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let search = asked.search();
    let filter = labs::Filter { search: &search, only_abnormal: asked.show() == Some(OUT) };
    let narrowed = !filter.is_empty();
    let list = labs::panels(&mut here.read().await?, &place.chart, filter, asked.before()).await?;
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let path = place.href("/labs");
    let reader = Reader::of(&here, &place);
    let (newest, older) = (asked.newest(&path, &list), asked.older(&path, &list));
    Ok(Frame::new(here, lang.t("nav-labs"))
        .section(Section::Labs)
        .of(&place)
        .show(move || {
            let groups = grouped(list.rows, reader, clinic);
            let nothing = groups.is_empty();
            let groups = groups.into_iter().map(|group| group.view(reader, &place, clinic, lang)).collect_view();
            view! {
                <PageHead title=lang.t("nav-labs") lead=lang.t("labs-lead") />
                {ways(&place, Way::ByPanel, lang)}
                {filter_form(path.clone(), &asked, lang)}
                {groups}
                {nothing.then(|| none(&path, narrowed, place.chart.is_own(), lang))}
                <Pager newest=newest older=older />
                {take_along(&place, lang)}
            }
        })
        .await)
}

/// All results as files.
fn take_along(place: &InChart, lang: Lang) -> impl IntoView + use<> {
    let (csv, json) = (place.href("/labs/results.csv"), place.href("/labs/results.json"));
    view! {
        <Part title=lang.t("labs-take") id="take">
            <p>{lang.t("labs-take-lead")}</p>
            <Actions>
                <LinkButton href=csv weight=Weight::Secondary>
                    {lang.t("labs-take-csv")}
                </LinkButton>
                <LinkButton href=json weight=Weight::Secondary>
                    {lang.t("labs-take-json")}
                </LinkButton>
            </Actions>
        </Part>
    }
}

/// A way to look at results.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Reports, one below the other.
    ByPanel,
    /// A line for each test.
    ByTest,
    /// Days side by side.
    Compared,
}

/// The ways to look at results.
pub(super) fn ways(place: &InChart, here: Way, lang: Lang) -> impl IntoView + use<> {
    let tabs = vec![
        Tab::new(place.href("/labs"), lang.t("labs-by-panel"), here == Way::ByPanel),
        Tab::new(place.href("/labs/tests"), lang.t("labs-by-test"), here == Way::ByTest),
        Tab::new(place.href("/labs/compare"), lang.t("labs-compare"), here == Way::Compared),
    ];
    view! { <Tabs label=lang.t("labs-ways") tabs=tabs /> }
}

/// The search, and whether only results out of their range are wanted.
pub(super) fn filter_form(path: String, asked: &Asked, lang: Lang) -> impl IntoView + use<> {
    let lists = vec![Narrow {
        name: "show",
        label: lang.t("labs-show"),
        choices: vec![Choice::new("", lang.t("labs-show-all")), Choice::new(OUT, lang.t("labs-show-out"))],
        value: asked.show().filter(|show| *show == OUT).unwrap_or("").to_owned(),
    }];
    view! { <Filter action=path search=lang.t("labs-search") query=asked.search() lists=lists /> }
}

/// What stands where there is nothing.
pub(super) fn none(path: &str, narrowed: bool, own: bool, lang: Lang) -> AnyView {
    if narrowed {
        let path = path.to_owned();
        return view! {
            <Empty icon=Symbol::Search title=lang.t("labs-none-found")>
                <p>{lang.t("labs-none-found-advice")}</p>
                <p>
                    <LinkButton href=path>{lang.t("common-clear")}</LinkButton>
                </p>
            </Empty>
        }
        .into_any();
    }
    let advice = if own { lang.t("labs-none-advice") } else { lang.t("labs-none-advice-chart") };
    view! {
        <Empty icon=Symbol::Labs title=lang.t("labs-none")>
            <p>{advice}</p>
        </Empty>
    }
    .into_any()
}

/// What stands under one heading: a report, or single results of one day.
enum Group {
    Panel(Box<Panel>),
    Singles(Option<Moment>, Vec<Observation>),
    Held(Box<Observation>, DateTime<Utc>),
}

/// Puts single results that follow one another and were taken on one day together.
fn grouped(entries: Vec<Entry>, reader: Reader, clinic: Tz) -> Vec<Group> {
    let day = |result: &Observation| {
        let zone = zone_of(result.zone.as_deref(), clinic);
        result.taken().map(|when| Lang::En.when_day(when, zone))
    };
    let mut groups: Vec<Group> = Vec::new();
    for entry in entries {
        match (entry, groups.last_mut()) {
            (Entry::Panel(panel), _) => groups.push(Group::Panel(Box::new(panel))),
            (Entry::Single(result), _) if reader.lacks(result.held_until) => {
                let until = result.held_until.unwrap_or(result.sort_at);
                groups.push(Group::Held(Box::new(result), until));
            }
            (Entry::Single(result), Some(Group::Singles(_, results)))
                if results.last().map(&day) == Some(day(&result)) =>
            {
                results.push(result);
            }
            (Entry::Single(result), _) => groups.push(Group::Singles(result.taken(), vec![result])),
        }
    }
    groups
}

impl Group {
    fn view(self, reader: Reader, place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
        match self {
            Self::Panel(panel) => panel_view(*panel, reader, place, clinic, lang),
            Self::Held(result, until) => held_single(&result, until, clinic, lang),
            Self::Singles(when, results) => {
                let zone = zone_of(results.first().and_then(|result| result.zone.as_deref()), clinic);
                let id = format!("results-{}", results.first().map(|result| result.id.to_string()).unwrap_or_default());
                let title = lang.t("labs-singles");
                let caption = titled(&title, when, zone, lang);
                let held = results
                    .iter()
                    .filter_map(|result| Some((result.held_until?, result)))
                    .map(|(until, result)| {
                        view! {
                            <div class="held-result">
                                <p>{named(result, lang).name}</p>
                                {held_actions(result.id.0, held_badge(until, clinic, lang), reader, place, lang)}
                            </div>
                        }
                    })
                    .collect_view();
                let table = results_table(caption, &results, place, lang);
                view! {
                    <Part title=title id=id repeated=true>
                        {when.map(|when| view! { <p class="part-note"><WhenDay at=when zone=zone /></p> })}
                        {table}
                        {held}
                    </Part>
                }
                .into_any()
            }
        }
    }
}

fn panel_view(panel: Panel, reader: Reader, place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let Panel { report, results, total } = panel;
    let zone = zone_of(report.zone.as_deref(), clinic);
    let when = report.taken();
    let day = when.map(|when| lang.when_day(when, zone));
    let more = match day {
        Some(day) if results.len() < total => {
            lang.with("labs-open-all", &[("count", total.into()), ("date", day.into())])
        }
        Some(day) => lang.with("labs-open", &[("date", day.into())]),
        None => lang.t("labs-open-undated"),
    };
    if let Some(until) = report.held_until.filter(|_| reader.lacks(report.held_until)) {
        return view! {
            <Part
                title=held_name(&report.display, lang)
                id=format!("report-{}", report.id)
                more=(place.href(&format!("/labs/reports/{}", report.id)), more)
                repeated=true
            >
                {held_note(when, until, zone, clinic, lang)}
            </Part>
        }
        .into_any();
    }
    let held = held_part(&report, reader, clinic, lang);
    let Named { name, own } = called(report.code.as_deref(), &report.display, lang);
    let caption = titled(&name, when, zone, lang);
    let status = status(&report.status, lang).map(|(tone, text)| view! { " " <Badge tone=tone text=text /> });
    let body = if report.is_withdrawn() {
        view! { <p>{lang.t("labs-report-withdrawn")}</p> }.into_any()
    } else if results.is_empty() {
        view! { <p class="quiet-text">{lang.t("labs-report-empty")}</p> }.into_any()
    } else {
        results_table(caption, &results, place, lang)
    };
    let conclusion = (!report.is_withdrawn()).then(|| comment(report.conclusion.as_deref()));
    view! {
        <Part
            title=name
            id=format!("report-{}", report.id)
            more=(place.href(&format!("/labs/reports/{}", report.id)), more)
            repeated=true
        >
            <p class="part-note">
                {own.map(|own| view! { <span class="own-name">{own}</span> " · " })}
                {when.map(|when| view! { <WhenDay at=when zone=zone /> })}
                {report.performer.clone().map(|by| format!(" · {by}"))}
                {status}
            </p>
            {held.map(|held| view! { <p class="part-note">{held}</p> })}
            {body}
            {conclusion}
        </Part>
    }
    .into_any()
}

/// A name with its day, for captions.
fn titled(name: &str, when: Option<Moment>, zone: Tz, lang: Lang) -> String {
    when.map_or_else(|| name.to_owned(), |when| format!("{name}, {}", lang.when_day(when, zone)))
}
