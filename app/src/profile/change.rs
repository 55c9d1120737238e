use super::words::{field_name, value_words};
use crate::ui::{
    badge::Badge,
    button::{PostButton, Weight},
    list::{Row, Rows},
    text::Lang,
    tone::Tone,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use clinic::profile::{Change, State};
use leptos::prelude::*;

/// Days for which the clinic's answer stands on the profile.
const DAYS: i64 = 60;

/// The changes that stand on the profile: those that wait, and those answered lately.
pub(super) fn shown(mut changes: Vec<Change>, now: DateTime<Utc>) -> Vec<Change> {
    changes.retain(|change| match change.state() {
        State::Waiting => true,
        State::Accepted(at) | State::Declined(at) => now - at < Duration::days(DAYS),
        State::Withdrawn(_) => false,
    });
    changes
}

/// The changes in a list. A patient can take back what waits; a clinician is led to where it is answered.
pub(super) fn rows(changes: Vec<Change>, base: &str, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let is_own = base.is_empty();
    let rows = changes
        .into_iter()
        .map(|change| {
            let href = (!is_own).then(|| format!("{base}/profile/changes/{}", change.id));
            let waits = change.state() == State::Waiting;
            let withdraw = (waits && is_own).then(|| {
                view! {
                    <PostButton action=format!("/profile/changes/{}/withdrawal", change.id) weight=Weight::Secondary>
                        {lang.t("profile-withdraw")}
                    </PostButton>
                }
            });
            let (tone, word) = state_words(change.state(), lang);
            let answer = change.answer.clone().map(|answer| {
                view! {
                    <p>
                        {lang.t("profile-answer-is")} " " <span class="reason">{answer}</span>
                    </p>
                }
            });
            let title = from_to(&change, lang);
            let about = when_words(&change, zone, lang);
            view! {
                <Row title=title href=href aside=move || view! { <Badge tone=tone text=word.clone() /> }>
                    <p>{about}</p>
                    {answer}
                    {withdraw}
                </Row>
            }
        })
        .collect_view();
    view! { <Rows>{rows}</Rows> }
}

/// "Name: from Walter Nguyen to Walter Nguyen-Ortiz".
pub(super) fn from_to(change: &Change, lang: Lang) -> String {
    lang.with(
        "profile-from-to",
        &[
            ("field", field_name(change.field, lang).into()),
            ("from", value_words(change.field, change.old_value.as_deref(), lang).into()),
            ("to", value_words(change.field, Some(&change.new_value), lang).into()),
        ],
    )
}

/// How it stands with a change, in a word.
pub(super) fn state_words(state: State, lang: Lang) -> (Tone, String) {
    match state {
        State::Waiting => (Tone::Info, lang.t("profile-waiting")),
        State::Accepted(_) => (Tone::Good, lang.t("profile-accepted")),
        State::Declined(_) => (Tone::Warn, lang.t("profile-declined")),
        State::Withdrawn(_) => (Tone::Quiet, lang.t("profile-withdrawn")),
    }
}

/// When it was asked for, and when it was answered.
pub(super) fn when_words(change: &Change, zone: Tz, lang: Lang) -> String {
    let day = |at: DateTime<Utc>| lang.date(at.with_timezone(&zone).date_naive());
    let asked = lang.with("profile-asked-on", &[("date", day(change.asked_at).into())]);
    let answered = match change.state() {
        State::Waiting => None,
        State::Accepted(at) | State::Declined(at) => {
            Some(lang.with("profile-answered-on", &[("date", day(at).into())]))
        }
        State::Withdrawn(at) => Some(lang.with("profile-withdrawn-on", &[("date", day(at).into())])),
    };
    [Some(asked), answered].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
