use super::place::InProfile;
use crate::{
    ui::{
        button::{PostButton, SendOrCancel, Weight},
        choice::{Choice, RadioField},
        empty::Empty,
        filter::Filter,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        pager::NamePager,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Here, Notice, Typed, segment},
};
use axum::{extract::Query, response::Response};
use clinic::{
    Error,
    ids::OrganizationId,
    paging::ByName,
    profile::{Pharmacy, pharmacies, pharmacy, set_pharmacy},
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

/// The pharmacy that is chosen; `none` for none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PharmacyFields {
    pharmacy: String,
}

/// The pharmacies to choose from.
pub(crate) async fn page(here: Here, at: InProfile, Query(asked): Query<PharmacyAsked>) -> Answer {
    list(here, &at, asked, Vec::new()).await
}

/// Keeps the pharmacy, or that there is none.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<PharmacyFields>) -> Answer {
    let chosen = match typed.pharmacy.as_str() {
        "none" => Some(None),
        id => id.parse::<OrganizationId>().ok().map(Some),
    };
    let portal = &here.portal;
    let kept = match chosen {
        None => Err(Error::Invalid(String::new())),
        Some(pharmacy) => set_pharmacy(&portal.db, &portal.auditor, &at.editor, pharmacy).await,
    };
    match kept {
        Ok(()) => Ok(at.saved(Notice::ProfileSaved)),
        Err(Error::Invalid(_)) => {
            let errors = vec![FieldError::new("pharmacy", here.lang.t("profile-pharmacy-missing"))];
            list(here, &at, PharmacyAsked::default(), errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn list(here: Here, at: &InProfile, asked: PharmacyAsked, errors: Vec<FieldError>) -> Answer {
    let text: String = asked.q.trim().chars().take(LONGEST).collect();
    let mut q = here.read().await?;
    let present = pharmacy(&mut q, &at.place.chart).await?;
    let found = pharmacies(&mut q, &text, asked.after.parse().ok(), SHOWN).await?;
    drop(q);
    Ok(show(here, at, text, present, found, errors).await)
}

async fn show(
    here: Here,
    at: &InProfile,
    text: String,
    present: Option<Pharmacy>,
    found: ByName<Pharmacy>,
    errors: Vec<FieldError>,
) -> Response {
    let lang = here.lang;
    let (path, back) = (at.href("/profile/pharmacy"), at.href("/profile"));
    let lead = at.is_own().then(|| lang.t("profile-pharmacy-lead"));
    let query = if text.is_empty() { String::new() } else { format!("q={}", segment(&text)) };
    let beginning = (!found.first).then(|| format!("{path}?{query}"));
    let next = found.next.map(|id| format!("{path}?{query}&after={id}"));
    at.show(here, lang.t("profile-pharmacy"), !errors.is_empty(), move || {
        let present_id = present.as_ref().map(|pharmacy| pharmacy.id);
        let choose = if found.rows.is_empty() {
            let refusal = errors.first().map(|error| {
                let message = error.message.clone();
                view! { <NoticeBox tone=Tone::Warn title=message>""</NoticeBox> }
            });
            view! {
                {refusal}
                {nothing(text.is_empty(), lang)}
            }
            .into_any()
        } else {
            let choices = found
                .rows
                .into_iter()
                .map(|row| {
                    let choice = Choice::new(row.id.to_string(), row.name.clone());
                    choice.with_hint(about(&row))
                })
                .collect();
            view! {
                <Form action=path.clone() errors=errors.clone()>
                    <RadioField
                        name="pharmacy"
                        legend=lang.t("profile-pharmacy-choose")
                        choices=choices
                        value=present_id.map(|id| id.to_string())
                        error=error_at(&errors, "pharmacy")
                    />
                    <SendOrCancel words=lang.t("profile-pharmacy-button") back=back />
                </Form>
            }
            .into_any()
        };
        view! {
            <PageHead title=lang.t("profile-pharmacy") lead=lead />
            {present.map(|pharmacy| now(pharmacy, path.clone(), lang))}
            <Part title=lang.t("profile-pharmacy-choose-title") id="choose">
                <Filter action=path.clone() search=lang.t("profile-pharmacy-search") query=text.clone() />
                {choose}
                <NamePager beginning=beginning next=next />
            </Part>
        }
    })
    .await
}

fn now(pharmacy: Pharmacy, action: String, lang: Lang) -> impl IntoView {
    let about = about(&pharmacy);
    view! {
        <Part title=lang.t("profile-pharmacy-now") id="now">
            <p>
                <strong>{pharmacy.name}</strong>
                <span class="line">{about}</span>
            </p>
            <PostButton action=action fields=vec![("pharmacy", "none".to_owned())] weight=Weight::Secondary>
                {lang.t("profile-pharmacy-none-button")}
            </PostButton>
        </Part>
    }
}

fn nothing(is_all: bool, lang: Lang) -> impl IntoView {
    let (title, advice) = if is_all {
        (lang.t("profile-pharmacy-empty"), lang.t("profile-pharmacy-empty-advice"))
    } else {
        (lang.t("profile-pharmacy-not-found"), lang.t("profile-pharmacy-not-found-advice"))
    };
    view! {
        <Empty icon=Symbol::Place title=title>
            <p>{advice}</p>
        </Empty>
    }
}

/// Where a pharmacy is and its telephone, in one line.
pub(crate) fn about(pharmacy: &Pharmacy) -> String {
    let street = pharmacy.address_lines.as_ref().map(|lines| lines.replace('\n', ", "));
    let town = [&pharmacy.city, &pharmacy.state].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let parts = [street, Some(town).filter(|town| !town.is_empty()), pharmacy.phone.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
