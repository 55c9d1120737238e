use crate::{
    ui::{
        button::{Actions, LinkButton, Weight},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        qr::prescription_picture,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::{
    Error,
    dispensing::code_in,
    ids::PrescriptionId,
    prescribing::{Signed, signed_in, story},
};
use leptos::prelude::*;

/// The code of a prescription on the phone, for a pharmacy to scan, and the code that is told to one.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let mut q = here.read().await?;
    let story = story(&mut q, &place.chart, id, here.today()).await?.ok_or(Error::NotFound)?;
    let signed = signed_in(&mut q, &here.portal.keys, &place.chart, id).await?;
    let is_over = story.course.state.is_over();
    let told = if is_over { None } else { Some(code_in(&mut q, &here.portal.keys, &place.chart, id).await?) };
    drop(q);
    let lang = here.lang;
    let base = place.href("/prescriptions");
    let back = format!("{base}/{id}");
    let drug = signed.signable.drug.text.clone();
    Ok(Frame::new(here, drug.clone())
        .section(Section::Prescriptions)
        .of(&place)
        .crumb(base, lang.t("nav-prescriptions"))
        .crumb(back.clone(), drug)
        .show(move || {
            let lead = lang.with("prescriptions-code-lead", &[("drug", signed.signable.drug.text.clone().into())]);
            view! {
                <PageHead title=lang.t("prescriptions-code") lead=lead />
                {stage(&signed, is_over, lang)}
                {told.map(|code| spoken(code, lang))}
                <Actions>
                    <LinkButton href=back weight=Weight::Quiet>
                        {lang.t("prescriptions-back")}
                    </LinkButton>
                </Actions>
            }
        })
        .await)
}

fn stage(signed: &Signed, is_over: bool, lang: Lang) -> AnyView {
    if is_over {
        return view! {
            <NoticeBox tone=Tone::Warn title=lang.t("prescriptions-code-over")>
                <p>{lang.t("prescriptions-code-over-advice")}</p>
            </NoticeBox>
        }
        .into_any();
    }
    let picture = prescription_picture(&signed.jws, lang.t("prescriptions-code-label")).filter(|_| signed.is_authentic);
    let Some(picture) = picture else {
        return view! {
            <NoticeBox tone=Tone::Danger title=lang.t("prescriptions-signature-broken")>
                <p>{lang.t("prescriptions-signature-broken-advice")}</p>
            </NoticeBox>
        }
        .into_any();
    };
    let patient = lang.with("prescriptions-copy-of", &[("name", signed.signable.patient.name.clone().into())]);
    view! {
        <div class="qr-stage">{picture}</div>
        <p>{patient}</p>
        <p>{lang.t("prescriptions-code-brightness")}</p>
    }
    .into_any()
}

/// The code that is told to a pharmacy which got a mail, or has no scanner at hand.
fn spoken(code: String, lang: Lang) -> impl IntoView {
    view! {
        <Part title=lang.t("prescriptions-pickup") id="pickup">
            <p class="pickup-code">{code}</p>
            <p>{lang.t("prescriptions-pickup-advice")}</p>
        </Part>
    }
}
