//! The first page of the record of someone who is helped: of what is new, only what is open to the helper.

use super::words;
use crate::{
    home::summary::{self, Since, Summary},
    ui::{
        icon::Icon,
        list::{Row, Rows},
        nav::Section as Part,
        page::PageHead,
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::{Error, accounts::Session, audit::Subject, helpers::Section};
use leptos::prelude::*;

/// What matters now, as far as it is open to the helper.
pub(crate) async fn home(here: Here, place: InChart) -> Answer {
    let Some(open) = place.helping.as_ref().map(|helping| helping.open.clone()) else {
        return Err(Error::NotFound.into());
    };
    let since = Since::seen(here.visit.session.as_ref().and_then(Session::seen_before_at), here.now);
    let found = Summary::load(&mut here.read().await?, &place.chart, since, here.now).await?;
    let (lang, clinic, now) = (here.lang, here.portal.settings.zone, here.now);
    Ok(Frame::new(here, lang.t("nav-home"))
        .section(Part::Home)
        .of(&place)
        .show(move || {
            let may = |subject: Subject| place.chart.may(subject);
            let visit =
                may(Subject::Appointments).then(|| summary::next_visit(&found.visits, &place, clinic, now, lang));
            let news = may(Subject::Labs).then(|| summary::new_results(&found.news, since, &place, clinic, lang));
            let drugs = may(Subject::Prescriptions).then(|| summary::in_use(&found.drugs, &place, clinic, now, lang));
            let record = may(Subject::HealthRecord).then(|| {
                view! {
                    <Rows>
                        <Row
                            title=words::section(Section::Record, lang)
                            href=place.href("/record")
                            lead=view! { <Icon of=Part::Record.icon() /> }
                        >
                            <p>{words::section_about(Section::Record, lang)}</p>
                        </Row>
                    </Rows>
                }
            });
            view! {
                <PageHead title=open.name />
                {visit}
                {news}
                {drugs}
                {record}
            }
        })
        .await)
}
