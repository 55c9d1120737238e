use super::{
    change::{rows, shown},
    emergency::contact_words,
    insurance::coverages_part,
    notices, pharmacy, results,
    words::{language_name, or_missing},
};
use crate::{
    ui::{
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, birth_words, sex_name},
};
use axum::response::Response;
use clinic::{
    accounts::Patient,
    labs::release_choice,
    patients::{Contact, Coverage, Demographics, demographics},
    profile::{Change, Choices, Pharmacy, changes, choices, pharmacy as named_pharmacy},
};
use leptos::prelude::*;

/// What a profile shows.
struct Profile {
    person: Demographics,
    contacts: Vec<Contact>,
    coverages: Vec<Coverage>,
    pharmacy: Option<Pharmacy>,
    changes: Vec<Change>,
    /// Which mails the patient wants and when they see lab results, where it is the patient who reads.
    choices: Option<(Choices, Option<i64>)>,
}

/// The patient's own data, to be checked and changed.
pub(crate) async fn profile(here: Here, place: InChart) -> Answer {
    show(here, &place, None).await
}

/// The profile with what could not be done on it.
pub(super) async fn refused(here: Here, place: &InChart, problem: String) -> Answer {
    show(here, place, Some(problem)).await
}

async fn show(here: Here, place: &InChart, problem: Option<String>) -> Answer {
    let mut q = here.read().await?;
    let (person, contacts, coverages) = demographics(&mut q, &place.chart).await?;
    let pharmacy = named_pharmacy(&mut q, &place.chart).await?;
    let changes = shown(changes(&mut q, &place.chart).await?, here.now);
    let own = here
        .visit
        .session
        .as_ref()
        .filter(|_| place.chart.is_own())
        .and_then(|session| Patient::try_from(session).ok());
    let choices = match &own {
        Some(by) => Some((choices(&mut q, by).await?, release_choice(&mut q, by).await?)),
        None => None,
    };
    drop(q);
    Ok(page(here, place, Profile { person, contacts, coverages, pharmacy, changes, choices }, problem).await)
}

async fn page(here: Here, place: &InChart, profile: Profile, problem: Option<String>) -> Response {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_own = place.chart.is_own();
    let phone = here.portal.settings.clinic_phone.clone();
    let base = place.base.clone();
    let (title, lead) = if is_own {
        (lang.t("profile-title"), lang.t("profile-lead"))
    } else {
        (lang.t("profile-title-clinician"), lang.t("profile-lead-clinician"))
    };
    let frame = Frame::new(here, title.clone()).section(Section::Profile).of(place);
    let frame = if problem.is_some() { frame.refused() } else { frame };
    frame
        .show(move || {
            let Profile { person, contacts, coverages, pharmacy, changes, choices } = profile;
            view! {
                <PageHead title=title lead=lead />
                {problem.map(|problem| view! { <NoticeBox tone=Tone::Warn title=problem>""</NoticeBox> })}
                {identity(&person, changes, &base, zone, lang)}
                {reach(&person, contacts, pharmacy, choices, &base, lang)}
                {is_own.then(|| sign_in(&person, lang))}
                {coverages_part(coverages, zone, lang)}
                {care(person, lang)}
                {wrong(is_own, phone, lang)}
            }
        })
        .await
}

/// What the clinic confirms, and what was asked for lately.
fn identity(
    person: &Demographics,
    changes: Vec<Change>,
    base: &str,
    zone: chrono_tz::Tz,
    lang: Lang,
) -> impl IntoView + use<> {
    let born = person.birth_date.map(|date| birth_words(lang, date, person.birth_date_precision));
    let facts = [
        Some(Fact::new(lang.t("profile-name"), person.name.clone())),
        Some(Fact::new(lang.t("profile-born"), or_missing(born, lang))),
        Some(Fact::new(lang.t("profile-sex"), sex_name(person.sex, lang))),
        Fact::some(lang.t("profile-record-number"), person.record_number.clone()),
    ];
    let more = (format!("{base}/profile/change"), lang.t("profile-ask"));
    let asked = (!changes.is_empty()).then(|| rows(changes, base, zone, lang).into_any());
    view! {
        <Part title=lang.t("profile-identity") id="identity" more=more>
            <Facts facts=facts.into_iter().flatten().collect() />
            {asked}
        </Part>
    }
}

