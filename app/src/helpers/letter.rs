use crate::{
    ui::{
        button::{LinkButton, Weight},
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Frame, Here, InChart},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{accounts::Language, helpers::Issued};
use leptos::prelude::*;

/// Shows the letter of an invitation on paper. The page itself answers the POST: the code is known only now, and stands in no
/// address and no cookie.
pub(super) async fn letter_page(here: Here, place: InChart, issued: Issued, code: String, patient: String) -> Answer {
    let lang = here.lang;
    let settings = &here.portal.settings;
    let letter = Letter {
        lang: match issued.language {
            Language::En => Lang::En,
            Language::Es => Lang::Es,
        },
        clinic: settings.clinic_name.clone(),
        phone: settings.clinic_phone.clone(),
        address: format!("{}/invitation", settings.origin),
        now: here.now,
        zone: settings.zone,
        issued,
        code,
        patient,
    };
    let back = place.href("/helpers");
    Ok(Frame::new(here, lang.t("helpers-letter-title"))
        .section(Section::Helpers)
        .of(&place)
        .show(move || {
            view! {
                <PageHead title=lang.t("helpers-letter-title") lead=lang.t("helpers-letter-lead") />
                {letter.view()}
                <p class="no-print">
                    <LinkButton href=back weight=Weight::Secondary>
                        {lang.t("helpers-letter-done")}
                    </LinkButton>
                </p>
            }
        })
        .await)
}

/// A letter in the helper's language. The patient's birth date is not in it: whoever finds the letter lacks the second half.
struct Letter {
    lang: Lang,
    clinic: String,
    phone: Option<String>,
    address: String,
    now: DateTime<Utc>,
    zone: Tz,
    issued: Issued,
    code: String,
    patient: String,
}

impl Letter {
    fn view(self) -> impl IntoView + use<> {
        let lang = self.lang;
        let day = |at: DateTime<Utc>| lang.date_long(at.with_timezone(&self.zone).date_naive());
        let until = lang.with("letter-until", &[("date", day(self.issued.expires_at).into())]);
        let help = match self.phone {
            Some(phone) => lang.with("letter-help-phone", &[("phone", phone.into())]),
            None => lang.t("letter-help"),
        };
        let patient = [("name", self.patient.into())];
        view! {
            <article class="letter" lang=lang.tag()>
                <p class="letter-clinic">{self.clinic.clone()}</p>
                <p>{day(self.now)}</p>
                <h2>{lang.with("helpers-letter-heading", &patient)}</h2>
                <p>{lang.with("letter-greeting", &[("name", self.issued.name.into())])}</p>
                <p>{lang.with("helpers-letter-what", &patient)}</p>
                <ol class="letter-steps">
                    <li>{lang.t("letter-step-open")} <strong class="letter-address">{self.address}</strong></li>
                    <li>
                        {lang.with("helpers-letter-step-code", &patient)} <strong class="letter-code">{self.code}</strong>
                    </li>
                    <li>{lang.t("helpers-letter-step-account")}</li>
                </ol>
                <p>{until}</p>
                <p>{lang.t("letter-secret")}</p>
                <p>{help}</p>
            </article>
        }
    }
}
