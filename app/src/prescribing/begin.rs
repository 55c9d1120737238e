//! Beginning a draft: with a drug of the formulary, a drug in words, a favourite, or what was ordered before.

use super::{
    desk::Asked,
    draft::{address, chosen},
    list::{self, Refusal},
    words::prescriber,
};
use crate::web::{Answer, Here, InChart, Signed, Typed, after};
use clinic::{
    Error,
    accounts::Clinician,
    drugs::{Rxcui, favourites},
    ids::{FavouriteId, MedicationRequestId},
    prescribing::{Beginning, Content, as_before, begin as begin_draft, repeated},
};
use serde::Deserialize;

/// What the draft begins with; one of them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct BeginFields {
    choose: String,
    words: String,
    favourite: String,
    order: String,
}

/// Begins a draft and leads to it.
pub(crate) async fn begin(
    here: Here,
    place: InChart,
    Signed(by): Signed<Clinician>,
    Typed(typed): Typed<BeginFields>,
) -> Answer {
    let portal = &here.portal;
    let index = portal.drugs.index(&portal.db).await?;
    let me = prescriber(&here);
    let order: Option<MedicationRequestId> = typed.order.parse().ok();
    let plain = Content { refills: "0".to_owned(), ..Content::default() };
    let content = if let Some(order) = order {
        as_before(&mut here.read().await?, &place.chart, &index, order).await?
    } else if let (Ok(favourite), Some(me)) = (typed.favourite.parse::<FavouriteId>(), &me) {
        let own = favourites(&mut here.read().await?, me).await?;
        Content::of_favourite(own.iter().find(|one| one.id == favourite).ok_or(Error::NotFound)?)
    } else if let Ok(rxcui) = typed.choose.parse::<Rxcui>() {
        Content { rxcui: rxcui.to_string(), ..plain }
    } else {
        let drug: String = typed.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if drug.is_empty() {
            return list::show(here, &place, typed.words, Some(Refusal::Nothing)).await;
        }
        Content { drug: drug.chars().take(clinic::prescribing::LONGEST_DRUG).collect(), ..plain }
    };
    let product = content.code().and_then(|code| index.product(code));
    let mut content = content;
    match &product {
        Some(product) => {
            if let Err((name, schedule)) = chosen(&mut content, product) {
                return list::show(here, &place, typed.words, Some(Refusal::Controlled(name, schedule))).await;
            }
        }
        // A code that has left the formulary means nothing here.
        None => content.rxcui.clear(),
    }
    if product.is_none()
        && let Some(schedule) = index.controlled(&content.drug)
    {
        return list::show(here, &place, typed.words, Some(Refusal::Controlled(content.drug, schedule))).await;
    }
    let replaces = match (order, &me) {
        (Some(order), Some(me)) => repeated(&mut here.read().await?, me, &place.chart, order).await?,
        _ => None,
    };
    let beginning = Beginning { content, prescriber: me.map(|me| me.account()), replaces, request: None };
    match begin_draft(&portal.db, &portal.auditor, &by, &place.chart, beginning, here.now).await {
        Ok(id) => {
            let asked = Asked { from: order.map(|order| order.to_string()).unwrap_or_default(), ..Asked::default() };
            Ok(after(&address(&place.href(&format!("/prescribing/{id}")), &asked, None), None))
        }
        Err(Error::Invalid(_)) => list::show(here, &place, typed.words, Some(Refusal::TooMany)).await,
        Err(error) => Err(error.into()),
    }
}
