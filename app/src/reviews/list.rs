//! The doctor's inbox of results.

use super::{
    alarm::Alarmed,
    words::{findings, rank, why},
};
use crate::{
    labs::waiting_badge,
    ui::{
        badge::Badge,
        button::{Actions, Button},
        empty::Empty,
        form::{FieldError, Form},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        pager::NamePager,
        slot::Slot,
        tabs::{Tab, Tabs},
        text::Lang,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after, birth_words},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    accounts::{Clinician, Prescriber},
    reviews::{After, Asked, Counts, Picked, Rank, Waiting, Which, asked_of, counts, list as load, see_many},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Which part of the inbox is asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListFields {
    show: String,
    after: String,
}

/// Reports that wait, and questions.
pub(crate) async fn page(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    Query(asked): Query<ListFields>,
) -> Answer {
    show(here, &by, &clinician, &asked, Vec::new()).await
}

/// Ticks off those that are ticked: each field is `see-` with the report, its value the revision that was shown.
pub(crate) async fn seen(
    here: Here,
    Signed(by): Signed<Prescriber>,
    Signed(clinician): Signed<Clinician>,
    Typed(typed): Typed<BTreeMap<String, String>>,
) -> Answer {
    let lang = here.lang;
    let picked: Vec<Picked> = typed
        .iter()
        .filter_map(|(name, value)| {
            Some(Picked { report: name.strip_prefix("see-")?.parse().ok()?, revision: value.parse().ok()? })
        })
        .take(200)
        .collect();
    let asked = ListFields { show: typed.get("show").cloned().unwrap_or_default(), after: String::new() };
    if picked.is_empty() {
        let error = FieldError::new("", lang.t("reviews-none-ticked"));
        return show(here, &by, &clinician, &asked, vec![error]).await;
    }
    let portal = &here.portal;
    let many = see_many(&portal.db, &portal.auditor, &by, &clinician, &picked, here.now).await?;
    if many.left > 0 {
        let words = [("seen", many.seen.into()), ("left", many.left.into())];
        let error = FieldError::new("", lang.with("reviews-some-left", &words));
        return show(here, &by, &clinician, &asked, vec![error]).await;
    }
    Ok(after(&address(which(&asked.show), None), Some(Notice::ReportsSeen)))
}

fn which(show: &str) -> Which {
    Which::ALL.into_iter().find(|which| which.name() == show).unwrap_or(Which::Mine)
}

fn address(which: Which, after: Option<After>) -> String {
    let after = after.map(|after| format!("&after={}", after.token())).unwrap_or_default();
    format!("/reviews?show={}{after}", which.name())
}

enum Content {
    Reports(Vec<Waiting>, Option<After>),
    Questions(Vec<Asked>),
}

async fn show(
    here: Here,
    by: &Prescriber,
    clinician: &Clinician,
    asked: &ListFields,
    errors: Vec<FieldError>,
) -> Answer {
    let (lang, zone, log) = (here.lang, here.portal.settings.zone, &here.visit.log);
    let is_questions = asked.show == "questions";
    let which = which(&asked.show);
    let place = After::parse(&asked.after);
    let mut q = here.read().await?;
    let content = if is_questions {
        Content::Questions(asked_of(&mut q, by, clinician, log).await?)
    } else {
        let (rows, next) = load(&mut q, by, clinician, which, place, log, here.now).await?;
        Content::Reports(rows, next)
    };
    let counts = counts(&mut q, clinician, here.now).await?;
    let alarmed = Alarmed::load(&here, &mut q, clinician).await?;
    drop(q);
    let tabs = tabs(counts, which, is_questions, lang);
    let beginning = (place != After::START && !is_questions).then(|| address(which, None));
    let frame = Frame::new(here, lang.t("reviews-title")).section(Section::Reviews);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let body = match content {
                Content::Reports(rows, next) => {
                    let next = next.map(|next| address(which, Some(next)));
                    view! {
                        {reports(rows, which, errors, zone, lang)}
                        <NamePager beginning=beginning next=next />
                    }
                    .into_any()
                }
                Content::Questions(rows) => questions(rows, zone, lang).into_any(),
            };
            view! {
                {alarmed.view(lang)}
                <PageHead title=lang.t("reviews-title") lead=lang.t("reviews-lead") />
                <Tabs label=lang.t("reviews-parts") tabs=tabs />
                {body}
            }
        })
        .await)
}

fn tabs(counts: Counts, which: Which, is_questions: bool, lang: Lang) -> Vec<Tab> {
    let of = |one: Which| match one {
        Which::Mine => (lang.t("reviews-mine"), counts.mine),
        Which::Nobodys => (lang.t("reviews-nobodys"), counts.nobodys),
        Which::Everyones => (lang.t("reviews-everyones"), counts.everyones),
    };
    let mut tabs: Vec<Tab> = Which::ALL
        .into_iter()
        .map(|one| {
            let (label, count) = of(one);
            Tab { count, ..Tab::new(address(one, None), label, !is_questions && one == which) }
        })
        .collect();
    let questions = Tab::new("/reviews?show=questions", lang.t("reviews-questions"), is_questions);
    tabs.push(Tab { count: counts.questions, ..questions });
    tabs
}

