//! Where prescribing begins: the drafts of the patient, and what a new one can begin with.

use super::{
    choices::{self, choices},
    lacks,
    words::{controlled, happened, prescriber, say, spoken},
};
use crate::{
    directions::sentence,
    prescriptions::parts::{counted, directions, refills},
    ui::{
        badge::Badge,
        button::{Button, LinkButton, PostButton, Weight},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart},
};
use axum::extract::Query;
use chrono::Duration;
use chrono_tz::Tz;
use clinic::{
    accounts::Language,
    drugs::{Favourite, Found, Index, Product, Schedule, favourites},
    paging::Before,
    prescribing::{Content, JustSigned, Review, language_of, reviews, signed_since},
    prescriptions::{self, Prescription, Which},
    safety::Indicator,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::{collections::HashSet, sync::Arc};

/// Orders shown that are in use, and that ended.
const ORDERS: (i64, i64) = (30, 12);
/// Minutes for which what was signed is told about here.
const JUST_NOW: i64 = 30;

/// Why nothing was begun.
pub(super) enum Refusal {
    /// No drug was chosen.
    Nothing,
    /// A controlled drug was chosen.
    Controlled(String, Schedule),
    /// There are as many drafts as there may be.
    TooMany,
}

/// Which drug is looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// The drafts, and what a new one can begin with.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    show(here, &place, asked.q, None).await
}

struct Shown {
    reviews: Vec<Review>,
    language: Language,
    signed: Vec<JustSigned>,
    favourites: Vec<Favourite>,
    orders: Vec<Prescription>,
    found: Option<Found>,
    index: Arc<Index>,
    query: String,
    base: String,
    reader: lacks::Reader,
    zone: Tz,
}

pub(super) async fn show(here: Here, place: &InChart, query: String, refusal: Option<Refusal>) -> Answer {
    let (lang, portal, chart) = (here.lang, &here.portal, &place.chart);
    let me = prescriber(&here);
    let query: String = query.trim().chars().take(100).collect();
    let index = portal.drugs.index(&portal.db).await?;
    let mut q = here.read().await?;
    let signer = me.as_ref().map(clinic::accounts::Prescriber::account);
    let reviews = reviews(&mut q, portal, chart, signer, here.today()).await?;
    let signed = signed_since(&mut q, chart, here.now - Duration::minutes(JUST_NOW)).await?;
    let own = match &me {
        Some(me) => favourites(&mut q, me).await?,
        None => Vec::new(),
    };
    let language = language_of(&mut q, chart).await?;
    let now = prescriptions::list(&mut q, chart, Which::InUse, "", Before::START, ORDERS.0).await?.rows;
    let then = prescriptions::list(&mut q, chart, Which::Earlier, "", Before::START, 3 * ORDERS.1).await?.rows;
    drop(q);
    // Of each drug the newest order.
    let mut seen = HashSet::new();
    let limit = usize::try_from(ORDERS.0 + ORDERS.1).unwrap_or_default();
    let orders = now.into_iter().chain(then).filter(|order| seen.insert(order.display.clone())).take(limit).collect();
    let is_admin =
        here.visit.session.as_ref().is_some_and(|session| session.roles().has(clinic::accounts::Role::Admin));
    let shown = Shown {
        reviews,
        language,
        signed,
        favourites: own,
        orders,
        found: (!query.is_empty()).then(|| index.search(&query, choices::MOST)),
        index,
        query,
        base: place.base.clone(),
        reader: lacks::Reader { is_admin, signer },
        zone: here.portal.settings.zone,
    };
    let frame = Frame::new(here, lang.t("prescribing-title"))
        .section(Section::Prescriptions)
        .of(place)
        .crumb(place.href("/prescriptions"), lang.t("nav-prescriptions"));
    let frame = if refusal.is_some() { frame.refused() } else { frame };
    Ok(frame.alive().show(move || view(&shown, refusal, lang)).await)
}

