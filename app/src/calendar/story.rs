//! What happened to a visit, in sentences.

use super::words::reason_name;
use crate::ui::{
    text::Lang,
    timeline::{Step, Timeline},
    tone::Tone,
};
use chrono_tz::Tz;
use clinic::appointments::{ByWhom, Happening, Line};
use leptos::prelude::*;

/// Everything that happened, the first first.
pub(super) fn timeline(lines: Vec<Line>, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let steps: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let before = line.start_before.map(|start| {
                let time = lang.moment(start, zone);
                match &line.practitioner_before {
                    Some(name) => lang
                        .with("calendar-story-before-with", &[("time", time.into()), ("name", name.as_str().into())]),
                    None => lang.with("calendar-story-before", &[("time", time.into())]),
                }
            });
            let why = line.reason.map(|reason| reason_name(reason, lang));
            let notes = [before, why, line.text.clone()].into_iter().flatten();
            view! {
                <Step tone=tone_of(line.kind) title=sentence(&line, lang)>
                    <p>{lang.moment(line.at, zone)}</p>
                    {notes.map(|note| view! { <p>{note}</p> }).collect_view()}
                </Step>
            }
        })
        .collect();
    view! { <Timeline>{steps}</Timeline> }
}

fn tone_of(kind: Happening) -> Tone {
    match kind {
        Happening::Cancelled | Happening::Declined | Happening::NoShow => Tone::Danger,
        Happening::Asked | Happening::Moved | Happening::Reopened => Tone::Warn,
        Happening::Booked | Happening::Confirmed | Happening::Fulfilled => Tone::Good,
        Happening::Arrived | Happening::CheckedIn | Happening::Noted => Tone::Info,
    }
}

/// What happened and who did it.
fn sentence(line: &Line, lang: Lang) -> String {
    let role = match line.by_whom {
        ByWhom::Patient => lang.t("calendar-by-patient"),
        ByWhom::Helper => lang.t("calendar-by-helper"),
        ByWhom::Clinic => lang.t("calendar-by-clinic"),
        ByWhom::Link => lang.t("calendar-by-link"),
        ByWhom::Portal => lang.t("calendar-by-portal"),
    };
    let who = match (&line.name, line.by_whom) {
        (Some(name), ByWhom::Clinic) => name.clone(),
        (Some(name), _) => lang.with("calendar-by-name", &[("name", name.as_str().into()), ("role", role.into())]),
        (None, _) => role,
    };
    let who = [("who", who.into())];
    match line.kind {
        Happening::Asked => lang.with("calendar-story-asked", &who),
        Happening::Booked => lang.with("calendar-story-booked", &who),
        Happening::Moved => lang.with("calendar-story-moved", &who),
        Happening::Confirmed => lang.with("calendar-story-confirmed", &who),
        Happening::Arrived => lang.with("calendar-story-arrived", &who),
        Happening::CheckedIn => lang.with("calendar-story-checked-in", &who),
        Happening::Fulfilled => lang.with("calendar-story-fulfilled", &who),
        Happening::NoShow => lang.with("calendar-story-noshow", &who),
        Happening::Cancelled => lang.with("calendar-story-cancelled", &who),
        Happening::Declined => lang.with("calendar-story-declined", &who),
        Happening::Reopened => lang.with("calendar-story-reopened", &who),
        Happening::Noted => lang.with("calendar-story-noted", &who),
    }
}
