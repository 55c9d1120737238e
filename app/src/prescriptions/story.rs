use super::{
    course::{first_word, pharmacy},
    parts::counted,
    words::{cancellation, change, rejection},
};
use crate::{
    inbox::denial_name,
    ui::{
        date::Moment,
        number::dose,
        text::{Arg, Lang},
        timeline::{Step, Timeline},
        tone::Tone,
    },
};
use chrono_tz::Tz;
use clinic::{
    directions::amount,
    ids::PrescriptionId,
    prescribing::{CancellationReason, ChangeKind, DenialReason, Happened, Happening, RejectionReason, Story},
};
use leptos::prelude::*;

/// The timeline: what happened, when, and what was written beside it; `remark` is what the pharmacy wrote when it refused it, for
/// readers of the clinic. `base` is what addresses of prescriptions begin with.
pub(super) fn timeline(story: &Story, remark: Option<&str>, base: &str, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let steps = story
        .happened
        .iter()
        .map(|of| {
            let (tone, title) = sentence(of, story, lang);
            let at = of.happened_at;
            let text = match of.kind {
                Happening::Rejected => remark.map(str::to_owned),
                _ => written(of, story),
            };
            let newer = newer(of).map(|id| (format!("{base}/{id}"), lang.t("prescriptions-happened-newer-link")));
            view! {
                <Step tone=tone title=title>
                    <p>
                        <Moment at=at zone=zone />
                    </p>
                    {text.map(|text| view! { <blockquote class="remark">{text}</blockquote> })}
                    {newer
                        .map(|(href, words)| {
                            view! {
                                <p>
                                    <a href=href>{words}</a>
                                </p>
                            }
                        })}
                </Step>
            }
        })
        .collect_view();
    view! { <Timeline>{steps}</Timeline> }
}

