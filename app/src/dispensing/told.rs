//! What happened to a prescription, in sentences.

use super::words;
use crate::ui::{
    date::{Moment, local},
    text::Lang,
    timeline::{Step, Timeline},
    tone::Tone,
};
use chrono_tz::Tz;
use clinic::{
    dispensing::{Dispensed, PrescriptionAtCounter},
    prescribing::{Happened, Happening},
};
use leptos::prelude::*;

/// Everything that happened, in order.
pub(super) fn timeline(of: &PrescriptionAtCounter, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let steps = of
        .timeline
        .iter()
        .map(|line| {
            let (tone, title) = sentence(line, &of.dispenses, &of.unit, lang);
            let reason = line.detail.as_deref().filter(|_| has_reason(line.kind)).map(|code| words::reason(code, lang));
            let who = by(line, lang);
            let at = line.happened_at;
            view! {
                <Step tone=tone title=title>
                    <p>
                        <Moment at=at zone=zone />
                        {who.map(|who| format!(" · {who}"))}
                    </p>
                    {reason.map(|reason| view! { <p>{reason}</p> })}
                </Step>
            }
        })
        .collect_view();
    view! { <Timeline>{steps}</Timeline> }
}

fn sentence(line: &Happened, dispenses: &[Dispensed], unit: &str, lang: Lang) -> (Tone, String) {
    match line.kind {
        Happening::Signed => (Tone::Info, lang.t("pharmacy-told-signed")),
        Happening::Sent => (Tone::Info, lang.t("pharmacy-told-sent")),
        Happening::SendingFailed => (Tone::Warn, lang.t("pharmacy-told-sending-failed")),
        Happening::Received => (Tone::Info, lang.t("pharmacy-told-received")),
        Happening::InProgress => (Tone::Info, lang.t("pharmacy-told-work")),
        Happening::Ready => (Tone::Good, lang.t("pharmacy-told-ready")),
        Happening::Dispensed => {
            let one = dispenses.iter().find(|one| Some(one.id.to_string()) == line.detail);
            let quantity = one.map(|one| crate::prescriptions::parts::counted(&one.quantity, unit, lang));
            let words = match quantity {
                Some(quantity) => lang.with("pharmacy-told-dispensed", &[("quantity", quantity.into())]),
                None => lang.t("pharmacy-told-dispensed-some"),
            };
            (Tone::Good, words)
        }
        Happening::Rejected => (Tone::Danger, lang.t("pharmacy-told-rejected")),
        Happening::Redirected => {
            let to = line.pharmacy.clone().unwrap_or_else(|| lang.t("pharmacy-told-paper"));
            (Tone::Info, lang.with("pharmacy-told-redirected", &[("pharmacy", to.into())]))
        }
        Happening::LinkRenewed => (Tone::Info, lang.t("pharmacy-told-link-renewed")),
        Happening::CancellationAsked => (Tone::Warn, lang.t("pharmacy-told-cancellation-asked")),
        Happening::CancellationDenied => (Tone::Warn, lang.t("pharmacy-told-cancellation-denied")),
        Happening::Cancelled => (Tone::Danger, lang.t("pharmacy-told-cancelled")),
        Happening::RenewalAsked => (Tone::Info, lang.t("pharmacy-told-renewal-asked")),
        Happening::RenewalApproved => (Tone::Good, lang.t("pharmacy-told-renewal-approved")),
        Happening::RenewalDenied => (Tone::Warn, lang.t("pharmacy-told-renewal-denied")),
        Happening::ChangeAsked => (Tone::Info, lang.t("pharmacy-told-change-asked")),
        Happening::ChangeApproved => (Tone::Good, lang.t("pharmacy-told-change-approved")),
        Happening::ChangeDenied => (Tone::Warn, lang.t("pharmacy-told-change-denied")),
        Happening::RequestWithdrawn => (Tone::Quiet, lang.t("pharmacy-told-withdrawn")),
        Happening::RequestArchived => (Tone::Quiet, lang.t("pharmacy-told-archived")),
        Happening::Replaced => (Tone::Danger, lang.t("pharmacy-told-replaced")),
        Happening::Expired => (Tone::Quiet, lang.t("pharmacy-told-expired")),
    }
}

/// Whether the detail is the code of a reason; with the others it is an id.
fn has_reason(kind: Happening) -> bool {
    matches!(
        kind,
        Happening::Rejected
            | Happening::CancellationAsked
            | Happening::CancellationDenied
            | Happening::Cancelled
            | Happening::RenewalDenied
            | Happening::ChangeAsked
            | Happening::ChangeDenied
    )
}

/// Who did it, with the pharmacy; the portal's own doing has no name.
fn by(line: &Happened, lang: Lang) -> Option<String> {
    let pharmacy = line.pharmacy.clone().filter(|_| line.actor_role == "pharmacist");
    match line.actor_role.as_str() {
        "operator" => None,
        "pharmacy" => Some(lang.with("pharmacy-told-by-link", &[("pharmacy", line.actor.clone().into())])),
        _ => Some([Some(line.actor.clone()), pharmacy].into_iter().flatten().collect::<Vec<_>>().join(", ")),
    }
}

/// When something happened: the time alone where it was today.
pub(super) fn when(
    at: chrono::DateTime<chrono::Utc>,
    now: chrono::DateTime<chrono::Utc>,
    zone: Tz,
    lang: Lang,
) -> String {
    if local(at, zone) == local(now, zone) {
        lang.with("pharmacy-at-time", &[("time", lang.time(at, zone).into())])
    } else {
        lang.with("pharmacy-on-moment", &[("moment", lang.moment(at, zone).into())])
    }
}
