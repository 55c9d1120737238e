//! What is said of results that a patient does not see yet.

use crate::{
    ui::{
        badge::Badge, button::PostButton, button::Weight, date::local, page::Part, text::Lang, tone::Tone,
        when::WhenDay,
    },
    web::{Answer, Here, InChart, Notice, Signed, after},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    accounts::Prescriber,
    labs::{self, Observation, Report},
    moment::Moment,
};
use leptos::prelude::*;
use uuid::Uuid;

/// Who reads of held results: whether they only hear that there is one, and whether they can show it.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    /// The patient or a helper.
    awaits: bool,
    /// A prescriber in the record of a patient.
    releases: bool,
}

impl Reader {
    pub(super) fn of(here: &Here, place: &InChart) -> Self {
        let awaits = place.chart.awaits_release();
        let session = here.visit.session.as_ref();
        let releases = !awaits && session.is_some_and(|session| Prescriber::try_from(session).is_ok());
        Self { awaits, releases }
    }

    /// Whether a report or result that is held until `until` is hidden from the reader.
    pub(super) fn lacks(self, until: Option<DateTime<Utc>>) -> bool {
        self.awaits && until.is_some()
    }
}

/// What a held result or report is called where its name would tell too much.
pub(crate) fn held_name(name: &str, lang: Lang) -> String {
    if name.is_empty() { lang.t("labs-held-title") } else { name.to_owned() }
}

/// That the clinic looks first, and from which day on the result is shown in any case.
pub(crate) fn held_words(until: DateTime<Utc>, clinic: Tz, lang: Lang) -> String {
    lang.with("labs-held", &[("date", lang.date(local(until, clinic)).into())])
}

/// For a clinician: that the patient does not see it yet, and until when.
pub(super) fn held_badge(until: DateTime<Utc>, clinic: Tz, lang: Lang) -> AnyView {
    let words = lang.with("labs-held-badge", &[("date", lang.date(local(until, clinic)).into())]);
    view! { <Badge tone=Tone::Info text=words /> }.into_any()
}

/// The same of a report, of which only a result that came later may be held.
pub(crate) fn waiting_badge(
    whole: Option<DateTime<Utc>>,
    part: Option<DateTime<Utc>>,
    clinic: Tz,
    lang: Lang,
) -> Option<AnyView> {
    let words = |until| lang.with("labs-held-badge-part", &[("date", lang.date(local(until, clinic)).into())]);
    let whole = whole.map(|until| held_badge(until, clinic, lang));
    whole.or_else(|| part.map(|until| view! { <Badge tone=Tone::Info text=words(until) /> }.into_any()))
}

/// What is said of a report that its reader sees, if not all of it is shown to the patient.
pub(super) fn held_part(report: &Report, reader: Reader, clinic: Tz, lang: Lang) -> Option<AnyView> {
    let day = |until| lang.date(local(until, clinic)).into();
    if reader.awaits {
        let later = report.more_until.map(|until| lang.with("labs-held-later", &[("date", day(until))]));
        let documents = |until| lang.with("labs-held-documents", &[("date", day(until))]);
        return later.or_else(|| report.documents_until.map(documents)).map(IntoAny::into_any);
    }
    let documents = |until| lang.with("labs-held-badge-documents", &[("date", day(until))]);
    let badge = |until| view! { <Badge tone=Tone::Info text=documents(until) /> }.into_any();
    waiting_badge(report.held_until, report.more_until, clinic, lang).or_else(|| report.documents_until.map(badge))
}

/// The same with the way to show it now, for whoever may.
pub(super) fn held_actions(id: Uuid, badge: AnyView, reader: Reader, place: &InChart, lang: Lang) -> AnyView {
    let action = place.href(&format!("/labs/releases/{id}"));
    view! {
        <div class="held">
            {badge}
            {reader
                .releases
                .then(|| {
                    view! {
                        <PostButton action=action weight=Weight::Secondary>
                            {lang.t("labs-held-show")}
                        </PostButton>
                    }
                })}
        </div>
    }
    .into_any()
}

/// A held result that belongs to no report, as its patient hears of it.
pub(super) fn held_single(result: &Observation, until: DateTime<Utc>, clinic: Tz, lang: Lang) -> AnyView {
    let when = result.taken();
    let id = format!("result-{}", result.id);
    view! { <Part title=held_name("", lang) id=id repeated=true>{held_note(when, until, clinic, clinic, lang)}</Part> }
        .into_any()
}

/// The day of a held result, and when it is shown.
pub(super) fn held_note(
    when: Option<Moment>,
    until: DateTime<Utc>,
    zone: Tz,
    clinic: Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let words = held_words(until, clinic, lang);
    view! {
        {when.map(|when| view! { <p class="part-note"><WhenDay at=when zone=zone /></p> })}
        <p>{words}</p>
    }
}

/// Shows a held report or result to the patient.
pub(crate) async fn release(here: Here, Signed(by): Signed<Prescriber>, place: InChart) -> Answer {
    let id: Uuid = here.id("id")?;
    labs::release(&here.portal.db, &here.portal.auditor, &by, &place.chart, id, here.now).await?;
    Ok(after(&place.href("/labs"), Some(Notice::ResultsShown)))
}
