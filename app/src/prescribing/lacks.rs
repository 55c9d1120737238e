//! What stands between a draft and its signature, in words, and where each is mended.

use super::{cards::head, words::controlled};
use crate::{
    directions::fault,
    ui::{
        field::field_id,
        form::FieldError,
        icon::{Icon, Symbol},
        text::Lang,
    },
};
use clinic::{
    directions::{Fault, Field, Kind},
    ids::AccountId,
    prescribing::{LONGEST_DRUG, LONGEST_INDICATION, LONGEST_NOTE, Lack, MOST_REFILLS, Review, Warning},
};
use leptos::prelude::*;

/// What is missing or wrong and what to do about it.
pub(super) fn said(lack: &Lack, lang: Lang) -> String {
    match lack {
        Lack::Drug => lang.t("prescribing-lack-drug"),
        Lack::DrugTooLong => lang.with("prescribing-lack-drug-long", &[("count", LONGEST_DRUG.into())]),
        Lack::Controlled(schedule) => controlled(*schedule, lang),
        Lack::Directions(_) => lang.t("prescribing-lack-directions"),
        Lack::Quantity(Kind::Missing) => lang.t("prescribing-lack-quantity"),
        Lack::Quantity(kind) => {
            let words = fault(&Fault { field: Field::FreeText, kind: kind.clone() }, lang);
            lang.with("prescribing-lack-quantity-wrong", &[("fault", words.into())])
        }
        Lack::Unit => lang.t("prescribing-lack-unit"),
        Lack::Refills => lang.with("prescribing-lack-refills", &[("count", i64::from(MOST_REFILLS).into())]),
        Lack::NoteTooLong => lang.with("prescribing-lack-note-long", &[("count", LONGEST_NOTE.into())]),
        Lack::IndicationTooLong => {
            lang.with("prescribing-lack-indication-long", &[("count", LONGEST_INDICATION.into())])
        }
        Lack::PatientBirthDate => lang.t("prescribing-lack-birth-date"),
        Lack::PatientAddress => lang.t("prescribing-lack-address"),
        Lack::PatientPhone => lang.t("prescribing-lack-phone"),
        Lack::Licence => lang.t("prescribing-lack-licence"),
        Lack::Practitioner => lang.t("prescribing-lack-practitioner"),
        Lack::ClinicAddress => lang.t("prescribing-lack-clinic-address"),
        Lack::ClinicPhone => lang.t("prescribing-lack-clinic-phone"),
        Lack::Pharmacy => lang.t("prescribing-lack-pharmacy"),
        Lack::Answered => lang.t("prescribing-lack-answered"),
        Lack::Reason => lang.t("prescribing-lack-reason"),
        Lack::TooLong(count) => lang.with("prescribing-lack-too-long", &[("count", (*count).into())]),
    }
}

/// Who is told, for the pages that not everybody may open.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    /// Whether they administer the clinic.
    pub(super) is_admin: bool,
    /// Whose licence is looked at: who is to sign.
    pub(super) signer: Option<AccountId>,
}

/// The page on which it is mended, where that is not the draft's own and the reader may open it.
fn elsewhere(lack: &Lack, base: &str, reader: Reader) -> Option<String> {
    match lack {
        Lack::PatientBirthDate => Some(format!("{base}/profile/change")),
        Lack::PatientAddress => Some(format!("{base}/profile/address")),
        Lack::PatientPhone => Some(format!("{base}/profile/contact")),
        Lack::Licence | Lack::Practitioner => reader.is_admin.then(|| match reader.signer {
            Some(signer) => format!("/people/{signer}#prescribing"),
            None => "/people".to_owned(),
        }),
        Lack::ClinicAddress | Lack::ClinicPhone => reader.is_admin.then(|| "/places?show=organization".to_owned()),
        _ => None,
    }
}

/// Where something is mended: a field of the draft's page `draft` (nothing for this very page), or another page.
pub(super) fn href(lack: &Lack, base: &str, draft: &str, reader: Reader) -> Option<String> {
    match lack.field() {
        Some(field) => Some(format!("{draft}#{}", field_id(&first(field)))),
        None => elsewhere(lack, base, reader),
    }
}

/// Days and times of day are one question each: the first of them can take the focus.
fn first(field: String) -> String {
    match field.split_once('_') {
        Some((step, part)) if part.starts_with("on_") => format!("{step}_on_mon"),
        Some((step, part)) if part.starts_with("at_") => format!("{step}_at_morning"),
        _ => field,
    }
}

/// Each lack once, in a list of links.
pub(super) fn list(lacks: &[Lack], base: &str, draft: &str, reader: Reader, lang: Lang) -> AnyView {
    let mut seen: Vec<String> = Vec::new();
    let items = lacks
        .iter()
        .filter_map(|lack| {
            let words = said(lack, lang);
            if seen.contains(&words) {
                return None;
            }
            seen.push(words.clone());
            Some(match href(lack, base, draft, reader) {
                Some(href) => view! { <li><a href=href>{words}</a></li> }.into_any(),
                None => view! { <li>{words}</li> }.into_any(),
            })
        })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// What stands at the top of a draft that cannot be signed yet: what is missing, and the critical cards without a reason.
pub(super) fn notice(review: &Review, base: &str, reader: Reader, lang: Lang) -> Option<AnyView> {
    let lacks = review.lacks.as_slice();
    if lacks.is_empty() {
        return None;
    }
    let open: Vec<&Warning> = review.warnings.iter().filter(|warning| warning.is_open()).collect();
    let hard = !open.is_empty() || lacks.iter().any(|lack| matches!(lack, Lack::Controlled(_)));
    let critical = open.into_iter().map(|warning| head(warning, lang)).collect_view();
    let (class, symbol) = if hard { ("notice danger", Symbol::Danger) } else { ("notice warn", Symbol::Warn) };
    let items = list(lacks, base, "", reader, lang);
    Some(
        view! {
            <section class=class id="lacks" aria-label=lang.t("prescribing-lacks")>
                <Icon of=symbol />
                <div class="notice-body">
                    <p class="notice-title">{lang.t("prescribing-lacks")}</p>
                    {critical}
                    {items}
                </div>
            </section>
        }
        .into_any(),
    )
}

/// The same at the fields of the form.
pub(super) fn errors(lacks: &[Lack], lang: Lang) -> Vec<FieldError> {
    lacks
        .iter()
        .filter(|lack| !matches!(lack, Lack::Directions(_)))
        .filter_map(|lack| Some(FieldError::new(lack.field()?, said(lack, lang))))
        .collect()
}

/// What is wrong with the directions.
pub(super) fn faults(lacks: &[Lack]) -> Vec<Fault> {
    lacks
        .iter()
        .filter_map(|lack| match lack {
            Lack::Directions(fault) => Some(fault.clone()),
            _ => None,
        })
        .collect()
}
