use super::{place::InProfile, words::language_name};
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{Choice, RadioField, SelectField},
        form::{FieldError, Form, error_at},
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Here, Notice, Typed, set_cookie},
};
use axum::response::Response;
use clinic::{
    accounts::Language,
    patients::demographics,
    profile::{SPOKEN, set_languages, spoken},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the language form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LanguageFields {
    spoken: String,
    portal: String,
}

/// The form for the language to be spoken to in and the language of the portal.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let (person, ..) = demographics(&mut here.read().await?, &at.place.chart).await?;
    let portal = here.lang.tag().to_owned();
    let tag = person.language.clone().unwrap_or_default();
    Ok(form(here, &at, person.language, LanguageFields { spoken: tag, portal }, Vec::new()).await)
}

/// Keeps both languages. What the record says about a region stays as long as its language is chosen.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<LanguageFields>) -> Answer {
    let (person, ..) = demographics(&mut here.read().await?, &at.place.chart).await?;
    let lang = here.lang;
    let known = typed.spoken.is_empty()
        || SPOKEN.contains(&typed.spoken.as_str())
        || person.language.as_deref() == Some(typed.spoken.as_str());
    let portal = Lang::from_tag(&typed.portal).filter(|_| at.is_own());
    let mut errors = Vec::new();
    if !known {
        errors.push(FieldError::new("spoken", lang.t("profile-spoken-missing")));
    }
    if at.is_own() && portal.is_none() {
        errors.push(FieldError::new("portal", lang.t("profile-language-missing")));
    }
    if !errors.is_empty() {
        return Ok(form(here, &at, person.language, typed, errors).await);
    }
    let spoken = Some(typed.spoken).filter(|tag| !tag.is_empty());
    let language = portal.map(|lang| match lang {
        Lang::En => Language::En,
        Lang::Es => Language::Es,
    });
    set_languages(&here.portal.db, &here.portal.auditor, &at.editor, spoken, language).await?;
    let mut response = at.saved(Notice::ProfileSaved);
    if let Some(lang) = portal {
        let cookie = format!("language={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", lang.tag());
        set_cookie(&mut response, &cookie);
    }
    Ok(response)
}

/// The languages to choose from; the one of the record stands among them as the record has it.
fn choices(present: Option<&str>, lang: Lang) -> Vec<Choice> {
    let mut choices: Vec<Choice> = SPOKEN
        .into_iter()
        .map(|tag| {
            let value = present.filter(|present| spoken(present) == Some(tag)).unwrap_or(tag);
            Choice::new(value, language_name(tag, lang))
        })
        .collect();
    choices.extend(present.filter(|present| spoken(present).is_none()).map(|tag| Choice::new(tag, tag)));
    choices.push(Choice::new("", lang.t("profile-spoken-unknown")));
    choices
}

async fn form(
    here: Here,
    at: &InProfile,
    present: Option<String>,
    typed: LanguageFields,
    errors: Vec<FieldError>,
) -> Response {
    let lang = here.lang;
    let own = at.is_own();
    let (action, back) = (at.href("/profile/language"), at.href("/profile"));
    let hint = if own { lang.t("profile-spoken-hint") } else { lang.t("profile-spoken-hint-clinician") };
    at.show(here, lang.t("profile-languages"), !errors.is_empty(), move || {
        let portal = own.then(|| {
            let choices = Lang::ALL.into_iter().map(|lang| Choice::new(lang.tag(), lang.own_name())).collect();
            view! {
                <RadioField
                    name="portal"
                    legend=lang.t("profile-language-choose")
                    choices=choices
                    value=typed.portal
                    error=error_at(&errors, "portal")
                />
            }
        });
        view! {
            <PageHead title=lang.t("profile-languages") />
            <Form action=action errors=errors.clone()>
                <SelectField
                    name="spoken"
                    label=lang.t("profile-spoken")
                    choices=choices(present.as_deref(), lang)
                    value=typed.spoken
                    hint=hint
                    error=error_at(&errors, "spoken")
                    optional=true
                />
                {portal}
                <SendOrCancel words=lang.t("profile-save") back=back />
            </Form>
        }
    })
    .await
}