fn view(shown: &Shown, refusal: Option<Refusal>, lang: Lang) -> impl IntoView + use<> {
    let signature = format!("{}/prescribing/signature", shown.base);
    let review = (!shown.reviews.is_empty()).then(|| {
        view! { <LinkButton href=signature icon=Symbol::Lock>{lang.t("prescribing-review-button")}</LinkButton> }
    });
    view! {
        <PageHead title=lang.t("prescribing-title")>{review}</PageHead>
        {refusal.map(|refusal| refused(refusal, lang))}
        {signed(shown, lang)}
        {drafts(shown, lang)}
        {new(shown, lang)}
        {favourite_part(shown, lang)}
        {orders(shown, lang)}
    }
}

fn refused(refusal: Refusal, lang: Lang) -> AnyView {
    let (title, advice) = match refusal {
        Refusal::Nothing => (lang.t("prescribing-nothing-chosen"), String::new()),
        Refusal::TooMany => (lang.t("prescribing-too-many"), lang.t("prescribing-too-many-advice")),
        Refusal::Controlled(drug, schedule) => {
            (lang.with("prescribing-controlled", &[("drug", drug.into())]), controlled(schedule, lang))
        }
    };
    view! { <NoticeBox tone=Tone::Danger title=title><p>{advice}</p></NoticeBox> }.into_any()
}

/// What was signed just now, and what became of it.
fn signed(shown: &Shown, lang: Lang) -> Option<AnyView> {
    let rows = shown.signed.iter().map(|one| {
        let said = happened(one.state, one.way, one.pharmacy.as_deref(), lang);
        let at = lang.with("prescribing-signed-at", &[("time", lang.moment(one.signed_at, shown.zone).into())]);
        view! {
            <Row title=one.drug.clone() href=format!("{}/prescriptions/{}", shown.base, one.id)>
                <p>{said}</p>
                <p>{at}</p>
            </Row>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <Part title=lang.t("prescribing-signed-title") id="signed"><Rows>{rows}</Rows></Part> }.into_any()
    })
}

fn drafts(shown: &Shown, lang: Lang) -> AnyView {
    if shown.reviews.is_empty() {
        return ().into_any();
    }
    let rows = shown.reviews.iter().map(|review| draft(review, shown, lang)).collect_view();
    view! { <Part title=lang.t("prescribing-drafts") id="drafts"><Rows>{rows}</Rows></Part> }.into_any()
}

fn draft(review: &Review, shown: &Shown, lang: Lang) -> AnyView {
    let title = drug_name(&review.draft.content, review.product.as_ref(), lang);
    let href = format!("{}/prescribing/{}", shown.base, review.draft.id);
    let (tone, word) = standing(review, lang);
    let said = review.draft.content.directions.judge().ok().map(|directions| {
        let words = say(&directions, shown.language);
        view! { <p class="sig" lang=spoken(shown.language).tag()>{words}</p> }
    });
    let list = (!review.lacks.is_empty()).then(|| lacks::list(&review.lacks, &shown.base, &href, shown.reader, lang));
    let by = lang.with(
        "prescribing-prepared",
        &[
            ("name", review.draft.preparer.clone().into()),
            ("time", lang.moment(review.draft.changed_at, shown.zone).into()),
        ],
    );
    view! {
        <Row title=title href=href aside=view! { <Badge tone=tone text=word /> }>
            {said}
            {list}
            <p>{by}</p>
        </Row>
    }
    .into_any()
}

/// Whether it can be signed, in a word.
pub(super) fn standing(review: &Review, lang: Lang) -> (Tone, String) {
    let open = review.warnings.iter().any(clinic::prescribing::Warning::is_open);
    let warned = review.warnings.iter().any(|warning| warning.card.indicator != Indicator::Info);
    if open {
        (Tone::Danger, lang.t("prescribing-standing-critical"))
    } else if !review.is_ready() {
        (Tone::Warn, lang.t("prescribing-standing-missing"))
    } else if warned {
        (Tone::Warn, lang.t("prescribing-standing-warned"))
    } else {
        (Tone::Good, lang.t("prescribing-standing-ready"))
    }
}

