use super::words::{about, why_words};
use crate::{
    ui::{
        badge::Badge,
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::PageHead,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use clinic::{
    accounts::Clinician,
    laboratories::{LISTED, waiting, waiting_count},
};
use leptos::prelude::*;

/// The messages that wait for a person to say whose they are.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    let mut q = here.read().await?;
    let rows = waiting(&mut q, &by, &here.visit.log).await?;
    let (count, _) = waiting_count(&mut q, &by).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    Ok(Frame::new(here, lang.t("matches-title"))
        .section(Section::Matches)
        .show(move || {
            if rows.is_empty() {
                return view! {
                    <PageHead title=lang.t("matches-title") lead=lang.t("matches-lead") />
                    <Empty icon=Symbol::Good title=lang.t("matches-empty")>
                        <p>{lang.t("matches-empty-advice")}</p>
                    </Empty>
                }
                .into_any();
            }
            let cut = (count > LISTED).then(|| {
                let words = lang.with("matches-cut", &[("shown", LISTED.into()), ("count", count.into())]);
                view! { <p class="quiet-text">{words}</p> }
            });
            let rows = rows
                .into_iter()
                .map(|row| {
                    let came = lang.with("matches-came", &[("date", lang.moment(row.received_at, zone).into())]);
                    let sender = [row.laboratory.clone(), came].join(" · ");
                    let (why, urgent) = (why_words(row.why(), lang), row.is_urgent);
                    let mark = move || {
                        let lang = crate::ui::text::lang();
                        urgent.then(|| view! { <Badge tone=Tone::Danger text=lang.t("matches-urgent") /> })
                    };
                    let title = row.name.clone().unwrap_or_else(|| lang.t("matches-nameless"));
                    view! {
                        <Row title=title href=format!("/matches/{}", row.id) aside=mark>
                            <p>{about(row.born, row.sex, lang)}</p>
                            <p>{sender}</p>
                            <p>{why}</p>
                        </Row>
                    }
                })
                .collect_view();
            view! {
                <PageHead title=lang.t("matches-title") lead=lang.t("matches-lead") />
                {cut}
                <Rows>{rows}</Rows>
            }
            .into_any()
        })
        .await)
}
