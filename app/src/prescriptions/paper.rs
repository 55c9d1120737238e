use super::sheet::{Line, Printed, Sheet, printed};
use crate::{
    ui::{
        button::{Actions, LinkButton, Weight},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart},
};
use leptos::prelude::*;

/// A prescription as it is printed: on paper of A5 or larger, everything that was signed, and its code.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let of = printed(&here, &place).await?;
    show(here, &place, of).await
}

/// The page for printing, or why there is nothing to print.
pub(super) async fn show(here: Here, place: &InChart, of: Printed) -> Answer {
    let lang = here.lang;
    let base = place.href("/prescriptions");
    let back = format!("{base}/{}", of.id);
    let pdf = of.sheet.is_some().then(|| format!("{back}/pdf"));
    let Printed { drug, sheet: content, is_original, .. } = of;
    Ok(Frame::new(here, drug.clone())
        .section(Section::Prescriptions)
        .of(place)
        .crumb(base, lang.t("nav-prescriptions"))
        .crumb(back.clone(), drug)
        .show(move || {
            let lead =
                if is_original { lang.t("prescriptions-print-original") } else { lang.t("prescriptions-print-copy") };
            let content = if let Some(content) = content {
                sheet(content).into_any()
            } else {
                view! {
                    <NoticeBox tone=Tone::Danger title=lang.t("prescriptions-signature-broken")>
                        <p>{lang.t("prescriptions-signature-broken-advice")}</p>
                    </NoticeBox>
                }
                .into_any()
            };
            view! {
                <PageHead title=lang.t("prescriptions-print") lead=lead />
                {content}
                <Actions>
                    {pdf
                        .map(|href| {
                            view! {
                                <LinkButton href=href weight=Weight::Secondary>
                                    {lang.t("prescriptions-pdf-link")}
                                </LinkButton>
                            }
                        })}
                    <LinkButton href=back weight=Weight::Quiet>
                        {lang.t("prescriptions-back")}
                    </LinkButton>
                </Actions>
            }
        })
        .await)
}

fn sheet(of: Sheet) -> impl IntoView {
    let marks = of.marks.into_iter().map(|(lang, text)| view! { <p lang=lang.tag()>{text}</p> }).collect_view();
    let directions = of.directions.into_iter();
    let directions = directions.map(|(lang, text)| view! { <p class="sig" lang=lang.tag()>{text}</p> }).collect_view();
    let label = of.code_label;
    view! {
        <article class="rx">
            {(!of.is_original).then(|| view! { <div class="rx-copy">{marks}</div> })}
            <header class="rx-clinic">
                <h2>{of.clinic}</h2>
                <p>{of.about_clinic}</p>
            </header>
            <Facts facts=facts(of.patient) />
            <div class="rx-drug">
                <h3>{of.drug}</h3>
                {directions}
            </div>
            <Facts facts=facts(of.order) />
            <div class="rx-signed">
                {of.code.map(|code| code.picture(label))}
                <div>
                    <p>
                        <strong>{of.signed}</strong>
                    </p>
                    <p>{of.licence}</p>
                    <p>
                        <strong>{of.until}</strong>
                    </p>
                    <p>{of.check}</p>
                    <p class="rx-number">{of.number}</p>
                    {of.printed.map(|words| view! { <p class="rx-number">{words}</p> })}
                </div>
            </div>
        </article>
    }
}

fn facts(lines: Vec<Line>) -> Vec<Fact> {
    lines
        .into_iter()
        .map(
            |Line { label, value, is_strong }| {
                if is_strong { Fact::new(label, view! { <strong>{value}</strong> }) } else { Fact::new(label, value) }
            },
        )
        .collect()
}
