use crate::{
    ui::{
        badge::Badge,
        button::Button,
        choice::{Choice, RadioField},
        empty::Empty,
        form::Form,
        icon::Symbol,
        list::{Fact, Facts, Row, Rows},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, birth_words, sex_name},
};
use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use chrono_tz::Tz;
use clinic::patients::{Contact, Coverage, Demographics, demographics};
use leptos::prelude::*;

/// The patient's own data, to be checked.
pub(crate) async fn profile(here: Here, place: InChart) -> Answer {
    let (person, contacts, coverages) = demographics(&mut here.read().await?, &place.chart).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_own = place.chart.is_own();
    let phone = here.portal.settings.clinic_phone.clone();
    let (title, lead) = if is_own {
        (lang.t("profile-title"), lang.t("profile-lead"))
    } else {
        (lang.t("profile-title-clinician"), lang.t("profile-lead-clinician"))
    };
    Ok(Frame::new(here, title.clone())
        .section(Section::Profile)
        .of(&place)
        .show(move || {
            view! {
                <PageHead title=title lead=lead />
                {identity(&person, lang)}
                {reach(&person, is_own, lang)}
                {is_own.then(|| language_choice(lang))}
                {contacts_part(contacts, lang)}
                {coverages_part(coverages, zone, lang)}
                {care(person, lang)}
                {wrong(is_own, phone, lang)}
            }
        })
        .await)
}

fn identity(person: &Demographics, lang: Lang) -> impl IntoView + use<> {
    let born = person.birth_date.map(|date| birth_words(lang, date, person.birth_date_precision));
    let facts = [
        Some(Fact::new(lang.t("profile-name"), person.name.clone())),
        Some(Fact::new(lang.t("profile-born"), or_missing(born, lang))),
        Some(Fact::new(lang.t("profile-sex"), sex_name(person.sex, lang))),
        Fact::some(lang.t("profile-record-number"), person.record_number.clone()),
    ];
    view! {
        <Part title=lang.t("profile-identity") id="identity">
            <Facts facts=facts.into_iter().flatten().collect() />
        </Part>
    }
}

