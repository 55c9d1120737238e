use super::{place::InProfile, words::fault_words};
use crate::{
    ui::{
        button::SendOrCancel,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        page::PageHead,
    },
    web::{Answer, Here, Notice, Typed},
};
use axum::response::Response;
use clinic::{
    patients::demographics,
    profile::{LONGEST_PHONE, Phone, set_phone},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The field of the telephone form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct PhoneFields {
    phone: String,
}

/// The form for the telephone number.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let (person, ..) = demographics(&mut here.read().await?, &at.place.chart).await?;
    Ok(form(here, &at, person.phone.unwrap_or_default(), Vec::new()).await)
}

/// Keeps the telephone number.
pub(crate) async fn save(here: Here, at: InProfile, Typed(typed): Typed<PhoneFields>) -> Answer {
    match Phone::parse(&typed.phone) {
        Ok(phone) => {
            set_phone(&here.portal.db, &here.portal.auditor, &at.editor, phone).await?;
            Ok(at.saved(Notice::ProfileSaved))
        }
        Err(fault) => {
            let malformed = here.lang.t("profile-phone-malformed");
            let error = FieldError::new("phone", fault_words(fault, malformed.clone(), malformed, here.lang));
            Ok(form(here, &at, typed.phone, vec![error]).await)
        }
    }
}

async fn form(here: Here, at: &InProfile, phone: String, errors: Vec<FieldError>) -> Response {
    let lang = here.lang;
    let (action, back, autocomplete) = (at.href("/profile/contact"), at.href("/profile"), at.autocomplete("tel"));
    let (title, lead) = (lang.t("profile-phone"), at.is_own().then(|| lang.t("profile-phone-lead")));
    at.show(here, title.clone(), !errors.is_empty(), move || {
        view! {
            <PageHead title=title lead=lead />
            <Form action=action errors=errors.clone()>
                <TextField
                    name="phone"
                    label=lang.t("profile-phone-label")
                    input=Input::Phone
                    value=phone
                    hint=lang.t("profile-phone-hint")
                    error=error_at(&errors, "phone")
                    autocomplete=autocomplete
                    maxlength=LONGEST_PHONE
                    optional=true
                />
                <SendOrCancel words=lang.t("profile-save") back=back />
            </Form>
        }
    })
    .await
}
