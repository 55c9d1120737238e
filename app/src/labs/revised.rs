//! What a laboratory changed in a result, in plain words.

use super::cells::{flag, range, reading};
use crate::ui::{
    number::quantity,
    text::{Lang, key},
};
use chrono_tz::Tz;
use clinic::{
    ids::ObservationId,
    labs::{Observation, Revision, What},
};
use leptos::prelude::*;

/// The changes of one result, the oldest first: “Changed on …: was 5.9 mmol/L, now 4.1 mmol/L.”
pub(super) fn sentences(of: ObservationId, revisions: &[Revision], clinic: Tz, lang: Lang) -> Vec<String> {
    revisions.iter().filter(|revision| revision.result() == of).filter_map(|one| sentence(one, clinic, lang)).collect()
}

/// The same as a list.
pub(super) fn changes(of: ObservationId, revisions: &[Revision], clinic: Tz, lang: Lang) -> Option<AnyView> {
    let sentences = sentences(of, revisions, clinic, lang);
    (!sentences.is_empty()).then(|| {
        let sentences = sentences.into_iter().map(|sentence| view! { <p class="revision">{sentence}</p> });
        sentences.collect_view().into_any()
    })
}

fn sentence(revision: &Revision, clinic: Tz, lang: Lang) -> Option<String> {
    let Revision { at, before, after } = revision;
    let date = lang.moment(*at, clinic);
    let told = |key: &str, was: Option<String>, now: Option<String>| {
        let nothing = || lang.t("labs-revised-nothing");
        let (was, now) = (was.unwrap_or_else(nothing), now.unwrap_or_else(nothing));
        lang.with(key, &[("date", date.clone().into()), ("was", was.into()), ("now", now.into())])
    };
    Some(match revision.what()? {
        What::Withdrawn => lang.with("labs-revised-withdrawn", &[("date", date.into())]),
        What::Cancelled => lang.with("labs-revised-cancelled", &[("date", date.into())]),
        What::Hidden => lang.with("labs-revised-hidden", &[("date", date.into())]),
        What::Value => told(key("labs-revised-value"), said(before), said(after)),
        What::Range => told(key("labs-revised-range"), range(before, lang), range(after, lang)),
        What::Flag => told(key("labs-revised-flag"), flag(before).word(lang), flag(after).word(lang)),
    })
}

/// A result's value in a line.
pub(super) fn said(result: &Observation) -> Option<String> {
    if let Some(reading) = reading(result) {
        return Some(quantity(&reading.value, &reading.unit));
    }
    let parts: Vec<String> = result
        .parts()
        .map(|part| {
            let value = quantity(&part.reading().unwrap_or_default(), &super::cells::unit_of(part));
            format!("{}: {value}", part.display.as_deref().unwrap_or_default())
        })
        .collect();
    (!parts.is_empty() && result.standing() == clinic::labs::Standing::Known).then(|| parts.join(", "))
}