fn reach(person: &Demographics, is_own: bool, lang: Lang) -> impl IntoView + use<> {
    let language = person.language.as_deref().map(|tag| language_name(tag, lang));
    let mut facts = vec![
        Fact::new(lang.t("profile-phone"), or_missing(person.phone.clone(), lang)),
        Fact::new(lang.t("profile-email"), or_missing(person.email.clone(), lang)),
        Fact::new(lang.t("profile-address"), address(person, lang)),
        Fact::new(lang.t("profile-spoken"), or_missing(language, lang)),
    ];
    if is_own {
        facts.push(Fact::new(lang.t("profile-sign-in"), view! { <a href="/account">{lang.t("nav-account")}</a> }));
    }
    view! {
        <Part title=lang.t("profile-reach") id="reach">
            <Facts facts=facts />
        </Part>
    }
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

/// The language of the portal is the reader's own to choose, unlike what the record says is spoken.
fn language_choice(lang: Lang) -> impl IntoView {
    let choices = Lang::ALL.into_iter().map(|lang| Choice::new(lang.tag(), lang.own_name())).collect();
    view! {
        <Part title=lang.t("profile-language") id="language">
            <Form action="/language">
                <RadioField name="language" legend=lang.t("profile-language-choose") choices=choices value=lang.tag() />
                <Button>{lang.t("profile-language-button")}</Button>
            </Form>
        </Part>
    }
}

fn contacts_part(contacts: Vec<Contact>, lang: Lang) -> impl IntoView {
    let content = if contacts.is_empty() {
        view! {
            <Empty icon=Symbol::Phone title=lang.t("profile-no-contacts")>
                <p>{lang.t("profile-no-contacts-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = contacts
            .into_iter()
            .map(|contact| {
                let title = contact.name.unwrap_or_else(|| lang.t("profile-contact-unnamed"));
                let about: Vec<String> =
                    [contact.relationship, contact.phone, contact.email].into_iter().flatten().collect();
                view! {
                    <Row title=title>
                        <p>{about.join(" · ")}</p>
                    </Row>
                }
            })
            .collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! { <Part title=lang.t("profile-contacts") id="contacts">{content}</Part> }
}

fn coverages_part(coverages: Vec<Coverage>, zone: Tz, lang: Lang) -> impl IntoView {
    let content = if coverages.is_empty() {
        view! {
            <Empty icon=Symbol::Document title=lang.t("profile-no-insurance")>
                <p>{lang.t("profile-no-insurance-advice")}</p>
            </Empty>
        }
        .into_any()
    } else {
        let rows = coverages.into_iter().map(|coverage| coverage_row(coverage, zone, lang)).collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    view! { <Part title=lang.t("profile-insurance") id="insurance">{content}</Part> }
}

fn coverage_row(coverage: Coverage, zone: Tz, lang: Lang) -> impl IntoView {
    let Coverage { status, r#type, payor, plan, subscriber_id, period_start, period_end } = coverage;
    let mut named = [payor, plan, r#type].into_iter().flatten();
    let title = named.next().unwrap_or_else(|| lang.t("profile-insurance-unnamed"));
    let number = subscriber_id.map(|number| lang.with("profile-insurance-number", &[("number", number.into())]));
    let day = |at: DateTime<Utc>| lang.date(day_of(at, zone));
    let from = period_start.map(|at| lang.with("profile-insurance-from", &[("date", day(at).into())]));
    let until = period_end.map(|at| lang.with("profile-insurance-until", &[("date", day(at).into())]));
    let about: Vec<String> = named.chain([number, from, until].into_iter().flatten()).collect();
    let (tone, word) = coverage_status(&status, lang);
    view! {
        <Row title=title aside=move || view! { <Badge tone=tone text=word.clone() /> }>
            <p>{about.join(" · ")}</p>
        </Row>
    }
}

/// FHIR `Coverage.status` in a word.
fn coverage_status(status: &str, lang: Lang) -> (Tone, String) {
    match status {
        "active" => (Tone::Good, lang.t("profile-insurance-active")),
        "cancelled" => (Tone::Quiet, lang.t("profile-insurance-cancelled")),
        "draft" => (Tone::Info, lang.t("profile-insurance-draft")),
        "entered-in-error" => (Tone::Quiet, lang.t("profile-insurance-in-error")),
        other => (Tone::Info, lang.with("profile-insurance-other", &[("status", other.into())])),
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
        <Notice tone=Tone::Info title=lang.t("profile-wrong")>
            <p>{advice}</p>
        </Notice>
    }
}

fn or_missing(text: Option<String>, lang: Lang) -> AnyView {
    match text {
        Some(text) => text.into_any(),
        None => view! { <span class="quiet-text">{lang.t("profile-missing")}</span> }.into_any(),
    }
}

/// A language's name (BCP 47, ISO 639-1); one that is rare here is shown as its tag.
fn language_name(tag: &str, lang: Lang) -> String {
    match tag.split(['-', '_']).next().unwrap_or_default() {
        "ar" => lang.t("profile-language-arabic"),
        "de" => lang.t("profile-language-german"),
        "en" => lang.t("profile-language-english"),
        "es" => lang.t("profile-language-spanish"),
        "fil" | "tl" => lang.t("profile-language-tagalog"),
        "fr" => lang.t("profile-language-french"),
        "ht" => lang.t("profile-language-creole"),
        "ja" => lang.t("profile-language-japanese"),
        "ko" => lang.t("profile-language-korean"),
        "pt" => lang.t("profile-language-portuguese"),
        "ru" => lang.t("profile-language-russian"),
        "vi" => lang.t("profile-language-vietnamese"),
        "zh" => lang.t("profile-language-chinese"),
        _ => tag.to_owned(),
    }
}

/// The day a period begins or ends: a midnight in UTC is a day that was sent without a time.
fn day_of(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    if at.num_seconds_from_midnight() == 0 { at.date_naive() } else { at.with_timezone(&zone).date_naive() }
}
