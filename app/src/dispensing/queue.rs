//! The queue of a pharmacy, and the search in it.

use super::{
    patient::born,
    place::{counter_of, no_pharmacy},
    words,
};
use crate::{
    prescriptions::parts::counted,
    ui::{
        badge::Badge,
        button::{Actions, Button, LinkButton, Weight},
        empty::Empty,
        field::{Input, TextField},
        form::Form,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        pager::NamePager,
        tabs::{Tab, Tabs},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, Typed},
};
use axum::extract::Query;
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    accounts::Pharmacist,
    dispensing::{Counts, InQueue, Pile, cancellations, counts, queue, search},
    prescribing::State,
};
use leptos::prelude::*;
use serde::Deserialize;

/// Prescriptions on one page.
const SHOWN: i64 = 40;
/// The most characters that are searched for.
const LONGEST: usize = 200;

/// Which pile is asked for, and after which prescription it begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct QueueAsked {
    show: String,
    after: String,
}

/// What is searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SearchFields {
    q: String,
}

/// The prescriptions that wait at the pharmacist's pharmacy.
pub(crate) async fn page(here: Here, Signed(by): Signed<Pharmacist>, Query(asked): Query<QueueAsked>) -> Answer {
    let Some(counter) = counter_of(&here, &by).await? else { return Ok(no_pharmacy(here).await) };
    let (lang, zone, now, today) = (here.lang, here.portal.settings.zone, here.now, here.today());
    let pile = Pile::parse(Some(asked.show.as_str()));
    let mut q = here.read().await?;
    let found = queue(&mut q, &counter, pile, asked.after.parse().ok(), SHOWN, now, today).await?;
    let counts = counts(&mut q, &counter, today).await?;
    let wanted_back = cancellations(&mut q, &counter, today).await?;
    drop(q);
    let name = counter.name().to_owned();
    Ok(Frame::new(here, lang.t("pharmacy-title"))
        .section(Section::Pharmacy)
        .show(move || {
            let path = format!("{}?show={}", Section::Pharmacy.href(), pile.name());
            let beginning = (!found.first).then(|| path.clone());
            let next = found.next.map(|id| format!("{path}&after={id}"));
            let loaded = lang.with("pharmacy-loaded", &[("time", lang.time(now, zone).into())]);
            view! {
                <PageHead title=lang.t("pharmacy-title") lead=name>
                    <LinkButton href="/pharmacy/open" weight=Weight::Secondary>
                        {lang.t("pharmacy-open")}
                    </LinkButton>
                </PageHead>
                {back_part(wanted_back, today, zone, lang)}
                {search_form(String::new(), lang)}
                <Tabs label=lang.t("pharmacy-piles") tabs=tabs(pile, counts, lang) />
                <p class="quiet">
                    {loaded} " " <a href=path>{lang.t("pharmacy-look-again")}</a>
                </p>
                {rows(found.rows, pile, today, zone, lang)}
                <NamePager beginning=beginning next=next />
            }
        })
        .await)
}

/// Finds the pharmacy's own prescriptions of a patient. The page itself answers the POST: a name must not stand in an address.
pub(crate) async fn search_page(
    here: Here,
    Signed(by): Signed<Pharmacist>,
    Typed(typed): Typed<SearchFields>,
) -> Answer {
    let Some(counter) = counter_of(&here, &by).await? else { return Ok(no_pharmacy(here).await) };
    let (lang, zone, today) = (here.lang, here.portal.settings.zone, here.today());
    let text: String = typed.q.trim().chars().take(LONGEST).collect();
    let found = search(&mut here.read().await?, &counter, &text).await?;
    let name = counter.name().to_owned();
    Ok(Frame::new(here, lang.t("pharmacy-title"))
        .section(Section::Pharmacy)
        .show(move || {
            let results = match found {
                None => {
                    view! { <NoticeBox tone=Tone::Warn title=lang.t("pharmacy-search-short")>""</NoticeBox> }.into_any()
                }
                Some(found) if found.is_empty() => view! {
                    <Empty icon=Symbol::Search title=lang.t("pharmacy-search-none")>
                        <p>{lang.t("pharmacy-search-none-advice")}</p>
                    </Empty>
                }
                .into_any(),
                Some(found) => view! {
                    <Part title=lang.t("pharmacy-found") id="found">
                        <Rows>{found.into_iter().map(|one| row(one, None, today, zone, lang)).collect_view()}</Rows>
                    </Part>
                }
                .into_any(),
            };
            view! {
                <PageHead title=lang.t("pharmacy-title") lead=name />
                {search_form(text, lang)}
                {results}
                <p>
                    <a href=Section::Pharmacy.href()>{lang.t("pharmacy-all")}</a>
                </p>
            }
        })
        .await)
}

