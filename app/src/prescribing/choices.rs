//! The drugs that fit what is looked for, each taken with one press: beside a patient's drafts and in a draft.

use crate::{
    drugs::said,
    islands::Search,
    ui::{
        badge::Badge,
        button::{Button, Weight},
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Here, Signed, Typed, fragment},
};
use clinic::{
    accounts::Clinician,
    drugs::{Found, LONGEST_QUERY, Product},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Drugs shown at most; more are a reason to narrow the search.
pub(super) const MOST: usize = 20;

/// What is typed so far.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typing {
    q: String,
}

/// What fits the words typed so far, without the page around it. It is the same for every patient.
pub(crate) async fn search(here: Here, Signed(_): Signed<Clinician>, Typed(typed): Typed<Typing>) -> Answer {
    let query: String = typed.q.trim().chars().take(LONGEST_QUERY).collect();
    let found = here.portal.drugs.index(&here.portal.db).await?.search(&query, MOST);
    Ok(fragment(here.lang, || choices(&found, &query, here.lang)))
}

/// The field to look for a drug, for a form.
pub(super) fn field(query: &str, found: Option<&Found>, lang: Lang) -> AnyView {
    view! {
        <Search
            name="q".to_owned()
            label=lang.t("prescribing-search")
            hint=lang.t("drugs-search-hint")
            query=query.to_owned()
            said=found.map(|found| said(found, lang)).unwrap_or_default()
            address="/prescribing/drugs".to_owned()
            failed=lang.t("drugs-search-failed")
            slow=lang.t("drugs-search-slow")
            first=false
        />
    }
    .into_any()
}

/// What was found, as buttons of the form around it: `choose` with the drug's code, `words` with what was looked for.
/// The script reads from `data-said` what to tell about it.
pub(super) fn choices(found: &Found, query: &str, lang: Lang) -> AnyView {
    let rows = found.hits.iter().map(|hit| row(&hit.product, lang)).collect_view();
    let list = if found.hits.is_empty() {
        view! {
            <Empty icon=Symbol::Search title=lang.t("prescribing-none-found")>
                <p>{lang.t("prescribing-none-found-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    // What is controlled is not written in words either.
    let is_controlled = !found.hits.is_empty() && found.hits.iter().all(|hit| hit.product.is_controlled());
    let words = (!query.is_empty() && !is_controlled).then(|| {
        let words = lang.with("prescribing-in-words", &[("drug", query.to_owned().into())]);
        view! { <Button name="words" value=query.to_owned() weight=Weight::Quiet>{words}</Button> }
    });
    view! { <div data-said=said(found, lang)>{list} {words}</div> }.into_any()
}

/// A controlled drug has no button: it cannot be prescribed here.
fn row(product: &Product, lang: Lang) -> AnyView {
    let name = product.written();
    let about = product.brand.as_ref().map(|_| view! { <p>{product.ingredient_names()}</p> });
    let aside = match product.schedule.filter(|schedule| schedule.is_controlled()) {
        Some(schedule) => {
            let words = lang.with("prescribing-schedule", &[("schedule", schedule.name().into())]);
            view! { <Badge tone=Tone::Warn text=words /> }.into_any()
        }
        None => {
            let unseen = name.clone();
            view! {
                <Button name="choose" value=product.rxcui.to_string() weight=Weight::Secondary>
                    {lang.t("prescribing-write")}
                    <span class="unseen">" " {unseen}</span>
                </Button>
            }
            .into_any()
        }
    };
    view! { <Row title=name aside=aside>{about}</Row> }.into_any()
}
