use super::{
    summary::{self, Since, Summary},
    todo,
};
use crate::{
    ui::{nav::Section, page::PageHead},
    web::{Answer, Frame, Here, InChart, Signed},
};
use clinic::accounts::{Patient, Session};
use leptos::prelude::*;

/// The patient's first page.
pub(crate) async fn home(here: Here, Signed(_): Signed<Patient>, place: InChart) -> Answer {
    let session = here.visit.session.clone();
    let since = Since::seen(session.as_ref().and_then(Session::seen_before_at), here.now);
    let found = Summary::load(&mut here.read().await?, &place.chart, since, here.now).await?;
    let (lang, clinic, now) = (here.lang, here.portal.settings.zone, here.now);
    let phone = here.portal.settings.clinic_phone.clone();
    let name = session.map(|session| session.called().to_owned()).unwrap_or_default();
    Ok(Frame::new(here, lang.t("nav-home"))
        .section(Section::Home)
        .show(move || {
            let todo = todo::part(&found, phone.as_deref(), &place, clinic, now, lang);
            let visit = summary::next_visit(&found.visits, &place, clinic, now, lang);
            let news = summary::new_results(&found.news, since, &place, clinic, lang);
            let drugs = summary::in_use(&found.drugs, &place, clinic, now, lang);
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
