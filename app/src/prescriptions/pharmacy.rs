use super::words::{not_redirected, refused};
use crate::{
    profile::pharmacy_place,
    ui::{
        button::{PostButton, SendOrCancel, Weight},
        choice::{Choice, RadioField},
        empty::Empty,
        filter::Filter,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        pager::NamePager,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after, segment},
};
use axum::{extract::Query, response::Response};
use clinic::{
    Error,
    ids::{OrganizationId, PrescriptionId},
    paging::ByName,
    prescribing::{Story, redirect, story},
    profile::{Pharmacy, pharmacies},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Pharmacies on one page.
const SHOWN: i64 = 10;
/// The most characters that are searched for.
const LONGEST: usize = 100;

/// What is searched for, and after which pharmacy the page begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PharmacyAsked {
    q: String,
    after: String,
}

/// The pharmacy that is chosen; `none` for paper and the phone.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PharmacyFields {
    pharmacy: String,
}

/// The pharmacies to choose from.
pub(crate) async fn page(here: Here, place: InChart, Query(asked): Query<PharmacyAsked>) -> Answer {
    list(here, place, asked, None).await
}

/// Sends it to another pharmacy, or leaves it on paper and on the phone.
pub(crate) async fn save(here: Here, place: InChart, Typed(typed): Typed<PharmacyFields>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let lang = here.lang;
    let pharmacy = match typed.pharmacy.as_str() {
        "none" => None,
        text => match text.parse::<OrganizationId>() {
            Ok(pharmacy) => Some(pharmacy),
            Err(_) => {
                let missing = lang.t("profile-pharmacy-missing");
                return list(here, place, PharmacyAsked::default(), Some(missing)).await;
            }
        },
    };
    let portal = &here.portal;
    match redirect(&portal.db, &portal.auditor, &place.chart, id, pharmacy, here.now, here.today()).await? {
        Ok(()) => Ok(after(&place.href(&format!("/prescriptions/{id}")), Some(Notice::PharmacyChanged))),
        Err(why) => list(here, place, PharmacyAsked::default(), Some(not_redirected(why, lang))).await,
    }
}

async fn list(here: Here, place: InChart, asked: PharmacyAsked, error: Option<String>) -> Answer {
    let id: PrescriptionId = here.id("id")?;
    let text: String = asked.q.trim().chars().take(LONGEST).collect();
    let mut q = here.read().await?;
    let story = story(&mut q, &place.chart, id, here.today()).await?.ok_or(Error::NotFound)?;
    let found = pharmacies(&mut q, &text, asked.after.parse().ok(), SHOWN).await?;
    drop(q);
    Ok(show(here, &place, text, story, found, error).await)
}

async fn show(
    here: Here,
    place: &InChart,
    text: String,
    story: Story,
    found: ByName<Pharmacy>,
    error: Option<String>,
) -> Response {
    let lang = here.lang;
    let base = place.href("/prescriptions");
    let back = format!("{base}/{}", story.id);
    let path = format!("{back}/pharmacy");
    let query = if text.is_empty() { String::new() } else { format!("q={}", segment(&text)) };
    let beginning = (!found.first).then(|| format!("{path}?{query}"));
    let next = found.next.map(|id| format!("{path}?{query}&after={id}"));
    let frame = Frame::new(here, lang.t("prescriptions-pharmacy-change"))
        .section(Section::Prescriptions)
        .of(place)
        .crumb(base, lang.t("nav-prescriptions"))
        .crumb(back.clone(), lang.t("prescriptions-one"));
    let frame = if error.is_some() { frame.refused() } else { frame };
    frame
        .show(move || {
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
                    let present = story.pharmacy.as_ref().map(|pharmacy| now(pharmacy, path.clone(), lang));
                    let choose = choose(found, &story, &path, back, &text, error, lang);
                    view! {
                        {present}
                        <Part title=lang.t("profile-pharmacy-choose-title") id="choose">
                            <Filter action=path.clone() search=lang.t("profile-pharmacy-search") query=text.clone() />
                            {choose}
                            <NamePager beginning=beginning next=next />
                        </Part>
                    }
                    .into_any()
                }
            };
            view! {
                <PageHead title=lang.t("prescriptions-pharmacy-change") lead=lang.t("prescriptions-pharmacy-lead") />
                {content}
            }
        })
        .await
}

fn choose(
    found: ByName<Pharmacy>,
    story: &Story,
    path: &str,
    back: String,
    text: &str,
    error: Option<String>,
    lang: Lang,
) -> AnyView {
    if found.rows.is_empty() {
        let (title, advice) = if text.is_empty() {
            (lang.t("profile-pharmacy-empty"), lang.t("profile-pharmacy-empty-advice"))
        } else {
            (lang.t("profile-pharmacy-not-found"), lang.t("profile-pharmacy-not-found-advice"))
        };
        return view! {
            {error.map(|message| view! { <NoticeBox tone=Tone::Warn title=message>""</NoticeBox> })}
            <Empty icon=Symbol::Place title=title>
                <p>{advice}</p>
            </Empty>
        }
        .into_any();
    }
    let choices = found
        .rows
        .into_iter()
        .map(|row| Choice::new(row.id.to_string(), row.name.clone()).with_hint(pharmacy_place(&row)))
        .collect();
    let errors: Vec<FieldError> = error.into_iter().map(|message| FieldError::new("pharmacy", message)).collect();
    let present = story.pharmacy.as_ref().map(|pharmacy| pharmacy.id.to_string());
    view! {
        <Form action=path.to_owned() errors=errors.clone()>
            <RadioField
                name="pharmacy"
                legend=lang.t("profile-pharmacy-choose")
                choices=choices
                value=present
                error=error_at(&errors, "pharmacy")
            />
            <SendOrCancel words=lang.t("prescriptions-pharmacy-button") back=back />
        </Form>
    }
    .into_any()
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
