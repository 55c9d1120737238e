use super::{
    parts::{directions, for_days, quantity, refills, state, supply, written},
    portal::{RenewalFields, Told, told},
};
use crate::{
    ui::{
        badge::Badge,
        form::FieldError,
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
        when::WhenDay,
    },
    web::{Answer, Frame, Here, InChart},
};
use chrono_tz::Tz;
use clinic::{
    ids::{MedicationRequestId, PrescriptionId},
    prescriptions::{self, Detail, Prescription, Status},
};
use leptos::prelude::*;

/// Other prescriptions of the same drug that are shown.
const OTHERS: i64 = 10;

/// One prescription, with everything that is known about it.
pub(crate) async fn prescription(here: Here, place: InChart) -> Answer {
    show(here, place, RenewalFields::default(), Vec::new()).await
}

/// The page with what was typed for a renewal, and why that was refused.
pub(super) async fn show(here: Here, place: InChart, typed: RenewalFields, errors: Vec<FieldError>) -> Answer {
    let id: MedicationRequestId = here.id("id")?;
    let mut q = here.read().await?;
    let detail = prescriptions::prescription(&mut q, &place.chart, id).await?;
    let others = prescriptions::others(&mut q, &place.chart, &detail, OTHERS).await?;
    let told = told(&mut q, &here, &place, PrescriptionId(id.0), typed, errors).await?;
    drop(q);
    let lang = here.lang;
    let clinic_zone = here.zone(None);
    let zone = here.zone(detail.prescription.zone.as_deref());
    let today = here.now.with_timezone(&zone).date_naive();
    let path = place.href("/prescriptions");
    let help = place.chart.is_own().then(|| here.portal.settings.clinic_phone.clone());
    // A clinician's copy carries the banner; a patient's one must say whose it is, too.
    let session = here.visit.session.as_ref().filter(|_| place.chart.is_own());
    let patient = session.map(|session| session.name().to_owned());
    let title = detail.prescription.display.clone();
    let frame = Frame::new(here, title.clone())
        .section(Section::Prescriptions)
        .of(&place)
        .crumb(path.clone(), lang.t("nav-prescriptions"));
    let is_refused = told.as_ref().is_some_and(Told::is_refused);
    let frame = if is_refused { frame.refused() } else { frame };
    Ok(frame
        .show(move || {
            let prescription = detail.prescription.clone();
            let facts = facts(&detail, lang, zone);
            let note = detail.note;
            let (tone, word) = state(prescription.status, lang);
            let written_here = told.is_some();
            let said = told.as_ref().is_some_and(|told| told.says(&word, lang));
            let ended = prescription
                .valid_until()
                .filter(|_| !written_here)
                .filter(|until| prescription.status == Status::Active && until.at.date_naive() < today)
                .map(|until| lang.with("prescriptions-over", &[("date", lang.when_day(until, zone).into())]));
            let others = others
                .into_iter()
                .map(|row| {
                    let href = format!("{path}/{}", row.id);
                    earlier(&row, &prescription, href, lang, clinic_zone)
                })
                .collect::<Vec<_>>();
            view! {
                <div class="copy-only">
                    <p>{lang.t("prescriptions-copy-only")}</p>
                    {patient.map(|name| view! { <p>{lang.with("prescriptions-copy-of", &[("name", name.into())])}</p> })}
                </div>
                <PageHead title=title />
                {(!said).then(|| view! { <p><Badge tone=tone text=word /></p> })}
                {told.as_ref().map(|told| told.head(lang))}
                {ended.map(|words| view! { <Notice tone=Tone::Warn title=words>{lang.t("prescriptions-over-advice")}</Notice> })}
                <Part title=lang.t("prescriptions-directions") id="directions">
                    {directions(&prescription)}
                    {advice(&prescription, lang)}
                </Part>
                {told.as_ref().map(|told| told.parts(clinic_zone, lang))}
                <Part title=lang.t("prescriptions-details") id="details">
                    <Facts facts=facts />
                </Part>
                {note
                    .map(|note| {
                        view! {
                            <Part title=lang.t("prescriptions-note") id="note">
                                <p class="remark">{note}</p>
                            </Part>
                        }
                    })}
                {help
                    .map(|phone| {
                        let words = match phone {
                            Some(phone) if written_here => {
                                lang.with("prescriptions-questions-phone", &[("phone", phone.into())])
                            }
                            None if written_here => lang.t("prescriptions-questions-clinic"),
                            Some(phone) => lang.with("prescriptions-help-phone", &[("phone", phone.into())]),
                            None => lang.t("prescriptions-help"),
                        };
                        view! {
                            <Part title=lang.t("prescriptions-questions") id="questions">
                                <p>{words}</p>
                            </Part>
                        }
                    })}
                {(!others.is_empty())
                    .then(|| {
                        view! {
                            <Part title=lang.t("prescriptions-others") id="others">
                                <Rows>{others}</Rows>
                            </Part>
                        }
                    })}
            }
        })
        .await)
}

