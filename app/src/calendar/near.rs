//! What a booking met that has to be looked at before it is pressed again.

use super::{
    booking::BookFields,
    words::{kind_of, when_of},
};
use crate::ui::{
    button::{Actions, Button, Weight},
    notice::Notice,
    text::Lang,
    tone::Tone,
    when::zone_of,
};
use chrono_tz::Tz;
use clinic::appointments::{Choice, Repeated, Visit};
use leptos::prelude::*;

/// What a booking met.
#[derive(Default)]
pub(super) struct Met {
    /// What became of each visit of a series that could not be booked whole.
    pub series: Vec<Repeated>,
    /// The patient's other visits around the time, and what a form sends that has shown them.
    pub near: Vec<Visit>,
    pub shown: String,
}

/// What a form sends that has shown other visits of the patient: these visits, and for which time.
pub(super) fn shown(choice: Choice, near: &[Visit]) -> String {
    let ids: Vec<String> = near.iter().map(|visit| visit.id.to_string()).collect();
    format!("{}~{}", choice.start_at.timestamp(), ids.join("~"))
}

impl Met {
    /// That the patient has other visits around that time, and the button that books all the same.
    pub fn notice(&self, typed: &BookFields, zone: Tz, lang: Lang) -> Option<AnyView> {
        if self.near.is_empty() {
            return None;
        }
        let rows: Vec<_> = self
            .near
            .iter()
            .map(|visit| {
                let when = when_of(visit, zone_of(visit.zone.as_deref(), zone), lang);
                let about = [Some(when), Some(kind_of(visit, lang)), visit.practitioner.clone()];
                let about: Vec<String> = about.into_iter().flatten().collect();
                view! { <li>{about.join(" · ")}</li> }
            })
            .collect();
        let way = typed.slot.way.clone();
        Some(
            view! {
                <input type="hidden" name="despite" value=self.shown.clone() />
                <Notice tone=Tone::Warn title=lang.t("calendar-near")>
                    <ul>{rows}</ul>
                    <p>{lang.t("calendar-near-advice")}</p>
                    <Actions>
                        <Button name="way" value=way weight=Weight::Secondary>
                            {lang.t("calendar-near-anyway")}
                        </Button>
                    </Actions>
                </Notice>
            }
            .into_any(),
        )
    }
}