/// One line of the timeline in a plain sentence.
pub(super) fn sentence(of: &Happened, story: &Story, lang: Lang) -> (Tone, String) {
    let name = of.pharmacy.as_deref();
    // A pharmacy without a name is called differently where a sentence begins with it.
    let words: [(&'static str, Arg); 4] = [
        ("name", of.actor.clone().into()),
        ("pharmacy", pharmacy(name, lang).into()),
        ("first", first_word(name, lang).into()),
        ("reason", reason(of, lang).into()),
    ];
    match of.kind {
        Happening::Signed => (Tone::Good, lang.with("prescriptions-happened-signed", &words)),
        Happening::Sent => (Tone::Good, lang.with("prescriptions-happened-sent", &words)),
        Happening::SendingFailed => (Tone::Warn, lang.with("prescriptions-happened-sending-failed", &words)),
        Happening::Received => (Tone::Good, lang.with("prescriptions-happened-received", &words)),
        Happening::InProgress => (Tone::Good, lang.with("prescriptions-happened-in-progress", &words)),
        Happening::Ready => (Tone::Good, lang.with("prescriptions-happened-ready", &words)),
        Happening::Dispensed => (Tone::Good, handed(of, story, lang)),
        Happening::Rejected => (Tone::Danger, lang.with("prescriptions-happened-rejected", &words)),
        Happening::Redirected if name.is_some() => (Tone::Info, lang.with("prescriptions-happened-redirected", &words)),
        Happening::Redirected => (Tone::Info, lang.with("prescriptions-happened-redirected-paper", &words)),
        Happening::LinkRenewed => (Tone::Info, lang.with("prescriptions-happened-link-renewed", &words)),
        Happening::CancellationAsked => (Tone::Warn, lang.with("prescriptions-happened-cancellation-asked", &words)),
        Happening::CancellationDenied => (Tone::Warn, lang.with("prescriptions-happened-cancellation-denied", &words)),
        Happening::Cancelled if of.detail.is_some() => {
            (Tone::Quiet, lang.with("prescriptions-happened-cancelled-why", &words))
        }
        Happening::Cancelled => (Tone::Quiet, lang.t("prescriptions-happened-cancelled")),
        Happening::RenewalAsked => (Tone::Info, lang.with("prescriptions-happened-renewal-asked", &words)),
        Happening::RenewalApproved => (Tone::Good, lang.with("prescriptions-happened-renewal-approved", &words)),
        Happening::RenewalDenied => (Tone::Warn, lang.with("prescriptions-happened-renewal-denied", &words)),
        Happening::ChangeAsked => (Tone::Info, lang.with("prescriptions-happened-change-asked", &words)),
        Happening::ChangeApproved if newer(of).is_some() => {
            (Tone::Good, lang.with("prescriptions-happened-change-approved", &words))
        }
        Happening::ChangeApproved => (Tone::Good, lang.with("prescriptions-happened-question-answered", &words)),
        Happening::ChangeDenied => (Tone::Info, lang.with("prescriptions-happened-change-denied", &words)),
        Happening::RequestWithdrawn => (Tone::Quiet, lang.with("prescriptions-happened-withdrawn", &words)),
        Happening::RequestArchived => (Tone::Quiet, lang.t("prescriptions-happened-archived")),
        Happening::Replaced => (Tone::Quiet, lang.t("prescriptions-happened-replaced")),
        Happening::Expired => (Tone::Quiet, lang.t("prescriptions-happened-expired")),
    }
}

/// How much was handed out: all of a supply, or so much of it.
fn handed(of: &Happened, story: &Story, lang: Lang) -> String {
    let by = first_word(of.pharmacy.as_deref(), lang);
    let handed = of.detail.as_deref().and_then(|id| story.dispenses.iter().find(|one| one.id.to_string() == id));
    let Some(handed) = handed else {
        return lang.with("prescriptions-happened-dispensed-some", &[("pharmacy", by.into())]);
    };
    let whole = amount(story.standing.quantity);
    if dose(&handed.quantity, "") == dose(&whole, "") {
        let all = counted(&handed.quantity, &handed.quantity_unit, lang);
        return lang.with("prescriptions-happened-dispensed", &[("pharmacy", by.into()), ("amount", all.into())]);
    }
    let words = [
        ("pharmacy", by.into()),
        ("given", dose(&handed.quantity, "").into()),
        ("all", counted(&whole, &story.unit, lang).into()),
    ];
    lang.with("prescriptions-happened-dispensed-part", &words)
}

/// The reason that a line's detail names; a code that a newer program has written stays.
fn reason(of: &Happened, lang: Lang) -> String {
    let code = of.detail.as_deref().unwrap_or_default();
    let words = match of.kind {
        Happening::Rejected => RejectionReason::parse(code).map(|reason| rejection(reason, lang)),
        Happening::CancellationAsked | Happening::Cancelled => {
            CancellationReason::parse(code).map(|reason| cancellation(reason, lang))
        }
        Happening::CancellationDenied | Happening::RenewalDenied | Happening::ChangeDenied => {
            DenialReason::parse(code).map(|reason| denial_name(reason, lang))
        }
        Happening::ChangeAsked => ChangeKind::parse(code).map(|kind| change(kind, lang)),
        _ => None,
    };
    words.unwrap_or_else(|| code.to_owned())
}

/// The prescription that a line leads to.
fn newer(of: &Happened) -> Option<PrescriptionId> {
    match of.kind {
        Happening::Replaced | Happening::RenewalApproved | Happening::ChangeApproved => {
            of.detail.as_deref()?.parse().ok()
        }
        _ => None,
    }
}

/// What was written beside a request or its answer: both carry the moment of their line.
fn written(of: &Happened, story: &Story) -> Option<String> {
    let mut requests = story.requests.iter();
    match of.kind {
        Happening::RenewalAsked | Happening::ChangeAsked | Happening::CancellationAsked => {
            requests.find(|request| request.asked_at == of.happened_at)?.text.clone()
        }
        Happening::RenewalDenied
        | Happening::ChangeDenied
        | Happening::ChangeApproved
        | Happening::CancellationDenied => {
            requests.find(|request| request.answered_at == Some(of.happened_at))?.answer_text.clone()
        }
        Happening::Cancelled => requests.find(|request| request.asked_at == of.happened_at)?.text.clone(),
        _ => None,
    }
}

#[cfg(test)]
#[path = "story_test.rs"]
mod tests;
