use super::parts::{counted, refills};
use crate::{
    ui::{
        button::{Actions, LinkButton, Weight},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        qr::prescription_picture,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, sex_name},
};
use chrono_tz::Tz;
use clinic::{
    Error,
    directions::amount,
    ids::PrescriptionId,
    prescribing::{Signed, signed_in, story},
    signing::Signable,
};
use leptos::prelude::*;

/// A prescription as it is printed: on paper of A5 or larger, everything that was signed, and its code.
///
/// It is the prescription itself where the patient brings it on paper and nothing was handed out, and a copy in every other case: on
/// its way to a pharmacy, begun, over, or printed by someone who helps.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let mut q = here.read().await?;
    let story = story(&mut q, &place.chart, id, here.today()).await?.ok_or(Error::NotFound)?;
    let signed = signed_in(&mut q, &here.portal.keys, &place.chart, id).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let base = place.href("/prescriptions");
    let back = format!("{base}/{id}");
    let drug = signed.signable.drug.text.clone();
    let is_original = story.course.is_original_on_paper() && place.helping.is_none();
    let is_over = story.course.state.is_over();
    let printed = here.visit.session.as_ref().map(|session| {
        let (name, time) = (session.name().to_owned(), lang.moment(here.now, zone));
        lang.with("page-printed", &[("name", name.into()), ("time", time.into())])
    });
    Ok(Frame::new(here, drug.clone())
        .section(Section::Prescriptions)
        .of(&place)
        .crumb(base, lang.t("nav-prescriptions"))
        .crumb(back.clone(), drug)
        .show(move || {
            let lead =
                if is_original { lang.t("prescriptions-print-original") } else { lang.t("prescriptions-print-copy") };
            let sheet = if signed.is_authentic {
                sheet(&signed, is_original, is_over, printed, zone, lang).into_any()
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
                {sheet}
                <Actions>
                    <LinkButton href=back weight=Weight::Quiet>
                        {lang.t("prescriptions-back")}
                    </LinkButton>
                </Actions>
            }
        })
        .await)
}

fn sheet(
    signed: &Signed,
    is_original: bool,
    is_over: bool,
    printed: Option<String>,
    zone: Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let of = &signed.signable;
    let name = of.prescriber.name.clone();
    let signature = [("name", name.into()), ("date", lang.moment(signed.signed_at, zone).into())];
    // What is over has no code: a pharmacy without a connection could take it for valid.
    let picture = (!is_over).then(|| prescription_picture(&signed.jws, lang.t("prescriptions-code-label"))).flatten();
    let check = lang.with("prescriptions-print-check", &[("address", format!("{}/verify", of.issuer).into())]);
    let clinic: Vec<String> =
        [Some(of.clinic.address.clone()), of.clinic.phone.clone()].into_iter().flatten().collect();
    let until = lang.with("prescriptions-print-until", &[("date", lang.date(of.expires_on).into())]);
    view! {
        <article class="rx">
            {(!is_original)
                .then(|| {
                    let words = Lang::ALL.map(|lang| {
                        view! { <p lang=lang.tag()>{lang.t("prescriptions-copy-only")}</p> }
                    });
                    view! { <div class="rx-copy">{words}</div> }
                })}
            <header class="rx-clinic">
                <h2>{of.clinic.name.clone()}</h2>
                <p>{clinic.join(" · ")}</p>
            </header>
            {patient(of, lang)}
            <div class="rx-drug">
                <h3>{of.drug.text.clone()}</h3>
                <p class="sig" lang="en">{of.directions.english.clone()}</p>
                {of.directions.spanish.clone().map(|text| view! { <p class="sig" lang="es">{text}</p> })}
            </div>
            {order(of, lang)}
            <div class="rx-signed">
                {picture}
                <div>
                    <p>
                        <strong>{lang.with("prescriptions-print-signed", &signature)}</strong>
                    </p>
                    <p>{licence(of, lang)}</p>
                    <p>
                        <strong>{until}</strong>
                    </p>
                    <p>{check}</p>
                    <p class="rx-number">{of.id.to_string()}</p>
                    {printed.map(|words| view! { <p class="rx-number">{words}</p> })}
                </div>
            </div>
        </article>
    }
}

fn patient(of: &Signable, lang: Lang) -> impl IntoView + use<> {
    let patient = &of.patient;
    let facts = [
        Some(Fact::new(lang.t("signing-patient"), view! { <strong>{patient.name.clone()}</strong> })),
        Some(Fact::new(lang.t("signing-born"), lang.date(patient.born))),
        Some(Fact::new(lang.t("signing-sex"), sex_name(patient.sex, lang))),
        Some(Fact::new(lang.t("signing-address"), patient.address.clone())),
        Fact::some(lang.t("signing-phone"), patient.phone.clone()),
    ];
    view! { <Facts facts=facts.into_iter().flatten().collect() /> }
}

fn order(of: &Signable, lang: Lang) -> impl IntoView + use<> {
    let substitution =
        if of.substitution_allowed { lang.t("signing-substitution-yes") } else { lang.t("signing-substitution-no") };
    let pharmacy = of.pharmacy.as_ref().map(|pharmacy| format!("{}, {}", pharmacy.name, pharmacy.place));
    let overridden = (!of.overridden.is_empty())
        .then(|| lang.with("prescriptions-print-overridden", &[("count", of.overridden.len().into())]));
    let facts = [
        Some(Fact::new(lang.t("signing-quantity"), counted(&amount(of.quantity.value), &of.quantity.unit, lang))),
        Some(Fact::new(lang.t("signing-refills"), refills(of.refills.into(), lang))),
        Some(Fact::new(lang.t("signing-substitution"), substitution)),
        Fact::some(lang.t("signing-indication"), of.indication.clone()),
        Fact::some(lang.t("signing-note"), of.note.clone()),
        Fact::some(lang.t("signing-overridden"), overridden),
        Fact::some(lang.t("signing-pharmacy"), pharmacy),
        Fact::some(lang.t("signing-replaces"), of.replaces.map(|id| id.to_string())),
        Fact::some(lang.t("signing-rxnorm"), of.drug.rxcui.clone()),
    ];
    view! { <Facts facts=facts.into_iter().flatten().collect() /> }
}

fn licence(of: &Signable, lang: Lang) -> String {
    let prescriber = &of.prescriber;
    let licence = format!("{} {}, {}", lang.t("signing-licence"), prescriber.licence.number, prescriber.licence.issuer);
    let npi = prescriber.npi.as_ref().map(|npi| format!("{} {npi}", lang.t("signing-npi")));
    [Some(licence), npi].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
