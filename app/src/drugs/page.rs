use super::words::{controlled, route_name, said};
use crate::{
    islands::Search,
    ui::{
        badge::Badge,
        button::{Button, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed, Typed, fragment, segment},
};
use axum::extract::Query;
use clinic::{
    accounts::Worker,
    drugs::{Found, Origin, Product, Rxcui, Source, source},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Drugs on the page at most; more are a reason to narrow the search.
const MOST: usize = 50;

/// What is searched for, and what was chosen of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    rxcui: String,
}

/// Looking up a drug by its name.
pub(crate) async fn drugs(here: Here, Signed(_): Signed<Worker>, Query(asked): Query<Asked>) -> Answer {
    let lang = here.lang;
    let index = here.portal.drugs.index(&here.portal.db).await?;
    let chosen = asked.rxcui.parse::<Rxcui>().ok().and_then(|rxcui| index.product(rxcui));
    let query = asked.q.trim().to_owned();
    // What was chosen is shown by itself; its whole name as a search would find its likes.
    let found = (chosen.is_none() && !query.is_empty()).then(|| index.search(&query, MOST));
    let from = source(&mut here.read().await?).await?;
    let answer = Frame::new(here, lang.t("drugs-title")).section(Section::Drugs).alive().show(move || {
        let outcome = found.as_ref().map(|found| said(found, lang)).unwrap_or_default();
        view! {
            <PageHead title=lang.t("drugs-title") lead=lang.t("drugs-lead") />
            <form method="get" action="/drugs" class="filter search-large" role="search">
                <Search
                    name="q".to_owned()
                    label=lang.t("drugs-search")
                    hint=lang.t("drugs-search-hint")
                    query=query.clone()
                    said=outcome
                    address="/drugs/search".to_owned()
                    failed=lang.t("drugs-search-failed")
                    slow=lang.t("drugs-search-slow")
                    first=false
                />
                <Button weight=Weight::Primary icon=Symbol::Search>
                    {lang.t("common-search")}
                </Button>
            </form>
            <div class="found" id="field-q-found">{found.map(|found| found_part(found, &query, lang))}</div>
            {chosen.map(|product| view! { <div class="unsought">{product_part(product, lang)}</div> })}
            {from.map(|from| source_part(from, lang))}
        }
    });
    Ok(answer.await)
}

/// What fits the words typed so far, without the page around it.
pub(crate) async fn search(here: Here, Signed(_): Signed<Worker>, Typed(asked): Typed<Asked>) -> Answer {
    let found = here.portal.drugs.index(&here.portal.db).await?.search(&asked.q, MOST);
    Ok(fragment(here.lang, || found_part(found, &asked.q, here.lang)))
}

/// What was found. The script reads from `data-said` what to tell about it.
fn found_part(found: Found, query: &str, lang: Lang) -> AnyView {
    let said = said(&found, lang);
    if found.hits.is_empty() {
        return view! {
            <div data-said=said>
                <Empty icon=Symbol::Search title=lang.t("drugs-none")>
                    <p>{lang.t("drugs-none-advice")}</p>
                </Empty>
            </div>
        }
        .into_any();
    }
    let rows = found
        .hits
        .into_iter()
        .map(|hit| {
            let product = hit.product;
            let query = segment(query);
            let href = format!("/drugs?q={query}&rxcui={}", product.rxcui);
            let mark = controlled(&product, lang);
            let aside = move || mark.clone().map(|text| view! { <Badge tone=Tone::Warn text=text /> });
            let about: Vec<String> = [product.strengths(), Some(form(&product, lang))].into_iter().flatten().collect();
            view! {
                <Row title=product.written() href=href aside=aside>
                    <p>{about.join(" · ")}</p>
                </Row>
            }
        })
        .collect_view();
    view! {
        <div data-said=said>
            <Part title=lang.t("drugs-found-title") id="found">
                <Rows>{rows}</Rows>
            </Part>
        </div>
    }
    .into_any()
}

fn product_part(product: Product, lang: Lang) -> impl IntoView {
    let parts = product
        .ingredients
        .iter()
        .map(|one| match &one.strength {
            Some(strength) => format!("{} {strength}", one.name),
            None => one.name.to_string(),
        })
        .collect::<Vec<_>>()
        .join(", ");
    let facts = [
        Some(Fact::new(lang.t("drugs-ingredients"), parts)),
        Some(Fact::new(lang.t("drugs-form"), form(&product, lang))),
        Fact::some(lang.t("drugs-brand"), product.brand.clone()),
        Fact::some(lang.t("drugs-schedule"), controlled(&product, lang)),
        Some(Fact::new(lang.t("drugs-rxnorm-name"), product.name.clone())),
        Some(Fact::new(lang.t("drugs-rxcui"), product.rxcui.to_string())),
    ];
    let note = product.is_controlled().then(|| view! { <p>{lang.t("drugs-controlled-advice")}</p> });
    view! {
        <Part title=product.written() id="drug">
            <Facts facts=facts.into_iter().flatten().collect() />
            {note}
        </Part>
    }
}

/// The form, and the route where it is certain.
fn form(product: &Product, lang: Lang) -> String {
    let form = product.dose_form.to_lowercase();
    match product.route {
        Some(route) => {
            lang.with("drugs-form-route", &[("form", form.into()), ("route", route_name(route, lang).into())])
        }
        None => form,
    }
}

/// Where the data are from, with the line that the National Library of Medicine asks for.
fn source_part(from: Source, lang: Lang) -> impl IntoView {
    let (version, date, count) = (from.version, lang.date(from.dated), from.products);
    let said = match from.origin {
        Origin::Starter => lang.with("drugs-source-starter", &[("date", date.into()), ("count", count.into())]),
        Origin::Rxnorm => lang.with(
            "drugs-source-rxnorm",
            &[("version", version.into()), ("date", date.into()), ("count", count.into())],
        ),
    };
    view! {
        <footer class="drug-source hint">
            <p>{said}</p>
            <p>{lang.t("drugs-source-credit")}</p>
        </footer>
    }
}
