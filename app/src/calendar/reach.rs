//! That nobody gets mails about a visit.

use crate::ui::{notice::Notice, text::Lang, tone::Tone};
use leptos::prelude::*;

/// That nobody gets mails about the visits of a patient, and the number to call.
pub(super) fn nobody_told(phone: Option<&str>, lang: Lang) -> AnyView {
    let call = match phone.map(str::trim).filter(|phone| !phone.is_empty()) {
        Some(phone) => {
            let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            let phone = phone.to_owned();
            view! {
                <p>
                    {lang.t("calendar-unreached-call")} " " <a href=format!("tel:{digits}")>{phone}</a>
                </p>
            }
            .into_any()
        }
        None => view! { <p>{lang.t("calendar-unreached-no-phone")}</p> }.into_any(),
    };
    view! { <Notice tone=Tone::Warn title=lang.t("calendar-unreached")>{call}</Notice> }.into_any()
}

/// The same in a line, beside one of many visits; the number stands in its row.
pub(super) fn nobody_told_line(lang: Lang) -> AnyView {
    view! {
        <p>
            <strong>{lang.t("calendar-unreached-line")}</strong>
        </p>
    }
    .into_any()
}
