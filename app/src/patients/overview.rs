use super::purpose_name;
use crate::{
    ui::{
        badge::{Badge, Flag, FlagBadge},
        date::{Moment as MomentView, local},
        empty::Empty,
        icon::Symbol,
        leaf::DateLeaf,
        list::{Row, Rows},
        nav::Section,
        notice::Notice,
        number::Amount,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::{WhenDay, zone_of},
    },
    web::{Answer, Frame, Here, InChart},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    moment::{Moment, Precision},
    patients::{self, ActiveCondition, Basis, ComingVisit, InUse, NewestResult},
    record::Known,
};
use leptos::prelude::*;
use std::fmt::Write as _;

/// The first page of a record for a clinician: what is new and what is going on.
pub(crate) async fn overview(here: Here, place: InChart) -> Answer {
    let shown = patients::overview(&mut here.read().await?, &place.chart, here.now).await?;
    let (lang, now, zone) = (here.lang, here.now, here.portal.settings.zone);
    let base = place.base.clone();
    let alerts = alerts(&place, lang);
    Ok(Frame::new(here, lang.t("overview-title"))
        .section(Section::Overview)
        .of(&place)
        .show(move || {
            view! {
                <PageHead title=lang.t("overview-title") />
                {alerts
                    .into_iter()
                    .map(|(tone, title, text)| view! { <Notice tone=tone title=title><p>{text}</p></Notice> })
                    .collect_view()}
                <div class="columns">
                    <div class="chart-column">
                        {results(shown.results, &base, zone, lang)} {visits(shown.visits, &base, now, zone, lang)}
                    </div>
                    <div class="chart-column">
                        {prescriptions(shown.prescriptions, &base, lang)}
                        {conditions(shown.conditions, &base, zone, lang)}
                    </div>
                </div>
            }
        })
        .await)
}

/// What the reader must know before anything else.
fn alerts(place: &InChart, lang: Lang) -> Vec<(Tone, String, String)> {
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
}

fn results(results: Vec<NewestResult>, base: &str, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let all = format!("{base}/labs");
    let content = if results.is_empty() {
        nothing(Symbol::Labs, lang.t("overview-no-results"), lang.t("overview-no-results-advice"))
    } else {
        let rows = results
            .into_iter()
            .map(|result| {
                let href = format!("{base}/labs/tests/{}", encoded(&result.code_key));
                let taken = taken(result.at, result.precision);
                view! {
                    <Row title=result.display.clone() href=href aside=move || value(&result)>
                        <p><WhenDay at=taken zone=zone /></p>
                    </Row>
                }
            })
            .collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! { <Part title=lang.t("overview-results") id="results" more=(all, lang.t("overview-all-results"))>{content}</Part> }
}

fn value(result: &NewestResult) -> impl IntoView + use<> {
    let lang = crate::ui::text::lang();
    let is_withdrawn = matches!(result.status.as_str(), "entered-in-error" | "cancelled");
    if is_withdrawn {
        return view! { <Badge tone=Tone::Quiet text=lang.t("overview-withdrawn") /> }.into_any();
    }
    let value =
        result.value.clone().map(|value| format!("{}{value}", result.comparator.as_deref().unwrap_or_default()));
    let unit = result.unit.clone().unwrap_or_default();
    let flag = result.interpretation.as_deref().map(Flag::from_code).unwrap_or_default();
    let is_preliminary = matches!(result.status.as_str(), "registered" | "preliminary");
    view! {
        {match value {
            Some(value) => view! { <span class="value"><Amount value=value unit=unit /></span> }.into_any(),
            None => view! { <span class="quiet-text">{lang.t("overview-no-value")}</span> }.into_any(),
        }}
        <FlagBadge flag=flag />
        {is_preliminary.then(|| view! { <Badge tone=Tone::Warn text=lang.t("overview-preliminary") /> })}
    }
    .into_any()
}

fn prescriptions(prescriptions: Vec<InUse>, base: &str, lang: Lang) -> impl IntoView + use<> {
    let all = format!("{base}/prescriptions");
    let content = if prescriptions.is_empty() {
        nothing(Symbol::Prescriptions, lang.t("overview-no-prescriptions"), lang.t("overview-no-prescriptions-advice"))
    } else {
        let rows = prescriptions
            .into_iter()
            .map(|prescription| {
                let href = format!("{base}/prescriptions/{}", prescription.id);
                let on_hold = prescription.status == "on-hold";
                let hold = move || {
                    let lang = crate::ui::text::lang();
                    on_hold.then(|| view! { <Badge tone=Tone::Warn text=lang.t("overview-on-hold") /> })
                };
                let directions = prescription.directions.unwrap_or_else(|| lang.t("overview-no-directions"));
                view! {
                    <Row title=prescription.display href=href aside=hold>
                        <p>{directions}</p>
                        {prescription.requester.map(|requester| view! { <p>{requester}</p> })}
                    </Row>
                }
            })
            .collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! {
        <Part title=lang.t("overview-prescriptions") id="prescriptions" more=(all, lang.t("overview-all-prescriptions"))>
            {content}
        </Part>
    }
}

fn visits(visits: Vec<ComingVisit>, base: &str, now: DateTime<Utc>, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let all = format!("{base}/appointments");
    let content = if visits.is_empty() {
        nothing(Symbol::Appointments, lang.t("overview-no-visits"), lang.t("overview-no-visits-advice"))
    } else {
        let rows = visits
            .into_iter()
            .map(|visit| {
                let zone = zone_of(visit.zone.as_deref(), zone);
                let at = visit.start_at;
                let title = visit.visit_type.unwrap_or_else(|| lang.t("overview-visit"));
                let with: Vec<String> = [visit.practitioner, visit.location].into_iter().flatten().collect();
                view! {
                    <Row
                        title=title
                        href=format!("{base}/appointments/{}", visit.id)
                        lead=move || view! { <DateLeaf date=local(at, zone) /> }
                    >
                        <p><MomentView at=at zone=zone /> " · " {lang.relative_moment(at, now, zone)}</p>
                        {(!with.is_empty()).then(|| view! { <p>{with.join(" · ")}</p> })}
                    </Row>
                }
            })
            .collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! { <Part title=lang.t("overview-visits") id="visits" more=(all, lang.t("overview-all-visits"))>{content}</Part> }
}

fn conditions(conditions: Vec<ActiveCondition>, base: &str, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let all = format!("{base}/record");
    let content = if conditions.is_empty() {
        nothing(Symbol::Condition, lang.t("overview-no-conditions"), lang.t("overview-no-conditions-advice"))
    } else {
        let rows = conditions
            .into_iter()
            .map(|condition| {
                let since = Moment::of(condition.onset_at, condition.onset_precision)
                    .map(|onset| lang.with("overview-since", &[("date", lang.when_day(onset, zone).into())]));
                let about: Vec<String> = [condition.severity, since].into_iter().flatten().collect();
                view! { <Row title=condition.display><p>{about.join(" · ")}</p></Row> }
            })
            .collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! {
        <Part title=lang.t("overview-conditions") id="conditions" more=(all, lang.t("overview-whole-record"))>
            {content}
        </Part>
    }
}

fn nothing(icon: Symbol, title: String, advice: String) -> AnyView {
    view! { <Empty icon=icon title=title><p>{advice}</p></Empty> }.into_any()
}

fn taken(at: DateTime<Utc>, precision: Option<Precision>) -> Moment {
    Moment { at, precision: precision.unwrap_or(Precision::Time) }
}

/// A test's key as a part of an address.
fn encoded(key: &str) -> String {
    key.bytes().fold(String::new(), |mut address, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}
