use super::{
    summary::{self, Summary},
    todo,
};
use crate::{
    ui::{nav::Section, page::PageHead},
    web::{Answer, Frame, Here, InChart, Signed},
};
use chrono::Duration;
use clinic::accounts::Patient;
use leptos::prelude::*;

/// Days that count as new for someone who is here for the first time.
const NEW_DAYS: i64 = 30;

/// The patient's first page.
pub(crate) async fn home(here: Here, Signed(_): Signed<Patient>, place: InChart) -> Answer {
    let session = here.visit.session.clone();
    let since = session.as_ref().and_then(clinic::accounts::Session::seen_before_at);
    let from = since.unwrap_or(here.now - Duration::days(NEW_DAYS));
    let found = Summary::load(&mut here.read().await?, &place.chart, from, here.now).await?;
    let (lang, clinic, now) = (here.lang, here.portal.settings.zone, here.now);
    let phone = here.portal.settings.clinic_phone.clone();
    let name = session.map(|session| session.name().to_owned()).unwrap_or_default();
    Ok(Frame::new(here, lang.t("nav-home"))
        .section(Section::Home)
        .show(move || {
            let todo = todo::part(&found, phone.as_deref(), &place, clinic, now, lang);
            let visit = summary::next_visit(&found.visits, &place, clinic, now, lang);
            let news = summary::new_results(&found.news, since, &place, clinic, lang);
            let drugs = summary::in_use(&found.drugs, &place, clinic, lang);
            view! {
                <PageHead title=lang.with("home-title", &[("name", name.into())]) />
                {visit}
                {todo}
                {news}
                {drugs}
            }
        })
        .await)
}
