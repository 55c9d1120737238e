//! A draft as it will be signed, word for word.

use super::{
    cards::{answered, head, tone},
    lacks::{self, Reader},
    list::drug_name,
    ties,
    words::way,
};
use crate::{
    prescriptions::parts::{counted, refills},
    ui::{
        list::{Fact, Facts},
        page::Part,
        text::Lang,
    },
    web::sex_name,
};
use chrono_tz::Tz;
use clinic::{
    directions::amount,
    prescribing::{Lack, Sheet},
    safety::Indicator,
    signing::Signable,
};
use leptos::prelude::*;

/// What every one of them says: whom it is for, who signs, and where.
pub(super) fn common(signable: &Signable, lang: Lang) -> AnyView {
    let (patient, prescriber, clinic) = (&signable.patient, &signable.prescriber, &signable.clinic);
    let licence = lang.with(
        "prescribing-sheet-licence-of",
        &[("number", prescriber.licence.number.clone().into()), ("issuer", prescriber.licence.issuer.clone().into())],
    );
    let facts = [
        Some(Fact::new(lang.t("prescribing-sheet-patient"), patient.name.clone())),
        Some(Fact::new(lang.t("prescribing-sheet-born"), lang.date(patient.born))),
        Some(Fact::new(lang.t("prescribing-sheet-sex"), sex_name(patient.sex, lang))),
        Some(Fact::new(lang.t("prescribing-sheet-address"), patient.address.clone())),
        Fact::some(lang.t("prescribing-sheet-phone"), patient.phone.clone()),
        Some(Fact::new(lang.t("prescribing-sheet-prescriber"), prescriber.name.clone())),
        Some(Fact::new(lang.t("prescribing-sheet-licence"), licence)),
        Fact::some(lang.t("prescribing-sheet-npi"), prescriber.npi.clone()),
        Some(Fact::new(
            lang.t("prescribing-sheet-clinic"),
            view! { {clinic.name.clone()} <span class="line">{clinic.address.clone()}</span> },
        )),
        Fact::some(lang.t("prescribing-sheet-clinic-phone"), clinic.phone.clone()),
        Some(Fact::new(lang.t("prescribing-sheet-issued"), lang.t("prescribing-sheet-issued-now"))),
        Some(Fact::new(lang.t("prescribing-sheet-expires"), lang.date(signable.expires_on))),
    ];
    view! {
        <Part title=lang.t("prescribing-sheet-common") id="common">
            <Facts facts=facts.into_iter().flatten().collect() />
        </Part>
    }
    .into_any()
}

/// One draft: with a box to tick where the reader may sign it.
pub(super) fn sheet(sheet: &Sheet, base: &str, tick: Option<AnyView>, reader: Reader, zone: Tz, lang: Lang) -> AnyView {
    let review = &sheet.review;
    let id = review.draft.id;
    let title = drug_name(&review.draft.content, review.product.as_ref(), lang);
    let href = format!("{base}/prescribing/{id}");
    let body = match &sheet.signable {
        Some(signable) => facts(signable, sheet, lang),
        None => {
            let list = lacks::list(&review.lacks, base, &href, reader, lang);
            view! { <p>{lang.t("prescribing-sheet-not-ready")}</p> {list} }.into_any()
        }
    };
    let warnings = warnings(sheet, lang);
    let is_over = review.lacks.contains(&Lack::Answered);
    let replaces = review.replacing.as_ref().filter(|_| !is_over).map(|of| ties::replaces(of, zone, lang));
    let more = (href, lang.t("prescribing-sheet-change"));
    view! {
        <Part title=title id=format!("draft-{id}") more=more repeated=true>
            {body}
            {replaces}
            {warnings}
            {tick}
        </Part>
    }
    .into_any()
}

fn facts(signable: &Signable, sheet: &Sheet, lang: Lang) -> AnyView {
    let pharmacy = signable.pharmacy.as_ref().map(|pharmacy| {
        [pharmacy.name.as_str(), pharmacy.place.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    });
    let name = signable.pharmacy.as_ref().map(|pharmacy| pharmacy.name.as_str());
    let substitution = if signable.substitution_allowed {
        lang.t("prescribing-sheet-substitution-yes")
    } else {
        lang.t("prescribing-sheet-substitution-no")
    };
    let quantity = counted(&amount(signable.quantity.value), &signable.quantity.unit, lang);
    let spanish = signable.directions.spanish.clone().map(|words| view! { <p class="sig" lang="es">{words}</p> });
    let facts = [
        Some(Fact::new(lang.t("prescribing-quantity"), quantity)),
        Some(Fact::new(lang.t("prescribing-refills"), refills(signable.refills.into(), lang))),
        Some(Fact::new(lang.t("prescribing-sheet-substitution"), substitution)),
        Fact::some(lang.t("prescribing-note"), signable.note.clone()),
        Fact::some(lang.t("prescribing-indication"), signable.indication.clone()),
        Fact::some(lang.t("prescribing-pharmacy"), pharmacy),
        Some(Fact::new(lang.t("prescribing-sheet-way"), way(sheet.way, name, lang))),
        Fact::some(lang.t("prescribing-sheet-rxnorm"), signable.drug.rxcui.clone()),
    ];
    view! {
        <p class="sig" lang="en">{signable.directions.english.clone()}</p>
        {spanish}
        <Facts facts=facts.into_iter().flatten().collect() />
    }
    .into_any()
}

/// What the safety checks say of it, with the reasons given.
fn warnings(sheet: &Sheet, lang: Lang) -> Option<AnyView> {
    let cards = sheet
        .review
        .warnings
        .iter()
        .filter(|warning| warning.card.indicator != Indicator::Info || warning.reason.is_some())
        .map(|warning| {
            let class = format!("safety-card {}", tone(warning.card.indicator).class());
            view! { <li class=class>{head(warning, lang)} {answered(warning, lang)}</li> }
        })
        .collect::<Vec<_>>();
    (!cards.is_empty()).then(|| {
        view! {
            <p class="quiet-text">{lang.t("prescribing-sheet-warnings")}</p>
            <ul class="sheet-warnings">{cards}</ul>
        }
        .into_any()
    })
}
