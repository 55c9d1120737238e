//! The first page of a record for a clinician.

use super::purpose_name;
use crate::{
    appointments::parts::appointment_row,
    labs::{flag, marks, result_href, value},
    prescriptions::parts::prescription_row,
    record::{few, parts::condition_row},
    reviews::tasks_of_chart,
    ui::{
        button::{LinkButton, Weight},
        list::Row,
        nav::Section,
        notice::Notice,
        page::PageHead,
        text::Lang,
        tone::Tone,
        when::{WhenDay, zone_of},
    },
    web::{Answer, Frame, Here, InChart},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use clinic::{
    Error, appointments,
    db::Source,
    labs::{self, Category, Filter, Test},
    moment::{Moment, Precision},
    paging::Before,
    patients::{Basis, Chart},
    prescriptions,
    record::{self, Known},
    reviews,
};
use leptos::prelude::*;

/// Results shown.
const RESULTS: usize = 8;
/// Days after which a result that was out of range no longer stands before newer ones.
const PRESSING_DAYS: i64 = 365;
/// Prescriptions and conditions shown.
const FEW: i64 = 8;
/// Visits shown.
const VISITS: i64 = 3;

/// What is new, what is going on and what is to be done: six queries, whatever the record's size.
pub(crate) async fn overview(here: Here, place: InChart) -> Answer {
    let (chart, start, now) = (&place.chart, Before::START, here.now);
    let mut q = here.read().await?;
    let results = pressing(&mut q, chart, now).await?;
    let drugs = prescriptions::list(&mut q, chart, prescriptions::Which::InUse, "", start, FEW).await?;
    let visits = appointments::expected(&mut q, chart, now, VISITS).await?;
    let conditions = record::conditions(&mut q, chart, record::Which::Active, "", start, FEW).await?;
    // Tasks speak of results that may be held.
    let tasks = if chart.awaits_release() { Vec::new() } else { reviews::tasks_of(&mut q, chart, None).await? };
    drop(q);
    let (lang, zone, today) = (here.lang, here.portal.settings.zone, here.today());
    Ok(Frame::new(here, lang.t("overview-title"))
        .section(Section::Overview)
        .of(&place)
        .show(move || {
            let results = results.iter().map(|test| result_row(test, &place, zone, lang)).collect();
            let visits = visits
                .into_iter()
                .map(|visit| {
                    let href = place.href(&format!("/appointments/{}", visit.id));
                    appointment_row(visit, href, zone, now).into_any()
                })
                .collect();
            let drugs = drugs
                .rows
                .into_iter()
                .map(|drug| {
                    let href = place.href(&format!("/prescriptions/{}", drug.id));
                    prescription_row(drug, href, zone, today).into_any()
                })
                .collect();
            let conditions = conditions.rows.into_iter().map(|row| condition_row(row, zone).into_any()).collect();
            let writing = place.href("/prescribing");
            let booking = format!("/calendar/new?patient={}", place.chart.patient());
            view! {
                <PageHead title=lang.t("overview-title")>
                    <LinkButton href=booking weight=Weight::Secondary>
                        {lang.t("calendar-book")}
                    </LinkButton>
                    <LinkButton href=writing weight=Weight::Secondary>
                        {lang.t("prescribing-write-link")}
                    </LinkButton>
                </PageHead>
                {alerts(&place, lang)}
                {tasks_of_chart(&tasks, zone, lang)}
                <div class="columns">
                    <div class="chart-column">
                        {few(
                            (lang.t("overview-results"), "results"),
                            (place.href("/labs/tests"), lang.t("overview-all-results")),
                            results,
                            lang.t("overview-no-results"),
                        )}
                        {few(
                            (lang.t("overview-visits"), "visits"),
                            (place.href("/appointments"), lang.t("overview-all-visits")),
                            visits,
                            lang.t("overview-no-visits"),
                        )}
                    </div>
                    <div class="chart-column">
                        {few(
                            (lang.t("overview-prescriptions"), "prescriptions"),
                            (place.href("/prescriptions"), lang.t("overview-all-prescriptions")),
                            drugs,
                            lang.t("overview-no-prescriptions"),
                        )}
                        {few(
                            (lang.t("overview-conditions"), "conditions"),
                            (place.href("/record/conditions"), lang.t("overview-all-conditions")),
                            conditions,
                            lang.t("overview-no-conditions"),
                        )}
                    </div>
                </div>
            }
        })
        .await)
}

/// The newest result of each test: first those that are out of range, critical ones before the others, then the newest.
async fn pressing(q: &mut impl Source, chart: &Chart, now: DateTime<Utc>) -> Result<Vec<Test>, Error> {
    let (lab, start) = (Category::Laboratory, Before::START);
    let out = labs::tests(q, chart, lab, Filter { search: "", only_abnormal: true }, start).await?.page.rows;
    let newest = labs::tests(q, chart, lab, Filter::default(), start).await?.page.rows;
    Ok(ranked(out, newest, now - Duration::days(PRESSING_DAYS)))
}

fn ranked(mut out: Vec<Test>, newest: Vec<Test>, since: DateTime<Utc>) -> Vec<Test> {
    out.retain(|test| test.latest.sort_at >= since && flag(&test.latest).is_out());
    out.sort_by_key(|test| !flag(&test.latest).is_critical());
    for test in newest {
        if out.iter().all(|other| other.latest.id != test.latest.id) {
            out.push(test);
        }
    }
    out.truncate(RESULTS);
    out
}

/// What the reader must know before anything else.
fn alerts(place: &InChart, lang: Lang) -> impl IntoView + use<> {
    let mut alerts = Vec::new();
    if let Some(banner) = &place.banner {
        let critical: Vec<&str> = banner
            .allergies
            .iter()
            .filter(|allergy| allergy.criticality.as_deref() == Some("high"))
            .map(|allergy| allergy.display.as_str())
            .collect();
        if !critical.is_empty() {
            alerts.push((Tone::Danger, lang.t("overview-critical-allergy"), critical.join(", ")));
        }
        if banner.known_allergies == Known::NotRecorded {
            alerts.push((Tone::Warn, lang.t("overview-no-allergies"), lang.t("overview-no-allergies-advice")));
        }
    }
    if let Basis::Reason(purpose, reason) = place.chart.basis() {
        let purpose = purpose_name(*purpose, lang);
        let why = reason.as_ref().map_or(purpose.clone(), |reason| format!("{purpose}: {reason}"));
        alerts.push((
            Tone::Info,
            lang.t("overview-outside"),
            lang.with("overview-outside-why", &[("why", why.into())]),
        ));
    }
    alerts
        .into_iter()
        .map(|(tone, title, text)| view! { <Notice tone=tone title=title><p>{text}</p></Notice> })
        .collect_view()
}

fn result_row(test: &Test, place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let result = &test.latest;
    let zone = zone_of(result.zone.as_deref(), clinic);
    let (name, href) = (result.display.clone(), result_href(result, place));
    let shown = view! {
        <span class="value">{value(result, lang)}</span>
        {marks(result, lang)}
    };
    // A result without the time of its sample is as old as its release.
    let when = result.taken().or_else(|| Moment::of(result.issued_at, Some(Precision::Time)));
    let when = when.map(|when| view! { <p><WhenDay at=when zone=zone /></p> });
    view! { <Row title=name href=href aside=shown>{when}</Row> }.into_any()
}