/// The drug of a draft as it is called in lists.
pub(super) fn drug_name(content: &Content, product: Option<&Product>, lang: Lang) -> String {
    let name = product.map_or_else(|| content.drug.trim().to_owned(), Product::written);
    if name.is_empty() { lang.t("prescribing-no-drug") } else { name }
}

fn new(shown: &Shown, lang: Lang) -> AnyView {
    let action = format!("{}/prescribing", shown.base);
    let field = choices::field(&shown.query, shown.found.as_ref(), lang);
    let found = shown.found.as_ref().map(|found| choices(found, &shown.query, lang));
    view! {
        <Part title=lang.t("prescribing-new") id="new">
            <form class="filter" role="search" method="get" action=action.clone()>
                {field}
                <Button weight=Weight::Secondary icon=Symbol::Search>{lang.t("common-search")}</Button>
            </form>
            <form class="found" method="post" action=action id="field-q-found">
                {found}
            </form>
        </Part>
    }
    .into_any()
}

/// A button beside a drug; its name is said to those who do not see what it stands beside.
fn write_button(action: &str, fields: Vec<(&'static str, String)>, words: String, about: &str) -> AnyView {
    let about = about.to_owned();
    view! {
        <PostButton action=action.to_owned() fields=fields weight=Weight::Secondary>
            {words}
            <span class="unseen">" " {about}</span>
        </PostButton>
    }
    .into_any()
}

fn favourite_part(shown: &Shown, lang: Lang) -> Option<AnyView> {
    let action = format!("{}/prescribing", shown.base);
    let rows = shown.favourites.iter().filter_map(|favourite| {
        // One that has left the formulary cannot be written any more.
        let product = shown.index.product(favourite.rxcui)?;
        let content = Content::of_favourite(favourite);
        let said = content.directions.judge().ok().map(|directions| sentence(&directions, lang));
        let supply: Vec<String> = [
            favourite
                .quantity
                .as_deref()
                .map(|many| counted(many, favourite.unit.as_deref().unwrap_or_default(), lang)),
            favourite.refills.map(|many| refills(many, lang)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let name = product.written();
        let fields = vec![("favourite", favourite.id.to_string())];
        let button = write_button(&action, fields, lang.t("prescribing-write"), &name);
        let removal = format!("{action}/favourites/{}/removal", favourite.id);
        let about = name.clone();
        Some(view! {
            <Row title=name aside=button>
                {said.map(|said| view! { <p class="sig">{said}</p> })}
                <p>{supply.join(" · ")}</p>
                <PostButton action=removal weight=Weight::Quiet>
                    {lang.t("prescribing-favourite-remove")}
                    <span class="unseen">" " {about}</span>
                </PostButton>
            </Row>
        })
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <Part title=lang.t("prescribing-favourites") id="favourites"><Rows>{rows}</Rows></Part> }.into_any()
    })
}

/// What was ordered before, to be written again.
fn orders(shown: &Shown, lang: Lang) -> AnyView {
    if shown.orders.is_empty() {
        return ().into_any();
    }
    let action = format!("{}/prescribing", shown.base);
    let rows = shown
        .orders
        .iter()
        .map(|order| {
            let fields = vec![("order", order.id.to_string())];
            let button = write_button(&action, fields, lang.t("prescribing-again"), &order.display);
            let (tone, word) = crate::prescriptions::parts::state(order.status, lang);
            let written = crate::prescriptions::parts::written(order, lang, shown.zone);
            let directions = directions(order);
            view! {
                <Row title=order.display.clone() aside=button>
                    {directions}
                    <p>
                        <Badge tone=tone text=word />
                        " "
                        {written}
                    </p>
                </Row>
            }
        })
        .collect_view();
    view! { <Part title=lang.t("prescribing-orders") id="orders"><Rows>{rows}</Rows></Part> }.into_any()
}
