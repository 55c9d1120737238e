use super::{
    cells::{comment, results_table},
    held::{Reader, held_actions, held_name, held_words},
    words::status,
};
use crate::{
    ui::{
        badge::Badge,
        list::{Fact, Facts},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        tone::Tone,
        when::{When, zone_of},
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::{
    ids::ReportId,
    labs::{self, Compared, Detail},
    moment::{Moment, Precision},
};
use leptos::prelude::*;

/// One report with all there is to it.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let id: ReportId = here.id("id")?;
    let Detail { report, results } = labs::report(&mut here.read().await?, &place.chart, id).await?;
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let reader = Reader::of(&here, &place);
    let title = if reader.lacks(report.held_until) { held_name(&report.display, lang) } else { report.display.clone() };
    Ok(Frame::new(here, title.clone())
        .section(Section::Labs)
        .of(&place)
        .crumb(place.href("/labs"), lang.t("nav-labs"))
        .show(move || {
            let zone = zone_of(report.zone.as_deref(), clinic);
            let withdrawn = report.is_withdrawn();
            let status = status(&report.status, lang).map(|(tone, text)| view! { <Badge tone=tone text=text /> });
            let issued = report.issued_at.map(|at| Moment { at, precision: Precision::Time });
            let facts = [
                Fact::some(lang.t("labs-taken"), report.taken().map(|when| view! { <When at=when zone=zone /> })),
                Fact::some(lang.t("labs-issued"), issued.map(|when| view! { <When at=when zone=zone /> })),
                Fact::some(lang.t("labs-place"), report.location.clone()),
                Fact::some(lang.t("labs-performer"), report.performer.clone()),
                Fact::some(lang.t("labs-status"), status),
            ];
            let caption = report.display.clone();
            let results: Vec<_> =
                results.into_iter().map(|Compared { result, earlier }| (result, Some(earlier))).collect();
            let hidden = report.held_until.filter(|_| reader.lacks(report.held_until));
            let held = report.held_until.filter(|_| hidden.is_none());
            let held = held.map(|until| held_actions(report.id.0, until, reader, &place, clinic, lang));
            let body = if let Some(until) = hidden {
                view! {
                    <Notice tone=Tone::Info title=lang.t("labs-held-first")>
                        <p>{held_words(until, clinic, lang)}</p>
                    </Notice>
                }
                .into_any()
            } else if withdrawn {
                view! {
                    <Notice tone=Tone::Warn title=lang.t("labs-status-withdrawn")>
                        <p>{lang.t("labs-report-withdrawn")}</p>
                    </Notice>
                }
                .into_any()
            } else if results.is_empty() {
                view! { <p class="quiet-text">{lang.t("labs-report-empty")}</p> }.into_any()
            } else {
                let table = results_table(caption, &results, &place, clinic, lang);
                view! {
                    <Part title=lang.t("labs-results") id="results">
                        {table}
                    </Part>
                }
                .into_any()
            };
            let conclusion =
                report.conclusion.clone().filter(|text| !withdrawn && !text.trim().is_empty()).map(|text| {
                    view! {
                        <Part title=lang.t("labs-conclusion") id="conclusion">
                            {comment(Some(&text))}
                        </Part>
                    }
                });
            view! {
                <PageHead title=title />
                {held}
                <Facts facts=facts.into_iter().flatten().collect() />
                {conclusion}
                {body}
            }
        })
        .await)
}
