use crate::ui::{
    badge::Badge,
    empty::Empty,
    icon::Symbol,
    list::{Row, Rows},
    page::Part,
    text::Lang,
    tone::Tone,
};
use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use chrono_tz::Tz;
use clinic::patients::Coverage;
use leptos::prelude::*;

/// The newest insurances of a record.
pub(super) fn coverages_part(coverages: Vec<Coverage>, zone: Tz, lang: Lang) -> impl IntoView {
    let content = if coverages.is_empty() {
        view! {
            <Empty icon=Symbol::Document title=lang.t("profile-no-insurance")>
                <p>{lang.t("profile-no-insurance-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = coverages.into_iter().map(|coverage| coverage_row(coverage, zone, lang)).collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! { <Part title=lang.t("profile-insurance") id="insurance">{content}</Part> }
}

fn coverage_row(coverage: Coverage, zone: Tz, lang: Lang) -> impl IntoView {
    let Coverage { status, r#type, payor, plan, subscriber_id, period_start, period_end } = coverage;
    let mut named = [payor, plan, r#type].into_iter().flatten();
    let title = named.next().unwrap_or_else(|| lang.t("profile-insurance-unnamed"));
    let number = subscriber_id.map(|number| lang.with("profile-insurance-number", &[("number", number.into())]));
    let day = |at: DateTime<Utc>| lang.date(day_of(at, zone));
    let from = period_start.map(|at| lang.with("profile-insurance-from", &[("date", day(at).into())]));
    let until = period_end.map(|at| lang.with("profile-insurance-until", &[("date", day(at).into())]));
    let about: Vec<String> = named.chain([number, from, until].into_iter().flatten()).collect();
    let (tone, word) = coverage_status(&status, lang);
    view! {
        <Row title=title aside=move || view! { <Badge tone=tone text=word.clone() /> }>
            <p>{about.join(" · ")}</p>
        </Row>
    }
}

/// FHIR `Coverage.status` in a word.
fn coverage_status(status: &str, lang: Lang) -> (Tone, String) {
    match status {
        "active" => (Tone::Good, lang.t("profile-insurance-active")),
        "cancelled" => (Tone::Quiet, lang.t("profile-insurance-cancelled")),
        "draft" => (Tone::Info, lang.t("profile-insurance-draft")),
        "entered-in-error" => (Tone::Quiet, lang.t("profile-insurance-in-error")),
        other => (Tone::Info, lang.with("profile-insurance-other", &[("status", other.into())])),
    }
}

/// The day a period begins or ends: a midnight in UTC is a day that was sent without a time.
fn day_of(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    if at.num_seconds_from_midnight() == 0 { at.date_naive() } else { at.with_timezone(&zone).date_naive() }
}
