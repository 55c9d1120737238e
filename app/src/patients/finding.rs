use super::found::{Results, patient_rows};
use crate::{
    islands::Search,
    reviews::Alarmed,
    ui::{
        button::{Button, LinkButton, Weight},
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::{PageHead, Part},
        pager::NamePager,
        text::Lang,
    },
    web::{Answer, Frame, Here, Signed, Typed, fragment},
};
use axum::{extract::Query, response::Response};
use chrono::NaiveDate;
use clinic::{
    accounts::Clinician,
    appointments::{count_own, waits},
    ids::PatientId,
    paging::ByName,
    patients::{Found, of_my_teams, search},
    schedules::{DAY, Span},
    wall_clock::instant,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Patients on one page of the own list.
const MINE: i64 = 25;
/// Patients a search shows; more are a reason to narrow it.
pub(super) const MOST: i64 = 50;
/// The most characters that are searched for.
const LONGEST: usize = 200;

/// Where the own list begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListFields {
    after: Option<String>,
}

/// What the page shows where nothing is searched for.
struct Mine {
    /// The own patients.
    list: ByName<Found>,
    /// The own visits of the day.
    visits: i64,
    /// Visits that were asked for and wait for an answer.
    asked: i64,
}

/// What is searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchFields {
    q: String,
}

/// Finding a patient, and the clinician's own patients.
pub(crate) async fn patients(here: Here, Signed(by): Signed<Clinician>, Query(list): Query<ListFields>) -> Answer {
    let after: Option<PatientId> = list.after.and_then(|id| id.parse().ok());
    let mut q = here.read().await?;
    let list = of_my_teams(&mut q, &by, after, MINE, &here.visit.log, here.now).await?;
    let today = here.today();
    let zone = here.portal.settings.zone;
    let span = Span { start: instant(today, 0, zone), end: instant(today, DAY, zone) };
    let visits = count_own(&mut q, &by, span).await?;
    let asked = waits(&mut q, &by).await?.asked;
    let alarmed = Alarmed::load(&here, &mut q, &by).await?;
    drop(q);
    Ok(show(here, String::new(), None, Some(Mine { list, visits, asked }), alarmed).await)
}

/// Finding a patient by a form. The page itself answers the POST, without a redirect: the words searched for are a name, and
/// must not stand in an address.
pub(crate) async fn search_page(
    here: Here,
    Signed(by): Signed<Clinician>,
    Typed(typed): Typed<SearchFields>,
) -> Answer {
    let text: String = typed.q.chars().take(LONGEST).collect();
    let results = find(&here, &by, &text).await?;
    let alarmed = Alarmed::load(&here, &mut here.read().await?, &by).await?;
    Ok(show(here, text, Some(results), None, alarmed).await)
}

/// What was found, without the page around it, for the search as one types.
pub(crate) async fn search_fragment(
    here: Here,
    Signed(by): Signed<Clinician>,
    Typed(typed): Typed<SearchFields>,
) -> Answer {
    let text: String = typed.q.chars().take(LONGEST).collect();
    let results = find(&here, &by, &text).await?;
    let (lang, today) = (here.lang, here.today());
    Ok(fragment(lang, || found_part(results, lang, today).into_any()))
}

async fn find(here: &Here, by: &Clinician, text: &str) -> Result<Results, clinic::Error> {
    let found = search(&mut here.read().await?, by, text, MOST + 1, &here.visit.log, here.now).await?;
    Ok(Results::new(found, MOST))
}

async fn show(here: Here, query: String, results: Option<Results>, mine: Option<Mine>, alarmed: Alarmed) -> Response {
    let (lang, today) = (here.lang, here.today());
    Frame::new(here, lang.t("patients-title"))
        .section(Section::Patients)
        .alive()
        .show(move || {
            let said = results.as_ref().map(|results| results.said(lang)).unwrap_or_default();
            view! {
                {alarmed.view(lang)}
                <PageHead title=lang.t("patients-title") lead=lang.t("patients-lead")>
                    {register_button(lang)}
                </PageHead>
                <form method="post" action="/patients" class="filter search-large" role="search">
                    <Search
                        name="q".to_owned()
                        label=lang.t("patients-search")
                        hint=lang.t("patients-search-hint")
                        first=query.is_empty()
                        query=query
                        said=said
                        address="/patients/search".to_owned()
                        failed=lang.t("patients-search-failed")
                        slow=lang.t("patients-search-slow")
                    />
                    <Button>{lang.t("common-search")}</Button>
                </form>
                <div class="found" id="field-q-found">
                    {results.map(|results| found_part(results, lang, today))}
                </div>
                {match mine {
                    Some(mine) => view! { <div class="unsought">{day_part(&mine, lang)} {mine_part(mine.list, lang, today)}</div> }.into_any(),
                    None => view! { <p><a href="/patients">{lang.t("patients-show-mine")}</a></p> }.into_any(),
                }}
            }
        })
        .await
}

/// The calendar of the day in two links, where there is something in it.
fn day_part(mine: &Mine, lang: Lang) -> Option<impl IntoView + use<>> {
    let link =
        |count: i64, href: &'static str, words: String| (count > 0).then(|| view! { <p><a href=href>{words}</a></p> });
    let count = |count: i64| [("count", count.into())];
    let visits = link(mine.visits, "/calendar", lang.with("patients-visits-today", &count(mine.visits)));
    let asked = link(mine.asked, "/calendar/requests", lang.with("patients-visits-asked", &count(mine.asked)));
    (visits.is_some() || asked.is_some()).then(|| {
        view! {
            <Part title=lang.t("patients-today") id="today">
                {visits}
                {asked}
            </Part>
        }
    })
}

/// The results of a search. The script reads from `data-said` what to tell about them.
fn found_part(results: Results, lang: Lang, today: NaiveDate) -> impl IntoView {
    let said = results.said(lang);
    let rows = match results {
        Results::TooShort => ().into_any(),
        Results::Found { rows, .. } if rows.is_empty() => view! {
            <Empty icon=Symbol::Search title=lang.t("patients-none")>
                <p>{lang.t("patients-none-advice")}</p>
                <p>{register_button(lang)}</p>
            </Empty>
        }
        .into_any(),
        Results::Found { rows, .. } => view! {
            <Part title=lang.t("patients-found-title") id="patients-found">
                {patient_rows(rows, lang, today)}
            </Part>
        }
        .into_any(),
    };
    view! { <div data-said=said>{rows}</div> }
}

fn register_button(lang: Lang) -> impl IntoView {
    view! {
        <LinkButton href="/patients/new" weight=Weight::Secondary>
            {lang.t("patients-register")}
        </LinkButton>
    }
}

fn mine_part(mine: ByName<Found>, lang: Lang, today: NaiveDate) -> impl IntoView {
    let beginning = (!mine.first).then(|| "/patients".to_owned());
    let next = mine.next.map(|id| format!("/patients?after={id}"));
    let rows = if mine.rows.is_empty() {
        view! {
            <Empty icon=Symbol::Patients title=lang.t("patients-mine-none")>
                <p>{lang.t("patients-mine-none-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        patient_rows(mine.rows, lang, today).into_any()
    };
    view! {
        <Part title=lang.t("patients-mine") id="my-patients">
            {rows}
            <NamePager beginning=beginning next=next />
        </Part>
    }
}
