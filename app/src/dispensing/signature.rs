use crate::ui::{badge::Badge, text::lang, tone::Tone};
use chrono_tz::Tz;
use clinic::dispensing::Signature;
use leptos::prelude::*;

/// Who signed a prescription, and when. One that no signature is kept of is to be doubted.
#[component]
pub(super) fn SignatureState(
    /// The signature that is kept.
    signature: Option<Signature>,
    /// The clinic's zone.
    zone: Tz,
) -> impl IntoView {
    let lang = lang();
    match signature {
        Some(Signature { is_authentic: false, .. }) => {
            view! { <Badge tone=Tone::Danger text=lang.t("pharmacy-not-authentic") /> }.into_any()
        }
        Some(Signature { name, signed_at, .. }) => {
            let words = lang
                .with("pharmacy-signed-by", &[("name", name.into()), ("date", lang.moment(signed_at, zone).into())]);
            view! { <Badge tone=Tone::Good text=words /> }.into_any()
        }
        None => view! { <Badge tone=Tone::Danger text=lang.t("pharmacy-unsigned") /> }.into_any(),
    }
}