/// What can be changed at once: each line leads to its own small form.
fn reach(
    person: &Demographics,
    contacts: Vec<Contact>,
    pharmacy: Option<Pharmacy>,
    choices: Option<(Choices, Option<i64>)>,
    base: &str,
    lang: Lang,
) -> impl IntoView + use<> {
    let language = person.language.as_deref().map(|tag| language_name(tag, lang));
    let called = person.preferred_name.clone().unwrap_or_else(|| lang.t("profile-called-none"));
    let mut lines = vec![
        (lang.t("profile-called"), "name", called.into_any()),
        (lang.t("profile-phone"), "contact", or_missing(person.phone.clone(), lang)),
        (lang.t("profile-address"), "address", address(person, lang)),
        (lang.t("profile-contacts"), "emergency", people(contacts, lang)),
        (lang.t("profile-pharmacy"), "pharmacy", pharmacy_lines(pharmacy, lang)),
        (lang.t("profile-languages"), "language", or_missing(language, lang)),
    ];
    if let Some((mails, days)) = choices {
        lines.push((lang.t("profile-notices"), "notices", notices::in_words(mails, lang).into_any()));
        lines.push((lang.t("profile-results"), "results", results::in_words(days, lang).into_any()));
    }
    let rows = lines
        .into_iter()
        .map(|(title, path, value)| {
            view! {
                <Row title=title href=format!("{base}/profile/{path}")>
                    <p>{value}</p>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Part title=lang.t("profile-reach") id="reach">
            <p class="part-note">{lang.t("profile-reach-note")}</p>
            <Rows>{rows}</Rows>
        </Part>
    }
}

fn people(contacts: Vec<Contact>, lang: Lang) -> AnyView {
    if contacts.is_empty() {
        return or_missing(None, lang);
    }
    let lines = contacts.into_iter().map(|contact| {
        let (name, about) = contact_words(contact, lang);
        view! { <span class="line">{name} " · " {about}</span> }
    });
    lines.collect_view().into_any()
}

fn pharmacy_lines(pharmacy: Option<Pharmacy>, lang: Lang) -> AnyView {
    let Some(pharmacy) = pharmacy else { return or_missing(None, lang) };
    let about = pharmacy::about(&pharmacy);
    view! {
        <span class="line">{pharmacy.name}</span>
        <span class="line">{about}</span>
    }
    .into_any()
}

fn address(person: &Demographics, lang: Lang) -> AnyView {
    let town = [person.city.clone(), region(person)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut lines: Vec<String> =
        person.address_lines.iter().flat_map(|lines| lines.lines()).map(str::to_owned).collect();
    lines.extend([Some(town), person.country.clone()].into_iter().flatten());
    lines.retain(|line| !line.trim().is_empty());
    if lines.is_empty() {
        return or_missing(None, lang);
    }
    lines.into_iter().map(|line| view! { <span class="line">{line}</span> }).collect_view().into_any()
}

/// State and postal code, as they are written on one line.
fn region(person: &Demographics) -> Option<String> {
    let parts: Vec<&str> = [&person.state, &person.postal_code].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn sign_in(person: &Demographics, lang: Lang) -> impl IntoView + use<> {
    let facts = vec![
        Fact::new(lang.t("profile-email"), or_missing(person.email.clone(), lang)),
        Fact::new(lang.t("profile-sign-in"), view! { <a href="/account">{lang.t("nav-account")}</a> }),
    ];
    view! {
        <Part title=lang.t("profile-sign-in-title") id="sign-in">
            <Facts facts=facts />
        </Part>
    }
}

fn care(person: Demographics, lang: Lang) -> impl IntoView {
    let facts = vec![
        Fact::new(lang.t("profile-practitioner"), or_missing(person.general_practitioner, lang)),
        Fact::new(lang.t("profile-organization"), or_missing(person.organization, lang)),
    ];
    view! {
        <Part title=lang.t("profile-care") id="care">
            <Facts facts=facts />
        </Part>
    }
}

fn wrong(is_own: bool, phone: Option<String>, lang: Lang) -> impl IntoView {
    let advice = match (is_own, phone) {
        (true, Some(phone)) => lang.with("profile-wrong-call", &[("phone", phone.into())]),
        (true, None) => lang.t("profile-wrong-ask"),
        (false, _) => lang.t("profile-wrong-clinician"),
    };
    view! {
        <NoticeBox tone=Tone::Info title=lang.t("profile-wrong")>
            <p>{advice}</p>
        </NoticeBox>
    }
}