fn search_form(text: String, lang: Lang) -> impl IntoView {
    view! {
        <Form action=Section::Pharmacy.href()>
            <TextField
                name="q"
                label=lang.t("pharmacy-search")
                input=Input::Search
                value=text
                hint=lang.t("pharmacy-search-hint")
                maxlength=LONGEST
            />
            <Actions>
                <Button weight=Weight::Secondary icon=Symbol::Search>
                    {lang.t("common-search")}
                </Button>
            </Actions>
        </Form>
    }
}

fn tabs(current: Pile, counts: Counts, lang: Lang) -> Vec<Tab> {
    Pile::ALL
        .map(|pile| {
            let count = match pile {
                Pile::New => Some(counts.new),
                Pile::InWork => Some(counts.in_work),
                Pile::Part => Some(counts.part),
                Pile::Refills | Pile::Done => None,
            };
            let href = format!("{}?show={}", Section::Pharmacy.href(), pile.name());
            Tab { count, ..Tab::new(href, words::pile(pile, lang), pile == current) }
        })
        .into()
}

/// What prescribers want back comes first, and loudly.
fn back_part(rows: Vec<InQueue>, today: NaiveDate, zone: Tz, lang: Lang) -> Option<impl IntoView> {
    if rows.is_empty() {
        return None;
    }
    let title = lang.with("pharmacy-back", &[("count", rows.len().into())]);
    let rows = rows.into_iter().map(|one| row(one, None, today, zone, lang)).collect_view();
    Some(view! {
        <NoticeBox tone=Tone::Danger title=title>
            <p>{lang.t("pharmacy-back-advice")}</p>
            <Rows>{rows}</Rows>
        </NoticeBox>
    })
}

fn rows(rows: Vec<InQueue>, pile: Pile, today: NaiveDate, zone: Tz, lang: Lang) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Empty icon=Symbol::Good title=lang.t("pharmacy-empty")>
                <p>{lang.t("pharmacy-empty-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let rows = rows.into_iter().map(|one| row(one, Some(pile), today, zone, lang)).collect_view();
    view! { <Rows>{rows}</Rows> }.into_any()
}

fn row(of: InQueue, pile: Option<Pile>, today: NaiveDate, zone: Tz, lang: Lang) -> impl IntoView {
    let over = !of.state.is_over() && today > of.expires_on;
    let state = if over { State::Expired } else { of.state };
    let (tone, word) = if of.cancelling && !state.is_over() {
        (Tone::Danger, lang.t("pharmacy-state-back"))
    } else {
        words::state(state, of.ready_at.is_some(), lang)
    };
    let birth = born(of.birth_date, of.birth_date_precision, today, lang);
    let drug = format!("{} · {}", of.drug, counted(&of.quantity, &of.quantity_unit, lang));
    let at = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| lang.moment(at, zone));
    let when = match (pile, at(of.sent_at), at(of.dispensed_at), at(of.ended_at)) {
        (Some(Pile::Refills | Pile::Part), _, Some(at), _) => {
            Some(lang.with("pharmacy-last-out", &[("date", at.into())]))
        }
        (Some(Pile::Done), _, _, Some(at)) => Some(lang.with("pharmacy-ended", &[("date", at.into())])),
        (_, Some(at), _, _) => Some(lang.with("pharmacy-came", &[("date", at.into())])),
        _ => None,
    };
    let about: Vec<String> = [Some(of.prescriber), when].into_iter().flatten().collect();
    view! {
        <Row
            title=of.patient_name
            href=format!("{}/prescriptions/{}", Section::Pharmacy.href(), of.id)
            aside=view! { <Badge tone=tone text=word /> }
        >
            <p>{birth}</p>
            <p class="drug">{drug}</p>
            <p>{about.join(" · ")}</p>
        </Row>
    }
}