/// What the directions leave out: how it is taken, what to mind, what it is needed for.
fn advice(of: &Prescription, lang: Lang) -> impl IntoView + use<> {
    let said = of.directions.as_deref().unwrap_or_default().to_lowercase();
    let unsaid = |words: &String| !said.contains(&words.to_lowercase());
    let mut lines: Vec<String> = Vec::new();
    for step in of.dosage() {
        let needed = step.as_needed_for.filter(unsaid);
        let route = step.route.filter(unsaid);
        lines.extend(needed.map(|what| lang.with("prescriptions-as-needed", &[("reason", what.into())])));
        lines.extend(route.map(|route| lang.with("prescriptions-route", &[("route", route.into())])));
        lines.extend(step.additional.into_iter().filter(unsaid));
    }
    lines.dedup();
    (!lines.is_empty()).then(|| {
        view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
    })
}

/// Another prescription of the same drug: when it was written, and what was different.
fn earlier(row: &Prescription, shown: &Prescription, href: String, lang: Lang, clinic: Tz) -> impl IntoView + use<> {
    let (tone, word) = state(row.status, lang);
    let title = written(row, lang, clinic).unwrap_or_else(|| row.display.clone());
    let other_name = (row.display != shown.display).then(|| row.display.clone());
    let other_directions = (row.directions != shown.directions).then(|| directions(row));
    let supply = supply(row, lang);
    view! {
        <Row title=title href=href aside=view! { <Badge tone=tone text=word /> }>
            {other_name.map(|name| view! { <p>{name}</p> })}
            {other_directions}
            {(!supply.is_empty()).then(|| view! { <p>{supply.join(" · ")}</p> })}
        </Row>
    }
}

fn facts(detail: &Detail, lang: Lang, zone: Tz) -> Vec<Fact> {
    let prescription = &detail.prescription;
    let unknown = || lang.t("prescriptions-not-recorded");
    let authored = prescription.authored();
    let validity = [
        Fact::some(
            lang.t("prescriptions-valid-from"),
            detail.valid_from().map(|at| view! { <WhenDay at=at zone=zone /> }),
        ),
        Fact::some(
            lang.t("prescriptions-valid-until"),
            prescription.valid_until().map(|at| view! { <WhenDay at=at zone=zone /> }),
        ),
    ];
    let visit: Vec<String> = [detail.visit.clone(), detail.place.clone()].into_iter().flatten().collect();
    let intent = match detail.intent.as_str() {
        "plan" | "proposal" => Some(lang.t("prescriptions-intent-plan")),
        "option" => Some(lang.t("prescriptions-intent-option")),
        _ => None,
    };
    [
        Some(Fact::new(lang.t("prescriptions-reason"), prescription.reason.clone().unwrap_or_else(unknown))),
        Some(Fact::new(
            lang.t("prescriptions-refills-allowed"),
            prescription.refills.map_or_else(unknown, |count| refills(count, lang)),
        )),
        Some(Fact::new(lang.t("prescriptions-quantity"), quantity(prescription, lang).unwrap_or_else(unknown))),
        Fact::some(lang.t("prescriptions-lasts"), prescription.supply_days.as_deref().map(|days| for_days(days, lang))),
        Some(Fact::new(lang.t("prescriptions-prescriber"), prescription.requester.clone().unwrap_or_else(unknown))),
        Some(match authored {
            Some(at) => Fact::new(lang.t("prescriptions-written"), view! { <WhenDay at=at zone=zone /> }),
            None => Fact::new(lang.t("prescriptions-written"), unknown()),
        }),
        Fact::some(lang.t("prescriptions-visit"), (!visit.is_empty()).then(|| visit.join(", "))),
        Fact::some(lang.t("prescriptions-intent"), intent),
    ]
    .into_iter()
    .chain(validity)
    .flatten()
    .collect()
}