fn reports(rows: Vec<Waiting>, which: Which, errors: Vec<FieldError>, zone: Tz, lang: Lang) -> AnyView {
    if rows.is_empty() && errors.is_empty() {
        let advice = match which {
            Which::Mine => lang.t("reviews-none-mine"),
            Which::Nobodys => lang.t("reviews-none-nobodys"),
            Which::Everyones => lang.t("reviews-none-everyones"),
        };
        return view! {
            <Empty icon=Symbol::Labs title=lang.t("reviews-none")>
                <p>{advice}</p>
            </Empty>
        }
        .into_any();
    }
    let (normal, others): (Vec<Waiting>, Vec<Waiting>) = rows.into_iter().partition(|row| row.rank == Rank::Normal);
    let (many, some) = (!normal.is_empty(), !others.is_empty());
    let others: Vec<_> = others.into_iter().map(|one| row(one, which, zone, lang)).collect();
    let ticks: Vec<_> = normal.into_iter().map(|one| row(one, which, zone, lang)).collect();
    let others = some.then(|| {
        view! {
            <Part title=lang.t("reviews-to-look-at") id="look">
                <Rows>{others}</Rows>
            </Part>
        }
    });
    let form = (many || !errors.is_empty()).then(|| {
        view! {
            <Part title=lang.t("reviews-all-normal") id="normal">
                <p>{lang.t("reviews-all-normal-advice")}</p>
                <Form action="/reviews/seen" errors=errors>
                    <input type="hidden" name="show" value=which.name() />
                    <Rows>{ticks}</Rows>
                    {many
                        .then(|| {
                            view! {
                                <Actions>
                                    <Button>{lang.t("reviews-seen-many")}</Button>
                                </Actions>
                            }
                        })}
                </Form>
            </Part>
        }
    });
    view! { {others} {form} }.into_any()
}

fn row(row: Waiting, which: Which, zone: Tz, lang: Lang) -> AnyView {
    let (tone, word) = rank(row.rank, lang);
    let href = format!("/patients/{}/labs/reports/{}/review", row.patient_id, row.report_id);
    let born = row
        .birth_date
        .map(|date| lang.with("reviews-born", &[("date", birth_words(lang, date, row.birth_date_precision).into())]));
    let arrived = lang.with("reviews-arrived", &[("time", lang.moment(row.arrived_at, zone).into())]);
    let whose = row
        .practitioner
        .clone()
        .filter(|_| which == Which::Everyones)
        .map(|name| lang.with("reviews-of", &[("name", name.into())]));
    let about: Vec<String> = [born, Some(arrived), whose].into_iter().flatten().collect();
    let tick = (row.rank == Rank::Normal).then(|| {
        let id = format!("see-{}", row.report_id);
        let label =
            lang.with("reviews-tick", &[("report", row.display.clone().into()), ("name", row.patient.clone().into())]);
        view! {
            <input
                type="checkbox"
                id=id.clone()
                name=id
                value=row.revision.to_string()
                aria-label=label
                class="review-tick"
            />
        }
        .into_any()
    });
    let tick = tick.map_or_else(Slot::default, Slot::from);
    let held = waiting_badge(row.held_until, row.part_until, zone, lang);
    view! {
        <Row
            title=format!("{}: {}", row.patient, row.display)
            href=href
            lead=tick
            aside=view! { <Badge tone=tone text=word /> }.into_any()
        >
            {row.is_raised.then(|| view! { <p><strong>{lang.t("reviews-raised")}</strong></p> })}
            {findings(&row.findings, lang).map(|words| view! { <p class="review-findings">{words}</p> })}
            {why(row.why, lang).map(|words| view! { <p>{words}</p> })}
            {held.map(|held| view! { <p>{held}</p> })}
            <p class="quiet-text">{about.join(" · ")}</p>
        </Row>
    }
    .into_any()
}

fn questions(rows: Vec<Asked>, zone: Tz, lang: Lang) -> AnyView {
    if rows.is_empty() {
        return view! {
            <Empty icon=Symbol::Mail title=lang.t("reviews-questions-none")>
                <p>{lang.t("reviews-questions-none-advice")}</p>
            </Empty>
        }
        .into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let who = if row.asker_role == "helper" {
                lang.with("reviews-asked-helper", &[("name", row.asker.into())])
            } else {
                row.asker
            };
            let asked =
                lang.with("reviews-asked", &[("who", who.into()), ("time", lang.moment(row.asked_at, zone).into())]);
            view! {
                <Row
                    title=format!("{}: {}", row.patient, row.display)
                    href=format!("/patients/{}/labs/questions/{}", row.patient_id, row.id)
                >
                    <p>"“"{row.words}"”"</p>
                    <p class="quiet-text">{asked}</p>
                </Row>
            }
        })
        .collect();
    view! { <Rows>{rows}</Rows> }.into_any()
}
