use crate::{
    ui::{
        button::{LinkButton, Weight},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Frame, Here},
};
use axum::response::Response;
use chrono::{DateTime, Utc};
use clinic::accounts::Language;
use leptos::prelude::*;

/// A letter to someone who will work here, with the code that is shown once.
pub(super) struct Letter {
    pub name: String,
    pub email: String,
    pub language: Option<Language>,
    pub code: String,
    pub expires_at: DateTime<Utc>,
}

/// Shows the letter, to be printed. The page itself answers the POST: the code stands in no address and no cookie.
pub(super) async fn show(here: Here, letter: Letter) -> Response {
    let lang = here.lang;
    let settings = &here.portal.settings;
    let to = match letter.language {
        Some(Language::En) => Lang::En,
        Some(Language::Es) => Lang::Es,
        None => lang,
    };
    let zone = settings.zone;
    let day = move |at: DateTime<Utc>| to.date_long(at.with_timezone(&zone).date_naive());
    let (today, until) = (day(here.now), to.with("people-letter-until", &[("date", day(letter.expires_at).into())]));
    let clinic = settings.clinic_name.clone();
    let address = format!("{}/invitation", settings.origin);
    let help = match settings.clinic_phone.clone() {
        Some(phone) => to.with("people-letter-help-phone", &[("phone", phone.into())]),
        None => to.t("people-letter-help"),
    };
    Frame::new(here, lang.t("people-letter-head"))
        .section(Section::System)
        .show(move || {
            view! {
                <PageHead title=lang.t("people-letter-head") lead=lang.t("people-letter-lead") />
                <article class="letter" lang=to.tag()>
                    <p class="letter-clinic">{clinic.clone()}</p>
                    <p>{today}</p>
                    <h2>{to.with("people-letter-title", &[("clinic", clinic.into())])}</h2>
                    <p>{to.with("people-letter-greeting", &[("name", letter.name.into())])}</p>
                    <p>{to.t("people-letter-what")}</p>
                    <ol class="letter-steps">
                        <li>{to.t("people-letter-open")} " " <strong class="letter-address">{address}</strong></li>
                        <li>{to.t("people-letter-code")} " " <strong class="letter-code">{letter.code}</strong></li>
                        <li>{to.with("people-letter-email", &[("email", letter.email.into())])}</li>
                    </ol>
                    <p>{until}</p>
                    <p>{to.t("people-letter-secret")}</p>
                    <p>{help}</p>
                </article>
                <p class="no-print">
                    <LinkButton href="/people" weight=Weight::Secondary>
                        {lang.t("people-letter-done")}
                    </LinkButton>
                </p>
            }
        })
        .await
}
