use super::{
    cells::comment,
    held::{Reader, held_actions, held_name, held_part, held_words},
    report_table,
    words::{Named, called, status},
};
use crate::{
    record::ending,
    reviews::Beside,
    ui::{
        badge::Badge,
        button::{Actions, LinkButton, Weight},
        date::local,
        icon::{Icon, Symbol},
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::{When, zone_of},
    },
    web::{Answer, Frame, Here, InChart},
};
use chrono_tz::Tz;
use clinic::{
    ids::ReportId,
    labs::{self, Attached, Detail, Report},
    moment::{Moment, Precision},
};
use leptos::prelude::*;

/// One report with all there is to it.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let id: ReportId = here.id("id")?;
    let mut q = here.read().await?;
    let detail = labs::report(&mut q, &place.chart, id).await?;
    let beside = Beside::load(&here, &place, &mut q, id).await?;
    drop(q);
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let reader = Reader::of(&here, &place);
    let hidden = detail.report.held_until.filter(|_| reader.lacks(detail.report.held_until));
    let Named { name, own } = called(detail.report.code.as_deref(), &detail.report.display, lang);
    let title = if hidden.is_some() { held_name(&detail.report.display, lang) } else { name };
    Ok(Frame::new(here, title.clone())
        .section(Section::Labs)
        .of(&place)
        .crumb(place.href("/labs"), lang.t("nav-labs"))
        .show(move || {
            let report = &detail.report;
            let held = held_part(report, reader, clinic, lang).filter(|_| hidden.is_none());
            let is_held = report.held_until.or(report.more_until).is_some();
            let held = held.map(|words| {
                if is_held {
                    held_actions(report.id.0, words, reader, &place, lang)
                } else {
                    // It is shown with what came in the same message.
                    view! { <div class="held">{words}</div> }.into_any()
                }
            });
            let body = if let Some(until) = hidden {
                view! {
                    <Notice tone=Tone::Info title=lang.t("labs-held-first")>
                        <p>{held_words(until, clinic, lang)}</p>
                    </Notice>
                }
                .into_any()
            } else if report.is_withdrawn() {
                view! {
                    <Notice tone=Tone::Warn title=lang.t("labs-status-withdrawn")>
                        <p>{lang.t("labs-report-withdrawn")}</p>
                    </Notice>
                }
                .into_any()
            } else if detail.results.is_empty() {
                view! { <p class="quiet-text">{lang.t("labs-report-empty")}</p> }.into_any()
            } else {
                let table = report_table::results(&report.display, &detail, &place, clinic, lang);
                view! {
                    <Part title=lang.t("labs-results") id="results">
                        {table}
                    </Part>
                }
                .into_any()
            };
            let conclusion =
                report.conclusion.clone().filter(|text| !report.is_withdrawn() && !text.trim().is_empty()).map(
                    |text| {
                        view! {
                            <Part title=lang.t("labs-conclusion") id="conclusion">
                                {comment(Some(&text))}
                            </Part>
                        }
                    },
                );
            let own = own.filter(|_| hidden.is_none());
            let more = (hidden.is_none() && !report.is_withdrawn()).then(|| actions(&detail, &place, lang));
            let origin = place.chart.is_of_clinic().then(|| {
                let href = place.href(&format!("/labs/reports/{}/origin", report.id));
                view! {
                    <p>
                        <a href=href>{lang.t("matches-origin")}</a>
                    </p>
                }
            });
            view! {
                <PageHead title=title lead=own />
                {held}
                <Facts facts=facts(&detail, &place, clinic, lang) />
                {conclusion}
                {body}
                {documents(&detail.documents, report.id, &place, clinic, lang)}
                {more}
                {beside.view(&place, hidden.is_some(), lang)}
                {origin}
            }
        })
        .await)
}

fn facts(detail: &Detail, place: &InChart, clinic: Tz, lang: Lang) -> Vec<Fact> {
    let report: &Report = &detail.report;
    let zone = zone_of(report.zone.as_deref(), clinic);
    let moment = |at| Moment { at, precision: Precision::Time };
    let status = status(&report.status, lang).map(|(tone, text)| view! { <Badge tone=tone text=text /> });
    let origin = detail.origin.as_ref().map(|origin| {
        let href = place.href(&format!("/labs/reports/{}", origin.report_id));
        let words = match &origin.value {
            Some(value) => format!("{}: {value}", origin.test),
            None => origin.test.clone(),
        };
        view! { <a href=href>{words}</a> }
    });
    let facts = [
        Fact::some(lang.t("labs-origin"), origin),
        Fact::some(lang.t("labs-taken"), report.taken().map(|when| view! { <When at=when zone=zone /> })),
        Fact::some(lang.t("labs-specimen"), report.specimen.clone()),
        Fact::some(
            lang.t("labs-received"),
            report.received_at.map(moment).map(|when| view! { <When at=when zone=zone /> }),
        ),
        Fact::some(
            lang.t("labs-issued"),
            report.issued_at.map(moment).map(|when| view! { <When at=when zone=zone /> }),
        ),
        Fact::some(lang.t("labs-orderer"), report.orderer.clone()),
        Fact::some(lang.t("labs-place"), report.location.clone()),
        Fact::some(lang.t("labs-performer"), report.performer.clone()),
        Fact::some(lang.t("labs-status"), status),
    ];
    facts.into_iter().flatten().collect()
}

/// The laboratory's own documents.
fn documents(of: &[Attached], id: ReportId, place: &InChart, clinic: Tz, lang: Lang) -> Option<impl IntoView + use<>> {
    let rows = of
        .iter()
        .map(|document| {
            let href = place.href(&format!("/labs/reports/{id}/documents/{}", document.position));
            let title = if document.title.trim().is_empty() { lang.t("labs-document") } else { document.title.clone() };
            let (ending, _) = ending(Some(&document.content_type));
            let words = format!("{}, {}\u{a0}KB", ending.to_uppercase(), (document.bytes + 1023) / 1024);
            let words = match document.replaced_at {
                Some(at) => {
                    let date = lang.date(local(at, clinic));
                    format!("{words}. {}", lang.with("labs-document-replaced", &[("date", date.into())]))
                }
                None => words,
            };
            let icon = || view! { <Icon of=Symbol::Document /> };
            view! {
                <Row title=title href=href lead=icon()>
                    {words}
                </Row>
            }
        })
        .collect_view();
    (!of.is_empty()).then(|| {
        view! {
            <Part title=lang.t("labs-documents") id="documents">
                <Rows>{rows}</Rows>
            </Part>
        }
    })
}

fn actions(detail: &Detail, place: &InChart, lang: Lang) -> impl IntoView + use<> {
    let id = detail.report.id;
    let pdf = place.href(&format!("/labs/reports/{id}/report.pdf"));
    let compare = (!detail.results.is_empty()).then(|| {
        let href = place.href(&format!("/labs/compare?report={id}"));
        view! {
            <LinkButton href=href weight=Weight::Quiet>
                {lang.t("labs-compare-these")}
            </LinkButton>
        }
    });
    view! {
        <Actions>
            <LinkButton href=pdf weight=Weight::Secondary icon=Symbol::Document>
                {lang.t("labs-pdf")}
            </LinkButton>
            {compare}
        </Actions>
    }
}
