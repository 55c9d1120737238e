use super::words::field_name;
use crate::{
    ui::{
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::PageHead,
        pager::NamePager,
    },
    web::{Answer, Frame, Here, Signed},
};
use axum::extract::Query;
use clinic::{accounts::Clinician, profile::waiting};
use leptos::prelude::*;
use serde::Deserialize;

/// Changes on one page.
const SHOWN: i64 = 25;

/// After which change the page begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct QueueAsked {
    after: String,
}

/// The changes that wait for the clinic, the oldest first.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<QueueAsked>) -> Answer {
    let after = asked.after.parse().ok();
    let found = waiting(&mut here.read().await?, &by, after, SHOWN, &here.visit.log).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("profile-queue"))
        .section(Section::ProfileChanges)
        .show(move || {
            let path = Section::ProfileChanges.href();
            let beginning = (!found.first).then(|| path.to_owned());
            let next = found.next.map(|id| format!("{path}?after={id}"));
            let content = if found.rows.is_empty() {
                view! {
                    <Empty icon=Symbol::Good title=lang.t("profile-queue-empty")>
                        <p>{lang.t("profile-queue-empty-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let rows = found
                    .rows
                    .into_iter()
                    .map(|row| {
                        let asked = lang.with("profile-asked-on", &[("date", lang.moment(row.asked_at, zone).into())]);
                        let number =
                            row.record_number.map(|number| lang.with("banner-mrn", &[("number", number.into())]));
                        let about = [Some(field_name(row.field, lang)), Some(asked), number];
                        let about: Vec<String> = about.into_iter().flatten().collect();
                        view! {
                            <Row title=row.name href=format!("/patients/{}/profile/changes/{}", row.patient_id, row.id)>
                                <p>{about.join(" · ")}</p>
                            </Row>
                        }
                    })
                    .collect_view();
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                <PageHead title=lang.t("profile-queue") lead=lang.t("profile-queue-lead") />
                {content}
                <NamePager beginning=beginning next=next />
            }
        })
        .await)
}
