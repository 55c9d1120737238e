use crate::{
    ui::{notice::Notice, text::Lang, tone::Tone},
    web::Here,
};
use chrono_tz::Tz;
use clinic::{
    accounts::{Clinician, Prescriber},
    db::Source,
    reviews::{Alarm, Lot, alarm},
};
use leptos::prelude::*;

/// That a critical result waits for someone who has it in hand, as clinicians' pages say it until it is so.
pub(crate) struct Alarmed {
    alarm: Option<Alarm>,
    /// Whether the reader is one who can answer.
    answers: bool,
    zone: Tz,
}

impl Alarmed {
    /// What stands now.
    pub(crate) async fn load(here: &Here, q: &mut impl Source, by: &Clinician) -> Result<Self, clinic::Error> {
        let session = here.visit.session.as_ref();
        Ok(Self {
            alarm: alarm(q, by).await?,
            answers: session.is_some_and(|session| Prescriber::try_from(session).is_ok()),
            zone: here.portal.settings.zone,
        })
    }

    /// The banner; nothing where all is answered. Whose results they are stands behind the link.
    pub(crate) fn view(self, lang: Lang) -> AnyView {
        let Some(alarm) = self.alarm else { return ().into_any() };
        let figures = |lot: Lot| [("count", lot.count.into()), ("time", lang.moment(lot.since, self.zone).into())];
        let way = if self.answers {
            view! { <a href="/reviews?show=everyones">{lang.t("reviews-alarm-open")}</a> }.into_any()
        } else {
            lang.t("reviews-alarm-tell").into_any()
        };
        let filed = alarm.filed.map(|lot| view! { <p>{lang.with("reviews-alarm", &figures(lot))} " " {way}</p> });
        let unmatched = alarm.unmatched.map(|lot| {
            view! {
                <p>
                    {lang.with("reviews-alarm-unmatched", &figures(lot))} " "
                    <a href="/matches">{lang.t("reviews-alarm-match")}</a>
                </p>
            }
        });
        view! { <Notice tone=Tone::Danger title=lang.t("reviews-alarm-title")>{filed} {unmatched}</Notice> }.into_any()
    }
}
