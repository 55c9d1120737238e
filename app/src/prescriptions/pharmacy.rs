use super::words::{not_redirected, refused};
use crate::{
    profile::{Choosing, ChosenFor, PharmacyAsked, PharmacyFields, pharmacy_place},
    ui::{
        button::{PostButton, Weight},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use axum::extract::Query;
use clinic::{
    Error,
    ids::PrescriptionId,
    prescribing::{redirect, story},
    profile::Pharmacy,
};
use leptos::prelude::*;

/// The pharmacies to choose from.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<PharmacyAsked>) -> Answer {
    list(here, place, asked, None).await
}

/// Sends it to another pharmacy, or leaves it on paper and on the phone.
pub(crate) async fn save(here: Here, place: InChart, Typed(typed): Typed<PharmacyFields>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let lang = here.lang;
    let Some(pharmacy) = typed.chosen() else {
        return list(here, place, PharmacyAsked::default(), Some(lang.t("profile-pharmacy-missing"))).await;
    };
    let portal = &here.portal;
    match redirect(&portal.db, &portal.auditor, &place.chart, id, pharmacy, here.now, here.today()).await? {
        Ok(()) => Ok(after(&place.href(&format!("/prescriptions/{id}")), Some(Notice::PharmacyChanged))),
        Err(why) => list(here, place, PharmacyAsked::default(), Some(not_redirected(why, lang))).await,
    }
}

async fn list(here: Here, place: InChart, asked: PharmacyAsked, error: Option<String>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let lang = here.lang;
    let mut q = here.read().await?;
    let story = story(&mut q, &place.chart, id, here.today()).await?.ok_or(Error::NotFound)?;
    let choosing = Choosing::find(&mut q, asked).await?;
    drop(q);
    let base = place.href("/prescriptions");
    let back = format!("{base}/{}", story.id);
    let frame = Frame::new(here, lang.t("prescriptions-pharmacy-change"))
        .section(Section::Prescriptions)
        .of(&place)
        .crumb(base, lang.t("nav-prescriptions"))
        .crumb(back.clone(), lang.t("prescriptions-one"));
    let frame = if error.is_some() { frame.refused() } else { frame };
    let shown = frame.show(move || {
        let content = match story.redirectable {
            Err(why) => view! {
                <NoticeBox tone=Tone::Warn title=refused(why, lang)>
                    <p>
                        <a href=back>{lang.t("prescriptions-back")}</a>
                    </p>
                </NoticeBox>
            }
            .into_any(),
            Ok(()) => {
                let path = format!("{back}/pharmacy");
                let present = story.pharmacy.as_ref().map(|pharmacy| now(pharmacy, path.clone(), lang));
                let of = ChosenFor {
                    path,
                    back,
                    button: lang.t("prescriptions-pharmacy-button"),
                    advice: lang.t("profile-pharmacy-empty-advice"),
                    present: story.pharmacy.as_ref().map(|pharmacy| pharmacy.id),
                    error,
                };
                view! {
                    {present}
                    <Part title=lang.t("profile-pharmacy-choose-title") id="choose">
                        {choosing.view(of, lang)}
                    </Part>
                }
                .into_any()
            }
        };
        view! {
            <PageHead title=lang.t("prescriptions-pharmacy-change") lead=lang.t("prescriptions-pharmacy-lead") />
            {content}
        }
    });
    Ok(shown.await)
}

/// The pharmacy it is with, and the way to none.
fn now(pharmacy: &Pharmacy, action: String, lang: Lang) -> impl IntoView + use<> {
    let (name, about) = (pharmacy.name.clone(), pharmacy_place(pharmacy));
    view! {
        <Part title=lang.t("prescriptions-pharmacy-now") id="now">
            <p>
                <strong>{name}</strong>
                <span class="line">{about}</span>
            </p>
            <PostButton action=action fields=vec![("pharmacy", "none".to_owned())] weight=Weight::Secondary>
                {lang.t("prescriptions-pharmacy-paper-button")}
            </PostButton>
        </Part>
    }
}
